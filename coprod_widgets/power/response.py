"""What a response to a power balance may be.

This module must not know the rules, nor what a reading is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any, get_args

from coprod_widgets.content.balance import MOMENTS, NOT_SAID, BringId, PromiseId, StaysId
from coprod_widgets.content.shape import nearest, shown

PARTS = ("stages", "brings", "promise", "stays", "returned", "limit")
"""The parts of a response; one that was not answered is absent."""

MAX_LIMIT = 300
"""Longest text about what is not on the table, in characters."""

_ONE_OF = {"promise": get_args(PromiseId), "stays": get_args(StaysId)}


class PowerError(ValueError):
    """A response, a rule or an argument that can't be read, in a sentence for whoever wrote it."""


def problem(response: Any) -> str | None:
    """Return why ``response`` can't be one to a power balance, as a sentence; None when it can."""
    if not isinstance(response, Mapping):
        return f"a power balance is answered with its parts by name ({', '.join(PARTS)}), not with {shown(response)}"
    for part, value in response.items():
        if part not in PARTS:
            return f"there is no part {shown(part)}{nearest(part, PARTS) or '; allowed: ' + ', '.join(PARTS)}"
        if wrong := _part_problem(part, value):
            return f"{part}: {wrong}"
    return None


def is_number(value: Any) -> bool:
    """Tell whether ``value`` is a number from 0 to 100."""
    return isinstance(value, Real) and not isinstance(value, bool) and 0 <= value <= 100


def _part_problem(part: str, value: Any) -> str | None:
    if part == "stages":
        return _stages_problem(value)
    if part == "brings":
        return _brings_problem(value)
    if part == "returned":
        return None if isinstance(value, bool) else f"got {shown(value)}; allowed: true, false"
    if part == "limit":
        if not isinstance(value, str):
            return f"got {shown(value)}; allowed: a text"
        return f"the text has {len(value)} characters; allowed: {MAX_LIMIT}" if len(value) > MAX_LIMIT else None
    allowed = _ONE_OF[part]
    known = isinstance(value, str) and value in allowed
    return None if known else f"got {shown(value)}; allowed: {', '.join(allowed)}"


def _stages_problem(value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return f"got {shown(value)}; allowed: a position for each of {', '.join(MOMENTS)}"
    for moment, placed in value.items():
        if moment not in MOMENTS:
            near = nearest(moment, MOMENTS) or f"; allowed: {', '.join(MOMENTS)}"
            return f"there is no moment {shown(moment)}{near}"
        if not is_number(placed) and not (isinstance(placed, str) and placed == NOT_SAID):
            return f"{moment}: got {shown(placed)}; allowed: a number from 0 to 100, or '{NOT_SAID}'"
    return None


def _brings_problem(value: Any) -> str | None:
    allowed = get_args(BringId)
    if isinstance(value, str) or not isinstance(value, Sequence):
        return f"got {shown(value)}; allowed: a list of {', '.join(allowed)}"
    for one in value:
        if not isinstance(one, str) or one not in allowed:
            return f"got {shown(one)}; allowed: {', '.join(allowed)}"
        if list(value).count(one) > 1:
            return f"'{one}' is there twice"
    return None
