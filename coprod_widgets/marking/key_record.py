"""Every version of a key that anything was marked with, on record beside the keys: ``on-record/NAME/VERSION.yaml``.

It lies there because keys may be kept where the readers of a course folder can't see them, and a copy is a key too.
A version means one content for good. Must not decide what is marked.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from coprod_widgets.content import ContentError
from coprod_widgets.content.loader import read_record
from coprod_widgets.content.reader import read_file
from coprod_widgets.course_folder.config import ON_RECORD, CourseError
from coprod_widgets.exercises.key import KeyFile


def place(keys_dir: Path, name: str, version: int) -> Path:
    """Return where a version of an assignment's key is on record, or would be."""
    return keys_dir / ON_RECORD / name / f"{version}.yaml"


def check(key: KeyFile, keys_dir: Path) -> None:
    """Compare a key with what its version was when something was first marked with it; comments aside.

    Raises
    ------
    CourseError
        When it is another.
    """
    version = key.key.version
    there = place(keys_dir, key.assignment, version)
    if not there.exists():
        return
    file = keys_dir / f"{key.assignment}.yaml"
    try:
        if read_file(file, file.name)[0] == read_file(there, there.name)[0]:
            return
    except ContentError as error:
        raise CourseError(f"{there} is the key's version {version} on record and can't be read: {error}") from None
    raise CourseError(
        f"keys/{file.name} has changed since it was marked with, and still says version {version}. Give it version "
        f"{_next(there.parent)} under key:, with who agreed it and when; coprod mark {key.assignment} --dry-run then "
        f"shows whose mark would move. What version {version} was: {there}"
    )


def keep(key: KeyFile, keys_dir: Path) -> None:
    """Put a key on record, unless this version of it is."""
    there = place(keys_dir, key.assignment, key.key.version)
    if there.exists():
        return
    there.parent.mkdir(parents=True, exist_ok=True)
    # Not as `filing` does it: two who mark at once each need a place of their own, and a key may be read-only.
    beside = there.with_name(f".{there.name}-{os.getpid()}")
    shutil.copy(keys_dir / f"{key.assignment}.yaml", beside)  # with its rights: who can't read the key can't read this
    os.replace(beside, there)


def earlier(keys_dir: Path, name: str, version: int) -> KeyFile | None:
    """Return a version of a key as it is on record; None where there is none that can be read."""
    there = place(keys_dir, name, version)
    try:
        file, problems = read_record(there.parent, there.name, KeyFile)
    except ContentError:
        return None
    return None if problems else file


def _next(folder: Path) -> int:
    return 1 + max(int(path.stem) for path in folder.glob("*.yaml") if path.stem.isdigit())
