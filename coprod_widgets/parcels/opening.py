"""Reads a zip that anyone may have made: its members come out as bytes within limits, or not at all.

What is wrong with the zip itself refuses all of it. What is wrong with one member refuses that member, and only when it
is read: in a learning platform's zip it is one learner's, and the others have done nothing.
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
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coprod_widgets import records

MOST_ZIP_BYTES = 100_000_000
"""Largest zip that is read at all, in bytes: it is held in memory."""

_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 100_000  # counted before they are read: each takes memory
# Up to so many bytes a member may be packed as tightly as it can be: answers and receipts are never larger.
_EASILY_PACKED = records.MAX_FILE_BYTES
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
    """How much is read of a zip.

    Attributes
    ----------
    members
        How many files it may hold, 1 or more; folders count as well.
    member_bytes, total_bytes
        How many bytes one that is read may have once unpacked, and all that are read together.
    ratio
        How many times larger a file of more than 5,000,000 bytes may be than it is packed; 1 or more.
    """

    members: int = 200
    member_bytes: int = 20_000_000
    total_bytes: int = 40_000_000
    ratio: int = 200


HAND_IN = Limits()
"""For what one learner hands in, and for what is released to one."""


class Budget:
    """How many bytes may still be unpacked from a zip, and from all the zips in it.

    Parameters
    ----------
    most
        How many in all, 0 or more.
    outer
        That of the zip around it: what is taken here is taken there as well.
    """

    def __init__(self, most: int, outer: Budget | None = None) -> None:
        self.most = most
        self._left = most
        self._outer = outer

    def lacking(self, number: int) -> Budget | None:
        """Return the budget that so many bytes would exceed, this one or one around it; None when there is none."""
        if number > self._left:
            return self
        return self._outer and self._outer.lacking(number)

    def take(self, number: int) -> None:
        """Take so many bytes away, here and in what is around."""
        self._left -= number
        if self._outer is not None:
            self._outer.take(number)


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
    """A zip that is whole, and whose members have their places in it.

    Parameters
    ----------
    data
        The whole zip.
    called
        What to call it in sentences: its file name.
    limits
        How much it may hold, and how much of it is read.
    around
        The zip in which it lies: what is unpacked from it counts there as well.

    Raises
    ------
    ParcelError
        When it is not a whole zip, holds too many files, or has one that is named as if it were to be written somewhere
        else, or that lies over another.
    """

    def __init__(self, data: bytes, called: str, limits: Limits = HAND_IN, around: Opened | None = None) -> None:
        self.called = shown(called)
        self._limits = limits
        self._budget = Budget(limits.total_bytes, around and around._budget)
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
        self._alike: Counter[str] = Counter()
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
            When it has a password, is a link, a device, too large, packed too tightly or there twice; when it can't be
            unpacked, or has more bytes than it says; or when too much has been read already.
        """
        info = self._members[name]
        if problem := self._problem(info):
            raise self._refused(problem)
        if info.file_size > self._limits.member_bytes:
            raise self._refused(
                f"{shown(name)} in it has {info.file_size:,} bytes; allowed: at most {self._limits.member_bytes:,}"
            )
        if info.file_size > max(_EASILY_PACKED, self._limits.ratio * info.compress_size):
            raise self._refused(
                f"{shown(name)} in it is packed more than {self._limits.ratio} times smaller than it is, as only a zip "
                "that is meant to do harm has it"
            )
        if (over := self._budget.lacking(info.file_size)) is not None:
            raise self._refused(
                f"with {shown(name)} more than {over.most:,} bytes would be unpacked; allowed: at most that many"
            )
        self._budget.take(info.file_size)
        data = self._unpacked(info, info.file_size + 1)
        if len(data) != info.file_size:
            raise self._refused(f"{shown(name)} in it is not as long as the zip says")
        return data

    def begins(self, name: str, with_: bytes) -> bool:
        """Tell whether a file in it begins with some bytes; not when that can't be read."""
        info = self._members[name]
        try:
            return self._problem(info) is None and self._unpacked(info, len(with_)) == with_
        except ParcelError:
            return False

    def files(self) -> dict[str, bytes]:
        """Return every file in it, by name."""
        return {name: self.read(name) for name in self.names}

    def _checked(self, found: list[zipfile.ZipInfo], length: int) -> dict[str, zipfile.ZipInfo]:
        """Return the members by name, after the names and places of all of them have been looked at."""
        kept = {}
        for info in found:
            name = info.orig_filename
            if problem := _way_out(name):
                raise self._refused(f"the name {shown(name)!r} in it {problem}")
            kind = stat.S_IFMT(info.external_attr >> 16)
            folder = name.endswith("/") or kind == stat.S_IFDIR or bool(info.external_attr & _FOLDER_IN_DOS)
            self._alike[_alike(name)] += 1
            if not folder and not is_clutter(name):
                kept[name] = info
        self._check_places(found, length)
        return kept

    def _problem(self, info: zipfile.ZipInfo) -> str | None:
        """Return what a member is that is not read at all; None when it is read."""
        called = shown(info.orig_filename)
        if _is_no_name(info.orig_filename):
            return f"the name {called!r} in it is no name of a file"
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            what = "a link" if kind == stat.S_IFLNK else "a device or a pipe"
            return f"{called} in it is {what}; allowed: ordinary files"
        if info.flag_bits & _ENCRYPTED:
            return f"{called} in it has a password; allowed: a zip without one"
        if info.compress_type not in _KNOWN:
            return f"{called} in it is packed in a way that is not read here; allowed: deflate"
        if self._alike[_alike(info.orig_filename)] > 1:
            return f"{called} is in it twice"
        return None

    def _unpacked(self, info: zipfile.ZipInfo, most: int) -> bytes:
        try:
            with self._zip.open(info) as file:
                return file.read(most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, struct.error):
            told = f"{shown(info.orig_filename)} in it is damaged. Send or download it again"
            raise self._refused(told) from None

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


def _way_out(name: str) -> str | None:
    """Return how a member's name leads out of the zip, to follow that name; None when it does not."""
    if "\\" in name:
        return "has a backslash; allowed: / between folders"
    if name.startswith("/"):
        return "says where on a computer it goes; allowed: a place in the zip"
    if name[1:2] == ":":
        return "has a colon, as a drive of a computer has; allowed: a place in the zip"
    if ".." in name.split("/"):
        return "leads out of the zip; allowed: a place in the zip"
    return None


def _is_no_name(name: str) -> bool:
    # Only what is no sign at all: a Mac puts a narrow space into the names of its pictures.
    return not name.strip("/ .") or any(unicodedata.category(sign) == "Cc" for sign in name)


def _alike(name: str) -> str:
    """Return what two names have in common that are one on Windows or on a Mac."""
    return unicodedata.normalize("NFC", name.rstrip("/")).casefold()
