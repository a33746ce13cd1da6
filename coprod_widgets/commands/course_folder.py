"""Which course folder a command is about: the one that is named, the one that somebody is in, or the project's own."""

from __future__ import annotations

import argparse
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
    """Return the course folder that is meant; None where nothing says which."""
    from coprod_widgets.exercises import own_course

    here = Path.cwd()
    return arguments.course or (here if (here / "source").is_dir() else own_course())
