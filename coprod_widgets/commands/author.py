"""Commands for authors: check the words of the course and its exercises, and make a course folder and its notebooks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .course_folder import add_course, course_folder
from .printing import any_sign


def add_check(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod check``."""
    parser = commands.add_parser(
        "check",
        help="check the course's words, a folder of exercises, or a file of your own cases or story",
        description="Check a content folder, a folder of exercises, or one YAML file of your own cases or story, "
        "and say what does not fit.",
    )
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help="the folder or file; when left out: this folder if it has exercises, else what the course has",
    )
    parser.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from coprod_widgets import exercises
    from coprod_widgets.content.checks.path import check_path

    path = arguments.path
    if path is None and exercises.assignment_names(Path.cwd()):
        path = Path.cwd()
    if path is not None and exercises.assignment_names(path):
        from coprod_widgets.course_folder.config import CourseError, keys_dir

        try:
            code, lines = _with_warnings(path, *exercises.check_course(path, keys_dir(path)))
        except CourseError as problem:
            code, lines = 2, [str(problem)]
    else:
        code, lines = check_path(path)
        if path is None and code < 2 and (course := exercises.own_course()):
            found, more = _with_warnings(course, *exercises.check_course(course))
            code, lines = max(code, found), lines + more
    any_sign()
    print("\n".join(lines), file=sys.stderr if code == 2 else sys.stdout)
    return code


def _with_warnings(course: Path, code: int, lines: list[str]) -> tuple[int, list[str]]:
    """Return what was found in a course folder, and what its gradebook has against it."""
    from coprod_widgets.marking.changed_questions import warnings

    found = warnings(course)
    return (1, (lines if code else []) + found) if found else (code, lines)


def add_sheets(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod sheets``."""
    parser = commands.add_parser(
        "sheets",
        help="make the notebooks of the exercises from their words",
        description="Write the notebook of every assignment of a course folder from its items.yaml and its key.",
    )
    add_course(parser)
    parser.add_argument("--keys", type=Path, metavar="DIR", help="where the keys are; keys/ of the course folder")
    parser.set_defaults(run=_sheets)


def _sheets(arguments: argparse.Namespace) -> int:
    from coprod_widgets.content import said
    from coprod_widgets.course_folder.config import CourseError, keys_dir
    from coprod_widgets.exercises.writing import write_sheets
    from coprod_widgets.marking.changed_questions import warnings

    any_sign()
    did = {
        "written": "sheets-written", "refreshed": "sheets-refreshed", "same": "sheets-same", "failed": "sheets-failed",
    }  # fmt: skip
    course = course_folder(arguments)
    if course is None:
        return 2
    try:
        done = list(write_sheets(course, arguments.keys or keys_dir(course)))
    except CourseError as problem:
        print(problem, file=sys.stderr)
        return 2
    for one in done:
        print(said(did[one.did], name=one.name).text)
        for problem in one.problems:
            print(f"  {problem}", file=sys.stderr)
    for one in warnings(course):
        print(one, file=sys.stderr)
    if not done:
        print(said("sheets-none", course=course).text, file=sys.stderr)
        return 2
    return int(any(one.did == "failed" for one in done))


def add_new_course(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod new-course``."""
    parser = commands.add_parser(
        "new-course",
        help="make a course folder of your own, with exercises to change",
        description="Make a course folder of your own: the four exercises, their keys and nbgrader's configuration.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or an empty one")
    parser.add_argument(
        "--from",
        dest="copy",
        type=Path,
        metavar="COPY",
        help="a copy of the project, or another course folder; the copy that you are working in when left out",
    )
    parser.set_defaults(run=_new_course)


def _new_course(arguments: argparse.Namespace) -> int:
    from coprod_widgets import filing
    from coprod_widgets.content import said
    from coprod_widgets.course_folder.config import CourseError, keys_dir
    from coprod_widgets.course_folder.new_course import CannotMake, copy_course, template

    any_sign()
    try:
        folder = arguments.folder.expanduser().absolute()
        given = template(arguments.copy)
        names, notes = copy_course(given, folder, keys_dir(given))
    except (CannotMake, CourseError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except (OSError, RuntimeError) as error:
        print(filing.refused(error, arguments.folder), file=sys.stderr)
        return 2
    print(said("new-course-made", folder=folder, names=", ".join(names), one=names[-1]).text)
    for one in notes:
        print(one)
    return 0
