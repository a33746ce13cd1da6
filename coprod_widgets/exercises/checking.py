"""What ``coprod check`` says of a course folder of exercises: every assignment, its key, and that the two fit.

Must not read anything that a learner wrote.
"""

from __future__ import annotations

from pathlib import Path

from coprod_widgets.content.checks.path import count, problem_lines
from coprod_widgets.content.reader import ContentError

from .load import assignment_names, load_assignment, load_key

_PACKAGE = Path(__file__).resolve().parent.parent


def own_course(package: Path = _PACKAGE) -> Path | None:
    """Return ``exercises/`` of a copy of the project; None where the package is installed without it."""
    course = package.parent / "exercises"
    return course if (package.parent / "pyproject.toml").is_file() and course.is_dir() else None


def check_course(course: Path) -> tuple[int, list[str]]:
    """Check every assignment of a course folder.

    Parameters
    ----------
    course
        The folder with ``source/`` and ``keys/``.

    Returns
    -------
    tuple
        0 or 1 (problems were found), and the lines to print.
    """
    problems: list[str] = []
    questions = points = 0
    names = assignment_names(course)
    for name in names:
        try:
            assignment = load_assignment(course / "source" / name)
            load_key(assignment, course / "keys")
        except ContentError as error:
            problems += error.problems
            continue
        questions += len(assignment.questions)
        points += assignment.points
    if problems:
        return 1, problem_lines(ContentError(problems), course)
    parts = (count(len(names), "assignment"), count(questions, "question"), f"{points:g} points")
    return 0, [f"No problems: {', '.join(parts)}."]
