"""Marking definitions as a widget: empty at first, the writers' reading when asked for, and answers that come back."""

import json

import pytest
import traitlets

from coprod_widgets import DefinitionExplorer, content, records
from coprod_widgets.content import ContentError
from coprod_widgets.content.definitions import reading_of
from coprod_widgets.desk import Desk
from coprod_widgets.learner import progress

ITEM = content.load_unit("01").item("mark-two")
MARKS = {"tlap": {"power": [[5, 6]]}}
BOTH = MARKS | {"nef": {"doing": [[2, 4]]}}


def page_state(widget):
    """Return everything that the page holds of a widget, as text, its code and its words left out."""
    state = widget.get_state()
    return json.dumps({name: value for name, value in state.items() if name not in ("_esm", "_css", "_words")})


def ask(widget, value):
    """Press the page's main button."""
    widget._on_message(widget, {"kind": "check", "state": {"via": "tap", "value": value}}, [])


# --- on its own ------------------------------------------------------------------------------------


def test_texts_of_ones_own_are_marked_with_the_course_s_themes():
    """Nothing is preset, a value can be set and observed, and there is no reading to ask for."""
    heard = []
    widget = DefinitionExplorer(texts={"Ours": "We decide and do it together."})
    assert {} == widget.value
    widget.observe(lambda change: heard.append(change["new"]), "value")
    widget.value = {"ours": {"power": [[1, 1]]}}

    assert [{"ours": {"power": [[1, 1]]}}] == heard
    assert ["power", "equal", "relationships", "assets", "outcomes", "doing"] == [
        theme["id"] for theme in widget.item["themes"]
    ]
    assert not widget.item["reading"]


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"themse": ["power"]}, TypeError, "DefinitionExplorer takes no argument 'themse'. Did you mean 'themes'?"),
        ({"themes": "power"}, ContentError, "themes: got 'power'; allowed: a list of names"),
        ({"texts": {"Ours": ""}}, ContentError, "texts: Ours: got nothing; allowed: a text"),
        ({"value": {"ours": {"power": [[0, 9]]}}}, traitlets.TraitError, "own-texts: ours: power: got words 0 to 9"),
    ],
)
def test_what_cannot_be_marked_is_said_at_once(arguments, error, sentence):
    """The sentence names what was wrong and what is allowed."""
    with pytest.raises(error) as said:
        DefinitionExplorer(**{"texts": {"Ours": "We do it."}} | arguments)

    assert str(said.value).startswith(sentence)


# --- the writers' reading --------------------------------------------------------------------------


def test_no_word_of_the_reading_is_on_the_page_before_it_is_asked_for():
    """Neither what a text stresses nor where a mark would lie; then only for the text that has one."""
    widget = DefinitionExplorer(ITEM, value=MARKS)
    tlap, nef = ITEM.definitions
    assert tlap.stresses.text not in page_state(widget)
    assert {} == widget.result
    widget.check()

    assert tlap.stresses.text in page_state(widget)
    assert nef.stresses.text not in page_state(widget)
    assert reading_of(tlap) == widget.result["texts"]["tlap"]["reading"]
    assert {"both": 2, "yours": 0, "writers": 0} == widget.result["texts"]["tlap"]["overlap"]["power"]


def test_asking_before_anything_is_marked_is_answered_in_a_sentence(keeper):
    """Nothing is shown and nothing is kept."""
    widget = DefinitionExplorer(ITEM, keeper=keeper)
    ask(widget, {})

    assert content.load_interface()["mark-ask-first"].text == widget.error
    assert ({}, []) == (widget.result, keeper.kept)


def test_the_comparison_follows_a_change_and_a_second_text_waits_to_be_asked_for():
    """A mark in another text does not bring its reading along."""
    widget = DefinitionExplorer(ITEM)
    ask(widget, MARKS)
    widget.value = {"tlap": {"power": [[5, 5]]}, "nef": {"doing": [[2, 4]]}}
    assert {"tlap"} == set(widget.result["texts"])
    assert {"both": 1, "yours": 0, "writers": 1} == widget.result["texts"]["tlap"]["overlap"]["power"]
    ask(widget, widget.value)

    assert {"tlap", "nef"} == set(widget.result["texts"])


def test_it_says_that_it_is_one_reading_and_whose():
    """Not the right one, agreed by the writers only."""
    widget = DefinitionExplorer(ITEM, value=MARKS)
    widget.check()

    assert "not the right one" in widget.result["note"]["text"]
    assert f"{ITEM.key.agreed_by}, 25 November 2026" in widget.result["note"]["text"]


def test_marks_are_kept_without_a_score(keeper):
    """Every step is kept as it is made; asking is kept as such, and nothing is marked."""
    widget = DefinitionExplorer(ITEM, keeper=keeper)
    widget.set_state({"value": MARKS, "via": "keyboard"})
    ask(widget, MARKS)

    assert [(MARKS, False, None), (MARKS, True, None)] == [
        (one.response, one.checked, one.score) for one in keeper.kept
    ]
    assert "keyboard" == keeper.kept[0].via


def test_a_picture_is_drawn_when_asked_for_and_goes_with_the_marks():
    """It says the learner's own marks in words; another mark makes it another picture."""
    widget = DefinitionExplorer(ITEM)
    widget._on_message(widget, {"kind": "picture"}, [])
    assert {} == widget.picture
    widget.value = MARKS
    widget._on_message(widget, {"kind": "picture", "dark": True}, [])
    assert widget.picture["address"].startswith("data:image/svg+xml;base64,")
    assert "Power: 2." in widget.picture["words"]
    widget.value = BOTH

    assert {} == widget.picture


# --- on the desk -----------------------------------------------------------------------------------


def test_marks_and_readings_come_back(tmp_path):
    """After asking for one text and marking on in the other, the first is shown again and the second waits."""
    widget = Desk(tmp_path).show("01", ITEM)
    widget.set_state({"value": MARKS})
    ask(widget, MARKS)
    widget.set_state({"value": BOTH})
    again = Desk(tmp_path).show("01", ITEM)

    assert (BOTH, {"tlap"}) == (again.value, set(again.result["texts"]))
    assert again.checked


def test_two_pages_of_one_kernel_are_kept_alike(tmp_path):
    """What is marked and shown on one is there on the other."""
    desk = Desk(tmp_path)
    here, there = desk.show("01", ITEM), desk.show("01", ITEM)
    here.set_state({"value": MARKS})
    ask(here, MARKS)

    assert (here.value, here.result) == (there.value, there.result)


def test_marks_of_two_kernels_are_put_together(tmp_path):
    """Another page, with a kernel of its own, has marked another text meanwhile."""
    here, there = Desk(tmp_path).show("01", ITEM), Desk(tmp_path).show("01", ITEM)
    there.set_state({"value": {"nef": BOTH["nef"]}})
    here.set_state({"value": MARKS})

    assert BOTH == here.value


def test_the_activity_is_done_once_a_reading_was_asked_for(tmp_path):
    """Marking alone is half of it."""
    desk = Desk(tmp_path)
    widget = desk.show("01", ITEM)
    widget.set_state({"value": MARKS})
    assert not progress.is_done(desk.reading().records, "01", ITEM)
    ask(widget, MARKS)

    assert progress.is_done(desk.reading().records, "01", ITEM)
    assert 1 == records.attempts(desk.reading().records, "01", ITEM.id)


def test_the_plain_lists_are_the_learner_s_setting(tmp_path):
    """Chosen once in unit 00, it holds here as for sorting."""
    desk = Desk(tmp_path)
    desk.save("00", content.load_unit("00").item("answering"), ["list"], via="tap")

    assert "list" == desk.show("01", ITEM).answering
