"""Which course folder a command is about: the one that is named, or the one that somebody is in.

What learners hand in must never go into a folder that nobody meant: the project's own exercises are taken only where
somebody is at the top of a copy of the project, or in them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

_LEARNERS = {"submitted", "autograded", "feedback", "downloaded"}
"""nbgrader's names for folders of a course in which learners' work lies."""


def add_course(parser: argparse.ArgumentParser) -> None:
    """Describe ``--course``."""
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="nbgrader's course folder; when left out: the one that you are in, or, at the top of a copy of the "
        "project, its exercises/",
    )


def course_folder(arguments: argparse.Namespace) -> Path | None:
    """Return the course folder that is meant; None where nothing says which, and a sentence has said so.

    Where it is neither named nor this folder itself, a line says which one it is.
    """
    from coprod_widgets import exercises
    from coprod_widgets.course_folder.config import CONFIG

    if arguments.course:
        return arguments.course
    here = Path.cwd()
    found = _around(here, CONFIG)
    if found is not None:
        if found != here:
            print(f"This folder is inside a course folder, so the one meant is {found}", file=sys.stderr)
        return found
    own = exercises.own_course()
    if own is not None and here == own.parent.resolve():
        print(f"This is the top of a copy of the project, so the course folder meant is {own}", file=sys.stderr)
        return own
    print(
        f"You are in {here}. It is no course folder, and lies in none (a course folder has source/ and {CONFIG} in "
        "it). Go to yours first: cd FOLDER; or say which one it is: --course FOLDER",
        file=sys.stderr,
    )
    return None


def _around(here: Path, config: str) -> Path | None:
    """Return the nearest course folder that somebody is in, and that is not among what learners handed in.

    A course's configuration is a program, so one that a learner handed in must not be taken for the trainer's.
    """
    there = [
        one for one in (here, *here.parents) if (one / "source").is_dir() and ((one / config).is_file() or one == here)
    ]
    for number, one in enumerate(there):
        if not any(_LEARNERS & {*one.relative_to(outer).parts} for outer in there[number + 1 :]):
            return one
    return None
