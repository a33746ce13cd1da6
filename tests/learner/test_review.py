"""What comes back, and when: from the records and the day alone."""

from datetime import date, timedelta

import msgspec
import pytest

from coprod_widgets import content, records, scoring
from coprod_widgets.content.again import asked_again
from coprod_widgets.learner import review

DAY = "2026-11-20"
UNIT = content.load_unit("04")
SORT = UNIT.item("sort-clear")
RIGHT = {case.id: case.answer for case in SORT.cases}
FIRST, SECOND, *_ = RIGHT


def later(days):
    """Return a day so many days after the first."""
    return (date.fromisoformat(DAY) + timedelta(days=days)).isoformat()


def check(number, item, response, day=DAY, **more):
    """Make the record of a check as a widget keeps it."""
    made = records.new_record(
        unit=number,
        item=item.id,
        digest=content.digest(item),
        interaction=item.interaction,
        response=response,
        checked=True,
        score=scoring.score(item, response),
        **more,
    )
    return msgspec.structs.replace(made, at=f"{day}T09:00:00.000Z")


def sorted_with(wrong, day=DAY, **more):
    """Check the clear cards, with these placed wrong."""
    other = {one: "none" if RIGHT[one] != "none" else "consultation" for one in wrong}
    return check("04", SORT, RIGHT | other, day, **more)


def again(question_id, right, day, number="04"):
    """Answer a question on the review page."""
    item, _ = asked_again(content.load_unit(number))[question_id]
    wrong = next(choice.id for choice in item.choices if choice.id not in item.key)
    return check(number, item, list(item.key) if right else [wrong], day, asked_in=review.HERE)


def card(case):
    return f"sort-clear.again.{case}"


def asked(found, day):
    return [one.item.id for one in review.review(found, day).questions]


def test_an_error_comes_back_after_1_7_and_30_days_and_then_stays_away():
    """Each time that it is right when it is due, the next step is further off."""
    found, day = [sorted_with([FIRST])], 0
    for step in review.DAYS:
        assert [] == asked(found, later(day + step - 1))
        day += step
        assert [card(FIRST)] == asked(found, later(day))
        found.append(again(card(FIRST), True, later(day)))

    assert {} == review.errors(found)
    assert review.Review([], 0, 0, {}) == review.review(found, later(day + 400))


def test_wrong_again_begins_again_the_next_day():
    """However far it had come."""
    found = [sorted_with([FIRST]), again(card(FIRST), True, later(1)), again(card(FIRST), False, later(8))]

    assert [card(FIRST)] == asked(found, later(9))
    assert later(9) == review.errors(found)["04", card(FIRST)].due.isoformat()


def test_right_before_it_is_due_changes_nothing():
    """What was put right with the feedback in sight is not yet known a day later."""
    found = [sorted_with([FIRST]), sorted_with([])]
    assert [card(FIRST)] == asked(found, later(1))

    found = [sorted_with([FIRST]), again(card(FIRST), True, later(1)), sorted_with([], later(3))]
    assert later(8) == review.errors(found)["04", card(FIRST)].due.isoformat()


def test_the_same_card_right_in_the_sort_itself_counts_when_it_is_due():
    """Where a question is answered makes no difference."""
    found = [sorted_with([FIRST]), sorted_with([], later(2))]

    assert later(9) == review.errors(found)["04", card(FIRST)].due.isoformat()


def test_confident_errors_come_first_then_the_oldest():
    """A guess that was wrong can wait."""
    hard = UNIT.item("sort-hard")
    [miss] = [case for case in hard.cases][:1]
    wrong = {miss.id: "none" if miss.answer != "none" else "consultation"}
    found = [
        sorted_with([SECOND], confidence=0.0),
        check("04", hard, wrong, later(1), confidence=1.0),
        check("04", SORT, {FIRST: "none" if RIGHT[FIRST] != "none" else "consultation"}, later(2), confidence=0.5),
    ]

    assert [f"sort-hard.again.{miss.id}", card(FIRST), card(SECOND)] == asked(found, later(4))


def test_what_is_answered_today_stays_on_the_page_and_moves_what_is_coming():
    """A page opened again asks the same; the next day is told at once."""
    found = [sorted_with([FIRST])]
    assert {} == review.review(found, later(1)).coming
    found.append(again(card(FIRST), True, later(1)))

    now = review.review(found, later(1))
    assert [card(FIRST)] == [one.item.id for one in now.questions]
    assert (1, 0) == (review.review(found[:1], later(1)).due, now.due)
    assert {date.fromisoformat(later(8)): 1} == now.coming
    assert date.fromisoformat(later(8)) == now.next_day


def test_no_day_brings_back_more_than_a_few():
    """The others wait, and are counted."""
    found = [sorted_with(RIGHT), check("04", UNIT.item("sort-hard"), {})]
    hard = UNIT.item("sort-hard")
    wrong = {case.id: "none" if case.answer != "none" else "consultation" for case in hard.cases}
    found.append(check("04", hard, wrong, later(1)))

    now = review.review(found, later(2))

    assert (review.MOST, len(SORT.cases) + len(hard.cases) - review.MOST) == (len(now.questions), now.waiting)
    assert now.waiting == now.coming[date.fromisoformat(later(3))]


def test_a_wrong_check_and_a_missed_link_come_back_too():
    """Any keyed choice, every strong link that was not drawn, every drawn one that is none."""
    item = UNIT.item("when-consult")
    wrong = next(choice.id for choice in item.choices if choice.id not in item.key)
    [walk] = [one for one in content.load_unit("02").items if one.interaction == "link" and one.keyed][:1]
    missed, *drawn = walk.strong
    nothing = next(
        [a, b] for a in walk.left.codes for b in walk.right.codes if scoring.links.rating_of(walk, a, b) == "none"
    )
    found = [check("04", item, [wrong]), check("02", walk, [*map(list, drawn), nothing])]

    names = {f"{walk.id}.again.{'-'.join(pair).lower()}" for pair in (missed, nothing)}
    assert {"when-consult", *names} == set(asked(found, later(1)))


def test_a_card_that_was_not_placed_is_no_error():
    """Only what was answered can have been wrong."""
    assert {} == review.errors([check("04", SORT, {FIRST: RIGHT[FIRST]})])


def test_what_the_course_no_longer_has_is_left_out():
    """Records of items, units and cards that are gone do no harm."""
    found = sorted_with([FIRST])
    gone = [
        msgspec.structs.replace(found, unit="77"),
        msgspec.structs.replace(found, item="gone"),
        msgspec.structs.replace(found, response={"no-such-card": "none"}),
        msgspec.structs.replace(found, interaction="choice", item="gone", response=["x"]),
    ]

    assert {} == review.errors(gone)


def test_a_learner_who_comes_back_a_week_later_finds_the_right_reviews():
    """Errors of two days, one put right meanwhile: due are those of a week ago, the surest first, and nothing else."""
    found = [
        sorted_with([FIRST, SECOND], confidence=0.9),
        again(card(FIRST), True, later(1)),
        again(card(SECOND), False, later(1)),
        sorted_with([], later(1), asked_in="05"),
    ]

    assert [card(SECOND)] == asked(found, later(7))
    assert {card(FIRST), card(SECOND)} == set(asked(found, later(8)))


@pytest.mark.parametrize("found", [[], [sorted_with([])]])
def test_without_an_error_nothing_is_on_its_way(found):
    """Neither today nor later."""
    assert review.Review([], 0, 0, {}) == review.review(found, later(1))
