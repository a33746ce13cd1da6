"""The pages about all answers: they follow the records, and what was deleted comes back from nowhere."""

import asyncio
import shutil
from datetime import date, timedelta

import msgspec
import pytest

from coprod_widgets import content, records
from coprod_widgets.desk import Desk, pages
from coprod_widgets.desk.asking_again import opening_page
from coprod_widgets.learner import review
from coprod_widgets.notebook import Unit

SORT = content.load_unit("04").item("sort-clear")
FIRST, SECOND, *_ = [case.id for case in SORT.cases]
CHECK = {"kind": "check"}
ON_ITS_WAY = [
    ("04", "sort-clear", {FIRST: "consultation", SECOND: "engagement"}, CHECK),
    ("01", "mark-two", {"tlap": {"power": [[5, 6]]}}, CHECK),
    ("03", "quarry-bank", {"stages": {"plan": 50}}, CHECK),
    ("08", "audit-first", {"assets": {"rating": 3, "evidence": ""}}, CHECK),
    ("08", "plan", [{"action": "Share the agenda."}], {"kind": "file", "for": "x", "form": "markdown"}),
]
"""One of each widget that asks with what it shows: unit, item, an answer, and how it asks."""


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def other(tmp_path):
    """Give another kernel's desk on the same folder."""
    return Desk(tmp_path)


def from_page(widget, **state):
    widget.set_state({"via": "tap", **state})


def date_back(path, days):
    """Have everything in an answers file have happened so many days ago."""
    found = records.read(path).records
    path.unlink()
    for record in found:
        day = date.fromisoformat(record.at[:10]) - timedelta(days=days)
        records.append(path, msgspec.structs.replace(record, at=day.isoformat() + record.at[10:]))


def test_the_start_page_says_how_many_minutes_are_left(desk):
    """Of each unit and of the whole: the sum of the sittings that are not completed."""
    page = pages.start_page(desk)
    rows = page.item["units"]
    every = sum(one["minutes"] for row in rows for one in row["sittings"])
    hours, rest = divmod(every, 60)

    assert f"{hours} hours" in page.item["left"]["text"]
    assert not rest or f"{rest} minutes" in page.item["left"]["text"]
    assert "About 10 minutes left" == rows[0]["left"]["text"]


def test_an_empty_folder_for_exercises_shows_nothing_on_the_start_page(desk):
    """It is there from the first start on, and a zip that is dropped there is told of once it has come."""
    without = pages.start_page(desk).item
    (desk.folder / "exercises").mkdir()

    assert [] == without["exercises"]
    assert without == pages.start_page(desk).item


def test_the_start_page_follows_what_is_answered_beside_it(desk):
    """No reload: what is completed is so at once, and has nothing left."""
    page = pages.start_page(desk)
    for item_id in ("reading", "answering"):
        widget = Unit("00", desk).activity(item_id)
        from_page(widget, value=[widget.item["choices"][0]["id"]])
    assert "not-started" == page.item["units"][0]["status"]
    check = Unit("00", desk).check("cannot-teach")
    from_page(check, value=list(check.shows.key))
    assert "in-progress" == page.item["units"][0]["status"]
    check.check()

    assert ("completed", 0) == (page.item["units"][0]["status"], page.item["units"][0]["left"])
    assert str(len(desk.reading().records)) in page.item["pages"][1]["says"]["text"]


def test_a_folder_that_was_copied_elsewhere_has_the_same_place_in_the_course(desk, tmp_path):
    """Moving, restarting and updating change nothing: it is all in the records."""
    from_page(Unit("04", desk).activity("sort-clear"), value={FIRST: "consultation"})
    copy = tmp_path / "copied" / "elsewhere"
    shutil.copytree(tmp_path, copy, ignore=shutil.ignore_patterns("copied"))

    here, there = (pages.start_page(one).item for one in (Desk(tmp_path), Desk(copy)))

    assert here == there
    assert {FIRST: "consultation"} == Unit("04", Desk(copy)).activity("sort-clear").value
    assert "sort-pairs" == here["next"]["item"] or here["next"]["started"]


def test_the_review_page_asks_a_missed_card_with_its_story_and_keeps_where_it_was_asked(desk):
    """A day later; the page says what is next as soon as it is answered, and opened again it shows the answer."""
    widget = Unit("04", desk).activity("sort-clear")
    answer = SORT.cases[0].answer
    wrong = "none" if answer != "none" else "consultation"
    from_page(widget, value={FIRST: wrong}, confidence=1.0)
    widget.check()
    date_back(desk.answers_path, 1)

    head, question = pages.review_page(desk).children
    assert "One of your answers comes back today." == head.item["says"][0]["text"]
    assert SORT.cases[0].story.text == question.item["about"]["story"]["text"]
    assert "key" not in str(question.item["choices"])
    from_page(question, value=[answer])
    question.check()

    last = desk.reading().records[-1]
    assert (review.HERE, "04", f"sort-clear.again.{FIRST}", True) == (last.asked_in, last.unit, last.item, last.checked)
    assert head.item["says"][0]["text"].startswith("That was all for today. The next comes back on ")
    assert "BEGIN:VEVENT" in head.item["calendar"]
    _, again = pages.review_page(Desk(desk.folder)).children
    assert ((answer,), True) == (again.value, bool(again.result))
    assert {FIRST: wrong} == Unit("04", Desk(desk.folder)).activity("sort-clear").value


def test_without_an_error_the_review_page_says_so(desk):
    """And offers no calendar."""
    [head] = pages.review_page(desk).children

    assert "There is nothing to look at again." in head.item["says"][0]["text"]
    assert ([], "") == (head.item["days"], head.item["calendar"])


def test_deleting_is_asked_twice(desk):
    """Any word but the one asked for leaves everything as it is."""
    from_page(Unit("04", desk).activity("sort-clear"), value={FIRST: "consultation"})
    page = pages.answers_page(desk)
    for word in ("", "yes", "delete me", None, 7, ["delete"]):
        page._on_message(None, {"kind": "forget", "word": word}, [])
        assert "Nothing was deleted." in page.said["text"]
        assert desk.answers_path.exists()

    page._on_message(None, {"kind": "forget", "word": " Delete "}, [])

    assert not desk.answers_path.exists()
    assert ("Your answers are deleted.", 1) == (page.said["text"][:25], page.deleted)
    assert not page.item["any"]


def test_a_copy_that_an_editor_kept_aside_can_be_deleted_alone(desk):
    """Who deletes the file by hand leaves it behind without knowing."""
    copy = desk.folder / ".ipynb_checkpoints" / "answers-checkpoint.jsonl"
    copy.parent.mkdir()
    copy.write_text("{}")
    page = pages.answers_page(desk)
    assert page.item["any"]

    page.forget("delete")

    assert (False, False) == (copy.exists(), page.item["any"])


def test_deleting_empties_every_page_of_this_kernel(desk):
    """Placed cards, results, settings, texts: as on the first day."""
    sort, text = Unit("04", desk).activity("sort-clear"), next(_texts(desk))
    start = pages.start_page(desk)
    from_page(sort, value={FIRST: "consultation"}, confidence=1.0)
    sort.check()
    from_page(text, value="Something private.")
    from_page(sort, easy=True)

    pages.answers_page(desk).forget("delete")

    assert ({}, {}, None, False) == (sort.value, sort.result, sort.confidence, sort.checked)
    assert ("", False) == (text.value, sort.easy)
    assert {"not-started"} == {row["status"] for row in start.item["units"]}
    assert not desk.answers_path.exists()


def _texts(desk):
    for number in content.unit_numbers():
        for item in content.load_unit(number).items:
            if item.interaction == "reflect":
                yield getattr(Unit(number, desk), item.use)(item.id)


def test_another_kernel_does_not_bring_back_what_was_deleted(desk, other):
    """Its next answer finds the page empty, and says so; the one after that is kept, alone."""
    page = Unit("04", other).activity("sort-clear")
    from_page(page, value={FIRST: "consultation"})
    from_page(page, value={FIRST: "consultation", SECOND: "engagement"})
    records.forget(desk.answers_path)

    from_page(page, value={FIRST: "none", SECOND: "engagement"})

    assert {} == page.value
    assert 1 == page._anew  # the browser lets go of what it held
    assert "Your answers are no longer in this folder" in page.error
    assert not desk.answers_path.exists()
    from_page(page, _since=1, value={SECOND: "none"})
    assert "" == page.error
    assert [{SECOND: "none"}] == [one.response for one in records.read(desk.answers_path).records]


@pytest.fixture
def emptied(desk, other):
    """A page whose kernel has noticed a deletion by itself, before the page has heard of it."""
    page = Unit("04", other).activity("sort-clear")
    from_page(page, value={FIRST: "consultation"})
    records.forget(desk.answers_path)
    other.start_anew()
    return page


def test_an_answer_on_its_way_does_not_bring_back_what_was_deleted(emptied, desk):
    """It was given to a page that still showed the deleted answers: refused, with a sentence; the next is kept."""
    from_page(emptied, value={FIRST: "consultation", SECOND: "engagement"})

    assert {} == emptied.value
    assert "Your answers are no longer in this folder" in emptied.error
    assert not desk.answers_path.exists()
    from_page(emptied, _since=1, value={SECOND: "none"})
    assert "" == emptied.error
    assert [{SECOND: "none"}] == [one.response for one in records.read(desk.answers_path).records]


@pytest.mark.parametrize(("number", "item_id", "value", "message"), ON_ITS_WAY, ids=[row[1] for row in ON_ITS_WAY])
def test_a_question_on_its_way_gets_nothing_that_was_deleted(desk, other, number, item_id, value, message):
    """Who asks what to make of answers that are gone is told that they are."""
    item = content.load_unit(number).item(item_id)
    page = getattr(Unit(number, other), item.use)(item_id)
    sent = []
    page.send = sent.append
    from_page(page, value=value)
    records.forget(desk.answers_path)
    other.start_anew()

    page._on_message(page, message | {"state": {"via": "tap", "_since": 0, "value": value}}, [])

    assert (type(value)(), {}, False, []) == (page.value, page.result, page.checked, sent)
    assert "Your answers are no longer in this folder" in page.error
    assert not desk.answers_path.exists()


def test_a_question_on_its_way_is_answered_although_nothing_was_in_it(emptied):
    """Nothing of it is news, and no result comes: a page that heard nothing could not ask again."""
    emptied._on_message(emptied, CHECK | {"state": {"via": "tap", "_since": 0, "value": {}}}, [])

    assert ({}, False) == (emptied.result, emptied.checked)
    assert "Your answers are no longer in this folder" in emptied.error


def test_a_question_asked_again_does_not_keep_what_was_deleted(desk, other):
    """At the start of a unit as well: an answer on its way to a question of an earlier unit is gone with the others."""
    Unit("03", desk).check("people-alone").check()
    page = opening_page(other, "04").children[0]
    records.forget(desk.answers_path)
    other.start_anew()

    from_page(page, value=[page.shows.choices[0].id])

    assert () == page.value
    assert "Your answers are no longer in this folder" in page.error
    assert not desk.answers_path.exists()


def test_a_story_begins_again_after_a_deletion(desk):
    """To begin is no answer, and needs none before it: the page says by itself that it has heard of the deletion."""
    story = Unit("07", desk).activity("harbour-lane")
    begin = {"kind": "go", "state": {"via": "tap", "_since": 0}}
    story._on_message(story, begin, [])
    records.forget(desk.answers_path)
    desk.start_anew()
    assert "begin" == story._scene["phase"]

    story._on_message(story, begin, [])
    assert "Your answers are no longer in this folder" in story.error
    assert not desk.answers_path.exists()
    story._on_message(story, begin | {"state": {"via": "tap", "_since": 1}}, [])

    assert "deciding" == story._scene["phase"]
    assert "" == story.error


def test_what_another_page_checked_after_a_deletion_can_be_tried_again_here(emptied, other):
    """It has answered nothing since, and its page has heard of the deletion all the same."""
    page = Unit("04", other).activity("sort-clear")
    from_page(page, value={FIRST: "none"})
    page.check()
    assert emptied.result

    emptied._on_message(emptied, {"kind": "retry", "state": {"via": "tap", "_since": 1}}, [])

    assert ({}, "") == (emptied.result, emptied.error)


def test_a_cell_may_answer_at_once_after_a_deletion(emptied, desk):
    """Only a page can be behind."""
    emptied.value = {SECOND: "none"}

    assert [{SECOND: "none"}] == [one.response for one in records.read(desk.answers_path).records]


def test_an_answer_that_waited_to_be_kept_does_not_outlive_a_deletion(desk, other, monkeypatch):
    """A full disk makes answers wait; deleted meanwhile, they are gone as well."""
    page = Unit("04", other).activity("sort-clear")
    from_page(page, value={FIRST: "consultation"})

    def full(*_arguments, **_options):
        raise records.RecordError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(records, "append", full)
        from_page(page, value={FIRST: "none"})
    records.forget(desk.answers_path)
    from_page(page, value={FIRST: "engagement"})

    assert not desk.answers_path.exists()
    assert ({}, []) == (page.value, page._waiting)


def test_an_idle_kernel_notices_a_deletion_by_itself(desk, other, monkeypatch):
    """Open pages become empty without anything being done on them."""
    monkeypatch.setattr("coprod_widgets.desk.desk.LOOK_S", 0.01)

    async def stay():
        page = Unit("04", other).activity("sort-clear")
        from_page(page, value={FIRST: "consultation"})
        records.forget(desk.answers_path)
        while page.value:
            await asyncio.sleep(0.01)
        return page

    assert {} == asyncio.run(asyncio.wait_for(stay(), 20)).value


def test_answers_that_come_from_another_kernel_reach_the_start_page(desk, other, monkeypatch):
    """Two tabs: the list of units follows what is done in the other."""
    monkeypatch.setattr("coprod_widgets.desk.desk.LOOK_S", 0.01)

    async def stay():
        page = pages.start_page(other)
        from_page(Unit("04", desk).activity("sort-clear"), value={FIRST: "consultation"})
        while {row["status"] for row in page.item["units"]} == {"not-started"}:
            await asyncio.sleep(0.01)
        return page

    assert asyncio.run(asyncio.wait_for(stay(), 20)).item["next"]["started"]


def test_what_is_kept_is_said_with_its_folder_and_days(desk):
    """How much, since when, where; an export is written beside it and told of."""
    page = pages.answers_page(desk)
    assert "No answers are kept yet." == page.item["says"][0]["text"]
    from_page(Unit("04", desk).activity("sort-clear"), value={FIRST: "consultation"})
    (desk.folder / "mine.txt").write_text("mine")

    page._on_message(None, {"kind": "export"}, [])

    assert str(desk.folder) == page.item["folder"]
    assert page.item["says"][0]["text"].startswith("Answers kept: 1, from ")
    assert ([page.exported], ["mine.txt"]) == (page.item["exports"], page.item["own"])
    assert (desk.folder / page.exported).is_file()


def test_a_plan_forgets_what_was_written_before_it_as_well(desk):
    """What other units' answers brought to a page goes with them."""
    [item] = [item for item in content.load_unit("08").items if item.interaction == "plan"]
    number, _, item_id = item.builds_on[0].partition(".")
    words = content.load_unit(number).item(item_id)
    from_page(getattr(Unit(number, desk), words.use)(item_id), value="Something private.")
    plan = getattr(Unit("08", desk), item.use)(item.id)
    from_page(plan, value=[{"action": "Ask three people"}])
    assert ("Something private.", 1) == (plan.earlier[0]["text"], len(plan.value))

    pages.answers_page(desk).forget("delete")

    assert ([], []) == (plan.earlier, plan.value)
