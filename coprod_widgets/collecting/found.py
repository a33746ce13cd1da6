"""Finds what learners handed in among files and folders that a trainer has: as data, with a sentence for all the rest.

Zips in zips are opened as learning platforms make them. Everything is read into memory within limits, no link is
followed, and nothing is written. Must not decide whose it is: ``whose`` does.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from coprod_widgets import records
from coprod_widgets.marking.submissions import MAX_SMALL_BYTES, TIMESTAMP
from coprod_widgets.parcels import HAND_IN, Limits, Opened, ParcelError, load
from coprod_widgets.parcels.handed_in import MAX_RECEIPT_BYTES, RECEIPT_DATA, Receipt, receipt_of
from coprod_widgets.parcels.opening import is_clutter, shown
from coprod_widgets.parcels.released import RELEASE
from coprod_widgets.records import ANSWERS

PLATFORM = Limits(members=10_000, member_bytes=50_000_000, total_bytes=2_000_000_000)
"""For the outermost zip: a learning platform's has the files of a whole cohort. Few of them are ever unpacked; the sum
is of those, and of what is unpacked from the zips among them.
"""
MOST_FILES = 20_000
"""How many files of a folder are looked at."""
DEEPEST_FOLDER = 50
"""How many folders, one in another, are looked into."""

_DEEPEST = 3  # a platform's zip, a learner's zip in it, and that learner's own in a zip once more
_ZIP = b"PK\x03\x04"
_ALREADY_ZIP = (".zip", "")
# What a zip is called after somebody has saved it with another program; others are not even looked into.
_MAYBE_ZIP = (*_ALREADY_ZIP, ".docx", ".txt", ".zipx", ".bin", ".download")
_OFFICE = "[Content_Types].xml"
_TOO_OLD_TO_BE_TRUE = 2000  # a zip without dates gives its files that of 1980


class Found(Struct, frozen=True, kw_only=True):
    """One thing that was found, unread but for its receipt.

    Attributes
    ----------
    label
        Where it lies, for people: a path, and for a zip in a zip the names of both.
    names
        The names of its file and of the folders and zips around it, the innermost first.
    arrived
        When it arrived here, in UTC and without a zone: when its file was last written, and not later than now.
    answers, stamp, receipt
        What it holds of each.
    refused
        Why it can't be used, as a sentence.
    passed
        Why it is nothing to take in and nobody's fault, as a sentence.
    notes
        What a trainer should know, each a sentence.
    """

    label: str
    names: list[str]
    arrived: datetime
    answers: bytes | None = None
    stamp: bytes | None = None
    receipt: Receipt | None = None
    refused: str | None = None
    passed: str | None = None
    notes: list[str] = []


def found(paths: list[Path], now: datetime) -> Iterator[Found]:
    """Yield everything that lies in some files and folders, in order; never raises because of what is there.

    Parameters
    ----------
    paths
        Files and folders.
    now
        The time, in UTC and without a zone.
    """
    for path in paths:
        if not os.path.lexists(path):
            told = f"There is no such file or folder: {Path.cwd() / path}"
            yield Found(label=shown(path.name or str(path), 400), names=[], arrived=now, refused=told)
            continue
        yield from _at(path, path.name or str(path), [path.name], now, given=True)


def _at(path: Path, label: str, names: list[str], now: datetime, given: bool = False, deep: int = 0) -> Iterator[Found]:
    one = Found(label=shown(label, 400), names=names, arrived=now)
    try:
        about = os.lstat(path)
    except OSError as error:
        yield replace(one, refused=f"It can't be read ({error.strerror or error}).")
        return
    one = replace(one, arrived=_arrived(about.st_mtime, now))
    if stat.S_ISLNK(about.st_mode):
        yield replace(one, refused="It is a link, and links are not followed. Name the file itself.")
    elif stat.S_ISDIR(about.st_mode):
        yield from _in_folder(path, one, now, deep)
    elif not stat.S_ISREG(about.st_mode):
        yield replace(one, refused="It is a device or a pipe, not an ordinary file.")
    else:
        yield from _in_file(path, one, given)


def _arrived(written: float, now: datetime) -> datetime:
    try:
        at = datetime.fromtimestamp(written, UTC).replace(tzinfo=None)
    except (OverflowError, ValueError, OSError):
        return now
    return now if at.year < _TOO_OLD_TO_BE_TRUE else min(at, now)


def _in_folder(path: Path, one: Found, now: datetime, deep: int) -> Iterator[Found]:
    if deep == DEEPEST_FOLDER:
        told = f"It lies in {deep} folders, one in another; allowed: fewer. Name this folder itself to look into it."
        yield replace(one, refused=told)
        return
    try:
        inside = sorted(name for name in os.listdir(path) if not name.startswith(".") and not is_clutter(name))
    except OSError as error:
        yield replace(one, refused=f"It can't be read ({error.strerror or error}).")
        return
    if len(inside) > MOST_FILES:
        yield replace(one, refused=f"It holds {len(inside):,} files; allowed: at most {MOST_FILES:,}.")
        return
    if {ANSWERS, RECEIPT_DATA} & set(inside):
        yield _unpacked(path, one)  # a browser or a trainer has unpacked it already
        inside = [name for name in inside if (path / name).is_dir() or name.lower().endswith(".zip")]
    for name in inside:
        yield from _at(path / name, f"{one.label}/{name}", [name, *one.names], now, deep=deep + 1)


def _unpacked(path: Path, one: Found) -> Found:
    held = {}
    for name, most in _wanted().items():
        try:
            held[name] = records.load(path / name, most)
        except records.RecordError as error:
            return replace(one, refused=str(error))
    return _handed_in(one, held)


def _wanted() -> dict[str, int]:
    """Return the files of a hand-in that are read, and how many bytes each may have."""
    return {ANSWERS: records.MAX_FILE_BYTES, TIMESTAMP: MAX_SMALL_BYTES, RECEIPT_DATA: MAX_RECEIPT_BYTES}


def _in_file(path: Path, one: Found, given: bool) -> Iterator[Found]:
    try:
        data = load(path)
    except ParcelError as problem:
        yield replace(one, refused=_why(problem, str(path)))
        return
    named = path.name.lower().endswith(".zip")
    if named or data.startswith(_ZIP):
        yield from _in_zip(data, path.name, one, 1, sure=named or given)
    elif given:
        yield replace(one, refused="It is not a zip file. Name the zip files that learners handed in, or their folder.")
    else:
        yield replace(one, passed="It is not a zip file.")


def _in_zip(
    data: bytes, called: str, one: Found, depth: int, sure: bool, around: Opened | None = None
) -> Iterator[Found]:
    """Yield what lies in a zip, each as it comes; ``sure`` says that it is one by its name, and no document."""
    try:
        opened = Opened(data, called, PLATFORM if depth == 1 else HAND_IN, around)
    except ParcelError as problem:
        yield replace(one, refused=_why(problem, called))
        return
    folders: dict[str, list[str]] = {}
    for name in opened.names:
        folders.setdefault(str(PurePosixPath(name).parent), []).append(name)
    passed: list[Found] | None = []  # held back until something else comes: not a line for each picture
    for found in _members(opened, folders, one, depth):
        if passed is None:
            yield found
        else:
            passed.append(found)
            if not found.passed:
                yield from passed
                passed = None
    if passed is not None:
        yield _nothing(opened, one, sure)


def _members(opened: Opened, folders: dict[str, list[str]], one: Found, depth: int) -> Iterator[Found]:
    for folder, members in folders.items():
        around = [part for part in reversed(PurePosixPath(folder).parts) if part != "."]
        inside = {PurePosixPath(name).name.casefold(): name for name in members}
        handed = bool({ANSWERS, RECEIPT_DATA} & set(inside))
        if handed:
            place = one if folder == "." else replace(one, label=f"{one.label} › {shown(folder)}")
            yield _member(opened, inside, replace(place, names=[*around, *one.names]))
        for name in members:
            own = PurePosixPath(name)
            within = replace(one, label=f"{one.label} › {shown(name)}", names=[own.name, *around, *one.names])
            suffix = own.suffix.lower()
            if suffix == ".zip" or (not handed and suffix in _MAYBE_ZIP):
                yield from _nested(opened, name, within, depth, suffix == ".zip")
            elif not handed:
                yield replace(within, passed="It is not a zip file.")


def _why(problem: ParcelError, called: str) -> str:
    """Return why something is refused, without the name that stands before it already."""
    told = str(problem).removeprefix(f"{shown(called)}: ")
    return told[:1].upper() + told[1:]


def _nothing(opened: Opened, one: Found, sure: bool) -> Found:
    if _OFFICE in opened.names:
        told = "It is a document of Word or another office program, and holds no hand-in."
    elif any(name.endswith(f"/{RELEASE}") for name in opened.names):
        told = "It is an exercise as it was released, not one that was handed in."
    else:
        told = f"There is nothing in it that was handed in: no {ANSWERS} and no zip that has one."
    return replace(one, refused=told) if sure else replace(one, passed=told)


def _nested(opened: Opened, name: str, one: Found, depth: int, sure: bool) -> Iterator[Found]:
    if not (sure or opened.begins(name, _ZIP)):
        yield replace(one, passed="It is not a zip file.")
    elif depth == _DEEPEST:
        yield replace(one, refused=f"It is a zip in a zip in a zip in a zip; allowed: at most {_DEEPEST} of them.")
    elif opened.size(name) > HAND_IN.total_bytes:
        told = f"It has {opened.size(name):,} bytes; allowed: at most {HAND_IN.total_bytes:,}."
        yield replace(one, refused=told) if sure else replace(one, passed=told)
    else:
        try:
            data = opened.read(name)
        except ParcelError as problem:
            yield replace(one, refused=_why(problem, opened.called))
            return
        yield from _in_zip(data, PurePosixPath(name).name, one, depth + 1, sure, opened)


def _member(opened: Opened, inside: dict[str, str], one: Found) -> Found:
    held: dict[str, bytes | None] = {}
    for name, most in _wanted().items():
        member = inside.get(name)
        if member is not None and opened.size(member) > most:
            return replace(one, refused=f"{name} in it has {opened.size(member):,} bytes; allowed: at most {most:,}.")
        try:
            held[name] = None if member is None else opened.read(member)
        except ParcelError as problem:
            return replace(one, refused=_why(problem, opened.called))
    return _handed_in(one, held)


def _handed_in(one: Found, held: dict[str, bytes | None]) -> Found:
    notes, receipt = [], None
    if held[RECEIPT_DATA] is None:
        notes.append(f"There is no {RECEIPT_DATA} in it: the name of the file says whose it is.")
    else:
        try:
            receipt = receipt_of(held[RECEIPT_DATA])
        except records.RecordError as error:
            notes.append(f"{shown(str(error))} The name of the file says whose it is.")
    return replace(one, answers=held[ANSWERS], stamp=held[TIMESTAMP], receipt=receipt, notes=notes)
