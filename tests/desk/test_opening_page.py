"""Questions of earlier units at the start of a unit: asked fresh, kept apart, counted on."""

import json

import pytest

from coprod_widgets.desk import Desk
from coprod_widgets.desk.asking_again import opening_page
from coprod_widgets.learner import progress
from coprod_widgets.notebook import Unit

CHECK = ("03", "people-alone")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def reopened(tmp_path):
    """Return a way to open the same folder as a new kernel would."""
    return lambda: Desk(tmp_path)


def lines(desk):
    return [json.loads(line) for line in desk.answers_path.read_text(encoding="utf-8").splitlines()]


def answer(widget, right):
    """Answer as the page does, and ask for the check."""
    item = widget.shows
    wrong = [choice.id for choice in item.choices if choice.id not in item.key][:1]
    widget.set_state({"via": "tap", "value": item.key if right else wrong})
    widget._on_message(widget, {"kind": "check", "state": {"via": "tap", "value": list(widget.value)}}, [])


def again(desk, today=None):
    """Return the widget that asks `CHECK` again at the start of unit 04."""
    return next(one for one in opening_page(desk, "04", today).children if one.shows.id == CHECK[1])


@pytest.fixture
def wrong(desk):
    """Answer a check of unit 03 wrongly on its own page."""
    widget = Unit("03", desk).check(CHECK[1])
    answer(widget, right=False)
    return widget


def test_where_a_question_is_from_ends_as_a_sentence(desk):
    """What can be chosen stands right behind it."""
    from_start = next(one for one in opening_page(desk, "04").children if "unit 00" in one.item["note"]["text"])

    assert "From unit 00: Start here." == from_start.item["note"]["text"]


def test_a_question_is_asked_fresh_with_the_unit_that_it_is_from(desk, wrong):
    """The old answer is not in it, no key is on the page, and it stands beside its own page's widget."""
    widget = opening_page(desk, "04").children[0]

    assert ((), {}, False) == (widget.value, widget.result, widget.checked)
    assert wrong.shows is widget.shows
    assert "From unit 03: Power: who decides, and who does?" == widget.item["note"]["text"]
    assert "Unit 03" in widget.item["note"]["easy"]
    assert wrong.item["id"] != widget.item["id"]
    assert not {"key", "feedback"} & set(json.dumps(widget.item).split('"'))


def test_an_answer_is_a_new_record_of_the_earlier_question(desk, wrong):
    """The first attempt is kept, attempts count on, and the line says where it was asked."""
    answer(again(desk), right=True)
    kept = [line for line in lines(desk) if line["item"] == CHECK[1] and line["checked"]]

    assert [("03", 1, 0.0, None), ("03", 2, 1.0, "04")] == [
        (line["unit"], line["attempt"], line["score"]["scaled"], line.get("asked_in")) for line in kept
    ]


def test_the_earlier_unit_stays_as_it_was_left(desk, wrong, reopened):
    """Its page shows its own answer, and an answer there counts on from all attempts."""
    answer(again(desk), right=True)
    there = Unit("03", reopened()).check(CHECK[1])

    assert (wrong.value, wrong.result) == (there.value, there.result)
    answer(there, right=True)
    assert 3 == lines(desk)[-1]["attempt"]


def test_progress_goes_by_the_units_own_pages(desk):
    """A unit that was never opened is not begun by a question from it, and a unit is not begun by its opening."""
    before = progress.unit_rows(desk.reading().records)
    for widget in opening_page(desk, "04").children:
        answer(widget, right=True)

    assert before == progress.unit_rows(desk.reading().records)
    assert progress.next_unit(before) == progress.next_unit(progress.unit_rows(desk.reading().records))


def test_opening_a_page_again_on_one_day_shows_what_was_answered_there(desk, wrong, reopened):
    """The same questions, with the answer and its feedback; on the next day what is still wrong comes first, fresh."""
    answer(Unit("03", desk).check("not-halved"), right=False)
    widget = again(desk)
    today = [one.shows.id for one in opening_page(desk, "04").children]
    answer(widget, right=True)
    day = lines(desk)[-1]["at"][:10]
    page = opening_page(reopened(), "04", day).children

    assert today == [one.shows.id for one in page]
    assert (widget.value, widget.result) == (page[0].value, page[0].result)
    tomorrow = opening_page(reopened(), "04", "2999-01-01").children
    assert "not-halved" == tomorrow[0].shows.id
    assert [(), (), ()] == [one.value for one in tomorrow]


def test_two_tabs_on_one_page_stay_alike(desk, wrong):
    """As with every other question."""
    one, two = again(desk), again(desk)
    answer(one, right=True)

    assert (one.value, one.result) == (two.value, two.result)
    assert wrong.value != one.value


def test_easy_read_holds_here_as_well(desk, wrong):
    """The setting is one."""
    wrong.set_state({"easy": True})

    assert all(one.easy for one in opening_page(desk, "04").children)


def test_looking_writes_nothing(desk):
    """Only what a learner does is kept."""
    Unit("04", desk).opening()

    assert not desk.answers_path.exists()
