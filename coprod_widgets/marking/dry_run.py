"""``coprod mark --dry-run``: whose mark would move, by how much and why, with nothing written at all.

Must not write, and must not mark by itself: `Cohort.ready` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from coprod_widgets import exercises

from . import done, key_record
from .cohort import Cohort, Outcome, Ready
from .gradebook import Book
from .rows import Held
from .table import named, table

_COLUMNS = ("student", "question", "was", "would be", "why")
_LOW = 1e-9


class Move(Struct, frozen=True, kw_only=True):
    """A mark that would be another.

    Attributes
    ----------
    student, question
        Whose, and for what.
    was, would_be
        Points, those that a person gave included; None where a person is needed.
    why
        What is different, as sentences.
    """

    student: str
    question: str
    was: float | None
    would_be: float | None
    why: str

    @property
    def by(self) -> float | None:
        """How far it would move, in points; None where one of the two is not known."""
        if self.was is None or self.would_be is None:
            return None
        return round(self.would_be - self.was, 4)


class Preview(Struct, frozen=True, kw_only=True):
    """What marking one assignment would do.

    Attributes
    ----------
    cohort
        The assignment's.
    moves
        The marks that would move.
    same
        How many submissions would keep every mark.
    first
        Who would be marked for the first time.
    refused
        Who could not be marked.
    """

    cohort: Cohort
    moves: list[Move]
    same: int
    first: list[str]
    refused: list[Outcome]


def preview(cohort: Cohort, book: Book, students: Sequence[str], step: Callable[[], None]) -> Preview:
    """Look at what some learners handed in, and tell what marking it now would change.

    Parameters
    ----------
    cohort
        The assignment's.
    book
        The gradebook.
    students
        The ids of those who handed in.
    step
        Called after each.
    """
    before, held, marks = done.read(cohort.settings.root), book.students(cohort.sheet), book.marks(cohort.sheet)
    moves: list[Move] = []
    first, refused, same = [], [], 0
    for student in students:
        step()
        last = before.get((cohort.name, student))
        ready, outcome = cohort.consider(student, last, held)
        if outcome.did == "unchanged":
            same += 1
        elif ready is None:
            refused.append(outcome)
        elif student not in marks:
            first.append(student)
        else:
            found = list(_moves(cohort, ready, last, marks[student]))
            moves += found
            same += not found
    return Preview(cohort=cohort, moves=moves, same=same, first=first, refused=refused)


def _moves(cohort: Cohort, ready: Ready, last: done.Done | None, held: dict[str, Held]) -> Iterator[Move]:
    nothing = Held(auto=None, manual=None, extra=0.0)
    for question in cohort.keyed.assignment.questions:
        has = held.get(question.id, nothing)
        auto = ready.row.marks[question.id]
        was, would_be = _score(has.auto, has), _score(auto, has)
        if has.manual is not None and question.id in ready.row.changed:
            would_be = None  # what a person marked is another now, and asks for a person again
        if was == would_be or (was is not None and would_be is not None and abs(was - would_be) < _LOW):
            continue
        why = _why(cohort, question, ready, last)
        yield Move(student=ready.row.student, question=question.id, was=was, would_be=would_be, why=why)


def _score(auto: float | None, held: Held) -> float | None:
    """Return what nbgrader shows: a person's mark before a machine's, and what is given on top."""
    given = auto if held.manual is None else held.manual
    return None if given is None else given + held.extra


def _why(cohort: Cohort, question: exercises.Question, ready: Ready, last: done.Done | None) -> str:
    if last is None:
        return "It is not on record what it was marked with."
    told = []
    if question.id in ready.row.changed:
        told.append("Another answer was handed in.")
    now = cohort.keyed.file
    if last.key_version not in (0, now.key.version):
        old = key_record.earlier(cohort.settings.keys_dir, cohort.name, last.key_version)
        changes = exercises.key_changes(old, now, question) if old is not None else "what it was is not on record"
        if changes:
            told.append(f"Key, version {last.key_version} to {now.key.version}: {changes}.")
    elif last.key_version == 0 and last.key != cohort.digest:
        told.append("The key or the questions are others; what they were is not on record.")
    if not told and last.version != cohort.version:
        told.append(f"It was marked by another version of the course, {last.version}.")
    if not told and last.key != cohort.digest:
        told.append("The questions, the exercise's notebook, or the course's own words and rules are others.")
    return " ".join(told) or "The gradebook has another mark than these answers earn."


def as_data(found: Preview) -> dict[str, Any]:
    """Return a preview for programs; ``docs/marking.md`` has the shape."""
    return {
        "assignment": found.cohort.name,
        "key": {"version": found.cohort.keyed.file.key.version},
        "counts": _counts(found),
        "moves": [
            {
                "student": one.student,
                "question": one.question,
                "was": one.was,
                "would_be": one.would_be,
                "by": one.by,
                "why": one.why,
            }
            for one in found.moves
        ],
        "first": found.first,
        "refused": [{"student": named(one.student), "reason": one.reason} for one in found.refused],
    }


def lines(found: Preview) -> list[str]:
    """Return a preview as the lines of a table."""
    counts = _counts(found)
    told = [
        f"{found.cohort.name}, key version {found.cohort.keyed.file.key.version}: nothing is written",
        f"  {counts['moved']:>7,}  would have another mark",
        f"  {counts['same']:>7,}  would keep every mark",
        f"  {counts['first']:>7,}  would be marked for the first time",
        f"  {counts['refused']:>7,}  could not be marked",
    ]
    told += table("Marks that would move, before anything is taken off for late work:", _rows(found.moves), _COLUMNS)
    return told + table("Could not be marked:", [(one.student, one.reason or "") for one in found.refused])


def _rows(moves: Iterable[Move]) -> list[tuple[str, ...]]:
    return [(one.student, one.question, _points(one.was), _points(one.would_be), one.why) for one in moves]


def _points(value: float | None) -> str:
    return "a person" if value is None else f"{round(value, 4):g}"


def _counts(found: Preview) -> dict[str, int]:
    return {
        "moved": len({one.student for one in found.moves}),
        "same": found.same,
        "first": len(found.first),
        "refused": len(found.refused),
    }
