"""docs/trainers.md tells the truth: its commands, in their order, lead from nothing to feedback."""

import csv
import json
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC, datetime

import stock

from coprod_widgets import cli, exercises, records
from coprod_widgets.content.page import digest
from coprod_widgets.content.words import Words
from coprod_widgets.parcels import handed_in

NAME = "ex4-your-practice"
PAGE = (stock.PACKAGE / "docs" / "trainers.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = [line for kind, block in BLOCKS if not kind for line in block.splitlines()]
[ROSTER] = [block for kind, block in BLOCKS if kind == "csv"]
WORDS = "We meet on the first Monday, and <b>six</b> of us choose together."
TOKEN = "of-the-tests"
WAIT_SECONDS = 300


def learner_hands_in(place):
    """Do what the exercise's pages do for a learner: keep an answer to each question, and make the file to send."""
    folder = place / "a-learner" / "exercises" / NAME
    asked = exercises.load_assignment(folder)
    path = place / "answers.jsonl"
    for item in asked.items:
        if item.interaction == "reflect":
            made = records.new_record(
                unit=NAME, item=item.id, digest=digest(item), interaction="reflect", response=WORDS, checked=False
            )
            records.append(path, made)
    lines = [handed_in.Line(handed_in.Question(one.id, True), one.title, Words("Answered.")) for one in asked.questions]
    kept = handed_in.hand_in(folder, NAME, asked.title, "ann", path.read_bytes(), lines, datetime.now(UTC))
    (place / "learners.csv").write_text(ROSTER, "utf-8")
    (place / "inbox").mkdir()
    (folder / handed_in.FOLDER / kept.name).rename(place / "inbox" / kept.name)


def mark_by_hand(words, course):
    """Start the command as it stands, and do in formgrader what its pages do; return the points given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = ["--no-browser", f"--port={port}", "--port-retries=0", f"--IdentityProvider.token={TOKEN}", "--allow-root"]
    with open(course.parent / "lab.log", "wb") as log:
        lab = subprocess.Popen([sys.executable, "-m", *words, *quiet], cwd=course, stdout=log, stderr=log)

    def ask(path, **data):
        address = f"http://127.0.0.1:{port}/formgrader/{path}"
        body = json.dumps(data).encode() if data else None
        request = urllib.request.Request(
            address, body, {"Authorization": f"token {TOKEN}"}, method="PUT" if data else "GET"
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    try:
        answers(port, lab)
        [submitted] = json.loads(ask(f"api/submitted_notebooks/{NAME}/{NAME}"))
        page = ask(f"submissions/{submitted['id']}/").decode()
        assert "We meet on the first Monday, and &lt;b&gt;six&lt;/b&gt; of us choose together." in page
        grades = json.loads(ask(f"api/grades?submission_id={submitted['id']}"))
        for one in grades:
            ask(f"api/grade/{one['id']}", manual_score=one["max_score"] / 2, extra_credit=None)
        for one in json.loads(ask(f"api/comments?submission_id={submitted['id']}")):
            ask(f"api/comment/{one['id']}", manual_comment="Say who said yes.")
    finally:
        lab.terminate()
        lab.wait(60)
    return sum(one["max_score"] / 2 for one in grades)


def answers(port, process):
    """Wait until a server takes connections; an end, or too long a wait, fails."""
    end = time.monotonic() + WAIT_SECONDS
    while True:
        assert process.poll() is None
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < end
        time.sleep(0.1)


def test_every_command_of_the_page_runs_and_leads_to_feedback(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    course, given, said = tmp_path / "my-course", 0, []
    for command in COMMANDS:
        program, *words = shlex.split(command)
        if "collect" in words:
            learner_hands_in(tmp_path)
        capsys.readouterr()
        if program == "cd":
            monkeypatch.chdir(words[0])
        elif program == "coprod":
            assert 0 == cli.main(words), command
        elif program == "nbgrader":
            stock.nbgrader_apart(course, *words)
        else:
            assert "jupyter lab" == command
            given = mark_by_hand([program, *words], course)
        said.append((command, capsys.readouterr().out))

    def outputs(asked):
        return [out for command, out in said if command == asked]

    assert [True, True] == ["No problems: 4 assignments, " in one for one in outputs("coprod check .")]
    first, *later = outputs(f"coprod mark {NAME}")
    assert "1  need a person" in first
    assert first.endswith("\n\n  1 submission waits for a person: give no feedback on it yet.\n")
    assert [True, True] == ["0  need a person" in one and "wait" not in one for one in later]
    [preview] = outputs(f"coprod mark {NAME} --dry-run")
    assert "0  would have another mark" in preview
    feedback = (course / "feedback" / "ann" / NAME / f"{NAME}.html").read_text("utf-8")
    assert "Say who said yes." in feedback
    assert "<b>six</b>" not in feedback
    with open(course / "grades.csv", encoding="utf-8", newline="") as file:
        [ann] = [row for row in csv.DictReader(file) if row["student_id"] == "ann" and row["assignment"] == NAME]
    assert (given, 24) == (float(ann["score"]), float(ann["max_score"]))
