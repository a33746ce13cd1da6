"""The one line of an exercise's notebook that nbgrader itself can run: the mark of one question, as a number.

It runs in ``autograded/STUDENT/ASSIGNMENT`` of a trainer's course folder. nbgrader takes anything but a number for full
marks and any warning for none, so this gives a number and says nothing. In ``source/ASSIGNMENT``, where a trainer tries
the notebook out and nbgrader marks nobody, there is nothing to mark. Must not import nbgrader.
"""

from __future__ import annotations

import logging
import warnings
from functools import cache
from pathlib import Path

from coprod_widgets import exercises
from coprod_widgets.course_folder import config

from . import submissions


def mark_here(assignment: str, question: str) -> float | None:
    """Return what the answers beside the notebook earn for a question.

    Parameters
    ----------
    assignment
        The assignment's name.
    question
        The question's id; one that a machine marks.

    Returns
    -------
    float
        Points, from 0 to the question's; 0 when the answers can't be read. None in the trainer's own copy.
    """
    if _is_trainers_own(Path.cwd(), assignment):
        return None
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _mark(Path.cwd(), assignment, question)
    finally:
        logging.disable(before)


def _is_trainers_own(here: Path, assignment: str) -> bool:
    """Tell whether this is ``source/ASSIGNMENT``, and not what a learner called source handed in."""
    learners = here.parent.parent.parent / "source" / assignment / exercises.ITEMS
    return here.parent.name == "source" and (here / exercises.ITEMS).is_file() and not learners.is_file()


def _mark(here: Path, assignment: str, question: str) -> float:
    keyed, asked = _keyed(here.parent.parent.parent, assignment)
    handed = submissions.look(here.parent.name, here.parent.parent, here)
    found = submissions.read(handed, assignment, asked)
    [marked] = [one for one in exercises.mark(keyed, found.responses) if one.question.id == question]
    return float(marked.raw)


@cache
def _keyed(course: Path, assignment: str) -> tuple[exercises.Keyed, dict[str, str]]:
    """Return an assignment with its key, and what is asked; the same for every question of a notebook."""
    found = exercises.load_assignment(course / "source" / assignment)
    return exercises.load_key(found, config.keys_dir(course)), submissions.digests(found)
