"""``coprod demo``: a course folder with an invented cohort in it, handed in and marked, to look at and to try on.

Must not write outside the folder that it is given, and marks as ``coprod mark`` does: by `run`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coprod_widgets import exercises, filing
from coprod_widgets.content import ContentError
from coprod_widgets.course_folder import config
from coprod_widgets.course_folder.config import CourseError, Settings
from coprod_widgets.course_folder.new_course import CannotMake, copy_course
from coprod_widgets.marking import run

from .files import hand_in
from .learners import MOST, due_dates


def demo(place: Path, number: int, seed: int) -> int:
    """Make a demonstration cohort, mark it, and say what came of it.

    Parameters
    ----------
    place
        The folder to make; it may be there already when it is empty.
    number
        How many learners; 1 to `MOST`.
    seed
        The same seed gives the same answers, byte for byte.

    Returns
    -------
    int
        0 when it is made and marked: the damaged submissions that can't be marked belong to it. 2 when it can't be.
    """
    try:
        place = place.expanduser().absolute()
        make(place, number, seed)
    except CourseError as problem:
        print(problem, file=sys.stderr)
        return 2
    except (OSError, RuntimeError) as error:
        print(filing.refused(error, place), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"Stopped. What there is of {place} can be deleted.", file=sys.stderr)
        return 2
    code = run.run(place, [], None, True, False)
    if code < 2:
        print(f"\nAll of this is made up. It lies in {place}: a course folder like any other, for nbgrader as well.")
    return 2 if code == 2 else 0


def make(place: Path, number: int, seed: int) -> None:
    """Make the course folder, its gradebook and what the cohort hands in; parameters as of `demo`.

    Raises
    ------
    CourseError
        With a sentence, when the folder has something in it or the course can't be made.
    """
    if not 1 <= number <= MOST:
        raise CourseError(f"--learners: got {number}; allowed: 1 to {MOST:,}")
    own = exercises.own_course()
    if own is None:
        raise CourseError("The exercises are not here: the demonstration is made in a copy of the project.")
    try:
        names, _notes = copy_course(own, place, config.keys_dir(own))
    except CannotMake as problem:
        raise CourseError(str(problem)) from None
    try:
        sheets = [
            exercises.load_key(exercises.load_assignment(place / "source" / name), place / "keys") for name in names
        ]
        print(f"Starting nbgrader, to put {len(names)} assignments into a gradebook.", file=sys.stderr)
        _generate(config.load(place), names)
        print(f"Writing what {number:,} invented learners hand in.", file=sys.stderr)
        hand_in(place, sheets, number, seed)
    except ContentError as error:
        raise CourseError(str(error)) from None


def _generate(settings: Settings, names: list[str]) -> None:
    """Have nbgrader generate every assignment, as its own command does, and say when each is due."""
    from nbgrader.api import Gradebook
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    found = PyFileConfigLoader(config.CONFIG, path=str(settings.root)).load_config()
    found.CourseDirectory.root = str(settings.root)
    with _programs_found():
        api = NbGraderAPI(CourseDirectory(config=found), config=found)
        for name in names:
            told = api.generate_assignment(name)
            if not told["success"]:
                why = (told.get("error") or told.get("log") or "it does not say why").strip().splitlines()[-1]
                raise CourseError(f"nbgrader can't generate {name}: {why}")
        with Gradebook(settings.db_url, settings.course_id) as book:
            for name, due in due_dates(names).items():
                book.update_or_create_assignment(name, duedate=due.replace(tzinfo=None))


@contextmanager
def _programs_found() -> Iterator[None]:
    """Let nbgrader find alembic, which it calls by its name, when this Python's programs are not on the path."""
    before = os.environ.get("PATH")
    os.environ["PATH"] = os.pathsep.join(filter(None, [str(Path(sys.executable).parent), before]))
    try:
        yield
    finally:
        if before is None:
            del os.environ["PATH"]
        else:
            os.environ["PATH"] = before
