"""One exercise goes the whole way through nbgrader's own exchange: out, in, marked, and back as feedback."""

import csv
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
import stock
import what_keys_say
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import default as exchange
from nbgrader.plugins import CsvExportPlugin
from traitlets.config.loader import PyFileConfigLoader

from coprod_widgets import exercises
from coprod_widgets.desk import Desk
from coprod_widgets.notebook import Exercise

NAME = "ex1-definitions-and-principles"
POINTS = 20
LEARNERS = ("ada", "bob")


class Way(NamedTuple):
    """What there was on the way: the trainer's course folder, the learners' homes, and what each held at a time."""

    course: Path
    homes: dict
    fetched: dict
    leaked: dict
    pages: dict
    grades: list


def own_keyed():
    return exercises.load_key(
        exercises.load_assignment(what_keys_say.OWN / "source" / NAME), what_keys_say.OWN / "keys"
    )


def settings(root, place, **course):
    """Return the course's own configuration for somebody's folder."""
    found = PyFileConfigLoader("nbgrader_config.py", path=str(what_keys_say.OWN)).load_config()
    found.CourseDirectory.update(course | {"root": str(root)})
    found.Exchange.update({"root": str(place / "exchange"), "assignment_dir": str(root), "cache": str(root / ".cache")})
    found.ExchangeCollect.check_owner = False  # here everybody is the same user of this computer
    return found


def trainer(course, place):
    own = settings(course, place)
    return NbGraderAPI(CourseDirectory(config=own), Authenticator(config=own), config=own)


def done(result):
    assert result["success"], result


def by_learner(step, home, place):
    """Take one of the steps of a learner's, as themselves."""
    own = settings(home, place, student_id=home.name, assignment_id=NAME)
    step(coursedir=CourseDirectory(config=own), authenticator=Authenticator(config=own), config=own).start()


def answer(folder, name):
    """Answer everything on the page: one learner rightly, the other wrongly."""
    tried = {}
    for item, example in exercises.examples(own_keyed()):
        tried.setdefault(item.id, {}).setdefault(example.name, example.response)
    exercise = Exercise(NAME, Desk(folder))
    for question in exercises.load_assignment(folder).questions:
        for widget in exercise.question(question.id).children:
            widget.value = tried[widget.shows.id]["correct" if name == "ada" else "wrong"]


@pytest.fixture(scope="module")
def way(tmp_path_factory):
    """Go the whole way once, with homes and folders of its own."""
    place = tmp_path_factory.mktemp("exchange")
    course, homes = place / "course", {name: place / "homes" / name for name in LEARNERS}
    shutil.copytree(what_keys_say.OWN / "source" / NAME, course / "source" / NAME)
    (course / "keys").mkdir()
    for path in ("nbgrader_config.py", f"keys/{NAME}.yaml"):
        shutil.copy(what_keys_say.OWN / path, course / path)
    (place / "home").mkdir()
    (place / "exchange").mkdir()
    (place / "exchange").chmod(0o777)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
            patch.setenv(name, str(place / "home" / name.lower()))
        patch.setattr("nbgrader.api.get_alembic_version", stock.newest_tables)
        api = trainer(course, place)
        done(api.generate_assignment(NAME))
        done(api.release_assignment(NAME))
        fetched, leaked = {}, {}
        for name, home in homes.items():
            home.mkdir(parents=True)
            by_learner(exchange.ExchangeFetchAssignment, home, place)
            fetched[name] = sorted(path.name for path in (home / NAME).iterdir())
            answer(home / NAME, name)
            by_learner(exchange.ExchangeSubmit, home, place)
        done(api.collect(NAME))
        for name in LEARNERS:
            done(api.autograde(NAME, name))
        done(api.generate_feedback(NAME))
        leaked |= {name: what_keys_say.found_below(home) for name, home in homes.items()}
        leaked["exchange"] = what_keys_say.found_below(place / "exchange")
        done(api.release_feedback(NAME))
        pages = {}
        for name, home in homes.items():
            by_learner(exchange.ExchangeFetchFeedback, home, place)
            pages[name] = [path.read_text("utf-8") for path in (home / NAME / "feedback").rglob("*.html")]
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "co-production") as book:
            CsvExportPlugin(to=str(course / "grades.csv")).export(book)
    with open(course / "grades.csv", newline="") as file:
        return Way(course, homes, fetched, leaked, pages, list(csv.DictReader(file)))


def test_a_learner_fetches_the_notebook_and_what_it_asks_and_nothing_else(way):
    assert {name: [f"{NAME}.ipynb", "items.yaml"] for name in LEARNERS} == way.fetched


def test_answers_times_and_secrets_are_collected_with_the_notebook(way):
    for name in LEARNERS:
        there = {path.name for path in (way.course / "submitted" / name / NAME).iterdir()}
        assert {"answers.jsonl", "timestamp.txt", "submission_secret.txt", f"{NAME}.ipynb"} <= there


def test_before_feedback_is_released_no_learner_and_no_exchange_holds_anything_of_a_key(way):
    """Though the work is marked and the feedback is made: it is still the trainer's."""
    assert {"ada": {}, "bob": {}, "exchange": {}} == way.leaked
    assert what_keys_say.found_below(way.course / "feedback")


def test_each_learner_gets_their_own_feedback_with_the_reasons_of_the_key(way):
    """One page each; what was right and what was not is told in the key's words."""
    for name, score in (("ada", 20), ("bob", 0)):
        [page] = way.pages[name]
        assert f"Marks: {score} of 20." in page
        assert len(what_keys_say.said_in(what_keys_say.text_of("a.html", page.encode()))) > 20
    assert way.pages["ada"] != way.pages["bob"]


def test_the_marks_are_exported(way):
    assert {("ada", POINTS, POINTS), ("bob", 0, POINTS)} == {
        (row["student_id"], float(row["score"]), float(row["max_score"])) for row in way.grades
    }


def test_everything_of_the_marked_folder_went_through_and_nothing_else_did(way):
    for name in LEARNERS:
        there = sorted(path.name for path in (way.course / "autograded" / name / NAME).iterdir())
        assert [f"{NAME}.ipynb", "submission_secret.txt", "timestamp.txt"] == there
