"""With an exchange of nbgrader's, an exercise is handed in there by nbgrader's own means, and the receipt is kept."""

import shutil
import sys
import zipfile

import pytest
import small_exercise

from coprod_widgets.desk import Desk, exchange
from coprod_widgets.notebook import Exercise
from coprod_widgets.parcels import handed_in


@pytest.fixture
def folder(tmp_path):
    """Give what a learner gets of the small assignment."""
    course = small_exercise.write(tmp_path / "trainer")
    place = tmp_path / "home" / "small"
    shutil.copytree(course / "source" / "small", place)
    (place / "small.ipynb").write_text("{}", "utf-8")
    return place


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Give the folder of an exchange that has the exercise, and nbgrader's configuration for it."""
    root = tmp_path / "exchange"
    (root / "co-production" / "outbound" / "small").mkdir(parents=True)
    (root / "co-production" / "inbound").mkdir()
    root.chmod(0o777)
    configured = tmp_path / "config"
    configured.mkdir()
    (configured / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        'c.CourseDirectory.course_id = "co-production"\nc.CourseDirectory.student_id = "jo_7"\n'
        f"c.Exchange.root = {str(root)!r}\nc.Exchange.cache = {str(tmp_path / 'cache')!r}\n"
    )
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(configured))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(configured))
    return root


def answered(folder):
    exercise = Exercise("small", Desk(folder))
    exercise.question("choices").children[0].set_state({"via": "tap", "value": ("a",)})
    return exercise.hand_in()


def test_with_an_exchange_it_is_submitted_there_and_the_receipt_is_kept(root, folder):
    page = answered(folder)
    assert "jo_7" in page.item["account"]["text"]
    page.hand_in("somebody-else")
    [came] = (root / "co-production" / "inbound").iterdir()
    [kept] = (folder / "handed-in").iterdir()
    with zipfile.ZipFile(kept) as file:
        receipt = file.read("receipt.txt").decode().splitlines()

    assert ("done", True) == (page.said["about"], "to the course co-production" in page.said["text"])
    assert ["jo_7", "small"] == came.name.split("+")[:2]
    assert {"answers.jsonl", "small.ipynb", "timestamp.txt", "submission_secret.txt"} == {
        one.name for one in came.iterdir()
    }
    assert (folder / "answers.jsonl").read_bytes() == (came / "answers.jsonl").read_bytes()
    assert kept.name.startswith("jo-7_small_")
    assert {"Handed in by: jo_7", "Handed in to: the course co-production"} <= set(receipt)


def test_the_same_answers_are_not_submitted_twice(root, folder):
    page = answered(folder)
    page.hand_in()

    assert "same" == page.hand_in()["about"]
    assert 1 == len(list((root / "co-production" / "inbound").iterdir()))


def test_what_the_course_has_is_not_called_not_handed_in_when_the_copy_can_t_be_written(root, folder):
    page = answered(folder)
    (folder / "handed-in").write_text("in the way")
    said = page.hand_in()
    [came] = (root / "co-production" / "inbound").iterdir()

    assert (folder / "answers.jsonl").read_bytes() == (came / "answers.jsonl").read_bytes()
    assert "problem" == said["about"]
    assert "the course co-production has your answers, and you need not hand in again." in said["text"]
    assert f"the copy for you could not be written into {folder}." in said["text"]
    assert "Nothing was handed in" not in said["text"]


def test_what_was_a_file_only_is_handed_in_anew_once_there_is_an_exchange(root, folder, monkeypatch):
    """The course does not have it: those answers, under that id, are in a file that may never have been sent."""
    with monkeypatch.context() as without:
        without.setattr(exchange, "course_of", lambda _name: None)
        assert "done" == answered(folder).hand_in("jo-7")["about"]
    configured = root.parent / "config" / "nbgrader_config.py"
    configured.write_text(configured.read_text().replace("jo_7", "jo-7"))
    page = Exercise("small", Desk(folder)).hand_in()

    assert "done" == page.hand_in()["about"]
    assert 1 == len(list((root / "co-production" / "inbound").iterdir()))
    assert ["", "co-production"] == [one.receipt.course for one in handed_in.kept(folder, "small")]
    assert "same" == page.hand_in()["about"]


def test_what_the_exchange_does_not_take_is_said_and_no_receipt_is_made(root, folder):
    page = answered(folder)
    shutil.rmtree(root / "co-production" / "inbound")
    said = page.hand_in()

    assert "problem" == said["about"]
    assert "the course co-production did not take it (Inbound directory doesn't exist" in said["text"]
    assert not (folder / "handed-in").exists()


@pytest.mark.parametrize("missing", ["outbound/small", "inbound", ""])
def test_an_exchange_that_does_not_have_the_exercise_is_none(missing, root, folder):
    shutil.rmtree(root / "co-production" / missing)

    assert None is exchange.course_of("small")
    assert None is answered(folder).item["account"]


@pytest.mark.parametrize(
    "config",
    ["c = get_config()", "c = get_config()\nc.CourseDirectory.course_id = 7", "1 / 0", "not Python"],
    ids=["no course", "a number", "an error", "no Python"],
)
def test_a_configuration_that_names_no_course_is_as_none(config, root, tmp_path):
    (tmp_path / "config" / "nbgrader_config.py").write_text(config)

    assert None is exchange.course_of("small")


def test_a_configuration_beside_the_notebook_is_not_read(root, folder, tmp_path, monkeypatch):
    """Whatever came with an exercise sets nothing, and nothing of it is run."""
    shutil.move(tmp_path / "config" / "nbgrader_config.py", folder)
    monkeypatch.chdir(folder)

    assert None is exchange.course_of("small")


def test_without_nbgrader_there_is_no_exchange(root, monkeypatch):
    assert "co-production" == exchange.course_of("small").name
    monkeypatch.setattr(exchange, "find_spec", lambda _name: None)

    assert None is exchange.course_of("small")


def test_on_windows_there_is_no_exchange(root, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")

    assert None is exchange.course_of("small")
