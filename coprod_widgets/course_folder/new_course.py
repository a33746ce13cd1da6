"""A course folder of a trainer's own, copied from a copy of the project: questions, keys, configuration, pass rule.

The keys are in no installed package, so a copy of the project is needed. Must not take along what anybody handed in,
was marked with, or keeps in a gradebook, and must not let anybody read more than before.
"""

from __future__ import annotations

import ast
import shutil
import stat
from pathlib import Path

from coprod_widgets.exercises.checking import own_course
from coprod_widgets.exercises.load import assignment_names
from coprod_widgets.exercises.passing import FILE as PASSING

from .config import CONFIG, KEYS, ON_RECORD

_SOURCE = "source"
# What was marked elsewhere has its keys on record there; what is hidden is a program's own.
_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", ON_RECORD)


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


def copy_course(template: Path, place: Path, keys: Path | None = None) -> tuple[list[str], list[str]]:
    """Copy a course folder's questions, keys and configuration.

    The gradebook that the configuration names is that course's, and is left out of the copy; files keep their rights.

    Parameters
    ----------
    template
        What `template` gave.
    place
        The folder to make; it may be there already when it is empty.
    keys
        Where the keys of the course folder are; in its ``keys/`` when None. In the copy they are in ``keys/``.

    Returns
    -------
    tuple
        The names of its assignments, and a sentence for everything that is not as it was.

    Raises
    ------
    CannotMake
        When the folder has something in it, or can't be one, or the configuration can't be copied.
    """
    keys = template / KEYS if keys is None else keys
    elsewhere = keys.resolve() != (template / KEYS).resolve()
    if elsewhere and not keys.is_dir():
        raise CannotMake(f"{template / CONFIG} says that the keys are in {keys}: there is no such folder.")
    needed = (_SOURCE, CONFIG) if elsewhere else (_SOURCE, KEYS, CONFIG)
    missing = [name for name in needed if not (template / name).exists()]
    if missing:
        raise CannotMake(f"{template} is no whole course folder: there is no {', no '.join(missing)} in it.")
    config, notes = (template / CONFIG).read_text("utf-8"), []
    shorter = _without(config, "db_url", template / CONFIG)
    if shorter != config:
        notes.append(
            f"{CONFIG}: which gradebook (db_url) is left out, so that nothing is written into that of {template}. "
            "Name another there if you want one."
        )
    if elsewhere:
        shorter = _without(shorter, "keys_dir", template / CONFIG)
        notes.append(
            f"The keys in {keys} are copied into {KEYS}/, which nobody but you can open, and {CONFIG} says "
            "nothing else of them. You may move them."
        )
    if place.resolve().is_relative_to(template.resolve()):
        raise CannotMake(f"{place} lies inside {template}, which is to be copied. Name a folder elsewhere.")
    _begin(place)
    (place / KEYS).mkdir(mode=0o700)
    for given, name in ((template / _SOURCE, _SOURCE), (keys, KEYS)):
        shutil.copytree(given, place / name, ignore=_NOT_COPIED, copy_function=_copy, dirs_exist_ok=True)
    if elsewhere:
        (place / KEYS).chmod(0o700)
    _copy(template / CONFIG, place / CONFIG)
    (place / CONFIG).write_text(shorter, "utf-8")
    if (template / PASSING).exists():
        _copy(template / PASSING, place / PASSING)
    return assignment_names(place), notes


def _copy(given: str | Path, made: str | Path) -> None:
    """Copy a file with its rights; whoever makes the copy can change it."""
    made = Path(made)
    made.touch(mode=0o600)  # nobody else reads it meanwhile
    shutil.copyfile(given, made)
    made.chmod(stat.S_IMODE(Path(given).stat().st_mode) | stat.S_IWUSR)


def _without(config: str, setting: str, path: Path) -> str:
    """Return a configuration without the lines that say a setting; refuse one that says it in another way."""
    try:
        tree = ast.parse(config)
    except SyntaxError as error:
        raise CannotMake(f"{path} can't be used: SyntaxError: {error}") from None
    lines = config.splitlines(keepends=True)
    for one in reversed(tree.body):
        alone = 1 == sum(one.lineno <= other.end_lineno and other.lineno <= one.end_lineno for other in tree.body)
        if alone and isinstance(one, ast.Assign) and setting in _named(*one.targets):
            del lines[one.lineno - 1 : one.end_lineno]
    shorter = "".join(lines)
    if setting in _named(ast.parse(shorter)):
        raise CannotMake(
            f"{path} says what {setting} is, and not in a line of its own. It belongs to that course and must not be "
            "copied: take it out in a copy of that folder, and name the copy with --from."
        )
    return shorter


def _named(*trees: ast.AST) -> set[object]:
    """Return the names of attributes and arguments, and the constants, that stand in a program."""
    every = [one for tree in trees for one in ast.walk(tree)]
    return {
        *(one.attr for one in every if isinstance(one, ast.Attribute)),
        *(one.arg for one in every if isinstance(one, ast.keyword)),
        *(one.value for one in every if isinstance(one, ast.Constant)),
    }


def _begin(place: Path) -> None:
    """Make the folder, or take the empty one that is there."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CannotMake(f"{place} can't be a folder: there is a file of this name on the way to it.") from None
    if any(place.iterdir()):
        raise CannotMake(f"{place} has something in it. Name a new folder or an empty one: nothing is overwritten.")
