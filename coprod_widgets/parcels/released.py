"""A released exercise as one zip, ``NAME.zip``: what a learner needs of it, and nothing that a trainer keeps.

It holds one folder ``NAME`` with the notebook, ``items.yaml``, a text that says what to do, and ``release.json``: the
digest of the others, so that a zip that was changed on its way is noticed. Must not read a course folder: it is given
the bytes. It can't tell a key from an exercise: whoever gives them does.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from coprod_widgets import content
from coprod_widgets.content.words import ID_PATTERN

from .opening import Opened, ParcelError, shown

VERSION = 1
"""Version of ``release.json``."""
ITEMS = "items.yaml"
READ_ME = "READ-ME.txt"
RELEASE = "release.json"

_MADE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # a zip's first day: the same files make the same bytes
_ORDINARY = 0o100644 << 16


@dataclass(frozen=True)
class Release:
    """What a released zip holds.

    Attributes
    ----------
    assignment
        The exercise's name.
    digest
        ``sha256:…`` of its files.
    made
        When it was made, in UTC.
    files
        What goes into the exercise's folder, by name: these four and no others.
    """

    assignment: str
    digest: str
    made: datetime
    files: dict[str, bytes]


def released(assignment: str, notebook: bytes, items: bytes, made: datetime) -> bytes:
    """Return the zip of an exercise; the same bytes for the same exercise, but for when it was made.

    Parameters
    ----------
    assignment
        The exercise's name.
    notebook, items
        Its notebook as learners get it, and its ``items.yaml``.
    made
        When, with a zone; whole seconds are kept.
    """
    told = content.load_interface()["release-read-me"]
    read_me = "\r\n".join(f"{told.text}\n\n{told.easy}\n".format(name=assignment).split("\n"))  # Notepad wants both
    files = {f"{assignment}.ipynb": notebook, ITEMS: items, READ_ME: read_me.encode()}
    release = {
        "v": VERSION,
        "assignment": assignment,
        "digest": digest(files),
        "made": made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    files[RELEASE] = (json.dumps(release, indent=1) + "\n").encode()
    return packed({f"{assignment}/{name}": data for name, data in files.items()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by their names; the same bytes for the same files, whenever and wherever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _ALWAYS)
            info.create_system, info.external_attr, info.compress_type = 3, _ORDINARY, zipfile.ZIP_DEFLATED
            whole.writestr(info, data)
    return made.getvalue()


def digest(files: Mapping[str, bytes]) -> str:
    """Return ``sha256:…`` of files, over the names and the bytes of all but ``release.json``, in order of name."""
    whole = hashlib.sha256()
    for name in sorted(set(files) - {RELEASE}):
        for part in (name.encode(), files[name]):
            whole.update(b"%d:" % len(part) + part)
    return "sha256:" + whole.hexdigest()


def read_release(data: bytes, called: str) -> Release:
    """Return what a released zip holds, whoever made it.

    Parameters
    ----------
    data
        The zip.
    called
        Its file name, for sentences.

    Raises
    ------
    ParcelError
        When it is no release, is damaged, or was changed after it was made.
    """
    opened = Opened(data, called)
    folders = {name.split("/")[0] for name in opened.names if name.count("/") == 1 and name.endswith(f"/{RELEASE}")}
    if len(folders) != 1:
        raise ParcelError(
            f"{opened.called}: this is not an exercise of the course: there is no {RELEASE} in its one folder."
        )
    [name] = folders
    told = _told(opened, f"{name}/{RELEASE}")
    wanted = [f"{name}.ipynb", ITEMS, READ_ME, RELEASE]
    files = {one: opened.read(f"{name}/{one}") for one in wanted if f"{name}/{one}" in opened.names}
    missing = [one for one in wanted if one not in files]
    more = [one for one in opened.names if one not in {f"{name}/{had}" for had in wanted}]
    if told["assignment"] != name or missing or more or told["digest"] != digest(files):
        raise ParcelError(
            f"{opened.called}: its files are not those that it was made with. Something has changed it on its way; "
            "download it again, or ask your trainer for it."
        )
    made = datetime.strptime(told["made"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return Release(assignment=name, digest=told["digest"], made=made, files=files)


def read_told(data: bytes) -> dict[str, str] | None:
    """Return what a ``release.json`` says: ``assignment``, ``digest`` and ``made``; None when it does not fit."""
    try:
        told = json.loads(data)
        fits = (
            told["v"] == VERSION
            and re.fullmatch(ID_PATTERN, told["assignment"])
            and _DIGEST.fullmatch(told["digest"])
            and _MADE.fullmatch(told["made"])
            and datetime.strptime(told["made"], "%Y-%m-%dT%H:%M:%SZ")
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return told if fits else None


def _told(opened: Opened, name: str) -> dict[str, str]:
    told = read_told(opened.read(name))
    if told is None:
        raise ParcelError(f"{opened.called}: {shown(name)} in it is not what this course's version of it can read.")
    return told
