"""Reads what a learner handed in, as hostile data: their answers, when they came, and nbgrader's secret beside them.

The learner's notebook is neither needed nor opened. No link is followed, nothing but ordinary folders and files of a
bounded size is read, and whatever is wrong becomes a sentence. Must not mark, and must not change anything.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import UNSET, Struct

from coprod_widgets import records
from coprod_widgets.content.page import digest
from coprod_widgets.exercises import Assignment
from coprod_widgets.exercises.assignment import sorts
from coprod_widgets.exercises.marks import fact_asks
from coprod_widgets.parcels.handed_in import TIMESTAMP
from coprod_widgets.records import ANSWERS

SECRET = "submission_secret.txt"

MAX_SMALL_BYTES = 1_000
"""Largest timestamp or secret, in bytes; nbgrader's own have less than 70."""
MAX_NAME = 128
"""Longest student id, in characters: the gradebook has room for no more."""

_MOST_LOOKED_AT = 1_000
_TOLD_LINES = 3
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?)"
    r"(?: ?(UTC|Z|[+-]\d\d:?\d\d)| ([A-Za-z]{1,10}(?:/[A-Za-z_]{1,30})?))?",
    re.ASCII,
)
_SECRET = re.compile(rb"[ -~]{1,500}\s*")


class Handed(Struct, frozen=True, kw_only=True):
    """What lies in a learner's folder, unread.

    Attributes
    ----------
    student
        The name of the folder: nbgrader's student id.
    folder
        Where it lies.
    answers, stamp, secret
        The bytes of the three files; None where there is none.
    digest
        ``sha256:…`` of all that: equal when nothing has changed.
    refused
        Why it can't be read, as a sentence; None when it can.
    warnings
        What a trainer should know, each a sentence.
    """

    student: str
    folder: Path
    answers: bytes | None = None
    stamp: bytes | None = None
    secret: bytes | None = None
    digest: str = ""
    refused: str | None = None
    warnings: list[str] = []


class Submission(Struct, frozen=True, kw_only=True):
    """What a learner handed in, read.

    Attributes
    ----------
    student
        nbgrader's student id.
    responses
        The newest response to each item of the assignment, by the item's id.
    at
        When it came, in UTC and without a zone, as nbgrader keeps it; None when nothing says so.
    refused
        Why it can't be marked, as a sentence; None when it can.
    warnings
        What a trainer should know, each a sentence.
    """

    student: str
    responses: dict[str, Any] = {}
    at: datetime | None = None
    refused: str | None = None
    warnings: list[str] = []


def digests(assignment: Assignment) -> dict[str, str]:
    """Return the digest of every item of an assignment as a page shows it, fact questions included, by item id."""
    items = [*assignment.items, *(ask for item in sorts(assignment.items) for ask in fact_asks(item))]
    return {item.id: digest(item) for item in items}


def look(student: str, base: Path, folder: Path) -> Handed:
    """Return what lies in a learner's folder; never raises because of what is there.

    Parameters
    ----------
    student
        nbgrader's student id.
    base
        The trainer's own folder, such as ``submitted``; everything below it is the learner's.
    folder
        The learner's folder for one assignment, somewhere below ``base``.
    """
    refused = _name_problem(student) or way_problem(base, folder)
    if refused is not None:
        return Handed(student=student, folder=folder, refused=refused, digest=_digest(refused.encode(errors="replace")))
    warnings: list[str] = []
    small = {}
    for name in (TIMESTAMP, SECRET):
        try:
            small[name] = records.load(folder / name, MAX_SMALL_BYTES)
        except records.RecordError as error:
            small[name] = None
            warnings.append(f"{error} It is left aside.")
    try:
        answers = records.load(folder / ANSWERS)
    except records.RecordError as error:
        refused, answers = str(error), None
    if answers is None and refused is None:
        refused = _elsewhere(folder)
    secret = small[SECRET]
    return Handed(
        student=student,
        folder=folder,
        answers=answers,
        stamp=small[TIMESTAMP],
        secret=secret if secret is not None and _SECRET.fullmatch(secret) else None,
        digest=_digest(answers, *small.values(), (refused or "").encode(errors="replace")),
        refused=refused,
        warnings=warnings,
    )


def read(handed: Handed, assignment: str, asked: Mapping[str, str]) -> Submission:
    """Return the newest response to each item; never raises because of what a learner wrote.

    Parameters
    ----------
    handed
        What `look` found.
    assignment
        The assignment's name, which its records carry as their unit.
    asked
        What `digests` gave for it.
    """
    at, warnings = when(handed.stamp)
    warnings = [*handed.warnings, *warnings]
    if handed.refused is not None:
        return Submission(student=handed.student, at=at, refused=handed.refused, warnings=warnings)
    if handed.answers is None:
        warnings.append(f"There is no {ANSWERS}: nothing was answered, or the file was left out when handing in.")
        return Submission(student=handed.student, at=at, warnings=warnings)
    found = records.reading_of(handed.answers)
    if not found.records and found.aside:
        refused = f"{ANSWERS} has no line that can be read: {_first(found)} Ask for the file again."
        return Submission(student=handed.student, at=at, refused=refused, warnings=warnings)
    warnings += _aside(found)
    newest: dict[str, records.Record] = {}
    foreign: set[str] = set()
    for record in found.records:
        if record.unit != assignment:
            foreign.add(record.unit)
        elif record.item in asked and record.asked_in is UNSET:
            newest[record.item] = record  # the order of the file decides, because clocks can be wrong
        else:
            foreign.add(f"{assignment}, {record.item}")
    if foreign:
        told = ", ".join(sorted(foreign)[:_TOLD_LINES]) + (" and others" if len(foreign) > _TOLD_LINES else "")
        warnings.append(f"{ANSWERS} also has answers to something else ({told}); they are left aside.")
    if not newest:
        warnings.append(f"{ANSWERS} has no answer to this assignment.")
    other = sorted(item for item, record in newest.items() if record.digest != asked[item])
    if other:
        warnings.append(
            f"Answered on another version of the words than the trainer's: {', '.join(other[:_TOLD_LINES])}"
            f"{' and others' if len(other) > _TOLD_LINES else ''}. They are marked all the same, by their ids."
        )
    responses = {item: record.response for item, record in newest.items()}
    return Submission(student=handed.student, responses=responses, at=at, warnings=warnings)


def when(stamp: bytes | None) -> tuple[datetime | None, list[str]]:
    """Return the time that a timestamp file tells, as nbgrader reads it, and what is wrong with it.

    Returns
    -------
    tuple
        The time in UTC without a zone, or None; sentences.
    """
    if stamp is None:
        return None, []
    text = stamp.decode("utf-8-sig", "replace").strip()
    if not text:
        return None, [f"{TIMESTAMP} is empty: it is taken as not late."]
    told = _TIME.fullmatch(text)
    try:
        if told is None:
            raise ValueError(text)
        if told[3] is None and told[2] in (None, "UTC", "Z"):
            return datetime.fromisoformat(told[1]), []
        from nbgrader.utils import parse_utc  # only for other zones, and only what looks like one reaches it

        return parse_utc(text), []
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None, [
            f"{TIMESTAMP} does not tell a time (got {_short(text)!r}; allowed: such as 2026-11-21 18:00:00 UTC): "
            "it is taken as not late."
        ]


def _digest(*parts: bytes | None) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(b"-" if part is None else b"%d:" % len(part))
        whole.update(part or b"")
    return "sha256:" + whole.hexdigest()


def _name_problem(student: str) -> str | None:
    """Return why a folder's name can't be a student id."""
    try:
        student.encode("utf-8")
    except UnicodeEncodeError:
        return "The name of the folder has characters that can't be read. Rename it to the learner's id."
    if len(student) > MAX_NAME or not student.isprintable():
        return f"The name of the folder can't be a learner's id; allowed: up to {MAX_NAME} printable characters."
    return None


def way_problem(base: Path, folder: Path) -> str | None:
    """Return why a folder can't be entered: each step of the way from ``base`` must be an ordinary folder.

    Returns
    -------
    str or None
        A sentence for the trainer; None when there is nothing in the way.
    """
    place = base
    for part in folder.relative_to(base).parts:
        place = place / part
        try:
            mode = os.lstat(place).st_mode
        except (OSError, ValueError) as error:
            return f"{place} can't be read ({getattr(error, 'strerror', None) or error})."
        if stat.S_ISLNK(mode):
            return f"{place} is a link, not a folder. Links are not followed: put the learner's own files there."
        if not stat.S_ISDIR(mode):
            return f"{place} is not a folder."
    return None


def _elsewhere(folder: Path) -> str | None:
    """Return a sentence where the answers lie beside their place: in a folder inside, or under another name."""
    for entry in _entries(folder):
        if entry.name.startswith("."):
            continue  # what a computer keeps for itself, such as ._answers.jsonl in a zip of a Mac's
        if entry.is_dir(follow_symlinks=False) and any(one.name == ANSWERS for one in _entries(Path(entry.path))):
            return f"{ANSWERS} lies in a folder inside, {_short(entry.name)!r}: move it up into {folder}."
        if entry.name.lower().endswith(".jsonl"):
            return f"There is no {ANSWERS}, but {_short(entry.name)!r}: if it is this learner's, rename it."
    return None


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from islice(entries, _MOST_LOOKED_AT)
    except OSError:
        return


def _aside(found: records.Reading) -> list[str]:
    if not found.aside:
        return []
    n = len(found.aside)
    many = f"more than {records.MAX_ASIDE:,}" if n > records.MAX_ASIDE else f"{n:,}"
    return [f"{ANSWERS} has {many} line{'s' * (n != 1)} that can't be used. {_first(found)}"]


def _first(found: records.Reading) -> str:
    first = found.aside[0]
    return f"Line {first.line}: {first.reason}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
