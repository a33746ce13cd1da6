"""Which questions of earlier units a unit begins with: those that this learner got wrong come first.

Computed from the learner's records alone, the same for one file on one day. There is no model of memory in it. Must
not read files and must not know widgets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coprod_widgets import content
from coprod_widgets.content.again import stands_alone
from coprod_widgets.content.schema import Case, ChoiceItem
from coprod_widgets.records import Record

MOST = 3
"""How many questions a unit begins with, at most."""


Seen = dict[tuple[str, str], tuple[object, str]]
"""For each question, the page and the day of the check that was looked at last."""


@dataclass(frozen=True)
class Question:
    """A question of an earlier unit, by the unit's number, and the case that it is about, if it is about one."""

    unit: str
    item: ChoiceItem
    about: Case | None = None


def questions(found: Sequence[Record], here: str, today: str) -> list[Question]:
    """Choose up to `MOST` questions for the start of a unit.

    First come those whose first answer was wrong when they were last asked, the surest errors first and then the
    oldest; then those answered right, the oldest first; then those never asked, of units that were begun before others.

    Parameters
    ----------
    found
        The learner's records, in the order of their file.
    here
        Number of the unit that begins, as text.
    today
        The day, as ISO 8601 in UTC: what was answered today at the start of this very unit changes nothing, so that a
        page opened again asks the same.
    """
    before = [record for record in found if not is_of(record, here, today)]
    asked = {(one.unit, one.item.id): one for one in _askable(here)}
    begun = {record.unit for record in before}
    ranks = {key: (2, key[0] not in begun, number) for number, key in enumerate(asked)}
    ranks |= {key: rank for key, rank in _answered(before) if key in asked}
    return [asked[key] for key in sorted(ranks, key=ranks.get)[:MOST]]


def is_of(record: Record, here: str, today: str) -> bool:
    """Tell whether a record was made at the start of this unit on this day."""
    return record.asked_in == here and record.at.startswith(today)


def is_first(seen: Seen, key: tuple[str, str], record: Record) -> bool:
    """Tell whether a check is the first of its time: what is checked again on one page on one day is put right.

    Parameters
    ----------
    seen
        ``{}`` before the first record; it is kept from record to record.
    key
        Which question was checked: the unit's number and an id.
    record
        The check.
    """
    time = (record.asked_in, record.at[:10])
    first = seen.get(key) != time
    seen[key] = time
    return first


def _askable(here: str) -> Iterator[Question]:
    """Yield every keyed question of the units before this one that can be understood away from its page."""
    for number in content.unit_numbers():
        if number < here:
            for item in content.load_unit(number).items:
                if stands_alone(item):
                    yield Question(number, item)


def _answered(found: Sequence[Record]) -> Iterator[tuple[tuple[str, str], tuple[int, float, int]]]:
    """Yield the rank of every question that was checked: by the first check of the last time that it was asked."""
    firsts: dict[tuple[str, str], tuple[int, Record]] = {}
    seen: Seen = {}
    for place, record in enumerate(found):
        key = (record.unit, record.item)
        if record.checked and record.score is not None and is_first(seen, key, record):
            firsts[key] = (place, record)
    for key, (place, record) in firsts.items():
        wrong = record.score.scaled < 1
        yield key, (0, -(record.confidence or 0), place) if wrong else (1, 0, place)


def answered_today(found: Sequence[Record], question: Question, here: str, today: str) -> Record | None:
    """Return the last record of a question that was made at the start of this unit on this day; None without one."""
    mine = [r for r in found if (r.unit, r.item) == (question.unit, question.item.id) and is_of(r, here, today)]
    return mine[-1] if mine else None
