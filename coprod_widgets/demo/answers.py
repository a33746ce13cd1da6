"""What an invented learner answers to one item: right as often as their skill says, else one of the usual confusions.

The usual ones: the tempting place of a case or the one next door, a name taken at face value, the position beside the
right one, links that half fit, the second-best choice. Needs the key, so what is made here is made for trainers. Must
not write anything.
"""

from __future__ import annotations

from random import Random
from typing import Any, get_args

from msgspec import to_builtins

from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.balance import NOT_SAID, BalanceItem, BringId, PromiseId, StaysId
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.linking import rating_of
from coprod_widgets.content.planning import PlanItem
from coprod_widgets.content.questions import ChoiceItem
from coprod_widgets.content.schema import Case, Item, SortItem
from coprod_widgets.scoring.balance import POSITIONS
from coprod_widgets.scoring.items import SCALE
from coprod_widgets.scoring.links import all_pairs

from .texts import Text, choose

SKIPPED = 0.02
"""How often one part of an item is overlooked."""


def answer(item: Item, skill: float, rng: Random, texts: list[Text]) -> Any:
    """Return a response to an item.

    Parameters
    ----------
    item
        The item with its key.
    skill
        The share that is right, about; 0 to 1.
    rng
        Where chance comes from.
    texts
        What the learner may write about their own work: the texts of one service.
    """
    if isinstance(item, SortItem):
        return {case.id: _place(item, case, skill, rng) for case in item.cases if rng.random() >= SKIPPED}
    if isinstance(item, ChoiceItem):
        return _choice(item, skill, rng)
    if isinstance(item, BalanceItem):
        return _balance(item, skill, rng)
    if isinstance(item, LinkItem):
        return _links(item, skill, rng)
    text = choose(texts, skill, rng)
    if isinstance(item, AuditItem):
        return to_builtins(text.audit)
    return [text.plan] if isinstance(item, PlanItem) else text.words


def before(item: Item, final: Any, skill: float, rng: Random, texts: list[Text]) -> Any:
    """Return what a learner had answered before they thought again and answered ``final``."""
    if isinstance(item, AuditItem):
        return dict(list(final.items())[: len(final) // 2])
    if isinstance(item, PlanItem):
        return [dict(list(final[0].items())[: len(final[0]) // 2])]
    if isinstance(final, str):
        words = final.split()
        return " ".join(words[: len(words) // 2])
    return answer(item, 0.7 * skill, rng, texts)


def _place(item: SortItem, case: Case, skill: float, rng: Random) -> str:
    hard = 0.12 if case.planted_name else 0.06 if case.tempting else 0.0
    if rng.random() < skill - hard:
        return case.answer
    # A name such as "co-design group" is believed nearly always by those who do not look at what was done.
    if case.tempting and rng.random() < (0.85 if case.planted_name else 0.55):
        return case.tempting
    beside = [one for one in _beside(case.answer, SCALE) if one in item.categories]
    if beside and rng.random() < 0.75:
        return rng.choice(beside)
    return rng.choice([one for one in item.categories if one != case.answer])


def _choice(item: ChoiceItem, skill: float, rng: Random) -> list[str]:
    if rng.random() < skill:
        return list(item.key)
    wrong = [one.id for one in item.choices if one.id not in item.key]
    # The key does not say which one comes second: one of them draws most who err, the same in every cohort.
    second = Random(f"second best of {item.id}").choice(wrong)
    taken = second if rng.random() < 0.6 else rng.choice(wrong)
    if not item.many:
        return [taken]
    kept = rng.sample(item.key, rng.randrange(1, len(item.key) + 1))
    return [one.id for one in item.choices if one.id in (*kept, taken)]


def _balance(item: BalanceItem, skill: float, rng: Random) -> dict[str, Any]:
    key = item.key
    stages = {
        moment: accepted[0] if rng.random() < skill else _moved(accepted[0], rng)
        for moment, accepted in key.stages.items()
        if rng.random() >= SKIPPED
    }
    given: dict[str, Any] = {"stages": stages}
    if key.brings is not None:
        given["brings"] = list(key.brings) if rng.random() < skill else _one_off(key.brings, rng)
    for name, allowed in (("promise", PromiseId), ("stays", StaysId)):
        right = getattr(key, name)
        if right is not None:
            others = [one for one in get_args(allowed) if one != right]
            given[name] = right if rng.random() < skill else rng.choice(others)
    if key.returned is not None:
        given["returned"] = key.returned == (rng.random() < skill)
    return given


def _moved(right: int | str, rng: Random) -> int | str:
    """Return a wrong answer to one moment: a guess where nothing is told, else most often the position beside."""
    if right == NOT_SAID:
        return rng.choice(POSITIONS[:3])
    if rng.random() < 0.7:
        return rng.choice(_beside(right, POSITIONS))
    return rng.choice([one for one in (*POSITIONS, NOT_SAID) if one != right])


def _one_off(right: list[str], rng: Random) -> list[str]:
    """Return what people bring with one thing too many or too few."""
    turned = rng.choice(get_args(BringId))
    return [one for one in get_args(BringId) if (one in right) != (one == turned)]


def _links(item: LinkItem, skill: float, rng: Random) -> list[list[str]]:
    false = [pair for pair in all_pairs(item) if rating_of(item, *pair) == "none"]
    drawn = [list(pair) for pair in item.strong if rng.random() < skill]
    drawn += [pair for pair in all_pairs(item) if rating_of(item, *pair) == "partial" and rng.random() < 0.2]
    drawn += rng.sample(false, sum(rng.random() < 0.6 * (1 - skill) for _ in range(4)))
    rng.shuffle(drawn)
    return drawn


def _beside(one: Any, scale: tuple[Any, ...]) -> list[Any]:
    if one not in scale:
        return []
    place = scale.index(one)
    return [*scale[max(0, place - 1) : place], *scale[place + 1 : place + 2]]
