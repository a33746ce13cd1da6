"""Commands for trainers: give an exercise out, collect and mark what comes back, and make a cohort to try it on."""

from __future__ import annotations

import argparse
from pathlib import Path

from .course_folder import add_course, course_folder
from .printing import any_sign


def add_release(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod release``."""
    parser = commands.add_parser(
        "release",
        help="make the zip file of an exercise for learners",
        description="Write an exercise into one zip file for learners: its notebook, its questions and a text that "
        "says what to do. No key and no mark scheme is in it.",
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="the name of its folder in source/")
    add_course(parser)
    parser.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help="the folder for the zip file; this one when left out"
    )
    parser.set_defaults(run=_release)


def _release(arguments: argparse.Namespace) -> int:
    from coprod_widgets.course_folder.releasing import release

    any_sign()
    course = course_folder(arguments)
    return 2 if course is None else release(course, arguments.assignment, arguments.to)


def add_collect(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod collect``."""
    parser = commands.add_parser(
        "collect",
        help="take in the zip files that learners handed in",
        description="Put what learners handed in as zip files into submitted/ of an nbgrader course folder, under the "
        "right id. Every attempt is kept, the newest counts, and each file is told of.",
    )
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="FILE-OR-FOLDER", help="zip files, a platform's too, or their folders"
    )
    add_course(parser)
    parser.add_argument(
        "--roster", type=Path, metavar="CSV", help="your learners: columns id, name, email; who is not in it is refused"
    )
    parser.add_argument("--student", metavar="ID", help="whose it all is, when you know better than the files")
    parser.add_argument("--json", action="store_true", help="print it for programs")
    parser.set_defaults(run=_collect)


def _collect(arguments: argparse.Namespace) -> int:
    from coprod_widgets.collecting.collect import collect

    any_sign()
    course = course_folder(arguments)
    if course is None:
        return 2
    return collect(arguments.paths, course, arguments.roster, arguments.student, arguments.json)


def add_mark(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod mark``."""
    parser = commands.add_parser(
        "mark",
        help="mark what a cohort has handed in",
        description="Mark what is new or has changed in submitted/ of an nbgrader course folder, and write the marks "
        "into its gradebook. Nothing that a learner wrote is run.",
    )
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="the name of its folder in source/")
    parser.add_argument("--all", action="store_true", help="every assignment of the course")
    add_course(parser)
    parser.add_argument("--student", metavar="ID", help="only this learner")
    parser.add_argument("--dry-run", action="store_true", help="write nothing; say whose mark would move, and why")
    parser.add_argument("--json", action="store_true", help="print it for programs")
    parser.set_defaults(run=_mark)


def _mark(arguments: argparse.Namespace) -> int:
    from coprod_widgets.marking.run import run

    any_sign()
    course = course_folder(arguments)
    if course is None:
        return 2
    return run(course, arguments.assignments, arguments.student, arguments.all, arguments.json, arguments.dry_run)


def add_demo(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod demo``."""
    parser = commands.add_parser(
        "demo",
        help="make a course folder with an invented cohort, and mark it",
        description="Make a course folder in which invented learners have handed in the exercises, and mark it.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or an empty one")
    parser.add_argument("--learners", type=int, default=200, metavar="N", help="how many; 200 when left out")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same one gives the same answers; 1")
    parser.set_defaults(run=_demo)


def _demo(arguments: argparse.Namespace) -> int:
    from coprod_widgets.demo.course import demo

    any_sign()
    return demo(arguments.folder, arguments.learners, arguments.seed)
