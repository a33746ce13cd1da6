"""Reading a file of records again and again while it grows: only what is new is read.

Must not change the file, and must give what `read` would give.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from .file import MAX_FILE_BYTES, Lines, Reading, open_ordinary, read
from .line import Unfit

_TAIL_BYTES = 4_096
"""So many bytes before what is new must be as they were; else the file is another and is read whole."""


class Follower:
    """A file of records that is read often, as `read` reads it.

    A file that has only grown is read from where it ended before. One that was replaced, shortened, edited near its
    former end, or that ends in the middle of a line, is read whole.

    Parameters
    ----------
    path
        The file; it may be missing.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        self._seen: tuple[int, ...] | None = None
        self._reading = Reading([], [])
        self._lines: Lines | None = None
        self._end, self._tail = 0, b""

    def read(self) -> Reading:
        """Return what the file holds now."""
        now = self._now()
        if now is None or now != self._seen:
            grown = self._lines and self._seen and now and now[:2] == self._seen[:2] and now[2] > self._seen[2]
            self._reading = self._lines.reading() if grown and self._grow() else self._whole()
            self._seen = now
        return self._reading

    def _now(self) -> tuple[int, ...] | None:
        try:
            found = os.lstat(self._path)
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns

    def _whole(self) -> Reading:
        self._lines, self._end, self._tail = Lines(), 0, b""
        if not self._grow():
            self._lines = None
            return read(self._path)
        return self._lines.reading()

    def _grow(self) -> bool:
        """Take in what has come since; False where the file has to be read whole, or can't be read like this."""
        back = len(self._tail)
        data = b""
        with suppress(OSError, Unfit), os.fdopen(open_ordinary(self._path, os.O_RDONLY), "rb") as file:
            file.seek(self._end - back)
            data = file.read(MAX_FILE_BYTES + 1)
        end = self._end - back + len(data)
        if not data.startswith(self._tail) or not data.endswith(b"\n") or end > MAX_FILE_BYTES:
            return False
        for line in data[back:].split(b"\n")[:-1]:
            self._lines.take(line)
        self._end, self._tail = end, data[-_TAIL_BYTES:]
        return True
