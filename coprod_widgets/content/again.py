"""One card of a sort, or one link of a crosswalk, as a question that can be asked again away from its page.

They are choice items with ids of their own (``<sort id>.again.<case id>``), so that they are kept and marked in the one
way there is. This module must not decide when a question is asked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from .asks import ask_id, asks_of
from .crosswalk import LinkItem, PrincipleList
from .linking import link_of
from .questions import Choice, ChoiceItem
from .schema import Case, Item, SortItem
from .words import Words

if TYPE_CHECKING:
    from .loader import UnitContent

YES, NO = "yes", "no"


def again_id(item: Item, part: str) -> str:
    """Return the id of the question about one part of an item: a case's id, or a link's two codes as ``t1-w1``."""
    return f"{item.id}.again.{part}"


def pair_id(left: str, right: str) -> str:
    """Return what a link is called in an id: ``t1-w1``."""
    return f"{left}-{right}".lower()


def asked_again(words: UnitContent) -> dict[str, tuple[ChoiceItem, Case | None]]:
    """Return every keyed question of a unit that can be asked away from its page, with the case that it is about.

    They are its checks, a question about each card of a sort and each link (see `again_id`), and the deciding facts.
    """
    return {question.id: (question, case) for question, case in _questions(words)}


def stands_alone(item: Item) -> bool:
    """Tell whether a question can be asked away from its page, and answered right or wrong there."""
    return isinstance(item, ChoiceItem) and item.use == "check" and bool(item.key) and item.alone


def _questions(words: UnitContent) -> Iterator[tuple[ChoiceItem, Case | None]]:
    for item in words.items:
        if stands_alone(item):
            yield item, None
        elif isinstance(item, SortItem):
            facts = {ask.id: ask for ask in asks_of(item, words.approaches, words.interface)}
            for case in item.cases:
                if case.answer is not None:
                    yield _of_case(item, case, words), case
                if fact := facts.get(ask_id(item, "fact", case)):
                    yield fact, case
        elif isinstance(item, LinkItem) and item.keyed:
            for left in item.left.codes:
                for right in item.right.codes:
                    if link_of(item, left, right).rating != "partial":
                        yield _of_link(item, left, right, words.interface), None


def _of_case(item: SortItem, case: Case, words: UnitContent) -> ChoiceItem:
    names = {one.id: one for one in words.approaches.categories}
    choices = [
        Choice(id=one, text=names[one].name.text, easy=names[one].name.easy, feedback=case.feedback.get(one))
        for one in item.categories
        if one != "depends"
    ]
    return ChoiceItem(
        id=again_id(item, case.id),
        prompt=words.interface["again-case"],
        choices=choices,
        use="check",
        outcomes=item.outcomes,
        key=[case.answer],
    )


def _of_link(item: LinkItem, left: str, right: str, interface: Mapping[str, Words]) -> ChoiceItem:
    link = link_of(item, left, right)
    one, other = _told(item.left, left), _told(item.right, right)
    ask, yes, no = interface["again-link"], interface["again-link-yes"], interface["again-link-no"]
    return ChoiceItem(
        id=again_id(item, pair_id(left, right)),
        prompt=ask.filled(one=one, other=other),
        choices=[
            Choice(id=YES, text=yes.text, easy=yes.easy, feedback=link.reason),
            Choice(id=NO, text=no.text, easy=no.easy, feedback=link.reason),
        ],
        use="check",
        outcomes=item.outcomes,
        key=[YES if link.rating == "strong" else NO],
    )


def _told(side: PrincipleList, code: str) -> Words:
    """Return a heading with the list that it stands in."""
    heading = next(one.heading for one in side.principles if one.code == code)
    name = side.short or side.name
    return Words(f"“{heading.text}” ({name.text})", f"“{heading.easy or heading.text}” ({name.easy or name.text})")
