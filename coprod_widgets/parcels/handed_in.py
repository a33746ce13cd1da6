"""What a learner hands in, as one zip file that they keep as well: their answers, the time, and a receipt.

The answers go in as they are, byte for byte. Must not mark, and must not know a score.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from coprod_widgets import content, filing, records
from coprod_widgets.content.words import Words
from coprod_widgets.records import ANSWERS, RecordError

from .opening import Opened, ParcelError, load

FOLDER = "handed-in"
"""The folder beside the learner's notebook in which what was handed in is kept."""

TIMESTAMP = "timestamp.txt"
RECEIPT, RECEIPT_EASY, RECEIPT_DATA = "receipt.txt", "receipt-easy-read.txt", "receipt.json"

MAX_ID = 40
"""Longest id of a learner, in characters."""
MAX_NOTEBOOK_BYTES = 20_000_000
"""A notebook that is larger stays out; marking does not need it."""
MAX_RECEIPT_BYTES = 1_000_000
"""Largest receipt that is read, in bytes."""
MOST_OF_A_DAY = 1_000
"""So many can be handed in on one day."""

_ID = re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9.-]{{0,{MAX_ID - 2}}}[A-Za-z0-9])?")

STEM = (
    rf"(?P<student>{_ID.pattern})"
    r"_(?P<assignment>[a-z0-9][a-z0-9.-]{0,127})_(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
)
"""What the name of a zip file begins with, as a regular expression: whose, of which exercise, and the day."""

_NAME = re.compile(STEM + r"(?:-(?P<number>[1-9][0-9]{0,3}))?\.zip")
_MOST_LOOKED_AT = 2_000
_EPOCH_OF_ZIP = 1980


class Question(msgspec.Struct, frozen=True):
    """One question of the exercise: ``question`` is its id; ``answered`` whether all of it is."""

    question: str
    answered: bool


class Line(msgspec.Struct, frozen=True):
    """One question as the receipt says it: its ``title``, and what is answered of it (in ``says``), in words."""

    question: Question
    title: Words
    says: Words


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What `RECEIPT_DATA` holds.

    Attributes
    ----------
    v
        1, the version of this shape.
    assignment, student
        Which exercise, and the learner's id.
    handed_in
        When, in UTC, as ISO 8601.
    answers_sha256
        The checksum of the answers, 64 digits of 0 to 9 and a to f.
    questions
        Every question, in the order of the page.
    course
        nbgrader's id of the course whose exchange has it as well; empty where it went nowhere by itself.
    """

    v: Literal[1] = 1
    assignment: Annotated[str, msgspec.Meta(max_length=128)]
    student: Annotated[str, msgspec.Meta(max_length=128)]
    handed_in: Annotated[str, msgspec.Meta(max_length=40)]
    answers_sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    questions: Annotated[list[Question], msgspec.Meta(max_length=1_000)]
    course: Annotated[str, msgspec.Meta(max_length=1_000)] = ""


class Kept(msgspec.Struct, frozen=True):
    """What was handed in: the file's ``name``, its receipt, as data and in ``words``, the ``size`` of the answers."""

    name: str
    receipt: Receipt
    words: Words
    size: int


class Named(msgspec.Struct, frozen=True):
    """What the name of a zip file says: whose, of which exercise, on which day (ISO 8601), and the how many-th."""

    student: str
    assignment: str
    day: str
    number: int


def is_id(text: str) -> bool:
    """Tell whether a text can be a learner's id: letters a to z, digits, and inside it ``.`` and ``-``."""
    return _ID.fullmatch(text) is not None


def named(name: str) -> Named | None:
    """Return what the name of a zip file says; None where it is not one of this kind."""
    found = _NAME.fullmatch(name)
    return found and Named(found["student"], found["assignment"], found["day"], int(found["number"] or 1))


def receipt_of(data: bytes) -> Receipt:
    """Return what the bytes of `RECEIPT_DATA` say, whoever wrote them.

    Raises
    ------
    RecordError
        With a sentence, when they are no receipt.
    """
    try:
        if len(data) > MAX_RECEIPT_BYTES:
            raise ValueError(f"it has {len(data):,} bytes; allowed: {MAX_RECEIPT_BYTES:,}")
        return msgspec.json.decode(data, type=Receipt)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{RECEIPT_DATA} is not a receipt: {error}") from None


def kept(folder: Path, assignment: str) -> list[Kept]:
    """Return what lies in a learner's folder of an exercise and was handed in, in the order of time.

    A file that is not whole, or not of this exercise, is left out.
    """
    found = []
    for name, _size in listing(folder):
        says = named(name)
        if says and says.assignment == assignment and (one := _read(folder / FOLDER / name)):
            found.append(one)
    return sorted(found, key=lambda one: (one.receipt.handed_in, one.name))


def listing(folder: Path) -> list[tuple[str, int]]:
    """Return the names and sizes of what lies beside a learner's exercise as handed in: another when that is."""
    try:
        with os.scandir(folder / FOLDER) as entries:
            files = [(one.name, one.stat(follow_symlinks=False).st_size) for one in islice(entries, _MOST_LOOKED_AT)]
    except OSError:
        return []
    return sorted(files)


def same(before: Sequence[Kept], student: str, answers: bytes, course: str = "") -> Kept | None:
    """Return what was handed in with just these answers, under the same id and to the same course, if anything was."""
    digest = hashlib.sha256(answers).hexdigest()
    wanted = (digest, student, course)
    receipts = [(one, one.receipt) for one in before]
    alike = [one for one, told in receipts if (told.answers_sha256, told.student, told.course) == wanted]
    return alike[-1] if alike else None


def hand_in(
    folder: Path,
    assignment: str,
    title: Words,
    student: str,
    answers: bytes,
    lines: Sequence[Line],
    at: datetime,
    course: str = "",
) -> Kept:
    """Write what is handed in into one zip file that no other has the name of: all of it, or no file.

    Parameters
    ----------
    folder
        The learner's folder of the exercise; the file goes into its folder `FOLDER`.
    assignment, title
        The exercise's name, and what it is called.
    student
        The learner's id. One that can't be part of a file's name is a little changed there, and only there.
    answers
        What ``answers.jsonl`` holds.
    lines
        Every question, in the order of the page, with what these answers say to it.
    at
        The moment, with its time zone.
    course
        The course whose exchange has taken it already; empty where it went nowhere by itself.

    Raises
    ------
    RecordError
        When it can't be written, with a sentence for the learner.
    """
    at = at.astimezone(UTC)
    receipt = Receipt(
        assignment=assignment,
        student=student,
        handed_in=at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        answers_sha256=hashlib.sha256(answers).hexdigest(),
        questions=[one.question for one in lines],
        course=course,
    )
    words = Words(*(_in_words(receipt, title, lines, at, easy=easy) for easy in (False, True)))
    members = {ANSWERS: answers, TIMESTAMP: f"{at:%Y-%m-%d %H:%M:%S.%f} UTC".encode()}
    notebook = _notebook(folder / f"{assignment}.ipynb")
    if notebook is not None:
        members[f"{assignment}.ipynb"] = notebook
    data = json.dumps(msgspec.to_builtins(receipt), indent=1).encode()
    members |= {RECEIPT: words.text.encode(), RECEIPT_EASY: words.easy.encode(), RECEIPT_DATA: data + b"\n"}
    place = folder / FOLDER
    try:
        _way(place)
        path = _reserved(place, f"{_file_id(student)}_{assignment}_{at:%Y-%m-%d}")
        _write(path, _zipped(members, at))
    except OSError as error:
        raise RecordError(
            f"Nothing was handed in: {place} can't be written to ({error.strerror or error}). Your answers are safe. "
            "Make room, or ask whoever looks after this computer, and press again."
        ) from None
    return Kept(path.name, receipt, words, len(answers))


# --- writing -------------------------------------------------------------------------------------------


def _way(place: Path) -> None:
    place.mkdir(exist_ok=True)
    if place.is_symlink():
        raise RecordError(f"Nothing was handed in: {place} is a link. Rename it, and press again.")


def _reserved(place: Path, stem: str) -> Path:
    """Return a new and empty file: two pages that hand in at once never get the same one."""
    for number in range(1, MOST_OF_A_DAY + 1):
        path = place / (f"{stem}.zip" if number == 1 else f"{stem}-{number}.zip")
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            return path
    raise RecordError(f"Nothing was handed in: {place} has {MOST_OF_A_DAY:,} files of today. Move some away.")


def _write(path: Path, data: bytes) -> None:
    try:
        filing.write(path, data)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _zipped(members: dict[str, bytes], at: datetime) -> bytes:
    whole = BytesIO()
    day = at.replace(year=max(at.year, _EPOCH_OF_ZIP))
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            about = zipfile.ZipInfo(name, day.timetuple()[:6])
            about.external_attr = 0o644 << 16
            file.writestr(about, data, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _notebook(path: Path) -> bytes | None:
    """Return the learner's notebook, for nbgrader's own door; marking reads the answers and does without it."""
    try:
        return records.load(path, MAX_NOTEBOOK_BYTES)
    except RecordError:
        return None


def _file_id(student: str) -> str:
    """Return an id as part of a file's name: that of an account may have other signs in it."""
    return student if is_id(student) else re.sub(r"[^A-Za-z0-9]+", "-", student)[:MAX_ID].strip("-") or "learner"


def _in_words(receipt: Receipt, title: Words, lines: Sequence[Line], at: datetime, *, easy: bool) -> str:
    done = sum(one.answered for one in receipt.questions)
    # The learner's own clock; the one of all others beside it.
    here = at.astimezone()

    def say(key: str, **values: object) -> str:
        return content.said(key, **values).worded(easy)

    head = [
        say("receipt-title", title=title),
        "",
        say("receipt-exercise", name=receipt.assignment),
        say("receipt-student", student=receipt.student),
        say("receipt-time", day=f"{here.day} {here:%B %Y}", time=f"{here:%H:%M}", utc=f"{at:%Y-%m-%d %H:%M:%S}"),
        *([say("receipt-account", course=receipt.course)] if receipt.course else []),
        say("receipt-answered", n=done, all=len(lines)),
        "",
    ]
    rows = [f"{number}. {one.title.worded(easy)}: {one.says.worded(easy)}" for number, one in enumerate(lines, 1)]
    foot = ["", say("receipt-checksum", digest=receipt.answers_sha256), say("receipt-keep"), ""]
    return "\n".join([*head, *rows, *foot])


# --- reading -------------------------------------------------------------------------------------------


def _read(path: Path) -> Kept | None:
    """Return what a file holds, if it is whole: the answers in it are those that its receipt speaks of."""
    try:
        opened = Opened(load(path), path.name)
        answers = _member(opened, ANSWERS, records.MAX_FILE_BYTES)
        receipt = receipt_of(_member(opened, RECEIPT_DATA, MAX_RECEIPT_BYTES))
        text, easy = (
            _member(opened, name, MAX_RECEIPT_BYTES).decode("utf-8", "replace") for name in (RECEIPT, RECEIPT_EASY)
        )
    except (ParcelError, RecordError):
        return None
    if hashlib.sha256(answers).hexdigest() != receipt.answers_sha256:
        return None
    return Kept(path.name, receipt, Words(text, easy), len(answers))


def _member(opened: Opened, name: str, most: int) -> bytes:
    if name not in opened.names or opened.size(name) > most:
        raise ParcelError(f"{opened.called}: {name} in it is not there, or too large.")
    return opened.read(name)
