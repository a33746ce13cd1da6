"""The four exercises of the course: the preview, both doors and nbgrader with kernels give one mark, row by row."""

import shutil
from functools import cache

import msgspec
import nbformat
import pytest
import stock
import what_keys_say
from nbgrader.utils import determine_grade
from previewing import Tried

from coprod_widgets import exercises, records
from coprod_widgets.content.page import digest
from coprod_widgets.marking import cell, done, run

OWN = stock.PACKAGE / "exercises"
NAMES = exercises.assignment_names(OWN)
RUN_WITH_KERNELS = 2
"""How many submissions of each exercise nbgrader runs; each takes a second or two."""
DUE = "2026-11-21 00:00:00.000000"
STAMPS = ("2026-11-20 12:00:00 UTC", "2026-11-22 12:00:00 UTC", None)
"""In time, late, and nobody knows: in turn."""
LATE = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
STOCK = f"""
for ours in ("exporter_class", "sanitize_preprocessors", "autograde_preprocessors"):
    del c.Autograde[ours]
c.Execute.shutdown_kernel = "immediate"
c.Execute.timeout = c.Execute.startup_timeout = {stock.PATIENCE}
"""


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A copy of the course's own exercises, generated, with every example handed in; nothing is marked in it."""
    course = tmp_path_factory.mktemp("own") / "course"
    shutil.copytree(OWN, course, ignore=shutil.ignore_patterns("autograded", "submitted", "gradebook.db*", ".coprod"))
    with open(course / "nbgrader_config.py", "a") as file:
        file.write(LATE)
    for name in NAMES:
        stock.nbgrader(course, "generate_assignment", name)
        for learner, answers in responses(name).items():
            place = course / "submitted" / learner / name
            place.mkdir(parents=True)
            (place / "answers.jsonl").write_bytes(b"".join(line(name, *one) for one in answers))
            shutil.copy(course / "release" / name / f"{name}.ipynb", place)
            if stamp := STAMPS[int(learner[-3:]) % len(STAMPS)]:
                (place / "timestamp.txt").write_text(stamp)
    stock.query(course, "update assignment set duedate = ?", DUE)
    return course


@pytest.fixture(scope="module")
def own_course(handed_in, tmp_path_factory):
    """A copy, marked by us."""
    course = shutil.copytree(handed_in, tmp_path_factory.mktemp("ours") / "course")
    assert 0 == run.run(course, NAMES, None, False, True)
    return course


@pytest.fixture(scope="module")
def by_the_other_door(handed_in, tmp_path_factory):
    """A copy, marked by nbgrader's own command with the configuration that is shipped."""
    course = shutil.copytree(handed_in, tmp_path_factory.mktemp("door") / "course")
    for name in NAMES:
        assert "kernel" not in stock.nbgrader(course, "autograde", name).lower()
    return course


@pytest.fixture(scope="module")
def some(handed_in, tmp_path_factory):
    """A copy in which some learners have handed in, who answered all questions at once."""
    course = tmp_path_factory.mktemp("some") / "course"
    shutil.copytree(handed_in, course, ignore=shutil.ignore_patterns("submitted"))
    for name in NAMES:
        there = learners(handed_in, name)
        for learner in there[:: -(-len(there) // RUN_WITH_KERNELS)]:
            shutil.copytree(handed_in / "submitted" / learner / name, course / "submitted" / learner / name)
    return course


@pytest.fixture(scope="module")
def marked_by_nbgrader(some, tmp_path_factory):
    """A copy where nbgrader as it comes has run the notebooks of these, with kernels and none of our parts."""
    place = tmp_path_factory.mktemp("stock")
    course = shutil.copytree(some, place / "course")
    with open(course / "nbgrader_config.py", "a") as file:
        file.write(STOCK)
    (place / "home").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(place / "home" / name.lower()))
        for name in NAMES:
            stock.nbgrader(course, "autograde", name)
    return course


@cache
def keyed(name):
    return exercises.load_key(exercises.load_assignment(OWN / "source" / name), OWN / "keys")


@cache
def responses(name):
    """Return what each learner answers, item by item: together they give every response that the items make."""
    tried = {}
    for item, example in exercises.examples(keyed(name)):
        tried.setdefault(item.id, (item, []))[1].append(example.response)
    many = max((len(given) for _, given in tried.values()), default=1)
    return {
        f"learner-{number:03}": [(item, given[number % len(given)]) for item, given in tried.values()]
        for number in range(many)
    }


def line(name, item, response):
    how = {"digest": digest(item), "interaction": item.interaction}
    return msgspec.json.encode(records.new_record(unit=name, item=item.id, response=response, **how)) + b"\n"


def learners(course, name):
    return sorted(path.parent.name for path in (course / "submitted").glob(f"*/{name}"))


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
    """Every response that an item makes, given in the widgets of the trainer's copy; by hand, there is no mark."""
    points = {one.id: one.points for one in keyed(name).assignment.questions}
    tried = {one: Tried(own_course, name, one) for one in points}
    for one in tried.values():
        one.press()
    for learner, answers in responses(name).items():
        given = {item.id: response for item, response in answers}
        shown = {question: one.answer(given)[0] for question, one in tried.items()}

        assert {question: one["says"]["text"] for question, one in shown.items()} == {
            question: f"A person marks this. Marks on offer: {points[question]:g}."
            if mark is None
            else f"Marks: {round(mark, 4):g} of {points[question]:g}."
            for question, mark, _ in held(own_course, name, learner)
        }


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_the_gradebook_and_nbgrader_s_own_cell_agree(own_course, monkeypatch, name):
    """The cell is what nbgrader runs with a kernel; the notebook is what it would have found there afterwards."""
    machine = [one.id for one in keyed(name).assignment.questions if one.by == "machine"]
    assert [*responses(name)] == learners(own_course, name)
    for learner in responses(name):
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


def test_nbgrader_s_own_door_gives_every_response_of_the_four_the_same(own_course, by_the_other_door):
    """All rows of all tables, every file of every marked folder to the byte, and the lines that say what is done."""
    ours, theirs = stock.tables(own_course), stock.tables(by_the_other_door)
    handed = sum(len(responses(name)) for name in NAMES)
    marked = sum(len(responses(name)) * len(keyed(name).assignment.questions) for name in NAMES)

    assert (handed, handed, marked) == tuple(
        len(ours[table]) for table in ("submitted_assignment", "submitted_notebook", "grade")
    )
    assert {} == stock.differing(ours, theirs)
    assert {True, False} == {bool(row["late_submission_penalty"]) for row in ours["submitted_notebook"]}
    assert stock.marked_folders(own_course) == stock.marked_folders(by_the_other_door)
    assert done.read(own_course) == done.read(by_the_other_door)


@pytest.mark.parametrize("name", NAMES)
def test_formgrader_shows_the_same_numbers_after_both_doors(own_course, by_the_other_door, name):
    questions = keyed(name).assignment.questions
    given = {learner: {item.id: one for item, one in answers} for learner, answers in responses(name).items()}
    expected = {}
    for learner in given:
        earned = sum(one.raw or 0 for one in exercises.mark(keyed(name), given[learner]))
        by_person = any(one.by == "person" for one in questions)
        expected[learner] = pytest.approx(earned), sum(one.points for one in questions), True, by_person

    for course in (own_course, by_the_other_door):
        shown = stock.formgrader(course).get_submissions(name)
        told = ("score", "max_score", "autograded", "needs_manual_grade")
        assert expected == {one["student"]: tuple(one[part] for part in told) for one in shown}


def test_nbgrader_that_runs_the_notebooks_writes_the_same_rows(some, marked_by_nbgrader, tmp_path):
    """With kernels and none of our parts: all tables are ours; what a person marks has no mark there, and waits."""
    course = shutil.copytree(some, tmp_path / "course")
    assert 0 == run.run(course, NAMES, None, False, True)

    assert {} == stock.differing(stock.tables(course), stock.tables(marked_by_nbgrader))
    for name in NAMES:
        there = learners(marked_by_nbgrader, name)
        by_person = [(one.id, None, 1) for one in keyed(name).assignment.questions if one.by == "person"]
        books = [
            nbformat.read(marked_by_nbgrader / "autograded" / learner / name / f"{name}.ipynb", as_version=4)
            for learner in there
        ]

        assert min(RUN_WITH_KERNELS, len(responses(name))) == len(there)
        for learner in there:
            rows = held(marked_by_nbgrader, name, learner)
            assert {one.id for one in keyed(name).assignment.questions} == {row[0] for row in rows}
            assert sorted(by_person) == [row for row in rows if row[1] is None]
        assert all(one.execution_count for book in books for one in book.cells if one.cell_type == "code")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_released_holds_no_mark_scheme_and_no_hidden_test(own_course, name):
    released = (own_course / "release" / name / f"{name}.ipynb").read_text("utf-8")

    assert [] == [words for words in ("MARK SCHEME", "HIDDEN TESTS", "mark_here") if words in released]
    assert {} == what_keys_say.found_below(own_course / "release" / name)
    assert ["items.yaml", f"{name}.ipynb"] == sorted(
        (path.name for path in (own_course / "release" / name).iterdir()), key=lambda one: one != "items.yaml"
    )
