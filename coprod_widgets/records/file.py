"""The file ``answers.jsonl``: append a record to it, and read it whole.

Appending is all or nothing: one locked write, flushed to disk, or a `RecordError` that says in a sentence
what to do and leaves the file as it was. Reading never fails because of what a file holds. This module must
not follow links, and must not repair or delete a line: what is there stays there.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from coprod_widgets import filing

from .line import SHORTEST_LINE, Record, Unfit, line_from, record_from

ANSWERS = "answers.jsonl"
"""The name of the file, wherever a learner's answers lie."""
MAX_FILE_BYTES = 5_000_000
"""Largest file, in bytes."""
MAX_ASIDE = 1_000
"""How many lines a reading lists as kept aside; the rest are only counted, so junk can't fill the memory."""
LOCK_SECONDS = 10.0
"""How long to wait for another writer, in seconds."""

_ASIDE_CHARACTERS = 200
_BOM = b"\xef\xbb\xbf"
# The file is opened as itself: no link followed, no waiting for the other end of a pipe, no change of line
# endings. Windows lacks most of these flags; the others lack O_BINARY.
_FLAGS = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


class RecordError(Exception):
    """An answer could not be stored. The message is made of sentences for the learner."""


class Aside(msgspec.Struct, frozen=True):
    """A line that is not counted, kept for whoever wants to look.

    Attributes
    ----------
    line : int
        Line number, from 1; 0 when the whole file can't be read.
    reason : str
        A sentence.
    text : str
        The first 200 characters of the line. Anyone may have written them: never run or render them.
    """

    line: int
    reason: str
    text: str


class Reading(msgspec.Struct, frozen=True):
    """What a file holds: the records and what was kept aside, both in the order of the file."""

    records: list[Record]
    aside: list[Aside]


class Deleted(RecordError):
    """The file that a page has read from was deleted since: what that page shows must not come back."""

    def __init__(self) -> None:
        super().__init__(
            "Your answers are no longer in this folder: they were deleted or moved away. This page starts "
            "empty again, and what you did here a moment ago is not kept. What you do from now on is."
        )


def append(path: str | os.PathLike[str], record: Record, still: Callable[[], bool] = lambda: True) -> None:
    """Store a record at the end of a file and flush it to disk, or leave the file as it was.

    Parameters
    ----------
    path : path-like
        The file, made if missing; its folder must exist. A hidden lock file is kept beside it.
    record : Record
        What to store.
    still : callable
        Asked while no other can write: whether the answers that the page has read are still there.

    Raises
    ------
    Deleted
        When they are not.
    RecordError
        When the record is outside the limits, the file is full or is not an ordinary file, the disk is full,
        the file or folder is read-only, or another writer held the file for more than `LOCK_SECONDS`.
    """
    from filelock import FileLock, Timeout  # not at the top: reading, as marking does, never needs it

    path = Path(path)
    try:
        line = line_from(record)
        if not path.parent.is_dir():
            raise Unfit(f"The folder {path.parent} is not there. Open the course again from where it is now.")
        # The file is opened after the lock is held, so that a network drive shows what the last writer left.
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_SECONDS, poll_interval=0.01):
            if not still():
                raise Deleted
            try:
                fd = open_ordinary(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
            except Unfit as unfit:
                raise Unfit(f"{unfit} Rename or move it, then try again: a new file is then made.") from None
            try:
                _append_line(fd, line, path)
            finally:
                os.close(fd)
    except Unfit as unfit:
        raise RecordError(f"Your answer is not saved yet. {unfit}") from None
    except Timeout:
        raise RecordError(
            f"Your answer is not saved yet. Something else has been writing to {path} for more than "
            f"{LOCK_SECONDS:g} seconds. Close other windows that show this course, then try again."
        ) from None
    except (OSError, NotImplementedError) as error:
        raise RecordError(f"Your answer is not saved yet. {_write_sentence(error, path)}") from error


def _append_line(fd: int, line: bytes, path: Path) -> None:
    """Write one line at the end of an open, locked file, and cut the file back if that does not work."""
    size = os.fstat(fd).st_size
    data = line + b"\n"
    if size:
        os.lseek(fd, -1, os.SEEK_END)
        if os.read(fd, 1) != b"\n":
            data = b"\n" + data  # else a torn line would take this answer with it
    if size + len(data) > MAX_FILE_BYTES:
        raise Unfit(
            f"The file {path} is full: it may hold {MAX_FILE_BYTES / 1e6:g} MB. Your earlier answers are "
            "safe in it. Move it to another folder to keep it; a new one is then started."
        )
    try:
        if os.write(fd, data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # part of it fitted; the rest has no room
        filing.flush(fd)
    except BaseException:
        # Under the lock, whatever lies beyond the former end is ours, unless it is longer than what we wrote.
        with suppress(OSError):
            if size < os.fstat(fd).st_size <= size + len(data):
                os.ftruncate(fd, size)
        raise
    if not size and os.name == "posix":
        flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Flush the name of a new file; the answer itself is on disk already, so nothing depends on it."""
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def read(path: str | os.PathLike[str]) -> Reading:
    """Read a file of records, whoever wrote it. Never raises because of what is there, and never changes it.

    Parameters
    ----------
    path : path-like
        The file. A missing one is an empty reading.

    Returns
    -------
    Reading
        Every valid record once, and an `Aside` for every other line that is not blank: `MAX_ASIDE` of them,
        and one more that counts the rest. What can't be read at all is one `Aside` with line 0. Whatever lies
        beyond `MAX_FILE_BYTES` is one `Aside`.
    """
    try:
        held = _held(Path(path), MAX_FILE_BYTES)
    except RecordError as error:
        return Reading([], [Aside(0, str(error), "")])
    if held is None:
        return Reading([], [])
    data, size = held
    if len(data) <= MAX_FILE_BYTES:
        return lines_of(data).reading()
    end = data.rfind(b"\n", 0, MAX_FILE_BYTES) + 1  # a line that crosses the limit belongs to the rest
    reading = lines_of(data[:end]).reading()
    reason = f"From this line on, the file was not read: it has {size:,} bytes; allowed: {MAX_FILE_BYTES:,}."
    reading.aside.append(Aside(data.count(b"\n", 0, end) + 1, reason, _shortened(data[end:])))
    return reading


def load(path: str | os.PathLike[str], most: int = MAX_FILE_BYTES) -> bytes | None:
    """Return what an ordinary file holds, whoever wrote it; None when there is none.

    For whoever needs the bytes themselves, as marking does; `reading_of` makes records of them.

    Parameters
    ----------
    path : path-like
        The file, opened as itself: no link is followed.
    most : int
        How many bytes it may have.

    Raises
    ------
    RecordError
        With a sentence, when it is not an ordinary file, has more bytes, or can't be read.
    """
    held = _held(Path(path), most)
    if held is None:
        return None
    data, size = held
    if len(data) > most:
        raise RecordError(f"{path} has {size:,} bytes; allowed: at most {most:,}.")
    return data


def _held(path: Path, most: int) -> tuple[bytes, int] | None:
    """Return what a file begins with, ``most`` bytes and one at most, and its size; None when there is none."""
    try:
        with os.fdopen(open_ordinary(path, os.O_RDONLY), "rb") as file:
            return file.read(most + 1), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return None
    except Unfit as unfit:
        raise RecordError(str(unfit)) from None
    except OSError as error:
        if error.errno in _NOT_ALLOWED:
            raise RecordError(f"The file {path} can't be read: this computer does not allow it.") from None
        raise RecordError(f"The file {path} can't be read: {error.strerror or error}.") from None


def reading_of(data: bytes) -> Reading:
    """Return what the bytes of a file of records hold, as `read` does; `MAX_FILE_BYTES` at most should come in."""
    return lines_of(data).reading()


class Lines:
    """What the lines of a file hold, taken in one after the other."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._aside: list[Aside] = []
        self._number, self._first, self._unlisted = 0, 0, 0

    def take(self, line: bytes) -> None:
        """Take in the next line, without its ending."""
        self._number += 1
        line = line.removeprefix(_BOM).strip(b" \t\r")
        if not line:
            return
        if len(self._aside) == MAX_ASIDE and len(line) < SHORTEST_LINE:
            self._leave()  # a file of short junk must not take long
            return
        try:
            record = record_from(line)
            if self._records.setdefault(record.id, record) != record:
                raise Unfit("An earlier line has the same id and another answer; the earlier one counts.")
        except Unfit as unfit:
            if len(self._aside) < MAX_ASIDE:
                self._aside.append(Aside(self._number, str(unfit), _shortened(line)))
            else:
                self._leave()

    def reading(self) -> Reading:
        """Return what the lines so far hold."""
        aside = list(self._aside)
        if self._unlisted:
            reason = f"From this line on, {self._unlisted:,} more lines can't be used; they are not listed."
            aside.append(Aside(self._first, reason, ""))
        return Reading(list(self._records.values()), aside)

    def _leave(self) -> None:
        self._first, self._unlisted = self._first or self._number, self._unlisted + 1


def lines_of(data: bytes) -> Lines:
    """Return the lines of ``data``; what follows the last line ending is a line as well."""
    lines = Lines()
    for line in data.split(b"\n"):
        lines.take(line)
    return lines


def _shortened(line: bytes) -> str:
    # Four bytes make a character at most, so the slice always holds enough of them.
    text = line[: 4 * _ASIDE_CHARACTERS + 4].decode("utf-8", "replace")
    return text if len(text) <= _ASIDE_CHARACTERS else text[:_ASIDE_CHARACTERS] + "…"


def open_ordinary(path: Path, flags: int) -> int:
    """Open an ordinary file as itself; raise `Unfit` for anything else and OSError as the system does."""
    with suppress(FileNotFoundError):
        require_ordinary(os.lstat(path).st_mode, path)  # first: merely opening a device may do something
    fd = os.open(path, flags | _FLAGS, 0o666)
    try:
        require_ordinary(os.fstat(fd).st_mode, path)  # again: it may have been swapped in between
    except BaseException:
        os.close(fd)
        raise
    return fd


def require_ordinary(mode: int, path: Path) -> None:
    """Raise `Unfit` for what is not an ordinary file."""
    if stat.S_ISREG(mode):
        return
    kind = "a folder" if stat.S_ISDIR(mode) else "a link" if stat.S_ISLNK(mode) else "a pipe or a device"
    raise Unfit(f"{path} is {kind}, not an ordinary file.")


def _write_sentence(error: OSError | NotImplementedError, path: Path) -> str:
    code = getattr(error, "errno", None)
    if code in _NO_ROOM:
        return (
            "There is no room left on the disk, or your share of it is used up. Your earlier answers are "
            "safe. Delete files you no longer need, or ask whoever looks after this computer, then try again."
        )
    if code in _NOT_ALLOWED:
        return (
            f"This computer does not allow changes to {path}: the file or its folder is read-only, or "
            "another program is using it. Copy the course to a folder of your own, or ask whoever looks "
            "after this computer."
        )
    place = getattr(error, "filename", None) or path  # the lock file, when that is what stood in the way
    return f"The computer could not write to {place}: {getattr(error, 'strerror', None) or error}."
