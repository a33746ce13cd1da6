"""The crosswalk as a widget: nothing drawn at first, reasons when asked for, one record by whatever route."""

import json

import pytest
import traitlets

from coprod_widgets import PrincipleCrosswalk, content, records
from coprod_widgets.content import ContentError
from coprod_widgets.content.checks import lint
from coprod_widgets.desk import Desk
from coprod_widgets.learner import progress
from coprod_widgets.widgets.principle_crosswalk import grid_view

OWN = {"left": ["Ask first", "Pay fairly"], "right": ["Listen", "Share money"], "links": [("A1", "B1")]}


def course(item_id, **how):
    return PrincipleCrosswalk(content.load_unit("02").item(item_id), **how)


def page_state(widget):
    """Return everything that the page holds of a widget, as text, its code and its words left out."""
    state = widget.get_state()
    return json.dumps({name: value for name, value in state.items() if name not in ("_esm", "_css", "_words")})


def send(widget, kind, **more):
    widget._on_message(widget, {"kind": kind, **more}, [])


# --- on its own ------------------------------------------------------------------------------------


def test_it_works_with_a_learner_s_own_lists():
    """Texts in, links out, marks when there is something to go by."""
    widget = PrincipleCrosswalk(**OWN)
    heard = []
    widget.observe(lambda change: heard.append(change["new"]), "value")
    assert ([], {}) == (widget.value, widget.result)
    widget.value = [["A2", "B2"], ["A1", "B1"]]

    assert [[["A1", "B1"], ["A2", "B2"]]] == heard
    assert 0.5 == widget.check().raw
    assert ["strong", "none"] == [link["rating"] for link in widget.result["links"]]


def test_without_links_nothing_is_marked():
    """Two lists to think with."""
    widget = PrincipleCrosswalk(left=["a"], right=["b"])
    widget.value = [["A1", "B1"]]

    assert widget.check() is None
    assert {} == widget.result
    assert not widget.item["keyed"]


def test_a_misspelt_argument_is_named():
    """A typing slip is a TypeError that says what was probably meant."""
    with pytest.raises(TypeError, match=r"PrincipleCrosswalk takes no argument 'linkz'. Did you mean 'links'\?"):
        PrincipleCrosswalk(left=["a"], right=["b"], linkz=[])


def test_lists_that_do_not_fit_are_refused_in_a_sentence():
    """What was got and what is allowed."""
    with pytest.raises(ContentError, match="there is no 'B9' on this side; allowed: B1"):
        PrincipleCrosswalk(left=["a"], right=["b"], links=[("A1", "B9")])


def test_a_link_that_is_not_there_is_refused_and_the_value_stays():
    """From Python an error, from the page a sentence in the widget."""
    widget = PrincipleCrosswalk(**OWN)
    with pytest.raises(traitlets.TraitError, match="there is no 'B7' on this side"):
        widget.value = [["A1", "B7"]]
    widget.set_state({"value": [["A1", "B7"]]})

    assert [] == widget.value
    assert "B7" in widget.error


# --- the course's ----------------------------------------------------------------------------------


def test_whatever_order_links_are_drawn_in_the_answer_is_one():
    """Row by row: the table and the lists leave the same record."""
    one, other = course("tlap-wales"), course("tlap-wales")
    one.value = [["T6", "W5"], ["T1", "W1"]]
    other.value = [["T1", "W1"], ["T6", "W5"]]

    assert [["T1", "W1"], ["T6", "W5"]] == one.value == other.value


def test_each_link_is_read_with_its_reason_and_false_friends_are_explained():
    """Strong, partial and none, in words, once the learner asks."""
    widget = course("tlap-ni")
    widget.value = [["T2", "N3"], ["T4", "N2"], ["T5", "N1"]]
    score = widget.check()

    assert (0.5, 4.0) == (score.raw, score.max)
    read = {"-".join(link["pair"]): link for link in widget.result["links"]}
    assert {"T2-N3": "strong", "T4-N2": "partial", "T5-N1": "none"} == {key: one["rating"] for key, one in read.items()}
    assert "voice" in read["T4-N2"]["friend"]["text"]
    assert "T5 is about" in read["T5-N1"]["reason"]["text"]
    assert "1 of 4 drawn" in widget.result["summary"]["text"]
    assert "the course's writers only, 25 November 2026" in widget.result["agreed"]["text"]


def test_the_links_that_were_not_drawn_are_shown_only_when_asked_for():
    """Not before a check, and not with it."""
    widget = course("tlap-ni")
    send(widget, "reveal")
    assert {} == widget.result
    widget.value = [["T1", "N1"]]
    widget.check()
    assert (3, False) == (widget.result["missed"], "reveal" in widget.result)
    send(widget, "reveal")

    assert [["T2", "N3"], ["T3", "N4"], ["T6", "N6"]] == sorted(link["pair"] for link in widget.result["reveal"])


def test_a_changed_link_takes_the_result_away():
    """What was said was about another answer."""
    widget = course("tlap-ni")
    widget.value = [["T1", "N1"]]
    widget.check()
    widget.value = [["T1", "N1"], ["T2", "N3"]]

    assert {} == widget.result
    assert widget.checked


def test_the_page_s_question_brings_what_it_shows():
    """A check sent with the state is about that state."""
    widget = course("tlap-ni")
    send(widget, "check", state={"value": [["T1", "N1"]], "via": "list"})

    assert 1.0 == widget.result["score"]["raw"]


def everything():
    """Return an item for every two lists of the course, and the one about a case."""
    lists = content.load_crosswalk().lists
    several = [(a, b) for a in lists for b in lists if (lists[a].rewords or a) < (lists[b].rewords or b)]
    return [*(content.link_item(a, b) for a, b in several), content.load_unit("02").item("find-sentence")]


@pytest.mark.parametrize("item", everything(), ids=lambda item: f"{item.left.id}-{item.right.id}")
def test_every_pair_has_a_reason_in_both_wordings_and_easy_read_stays_easy(item):
    """Also where it is put together from what the two are about."""
    for link in grid_view(item)["links"]:
        assert link["reason"]["text"], link["pair"]
        assert [] == lint.long_sentences(link["reason"]["easy"]), link["pair"]


def test_a_pair_with_a_gap_behind_it_says_so():
    """Only Wales has power in a heading, and a learner who links it elsewhere reads that."""
    links = {"-".join(link["pair"]): link for link in grid_view(content.link_item("tlap", "wales"))["links"]}

    assert "Only Wales puts power in a heading" in links["T2-W4"]["reason"]["text"]
    assert "Whose purposes count" in links["T6-W3"]["reason"]["text"]


# --- the explorer ----------------------------------------------------------------------------------


def test_the_explorer_holds_nothing_until_two_lists_are_chosen():
    """Then it holds every pair with its rating and reason, also in the later wording."""
    widget = course("four-lists")
    assert {} == widget._grid
    assert "mutual support" not in page_state(widget)
    send(widget, "lists", left="tlap", right="wales-current")

    links = {"-".join(link["pair"]): link for link in widget._grid["links"]}
    assert 30 == len(links)
    assert ("none", "partial") == (links["T4-W2"]["rating"], links["T4-W2"]["also"])
    assert [] == [key for key, link in links.items() if not link["reason"]["text"]]


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("tlap", "tlap", "two different lists"),
        ("wales", "wales-current", "two different"),
        ("tlap", "x", "no two lists"),
    ],
)
def test_two_lists_that_are_not_two_are_refused_on_the_page(left, right, said):
    """In a sentence; the page stays as it was."""
    widget = course("four-lists")
    send(widget, "lists", left=left, right=right)

    assert said in widget.error
    assert {} == widget._grid
    send(widget, "lists", left="carnegie", right="ni")
    assert ("", "carnegie") == (widget.error, widget._grid["left"]["id"])


def test_a_page_can_t_ask_another_item_for_its_links():
    """Only where lists can be chosen are links handed out."""
    widget = course("tlap-ni")
    send(widget, "lists", left="tlap", right="ni")

    assert {} == widget._grid
    assert "to compare here" in widget.error


def test_two_lists_can_be_explored_at_once_in_a_cell_of_one_s_own():
    """By name, with nothing to answer."""
    widget = PrincipleCrosswalk(left="tlap", right="ni", explore=True)

    assert 36 == len(widget._grid["links"])
    with pytest.raises(traitlets.TraitError, match="nothing to answer"):
        widget.value = [["T1", "N1"]]


# --- kept ------------------------------------------------------------------------------------------


def test_links_and_what_was_read_come_back(tmp_path):
    """A new kernel shows them as they were left; two pages of one kernel are alike."""
    item = content.load_unit("02").item("tlap-wales")
    desk = Desk(tmp_path)
    widget, twin = desk.show("02", item), desk.show("02", item)
    widget.set_state({"via": "list", "value": [["T1", "W1"]]})
    assert widget.value == twin.value
    widget.check()

    again = Desk(tmp_path).show("02", item)
    assert ([["T1", "W1"]], widget.result) == (again.value, again.result)
    kept = records.read(desk.answers_path).records
    assert [("link", [["T1", "W1"]], False), ("link", [["T1", "W1"]], True)] == [
        (one.interaction, one.response, one.checked) for one in kept
    ]
    assert (["list", None], {"raw": 1.0, "max": 5.0, "scaled": 0.2}) == (
        [kept[0].via, kept[0].score],
        {"raw": kept[1].score.raw, "max": kept[1].score.max, "scaled": kept[1].score.scaled},
    )


def test_an_item_is_done_once_it_was_checked(tmp_path):
    """Links alone are work in progress."""
    item = content.load_unit("02").item("tlap-ni")
    desk = Desk(tmp_path)
    widget = desk.show("02", item)
    widget.value = [["T1", "N1"]]
    before = progress.is_done(desk.reading().records, "02", item)
    widget.check()

    assert (False, True) == (before, progress.is_done(desk.reading().records, "02", item))


def test_the_learner_s_way_of_answering_holds_here_too(tmp_path):
    """Who asked for plain lists on the start page gets them."""
    desk = Desk(tmp_path)
    setting = content.load_unit("00").item("answering")
    desk.save("00", setting, ["list"], via="tap", checked=False, score=None, confidence=None, duration_s=1.0)

    assert "list" == desk.show("02", content.load_unit("02").item("tlap-ni")).answering
