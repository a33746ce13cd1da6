"""Every response that the course's own exercises make for themselves earns one mark, wherever it is marked."""

import shutil

import msgspec
import nbformat
import pytest
import stock
from nbgrader.utils import determine_grade

from coprod_widgets import exercises, records
from coprod_widgets.content.page import digest
from coprod_widgets.marking import cell, run

OWN = stock.PACKAGE / "exercises"
NAMES = exercises.assignment_names(OWN)


@pytest.fixture(scope="module")
def own_course(tmp_path_factory):
    """A copy of the course's own exercises, generated, with every example handed in, and marked."""
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
    assert 0 == run.run(course, NAMES, None, False, True)
    return course


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
        held = stock.query(
            own_course,
            "select c.name, g.auto_score, g.needs_manual_grade from grade g join base_cell c on c.id = g.cell_id "
            "join submitted_notebook n on n.id = g.notebook_id join submitted_assignment s on s.id = n.assignment_id "
            "join assignment a on a.id = s.assignment_id where a.name = ? and s.student_id = ?",
            name,
            learner,
        )
        monkeypatch.setattr(cell.Path, "cwd", lambda place=own_course / "submitted" / learner / name: place)

        assert {one: determine_grade(graded[one])[0] for one in machine} == {
            one: cell.mark_here(name, one) for one in machine
        }
        assert sorted(held) == sorted(
            (one.id, determine_grade(graded[one.id])[0] if one.by == "machine" else None, int(one.by == "person"))
            for one in keyed(name).assignment.questions
        )
    assert learners
    assert (own_course / "autograded" / learners[-1] / name / f"{name}.ipynb").read_text("utf-8") == (
        nbformat.writes(book).rstrip("\n") + "\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_is_released_holds_no_mark_scheme_and_no_hidden_test(own_course, name):
    released = (own_course / "release" / name / f"{name}.ipynb").read_text("utf-8")

    assert [] == [words for words in ("MARK SCHEME", "HIDDEN TESTS", "mark_here") if words in released]
    assert ["items.yaml", f"{name}.ipynb"] == sorted(
        (path.name for path in (own_course / "release" / name).iterdir()), key=lambda one: one != "items.yaml"
    )
