"""What all widgets of items promise: empty at first, no key on the page, strict arguments, errors in sight."""

import json

import pytest
import traitlets

from coprod_widgets import Choice, Reflect, ScenarioSorter, content
from coprod_widgets.content.schema import ChoiceItem, ReflectItem, SortItem
from coprod_widgets.records import RecordError

COURSE = content.load_course()
WIDGETS = {SortItem: ScenarioSorter, ChoiceItem: Choice, ReflectItem: Reflect}
ITEMS = [item for unit in COURSE.units.values() for item in unit.items]
EMPTY = {SortItem: {}, ChoiceItem: (), ReflectItem: ""}


def make(item, **how):
    return WIDGETS[type(item)](item, **how)


def page_state(widget):
    """Return everything that the page holds of a widget, as text, its code and its words left out."""
    state = widget.get_state()
    return json.dumps({name: value for name, value in state.items() if name not in ("_esm", "_css", "_words")})


def secrets(item):
    """Return every text that the page may not hold before the learner asks for it."""
    if isinstance(item, ChoiceItem):
        return [choice.feedback.text for choice in item.choices if choice.feedback]
    texts = []
    shown = " ".join(
        text for case in getattr(item, "cases", ()) for text in (case.story.text, *(fact.text for fact in case.facts))
    )
    for case in getattr(item, "cases", ()):
        told = [*case.feedback.values(), case.look, case.deciding, case.settles]
        # A deciding fact may be a sentence of the story itself, which is there to be read.
        texts += [words.text for words in told if words and words.text not in shown]
        texts += [argument.text for argument in case.arguments]
        texts += [fact.feedback.text for fact in case.facts]
    return texts + [choice.feedback.text for asked in getattr(item, "then", ()) for choice in asked.choices]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_widget_starts_empty(item):
    """Nothing is preselected, and nothing is marked."""
    widget = make(item)

    assert EMPTY[type(item)] == widget.value
    assert {} == widget.result


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_page_holds_no_feedback_before_it_is_asked_for(item):
    """Not one text of feedback, hint or argument reaches the page at first."""
    state = page_state(make(item))

    assert [] == [text for text in secrets(item) if json.dumps(text)[1:-1] in state]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_page_holds_no_key(item):
    """No field of what the page gets is an answer."""
    keys = set()

    def walk(value):
        if isinstance(value, dict):
            keys.update(value)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                walk(inner)

    walk(make(item).item)

    assert set() == keys & {"answer", "key", "deciding", "feedback", "tempting", "none_kind", "look", "settles"}


def test_a_misspelt_argument_is_named():
    """A typing slip is a TypeError that says what was probably meant."""
    with pytest.raises(TypeError, match=r"ScenarioSorter takes no argument 'answerin'. Did you mean 'answering'\?"):
        ScenarioSorter([{"story": "One."}], answerin="list")


def test_a_widget_says_what_it_is():
    """The repr names the item and the response."""
    widget = Choice(prompt="Why?", choices=["This", "That"])
    widget.value = ["choice-2"]

    assert "Choice('own-question', value=('choice-2',))" == repr(widget)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_a_response_that_the_item_does_not_know_is_refused_in_a_sentence(item):
    """Setting a wrong value from Python is an error that names what was got; the value stays as it was."""
    widget = make(item)
    wrong = {SortItem: {"nobody": "nowhere"}, ChoiceItem: ["nothing"], ReflectItem: "x" * 20_001}[type(item)]

    with pytest.raises(traitlets.TraitError, match=item.id):
        widget.value = wrong

    assert EMPTY[type(item)] == widget.value


def test_what_the_page_sends_wrongly_is_shown_on_the_page():
    """An error in a callback is a sentence in the widget, not a lost line in a log."""
    widget = make(COURSE.units["04"].items[0])
    widget.set_state({"value": {"nobody": "nowhere"}})

    assert "nobody" in widget.error
    assert {} == widget.value


def test_a_message_that_is_not_known_is_shown_on_the_page():
    """A message of a kind that nobody handles is said, with its kind."""
    widget = make(COURSE.units["04"].items[0])
    widget._on_message(widget, {"kind": "dance"}, [])

    assert "'dance'" in widget.error


def test_an_answer_that_cannot_be_kept_is_said_and_stays_on_the_page():
    """When the disk is full the learner reads so, and sees their answer all the same."""

    def full(*_args, **_how):
        raise RecordError("The disk is full. Make some room, then move the card again.")

    item = ITEMS[[i.id for i in ITEMS].index("sort-clear")]
    widget = make(item, save=full)
    widget.set_state({"value": {"visitor-permits": "consultation"}})

    assert "The disk is full. Make some room, then move the card again." == widget.error
    assert {"visitor-permits": "consultation"} == widget.value


def test_the_error_goes_when_the_next_answer_is_kept():
    """A sentence about trouble does not stay when the trouble is over."""
    kept = []
    widget = make(ITEMS[[i.id for i in ITEMS].index("sort-clear")], save=lambda *a, **k: kept.append(a))
    widget.error = "trouble"
    widget.set_state({"value": {"visitor-permits": "consultation"}})

    assert "" == widget.error
    assert 1 == len(kept)


def test_widgets_are_good_citizens_of_ipywidgets():
    """They can stand in a box, be observed and be linked."""
    from ipywidgets import VBox, link

    one, two = (Choice(prompt="Why?", choices=["This", "That"]) for _ in range(2))
    seen = []
    one.observe(lambda change: seen.append(change["new"]), "value")
    link((one, "value"), (two, "value"))
    one.value = ("choice-1",)

    assert [("choice-1",)] == seen
    assert ("choice-1",) == two.value
    assert 2 == len(VBox([one, two]).children)


@pytest.mark.parametrize("widget", WIDGETS.values(), ids=lambda widget: widget.__name__)
def test_no_trait_takes_a_name_that_ipywidgets_uses(widget):
    """A trait called layout would break the page of every widget that has one."""
    from ipywidgets import DOMWidget

    ours = {name for name, trait in widget.class_own_traits().items() if trait.metadata.get("sync")}

    assert set() == ours & set(DOMWidget.class_trait_names())
