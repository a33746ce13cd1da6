"""What learners hand in is read as hostile data: responses, or a sentence why not, and never an exception."""

import os
import socket
from datetime import datetime

import handing_in
import pytest
import small_exercise
from handing_in import correct, folder, hand_in, items, keyed, line

from coprod_widgets import records
from coprod_widgets.exercises.marks import fact_asks
from coprod_widgets.marking import submissions

NOON = datetime(2026, 11, 20, 12)


@pytest.fixture
def course(tmp_path):
    return small_exercise.write(tmp_path)


def reading(course, student="ada"):
    """Return what marking reads of a learner's folder."""
    asked = submissions.digests(keyed(course).assignment)
    handed = submissions.look(student, course / "submitted", folder(course, student))
    return submissions.read(handed, handing_in.NAME, asked)


def test_whole_answers_come_back_as_they_were_given(course):
    given = correct(keyed(course))
    hand_in(course, "ada", given)

    assert (given, NOON, None, []) == (
        (found := reading(course)).responses,
        found.at,
        found.refused,
        found.warnings,
    )


def test_the_digest_of_a_question_is_the_same_with_and_without_its_key(course):
    """Else every answer would seem to be given to other words."""
    small = keyed(course)
    with_key = {item.id: item for found in small.questions.values() for item in found}

    assert {name: submissions.digest(item) for name, item in with_key.items()} == {
        name: digest for name, digest in submissions.digests(small.assignment).items() if name in with_key
    }
    assert {"two.fact.pond", "two.fact.mill"} == {one.id for one in fact_asks(small.assignment.item("two"))}


def test_the_last_line_of_an_item_counts(course):
    place, one = hand_in(course, "ada", {"one": ["a"]}), items(keyed(course))["one"]
    records.append(place / "answers.jsonl", line(one, ["b"]))

    assert {"one": ["b"]} == reading(course).responses


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_costs_nothing(course, mark):
    """Notepad puts one there."""
    path = hand_in(course, "ada", {"one": ["a"]}) / "answers.jsonl"
    path.write_bytes(mark + path.read_bytes().replace(b"\n", b"\r\n"))

    assert ({"one": ["a"]}, []) == ((found := reading(course)).responses, found.warnings)


def test_a_torn_line_is_told_and_the_others_count(course):
    path = hand_in(course, "ada", {"one": ["a"], "many": ["a"]}) / "answers.jsonl"
    path.write_bytes(path.read_bytes()[:-40])

    found = reading(course)
    assert {"one": ["a"]} == found.responses
    assert ["answers.jsonl has 1 line that can't be used. Line 2: The line is torn, or is not JSON."] == found.warnings


def test_answers_to_something_else_are_left_aside_and_told(course):
    place, one = hand_in(course, "ada", {"one": ["a"]}), items(keyed(course))["one"]
    records.append(place / "answers.jsonl", line(one, ["b"], unit="04"))

    found = reading(course)
    assert {"one": ["a"]} == found.responses
    assert ["answers.jsonl also has answers to something else (04); they are left aside."] == found.warnings


def test_answers_to_other_words_count_and_are_told(course):
    place, one = hand_in(course, "ada", {}), items(keyed(course))["one"]
    records.append(place / "answers.jsonl", line(one, ["b"], digest="sha256:" + "0" * 64))

    found = reading(course)
    assert {"one": ["b"]} == found.responses
    [told] = found.warnings
    assert told.startswith("Answered on another version of the words than the trainer's: one.")


def test_without_answers_there_is_nothing_to_mark_and_it_is_said(course):
    hand_in(course, "ada", {})

    found = reading(course)
    assert ({}, None) == (found.responses, found.refused)
    assert ["There is no answers.jsonl: nothing was answered, or the file was left out when handing in."] == (
        found.warnings
    )


def a_folder(place):
    (place / "answers.jsonl").mkdir()


def a_link(place):
    other = place.parent.parent / "bob" / "small"
    other.mkdir(parents=True)
    (other / "answers.jsonl").write_text("{}")
    (place / "answers.jsonl").symlink_to(other / "answers.jsonl")


def a_system_file(place):
    (place / "answers.jsonl").symlink_to("/etc/passwd")


def a_dangling_link(place):
    (place / "answers.jsonl").symlink_to("nowhere")


def a_pipe(place):
    os.mkfifo(place / "answers.jsonl")


def a_socket(place):
    before = os.getcwd()
    os.chdir(place)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("answers.jsonl")
    os.chdir(before)


def too_large(place):
    with open(place / "answers.jsonl", "wb") as file:
        file.truncate(60_000_000)


def in_utf_16(place):
    (place / "answers.jsonl").write_bytes('{"v":1}\n'.encode("utf-16"))


def a_page_of_html(place):
    (place / "answers.jsonl").write_text("<html>not found</html>")


def deep(place):
    (place / "answers.jsonl").write_text("[" * 30_000)


def not_numbers(place):
    (place / "answers.jsonl").write_text('{"v": NaN, "id": Infinity}')


def in_a_sub_folder(place):
    (place / "small").mkdir()
    (place / "small" / "answers.jsonl").write_text("{}")


def under_another_name(place):
    (place / "answers (1).jsonl").write_text("{}")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (a_folder, "answers.jsonl is a folder, not an ordinary file."),
        (a_link, "answers.jsonl is a link, not an ordinary file."),
        (a_system_file, "answers.jsonl is a link, not an ordinary file."),
        (a_dangling_link, "answers.jsonl is a link, not an ordinary file."),
        (a_pipe, "answers.jsonl is a pipe or a device, not an ordinary file."),
        (a_socket, "answers.jsonl is a pipe or a device, not an ordinary file."),
        (too_large, "answers.jsonl has 60,000,000 bytes; allowed: at most 5,000,000."),
        (in_utf_16, "no line that can be read: Line 1: The line is torn, or is not JSON. Ask for the file again."),
        (a_page_of_html, "no line that can be read: Line 1: The line is torn, or is not JSON. Ask for the file again."),
        (deep, "Line 1: The line has lists inside lists, more than 7 deep; allowed: 7. Ask for the file again."),
        (not_numbers, "no line that can be read: Line 1: The line is torn, or is not JSON. Ask for the file again."),
        (in_a_sub_folder, "answers.jsonl lies in a folder inside, 'small': move it up into "),
        (under_another_name, "There is no answers.jsonl, but 'answers (1).jsonl': if it is this learner's, rename it."),
    ],
)
def test_what_can_t_be_read_is_refused_with_a_sentence(course, spoil, sentence):
    spoil(hand_in(course, "ada", {}))

    found = reading(course)
    assert {} == found.responses
    assert sentence in found.refused


@pytest.mark.parametrize("where", ["submitted/ada", "submitted/ada/small"])
def test_a_linked_folder_is_not_entered(course, where):
    """A learner's folder that is a link could show another learner's work, or the trainer's."""
    hand_in(course, "bob", {"one": ["b"]})
    target = folder(course, "bob") if where.endswith("small") else folder(course, "bob").parent
    (course / where).parent.mkdir(exist_ok=True)
    (course / where).symlink_to(target)

    found = reading(course)
    assert {} == found.responses
    assert f"{where} is a link, not a folder." in found.refused


def test_a_file_where_the_folder_should_be_is_refused(course):
    (course / "submitted" / "ada").mkdir(parents=True)
    (course / "submitted" / "ada" / "small").write_text("")

    assert "submitted/ada/small is not a folder." in reading(course).refused


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a" * 129, "allowed: up to 128 printable characters."),
        ("a\x1b[2J", "allowed: up to 128 printable characters."),
        (os.fsdecode(b"ad\xe0"), "has characters that can't be read."),
    ],
)
def test_a_folder_whose_name_can_be_no_id_is_refused(course, name, sentence):
    assert sentence in submissions.look(name, course / "submitted", folder(course, name)).refused


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("2026-11-20 12:00:00.000000 UTC", NOON),
        ("\ufeff2026-11-20 12:00:00 UTC\r\n", NOON),
        ("2026-11-20 12:00:00", NOON),
        ("2026-11-20T12:00:00Z", NOON),
        ("2026-11-20 13:00:00 Europe/Paris", NOON),
    ],
)
def test_a_timestamp_is_read_as_nbgrader_reads_it(stamp, time):
    from nbgrader.utils import parse_utc

    assert (time, []) == submissions.when(stamp.encode())
    assert time == parse_utc(stamp.strip("\ufeff\r\n"))


@pytest.mark.parametrize(
    "stamp",
    [b"yesterday", b"\xff\xfe2\x000", b"2026-13-45 99:00:00 UTC", b"2026-11-20 12:00:00 /etc/passwd", b"9" * 900],
)
def test_a_timestamp_that_tells_no_time_is_told_and_makes_nobody_late(stamp):
    time, [told] = submissions.when(stamp)

    assert time is None
    assert told.startswith("timestamp.txt does not tell a time (got ")


def test_a_linked_timestamp_is_left_aside(course):
    place = hand_in(course, "ada", {"one": ["a"]}, stamp=None)
    (place / "timestamp.txt").symlink_to("/etc/hostname")

    found = reading(course)
    assert (None, {"one": ["a"]}) == (found.at, found.responses)
    [told] = found.warnings
    assert told.endswith("timestamp.txt is a link, not an ordinary file. It is left aside.")


def test_what_else_lies_in_the_folder_is_never_opened(course):
    """No notebook is needed; a module, a gradebook or a configuration of the learner's is nothing to us."""
    place = hand_in(course, "ada", {"one": ["a"]})
    before = submissions.look("ada", course / "submitted", place).digest
    for name in ("small.ipynb", "anywidget.py", "gradebook.db", "nbgrader_config.py", "small (1).ipynb"):
        os.mkfifo(place / name)  # opening it would wait for ever

    assert before == submissions.look("ada", course / "submitted", place).digest
    assert {"one": ["a"]} == reading(course).responses
