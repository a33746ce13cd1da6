"""A course folder of a trainer's own, copied from a copy of the project: questions, keys, configuration, pass rule.

The keys are in no installed package, so a copy of the project is needed. Must not take along what anybody handed in,
was marked with, or keeps in a gradebook.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from .checking import own_course
from .load import assignment_names

CONFIG = "nbgrader_config.py"

_FOLDERS, _FILES = ("source", "keys"), (CONFIG, "passing.yaml")
# What was marked elsewhere has its keys on record there; what is hidden is a program's own.
_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "on-record")


class CannotMake(Exception):
    """A course folder can't be made. The message is a sentence for the trainer."""


def template(copy: Path | None = None) -> Path:
    """Return the course folder to copy.

    Parameters
    ----------
    copy
        A copy of the project, or a course folder; the copy that this package lies in when None.

    Raises
    ------
    CannotMake
        When there is none.
    """
    if copy is None:
        own = own_course()
        if own is None:
            raise CannotMake(
                "The exercises and their keys are in no installed package, so that no learner gets a key with it. Get "
                "a copy of the project (by git clone, or as a zip file), and say where it is: "
                "coprod new-course DIR --from COPY"
            )
        return own
    for folder in (copy, copy / "exercises"):
        if assignment_names(folder):
            return folder
    raise CannotMake(
        f"--from {copy}: there are no exercises in it; allowed: a copy of the project, or a course folder with source/ "
        "and keys/"
    )


def copy_course(template: Path, place: Path) -> list[str]:
    """Copy a course folder's questions, keys and configuration; return the names of its assignments.

    Parameters
    ----------
    template
        What `template` gave.
    place
        The folder to make; it may be there already when it is empty.

    Raises
    ------
    CannotMake
        When the folder has something in it, or can't be one.
    """
    missing = [name for name in (*_FOLDERS, CONFIG) if not (template / name).exists()]
    if missing:
        raise CannotMake(f"{template} is no whole course folder: there is no {', no '.join(missing)} in it.")
    if place.resolve().is_relative_to(template.resolve()):
        raise CannotMake(f"{place} lies inside {template}, which is to be copied. Name a folder elsewhere.")
    _begin(place)
    for name in _FOLDERS:
        shutil.copytree(template / name, place / name, ignore=_NOT_COPIED, copy_function=shutil.copyfile)
    for name in _FILES:
        if (template / name).exists():
            shutil.copyfile(template / name, place / name)
    return assignment_names(place)


def _begin(place: Path) -> None:
    """Make the folder, or take the empty one that is there."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CannotMake(f"{place} can't be a folder: there is a file of this name on the way to it.") from None
    if any(place.iterdir()):
        raise CannotMake(f"{place} has something in it. Name a new folder or an empty one: nothing is overwritten.")
