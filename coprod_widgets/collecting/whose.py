"""Says whose a hand-in is and of which assignment: by its receipt, by the names around it, and by the roster.

What a receipt or a name says is anyone's word. Must not read or write files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from coprod_widgets.content.shape import nearest
from coprod_widgets.parcels.handed_in import STEM
from coprod_widgets.parcels.opening import shown

from .found import Found
from .roster import Roster, is_student_id

# How learning platforms name what was uploaded: Moodle, Canvas, Blackboard.
_PLATFORMS = (
    re.compile(r"(?P<who>.{1,100}?)_\d{1,12}_assignsubmission_"),
    re.compile(r"(?P<who>[^\W\d_]{2,100})_(?:late_)?\d{1,12}_\d{1,12}_", re.IGNORECASE),
    re.compile(r".{1,100}_(?P<who>[^_\s]{1,100})_attempt_\d{4}-"),
)
# After whatever a platform has put before it.
_STEM = re.compile(rf"(?<![A-Za-z0-9.-]){STEM}")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class Whose(Struct, frozen=True):
    """Whose a hand-in is.

    Attributes
    ----------
    student
        nbgrader's student id.
    assignment
        The assignment's name.
    uploader
        Who uploaded it, as a learning platform names them; None where no name says so.
    notes
        What a trainer should know, each a sentence.
    """

    student: str
    assignment: str
    uploader: str | None = None
    notes: list[str] = []


class Unclear(Exception):
    """It can't be said whose something is. The message is made of sentences for the trainer."""


def whose(found: Found, assignments: Sequence[str], roster: Roster | None, student: str | None) -> Whose:
    """Return whose a hand-in is.

    Parameters
    ----------
    found
        What was found.
    assignments
        The names of the course's assignments.
    roster
        The course's learners; None takes any id that is said.
    student
        The id that the trainer says it is; None where they say nothing.

    Raises
    ------
    Unclear
        With a sentence, when nobody can be meant, or more than one.
    """
    told, named = _told(found, assignments)
    assignment = found.receipt.assignment if found.receipt else named
    if assignment is None:
        raise Unclear(
            "It does not say of which exercise it is. Ask for the zip file as the exercise's last part made it, or "
            "rename it to ID_ASSIGNMENT_YYYY-MM-DD.zip."
        )
    if assignment not in assignments:
        raise Unclear(
            f"It is of the exercise {shown(assignment)!r}, which this course does not have"
            f"{nearest(assignment, list(assignments))}; there are: {', '.join(assignments)}."
        )
    uploader = _uploader(found.names)
    if student is not None:
        return Whose(student, assignment, uploader)
    if roster is not None:
        return _by_roster(roster, told, uploader, assignment)
    if told is None:
        raise Unclear("It does not say whose it is. Say it: coprod collect FILE --student ID")
    if not is_student_id(told):
        raise Unclear(
            f"It says that it is from {shown(told)!r}, which can't be an id; allowed: letters, digits and . - _ @ +. "
            "Say whose it is: coprod collect FILE --student ID"
        )
    return Whose(told, assignment, uploader)


def _by_roster(roster: Roster, told: str | None, uploader: str | None, assignment: str) -> Whose:
    by_told = roster.find(told) if told else None
    by_upload = roster.find(uploader) if uploader else None
    if by_told and by_upload and by_told != by_upload:
        raise Unclear(
            f"It says that it is from {by_told}, and was uploaded by {shown(uploader)} ({by_upload}). Ask them, then "
            "say whose it is: coprod collect FILE --student ID"
        )
    student = by_told or by_upload
    says = f"the id {shown(told)!r}" if told else "no id"
    if student is None:
        by = f", and {shown(uploader)}, who uploaded it, is not there either" if uploader else ""
        raise Unclear(
            f"It says {says}, which is not in the roster{roster.near(told) if told else ''}{by}. Put the learner into "
            "the roster, or say whose it is: coprod collect FILE --student ID"
        )
    notes = [] if by_told else [f"It says {says}; {shown(uploader)} uploaded it, and is {student} in the roster."]
    return Whose(student, assignment, uploader, notes)


def _told(found: Found, assignments: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the id that a hand-in says, by its receipt else by a name, and the assignment that a name says."""
    receipt = found.receipt.student if found.receipt else None
    for name in map(_tidied, found.names):
        for told in _STEM.finditer(name):
            if told["assignment"] in assignments:
                return receipt or told["student"], told["assignment"]
    return receipt, None


def _uploader(names: Sequence[str]) -> str | None:
    for name in names:
        for platform in _PLATFORMS:
            if told := platform.match(unicodedata.normalize("NFC", name)):
                return told["who"]
    return None


def _tidied(name: str) -> str:
    """Return a name as it was made: other programs put dashes for hyphens, and signs that nobody sees."""
    return _UNSEEN.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", name)))
