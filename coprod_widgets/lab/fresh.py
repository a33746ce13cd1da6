"""A page of the course as it was delivered, beside the one that a learner has changed beyond use.

This module must not touch anything that is in the folder already.
"""

from datetime import date
from pathlib import Path

from coprod_widgets import filing
from coprod_widgets.lab.workspace import WorkspaceError, course_dir, free_name


def fresh_copy(workspace: Path, name: str, today: date, course: Path | None = None) -> str:
    """Put a page of the course, as it is delivered, into a folder under a new name; what is there stays as it is.

    Parameters
    ----------
    workspace : Path
        A learner's folder.
    name : str
        File name of the page, for example ``90-playground.ipynb``.
    today : date
        The date for the new name.
    course : Path or None
        The folder of the course's notebooks; None means `course_dir()`.

    Returns
    -------
    str
        The file name of the copy.

    Raises
    ------
    WorkspaceError
        When the course has no such page, or the folder can't be written.
    """
    course = course_dir() if course is None else course
    pages = sorted(path.name for path in course.glob("*.ipynb"))
    if name not in pages:
        raise WorkspaceError(f"The course has no page {name!r}. It has: {', '.join(pages)}.")
    copy = free_name(workspace, Path(name).stem, today, "fresh copy")
    try:
        filing.write(workspace / copy, (course / name).read_bytes())
    except OSError as error:
        raise WorkspaceError(f"The copy could not be put in {workspace} ({error.strerror or error}).") from None
    return copy
