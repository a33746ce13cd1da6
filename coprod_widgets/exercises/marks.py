"""The one marking of an assignment: its key and a learner's responses in, the mark of each question out.

Whoever marks calls `mark`: a trainer's preview, `coprod mark`, nbgrader's autograde and its stock execution.
Pure: no files, no clock, no gradebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from coprod_widgets import content, scoring
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.questions import ChoiceItem, ReflectItem
from coprod_widgets.content.schema import Item, SortItem

from .assignment import Assignment, Question, items_of, sorts
from .key import KeyFile, Rubric, keyed


class Keyed(Struct, frozen=True, kw_only=True):
    """An assignment with its key. Stays with the trainer.

    Attributes
    ----------
    assignment
        As the learner holds it, without any answer.
    file
        The key as read: who agreed it, when, its version.
    questions
        Each question's items with their keys, by the question's id.
    """

    assignment: Assignment
    file: KeyFile
    questions: dict[str, list[Item]]

    @classmethod
    def of(cls, assignment: Assignment, file: KeyFile, answers: Mapping[str, Any]) -> Keyed:
        """Lay ``answers`` (by item id) on the items of ``assignment``."""
        items = {
            item.id: keyed(item, answers[item.id], file.key) if item.id in answers else item
            for item in assignment.items
        }
        asks = {item.id: fact_asks(item) for item in sorts(list(items.values()))}
        return cls(
            assignment=assignment,
            file=file,
            questions={one.id: items_of(one, items, asks) for one in assignment.questions},
        )

    def rubric(self, question_id: str) -> Rubric | None:
        """Return the mark scheme of a question that a person marks."""
        return self.file.rubrics.get(question_id)


class Marked(Struct, frozen=True, kw_only=True):
    """What one question earned.

    Attributes
    ----------
    question
        The question.
    raw
        Marks earned, 0 to ``question.points``, at most four decimals; None where a person marks.
    scores
        What came of each item, by its id, in the order of the question; empty where a person marks.
    answered
        How many of its items have a response that is not empty.
    """

    question: Question
    raw: float | None
    scores: dict[str, scoring.Score] = {}
    answered: int = 0


def mark(assignment: Keyed, responses: Mapping[str, Any]) -> list[Marked]:
    """Return what ``responses`` earn, question by question; never raises because of what a learner answered.

    Parameters
    ----------
    assignment
        The assignment with its key.
    responses
        The learner's newest response to each item, by the item's id; what is absent was not answered.

    Returns
    -------
    list
        A `Marked` for each question, in the order of the page.
    """
    return [_mark(one, assignment.questions[one.id], responses) for one in assignment.assignment.questions]


def examples(assignment: Keyed) -> list[tuple[Item, scoring.Example]]:
    """Return every response that the items marked by a machine make for themselves, each with its item."""
    return [
        (item, example)
        for question in assignment.assignment.questions
        if question.by == "machine"
        for item in assignment.questions[question.id]
        for example in scoring.example_responses(item)
    ]


def fact_asks(item: SortItem) -> list[ChoiceItem]:
    """Return the fact question of each case of a sort."""
    asked = content.asks_of(item, content.load_approaches(), content.load_interface())
    return [one for one in asked if one.kind == "fact"]


def nothing(item: Item) -> Any:
    """Return the response of somebody who answered nothing."""
    if isinstance(item, SortItem | BalanceItem | AuditItem):
        return {}
    return "" if isinstance(item, ReflectItem) else []


def _mark(question: Question, items: list[Item], responses: Mapping[str, Any]) -> Marked:
    answered = sum(bool(responses.get(item.id)) for item in items)
    if question.by == "person":
        return Marked(question=question, raw=None, answered=answered)
    scores = {item.id: scoring.score(item, responses.get(item.id, nothing(item))) for item in items}
    earned = sum(score.raw for score in scores.values())
    on_offer = sum(score.max for score in scores.values())
    raw = round(question.points * earned / on_offer, scoring.DECIMALS)
    return Marked(question=question, raw=raw, scores=scores, answered=answered)
