"""Own cases from a CSV file: as spreadsheets save it, and with everything that does not fit said at once."""

import pytest

from coprod_widgets.content import ContentError, load_own, sort_item
from coprod_widgets.content.own_table import MAX_ROWS


@pytest.fixture
def table(tmp_path):
    """Return a way to write a table as bytes, by the text and how it is encoded."""

    def write(text, encoding="utf-8", name="cases.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def problems(path):
    with pytest.raises(ContentError) as refused:
        load_own(path)
    return refused.value.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_as_spreadsheets_save_it(table, encoding, separator, end):
    """With a mark at its start or without, with commas, semicolons or tabs, and with either kind of line end."""
    rows = [["Title", "Story", "Answer"], ["Café", '"One; two, three"', "Co-Production"], ["", "Just a story", ""]]
    cases = load_own(table(end.join(separator.join(row) for row in rows) + end, encoding))

    assert ["Café", "Case 2"] == [case.title.text for case in cases]
    assert ["One; two, three", "Just a story"] == [case.story.text for case in cases]
    assert ["co-production", None] == [case.answer for case in cases]


def test_a_story_may_have_lines_and_quotation_marks_and_an_easy_twin(table):
    """Fields in quotes are whole; a column called story easy is the twin."""
    [case] = load_own(table('story,story easy\n"She said ""yes"".\nThen it was built.",It was built.\n'))

    assert 'She said "yes".\nThen it was built.' == case.story.text
    assert "It was built." == case.story.easy


def test_a_first_row_that_names_the_separator_is_understood(table):
    """Some spreadsheets write one."""
    assert ["One"] == [case.story.text for case in load_own(table("sep=;\r\nstory;answer\r\nOne;none\r\n"))]


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers(table):
    """A learner finds the row that is meant by the number that the spreadsheet shows."""
    assert [
        "cases.csv: row 4: answer: got 'codesign'; allowed: consultation, engagement, co-design, co-production, none"
    ] == problems(table("story,answer\nOne,none\n,\nTwo,codesign\n"))


def test_all_that_is_wrong_is_said_at_once(table):
    """Columns, fields and answers together."""
    told = problems(table("title,storey,answer\nOne,,codesign,four\nTwo,,none\n"))

    assert "cases.csv: row 1: there is no column 'storey'; the nearest is 'story'" in told
    assert "cases.csv: row 1: the column 'story' is missing" in told
    assert any(one.startswith("cases.csv: row 2: got 4 fields; allowed: 3") for one in told)
    assert any(one.startswith("cases.csv: row 2: answer: got 'codesign'") for one in told)
    assert [] == [one for one in told if "table[" in one]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty"),
        ("\n \n", "the file is empty"),
        ("story\n", "no row below them"),
        ('story\n"never closed', "a quotation mark is opened and not closed"),
        ("story,story\nOne,Two\n", "got the column 'story' 2 times"),
        ("story\n" + "One\n" * (MAX_ROWS + 1), f"allowed: up to {MAX_ROWS} in one table"),
        ("story\nCaf\xe9\n".encode("latin-1"), "row 2: the file must be saved as UTF-8 text"),
        ("story\nOne\n".encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04\0\0", "this is not a table in text"),
    ],
)
def test_what_is_no_table_is_a_sentence(table, text, told):
    """Nothing raises anything else, whatever the file holds."""
    assert told in "\n".join(problems(table(text)))


def test_a_file_that_is_not_there_is_said(tmp_path):
    """By its name."""
    assert ["none.csv: there is no such file"] == problems(tmp_path / "none.csv")


def test_a_table_makes_a_sort(table):
    """The path is all that a learner passes on."""
    item = sort_item(table("story,answer,look\nOne,none,Look here\n"))

    assert ("case-1", "none", True) == (item.cases[0].id, item.cases[0].answer, item.hints)
