"""How a released exercise gets into a learner's folder: from its zip into ``exercises/NAME/``, beside their answers.

Answers are never touched, a page that the learner changed is kept under another name, and no zip is deleted. What an
exercise is made of is not looked at here: nothing in it runs unless it is one of the course's own forms.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from coprod_widgets import content, filing
from coprod_widgets.lab.workspace import EXERCISES, STATE, cells_digest, free_name, notify
from coprod_widgets.parcels import ParcelError, Release, load, read_release
from coprod_widgets.parcels.released import ITEMS, RELEASE, read_told

MOST_ZIPS = 100
"""How many zips in it are looked at, at most."""
LOCK_SECONDS = 10

_DELIVERED = "exercises.json"
_SAYS = {"new": "arrived-new", "same": "arrived-same", "newer": "arrived-newer", "older": "arrived-older"}


@dataclass(frozen=True)
class Arrival:
    """What was done with one released exercise.

    Attributes
    ----------
    assignment
        Its name.
    did
        ``new``, ``same`` (nothing to do), ``newer`` (renewed) or ``older`` (what is there is newer, and stays).
    notebook
        Its page.
    copy
        The file name of the learner's own version of that page when it was set aside, else None.
    """

    assignment: str
    did: str
    notebook: Path
    copy: str | None = None

    def says(self) -> list[content.Words]:
        """Return what to tell the learner about it."""
        told = [content.said(_SAYS[self.did], name=self.assignment)]
        return told if self.copy is None else [*told, content.said("arrived-copy", copy=self.copy)]


def take_in(workspace: Path, path: Path, today: date) -> Arrival:
    """Put the exercise in a released zip among the learner's exercises.

    Parameters
    ----------
    workspace
        The learner's folder, which is there.
    path
        The zip.
    today
        The date for the name of a copy.

    Raises
    ------
    ParcelError
        When it is no release, was changed on its way, or can't be put there; nothing of it is used then.
    """
    release = read_release(load(path), path.name)
    try:
        with _alone(workspace):
            return _put(workspace, release, today)
    except OSError as error:
        raise ParcelError(f"{filing.refused(error, workspace)} Your answers stay as they are.") from None


def take_in_all(workspace: Path, today: date) -> list[str]:
    """Take in every zip that lies in the folder of exercises; return a sentence for each that can't be.

    What was renewed or set aside is told on the start page, once. Never raises because of what is there.
    """
    problems = []
    for path in _zips(workspace / EXERCISES):
        try:
            arrival = take_in(workspace, path, today)
        except ParcelError as problem:
            problems.append(str(problem))
            continue
        if arrival.did == "newer":
            notify(workspace, " ".join(one.text for one in arrival.says()))
    return problems


def exercises_in(workspace: Path) -> list[Path]:
    """Return the folders of the exercises that a learner has, in order of name; released, fetched or copied there."""
    try:
        found = sorted((workspace / EXERCISES).iterdir())
    except OSError:
        return []
    return [one for one in found if (one / ITEMS).is_file() and (one / f"{one.name}.ipynb").is_file()]


def _zips(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [one.name for one in entries if one.name.lower().endswith(".zip") and not one.name.startswith(".")]
    except OSError:
        return []
    return [folder / name for name in sorted(names)[:MOST_ZIPS]]


@contextmanager
def _alone(workspace: Path) -> Iterator[None]:
    """Wait until no other page or command puts an exercise into this folder."""
    from filelock import FileLock, Timeout  # a start page without exercises does not wait for it

    state = workspace / STATE
    state.mkdir(mode=0o700, exist_ok=True)
    try:
        with FileLock(state / "exercises.lock", timeout=LOCK_SECONDS):
            yield
    except Timeout:
        raise ParcelError(f"Something else is putting an exercise into {workspace}. Try again in a moment.") from None


def _put(workspace: Path, release: Release, today: date) -> Arrival:
    name = release.assignment
    folder = workspace / EXERCISES / name
    notebook = folder / f"{name}.ipynb"
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ParcelError(f"{folder} is not an ordinary folder, and the exercise needs that name. Rename it first.")
    there = read_told(_bytes(folder / RELEASE) or b"")
    if there and there["digest"] == release.digest and notebook.is_file() and _same(folder / ITEMS, release):
        return Arrival(name, "same", notebook)
    if there and datetime.fromisoformat(there["made"]).astimezone(UTC) > release.made and notebook.is_file():
        return Arrival(name, "older", notebook)
    did = "newer" if notebook.is_file() else "new"
    folder.mkdir(parents=True, exist_ok=True)
    delivered = _delivered(workspace)
    new = release.files[notebook.name]
    theirs, copy = _bytes(notebook), None
    if theirs is not None and theirs != new and _digest(theirs) not in (delivered.get(name), _digest(new)):
        copy = free_name(folder, name, today)
        os.rename(notebook, folder / copy)
    # Before the files: a start that is broken off must not take the course's own page for the learner's.
    told = {"v": 1, "delivered": delivered | {name: _digest(new)}}
    filing.write(workspace / STATE / _DELIVERED, (json.dumps(told, indent=1) + "\n").encode())
    for one in sorted(release.files, key=lambda one: one == RELEASE):  # the note last: it says that all are there
        filing.write(folder / one, release.files[one])
    return Arrival(name, did, notebook, copy)


def _same(path: Path, release: Release) -> bool:
    return _bytes(path) == release.files[path.name]


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _digest(notebook: bytes) -> str | None:
    try:
        return cells_digest(json.loads(notebook))
    except (ValueError, RecursionError):
        return None


def _delivered(workspace: Path) -> dict[str, str]:
    """Return the digest of each exercise's page as it was put there; what can't be read is left out."""
    try:
        found = json.loads((workspace / STATE / _DELIVERED).read_bytes())["delivered"]
        return {name: one for name, one in found.items() if isinstance(one, str)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}
