"""One record as a line of ``answers.jsonl``: its shape, its limits, and a sentence for what does not fit.

Both ways, from record to line and back, go through the same checks, so whatever can be written can be read.
This module must not touch files, know what an item is, or mark anything.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from math import isfinite
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import UNSET, Meta, UnsetType

MAX_LINE_BYTES = 65_536
"""Longest line, in bytes, without its line ending. A text of `MAX_TEXT` characters of any kind fits."""
MAX_DEPTH = 6
"""How deeply lists and mappings may sit inside each other in a response; our own use at most 4."""
MAX_ENTRIES = 2_000
"""How many list items and mapping entries a response may hold, all levels together."""
MAX_TEXT = 10_000
"""Longest single text in a response, mapping keys included, in characters."""
MAX_NUMBER = 2**53
"""Largest number in a response, either side of zero: beyond it a browser no longer counts exactly."""
MAX_ATTEMPT = 100_000
"""Highest attempt number; more than anyone presses, and small enough for any database."""

SHORTEST_LINE = 250
"""No valid line has fewer bytes: the names of the fields, the id, the time and the digest alone take more."""

Interaction = Literal["sort", "balance", "link", "highlight", "choice", "story", "reflect", "audit", "plan"]
Via = Literal["drag", "tap", "keyboard", "list", "python"]

_VERSION = 1
# Texts are skipped whole, closed or torn; `*+` never backtracks, so a hostile line costs only its length.
_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[][{}]', re.DOTALL)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

_UUID4 = r"\A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z"
_INSTANT = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z\Z"
_UNIT = r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z"
_ITEM = r"\A[a-z0-9]+(?:[.-][a-z0-9]+)*\Z"
_DIGEST = r"\Asha256:[0-9a-f]{64}\Z"
_ALLOWED = {
    "v": "1",
    "id": "a version 4 UUID in small letters",
    "at": "a UTC time such as 2026-11-21T18:00:00.123Z",
    "unit": "up to 80 small letters and digits, with single hyphens between, such as 04",
    "item": "up to 200 small letters and digits, with single hyphens or dots between, such as sort-clear",
    "digest": "sha256: and 64 hexadecimal digits",
    "interaction": ", ".join(get_args(Interaction)),
    "confidence": "a number from 0 to 1, or null",
    "attempt": f"a whole number from 1 to {MAX_ATTEMPT}",
    "checked": "true, false",
    "score": "null, or raw, max and scaled with 0 <= raw <= max and 0 <= scaled <= 1",
    "duration_s": "a number of seconds from 0, or null",
    "via": ", ".join(get_args(Via)) + ", null",
    "asked_in": "left out, or up to 80 small letters and digits, with single hyphens between, such as 04",
}


_MAY_BE_ABSENT = {"checked", "asked_in"}


class Unfit(Exception):
    """A record, a line or a path is not what it should be, in a sentence. Not for other packages."""


class Marks(msgspec.Struct, frozen=True):
    """The score of one attempt.

    Attributes
    ----------
    raw : float
        Marks earned, 0 to `max`.
    max : float
        Marks on offer, from 0.
    scaled : float
        Share earned, 0 to 1.
    """

    raw: Annotated[float, Meta(ge=0)]
    max: Annotated[float, Meta(ge=0)]
    scaled: Annotated[float, Meta(ge=0, le=1)]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One line of ``answers.jsonl``: a response as the learner left it. No name is in it.

    Attributes
    ----------
    v : int
        Version of the line's shape; 1.
    id : str
        Version 4 UUID, unlike that of any other record.
    at : str
        When it was stored: UTC, ISO 8601, milliseconds, ending in Z. Never used for order.
    unit, item : str
        Which question.
    digest : str
        ``sha256:`` and 64 hexadecimal digits: the ids and plain English text of the question as shown.
    interaction : str
        Kind of item, one of nine.
    response : object
        What the learner answered, within the limits that `response_problem` checks.
    confidence : float or None
        How sure the learner was, 0 to 1.
    attempt : int
        Number of the attempt that the response belongs to, 1 to `MAX_ATTEMPT`.
    checked : bool
        Whether the learner asked for the check; False while working.
    score : Marks or None
        None while working and where there is no key.
    duration_s : float or None
        Time spent, in seconds, from 0.
    via : str or None
        How the answer was given.
    asked_in : str or UNSET
        The later unit at whose start the question was asked again, or ``review``; not in the line, and `UNSET`, where
        it was answered on its own unit's page.
    """

    v: Literal[1]
    id: Annotated[str, Meta(pattern=_UUID4)]
    at: Annotated[str, Meta(pattern=_INSTANT)]
    unit: Annotated[str, Meta(pattern=_UNIT, max_length=80)]
    item: Annotated[str, Meta(pattern=_ITEM, max_length=200)]
    digest: Annotated[str, Meta(pattern=_DIGEST)]
    interaction: Interaction
    response: Any
    confidence: Annotated[float, Meta(ge=0, le=1)] | None
    attempt: Annotated[int, Meta(ge=1, le=MAX_ATTEMPT)]
    checked: bool = False
    score: Marks | None
    duration_s: Annotated[float, Meta(ge=0)] | None
    via: Via | None
    asked_in: Annotated[str, Meta(pattern=_UNIT, max_length=80)] | UnsetType = UNSET


_DECODER = msgspec.json.Decoder(Record)


def new_record(
    *,
    unit: str,
    item: str,
    digest: str,
    interaction: str,
    response: Any,
    confidence: float | None = None,
    attempt: int = 1,
    checked: bool = False,
    score: Any = None,
    duration_s: float | None = None,
    via: str | None = None,
    asked_in: str | UnsetType = UNSET,
) -> Record:
    """Make a record of a response, with a fresh id and the time of now.

    Parameters are those of `Record`; `score` is anything with ``raw``, ``max`` and ``scaled``, or None.
    Nothing is checked here: `append` does that.
    """
    return Record(
        v=_VERSION,
        id=str(uuid.uuid4()),
        at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        unit=unit,
        item=item,
        digest=digest,
        interaction=interaction,
        response=response,
        confidence=confidence,
        attempt=attempt,
        checked=checked,
        score=None if score is None else Marks(score.raw, score.max, score.scaled),
        duration_s=duration_s,
        via=via,
        asked_in=asked_in,
    )


def latest(records: Iterable[Record], unit: str, item: str) -> Record | None:
    """Return the last record of an item on its own page. The order of the file decides, because clocks can be wrong."""
    own = (r for r in reversed(list(records)) if r.unit == unit and r.item == item and r.asked_in is UNSET)
    return next(own, None)


def attempts(records: Iterable[Record], unit: str, item: str, everywhere: bool = False) -> int:
    """Return how many times an item was checked, from 0: on its own page, or also where it was asked again."""
    mine = (r for r in records if r.unit == unit and r.item == item and (everywhere or r.asked_in is UNSET))
    return sum(r.checked for r in mine)


def response_problem(response: Any) -> str | None:
    """Say what keeps a response from being stored, or None when nothing does.

    Parameters
    ----------
    response : object
        None, bools, numbers, texts, lists (or tuples) and mappings with text keys, within `MAX_DEPTH`,
        `MAX_ENTRIES`, `MAX_TEXT` and `MAX_NUMBER`.

    Returns
    -------
    str or None
        A sentence with the limit and what was got.
    """
    entries = 0
    waiting = [(response, 0)]  # a list instead of recursion: the response may be a trap for it
    while waiting:
        value, depth = waiting.pop()
        kind = type(value)
        if kind is str:
            if len(value) > MAX_TEXT:
                return f"A text in this answer has {len(value):,} characters; allowed: at most {MAX_TEXT:,}."
            if not value.isascii() and _HALF_CHARACTER.search(value):
                return "A text in this answer has half a character, often half an emoji, that can't be stored."
        elif kind in (dict, list, tuple):
            entries += len(value)
            if depth == MAX_DEPTH:
                return f"This answer has lists inside lists, more than {MAX_DEPTH} deep; allowed: {MAX_DEPTH}."
            if entries > MAX_ENTRIES:
                return f"This answer has {entries:,} parts or more; allowed: at most {MAX_ENTRIES:,}."
            if kind is dict:
                if not all(type(key) is str for key in value):
                    return "A part of this answer has a name that is not text; only text is allowed."
                waiting.extend((key, depth + 1) for key in value)
                value = value.values()
            waiting.extend((part, depth + 1) for part in value)
        elif kind in (int, float):
            if not -MAX_NUMBER <= value <= MAX_NUMBER:  # "not", so that NaN is caught too
                return f"A number in this answer is out of range; allowed: -{MAX_NUMBER:,} to {MAX_NUMBER:,}."
        elif value is not None and kind is not bool:
            return f"A part of this answer is of a kind that can't be stored ({kind.__name__})."
    return None


def line_from(record: Record) -> bytes:
    """Return the line for a record, checked exactly as `read` will check it, or raise `Unfit`."""
    problem = response_problem(record.response)
    if problem:
        raise Unfit(f"{problem} Change or shorten it, then try again.")
    try:
        record = msgspec.convert(msgspec.to_builtins(record), Record)
        line = msgspec.json.encode(record)
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise Unfit(f"The course made a record that can't be stored: {error}. Tell your trainer.") from None
    problem = _record_problem(record)
    if problem:
        raise Unfit(f"{problem} Tell your trainer.")
    if len(line) > MAX_LINE_BYTES:
        raise Unfit(f"{_too_long(line)} Shorten it, then try again.")
    return line


def record_from(line: bytes) -> Record:
    """Return the record that a line without its ending holds, or raise `Unfit`."""
    if len(line) > MAX_LINE_BYTES:
        raise Unfit(_too_long(line))
    if _too_deep(line):  # before parsing, which recurses
        raise Unfit(f"The line has lists inside lists, more than {MAX_DEPTH + 1} deep; allowed: {MAX_DEPTH + 1}.")
    try:
        record = _DECODER.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unfit(_line_problem(line, error)) from None
    problem = _record_problem(record)
    if problem:
        raise Unfit(problem)
    return record


def _record_problem(record: Record) -> str | None:
    """Say what types and bounds can't see: no such date, infinity, numbers that do not agree."""
    try:
        datetime.fromisoformat(record.at)
    except ValueError:
        return _field_problem("at", record.at)
    score = record.score
    if score is not None and not (isfinite(score.max) and score.raw <= score.max):
        return _field_problem("score", msgspec.structs.asdict(score))
    if record.duration_s is not None and not isfinite(record.duration_s):
        return _field_problem("duration_s", record.duration_s)
    return response_problem(record.response)


def _line_problem(line: bytes, error: Exception) -> str:
    """Say why a line was refused. Only refused lines come here, so it may take its time."""
    try:
        tree = msgspec.json.decode(line)
    except msgspec.ValidationError:
        return "The line holds a number that is too large to read."
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return "The line is torn, or is not JSON."
    if not isinstance(tree, dict):
        return "The line is JSON, but it is not a record of an answer."
    if type(tree.get("v")) is int and tree["v"] > _VERSION:
        return (
            "The line was written by a newer version of the course "
            f"(v: got {_got(tree['v'])}; allowed: {_VERSION}); update the course to read it."
        )
    missing = [field for field in Record.__struct_fields__ if field not in tree and field not in _MAY_BE_ABSENT]
    if missing:
        return f"The line is not a record of an answer: these fields are missing: {', '.join(missing)}."
    named = re.search(r"\$\.([a-z_]+)", str(error))
    if named and named[1] in _ALLOWED:
        return _field_problem(named[1], tree[named[1]])
    return f"The line is not a record of an answer: {error}."


def _field_problem(name: str, value: Any) -> str:
    return f'The field "{name}" is not as it should be: got {_got(value)}; allowed: {_ALLOWED[name]}.'


def _got(value: Any) -> str:
    """Return a short text that shows a value, and nothing that a terminal would obey or that turns what is read."""
    got = json.dumps(value, ensure_ascii=False)  # not msgspec, which refuses numbers beyond 64 bits
    got = got if len(got) <= 80 else got[:80] + "…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in got)


def _too_long(line: bytes) -> str:
    return f"The answer takes {len(line):,} bytes; allowed: at most {MAX_LINE_BYTES:,}."


def _too_deep(line: bytes) -> bool:
    limit = MAX_DEPTH + 1  # the record itself is one level
    if line.count(b"[") + line.count(b"{") <= limit:
        return False
    depth = 0
    for mark in _BRACKETS.findall(line):
        if mark in (b"[", b"{"):
            depth += 1
            if depth > limit:
                return True
        elif mark in (b"]", b"}"):
            depth -= 1
    return False
