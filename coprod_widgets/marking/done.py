"""What has been marked, from which answers and with which key: ``.coprod/marked.jsonl`` of a course folder.

A line is added once everything that belongs to a submission is in its place, so whatever has no line is done again. It
holds digests, no answer and no mark. A line that is torn counts for nothing. Must not decide what is marked.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

FILE = Path(".coprod") / "marked.jsonl"

Digest = Annotated[str, Meta(max_length=100)]


class Done(Struct, frozen=True, kw_only=True):
    """One submission that was marked.

    Attributes
    ----------
    student, assignment
        Whose, and of what.
    answers
        The digest of what was handed in.
    key
        The digest of what it was marked with: questions, key, cells in the gradebook.
    version
        The version of this package.
    questions
        A digest of the responses to each question, by its id.
    key_version
        The version of the key (1 or more); 0 in lines that do not say.
    """

    student: str
    assignment: str
    answers: Digest
    key: Digest
    version: str
    questions: dict[str, Digest]
    key_version: int = 0


_DECODER = msgspec.json.Decoder(Done)


def read(root: Path) -> dict[tuple[str, str], Done]:
    """Return the newest line of each submission, by assignment and student."""
    found = {}
    try:
        data = (root / FILE).read_bytes()
    except FileNotFoundError:
        return found
    for line in data.split(b"\n"):
        try:
            done = _DECODER.decode(line)
        except (msgspec.MsgspecError, ValueError):
            continue
        found[done.assignment, done.student] = done
    return found


def add(root: Path, lines: Iterable[Done]) -> None:
    """Add lines, flushed to disk."""
    data = b"".join(msgspec.json.encode(one) + b"\n" for one in lines)
    if not data:
        return
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as file:
        # A line that an earlier run was stopped in must not take the next one with it.
        file.write((b"\n" if file.tell() else b"") + data)
        file.flush()
        os.fsync(file.fileno())
