"""The shape of an assignment's key, and how it is laid on the items that it belongs to.

Must not read files: ``load`` does. What is made here stays with the trainer and goes into no page that a learner gets.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct
from msgspec.structs import replace

from coprod_widgets.content.balance import BalanceItem, BalanceKey
from coprod_widgets.content.crosswalk import Link, LinkItem
from coprod_widgets.content.questions import ChoiceItem
from coprod_widgets.content.schema import Case, CategoryId, Item, NoneKindId, SortItem
from coprod_widgets.content.words import HasWords, Id, Key, Words


class CaseAnswer(Struct, frozen=True, kw_only=True):
    """Where a case belongs, what decides it, and what is said to whoever put it elsewhere.

    ``fact`` is the id of the deciding fact; ``fact_feedback`` has a text for every fact of the case.
    """

    answer: CategoryId
    none_kind: NoneKindId | None = None
    tempting: CategoryId | None = None
    planted_name: bool = False
    deciding: Words
    feedback: dict[CategoryId, Words]
    fact: Id | None = None
    fact_feedback: dict[str, Words] = {}


class SortAnswer(Struct, frozen=True, kw_only=True):
    """The answers to a sort, by case."""

    cases: dict[str, CaseAnswer]


class ChoiceAnswer(Struct, frozen=True, kw_only=True):
    """The right choices of a question, and what is said about each choice."""

    key: list[Id]
    feedback: dict[str, Words]


class LinkAnswer(Struct, frozen=True, kw_only=True):
    """The links that are rated, and why; a pair that is not listed is rated none."""

    links: list[Link]


class Level(HasWords, Struct, frozen=True, kw_only=True):
    """One level of a mark scheme: its ``points``, what a person looks for, and an invented answer that earns it."""

    points: Annotated[float, Meta(ge=0, le=100)]
    name: Words
    text: str
    easy: str | None = None
    example: Words


class Rubric(Struct, frozen=True, kw_only=True):
    """The mark scheme of a question that a person marks: its levels, lowest first, and what earns nothing."""

    levels: list[Level]
    earns_nothing: Words | None = None


class KeyFile(Struct, frozen=True, kw_only=True):
    """One file of ``keys/``: who agreed it, and the answers by item; their shape is that of the item's interaction."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    assignment: Id
    key: Key
    items: dict[str, Any] = {}
    rubrics: dict[str, Rubric] = {}


ANSWERS: dict[type, type[Struct]] = {
    SortItem: SortAnswer,
    ChoiceItem: ChoiceAnswer,
    BalanceItem: BalanceKey,
    LinkItem: LinkAnswer,
}
"""What the key of each interaction that is marked looks like."""


def keyed(item: Item, answer: Any, key: Key) -> Item:
    """Return ``item`` as the marking function wants it: with its key, its feedback and who agreed them."""
    if isinstance(item, SortItem):
        return replace(item, cases=[_keyed_case(case, answer.cases[case.id], key) for case in item.cases])
    if isinstance(item, ChoiceItem):
        choices = [replace(choice, feedback=answer.feedback[choice.id]) for choice in item.choices]
        return replace(item, key=answer.key, choices=choices)
    if isinstance(item, BalanceItem):
        return replace(item, key=answer)
    if isinstance(item, LinkItem):
        return replace(item, links=answer.links, agreed=key)
    return item


def misfits(item: Item, answer: Any, where: str) -> list[str]:
    """Return a sentence for everything in ``answer`` that does not belong to ``item``, or that is missing from it."""
    if isinstance(item, SortItem):
        return _both({case.id for case in item.cases}, answer.cases, f"{where}.cases", "case") + [
            sentence
            for case in item.cases
            if case.id in answer.cases
            for sentence in _case_misfits(case, answer.cases[case.id], f"{where}.cases.{case.id}")
        ]
    if isinstance(item, ChoiceItem):
        ids = {choice.id for choice in item.choices}
        wrong = [f"{where}.key: there is no choice '{one}'" for one in answer.key if one not in ids]
        if len(answer.key) != 1 and not (item.many and answer.key):
            wrong.append(
                f"{where}.key: got {len(answer.key)}; allowed: {'one or more' if item.many else 'exactly one'}"
            )
        return wrong + _both(ids, answer.feedback, f"{where}.feedback", "choice")
    if isinstance(item, BalanceItem):
        asked = {*item.moments, *item.parts}
        said = {*answer.stages, *(one for one in ("brings", "promise", "stays", "returned") if _has(answer, one))}
        wrong = [f"{where}: '{one}' is keyed, but {item.id} does not ask it" for one in sorted(said - asked)]
        return wrong + _both(said, answer.because, f"{where}.because", "moment or part")
    if isinstance(item, LinkItem):
        sides = (item.left.codes, item.right.codes)
        wrong = [
            f"{where}.links[{number}].pair: got {', '.join(link.pair)}; allowed: a left code, then a right one"
            for number, link in enumerate(answer.links)
            if len(link.pair) != 2 or any(code not in side for code, side in zip(link.pair, sides, strict=True))
        ]
        if not any(link.rating == "strong" for link in answer.links):
            wrong.append(f"{where}.links: none is rated strong; only strong links are marked")
        return wrong
    return []


def _has(answer: BalanceKey, name: str) -> bool:
    return getattr(answer, name) is not None


def _keyed_case(case: Case, answer: CaseAnswer, key: Key) -> Case:
    facts = [
        replace(fact, deciding=fact.id == answer.fact, feedback=answer.fact_feedback.get(fact.id))
        for fact in case.facts
    ]
    return replace(
        case,
        answer=answer.answer,
        none_kind=answer.none_kind,
        tempting=answer.tempting,
        planted_name=answer.planted_name,
        deciding=answer.deciding,
        feedback=answer.feedback,
        facts=facts,
        key=key,
    )


def _case_misfits(case: Case, answer: CaseAnswer, where: str) -> list[str]:
    wrong = []
    facts = {fact.id for fact in case.facts}
    if facts and answer.fact not in facts:
        wrong.append(f"{where}.fact: got '{answer.fact}'; allowed: {', '.join(sorted(facts))}")
    return wrong + _both(facts, answer.fact_feedback, f"{where}.fact_feedback", "fact")


def _both(asked: set[str], answered: dict[str, Any], where: str, what: str) -> list[str]:
    """Return a sentence for each id that only one of the two files has."""
    return [f"{where}: nothing for the {what} '{one}'" for one in sorted(asked - set(answered))] + [
        f"{where}.{one}: there is no {what} of this name" for one in sorted(set(answered) - asked)
    ]
