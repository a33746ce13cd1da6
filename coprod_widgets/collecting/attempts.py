"""Puts what learners handed in where marking finds it, and keeps every attempt.

The newest lies in ``submitted/``, as nbgrader's own collect leaves it; the others lie in ``.coprod/attempts/``, out of
nbgrader's sight. A folder is moved whole, so that nothing of an attempt is lost. Must not decide whose it is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from coprod_widgets import records
from coprod_widgets.course_folder.config import Settings
from coprod_widgets.course_folder.folders import Shelf
from coprod_widgets.marking.submissions import TIMESTAMP, look, way_problem, when
from coprod_widgets.records import ANSWERS

ATTEMPTS = Path(".coprod") / "attempts"
"""Where, in the course folder, attempts lie that are not the newest: ``STUDENT/ASSIGNMENT/TIME``."""
WRITABLE = 0o644
MOST_ATTEMPTS = 1_000
"""How many attempts of one learner at one assignment are kept."""


class CannotTakeIn(Exception):
    """A hand-in can't be put in its place. The message is a sentence for the trainer."""


class Attempt(Struct, frozen=True, kw_only=True):
    """One attempt that is kept: where, when it was handed in (UTC, without a zone), and its answers."""

    place: Path
    at: datetime
    answers: bytes

    @property
    def order(self) -> tuple[datetime, int, str]:
        """What decides which is the newest: the time, then how much was answered; never the order of collecting."""
        return self.at, len(self.answers), _sha(self.answers)


class Attempts:
    """All attempts of a course.

    Parameters
    ----------
    settings
        The course's.
    shelf
        The place aside of its folder.
    assignments
        The names of all its assignments.

    Raises
    ------
    CourseError
        When a folder of what was handed in can't be read.
    """

    def __init__(self, settings: Settings, shelf: Shelf, assignments: Sequence[str]) -> None:
        self._settings = settings
        self._shelf = shelf
        self._written = {one for name in assignments for one in settings.students(name)}
        self._ids = {one.casefold(): one for one in sorted(self._written)}

    def as_known(self, student: str) -> str:
        """Return an id as its owner first handed in anything with it: on Windows ``Ann`` and ``ann`` are one."""
        if student in self._written:  # two that are apart already stay so
            return student
        return self._ids.setdefault(student.casefold(), student)

    def same_of_others(self, student: str, assignment: str, answers: bytes) -> list[str]:
        """Return the ids under which just these answers lie as the newest of somebody else."""
        base = self._settings.base("submitted", assignment)
        return [
            other
            for other in self._settings.students(assignment)
            if other != student and answers
            for one in self._read(other, base, self._submitted(other, assignment))
            if one.answers == answers
        ]

    def of(self, student: str, assignment: str) -> list[Attempt]:
        """Return the attempts of a learner at an assignment, the oldest first.

        Raises
        ------
        CannotTakeIn
            When something else lies where the newest has its place, or a link on the way to it or to the others.
        """
        kept = []
        base = self._settings.root / ATTEMPTS / student / assignment
        submitted = self._submitted(student, assignment)
        _check_way(self._settings.base("submitted", assignment), submitted)
        _check_way(self._settings.root / ATTEMPTS.parent, base)
        try:
            places = sorted(os.listdir(base))
        except OSError:
            places = []
        for name in places:
            kept += self._read(student, base, base / name)
        if os.path.lexists(submitted):
            found = self._read(student, self._settings.base("submitted", assignment), submitted)
            if not found:
                raise CannotTakeIn(
                    f"What lies in {submitted} can't be read as a hand-in: coprod mark says why. Move it away first."
                )
            kept += found
        return sorted(kept, key=lambda one: one.order)

    def add(self, student: str, assignment: str, answers: bytes | None, at: datetime, notebook: bytes | None) -> str:
        """Keep an attempt that is not kept yet; return ``taken`` when it is the newest, else ``earlier``.

        Parameters
        ----------
        student, assignment
            Whose and of what.
        answers
            What ``answers.jsonl`` holds; None where nothing was answered.
        at
            When it was handed in, in UTC and without a zone.
        notebook
            The notebook as it was released, for nbgrader's own door; None puts none there.
        """
        if (number := len(self.of(student, assignment))) >= MOST_ATTEMPTS:
            raise CannotTakeIn(f"{student} has {number:,} attempts at {assignment} already; that is the most.")
        files = {TIMESTAMP: _stamp(at)} | ({} if answers is None else {ANSWERS: answers})
        if notebook is not None:
            files[f"{assignment}.ipynb"] = notebook
        place = self._free(student, assignment, at)
        self._shelf.put(place, files, WRITABLE)
        return "earlier" if self.settle(student, assignment) != place else "taken"

    def at_earlier(self, student: str, assignment: str, one: Attempt, at: datetime) -> None:
        """Give an attempt the earlier time at which the same answers had been handed in already."""
        self._shelf.put_file(one.place / TIMESTAMP, _stamp(at))
        self.settle(student, assignment)

    def settle(self, student: str, assignment: str) -> Path | None:
        """See that marking finds the newest attempt; return where that was kept before. A stopped run may have not."""
        kept = self.of(student, assignment)
        submitted = self._submitted(student, assignment)
        if not kept or kept[-1].place == submitted:
            return None
        newest = kept[-1].place
        for one in kept:
            if one.place == submitted:
                self._move(one.place, self._free(student, assignment, one.at))
        self._move(newest, submitted)
        return newest

    def _submitted(self, student: str, assignment: str) -> Path:
        return self._settings.folder("submitted", student, assignment)

    def _free(self, student: str, assignment: str, at: datetime) -> Path:
        base = self._settings.root / ATTEMPTS / student / assignment
        name = at.isoformat(timespec="microseconds").replace(":", "-") + "Z"  # Windows has no colons in names
        place, number = base / name, 1
        while os.path.lexists(place):
            number += 1
            place = base / f"{name}-{number}"
        return place

    def _move(self, place: Path, to: Path) -> None:
        to.parent.mkdir(parents=True, exist_ok=True)
        os.rename(place, to)

    def _read(self, student: str, base: Path, place: Path) -> list[Attempt]:
        handed = look(student, base, place)
        if handed.refused is not None:
            return []
        at = when(handed.stamp)[0]
        return [Attempt(place=place, at=at or datetime.min, answers=handed.answers or b"")]


def _check_way(base: Path, place: Path) -> None:
    """See that nothing but ordinary folders lies on the way to a place, as far as there is one."""
    there = place
    while there != base and not os.path.lexists(there):
        there = there.parent
    if problem := way_problem(base, there):
        raise CannotTakeIn(problem)


def answers_ids(answers: bytes) -> set[str]:
    """Return the ids of the answers in a file of them."""
    return {one.id for one in records.reading_of(answers).records}


def _stamp(at: datetime) -> bytes:
    return f"{at.isoformat(sep=' ', timespec='microseconds')} UTC\n".encode()


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
