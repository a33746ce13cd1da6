"""What marking writes into the gradebook is what nbgrader itself would have written."""

import shutil
from datetime import datetime

import pytest
import stock
from handing_in import correct, hand_in, keyed

from coprod_widgets import exercises
from coprod_widgets.course_folder import config
from coprod_widgets.marking import cell, gradebook, submissions

EARLY, LATE = datetime(2026, 11, 20, 12), datetime(2026, 11, 22, 12)
ZERO = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"


def rows(course, names, changed=()):
    """Return what learners have earned, as `coprod mark` would find it."""
    small = keyed(course)
    asked = submissions.digests(small.assignment)
    for name in names:
        handed = submissions.look(name, course / "submitted", course / "submitted" / name / "small")
        found = submissions.read(handed, "small", asked)
        marks = {one.question.id: one.raw for one in exercises.mark(small, found.responses)}
        yield gradebook.Row(student=name, at=found.at, marks=marks, changed=changed)


def write(course, names, changed=()):
    settings = config.load(course)
    with gradebook.Book(settings) as book:
        sheet = book.sheet("small")
        book.write(sheet, list(rows(course, names, changed)))
        return book.penalise(sheet, settings.penalty)


def cohort(course):
    """Hand in all that the small assignment can be answered with, many answers at a time; return the ids."""
    small = keyed(course)
    tried = {}
    for item, example in exercises.examples(small):
        tried.setdefault(item.id, []).append(example.response)
    most = max(map(len, tried.values()))
    names = [f"learner-{number:02}" for number in range(4)]
    for number, name in enumerate(names):
        each = {item: answers[number * most // 4 % len(answers)] for item, answers in tried.items()}
        hand_in(course, name, each | {"own": f"In words {number}"})
    hand_in(course, "late", correct(small), "2026-11-22 12:00:00 UTC")
    hand_in(course, "nothing", {}, stamp=None)
    return [*names, "late", "nothing"]


@pytest.fixture(scope="module")
def marked_by_nbgrader(generated, tmp_path_factory):
    """A small cohort in a course folder, marked by nbgrader as it comes, with kernels."""
    course = shutil.copytree(generated, tmp_path_factory.mktemp("stock") / "course")
    (course / "nbgrader_config.py").write_text(stock.PLAIN + ZERO)
    stock.query(course, "update assignment set duedate = '2026-11-21 00:00:00.000000'")
    for name in cohort(course):
        shutil.copy(course / "release" / "small" / "small.ipynb", course / "submitted" / name / "small")
    stock.nbgrader(course, "autograde", "small")
    return course


def test_all_tables_are_those_that_nbgrader_writes(course, marked_by_nbgrader):
    (course / "nbgrader_config.py").write_text(stock.PLAIN + ZERO)
    stock.query(course, "update assignment set duedate = '2026-11-21 00:00:00.000000'")
    taken = write(course, cohort(course))

    ours, theirs = stock.tables(course), stock.tables(marked_by_nbgrader)
    assert {"grade": 36, "comment": 6, "submitted_notebook": 6, "student": 6} == {
        name: len(ours[name]) for name in ("grade", "comment", "submitted_notebook", "student")
    }
    assert theirs == ours
    assert {"late": 20.0} == taken
    assert {True} == {row["needs_manual_grade"] == 1 for row in ours["grade"] if row["auto_score"] is None}


def test_nbgrader_s_own_cell_gives_the_same_mark(course, monkeypatch):
    """The one line that nbgrader runs with a kernel, run here for every learner."""
    for name in (names := cohort(course)):
        shutil.copytree(course / "submitted" / name, course / "autograded" / name)
    for row in rows(course, names):
        monkeypatch.chdir(course / "autograded" / row.student / "small")
        got = {name: cell.mark_here("small", name) for name, mark in row.marks.items() if mark is not None}

        assert {name: mark for name, mark in row.marks.items() if mark is not None} == got


def test_the_cell_says_nothing_in_the_trainer_s_own_copy_and_marks_a_learner_who_is_called_source(course, monkeypatch):
    """A trainer runs the whole notebook to try it out, and nothing stops there."""
    monkeypatch.chdir(course / "source" / "small")
    assert None is cell.mark_here("small", "sort")

    hand_in(course, "source", correct(keyed(course)))
    shutil.copytree(course / "submitted", course / "autograded")
    shutil.copy(course / "source" / "small" / "items.yaml", course / "autograded" / "source" / "small")
    monkeypatch.chdir(course / "autograded" / "source" / "small")
    assert 4.0 == cell.mark_here("small", "sort")


def test_the_cell_finds_the_keys_where_the_configuration_says(course, monkeypatch, tmp_path):
    hand_in(course, "ada", correct(keyed(course)))
    shutil.move(course / "keys", tmp_path / "safe")
    (course / "nbgrader_config.py").write_text(f"c.CoprodMarking.keys_dir = {str(tmp_path / 'safe')!r}\n")
    shutil.copytree(course / "submitted", course / "autograded")
    monkeypatch.chdir(course / "autograded" / "ada" / "small")

    assert 4.0 == cell.mark_here("small", "sort")
    assert tmp_path / "safe" == config.load(course).keys_dir


def test_writing_again_changes_nothing_and_keeps_every_row(course):
    names = cohort(course)
    write(course, names)
    ids = "select id from grade union select id from comment union select id from submitted_assignment order by id"
    before = stock.query(course, ids), stock.tables(course)
    write(course, names)

    assert before == (stock.query(course, ids), stock.tables(course))


def test_what_a_person_gave_stays_as_it_is(course):
    hand_in(course, "ada", correct(keyed(course)))
    write(course, ["ada"])
    own = "manual_score = 3, extra_credit = 1, needs_manual_grade = 0"
    stock.query(course, f"update grade set {own} where auto_score is null")
    stock.query(course, "update comment set manual_comment = 'Well said.'")
    stock.query(course, "update submitted_notebook set flagged = 1")
    before = stock.tables(course)
    write(course, ["ada"])

    assert before == stock.tables(course)


def test_a_new_answer_to_a_question_marked_by_hand_asks_for_a_person_again(course):
    hand_in(course, "ada", correct(keyed(course)))
    write(course, ["ada"])
    stock.query(course, "update grade set manual_score = 3, needs_manual_grade = 0")
    write(course, ["ada"], changed=["words"])

    assert [(0, 5), (1, 1)] == stock.query(
        course, "select needs_manual_grade, count(*) from grade where manual_score = 3 group by 1 order by 1"
    )


def test_late_work_loses_marks_that_a_person_gave_afterwards_as_well(course):
    """A penalty that nbgrader works out at autograding leaves later hand marks out."""
    (course / "nbgrader_config.py").write_text(stock.PLAIN + ZERO)
    stock.query(course, "update assignment set duedate = '2026-11-21 00:00:00.000000'")
    hand_in(course, "ada", correct(keyed(course)), "2026-11-22 12:00:00 UTC")
    assert {"ada": 20.0} == write(course, ["ada"])
    stock.query(course, "update grade set manual_score = 4, needs_manual_grade = 0 where auto_score is null")

    assert {"ada": 24.0} == write(course, [])
    assert [(24.0,)] == stock.query(course, "select late_submission_penalty from submitted_notebook")


def test_an_extension_makes_late_work_timely(course):
    (course / "nbgrader_config.py").write_text(stock.PLAIN + ZERO)
    stock.query(course, "update assignment set duedate = '2026-11-21 00:00:00.000000'")
    hand_in(course, "ada", correct(keyed(course)), "2026-11-22 12:00:00 UTC")
    write(course, ["ada"])
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "small-course") as book:
        book.grant_extension("small", "ada", days=3)

    assert {} == write(course, [])
    assert [(None,)] == stock.query(course, "select late_submission_penalty from submitted_notebook")


@pytest.mark.parametrize(("says", "taken"), [(-5, {}), (99, {"ada": 20.0}), (2.5, {"ada": 2.5}), (None, {})])
def test_a_penalty_stays_between_nothing_and_the_score(course, says, taken):
    """The trainer's own plugin, found in the course folder, may say what it likes."""
    (course / "lateness.py").write_text(
        "from nbgrader.plugins import LateSubmissionPlugin\n\n\nclass Own(LateSubmissionPlugin):\n"
        f"    def late_submission_penalty(self, student_id, score, total_seconds_late):\n        return {says}\n"
    )
    stock.query(course, "update assignment set duedate = '2026-11-21 00:00:00.000000'")
    hand_in(course, "ada", correct(keyed(course)), "2026-11-22 12:00:00 UTC")
    write(course, ["ada"])
    settings = config.load(course)
    with gradebook.Book(settings) as book:
        assert taken == book.penalise(book.sheet("small"), lambda *_: says)


def test_an_assignment_that_was_not_generated_is_said(course):
    with gradebook.Book(config.load(course)) as book, pytest.raises(config.CourseError) as caught:
        book.sheet("ex9")

    assert "ex9: it is not in the gradebook yet. Run: nbgrader generate_assignment ex9" == str(caught.value)


def test_without_a_gradebook_none_is_made(course):
    (course / "gradebook.db").unlink()
    with pytest.raises(config.CourseError) as caught:
        gradebook.Book(config.load(course))

    assert f"There is no gradebook yet ({course / 'gradebook.db'})." == str(caught.value)
    assert not (course / "gradebook.db").exists()


@pytest.mark.parametrize("text", ["c.CourseDirectory.db_url = 7\n", "this is not Python\n", "import nowhere_at_all\n"])
def test_a_configuration_that_can_t_be_used_is_said(course, text):
    (course / "nbgrader_config.py").write_text(text)
    with pytest.raises(config.CourseError) as caught:
        config.load(course)

    assert "nbgrader_config.py can't be used" in str(caught.value)
