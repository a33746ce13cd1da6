"""Deleting answers: all of them or none, and nothing that was deleted comes back."""

import pytest
from filelock import FileLock

from coprod_widgets import records
from coprod_widgets.records import file as records_file


def record(**more):
    return records.new_record(
        unit="04", item="one", digest="sha256:" + "0" * 64, interaction="choice", response=["a"], **more
    )


@pytest.fixture
def path(tmp_path):
    """Give a file with one answer, of which an editor has kept a copy aside."""
    path = tmp_path / "answers.jsonl"
    records.append(path, record())
    aside = tmp_path / ".ipynb_checkpoints" / "answers-checkpoint.jsonl"
    aside.parent.mkdir()
    aside.write_bytes(path.read_bytes())
    return path


def test_the_file_and_the_copy_kept_aside_are_gone(path):
    """And what is not the learner's answers stays."""
    other = path.with_name("notes.txt")
    other.write_text("mine")

    gone = records.forget(path)

    assert ["answers-checkpoint.jsonl", "answers.jsonl"] == [one.name for one in gone]
    assert not path.exists()
    assert [] == records.copies(path)
    assert other.exists()


def test_where_there_is_nothing_nothing_is_deleted(tmp_path):
    """A folder without answers is no trouble."""
    assert [] == records.forget(tmp_path / "answers.jsonl")


def test_while_another_writes_nothing_is_deleted(path, monkeypatch):
    """Deleting waits its turn, as writing does, and gives up with a sentence."""
    monkeypatch.setattr("coprod_widgets.records.deletion.LOCK_SECONDS", 0.05)
    with (
        FileLock(path.with_name(".answers.jsonl.lock")),
        pytest.raises(records.RecordError, match="are not deleted. Something else has been writing"),
    ):
        records.forget(path)

    assert 1 == len(records.read(path).records)


def test_what_can_not_be_deleted_is_as_it_was(path, monkeypatch):
    """The file goes last, in one step: no answer is lost without all of them."""
    before = path.read_bytes()
    unlink = type(path).unlink

    def refuse(self, *arguments, **options):
        if self.name == "answers.jsonl":
            raise PermissionError(13, "Permission denied", str(self))
        unlink(self, *arguments, **options)

    monkeypatch.setattr(type(path), "unlink", refuse)
    with pytest.raises(records.RecordError, match="Permission denied"):
        records.forget(path)

    assert before == path.read_bytes()


def test_a_link_is_not_followed_and_not_deleted(path, tmp_path):
    """What lies behind it may be anything."""
    link = tmp_path / "elsewhere.jsonl"
    link.symlink_to(path)

    with pytest.raises(records.RecordError, match="is a link"):
        records.forget(link)
    assert path.exists()
    assert link.is_symlink()


def test_a_page_notices_that_what_it_has_read_was_deleted(path):
    """Until it says that it has seen it; a page that had read nothing has nothing to notice."""
    follower = records.Follower(path)
    page = records.Deletion(path, follower.read)
    assert not page.noticed()
    records.forget(path)
    late = records.Deletion(path, follower.read)

    assert (True, True, False) == (page.noticed(), page.noticed(), late.noticed())
    page.seen()
    assert not page.noticed()


def test_a_first_answer_deleted_before_it_was_read_is_noticed(tmp_path):
    """The page that kept it knows of it."""
    path = tmp_path / "answers.jsonl"
    page = records.Deletion(path, records.Follower(path).read)
    first = record()
    records.append(path, first)
    records.forget(path)
    page.kept(first.id)

    assert page.noticed()


def test_an_answer_that_was_not_the_first_is_not_missed(path):
    """Another page had answered before: that answer is the one to go by."""
    page = records.Deletion(path, records.Follower(path).read)
    mine = record()
    records.append(path, mine)
    page.kept(mine.id)

    assert not page.noticed()


def test_new_answers_after_a_deletion_do_not_hide_it(path):
    """Another page may have begun anew already."""
    page = records.Deletion(path, records.Follower(path).read)
    page.noticed()
    records.forget(path)
    records.append(path, record())

    assert page.noticed()


def test_a_folder_that_moved_or_a_file_that_can_not_be_read_is_no_deletion(path, tmp_path):
    """The answers are still there, only not here."""
    folder = tmp_path / "course"
    folder.mkdir()
    here = folder / "answers.jsonl"
    here.write_bytes(path.read_bytes())
    page = records.Deletion(here, records.Follower(here).read)
    page.noticed()
    folder.rename(tmp_path / "moved")
    assert not page.noticed()

    (tmp_path / "moved").rename(folder)
    here.unlink()
    here.mkdir()
    assert not page.noticed()


def test_an_answer_that_was_deleted_is_not_written_again(path):
    """Whether it is still there is asked when no other can write."""
    before = path.read_bytes()
    asked = []

    def gone():
        with pytest.raises(TimeoutError):
            FileLock(path.with_name(".answers.jsonl.lock"), timeout=0).acquire()
        asked.append(True)
        return False

    with pytest.raises(records.Deleted, match="Your answers are no longer in this folder"):
        records_file.append(path, record(), still=gone)

    assert ([True], before) == (asked, path.read_bytes())
