"""The learner's folder: the course's notebooks are put there, and what the learner made is kept.

No server is started here.
"""

import shutil
import stat
from pathlib import Path

import pytest
from small_course import (
    CHANGES,
    COPY,
    FIRST,
    FOURTH,
    SECOND_COPY,
    TODAY,
    cell_added,
    is_signed,
    learner_s,
    notebook,
    put,
    run_and_saved,
    sign,
    source_edited,
    tree,
)

from coprod_widgets.lab.workspace import Change, cells_digest, check, course_dir, default_workspace, notices, prepare

ROOT = Path(__file__).resolve().parent.parent.parent

# Where things are


@pytest.mark.parametrize(("checkout", "found"), [(True, "course"), (False, "coprod_widgets/course")])
def test_the_course_is_found_in_a_checkout_and_in_a_wheel(tmp_path, checkout, found):
    """A checkout's own notebooks are read, never the copy that an install once made; a wheel has only that copy."""
    for name in ("course", "coprod_widgets/course"):
        (tmp_path / name).mkdir(parents=True)
    if checkout:
        (tmp_path / "pyproject.toml").touch()

    assert tmp_path / found == course_dir(tmp_path / "coprod_widgets")


@pytest.mark.parametrize(("checkout", "found"), [(True, "project/workspace"), (False, "home/co-production-course")])
def test_a_folder_is_chosen_when_none_is_named(tmp_path, monkeypatch, checkout, found):
    """A checkout keeps the learner's folder inside it; an installed course keeps it in the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "project").mkdir()
    if checkout:
        (tmp_path / "project" / "pyproject.toml").touch()

    assert tmp_path / found == default_workspace(tmp_path / "project" / "coprod_widgets")


def test_this_course_is_delivered_when_no_other_is_named(tmp_path):
    """Without a folder of notebooks, the notebooks of this course are delivered."""
    check(tmp_path)
    prepare(tmp_path, TODAY)

    assert {path.name: path.read_bytes() for path in (ROOT / "course").glob("*.ipynb")} == learner_s(tmp_path)


# First and second start


def test_the_first_start_delivers_every_notebook(tmp_path, course):
    """A new folder, and the folders above it, are made; the notebooks in it are the course's, byte for byte."""
    folder = tmp_path / "new" / "folder"
    check(folder)

    assert [Change(FIRST, "added"), Change(FOURTH, "added")] == prepare(folder, TODAY, course)
    assert tree(course) == learner_s(folder)


def test_a_start_makes_the_folder_for_exercises_and_leaves_what_is_in_it(folder, course):
    """Learners are told to drop a zip into it, so it is there before anything has arrived."""
    assert [] == list((folder / "exercises").iterdir())
    (folder / "exercises" / "small.zip").write_bytes(b"as it came")
    prepare(folder, TODAY, course)

    assert b"as it came" == (folder / "exercises" / "small.zip").read_bytes()


def test_a_file_in_the_place_of_the_folder_for_exercises_stays(tmp_path, course):
    (tmp_path / "exercises").write_text("my list")
    check(tmp_path)
    prepare(tmp_path, TODAY, course)

    assert "my list" == (tmp_path / "exercises").read_text()
    assert (tmp_path / FIRST).is_file()


def test_every_delivered_notebook_is_signed(folder):
    """The learner's JupyterLab trusts what the course delivers."""
    assert [True, True] == [is_signed(folder, name) for name in (FIRST, FOURTH)]


def test_what_the_course_keeps_for_itself_is_closed_to_other_accounts(folder):
    """The folder holds the key to the learner's server, so only its owner may look inside."""
    assert 0o700 == stat.S_IMODE((folder / ".coprod").stat().st_mode)


def test_the_second_start_does_nothing(folder, course):
    """No notebook is written again: each keeps its bytes and its time."""
    times = {name: (folder / name).stat().st_mtime_ns for name in (FIRST, FOURTH)}
    check(folder)

    assert [Change(FIRST, "nothing"), Change(FOURTH, "nothing")] == prepare(folder, TODAY, course)
    assert times == {name: (folder / name).stat().st_mtime_ns for name in (FIRST, FOURTH)}
    assert tree(course) == learner_s(folder)


# Updates


def test_an_update_refreshes_an_unchanged_notebook(folder, course, update):
    """A newer notebook takes the place of the one that was delivered before, and is signed."""
    newer = update()

    assert [Change(FIRST, "nothing"), Change(FOURTH, "refreshed")] == prepare(folder, TODAY, course)
    assert newer == (folder / FOURTH).read_bytes()
    assert is_signed(folder, FOURTH)
    assert [] == notices(folder)


def test_an_update_refreshes_a_notebook_that_was_only_run_and_saved(folder, course, update):
    """Outputs, counts, ids and metadata are no change of the learner's, so no copy is made."""
    put(folder / FOURTH, run_and_saved(notebook("Four approaches")))
    newer = update()

    assert Change(FOURTH, "refreshed") == prepare(folder, TODAY, course)[1]
    assert newer == (folder / FOURTH).read_bytes()
    assert [FIRST, FOURTH] == sorted(learner_s(folder))


def test_an_update_keeps_every_other_file_byte_for_byte(folder, course, update):
    """Answers, the learner's own notebooks and anything else in the folder stay as they are."""
    own = {
        "answers.jsonl": b'{"v":1}\n\xff broken line',
        "my notes.ipynb": b"{}",
        "letters/draft.txt": b"Dear all\r\n",
        ".hidden": b"\0",
    }
    (folder / "letters").mkdir()
    for name, data in own.items():
        (folder / name).write_bytes(data)
    newer = update()
    prepare(folder, TODAY, course)

    expected = own | {"letters": None, FIRST: (course / FIRST).read_bytes(), FOURTH: newer}
    assert expected == learner_s(folder)


@pytest.mark.parametrize("how", CHANGES)
def test_an_update_sets_a_changed_notebook_aside(folder, course, update, change, how):
    """A notebook that the learner changed is renamed with the date, never overwritten."""
    theirs, newer = change(how), update()

    assert Change(FOURTH, "set-aside", COPY) == prepare(folder, TODAY, course)[1]
    assert theirs == (folder / COPY).read_bytes()
    assert newer == (folder / FOURTH).read_bytes()


def test_a_copy_is_not_signed_by_the_course(folder, course, update, change):
    """The course signs its own words only; what the learner wrote it does not vouch for."""
    change(source_edited)
    update()
    prepare(folder, TODAY, course)

    assert {FOURTH: True, COPY: False} == {name: is_signed(folder, name) for name in (FOURTH, COPY)}


def test_a_copy_keeps_the_learner_s_own_signature(folder, course, update, change):
    """What the learner had saved and trusted in JupyterLab stays trusted with its new name."""
    change(source_edited)
    sign(folder, FOURTH)
    update()
    prepare(folder, TODAY, course)

    assert is_signed(folder, COPY)


def test_a_copy_is_told(folder, course, update, change):
    """The start page gets one sentence that names the notebook and the copy."""
    change(source_edited)
    update()
    prepare(folder, TODAY, course)
    prepare(folder, TODAY, course)
    told = notices(folder)

    assert 1 == len(told)
    assert "“04-four-approaches”" in told[0]
    assert f"“{COPY}”" in told[0]
    assert "Your answers are kept too." in told[0]


def test_two_copies_on_one_day_have_two_names(folder, course, update, change):
    """The second copy of a day gets a number, and the first stays as it is."""
    first = change(source_edited)
    update("Second version")
    prepare(folder, TODAY, course)
    second = change(cell_added)
    update("Third version")

    assert Change(FOURTH, "set-aside", SECOND_COPY) == prepare(folder, TODAY, course)[1]
    assert [first, second] == [(folder / name).read_bytes() for name in (COPY, SECOND_COPY)]
    assert 2 == len(notices(folder))


@pytest.mark.parametrize("how", CHANGES)
def test_a_changed_notebook_stays_in_place_while_there_is_no_newer_one(folder, course, change, how):
    """Starting again does not rename what the learner works on."""
    theirs = change(how)

    assert Change(FOURTH, "kept") == prepare(folder, TODAY, course)[1]
    assert theirs == (folder / FOURTH).read_bytes()
    assert [FIRST, FOURTH] == sorted(learner_s(folder))
    assert [] == notices(folder)


def test_a_notebook_that_can_t_be_read_is_set_aside(folder, course):
    """A broken file is kept with another name, and the course's notebook comes back."""
    (folder / FOURTH).write_bytes(b'{"cells": [{"cell_type"')
    prepare(folder, TODAY, course)

    assert b'{"cells": [{"cell_type"' == (folder / COPY).read_bytes()
    assert (course / FOURTH).read_bytes() == (folder / FOURTH).read_bytes()


def test_a_deleted_notebook_comes_back(folder, course):
    """A learner who deleted a notebook gets it again at the next start."""
    (folder / FOURTH).unlink()

    assert [Change(FIRST, "nothing"), Change(FOURTH, "added")] == prepare(folder, TODAY, course)
    assert tree(course) == learner_s(folder)


def test_a_notebook_that_is_no_longer_shipped_is_left_alone(folder, course):
    """It stays in place, and when it comes back it is known again, so that no needless copy is made."""
    theirs = (folder / FOURTH).read_bytes()
    (course / FOURTH).unlink()

    assert [Change(FIRST, "nothing")] == prepare(folder, TODAY, course)
    assert theirs == (folder / FOURTH).read_bytes()
    put(course / FOURTH, notebook("Back again"))
    assert Change(FOURTH, "refreshed") == prepare(folder, TODAY, course)[1]


def test_the_folder_can_be_moved(folder, course, update, change, tmp_path):
    """Elsewhere the notebooks are still trusted, still known, and the notices are still there."""
    change(source_edited)
    update("Second version")
    prepare(folder, TODAY, course)
    moved = tmp_path / "elsewhere" / "my course"
    moved.parent.mkdir()
    shutil.move(folder, moved)
    check(moved)

    assert [Change(FIRST, "nothing"), Change(FOURTH, "nothing")] == prepare(moved, TODAY, course)
    assert [True, True] == [is_signed(moved, name) for name in (FIRST, FOURTH)]
    assert 1 == len(notices(moved))
    update("Third version")
    assert Change(FOURTH, "refreshed") == prepare(moved, TODAY, course)[1]


# Digests


def test_a_digest_leaves_out_what_running_and_saving_change():
    """Outputs, counts, metadata, ids and the form of a source don't count."""
    assert cells_digest(notebook("Words")) == cells_digest(run_and_saved(notebook("Words")))


@pytest.mark.parametrize("how", CHANGES)
def test_a_digest_tells_what_a_learner_changes(how):
    """Sources, types, order and number of cells count."""
    changed = notebook("Words")
    how(changed)

    assert cells_digest(notebook("Words")) != cells_digest(changed)


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        {"cells": {}},
        {"cells": ["text"]},
        {"cells": [{"source": "text"}]},
        {"cells": [{"cell_type": "markdown", "source": 1}]},
        {"cells": [{"cell_type": "markdown", "source": ["text", 1]}]},
    ],
)
def test_what_is_no_notebook_has_no_digest(content):
    """Anything that JSON can hold is answered, without an error."""
    assert cells_digest(content) is None
