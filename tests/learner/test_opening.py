"""Which questions a unit begins with: from the records alone, errors first, the same all day."""

import pytest

from coprod_widgets import content, records, scoring
from coprod_widgets.learner import opening
from coprod_widgets.learner.opening import MOST

DAY, NEXT = "2026-11-24", "2026-11-25"


def all_of(here):
    """Return every question that may be asked at the start of a unit, as (unit, item id), in the course's order."""
    return [(one.unit, one.item.id) for one in opening._askable(here)]


def record(number, item_id, right, day="2026-11-20", confidence=None, **more):
    """Make the record of a check as a widget keeps it."""
    item = content.load_unit(number).item(item_id)
    wrong = [choice.id for choice in item.choices if choice.id not in item.key][:1]
    response = item.key if right else wrong
    made = records.new_record(
        unit=number,
        item=item_id,
        digest=content.digest(item),
        interaction="choice",
        response=response,
        checked=True,
        score=scoring.score(item, response),
        confidence=confidence,
        **more,
    )
    return records.line.msgspec.structs.replace(made, at=f"{day}T09:00:00.000Z")


def asked(found, here="04", today=DAY):
    return [(one.unit, one.item.id) for one in opening.questions(found, here, today)]


@pytest.fixture(scope="module")
def pool():
    """Give the questions that unit 04 may begin with; there are more than it asks."""
    found = all_of("04")
    assert len(found) > MOST
    return found


def test_only_keyed_checks_of_earlier_units_are_asked(pool):
    """No setting, no prediction, nothing of this unit or a later one, nothing that needs its own page."""
    for number, item_id in pool:
        item = content.load_unit(number).item(item_id)
        assert (True, "check", True) == (number < "04", item.use, item.alone)
        assert item.key


def test_what_was_never_asked_is_asked_when_there_is_nothing_else(pool):
    """A learner who jumps to a late unit is asked all the same; units that were begun come first."""
    assert pool[:MOST] == asked([])
    first, *others = [one for one in pool if one[0] == "03"]

    assert [first, *others][:MOST] == asked([record(*first, right=True)])


def test_the_surest_errors_come_first_then_the_oldest(pool):
    """Then what was answered right, the oldest first; never the same twice."""
    a, b, c, d = pool[:4]
    found = [
        record(*a, right=True),
        record(*b, right=False),
        record(*c, right=False, confidence=0.5),
        record(*d, right=False, confidence=1),
    ]

    assert [d, c, b] == asked(found)
    assert [b, a] == asked(found[:2])[:2]
    assert len(set(asked(found))) == len(asked(found))


def test_an_error_that_was_put_right_with_the_feedback_in_sight_is_still_one(pool):
    """What counts is the first answer of the last time; answered right on another day, it is none any more."""
    a, b = pool[:2]
    found = [record(*b, right=True), record(*a, right=False), record(*a, right=True)]

    assert a == asked(found)[0]
    later = [*found, record(*a, right=True, day="2026-11-23", asked_in="03")]
    assert b == asked(later)[0]


def test_the_questions_stay_all_day_and_change_with_the_next(pool):
    """What is answered at the start of this unit today moves nothing before tomorrow."""
    a, b, c = pool[:3]
    found = [record(*one, right=False) for one in (a, b, c)]
    first = asked(found)
    found.append(record(*a, right=True, day=DAY, asked_in="04"))

    assert [a, b, c] == first == asked(found)
    assert a not in asked(found, today=NEXT)[:2]
    assert [b, c] == asked(found, today=NEXT)[:2]


def test_one_file_and_one_day_give_one_choice(pool):
    """No chance is in it."""
    found = [record(*one, right=place % 2 == 0) for place, one in enumerate(pool)]

    assert asked(found) == asked(list(found))


def test_every_unit_from_the_second_on_has_three_questions_to_ask():
    """As soon as the units before it have so many."""
    for number in content.unit_numbers():
        assert min(MOST, len(all_of(number))) == len(asked([], here=number))
