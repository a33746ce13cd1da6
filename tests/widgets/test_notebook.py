"""A notebook's way in: answers come back as they were left, two pages stay alike, settings hold everywhere."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from coprod_widgets import content, records, unit
from coprod_widgets.content import ContentError
from coprod_widgets.desk import Desk
from coprod_widgets.notebook import Unit


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def reopened(tmp_path):
    """Return a way to open the same folder as a new kernel would."""
    return lambda: Desk(tmp_path)


def four(desk):
    return Unit("04", desk)


def zero(desk):
    return Unit("00", desk)


def lines(desk):
    return [json.loads(line) for line in desk.answers_path.read_text(encoding="utf-8").splitlines()]


def from_page(widget, via="tap", **state):
    widget.set_state({"via": via, **state})


def test_opening_a_unit_again_shows_every_answer_as_it_was_left(desk, reopened):
    """Places, facts, how sure, and a result that was shown: all there for a new kernel."""
    widget = four(desk).activity("sort-hard")
    from_page(widget, value={"ines-plan": "co-production"})
    from_page(widget, answers=_fact_answer())
    from_page(widget, confidence=0.5)
    widget.check()

    again = four(reopened()).activity("sort-hard")

    assert widget.value == again.value
    assert widget.answers == again.answers
    assert 0.5 == again.confidence
    assert widget.result == again.result


def _fact_answer():
    fact = content.load_unit("04").item("sort-hard.fact.ines-plan")
    return {fact.id: [fact.choices[0].id]}


def test_an_unchecked_answer_comes_back_without_a_result(desk, reopened):
    """Work in progress stays work in progress."""
    from_page(four(desk).activity("sort-clear"), value={"visitor-permits": "consultation"})

    again = four(reopened()).activity("sort-clear")

    assert {"visitor-permits": "consultation"} == again.value
    assert {} == again.result


def test_opening_a_unit_writes_nothing(desk):
    """Only what a learner does is kept."""
    for item in content.load_unit("04").items:
        getattr(four(desk), item.use)(item.id)

    assert not desk.answers_path.exists()


def test_a_record_says_what_was_answered_where_and_how(desk):
    """Unit, item, digest, interaction, response, attempt and route are in the line; no name is."""
    from_page(four(desk).activity("sort-clear"), via="drag", value={"visitor-permits": "consultation"})
    item = content.load_unit("04").item("sort-clear")

    [line] = lines(desk)
    assert ("04", "sort-clear", "sort", "drag", 1, None) == tuple(
        line[name] for name in ("unit", "item", "interaction", "via", "attempt", "score")
    )
    assert content.digest(item) == line["digest"]
    assert {"visitor-permits": "consultation"} == line["response"]


def test_attempts_count_checks(desk):
    """Everything up to the first check is attempt one; what follows is attempt two."""
    widget = four(desk).activity("sort-clear")
    from_page(widget, value={"visitor-permits": "engagement"})
    widget.check()
    widget.retry()
    from_page(widget, value={"visitor-permits": "consultation"})
    widget.check()

    assert [1, 1, 2, 2, 2] == [line["attempt"] for line in lines(desk)]
    assert [0.5, 1.0] == [line["score"]["raw"] for line in lines(desk) if line["score"]]


def test_two_pages_on_one_item_stay_alike(desk):
    """Two browser tabs share a kernel: what is done in one is seen in the other, and kept once."""
    one, two = four(desk).activity("sort-clear"), four(desk).activity("sort-clear")
    from_page(one, value={"visitor-permits": "engagement"})
    one.check()

    assert one.value == two.value
    assert one.result == two.result
    assert 2 == len(lines(desk))


def test_a_page_loaded_anew_hears_that_what_it_holds_is_kept(desk):
    """The last words of the page before may arrive after it is there: what it hands over then is no news to Python."""
    before, anew = four(desk).activity("sort-clear"), four(desk).activity("sort-clear")
    from_page(before, value={"visitor-permits": "engagement"})

    assert {"": {"visitor-permits": "engagement"}} == anew._kept


def test_two_kernels_on_one_folder_lose_nothing(desk, reopened):
    """Two pages that share a folder but no kernel: what one placed is not undone by the other."""
    one, two = four(desk).activity("sort-clear"), four(reopened()).activity("sort-clear")
    from_page(one, value={"visitor-permits": "consultation"})
    from_page(two, value={"report-app": "co-design"})
    assert {"visitor-permits": "consultation", "report-app": "co-design"} == two.value

    from_page(two, value={"report-app": "co-design"})
    from_page(one, value={"visitor-permits": "engagement"})
    assert {"visitor-permits": "engagement", "report-app": "co-design"} == one.value
    assert one.value == four(reopened()).activity("sort-clear").value


def test_a_check_takes_in_what_another_kernel_has_placed(desk, reopened):
    """What is marked is what the learner has placed, on whichever page."""
    one, two = four(desk).activity("sort-clear"), four(reopened()).activity("sort-clear")
    from_page(one, value={"visitor-permits": "consultation"})
    from_page(two, value={"report-app": "co-design"})
    one._on_message(one, {"kind": "check", "state": {"value": one.value, "via": "tap"}}, [])

    assert 2.0 == one.result["score"]["raw"]
    assert {"visitor-permits": "consultation", "report-app": "co-design"} == lines(desk)[-1]["response"]


def test_a_unit_opened_again_knows_what_was_checked_before(desk, reopened):
    """Also when the learner has gone on since: what was shown then need not be hidden again."""
    widget = four(desk).activity("sort-clear")
    from_page(widget, value={"visitor-permits": "consultation"})
    before = four(reopened()).activity("sort-clear").checked
    widget.check()
    widget.retry()

    assert [False, True] == [before, four(reopened()).activity("sort-clear").checked]


def test_trying_again_is_kept_even_when_nothing_moves(desk, reopened):
    """A page opened later shows the work in progress, with what was right before, not the old result."""
    widget = four(desk).activity("sort-clear")
    from_page(widget, value={"visitor-permits": "consultation"})
    widget.check()
    widget.retry()

    again = four(reopened()).activity("sort-clear")

    assert {} == again.result
    assert {"visitor-permits": "consultation"} == again.value == again.right_before


def test_pages_that_were_reloaded_leave_no_widgets_behind(desk, monkeypatch):
    """Only the newest few widgets of an item stay alive; the others go once the page has taken them in."""
    monkeypatch.setattr("coprod_widgets.desk.desk.PUT_AWAY_S", 0.1)

    async def reload_often():
        widgets = [four(desk).activity("sort-clear") for _ in range(8)]
        at_once = [widget.comm is None for widget in widgets]
        await asyncio.sleep(0.3)
        return at_once, [widget.comm is None for widget in widgets]

    # A thread of its own: the browser tests leave an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        at_once, later = thread.submit(asyncio.run, reload_often()).result()

    assert [False] * 8 == at_once
    assert [True] * 4 + [False] * 4 == later


def test_an_answers_file_that_cannot_be_opened_is_told_as_that(desk):
    """The start page says what is wrong with the file, not that a line is."""
    desk.answers_path.mkdir()

    [notice] = zero(desk).start().item["notices"]

    assert "folder" in notice["text"]
    assert "lines could not be read" not in notice["text"]


def test_an_answer_that_no_longer_fits_is_left_out_and_kept_on_disk(desk, reopened):
    """A case that is gone from the course does not break the page; the record stays."""
    record = records.new_record(
        unit="04",
        item="sort-clear",
        digest="sha256:" + "0" * 64,
        interaction="sort",
        response={"gone": "consultation"},
    )
    records.append(desk.answers_path, record)

    assert {} == four(reopened()).activity("sort-clear").value
    assert 1 == len(lines(desk))


def test_easy_read_chosen_anywhere_holds_everywhere_and_stays(desk, reopened):
    """The switch in one activity, the choice on the start page and the next kernel agree."""
    widget, setting = four(desk).activity("sort-clear"), zero(desk).activity("reading")
    widget.set_state({"easy": True})

    assert ("easy",) == setting.value
    assert setting.easy
    assert four(reopened()).activity("sort-hard").easy

    from_page(setting, value=["plain"])
    assert not widget.easy
    assert not four(reopened()).activity("sort-hard").easy


def test_easy_read_chosen_on_two_pages_holds_on_all_of_each(desk, reopened):
    """Another page, with a kernel of its own, has chosen it already: the others here hear of it all the same."""
    here = reopened()
    one, other = four(here).activity("sort-clear"), four(here).activity("sort-hard")
    four(desk).activity("sort-clear").set_state({"easy": True})

    one.set_state({"easy": True})

    assert (True, True) == (one.easy, other.easy)
    assert 1 == len(lines(desk))


def test_the_way_of_answering_holds_everywhere_and_stays(desk, reopened):
    """Cards or list: chosen once."""
    widget, setting = four(desk).activity("sort-clear"), zero(desk).activity("answering")
    from_page(setting, value=["list"])
    assert "list" == widget.answering

    widget.set_state({"answering": "cards"})
    assert ("cards",) == setting.value
    assert "cards" == four(reopened()).activity("sort-hard").answering


def test_the_start_page_says_where_the_learner_is(desk):
    """Not yet started, in progress, completed: from the answers alone."""

    def status():
        page = zero(desk).start()
        return {row["unit"]: row["status"] for row in page.item["units"]}

    assert "not-started" == status()["04"]
    from_page(four(desk).activity("sort-clear"), value={"visitor-permits": "consultation"})
    assert "in-progress" == status()["04"]
    words = content.load_unit("04")
    for sitting in words.unit.sittings:
        for item_id in sitting.items:
            item = words.item(item_id)
            widget = getattr(four(desk), item.use)(item_id)
            widget.check()
    assert "completed" == status()["04"]


def test_the_start_page_offers_the_next_unit(desk):
    """Begin with the first unit after this page, then carry on where one is in progress."""
    first = content.load_unit(content.unit_numbers()[1]).unit.notebook
    assert (False, first) == _next(desk)
    from_page(four(desk).activity("sort-clear"), value={"visitor-permits": "consultation"})
    assert (True, "04-four-approaches.ipynb") == _next(desk)


def _next(desk):
    following = zero(desk).start().item["next"]
    return following["started"], following["notebook"]


def test_lines_that_cannot_be_read_are_told_on_the_start_page_and_kept(desk):
    """A torn line is reported, nothing is deleted, the other answers are there."""
    from_page(four(desk).activity("sort-clear"), value={"visitor-permits": "consultation"})
    with desk.answers_path.open("ab") as file:
        file.write(b'{"torn": \nnot json at all\n')
    before = desk.answers_path.read_bytes()

    [notice] = zero(desk).start().item["notices"]

    assert "2 lines could not be read" in notice["text"]
    assert {"visitor-permits": "consultation"} == four(desk).activity("sort-clear").value
    assert before == desk.answers_path.read_bytes()


def test_a_unit_that_is_not_there_is_said_with_those_that_are():
    """A typing slip in a notebook is a sentence."""
    with pytest.raises(ContentError, match=r"no unit '99'; the course has: 00, (.*, )?04"):
        unit("99")


def test_an_item_that_is_not_there_is_said_with_the_nearest(desk):
    """So is a slip in an item's name, or a check called an activity."""
    with pytest.raises(ContentError, match="sort-clear"):
        four(desk).activity("sort-claer")
    with pytest.raises(ContentError, match=r"when-consult is shown with \.check"):
        four(desk).activity("when-consult")
