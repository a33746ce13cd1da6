"""What the tests of the records share: a path, and records to put there."""

import pytest

from coprod_widgets.records import new_record

DIGEST = "sha256:" + "9f" * 32


@pytest.fixture
def path(tmp_path):
    """A file of answers that does not exist yet."""
    return tmp_path / "answers.jsonl"


@pytest.fixture(scope="session")
def make():
    """A function that makes a valid record; its keywords replace what the record would hold."""

    def make_record(**fields):
        usual = {
            "unit": "04",
            "item": "sort-clear",
            "digest": DIGEST,
            "interaction": "sort",
            "response": {"visitor-permits": "consultation"},
        }
        return new_record(**(usual | fields))

    return make_record
