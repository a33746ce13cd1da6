"""`coprod new-course`: a trainer's own exercises, changed in YAML alone, and everything works on them."""

import json
import os
import re
import shutil
import stat

import pytest
import stock

from coprod_widgets import cli, exercises, records
from coprod_widgets.content.page import digest
from coprod_widgets.course_folder import new_course

OWN = stock.PACKAGE / "exercises"
NAME = "ex1-definitions-and-principles"
PART = """
  - id: ours
    title: {text: Our own street, easy: Our own street}
    questions:
      - {id: bench, points: 2, title: {text: Who chose the bench?, easy: Who chose the bench?}, items: [our-bench]}

items:
"""
ITEM = """
  - id: our-bench
    interaction: choice
    prompt:
      text: Neighbours and the council chose the place of the bench in one vote. Who decided?
      easy: Neighbours and the council voted. They chose where the bench goes. Who decided?
    choices:
      - {id: council, text: The council, easy: The council}
      - {id: both, text: Both together, easy: Both together}
"""
KEY = """
  our-bench:
    key: [both]
    feedback:
      council: {text: The council had one vote among many., easy: The council had one vote.}
      both: {text: Everybody had a vote., easy: Everyone had a vote.}
"""


def run(*words, code=0):
    assert code == cli.main([str(word) for word in words])


@pytest.fixture(scope="module")
def template_course(tmp_path_factory):
    """A new course folder, as it comes."""
    course = tmp_path_factory.mktemp("own") / "our-course"
    run("new-course", course)
    return course


@pytest.fixture
def own(template_course, tmp_path):
    """A copy of it, to change."""
    return shutil.copytree(template_course, tmp_path / "our-course")


def change(path, before, after):
    text = path.read_text("utf-8")
    assert 1 == text.count(before)
    path.write_text(text.replace(before, after), "utf-8")


def test_a_new_course_has_the_exercises_the_keys_and_the_configuration_and_is_sound(template_course, capsys):
    names = exercises.assignment_names(OWN)
    held = {str(path.relative_to(template_course)) for path in template_course.rglob("*") if path.is_file()}
    run("check", template_course)

    assert {"nbgrader_config.py", "passing.yaml"} | {f"keys/{name}.yaml" for name in names} | {
        f"source/{name}/{file}" for name in names for file in ("items.yaml", f"{name}.ipynb")
    } == held
    assert capsys.readouterr().out.startswith("No problems: 4 assignments, ")


def test_a_trainer_changes_a_question_and_adds_one_in_yaml_alone_and_it_is_marked(own, capsys, monkeypatch):
    monkeypatch.chdir(own)
    items, key = own / "source" / NAME / "items.yaml", own / "keys" / f"{NAME}.yaml"
    change(items, "Line 2 of the report. Which of these does it not tell you?", "What does line 2 not tell you?")
    change(items, "\nitems:\n", PART)
    items.write_text(items.read_text("utf-8").rstrip("\n") + "\n" + ITEM, "utf-8")
    planted = KEY.replace("key: [both]", "key: [bth]")
    key.write_text(key.read_text("utf-8").rstrip("\n") + "\n" + planted, "utf-8")

    # The mistake is found with its line; once it is mended, only the notebook is behind its words.
    run("check", own, code=1)
    line = 1 + key.read_text("utf-8").splitlines().index("    key: [bth]")
    assert f"keys/{NAME}.yaml: line {line}: $.items.our-bench.key: there is no choice 'bth'" in capsys.readouterr().out
    change(key, "key: [bth]", "key: [both]")
    run("check", own, code=1)
    assert f"source/{NAME}/{NAME}.ipynb: it is not what the words make now." in capsys.readouterr().out
    run("sheets")
    assert f"{NAME}: the notebook is made anew" in capsys.readouterr().out

    # Two more marks: what learners are told of a pass is wrong now. Here the folder is the one that the trainer is in.
    run("check", code=1)
    said = capsys.readouterr().out
    assert "passing.yaml: line " in said
    assert "$.words.pass.text: it does not say 78, all marks of what counts together" in said
    assert "$.words.pass.easy: it does not say 54.6, how many of these a pass needs" in said
    rule = own / "passing.yaml"
    rule.write_text(rule.read_text("utf-8").replace("76 marks", "78 marks").replace("53.2", "54.6"), "utf-8")
    run("check")

    stock.nbgrader(own, "generate_assignment", NAME)
    released = (own / "release" / NAME / "items.yaml").read_text("utf-8")
    assert "What does line 2 not tell you?" in released
    assert "one vote among many" not in released
    place = own / "submitted" / "ada" / NAME
    place.mkdir(parents=True)
    item = exercises.load_assignment(own / "source" / NAME).item("our-bench")
    given = records.new_record(
        unit=NAME, item=item.id, digest=digest(item), interaction="choice", response=["both"], checked=False
    )
    records.append(place / "answers.jsonl", given)
    capsys.readouterr()
    run("mark", NAME, "--json")
    [found] = json.loads(capsys.readouterr().out)["assignments"]
    assert ["ada", 2.0] == [found["submissions"][0][part] for part in ("student", "mark")]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("  - ex2-power", "  - ex2-powr", "$.together[1]: there is no assignment 'ex2-powr'; the nearest is"),
        ("points: 16", "points: 25", "$.by_person.points: got 25; allowed: 0 to 24, its marks"),
        ("points: 16", "points: 18", "$.words.pass.text: it does not say 18, how many marks a pass needs of"),
        ("share: 0.7", "share: 70", "$.share: "),
        ("  pass:", "  passes:", "$.words.pass: it is missing"),
    ],
)
def test_a_rule_of_a_pass_that_does_not_fit_the_assignments_is_said(own, capsys, before, after, says):
    change(own / "passing.yaml", before, after)
    run("check", own, code=1)

    assert f"passing.yaml: {says}" in re.sub(r"line \d+: ", "", capsys.readouterr().out)


def test_a_course_without_a_rule_of_a_pass_is_sound(own):
    (own / "passing.yaml").unlink()
    run("check", own)


COMMANDS = [(["collect", "inbox"], 2), (["mark", NAME], 2), (["sheets"], 0), (["release", NAME], 0)]


@pytest.fixture
def copy_of_the_project(own, tmp_path, monkeypatch):
    """The top of a copy of the project whose own course folder has learners' work in it."""
    (tmp_path / "copy" / "docs").mkdir(parents=True)
    own.rename(tmp_path / "copy" / "exercises")
    (tmp_path / "copy" / "exercises" / "submitted" / "ada").mkdir(parents=True)
    monkeypatch.setattr(exercises, "own_course", lambda: tmp_path / "copy" / "exercises")
    return tmp_path / "copy"


@pytest.mark.parametrize(("words", "_code"), COMMANDS)
@pytest.mark.parametrize("place", [".", "copy/docs"])
def test_in_a_folder_that_is_in_no_course_nothing_is_touched(
    copy_of_the_project, tmp_path, monkeypatch, capsys, words, _code, place
):
    """What learners hand in never goes into the project's own exercises because somebody was in the wrong folder."""
    monkeypatch.chdir(tmp_path / place)
    before = sorted(tmp_path.rglob("*"))
    run(*words, code=2)
    said = capsys.readouterr()

    assert before == sorted(tmp_path.rglob("*"))
    assert ("", 1) == (said.out, len(said.err.splitlines()))
    assert said.err.startswith(f"You are in {tmp_path / place}. It is no course folder, and lies in none")
    assert said.err.endswith("Go to yours first: cd FOLDER; or say which one it is: --course FOLDER\n")


@pytest.mark.parametrize(("words", "code"), COMMANDS)
@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("copy", "This is the top of a copy of the project, so the course folder meant is "),
        ("copy/exercises/submitted/ada", "This folder is inside a course folder, so the one meant is "),
    ],
)
def test_which_course_folder_is_meant_is_said_where_nobody_named_it(
    copy_of_the_project, tmp_path, monkeypatch, capsys, words, code, place, says
):
    monkeypatch.chdir(tmp_path / place)
    run(*words, code=code)

    assert f"{says}{copy_of_the_project / 'exercises'}" == capsys.readouterr().err.splitlines()[0]


def test_in_a_course_folder_nothing_is_said_of_which_is_meant(copy_of_the_project, monkeypatch, capsys):
    monkeypatch.chdir(copy_of_the_project / "exercises")
    run("sheets")

    assert "" == capsys.readouterr().err


def test_a_course_folder_inside_another_is_meant_but_none_that_a_learner_handed_in(own, monkeypatch, capsys):
    """A course's configuration is a program: a learner's must not be run because a trainer looks at their folder."""
    learner_s, inner = own / "submitted" / "eve" / NAME, own / "next-year"
    for place in (learner_s, inner):
        shutil.copytree(own / "source", place / "source")
        (place / "nbgrader_config.py").write_text("raise SystemExit('run')")
    for place, code in ((learner_s, 0), (learner_s / "source", 0), (inner, 2), (inner / "source", 2)):
        monkeypatch.chdir(place)
        run("sheets", code=code)
        assert (code == 2) == ("nbgrader_config.py can't be used: SystemExit: run" in capsys.readouterr().err)


def test_an_assignment_without_its_notebook_is_said(own, capsys):
    (own / "source" / NAME / f"{NAME}.ipynb").unlink()

    run("check", own, code=1)
    assert f"source/{NAME}/{NAME}.ipynb: there is no notebook yet. Make it: coprod sheets" in capsys.readouterr().out


def test_keys_that_are_kept_elsewhere_are_checked_there(own, tmp_path, capsys):
    shutil.move(own / "keys", tmp_path / "safe")
    change(own / "nbgrader_config.py", 'keys_dir = "keys"', f"keys_dir = {str(tmp_path / 'safe')!r}")
    run("check", own)
    run("sheets", "--course", own)

    (own / "nbgrader_config.py").write_text("c = get_config(\n")
    run("check", own, code=2)
    assert "nbgrader_config.py can't be used: SyntaxError" in capsys.readouterr().err


def test_an_installed_package_has_no_keys_and_says_where_to_get_them(own, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(new_course, "own_course", lambda: None)
    run("new-course", tmp_path / "mine", code=2)
    assert "say where it is: coprod new-course DIR --from COPY" in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()

    run("new-course", tmp_path / "mine", "--from", stock.PACKAGE)
    run("new-course", tmp_path / "next-year", "--from", own)
    assert (
        sorted(os.listdir(own)) == sorted(os.listdir(tmp_path / "mine")) == sorted(os.listdir(tmp_path / "next-year"))
    )


def test_a_copy_of_a_course_that_ran_takes_no_learner_along(own, tmp_path):
    for name in ("submitted/ada", "autograded/ada", ".coprod", "keys/on-record/ex2-power"):
        (own / name).mkdir(parents=True)
    (own / "gradebook.db").write_text("")
    run("new-course", tmp_path / "next-year", "--from", own)

    assert ["keys", "nbgrader_config.py", "passing.yaml", "source"] == sorted(os.listdir(tmp_path / "next-year"))
    assert not (tmp_path / "next-year" / "keys" / "on-record").exists()


def test_a_copy_of_a_course_names_no_gradebook_of_it(own, tmp_path, capsys):
    """Next year's marks must not go into last year's gradebook, and its password goes nowhere."""
    config = own / "nbgrader_config.py"
    before = config.read_text("utf-8")
    config.write_text(
        before + 'c.CourseDirectory.db_url = (\n    "postgresql+psycopg://ann:secret@here/marks"\n)\n', "utf-8"
    )
    run("new-course", tmp_path / "next-year", "--from", own)

    assert before == (tmp_path / "next-year" / "nbgrader_config.py").read_text("utf-8")
    assert "nbgrader_config.py: which gradebook (db_url) is left out" in capsys.readouterr().out


@pytest.mark.parametrize(
    "says",
    [
        "if True:\n    c.CourseDirectory.db_url = 'sqlite:///a.db'\n",
        "setattr(c.CourseDirectory, 'db_url', 'sqlite:///a.db')\n",
        "c.CourseDirectory.course_id = 'a'; c.CourseDirectory.db_url = 'sqlite:///a.db'\n",
        "c.CourseDirectory.update(db_url='sqlite:///a.db')\n",
    ],
)
def test_a_gradebook_that_is_named_in_another_way_is_not_copied(own, tmp_path, capsys, says):
    with open(own / "nbgrader_config.py", "a", encoding="utf-8") as file:
        file.write(says)
    run("new-course", tmp_path / "next-year", "--from", own, code=2)

    assert "says what db_url is, and not in a line of its own." in capsys.readouterr().err
    assert not (tmp_path / "next-year").exists()


def test_a_copy_lets_nobody_read_more_than_before(own, tmp_path):
    key, config = own / "keys" / f"{NAME}.yaml", own / "nbgrader_config.py"
    items = own / "source" / NAME / "items.yaml"
    key.chmod(0o600)
    config.chmod(0o600)
    items.chmod(0o444)
    run("new-course", tmp_path / "next-year", "--from", own)
    modes = [
        stat.S_IMODE((tmp_path / "next-year" / one.relative_to(own)).stat().st_mode) for one in (key, config, items)
    ]

    # Whoever made the copy can change it.
    assert [0o600, 0o600, 0o644] == modes


def test_keys_that_are_kept_elsewhere_are_copied_from_there(own, tmp_path, capsys):
    shutil.move(own / "keys", tmp_path / "safe")
    change(own / "nbgrader_config.py", 'keys_dir = "keys"', 'keys_dir = "../safe"')
    run("new-course", tmp_path / "far" / "next-year", "--from", own)
    made = tmp_path / "far" / "next-year"
    run("check", made)

    assert sorted(os.listdir(tmp_path / "safe")) == sorted(os.listdir(made / "keys"))
    assert 0o700 == stat.S_IMODE((made / "keys").stat().st_mode)
    assert "are copied into keys/, which nobody but you can open" in capsys.readouterr().out
    shutil.rmtree(tmp_path / "safe")
    run("new-course", tmp_path / "another", "--from", own, code=2)
    assert "safe: there is no such folder." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("folder", "copy", "sentence"),
    [
        ("full", None, "has something in it. Name a new folder or an empty one: nothing is overwritten."),
        ("full/mine.txt", None, "there is a file of this name on the way to it."),
        ("new", "full", "there are no exercises in it; allowed: a copy of the project, or a course folder"),
        ("new", "without-keys", "is no whole course folder: there is no keys, no nbgrader_config.py in it."),
        ("without-keys/source/new", "without-keys", "is no whole course folder"),
    ],
)
def test_what_keeps_a_course_from_being_made_is_said(tmp_path, capsys, folder, copy, sentence):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    shutil.copytree(OWN / "source", tmp_path / "without-keys" / "source")
    run("new-course", tmp_path / folder, *(["--from", tmp_path / copy] if copy else []), code=2)

    assert sentence in capsys.readouterr().err
    assert ["mine.txt"] == os.listdir(tmp_path / "full")


def test_no_course_is_made_inside_the_one_that_is_copied(own, capsys):
    run("new-course", own / "next-year", "--from", own, code=2)

    assert "lies inside" in capsys.readouterr().err
    assert not (own / "next-year").exists()
