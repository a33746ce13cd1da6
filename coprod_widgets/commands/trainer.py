"""Commands for trainers: give an exercise out, collect and mark what comes back, and make a cohort to try it on."""

from __future__ import annotations

import argparse
from pathlib import Path

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
    _add_course(parser)
    parser.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help="the folder for the zip file; this one when left out"
    )
    parser.set_defaults(run=_release)


def _add_course(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="nbgrader's course folder; when left out: this folder if it is one, else exercises/ in a copy of the "
        "project",
    )


def _course(arguments: argparse.Namespace) -> Path:
    from coprod_widgets.exercises import own_course

    here = Path.cwd()
    return arguments.course or (here if (here / "source").is_dir() else own_course()) or here


def _release(arguments: argparse.Namespace) -> int:
    from coprod_widgets.marking.releasing import release

    any_sign()
    return release(_course(arguments), arguments.assignment, arguments.to)


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
    _add_course(parser)
    parser.add_argument("--student", metavar="ID", help="only this learner")
    parser.add_argument("--json", action="store_true", help="print it for programs")
    parser.set_defaults(run=_mark)


def _mark(arguments: argparse.Namespace) -> int:
    from coprod_widgets.marking.run import run

    any_sign()
    return run(_course(arguments), arguments.assignments, arguments.student, arguments.all, arguments.json)


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
    from coprod_widgets.marking.demo import demo

    any_sign()
    return demo(arguments.folder, arguments.learners, arguments.seed)
