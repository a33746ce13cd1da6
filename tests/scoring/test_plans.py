"""What can be a plan: parts that are texts, answers on offer, and days of the calendar. Nothing is ever marked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coprod_widgets.content.planning import MAX_CHARACTERS, MAX_LINES, PlanItem
from coprod_widgets.content.words import Words
from coprod_widgets.scoring import example_responses, problem, score

ITEM = PlanItem(id="plan", prompt=Words("Plan."))
WHOLE = {"action": "Open the rota", "shares": "decision", "moment": "plan", "with": "four people", "by": "2027-01-31"}


@pytest.mark.parametrize("response", [[], [{}], [WHOLE], [WHOLE] * MAX_LINES, [{"by": "2028-02-29"}], ({},)])
def test_what_is_a_plan(response):
    """From nothing to as many actions as there may be."""
    assert None is problem(ITEM, response)


REFUSED = [
    (None, "a list of actions"),
    ("Open the rota", "a list of actions"),
    ({"action": "Open the rota"}, "a list of actions"),
    ([WHOLE] * (MAX_LINES + 1), f"has {MAX_LINES + 1} actions; allowed: {MAX_LINES}"),
    (["Open the rota"], "action 1 is made of parts"),
    ([{}, {"who": "me"}], "action 2 has no part 'who'"),
    ([{"action": 7}], "action 1: action: got 7; allowed: a text"),
    ([{"action": "a" * (MAX_CHARACTERS + 1)}], f"the text has {MAX_CHARACTERS + 1} characters"),
    ([{"shares": "everything"}], "shares: got 'everything'; allowed: decision, doing, asking"),
    ([{"moment": ["plan"]}], "moment: got ['plan']; allowed: a text"),
]


@pytest.mark.parametrize(("response", "sentence"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_is_no_plan_is_said_in_a_sentence(response, sentence):
    """The sentence names the item, the action and the part, and what is allowed."""
    said = problem(ITEM, response)

    assert said.startswith("plan: ")
    assert sentence in said


@pytest.mark.parametrize(
    "day",
    ["31/01/2027", "2027-02-30", "2027-1-31", "20270131", "2027-W05-1", "2027-01-31T09:00", "1999-12-31", "2200-01-01",
     "２０２７-01-31", "", "2027-01-31\n"],
)  # fmt: skip
def test_only_days_of_the_calendar_are_days(day):
    """Written one way, and near enough to be no slip of the hand."""
    assert f"by: got {day!r}; allowed: a day such as 2027-01-31" in problem(ITEM, [{"by": day}])


@given(some.dates(min_value=date(2000, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_of_two_centuries_is_one(day):
    """Leap days too."""
    assert None is problem(ITEM, [{"by": day.isoformat(), "back": day.isoformat()}])


@given(
    some.recursive(
        some.none() | some.booleans() | some.floats() | some.text(),
        lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    )
)
def test_nothing_that_a_response_may_be_raises(response):
    """A sentence or none."""
    assert isinstance(problem(ITEM, response), str | None)


def test_a_plan_is_never_marked():
    """No machine scores it, whatever is in it."""
    assert None is score(ITEM, [WHOLE])
    assert [] == example_responses(ITEM)
