"""Unit 06's notebook says of the law what the content says, in both readings, and keeps the hedges of its claims."""

import re

import nbformat
import pytest

from coprod_widgets import content
from coprod_widgets.content.law import ROWS
from coprod_widgets.lab.workspace import course_dir

COURSE = content.load_course()
CELLS = nbformat.read(course_dir() / COURSE.units["06"].notebook, as_version=4).cells
NATIONS = pytest.mark.parametrize("nation", COURSE.law.nations, ids=lambda nation: nation.id)

CLAIMS = {
    "the-act-says": "statutory guidance encourages co-production, as a way of putting the Act into practice",
    "slip-debrief": "encourages co-production as a way of putting the Act into practice, of making it happen",
    "can": "can help to sustain and promote well-being.+less likely to use acute services.+prevention.+since the 1970s",
    "can-not-does": "can help councils to achieve many of the Act's main principles",
    "oecd": "all possible: better quality, greater satisfaction, lower costs.+appear to lead to",
    "three": "political commitment.+capacity.+financial incentives",
    "bar": "turns on influence.+turns on sharing power",
}
"""Where each claim of the seeds that this unit teaches is said, by cell or item, and how."""


def source(cell_id):
    """Return the text of one cell."""
    [found] = [one.source for one in CELLS if one.id == cell_id]
    return found


def cell(cell_id):
    """Return the text of one cell in one line."""
    return re.sub(r"\s*\n", " ", source(cell_id))


def table(cell_id):
    """Return the rows of the table in a cell, without its heading."""
    rows = [line for line in source(cell_id).splitlines() if line.startswith("|")]
    return [[entry.strip() for entry in row.strip("|").split("|")] for row in rows[2:]]


def said(place):
    """Return what a cell or an item says, in one line and without marks."""
    items = {item.id: item for item in COURSE.units["06"].items}
    if place not in items:
        return re.sub("[*_]", "", cell(place))
    item = items[place]
    return " ".join([item.prompt.text, *(f"{one.text} {one.feedback.text}" for one in item.choices)])


@NATIONS
def test_a_nation_s_table_is_the_one_in_the_content(nation):
    """Five rows, the same in each, with the words of law.yaml."""
    rows = [[getattr(COURSE.law.rows, row).text, getattr(nation, row).text] for row in ROWS]

    assert rows == table(f"{nation.id}-table")


@NATIONS
def test_a_nation_s_easy_list_is_the_one_in_the_content(nation):
    """Each question in bold, with its answer below it."""
    rows = [f"**{getattr(COURSE.law.rows, row).easy}** {getattr(nation, row).easy}" for row in ROWS]

    assert cell(f"{nation.id}-table-easy").startswith(" ".join(rows))


@NATIONS
def test_a_nation_s_sources_are_a_press_away_or_named_at_the_end(nation):
    """Every source that the content gives it is linked below its table, or has no address and is in the list."""
    linked = set(re.findall(r"\]\[([a-z0-9-]+)\]", cell(f"{nation.id}-table")))
    without = {id_ for id_ in nation.sources if COURSE.sources[id_].url is None}

    assert set(nation.sources) == linked | without
    assert [] == [id_ for id_ in without if COURSE.sources[id_].title.split(" (")[0] not in cell("sources")]


def test_the_table_of_kinds_is_the_one_in_the_content():
    """Four kinds, in order of how far they bind; the easy list says the same."""
    kinds = COURSE.law.kinds

    assert [[one.name.text, one.maker.text, one.binds.text, one.signs.text] for one in kinds] == table("kinds-table")
    for one in kinds:
        assert (
            f"**{one.name.easy}** - {one.maker.easy} - {one.binds.easy} - Look for these words. {one.signs.easy}"
            in cell("kinds-table-easy")
        )


def test_the_day_on_which_the_law_was_checked_is_on_the_page():
    """And that none of it is advice, in both readings."""
    assert "2026-11-25" == COURSE.law.checked
    for cell_id, said_so in (("outcomes", "not legal advice"), ("outcomes-easy", "not legal advice")):
        assert said_so in cell(cell_id)
        assert "25 November 2026" in cell(cell_id)


@pytest.mark.parametrize("plan", ["mill-terrace", "fell-road"])
def test_a_plan_stands_right_before_its_question_and_says_that_it_is_invented(plan):
    """In both readings."""
    ids = [one.id for one in CELLS]
    here = ids.index(plan)

    assert [plan, f"{plan}-easy", f"check-plan-{plan}"] == ids[here : here + 3]
    assert cell(plan).startswith("**Invented.**")
    assert cell(f"{plan}-easy").startswith("**This plan is made up**")


@pytest.mark.parametrize("place", CLAIMS)
def test_each_claim_of_the_seeds_is_taught_where_it_should_be(place):
    """With its hedge, and under its own name."""
    assert re.search(CLAIMS[place], said(place)), place


def test_the_guidance_is_cited_by_chapter_and_as_others_quote_it():
    """Of its paragraphs only 10.14 was seen."""
    text = " ".join(one.source for one in CELLS if one.cell_type == "markdown")

    assert {"10.14"} == set(re.findall(r"\b\d{1,2}\.\d{2}\b", text))
    assert "as quoted by [TLAP][tlap-care-act]" in cell("places")
    assert "[live text is on GOV.UK][care-act-guidance]" in cell("places")
