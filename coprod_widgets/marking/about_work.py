"""What stands above a learner's feedback besides the marks: whose it is, when it came, what waits, what a pass is.

It reads the gradebook as nbgrader's own page of feedback does. Must not change anything there, and must not read what a
learner handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from coprod_widgets.content.words import Words
from coprod_widgets.exercises import passing


class AboutWork(Struct, frozen=True, kw_only=True):
    """What is known of one learner's work.

    Attributes
    ----------
    student
        nbgrader's student id.
    day, time
        When it was handed in, by the clock of the computer that makes the page; "" where nothing says so.
    waiting
        The questions that wait for a person, by id, with what a person gave before the answer changed: None for most.
    passing
        What a pass is; None where the course folder does not say, or not of this assignment.
    """

    student: str
    day: str = ""
    time: str = ""
    waiting: dict[str, float | None] = {}
    passing: Words | None = None


def about(told: Mapping[str, Any], course: Path) -> AboutWork:
    """Return what is known of the work that a page of feedback is made of.

    Parameters
    ----------
    told
        nbgrader's own words for it: ``student``, ``assignment``, ``notebook`` and ``db_url``. Without the last, as for
        a notebook that is in no gradebook, nothing else is looked for.
    course
        The course folder.
    """
    student = told.get("student", "")
    if "db_url" not in told:
        return AboutWork(student=student)
    from nbgrader.api import Gradebook

    with Gradebook(told["db_url"]) as book:
        held = book.find_submission_notebook(told["notebook"], told["assignment"], student)
        waiting = {one.name: one.manual_score for one in held.grades if one.needs_manual_grade}
        day, time = _moment(held.assignment.timestamp)
    rule = passing.told(course, told["assignment"])
    return AboutWork(student=student, day=day, time=time, waiting=waiting, passing=rule)


def _moment(at: datetime | None) -> tuple[str, str]:
    """Return the day and the time; nbgrader keeps them in UTC, without a zone."""
    if at is None:
        return "", ""
    here = at.replace(tzinfo=UTC).astimezone()
    return f"{here.day} {here:%B} {here.year}", f"{here:%H:%M}"
