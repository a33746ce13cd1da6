"""A record of learning: what a learner did, when, and with which words of the course, from the records alone.

It is no certificate, and says so. No mark is in it, no setting, no name but the one typed in for it, and none of the
learner's own texts unless they are asked for. Must not read files, a clock, or what is right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from msgspec import UNSET

from coprod_widgets import content, paper
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.learner import progress
from coprod_widgets.paper.plans import day_in_words
from coprod_widgets.records import Record

MOST_OF_A_PROMPT = 110
"""Characters of a question by which a row names it."""

LONGEST_NAME = 200
"""Characters of a name; what is longer is cut."""

_KINDS = {
    "sort": "learnt-sort",
    "choice": "learnt-choice",
    "link": "learnt-link",
    "balance": "learnt-balance",
    "highlight": "learnt-highlight",
    "story": "learnt-story",
    "reflect": "learnt-reflect",
    "audit": "learnt-audit",
    "plan": "learnt-plan",
}
_STATUS = {"completed": "status-completed", "in-progress": "status-in-progress", "not-started": "status-not-started"}


@dataclass(frozen=True)
class Done:
    """One question that a learner has answered.

    Attributes
    ----------
    unit, item, interaction
        Which question; what is asked about one case of a sort counts as the sort.
    first, last
        The first and the last day it was answered, ISO 8601, as the learner counts days.
    digest
        ``sha256:…`` of the words as they were when it was last answered.
    worded
        Whose words these are: the question's, or those of one asked beside it where only that was answered.
    again
        How many times it was asked again away from its page (at the start of a later unit, or in a review) and checked
        there, from 0.
    texts
        What the learner wrote in it, as it stands now; never what somebody invited has written.
    """

    unit: str
    item: str
    interaction: str
    first: str
    last: str
    digest: str
    worded: str
    again: int
    texts: tuple[str, ...]


def done(found: Sequence[Record], zone: tzinfo | None = None) -> list[Done]:
    """Return what was done, unit by unit, in the order in which it was first done there.

    Answers that were taken back are left out, and so are settings: how somebody reads is nobody else's business.

    Parameters
    ----------
    found
        The learner's records, in the order of their file.
    zone
        Where days begin; None is where this computer says it is.
    """
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in found:
        groups.setdefault((record.unit, record.item.split(".")[0]), []).append(record)
    rows = []
    for (unit, item), mine in groups.items():
        own = [record for record in mine if record.asked_in is UNSET] or mine
        main = [record for record in own if record.item == item] or own
        if not (any(record.checked for record in mine) or main[-1].response) or _is_setting(unit, item):
            continue
        last = {record.item: record for record in own}
        rows.append(
            Done(
                unit=unit,
                item=item,
                interaction=main[-1].interaction,
                first=min(_day_of(record, zone) for record in mine),
                last=max(_day_of(record, zone) for record in mine),
                digest=main[-1].digest,
                worded=main[-1].item,
                again=sum(record.checked for record in mine if record.asked_in is not UNSET),
                texts=() if _is_anothers(unit, item) else tuple(t for record in last.values() for t in _texts(record)),
            )
        )
    return sorted(rows, key=lambda row: row.unit)


def as_html(
    found: Sequence[Record],
    made_on: date,
    *,
    name: str = "",
    own_words: bool = False,
    easy: bool = False,
    zone: tzinfo | None = None,
) -> str:
    """Return the record as a page that reads on a screen and prints.

    Parameters
    ----------
    found
        The learner's records, in the order of their file.
    made_on
        The day that stands on it.
    name
        A name to print on it; nothing checks it and nothing keeps it.
    own_words
        Whether what the learner wrote is in it.
    easy
        Whether the course's words are those of Easy Read.
    zone
        Where days begin; None is where this computer says it is.
    """
    say = _Say(easy)
    rows, units = done(found, zone), progress.unit_rows(found)
    name = " ".join(name.split())[:LONGEST_NAME]
    day = day_in_words(made_on.isoformat())
    body = [
        paper.tag("h1", say("learnt-title")),
        *([paper.tag("p", say("learnt-name", name=name))] if name else []),
        paper.tag("p", say("learnt-made", day=day)),
        paper.tag(
            "section",
            *(paper.tag("p", say(key)) for key in ("learnt-not", "learnt-not-proof", "learnt-not-marks")),
            *([paper.tag("p", say("learnt-name-typed"))] if name else []),
            class_="not",
        ),
        paper.tag("h2", say("learnt-units")),
        _table(
            say,
            "learnt-units-caption",
            ("learnt-unit", "learnt-status"),
            [
                (say("unit-row", unit=one["unit"], title=say.of(one["title"])), say(_STATUS[one["status"]]))
                for one in units
            ],
        ),
    ]
    body += [] if rows else [paper.tag("p", say("learnt-nothing"))]
    known = {one["unit"]: one for one in units}
    for unit in dict.fromkeys(row.unit for row in rows):
        body += _unit(say, unit, known.get(unit), [row for row in rows if row.unit == unit], own_words)
    body += _checksums(say, rows) if rows else []
    return paper.document(say("learnt-title"), *body)


class _Say:
    """Words of the catalogue and of the content, plain or Easy Read."""

    def __init__(self, easy: bool) -> None:
        self._easy = easy

    def __call__(self, key: str, **values: Any) -> str:
        return content.said(key, **values).worded(self._easy)

    def of(self, view: dict[str, str | None]) -> str:
        return (self._easy and view["easy"]) or view["text"]

    def prompt(self, prompt: content.Words) -> str:
        """Return enough of a question to know it again."""
        text = " ".join(prompt.worded(self._easy).split())
        return text if len(text) <= MOST_OF_A_PROMPT else text[:MOST_OF_A_PROMPT].rsplit(" ", 1)[0] + " …"


def _unit(say: _Say, unit: str, row: dict[str, Any] | None, rows: list[Done], own_words: bool) -> Iterator[str]:
    title = say("unit-row", unit=unit, title=say.of(row["title"])) if row else say("learnt-gone-unit", unit=unit)
    yield paper.tag("h2", title)
    words = content.load_unit(unit) if row else None
    if words and (key := words.unit.key):
        yield paper.tag(
            "p", say("learnt-key", n=key.version, who=key.agreed_by, day=day_in_words(key.agreed_on)), class_="small"
        )
    columns = ("learnt-what", "learnt-first", "learnt-last", "learnt-wording")
    entries = [(_what(say, words, one), _day(one.first), _day(one.last), _wording(say, words, one)) for one in rows]
    yield _table(say, "learnt-caption", columns, entries)
    texts = [(one, text) for one in rows for text in one.texts] if own_words else []
    if texts:
        yield paper.tag("h3", say("learnt-own-words"))
    for one, text in texts:
        yield paper.tag("p", _what(say, words, one))
        yield paper.tag("blockquote", paper.lines(text))


def _checksums(say: _Say, rows: list[Done]) -> Iterator[str]:
    """Say at the end, for whoever wants to compare, which words each question had."""
    yield paper.tag("h2", say("learnt-checksums"))
    yield paper.tag("p", say("learnt-version"), class_="small")
    entries = []
    for row in rows:
        words = content.load_unit(row.unit) if row.unit in content.unit_numbers() else None
        what = say("unit-row", unit=row.unit, title=_what(say, words, row))
        entries.append((what, row.digest.removeprefix("sha256:")[:12]))
    yield _table(say, "learnt-checksums-caption", ("learnt-what", "learnt-checksum"), entries)


def _table(say: _Say, caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    heads = [say(column) for column in columns]
    return paper.tag(
        "table",
        paper.tag("caption", say(caption)),
        paper.tag("thead", paper.tag("tr", *(paper.tag("th", head, scope="col") for head in heads))),
        paper.tag(
            "tbody",
            *(
                paper.tag(
                    "tr",
                    paper.tag("th", row[0], scope="row"),
                    *(
                        paper.tag("td", cell, data_label=f"{head}:")
                        for head, cell in zip(heads[1:], row[1:], strict=True)
                    ),
                )
                for row in rows
            ),
        ),
    )


def _what(say: _Say, words: content.UnitContent | None, row: Done) -> str:
    item = _item(words, row.item)
    named = say.prompt(item.prompt) if item else say("learnt-gone", id=row.item)
    kind = say(_KINDS[row.interaction])
    again = say("learnt-again", n=row.again) if row.again else ""
    return f"{kind}: {named} {again}".strip()


def _day_of(record: Record, zone: tzinfo | None) -> str:
    return datetime.fromisoformat(record.at).astimezone(zone).date().isoformat()


def _day(text: str) -> str:
    return day_in_words(text).replace(" ", "\u00a0")  # in a narrow column a day stays in one line


def _wording(say: _Say, words: content.UnitContent | None, row: Done) -> str:
    try:
        item = words and words.item(row.worded)
    except content.ContentError:
        item = None
    same = item is not None and content.digest(item) == row.digest
    return say("learnt-same" if same else "learnt-changed")


def _item(words: content.UnitContent | None, item_id: str) -> content.Item | None:
    return next((item for item in words.items if item.id == item_id), None) if words else None


def _is_setting(unit: str, item_id: str) -> bool:
    item = _item(content.load_unit(unit), item_id) if unit == progress.SETTINGS_UNIT else None
    return item is not None and progress.is_setting(unit, item)


def _is_anothers(unit: str, item_id: str) -> bool:
    """Tell whether the words in an answer are those of somebody who was invited: they said yes to one file, no more."""
    item = _item(content.load_unit(unit), item_id) if unit in content.unit_numbers() else None
    return isinstance(item, AuditItem) and item.rater == "invited"


def _texts(record: Record) -> Iterator[str]:
    """Yield what the learner wrote in an answer: whole texts, and none of the ids and days beside them."""
    response = record.response
    if record.interaction == "reflect":
        parts = [response]
    elif record.interaction == "plan":
        chosen = ("shares", "moment", "by", "back")
        lines = response if isinstance(response, list) else []
        parts = [text for line in lines if isinstance(line, dict) for name, text in line.items() if name not in chosen]
    elif record.interaction == "audit":
        lines = response.values() if isinstance(response, dict) else []
        parts = [line.get("evidence") for line in lines if isinstance(line, dict)]
    else:
        parts = [response.get("limit")] if record.interaction == "balance" and isinstance(response, dict) else []
    yield from (part.strip() for part in parts if isinstance(part, str) and part.strip())
