"""What all widgets of items promise: empty at first, no key on the page, strict arguments, errors in sight."""

import json

import ipywidgets
import pytest
import traitlets

from coprod_widgets import (
    ActionPlan,
    BranchingStory,
    Choice,
    DefinitionExplorer,
    PowerBalance,
    PrincipleCrosswalk,
    Reflect,
    ScenarioSorter,
    SelfAudit,
    content,
)
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.definitions import HighlightItem
from coprod_widgets.content.planning import PlanItem
from coprod_widgets.content.schema import ChoiceItem, ReflectItem, SortItem
from coprod_widgets.content.stories import StoryItem
from coprod_widgets.widgets.base import half_marks

COURSE = content.load_course()
WIDGETS = {SortItem: ScenarioSorter, ChoiceItem: Choice, ReflectItem: Reflect, BalanceItem: PowerBalance}
WIDGETS |= {LinkItem: PrincipleCrosswalk, HighlightItem: DefinitionExplorer, StoryItem: BranchingStory}
WIDGETS |= {AuditItem: SelfAudit, PlanItem: ActionPlan}
ITEMS = [item for unit in COURSE.units.values() for item in unit.items]
EMPTY = {SortItem: {}, ChoiceItem: (), ReflectItem: "", BalanceItem: {}, LinkItem: [], HighlightItem: {}, StoryItem: ()}
EMPTY |= {AuditItem: {}, PlanItem: []}


def make(item, **how):
    return WIDGETS[type(item)](item, **how)


def page_state(widget):
    """Return everything that the page holds of a widget, as text, its code and its words left out."""
    state = widget.get_state()
    return json.dumps({name: value for name, value in state.items() if name not in ("_esm", "_css", "_words")})


def secrets(item):
    """Return every text that the page may not hold before the learner asks for it."""
    if isinstance(item, ChoiceItem):
        told = [choice.feedback for choice in item.choices] + [item.reveal]
        return [words.text for words in told if words]
    if isinstance(item, BalanceItem):
        return [words.text for words in (item.key.because.values() if item.key else ())]
    if isinstance(item, LinkItem):
        return [words.text for link in item.links or () for words in (link.reason, link.friend) if words]
    if isinstance(item, HighlightItem):
        return [words.text for one in item.definitions if (words := one.stresses)]
    if isinstance(item, StoryItem):
        told = [one.text.text for one in item.story.endings]
        told += [decision.scene.text for decision in item.story.decisions]
        return told + [option.happened.text for option in item.story.options.values()]
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
def test_a_page_hears_of_a_widget_with_all_that_it_shows_first(item, monkeypatch):
    """A slow page may draw before the next message: what the first one holds is the widget as it is once made."""
    heard = []
    create = ipywidgets.widgets.widget.comm.create_comm
    monkeypatch.setattr(
        ipywidgets.widgets.widget.comm, "create_comm", lambda **how: heard.append(how["data"]["state"]) or create(**how)
    )

    widget = make(item)

    assert [widget.get_state()] == [state for state in heard if "item" in state]


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
    unknown = {"nobody": "nowhere"}
    wrong = {
        ChoiceItem: ["nothing"],
        ReflectItem: "x" * 10_001,
        LinkItem: [["T1", "nothing"]],
        StoryItem: ["nothing"],
        PlanItem: [unknown],
    }.get(type(item), unknown)

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


def item(item_id):
    return next(one for one in ITEMS if one.id == item_id)


def test_an_answer_that_cannot_be_kept_is_said_and_stays_on_the_page(keeper):
    """When the disk is full the learner reads so, and sees their answer all the same."""
    keeper.full = True
    widget = make(item("sort-clear"), keeper=keeper)
    widget.set_state({"value": {"visitor-permits": "consultation"}})

    assert "The disk is full. Make some room, then go on." == widget.error
    assert {"visitor-permits": "consultation"} == widget.value
    assert 0 == widget.saved


def test_an_answer_that_could_not_be_kept_is_kept_with_the_next_one(keeper):
    """Nothing is lost for having come at a bad moment, and the sentence goes only when all is kept."""
    widget = make(item("sort-hard"), keeper=keeper)
    first, second = (ask.id for ask in widget.asks if ask.kind == "fact" and ask.case in ("ines-plan", "summer-club"))
    choice = {ask.id: [ask.key[0]] for ask in widget.asks if ask.id in (first, second)}
    keeper.full = True
    widget.set_state({"answers": {first: choice[first]}})
    keeper.full = False
    assert "full" in widget.error

    widget.set_state({"answers": choice})

    assert [(first, choice[first]), (second, choice[second])] == [(one.item, one.response) for one in keeper.kept]
    assert ("", 1) == (widget.error, widget.saved)


def test_a_check_that_could_not_be_kept_still_shows_its_result_and_counts_once(keeper):
    """The learner gets the feedback; the attempt reaches the disk with whatever is kept next."""
    widget = make(item("sort-clear"), keeper=keeper)
    widget.value = {"visitor-permits": "consultation"}
    keeper.full = True
    widget.check()
    assert widget.result["done"]
    keeper.full = False
    widget.retry()

    assert [False, True, False] == [one.checked for one in keeper.kept]


def test_pressing_check_twice_is_one_attempt(keeper):
    """A double click does not count twice."""
    for widget in (make(item("sort-clear"), keeper=keeper), make(item("when-consult"), keeper=keeper)):
        value = (
            {"visitor-permits": "consultation"} if widget.shows.id == "sort-clear" else [item("when-consult").key[0]]
        )
        for _ in range(2):
            widget._on_message(widget, {"kind": "check", "state": {"value": value, "via": "tap"}}, [])

    assert [("sort-clear", True), ("when-consult", True)] == [(k.item, k.checked) for k in keeper.kept if k.checked]


def test_a_check_marks_what_the_page_shows_when_it_was_pressed(keeper):
    """The last card's message may come after the check's: the check brings the page's state with it."""
    widget = make(item("sort-clear"), keeper=keeper)
    page = {"visitor-permits": "consultation", "report-app": "co-design"}
    widget._on_message(widget, {"kind": "check", "state": {"value": page, "confidence": 1.0, "via": "drag"}}, [])
    widget.set_state({"value": page, "via": "drag"})

    assert page == widget.value
    assert 2.0 == widget.result["score"]["raw"]
    assert [2.0] == [one.score.raw for one in keeper.kept if one.checked]


def test_hints_are_not_among_the_page_s_words():
    """The catalogue holds the first hint; it stays in Python until it is asked for."""
    for one in ITEMS:
        words = make(one)._words
        assert words
        assert not [key for key in words if key.startswith("hint-") or key.startswith("ask-")]


def test_answers_to_follow_ups_are_checked_like_any_other():
    """A follow-up takes only what its question allows."""
    widget = make(item("sort-hard"))
    with pytest.raises(traitlets.TraitError, match="nonsense"):
        widget.answers = {"sort-hard.fact.ines-plan": ["nonsense"]}


@pytest.mark.parametrize(
    ("mark", "words"), [(0, "0"), (0.5, "½"), (1, "1"), (6.5, "6½"), (0.25, "¼"), (0.6667, "0.67"), (2.999, "3")]
)
def test_marks_in_words(mark, words):
    """Halves and quarters as one writes them; other fractions with two decimals at most."""
    assert words == half_marks(mark)


@pytest.mark.parametrize("key", [0, 1, [0, 0], [2], "ab", [True], [-1]])
def test_a_key_that_is_none_is_refused_in_a_sentence(key):
    """A key is a list of different positions."""
    with pytest.raises(content.ContentError, match="different positions from 0 to 1"):
        Choice(prompt="Why?", choices=["This", "That"], key=key)


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

    theirs = DOMWidget.class_traits()

    assert [] == [
        name
        for name, trait in widget.class_traits().items()
        if name in theirs and trait is not theirs[name] and not name.startswith("_")
    ]


def test_a_question_of_the_page_gets_one_answer(monkeypatch):
    """What a check shows, that it was checked and that it is kept never reach the page apart from each other."""
    widget = Choice(prompt="Who decides?", choices=["People", "The council"], key=[0])
    sent = []
    monkeypatch.setattr(widget, "_send", lambda message, buffers=None: sent.append(message))

    widget._on_message(widget, {"kind": "check", "state": {"value": ["choice-1"], "via": "tap"}}, [])

    told = [set(message["state"]) for message in sent if message["method"] == "update"]
    assert [True] == [{"result", "checked"} <= keys for keys in told]
