"""Remembers under which name a learning platform had each learner's files, so that two with one id are noticed.

Kept in the course folder, in ``.coprod/uploads.jsonl``. Must not decide anything.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from coprod_widgets.parcels.opening import shown

_FILE = Path(".coprod") / "uploads.jsonl"


class Uploads:
    """Who uploaded for which id so far.

    Parameters
    ----------
    root
        The course folder.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / _FILE
        self._known: dict[str, str] = {}
        try:
            lines = self._path.read_bytes().splitlines()
        except OSError:
            lines = []
        for line in lines:
            try:
                told = json.loads(line)
                self._known[str(told["student"])] = str(told["uploader"])
            except (ValueError, LookupError, TypeError, RecursionError):
                continue  # a line that was being written when the computer went off

    def other(self, student: str, uploader: str | None) -> str | None:
        """Return who else has uploaded for an id; None where nobody else has."""
        known = self._known.get(student)
        return known if known is not None and uploader is not None and known != shown(uploader) else None

    def add(self, student: str, uploader: str | None) -> None:
        """Remember who uploaded for an id; the last one counts."""
        if uploader is None or self._known.get(student) == shown(uploader):
            return
        self._known[student] = shown(uploader)
        line = json.dumps({"student": student, "uploader": shown(uploader)}).encode() + b"\n"
        fd = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(fd, line)
        finally:
            os.close(fd)
