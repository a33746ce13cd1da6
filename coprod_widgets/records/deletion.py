"""Deleting a file of records, and noticing that somebody has.

All or nothing: while one writer holds the lock no other writes, and the file itself goes last. What was deleted must
not be written again by a page that still shows it: `Deletion` tells that page.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from .file import LOCK_SECONDS, Reading, RecordError, flush_folder, require_ordinary
from .line import Unfit

CHECKPOINTS = ".ipynb_checkpoints"
"""Where an editor in JupyterLab keeps a copy of a file that was opened and saved in it."""


def copies(path: str | os.PathLike[str]) -> list[Path]:
    """Return the copies of a file of records that an editor keeps aside, none of which a learner sees."""
    path = Path(path)
    return sorted((path.parent / CHECKPOINTS).glob(f"{path.stem}-checkpoint*{path.suffix}"))


def forget(path: str | os.PathLike[str]) -> list[Path]:
    """Delete a file of records and its copies, the file last.

    Parameters
    ----------
    path : path-like
        The file; it may be missing. The hidden lock file beside it stays: it holds nothing.

    Returns
    -------
    list of Path
        What was deleted.

    Raises
    ------
    RecordError
        When something can't be deleted; then the file is as it was.
    """
    from filelock import FileLock, Timeout  # not at the top, as in `append`

    path = Path(path)
    gone = []
    try:
        if not path.parent.is_dir():
            raise Unfit(f"The folder {path.parent} is not there.")
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=LOCK_SECONDS, poll_interval=0.01):
            for one in [*copies(path), path]:
                if os.path.lexists(one):
                    require_ordinary(os.lstat(one).st_mode, one)
                    one.unlink()
                    gone.append(one)
            flush_folder(path.parent)
    except Unfit as unfit:
        raise RecordError(f"Your answers are not deleted. {unfit}") from None
    except Timeout:
        raise RecordError(
            f"Your answers are not deleted. Something else has been writing to {path} for more than "
            f"{LOCK_SECONDS:g} seconds. Close other windows that show this course, then try again."
        ) from None
    except (OSError, NotImplementedError) as error:
        raise RecordError(
            "Your answers are not deleted. The computer does not let go of "
            f"{getattr(error, 'filename', None) or path}: "
            f"{getattr(error, 'strerror', None) or error}."
        ) from error
    return gone


class Deletion:
    """Notices that the answers that were read here before are there no more.

    Parameters
    ----------
    path
        The file of records.
    read
        Gives what the file holds now.
    """

    def __init__(self, path: Path, read: Callable[[], Reading]) -> None:
        self._path, self._read = path, read
        self._first: str | None = None

    def noticed(self) -> bool:
        """Tell whether the file was deleted or replaced since it was last read here; each time is told until `seen`."""
        first = self._first_now()
        if self._first is None:
            self._first = first
        return first != self._first and not self._out_of_reach()

    def kept(self, record_id: str) -> None:
        """Know of an answer that was kept here just now: the first of all may be deleted before it is ever read."""
        if not self.noticed() and self._first is None and not self._out_of_reach():
            self._first = record_id

    def seen(self) -> None:
        """Take the file as it is now for the one to go by."""
        self._first = self._first_now()

    def _first_now(self) -> str | None:
        found = self._read().records
        return found[0].id if found else None

    def _out_of_reach(self) -> bool:
        """Tell whether the file can't be read, or its folder has gone elsewhere: nothing was deleted then."""
        return not self._path.parent.is_dir() or any(one.line == 0 for one in self._read().aside)
