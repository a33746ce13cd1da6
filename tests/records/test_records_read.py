"""Reading a file of answers, whoever wrote it."""

import errno
import json
import os
import tempfile
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_widgets.records import (
    MAX_ASIDE,
    MAX_FILE_BYTES,
    MAX_LINE_BYTES,
    Marks,
    Reading,
    RecordError,
    append,
    attempts,
    latest,
    line,
    load,
    new_record,
    read,
)

EXAMPLE = (
    '{"v":1,"id":"3c8f6d0e-9a53-4b7e-8f0a-2f6f7d1c5e11","at":"2026-11-21T18:00:00.123Z","unit":"04",'
    '"item":"sort-pairs","digest":"sha256:' + "9f" * 32 + '","interaction":"sort","response":{"lunch-club":'
    '"co-production"},"confidence":0.7,"attempt":2,"score":{"raw":6.5,"max":8,"scaled":0.8125},"duration_s":41.2,'
    '"via":"keyboard"}'
)


def changed(**fields):
    """Return the example line with other fields."""
    return json.dumps(json.loads(EXAMPLE) | fields)


def only_aside(path, text):
    """Return the one line kept aside of a file with this text and no record."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = read(path)
    assert ([], 1) == (reading.records, len(reading.aside))
    return reading.aside[0]


def test_the_published_example_is_read(path):
    """The example line of the format is a record; `checked` may be absent and is then false."""
    path.write_text(EXAMPLE + "\n")
    (record,) = read(path).records
    assert (False, Marks(6.5, 8.0, 0.8125), "keyboard") == (record.checked, record.score, record.via)


def test_a_missing_file_is_an_empty_reading(path):
    """No file yet means no answers yet, and reading makes none."""
    assert Reading([], []) == read(path)
    assert [] == list(path.parent.iterdir())


@pytest.mark.parametrize("text", ["", "\n", "\r\n \t\n", "\ufeff"])
def test_a_blank_file_is_an_empty_reading(path, text):
    """Blank lines are neither answers nor trouble."""
    path.write_bytes(text.encode())
    assert Reading([], []) == read(path)


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_windows_marks_and_endings_are_tolerated(path, make, start, ending, last):
    """A byte order mark, Windows line endings, and a last line without ending change nothing."""
    records = [make(response="café 😀"), make()]
    lines = [msgspec.json.encode(record).decode() for record in records]
    path.write_bytes((start + ending.join(lines) + (last and ending)).encode())
    assert Reading(records, []) == read(path)
    another = make()
    append(path, another)
    assert Reading([*records, another], []) == read(path)


def test_lines_that_cannot_be_used_are_kept_aside_in_order(path, make):
    """Torn, foreign and invalid lines are reported with number, reason, text; those between count."""
    records = [make(), make()]
    lines = [msgspec.json.encode(record).decode() for record in records]
    path.write_text("\n".join(["hello", lines[0], "", lines[1][:50], lines[1], "[1, 2]", changed(attempt=0)]))
    reading = read(path)
    assert records == reading.records
    assert [
        (1, "The line is torn, or is not JSON.", "hello"),
        (4, "The line is torn, or is not JSON.", lines[1][:50]),
        (6, "The line is JSON, but it is not a record of an answer.", "[1, 2]"),
        (
            7,
            'The field "attempt" is not as it should be: got 0; allowed: a whole number from 1 to 100000.',
            changed(attempt=0)[:200] + "…",
        ),
    ] == [(aside.line, aside.reason, aside.text) for aside in reading.aside]


@pytest.mark.parametrize(
    ("field", "values"),
    {
        "v": [0, "1", None, True],
        "id": ["", "3c8f6d0e-9a53-1b7e-8f0a-2f6f7d1c5e11", "3C8F6D0E-9A53-4B7E-8F0A-2F6F7D1C5E11", 5],
        "at": [
            "2026-11-21",
            "2026-11-21T18:00:00.123",
            "2026-11-21T18:00:00Z",
            "2026-02-30T18:00:00.123Z",
            0,
        ],
        "unit": ["", "Unit 4", "04\n", "a--b", "../04", "a" * 81, "٠٤"],
        "item": ["", "a..b", "a/b", "-a", "a" * 201],
        "digest": ["9f" * 32, "sha256:" + "9F" * 32, "sha256:" + "9f" * 31, "md5:" + "9f" * 32],
        "interaction": ["quiz", "Sort", None],
        "confidence": [-0.1, 1.1, "0.5", True],
        "attempt": [0, -1, 1.5, "1", None, 10**30],
        "checked": [0, 1, "true", None],
        "score": [
            1,
            {},
            {"raw": 1, "max": 2},
            {"raw": 3, "max": 2, "scaled": 1},
            {"raw": -1, "max": 2, "scaled": 0},
            {"raw": 1, "max": 2, "scaled": 1.5},
            {"raw": "1", "max": 2, "scaled": 0.5},
            {"raw": None, "max": 2, "scaled": 0.5},
        ],
        "duration_s": [-1, "41", []],
        "via": ["mouse", "", 1],
    }.items(),
)
def test_an_invalid_field_is_named_with_what_is_allowed(path, field, values):
    """A field of the wrong type, shape or size puts its line aside; the reason names what is allowed."""
    for value in values:
        reason = only_aside(path, changed(**{field: value})).reason
        assert reason.startswith(f'The field "{field}" is not as it should be: got ')
        assert reason.endswith(f"; allowed: {line._ALLOWED[field]}.")


@pytest.mark.parametrize("field", json.loads(EXAMPLE))
def test_a_missing_field_is_named(path, field):
    """A line without one of the fields is kept aside, and the reason names the field."""
    fields = json.loads(EXAMPLE)
    del fields[field]
    expected = f"The line is not a record of an answer: these fields are missing: {field}."
    assert expected == only_aside(path, json.dumps(fields)).reason


def test_a_field_of_the_future_is_ignored(path):
    """A line of this version with a field more is a record."""
    path.write_text(changed(mood="calm"))
    assert 1 == len(read(path).records)


def test_a_newer_line_says_to_update(path):
    """A line of a newer version is kept aside, whatever its shape, and the reason says what to do."""
    expected = (
        "The line was written by a newer version of the course (v: got 2; allowed: 1); update the course to read it."
    )
    for text in (changed(v=2), changed(v=2, attempt="first"), '{"v":2}'):
        assert expected == only_aside(path, text).reason


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "9" * 5000, "01", "1.", "0x1"])
@pytest.mark.parametrize("field", ["response", "duration_s", "attempt"])
def test_a_number_that_is_none_is_kept_aside(path, field, number):
    """NaN, infinities, numbers beyond any machine and broken numbers put the line aside."""
    aside = only_aside(path, changed(**{field: "HERE"}).replace('"HERE"', number))
    assert aside.reason in {
        "The line is torn, or is not JSON.",
        "The line holds a number that is too large to read.",
        f"A number in this answer is out of range; allowed: -{2**53:,} to {2**53:,}.",
    }


@pytest.mark.parametrize(("opening", "inner", "closing"), [("[", "", "]"), ('{"a":', "0", "}")])
@pytest.mark.parametrize("depth", [7, 900, 9_000])
def test_a_deep_line_is_kept_aside(path, opening, inner, closing, depth):
    """Lists in lists, as deep as a line has room for, are refused before they are parsed, closed or not."""
    value = opening * depth + inner + closing * depth
    for text in (changed(response="HERE").replace('"HERE"', value), f"[{value}]", opening * (depth + 1)):
        reason = only_aside(path, text).reason
        assert "The line has lists inside lists, more than 7 deep; allowed: 7." == reason


def test_brackets_in_a_text_are_not_depth(path, make):
    """A learner may type brackets, quotation marks and backslashes."""
    record = make(interaction="reflect", response='[[[[[[[[[[ {{{{ "[[[[[[[[" \\" \\\\ [[[[[[[[')
    append(path, record)
    assert [record] == read(path).records


def test_bytes_that_are_not_text_are_kept_aside(path):
    """Bytes that are not UTF-8 put their line aside, shown as well as they can be."""
    aside = only_aside(path, EXAMPLE.encode().replace(b"lunch", b"l\xff\xfench"))
    assert (1, "The line is torn, or is not JSON.") == (aside.line, aside.reason)
    assert "\ufffd\ufffdhello" == only_aside(path, b"\xff\xfehello").text


def test_a_long_line_is_kept_aside_and_shortened(path, make):
    """A line beyond the limit is reported with its length and its beginning, and costs no other line."""
    record = make()
    path.write_bytes(b"x" * (MAX_LINE_BYTES + 1) + b"\n" + msgspec.json.encode(record) + b"\n")
    reading = read(path)
    assert [record] == reading.records
    assert [(1, "The answer takes 65,537 bytes; allowed: at most 65,536.", "x" * 200 + "…")] == [
        (aside.line, aside.reason, aside.text) for aside in reading.aside
    ]


def test_a_copied_line_counts_once(path, make):
    """The same record twice, as after copying files together, is one record and no trouble."""
    records = [make(), make()]
    data = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
    path.write_bytes(data + data)
    assert Reading(records, []) == read(path)


def test_an_id_used_for_two_answers_counts_the_first(path):
    """A second answer under the id of the first is kept aside, not counted and not hidden."""
    path.write_text(EXAMPLE + "\n" + changed(attempt=3) + "\n")
    reading = read(path)
    assert ([2], [2]) == ([r.attempt for r in reading.records], [aside.line for aside in reading.aside])
    assert "same id" in reading.aside[0].reason


def test_a_file_beyond_the_limit_is_read_up_to_it(path, make):
    """Of a file too large, lines before the limit count; from the line that crosses it on, one report."""
    first, crossing, after = make(), make(), make()
    lines = [msgspec.json.encode(record) + b"\n" for record in (first, crossing, after)]
    filler = b" " * (MAX_FILE_BYTES - len(lines[0]) - 101) + b"\n"
    path.write_bytes(lines[0] + filler + lines[1] + lines[2])
    reading = read(path)
    size = path.stat().st_size
    assert [first] == reading.records
    assert [(3, f"From this line on, the file was not read: it has {size:,} bytes; allowed: 5,000,000.")] == [
        (aside.line, aside.reason) for aside in reading.aside
    ]


def test_a_file_of_exactly_the_limit_is_read_whole(path, make):
    """Up to the limit nothing is left out."""
    record = make()
    text = msgspec.json.encode(record) + b"\n"
    path.write_bytes(b" " * (MAX_FILE_BYTES - len(text) - 1) + b"\n" + text)
    assert Reading([record], []) == read(path)


def test_an_endless_file_is_refused():
    """A device that never ends is not read."""
    reading = read("/dev/zero")
    assert ([], [0]) == (reading.records, [aside.line for aside in reading.aside])


def test_a_large_file_that_is_one_line_is_reported(path):
    """A huge file without a line ending is one report from line 1."""
    with path.open("wb") as hole:
        hole.truncate(50 * MAX_FILE_BYTES)
    reading = read(path)
    assert ([], [1]) == (reading.records, [aside.line for aside in reading.aside])


def test_a_file_that_may_not_be_read_is_one_report(path, make, monkeypatch):
    """When the system forbids reading, or fails, the reading is empty but for one report with line 0."""
    append(path, make())
    real = os.open
    for code, words in [(errno.EACCES, "this computer does not allow it"), (errno.EIO, "Input/output error")]:

        def fail(first, *more, code=code, **named):
            if os.fspath(first) == str(path):
                raise OSError(code, os.strerror(code), str(path))
            return real(first, *more, **named)

        with monkeypatch.context() as patch:
            patch.setattr(os, "open", fail)
            reading = read(path)
        expected = (0, f"The file {path} can't be read: {words}.", "")
        assert [expected] == [(aside.line, aside.reason, aside.text) for aside in reading.aside]
        assert [] == reading.records


def test_bytes_are_refused_in_the_same_sentence_as_records(path, make, monkeypatch):
    """Whoever wants a file's bytes hears what whoever wants its records does."""
    append(path, make())

    def forbid(*_arguments):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", forbid)
        with pytest.raises(RecordError) as refused:
            load(path)
        told = [aside.reason for aside in read(path).aside]
    assert [str(refused.value)] == told


def test_reading_changes_nothing(path):
    """Reading leaves the file, its time and its folder as they were."""
    path.write_bytes(b"torn\n" + EXAMPLE.encode())
    os.utime(path, ns=(1, 1))
    read(path)
    assert (b"torn\n" + EXAMPLE.encode(), 1) == (path.read_bytes(), path.stat().st_mtime_ns)
    assert [path] == list(path.parent.iterdir())


def test_a_file_of_junk_is_bounded_and_hides_nothing(path, make):
    """Millions of junk lines are counted, not listed, and an answer behind them still counts."""
    record = make()
    junk = b"{\n" * 2_000_000
    path.write_bytes(junk + msgspec.json.encode(record) + b"\n" + EXAMPLE.encode()[:-5])
    reading = read(path)
    assert [record] == reading.records
    assert MAX_ASIDE + 1 == len(reading.aside)
    assert (1001, "From this line on, 1,999,001 more lines can't be used; they are not listed.") == (
        reading.aside[-1].line,
        reading.aside[-1].reason,
    )


def test_no_valid_line_is_shorter_than_what_is_skipped_unread(make):
    """The length below which junk is skipped is less than that of the shortest record."""
    shortest = new_record(unit="0", item="0", digest="sha256:" + "0" * 64, interaction="sort", response=0)
    fields = json.loads(msgspec.json.encode(shortest))
    del fields["checked"]
    fields |= {"confidence": 0, "duration_s": 0}
    assert line.SHORTEST_LINE < len(json.dumps(fields, separators=(",", ":")))


def test_ten_thousand_answers_are_read_in_well_under_a_second(path, make):
    """A file of 10,000 answers, more than a course has, takes less than a second of computing."""
    records = [make(attempt=number % 9 + 1) for number in range(10_000)]
    path.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records))
    started = time.process_time()
    reading = read(path)
    assert time.process_time() - started < 1
    assert Reading(records, []) == reading


def test_the_file_decides_which_answer_is_the_latest(make):
    """The last line of an item counts, even if a clock says otherwise."""
    early = msgspec.structs.replace(make(response="a"), at="2030-01-01T00:00:00.000Z")
    late = msgspec.structs.replace(make(response="b"), at="2020-01-01T00:00:00.000Z")
    records = [early, late, make(item="another"), make(unit="05")]
    assert late == latest(records, "04", "sort-clear")
    assert latest(records, "04", "absent") is None
    assert latest([], "04", "sort-clear") is None


def test_only_checked_answers_are_attempts(make):
    """An answer saved while working is no attempt."""
    records = [make(), make(checked=True), make(checked=True), make(unit="05", checked=True), make(item="b")]
    assert [2, 1, 0] == [attempts(records, *key) for key in [("04", "sort-clear"), ("05", "sort-clear"), ("04", "b")]]


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(st.none() | st.binary(max_size=300) | st.sampled_from([EXAMPLE.encode()[:-1], b"\xef\xbb\xbf"])))
def test_garbage_never_hides_an_answer(make, pieces):
    """Whatever bytes stand around it, an answer on a line of its own, or stored after them, counts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        records = []
        with path.open("wb") as out:
            for piece in pieces:
                if piece is None:
                    records.append(make())
                    piece = b"\n" + msgspec.json.encode(records[-1]) + b"\n"
                out.write(piece)
        assert records == read(path).records
        last = make()
        append(path, last)
        assert [*records, last] == read(path).records


@settings(max_examples=200, deadline=None)
@given(position=st.integers(0, len(EXAMPLE) - 1), junk=st.binary(max_size=4))
def test_a_damaged_answer_is_a_record_or_aside(position, junk):
    """An answer with any bytes put in the middle is counted or kept aside, never lost without a word."""
    data = EXAMPLE.encode()
    damaged = data[:position] + junk + data[position + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        path.write_bytes(damaged)
        reading = read(path)
    assert len(reading.records) + len(reading.aside) >= 1
