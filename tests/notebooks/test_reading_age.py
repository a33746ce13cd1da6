"""The plain text of each unit can be read at fourteen, by four measures of a library, quotations and names left out.

A measure counts words, syllables and sentences; whether a text is clear needs a reader.
"""

import re
import statistics

import nbformat
import pytest
import textstat

from coprod_widgets import content
from coprod_widgets.content.checks.lint import words_in
from coprod_widgets.lab.workspace import course_dir

OLDEST = 14
"""Years of age. A school grade of the United States begins at about five years more than its number."""
YEARS_BEFORE_SCHOOL = 5
MEASURES = ("flesch_kincaid_grade", "gunning_fog", "automated_readability_index", "smog_index")


def names():
    """Return the names of bodies and publications: they can't be put in plainer words."""
    sources = content.load_course().sources.values()
    found = {name for source in sources for name in (source.author, source.title)}
    return sorted(found, key=len, reverse=True)


def prose(text):
    """Return what the course itself says: without quotations, tables, headings, links' targets and names."""
    text = re.sub(r"^\[[^\]]+\]: .*$|^\|.*$|^#+ .*$|^>.*$|^[-*] ", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\](?:\[[^\]]*\]|\([^)]*\))|[*_`]", r"\1", text)
    text = re.sub(r"“[^”]*”|\"[^\"]*\"", "", text)
    for name in NAMES:
        text = text.replace(name, "")
    return " ".join(text.split())


NAMES = names()


def said(number):
    """Return the plain texts of a unit: its notebook's cells and its items' words."""
    words = content.load_unit(number)
    notebook = nbformat.read(course_dir() / words.unit.notebook, as_version=4)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown" and "easy" not in tags and "sources" not in tags:
            yield prose(cell.source)
    for item in words.items:
        for _, text in words_in(item, ""):
            yield prose(text.text)


def ages(text):
    return [getattr(textstat, name)(text) + YEARS_BEFORE_SCHOOL for name in MEASURES]


@pytest.mark.parametrize("number", content.unit_numbers())
def test_a_unit_can_be_read_at_fourteen(number):
    """The mean of four measures over the whole unit."""
    text = " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in said(number) if one)

    assert statistics.mean(ages(text)) <= OLDEST, dict(zip(MEASURES, ages(text), strict=True))


def test_the_measures_tell_an_official_text_from_a_plain_one():
    """What they are asked of is what they see."""
    official = (
        "Notwithstanding the aforementioned considerations, organisational commissioning arrangements necessitate "
        "comprehensive multidisciplinary consultation preceding implementation of transformational programmes."
    )
    plain = "Ask people first. Tell them what can change. Then do what you said."

    assert statistics.mean(ages(official)) > OLDEST > statistics.mean(ages(plain))
