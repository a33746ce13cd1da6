"""What the reader makes of a YAML text, and what it refuses."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coprod_widgets.content import content_dir, reader
from coprod_widgets.content.reader import MAX_FILE_BYTES, ContentError, read_file, read_text


@pytest.mark.parametrize(
    "written",
    ["No", "yes", "on", "9:30", "010", "1e3", "2026-11-21", "~", "null", "0x1F", "1_000", ".5", "true"],
)
def test_every_scalar_stays_the_text_that_was_written(written):
    """Words, times, dates and numbers are not changed into something else."""
    tree, problems = read_text(f"a: {written}\nb: [{written}]\n", "f.yaml")
    assert ({"a": written, "b": [written]}, []) == (tree, problems)


def test_a_key_written_twice_is_refused_with_its_lines():
    """Both lines are named, at any depth, and the reading goes on."""
    _, problems = read_text("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n", "f.yaml")
    expected = [
        "f.yaml: line 4: the key 'c' is written twice; the first is on line 3",
        "f.yaml: line 5: the key 'a' is written twice; the first is on line 1",
    ]
    assert expected == problems


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "a: *b",
            "f.yaml: line 1: a value that starts with * is a reference in YAML; put the text in quotes",
        ),
        ("a: &b c", "f.yaml: line 1: a value that starts with & is a label in YAML; put the text in quotes"),
        ("a: !b c", "f.yaml: line 1: a value that starts with ! is a type in YAML; put the text in quotes"),
        ("a: 1\n---\nb: 2", "f.yaml: line 2: a second document starts here; a file holds one"),
        ("[a]: 1", "f.yaml: line 1: a key must be a word, not a list or a mapping"),
        ("[" * 30 + "]" * 30, "f.yaml: line 1: the lists and mappings lie more than 20 deep"),
        ("a: b\n  c: d: e", "f.yaml: line 2, column 4: this is not YAML that can be read: "),
        (
            "a: two: three",
            "f.yaml: line 1, column 7: this is not YAML that can be read: mapping values are not allowed in this "
            "context; a text with a colon and a space in it stands in quotes",
        ),
        (
            "a: [b\nc: d",
            "f.yaml: line 2, column 2: this is not YAML that can be read: while parsing a flow sequence did not find "
            "expected ',' or ']'. Look at the line above as well",
        ),
        ("a: [b]]", "f.yaml: line 1, column 7: this is not YAML that can be read: "),
        ("a: \x07", "f.yaml: the file holds a character that YAML does not allow (number 7)"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_with_its_line(text, sentence):
    """No Python error reaches a writer."""
    with pytest.raises(ContentError) as caught:
        read_text(text, "f.yaml")
    assert sentence == str(caught.value)[: len(sentence)]


def test_an_empty_file_is_an_empty_text():
    """The shape that was wanted then says that nothing is there."""
    assert ("", []) == read_text("# only a comment\n", "f.yaml")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a: caf\xe9", "f.yaml: line 1: the file must be saved as UTF-8 text"),
        (b"a: " + b"x" * MAX_FILE_BYTES, "f.yaml: the file is too large; 1,000,000 bytes are allowed"),
    ],
)
def test_a_file_of_another_encoding_or_of_great_size_is_refused(tmp_path: Path, data, sentence):
    """The sentence says what was wrong."""
    (tmp_path / "f.yaml").write_bytes(data)
    with pytest.raises(ContentError) as caught:
        read_file(tmp_path / "f.yaml", "f.yaml")
    assert [sentence] == caught.value.problems


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path):
    """Windows editors write one."""
    (tmp_path / "f.yaml").write_bytes("\ufeffa: é".encode())
    assert {"a": "é"} == read_file(tmp_path / "f.yaml", "f.yaml")[0]


def test_a_file_that_is_not_there_is_said(tmp_path: Path):
    """The sentence names the file."""
    with pytest.raises(ContentError, match="f.yaml: there is no such file"):
        read_file(tmp_path / "f.yaml", "f.yaml")


@pytest.mark.parametrize("path", sorted(content_dir().rglob("*.yaml")), ids=lambda path: path.name)
def test_the_parser_in_pure_python_reads_the_course_the_same(path, monkeypatch):
    """Where libyaml is missing, as in a browser, nothing reads differently: a text in {…} that ends in ? is quoted."""
    expected = read_file(path, path.name)
    monkeypatch.setattr(reader, "_Loader", yaml.BaseLoader)
    assert expected == read_file(path, path.name)


@given(st.text(st.sampled_from(list("abc:-[]{}&*!|>'\"#%@`,? \n\t\x00é"))))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    """No other error ever comes out."""
    try:
        _, said = read_text(text, "f.yaml")
    except ContentError as error:
        said = error.problems
    assert [] == [sentence for sentence in said if not sentence.startswith("f.yaml: ")]
