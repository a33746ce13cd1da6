"""`coprod release` gives learners what nbgrader would give them, as one zip, and no key."""

import shutil

import nbformat
import pytest
import yaml
from stock import PACKAGE

from coprod_widgets import cli, exercises
from coprod_widgets.exercises.sheet import BEGIN_HIDDEN, END_SCHEME
from coprod_widgets.parcels import read_release

OWN = PACKAGE / "exercises"


def release(name, course, to):
    """Run the command; return what is in the zip."""
    assert 0 == cli.main(["release", name, "--course", str(course), "--to", str(to)])
    return read_release((to / f"{name}.zip").read_bytes(), f"{name}.zip")


def texts(tree):
    """Yield every text in a YAML tree."""
    if isinstance(tree, str):
        yield tree
    for one in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from texts(one)


@pytest.mark.parametrize("name", exercises.assignment_names(OWN))
def test_no_text_of_a_key_is_in_what_learners_get(name, tmp_path, capsys):
    """No feedback, no mark scheme, no example answer, and nothing that marks."""
    files = release(name, OWN, tmp_path / "out").files
    held = " ".join(b" ".join(files.values()).decode().split())
    key = yaml.safe_load((OWN / "keys" / f"{name}.yaml").read_text("utf-8"))
    said = [text for text in texts({"items": key.get("items"), "rubrics": key.get("rubrics")}) if len(text) > 40]

    assert len(said) > 5
    assert [] == [text for text in said if " ".join(text.split()) in held]
    assert [] == [word for word in ("mark_here", "HIDDEN TESTS", "MARK SCHEME", "answer:", "key:") if word in held]
    assert f"coprod open {name}.zip" in capsys.readouterr().out


def test_the_notebook_asks_what_nbgrader_s_own_release_asks(course, tmp_path):
    """Cell by cell: the same sources, and the same words of nbgrader's about each but its checksums."""
    mine = nbformat.reads(release("small", course, tmp_path).files["small.ipynb"].decode(), as_version=4)
    nbgrader_s = nbformat.read(course / "release" / "small" / "small.ipynb", as_version=4)

    assert [cell.source for cell in nbgrader_s.cells] == [cell.source for cell in mine.cells]
    assert [cell.id for cell in nbgrader_s.cells] == [cell.id for cell in mine.cells]
    for theirs, own in zip(nbgrader_s.cells, mine.cells, strict=True):
        for name in ("grade_id", "grade", "task", "locked", "points"):
            assert theirs.metadata.get("nbgrader", {}).get(name) == own.metadata.get("nbgrader", {}).get(name)


@pytest.mark.parametrize("mark", [BEGIN_HIDDEN, END_SCHEME])
def test_a_mark_without_its_pair_is_refused(mark, course, tmp_path, capsys):
    """Else what stands behind it would reach the learners."""
    path = course / "source" / "small" / "small.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += f"\n{mark}\nthe answer"
    nbformat.write(notebook, path)

    assert 2 == cli.main(["release", "small", "--course", str(course), "--to", str(tmp_path / "out")])
    assert "do not stand in pairs, so learners would get what stands there." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_exercise_that_is_not_generated_yet_is_released_and_the_command_that_marking_needs_is_said(
    course, tmp_path, capsys
):
    assert 0 == cli.main(["release", "small", "--course", str(course), "--to", str(tmp_path / "out")])
    assert "not in the gradebook" not in capsys.readouterr().out
    shutil.rmtree(course / "release")
    assert 0 == cli.main(["release", "small", "--course", str(course), "--to", str(tmp_path / "out")])

    assert (
        "It is not in the gradebook yet; before marking run: nbgrader generate_assignment small"
        == capsys.readouterr().out.splitlines()[-1]
    )


def no_notebook(course):
    (course / "source" / "small" / "small.ipynb").unlink()


def no_json(course):
    (course / "source" / "small" / "small.ipynb").write_text("{")


def a_question_less(course):
    path = course / "source" / "small" / "small.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id != "links-shown"]
    nbformat.write(notebook, path)


def broken_items(course):
    (course / "source" / "small" / "items.yaml").write_text("assignment: small")


@pytest.mark.parametrize(
    ("change", "name", "why"),
    [
        (no_notebook, "small", "there is no notebook yet. Make it: coprod sheets"),
        (no_json, "small", "can't be read as a notebook"),
        (a_question_less, "small", "does not ask what items.yaml beside it does (links). Make it anew: coprod sheets"),
        (broken_items, "small", "source/small/items.yaml: $"),
        (lambda course: None, "smal", "There is no assignment 'smal'"),
    ],
)
def test_what_can_t_be_released_is_a_sentence(change, name, why, course, tmp_path, capsys):
    """And no zip is written."""
    change(course)

    assert 2 == cli.main(["release", name, "--course", str(course), "--to", str(tmp_path / "out")])
    assert why in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_course_is_a_sentence(tmp_path, capsys):
    assert 2 == cli.main(["release", "small", "--course", str(tmp_path)])
    assert "is not a course folder" in capsys.readouterr().err
