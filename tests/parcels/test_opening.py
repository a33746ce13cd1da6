"""A zip that anyone may have made is read into memory within limits, or refused with a sentence."""

import os
import zipfile

import pytest
from hostile_zips import HOSTILE, MEMBERS, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_widgets.parcels import Limits, Opened, ParcelError, load


@pytest.mark.parametrize("made", HOSTILE)
def test_a_zip_that_could_do_harm_is_refused_before_it_is_unpacked(made):
    """The sentence names the zip and says what is wrong with it."""
    make, why = HOSTILE[made]
    with pytest.raises(ParcelError) as refused:
        Opened(make(), "ex3 (1).zip")

    assert "ex3 (1).zip: " == str(refused.value)[:13]
    assert why in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("made", MEMBERS)
def test_a_member_that_could_do_harm_is_refused_when_it_is_read(made):
    """Nothing of it comes out; whoever does not want it is not kept from the others."""
    make, why = MEMBERS[made]
    opened = Opened(make(), "ex3 (1).zip")
    with pytest.raises(ParcelError, match=why) as refused:
        opened.files()

    assert "ex3 (1).zip: " == str(refused.value)[:13]
    assert str(refused.value).isprintable()


def test_an_ordinary_zip_comes_out_as_it_went_in():
    """Packed or not; a file that is empty as well."""
    files = {"a.txt": b"one", "folder/b.txt": b"", "Zoë_12345_assignsubmission_file_/c.txt": b"three"}

    assert files == Opened(zipped(files), "x.zip").files()
    assert files == Opened(zipped(files, zipfile.ZIP_STORED), "x.zip").files()


def test_what_a_mac_and_windows_add_is_left_out():
    """Folders are no files, and what lies in __MACOSX is nobody's."""
    clutter = {"__MACOSX/._a.txt": b"", "folder/": b"", "folder/.DS_Store": b"", "Thumbs.db": b"", "._a.txt": b""}

    assert ["a.txt"] == Opened(zipped({"a.txt": b"1"} | clutter), "x.zip").names


def test_a_picture_with_a_mac_s_narrow_space_in_its_name_is_no_reason_to_refuse():
    """One learner's file must not keep a platform's whole zip from being read."""
    name = "Picture at 5.00\u202fPM.png"

    assert [name] == Opened(zipped({name: b"1"}), "x.zip").names


def test_every_limit_holds_on_its_edge():
    """As many as allowed is allowed, and one more is not."""
    limits = Limits(members=2, member_bytes=10, total_bytes=15, ratio=1000)

    assert 2 == len(Opened(zipped({"a": b"a" * 10, "b": b"b" * 5}), "x.zip", limits).files())
    for files in ({"a": b"", "b": b"", "c": b""}, {"a": b"a" * 11}, {"a": b"a" * 10, "b": b"b" * 6}):
        with pytest.raises(ParcelError):
            Opened(zipped(files), "x.zip", limits).files()


def test_what_is_unpacked_from_a_zip_in_a_zip_counts_in_both():
    """Many small zips would else add up to any amount."""
    inner = zipped({"b": b"b" * 50})
    outer = Opened(zipped({"1.zip": inner, "2.zip": inner}), "x.zip", Limits(total_bytes=2 * len(inner) + 99))
    first, second = (Opened(outer.read(name), name, around=outer) for name in outer.names)

    assert {"b": b"b" * 50} == first.files()
    with pytest.raises(ParcelError, match=f"more than {2 * len(inner) + 99} bytes would be unpacked"):
        second.files()


def test_what_is_not_an_ordinary_file_is_not_read(tmp_path):
    """No link is followed, no pipe is waited for, and what is not there is said."""
    (tmp_path / "whole.zip").write_bytes(zipped({"a": b"1"}))
    (tmp_path / "link.zip").symlink_to(tmp_path / "whole.zip")
    os.mkfifo(tmp_path / "pipe.zip")
    assert zipped({"a": b"1"}) == load(tmp_path / "whole.zip")
    for name, why in (("link.zip", "is a link"), ("pipe.zip", "is a pipe"), ("none.zip", "no such file")):
        with pytest.raises(ParcelError, match=why):
            load(tmp_path / name)


@settings(max_examples=60)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_whatever_was_changed_in_a_zip_is_a_sentence_or_the_same_files(place, change):
    """Nothing but a `ParcelError` comes out of a damaged zip."""
    data = bytearray(zipped({"a.txt": b"one", "b/c.txt": b"three" * 50}))
    place = min(place, len(data) - 1)
    data[place : place + len(change)] = change
    try:
        found = Opened(bytes(data), "x.zip").files()
    except ParcelError:
        return

    assert {b"one", b"three" * 50} >= set(found.values())
