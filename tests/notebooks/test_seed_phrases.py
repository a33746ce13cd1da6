"""Everything that the two texts say that the course started from is taught, at a place with a name."""

import re
from pathlib import Path

import nbformat
import pytest

from coprod_widgets import content
from coprod_widgets.content.reader import read_file
from coprod_widgets.lab.workspace import course_dir

PHRASES, _ = read_file(Path(__file__).parent / "seed_phrases.yaml", "seed_phrases.yaml")
UNITS = content.unit_numbers()
OUTLINE = ["00", "01", "02", "03", "04", "05", "06", "07", "08"]


def texts(tree):
    """Yield every text in a tree, each once as it stands."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from texts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from texts(value)


def entries(tree, entry_id):
    """Yield every mapping in a tree that has this id."""
    if isinstance(tree, dict):
        if tree.get("id") == entry_id:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for value in tree:
            yield from entries(value, entry_id)


def read(name):
    tree, problems = read_file(content.content_dir() / name, name)
    assert [] == problems
    return tree


def places(unit, at):
    """Return the texts of each place of that name: a cell, an item, or an entry of a content file."""
    if ":" in at:
        name, entry_id = at.split(":")
        return [list(texts(entry)) for entry in entries(read(name), entry_id)]
    notebook = nbformat.read(course_dir() / content.load_unit(unit).unit.notebook, as_version=4)
    cells = [[cell.source] for cell in notebook.cells if cell.id == at and cell.cell_type == "markdown"]
    items = [list(texts(item)) for item in read(f"units/{unit}.yaml")["items"] if item["id"] == at]
    return cells + items


def plainly(text):
    """Return a text in small letters, without marks of emphasis, links' targets and line ends."""
    text = re.sub(r"\[([^\]]*)\](?:\[[^\]]*\]|\([^)]*\))|[*_]", r"\1", text)
    return " ".join(text.lower().replace("’", "'").split())


@pytest.mark.parametrize(
    "entry", [one for one in PHRASES if one["unit"] in UNITS], ids=lambda one: f"{one['unit']}-{one['phrase']}"
)
def test_a_phrase_is_taught_where_the_list_says(entry):
    """The place is there, once, and holds the words."""
    found = places(entry["unit"], entry["at"])

    assert 1 <= len(found), entry["at"]
    said = plainly(" ".join(text for place in found for text in place))
    assert [] == [words for words in entry["says"] if words not in said]


def test_every_phrase_belongs_to_a_unit_of_the_course():
    """A phrase is named once, and its unit is in the course's outline."""
    names = [one["phrase"] for one in PHRASES]

    assert sorted(set(names)) == sorted(names)
    assert set() == {one["unit"] for one in PHRASES} - set(OUTLINE)
    assert set() == {key for one in PHRASES for key in one} - {"phrase", "unit", "at", "says"}
