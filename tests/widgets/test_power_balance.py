"""The power balance as a widget: nothing preset, a prediction first, a reading that follows, marks when asked for."""

import json

import msgspec
import pytest
import traitlets

from coprod_widgets import PowerBalance, content, power, records
from coprod_widgets.content.balance import BalanceItem, BalanceKey
from coprod_widgets.content.questions import Choice, ChoiceItem, ReflectItem
from coprod_widgets.content.schema import Words
from coprod_widgets.desk import Desk
from coprod_widgets.learner import progress
from coprod_widgets.power import PowerError
from coprod_widgets.widgets.choice import Choice as ChoiceWidget
from coprod_widgets.widgets.power_balance import reading_view

GUESS = ChoiceItem(
    id="guess",
    prompt=Words("What will it show?"),
    choices=[Choice(id="less", text="Engagement"), Choice(id="more", text="Co-production")],
)
WHY = ReflectItem(id="why", prompt=Words("Why does it show that?"))
CLUB = BalanceItem(
    id="club",
    prompt=Words("Say who decides."),
    title=Words("A lunch club"),
    story=Words("Members and a cook wrote the menu. The council signs for the money."),
    key=BalanceKey(
        stages={"plan": [50, 75], "design": [50], "decide": [0], "review": ["not said"]},
        brings=["ideas", "design"],
        because={"plan": Words("Nobody could settle it alone."), "decide": Words("The council holds the pen.")},
    ),
)
ASKED = msgspec.structs.replace(CLUB, id="asked", key=None, predict=GUESS, explain=WHY)
SHARED = {"stages": dict.fromkeys(power.MOMENTS, 50), "brings": ["ideas", "design", "action"]}


def from_page(widget, **state):
    """Send what the page would send, with its question after it."""
    widget.set_state(state)


def ask(widget, **state):
    """Press the page's main button."""
    widget._on_message(widget, {"kind": "check", "state": {"via": "tap", **state}}, [])


def page_state(widget):
    """Return everything that the page holds of a widget, as text, its code and its words left out."""
    state = widget.get_state()
    return json.dumps({name: value for name, value in state.items() if name not in ("_esm", "_css", "_words")})


# --- on its own ------------------------------------------------------------------------------------


def test_nothing_is_preset():
    """An untouched moment is not answered: neither 0 nor 50."""
    widget = PowerBalance()
    assert {} == widget.value
    assert {} == widget.result


def test_a_balance_of_ones_own_is_read_at_once_and_follows():
    """Set an answer or a number, and the reading is another."""
    widget = PowerBalance(stages={"plan": 0, "design": 60}, brings=["ideas", "design"])
    assert "co-design" == widget.reading.id
    widget.value = widget.value | {"brings": ["ideas"]}
    assert ("engagement", "Engagement") == (widget.reading.id, widget.result["reading"]["name"]["text"])
    widget.value = widget.value | {"brings": ["ideas", "design"]}
    widget.rules = {"shared": 63}
    assert ("engagement", [63, 88]) == (widget.reading.id, widget._level)


def test_a_reading_can_be_observed():
    """A program of one's own hears of every other reading."""
    heard = []
    widget = PowerBalance(stages={"plan": 0}, brings=["opinions"])
    widget.observe(lambda change: heard.append(change["new"].id), "reading")
    widget.value = widget.value | {"brings": ["opinions", "ideas"]}
    assert ["engagement"] == heard


def test_it_says_what_the_rules_say():
    """The widget reads nothing by itself."""
    widget = PowerBalance(**SHARED, promise="late", limit="The lease ends in May.")
    assert power.read(widget.value) == widget.reading
    assert reading_view(widget.reading) == widget.result["reading"]
    assert "The lease ends in May." in widget.result["reading"]["limit"]["text"]


def test_one_person_is_not_a_group():
    """The words are about a worker and one person."""
    widget = PowerBalance(stages={"plan": 100}, level="one-person")
    assert "the worker alone" == widget.item["positions"][0]["words"]["text"]
    assert "people" not in widget.reading.reason.text


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"stages": {"desing": 50}}, PowerError, "stages: there is no moment 'desing'; the nearest is 'design'"),
        (
            {"stages": {"plan": 101}},
            PowerError,
            "stages: plan: got 101; allowed: a number from 0 to 100, or 'not said'",
        ),
        ({"brings": "ideas"}, PowerError, "brings: got 'ideas'; allowed: a list of opinions, ideas, design, action"),
        ({"rules": {"share": 51}}, PowerError, "rules: there is no number 'share'; the nearest is 'shared'"),
        ({"level": "people"}, PowerError, "case_level: got 'people'; allowed: group, one-person"),
        ({"stage": {}}, TypeError, "PowerBalance takes no argument 'stage'. Did you mean 'stages'?"),
    ],
)
def test_what_cannot_be_read_is_said_at_once(arguments, error, sentence):
    """The sentence names what was wrong and what is allowed."""
    with pytest.raises(error) as said:
        PowerBalance(**arguments)
    assert sentence == str(said.value)


def test_a_wrong_rule_leaves_the_old_ones():
    """A slip in a cell does not spoil the widget."""
    widget = PowerBalance(stages={"plan": 50}, rules={"shared": 40})
    with pytest.raises(PowerError):
        widget.rules = {"shared": 101}
    with pytest.raises(traitlets.TraitError):
        widget.value = {"stages": {"plan": 101}}
    assert ({"shared": 40}, {"stages": {"plan": 50}}) == (widget.rules, widget.value)


def test_the_rules_come_as_a_table_when_asked_for():
    """One click away, with the numbers as they are now, and true after they change."""
    widget = PowerBalance(rules={"shared": 40})
    assert {} == widget._table
    widget._on_message(widget, {"kind": "rules"}, [])
    assert [row.number for row in power.table()] == [row["number"] for row in widget._table["rows"]]
    widget.rules = {"shared": 45}
    assert [13, 45, 88] == [number["value"] for number in widget._table["numbers"]]
    assert any("45" in row["condition"]["text"] for row in widget._table["rows"])


# --- an item of the course -------------------------------------------------------------------------


def test_the_page_holds_neither_reading_nor_key_before_it_is_asked_for():
    """What is answered stays a question until the learner asks."""
    widget = PowerBalance(CLUB, stages={"plan": 50, "design": 50}, brings=["ideas", "design"])
    state = page_state(widget)
    assert {} == widget.result
    assert [] == [words.text for words in CLUB.key.because.values() if words.text in state]
    assert widget.reading.reason.text not in state


def test_a_check_marks_each_part_and_shows_the_reading(keeper):
    """The same marks as everywhere, with the fact of the story that decides each."""
    widget = PowerBalance(CLUB, keeper=keeper)
    ask(widget, value={"stages": {"plan": 50, "decide": 25, "review": "not said"}, "brings": ["ideas"]})
    verdicts = {name: part["verdict"] for name, part in widget.result["parts"].items()}
    assert {"plan": "right", "design": "unplaced", "decide": "near", "review": "right", "brings": "near"} == verdicts
    assert {"raw": 3.0, "max": 5.0, "scaled": 0.6} == widget.result["score"]
    assert "The council holds the pen." == widget.result["parts"]["decide"]["because"]["text"]
    assert widget.reading.name.text == widget.result["reading"]["name"]["text"]
    assert [False, True] == [one.checked for one in keeper.kept]
    assert 3.0 == keeper.kept[-1].score.raw


def test_after_a_check_the_reading_follows_and_what_changed_loses_its_mark():
    """To move on and look is not to be marked again; what was said of the other answers stays."""
    widget = PowerBalance(CLUB)
    ask(widget, value={"stages": {"plan": 50, "design": 50}, "brings": ["ideas", "design"]})
    from_page(widget, value={"stages": {"plan": 50, "design": 0}, "brings": ["ideas", "design"]})
    assert ("engagement", None) == (widget.result["reading"]["id"], widget.result["score"])
    assert {"plan", "decide", "review", "brings"} == widget.result["parts"].keys()
    from_page(widget, value={"stages": {"plan": 50, "design": 50}, "brings": ["ideas", "design"]})
    assert "design" in widget.result["parts"]


def test_an_emptied_balance_is_not_read():
    """Nothing said is nothing to make anything of."""
    widget = PowerBalance(stages={"plan": 50})
    widget.value = {}
    assert {} == widget.result


def test_the_page_may_change_the_numbers_of_the_rules():
    """The reading follows; a number that can't be is a sentence on the page, and the old ones stay."""
    widget = PowerBalance(stages={"design": 50, "plan": 0}, brings=["ideas", "design"])
    widget._on_message(widget, {"kind": "numbers", "numbers": {"shared": 51}}, [])
    assert ("engagement", {"shared": 51}) == (widget.result["reading"]["id"], widget.rules)
    widget._on_message(widget, {"kind": "numbers", "numbers": {"shared": 5}}, [])
    assert ({"shared": 51}, True) == (widget.rules, widget.error.startswith("rules: got raises 13, shared 5"))


def test_every_change_is_heard_of_even_when_the_reading_stays():
    """The page can say that nothing changed."""
    widget = PowerBalance(**SHARED)
    before, said = widget._follows, widget.result
    widget.value = SHARED | {"promise": "kept", "stays": "alongside"}
    widget.value = SHARED | {"promise": "kept", "stays": "alongside", "returned": True}
    assert (before + 2, said["reading"]["name"]) == (widget._follows, widget.result["reading"]["name"])


def test_the_course_shows_its_own_places_only_after_a_check():
    """Every accepted answer in words; what belongs together is one answer."""
    widget = PowerBalance(CLUB)
    widget.reveal()
    assert {} == widget.result
    ask(widget, value={"stages": {"plan": 0}})
    widget._on_message(widget, {"kind": "reveal"}, [])
    reveal = widget.result["reveal"]
    assert 2 == len(reveal["plan"])
    assert ["I don't know, or the case does not say"] == [one["text"] for one in reveal["review"]]
    assert 1 == len(reveal["brings"])


def test_a_reading_waits_for_the_prediction(keeper):
    """Without one the page says what to do first; with one it is kept before the reading shows."""
    widget = PowerBalance(ASKED, keeper=keeper)
    ask(widget, value=SHARED)
    assert {} == widget.result
    assert widget.error.startswith("First say what you think it will show")
    ask(widget, value=SHARED, answers={"guess": ["less"]})
    assert "" == widget.error
    assert "co-production" == widget.result["reading"]["id"]
    assert [("asked", False), ("guess", False), ("asked", True)] == [(one.item, one.checked) for one in keeper.kept]


def test_an_item_may_keep_its_reading_to_itself():
    """Where the learner is to find it, no reading is made, asked for or not."""
    widget = PowerBalance(msgspec.structs.replace(CLUB, reading=False))
    ask(widget, value=SHARED)
    assert (None, None) == (widget.reading, widget.result["reading"])
    from_page(widget, value={})
    assert {} == widget.result


def test_people_disagreeing_is_said_beside_the_reading():
    """A contested story is read, and the reading says so."""
    widget = PowerBalance(msgspec.structs.replace(CLUB, key=None, contested=True))
    ask(widget, value=SHARED)
    assert content.load_balance().phrases["contested"].text == widget.result["contested"]["text"]


# --- kept and brought back -------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """Return a way to show an item as a new kernel would, in one folder."""
    return lambda item=CLUB: Desk(tmp_path).show("03", item)


def test_a_checked_balance_comes_back_with_its_result(folder):
    """Marks, reading and answers, as they were."""
    widget = folder()
    ask(widget, value={"stages": {"plan": 50}})
    again = folder()
    assert (widget.value, widget.result) == (again.value, again.result)


def test_a_balance_changed_after_its_check_comes_back_with_the_reading_alone(folder):
    """What was in sight stays in sight."""
    widget = folder()
    ask(widget, value={"stages": {"plan": 50}})
    from_page(widget, value={"stages": {"plan": 75}})
    again = folder()
    assert (widget.value, widget.result, None) == (again.value, again.result, again.result["score"])


def test_a_prediction_comes_back(folder):
    """It is an answer like any other."""
    ask(folder(ASKED), value=SHARED, answers={"guess": ["less"]})
    assert {"guess": ["less"]} == folder(ASKED).answers


def test_two_kernels_on_one_folder_lose_no_moment(folder):
    """What one page placed is not undone by the other, moment by moment."""
    one, two = folder(), folder()
    from_page(one, value={"stages": {"plan": 50}})
    from_page(two, value={"stages": {"review": 0}, "brings": ["ideas"]})
    assert {"stages": {"plan": 50, "review": 0}, "brings": ["ideas"]} == two.value
    from_page(two, value={"stages": {"review": 0}, "brings": ["ideas"]})
    from_page(one, value={"stages": {"plan": 25}})
    assert {"stages": {"plan": 25, "review": 0}, "brings": ["ideas"]} == one.value == folder().value


# --- a prediction that stands alone ----------------------------------------------------------------

CLUBS = msgspec.structs.replace(GUESS, id="clubs", reveal=Words("The council left one of them."))


def test_what_happened_is_told_once_something_was_predicted(tmp_path):
    """Not before; then it is told, kept as seen, and there when the page is opened again."""
    desk = Desk(tmp_path)
    widget = desk.show("03", CLUBS)
    assert "The council left" not in page_state(widget)
    ask(widget)
    assert {} == widget.result
    from_page(widget, value=["less"])
    assert not progress.is_done(desk.reading().records, "03", CLUBS)
    ask(widget)
    assert "The council left one of them." == widget.result["reveal"]["text"]
    assert progress.is_done(desk.reading().records, "03", CLUBS)
    assert (True, None) == (desk.latest("03", "clubs").checked, desk.latest("03", "clubs").score)
    assert widget.result == Desk(tmp_path).show("03", CLUBS).result


def test_a_choice_of_ones_own_has_nothing_to_tell():
    """Without a key and without an outcome there is nothing to check."""
    widget = ChoiceWidget(prompt="Tea?", choices=["Yes", "No"])
    widget.value = ("choice-1",)
    assert (None, {}) == (widget.check(), widget.result)


def test_the_records_of_a_balance_are_read_back(tmp_path):
    """Nothing that the widget writes is refused by whoever reads it."""
    widget = Desk(tmp_path).show("03", CLUB)
    ask(widget, value=SHARED | {"promise": "kept", "stays": "pays", "returned": False, "limit": "Long. " * 40})
    reading = records.read(tmp_path / "answers.jsonl")
    assert [] == reading.aside
    assert [widget.value] * 2 == [one.response for one in reading.records]
