"""The follow-up questions that a sort asks about each of its cases, derived from the case itself.

They are items like any other, with ids of their own (``<sort id>.fact.<case id>``), so that they are stored
and marked in the one way there is. This module must not decide when a page shows them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from .questions import AskKind, Choice, ChoiceItem, ReflectItem
from .schema import Approaches, Case, SortItem
from .words import Words

PROMPTS: dict[AskKind, str] = {
    "fact": "ask-fact",
    "none-kind": "ask-none-kind",
    "need": "ask-need",
    "differently": "ask-differently",
}
"""The key in interface.yaml of the prompt for each kind of follow-up question."""


def asks_of(
    item: SortItem, approaches: Approaches, interface: Mapping[str, Words] | None = None
) -> list[ChoiceItem | ReflectItem]:
    """Return the follow-up questions of ``item``, case by case.

    Parameters
    ----------
    item
        A sort as the loader hands it out, with whole cases.
    approaches
        Where the five kinds of "none" come from.
    interface
        The words of the interface; the course's own when None.

    Returns
    -------
    list
        ``fact`` (keyed) for cases with facts, ``none-kind`` (without a key) and ``need`` where ``item.asks``
        names them, and ``differently`` for every keyed or contested case. Each carries its ``case`` and
        ``kind``.
    """
    if interface is None:
        from .loader import load_interface

        interface = load_interface()
    asks: list[ChoiceItem | ReflectItem] = []
    for case in item.cases:
        if "none-kind" in item.asks and "none" in item.categories:
            asks.append(_choice(item, case, "none-kind", interface, _none_kinds(approaches), None))
        if "fact" in item.asks and case.facts:
            asks.append(_choice(item, case, "fact", interface, *_facts(item, case)))
        if "need" in item.asks:
            asks.append(_reflection(item, case, "need", interface))
        if "differently" in item.asks or case.answer is not None or case.contested:
            asks.append(_reflection(item, case, "differently", interface))
    return asks


def ask_id(item: SortItem, kind: AskKind, case: Case) -> str:
    """Return the id of one follow-up question."""
    return f"{item.id}.{kind}.{case.id}"


def _facts(item: SortItem, case: Case) -> tuple[list[Choice], list[str]]:
    seed = ask_id(item, "fact", case)
    choices = [Choice(id=fact.id, text=fact.text, easy=fact.easy, feedback=fact.feedback) for fact in case.facts]
    return sorted(choices, key=lambda choice: _shuffled(seed, choice.id)), [
        fact.id for fact in case.facts if fact.deciding
    ]


def _shuffled(seed: str, choice_id: str) -> str:
    """Return a place in an order that is no pattern to a reader and the same on every computer."""
    return hashlib.sha256(f"{seed}/{choice_id}".encode()).hexdigest()


def _none_kinds(approaches: Approaches) -> list[Choice]:
    return [Choice(id=kind.id, text=kind.words.text, easy=kind.words.easy) for kind in approaches.none_kinds]


def _choice(
    item: SortItem,
    case: Case,
    kind: AskKind,
    interface: Mapping[str, Words],
    choices: list[Choice],
    key: list[str] | None,
) -> ChoiceItem:
    return ChoiceItem(
        id=ask_id(item, kind, case),
        prompt=interface[PROMPTS[kind]],
        choices=choices,
        use=item.use,
        outcomes=item.outcomes,
        key=key,
        case=case.id,
        kind=kind,
    )


def _reflection(item: SortItem, case: Case, kind: AskKind, interface: Mapping[str, Words]) -> ReflectItem:
    return ReflectItem(
        id=ask_id(item, kind, case),
        prompt=interface[PROMPTS[kind]],
        use=item.use,
        outcomes=item.outcomes,
        case=case.id,
        kind=kind,
    )
