"""What can be a plan, and what can't. A plan is never marked."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coprod_widgets.content.planning import FIRST_DAY, LAST_DAY, MAX_CHARACTERS, MAX_LINES, PARTS, PlanItem, PlanPart

_PARTS = {part.id: part for part in PARTS}


def plan_problem(item: PlanItem, response: Any) -> str | None:
    """Return why ``response`` can't be a plan, as a sentence; None when it can.

    A plan is a list of actions, each a mapping of parts; parts that are not there yet are absent.
    """
    if isinstance(response, str | Mapping) or not isinstance(response, Sequence):
        return f"{item.id}: a plan is a list of actions; got {_shown(response)}"
    if len(response) > MAX_LINES:
        return f"{item.id}: the plan has {len(response)} actions; allowed: {MAX_LINES}"
    for number, line in enumerate(response, start=1):
        if not isinstance(line, Mapping):
            return f"{item.id}: action {number} is made of parts such as action, with and by; got {_shown(line)}"
        for name, value in line.items():
            if name not in _PARTS:
                return f"{item.id}: action {number} has no part {_shown(name)}; allowed: {', '.join(_PARTS)}"
            if problem := _part_problem(_PARTS[name], value):
                return f"{item.id}: action {number}: {name}: {problem}"
    return None


def _part_problem(part: PlanPart, value: Any) -> str | None:
    if not isinstance(value, str):
        return f"got {_shown(value)}; allowed: a text"
    if part.kind == "one-of":
        allowed = [option.id for option in part.options]
        return None if value in allowed else f"got {_shown(value)}; allowed: {', '.join(allowed)}"
    if part.kind == "day":
        return None if is_day(value) else f"got {_shown(value)}; allowed: a day such as 2027-01-31"
    if len(value) > MAX_CHARACTERS:
        return f"the text has {len(value)} characters; allowed: {MAX_CHARACTERS}"
    return None


def is_day(text: str) -> bool:
    """Tell whether a text is a day of the calendar, written as ``2027-01-31``, that a plan may have."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) or not FIRST_DAY <= text <= LAST_DAY:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shown(value: Any) -> str:
    return repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "…"
