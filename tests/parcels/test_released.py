"""A released exercise is one zip with a digest: the same bytes for the same exercise, and a change to it is noticed."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hostile_zips import zipped

from coprod_widgets.parcels import Opened, ParcelError, read_release, released
from coprod_widgets.parcels.released import digest

MADE = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)


def made(notebook=b"{}", items=b"assignment: small", at=MADE):
    return released("small", notebook, items, at)


def test_a_release_comes_out_as_it_went_in():
    """Its folder's files, its digest, and when it was made, in UTC."""
    found = read_release(made(at=MADE.astimezone(timezone(timedelta(hours=5)))), "small.zip")

    assert ("small", MADE) == (found.assignment, found.made)
    assert ["READ-ME.txt", "items.yaml", "release.json", "small.ipynb"] == sorted(found.files)
    assert (b"{}", b"assignment: small") == (found.files["small.ipynb"], found.files["items.yaml"])
    assert digest(found.files) == found.digest


def test_the_same_exercise_makes_the_same_bytes():
    """Whenever it is made, it has the same digest."""
    later = made(at=MADE + timedelta(days=1))

    assert made() == made()
    assert read_release(made(), "a.zip").digest == read_release(later, "a.zip").digest
    assert read_release(made(), "a.zip").digest != read_release(made(items=b"other"), "a.zip").digest


def test_the_read_me_says_what_to_do_in_both_wordings():
    """The command in it names this very file; Windows shows the lines as lines."""
    text = read_release(made(), "small.zip").files["READ-ME.txt"].decode()

    assert "coprod open small.zip\r\n" in text
    assert "In Easy Read:\r\n" in text


@pytest.mark.parametrize("name", ["small.ipynb", "items.yaml", "READ-ME.txt"])
def test_a_release_that_was_changed_on_its_way_is_refused(name):
    """Any of its files changed, left out or added."""
    files = Opened(made(), "small.zip").files()
    place = f"small/{name}"
    others = {one: data for one, data in files.items() if one != place}
    for changed in ({**files, place: files[place] + b" "}, others, {**files, "small/more.py": b"1"}):
        with pytest.raises(ParcelError, match="Something has changed it on its way"):
            read_release(zipped(changed), "small.zip")


def test_a_release_under_another_name_is_refused():
    """Its folder is named as the exercise is."""
    files = {name.replace("small/", "ex2/"): data for name, data in Opened(made(), "small.zip").files().items()}
    with pytest.raises(ParcelError, match="Something has changed it"):
        read_release(zipped(files), "small.zip")


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"v": 2}',
        json.dumps({"v": 1, "assignment": "../x", "digest": "sha256:" + "0" * 64, "made": "2026-11-29T18:00:00Z"}),
        json.dumps({"v": 1, "assignment": "small", "digest": "sha256:0", "made": "2026-11-29T18:00:00Z"}),
        json.dumps({"v": 1, "assignment": "small", "digest": "sha256:" + "0" * 64, "made": "2026-13-29T18:00:00Z"}),
    ],
    ids=["empty", "list", "deep", "version", "name", "digest", "time"],
)
def test_a_release_whose_note_says_something_else_is_refused(told):
    """Whatever stands in release.json, it is a sentence."""
    files = Opened(made(), "small.zip").files() | {"small/release.json": told}
    with pytest.raises(ParcelError, match=r"small\.zip: small/release\.json in it is not what"):
        read_release(zipped(files), "small.zip")


@pytest.mark.parametrize(
    "files", [{"a.txt": b"1"}, {"release.json": b"{}"}, {"a/release.json": b"", "b/release.json": b""}]
)
def test_another_zip_is_no_release(files):
    """A learner may have taken the wrong file."""
    with pytest.raises(ParcelError, match="this is not an exercise of the course"):
        read_release(zipped(files), "holiday.zip")
