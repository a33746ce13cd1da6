"""What collecting did: with each file, and what lies in the course folder since."""

import io
import zipfile

from coprod_widgets.collecting.attempts import ATTEMPTS


def did(told):
    """Return what was done with each file, and under which id."""
    return [(one["did"], one["student"]) for one in told]


def held(course, student="ann"):
    """Return what lies in a learner's submitted folder."""
    return {path.name: path.read_bytes() for path in (course / "submitted" / student / "small").iterdir()}


def attempts(course, student="ann"):
    """Return the answers of every earlier attempt, by the name of its folder."""
    base = course / ATTEMPTS / student / "small"
    return {path.name: (path / "answers.jsonl").read_bytes() for path in sorted(base.iterdir())}


def with_more(data, name, more):
    """Return a zip with one file more, and all the others as they were."""
    whole = io.BytesIO(data)
    with zipfile.ZipFile(whole, "a") as file:
        file.writestr(name, more)
    return whole.getvalue()


def everything(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.name.endswith(".lock"))
