"""How far a learner is with a question of an exercise, in a sentence.

It says what is answered and what is not, never what is right. Must not mark.
"""

from collections.abc import Sequence
from typing import Any

from coprod_widgets import content, scoring
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.planning import PARTS, PlanItem
from coprod_widgets.content.schema import Item, SortItem
from coprod_widgets.content.words import Words
from coprod_widgets.widgets.saying import say

MOST_NAMED = 4
"""So many open parts are named; of more only the number is said."""


def is_handed_in(item: Item) -> bool:
    """Tell whether an item is a question of an exercise without its key: answered here, and marked elsewhere."""
    return item.use == "exercise" and not _is_keyed(item)


def standing(item: Item, response: Any, *, kept: bool) -> dict[str, str]:
    """Return what is answered of a question and what is not, plain and in Easy Read.

    Parameters
    ----------
    item
        The question.
    response
        What was answered so far.
    kept
        Whether it is in the learner's file.
    """
    said = [_answered(item, response)]
    if response and kept:
        said.append(say("exercise-kept"))
    return {way: " ".join(one[way] or one["text"] for one in said) for way in ("text", "easy")}


def how_far(item: Item, response: Any) -> tuple[int, int]:
    """Return how many parts of a question are answered, and how many are asked: one where nothing is asked by parts.

    One link is an answer: how many there are to draw is not said. Of an audit that asks for some of its lines, no more
    than those count. Of a plan its fullest action counts: one is enough.
    """
    if isinstance(item, AuditItem):
        asked = item.at_least or len(item.lines)
        return min(_rated(item, response), asked), asked
    parts = _parts(item)
    if not parts:
        return int(bool(response.strip() if isinstance(response, str) else response)), 1
    return sum(part in _given(item, response) for part in parts), len(parts)


def _rated(item: AuditItem, response: Any) -> int:
    return sum(scoring.is_rated(response or {}, line.id) for line in item.lines)


def _given(item: Item, response: Any) -> dict[str, Any]:
    """Return what is answered, by the names of `_parts`."""
    if isinstance(item, PlanItem):
        written = [{part: text for part, text in line.items() if text.strip()} for line in response or ()]
        return max(written, key=len, default={})
    response = response or {}
    return {**response, **response.get("stages", {})} if isinstance(item, BalanceItem) else response


def _answered(item: Item, response: Any) -> dict[str, Any]:
    if isinstance(item, LinkItem) and response:
        return say("exercise-links", n=len(response))
    parts = _parts(item)
    if isinstance(item, AuditItem):
        done = _rated(item, response)
        if not done:
            return say("exercise-none")
        some = "exercise-lines-least" if item.at_least else "exercise-lines"
        return say(some, n=done, all=len(item.lines), least=item.at_least)
    if not response:
        return say("exercise-none")
    if not parts:
        return say("exercise-done")
    given = _given(item, response)
    left = [words for part, words in parts.items() if part not in given]
    if not left:
        return say("exercise-all", all=len(parts))
    numbers = {"n": len(parts) - len(left), "all": len(parts)}
    if len(left) > MOST_NAMED:
        return say("exercise-some", **numbers)
    named = {
        way: say("exercise-some-named", **numbers, open=_listed(left, way))[way]
        or say("exercise-some-named", **numbers, open=_listed(left, "text"))["text"]
        for way in ("text", "easy")
    }
    # What is named may be a question, which ends the sentence itself.
    return {way: text.replace("?.", "?") for way, text in named.items()}


def _parts(item: Item) -> dict[str, Words]:
    """Return what an item asks one by one, by the names that it has in a response."""
    if isinstance(item, SortItem):
        return {case.id: case.title for case in item.cases}
    if isinstance(item, BalanceItem):
        balance = content.load_balance()
        asked = [one for one in balance.moments if one.id in item.moments]
        asked += [one for one in balance.parts if one.id in item.parts and one.options]
        return {one.id: one.question.at(item.level) for one in asked}
    if isinstance(item, PlanItem):
        words = content.load_interface()
        return {part.id: words[part.ask] for part in PARTS}
    return {}


def _listed(words: Sequence[Words], way: str) -> str:
    return {"text": "; ", "easy": ". "}[way].join((getattr(one, way) or one.text).rstrip(".") for one in words)


def _is_keyed(item: Item) -> bool:
    if isinstance(item, SortItem):
        return any(case.answer is not None for case in item.cases)
    if isinstance(item, LinkItem):
        return item.links is not None
    return bool(getattr(item, "key", None))
