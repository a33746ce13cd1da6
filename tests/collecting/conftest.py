"""What a trainer has who collects: a folder of zips, a course folder, and a list of learners."""

import json

import pytest

from coprod_widgets import cli

ROSTER = "Name;ID;E-Mail;Email\nAnn Lee;ann;x;ann@council.example\nZoë García;s1234;;zoe@council.example\n"


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def collect(course, inbox, capsys):
    """Collect what lies in the inbox; return the exit code and what is told of each file."""

    def collect(*words, paths=None):
        code = cli.main(["collect", *map(str, paths or [inbox]), "--course", str(course), "--json", *words])
        printed = capsys.readouterr()
        return code, json.loads(printed.out)["files"] if printed.out else printed.err

    return collect


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, "utf-8-sig")
    return path
