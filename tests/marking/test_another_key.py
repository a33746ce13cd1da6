"""A key that was wrong: what it would move is seen first, then done, and what it was stays on record."""

import json
import os
import shutil
import stat

import pytest
import small_exercise
import stock
from handing_in import correct, hand_in, keyed

from coprod_widgets import cli, exercises
from coprod_widgets.content.loader import read_record
from coprod_widgets.exercises.key import KeyFile
from coprod_widgets.marking import done, key_record

WRONG, RIGHT = "one: {key: [b]", "one: {key: [a]"
DESIGN = "hall.stages.design: 25, 50, now nothing"


def mark(course, *words, code=0):
    """Run `coprod mark` for every assignment of a course."""
    assert code == cli.main(["mark", "--all", "--course", str(course), *words])


def told(course, capsys, *words):
    """Return what `coprod mark` tells programs."""
    capsys.readouterr()
    mark(course, "--json", *words)
    return json.loads(capsys.readouterr().out)


def tree(course):
    """Return everything below a course folder: what it is, its rights, and what is in it."""
    return {
        str(path.relative_to(course)): (stat.filemode(path.lstat().st_mode), path.read_bytes() if path.is_file() else 0)
        for path in [course, *course.rglob("*")]
    }


def change(course, *changes, version=2):
    """Write another key; return its text."""
    path = course / "keys" / "small.yaml"
    text = path.read_text()
    for before, after in [*changes, ("version: 1}", f"version: {version}}}")]:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text)
    return text


@pytest.fixture(scope="module")
def base(generated, tmp_path_factory):
    """Four have handed in and are marked: one as the key says, one otherwise, one by hand, and one who changes."""
    course = shutil.copytree(generated, tmp_path_factory.mktemp("base") / "course")
    right = correct(keyed(course))
    for name, mine in (("ada", {}), ("bob", {"one": ["a"]}), ("cyd", {"one": ["a"]}), ("dee", {})):
        hand_in(course, name, right | mine)
    mark(course)
    stock.query(
        course,
        "update grade set manual_score = 3 where cell_id = (select id from base_cell where name = 'choices') and "
        "notebook_id in (select n.id from submitted_notebook n join submitted_assignment s on s.id = n.assignment_id "
        "where s.student_id = 'cyd')",
    )
    return course


@pytest.fixture
def marked(base, tmp_path):
    """A copy of that course."""
    return shutil.copytree(base, tmp_path / "course")


def test_a_dry_run_writes_nothing_at_all(marked, capsys):
    change(marked, (WRONG, RIGHT))
    hand_in(marked, "new", {})
    before = tree(marked)
    mark(marked, "--dry-run")
    mark(marked, "--dry-run", "--json")

    assert before == tree(marked)


def test_a_dry_run_says_whose_mark_would_move_how_far_and_why(marked, capsys):
    change(marked, (WRONG, RIGHT), ("answer: consultation", "answer: engagement"))
    hand_in(marked, "dee", correct(keyed(marked)))
    (marked / "submitted" / "eve").mkdir()
    os.symlink(marked, marked / "submitted" / "eve" / "small")
    hand_in(marked, "new", {})
    capsys.readouterr()
    mark(marked, "--dry-run", code=1)
    table = capsys.readouterr().out.splitlines()
    mark(marked, "--dry-run", "--json", code=1)
    [found] = json.loads(capsys.readouterr().out)["assignments"]

    assert {"moved": 3, "same": 1, "first": 1, "refused": 1} == found["counts"]
    sort = "Key, version 1 to 2: two.cases.pond.answer: consultation, now engagement."
    choice = "Key, version 1 to 2: one.key: b, now a."
    assert [
        ("ada", "sort", 4, 3, -1, sort),
        ("ada", "choices", 3, 1.5, -1.5, choice),
        ("bob", "sort", 4, 3, -1, sort),
        ("bob", "choices", 1.5, 3, 1.5, choice),
        ("cyd", "sort", 4, 3, -1, sort),
    ] == [tuple(one.values()) for one in found["moves"]]
    assert ["new"] == found["first"]
    assert ["eve"] == [one["student"] for one in found["refused"]]
    assert "small, key version 2: nothing is written" == table[0]
    assert "    student  question  was  would be  why" in table
    assert f"    ada      choices   3    1.5       {choice}" in table


def test_another_answer_is_told_from_another_key(marked, capsys):
    stock.query(marked, "update grade set manual_score = 3, needs_manual_grade = 0 where auto_score is null")
    hand_in(marked, "dee", correct(keyed(marked)) | {"one": [], "own": "Said otherwise."})
    [found] = told(marked, capsys, "--dry-run")["assignments"]

    why = "Another answer was handed in."
    assert [("dee", "choices", 3, 1.5, -1.5, why), ("dee", "words", 3, None, None, why)] == [
        tuple(one.values()) for one in found["moves"]
    ]


def test_marking_then_does_what_was_said_and_keeps_what_a_person_gave(marked, capsys):
    [before] = told(marked, capsys)["assignments"]
    change(marked, (WRONG, RIGHT))
    [seen] = told(marked, capsys, "--dry-run")["assignments"]
    [after] = told(marked, capsys)["assignments"]
    [again] = told(marked, capsys, "--dry-run")["assignments"]

    moved = {one["student"]: one["by"] for one in seen["moves"]}
    assert {"ada": -1.5, "bob": 1.5, "dee": -1.5} == moved
    assert {one["student"]: one["mark"] for one in after["submissions"]} == {
        one["student"]: one["mark"] + moved.get(one["student"], 0) for one in before["submissions"]
    }
    assert {"moved": 0, "same": 4, "first": 0, "refused": 0} == again["counts"]


def test_every_version_of_a_key_stays_on_record_as_it_was_written(marked):
    keys = marked / "keys"
    first = (keys / "small.yaml").read_text()
    second = change(marked, (WRONG, RIGHT))
    (keys / "small.yaml").chmod(0o600)
    mark(marked)

    kept = [key_record.place(keys, "small", version) for version in (1, 2)]
    assert [first, second] == [path.read_text() for path in kept]
    assert sorted(path.name for path in kept) == sorted(os.listdir(keys / "on-record" / "small"))
    assert 0o600 == stat.S_IMODE(kept[1].stat().st_mode)
    assert {2} == {one.key_version for one in done.read(marked).values()}


def test_a_changed_key_that_keeps_its_version_marks_nobody(marked, capsys):
    mark(marked)
    change(marked, (WRONG, RIGHT), version=1)
    before = tree(marked)
    for words in ([], ["--dry-run"]):
        capsys.readouterr()
        mark(marked, *words, code=2)
        said = capsys.readouterr().err

        assert (
            "keys/small.yaml has changed since it was marked with, and still says version 1. Give it version 2" in said
        )
    after = tree(marked)
    assert {".coprod/mark.lock"} >= {name for name in before | after if before.get(name) != after.get(name)}


def test_other_comments_in_a_key_are_no_other_key(marked):
    path = marked / "keys" / "small.yaml"
    path.write_text("# Agreed at the table on Tuesday.\n" + path.read_text())

    mark(marked)


@pytest.mark.parametrize(
    ("before", "after", "question", "said"),
    [
        ("fact: f2\n", "fact: f1\n", "facts", "two.cases.pond.fact: f2, now f1; two.cases.mill.fact: f2, now f1"),
        ("fact: f2\n", "fact: f1\n", "sort", ""),
        ("key: [a, c]", "key: [a]", "choices", "many.key: a, c, now a"),
        ("[T4, N2], rating: partial", "[T4, N2], rating: strong", "links", "lists.links.T4-N2: partial, now strong"),
        ("plan: [25], design: [25, 50]", "plan: [0]", "power", "hall.stages.plan: 25, now 0; " + DESIGN),
        ("It was decided.", "They decided.", "sort", ""),
    ],
)  # fmt: skip
def test_what_another_key_says_otherwise_is_told_by_its_place_in_the_file(tmp_path, before, after, question, said):
    files = []
    for folder, text in (("old", small_exercise.KEY), ("new", small_exercise.KEY.replace(before, after))):
        small_exercise.write(tmp_path / folder, key=text)
        file, problems = read_record(tmp_path / folder / "keys", "small.yaml", KeyFile)
        assert [] == problems
        files.append(file)
    asked = exercises.load_assignment(tmp_path / "new" / "source" / "small").question(question)

    assert said == exercises.key_changes(*files, asked)


def test_many_differences_of_one_question_are_counted(tmp_path):
    keys = [KeyFile(assignment="a", key=None, items={"one": dict.fromkeys("pqrst", said)}) for said in ("1", "2")]
    question = exercises.Question(id="q", title=None, points=1, items=["one"])

    assert "one.p: 1, now 2; one.q: 1, now 2; one.r: 1, now 2; and 2 more" == exercises.key_changes(*keys, question)


def test_the_other_door_keeps_the_key_on_record_and_refuses_a_changed_one(course):
    shutil.copy(stock.PACKAGE / "exercises" / "nbgrader_config.py", course)
    place = hand_in(course, "ada", correct(keyed(course)))
    shutil.copy(course / "release" / "small" / "small.ipynb", place)
    stock.nbgrader(course, "autograde", "small")
    assert key_record.place(course / "keys", "small", 1).is_file()
    change(course, (WRONG, RIGHT), version=1)

    assert "still says version 1. Give it version 2" in stock.nbgrader(course, "autograde", "small", "--force", code=1)
