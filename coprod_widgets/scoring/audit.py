"""What a self-audit's ratings say, line by line: whether one is claimed or shown, and where two raters differ.

Nothing is earned, added up, averaged or aimed at; this module must not make one number of several ratings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from coprod_widgets.content.auditing import MAX_EVIDENCE, AuditItem

NEEDS_OCCASION = 3
"""From this rating on (0 to 4), a rating without an occasion is a claim."""

HIGHEST = 4

Ring = Literal["confirmed", "differently"]


class Mark(msgspec.Struct, frozen=True):
    """How one rating is drawn.

    ``rating`` is 0 to 4, None where there is none. ``kind`` is ``absent`` (not rated), ``unknown`` (they would have to
    ask), ``said`` (0 to 2), ``claimed`` (3 or 4 without an occasion) or ``shown`` (with one). ``ring`` says what
    somebody who uses the service makes of it, None where they have not given this line a number.
    """

    rating: int | None
    kind: Literal["absent", "unknown", "said", "claimed", "shown"]
    ring: Ring | None = None


def audit_problem(item: AuditItem, response: Any) -> str | None:
    """Return why ``response`` can't be one to ``item``, as a sentence; None when it can.

    A line is ``{"rating": 0 to 4 or None, "evidence": "text"}``; either may be missing while it is being answered.
    """
    if not isinstance(response, Mapping):
        return f"{item.id}: an audit is answered line by line, not with {_shown(response)}"
    lines = [line.id for line in item.lines]
    for line, entry in response.items():
        if line not in lines:
            return f"{item.id}: there is no line {_shown(line)} here; allowed: {', '.join(lines)}"
        if wrong := _entry_problem(entry):
            return f"{item.id}: {line}: {wrong}"
    return None


def _entry_problem(entry: Any) -> str | None:
    if not isinstance(entry, Mapping) or not entry or set(entry) - {"rating", "evidence"}:
        return f"got {_shown(entry)}; allowed: a rating, evidence, or both"
    rating, evidence = entry.get("rating"), entry.get("evidence", "")
    if rating is not None and not (type(rating) is int and 0 <= rating <= HIGHEST):
        return f"got the rating {_shown(rating)}; allowed: a whole number from 0 to {HIGHEST}, or None for not known"
    if not isinstance(evidence, str):
        return f"got the evidence {_shown(evidence)}; allowed: a text"
    if len(evidence) > MAX_EVIDENCE:
        return f"the evidence has {len(evidence)} characters; allowed: {MAX_EVIDENCE}"
    return None


def is_rated(response: Mapping[str, Any], line: str) -> bool:
    """Tell whether a line has a rating; "I would have to ask" is one."""
    return "rating" in response.get(line, {})


def mark_of(
    response: Mapping[str, Any], line: str, invited: Mapping[str, Any] | None = None, *, claims: bool = True
) -> Mark:
    """Return how the rating of a line is drawn.

    Parameters
    ----------
    response
        The ratings, as `audit_problem` takes them.
    line
        The line's id.
    invited
        The ratings of somebody who uses the service, where there are any.
    claims
        Whether a high rating without an occasion is a claim. False for somebody who uses the service, who has nothing
        to prove, and for a guess.
    """
    if not is_rated(response, line):
        return Mark(None, "absent")
    entry = response[line]
    rating = entry["rating"]
    if rating is None:
        return Mark(None, "unknown")
    theirs = (invited or {}).get(line, {}).get("rating")
    ring = None if theirs is None else "confirmed" if theirs == rating else "differently"
    if rating < NEEDS_OCCASION or not claims:
        return Mark(rating, "said", ring)
    return Mark(rating, "shown" if entry.get("evidence", "").strip() else "claimed", ring)


def least_known(item: AuditItem, response: Mapping[str, Any]) -> list[str]:
    """Return the lines that the rater knows least about, in order: not known, else claimed, else without an occasion.

    Lines that were not rated say nothing; ``[]`` where every rating has something written with it.
    """
    marks = {line.id: mark_of(response, line.id) for line in item.lines}
    for kind in ("unknown", "claimed"):
        if found := [line for line, mark in marks.items() if mark.kind == kind]:
            return found
    bare = [line for line, mark in marks.items() if mark.rating is not None]
    return [line for line in bare if not response[line].get("evidence", "").strip()]


def widest_gap(item: AuditItem, one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[int | None, list[str]]:
    """Return the widest gap between two ratings of a line (0 to 4), and the lines where it is that wide.

    Lines that either has not rated by a number have no gap; ``(None, [])`` where there is no other line.
    """
    gaps = {}
    for line in item.lines:
        pair = [mark_of(response, line.id).rating for response in (one, other)]
        if None not in pair:
            gaps[line.id] = abs(pair[0] - pair[1])
    widest = max(gaps.values(), default=None)
    return widest, [line for line, gap in gaps.items() if gap == widest]


def _shown(value: Any) -> str:
    return repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "…"
