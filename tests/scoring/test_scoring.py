"""Marks: every item marks its own examples right, and no way of not thinking pays."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_widgets import content, scoring
from coprod_widgets.content.questions import Choice, ChoiceItem, ReflectItem
from coprod_widgets.content.schema import SortItem, Words
from coprod_widgets.scoring import SCALE, example_responses, mark_for, score

COURSE = content.load_course()
ITEMS = [
    each
    for unit in COURSE.units.values()
    for item in unit.items
    for each in (item, *(content.asks_of(item, COURSE.approaches) if isinstance(item, SortItem) else ()))
]
MARKED = [item for item in ITEMS if score(item, None) is not None]
SORTS = [item for item in MARKED if isinstance(item, SortItem)]
CHOICES = [item for item in MARKED if isinstance(item, ChoiceItem)]


def sort_of(answers, **how):
    cases = [{"story": f"Story {n}.", "answer": answer} for n, answer in enumerate(answers, start=1)]
    return content.sort_item(cases, **how)


# --- every item of the course ----------------------------------------------------------------------


@pytest.mark.parametrize("item", MARKED, ids=lambda item: item.id)
def test_every_item_marks_the_responses_that_it_makes_for_itself(item):
    """Correct, partly correct, wrong, blank and invalid responses earn what the item says they earn."""
    for example in example_responses(item):
        assert (example.name, example.raw) == (example.name, score(item, example.response).raw)


@pytest.mark.parametrize("item", MARKED, ids=lambda item: item.id)
def test_every_item_makes_responses_of_every_kind(item):
    """No item escapes the example test by making no examples."""
    kinds = {example.name for example in example_responses(item)}

    assert {"correct", "wrong", "blank", "invalid"} <= kinds


@pytest.mark.parametrize("item", MARKED, ids=lambda item: item.id)
def test_an_invalid_response_earns_nothing_and_says_why(item):
    """What can't be read is never an exception, never a mark, and never without a reason."""
    invalid = [example for example in example_responses(item) if example.name == "invalid"]
    for example in invalid:
        marked = score(item, example.response)

        assert 0 == marked.raw
        assert item.id in marked.invalid


@pytest.mark.parametrize("item", SORTS, ids=lambda item: item.id)
def test_putting_everything_in_one_place_earns_at_most_half(item):
    """A learner who calls everything co-design, or anything else, gets no more than half the marks."""
    for category in item.categories:
        everything = {case.id: category for case in item.cases}

        assert score(item, everything).scaled <= 0.5


def test_over_all_scored_cards_one_answer_for_everything_earns_at_most_half():
    """Blind strategies do not pay over the whole unit either."""
    for category in ("consultation", "engagement", "co-design", "co-production", "none"):
        marks = [
            score(item, {case.id: category for case in item.cases if category in item.categories}).raw for item in SORTS
        ]
        on_offer = [score(item, {}).max for item in SORTS]

        assert sum(marks) / sum(on_offer) <= 0.5


@pytest.mark.parametrize("item", [item for item in CHOICES if item.many], ids=lambda item: item.id)
def test_ticking_every_box_earns_at_most_half(item):
    """In a question with several answers, choosing all of them is no strategy."""
    assert score(item, [choice.id for choice in item.choices]).scaled <= 0.5


def test_always_choosing_the_same_position_earns_at_most_half():
    """The keyed choice stands now here, now there."""
    single = [item for item in CHOICES if not item.many]
    for position in range(max(len(item.choices) for item in single)):
        marks = [score(item, [item.choices[min(position, len(item.choices) - 1)].id]).raw for item in single]

        assert sum(marks) / len(marks) <= 0.5


def test_always_choosing_the_longest_text_earns_at_most_half():
    """The keyed choice does not give itself away by its length."""
    single = [item for item in CHOICES if not item.many]
    marks = [score(item, [max(item.choices, key=lambda c: len(c.text)).id]).raw for item in single]

    assert sum(marks) / len(marks) <= 0.5


@pytest.mark.parametrize("item", [i for i in ITEMS if i not in MARKED], ids=lambda item: item.id)
def test_what_no_machine_marks_has_no_score(item):
    """Reflections, settings, contested cases and follow-ups without a key are never scored."""
    assert score(item, "anything at all") is None
    assert [] == example_responses(item)


def test_the_scale_is_the_one_in_the_content():
    """Scoring and content agree on which approaches are next door to each other."""
    assert SCALE == tuple(COURSE.approaches.scale)


# --- the scheme ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "chosen", "expected"),
    [
        ("consultation", "consultation", 1.0),
        ("consultation", "engagement", 0.5),
        ("engagement", "consultation", 0.5),
        ("co-design", "co-production", 0.5),
        ("consultation", "co-design", 0.0),
        ("consultation", "co-production", 0.0),
        ("none", "none", 1.0),
        ("none", "consultation", 0.0),
        ("consultation", "none", 0.0),
        ("co-production", "none", 0.0),
    ],
)
def test_a_card_earns_what_the_printed_scheme_says(answer, chosen, expected):
    """Right 1, next door half, further nothing; none of these is right or nothing, either way round."""
    assert expected == mark_for(sort_of([answer]), answer, chosen)


def test_in_a_pair_next_door_earns_nothing():
    """Round 1 has no part marks."""
    for item in SORTS:
        if len(item.categories) == 2:
            first, second = item.categories

            assert 0 == mark_for(item, first, second)


def test_a_card_not_placed_is_not_placed_and_not_wrong():
    """An open card earns nothing and is named for what it is."""
    marked = score(sort_of(["engagement", "none"]), {"case-1": "engagement"})

    assert ["right", "unplaced"] == [part.verdict for part in marked.parts]
    assert (1.0, 2.0, 0.5) == (marked.raw, marked.max, marked.scaled)


def test_an_item_may_carry_its_own_table():
    """A table of marks in the item comes before the scheme."""
    table = {"consultation": {"engagement": 0.25, "none": 0.75}}
    item = msgspec.structs.replace(sort_of(["consultation"]), table=table)

    assert 0.25 == mark_for(item, "consultation", "engagement")
    assert 0.75 == mark_for(item, "consultation", "none")
    assert 1.0 == mark_for(item, "consultation", "consultation")
    assert 0.0 == mark_for(item, "consultation", "co-design")


def test_one_choice_is_right_or_nothing_and_many_lose_what_they_guess():
    """One: right or nothing. Many: right minus wrong over keyed, never below nothing."""
    choices = [Choice(id=name, text=name) for name in "abcd"]
    one = ChoiceItem(id="one", prompt=Words("?"), choices=choices, key=["b"])
    many = ChoiceItem(id="many", prompt=Words("?"), choices=choices, key=["a", "b"], many=True)

    assert [1, 0, 0] == [score(one, r).raw for r in (["b"], ["a"], [])]
    assert [1, 0.5, 0, 0.5, 0] == [
        score(many, r).raw for r in (["a", "b"], ["a"], ["a", "c"], ["a", "b", "c"], ["c", "d"])
    ]


def test_own_cases_without_answers_are_not_marked():
    """A learner's own cases need no key; then there is no score."""
    assert score(content.sort_item([{"story": "Something happens."}]), {}) is None


# --- properties ------------------------------------------------------------------------------------

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(item=st.sampled_from(MARKED), response=anything)
def test_nothing_that_can_be_sent_raises_or_leaves_the_range(item, response):
    """Marks are finite, within 0 and max, with four decimals at most, whatever the response."""
    marked = score(item, response)

    assert 0 <= marked.raw <= marked.max
    assert 0 <= marked.scaled <= 1
    assert marked.raw == round(marked.raw, 4)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), item=st.sampled_from(SORTS))
def test_the_mark_does_not_depend_on_the_order_of_placing(data, item):
    """The same places earn the same marks in whatever order they were filled: all routes are equal."""
    places = {case.id: data.draw(st.sampled_from(item.categories)) for case in item.cases if data.draw(st.booleans())}
    shuffled = dict(data.draw(st.permutations(list(places.items()))))

    assert score(item, places) == score(item, shuffled)


@settings(max_examples=200, deadline=None)
@given(data=st.data(), item=st.sampled_from(SORTS))
def test_moving_a_card_to_its_place_never_costs_anything(data, item):
    """A better placing never earns less."""
    places = {case.id: data.draw(st.sampled_from(item.categories)) for case in item.cases}
    moved = data.draw(st.sampled_from(item.cases))

    assert score(item, places).raw <= score(item, places | {moved.id: moved.answer}).raw


def test_the_marks_of_round_2_are_those_worked_out_by_hand():
    """One sorting, marked on paper: two right, one next door, one none of these missed, one far, one open."""
    item = COURSE.units["04"].items[[one.id for one in COURSE.units["04"].items].index("sort-clear")]
    marked = score(
        item,
        {
            "visitor-permits": "consultation",  # right: 1
            "screening-visits": "co-design",  # engagement, next door: 1/2
            "report-app": "co-design",  # right: 1
            "recovery-cafe": "consultation",  # co-production, far: 0
            "repairs-leaflet": "consultation",  # none of these, missed: 0
        },
    )

    assert (2.5, 6.0, 0.4167) == (marked.raw, marked.max, marked.scaled)
    assert {"visitor-permits": "right", "screening-visits": "near", "report-app": "right"} | {
        "recovery-cafe": "far",
        "repairs-leaflet": "far",
        "peer-service": "unplaced",
    } == {part.id: part.verdict for part in marked.parts}


def test_a_response_can_be_refused_before_it_is_marked():
    """The sentence names the item, what was got and what is allowed."""
    item = sort_of(["engagement"])

    assert scoring.problem(item, {"case-1": "engagement"}) is None
    assert "case-9" in scoring.problem(item, {"case-9": "engagement"})
    assert "codesign" in scoring.problem(item, {"case-1": "codesign"})
    assert "3 characters" in scoring.problem(ReflectItem(id="r", prompt=Words("?"), max_characters=2), "abc")
