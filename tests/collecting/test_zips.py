"""Zips that learners handed in elsewhere, taken in by nbgrader's own command with our settings, and marked."""

import json
import shutil
import zipfile

import one_run
import pytest
import stock
from handing_in import correct, hand_in, keyed

from coprod_widgets import cli

NAMES = (
    "\nc.FileNameCollectorPlugin.named_regexp = "
    r"r'.*extracted/(?P<student_id>\w+?)_small[^/]*/(?:small[^/]*/)?(?P<file_id>.+)$'"
    "\n"
)
MAC = b"\0\5\x16\7\0\2\0\0Mac OS X"


@pytest.fixture(scope="module")
def collected(generated, tmp_path_factory):
    """Four zips, collected and marked; return the course folder and what was told of each learner."""
    place = tmp_path_factory.mktemp("zips")
    course = shutil.copytree(generated, place / "course")
    (course / "nbgrader_config.py").write_text(one_run.SHIPPED.read_text() + NAMES)
    folder = hand_in(course, "any", correct(keyed(course)))
    shutil.copy(course / "release" / "small" / "small.ipynb", folder)
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    shutil.rmtree(course / "submitted")
    answers = whole["answers.jsonl"]
    zips = {
        "ada_small.zip": whole,
        "bob_small (1).zip": {f"small/{name}": data for name, data in whole.items()}
        | {"__MACOSX/small/._answers.jsonl": MAC, "__MACOSX/small/._small.ipynb": MAC},
        "cyd_small.zip": {"small (1).ipynb": whole["small.ipynb"], "answers (1).jsonl": answers},
        "eve_small.zip": {"small.ipynb": b"<html>", "answers.jsonl": answers, "planted.py": b"open('planted', 'w')"},
    }
    archive = course / "downloaded" / "small" / "archive"
    archive.mkdir(parents=True)
    for name, files in zips.items():
        with zipfile.ZipFile(archive / name, "w") as made:
            for path, data in files.items():
                made.writestr(path, data)
    stock.nbgrader(course, "zip_collect", "small")
    return course


@pytest.fixture(scope="module")
def told(collected, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "told.json"
    with open(out, "w") as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", file)
        cli.main(["mark", "small", "--course", str(collected), "--json"])
    return {one["student"]: one for one in json.loads(out.read_text())["assignments"][0]["submissions"]}


@pytest.mark.parametrize(
    ("student", "mark", "tells"),
    [
        ("ada", 20, ""),
        ("bob", 20, ""),
        ("cyd", None, "There is no answers.jsonl, but 'answers (1).jsonl': if it is this learner's, rename it."),
        ("eve", 20, ""),
    ],
)
def test_what_was_in_a_zip_is_marked_or_the_trainer_is_told(told, student, mark, tells):
    one = told[student]

    assert (mark, tells) == (one["mark"], one["reason"] or "".join(one["warnings"]))


def test_answers_and_times_come_out_of_a_zip_and_programs_do_not(collected):
    assert {"answers.jsonl", "small.ipynb", "timestamp.txt"} == {
        path.name for path in (collected / "submitted" / "ada" / "small").iterdir()
    }
    assert ["answers.jsonl", "small.ipynb"] == sorted(
        path.name for path in (collected / "submitted" / "eve" / "small").iterdir()
    )


def test_nothing_of_a_zip_is_run_and_nobody_else_is_collected(collected):
    place = collected / "downloaded" / "small" / "extracted"

    assert [place / "eve_small" / "planted.py"] == list(collected.parent.rglob("planted*"))
    assert {"ada", "bob", "cyd", "eve"} == {path.name for path in (collected / "submitted").iterdir()}


def test_a_zip_with_names_that_lead_out_of_it_plants_nothing(course):
    """The command stops and says which zip; nothing gets out of where it is unpacked."""
    (course / "nbgrader_config.py").write_text(one_run.SHIPPED.read_text() + NAMES)
    archive = course / "downloaded" / "small" / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "dan_small.zip", "w") as made:
        for path in ("../planted.txt", "../../../../planted.txt", str(course.parent / "planted.txt")):
            made.writestr(path, b"x")
    said = stock.nbgrader(course, "zip_collect", "small", code=1)

    assert "'../planted.txt' would be extracted outside of" in said
    assert [] == [
        path
        for path in course.parent.rglob("planted*")
        if archive.parent / "extracted" / "dan_small" not in path.parents
    ]
    assert not (course / "submitted").exists()
