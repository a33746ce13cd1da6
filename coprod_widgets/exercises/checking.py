"""What ``coprod check`` says of a course folder: every assignment, its key, that the two fit, and the pass rule.

Must not read anything that a learner wrote.
"""

from __future__ import annotations

from pathlib import Path

from coprod_widgets.content.checks.path import count, problem_lines
from coprod_widgets.content.reader import ContentError

from .load import assignment_names, load_assignment, load_key
from .passing import passing_problems
from .writing import made

_PACKAGE = Path(__file__).resolve().parent.parent


def own_course(package: Path = _PACKAGE) -> Path | None:
    """Return ``exercises/`` of a copy of the project; None where the package is installed without it."""
    course = package.parent / "exercises"
    return course if (package.parent / "pyproject.toml").is_file() and course.is_dir() else None


def check_course(course: Path, keys_dir: Path | None = None) -> tuple[int, list[str]]:
    """Check every assignment of a course folder, and the rule of a pass where there is one.

    Parameters
    ----------
    course
        The folder with ``source/``.
    keys_dir
        Where the keys are; ``keys/`` of the course folder when None.

    Returns
    -------
    tuple
        0 or 1 (problems were found), and the lines to print.
    """
    keys_dir = course / "keys" if keys_dir is None else keys_dir
    problems: list[str] = []
    sound = {}
    names = assignment_names(course)
    for name in names:
        try:
            assignment = load_assignment(course / "source" / name)
            load_key(assignment, keys_dir)
            problems += _notebook_problems(course / "source" / name, keys_dir)
        except ContentError as error:
            problems += error.problems
            continue
        sound[name] = assignment
    if len(sound) == len(names):  # what can't be read has no sum
        problems += passing_problems(course, sound)
    if problems:
        return 1, problem_lines(ContentError(problems), course)
    questions = sum(len(one.questions) for one in sound.values())
    points = sum(one.points for one in sound.values())
    parts = (count(len(names), "assignment"), count(questions, "question"), f"{points:g} points")
    return 0, [f"No problems: {', '.join(parts)}."]


def _notebook_problems(folder: Path, keys_dir: Path) -> list[str]:
    """Return a sentence where an assignment's notebook is not the one that its words make."""
    path = folder / f"{folder.name}.ipynb"
    where = f"source/{folder.name}/{path.name}"
    if not path.exists():
        return [f"{where}: there is no notebook yet. Make it: coprod sheets --course {folder.parent.parent}"]
    if path.read_bytes().replace(b"\r\n", b"\n") != made(folder, keys_dir).encode():  # git may have changed line ends
        return [
            f"{where}: it is not what the words make now. Make it anew: coprod sheets --course {folder.parent.parent}"
        ]
    return []
