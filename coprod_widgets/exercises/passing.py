"""What a pass is: ``passing.yaml`` of a course folder, which trainers go by and learners are told.

Nobody is passed or failed by it here: it must only say where its numbers are not those of the assignments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from coprod_widgets.content.loader import read_record
from coprod_widgets.content.shape import BAD, nearest
from coprod_widgets.content.words import Words

from .assignment import Assignment

FILE = "passing.yaml"


class ByPerson(Struct, frozen=True, kw_only=True):
    """The assignment that people mark, its least ``points``, and ``none_at``, a mark that no question of it has."""

    assignment: str
    points: Annotated[float, Meta(ge=0)]
    none_at: Annotated[float, Meta(ge=0)]


class Passing(Struct, frozen=True, kw_only=True):
    """The rule of a pass.

    Attributes
    ----------
    all_handed_in
        Whether every assignment must be handed in.
    together, share
        The assignments whose marks are added up, and the least share of them (0 to 1).
    compared
        The marks are compared as they are.
    by_person
        What people mark.
    marked_twice
        The share of a group's answers (0 to 1) that two people mark.
    words
        What learners are told; ``pass`` says the numbers.
    """

    all_handed_in: bool
    together: list[str]
    share: Annotated[float, Meta(ge=0, le=1)]
    compared: Literal["unrounded"]
    by_person: ByPerson
    marked_twice: Annotated[float, Meta(ge=0, le=1)]
    words: dict[str, Words]


def told(course: Path, name: str) -> Words | None:
    """Return what learners are told of a pass; None where a course folder has no rule, or none for this assignment.

    Parameters
    ----------
    course
        The course folder; a rule that can't be read is `coprod check`'s to tell, and none here.
    name
        The assignment.
    """
    if not (course / FILE).exists():
        return None
    rule, problems = read_record(course, FILE, Passing)
    if rule is BAD or problems or name not in (*rule.together, rule.by_person.assignment):
        return None
    return rule.words.get("pass")


def passing_problems(course: Path, assignments: Mapping[str, Assignment]) -> list[str]:
    """Return a sentence for everything in a course folder's rule that does not fit its assignments.

    Parameters
    ----------
    course
        The course folder; one without the file has no rule, and no problem.
    assignments
        Its assignments, by name: all of them.
    """
    if not (course / FILE).exists():
        return []
    rule, problems = read_record(course, FILE, Passing)
    if rule is BAD or problems:
        return problems
    where = f"{FILE}: $"
    named = [(f"{where}.together[{number}]", name) for number, name in enumerate(rule.together)]
    named.append((f"{where}.by_person.assignment", rule.by_person.assignment))
    problems = [
        f"{place}: there is no assignment {name!r}{nearest(name, assignments)}"
        for place, name in named
        if name not in assignments
    ]
    if problems or "pass" not in rule.words:
        return problems or [f"{where}.words.pass: it is missing; it tells learners what a pass is"]
    together = sum(assignments[name].points for name in rule.together)
    most = assignments[rule.by_person.assignment].points
    if rule.by_person.points > most:
        problems.append(f"{where}.by_person.points: got {rule.by_person.points:g}; allowed: 0 to {most:g}, its marks")
    needed = [
        (together, "all marks of what counts together"),
        (round(rule.share * together, 2), "how many of these a pass needs"),
        (rule.by_person.points, "how many marks a pass needs of what people mark"),
        (most, "all marks of what people mark"),
    ]
    told = rule.words["pass"]
    for part, text in (("text", told.text), ("easy", told.easy or told.text)):
        numbers = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}
        problems += [
            f"{where}.words.pass.{part}: it does not say {number:g}, {what}"
            for number, what in needed
            if number not in numbers
        ]
    return problems
