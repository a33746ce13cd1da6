"""One command at a time in a course folder. Must not do anything else there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .config import CourseError

_LOCK = Path(".coprod") / "mark.lock"


def alone(root: Path) -> Any:
    """Return a lock that one ``coprod mark`` or ``coprod collect`` at a time can hold in a course folder.

    Raises
    ------
    CourseError
        When another holds it.
    """
    from filelock import FileLock, Timeout

    path = root / _LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, timeout=0)
    try:
        return lock.acquire()
    except Timeout:
        raise CourseError(f"Another coprod mark or collect is at work in {root}. Wait until it has ended.") from None
