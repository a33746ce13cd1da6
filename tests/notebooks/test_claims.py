"""Every claim carries its source, as far as a machine can tell one: a quotation, a counted or dated fact, a named body.

It cannot tell whether the source says so. An invented case quotes nobody and needs no source.
"""

import re

import nbformat
import pytest

from coprod_widgets import content
from coprod_widgets.lab.workspace import course_dir

COURSE = content.load_course()
LABELS = re.compile(r"\]\[([a-z0-9-]+)\]")
CITES = re.compile(LABELS.pattern + r"|\]\(92-sources\.ipynb\)")
"""A source with an address is linked by its id; one without is looked up on the page of sources."""
QUOTED = re.compile(r"“([^”]+)”|(?<![\w\"])\"([^\"]+)\"")
COUNTED = re.compile(r"£\s?\d|\d\s?%|\bper cent\b")
DATED = re.compile(r"\b(?:19|20)\d\d\b")
BODIES = re.compile(
    r"\b(?:TLAP|NEF|OECD|SCIE|NICE|IAP2|SCDC|NHS England|New Economics Foundation|Carnegie UK|KeyRing|TIN Arts|"
    r"Think Local Act Personal|Co-production Network for Wales|Loeffler|Bovaird|Arnstein|Ostrom|Cahn|Boyle)\b"
)
WITHOUT_CLAIMS = {"title", "without-extension", "outcomes", "keypoints", "setup", "reflect"}
"""Cells that repeat what stands elsewhere with its source, or say how the page works."""


def cells(number):
    """Yield the plain text cells of a unit that may hold a claim, with the part of the unit that each stands in."""
    notebook = nbformat.read(course_dir() / COURSE.units[number].notebook, as_version=4)
    section = []
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        if cell.cell_type != "markdown" or "easy" in tags:
            continue
        if re.match(r"#+ ", cell.source):
            section = []
        section.append(cell)
        if not tags & WITHOUT_CLAIMS:
            yield cell, "\n".join(one.source for one in section)


def long_quotations(text):
    """Return what is quoted at four words or more: fewer name a word or a button."""
    return [one for pair in QUOTED.findall(text) for one in pair if len(one.split()) >= 4]


each = pytest.mark.parametrize("number", sorted(COURSE.units))


@each
def test_what_is_quoted_has_its_source_in_the_same_cell(number):
    """Nobody is quoted without being named, with a link."""
    bare = [(cell.id, long_quotations(cell.source)) for cell, _ in cells(number) if not CITES.search(cell.source)]

    assert [] == [(cell, quoted) for cell, quoted in bare if quoted]


@each
def test_what_is_counted_has_its_source_in_the_same_part(number):
    """A percentage or a sum of money is somebody's finding."""
    assert [] == [cell.id for cell, part in cells(number) if COUNTED.search(cell.source) and not CITES.search(part)]


@each
def test_what_is_dated_has_its_source_in_the_same_part(number):
    """From a heading on, what a year is named for is cited."""
    assert [] == [cell.id for cell, part in cells(number) if DATED.search(cell.source) and not CITES.search(part)]


@each
def test_a_body_that_is_named_is_cited_where_it_is_named_or_among_the_sources(number):
    """A unit that names a body or a writer has a cell with that name and a link."""
    notebook = nbformat.read(course_dir() / COURSE.units[number].notebook, as_version=4)
    cited = "".join(cell.source for cell in notebook.cells if CITES.search(cell.source))
    named = {name for cell, _ in cells(number) for name in BODIES.findall(cell.source)}

    assert set() == {name for name in named if name not in cited}


@each
def test_every_source_that_a_unit_cites_stands_among_its_sources(number):
    """The list at the end of a unit is whole."""
    notebook = nbformat.read(course_dir() / COURSE.units[number].notebook, as_version=4)
    text = [
        (cell.source, set(cell.metadata.get("tags", []))) for cell in notebook.cells if cell.cell_type == "markdown"
    ]
    cited = {label for source, tags in text if "sources" not in tags for label in LABELS.findall(source)}
    listed = {label for source, tags in text if "sources" in tags for label in LABELS.findall(source)}

    assert set() == cited - set(COURSE.sources)
    if any("sources" in tags for _, tags in text):
        assert set() == cited - listed
