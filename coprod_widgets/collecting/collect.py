"""``coprod collect``: takes in the zips that learners handed in, and says for each file what it did.

Must not read a zip itself (``found`` does) and must not mark.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from coprod_widgets import filing, records
from coprod_widgets.course_folder import config
from coprod_widgets.course_folder.alone import alone
from coprod_widgets.course_folder.assignments import names_in
from coprod_widgets.course_folder.config import CourseError, Settings
from coprod_widgets.course_folder.folders import Shelf
from coprod_widgets.course_folder.releasing import released_notebook
from coprod_widgets.marking.submissions import TIMESTAMP, when
from coprod_widgets.marking.table import printable
from coprod_widgets.parcels.handed_in import MAX_NOTEBOOK_BYTES
from coprod_widgets.records import ANSWERS

from .attempts import Attempts, CannotTakeIn, answers_ids
from .found import Found, found
from .roster import Roster, is_student_id
from .uploads import Uploads
from .whose import Unclear, Whose, whose

VERSION = 1
"""Version of what ``--json`` prints."""

_HEADINGS = {
    "taken": "taken in",
    "earlier": "kept as earlier attempts: a newer one counts",
    "same": "had been taken in before",
    "refused": "could not be taken in",
    "passed": "left alone: no zip file",
}


class Taken(Struct, frozen=True, kw_only=True):
    """What was done with one thing that was found.

    ``did`` is ``taken``, ``earlier`` (kept, but a newer one counts), ``same`` (it had been taken in), ``refused`` or
    ``passed`` (it is no zip); ``at`` is the time that counts, in UTC and without a zone.
    """

    file: str
    did: str
    student: str | None = None
    assignment: str | None = None
    at: datetime | None = None
    reason: str | None = None
    notes: list[str] = []


class _Refused(Exception):
    """A hand-in is not taken in. The message is made of sentences for the trainer."""


def collect(
    paths: list[Path], root: Path, roster: Path | None = None, student: str | None = None, as_json: bool = False
) -> int:
    """Take in what lies in some files and folders, and say what came of it.

    Parameters
    ----------
    paths
        Files and folders.
    root
        The course folder.
    roster
        The trainer's list of learners; None takes any id that is said.
    student
        The id of whoever it all is from, where the trainer knows better; None believes the files.
    as_json
        Whether to print for programs; ``docs/handing-in.md`` has the shape.

    Returns
    -------
    int
        0 when all is taken in, 1 when something was refused, 2 when nothing could be taken in at all.
    """
    root = root.absolute()
    now = datetime.now(UTC).replace(tzinfo=None)
    done: list[Taken] = []
    try:
        names = names_in(root)
        if student is not None and not is_student_id(student):
            raise CourseError(f"--student: got {student!r}; allowed: letters, digits and . - _ @ +")
        listed = None if roster is None else Roster(roster)
        if listed is not None and listed.unused:
            print(printable(f"{roster}: not used: {', '.join(listed.unused)}."), file=sys.stderr)
        print("Looking at what was handed in.", file=sys.stderr)  # nbgrader takes seconds to start
        settings = config.load(root)
        with alone(root):
            desk = _Desk(settings, names, listed, student)
            for one in found(paths, now):
                done.append(desk.take(one))
    except CourseError as problem:
        print(printable(str(problem)), file=sys.stderr)
        return 2
    except OSError as error:
        print(printable(filing.refused(error, root, "read or written")), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped. What was taken in is there; run it again to go on from there.", file=sys.stderr)
        return 2
    if as_json:
        print(json.dumps(_as_data(root, done), ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(printable, _lines(done))))
    if all(one.did == "passed" for one in done):
        print("There is no zip file that was handed in.", file=sys.stderr)
        return 2
    if not any(map(os.path.lexists, paths)):
        return 2
    return 1 if any(one.did == "refused" for one in done) else 0


class _Desk:
    """Where hand-ins are taken in, one after the other."""

    def __init__(self, settings: Settings, names: list[str], roster: Roster | None, student: str | None) -> None:
        self._settings = settings
        self._names = names
        self._roster = roster
        self._student = student
        self._attempts = Attempts(settings, Shelf(settings.root), names)
        self._uploads = Uploads(settings.root)
        self._notebooks: dict[str, bytes | None] = {}

    def take(self, one: Found) -> Taken:
        """Take in one thing that was found; return what was done."""
        if one.passed is not None:
            return Taken(file=one.label, did="passed", reason=one.passed)
        if one.refused is not None:
            return Taken(file=one.label, did="refused", reason=one.refused, notes=one.notes)
        try:
            says = whose(one, self._names, self._roster, self._student)
            return self._kept(one, says)
        except (Unclear, CannotTakeIn, _Refused) as problem:
            return Taken(file=one.label, did="refused", reason=str(problem), notes=one.notes)
        except OSError as error:
            told = filing.refused(error, self._settings.root, "read or written")
            return Taken(file=one.label, did="refused", reason=told, notes=one.notes)

    def _kept(self, one: Found, says: Whose) -> Taken:
        student, assignment = self._attempts.as_known(says.student), says.assignment
        at, late_notes = _time(one)
        notes = [*one.notes, *says.notes, *late_notes, *_checked(one)]
        before = self._attempts.of(student, assignment)
        for kept in before:
            if kept.answers == (one.answers or b""):
                if at < kept.at:  # whoever hands in unchanged work again is not later for it
                    self._attempts.at_earlier(student, assignment, kept, at)
                self._attempts.settle(student, assignment)
                counts = min(at, kept.at)
                return Taken(file=one.label, did="same", student=student, assignment=assignment, at=counts, notes=notes)
        if self._student is None:
            self._check_is_one_learner(one, says, student, [kept.answers for kept in before])
        if self._student is not None:
            notes += self._also_of_others(student, assignment, one.answers or b"")
        did = self._attempts.add(student, assignment, one.answers, at, self._notebook(assignment))
        self._uploads.add(student, says.uploader)
        return Taken(file=one.label, did=did, student=student, assignment=assignment, at=at, notes=notes)

    def _also_of_others(self, student: str, assignment: str, answers: bytes) -> list[str]:
        """Return what to know where the same answers lie under another id, from before the trainer said whose it is."""
        return [
            f"The same answers also lie in submitted/{other}/{assignment}. If they are not {other}'s, delete that "
            "folder, or both are marked."
            for other in self._attempts.same_of_others(student, assignment, answers)
        ]

    def _check_is_one_learner(self, one: Found, says: Whose, student: str, before: list[bytes]) -> None:
        """Refuse what another learner seems to have handed in under the same id."""
        again = f"If it is {student}'s all the same: coprod collect FILE --student {student}"
        other = self._uploads.other(student, says.uploader)
        listed = self._roster is not None and self._roster.find(says.uploader or "") == student
        if other is not None and not listed:
            raise _Refused(
                f"Two learners seem to have one id: {student} was uploaded by {other} before, and this by "
                f"{says.uploader}. {again}"
            )
        others = [ids for ids in map(answers_ids, before) if ids]
        mine = answers_ids(one.answers or b"") if others else set()
        if mine and not any(mine & ids for ids in others):
            raise _Refused(
                f"Two learners seem to have one id: {student} has handed in {says.assignment} before, and not one of "
                f"those answers is in this one. Or one learner has begun anew. {again}"
            )

    def _notebook(self, assignment: str) -> bytes | None:
        """Return the notebook as it was released: by nbgrader, else as `coprod release` makes it."""
        if assignment not in self._notebooks:
            path = self._settings.root / "release" / assignment / f"{assignment}.ipynb"
            try:
                found = records.load(path, MAX_NOTEBOOK_BYTES)
                self._notebooks[assignment] = found or released_notebook(self._settings.root, assignment)
            except (records.RecordError, CourseError):
                self._notebooks[assignment] = None  # marking does without it
        return self._notebooks[assignment]


def _time(one: Found) -> tuple[datetime, list[str]]:
    """Return when something was handed in, never later than it arrived, and what to know about that."""
    at, notes = when(one.stamp)
    notes = [note.replace(": it is taken as not late.", ": the time of its arrival counts.") for note in notes]
    if at is None:
        if one.stamp is None:
            notes.append(f"There is no {TIMESTAMP} in it: the time of its arrival counts.")
        return one.arrived, notes
    at = at.replace(tzinfo=None)
    if at > one.arrived:
        notes.append(f"It says {_said(at)}, which is later than its arrival, {_said(one.arrived)}: the latter counts.")
    return min(at, one.arrived), notes


def _checked(one: Found) -> list[str]:
    """Return what does not fit between the answers and their receipt."""
    if one.answers is None:
        return [f"There is no {ANSWERS} in it: nothing was answered, or the file was left out."]
    if one.receipt and hashlib.sha256(one.answers).hexdigest() != one.receipt.answers_sha256:
        return [f"Its {ANSWERS} is not the one that its receipt speaks of: it was changed, or damaged on its way."]
    return []


def _as_data(root: Path, done: list[Taken]) -> dict[str, Any]:
    did = [one.did for one in done]
    return {
        "v": VERSION,
        "course": str(root),
        "counts": {name: did.count(name) for name in _HEADINGS},
        "files": [
            {
                "file": one.file,
                "did": one.did,
                "student": one.student,
                "assignment": one.assignment,
                "at": one.at and one.at.isoformat(timespec="microseconds") + "Z",
                "reason": one.reason and printable(one.reason),
                "notes": [printable(note) for note in one.notes],
            }
            for one in done
        ],
    }


def _lines(done: list[Taken]) -> list[str]:
    lines = []
    for one in done:
        lines += [f"{one.file}: {_sentence(one)}", *(f"    {note}" for note in one.notes)]
    did = [one.did for one in done]
    counts = [f"{did.count(name):>7,}  {told}" for name, told in _HEADINGS.items() if did.count(name)]
    return [*lines, "", *counts]


def _sentence(one: Taken) -> str:
    of = f"{one.student}, {one.assignment}" + (f", handed in {_said(one.at)}" if one.at else "")
    if one.did == "taken":
        return f"taken in. {of}."
    if one.did == "earlier":
        return f"kept as an earlier attempt. {of}; a newer one is there and counts."
    if one.did == "same":
        return f"nothing to do, the same was taken in before. {of}."
    return f"not taken in. {one.reason}" if one.did == "refused" else f"left alone. {one.reason}"


def _said(at: datetime) -> str:
    return f"{at:%d} {at:%B} {at.year} at {at:%H:%M} UTC".removeprefix("0")
