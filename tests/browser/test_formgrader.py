"""A trainer marks in formgrader, and a learner reads what comes back: the same marks, and nothing from outside."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import WAIT_SECONDS, free_port
from playwright.sync_api import expect

from coprod_widgets import exercises, records
from coprod_widgets.content.page import digest

MACHINE, PERSON = "ex3-four-approaches", "ex4-your-practice"
TOKEN = "here"
PLANTED = "planted"
TYPED = [
    '<script>window.ran = 1</script><img src="https://outside.invalid/a.png" onerror="window.ran = 1">',
    "# not a heading, **not bold**, ![no picture](https://outside.invalid/b.png) &amp; $x$",
]
COMMENT = (
    'Say when <b>it</b> was, and **who** saw it. <img src="https://outside.invalid/c.png" onerror="window.ran = 1">'
)


def listens(port):
    """Tell whether a server listens on a port of this computer."""
    with socket.socket() as probe:
        return 0 == probe.connect_ex(("127.0.0.1", port))


class Trainer:
    """A course folder with a home of its own, and the commands that a trainer runs in it."""

    def __init__(self, place, command, *options):
        """Make the course folder, by the command of `coprod` that is named."""
        self.course, self.home = place / "course", place / "home"
        self.home.mkdir()
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {"HOME": str(self.home), "PATH": path, "LANG": "C.UTF-8"}
        self.run("coprod_widgets.cli", command, str(self.course), *options, where=place)

    def run(self, module, *words, where=None):
        """Run a command to its end; return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            cwd=where or self.course,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert 0 == done.returncode, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def lab(self):
        """Start a JupyterLab in the course folder; give its address, for which `TOKEN` is needed."""
        port, log = free_port(), self.home / "lab.log"
        with log.open("w") as file:
            lab = subprocess.Popen(
                [
                    *(sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"),
                    *(f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"),
                ],
                cwd=self.course,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        try:
            end = time.monotonic() + WAIT_SECONDS
            # It says in the log where it is a moment before it listens there.
            while "token=" not in log.read_text("utf-8") or not listens(port):
                assert lab.poll() is None, log.read_text("utf-8")
                assert time.monotonic() < end, log.read_text("utf-8")
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            lab.terminate()
            lab.wait(WAIT_SECONDS)

    def mark(self, *words):
        """Mark, and return what it found of each assignment, by its name."""
        told = json.loads(self.run("coprod_widgets.cli", "mark", *words, "--json"))
        return {one["assignment"]: one["submissions"] for one in told["assignments"]}

    def feedback(self, name, student):
        """Have feedback made, and return its page where a learner has put it: away from everything else."""
        self.run("nbgrader", "generate_feedback", name, "--student", student, "--force")
        page = self.home / f"{student}-{name}.html"
        shutil.copyfile(self.course / "feedback" / student / name / f"{name}.html", page)
        return page

    def hand_in(self, student, item_id, response):
        """Hand in one answer to the exercise that a person marks."""
        [item] = [one for one in exercises.load_assignment(self.course / "source" / PERSON).items if one.id == item_id]
        place = self.course / "submitted" / student / PERSON
        place.mkdir(parents=True)
        told = {"digest": digest(item), "interaction": item.interaction, "checked": False}
        line = records.new_record(unit=PERSON, item=item_id, response=response, **told)
        records.append(place / "answers.jsonl", line)


@pytest.fixture(scope="module")
def trainer(browser, tmp_path_factory):
    """Three invented learners and one who tries to do harm, marked by the documented commands."""
    trainer = Trainer(tmp_path_factory.mktemp("trainer"), "demo", "--learners", "3")
    trainer.hand_in(PLANTED, "own-words", "\n".join(TYPED))
    trainer.mark(PERSON)
    return trainer


@pytest.fixture(scope="module")
def formgrader(trainer):
    """Give the address of formgrader in a JupyterLab that was started in the course folder."""
    with trainer.lab() as address:
        yield f"{address}/formgrader"


@pytest.fixture
def opened(formgrader, page):
    """Give a page on which formgrader is open."""
    page.goto(f"{formgrader}?token={TOKEN}")
    expect(page.get_by_role("heading", name="Manage Assignments")).to_be_visible()
    return page


def submission(page, formgrader, student):
    """Open what a learner handed in to the exercise that a person marks."""
    held = page.request.get(f"{formgrader}/api/submitted_notebooks/{PERSON}/{PERSON}").json()
    [found] = [one["id"] for one in held if one["student"] == student]
    with page.expect_response(re.compile("/api/comments")), page.expect_response(re.compile("/api/grades")):
        page.goto(f"{formgrader}/submissions/{found}/")
    page.wait_for_function("() => formgrader.loaded && formgrader.grades.loaded && formgrader.comments.loaded")


def panel(page, question):
    return page.locator(".nbgrader_cell", has=page.locator(f"#{question}"))


def test_formgrader_lists_what_was_handed_in_with_the_marks_of_coprod_mark(trainer, formgrader, opened):
    """One mark everywhere: in the gradebook, in what the command prints and on the trainer's page."""
    held = {name: [one for one in handed if one["mark"] is not None] for name, handed in trainer.mark("--all").items()}
    rows = opened.locator("#main-table tr")
    expect(rows).to_have_count(len(held))

    assert {name: str(len(handed)) for name, handed in held.items()} == {
        row.locator("td").first.inner_text(): row.locator(".num-submissions").inner_text() for row in rows.all()
    }
    for name in (MACHINE, PERSON):
        opened.goto(f"{formgrader}/manage_submissions/{name}")
        expect(rows).to_have_count(len(held[name]))
        assert {one["student"]: round(one["mark"], 2) for one in held[name]} == {
            row.locator(".student-id").inner_text(): float(row.locator(".score").inner_text().split(" / ")[0])
            for row in rows.all()
        }


def test_what_a_learner_typed_is_plain_text_beside_the_mark_scheme(formgrader, opened):
    """Nothing of it runs, is fetched or becomes a heading; how it is marked stands below it."""
    submission(opened, formgrader, PLANTED)
    shown = opened.locator(".output_text pre", has_text=TYPED[0]).first

    for line in TYPED:
        expect(shown).to_contain_text(line)
    expect(opened.locator(".output_text :is(img, script, strong, h1)")).to_have_count(0)
    expect(opened.locator(".nbgrader_cell")).to_have_count(6)
    expect(panel(opened, "honest-start")).to_contain_text("0 marks: Missing.")
    expect(opened.get_by_text("MARK SCHEME ===")).to_have_count(0)
    assert opened.evaluate("() => window.ran === undefined")


def test_a_mark_and_a_comment_given_by_hand_stay_and_reach_the_learner(trainer, formgrader, opened, open_page, watch):
    """Marked in formgrader, marked again by the command, and read by the learner as it was given."""
    submission(opened, formgrader, PLANTED)
    with opened.expect_response(lambda one: one.request.method == "PUT" and "/api/grade/" in one.url):
        panel(opened, "honest-start").locator("input.score").fill("3")
        panel(opened, "honest-start").locator("input.score").blur()
    with opened.expect_response(lambda one: one.request.method == "PUT" and "/api/comment/" in one.url):
        panel(opened, "honest-start").locator("textarea").fill(COMMENT)
        panel(opened, "honest-start").locator("textarea").blur()
    [planted] = [one for one in trainer.mark(PERSON)[PERSON] if one["student"] == PLANTED]

    assert (3, False) == (planted["mark"], "honest-start" in planted["needs_a_person"])
    submission(opened, formgrader, PLANTED)
    expect(panel(opened, "honest-start").locator("input.score")).to_have_value("3")
    expect(panel(opened, "honest-start").locator("textarea")).to_have_value(COMMENT)

    watch.allowed.append(f"^{re.escape(trainer.home.as_uri())}/")
    learner = open_page(trainer.feedback(PERSON, PLANTED).as_uri(), width=400)
    marked = learner.locator(".marked", has=learner.locator("#honest-start"))

    expect(learner.locator(".summary > .mark")).to_have_text("Marks so far: 3 of 24.")
    expect(marked.locator(".mark")).to_have_text("Marks: 3 of 4.")
    expect(marked.locator(".said")).to_have_text(COMMENT)
    marked.locator("summary").click()
    expect(marked.get_by_text("Easy Read", exact=True)).to_be_visible()
    for line in TYPED:
        expect(learner.locator(".said", has_text=TYPED[0]).first).to_contain_text(line)
    expect(learner.locator("img, script, .said *")).to_have_count(0)
    assert learner.evaluate("() => window.ran === undefined")
    assert learner.evaluate("() => document.documentElement.scrollWidth") <= 400
    assert [] == Axe().run(learner).response["violations"]


def test_what_a_machine_marked_comes_back_with_the_reasons_in_plain_words_and_easy_read(trainer, open_page, watch):
    """A learner reads why, case by case, and the page asks for nothing but itself."""
    handed = [one for one in trainer.mark(MACHINE)[MACHINE] if one["mark"]]
    address = trainer.feedback(MACHINE, handed[0]["student"]).as_uri()
    watch.allowed.append(f"^{re.escape(address)}$")
    learner = open_page()
    asked = []
    learner.on("request", lambda request: asked.append(request.url))
    learner.goto(address)
    marked = learner.locator(".marked", has=learner.locator("#approaches"))

    expect(learner.locator(".summary > .mark")).to_have_text(f"Marks: {round(handed[0]['mark'], 2):g} of 36.")
    expect(learner.get_by_text("mark_here")).to_have_count(0)
    marked.locator("summary", has_text="Easy Read").click()
    expect(marked.locator(".said.easy")).to_be_visible()
    plain, easy = (one.inner_text() for one in marked.locator(".said").all())
    assert [12, 12] == [half.count("Marks: ") for half in (plain, easy)]
    assert plain != easy
    assert [address] == asked
    assert [] == Axe().run(learner).response["violations"]
