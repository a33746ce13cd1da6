"""What the browser holds until it is kept: each widget tells its page what is kept, and what another page wrote."""

import re
from pathlib import Path

import pytest

import coprod_widgets
from coprod_widgets import Reflect, content
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.schema import Words
from coprod_widgets.desk import Desk
from coprod_widgets.notebook import Unit

PAGES = Path(coprod_widgets.__file__).parent / "widgets"
REFLECT = next(item.id for item in content.load_unit("04").items if item.interaction == "reflect")


@pytest.fixture
def open_unit(tmp_path):
    """Return a way to open unit 04 in one folder, each time as a new kernel would."""
    return lambda: Unit("04", Desk(tmp_path))


def from_page(widget, **state):
    widget.set_state({"via": "keyboard", **state})


def test_a_widget_tells_its_page_what_is_kept(open_unit):
    """The page lets go of a text or an answer only when it hears that this very one is in the file."""
    unit = open_unit()
    reflect, sort = unit.activity(REFLECT), unit.activity("sort-clear")
    assert ({}, {}) == (reflect._kept, sort._kept)

    from_page(reflect, value="A beginning")
    from_page(sort, value={"report-app": "co-design"})

    assert {"": "A beginning"} == reflect._kept
    assert {"": {"report-app": "co-design"}} == sort._kept


def test_what_could_not_be_kept_is_not_called_kept(open_unit):
    """Where the file can't be written the page goes on holding what it has."""
    widget = open_unit().activity(REFLECT)
    widget.keeper.desk.answers_path.mkdir()

    from_page(widget, value="A beginning")

    assert {} == widget._kept
    assert widget.error


def test_a_widget_of_ones_own_holds_nothing():
    """What nobody keeps is not held either: it would come back for ever."""
    assert "" == Reflect("Why?")._place


def test_two_folders_have_two_names_in_the_browser(tmp_path):
    """One browser may know several folders under the same address."""
    one, two = (Unit("04", Desk(tmp_path / name)).activity(REFLECT)._place for name in ("one", "two"))

    assert one != two
    assert one.endswith("/04")


def test_a_text_of_another_page_is_told_to_whoever_writes_over_it(open_unit):
    """Two kernels on one folder: the second to write hears of the first's words, and both are in the file."""
    one, two = open_unit().activity(REFLECT), open_unit().activity(REFLECT)
    from_page(one, value="Theirs.")
    assert {} == one._elsewhere

    from_page(two, value="Mine.")

    assert {"": "Theirs."} == two._elsewhere
    assert ["Theirs.", "Mine."] == [one.response for one in two.keeper.desk.reading().records]


def test_a_text_that_follows_from_what_was_there_is_no_conflict(open_unit):
    """Whoever opens a page that was written on, and writes on, hears of nothing."""
    from_page(open_unit().activity(REFLECT), value="Mine.")
    again = open_unit().activity(REFLECT)

    from_page(again, value="Mine, and more.")
    from_page(again, value="Mine, and more still.")

    assert {} == again._elsewhere


def test_the_limit_of_a_balance_is_told_as_well(tmp_path):
    """A text inside an answer of several parts is a text like others."""
    item = BalanceItem(id="own-balance", prompt=Words("Who decides?"))
    one, two = (Desk(tmp_path).show("03", item) for _ in range(2))
    from_page(one, value={"limit": "The law"})

    from_page(two, value={"limit": "The money"})

    assert {"limit": "The law"} == two._elsewhere


NOTHING_TO_KEEP = {
    "action_plan.js": "a copy of the plan's text, only to be read",
    "hand_in.js": "the name or number that goes on the file, and is read back from the names of the files",
    "learning_record.js": "a name to print, which is not kept on purpose",
    "my_answers.js": "a word that is typed to confirm a deletion",
}
"""The pages with a box of their own, and what it is for: no answer is typed there."""


def test_every_text_box_is_made_in_one_place():
    """No page makes a box for an answer of its own: it would lose what is typed into it."""
    makers = [
        path.relative_to(PAGES).as_posix()
        for path in sorted(PAGES.rglob("*.js"))
        if re.search(r"""["'`]textarea["'`]|type: ["']text["']|contenteditable""", path.read_text(encoding="utf-8"))
    ]

    assert sorted([*NOTHING_TO_KEEP, "parts/writing.js"]) == makers
