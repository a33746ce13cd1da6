"""Hands in hostile and good work side by side, marks all of it in one run by each door, and tells what came of it."""

import contextlib
import hashlib
import io
import json
import os
import shutil
import stat
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest
import stock
from handing_in import correct, hand_in, keyed

from coprod_widgets import cli

SHIPPED = stock.PACKAGE / "exercises" / "nbgrader_config.py"
GOOD = ("aaron", "mo", "zoe")
"""Three who hand in what is right: before, between and after all others."""
WHOLE = 20
"""What right answers to everything that a machine marks are worth."""


class Run(NamedTuple):
    """One cohort by both doors.

    Attributes
    ----------
    course, told
        The course folder that `coprod mark` marked, and what it printed of each submission, by student.
    other, said
        A copy of it that `nbgrader autograde` marked, and what that said.
    outside
        Everything around, as it was before: nothing of it may change.
    """

    course: Path
    told: dict
    other: Path
    said: str
    outside: dict


_MOST_READ = 1_000_000


def run(generated, place, work, only_ours=()):
    """Let everybody hand in, then mark twice.

    Parameters
    ----------
    generated
        The small course, generated.
    place
        An empty folder.
    work
        By student, a function that spoils the folder that was handed in, which is right and whole before.
    only_ours
        The students whose work nbgrader is not given.
    """
    course, other = place / "course", place / "other"
    for path in (place / "home", place / "elsewhere"):
        path.mkdir()
    (place / "elsewhere" / "own.txt").write_text("Nobody's business.")
    shutil.copytree(generated, course)
    shutil.copy(SHIPPED, course / "nbgrader_config.py")
    right = correct(keyed(course))
    for student in [*GOOD, *work]:
        folder = hand_in(course, student, right)
        shutil.copy(course / "release" / "small" / "small.ipynb", folder)
        if student in work:
            work[student](folder)
    _copy(course, other, only_ours)
    before = _outside(place)
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in {"HOME": "", "IPYTHONDIR": ".ipython", "JUPYTER_CONFIG_DIR": ".jupyter"}.items():
            patch.setenv(name, str(place / "home" / folder))
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
            cli.main(["mark", "small", "--course", str(course), "--json"])
        # An attack that works would be at work in this process, too.
        said = stock.nbgrader_apart(other, "autograde", "small", code=None)
    [assignment] = json.loads(out.getvalue())["assignments"]
    return Run(course, {one["student"]: one for one in assignment["submissions"]}, other, said, before)


def marked_files(course, student):
    """Return what is in a learner's marked folder; nothing where there is none."""
    folder = course / "autograded" / student / "small"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def marks(course):
    """Return what the gradebook of a course holds, question by question, by student."""
    found = {}
    for student, name, score, needs in stock.query(
        course,
        "select s.student_id, c.name, g.auto_score, g.needs_manual_grade from grade g "
        "join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
        "join submitted_assignment s on s.id = n.assignment_id",
    ):
        found.setdefault(student, {})[name] = score, bool(needs)
    return found


def outside(run):
    """Return everything around the two courses, and what was handed in, as it is now."""
    return _outside(run.course.parent)


def left_over(words):
    """Return what programs are at work whose command holds some words."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline"]):
        if process.info["pid"] != os.getpid() and any(words in one for one in process.info["cmdline"] or []):
            found.append(process.info["cmdline"])
    return found


def _copy(course, other, without):
    """Copy a course with its links and pipes as they are."""
    for folder, names, files in os.walk(course):
        there = other / Path(folder).relative_to(course)
        there.mkdir(exist_ok=True)
        for name in [*files, *names]:
            path = Path(folder, name)
            mode = path.lstat().st_mode
            if folder == str(course / "submitted") and name in without:
                names.remove(name)
            elif stat.S_ISLNK(mode):
                (there / name).symlink_to(os.readlink(path))
            elif stat.S_ISFIFO(mode):
                os.mkfifo(there / name)
            elif stat.S_ISREG(mode):
                shutil.copy(path, there / name)


def _outside(place):
    """Return the kind and the content of everything, without what marking is there to write."""
    found = {}
    for folder, names, files in os.walk(place):
        own = {"course": ("autograded", ".coprod"), "other": ("autograded", ".coprod"), "keys": ("on-record",)}
        names[:] = [name for name in names if name not in own.get(Path(folder).name, ())]
        for name in [*files, *names]:
            path = Path(folder, name)
            mode = path.lstat().st_mode
            what = ""
            if stat.S_ISLNK(mode):
                what = os.readlink(path)
            elif stat.S_ISREG(mode) and path.parent.name not in ("course", "other"):
                with open(path, "rb") as file:
                    what = path.stat().st_size, hashlib.sha256(file.read(_MOST_READ)).hexdigest()
            found[str(path.relative_to(place))] = stat.S_IFMT(mode), what
    return found
