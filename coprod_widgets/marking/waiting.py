"""An assignment that ``coprod mark --all`` has to leave unmarked, for nbgrader has not generated it yet.

Nobody's work on it may be passed over in silence: where something was handed in, that counts as not marked. Must not
mark, and must not look into what was handed in.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from .table import named, table


class Waiting(Struct, frozen=True, kw_only=True):
    """An assignment that is not in the gradebook.

    Attributes
    ----------
    name
        The assignment's name.
    reason
        Why it can't be marked and what to do, as a sentence.
    students
        The ids of those who have handed it in; the others have lost nothing.
    """

    name: str
    reason: str
    students: list[str]

    @property
    def refused(self) -> list[str]:
        """Whose work could not be marked."""
        return self.students


def lines(found: Waiting) -> list[str]:
    """Return what a trainer is told of it, as the lines of a table."""
    if not found.students:
        return [found.name, "  Left out: it is not in the gradebook yet, and nothing is there to be marked."]
    rows = [(student, found.reason) for student in found.students]
    return [found.name, f"  {len(rows):>7,}  could not be marked", *table("Could not be marked:", rows)]


def as_data(found: Waiting) -> dict[str, Any]:
    """Return what `marking.run` prints for programs of an assignment that was handed in."""
    nothing = {"mark": None, "late_penalty": None, "needs_a_person": []}
    about = {"reason": found.reason, "warnings": [], "feedback_removed": False}
    return {
        "assignment": found.name,
        "points": None,
        "key": None,
        "counts": {"marked": 0, "unchanged": 0, "needs_a_person": 0, "refused": len(found.students)},
        "submissions": [
            {"student": named(student), "did": "refused", **nothing, **about} for student in found.students
        ],
    }


def as_preview(found: Waiting) -> dict[str, Any]:
    """Return what a dry run prints for programs of an assignment that was handed in."""
    return {
        "assignment": found.name,
        "key": None,
        "counts": {"moved": 0, "same": 0, "first": 0, "refused": len(found.students)},
        "moves": [],
        "first": [],
        "refused": [{"student": named(student), "reason": found.reason} for student in found.students],
    }
