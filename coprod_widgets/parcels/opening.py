"""Reads a zip that anyone may have made: its members are checked as a whole, and come out as bytes or not at all.

Nothing is written, ever: whoever wants a member in a file chooses that file's name without the zip. Whatever is wrong
is a `ParcelError`, a sentence that says where, what, and what is allowed.
"""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coprod_widgets import records

MOST_ZIP_BYTES = 100_000_000
"""Largest zip that is read at all, in bytes: it is held in memory."""

_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 100_000  # counted before they are read: each takes memory
_EASILY_PACKED = 100_000  # below this many bytes a member may be packed as tightly as it can be
_ENCRYPTED = 0x1 | 0x40
_FOLDER_IN_DOS = 0x10
_LOCAL_HEADER = 30
_CLUTTER = {"__macosx", "thumbs.db", "desktop.ini"}
# bzip2 and LZMA unpack a block at once, however large; no one uses them for what comes here.
_KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class ParcelError(Exception):
    """A zip can't be used. The message is made of sentences for whoever has it."""


@dataclass(frozen=True)
class Limits:
    """How much a zip may hold.

    Attributes
    ----------
    members
        How many files, 1 or more; folders count as well.
    member_bytes, total_bytes
        How many bytes one of them may have once unpacked, and all together.
    ratio
        How many times larger a file of more than 100,000 bytes may be than it is packed; 1 or more.
    """

    members: int = 200
    member_bytes: int = 20_000_000
    total_bytes: int = 40_000_000
    ratio: int = 200


HAND_IN = Limits()
"""For what one learner hands in, and for what is released to one."""


def load(path: Path) -> bytes:
    """Return the bytes of a zip that lies in a file.

    Raises
    ------
    ParcelError
        When it is not an ordinary file, is too large, or can't be read. No link is followed.
    """
    try:
        data = records.load(path, MOST_ZIP_BYTES)
    except records.RecordError as error:
        raise ParcelError(str(error)) from None
    if data is None:
        raise ParcelError(f"{path}: there is no such file.")
    return data


class Opened:
    """A zip whose members have all been checked.

    Parameters
    ----------
    data
        The whole zip.
    called
        What to call it in sentences: its file name.
    limits
        How much it may hold.

    Raises
    ------
    ParcelError
        When it is not a whole zip, or a member of it is encrypted, a link, a device, too large, packed too tightly,
        there twice, or named as if it were to be written somewhere else.
    """

    def __init__(self, data: bytes, called: str, limits: Limits = HAND_IN) -> None:
        self.called = shown(called)
        self._limits = limits
        if data.count(_ENTRY) > _MOST_ENTRIES:
            raise self._refused(f"it holds more than {_MOST_ENTRIES:,} files")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            found = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, struct.error, OverflowError, NotImplementedError, EOFError):
            raise self._refused(
                "it is not a zip file, or only a part of one. Was it saved to its end? Send or download it again"
                if data
                else "it is empty. Send or download it again"
            ) from None
        if len(found) > limits.members:
            raise self._refused(f"it holds {len(found):,} files; allowed: at most {limits.members:,}")
        self._members = self._checked(found, len(data))

    @property
    def names(self) -> list[str]:
        """The names of the files in it, with ``/`` between folders, in order; without what a Mac or Windows adds."""
        return sorted(self._members)

    def size(self, name: str) -> int:
        """Return how many bytes a file says it has."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """Return what a file in it holds.

        Raises
        ------
        ParcelError
            When it can't be unpacked, or has more bytes than it says.
        """
        info = self._members[name]
        try:
            with self._zip.open(info) as file:
                data = file.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, struct.error):
            raise self._refused(f"{shown(name)} in it is damaged. Send or download it again") from None
        if len(data) != info.file_size:
            raise self._refused(f"{shown(name)} in it is not as long as the zip says")
        return data

    def files(self) -> dict[str, bytes]:
        """Return every file in it, by name."""
        return {name: self.read(name) for name in self.names}

    def _checked(self, found: list[zipfile.ZipInfo], length: int) -> dict[str, zipfile.ZipInfo]:
        """Return the members by name, after all of them have been looked at."""
        limits, kept, taken, total = self._limits, {}, set(), 0
        for info in found:
            name, called = info.orig_filename, shown(info.orig_filename)
            if problem := _name_problem(name):
                raise self._refused(f"the name {called!r} in it {problem}")
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                what = "a link" if kind == stat.S_IFLNK else "a device or a pipe"
                raise self._refused(f"{called} in it is {what}; allowed: ordinary files")
            if info.flag_bits & _ENCRYPTED:
                raise self._refused(f"{called} in it has a password; allowed: a zip without one")
            if info.compress_type not in _KNOWN:
                raise self._refused(f"{called} in it is packed in a way that is not read here; allowed: deflate")
            alike = unicodedata.normalize("NFC", name.rstrip("/")).casefold()
            if alike in taken:
                raise self._refused(f"{called} is in it twice")
            taken.add(alike)
            total += info.file_size
            if info.file_size > limits.member_bytes:
                raise self._refused(
                    f"{called} in it has {info.file_size:,} bytes; allowed: at most {limits.member_bytes:,}"
                )
            if info.file_size > max(_EASILY_PACKED, limits.ratio * info.compress_size):
                raise self._refused(
                    f"{called} in it is packed more than {limits.ratio} times smaller than it is, as only a zip that "
                    "is meant to do harm has it"
                )
            folder = name.endswith("/") or kind == stat.S_IFDIR or bool(info.external_attr & _FOLDER_IN_DOS)
            if not folder and not is_clutter(name):
                kept[name] = info
        if total > limits.total_bytes:
            raise self._refused(f"it has {total:,} bytes once unpacked; allowed: at most {limits.total_bytes:,}")
        self._check_places(found, length)
        return kept

    def _check_places(self, found: list[zipfile.ZipInfo], length: int) -> None:
        """See that no two members share their bytes: so a small zip could hold any amount."""
        ordered = sorted(found, key=lambda info: info.header_offset)
        ends = [info.header_offset for info in ordered[1:]] + [length]
        for info, end in zip(ordered, ends, strict=True):
            if info.header_offset < 0 or info.header_offset + _LOCAL_HEADER + info.compress_size > end:
                raise self._refused("its files lie over one another, as only a zip that is meant to do harm has it")

    def _refused(self, why: str) -> ParcelError:
        return ParcelError(f"{self.called}: {why}.")


def is_clutter(name: str) -> bool:
    """Tell whether a file is one that a Mac or Windows puts into a zip by itself, by its name with ``/``."""
    parts = PurePosixPath(name).parts
    return any(part.casefold() in _CLUTTER or part.startswith(("._", ".DS_Store")) for part in parts)


def shown(name: str, most: int = 120) -> str:
    """Return a name that a terminal and a page only show: it is anyone's, and could hold their commands."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in name)
    return plain if len(plain) <= most else plain[:most] + "…"


def _name_problem(name: str) -> str | None:
    """Return what is wrong with a member's name, to follow that name; None when nothing is."""
    if "\\" in name:
        return "has a backslash; allowed: / between folders"
    if name.startswith("/"):
        return "says where on a computer it goes; allowed: a place in the zip"
    if ":" in name:
        return "has a colon, as a drive of a computer has; allowed: a place in the zip"
    if ".." in name.split("/"):
        return "leads out of the zip; allowed: a place in the zip"
    # Only what is no sign at all: a Mac puts a narrow space into the names of its pictures.
    if not name.strip("/ .") or any(unicodedata.category(sign) == "Cc" for sign in name):
        return "is no name of a file"
    return None
