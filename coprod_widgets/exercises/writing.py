"""Writes the notebooks of a course folder's assignments; writes nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from coprod_widgets import filing
from coprod_widgets.content.reader import ContentError

from .load import assignment_names, load_assignment, load_key
from .sheet import as_text, sheet


class Sheet(Struct, frozen=True, kw_only=True):
    """What was done about the notebook of one assignment.

    Attributes
    ----------
    name
        The assignment's name.
    did
        ``written`` (there was none), ``refreshed`` (it was another), ``same`` (nothing to do) or ``failed``.
    problems
        A sentence for everything that stands in the way, when it failed.
    """

    name: str
    did: str
    problems: list[str] = []


def write_sheets(course: Path, keys_dir: Path | None = None) -> Iterator[Sheet]:
    """Write the notebook of every assignment of a course folder; yield what was done about each.

    Parameters
    ----------
    course
        nbgrader's course folder, with ``source/``.
    keys_dir
        Where the keys are; ``keys/`` of the course folder when None.
    """
    for name in assignment_names(course):
        try:
            yield _write(course / "source" / name, keys_dir or course / "keys")
        except ContentError as error:
            yield Sheet(name=name, did="failed", problems=error.problems)
        except OSError as error:
            yield Sheet(name=name, did="failed", problems=[f"{name}.ipynb: {error.strerror or error}"])


def made(folder: Path, keys_dir: Path) -> str:
    """Return the text of an assignment's notebook, as its words make it.

    Parameters
    ----------
    folder
        The folder with ``items.yaml``.
    keys_dir
        Where the keys are; needed where a person marks.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit.
    """
    assignment = load_assignment(folder)
    if assignment.assignment != folder.name:
        raise ContentError(
            [f"{folder.name}/items.yaml: $.assignment: got '{assignment.assignment}'; allowed: {folder.name}"]
        )
    persons = any(question.by == "person" for question in assignment.questions)
    return as_text(sheet(assignment, load_key(assignment, keys_dir).file.rubrics if persons else {}))


def _write(folder: Path, keys_dir: Path) -> Sheet:
    text = made(folder, keys_dir)
    path = folder / f"{folder.name}.ipynb"
    before = path.read_bytes() if path.is_file() else None
    if before == text.encode():
        return Sheet(name=folder.name, did="same")
    filing.write(path, text.encode())
    return Sheet(name=folder.name, did="written" if before is None else "refreshed")
