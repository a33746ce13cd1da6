"""A file that grows is read from where it ended before, and always as if it were read whole."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_widgets import records
from coprod_widgets.records import file as records_file


def record(text):
    digest = f"sha256:{'0' * 64}"
    return records.new_record(
        unit="04", item="own-work", digest=digest, interaction="reflect", response=text, attempt=1, via="keyboard"
    )


def grow(path):
    records.append(path, record("more"))


def junk(path):
    with open(path, "ab") as file:
        file.write(b"not a record\n")


def torn(path):
    with open(path, "ab") as file:
        file.write(b'{"v":1,"id":')


def cut(path):
    data = path.read_bytes() if path.exists() else b""
    path.write_bytes(data[: len(data) // 2])


def edit(path):
    if path.exists():
        path.write_bytes(path.read_bytes().replace(b"more", b"less"))


def replace(path):
    other = path.with_name("other")
    records.append(other, record("another file"))
    os.replace(other, path)


def remove(path):
    path.unlink(missing_ok=True)


def repeat(path):
    if path.exists():
        path.write_bytes(path.read_bytes() * 2)


def leave(_path):
    """Nothing happens between two readings."""


@given(st.lists(st.sampled_from([grow, grow, junk, torn, cut, edit, replace, remove, repeat, leave]), max_size=12))
def test_whatever_happens_it_is_read_as_if_it_were_read_whole(tmp_path_factory, happens):
    """Grown, torn, cut, edited, replaced, gone: the answer is the one of `read`."""
    path = tmp_path_factory.mktemp("follow") / "answers.jsonl"
    follower = records.Follower(path)
    for change in happens:
        change(path)
        assert records.read(path) == follower.read()


def test_what_was_read_is_not_read_again(tmp_path, monkeypatch):
    """A hundred answers and one more: one line is looked at."""
    path = tmp_path / "answers.jsonl"
    for number in range(100):
        records.append(path, record(f"text {number}"))
    follower = records.Follower(path)
    assert 100 == len(follower.read().records)
    looked = []
    real = records_file.record_from
    monkeypatch.setattr(records_file, "record_from", lambda line: looked.append(line) or real(line))
    grow(path)

    assert "more" == follower.read().records[-1].response
    assert 101 == len(follower.read().records)
    assert 1 == len(looked)


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.symlink_to("elsewhere")])
def test_what_is_no_ordinary_file_is_told_as_read_tells_it(tmp_path, make):
    """A folder or a link in place of the file is one sentence, and is not followed."""
    path = tmp_path / "answers.jsonl"
    make(path)

    assert records.read(path) == records.Follower(path).read()
    assert 0 == records.Follower(path).read().aside[0].line
