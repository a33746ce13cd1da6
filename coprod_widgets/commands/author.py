"""Commands for authors: check the words of the course and its exercises, and make the exercises' notebooks."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

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
        help="the folder or file; the course's own words and exercises when left out",
    )
    parser.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from coprod_widgets import exercises
    from coprod_widgets.content.checks.path import check_path

    path = arguments.path
    if path is not None and exercises.assignment_names(path):
        code, lines = exercises.check_course(path)
    else:
        code, lines = check_path(path)
        if path is None and code < 2 and (course := exercises.own_course()):
            found, more = exercises.check_course(course)
            code, lines = max(code, found), lines + more
    any_sign()
    print("\n".join(lines), file=sys.stderr if code == 2 else sys.stdout)
    return code


def add_sheets(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod sheets``."""
    parser = commands.add_parser(
        "sheets",
        help="make the notebooks of the exercises from their words",
        description="Write the notebook of every assignment of a course folder from its items.yaml and its key.",
    )
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="nbgrader's course folder; exercises/ in a copy of the project when left out",
    )
    parser.add_argument("--keys", type=Path, metavar="DIR", help="where the keys are; keys/ of the course folder")
    parser.set_defaults(run=_sheets)


def _sheets(arguments: argparse.Namespace) -> int:
    from coprod_widgets.content import load_interface
    from coprod_widgets.exercises import own_course
    from coprod_widgets.exercises.writing import write_sheets

    any_sign()
    say = load_interface()
    did = {
        "written": "sheets-written", "refreshed": "sheets-refreshed", "same": "sheets-same", "failed": "sheets-failed",
    }  # fmt: skip
    course = arguments.course or own_course()
    done = list(write_sheets(course, arguments.keys)) if course else []
    for one in done:
        print(say[did[one.did]].text.format(name=one.name))
        for problem in one.problems:
            print(f"  {problem}", file=sys.stderr)
    if not done:
        print(say["sheets-none" if course else "sheets-where"].text.format(course=course), file=sys.stderr)
        return 2
    return int(any(one.did == "failed" for one in done))
