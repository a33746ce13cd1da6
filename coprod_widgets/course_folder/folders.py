"""Puts a learner's folder in its place, whole or not at all.

A folder is made aside and moved; whatever a run that was stopped has left aside is cleared away by the next. Must not
make anything of what lies in a learner's folder, but whether it is the same: what goes in is handed over.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

ASIDE = Path(".coprod") / "aside"
"""Where, in the course folder, folders are made and those that were replaced wait to be deleted."""
READ_ONLY = 0o444


class Shelf:
    """The place aside of one course folder.

    Parameters
    ----------
    root
        The course folder.
    """

    def __init__(self, root: Path) -> None:
        self._aside = root / ASIDE
        self._number = 0
        shutil.rmtree(self._aside, ignore_errors=True)
        self._aside.mkdir(parents=True, exist_ok=True)

    def put(self, place: Path, files: dict[str, bytes], mode: int = READ_ONLY) -> None:
        """Make ``place`` a folder with these files and nothing else, each read-only unless ``mode`` says otherwise."""
        made = self._next()
        made.mkdir()
        for name, data in files.items():
            fd = os.open(made / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
            with os.fdopen(fd, "wb") as file:
                file.write(data)
            os.chmod(made / name, mode)  # whatever the umask took away
        self.take(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        os.rename(made, place)

    def put_file(self, path: Path, data: bytes) -> None:
        """Put a file in the place of another, whole or not at all; a link that lies there is replaced, not followed."""
        made = self._next()
        with open(made, "xb") as file:  # aside, where no learner's file can wait under its name
            file.write(data)
        os.replace(made, path)

    def take(self, place: Path) -> bool:
        """Take away what lies in a place, whatever it is; tell whether something did."""
        gone = self._next()
        try:
            os.rename(place, gone)
        except (FileNotFoundError, NotADirectoryError):
            return False
        if gone.is_dir() and not gone.is_symlink():
            shutil.rmtree(gone, onerror=_writable)
        else:
            gone.unlink()
        return True

    def _next(self) -> Path:
        self._number += 1
        return self._aside / f"{os.getpid()}-{self._number}"


def holds(place: Path, files: dict[str, bytes]) -> bool:
    """Tell whether a folder holds these files as they are, and nothing else."""
    try:
        return sorted(os.listdir(place)) == sorted(files) and all(
            stat.S_ISREG(os.lstat(place / name).st_mode) and (place / name).read_bytes() == data
            for name, data in files.items()
        )
    except OSError:
        return False


def _writable(remove: object, path: str, _error: object) -> None:
    """Delete what is read-only; Windows refuses at first."""
    os.chmod(path, 0o700)
    os.unlink(path)
