"""What ``coprod check`` says: a line for every problem and a count, or one line when there is none.

A problem names its file and its place in it, ``$.items[36].prompt``. The line is added here, because nobody counts to
the thirty-seventh entry of a file by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml

from ..loader import content_dir, load_course
from ..own import load_own
from ..own_story import is_story, load_own_story
from ..reader import ContentError, read_file

_PLACE = re.compile(r"(.+?\.ya?ml): (\$.*?): ")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")


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
        return 1, problem_lines(error, path)
    items = sum(len(unit.items) for unit in course.units.values())
    counts = (
        count(len(course.units), "unit"),
        count(items, "item"),
        count(len(course.cases), "case"),
        count(len(course.sources), "source"),
    )
    return 0, [f"No problems: {', '.join(counts)}."]


def _check_file(path: Path) -> tuple[int, list[str]]:
    try:
        if is_story(read_file(path, path.name)[0]):
            return 0, [f"No problems: {count(len(load_own_story(path).decisions), 'decision')}."]
        cases = load_own(path)
    except ContentError as error:
        return 1, problem_lines(error, path.parent)
    return 0, [f"No problems: {count(len(cases), 'case')}."]


def problem_lines(error: ContentError, folder: Path) -> list[str]:
    """Return a line for every problem in the files of ``folder``, each with the line of its place, and their count."""
    root_of = cache(lambda name: _root(folder / name))
    lines = [_with_line(problem, root_of) for problem in error.problems]
    return [*lines, f"{count(len(lines), 'problem')}."]


def _with_line(problem: str, root_of: Callable[[str], yaml.Node | None]) -> str:
    """Return a problem with the line of its place; as it was where no line can be named."""
    found = _PLACE.match(problem)
    root = found and root_of(found[1])
    if not root:
        return problem
    name, place = found.groups()
    return f"{name}: line {_line(root, place)}: {problem.removeprefix(f'{name}: ')}"


def _line(node: yaml.Node, place: str) -> int:
    """Return the line, from 1, of what stands at ``place``, or of the nearest thing around it that is there."""
    line = node.start_mark.line + 1
    for key, number in _STEP.findall(place):
        if key and isinstance(node, yaml.MappingNode):
            inside = [(one, value) for one, value in node.value if one.value == key]
        elif number and isinstance(node, yaml.SequenceNode):
            inside = [(one, one) for one in node.value[int(number) :][:1]]
        else:
            break
        if not inside:
            break
        start, node = inside[0]
        line = start.start_mark.line + 1
    return line


def _root(path: Path) -> yaml.Node | None:
    """Return a file as YAML's own nodes, which know their lines; None where it can't be read so."""
    try:
        return yaml.compose(path.read_text("utf-8-sig"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (OSError, ValueError, yaml.YAMLError):
        return None


def count(number: int, what: str) -> str:
    """Return a number of things in words: ``2 cases``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
