"""Every response that the course's own exercises make for themselves earns one mark, wherever it is marked."""

import shutil

import msgspec
import nbformat
import pytest
import stock
import what_keys_say
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import determine_grade
from previewing import Tried
from traitlets.config.loader import PyFileConfigLoader

from coprod_widgets import exercises, records
from coprod_widgets.content.page import digest
from coprod_widgets.marking import cell, run

OWN = stock.PACKAGE / "exercises"
NAMES = exercises.assignment_names(OWN)
RUN_WITH_KERNELS = 2
"""How many submissions of each exercise nbgrader runs; each takes a second or two."""


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A copy of the course's own exercises, generated, with every example handed in."""
    course = tmp_path_factory.mktemp("own") / "course"
    shutil.copytree(OWN, course, ignore=shutil.ignore_patterns("autograded", "submitted", "gradebook.db*", ".coprod"))
    for name in NAMES:
        stock.nbgrader(course, "generate_assignment", name)
        tried = {}
        for item, example in exercises.examples(keyed(name)):
            tried.setdefault(item.id, (item, []))[1].append(example.response)
        for number in range(max((len(given) for _, given in tried.values()), default=1)):
            place = course / "submitted" / f"learner-{number:03}" / name
            place.mkdir(parents=True)
            lines = [line(name, item, given[number % len(given)]) for item, given in tried.values()]
            (place / "answers.jsonl").write_bytes(b"".join(lines))
    return course


@pytest.fixture(scope="module")
def marked_by_nbgrader(handed_in, tmp_path_factory):
    """A copy where nbgrader as it comes has run the notebooks of some learners, who answered all questions at once."""
    place = tmp_path_factory.mktemp("stock")
    course = shutil.copytree(handed_in, place / "course", ignore=shutil.ignore_patterns("submitted"))
    for name in NAMES:
        there = sorted(path.parent.name for path in (handed_in / "submitted").glob(f"*/{name}"))
        for learner in there[:: -(-len(there) // RUN_WITH_KERNELS)]:
            folder = shutil.copytree(handed_in / "submitted" / learner / name, course / "submitted" / learner / name)
            shutil.copy(course / "release" / name / f"{name}.ipynb", folder)
    own = PyFileConfigLoader("nbgrader_config.py", path=str(OWN)).load_config()
    for ours in ("exporter_class", "sanitize_preprocessors", "autograde_preprocessors"):
        del own.Autograde[ours]
    own.Execute.shutdown_kernel = "immediate"
    own.Execute.timeout = own.Execute.startup_timeout = stock.PATIENCE
    own.CourseDirectory.root = str(course)
    api = NbGraderAPI(CourseDirectory(config=own), config=own)
    (place / "home").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(place / "home" / name.lower()))
        for folder in sorted((course / "submitted").glob("*/*")):
            result = api.autograde(folder.name, folder.parent.name)
            assert result["success"], result
    return course


@pytest.fixture(scope="module")
def own_course(handed_in, marked_by_nbgrader):
    """The same course, marked by us; after it was copied."""
    assert 0 == run.run(handed_in, NAMES, None, False, True)
    return handed_in


def keyed(name):
    return exercises.load_key(exercises.load_assignment(OWN / "source" / name), OWN / "keys")


def line(name, item, response):
    how = {"digest": digest(item), "interaction": item.interaction}
    return msgspec.json.encode(records.new_record(unit=name, item=item.id, response=response, **how)) + b"\n"


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_the_gradebook_and_nbgrader_s_own_cell_agree(own_course, monkeypatch, name):
    """The cell is what nbgrader runs with a kernel; the notebook is what it would have found there afterwards."""
    machine = [one.id for one in keyed(name).assignment.questions if one.by == "machine"]
    learners = sorted(path.name for path in (own_course / "submitted").iterdir() if (path / name).exists())
    for learner in learners:
        folder = own_course / "autograded" / learner / name
        text = (folder / f"{name}.ipynb").read_text("utf-8")
        book = nbformat.reads(text, as_version=4)
        nbformat.validate(book)
        assert nbformat.writes(book) + "\n" == text
        graded = {one.metadata.nbgrader.grade_id: one for one in book.cells if "nbgrader" in one.metadata}
        monkeypatch.setattr(cell.Path, "cwd", lambda place=own_course / "submitted" / learner / name: place)

        assert {one: determine_grade(graded[one])[0] for one in machine} == {
            one: cell.mark_here(name, one) for one in machine
        }
        assert held(own_course, name, learner) == sorted(
            (one.id, determine_grade(graded[one.id])[0] if one.by == "machine" else None, int(one.by == "person"))
            for one in keyed(name).assignment.questions
        )
    assert learners
    assert (own_course / "autograded" / learners[-1] / name / f"{name}.ipynb").read_text("utf-8") == (
        nbformat.writes(book).rstrip("\n") + "\n"
    )


def held(course, name, learner):
    """Return what the gradebook of a course holds of one learner's exercise."""
    return sorted(
        stock.query(
            course,
            "select c.name, g.auto_score, g.needs_manual_grade from grade g join base_cell c on c.id = g.cell_id "
            "join submitted_notebook n on n.id = g.notebook_id join submitted_assignment s on s.id = n.assignment_id "
            "join assignment a on a.id = s.assignment_id where a.name = ? and s.student_id = ?",
            name,
            learner,
        )
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_trainer_s_preview_says_what_the_gradebook_holds(own_course, name):
    """The answers of every learner, given in the widgets of the trainer's copy; what a person marks has no mark."""
    points = {one.id: one.points for one in keyed(name).assignment.questions}
    tried = {one: Tried(own_course, name, one) for one in points}
    for one in tried.values():
        one.press()
    learners = sorted(path.parent.name for path in (own_course / "submitted").glob(f"*/{name}"))
    for learner in learners:
        found = records.read(own_course / "submitted" / learner / name / "answers.jsonl").records
        shown = {
            question: one.answer({line.item: line.response for line in found})[0] for question, one in tried.items()
        }

        assert {question: one["says"]["text"] for question, one in shown.items()} == {
            question: f"A person marks this. Marks on offer: {points[question]:g}."
            if mark is None
            else f"Marks: {round(mark, 4):g} of {points[question]:g}."
            for question, mark, _ in held(own_course, name, learner)
        }
    assert learners


@pytest.mark.parametrize("name", NAMES)
def test_nbgrader_that_runs_the_notebook_gives_the_same_marks(own_course, marked_by_nbgrader, name):
    """With a kernel and none of our parts of nbgrader: every mark is ours; what a person marks has none, and waits."""
    learners = sorted(path.parent.name for path in (marked_by_nbgrader / "submitted").glob(f"*/{name}"))
    theirs = {learner: held(marked_by_nbgrader, name, learner) for learner in learners}
    questions = keyed(name).assignment.questions

    assert learners
    assert {learner: held(own_course, name, learner) for learner in learners} == theirs
    for one in theirs.values():
        assert {row[0] for row in one} == {question.id for question in questions}
        assert [(question.id, None, 1) for question in questions if question.by == "person"] == [
            row for question in questions for row in one if row[0] == question.id and question.by == "person"
        ]
    books = [
        nbformat.read(marked_by_nbgrader / "autograded" / learner / name / f"{name}.ipynb", as_version=4)
        for learner in learners
    ]
    assert all(cell.execution_count for book in books for cell in book.cells if cell.cell_type == "code")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_released_holds_no_mark_scheme_and_no_hidden_test(own_course, name):
    released = (own_course / "release" / name / f"{name}.ipynb").read_text("utf-8")

    assert [] == [words for words in ("MARK SCHEME", "HIDDEN TESTS", "mark_here") if words in released]
    assert {} == what_keys_say.found_below(own_course / "release" / name)
    assert ["items.yaml", f"{name}.ipynb"] == sorted(
        (path.name for path in (own_course / "release" / name).iterdir()), key=lambda one: one != "items.yaml"
    )
