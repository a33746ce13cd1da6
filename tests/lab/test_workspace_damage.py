"""A crash, a full disk or a damaged folder: nothing of the learner's is lost, and they are told what to do."""

import contextlib
import os
import tempfile
from pathlib import Path

import pytest
from small_course import COPY, FIRST, FOURTH, TODAY, learner_s, notebook, put, run_and_saved, source_edited, tree

from coprod_widgets.lab import workspace as module
from coprod_widgets.lab.workspace import MAX_NOTICES, Change, WorkspaceError, check, notices, prepare


@contextlib.contextmanager
def ordinary_account():
    """Do without root's right to read and write everywhere, where the tests have it."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


# Crashes


@pytest.mark.parametrize("step", range(4))
def test_a_crash_while_setting_aside_loses_nothing_and_is_made_good(folder, course, update, change, monkeypatch, step):
    """At each step the learner's notebook is there once; the next start goes on, and tells of the copy once."""
    theirs, newer = change(source_edited), update()
    done = []

    def breaking(real):
        def one_step(*paths):
            if len(done) == step:
                raise KeyboardInterrupt
            done.append(paths)
            real(*paths)

        return one_step

    with monkeypatch.context() as patch:
        for name in ("rename", "replace"):
            patch.setattr(os, name, breaking(getattr(os, name)))
        with pytest.raises(KeyboardInterrupt):
            prepare(folder, TODAY, course)
    assert 1 == list(learner_s(folder).values()).count(theirs)
    prepare(folder, TODAY, course)

    assert {FIRST: (course / FIRST).read_bytes(), FOURTH: newer, COPY: theirs} == learner_s(folder)
    assert 1 == len(notices(folder))


def test_a_full_disk_is_told_in_a_sentence(folder, course, update, monkeypatch):
    """The learner reads what to do, and the notebooks are as they were."""
    before = learner_s(folder)
    update()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="No space left on device.*Make room .*Your answers stay as they are"):
        prepare(folder, TODAY, course)
    after = learner_s(folder)

    assert before == {name: after[name] for name in before}


# Damaged folders


def test_a_file_in_the_folder_s_place_is_told(tmp_path):
    """The sentence names the file and two ways on, and the file stays."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match=r"file is a file, .*Name another folder with --workspace, or move that"):
        check(tmp_path / "file")

    assert {"file": b"mine"} == tree(tmp_path)


def test_a_folder_that_can_t_be_written_is_told():
    """The sentence names the folder, the reason and what to do."""
    with tempfile.TemporaryDirectory() as above:
        os.chmod(above, 0o755)
        closed = Path(above) / "closed"
        closed.mkdir(mode=0o500)
        sentence = r"can't write to the folder .*closed \(Permission denied\)\. Name a folder of your own"
        with ordinary_account(), pytest.raises(WorkspaceError, match=sentence):
            check(closed)


def test_a_folder_that_can_t_be_looked_into_is_told():
    """A folder inside another account's is no crash either."""
    with tempfile.TemporaryDirectory() as above:
        os.chmod(above, 0o000)
        sentence = r"can't write to the folder .*inside \(Permission denied\)\. Name a folder of your own"
        try:
            with ordinary_account(), pytest.raises(WorkspaceError, match=sentence):
                check(Path(above) / "inside")
        finally:
            os.chmod(above, 0o700)


def test_a_folder_below_a_file_is_told(tmp_path):
    """A path through a file can't be made into a folder."""
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceError, match="can't write to the folder .*Name a folder of your own"):
        check(tmp_path / "file" / "folder")


def test_the_course_s_own_folder_is_refused(course, monkeypatch):
    """Learning in the folder that the notebooks come from would change them."""
    monkeypatch.setattr(module, "course_dir", lambda: course)
    before = tree(course)
    with pytest.raises(WorkspaceError, match="the course's own notebooks.*Name another folder with --workspace"):
        check(course)

    assert before == tree(course)


def test_a_file_in_place_of_the_course_s_notes_is_told(tmp_path):
    """The sentence says what to do with the file, and that nothing else changes."""
    (tmp_path / ".coprod").write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match=r"\.coprod is a file.*Rename or delete that file, then start again"):
        check(tmp_path)

    assert {".coprod": b"mine"} == tree(tmp_path)


def test_a_folder_in_place_of_the_answers_is_told(tmp_path):
    """The sentence says which folder to rename, and the folder stays."""
    (tmp_path / "answers.jsonl").mkdir()
    (tmp_path / "answers.jsonl" / "mine").touch()
    with pytest.raises(WorkspaceError, match=r"answers\.jsonl is a folder.*Rename that folder, then start again"):
        check(tmp_path)

    assert (tmp_path / "answers.jsonl" / "mine").exists()


def test_a_folder_in_place_of_a_notebook_is_told(tmp_path, course):
    """The sentence says which folder to rename, and nothing is delivered before that is done."""
    check(tmp_path / "learner")
    (tmp_path / "learner" / FOURTH).mkdir()
    with pytest.raises(WorkspaceError, match=r"04-four-approaches\.ipynb is a folder.*Rename that folder, then start"):
        prepare(tmp_path / "learner", TODAY, course)

    assert {FOURTH: None} == learner_s(tmp_path / "learner")


def test_a_course_without_notebooks_is_told(tmp_path):
    """A copy of the course that is not complete says so."""
    check(tmp_path)
    with pytest.raises(WorkspaceError, match=r"no notebooks in .*not complete\. Install it again\."):
        prepare(tmp_path, TODAY, tmp_path / "nowhere")


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b'"text"',
        b'{"v": 1}',
        b'{"v": 1, "notebooks": []}',
        b'{"v": 1, "notebooks": {"04-four-approaches.ipynb": null}}',
        b'{"v": 1, "notebooks": {"04-four-approaches.ipynb": "sha256:short"}}',
        b'{"notebooks": {}}',
        b'{"v": 2, "notebooks": {}}',
    ],
    ids=[
        "empty",
        "cut-off",
        "not-text",
        "too-deep",
        "a-list",
        "a-string",
        "no-notebooks",
        "notebooks-a-list",
        "no-digest",
        "a-wrong-digest",
        "no-version",
        "a-newer-version",
    ],
)
def test_a_damaged_manifest_is_told_and_can_be_deleted(folder, course, change, manifest):
    """Nothing is touched until the learner has deleted it; then a notebook that they changed is set aside."""
    theirs = change(source_edited)
    (folder / ".coprod" / "manifest.json").write_bytes(manifest)
    before = learner_s(folder)
    with pytest.raises(WorkspaceError, match=r"manifest\.json is damaged.*Delete that one file, then start again"):
        prepare(folder, TODAY, course)
    assert before == learner_s(folder)
    (folder / ".coprod" / "manifest.json").unlink()
    prepare(folder, TODAY, course)

    assert theirs == (folder / COPY).read_bytes()


def test_a_lost_manifest_makes_no_needless_copy(folder, course):
    """A notebook that was only run and saved is known by its cells, also without the manifest."""
    put(folder / FOURTH, run_and_saved(notebook("Four approaches")))
    (folder / ".coprod" / "manifest.json").unlink()

    assert Change(FOURTH, "refreshed") == prepare(folder, TODAY, course)[1]
    assert tree(course) == learner_s(folder)


def test_a_folder_in_place_of_the_manifest_is_told(tmp_path, course):
    """A manifest that can't be opened is damaged, not missing."""
    (check(tmp_path / "learner") / "manifest.json").mkdir()
    with pytest.raises(WorkspaceError, match=r"manifest\.json is damaged"):
        prepare(tmp_path / "learner", TODAY, course)


# Notices


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, []),
        (b"", []),
        (b"\xff", []),
        (b'{"text": "A"}', []),
        (b'[1, null, {"text": 2}, {"at": "now"}, {"text": "A"}]', ["A"]),
    ],
    ids=["missing", "empty", "not-text", "wrong-shape", "one-readable"],
)
def test_notices_that_can_t_be_read_are_left_out(tmp_path, data, told):
    """The start page shows what can be read, and never fails for the rest."""
    if data is not None:
        (check(tmp_path) / "notices.json").write_bytes(data)

    assert told == notices(tmp_path)


def test_only_the_last_notices_are_kept(folder, course, update, change):
    """The list does not grow for ever: the oldest goes first."""
    old = [{"at": "2026-01-01T00:00:00.000Z", "text": f"Notice {number}"} for number in range(MAX_NOTICES)]
    put(folder / ".coprod" / "notices.json", old)
    change(source_edited)
    update()
    prepare(folder, TODAY, course)
    told = notices(folder)

    assert ["Notice 1", MAX_NOTICES] == [told[0], len(told)]
    assert COPY in told[-1]
