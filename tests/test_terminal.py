"""Coprod progress, export and forget: in plain words, from the records alone."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_widgets import cli, content, records
from coprod_widgets.content.again import asked_again

DOCS = Path(__file__).resolve().parent.parent / "docs" / "your-answers.md"
SORT = content.load_unit("04").item("sort-clear")


@pytest.fixture
def folder(tmp_path):
    """Give a folder in which unit 04 was begun."""
    made = records.new_record(
        unit="04", item=SORT.id, digest=content.digest(SORT), interaction="sort", response={SORT.cases[0].id: "none"}
    )
    records.append(tmp_path / "answers.jsonl", made)
    return tmp_path


def coprod(*words):
    return cli.main([str(word) for word in words])


def test_progress_says_where_you_are_in_plain_words(folder, capsys):
    """Each unit with its status in words and what is left; then what to carry on with."""
    assert 0 == coprod("progress", "--workspace", folder)

    told = capsys.readouterr().out
    title = content.load_unit("04").unit.title.text
    assert f"Unit 04: {title} · In progress · About 50 minutes left" in told
    assert "Unit 00: Start here · Not yet started · About 10 minutes left" in told
    assert f"Carry on where you were: {title}" in told
    assert re.search(r"Left in the whole course: about \d+ hours", told)


def test_a_folder_without_answers_is_said_kindly(tmp_path, capsys):
    """It is no error not to have begun, and looking writes nothing."""
    assert 0 == coprod("progress", "--workspace", tmp_path)
    assert "There are no answers here yet" in capsys.readouterr().out
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path, capsys):
    """In a sentence that says what to do."""
    for command in ("progress", "export", "forget"):
        assert 2 == coprod(command, "--workspace", tmp_path / "gone")
        assert "There is no folder" in capsys.readouterr().err


def test_damaged_lines_are_reported_and_the_others_count(folder, capsys):
    """With their number and what is wrong with them."""
    with (folder / "answers.jsonl").open("a") as file:
        file.write("torn{\n")

    assert 1 == coprod("progress", "--workspace", folder)
    told = capsys.readouterr().out
    assert "Line 2: The line is torn, or is not JSON." in told
    assert "In progress" in told
    assert 1 == coprod("progress", "--json", "--workspace", folder)
    assert [2] == [one["line"] for one in json.loads(capsys.readouterr().out)["aside"]]


def test_a_file_that_can_not_be_read_at_all_is_said(tmp_path, capsys):
    """Nothing can be told then."""
    (tmp_path / "answers.jsonl").mkdir()

    assert 2 == coprod("progress", "--workspace", tmp_path)
    assert "is a folder, not an ordinary file" in capsys.readouterr().err


def test_the_json_is_what_the_docs_say(folder, capsys):
    """Every name in it is in the table, and every name in the table in it."""
    coprod("progress", "--json", "--workspace", folder)
    told = json.loads(capsys.readouterr().out)
    table = re.findall(r"^\| `(\w+)` \|", DOCS.read_text("utf-8"), re.MULTILINE)

    assert list(told) == table
    assert ("04", "in-progress") == (told["next"]["unit"], told["units"][4]["status"])
    assert told["minutes_left"] == sum(unit["minutes_left"] for unit in told["units"])
    for name in (*told["units"][0], *told["units"][0]["sittings"][0], *told["next"], *told["review"]):
        assert f"`{name}`" in DOCS.read_text("utf-8")


def test_export_writes_the_zip_and_says_where(folder, tmp_path_factory, capsys):
    """In the folder, or where it is told to; not over another file."""
    to = tmp_path_factory.mktemp("elsewhere") / "copy.zip"

    assert (0, True) == (coprod("export", "--workspace", folder, "--to", to), to.is_file())
    assert str(to) in capsys.readouterr().out
    assert 2 == coprod("export", "--workspace", folder, "--to", to)


@pytest.mark.parametrize("typed", [[], ["yes"], ["no", "delete"], ["yes", "remove"], ["delete", "yes"]])
def test_forget_asks_twice_and_otherwise_deletes_nothing(folder, capsys, monkeypatch, typed):
    """An end of the input is no yes."""
    _type(monkeypatch, typed)

    assert 1 == coprod("forget", "--workspace", folder)
    assert "Nothing was deleted." in capsys.readouterr().out
    assert (folder / "answers.jsonl").exists()


@pytest.mark.parametrize("command", [["progress"], ["export"], ["record", "--out", "-"]])
def test_a_folder_may_be_named_from_the_home_folder_on(folder, capsys, monkeypatch, command):
    """As for ``coprod learn``; no terminal on Windows puts the home folder in by itself."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder.parent))

    assert 0 == coprod(*command, "--workspace", f"~/{folder.name}")
    assert not capsys.readouterr().err


def test_ctrl_c_is_a_no_and_no_fault(folder, capsys, monkeypatch):
    """Who thinks better of it is told that nothing was deleted."""

    def interrupted(_question):
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)

    assert 1 == coprod("forget", "--workspace", folder)
    assert "Nothing was deleted." in capsys.readouterr().out


def test_forget_says_what_goes_and_what_stays(folder, capsys, monkeypatch):
    """And how to take a copy first."""
    (folder / "mine.txt").write_text("mine")
    _type(monkeypatch, ["yes", "Delete"])

    assert 0 == coprod("forget", "--workspace", folder)
    told = capsys.readouterr().out
    assert "coprod export" in told
    assert "mine.txt" in told
    assert "Your answers are deleted." in told
    assert (False, True) == ((folder / "answers.jsonl").exists(), (folder / "mine.txt").exists())
    assert 0 == coprod("forget", "--workspace", folder)
    assert "so nothing was deleted" in capsys.readouterr().out


def _type(monkeypatch, words):
    left = iter(words)

    def answer(_question):
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)


def test_progress_waits_for_no_kernel_and_no_jupyter(folder):
    """It is told in a moment: nothing that draws or serves is loaded."""
    code = (
        "import sys; from coprod_widgets import cli; "
        f"cli.main(['progress', '--workspace', {str(folder)!r}]); "
        "print([one for one in ('anywidget', 'jupyterlab', 'matplotlib') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.endswith("[]\n")


def test_what_comes_back_is_told(folder, capsys):
    """How many today, or when the next."""
    question, _ = asked_again(content.load_unit("04"))["when-consult"]
    wrong = next(choice.id for choice in question.choices if choice.id not in question.key)
    made = records.new_record(
        unit="04", item=question.id, digest=content.digest(question), interaction="choice", response=[wrong],
        checked=True, score=records.Marks(0, 1, 0),
    )  # fmt: skip
    records.append(folder / "answers.jsonl", made)

    coprod("progress", "--workspace", folder)
    assert "Nothing is due today. The next comes back on" in capsys.readouterr().out
