"""Cards and links as questions away from their page: each has one right answer, and says what it is about."""

import pytest

from coprod_widgets import content, scoring
from coprod_widgets.content.again import asked_again, stands_alone
from coprod_widgets.content.schema import SortItem

ALL = [
    (number, question, case)
    for number in content.unit_numbers()
    for question, case in asked_again(content.load_unit(number)).values()
]


@pytest.mark.parametrize(("number", "question", "case"), ALL, ids=[f"{one[0]}-{one[1].id}" for one in ALL])
def test_a_question_asked_again_marks_its_own_responses(number, question, case):
    """Right answers earn all, others less, as every item's do; whatever can be wrong has its words."""
    for example in scoring.example_responses(question):
        assert example.raw == scoring.score(question, example.response).raw
    assert len({choice.text for choice in question.choices}) == len(question.choices)
    assert question.prompt.easy


def test_every_keyed_card_of_a_sort_can_be_asked_again_with_its_story():
    """With every place that the sort offers, and the feedback of each."""
    found = asked_again(content.load_unit("04"))
    [item] = [item for item in content.load_unit("04").items if item.id == "sort-clear"]
    for case in item.cases:
        question, about = found[f"sort-clear.again.{case.id}"]

        assert case == about
        assert [case.answer] == question.key
        assert item.categories == [choice.id for choice in question.choices]
        assert all(choice.feedback for choice in question.choices)


def test_argued_cards_and_partial_links_are_not_asked_again():
    """What is in no key has no right answer to come back to."""
    argued = [item for item in content.load_unit("04").items if isinstance(item, SortItem) and item.argued]
    found = asked_again(content.load_unit("04"))

    assert argued
    assert not [one for item in argued for one in found if one.startswith(f"{item.id}.again")]
    [walk] = [item for item in content.load_unit("02").items if item.interaction == "link" and item.keyed][:1]
    partial = [link.pair for link in walk.links if link.rating == "partial"]
    links = asked_again(content.load_unit("02"))
    assert partial
    assert not [pair for pair in partial if f"{walk.id}.again.{'-'.join(pair).lower()}" in links]


def test_what_needs_its_own_page_does_not_stand_alone():
    """Where a question leans on what is around it, its writer says so."""
    items = [item for number in content.unit_numbers() for item in content.load_unit(number).items]
    leaning = [item for item in items if item.interaction == "choice" and not item.alone]

    assert leaning
    assert not any(map(stands_alone, leaning))
