"""A file is the old one or the new one, whole, and nothing is left beside it; what is refused is said in a sentence."""

import errno
import os
from pathlib import Path

import pytest

from coprod_widgets import filing


def crash(*_):
    raise KeyboardInterrupt


def test_a_file_is_written_and_another_takes_its_place(tmp_path):
    """With nothing beside it."""
    for data in (b"old", b"new"):
        filing.write(tmp_path / "file", data)

        assert {"file": data} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


@pytest.mark.parametrize(("place", "broken"), [(Path, "write_bytes"), (os, "fsync"), (os, "replace")])
def test_a_crash_while_writing_leaves_the_old_file(place, broken, tmp_path, monkeypatch):
    """Whatever breaks off, the file is still the old one, whole, and the next write succeeds."""
    path = tmp_path / "file"
    filing.write(path, b"old")
    with monkeypatch.context() as patch:
        patch.setattr(place, broken, crash)
        with pytest.raises(KeyboardInterrupt):
            filing.write(path, b"new")

    assert {"file": b"old"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    filing.write(path, b"new")
    assert b"new" == path.read_bytes()


def test_what_a_killed_writer_left_beside_is_in_nobody_s_way(tmp_path):
    """Whoever was killed could not clear it away."""
    (tmp_path / ".file.part").write_bytes(b"half of something lon")
    filing.write(tmp_path / "file", b"whole")

    assert {"file": b"whole"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_block_that_fails_puts_nothing_in_the_file_s_place(tmp_path):
    """What had been written by then goes."""
    with pytest.raises(KeyboardInterrupt), filing.beside(tmp_path / "file") as part:
        crash(part.write_bytes(b"half"))

    assert [] == list(tmp_path.iterdir())


def fails_with(code):
    def flush(_fd):
        raise OSError(code, os.strerror(code))

    return flush


def test_a_file_system_that_can_t_flush_is_written_to_all_the_same(tmp_path, monkeypatch):
    """Some that lie on another computer say so."""
    monkeypatch.setattr(os, "fsync", fails_with(errno.EINVAL))
    filing.write(tmp_path / "file", b"new")

    assert b"new" == (tmp_path / "file").read_bytes()


def test_a_disk_that_is_full_is_an_error(tmp_path, monkeypatch):
    """What could not be put on disk has not been written."""
    monkeypatch.setattr(os, "fsync", fails_with(errno.ENOSPC))
    with pytest.raises(OSError, match="No space left"):
        filing.write(tmp_path / "file", b"new")

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "what", "sentence"),
    [
        (
            OSError(errno.ENOSPC, "No space left", "/a/file"),
            "written",
            "/a/file: this can't be written (No space left).",
        ),
        (OSError(errno.EIO, "Broken"), "read or written", "/a: this can't be read or written (Broken)."),
        (OSError("no number"), "written", "/a: this can't be written (no number)."),
        (RuntimeError("There is no home"), "written", "/a: this can't be written (There is no home)."),
    ],
)
def test_what_the_system_refuses_is_a_sentence_with_the_place(error, what, sentence):
    """Its own place where it names one; else the one that is meant."""
    assert sentence == filing.refused(error, Path("/a"), what)
