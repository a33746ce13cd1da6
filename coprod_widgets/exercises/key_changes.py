"""What is different between two versions of a key, question by question, as far as it can move a mark.

Must not read files, and must not mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .assignment import Question, names_facts
from .key import KeyFile

MOST_TOLD = 3
"""How many differences of one question are told; the others are counted."""

_MOVES_NO_MARK = frozenset(
    "because deciding fact_feedback feedback friend none_kind planted_name reason tempting".split()
)
_FACT = "fact"


def key_changes(before: KeyFile, after: KeyFile, question: Question) -> str:
    """Return what the later key says otherwise about a question: each place in the file, what it was and what it is.

    Parameters
    ----------
    before, after
        Two versions of an assignment's key.
    question
        The question.

    Returns
    -------
    str
        Such as ``two.cases.pond.answer: consultation, now engagement``; empty when nothing that moves a mark differs.
    """
    told = []
    for item_id in question.items:
        sort_id = names_facts(item_id)
        own = item_id if sort_id is None else sort_id
        for place, was, now in _differences(before.items.get(own), after.items.get(own), own):
            if place.endswith(f".{_FACT}") is (sort_id is not None):
                told.append(f"{place}: {_said(was)}, now {_said(now)}")
    more = f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    return "; ".join(told[:MOST_TOLD]) + more


def _differences(was: Any, now: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield each place where two trees differ, with what stands there."""
    was, now = _links(was), _links(now)
    if isinstance(was, dict) and isinstance(now, dict):
        for name in dict.fromkeys([*was, *now]):
            if name not in _MOVES_NO_MARK:
                yield from _differences(was.get(name), now.get(name), f"{place}.{name}")
    elif was != now:
        yield place, was, now


def _links(tree: Any) -> Any:
    """Return the ratings of a list of links by their pairs; anything else as it is."""
    if isinstance(tree, list) and tree and all(isinstance(one, dict) and "pair" in one for one in tree):
        return {"-".join(one["pair"]): one.get("rating") for one in tree}
    return tree


def _said(value: Any) -> str:
    if value is None:
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
