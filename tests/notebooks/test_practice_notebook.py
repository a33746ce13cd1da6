"""The notebook of unit 05 names every source that its examples and numbers rest on, and what was not found."""

import re

import nbformat
import pytest

from coprod_widgets import content
from coprod_widgets.lab.workspace import course_dir

PRACTICE, SOURCES = content.load_practice(), content.load_sources()
CELLS = nbformat.read(course_dir() / content.load_unit("05").unit.notebook, as_version=4).cells


def cited():
    """Return the ids of all sources that practice.yaml names."""
    rows = {source for one in PRACTICE.examples for row in one.rows.values() for source in row.sources}
    return rows | {source for one in PRACTICE.numbers for source in one.sources}


@pytest.mark.parametrize("tag", ["plain", "easy"])
def test_every_source_of_an_example_or_a_number_stands_among_the_sources(tag):
    """By its link where it has an address, else by its title or, in Easy Read, by who wrote it."""
    [cell] = [cell for cell in CELLS if {"sources", tag} <= set(cell.metadata.get("tags", []))]
    linked = set(re.findall(r"\]\[([^\]]+)\]", cell.source))

    assert set() == {one for one in cited() if SOURCES[one].url} - linked
    entries = len(re.findall(r"^- ", cell.source, re.MULTILINE))
    assert entries >= len(cited())


def test_the_page_that_was_not_found_is_said_to_be_so_where_its_stand_in_is():
    """A learner who looks for the seed of the day service knows why it is not here."""
    text = {cell.id: cell.source for cell in CELLS}

    assert "We could not find that page" in text["market-row"]
    assert "we **invented**" in text["market-row"]
    assert "We could not find it." in text["market-row-easy"]
    assert "was not found" in text["sources"]


def test_saving_is_never_the_reason_and_can_is_not_does():
    """The two sentences that the evidence can't be read without are on the page."""
    text = " ".join(" ".join(cell.source.split()) for cell in CELLS if cell.cell_type == "markdown")

    assert "Saving is never the reason in this course." in text
    assert "Can is not **does**." in text
    assert "comparatively **weak**" in text
    assert "Other Things are Good Too" in text
