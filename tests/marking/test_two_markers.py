"""Two people mark one cohort by hand, on a real PostgreSQL server, while `coprod mark` runs: nobody's work is lost.

Where there is no PostgreSQL these tests are skipped, and say so; under CI they fail instead.
"""

import json
import os
import shutil
import sqlite3
import threading
import time

import postgresql_server
import pytest
import stock
from handing_in import correct, hand_in, keyed
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text
from traitlets.config.loader import PyFileConfigLoader

from coprod_widgets import cli
from coprod_widgets.course_folder import config
from coprod_widgets.marking import cohort, database, done, gradebook

LEARNERS = ("ada", "bob", "cyd", "dee")
SECONDS = 60
"""How long anything is waited for, in seconds."""


@pytest.fixture(scope="module")
def server():
    """The address of a database on a server of its own."""
    programs = postgresql_server.programs()
    if programs is None:
        reason = "There is no PostgreSQL on this computer, so nothing can be said about two markers."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with postgresql_server.server(programs) as address:
        yield address


@pytest.fixture(scope="module")
def shared(generated, server, tmp_path_factory):
    """The small course with its gradebook on the server; nbgrader itself has put the assignment in."""
    course = shutil.copytree(generated, tmp_path_factory.mktemp("shared") / "course")
    for name in ("gradebook.db", "release"):
        shutil.rmtree(course / name) if (course / name).is_dir() else (course / name).unlink()
    (course / "nbgrader_config.py").write_text(stock.PLAIN + f"c.CourseDirectory.db_url = {server!r}\n")
    stock.nbgrader(course, "generate_assignment", "small")
    return course


@pytest.fixture
def handed_in(shared, tmp_path):
    """A copy of its folder in which four have handed in; nobody's work is in the gradebook yet."""
    course = shutil.copytree(shared, tmp_path / "course")
    with Marker(course) as book:
        for student in list(book.students):
            book.remove_student(student.id)
    right = correct(keyed(course))
    for name in LEARNERS:
        hand_in(course, name, right | {"own": f"The words of {name}."})
    return course


class Marker(Gradebook):
    """One person at formgrader: what its pages do when somebody types a mark or a comment."""

    def __init__(self, course):
        found = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config().CourseDirectory
        super().__init__(found.db_url, found.course_id)

    def reads(self, student, question):
        """Open what a page shows of one question; there are comments only where a person marks."""
        comment = self.find_comment(question, "small", "small", student) if question == "words" else None
        return self.find_grade(question, "small", "small", student), comment

    def gives(self, shown, mark, words=None, extra=None):
        """Type into it; formgrader keeps each at once."""
        grade, comment = shown
        grade.manual_score, grade.extra_credit = mark, extra
        grade.needs_manual_grade = False
        self.db.commit()
        if comment is not None:
            comment.manual_comment = words
            self.db.commit()


def mark(course, code=0):
    assert code == cli.main(["mark", "small", "--course", str(course)])


def held(course):
    """Return what the gradebook has of the question that a person marks: mark, extra, whether it needs one, comment."""
    with Marker(course) as book:
        found = {}
        for name in LEARNERS:
            grade, comment = book.reads(name, "words")
            found[name] = (grade.manual_score, grade.extra_credit, grade.needs_manual_grade, comment.manual_comment)
        return found


def until(true):
    """Wait until something is so."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end


def test_hand_marks_of_two_people_and_a_run_between_them_are_all_kept(handed_in, capsys):
    mark(handed_in)
    with Marker(handed_in) as first, Marker(handed_in) as second:
        # Both have their pages open before anybody types, and both open ada's.
        mine = {name: first.reads(name, "words") for name in ("ada", "bob")}
        yours = {"ada": second.reads("ada", "links"), "cyd": second.reads("cyd", "words")}
        first.gives(mine["ada"], 3, "A fine example.")
        hand_in(handed_in, "bob", correct(keyed(handed_in)) | {"own": "The words of bob.", "one": []})
        mark(handed_in)
        second.gives(yours["ada"], 2, extra=0.5)
        first.gives(mine["bob"], 1, "Whose words are these?")
        second.gives(yours["cyd"], 4, "Yes.")
        shutil.rmtree(handed_in / "autograded" / "ada")
        mark(handed_in)

    assert {
        "ada": (3, None, False, "A fine example."),
        "bob": (1, None, False, "Whose words are these?"),
        "cyd": (4, None, False, "Yes."),
        "dee": (None, None, True, None),
    } == held(handed_in)
    capsys.readouterr()
    assert 0 == cli.main(["mark", "small", "--course", str(handed_in), "--json"])
    [found] = json.loads(capsys.readouterr().out)["assignments"]
    marks = {one["student"]: (one["did"], one["mark"]) for one in found["submissions"]}
    # 20 by the machine; ada's 4 for links are 2 and a half now, and bob has lost one and a half of his choices.
    assert {"ada": 21.5, "bob": 19.5, "cyd": 24, "dee": 20} == {name: earned for name, (_, earned) in marks.items()}
    assert {"unchanged"} == {how for how, _ in marks.values()}


def test_a_mark_given_while_a_run_writes_waits_for_it_and_is_kept(handed_in, server, monkeypatch):
    mark(handed_in)
    hand_in(handed_in, "ada", correct(keyed(handed_in)) | {"own": "Other words.", "one": []})
    watch = create_engine(server)

    def give():
        with Marker(handed_in) as person:
            person.gives(person.reads("ada", "words"), 3, "Seen.")

    given = threading.Thread(target=give)
    put = cohort.Shelf.put

    def meanwhile(*arguments):
        given.start()
        with watch.connect() as link:
            until(lambda: link.execute(text("select count(*) from pg_locks where not granted")).scalar())
        return put(*arguments)

    monkeypatch.setattr(cohort.Shelf, "put", meanwhile)
    mark(handed_in)
    given.join(SECONDS)
    watch.dispose()

    assert (3, None, False, "Seen.") == held(handed_in)["ada"]


def test_two_runs_on_one_database_take_turns(handed_in, server):
    """From two course folders, so that no lock in the folder is between them."""
    settings = config.load(handed_in)
    row = gradebook.Row(
        student="ada", at=None, marks=dict.fromkeys(["sort", "facts", "choices", "links", "power"], 1.0)
    )
    row.marks["words"] = None
    watch = create_engine(server)
    with gradebook.Book(settings) as one, gradebook.Book(settings) as other:
        sheet = one.sheet("small")
        second = threading.Thread(target=lambda: other.write(sheet, [row]))
        with one.writing(sheet, ["ada"]) as write:
            write([row])
            second.start()
            with watch.connect() as link:
                until(lambda: link.execute(text("select count(*) from pg_locks where not granted")).scalar())
        second.join(SECONDS)
        marks = one.marks(sheet)
    watch.dispose()

    assert {"ada"} == set(marks)
    assert {"sort": 1, "words": None} == {name: marks["ada"][name].auto for name in ("sort", "words")}


def test_a_row_that_is_held_too_long_is_said_and_no_folder_is_touched(handed_in, server, capsys, monkeypatch):
    mark(handed_in)
    hand_in(handed_in, "ada", {})
    before = (
        (handed_in / "autograded" / "ada" / "small" / "small.ipynb").read_bytes(),
        (handed_in / done.FILE).read_bytes(),
    )
    monkeypatch.setattr(database, "MOST_SECONDS", 1)
    watch = create_engine(server)
    with watch.begin() as link:
        link.execute(text("select id from grade for update"))
        mark(handed_in, code=2)
    watch.dispose()

    assert "Another program is writing to the gradebook." in capsys.readouterr().err
    assert before == (
        (handed_in / "autograded" / "ada" / "small" / "small.ipynb").read_bytes(),
        (handed_in / done.FILE).read_bytes(),
    )


def test_a_server_that_does_not_answer_is_said(course, tmp_path, capsys):
    with open(course / "nbgrader_config.py", "a") as file:
        file.write(f"c.CourseDirectory.db_url = 'postgresql+psycopg://trainer:secret@/postgres?host={tmp_path}'\n")
    mark(course, code=2)

    said = capsys.readouterr().err
    assert "The gradebook can't be used: connection" in said
    assert "secret" not in said


def test_a_driver_that_is_not_installed_is_said(course, capsys):
    with open(course / "nbgrader_config.py", "a") as file:
        file.write("c.CourseDirectory.db_url = 'postgresql+pg8000://trainer@localhost/gradebook'\n")
    mark(course, code=2)

    assert 'is not installed (pg8000). For a gradebook on PostgreSQL: pip install "coprod-widgets[postgresql]"' in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize("held_by", ["begin immediate", "begin exclusive"])
def test_an_sqlite_gradebook_that_is_locked_is_said_and_no_half_work_is_done(course, capsys, held_by):
    """Nothing in the folders, no line that says it is done, and no feedback gone."""
    hand_in(course, "ada", correct(keyed(course)))
    feedback = course / "feedback" / "ada" / "small"
    feedback.mkdir(parents=True)
    other = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    other.execute(held_by)
    mark(course, code=2)
    other.close()

    said = capsys.readouterr().err
    assert "Another program is writing to the gradebook." in said
    assert "a PostgreSQL gradebook is the better one" in said
    assert not (course / "autograded").exists()
    assert not (course / done.FILE).exists()
    assert feedback.is_dir()
