"""Marking that was killed at any moment and run again ends as if it had never been stopped."""

import os
import random
import shutil
import signal
import sys

import pytest
import stock
from handing_in import correct, hand_in, keyed

from coprod_widgets.marking import cohort, done, run

STOPS = 24


@pytest.fixture
def seven(course):
    """Seven learners have handed in; two of them were marked before, one of those has changed their answers since."""
    right = correct(keyed(course))
    for number, name in enumerate(["ada", "bob", "cyd", "dee", "eve", "fay", "gus"]):
        hand_in(course, name, dict(list(right.items())[number:]))
    assert 0 == run.run(course, ["small"], "ada", False, True) == run.run(course, ["small"], "gus", False, True)
    stock.query(course, "update grade set manual_score = 2, needs_manual_grade = 0 where auto_score is null")
    (course / "feedback" / "gus" / "small").mkdir(parents=True)
    hand_in(course, "gus", right | {"own": "Not what it was."})
    return course


def state(course):
    """Return all that marking has left behind, times aside."""
    folders = {
        str(path.relative_to(course)): path.read_bytes() if path.is_file() else None
        for step in ("autograded", "feedback", ".coprod/aside")
        for path in (course / step).rglob("*")
    }
    return stock.tables(course), folders, done.read(course)


def in_a_child(course, stop=None):
    """Mark in a process of its own, killed at the call number ``stop``; return how it ended, and after how many."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        calls = 0

        def count(_frame, event, _argument):
            nonlocal calls
            if event in ("call", "c_call"):
                calls += 1
                if calls == stop:
                    os.kill(os.getpid(), signal.SIGKILL)

        code = 99
        try:
            sys.stdout = sys.stderr = open(os.devnull, "w")
            sys.setprofile(count)
            code = run.run(course, ["small"], None, False, True)
            sys.setprofile(None)
            os.write(theirs, str(calls).encode())
        finally:
            os._exit(code)
    os.close(theirs)
    _, status = os.waitpid(child, 0)
    with os.fdopen(ours) as told:
        return os.waitstatus_to_exitcode(status), int(told.read() or 0)


def test_killed_at_any_moment_and_run_again_it_ends_as_if_undisturbed(seven, tmp_path, monkeypatch):
    monkeypatch.setattr(cohort, "BATCH", 2)
    undisturbed = shutil.copytree(seven, tmp_path / "undisturbed")
    code, calls = in_a_child(undisturbed)
    expected = state(undisturbed)
    assert 0 == code
    chance = random.Random(6)
    reached = set()
    for number in range(STOPS):
        course = shutil.copytree(seven, tmp_path / f"stopped-{number}")
        # The second half of the calls is where things are written.
        stops = [chance.randrange(calls // 2, calls), chance.randrange(calls // 2, calls)]
        ends = [in_a_child(course, stop)[0] for stop in stops]
        reached.add(len(list((course / "autograded").iterdir())))
        again, _ = in_a_child(course)

        assert (-signal.SIGKILL, 0) == (ends[0], again), stops
        assert expected == state(course), stops
        shutil.rmtree(course)
    assert len(reached) > 2  # it was stopped before, between and after folders
