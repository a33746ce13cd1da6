"""Where a learner is in the course, computed from their records alone.

Must not read files and must not know widgets.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from coprod_widgets import content, records
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.definitions import HighlightItem
from coprod_widgets.content.page import words_view
from coprod_widgets.content.planning import PlanItem
from coprod_widgets.content.schema import ChoiceItem, Item, SortItem
from coprod_widgets.content.stories import StoryItem
from coprod_widgets.content.words import Words, joined
from coprod_widgets.records import Record

Status = Literal["completed", "in-progress", "not-started"]

SETTINGS_UNIT = "00"
"""The unit that opens the course; it is not offered as the next one to do."""


def unit_rows(found: Sequence[Record]) -> list[dict[str, Any]]:
    """Return one row a unit for the start page: title, notebook, status, where to go on, each sitting with its own.

    Parameters
    ----------
    found
        The learner's records, in the order of their file.
    """
    return [_row(number, found) for number in content.unit_numbers()]


def next_unit(rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the row of the unit to carry on with: one in progress, else one not started; None when all is done.

    Its ``item`` is the activity to go on at; None where the unit is to be opened at its top.
    """
    left = [row for row in rows if row["status"] != "completed" and row["unit"] != SETTINGS_UNIT]
    return next((row for row in left if row["status"] == "in-progress"), left[0] if left else None)


def minutes_left(rows: Iterable[dict[str, Any]]) -> int:
    """Return the minutes of all sittings in these rows that are not completed, those begun counted whole."""
    return sum(row["minutes_left"] for row in rows)


def time_in_words(minutes: int) -> Words:
    """Return a number of minutes, from 0, in words: 5 hours 20 minutes."""
    hours, rest = divmod(minutes, 60)
    keys = ["time-hour" if hours == 1 else "time-hours"] if hours else []
    if rest or not hours:
        keys.append("time-minutes")
    return joined((content.said(key, hours=hours, n=rest) for key in keys), " ")


def is_done(found: Sequence[Record], number: str, item: Item) -> bool:
    """Tell whether the learner has finished an item: asked for the check, or answered where there is none."""
    checked = isinstance(item, SortItem) or (isinstance(item, BalanceItem) and (item.key or item.reading))
    checked = checked or (isinstance(item, LinkItem) and item.keyed)
    checked = checked or (isinstance(item, HighlightItem) and item.reads)
    checked = checked or isinstance(item, StoryItem)
    if checked or (isinstance(item, ChoiceItem) and (item.key or item.reveal)):
        return records.attempts(found, number, item.id) > 0
    last = records.latest(found, number, item.id)
    if isinstance(item, PlanItem):
        lines = last.response if last and isinstance(last.response, list) else []
        # A plan is done once one action has words and a day; nothing else is asked of it.
        return any(isinstance(line, dict) and line.get("action") and line.get("by") for line in lines)
    if isinstance(item, AuditItem):
        # A line of which only the evidence is written is not rated yet.
        lines = last.response if last and isinstance(last.response, dict) else {}
        entries = [lines.get(line.id) for line in item.lines]
        return all(isinstance(entry, dict) and "rating" in entry for entry in entries)
    return bool(last and last.response)


def is_setting(number: str, item: Item) -> bool:
    """Tell whether an item is a choice of how to read or answer: it has no right answer, and is nobody's business."""
    return number == SETTINGS_UNIT and isinstance(item, ChoiceItem) and not item.key


def _row(number: str, found: Sequence[Record]) -> dict[str, Any]:
    words = content.load_unit(number)
    sittings = [
        {
            "title": words_view(sitting.title),
            "minutes": sitting.minutes,
            "status": _status(found, number, [words.item(item_id) for item_id in sitting.items]),
        }
        for sitting in words.unit.sittings
    ]
    statuses = {sitting["status"] for sitting in sittings}
    status = statuses.pop() if len(statuses) == 1 else "in-progress"
    return {
        "unit": number,
        "title": words_view(words.unit.title),
        "notebook": words.unit.notebook,
        "sittings": sittings,
        "status": status,
        "minutes_left": sum(one["minutes"] for one in sittings if one["status"] != "completed"),
        "started": status == "in-progress",
        "item": _first_open(found, words) if status == "in-progress" else None,
    }


def _first_open(found: Sequence[Record], words: content.UnitContent) -> str | None:
    """Return the id of the first unfinished item of the first unfinished sitting; None when all are finished."""
    ids = (item_id for sitting in words.unit.sittings for item_id in sitting.items)
    return next((one for one in ids if not is_done(found, words.unit.unit, words.item(one))), None)


def _status(found: Sequence[Record], number: str, items: Iterable[Item]) -> Status:
    items = list(items)
    if all(is_done(found, number, item) for item in items):
        return "completed"
    # How somebody reads is chosen on any page, with one press: the unit where it is explained has not begun by that.
    touched = any(records.latest(found, number, item.id) for item in items if not is_setting(number, item))
    return "in-progress" if touched else "not-started"
