"""Marks for a power balance: one a moment, and the other parts as the key says."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_widgets import scoring
from coprod_widgets.content.schema import BalanceItem
from coprod_widgets.content.shape import build
from coprod_widgets.scoring import example_responses, mark_for_moment, score

KEY = {
    "stages": {
        "plan": ["0"],
        "design": ["50"],
        "decide": ["not said"],
        "deliver": ["75", "100"],
        "review": ["0", "25"],
    },
    "brings": ["ideas", "design"],
    "promise": "kept",
    "stays": "alongside",
}


def item_with(key, **more) -> BalanceItem:
    problems: list[str] = []
    item = build(
        BalanceItem,
        {"id": "two-clubs", "prompt": "Who decides?", "story": "A club.", "key": key, **more},
        "f",
        problems,
    )
    assert [] == problems
    return item


ITEM = item_with(KEY)
ITEMS = {
    "everything": ITEM,
    "stages alone": item_with({"stages": {"plan": ["50", "75"], "review": ["100"]}}),
    "parts alone": item_with({"brings": [], "promise": "late", "stays": "left", "returned": "true"}),
    "other marks": item_with(KEY | {"returned": "false", "marks": {"brings": "0.5", "returned": "1"}}),
    "three moments": item_with({"stages": {"plan": ["not said"]}}, moments=["plan", "design", "deliver"]),
}
RIGHT = {
    "stages": {"plan": 0, "design": 50, "decide": "not said", "deliver": 75, "review": 25},
    "brings": ["design", "ideas"],
    "promise": "kept",
    "stays": "alongside",
}


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS.keys())
def test_a_balance_marks_the_responses_that_it_makes_for_itself(item):
    """Of every kind, each with what it must earn."""
    examples = example_responses(item)

    assert {"correct", "wrong", "partly correct", "blank", "invalid"} == {example.name for example in examples}
    for example in examples:
        marked = score(item, example.response)

        assert (example.name, example.raw) == (example.name, marked.raw)
        assert (example.name == "invalid") == (marked.invalid is not None)


@pytest.mark.parametrize(
    ("accepted", "chosen", "mark"),
    [
        ([50], 50, 1),
        ([50], 62, 1),
        ([50], 25, 0.5),
        ([50], 75, 0.5),
        ([50], 100, 0),
        ([0, 25], 50, 0.5),
        ([0, 25], 75, 0),
        ([50], "not said", 0),
        (["not said"], "not said", 1),
        (["not said"], 0, 0),
        (["not said", 0], 25, 0.5),
    ],
)
def test_a_moment_earns_what_the_printed_scheme_says(accepted, chosen, mark):
    """An accepted position 1, next to one half, not said right or nothing."""
    assert mark == mark_for_moment(accepted, chosen)


def test_a_whole_answer_earns_seven():
    """Five moments, one for what people bring, a half each for the promise and what the organisation puts in."""
    marked = score(ITEM, RIGHT)

    assert (7.0, 7.0, 1.0) == (marked.raw, marked.max, marked.scaled)
    assert ["plan", "design", "decide", "deliver", "review", "brings", "promise", "stays"] == [
        part.id for part in marked.parts
    ]


def test_an_answer_marked_on_paper():
    """Right, next door, a guess where it is not said, far, not answered; one thing too many; late; not answered."""
    marked = score(
        ITEM,
        {
            "stages": {"plan": 10, "design": 70, "decide": 0, "deliver": 25},
            "brings": ["ideas", "design", "action"],
            "promise": "late",
        },
    )

    assert (2.0, 7.0) == (marked.raw, marked.max)
    assert ["right", "near", "far", "far", "unplaced", "near", "far", "unplaced"] == [
        part.verdict for part in marked.parts
    ]


@pytest.mark.parametrize(
    ("brings", "mark"),
    [(["ideas", "design"], 1), (["ideas"], 0.5), (["ideas", "design", "action"], 0.5), (["action"], 0), ([], 0)],
)
def test_what_people_bring_earns_all_half_or_nothing(brings, mark):
    """One too many or one too few is half."""
    [earned] = [part.mark for part in score(ITEM, RIGHT | {"brings": brings}).parts if part.id == "brings"]

    assert mark == earned


def test_what_the_key_leaves_out_earns_and_costs_nothing():
    """The limit and whatever else has no answer in the key."""
    assert score(ITEM, RIGHT) == score(ITEM, RIGHT | {"returned": False, "limit": "The law."})


@pytest.mark.parametrize("place", [0, 25, 50, 75, 100, "not said"])
def test_putting_every_moment_in_one_place_earns_at_most_half_of_the_moments(place):
    """The key is spread, as a story's is."""
    assert score(ITEM, {"stages": dict.fromkeys(RIGHT["stages"], place)}).raw <= 2.5


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        ({"stages": {"plan": 101}}, "two-clubs: stages: plan: got 101; allowed: a number from 0 to 100, or 'not said'"),
        ({"stages": {"decide": 50}}, "two-clubs: stages: 'decide' is not asked here; allowed: plan, design"),
        ({"promise": "kept"}, "two-clubs: 'promise' is not asked here; allowed: stages, brings"),
    ],
)
def test_a_response_to_what_is_not_asked_is_refused(given_, sentence):
    """The sentence names the item and what is asked."""
    item = item_with({"stages": {"plan": ["0"]}}, moments=["plan", "design"], parts=["brings"])

    assert sentence == scoring.problem(item, given_)
    assert (0, sentence) == (score(item, given_).raw, score(item, given_).invalid)


def test_a_balance_without_a_key_is_not_marked():
    """Exploring and contested stories have no score."""
    item = msgspec.structs.replace(ITEM, key=None)

    assert score(item, RIGHT) is None
    assert [] == example_responses(item)
    assert scoring.problem(item, RIGHT) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("not said"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["stages", "plan", "review", "brings", "promise", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.sampled_from(list(ITEMS.values())), anything)
def test_nothing_that_can_be_sent_raises_or_leaves_the_range(item, response):
    """Marks are finite, within 0 and max, with four decimals at most, whatever the response."""
    marked = score(item, response)

    assert 0 <= marked.raw <= marked.max
    assert marked.raw == round(marked.raw, 4)
