"""Which assignments a course folder has, for commands that were told a folder and perhaps a name.

Must not read an assignment.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coprod_widgets.content.shape import nearest
from coprod_widgets.exercises.load import ITEMS, assignment_names

from .config import CourseError


def names_in(root: Path) -> list[str]:
    """Return the names of the assignments in a course folder, in order.

    Raises
    ------
    CourseError
        When there is none, so that it is no course folder.
    """
    there = assignment_names(root)
    if not there:
        raise CourseError(f"{root} is not a course folder: there is no source/NAME/{ITEMS} in it.")
    return there


def check_name(name: str, there: Sequence[str]) -> None:
    """See that an assignment is one of those that are there.

    Raises
    ------
    CourseError
        When it is not; the sentence has the nearest, and all of them.
    """
    if name not in there:
        raise CourseError(f"There is no assignment '{name}'{nearest(name, there)}; there are: {', '.join(there)}")
