"""The unit on principles: what its page says of the lists and of the links is what the lists' files say."""

import re

import nbformat
import pytest

from coprod_widgets.content import link_item, load_course, load_crosswalk
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.linking import rating_of
from coprod_widgets.lab.workspace import course_dir

COLUMNS = ("tlap", "wales", "carnegie", "ni")


@pytest.fixture(scope="module")
def unit():
    """Return unit 02."""
    return load_course().units["02"]


@pytest.fixture(scope="module")
def items(unit):
    """Return the items of the unit by id."""
    return {item.id: item for item in unit.items}


@pytest.fixture(scope="module")
def cells(unit):
    """Return the notebook's cells by id."""
    return {cell.id: cell for cell in nbformat.read(course_dir() / unit.notebook, as_version=4).cells}


def table(cell):
    """Return the rows below the head of a table."""
    rows = [line for line in cell.source.splitlines() if line.startswith("|")]
    return [[entry.strip() for entry in row.strip("|").split("|")] for row in rows[2:]]


def test_the_table_of_lists_is_the_one_in_the_content(cells):
    """Every heading word for word, each under its list."""
    lists = load_crosswalk().lists
    columns = [[f"{one.code} {one.heading.text}" for one in lists[id_].principles] for id_ in COLUMNS]
    rows = [[str(n + 1), *(column[n] if n < len(column) else "–" for column in columns)] for n in range(6)]

    assert rows == table(cells["lists-table"])


def test_the_table_of_wordings_is_the_one_in_the_content(cells):
    """Older and current, side by side."""
    lists = load_crosswalk().lists
    both = zip(lists["wales"].principles, lists["wales-current"].principles, strict=True)

    assert [[old.code, old.heading.text, new.heading.text] for old, new in both] == table(cells["reworded-debrief"])


def test_the_table_of_ideas_is_the_one_in_the_content(cells):
    """The same as the picture draws."""
    crosswalk = load_crosswalk()

    def place(idea, id_):
        codes = crosswalk.lists[id_].codes
        found = [code for code in idea.whole if code in codes]
        found += [f"{code}, partly" for code in idea.partly if code in codes]
        return "; ".join(found) or ("beside the list" if id_ in idea.beside else "–")

    rows = [[idea.name.text, *(place(idea, id_) for id_ in COLUMNS)] for idea in crosswalk.ideas]
    assert rows == table(cells["ideas-lead"])


def test_power_is_where_the_unit_says_it_is():
    """In one heading of the older lists, and in no other."""
    with_power = [
        principle.code
        for id_ in COLUMNS
        for principle in load_crosswalk().lists[id_].principles
        if re.search(r"\bpower\b", principle.heading.text)
    ]

    assert ["W4"] == with_power


def test_access_and_diversity_are_in_no_heading():
    """In none of the four lists, in neither Welsh wording."""
    headings = " ".join(one.heading.text for each in load_crosswalk().lists.values() for one in each.principles)

    assert not re.search("access|divers", headings, re.IGNORECASE)


def test_the_unit_never_calls_tlap_what_it_is_not(cells):
    """A national partnership of more than 50 organisations, not of health care bodies."""
    text = " ".join(cell.source for cell in cells.values())

    assert "more than 50 organisations" in text
    assert "health care bodies" not in text


def test_every_outcome_is_assessed_by_something_that_is_marked(unit):
    """02.1 and 02.3 by activities, 02.2 by a check."""
    marked = {
        (item.use, outcome)
        for item in unit.items
        if getattr(item, "key", None) or (isinstance(item, LinkItem) and item.keyed)
        for outcome in item.outcomes
    }

    assert {("activity", "02.1"), ("check", "02.2"), ("activity", "02.3")} <= marked


def test_one_principle_of_the_case_is_shown_by_no_sentence(items):
    """So "no sentence shows it" is a real answer; every other has one sentence of its own."""
    case = items["find-sentence"]

    assert [("T3", "S7")] == [pair for pair in case.strong if pair[1] == "S7"]
    assert sorted(case.left.codes) == sorted(left for left, _ in case.strong)
    assert "S4" not in {right for _, right in case.strong}


@pytest.mark.parametrize(
    ("choice", "pair", "expected"),
    [
        ("networks", ("W2", "N2"), "partial"),
        ("change", ("W5", "C4"), "partial"),
        ("mutual-support", ("W2", "C6"), "strong"),
        ("facilitate", ("T6", "N6"), "strong"),
    ],
)
def test_the_check_on_shared_words_goes_by_the_links(items, choice, pair, expected):
    """What is keyed as another idea is a false friend there; what is not is strong."""
    lists = load_crosswalk().lists
    sides = [next(id_ for id_ in COLUMNS if code in lists[id_].codes) for code in pair]

    assert expected == rating_of(link_item(*sides), *pair)
    assert (choice in items["same-word"].key) == (expected == "partial")
