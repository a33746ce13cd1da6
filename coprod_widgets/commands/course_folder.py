"""Which course folder a command is about: the one that is named, the one that somebody is in, or the project's own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_course(parser: argparse.ArgumentParser) -> None:
    """Describe ``--course``."""
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="nbgrader's course folder; when left out: this folder if it is one, else exercises/ in a copy of the "
        "project",
    )


def course_folder(arguments: argparse.Namespace) -> Path | None:
    """Return the course folder that is meant; None where nothing says which.

    Where it is neither named nor the folder that somebody is in, a line says which one it is.
    """
    from coprod_widgets import exercises

    here = Path.cwd()
    if arguments.course or (here / "source").is_dir():
        return arguments.course or here
    own = exercises.own_course()
    if own is not None:
        print(
            f"This folder is no course folder (there is no source/ in it), so the one meant is {own}", file=sys.stderr
        )
    return own
