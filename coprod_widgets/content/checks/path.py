"""What ``coprod check`` says: a line for every problem and a count, or one line when there is none."""

from __future__ import annotations

from pathlib import Path

from ..loader import content_dir, load_course
from ..own import load_own
from ..own_story import is_story, load_own_story
from ..reader import ContentError, read_file


def check_path(path: Path | None = None) -> tuple[int, list[str]]:
    """Check a content folder, or one file of somebody's own cases or of their own story.

    Parameters
    ----------
    path
        The folder or file; the course's own words when None.

    Returns
    -------
    tuple
        0, 1 (problems were found) or 2 (the path can't be read), and the lines to print.
    """
    path = path or content_dir()
    try:
        if path.is_dir():
            return _check_folder(path)
        with path.open("rb"):
            return _check_file(path)
    except FileNotFoundError:
        return 2, [f"{path}: there is no such file or folder"]
    except OSError as error:
        return 2, [f"{path}: this can't be read ({error.strerror or error})"]


def _check_folder(path: Path) -> tuple[int, list[str]]:
    if not any(path.glob("*.y*ml")) and not any(path.glob("*/*.y*ml")):
        return 2, [f"{path}: this folder holds no YAML files, so it is not a folder of course content"]
    try:
        course = load_course(path)
    except ContentError as error:
        return _problems(error)
    items = sum(len(unit.items) for unit in course.units.values())
    counts = (
        _count(len(course.units), "unit"),
        _count(items, "item"),
        _count(len(course.cases), "case"),
        _count(len(course.sources), "source"),
    )
    return 0, [f"No problems: {', '.join(counts)}."]


def _check_file(path: Path) -> tuple[int, list[str]]:
    try:
        if is_story(read_file(path, path.name)[0]):
            return 0, [f"No problems: {_count(len(load_own_story(path).decisions), 'decision')}."]
        cases = load_own(path)
    except ContentError as error:
        return _problems(error)
    return 0, [f"No problems: {_count(len(cases), 'case')}."]


def _problems(error: ContentError) -> tuple[int, list[str]]:
    return 1, [*error.problems, f"{_count(len(error.problems), 'problem')}."]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
