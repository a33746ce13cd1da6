"""nbgrader's own door gives what `coprod mark` gives, whatever is in a learner's notebook, and starts no kernel."""

import json
import os
import shutil

import pytest
import stock
from handing_in import correct, hand_in, keyed

from coprod_widgets import cli
from coprod_widgets.marking import done

SHIPPED = stock.PACKAGE / "exercises" / "nbgrader_config.py"


def the_released(cells, path):
    """Hand in the notebook as it was released."""


def with_a_doubled_locked_cell(cells, path):
    """Once this stopped the marking of everybody: jupyter/nbgrader#1083."""
    cells.insert(5, dict(cells[-1]))


def with_an_old_schema(cells, path):
    cells[-1]["metadata"]["nbgrader"]["schema_version"] = 1


def with_a_new_schema(cells, path):
    cells[-1]["metadata"]["nbgrader"]["schema_version"] = 99


def without_its_tests(cells, path):
    cells[:] = [cell for cell in cells if not cell["metadata"].get("nbgrader", {}).get("grade")]


def without_metadata(cells, path):
    for cell in cells:
        cell["metadata"] = {}


def with_a_tag_that_skips(cells, path):
    for cell in cells:
        cell["metadata"]["tags"] = ["skip-execution"]


def with_other_points(cells, path):
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"] |= {"points": 99, "locked": False}


def with_a_cell_that_marks_itself(cells, path):
    source = "from coprod_widgets.marking import cell\ncell.mark_here = lambda *_: 99.0\nopen('was-run', 'w')"
    cells.insert(
        0,
        {
            "cell_type": "code",
            "id": "own",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        },
    )


def with_metadata_of_the_wrong_kind(cells, path):
    cells[-1]["metadata"]["nbgrader"] = ["not", "a", "mapping"]


def empty(cells, path):
    path.write_text("")


def html(cells, path):
    path.write_text("<html>Sign in</html>")


def utf_16(cells, path):
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))


def cut_off(cells, path):
    path.write_bytes(path.read_bytes()[:500])


NOTEBOOKS = [
    the_released,
    with_a_doubled_locked_cell,
    with_an_old_schema,
    with_a_new_schema,
    without_its_tests,
    without_metadata,
    with_a_tag_that_skips,
    with_other_points,
    with_a_cell_that_marks_itself,
    with_metadata_of_the_wrong_kind,
    empty,
    html,
    utf_16,
    cut_off,
]


def put_notebook(course, student, change):
    path = course / "submitted" / student / "small" / "small.ipynb"
    tree = json.loads((course / "release" / "small" / "small.ipynb").read_text())
    path.write_text("{}")
    change(tree["cells"], path)
    if path.read_text(errors="replace") == "{}":
        path.write_text(json.dumps(tree))


@pytest.fixture
def many(course):
    """Each learner hands in the same answers, and another notebook; some are late, one has a file in the way."""
    shutil.copy(SHIPPED, course / "nbgrader_config.py")
    with open(course / "nbgrader_config.py", "a") as file:
        file.write("\nc.CourseDirectory.course_id = 'small-course'\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    stock.query(course, "update assignment set duedate = '2026-11-21 00:00:00.000000'")
    right = correct(keyed(course))
    for number, change in enumerate(NOTEBOOKS):
        stamp = "2026-11-22 12:00:00 UTC" if number % 3 == 0 else "2026-11-20 12:00:00 UTC"
        place = hand_in(course, change.__name__, dict(list(right.items())[number % 3 :]), stamp)
        put_notebook(course, change.__name__, change)
        (place / "submission_secret.txt").write_text("0123abcd")
        (place / "anywidget.py").write_text("open('was-run', 'w')")
        (place / "passwd").symlink_to("/etc/passwd")
    return course


def test_both_doors_give_the_same_whatever_the_notebook_holds(many, tmp_path):
    """All tables, every file of every marked folder to the byte, and the lines that say what is done."""
    other = shutil.copytree(many, tmp_path / "other", symlinks=True)
    assert 0 == cli.main(["mark", "small", "--course", str(many)])
    said = stock.nbgrader(other, "autograde", "small")

    assert stock.tables(many) == stock.tables(other)
    assert stock.marked_folders(many) == stock.marked_folders(other)
    assert {f"autograded/{one.__name__}/small" for one in NOTEBOOKS} == {
        os.path.dirname(name) for name in stock.marked_folders(many)
    }
    assert done.read(many) == done.read(other)
    assert "kernel" not in said.lower()
    assert [] == [*many.rglob("was-run"), *other.rglob("was-run")]


def test_what_can_t_be_read_fails_for_that_learner_alone_and_says_why(course):
    shutil.copy(SHIPPED, course / "nbgrader_config.py")
    for name in ("ada", "bob", "cyd"):
        hand_in(course, name, correct(keyed(course)))
        put_notebook(course, name, the_released)
    path = course / "submitted" / "bob" / "small" / "answers.jsonl"
    path.write_text("<html>")

    said = stock.nbgrader(course, "autograde", "small", code=1)
    assert "NotMarked: bob can't be marked. answers.jsonl has no line that can be read" in said
    assert ["ada", "cyd"] == sorted(
        path.name for path in (course / "autograded").iterdir() if (path / "small").exists()
    )


def test_marking_by_one_door_leaves_nothing_to_do_for_the_other(course, capsys):
    shutil.copy(SHIPPED, course / "nbgrader_config.py")
    hand_in(course, "ada", correct(keyed(course)))
    put_notebook(course, "ada", the_released)
    stock.nbgrader(course, "autograde", "small")

    assert 0 == cli.main(["mark", "small", "--course", str(course), "--json"])
    [one] = json.loads(capsys.readouterr().out)["assignments"][0]["submissions"]
    assert ("unchanged", 20) == (one["did"], one["mark"])


def test_feedback_shows_what_a_learner_wrote_as_text(course):
    """The page is made by nbgrader from the marked folder; nothing in it is markup of the learner's."""
    hand_in(course, "ada", correct(keyed(course)) | {"own": "<script>alert(1)</script> & <b>bold</b>"})
    assert 0 == cli.main(["mark", "small", "--course", str(course)])
    stock.nbgrader(course, "generate_feedback", "small")

    page = (course / "feedback" / "ada" / "small" / "small.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "<script>alert(1)" not in page
    assert "(Score: 20.0 / 24.0)" in page


def test_formgrader_s_button_marks_and_its_pages_show_the_marks(course):
    shutil.copy(SHIPPED, course / "nbgrader_config.py")
    for name in ("ada", "bob"):
        hand_in(course, name, correct(keyed(course)))
        put_notebook(course, name, html)
    pressed = stock.formgrader(course).autograde("small", "ada")
    assert pressed["success"], pressed
    assert 0 == cli.main(["mark", "small", "--course", str(course), "--student", "bob"])

    shown = {one["student"]: one for one in stock.formgrader(course).get_submissions("small")}
    told = ("score", "max_score", "autograded", "needs_manual_grade")
    assert {"ada": (20, 24, True, True), "bob": (20, 24, True, True)} == {
        name: tuple(one[part] for part in told) for name, one in shown.items()
    }
    [book] = stock.formgrader(course).get_notebook_submissions("small", "small")[:1]
    assert (20, 20, 0, 4) == tuple(book[told] for told in ("score", "code_score", "task_score", "max_task_score"))
