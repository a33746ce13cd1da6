"""Marks for a power balance: one a moment, and the other parts as the key says.

The reading of a balance earns nothing here: it is what the rules say, not what the learner says.
"""

from collections.abc import Sequence
from typing import Any, get_args

from coprod_widgets import power
from coprod_widgets.content.balance import NOT_SAID, BalanceItem, BalanceKey, BringId, Position, PromiseId, StaysId

from .parts import DECIMALS, Example, Part, Score, total

POSITIONS: tuple[int, ...] = get_args(Position)
"""The named positions in their order. Next to one means one step apart on it."""

PART_MARKS = {"brings": 1.0, "promise": 0.5, "stays": 0.5, "returned": 0.5}
"""Marks on offer for the parts beside the moments (1 each), where the key has none of its own."""


def score_balance(item: BalanceItem, response: Any) -> Score:
    """Return what ``response`` earns on an item with a key; see `score`."""
    invalid = balance_problem(item, response)
    given = {} if invalid else response
    stages = given.get("stages", {})
    parts = [_moment_part(moment, accepted, stages.get(moment)) for moment, accepted in item.key.stages.items()]
    for name, highest in _on_offer(item.key).items():
        parts.append(_other_part(name, getattr(item.key, name), given.get(name), highest))
    return total(parts, invalid)


def balance_problem(item: BalanceItem, response: Any) -> str | None:
    """Return why ``response`` can't be one to ``item``, as a sentence; None when it can."""
    if wrong := power.problem(response):
        return f"{item.id}: {wrong}"
    for moment in response.get("stages", {}):
        if moment not in item.moments:
            return f"{item.id}: stages: '{moment}' is not asked here; allowed: {', '.join(item.moments)}"
    for part in response:
        if part != "stages" and part not in item.parts:
            return f"{item.id}: '{part}' is not asked here; allowed: {', '.join(['stages', *item.parts])}"
    return None


def mark_for_moment(accepted: Sequence[int | str], chosen: float | str) -> float:
    """Return the mark, 0, ½ or 1, for saying that a moment stands at ``chosen`` where ``accepted`` are right.

    A position next to an accepted one earns half. "Not said" is right or nothing, either way round.
    """
    if chosen == NOT_SAID:
        return float(NOT_SAID in accepted)
    place = POSITIONS.index(power.position(chosen))
    steps = [abs(POSITIONS.index(one) - place) for one in accepted if one != NOT_SAID]
    return {0: 1.0, 1: 0.5}.get(min(steps, default=len(POSITIONS)), 0.0)


def balance_examples(item: BalanceItem) -> list[Example]:
    """Return responses of every kind for an item with a key; see `example_responses`."""
    key, worth = item.key, _on_offer(item.key)
    highest = len(key.stages) + sum(worth.values())
    stages = {moment: accepted[0] for moment, accepted in key.stages.items()}
    correct = {"stages": stages} | {name: getattr(key, name) for name in worth}
    wrong = {moment: _furthest(accepted) for moment, accepted in key.stages.items()}
    lost = sum(mark_for_moment(key.stages[moment], place) for moment, place in wrong.items())
    examples = [
        Example("correct", correct, highest),
        Example("wrong", {"stages": wrong} | {name: _another(name, getattr(key, name)) for name in worth}, lost),
        Example("blank", {}, 0),
        Example("invalid", correct | {"stages": {"no such moment": 50}}, 0),
        Example("invalid", correct | {"stages": stages | {"plan": 101}}, 0),
        Example("invalid", correct | {"no such part": True}, 0),
        Example("invalid", [50], 0),
        Example("invalid", None, 0),
    ]
    for moment, accepted in key.stages.items():
        for place in (*POSITIONS, NOT_SAID):
            earned = highest - 1 + mark_for_moment(accepted, place)
            examples.append(Example("partly correct", correct | {"stages": stages | {moment: place}}, earned))
    for name, marks in worth.items():
        without = {part: value for part, value in correct.items() if part != name}
        examples.append(Example("partly correct", without, highest - marks))
    return [Example(one.name, one.response, round(one.raw, DECIMALS)) for one in examples]


def _on_offer(key: BalanceKey) -> dict[str, float]:
    """Return the marks on offer for each part beside the moments that has an answer."""
    return {name: key.marks.get(name, usual) for name, usual in PART_MARKS.items() if getattr(key, name) is not None}


def _moment_part(moment: str, accepted: Sequence[int | str], chosen: float | str | None) -> Part:
    if chosen is None:
        return Part(moment, None, 0.0, 1.0, "unplaced")
    return _part(moment, str(chosen), mark_for_moment(accepted, chosen), 1.0)


def _other_part(name: str, keyed: Any, chosen: Any, highest: float) -> Part:
    if chosen is None:
        return Part(name, None, 0.0, highest, "unplaced")
    if name == "brings":
        return _part(name, ", ".join(chosen), _brings_share(keyed, chosen), highest)
    return _part(name, str(chosen), float(chosen == keyed), highest)


def _part(name: str, chosen: str, share: float, highest: float) -> Part:
    return Part(name, chosen, share * highest, highest, "right" if share == 1 else "near" if share else "far")


def _brings_share(keyed: Sequence[str], chosen: Sequence[str]) -> float:
    """Return 1 for the very things that people bring, ½ for one too many or one too few, else 0."""
    return {0: 1.0, 1: 0.5}.get(len(set(keyed) ^ set(chosen)), 0.0)


def _furthest(accepted: Sequence[int | str]) -> int | str:
    return min((*POSITIONS, NOT_SAID), key=lambda place: mark_for_moment(accepted, place))


def _another(name: str, keyed: Any) -> Any:
    """Return an answer to a part that earns nothing."""
    if name == "returned":
        return not keyed
    if name == "brings":
        return [one for one in get_args(BringId) if one not in keyed]
    return next(one for one in get_args(PromiseId if name == "promise" else StaysId) if one != keyed)
