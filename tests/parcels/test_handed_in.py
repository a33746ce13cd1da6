"""What is handed in is one zip file: the answers byte for byte, the time, and a receipt in words and as data."""

import hashlib
import json
import time
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from coprod_widgets.content.words import Words
from coprod_widgets.parcels import handed_in
from coprod_widgets.records import RecordError

AT = datetime(2026, 11, 29, 14, 5, 9, 120, tzinfo=UTC)
ANSWERS = b'{"one": 1}\n{"torn'
LINES = [
    handed_in.Line(handed_in.Question("sort", True), Words("Sort two cases", "Sort 2"), Words("answered")),
    handed_in.Line(handed_in.Question("words", False), Words("Your words"), Words("not answered yet", "no answer yet")),
]
TITLE = Words("A small exercise", "A short exercise")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "small.ipynb").write_bytes(b"{}")
    return tmp_path


def hand_in(folder, student="jo-7", answers=ANSWERS, at=AT, course=""):
    return handed_in.hand_in(folder, "small", TITLE, student, answers, LINES, at, course)


def opened(folder, name):
    with zipfile.ZipFile(folder / "handed-in" / name) as file:
        assert file.testzip() is None
        return {one: file.read(one) for one in file.namelist()}


def test_the_file_holds_the_answers_as_they_are_the_time_the_notebook_and_a_receipt(folder):
    made = hand_in(folder)
    held = opened(folder, "jo-7_small_2026-11-29.zip")
    digest = hashlib.sha256(ANSWERS).hexdigest()

    assert "jo-7_small_2026-11-29.zip" == made.name
    assert [
        "answers.jsonl",
        "timestamp.txt",
        "small.ipynb",
        "receipt.txt",
        "receipt-easy-read.txt",
        "receipt.json",
    ] == list(held)
    assert (ANSWERS, b"2026-11-29 14:05:09.000120 UTC", b"{}") == tuple(held.values())[:3]
    assert {
        "v": 1,
        "assignment": "small",
        "student": "jo-7",
        "handed_in": "2026-11-29T14:05:09.000120Z",
        "answers_sha256": digest,
        "questions": [{"question": "sort", "answered": True}, {"question": "words", "answered": False}],
        "course": "",
    } == json.loads(held["receipt.json"])
    assert handed_in.receipt_of(held["receipt.json"]) == made.receipt


@pytest.fixture
def summer_time(monkeypatch):
    """Set the clock of this computer to an hour before UTC, as Britain's is in summer."""
    monkeypatch.setenv("TZ", "BST-1")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_receipt_says_in_words_what_was_handed_in_and_no_mark(folder, summer_time):
    hand_in(folder)
    said = opened(folder, "jo-7_small_2026-11-29.zip")["receipt.txt"].decode()

    for line in (
        "Receipt: A small exercise",
        "Handed in by: jo-7",
        "Time: 29 November 2026, 15:05 by this computer's clock (2026-11-29 14:05:09 UTC)",
        "Wholly answered: 1 of 2 questions",
        "1. Sort two cases: answered",
        "2. Your words: not answered yet",
        f"Checksum (SHA-256) of the answers: {hashlib.sha256(ANSWERS).hexdigest()}",
    ):
        assert line in said.splitlines()
    assert "score" not in said


def test_the_receipt_is_there_in_easy_read_as_well(folder, summer_time):
    made = hand_in(folder)
    said = opened(folder, made.name)["receipt-easy-read.txt"].decode()

    assert [
        "Receipt: A short exercise",
        "",
        "Exercise: small",
        "Handed in by: jo-7",
        "Time: 29 November 2026, 15:05",
        "You answered 1 of 2 questions.",
        "",
        "1. Sort 2: answered",
        "2. Your words: no answer yet",
    ] == said.splitlines()[:9]
    assert said == made.words.easy == handed_in.kept(folder, "small")[0].words.easy


def test_the_day_and_the_time_are_those_of_utc(folder):
    made = hand_in(folder, at=datetime(2026, 11, 30, 1, 0, tzinfo=timezone(timedelta(hours=5))))

    assert "jo-7_small_2026-11-29.zip" == made.name
    assert b"2026-11-29 20:00:00.000000 UTC" == opened(folder, made.name)["timestamp.txt"]


def test_a_second_one_of_the_day_gets_a_number_and_keeps_the_first(folder):
    names = [hand_in(folder, answers=b"%d" % n, at=AT + timedelta(minutes=n)).name for n in range(3)]

    assert [f"jo-7_small_2026-11-29{more}.zip" for more in ("", "-2", "-3")] == names
    assert names == [one.name for one in handed_in.kept(folder, "small")]
    assert b"0" == opened(folder, names[0])["answers.jsonl"]
    assert names == sorted((one.name for one in (folder / "handed-in").iterdir()), key=lambda name: (len(name), name))


def test_the_same_answers_under_the_same_id_are_found_again(folder):
    made = hand_in(folder)
    before = handed_in.kept(folder, "small")

    assert made == handed_in.same(before, "jo-7", ANSWERS)
    assert None is handed_in.same(before, "jo-7", ANSWERS + b"\n")
    # Whoever mistyped their number hands in again.
    assert None is handed_in.same(before, "jo-8", ANSWERS)
    # What is in a file only is not what a course has.
    assert None is handed_in.same(before, "jo-7", ANSWERS, "co-production")


def test_a_file_that_is_not_whole_or_was_changed_is_not_counted(folder):
    made = hand_in(folder)
    path = folder / "handed-in" / made.name
    data = path.read_bytes()
    (folder / "handed-in" / "jo-7_small_2026-11-28.zip").write_bytes(data[: len(data) // 2])
    (folder / "handed-in" / "jo-7_large_2026-11-28.zip").write_bytes(data)
    (folder / "handed-in" / "notes.txt").write_text("mine")
    with zipfile.ZipFile(folder / "handed-in" / "jo-7_small_2026-11-27.zip", "w") as file:
        for name, content in opened(folder, made.name).items():
            file.writestr(name, b"other" if name == "answers.jsonl" else content)

    assert [made] == handed_in.kept(folder, "small")


def test_there_may_be_no_notebook_and_no_folder_yet(tmp_path):
    assert [] == handed_in.kept(tmp_path, "small")
    made = hand_in(tmp_path)

    assert "small.ipynb" not in opened(tmp_path, made.name)


@pytest.mark.parametrize("student", ["jo", "J", "7", "jo.o-neil", "a" * 40])
def test_what_an_id_may_be(student, folder):
    assert handed_in.is_id(student)
    assert handed_in.Named(student, "small", "2026-11-29", 1) == handed_in.named(hand_in(folder, student).name)


@pytest.mark.parametrize("student", ["", "jo_7", "jo 7", "../jo", "jo/7", ".jo", "jo-", "a" * 41, "Zoë", "jo\n", "٣"])
def test_what_an_id_can_t_be(student):
    assert not handed_in.is_id(student)


@pytest.mark.parametrize(
    ("student", "begins"), [("jo_7", "jo-7_"), ("a/../b", "a-b_"), ("__", "learner_"), ("ö" * 50, "learner_")]
)
def test_an_account_s_name_is_changed_in_the_file_s_name_alone(student, begins, folder):
    made = hand_in(folder, student)

    assert made.name.startswith(begins)
    assert handed_in.named(made.name)
    assert student == made.receipt.student


@pytest.mark.parametrize(
    "name",
    [
        "jo_small_2026-11-29 (1).zip",
        "jo_small_2026-11-29-0.zip",
        "jo_small.zip",
        "small.zip",
        "x/jo_small_2026-11-29.zip",
    ],
)
def test_a_name_of_another_kind_is_not_taken_for_one(name):
    assert None is handed_in.named(name)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"v": 2}', b" " * 1_000_001])
def test_what_is_no_receipt_is_said_to_be_none(data):
    with pytest.raises(RecordError, match=r"^receipt\.json is not a receipt: "):
        handed_in.receipt_of(data)


def test_what_can_t_be_written_is_said_and_leaves_nothing(folder):
    (folder / "handed-in").write_text("a file in the way")

    with pytest.raises(RecordError, match="Nothing was handed in: .*Your answers are safe"):
        hand_in(folder)


def test_a_write_that_fails_half_way_leaves_no_file(folder, monkeypatch):
    def full(_fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handed_in.os, "fsync", full)
    with pytest.raises(RecordError, match="No space left on device"):
        hand_in(folder)

    assert [] == list((folder / "handed-in").iterdir())
