"""The limits of a response, and that writing and reading have the same ones."""

import json
import math
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_widgets.records import (
    MAX_ATTEMPT,
    MAX_DEPTH,
    MAX_ENTRIES,
    MAX_LINE_BYTES,
    MAX_NUMBER,
    MAX_TEXT,
    Marks,
    RecordError,
    append,
    read,
    response_problem,
)


def nested(depth, inner=None):
    """Return a list in a list, `depth` deep."""
    for _ in range(depth):
        inner = [] if inner is None else [inner]
    return inner


def cyclic():
    """Return a list that holds itself."""
    value = []
    value.append(value)
    return value


GOOD = [
    None,
    True,
    0.5,
    "",
    [],
    {},
    "x" * MAX_TEXT,
    {"x" * MAX_TEXT: 1},
    MAX_NUMBER,
    -float(MAX_NUMBER),
    list(range(MAX_ENTRIES)),
    nested(MAX_DEPTH),
    {"co-production": {"equality": [[0, 3], [7, 9]]}},
    {"stages": {"plan": 50, "decide": "not said"}, "brings": ["ideas"], "promise": "kept", "returned": True},
    [["T1", "W1"]],
    {"l1": {"rating": None, "evidence": "We asked 👩🏽‍🦽 and 👨‍👩‍👧."}},
    [{"action": "Ask", "with": "the panel", "by": "2027-01-31"}],
]

BAD = {
    "long text": ("x" * (MAX_TEXT + 1), "10,001 characters; allowed: at most 10,000."),
    "long name": ({"x" * (MAX_TEXT + 1): 1}, "10,001 characters"),
    "many parts": (list(range(MAX_ENTRIES + 1)), "2,001 parts or more; allowed: at most 2,000."),
    "many small parts": ([[1]] * MAX_ENTRIES, "parts or more"),
    "deep": (nested(MAX_DEPTH + 1), "more than 6 deep; allowed: 6."),
    "very deep": (nested(100_000), "more than 6 deep"),
    "cyclic": (cyclic(), "more than 6 deep"),
    "not a number": (math.nan, "out of range"),
    "infinite": ([math.inf], "out of range"),
    "large": (MAX_NUMBER + 1, "out of range; allowed: -9,007,199,254,740,992 to"),
    "huge": (10**5000, "out of range"),
    "half an emoji": ({"a": "\ud83d"}, "half a character"),
    "half an emoji in a name": ({"\ude00": 1}, "half a character"),
    "name that is not text": ({1: "a"}, "name that is not text"),
    "bytes": ([b"a"], "of a kind that can't be stored (bytes)"),
    "set": ({"a"}, "of a kind that can't be stored (set)"),
}


@pytest.mark.parametrize("response", GOOD, ids=lambda response: str(response)[:30])
def test_a_response_within_the_limits_is_stored_whole(path, make, response):
    """A response up to every limit has no problem and comes back equal."""
    assert response_problem(response) is None
    append(path, make(response=response))
    assert [response] == [record.response for record in read(path).records]


@pytest.mark.parametrize("name", BAD)
def test_a_response_beyond_a_limit_is_refused_in_a_sentence(path, make, name):
    """A response beyond a limit is refused with what is allowed, before anything is touched."""
    response, words = BAD[name]
    sentence = response_problem(response)
    assert words in sentence
    assert sentence.endswith(".")
    with pytest.raises(RecordError) as caught:
        append(path, make(response=response))
    assert f"Your answer is not saved yet. {sentence} Change or shorten it, then try again." == str(caught.value)
    assert [] == list(path.parent.iterdir())


@pytest.mark.parametrize("character", ["\x00", '"', "\\", "é", "€", "😀", "\u2028"])
def test_one_text_of_any_kind_fits_a_line(path, make, character):
    """The longest text fits the longest line even when every character takes most room."""
    append(path, make(response=character * MAX_TEXT))
    assert [character * MAX_TEXT] == [record.response for record in read(path).records]


def test_a_line_that_is_too_long_is_refused_in_a_sentence(path, make):
    """Texts that are too much together, though none is alone, are refused with the number of bytes."""
    with pytest.raises(RecordError) as caught:
        append(path, make(response=["x" * MAX_TEXT] * 7))
    assert f"allowed: at most {MAX_LINE_BYTES:,}. Shorten it, then try again." in str(caught.value)
    assert [] == list(path.parent.iterdir())


def test_a_line_of_exactly_the_limit_is_written_and_read(path, make):
    """The longest line that is written is also read; one byte more is neither."""
    record = make(response=["x" * MAX_TEXT] * 6 + [""])
    room = MAX_LINE_BYTES - len(msgspec.json.encode(record))
    longest = make(response=["x" * MAX_TEXT] * 6 + ["x" * room])
    append(path, longest)
    assert MAX_LINE_BYTES + 1 == path.stat().st_size
    assert [longest] == read(path).records
    over = make(response=["x" * MAX_TEXT] * 6 + ["x" * (room + 1)])
    with pytest.raises(RecordError):
        append(path, over)
    path.write_bytes(msgspec.json.encode(over) + b"\n")
    assert ([], 1) == (read(path).records, len(read(path).aside))


@pytest.mark.parametrize(
    "fields",
    [
        {"unit": "Unit 4"},
        {"item": "a..b"},
        {"digest": "sha256:9f"},
        {"interaction": "quiz"},
        {"confidence": 1.1},
        {"confidence": math.nan},
        {"attempt": 0},
        {"attempt": MAX_ATTEMPT + 1},
        {"attempt": 10**30},
        {"attempt": 1.5},
        {"checked": None},
        {"score": Marks(9.0, 8.0, 1.0)},
        {"score": Marks(1.0, 8.0, 1.5)},
        {"score": Marks(math.nan, 8.0, 1.0)},
        {"score": Marks(1.0, 8.0, math.nan)},
        {"score": Marks(math.inf, math.inf, 1.0)},
        {"duration_s": -1.0},
        {"duration_s": math.inf},
        {"via": "mouse"},
        {"asked_in": "Unit 4"},
    ],
    ids=str,
)
def test_a_record_that_reading_would_refuse_is_not_written(path, make, fields):
    """A mistake of the course is a sentence, and nothing is written."""
    with pytest.raises(RecordError) as caught:
        append(path, make(**fields))
    assert str(caught.value).endswith("Tell your trainer.")
    assert [] == list(path.parent.iterdir())


texts = st.text(max_size=20) | st.sampled_from(["x" * (MAX_TEXT + 1), "\ud83d", "é" * MAX_TEXT])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=30,
)


@settings(max_examples=150, deadline=None)
@given(response=values)
def test_whatever_is_stored_is_read_and_the_rest_is_refused(make, response):
    """Any response either has no problem and comes back equal, or is refused without a trace."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.jsonl"
        record = make(response=response)
        try:
            append(path, record)
        except RecordError:
            assert response_problem(response) is not None or len(json.dumps(response)) > MAX_LINE_BYTES // 2
            assert not path.exists()
        else:
            assert response_problem(response) is None
            assert ([record], []) == (read(path).records, read(path).aside)
