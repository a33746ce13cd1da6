"""A released exercise gets into the learner's folder, whichever way it comes; what the learner made stays theirs."""

import json
from datetime import UTC, date, datetime

import pytest
from hostile_zips import HOSTILE, MEMBERS, zipped
from small_exercise import ITEMS

from coprod_widgets import cli
from coprod_widgets.desk import Desk, pages
from coprod_widgets.lab import launcher
from coprod_widgets.lab.arriving import exercises_in, take_in, take_in_all
from coprod_widgets.parcels import Opened, released

TODAY = date(2026, 11, 29)
FIRST, LATER = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
ANSWER = b"what a learner answered\n"


def page(*words):
    """Return a notebook with these words."""
    cells = [{"cell_type": "markdown", "id": f"c{n}", "metadata": {}, "source": one} for n, one in enumerate(words)]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def release(words="first", items=ITEMS, at=FIRST):
    return released("small", page(words), items.encode(), at)


def tree(folder):
    """Return every file below a folder but the course's own notes."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".coprod")}


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "learner"
    folder.mkdir()
    return folder


@pytest.fixture
def come(workspace, tmp_path):
    """Let a zip arrive; return what was done."""

    def come(data, name="small.zip"):
        (tmp_path / name).write_bytes(data)
        return take_in(workspace, tmp_path / name, TODAY)

    return come


def test_an_exercise_is_put_in_a_folder_of_its_name(workspace, come):
    """Its four files and nothing else; whatever the zip is called by now."""
    arrival = come(release(), "small (1).zip")

    assert ("new", workspace / "exercises/small/small.ipynb") == (arrival.did, arrival.notebook)
    files = Opened(release(), "x").files()
    assert {f"exercises/{name}": data for name, data in files.items()} == tree(workspace)
    assert [workspace / "exercises/small"] == exercises_in(workspace)


def test_the_same_again_changes_nothing_and_says_so(workspace, come):
    """Also when it was made again later."""
    come(release())
    before = tree(workspace)

    assert ["same", "same"] == [come(release()).did, come(release(at=LATER)).did]
    assert before == tree(workspace)


def test_a_newer_release_keeps_the_answers(workspace, come):
    """The page and the questions are the new ones."""
    come(release())
    (workspace / "exercises/small/answers.jsonl").write_bytes(ANSWER)
    arrival = come(release("second", at=LATER))

    assert ("newer", None) == (arrival.did, arrival.copy)
    found = tree(workspace)
    assert (page("second"), ANSWER) == (found["exercises/small/small.ipynb"], found["exercises/small/answers.jsonl"])


def test_an_older_release_is_left_aside(workspace, come):
    """A learner may open last month's mail again."""
    come(release("second", at=LATER))
    before = tree(workspace)

    assert "older" == come(release()).did
    assert before == tree(workspace)


def test_a_page_that_the_learner_changed_is_kept(workspace, come):
    """Under another name; one that they only ran is not."""
    come(release())
    mine = workspace / "exercises/small/small.ipynb"
    mine.write_bytes(page("first", "my notes"))
    arrival = come(release("second", at=LATER))

    assert "small (my copy 2026-11-29).ipynb" == arrival.copy
    assert page("first", "my notes") == (mine.parent / arrival.copy).read_bytes()
    assert page("second") == mine.read_bytes()
    assert "yours is kept as “small (my copy 2026-11-29).ipynb”" in " ".join(one.text for one in arrival.says())


def test_a_page_that_was_deleted_is_put_back(workspace, come):
    """Opening it again is what one would try."""
    come(release())
    (workspace / "exercises/small/small.ipynb").unlink()
    come(release())

    assert page("first") == (workspace / "exercises/small/small.ipynb").read_bytes()


@pytest.mark.parametrize("made", [*HOSTILE, *MEMBERS])
def test_a_hostile_zip_leaves_nothing_behind(made, workspace, tmp_path, capsys):
    """Neither in the folder nor beside it; the command says why, and ends with 2."""
    make, why = (HOSTILE | MEMBERS)[made]
    zip_file = tmp_path / "evil.zip"
    zip_file.write_bytes(make())
    before = sorted(tmp_path.iterdir())

    code = cli.main(["open", str(zip_file), "--workspace", str(workspace)])
    told = capsys.readouterr()
    # One that is damaged in a member which no release has is refused for what it is not.
    assert (2, "", True) == (code, told.out, why in told.err or "not an exercise" in told.err)
    assert before == sorted(tmp_path.iterdir())
    assert {} == tree(workspace)


def test_a_changed_release_is_refused_and_the_exercise_stays_as_it_was(workspace, come, tmp_path, capsys):
    """The digest is that of other bytes."""
    come(release())
    before = tree(workspace)
    files = Opened(release("second", at=LATER), "x").files()
    (tmp_path / "changed.zip").write_bytes(zipped(files | {"small/items.yaml": b"changed"}))

    assert 2 == cli.main(["open", str(tmp_path / "changed.zip"), "--workspace", str(workspace)])
    assert "Something has changed it on its way" in capsys.readouterr().err
    assert before == tree(workspace)


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_lies_in_the_place_of_the_exercise_is_not_written_through(kind, workspace, come, tmp_path):
    """A link may lead anywhere."""
    (workspace / "exercises").mkdir()
    (tmp_path / "elsewhere").mkdir()
    place = workspace / "exercises/small"
    place.write_bytes(b"mine") if kind == "file" else place.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "small.zip").write_bytes(release())
    with pytest.raises(Exception, match="is not an ordinary folder"):
        come(release())

    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_the_command_says_what_it_did(workspace, tmp_path, capsys):
    """New, the same, newer, older; each in a sentence, and all of them are well."""
    for name, data in {"one": release(), "two": release("second", at=LATER)}.items():
        (tmp_path / f"{name}.zip").write_bytes(data)
    codes = [cli.main(["open", str(tmp_path / f"{n}.zip"), "--workspace", str(workspace)]) for n in
             ("one", "one", "two", "one")]  # fmt: skip

    assert [0, 0, 0, 0] == codes
    assert [
        "small is in your exercises. You find it on the start page.",
        "small was in your exercises already. Nothing was changed.",
        "small was renewed: your trainer has changed the exercise. Your answers to it are kept.",
        "small in your exercises is newer than this file. Nothing was changed.",
    ] == capsys.readouterr().out.splitlines()


def test_a_zip_dropped_among_the_exercises_is_on_the_start_page_once_it_is_opened(workspace):
    """The zip stays where it was put; what is none is told of and stands in nobody's way."""
    drop = workspace / "exercises"
    drop.mkdir()
    (drop / "small.ZIP").write_bytes(release())
    (drop / "holiday.zip").write_bytes(zipped({"beach.png": b"1"}))
    start = pages.start_page(Desk(workspace))

    assert [
        {
            "notebook": "exercises/small/small.ipynb",
            "title": {"text": "A small exercise", "easy": "A small exercise"},
            "status": "not-started",
            "says": {"text": "Not yet started", "easy": "Not started"},
        }
    ] == start.item["exercises"]
    assert ["holiday.zip: this is not an exercise of the course: there is no release.json in its one folder."] == [
        one["text"] for one in start.item["notices"]
    ]
    assert (drop / "small.ZIP").is_file()


def test_a_zip_dropped_among_the_exercises_is_there_when_the_course_has_started(workspace, monkeypatch):
    """Before any page is opened; one that is none stops nothing."""
    drop = workspace / "exercises"
    drop.mkdir()
    (drop / "small.zip").write_bytes(release())
    (drop / "a.zip").write_bytes(b"no zip")
    monkeypatch.setattr(launcher, "_isolate", lambda state: None)
    monkeypatch.setattr(launcher, "_serve", lambda *_: len(exercises_in(workspace)))

    assert 1 == launcher._start(workspace, None, False)


def test_what_was_renewed_by_dropping_is_told_once(workspace):
    """The start page shows it as it shows what else was renewed."""
    drop = workspace / "exercises"
    drop.mkdir()
    (drop / "a.zip").write_bytes(release())
    assert [] == take_in_all(workspace, TODAY)
    (drop / "b.zip").write_bytes(release("second", at=LATER))
    take_in_all(workspace, TODAY)
    take_in_all(workspace, TODAY)

    assert ["small was renewed: your trainer has changed the exercise. Your answers to it are kept."] == [
        one["text"] for one in pages.start_page(Desk(workspace)).item["notices"]
    ]


def test_the_start_page_of_a_learner_without_exercises_shows_none(workspace):
    """And makes no folder for them."""
    assert [] == pages.start_page(Desk(workspace)).item["exercises"]
    assert {} == tree(workspace)


def test_an_exercise_whose_words_can_t_be_read_is_listed_by_its_name(workspace, come):
    """Its own page says what is wrong."""
    come(release(items="assignment: ["))

    assert ["small"] == [one["title"]["text"] for one in pages.start_page(Desk(workspace)).item["exercises"]]
