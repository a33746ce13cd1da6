"""What holds for every test, and the small course folder that the tests of exercises and of marking share."""

import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent / "support"))

# How long an example takes says something about the machine, and nothing about the code.
settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.fixture(scope="session")
def generated(tmp_path_factory):
    """The small course after ``nbgrader generate_assignment``; not to be written to."""
    import stock

    return stock.make(tmp_path_factory.mktemp("generated") / "course")


@pytest.fixture
def course(generated, tmp_path):
    """A copy of the small course, with its gradebook and no work handed in."""
    return shutil.copytree(generated, tmp_path / "course")
