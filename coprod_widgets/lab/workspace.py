"""A learner's folder: where it is, and how the course's notebooks get into it.

What a learner made is never overwritten and never deleted: a notebook that they changed is renamed before a newer
one takes its name, and `answers.jsonl` is not touched at all. Everything that the course keeps for itself is in
`.coprod/` inside the folder. This module must not start a server and must not read anything outside the course and
the folder.
"""

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from coprod_widgets import filing, records

STATE = ".coprod"
START_PAGE = "00-start-here.ipynb"
"""A folder with this notebook in it is one with the course."""
EXERCISES = "exercises"
"""The folder into which a learner drops the zip of an exercise; it is there from the first start on."""
MANIFEST_VERSION = 1
MAX_NOTICES = 20
_PACKAGE = Path(__file__).resolve().parent.parent


class WorkspaceError(Exception):
    """The learner's folder can't be used. The message says why and what to do."""


@dataclass(frozen=True)
class Change:
    """What was done with one notebook.

    Attributes
    ----------
    name : str
        File name of the notebook, for example ``04-four-approaches.ipynb``.
    did : str
        ``added``, ``refreshed``, ``kept`` (the learner's version stays in place), ``set-aside`` (the learner's
        version was renamed and the course's put in its place) or ``nothing`` (it was already the same).
    copy : str or None
        The new file name of the learner's version when it was set aside, else None.
    """

    name: str
    did: str
    copy: str | None = None


def course_dir(package: Path = _PACKAGE) -> Path:
    """Find the folder that holds the course's notebooks.

    Parameters
    ----------
    package : Path
        The folder of the installed package; the tests pass another.

    Returns
    -------
    Path
        ``course/`` of the checkout when ``pyproject.toml`` sits beside the package, else the copy inside the
        installed package. An editable install copies package data once and never again, so a checkout must
        not read that copy.
    """
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "course"
    return package / "course"


def extension_dir() -> Path:
    """Give the folder that holds the JupyterLab extension, in JupyterLab's own layout.

    Returns
    -------
    Path
        A folder for `LabApp.extra_labextensions_path`: its one sub-folder bears the name of the extension,
        because JupyterLab serves an extension's files under that name.
    """
    return _PACKAGE / "lab" / "extension"


def default_workspace(package: Path = _PACKAGE) -> Path:
    """Choose the learner's folder when none is named.

    Parameters
    ----------
    package : Path
        The folder of the installed package; the tests pass another.

    Returns
    -------
    Path
        ``workspace/`` of the checkout, or ``co-production-course`` in the home folder when installed.
    """
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "workspace"
    return Path.home() / "co-production-course"


def package_version() -> str:
    """Give the version of the course that is installed, for example ``0.1.0``.

    Returns
    -------
    str
        The version, or ``unknown`` when the package runs without having been installed.
    """
    try:
        return version("coprod-widgets")
    except PackageNotFoundError:
        return "unknown"


def cells_digest(notebook: Any) -> str | None:
    """Digest what a learner can change in a notebook: the cells' types, order and sources.

    Outputs, metadata and cell ids are left out, because saving a notebook changes them without the learner
    having changed anything.

    Parameters
    ----------
    notebook : Any
        A parsed notebook file, or anything else that JSON can hold.

    Returns
    -------
    str or None
        ``sha256:`` and 64 hexadecimal digits, or None when it is not a notebook.
    """
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        return None
    parts = []
    for cell in cells:
        if not isinstance(cell, dict):
            return None
        kind, source = cell.get("cell_type"), cell.get("source", "")
        if isinstance(source, list):
            if not all(isinstance(line, str) for line in source):
                return None
            source = "".join(source)
        if not isinstance(kind, str) or not isinstance(source, str):
            return None
        parts.append([kind, source])
    plain = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(plain.encode("ascii")).hexdigest()


def check(workspace: Path) -> Path:
    """Make the learner's folder and the course's folder inside it, and see that both can be used.

    Parameters
    ----------
    workspace : Path
        The learner's folder. It is made when it is not there.

    Returns
    -------
    Path
        The course's own folder, ``<workspace>/.coprod``.

    Raises
    ------
    WorkspaceError
        When the folder is a file, can't be written, or holds something in the place of a file that the course
        needs.
    """
    state = workspace / STATE
    try:
        if workspace.exists() and not workspace.is_dir():
            raise WorkspaceError(
                f"{workspace} is a file, and the course needs a folder. "
                "Name another folder with --workspace, or move that file."
            )
        if workspace.is_dir() and course_dir().is_dir() and workspace.samefile(course_dir()):
            raise WorkspaceError(
                f"{workspace} holds the course's own notebooks, which learning would change. "
                "Name another folder with --workspace."
            )
        state.mkdir(parents=True, exist_ok=True)
        # The folder holds the key to the learner's server: nobody else on a shared computer may read it.
        state.chmod(0o700)
        for folder in (state, workspace):
            probe = folder / ".can-write"
            probe.touch()
            probe.unlink()
    except FileExistsError:
        raise WorkspaceError(
            f"{state} is a file, and the course needs a folder of that name for its own notes. "
            "Rename or delete that file, then start again. Your answers and your notebooks stay as they are."
        ) from None
    except OSError as error:
        raise WorkspaceError(
            f"The course can't write to the folder {workspace} ({error.strerror or error}). "
            "Name a folder of your own with --workspace, for example --workspace my-course."
        ) from None
    if (workspace / records.ANSWERS).is_dir():
        raise WorkspaceError(
            f"{workspace / records.ANSWERS} is a folder, and the course keeps your answers in a file of that name. "
            "Rename that folder, then start again."
        )
    return state


def prepare(workspace: Path, today: date, course: Path | None = None) -> list[Change]:
    """Bring the learner's folder up to date with the course.

    Parameters
    ----------
    workspace : Path
        The learner's folder, which `check` has passed.
    today : date
        The date for the name of a copy.
    course : Path or None
        The folder of the course's notebooks; None means `course_dir()`.

    Returns
    -------
    list of Change
        One for each notebook of the course, in order of name.

    Raises
    ------
    WorkspaceError
        When the manifest is damaged, the course has no notebooks, a folder has a notebook's name, or a file
        can't be written. Whatever was done by then is complete, and starting again goes on from there.
    """
    course = course_dir() if course is None else course
    delivered = sorted(course.glob("*.ipynb"))
    if not delivered:
        raise WorkspaceError(
            f"There are no notebooks in {course}, so this copy of the course is not complete. Install it again."
        )
    manifest_path = workspace / STATE / "manifest.json"
    before = _read_manifest(manifest_path)
    for source in delivered:
        if (workspace / source.name).is_dir():
            raise WorkspaceError(
                f"{workspace / source.name} is a folder, and the course needs that name for a notebook. "
                "Rename that folder, then start again."
            )
    try:
        with suppress(FileExistsError):  # a file of this name is the learner's, and stays
            (workspace / EXERCISES).mkdir(exist_ok=True)
        changes = [_deliver(source, workspace, before.get(source.name), today) for source in delivered]
        # A notebook that the course no longer has keeps its line: it may come back.
        notebooks = before | {source.name: _digest_of(source.read_bytes()) for source in delivered}
        manifest = {"v": MANIFEST_VERSION, "package": package_version(), "notebooks": notebooks}
        filing.write(manifest_path, _as_json(manifest))
        _sign(delivered, workspace / STATE / "data")
    except OSError as error:
        raise WorkspaceError(
            f"The course could not put its notebooks in {workspace} ({error.strerror or error}). "
            "Make room or choose another folder with --workspace, then start again. Your answers stay as they are."
        ) from None
    return changes


def _deliver(source: Path, workspace: Path, delivered_before: str | None, today: date) -> Change:
    """Put one notebook in the learner's folder, or leave theirs, or set theirs aside first."""
    target = workspace / source.name
    new = source.read_bytes()
    if not target.exists():
        filing.write(target, new)
        return Change(source.name, "added")
    theirs = target.read_bytes()
    if theirs == new:
        return Change(source.name, "nothing")
    digest = _digest_of(theirs)
    if digest is not None and digest in (delivered_before, _digest_of(new)):
        filing.write(target, new)
        return Change(source.name, "refreshed")
    if digest is not None and delivered_before == _digest_of(new):
        return Change(source.name, "kept")
    copy = free_name(workspace, source.stem, today)
    # First, so that a full disk or a crash after the renaming doesn't leave a copy that nobody was told about.
    notify(
        workspace,
        f"The course has a newer “{source.stem}”. You had changed yours, so it is kept, with the name “{copy}”. "
        "Your answers are kept too.",
    )
    os.rename(target, workspace / copy)
    filing.write(target, new)
    return Change(source.name, "set-aside", copy)


def free_name(workspace: Path, stem: str, today: date, what: str = "my copy") -> str:
    """Make a name that no file in the learner's folder has: for their version of a page, or for a fresh one."""
    name, number = f"{stem} ({what} {today.isoformat()}).ipynb", 1
    while (workspace / name).exists():
        number += 1
        name = f"{stem} ({what} {today.isoformat()}, {number}).ipynb"
    return name


def notices(workspace: Path) -> list[str]:
    """Return the sentences that the start page shows, oldest first; what can't be read is left out.

    Parameters
    ----------
    workspace : Path
        A learner's folder, or any folder: one without notices gives an empty list.
    """
    return [notice["text"] for notice in _notices(workspace)]


def _notices(workspace: Path) -> list[dict[str, str]]:
    try:
        found = json.loads((workspace / STATE / "notices.json").read_bytes())
    except (OSError, ValueError):
        return []
    found = found if isinstance(found, list) else []
    return [one for one in found if isinstance(one, dict) and isinstance(one.get("text"), str)]


def notify(workspace: Path, text: str) -> None:
    """Add a sentence that the start page shows; one that a start broken off has left is not doubled."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    earlier = [one for one in _notices(workspace) if one["text"] != text]
    told = [*earlier, {"at": at, "text": text}][-MAX_NOTICES:]
    filing.write(workspace / STATE / "notices.json", _as_json(told))


def _digest_of(data: bytes) -> str | None:
    """Digest a notebook file; None when it can't be read as a notebook."""
    try:
        return cells_digest(json.loads(data))
    except (ValueError, RecursionError):
        return None


def _read_manifest(path: Path) -> dict[str, str]:
    """Read which notebooks were delivered last time: file name to digest."""
    damaged = WorkspaceError(
        f"The file {path} is damaged, so the course can't tell which notebooks you have changed. "
        f"Delete that one file, then start again. Your answers ({records.ANSWERS}) and your notebooks stay as they are."
    )
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        raise damaged from None
    notebooks = data.get("notebooks") if isinstance(data, dict) else None
    if not isinstance(notebooks, dict) or data.get("v") != MANIFEST_VERSION:
        raise damaged
    if not all(isinstance(d, str) and re.fullmatch(r"sha256:[0-9a-f]{64}", d) for d in notebooks.values()):
        raise damaged
    return notebooks


def _sign(delivered: list[Path], data_dir: Path) -> None:
    """Sign the course's notebooks, as they are delivered, so that the learner's JupyterLab trusts them."""
    # Imported here: half a second that a start with damaged folders need not wait for.
    import nbformat
    from nbformat.sign import NotebookNotary

    data_dir.mkdir(exist_ok=True)
    notary = NotebookNotary(data_dir=str(data_dir))
    try:
        for source in delivered:
            notary.sign(nbformat.reads(source.read_text("utf-8"), as_version=4))
    finally:
        notary.store.close()


def _as_json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
