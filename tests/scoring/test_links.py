"""Marks for links: one for a strong one, half off for one that is none, and partial ones count neither way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_widgets import content, scoring
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.linking import rating_of
from coprod_widgets.scoring import all_pairs, example_responses, score

ITEMS = [
    item
    for unit in content.load_course().units.values()
    for item in unit.items
    if isinstance(item, LinkItem) and item.keyed
]
EXPLORER = content.load_unit("02").item("four-lists")


@pytest.fixture
def small():
    """Return two strong links, one partial and three pairs that are not linked."""
    return content.link_item(["a", "b"], ["c", "d", "e"], [("A1", "B1"), ("A2", "B2"), ("A1", "B3", "partial")])


@pytest.mark.parametrize(
    ("response", "raw"),
    [
        ([], 0),
        ([["A1", "B1"]], 1),
        ([["A1", "B1"], ["A2", "B2"]], 2),
        ([["A1", "B1"], ["A1", "B3"]], 1),
        ([["A1", "B1"], ["A1", "B2"]], 0.5),
        ([["A1", "B1"], ["A1", "B2"], ["A2", "B1"], ["A2", "B3"]], 0),
        ([["A1", "B3"]], 0),
    ],
)
def test_marks_worked_out_by_hand(small, response, raw):
    """Hits less half of what is none, never below nothing, of as many as there are strong links."""
    marked = score(small, response)

    assert (raw, 2.0, raw / 2, None) == (marked.raw, marked.max, marked.scaled, marked.invalid)


def test_the_verdict_is_about_the_whole(small):
    """Right, some of it, none of it, nothing drawn."""
    responses = ([["A1", "B1"], ["A2", "B2"]], [["A1", "B1"]], [["A2", "B1"]], [])

    assert ["right", "near", "far", "unplaced"] == [score(small, one).parts[0].verdict for one in responses]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_drawing_every_link_earns_at_most_half(item):
    """Not thinking does not pay, nor does drawing a whole row or a whole column for all of it."""
    assert score(item, all_pairs(item)).scaled <= 0.5


def test_there_are_links_to_mark_and_each_makes_its_own_examples():
    """What every item promises holds for these as well."""
    assert {"tlap-wales", "tlap-ni", "find-sentence"} == {item.id for item in ITEMS}
    for item in ITEMS:
        assert {"correct", "partly correct", "wrong", "blank", "invalid"} == {
            one.name for one in example_responses(item)
        }


def test_practice_with_northern_ireland_is_out_of_four():
    """One mark a strong link."""
    [item] = [one for one in ITEMS if one.id == "tlap-ni"]

    assert [("T1", "N1"), ("T2", "N3"), ("T3", "N4"), ("T6", "N6")] == sorted(item.strong)
    assert 4.0 == score(item, []).max


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (None, "a list of pairs, not with None"),
        ("A1-B1", "a list of pairs, not with 'A1-B1'"),
        ({"A1": "B1"}, "a list of pairs, not with {'A1': 'B1'}"),
        ([["A1"]], "a pair of codes, the left one first; got ['A1']"),
        (["A1"], "a pair of codes, the left one first; got 'A1'"),
        ([["B1", "A1"]], "there is no 'B1' on this side; allowed: A1, A2"),
        ([["A1", ["B1"]]], "there is no ['B1'] on this side; allowed: B1, B2, B3"),
        ([["A1", "B1"], ["A1", "B1"]], "the link A1-B1 is there twice"),
    ],
)
def test_a_response_of_another_shape_is_invalid_and_says_why(small, response, reason):
    """Nothing raises because of what a learner answered."""
    marked = score(small, response)

    assert 0 == marked.raw
    assert reason in marked.invalid


def test_there_is_nothing_to_answer_and_nothing_to_mark_in_an_explorer():
    """It takes an empty answer and no other."""
    assert score(EXPLORER, []) is None
    assert [] == example_responses(EXPLORER)
    assert scoring.problem(EXPLORER, []) is None
    assert "nothing to answer" in scoring.problem(EXPLORER, [["T1", "W1"]])


DRAWN = st.sampled_from(ITEMS).flatmap(
    lambda item: st.tuples(st.just(item), st.lists(st.sampled_from(all_pairs(item)), unique_by=tuple))
)


@settings(max_examples=200, deadline=None)
@given(drawn=DRAWN, data=st.data())
def test_what_a_link_does_to_the_mark(drawn, data):
    """Order is nothing; a strong link never costs, a partial one changes nothing, one that is none never earns."""
    item, links = drawn
    now = score(item, links)

    assert 0 <= now.raw <= now.max
    assert now.raw == score(item, data.draw(st.permutations(links))).raw
    for pair in all_pairs(item):
        if pair not in links:
            step = score(item, [*links, pair]).raw - now.raw
            rating = rating_of(item, *pair)
            assert {"strong": 0 <= step <= 1, "partial": step == 0, "none": -0.5 <= step <= 0}[rating]
