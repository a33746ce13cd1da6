"""Writes what a demonstration cohort hands in, as nbgrader's collect would leave it, below ``submitted``.

The same seed gives the same bytes: the ids and times of records come from it as well. Must not mark.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace

from coprod_widgets import records
from coprod_widgets.content.schema import Item
from coprod_widgets.exercises import Keyed
from coprod_widgets.marking.submissions import TIMESTAMP, digests
from coprod_widgets.records import ANSWERS

from .answers import answer, before
from .learners import Learner, Work, learners
from .texts import Text, load_texts

_WRITING = 0.3
"""Seconds that a character takes to write."""
_BOM = b"\xef\xbb\xbf"
_ELSEWHERE = "synced/answers.jsonl"
_NOT_RECORDS = (b"Ask about the second story on Friday\n", b'{"list": "to do", "done": false}\n')


def hand_in(course: Path, sheets: Sequence[Keyed], number: int, seed: int) -> list[Learner]:
    """Write what a cohort hands in; return who is in it.

    Parameters
    ----------
    course
        The course folder, with ``release``; ``submitted`` is made in it.
    sheets
        The assignments with their keys, in the order in which they are due.
    number, seed
        As `learners` takes them.
    """
    by_name = {one.assignment.assignment: one for one in sheets}
    asked = {name: digests(one.assignment) for name, one in by_name.items()}
    texts = load_texts()
    cohort = learners(number, seed, list(by_name))
    for learner in cohort:
        own = Random(f"{seed} {learner.id} service").choice(sorted(texts))
        for work in learner.works:
            rng = Random(f"{seed} {learner.id} {work.assignment}")
            kept = _kept(by_name[work.assignment], work, asked[work.assignment], texts[own], rng)
            _put(course, learner.id, work, kept, rng)
    return cohort


def _kept(keyed: Keyed, work: Work, asked: Mapping[str, str], texts: list[Text], rng: Random) -> list[records.Record]:
    """Return the records that a learner's page has kept, oldest first."""
    items = list({item.id: item for found in keyed.questions.values() for item in found}.values())
    given: list[tuple[Item, Any]] = []
    for item in items[: round(work.answered * len(items))]:
        final = answer(item, work.skill, rng, texts)
        if rng.random() < work.wavers:
            given += [(item, before(item, final, work.skill, rng, texts)) for _ in range(rng.choice((1, 1, 2)))]
        given.append((item, final))
    seconds = [round(_WRITING * _written(one) + min(900.0, 4 + rng.expovariate(1 / 70)), 1) for _, one in given]
    at = work.at - timedelta(seconds=sum(seconds) + rng.uniform(20, 400))
    via = rng.choice(("drag", "tap", "keyboard", "list"))
    kept = []
    for (item, response), spent in zip(given, seconds, strict=True):
        at += timedelta(seconds=spent)
        of = asked[item.id] if work.damage != "old-version" else _older(asked[item.id])
        kept.append(_record(work.assignment, item, of, response, at, rng, duration_s=spent, via=via))
    return kept


def _written(response: Any) -> int:
    """Return how many characters of a response were written and not chosen, about."""
    parts = response.values() if isinstance(response, dict) else response if isinstance(response, list) else [response]
    return sum(len(str(part)) for part in parts if len(str(part)) > 30)


def _record(unit: str, item: Item, of: str, response: Any, at: datetime, rng: Random, **more: Any) -> records.Record:
    """Return a record as a learner's page makes it, but with its id and time from the seed."""
    made = records.new_record(
        unit=unit, item=item.id, digest=of, interaction=item.interaction, response=response, **more
    )
    return replace(
        made,
        id=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
        at=at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    )


def _older(of: str) -> str:
    """Return a digest that another version of the words could have had."""
    kind, told = of.split(":")
    return f"{kind}:{told[::-1]}"


def _put(course: Path, student: str, work: Work, kept: list[records.Record], rng: Random) -> None:
    """Make a learner's folder for one assignment."""
    name = work.assignment
    folder = course / "submitted" / student / name
    folder.mkdir(parents=True)
    shutil.copyfile(course / "release" / name / f"{name}.ipynb", folder / f"{name}.ipynb")
    stamp = work.at.strftime("%Y-%m-%d %H:%M:%S.%f UTC\n")
    (folder / TIMESTAMP).write_bytes(stamp.encode())
    lines = [msgspec.json.encode(one) + b"\n" for one in kept]
    path = folder / ANSWERS
    if work.damage == "other-name":
        path.with_name("answers (1).jsonl").write_bytes(b"".join(lines))
    elif work.damage == "link":
        _link(path, b"".join(lines))
    elif lines or work.empty_file:
        path.write_bytes(_changed(lines, kept, work, rng))


def _changed(lines: list[bytes], kept: list[records.Record], work: Work, rng: Random) -> bytes:
    """Return what a file of answers holds once it has arrived."""
    whole = b"".join(lines)
    if work.damage == "torn":
        return whole[: -len(lines[-1]) // 2]
    if work.damage == "byte-order-mark":
        return _BOM + whole.replace(b"\n", b"\r\n")
    if work.damage == "unreadable":
        return whole.decode().encode("utf-16")
    if work.damage == "foreign":
        # Another unit's answers were in the same file, and somebody made notes in it.
        other = replace(kept[0], unit="04", id=str(uuid.UUID(int=rng.getrandbits(128), version=4)))
        return b"".join([msgspec.json.encode(other) + b"\n", *lines[:1], *_NOT_RECORDS, *lines[1:]])
    return whole


def _link(path: Path, data: bytes) -> None:
    """Put a link in a file's place; where links can't be made, the text that git leaves there for one."""
    real = path.parent / _ELSEWHERE
    real.parent.mkdir()
    real.write_bytes(data)
    try:
        os.symlink(_ELSEWHERE, path)
    except (OSError, NotImplementedError):
        path.write_bytes(_ELSEWHERE.encode())
