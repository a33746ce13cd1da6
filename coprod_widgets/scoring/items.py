"""Marks: an item and a response in, a score out.

Pure functions, one per interaction: no widgets, no files, no clock. The same function marks in the
widget and for a cohort, so a mark never depends on where it was made. A response of the wrong shape is
*invalid*: it earns nothing and says why; nothing here raises because of what a learner answered.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.definitions import HighlightItem
from coprod_widgets.content.planning import PlanItem
from coprod_widgets.content.schema import Case, ChoiceItem, Item, SortItem

from .audit import audit_problem
from .balance import balance_examples, balance_problem, score_balance
from .highlight import highlight_problem
from .links import link_examples, link_problem, score_links
from .parts import DECIMALS, Example, Part, Score, total
from .plans import plan_problem

SCALE = ("consultation", "engagement", "co-design", "co-production")
"""The four approaches in the order of how much is shared. Next door means one step apart on it."""


def score(item: Item, response: Any) -> Score | None:
    """Return what ``response`` earns on ``item``; None where a machine never marks.

    Parameters
    ----------
    item
        An item as the content loader gives it.
    response
        What the learner answered: ``{case_id: category_id}`` for a sort (cases not placed are absent),
        ``[choice_id, …]`` for a choice, text for a reflection, the parts by name for a power balance,
        ``[[left code, right code], …]`` for links.

    Returns
    -------
    Score or None
        None for reflections, for whatever has no key and for sorts of contested cases.
    """
    if isinstance(item, SortItem):
        return None if item.argued else _score_sort(item, response)
    if isinstance(item, ChoiceItem):
        return _score_choice(item, response) if item.key else None
    if isinstance(item, BalanceItem):
        return score_balance(item, response) if item.key else None
    if isinstance(item, LinkItem):
        return score_links(item, response) if item.keyed else None
    return None


def problem(item: Item, response: Any) -> str | None:
    """Return why ``response`` can't be one to ``item``, as a sentence; None when it can."""
    if isinstance(item, SortItem):
        return _sort_problem(item, response)
    if isinstance(item, ChoiceItem):
        return _choice_problem(item, response)
    if isinstance(item, BalanceItem):
        return balance_problem(item, response)
    if isinstance(item, LinkItem):
        return link_problem(item, response)
    if isinstance(item, HighlightItem):
        return highlight_problem(item, response)
    if isinstance(item, PlanItem):
        return plan_problem(item, response)
    if isinstance(item, AuditItem):
        return audit_problem(item, response)
    if not isinstance(response, str):
        return f"{item.id}: a reflection is answered with a text, not with {_kind(response)}"
    if len(response) > item.max_characters:
        return f"{item.id}: the text has {len(response)} characters; allowed: {item.max_characters}"
    return None


def mark_for(item: SortItem, answer: str, chosen: str) -> float:
    """Return the mark, 0 to 1, for putting a card that belongs in ``answer`` into ``chosen``.

    Right earns 1; next door on the scale earns the item's ``near``; anything further nothing. *None of
    these* is beside the scale: right or nothing, either way round. An item's own table comes first.
    """
    if item.table and chosen in item.table.get(answer, {}):
        return item.table[answer][chosen]
    if chosen == answer:
        return 1.0
    if chosen in SCALE and answer in SCALE and abs(SCALE.index(chosen) - SCALE.index(answer)) == 1:
        return item.near
    return 0.0


def _score_sort(item: SortItem, response: Any) -> Score:
    keyed = [case for case in item.cases if case.answer is not None]
    invalid = _sort_problem(item, response)
    parts = [_sort_part(item, case, None if invalid else response.get(case.id)) for case in keyed]
    return total(parts, invalid)


def _sort_part(item: SortItem, case: Case, chosen: str | None) -> Part:
    if chosen is None:
        return Part(case.id, None, 0.0, 1.0, "unplaced")
    mark = mark_for(item, case.answer, chosen)
    return Part(case.id, chosen, mark, 1.0, "right" if mark == 1 else "near" if mark else "far")


def _sort_problem(item: SortItem, response: Any) -> str | None:
    if not isinstance(response, Mapping):
        return f"{item.id}: a sort is answered with cases and their categories, not with {_kind(response)}"
    ids = {case.id for case in item.cases}
    for case_id, category in response.items():
        if case_id not in ids:
            return f"{item.id}: there is no case {_shown(case_id)} here"
        if category not in item.categories:
            return f"{item.id}: {case_id} was put in {_shown(category)}; allowed: {', '.join(item.categories)}"
    return None


def _score_choice(item: ChoiceItem, response: Any) -> Score:
    invalid = _choice_problem(item, response)
    chosen = [] if invalid else list(response)
    right = sum(choice in item.key for choice in chosen)
    mark = max(0, right - (len(chosen) - right)) / len(item.key)
    verdict = "unplaced" if not chosen else "right" if mark == 1 else "near" if mark else "far"
    return total([Part(item.id, ", ".join(chosen) or None, mark, 1.0, verdict)], invalid)


def _choice_problem(item: ChoiceItem, response: Any) -> str | None:
    if isinstance(response, str) or not isinstance(response, Sequence):
        return f"{item.id}: a choice is answered with a list of choices, not with {_kind(response)}"
    ids = [choice.id for choice in item.choices]
    for choice in response:
        if choice not in ids:
            return f"{item.id}: there is no choice {_shown(choice)} here; allowed: {', '.join(ids)}"
    if len(set(response)) != len(response):
        return f"{item.id}: a choice is named twice"
    if not item.many and len(response) > 1:
        return f"{item.id}: one choice is asked for; {len(response)} were given"
    return None


def _kind(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", str: "a text", int: "a number", float: "a number"}
    return "nothing" if value is None else names.get(type(value), "something else")


def _shown(value: Any) -> str:
    return repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "…"


# --- every question tests itself -------------------------------------------------------------------


def example_responses(item: Item) -> list[Example]:
    """Return responses of every kind for ``item``, each with the marks it must earn.

    Every question that anyone writes is tested with these, without a test being written for it. Items
    that no machine marks give none.
    """
    makers: dict[type, Callable[[Any], list[Example]]] = {
        SortItem: _sort_examples,
        ChoiceItem: _choice_examples,
        BalanceItem: balance_examples,
        LinkItem: link_examples,
    }
    if score(item, None) is None:
        return []
    return makers[type(item)](item)


def _sort_examples(item: SortItem) -> list[Example]:
    keyed = [case for case in item.cases if case.answer is not None]
    correct = {case.id: case.answer for case in keyed}
    wrong = {case.id: min(item.categories, key=lambda c: mark_for(item, case.answer, c)) for case in keyed}
    lost = sum(mark_for(item, case.answer, wrong[case.id]) for case in keyed)
    first, *rest = keyed
    examples = [
        Example("correct", correct, len(keyed)),
        Example("wrong", wrong, round(lost, DECIMALS)),
        Example("partly correct", {case.id: case.answer for case in rest}, len(rest)),
        Example("blank", {}, 0),
        Example("invalid", {first.id: "no such category"}, 0),
        Example("invalid", {"no such case": item.categories[0]}, 0),
        Example("invalid", [first.id], 0),
        Example("invalid", None, 0),
    ]
    for case in keyed:
        for chosen in item.categories:
            earned = len(keyed) - 1 + mark_for(item, case.answer, chosen)
            examples.append(Example("partly correct", correct | {case.id: chosen}, round(earned, DECIMALS)))
    return examples


def _choice_examples(item: ChoiceItem) -> list[Example]:
    others = [choice.id for choice in item.choices if choice.id not in item.key]
    examples = [
        Example("correct", list(item.key), 1),
        Example("blank", [], 0),
        Example("invalid", ["no such choice"], 0),
        Example("invalid", item.key[0], 0),
        Example("invalid", {item.key[0]: True}, 0),
    ]
    examples += [Example("wrong", [other], 0) for other in others]
    if item.many:
        part = round(1 / len(item.key), DECIMALS)
        examples += [Example("partly correct", [right], part) for right in item.key]
        examples += [Example("wrong", [item.key[0], other], 0) for other in others]
    else:
        examples += [Example("invalid", [item.key[0], other], 0) for other in others]
    return examples
