"""What a learner has in the folder, and the copy of all of it."""

import csv
import io
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from coprod_widgets import content, playground, records
from coprod_widgets.lab import belongings, workspace
from coprod_widgets.learner import keeping, readable

TODAY = date(2026, 11, 28)
SORT = content.load_unit("04").item("sort-clear")


def record(item, response, unit="04", **more):
    return records.new_record(
        unit=unit, item=item.id, digest=content.digest(item), interaction=item.interaction, response=response, **more
    )


@pytest.fixture
def folder(tmp_path):
    """Give a learner's folder: course pages, one of them changed, files of their own, two answers."""
    folder = tmp_path / "course"
    workspace.check(folder)
    workspace.prepare(folder, TODAY)
    page = folder / "04-four-approaches.ipynb"
    notebook = json.loads(page.read_text("utf-8"))
    notebook["cells"][0]["source"] = ["# My own title"]
    page.write_text(json.dumps(notebook), "utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "what I think.txt").write_text("Mine.", "utf-8")
    answers = folder / records.ANSWERS
    records.append(answers, record(SORT, {SORT.cases[0].id: "consultation"}))
    text = content.load_unit("04").item("sort-clear.differently." + SORT.cases[0].id)
    records.append(answers, record(text, "=SUM(1) <b>& so on</b>"))
    return folder


def opened(path):
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_own_files_are_what_the_learner_made_or_changed(folder, tmp_path):
    """Not the course's pages, the answers, earlier exports, hidden folders or what lies behind a link."""
    (folder / "away").symlink_to(tmp_path)
    keeping.export(folder, TODAY)

    assert ["04-four-approaches.ipynb", "notes/what I think.txt"] == [
        path.as_posix() for path in belongings.own_files(folder)
    ]


def test_an_example_that_nobody_changed_is_the_course_s(folder):
    """The playground puts it there; once a learner has changed it, it is theirs."""
    playground.example("my-cases.yaml", folder)
    changed = playground.example("my-story.yaml", folder)
    changed.write_text(changed.read_text("utf-8") + "# mine", "utf-8")

    assert ["04-four-approaches.ipynb", "my-story.yaml", "notes/what I think.txt"] == [
        path.as_posix() for path in belongings.own_files(folder)
    ]


def test_a_page_that_jupyter_saved_with_outputs_is_still_the_course_s(folder):
    """Running and saving a page does not make it the learner's."""
    page = folder / "05-in-practice.ipynb"
    notebook = json.loads(page.read_text("utf-8"))
    notebook["metadata"]["seen"] = True
    page.write_text(json.dumps(notebook), "utf-8")

    assert page.name not in [path.name for path in belongings.own_files(folder)]


def test_the_export_holds_everything(folder):
    """Answers as they are kept, to read and as a table; every file of the learner's own; and what is what."""
    path = keeping.export(folder, TODAY)
    found = opened(path)

    assert folder / "my-answers-2026-11-28.zip" == path
    assert {
        "answers.jsonl", "answers.html", "answers.csv", "read-me.txt",
        "files/04-four-approaches.ipynb", "files/notes/what I think.txt",
    } == set(found)  # fmt: skip
    assert (folder / "answers.jsonl").read_bytes() == found["answers.jsonl"]
    assert found["answers.csv"].startswith(b"\xef\xbb\xbfat,unit,")
    page = found["answers.html"].decode()
    assert SORT.prompt.text in page
    assert f"{SORT.cases[0].title.text}: " in page
    assert "=SUM(1) &lt;b&gt;&amp; so on&lt;/b&gt;" in page


def test_the_table_has_every_answer_and_nothing_that_a_spreadsheet_runs(folder):
    """RFC 4180, line by line; a formula is a text."""
    rows = list(csv.DictReader(io.StringIO(readable.as_table(records.read(folder / "answers.jsonl").records))))

    assert list(readable.COLUMNS) == list(rows[0])
    assert ["sort-clear", "'=SUM(1) <b>& so on</b>"] == [rows[0]["item"], rows[1]["answer"]]


def test_what_somebody_invited_said_is_told_from_one_s_own():
    """Their ratings stand with the question that both were asked."""
    unit = content.load_unit("08")
    own, theirs = (next(one for one in unit.items if getattr(one, "rater", "") == who) for who in ("self", "invited"))
    given = {own.lines[0].id: {"rating": 2, "evidence": "In May"}}
    made = [record(one, given, unit="08") for one in (own, theirs)]

    page = readable.as_page(made, TODAY)
    rows = csv.DictReader(io.StringIO(readable.as_table(made)))

    assert 1 == page.count("Said by the person who was invited.")
    assert ["", "the person who was invited"] == [row["said by"] for row in rows]


@pytest.mark.parametrize(
    ("interaction", "response"),
    [
        ("balance", {"stages": {"plan": 50, "decide": "not said"}, "brings": ["ideas"]}),
        ("link", [["T1", "W1"]]),
        ("story", ["three-options"]),
        ("audit", {"assets": {"rating": None, "evidence": "At Sam's\nin May"}}),
        ("plan", [{"action": "ask", "by": "2027-01-31"}]),
        ("choice", "not a list"),
        ("sort", None),
    ],
)
def test_an_answer_of_any_kind_can_be_read(interaction, response):
    """Also one of an item or a unit that the course does not have any more."""
    made = records.new_record(
        unit="77", item="gone", digest="sha256:" + "0" * 64, interaction=interaction, response=response
    )

    [answer] = readable.answers([made])

    assert "gone" == answer.question
    assert all(isinstance(line, str) for line in answer.lines)
    assert "gone" in readable.as_page([made], TODAY)


@pytest.mark.parametrize(
    ("unit", "item", "response"),
    [("04", "sort-clear", {SORT.cases[0].id: ["none"]}), ("00", "cannot-teach", [{"trust": 1}])],
)
def test_an_answer_of_another_shape_than_its_question_takes_can_be_read(unit, item, response):
    """A line that another version wrote does not keep the rest from being exported."""
    [answer] = readable.answers([record(content.load_unit(unit).item(item), response, unit=unit)])

    assert answer.lines


def test_exports_of_one_day_do_not_overwrite_each_other(folder):
    """Each has a name of its own; a name that is given and taken is refused."""
    first, second = keeping.export(folder, TODAY), keeping.export(folder, TODAY)

    assert ["my-answers-2026-11-28-2.zip", "my-answers-2026-11-28.zip"] == belongings.exports(folder)
    assert first != second
    with pytest.raises(records.RecordError, match="there is a file"):
        keeping.export(folder, TODAY, first)


def test_an_export_that_fails_leaves_no_file(folder, monkeypatch):
    """A full disk is a sentence, and half an export is none."""

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping.os, "fsync", full)
    with pytest.raises(records.RecordError, match="Nothing was exported.*No space left"):
        keeping.export(folder, TODAY)

    assert [] == [path for path in folder.iterdir() if ".zip" in path.name]


def test_what_is_too_large_is_left_and_named(folder, monkeypatch):
    """Answers always go along."""
    monkeypatch.setattr(keeping, "MOST_BYTES", 10)

    found = opened(keeping.export(folder, TODAY))

    assert "files/notes/what I think.txt" in found
    assert "files/04-four-approaches.ipynb" not in found
    assert b"04-four-approaches.ipynb" in found["read-me.txt"]


def test_more_files_than_an_export_takes_are_told_of(folder, monkeypatch):
    """Nobody takes a part for the whole."""
    monkeypatch.setattr(belongings, "MOST", 1)

    found = opened(keeping.export(folder, TODAY))

    assert "files/notes/what I think.txt" not in found
    assert found["read-me.txt"].endswith("folder:\n…\n".encode())


def test_a_file_that_can_t_be_read_is_named_and_the_rest_goes_along(folder, monkeypatch):
    """A spreadsheet that is open in another program does not keep a learner from their copy."""

    def in_use(path, *arguments):
        if str(path).endswith("what I think.txt"):
            raise PermissionError(13, "Permission denied")
        return open(path, *arguments)

    monkeypatch.setattr(keeping, "open", in_use, raising=False)
    found = opened(keeping.export(folder, TODAY))

    assert "files/04-four-approaches.ipynb" in found
    assert "files/notes/what I think.txt" not in found
    assert b"could not be read" in found["read-me.txt"]
    assert b"notes/what I think.txt" in found["read-me.txt"]


def test_a_file_name_in_another_character_set_stops_nothing(folder, monkeypatch):
    """It can't be sent to a page or written into a text as it is."""
    monkeypatch.setattr(belongings, "own_files", lambda _folder: [Path("caf\udce9.txt")])

    assert ["caf?.txt"] == keeping.kept(folder, []).own
    assert b"caf?.txt" in opened(keeping.export(folder, TODAY))["read-me.txt"]


def test_answers_that_were_moved_into_another_folder_are_the_learner_s_own_file(folder):
    """Who is told to move a full file away finds it in the export, and among what a deletion leaves."""
    (folder / "notes" / records.ANSWERS).write_bytes((folder / records.ANSWERS).read_bytes())

    kept = keeping.kept(folder, [])

    assert "notes/answers.jsonl" in kept.own
    assert records.ANSWERS not in kept.own
    assert "files/notes/answers.jsonl" in opened(keeping.export(folder, TODAY))


def test_an_export_put_into_a_new_folder_brings_the_answers_back(folder, tmp_path):
    """What was kept is what is read."""
    new = tmp_path / "new"
    shutil.unpack_archive(keeping.export(folder, TODAY), new)

    assert records.read(folder / "answers.jsonl") == records.read(new / "answers.jsonl")
