"""Questions that are no longer those that the gradebook holds, and what a trainer can do about it.

Until learners' work is in the gradebook, nbgrader takes other questions; from then on it can add and remove none. Must
not write anything.
"""

from __future__ import annotations

from pathlib import Path

from coprod_widgets import exercises
from coprod_widgets.content import ContentError
from coprod_widgets.course_folder import config
from coprod_widgets.course_folder.config import CourseError

from .generated import Generated, NotGenerated
from .gradebook import Book

_KINDS = {"machine": "GradeCell", "person": "TaskCell"}


def differing(assignment: exercises.Assignment, sheet: Generated) -> str | None:
    """Return the beginning of a sentence where the gradebook has other questions, points or markers of a question.

    It names them; None where all are the assignment's.
    """
    asked = {(one.id, _KINDS[one.by], float(one.points)) for one in assignment.questions}
    held = {(one.name, one.kind, one.points) for one in sheet.cells}
    if asked == held:
        return None
    names = ", ".join(sorted({name for name, *_ in asked ^ held}))
    return f"{sheet.name}: the gradebook knows other questions or points than items.yaml has ({names})"


def way_out(sheet: Generated, handed_in: bool) -> str:
    """Return what a trainer can do about it, as a sentence's end."""
    if not handed_in:
        return f". Run: nbgrader generate_assignment {sheet.name} --force"
    return (
        ", and learners have handed in. nbgrader can add or remove no question now. Put the earlier questions and "
        "points back, in items.yaml and in the key, and run coprod sheets; or make a copy of the exercise under a new "
        'name (docs/trainers.md, "Change a question, or add one").'
    )


def warnings(course: Path) -> list[str]:
    """Return a sentence for each assignment that learners have handed in and whose questions are others now.

    Takes seconds where there is a gradebook, since nbgrader reads it, and no time where there is none. What can't be
    read is passed over: whoever marks is told of it.

    Parameters
    ----------
    course
        The course folder.
    """
    found: list[str] = []
    if not _may_have_a_gradebook(course):
        return found
    try:
        with Book(config.load(course.absolute()), read_only=True) as book:
            for name in exercises.assignment_names(course):
                try:
                    sheet, assignment = book.sheet(name), exercises.load_assignment(course / "source" / name)
                except (NotGenerated, ContentError):
                    continue
                told = differing(assignment, sheet)
                if told and book.has_work(sheet):
                    found.append(told + way_out(sheet, handed_in=True))
    except CourseError:
        return found
    return found


def _may_have_a_gradebook(course: Path) -> bool:
    try:
        return (course / "gradebook.db").exists() or "db_url" in (course / config.CONFIG).read_text("utf-8")
    except (OSError, ValueError):
        return False
