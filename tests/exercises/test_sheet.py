"""An assignment's notebook is made from its words: closed forms for learners, nbgrader's cells for whoever marks."""

import re

import nbformat
import pytest
import small_exercise

from coprod_widgets import cli, exercises
from coprod_widgets.content.checks import lint
from coprod_widgets.content.reader import ContentError
from coprod_widgets.content.words import Words
from coprod_widgets.exercises import sheet as sheets
from coprod_widgets.exercises import writing

FORMS = re.compile(
    r'from coprod_widgets import exercise|exercise\("[a-z0-9-]+"\)\.(question\("[a-z0-9-]+"\)|hand_in\(\))'
)


@pytest.fixture
def course(tmp_path):
    return small_exercise.write(tmp_path)


@pytest.fixture
def small(course):
    return exercises.load_assignment(course / "source" / "small")


@pytest.fixture
def made(small, course):
    return sheets.sheet(small, exercises.load_key(small, course / "keys").file.rubrics)


def graded(notebook):
    """Return nbgrader's words about each cell that it knows, by the cell's id in the gradebook."""
    return {
        cell.metadata.nbgrader.grade_id: (cell.cell_type, dict(cell.metadata.nbgrader))
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def test_every_question_has_the_cell_that_shows_it_and_the_one_that_is_marked(made, small):
    found = graded(made)

    shown = [name for one in small.questions for name in (f"{one.id}-shown", one.id)]
    assert ["setup", *shown, "hand-in"] == list(found)
    for question in small.questions:
        task = question.by == "person"
        assert ("markdown" if task else "code", {
            "schema_version": 3, "grade_id": question.id, "points": question.points, "locked": True, "solution": False,
            "grade": not task, "task": task,
        }) == found[question.id]  # fmt: skip
        assert {"grade": False, "solution": False, "locked": True, "task": False}.items() <= found[
            f"{question.id}-shown"
        ][1].items()


def test_code_is_in_closed_forms_or_between_the_marks_of_what_is_cut_out(made):
    """What is left when nbgrader has cut the hidden tests out may run in an unsigned copy."""
    hidden = re.compile(rf"{sheets.BEGIN_HIDDEN}\n.*?{sheets.END_HIDDEN}", re.DOTALL)
    for cell in made.cells:
        if cell.cell_type != "code":
            continue
        first, *rest = hidden.sub("", cell.source).strip().splitlines()

        assert re.fullmatch(r"# [A-Z0-9].+", first), cell.id
        assert all(FORMS.fullmatch(line) for line in rest), cell.id
        assert ("mark_here" in cell.source) == cell.metadata.nbgrader.grade, cell.id


def test_the_last_cell_hands_in_and_is_not_for_the_learner_to_change(made):
    *_, heading, about, easy, last = made.cells

    assert ["## Hand in", "hand-in-about", "hand-in-about-easy"] == [heading.source, about.id, easy.id]
    assert '# Hand in\nexercise("small").hand_in()' == last.source
    assert (
        {"grade": False, "solution": False, "locked": True, "task": False}.items()
    ) <= last.metadata.nbgrader.items()


def test_the_mark_call_is_the_last_thing_of_its_cell_so_that_its_value_is_the_mark(made):
    calls = {cell.id: cell.source.splitlines()[-2] for cell in made.cells if "mark_here" in cell.source}

    assert {name: f'mark_here("small", "{name}")' for name in ("sort", "facts", "choices", "links", "power")} == calls


def test_a_mark_scheme_stands_between_its_marks_and_nowhere_else(made):
    [task] = [cell.source for cell in made.cells if cell.id == "words"]
    before, _, rest = task.partition(sheets.BEGIN_SCHEME)
    scheme, _, after = rest.partition(sheets.END_SCHEME)

    assert ("#### A person marks this", "") == (before.strip(), after)
    assert "- **0 marks: Missing.** No.\n\n  Example: X.\n" in scheme
    assert "- **4 marks: Strong.** All.\n\n  Example: Y.\n" in scheme


def test_every_text_has_its_easy_read_twin_right_after_it():
    twins = list(sheets._twins("intro", ["about"], Words("A long word. Another.", "Short. Words.")))

    assert [("intro", ["about", "plain"]), ("intro-easy", ["about", "easy"])] == [
        (cell.id, cell.metadata["tags"]) for cell in twins
    ]
    assert ["A long word. Another.", "Short.  \nWords."] == [cell.source for cell in twins]


def test_words_that_are_the_same_in_both_readings_stand_once():
    [cell] = sheets._twins("part-a", ["exercise"], Words("Sort", "Sort"), "## ")

    assert ("part-a", "## Sort", ["exercise"]) == (cell.id, cell.source, cell.metadata["tags"])


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        ("Sentence 1. A *star* and a_b.", r"Sentence 1. A \*star\* and a\_b."),
        ("1. First\n- Second\n# Third", "1\\. First\n\n\\- Second\n\n\\# Third"),
        ("<b>bold</b> & &amp; [x](y) $3$ `code`", r"\<b\>bold\</b\> & &amp;amp; \[x\](y) \$3\$ \`code\`"),
        ("A dash - and 7 + 1 = 8.", "A dash - and 7 + 1 = 8."),
    ],
)
def test_plain_text_stays_plain_text(plain, markdown):
    """No sign of an author's becomes a heading, a link or a formula."""
    assert markdown == sheets._paragraphs(plain)


def test_the_notebook_says_whose_it_is_and_is_valid(made):
    nbformat.validate(made)

    assert {"exercise": "small"} == dict(made.metadata.coprod)
    assert ["title"] == made.cells[0].metadata.tags
    assert "Run All" in made.cells[1].source
    assert [] == [cell.id for cell in made.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]


def test_the_marks_on_offer_are_said_for_the_whole_and_for_each_question(made):
    everything = "\n".join(cell.source for cell in made.cells)

    assert "About 10 minutes. 24 marks." in everything
    assert "### Two choices (3 marks)" in everything


def test_a_question_for_a_person_without_a_mark_scheme_is_named(small):
    with pytest.raises(ContentError) as caught:
        sheets.sheet(small, {})

    assert ["small: no mark scheme for the question 'words'; write it in the key, under rubrics"] == (
        caught.value.problems
    )


def test_two_cells_of_one_name_are_refused(tmp_path):
    course = small_exercise.write(tmp_path, small_exercise.ITEMS.replace("{id: facts,", "{id: sort-shown,"))
    small = exercises.load_assignment(course / "source" / "small")

    with pytest.raises(ContentError, match="two cells would be called 'sort-shown'"):
        sheets.sheet(small, exercises.load_key(small, course / "keys").file.rubrics)


def test_coprod_sheets_writes_what_is_not_there_and_leaves_what_is_as_it_should_be(course, capsys):
    path = course / "source" / "small" / "small.ipynb"

    assert 0 == cli.main(["sheets", "--course", str(course)])
    assert "small: the notebook is written\n" == capsys.readouterr().out
    first = path.read_bytes()
    assert 0 == cli.main(["sheets", "--course", str(course)])
    assert "small: the notebook is as it should be\n" == capsys.readouterr().out
    path.write_text("{}", "utf-8")
    assert 0 == cli.main(["sheets", "--course", str(course)])
    assert "small: the notebook is made anew\n" == capsys.readouterr().out
    assert first == path.read_bytes()
    assert ["items.yaml", "small.ipynb"] == sorted(one.name for one in path.parent.iterdir())


def test_coprod_sheets_says_what_stands_in_the_way(course, tmp_path, capsys):
    (course / "keys" / "small.yaml").unlink()

    assert 1 == cli.main(["sheets", "--course", str(course)])
    said = capsys.readouterr()
    assert ("small: no notebook can be made\n", "  keys/small.yaml: there is no such file\n") == (said.out, said.err)
    assert 2 == cli.main(["sheets", "--course", str(tmp_path / "nowhere")])
    assert "there is no source/NAME/items.yaml in this folder" in capsys.readouterr().err


def test_an_assignment_in_a_folder_of_another_name_is_refused(course):
    (course / "source" / "small").rename(course / "source" / "large")

    [done] = writing.write_sheets(course)
    assert ("failed", ["large/items.yaml: $.assignment: got 'small'; allowed: large"]) == (done.did, done.problems)


def test_the_keys_may_be_elsewhere(course, tmp_path):
    (course / "keys").rename(tmp_path / "safe")

    assert 0 == cli.main(["sheets", "--course", str(course), "--keys", str(tmp_path / "safe")])


def test_the_notebooks_of_the_course_are_what_their_words_make_them():
    """Nobody has to remember: change items.yaml or a mark scheme, and this says to run ``coprod sheets``."""
    course = exercises.own_course()
    for name in exercises.assignment_names(course):
        assignment = exercises.load_assignment(course / "source" / name)
        made = sheets.sheet(assignment, exercises.load_key(assignment, course / "keys").file.rubrics)

        assert sheets.as_text(made) == (course / "source" / name / f"{name}.ipynb").read_text("utf-8"), name


def test_the_easy_read_of_the_course_s_exercises_is_short_sentences_on_lines_of_their_own():
    course = exercises.own_course()
    for name in exercises.assignment_names(course):
        notebook = nbformat.read(course / "source" / name / f"{name}.ipynb", as_version=4)
        for here, following in zip(notebook.cells, [*notebook.cells[1:], None], strict=True):
            if "plain" in here.metadata.tags:
                assert "easy" in following.metadata.tags, here.id
            if "easy" in here.metadata.tags:
                assert [] == lint.long_sentences(here.source), here.id


def test_an_assignment_s_folder_holds_its_words_and_its_notebook_and_nothing_else():
    """Whatever lies there goes to every learner: a file of answers would overwrite theirs."""
    course = exercises.own_course()
    for name in exercises.assignment_names(course):
        assert {"items.yaml", f"{name}.ipynb"} == {one.name for one in (course / "source" / name).iterdir()}
