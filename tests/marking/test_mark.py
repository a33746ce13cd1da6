"""`coprod mark` marks a cohort: what is new or has changed, each submission for itself, and says what came of it."""

import contextlib
import json
import os
import shutil
import sqlite3
import stat

import pytest
import stock
from handing_in import correct, hand_in, keyed
from nbgrader.utils import determine_grade

from coprod_widgets import cli
from coprod_widgets.marking import cohort, done

FULL = {"sort": 4, "facts": 2, "choices": 3, "links": 4, "power": 7}


def mark(course, *words, code=0, capsys=None):
    """Run `coprod mark`; return what it prints for programs."""
    assert code == cli.main(["mark", "small", "--course", str(course), "--json", *words])
    return json.loads(capsys.readouterr().out)["assignments"][0]


def did(found):
    return {one["student"]: one["did"] for one in found["submissions"]}


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def three(course):
    """Three learners have handed in."""
    right = correct(keyed(course))
    hand_in(course, "ada", right)
    hand_in(course, "bob", right | {"one": ["a"]})
    hand_in(course, "cyd", {})
    return course


def test_a_cohort_is_marked_and_the_table_says_so(three, capsys):
    assert 0 == cli.main(["mark", "small", "--course", str(three)])

    told = capsys.readouterr()
    assert [
        "small",
        "        3  marked now",
        "        0  unchanged since they were last marked",
        "        3  need a person for a question or more: open formgrader",
        "        0  could not be marked",
        "",
        "  Look at:",
        "    cyd  There is no answers.jsonl: nothing was answered, or the file was left out when handing in.",
        "",
        "  3 submissions wait for a person: give no feedback on them yet.",
    ] == told.out.splitlines()
    assert told.err.startswith("Looked at 0 of 3: about ")
    assert [("ada", 20.0), ("bob", 18.5), ("cyd", 0.0)] == stock.query(
        three,
        "select student_id, sum(auto_score) from grade join submitted_notebook n on n.id = grade.notebook_id "
        "join submitted_assignment s on s.id = n.assignment_id group by 1 order by 1",
    )


def test_a_mark_by_hand_that_is_no_level_of_its_mark_scheme_is_told(three, capsys):
    """Formgrader takes any number, so a half mark or a slip of the finger is seen here."""
    mark(three, capsys=capsys)
    give = "update grade set manual_score = ?, needs_manual_grade = 0 where notebook_id in (select n.id from "
    whose = "submitted_notebook n join submitted_assignment s on s.id = n.assignment_id where student_id = ?)"
    only = " and cell_id in (select id from base_cell where name = ?)"
    for student, question, points in (("ada", "words", 1.5), ("bob", "words", 4), ("cyd", "sort", 2.5)):
        stock.query(three, give + whose + only, points, student, question)
    assert 0 == cli.main(["mark", "small", "--course", str(three)])
    assert [
        "  1 mark by hand is none of the levels of its mark scheme:",
        "    ada  words: 1.5 (0 or 4)",
        "",
        "  1 submission waits for a person: give no feedback on it yet.",
    ] == capsys.readouterr().out.splitlines()[-4:]
    stock.query(three, give + whose + only, 3, "cyd", "words")
    assert 0 == cli.main(["mark", "small", "--course", str(three)])
    told = capsys.readouterr().out
    assert "  2 marks by hand are none of the levels of their mark scheme:\n" in told
    assert told.endswith("\n    cyd  words: 3 (0 or 4)\n")


def test_for_programs_everything_is_told(three, capsys):
    found = mark(three, capsys=capsys)

    assert {"marked": 3, "unchanged": 0, "needs_a_person": 3, "refused": 0} == found["counts"]
    assert (24, {"version": 1, "agreed_by": "the tests", "agreed_on": "2026-11-29"}) == (found["points"], found["key"])
    assert {
        "student": "ada",
        "did": "marked",
        "mark": 20,
        "late_penalty": 0,
        "needs_a_person": ["words"],
        "reason": None,
        "warnings": [],
        "feedback_removed": False,
    } == found["submissions"][0]


def test_a_second_run_touches_nothing(three, capsys):
    mark(three, capsys=capsys)
    before = stock.tables(three), os.stat(three / "autograded" / "ada" / "small").st_ino

    assert {"ada": "unchanged", "bob": "unchanged", "cyd": "unchanged"} == did(mark(three, capsys=capsys))
    assert before == (stock.tables(three), os.stat(three / "autograded" / "ada" / "small").st_ino)


def test_only_what_changed_is_marked_again(three, capsys):
    mark(three, capsys=capsys)
    hand_in(three, "bob", correct(keyed(three)))

    found = mark(three, capsys=capsys)
    assert {"ada": "unchanged", "bob": "marked", "cyd": "unchanged"} == did(found)
    assert [20, 20, 0] == [one["mark"] for one in found["submissions"]]


@pytest.mark.parametrize("gone", ["autograded/ada", "gradebook rows", "line"])
def test_what_has_gone_missing_is_made_again(three, capsys, gone):
    mark(three, capsys=capsys)
    before = stock.tables(three), files(three / "autograded" / "ada" / "small")
    if gone == "line":
        lines = (three / done.FILE).read_bytes().splitlines(keepends=True)
        (three / done.FILE).write_bytes(b"".join(one for one in lines if b'"ada"' not in one)[:-20])
    elif gone == "gradebook rows":
        stock.query(three, "delete from grade")
    else:
        shutil.rmtree(three / gone)

    assert "marked" == did(mark(three, capsys=capsys))["ada"]
    assert before == (stock.tables(three), files(three / "autograded" / "ada" / "small"))


def test_another_key_marks_everybody_again(three, capsys):
    mark(three, capsys=capsys)
    key = three / "keys" / "small.yaml"
    key.write_text(key.read_text().replace("one: {key: [b]", "one: {key: [a]").replace("version: 1", "version: 2"))

    found = mark(three, capsys=capsys)
    assert {"marked"} == set(did(found).values())
    assert [18.5, 20, 0] == [one["mark"] for one in found["submissions"]]


@pytest.mark.parametrize("changed", ["content/balance.yaml", "scoring/parts.py"])
def test_other_words_or_rules_of_the_course_mark_everybody_again(three, tmp_path, monkeypatch, capsys, changed):
    """An update need not have another version, as with git."""
    for room in cohort._ROOMS:
        shutil.copytree(cohort._PACKAGE / room, tmp_path / "package" / room)
    mark(three, capsys=capsys)
    monkeypatch.setattr(cohort, "_PACKAGE", tmp_path / "package")
    assert {"unchanged"} == set(did(mark(three, capsys=capsys)).values())
    with open(tmp_path / "package" / changed, "a", encoding="utf-8") as file:
        file.write("# another rule\n")
    cohort._package_digest.cache_clear()

    assert {"marked"} == set(did(mark(three, capsys=capsys)).values())
    assert {"unchanged"} == set(did(mark(three, capsys=capsys)).values())


def test_hand_marks_stay_when_another_answer_changes_and_come_back_when_their_own_does(three, capsys):
    right = correct(keyed(three))
    mark(three, capsys=capsys)
    stock.query(three, "update grade set manual_score = 3, needs_manual_grade = 0 where auto_score is null")
    hand_in(three, "ada", right | {"one": ["a"]})
    first = {one["student"]: one for one in mark(three, capsys=capsys)["submissions"]}
    hand_in(three, "ada", right | {"own": "Something else."})
    second = {one["student"]: one for one in mark(three, capsys=capsys)["submissions"]}

    assert [(21.5, []), (23, ["words"])] == [
        (one["ada"]["mark"], one["ada"]["needs_a_person"]) for one in (first, second)
    ]
    assert (3, []) == (second["cyd"]["mark"], second["cyd"]["needs_a_person"])


def test_the_marked_folder_holds_the_notebook_the_time_and_the_secret_and_nothing_else(course, capsys):
    place = hand_in(course, "ada", correct(keyed(course)))
    (place / "submission_secret.txt").write_text("0123abcd")
    for name in ("anywidget.py", "small.ipynb", "notes.txt", "gradebook.db", ".ipython"):
        (place / name).write_text("import os; os.mkdir('/tmp/was-run')")
    (place / "passwd").symlink_to("/etc/passwd")
    mark(course, capsys=capsys)

    folder = course / "autograded" / "ada" / "small"
    assert ["small.ipynb", "submission_secret.txt", "timestamp.txt"] == sorted(files(folder))
    assert {0o444} == {stat.S_IMODE(os.lstat(path).st_mode) for path in folder.iterdir()}
    assert (place / "timestamp.txt").read_bytes() == (folder / "timestamp.txt").read_bytes()
    assert [] == list((course / ".coprod" / "aside").iterdir())


def test_the_marked_notebook_says_to_nbgrader_what_the_gradebook_says(three, capsys):
    mark(three, capsys=capsys)
    book = stock.notebook(three, "bob")
    graded = {cell.metadata.nbgrader.grade_id: cell for cell in book.cells if "nbgrader" in cell.metadata}

    assert FULL | {"choices": 1.5} == {name: determine_grade(graded[name])[0] for name in FULL}
    assert "mark_here" in graded["sort"].source
    assert "=== BEGIN MARK SCHEME ===" in graded["words"].source


@pytest.mark.parametrize(
    "text",
    [
        "We decide together.",
        "<script>fetch('//evil')</script> & **bold** [x](javascript:alert(1))",
        "\x1b[31mred\x1b[0m \u202edlrow",
    ],
)
def test_what_a_learner_wrote_is_shown_above_the_task_as_plain_text_only(course, capsys, text):
    hand_in(course, "ada", {"own": text})
    mark(course, capsys=capsys)
    book = stock.notebook(course, "ada")
    [at] = [n for n, cell in enumerate(book.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == "words"]
    shown = book.cells[at - 1]

    assert "words-shown" == shown.metadata.nbgrader.grade_id
    plain = text.replace("\x1b", "").replace("\u202e", "")
    about = {"coprod": {"item": "own"}}
    assert [{"output_type": "display_data", "data": {"text/plain": plain}, "metadata": about}] == shown.outputs
    assert [] == [cell for n, cell in enumerate(book.cells) if n != at - 1 and text in json.dumps(cell)]


def test_feedback_that_no_longer_fits_is_deleted_and_told(three, capsys):
    mark(three, capsys=capsys)
    for name in ("ada", "bob"):
        (three / "feedback" / name / "small").mkdir(parents=True)
    hand_in(three, "bob", correct(keyed(three)))

    found = {one["student"]: one["feedback_removed"] for one in mark(three, capsys=capsys)["submissions"]}
    assert {"ada": False, "bob": True, "cyd": False} == found
    assert [True, False] == [(three / "feedback" / name / "small").exists() for name in ("ada", "bob")]


def test_one_that_can_t_be_marked_stops_nobody_and_keeps_its_earlier_marks(three, capsys):
    mark(three, capsys=capsys)
    path = three / "submitted" / "ada" / "small" / "answers.jsonl"
    path.unlink()
    path.symlink_to(three / "submitted" / "bob" / "small" / "answers.jsonl")
    hand_in(three, "eve", {"one": ["b"]})
    before = stock.query(three, "select * from submitted_assignment where student_id = 'ada'")

    found = mark(three, code=1, capsys=capsys)
    assert {"ada": "refused", "bob": "unchanged", "cyd": "unchanged", "eve": "marked"} == did(found)
    ada = found["submissions"][0]
    assert (20, f"{path} is a link, not an ordinary file.") == (ada["mark"], ada["reason"])
    assert before == stock.query(three, "select * from submitted_assignment where student_id = 'ada'")


def test_a_fault_of_the_course_itself_costs_one_submission(three, capsys, monkeypatch):
    real = cohort.exercises.mark

    def mark_but_one(small, responses):
        if responses.get("one") == ["a"]:
            raise RecursionError("too deep")
        return real(small, responses)

    monkeypatch.setattr(cohort.exercises, "mark", mark_but_one)
    found = mark(three, code=1, capsys=capsys)

    assert {"ada": "marked", "bob": "refused", "cyd": "marked"} == did(found)
    assert (
        "The course itself has a fault here: RecursionError: too deep. Tell its maintainers."
        == (found["submissions"][1]["reason"])
    )


def test_one_learner_alone_can_be_marked(three, capsys):
    assert {"bob": "marked"} == did(mark(three, "--student", "bob", capsys=capsys))
    assert [("bob",)] == stock.query(three, "select student_id from submitted_assignment")


def spoil_nothing(course):
    """Leave the course as it is."""


def without_gradebook(course):
    (course / "gradebook.db").unlink()


def another_number_of_points(course):
    path = course / "source" / "small" / "items.yaml"
    path.write_text(path.read_text().replace("id: sort, points: 4", "id: sort, points: 5"))


def without_key(course):
    (course / "keys" / "small.yaml").unlink()


def not_a_notebook(course):
    (course / "source" / "small" / "small.ipynb").write_text("<html>")


def not_a_gradebook(course):
    (course / "gradebook.db").write_text("This is no database at all, but a text that is long enough to be one.")


def something_in_the_way(course):
    (course / ".coprod").write_text("")


def without_source(course):
    shutil.rmtree(course / "source")


@pytest.mark.parametrize(
    ("spoil", "words", "sentence"),
    [
        (spoil_nothing, ["smal"], "There is no assignment 'smal'"),
        (spoil_nothing, [], "Say which assignment, or --all. There are: small"),
        (spoil_nothing, ["small", "--student", "zoe"], "zoe has handed in nothing for small."),
        (without_gradebook, ["--all"], "Make it, in the course folder: nbgrader generate_assignment small\n"),
        (
            another_number_of_points,
            ["small"],
            "the gradebook knows other questions or points than items.yaml has (sort)",
        ),
        (without_key, ["small"], "keys/small.yaml"),
        (not_a_notebook, ["small"], "small.ipynb can't be read as a notebook"),
        (not_a_gradebook, ["small"], "The gradebook can't be used: file is not a database"),
        (something_in_the_way, ["small"], ".coprod: this can't be read or written ("),
        (without_source, ["small"], "is not a course folder: there is no folder source/ in it."),
    ],
)
def test_what_keeps_everything_from_being_marked_is_said_and_nothing_is_written(three, capsys, spoil, words, sentence):
    spoil(three)

    assert 2 == cli.main(["mark", *words, "--course", str(three)])
    told = capsys.readouterr()
    assert "" == told.out
    assert sentence in told.err
    assert "Starting nbgrader" not in told.err
    assert not (three / "autograded").exists()


def test_two_runs_at_a_time_do_not_meet(three, capsys):
    from coprod_widgets.course_folder.alone import alone

    with alone(three):
        assert 2 == cli.main(["mark", "small", "--course", str(three)])
    assert "Another coprod mark or collect is at work in " in capsys.readouterr().err


def test_a_gradebook_that_another_program_holds_is_said(three, capsys):
    """What is in the gradebook stays; the next run does the rest."""
    with contextlib.closing(sqlite3.connect(three / "gradebook.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        assert 2 == cli.main(["mark", "small", "--course", str(three)])
    assert "Another program is writing to the gradebook." in capsys.readouterr().err
    assert {"marked"} == set(did(mark(three, capsys=capsys)).values())
