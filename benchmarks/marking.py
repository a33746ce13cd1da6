"""How long marking takes: the course's ``coprod mark`` beside nbgrader as it comes, on one notebook and its answers.

Both start anew each time, from the same course folder as it was before anything was marked. Their marks must be the
same, or nothing is measured.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from coprod_widgets import exercises
from coprod_widgets.demo import files

ASSIGNMENT = "ex3-four-approaches"
SIZES = (20, 1_000, 10_000)
"""How many submissions nbgrader marks, how many the course, and how many the course once."""
QUICK = (2, 20, 100)
"""The same when everything is measured a few times only."""
_SPARE = 1.2
"""How many more learners are invented than are marked: those with a damaged file are left out."""
_LOOK = 0.02
"""Seconds between two looks at the memory."""
_PLAIN = "c = get_config()\nc.CourseDirectory.course_id = 'plain'\n"
Note = Callable[[str, float], None]


def measure(rounds: int, sizes: tuple[int, int, int], note: Note, say: Callable[[str], None]) -> None:
    """Mark in turns with nbgrader and with the course, and note the times of one submission and of all, and the memory.

    Parameters
    ----------
    rounds
        Turns, 1 or more; all count, since a marking command is always started anew.
    sizes
        As `SIZES`: each 1 or more, and the second no smaller than the first.
    note
        Takes the name of a sample and a number, in milliseconds, seconds or MB.
    say
        Takes a sentence on how far it has got.

    Raises
    ------
    RuntimeError
        With a sentence, when the exercises are not here, a command fails, or the marks of the two differ.
    """
    stock, cohort, large = sizes
    with tempfile.TemporaryDirectory(prefix="coprod-benchmarks-") as folder:
        home = Path(folder) / "home"
        home.mkdir()
        ours = _Course(Path(folder) / "ours", cohort, home)
        plain = _Course(Path(folder) / "plain", stock, home, ours)
        for turn in range(rounds):
            say(f"Marking: round {turn + 1} of {rounds}")
            turns = [lambda: _time(plain, _autograde(), "stock", note), lambda: _time(ours, _mark(), "mark", note)]
            for one in turns if turn % 2 == 0 else reversed(turns):
                one()
        _same(plain, ours)
        say(f"Marking: {large:,} submissions")
        _time(_Course(Path(folder) / "large", large, home), _mark(), "mark large", note)


class _Course:
    """A course folder with an invented cohort that has handed in one assignment, unmarked.

    Parameters
    ----------
    place
        The folder to make.
    number
        How many submissions.
    home
        The home folder of its commands.
    beside
        A course folder of which this has the first submissions, for nbgrader as it comes; an own cohort when None.
    """

    def __init__(self, place: Path, number: int, home: Path, beside: "_Course | None" = None) -> None:
        own = exercises.own_course()
        if own is None:
            raise RuntimeError("The exercises are measured in a copy of the project, and they are not here.")
        self.place, self.number = place, number
        # nbgrader looks for alembic on the path when it makes a gradebook.
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        private = {name: str(home) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
        self.env = os.environ | private | {"PATH": path, "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
        place.mkdir()
        for name in ("source", "keys"):
            shutil.copytree(own / name, place / name)
        for name in ("nbgrader_config.py", "passing.yaml"):
            shutil.copyfile(own / name, place / name)
        self.run(["-m", "nbgrader", "generate_assignment", ASSIGNMENT])
        if beside is None:
            self._invent()
        else:
            (place / "nbgrader_config.py").write_text(_PLAIN, "utf-8")
            for student in sorted(path.name for path in (beside.place / "submitted").iterdir())[:number]:
                shutil.copytree(beside.place / "submitted" / student, place / "submitted" / student)
        shutil.copyfile(place / "gradebook.db", place / "before.db")

    def _invent(self) -> None:
        """Let invented learners hand in, without those whose file is damaged."""
        place, number = self.place, self.number
        keyed = exercises.load_key(exercises.load_assignment(place / "source" / ASSIGNMENT), place / "keys")
        made = files.hand_in(place, [keyed], int(number * _SPARE) + 1, 1)
        whole = [one.id for one in made if not any(work.damage for work in one.works)]
        for student in {one.id for one in made} - set(whole[:number]):
            shutil.rmtree(place / "submitted" / student, ignore_errors=True)

    def afresh(self) -> None:
        """Forget that anything was marked."""
        for name in ("autograded", "feedback", ".coprod"):
            shutil.rmtree(self.place / name, ignore_errors=True)
        for path in self.place.glob("gradebook.db*"):
            path.unlink()
        shutil.copyfile(self.place / "before.db", self.place / "gradebook.db")

    def run(self, words: list[str]) -> tuple[float, float]:
        """Run a command in the folder; return how long it took in seconds, and the most memory it had in MB."""
        with open(self.place / "log", "wb") as log:
            began = time.perf_counter()
            process = psutil.Popen([sys.executable, *words], cwd=self.place, env=self.env, stdout=log, stderr=log)
            most = 0
            while process.poll() is None:
                most = max(most, _memory(process))
                time.sleep(_LOOK)
            took = time.perf_counter() - began
        if process.returncode:
            told = (self.place / "log").read_text("utf-8", "replace").strip().splitlines()
            raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}: {told[-1] if told else ''}")
        return took, most / 1e6

    def marks(self) -> dict[tuple[str, str], float]:
        """Return what the gradebook holds for every learner and cell that a machine marks."""
        text = (
            "select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade "
            "join base_cell on base_cell.id = grade.cell_id "
            "join submitted_notebook on submitted_notebook.id = grade.notebook_id "
            "join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
        )
        with _book(self.place / "gradebook.db") as book:
            return {(student, cell): score for student, cell, score in book.execute(text)}


def _autograde() -> list[str]:
    return ["-m", "nbgrader", "autograde", ASSIGNMENT]


def _mark() -> list[str]:
    return ["-m", "coprod_widgets.cli", "mark", ASSIGNMENT]


def _time(course: _Course, words: list[str], name: str, note: Note) -> None:
    course.afresh()
    took, most = course.run(words)
    marked = {student for student, _ in course.marks()}
    if len(marked) != course.number:
        raise RuntimeError(f"{len(marked)} of {course.number} submissions were marked by {' '.join(words)}.")
    note(f"{name} each", took * 1000 / course.number)
    note(f"{name} memory", most)


def _same(plain: _Course, ours: _Course) -> None:
    """Compare the marks of those whom both have marked, who are all that nbgrader has."""
    theirs, own = plain.marks(), ours.marks()
    differ = sorted(f"{student} {cell}" for (student, cell), score in theirs.items() if own[student, cell] != score)
    if differ or not theirs:
        raise RuntimeError(f"The marks are not the same, so the times are not comparable: {', '.join(differ[:5])}.")


def _memory(process: psutil.Process) -> int:
    """Return the bytes that a process and all that it has started have in memory."""
    whole = 0
    try:
        for one in (process, *process.children(recursive=True)):
            whole += one.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return whole


@contextmanager
def _book(path: Path) -> Iterator[sqlite3.Connection]:
    book = sqlite3.connect(path)
    try:
        yield book
    finally:
        book.close()
