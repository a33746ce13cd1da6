"""The notebooks a learner opens: clean, in order, in closed forms, and running from top to bottom."""

import itertools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from coprod_widgets import content
from coprod_widgets.content.checks import lint
from coprod_widgets.lab.workspace import course_dir

COURSE = content.load_course()
NOTEBOOKS = sorted(course_dir().glob("*.ipynb"))
PAGES = {"80-review.ipynb", "91-glossary.ipynb", "92-sources.ipynb", "93-my-answers.ipynb"}
"""Pages beside the units: without outcomes, minutes or items of their own."""
UNITS = [path for path in NOTEBOOKS if path.name not in PAGES]
TAGS = {
    "title", "outcomes", "concept", "activity", "debrief", "check", "keypoints", "reflect", "sources", "setup",
    "plain", "easy", "without-extension", "stopping-place", "hide-input", "about",
}  # fmt: skip
FORMS = re.compile(
    r"from coprod_widgets import unit"
    r'|unit\("(?P<unit>\d\d)"\)\.(?P<use>activity|check|figure)\("(?P<item>[a-z0-9-]+)"\)'
    r'|unit\("0[08]"\)\.(?:start|review|answers|glossary|sources|record)\(\)'
    r'|unit\("(?P<opens>\d\d)"\)\.opening\(\)'
)


def read(path):
    return nbformat.read(path, as_version=4)


def tags(cell):
    return cell.metadata.get("tags", [])


def code(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def shown(path):
    """Return the notebook's calls as (unit, use, item)."""
    for cell in code(path):
        for match in map(FORMS.fullmatch, cell.source.splitlines()):
            if match and match["item"]:
                yield match["unit"], match["use"], match["item"]


def unit_of(path):
    return COURSE.units[read(path).metadata["coprod"]["unit"]]


def paragraphs(source):
    """Return a Markdown cell's prose: without links' targets, tables, marks and headings."""
    text = re.sub(r"^\[[^\]]+\]: .*$|^\|.*$|^#+ .*$|</?(?:details|summary)>", "", source, flags=re.MULTILINE)
    return re.sub(r"\[([^\]]*)\](?:\[[^\]]*\]|\([^)]*\))|[*_`]", r"\1", text)


each_unit = pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_there_is_a_notebook_for_every_unit_and_a_unit_for_every_notebook():
    """Words and notebooks belong together; the pages to look things up in say which they are."""
    assert sorted(unit.notebook for unit in COURSE.units.values()) == [path.name for path in UNITS]
    assert PAGES == {
        f"{number}-{read(course_dir() / name).metadata['coprod']['page']}.ipynb"
        for number, name in ((name[:2], name) for name in PAGES)
    }
    for path in UNITS:
        assert path.name == unit_of(path).notebook


@each
def test_a_notebook_is_committed_clean(path):
    """Valid, without outputs or counts, with readable cell ids and the plain kernel."""
    notebook = read(path)
    nbformat.validate(notebook)

    assert (4, 5) == (notebook.nbformat, notebook.nbformat_minor)
    assert "python3" == notebook.metadata.kernelspec.name
    for cell in code(path):
        assert ([], None) == (cell.outputs, cell.execution_count)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert [] == [one for one in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one)]


@each
def test_tags_come_from_the_closed_list(path):
    """A tag that nothing knows is a slip."""
    assert set() == {tag for cell in read(path).cells for tag in tags(cell)} - TAGS


@each
def test_code_is_in_closed_forms_behind_a_plain_comment(path):
    """Two statements at most, no words, keys or colours: so an unsigned copy is safe to run."""
    for cell in code(path):
        first, *rest = cell.source.splitlines()

        assert re.fullmatch(r"# [A-Z0-9].+", first), cell.id
        assert 1 <= len(rest) <= 2, cell.id
        assert all(FORMS.fullmatch(line) for line in rest), cell.id
        assert cell.metadata["jupyter"]["source_hidden"], cell.id
        assert "hide-input" in tags(cell), cell.id


@each
def test_headings_go_down_one_step_at_a_time(path):
    """One title; below it no level is skipped."""
    markdown = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    levels = [len(marks) for marks in re.findall(r"^(#+) ", markdown, re.MULTILINE)]

    assert [1] == [level for level in levels if level == 1]
    assert [] == [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1]


@each_unit
def test_the_notebook_shows_every_item_of_its_unit_once(path):
    """No item and no picture is forgotten; those asked inside a sorting or a balance are shown there."""
    unit = unit_of(path)
    inside = {asked.id for item in unit.items for asked in getattr(item, "then", ())}
    balances = [item for item in unit.items if item.interaction == "balance"]
    inside |= {asked.id for item in balances for asked in (item.predict, item.explain) if asked}

    every = [(unit.unit, item.use, item.id) for item in unit.items if item.id not in inside]
    every += [(unit.unit, "figure", figure.id) for figure in unit.figures]
    assert sorted(every) == sorted(shown(path))


@each_unit
def test_a_unit_after_the_first_begins_with_questions_of_earlier_ones(path):
    """Right after the set-up, under a heading of their own; the first two units have nothing to ask."""
    number = unit_of(path).unit
    cells = read(path).cells
    at = [place for place, cell in enumerate(cells) if ".opening()" in cell.source]

    if number < "02":
        assert [] == at
    else:
        [place] = at
        assert f'unit("{number}").opening()' == cells[place].source.splitlines()[1]
        assert ["setup", "opening-heading", "opening-heading-easy"] == [one.id for one in cells[place - 3 : place]]


@each_unit
def test_every_sitting_is_shown_and_in_order(path):
    """What the start page calls a sitting stands together in the notebook."""
    order = [item for _, _, item in shown(path)]
    sat = [item for sitting in unit_of(path).sittings for item in sitting.items]

    assert sat == [item for item in order if item in sat]


@each_unit
def test_the_notebook_names_its_outcomes_and_its_honest_minutes(path):
    """The ids and the minutes are those of the content."""
    unit = unit_of(path)
    texts = {tag: "\n".join(c.source for c in read(path).cells if tag in tags(c)) for tag in ("outcomes", "keypoints")}
    everything = "\n".join(cell.source for cell in read(path).cells)

    for outcome in unit.outcomes:
        assert f"**{outcome}**" in texts["outcomes"]
        assert f"**{outcome}**" in texts["keypoints"]
    for sitting in unit.sittings:
        assert re.search(
            rf"\b{sitting.minutes} minutes|\b{ {10: 'ten'}.get(sitting.minutes, 'no') } minutes", everything
        )


@each
def test_every_text_has_its_easy_read_twin(path):
    """After each plain cell there is an easy one, with sentences of at most fifteen words."""
    cells = [cell for cell in read(path).cells if cell.cell_type == "markdown"]
    for here, following in zip(cells, [*cells[1:], None], strict=True):
        if "plain" in tags(here):
            assert following is not None, here.id
            assert {"plain", "easy"} & set(tags(following)), here.id
        if "easy" in tags(here):
            assert [] == lint.long_sentences(paragraphs(here.source)), here.id


@each
def test_a_concept_cell_holds_one_idea(path):
    """No more than 150 words before there is something to do or to stop at."""
    for cell in read(path).cells:
        if "concept" in tags(cell) and "easy" not in tags(cell):
            assert len(paragraphs(cell.source).split()) <= 150, cell.id


@each
def test_every_link_is_to_a_known_source_or_a_notebook_of_the_course(path):
    """A label is a source's id and leads where the source is; other links stay in the course."""
    for cell in read(path).cells:
        if cell.cell_type != "markdown":
            continue
        for label, target in re.findall(r"^\[([^\]]+)\]: (\S+)$", cell.source, re.MULTILINE):
            assert COURSE.sources[label].url == target, cell.id
        for label in re.findall(r"\]\[([^\]]+)\]", cell.source):
            assert f"[{label}]: " in cell.source, (cell.id, label)
        for target in re.findall(r"\]\(([^)]+)\)", cell.source):
            assert (course_dir() / target).is_file(), (cell.id, target)


@each_unit
def test_every_source_that_carries_an_argument_stands_among_the_sources(path):
    """A learner who reads both sides of an argued case finds each side's bar in the list, in both readings."""
    cases = [case for item in unit_of(path).items for case in getattr(item, "cases", ())]
    carrying = {source for case in cases for argument in case.arguments for source in argument.sources}

    for cell in read(path).cells:
        if "sources" in tags(cell):
            assert set() == {source for source in carrying if f"[{source}]: " not in cell.source}, cell.id


@each
def test_without_the_extension_the_page_says_what_to_press(path):
    """The second cell, right after the title, is for a plain Jupyter."""
    cells = read(path).cells

    assert ["title"] == tags(cells[0])
    assert "without-extension" in tags(cells[1])
    assert "Run All" in cells[1].source


def table(path, cell_id):
    [cell] = [cell for cell in read(path).cells if cell.id == cell_id]
    rows = [line for line in cell.source.splitlines() if line.startswith("|")]
    return [[entry.strip() for entry in row.strip("|").split("|")] for row in rows[2:]]


def test_the_table_of_criteria_is_the_one_in_the_content():
    """Six rows, four approaches, the same words as approaches.yaml."""
    path = course_dir() / COURSE.units["04"].notebook
    [found] = [c for c in read(path).cells if "| Criterion |" in c.source and "easy" not in tags(c)]
    words = [
        [
            one.question.text,
            *(getattr(one, name).text for name in ("consultation", "engagement", "co_design", "co_production")),
        ]
        for one in COURSE.approaches.criteria
    ]

    assert words == table(path, found.id)


def test_the_table_of_disagreements_is_the_one_in_the_content():
    """Each row as approaches.yaml has it."""
    path = course_dir() / COURSE.units["04"].notebook
    words = [[one.word.text, one.one.text, one.another.text] for one in COURSE.approaches.disagreements]

    assert words == table(path, "disagree-table")


def test_the_notebooks_run_from_top_to_bottom(tmp_path):
    """Nbval runs a copy, in a home of its own, without touching the course."""
    before = {path: path.read_bytes() for path in NOTEBOOKS}
    copy = tmp_path / "course"
    shutil.copytree(course_dir(), copy, ignore=shutil.ignore_patterns("answers.jsonl*"))
    folders = {name: str(tmp_path / name.lower()) for name in (
        "HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR",
    )}  # fmt: skip
    for folder in folders.values():
        Path(folder).mkdir()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval-lax",
        "-q",
        "-p",
        "no:cacheprovider",
        "--override-ini=addopts=",
        ".",
    ]
    done = subprocess.run(command, cwd=copy, env=os.environ | folders, capture_output=True, text=True, check=False)

    cells = sum(len(code(path)) for path in NOTEBOOKS)
    assert re.search(rf"\b{cells} passed", done.stdout), done.stdout[-3000:] + done.stderr[-2000:]
    assert 0 == done.returncode
    assert before == {path: path.read_bytes() for path in NOTEBOOKS}


def test_running_a_notebook_brings_widgets_and_nothing_in_words(tmp_path):
    """Every activity's output is a widget, every picture an image; nothing prints, nothing warns."""
    import nbclient

    for path in NOTEBOOKS:
        notebook = read(path)
        nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}, timeout=120).execute()
        for cell in notebook.cells:
            if cell.cell_type == "code" and "import" not in cell.source:
                [output] = cell.outputs
                kind = "text/html" if ".figure(" in cell.source else "application/vnd.jupyter.widget-view+json"
                assert kind in output["data"], cell.id
    assert not (tmp_path / "answers.jsonl").exists()
