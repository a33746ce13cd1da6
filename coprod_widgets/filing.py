"""A file is written whole or not at all; and the sentence for what the system refuses.

Whoever reads the file meanwhile, or after a crash, finds the old one or the new one and never half of one. What is
written beside it has the name that anybody could guess: where somebody else may have put a link under that name,
``course_folder/folders`` makes files aside instead. Must not know what a file holds.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# A file system that can't flush says one of these; what was written is written all the same.
_NO_FSYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


def write(path: Path, data: bytes) -> None:
    """Write a file: a crash leaves the old one or the new one.

    Parameters
    ----------
    path
        Where the file goes. Its folder must exist.
    data
        What it holds.

    Raises
    ------
    OSError
        When the folder can't be written or the disk is full; the file is as it was then.
    """
    with beside(path) as part:
        part.write_bytes(data)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Yield a place beside a file; what has been written there by the end of the block takes the file's place.

    Where the block is left by an error, the file is as it was and nothing lies beside it.

    Parameters
    ----------
    path
        Where the file goes. Its folder must exist.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        with open(part, "rb+") as file:
            flush(file.fileno())
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def flush(fd: int) -> None:
    """Have the system put on disk what was written, where its file system can."""
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise


def refused(error: Exception, place: Path, what: str = "written") -> str:
    """Return a sentence for what the system refused: which place, what can't be done, and why.

    Parameters
    ----------
    error
        What was raised: an OSError, or a RuntimeError where there is no home folder.
    place
        Which place is meant, where the error names none.
    what
        What can't be done to it.
    """
    where = getattr(error, "filename", None) or place
    return f"{where}: this can't be {what} ({getattr(error, 'strerror', None) or error})."
