"""The shape of an assignment as a learner holds it: a page of parts, the questions in them, and their items.

Must not hold, or have a place for, an answer, a feedback text or a mark scheme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from coprod_widgets.content.questions import ChoiceItem
from coprod_widgets.content.schema import Item, SortItem
from coprod_widgets.content.words import Id, Words, joined

FACTS = ".fact"
"""What follows a sort's id where a question is made of the fact questions of all its cases."""


class Question(Struct, frozen=True, kw_only=True):
    """What one mark is given for: one cell of nbgrader's, with its ``points`` (above 0).

    ``items`` are the ids of what the learner answers; ``<sort id>.fact`` stands for the fact questions of a sort. The
    mark is ``points`` times the share of their marks that was earned. ``by`` a person, they are what that person reads.
    """

    id: Id
    title: Words
    points: Annotated[float, Meta(ge=0.5, le=100)]
    items: list[str]
    by: Literal["machine", "person"] = "machine"


class Part(Struct, frozen=True, kw_only=True):
    """A heading of the page, what stands below it, and its questions."""

    id: Id
    title: Words
    text: Words | None = None
    questions: list[Question] = []


class Assignment(Struct, frozen=True, kw_only=True):
    """An assignment without its key: honest ``minutes`` (1 to 240), an introduction, parts and items."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    assignment: Id
    title: Words
    minutes: Annotated[int, Meta(ge=1, le=240)]
    intro: Words
    parts: list[Part]
    items: list[Item]

    @property
    def questions(self) -> list[Question]:
        """Every question, in the order of the page."""
        return [question for part in self.parts for question in part.questions]

    @property
    def points(self) -> float:
        """Marks on offer."""
        return sum(question.points for question in self.questions)

    @property
    def titles(self) -> dict[str, Words]:
        """What each question is called where several stand in one list, by its id."""
        both = [(part.title, question.title) for part in self.parts for question in part.questions]
        return dict(zip([one.id for one in self.questions], told_apart(both), strict=True))

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id; None when there is none."""
        return next((one for one in self.questions if one.id == question_id), None)

    def item(self, item_id: str) -> Item | None:
        """Return the item with this id; None when there is none."""
        return next((one for one in self.items if one.id == item_id), None)


def told_apart(titles: Sequence[tuple[Words, Words]]) -> list[Words]:
    """Return what each question is called: by its title, with its part's before it where two have one title.

    Parameters
    ----------
    titles
        The title of its part and its own, for each question of an assignment.
    """
    often = Counter(title.text for _, title in titles)
    return [title if often[title.text] == 1 else joined([part, title], ": ") for part, title in titles]


def names_facts(item_id: str) -> str | None:
    """Return the id of the sort whose fact questions ``item_id`` stands for; None when it stands for itself."""
    return item_id.removesuffix(FACTS) if item_id.endswith(FACTS) else None


def items_of(question: Question, items: dict[str, Item], asks: dict[str, list[ChoiceItem]]) -> list[Item]:
    """Return what a question is made of, in its order.

    Parameters
    ----------
    question
        The question.
    items
        The items of its assignment, by id, with or without their keys.
    asks
        The fact questions of each sort, by the sort's id.
    """
    found: list[Item] = []
    for item_id in question.items:
        sort_id = names_facts(item_id)
        found += asks[sort_id] if sort_id is not None else [items[item_id]]
    return found


def sorts(items: list[Item]) -> list[SortItem]:
    """Return the sorts among items."""
    return [item for item in items if isinstance(item, SortItem)]
