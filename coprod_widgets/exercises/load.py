"""Reads assignments and keys from an nbgrader course folder.

Must not read anything that a learner wrote.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from coprod_widgets import content
from coprod_widgets.content.auditing import AuditItem, with_lines
from coprod_widgets.content.checks.lint import check_case_words
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.linking import resolve_links
from coprod_widgets.content.loader import read_record
from coprod_widgets.content.reader import ContentError
from coprod_widgets.content.schema import Item
from coprod_widgets.content.shape import BAD, build, nearest

from .assignment import Assignment, sorts
from .checks import check_assignment, check_keys
from .key import ANSWERS, KeyFile, misfits
from .marks import Keyed

ITEMS = "items.yaml"
"""The file of an assignment's folder that holds what is asked."""


def assignment_names(course: Path) -> list[str]:
    """Return the names of the assignments in a course folder, in order."""
    return sorted(path.parent.name for path in course.glob(f"source/*/{ITEMS}"))


def load_assignment(folder: Path) -> Assignment:
    """Return an assignment from its own folder, as a learner holds it.

    Parameters
    ----------
    folder
        The folder with ``items.yaml``: ``source/NAME`` of a course, or what was released or fetched of it.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit.
    """
    assignment, problems = read_assignment(folder)
    if problems:
        raise ContentError(problems)
    return assignment


def read_assignment(folder: Path) -> tuple[Any, list[str]]:
    """Return an assignment as far as it can be read, and a sentence for everything that does not fit."""
    assignment, problems = read_record(folder, ITEMS, Assignment)
    # A course folder's problems are told from there, so that whoever mends them finds the file.
    name = f"source/{folder.name}" if folder.parent.name == "source" else folder.name
    problems = [f"{name}/{problem}" for problem in problems]
    if assignment is BAD or problems:
        return BAD, problems
    where = f"{name}/{ITEMS}: $"
    items = [_whole(item, f"{where}.items[{number}]", problems) for number, item in enumerate(assignment.items)]
    assignment = replace(assignment, items=items)
    check_assignment(assignment, where, problems)
    return assignment, problems


def load_key(assignment: Assignment, keys_dir: Path) -> Keyed:
    """Return an assignment with its key, as marking wants it.

    Parameters
    ----------
    assignment
        What `load_assignment` gave.
    keys_dir
        The folder that holds ``NAME.yaml`` for each assignment.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit, in the file or between it and the assignment.
    """
    name = f"{assignment.assignment}.yaml"
    file, problems = read_record(keys_dir, name, KeyFile)
    if problems:
        raise ContentError([f"keys/{problem}" for problem in problems])
    where = f"keys/{name}: $"
    answers = {}
    known = {item.id: item for item in assignment.items}
    for item_id, tree in file.items.items():
        item = known.get(item_id)
        kind = ANSWERS.get(type(item))
        if kind is None:
            problems.append(
                f"{where}.items.{item_id}: there is no item of this name{nearest(item_id, known)}"
                if item is None
                else f"{where}.items.{item_id}: nothing of this kind is marked by a machine; the levels by "
                "which a person marks its question stand under rubrics:"
            )
            continue
        answer = build(kind, tree, f"{where}.items.{item_id}", problems)
        if answer is not BAD:
            problems += misfits(item, answer, f"{where}.items.{item_id}")
            answers[item_id] = answer
    check_keys(assignment, file, answers, where, problems)
    if problems:
        raise ContentError(problems)
    whole = Keyed.of(assignment, file, answers)
    for item in sorts([item for items in whole.questions.values() for item in items]):
        for case in item.cases:
            check_case_words(case, f"{where}.items.{item.id}.cases.{case.id}", problems)
    if problems:
        raise ContentError(problems)
    return whole


def _whole(item: Item, where: str, problems: list[str]) -> Item:
    """Return an item with the course's lists in the place of their ids, and with nothing that would be a key."""
    item = replace(item, use="exercise")
    if isinstance(item, LinkItem):
        # The course's own links between its lists must not come along: they are the key.
        return replace(
            resolve_links(item, content.load_crosswalk(), None, where, problems), links=None, gaps=[], agreed=None
        )
    if isinstance(item, AuditItem):
        return with_lines(item, content.load_audit())
    return item
