"""The playground's notebook: short cells that a learner can change, each of them running as it is delivered.

Other notebooks hold closed forms alone, so that an unsigned copy can run by itself. This one is there to be changed, so
it may hold the course's own classes, plain data and two small imports, and an unsigned copy asks before it runs.
"""

import ast

import nbclient
import nbformat
import pytest

from coprod_widgets.lab.workspace import course_dir

PATH = course_dir() / "90-playground.ipynb"
NOTEBOOK = nbformat.read(PATH, as_version=4)
CELLS = [cell for cell in NOTEBOOK.cells if cell.cell_type == "code"]
MOST_LINES = 11
MAY_IMPORT = {"coprod_widgets", "ipywidgets"}

each_cell = pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.id)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return the notebook as it is after a run in an empty folder, and that folder."""
    folder = tmp_path_factory.mktemp("playground")
    notebook = nbformat.read(PATH, as_version=4)
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}, timeout=120).execute()
    return notebook, folder


@each_cell
def test_a_cell_is_short_and_begins_with_a_plain_comment(cell):
    """A newcomer can take in each at a glance."""
    first, *rest = cell.source.splitlines()

    assert first.startswith("# ")
    assert first.endswith(".")
    assert 1 <= len(rest) <= MOST_LINES


@each_cell
def test_a_cell_uses_the_course_and_plain_data_alone(cell):
    """No loops, functions, files or modules of other kinds stand between a newcomer and what is shown."""
    tree = ast.parse(cell.source)
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    kinds = {type(node) for node in tree.body}

    assert set() == imported - MAY_IMPORT
    assert set() == kinds - {ast.ImportFrom, ast.Assign, ast.Expr}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


def test_the_page_opens_with_its_code_in_sight():
    """It says so in its metadata, and no cell hides its source."""
    assert {"page": "playground", "code": True} == dict(NOTEBOOK.metadata["coprod"])
    assert [] == [cell.id for cell in CELLS if "jupyter" in cell.metadata or "hide-input" in cell.metadata["tags"]]


def test_there_are_ten_things_to_try():
    """Ten headings with a number, in order, each with a cell of code below."""
    headings = [
        cell.source.splitlines()[0]
        for cell in NOTEBOOK.cells
        if cell.cell_type == "markdown" and cell.source.startswith("## ") and "plain" in cell.metadata["tags"]
    ]

    begin = [" ".join(one.split()[:2]) for one in headings]
    assert [f"## {number}." for number in range(1, len(headings) + 1)] == begin
    assert 10 == len(headings)
    assert len(headings) + 2 == len(CELLS)


def test_every_cell_shows_something_and_prints_nothing(run):
    """Each cell but the first shows a widget, a picture or a table."""
    notebook, _ = run
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id != "tools":
            assert cell.outputs, cell.id
            for output in cell.outputs:
                assert "stream" != output["output_type"], cell.id
                assert {"text/html", "application/vnd.jupyter.widget-view+json"} & set(output["data"]), cell.id


def test_opening_it_leaves_only_the_examples_in_the_folder(run):
    """Nothing that is tried here is written to the learner's answers."""
    _, folder = run

    assert ["my-cases.csv", "my-cases.yaml", "my-story.yaml"] == sorted(
        path.name for path in folder.iterdir() if path.is_file()
    )
