"""What `coprod check` prints and returns."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_widgets.cli import main


def test_a_course_without_problems_is_one_line(small, write, capsys):
    """It says what was looked at."""
    assert 0 == main(["check", str(write(small))])
    assert "No problems: 1 unit, 4 items, 3 cases, 1 source.\n" == capsys.readouterr().out


def test_problems_are_printed_one_a_line_with_a_count(small, write, capsys):
    """The count is the last line."""
    small["cases/plain.yaml"]["cases"][0]["answer"] = "codesign"
    small["units/04.yaml"]["items"][0]["near"] = "9"
    assert 1 == main(["check", str(write(small))])
    expected = [
        "cases/plain.yaml: $.cases[0].answer: got 'codesign'; "
        "allowed: consultation, engagement, co-design, co-production, none",
        "units/04.yaml: $.items[0].near: got '9'; allowed: a number from 0 to 1",
        "2 problems.",
    ]
    assert expected == [re.sub(r" line \d+:", "", line) for line in capsys.readouterr().out.splitlines()]


def test_a_problem_names_its_line(real_copy, capsys):
    """A key, an entry of a list, and what is missing, at the nearest thing that is there."""
    terms = real_copy / "glossary.yaml"
    lines = terms.read_text("utf-8").splitlines()
    key, entry = lines.index("    also: [carers]"), lines.index("  - id: carer")
    lines[key] = "    forms: [carers]"
    del lines[entry + 1]
    terms.write_text("\n".join(lines), "utf-8")

    assert 1 == main(["check", str(real_copy)])
    first, second, _ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"glossary.yaml: line {key}: $.terms[3].forms: unknown key 'forms'")
    assert f"glossary.yaml: line {entry + 1}: $.terms[3]: the key 'term' is missing" == second


@pytest.mark.parametrize(
    ("text", "code", "last"),
    [("- story: A hall.\n", 0, "No problems: 1 case."), ("- story: A\n  answer: No\n", 1, "1 problem.")],
)
def test_a_file_of_ones_own_cases_is_checked(tmp_path: Path, capsys, text, code, last):
    """A file needs no folder round it."""
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    assert code == main(["check", str(tmp_path / "mine.yaml")])
    assert last == capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone.yaml", "there is no such file or folder"),
        ("empty", "this folder holds no YAML files, so it is not a folder of course content"),
    ],
)
def test_a_path_that_cannot_be_read_is_a_sentence(tmp_path: Path, capsys, name, sentence):
    """It goes to the error output, with exit code 2."""
    (tmp_path / "empty").mkdir()
    assert 2 == main(["check", str(tmp_path / name)])
    assert ("", f"{tmp_path / name}: {sentence}\n") == capsys.readouterr()


def test_a_file_that_may_not_be_opened_is_a_sentence(tmp_path: Path, capsys, monkeypatch):
    """The reason that the system gives is passed on."""
    (tmp_path / "mine.yaml").touch()

    def refuse(*arguments, **named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert 2 == main(["check", str(tmp_path / "mine.yaml")])
    assert f"{tmp_path / 'mine.yaml'}: this can't be read (Permission denied)\n" == capsys.readouterr().err


def test_the_command_line_imports_no_content_until_it_is_asked_for():
    """No command waits for what it does not use."""
    code = (
        "import sys, coprod_widgets.cli;"
        "print([m for m in ('yaml', 'msgspec', 'coprod_widgets.content', 'jupyterlab') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()
