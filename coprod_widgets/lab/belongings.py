"""What a learner made in the course's folder: notebooks of their own or changed by them, and any other file.

Must not read what is hidden or lies behind a link, and must not change anything.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from coprod_widgets import content, records
from coprod_widgets.lab import workspace

MOST = 2_000
"""How many files are told of, at most: the folder may be one that holds much else."""

EXPORTS = "my-answers-"
"""How the name of an export begins."""


def own_files(folder: Path) -> list[Path]:
    """Return what the learner made, as paths inside the folder, in order of name; `MOST` at most.

    The course's notebooks and the playground's examples as they were delivered are not among them, nor the answers,
    earlier exports, and what the course and Jupyter keep for themselves in hidden folders. Answers that were moved into
    another folder are.
    """
    delivered = _delivered(folder)
    found = []
    for path in _files(folder):
        inside = path.relative_to(folder)
        here = inside.parent == Path()
        if here and (inside.name == records.ANSWERS or _is_export(inside.name)):
            continue
        if here and path.suffix == ".ipynb" and _digest(path) in delivered:
            continue
        if here and _is_example(path):
            continue
        found.append(inside)
        if len(found) == MOST:
            break
    return found


def exports(folder: Path) -> list[str]:
    """Return the names of the exports that lie in the folder, in order."""
    return sorted(path.name for path in folder.glob(f"{EXPORTS}*.zip") if path.is_file())


def _is_export(name: str) -> bool:
    return name.startswith(EXPORTS) and name.endswith(".zip")


def _is_example(path: Path) -> bool:
    """Tell whether a file is one that the playground puts there, as it was put there."""
    example = content.content_dir() / "examples" / path.name
    try:
        return example.is_file() and path.read_bytes() == example.read_bytes()
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        for name in sorted(names):
            path = Path(top, name)
            if not name.startswith(".") and os.path.isfile(path) and not os.path.islink(path):
                yield path


def _delivered(folder: Path) -> set[str]:
    """Return the digests of the course's notebooks, as it has them now and as they were delivered to this folder."""
    try:
        before = json.loads((folder / workspace.STATE / "manifest.json").read_bytes())["notebooks"].values()
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        before = ()  # what it says is wanted to leave pages out that nobody changed; without it they are told of
    return {one for one in (*before, *map(_digest, workspace.course_dir().glob("*.ipynb"))) if one}


def _digest(path: Path) -> str | None:
    """Digest a notebook; None when it can't be read as one."""
    try:
        return workspace.cells_digest(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return None
