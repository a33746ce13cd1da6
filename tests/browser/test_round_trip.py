"""An exercise out and back, with no server of a trainer's: two learners on two computers, a mark and the reasons each.

The commands are those of the pages for trainers and learners, each run in the home of whoever runs it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
import what_keys_say
from answering import item_on
from fetched_exercise import standing
from playwright.sync_api import expect
from test_balance import moment, say, slider
from test_formgrader import Trainer
from test_hand_in import handing_in, status
from test_lab_moving import at

from coprod_widgets import exercises

NAME = "ex2-power"
NOTEBOOK = f"exercises/{NAME}/{NAME}.ipynb"
START = "00-start-here.ipynb"
ANN, BEA = "ann-1041", "bea-2077"
GIVEN = {
    ANN: {"trail": {"stages": {"plan": 50}}, "trail-reading": ["e"], "trail-step": ["c"]},
    BEA: {"trail": {"stages": {"plan": 75}}, "trail-reading": ["a"], "cards-step": ["d"]},
}
"""Ann: three marks, as all of it is right. Bea: half of one for the place next door, none for the name, one."""
MARKS = {ANN: 3, BEA: 1.5}
OF_EACH = {
    ANN: {"trail-power": "1 of 7", "trail-questions": "2 of 3", "cards-power": "0 of 7", "cards-questions": "0 of 3"},
    BEA: {"trail-power": "0.5 of 7", "trail-questions": "0 of 3", "cards-power": "0 of 7", "cards-questions": "1 of 3"},
}


@pytest.fixture(scope="module")
def trainer(browser, tmp_path_factory):
    """A new course folder, with the exercise in its gradebook."""
    trainer = Trainer(tmp_path_factory.mktemp("trainer"), "new-course")
    trainer.run("nbgrader", "generate_assignment", NAME)
    return trainer


@pytest.fixture
def released(trainer):
    """Give the zip for learners, made as the page for trainers says."""
    trainer.run("coprod_widgets.cli", "release", NAME, "--to", str(trainer.home))
    return trainer.home / f"{NAME}.zip"


def coprod(learn, *words):
    """Run a command as a learner does, in their home; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "coprod_widgets.cli", *words],
        cwd=learn.home,
        env={"HOME": str(learn.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


def row(page):
    return page.locator(f".coprod-row[data-coprod-open='{NOTEBOOK}']")


def listed(page, learn):
    """Open the course at the address that it prints, and find the exercise on its start page, not yet begun."""
    page.goto(learn.url)
    at(page, START)
    item_on(page, "start")
    expect(row(page).locator(".coprod-row-title")).to_have_text("Exercise 2: power")
    expect(row(page).locator(".coprod-row-status")).to_have_text("Not yet started")
    expect(row(page).locator(".coprod-row-status")).to_have_attribute("data-status", "not-started")
    return row(page)


def alive(page):
    """Wait until the exercise is in front, and all of it is there: nothing has to be pressed before."""
    at(page, NOTEBOOK)
    expect(handing_in(page).get_by_role("button", name="Hand in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Run it anyway")).to_be_hidden()
    assert page.url.split("/doc/tree/")[1] == NOTEBOOK


def radio(page, item_id, words):
    return item_on(page, item_id).get_by_role("radio", name=words, exact=True)


def is_kept(page, item_id, words="Answered."):
    expect(standing(page, item_id)).to_contain_text(words)
    expect(standing(page, item_id)).to_contain_text("It is kept.")


@cache
def asked():
    """Return every question with its key, by id, as a new course folder has them."""
    course = exercises.own_course()
    keyed = exercises.load_key(exercises.load_assignment(course / "source" / NAME), course / "keys")
    return {one.id: one for items in keyed.questions.values() for one in items}


def words_of(item_id, choice_id):
    """Return a choice: what a learner reads of it, and what the key has to say to whoever chose it."""
    [choice] = [one for one in asked()[item_id].choices if one.id == choice_id]
    return choice


def handed_in(page):
    """Return the name of the file that the page says it has made."""
    expect(status(page)).to_contain_text("Handed in on")
    return re.search(r"in the file (\S+\.zip)\.$", status(page).inner_text())[1]


def newest(data):
    """Return the newest response to each question that a file of answers holds."""
    return {one["item"]: one["response"] for one in map(json.loads, data.splitlines())}


def files(folder):
    """Return what lies below a folder, by path; what is in a zip there as well."""
    held = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    for path in folder.rglob("*.zip"):
        with zipfile.ZipFile(path) as inside:
            held |= {path / name: inside.read(name) for name in inside.namelist()}
    return held


def no_key_in(workspace):
    """Find nothing of a key or of marking in a learner's folder; the course's own pages in it are as they came."""
    course = exercises.own_course().parent / "course"
    ours = {path.read_bytes() for path in course.glob("*.ipynb")}
    for path, data in files(workspace).items():
        if data not in ours:
            assert [] == what_keys_say.found_in(what_keys_say.text_of(path.name, data)), path


def ann_by_keys(page, learn, inbox):
    """Open the exercise, answer and hand in without a mouse; save the file from the page, as a browser names it."""
    listed(page, learn).focus()
    page.keyboard.press("Enter")
    alive(page)
    slider(item_on(page, "trail"), "plan").focus()
    page.keyboard.press("Space")
    is_kept(page, "trail", "Answered: 1 of 8.")
    for item_id in ("trail-reading", "trail-step"):
        radio(page, item_id, words_of(item_id, GIVEN[ANN][item_id][0]).text).focus()
        page.keyboard.press("Space")
        is_kept(page, item_id)
    handing_in(page).get_by_label("Your name or number").focus()
    page.keyboard.type(ANN)
    page.keyboard.press("Enter")
    name = handed_in(page)
    with page.expect_download() as saving:
        handing_in(page).locator(".coprod-handed").get_by_role("button", name=f"Save a copy of {name}").click()
    assert name == saving.value.suggested_filename
    saving.value.save_as(inbox / name.replace(".zip", " (1).zip"))
    return name


def bea_by_mouse(page, learn, inbox):
    """Open the exercise, answer and hand in with the mouse; take the file from the folder that the page names."""
    listed(page, learn).click()
    alive(page)
    say(item_on(page, "trail"), "plan", "people lead, the organisation shares in it")
    expect(moment(item_on(page, "trail"), "plan").get_by_role("slider")).to_have_value("75")
    is_kept(page, "trail", "Answered: 1 of 8.")
    for item_id in ("trail-reading", "cards-step"):
        radio(page, item_id, words_of(item_id, GIVEN[BEA][item_id][0]).text).check()
        is_kept(page, item_id)
    handing_in(page).get_by_label("Your name or number").fill(BEA)
    handing_in(page).get_by_role("button", name="Hand in", exact=True).click()
    name = handed_in(page)
    shutil.copyfile(Path(handing_in(page).locator(".coprod-handed code").inner_text()) / name, inbox / name)
    page.get_by_role("navigation", name="Course").get_by_role("link", name="Start page").click()
    at(page, START)
    expect(row(page).locator(".coprod-row-status")).to_have_text("Begun. Answers kept: 3")
    return name


def test_two_learners_hand_in_different_answers_and_each_gets_their_own_mark_and_why(
    trainer, released, start_learn, open_page, watch, tmp_path
):
    """Released, opened or dropped in, answered, handed in, taken along, collected, marked, and read by each alone."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    learners = {ANN: start_learn(), BEA: start_learn()}
    ann, bea = learners.values()
    told = coprod(ann, "open", str(released), "--workspace", str(ann.workspace))
    assert f"{NAME} is in your exercises. You find it on the start page.\n" == told
    shutil.copyfile(released, bea.workspace / "exercises" / "power (2).zip")

    pages = open_page(), open_page()
    names = {ANN: ann_by_keys(pages[0], ann, inbox), BEA: bea_by_mouse(pages[1], bea, inbox)}
    # They end the course: what is looked at below is what stays.
    for page, learn in zip(pages, learners.values(), strict=True):
        page.close()
        assert 0 == learn.stop()

    assert {f"{names[ANN][:-4]} (1).zip", names[BEA]} == {path.name for path in inbox.iterdir()}
    for student, learn in learners.items():
        [sent] = [path for path in inbox.iterdir() if path.name.startswith(f"{student}_{NAME}_")]
        folder = learn.workspace / "exercises" / NAME
        assert (folder / "handed-in" / names[student]).read_bytes() == sent.read_bytes()
        with zipfile.ZipFile(sent) as held:
            assert (folder / "answers.jsonl").read_bytes() == held.read("answers.jsonl")
            assert GIVEN[student] == newest(held.read("answers.jsonl"))
        no_key_in(learn.workspace)

    told = json.loads(trainer.run("coprod_widgets.cli", "collect", str(inbox), "--json"))
    assert {ANN: ("taken", NAME, []), BEA: ("taken", NAME, [])} == {
        one["student"]: (one["did"], one["assignment"], one["notes"]) for one in told["files"]
    }
    marked = {one["student"]: one for one in trainer.mark(NAME)[NAME]}
    assert MARKS == {student: one["mark"] for student, one in marked.items()}
    assert [[], []] == [one["needs_a_person"] + one["warnings"] for one in marked.values()]
    trainer.run("nbgrader", "generate_feedback", NAME)

    for student, learn in learners.items():
        page = shutil.copyfile(
            trainer.course / "feedback" / student / NAME / f"{NAME}.html", learn.home / "my feedback.html"
        )
        watch.allowed.append(f"^{re.escape(page.as_uri())}$")
        reads_their_own(open_page(page.as_uri()), student)
    nothing_of_the_other(learners)


def reads_their_own(page, student):
    """See the mark in all, the mark of each question, what was chosen, and what the key says to just that."""
    expect(page.get_by_role("heading", name="Exercise 2: power")).to_be_visible()
    expect(page.locator(".summary > .mark")).to_have_text(f"Marks: {MARKS[student]} of 20.")
    for question, mark in OF_EACH[student].items():
        expect(page.locator(f"#{question}")).to_have_text(f"Marks: {mark}.")
    [other] = {ANN, BEA} - {student}
    for item_id in ("trail-reading", "trail-step", "cards-step"):
        question = page.locator(".marked", has=page.locator(f"#{item_id.split('-')[0]}-questions"))
        chosen = {who: words_of(item_id, *GIVEN[who][item_id]) for who in (student, other) if item_id in GIVEN[who]}
        if student in chosen:
            for said in (chosen[student].text, chosen[student].easy):
                expect(question).to_contain_text(f"You chose “{said.rstrip('.')}”")
            expect(question).to_contain_text(chosen[student].feedback.text)
            expect(question).to_contain_text(chosen[student].feedback.easy)
        else:
            expect(question).to_contain_text(f"{asked()[item_id].prompt.text} Not answered.")
        if other in chosen:
            for said in (chosen[other].text, chosen[other].easy):
                expect(question).not_to_contain_text(f"You chose “{said.rstrip('.')}”")


def nothing_of_the_other(learners):
    """Find one learner's id and the ids of their answers in nothing that the other has, feedback and zips included."""
    marks = {}
    for student, learn in learners.items():
        lines = (learn.workspace / "exercises" / NAME / "answers.jsonl").read_text("utf-8").splitlines()
        marks[student] = [student.encode(), *(json.loads(line)["id"].encode() for line in lines)]
    assert [4, 4] == [len(one) for one in marks.values()]
    for student, learn in learners.items():
        held = files(learn.workspace) | files(learn.home)
        found = {who: [path for path, data in held.items() if any(one in data for one in marks[who])] for who in marks}
        assert found.pop(student)
        assert [[]] == list(found.values())
