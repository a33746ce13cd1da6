"""A learner's answers as text that anyone can read, each with its question: a page for people, a table for programs.

Must not read or write files and must not mark.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import Any

from msgspec import UNSET

from coprod_widgets import content
from coprod_widgets.content import ContentError
from coprod_widgets.content.again import asked_again
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.schema import ChoiceItem, Item, SortItem
from coprod_widgets.records import Record

COLUMNS = ("at", "unit", "item", "question", "answer", "checked", "marks", "of", "confidence", "asked in", "said by")


@dataclass(frozen=True)
class Answer:
    """A record in words: the unit, the question, the answer line by line, and whether somebody invited gave it."""

    record: Record
    unit: str
    question: str
    lines: list[str]
    invited: bool = False


def answers(found: Sequence[Record]) -> Iterator[Answer]:
    """Yield every record in words; what the course no longer has is told by its ids."""
    for record in found:
        item = _item(record.unit, record.item)
        title = content.load_unit(record.unit).unit.title.text if record.unit in content.unit_numbers() else ""
        invited = isinstance(item, AuditItem) and item.rater == "invited"
        question = item.prompt.text if item else record.item
        yield Answer(record, title, question, list(_lines(item, record.response)), invited)


def as_page(found: Sequence[Record], today: date) -> str:
    """Return a page with the last answer to each question, unit by unit, in the order of their first answers."""
    last = {(one.record.unit, one.record.item, one.record.asked_in): one for one in answers(found)}
    day = f"{today.day} {today:%B} {today.year}"
    about = _say("export-about", day=day, n=len(found))
    parts = [_HEAD.format(title=escape(_say("export-title"))), f"<p>{escape(about)}</p>"]
    for number in sorted({unit for unit, _, _ in last}):
        mine = [one for (unit, _, _), one in last.items() if unit == number]
        parts.append(f"<h2>{escape(_say('unit-row', unit=number, title=mine[0].unit))}</h2>")
        parts += [_told(one) for one in mine]
    return "\n".join([*parts, "</main></body></html>", ""])


def as_table(found: Sequence[Record]) -> str:
    """Return every record as a line of CSV (RFC 4180), with nothing in it that a spreadsheet would run."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for one in answers(found):
        record, score = one.record, one.record.score
        marks = (score.raw, score.max) if score else ("", "")
        sure = "" if record.confidence is None else record.confidence
        asked = "" if record.asked_in is UNSET else record.asked_in
        texts = (record.at, record.unit, record.item, one.question, "\n".join(one.lines))
        said_by = _say("export-by-invited") if one.invited else ""
        table.writerow([*map(_harmless, texts), record.checked, *marks, sure, asked, said_by])
    return out.getvalue()


def _told(one: Answer) -> str:
    record = one.record
    note = [_say("export-on", day=record.at[:10])]
    if record.score:
        note.append(_say("marks", raw=f"{record.score.raw:g}", max=f"{record.score.max:g}"))
    if record.asked_in is not UNSET:
        note.append(_say("export-again"))
    if one.invited:
        note.append(_say("export-invited"))
    lines = "".join(f"<li>{escape(line)}</li>" for line in one.lines or [_say("export-empty")])
    return f"<h3>{escape(one.question)}</h3>\n<ul>{lines}</ul>\n<p>{escape(' '.join(note))}</p>"


def _say(key: str, **values: Any) -> str:
    return content.said(key, **values).text


@cache
def _item(number: str, item_id: str) -> Item | None:
    if number not in content.unit_numbers():
        return None
    words = content.load_unit(number)
    try:
        return words.item(item_id)
    except ContentError:
        found = asked_again(words).get(item_id)
        return found[0] if found else None


def _lines(item: Item | None, response: Any) -> Iterator[str]:
    """Yield a response line by line, in the item's words as far as it has them."""
    if isinstance(item, ChoiceItem) and isinstance(response, list) and _are_ids(response):
        texts = {choice.id: choice.text for choice in item.choices}
        yield from (texts.get(one, one) for one in response)
    elif isinstance(item, SortItem) and isinstance(response, Mapping) and _are_ids(response.values()):
        titles = {case.id: case.title.text for case in item.cases}
        names = {one.id: one.name.text for one in content.load_approaches().categories}
        yield from (f"{titles.get(case, case)}: {names.get(place, place)}" for case, place in response.items())
    else:
        yield from _plain(response)


def _are_ids(parts: Iterable[Any]) -> bool:
    return all(isinstance(part, str) for part in parts)


def _plain(value: Any) -> Iterator[str]:
    """Yield whatever was answered, part by part with its name."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from (f"{name}: {line}" for line in _plain(part))
    elif isinstance(value, list) and all(isinstance(part, (str, int, float)) for part in value):
        if value:
            yield ", ".join(map(str, value))
    elif isinstance(value, list):
        for part in value:
            yield from _plain(part)
    elif value is not None and value != "":
        yield from str(value).splitlines()


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


_HEAD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 45rem;
  padding: 0 1rem; }}
h3 {{ font-size: 1rem; margin-bottom: 0; break-after: avoid; }}
</style></head><body><main>
<h1>{title}</h1>"""
