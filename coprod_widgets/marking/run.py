"""``coprod mark``: marks whole cohorts and says what came of it.

Must not mark and must not write itself: ``cohort`` does.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from coprod_widgets import exercises, filing
from coprod_widgets.course_folder import config
from coprod_widgets.course_folder.alone import alone
from coprod_widgets.course_folder.assignments import check_name
from coprod_widgets.course_folder.config import CourseError, Settings
from coprod_widgets.course_folder.folders import Shelf

from . import dry_run, waiting
from .cohort import Cohort, Outcome
from .database import NoGradebook
from .generated import NotGenerated
from .gradebook import Book
from .progress import Progress
from .rows import Total
from .table import named, table
from .waiting import Waiting

VERSION = 1
"""Version of what ``--json`` prints."""


class Result(Struct, frozen=True, kw_only=True):
    """What came of one assignment.

    Attributes
    ----------
    cohort
        The assignment's.
    outcomes
        One for each submission.
    totals
        What everybody has now, by student.
    by_hand
        What persons gave: a student, a question and points.
    """

    cohort: Cohort
    outcomes: list[Outcome]
    totals: dict[str, Total]
    by_hand: list[tuple[str, str, float]]

    @property
    def refused(self) -> list[Outcome]:
        """Those that could not be marked."""
        return [one for one in self.outcomes if one.did == "refused"]


def run(root: Path, names: Sequence[str], student: str | None, every: bool, as_json: bool, dry: bool = False) -> int:
    """Mark what is new or changed, and say what came of it.

    Parameters
    ----------
    root
        The course folder.
    names
        The assignments.
    student
        The id of the only learner to mark; everybody when None.
    every
        Whether to mark every assignment of the course that nbgrader has generated.
    as_json
        Whether to print for programs; ``docs/marking.md`` has the shape.
    dry
        Whether to write nothing, and say whose mark would move.

    Returns
    -------
    int
        0 when all that was handed in is dealt with, 1 when something could not be marked, 2 when nothing could.
    """
    began = time.monotonic()
    progress = Progress(sys.stderr)
    root = root.absolute()
    try:
        names = _names(root, names, every)
        progress.starting(_about(root, names, student))
        settings = config.load(root)
        if dry:
            with Book(settings, read_only=True) as book:
                wanted, others = _wanted(settings, book, names, student, every)
                found = _preview(book, wanted, progress)
        else:
            with alone(root), Book(settings) as book:
                wanted, others = _wanted(settings, book, names, student, every)
                found = _mark(settings, book, wanted, student, progress)
    except CourseError as problem:
        progress.end()
        print(problem, file=sys.stderr)
        if isinstance(problem, NoGradebook):
            print(f"Make it, in the course folder: nbgrader generate_assignment {names[0]}", file=sys.stderr)
        return 2
    except OSError as error:
        progress.end()
        print(filing.refused(error, root, "read or written"), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        progress.end()
        print("Stopped. What was marked stays marked; run it again to go on from there.", file=sys.stderr)
        return 2
    progress.end()
    as_data, lines = (dry_run.as_data, dry_run.lines) if dry else (_as_data, _lines)
    unmarked = waiting.as_preview if dry else waiting.as_data
    if as_json:
        told = {
            "v": VERSION,
            "course": str(root),
            **({"dry_run": True} if dry else {}),
            "seconds": round(time.monotonic() - began, 3),
            "assignments": [as_data(one) for one in found] + [unmarked(one) for one in others if one.students],
            "left_out": [one.name for one in others if not one.students],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        told = [*map(lines, found), *map(waiting.lines, others)]
        print("\n\n".join("\n".join(one) for one in told))
    return int(any(one.refused for one in [*found, *others]))


def _names(root: Path, names: Sequence[str], every: bool) -> list[str]:
    """Return which assignments are meant."""
    if not (root / "source").is_dir():
        raise CourseError(f"{root} is not a course folder: there is no folder source/ in it.")
    there = exercises.assignment_names(root)
    if every:
        if not there:
            raise CourseError(f"{root / 'source'}: there is no assignment in it.")
        return there
    if not names:
        raise CourseError(f"Say which assignment, or --all. There are: {', '.join(there)}")
    for name in names:
        check_name(name, there)
    return list(dict.fromkeys(names))


def _about(root: Path, names: Sequence[str], student: str | None) -> int:
    """Return about how many submissions there are, before nbgrader's configuration is known."""
    if student is not None:
        return len(names)
    try:
        return len(os.listdir(root / "submitted")) * len(names)
    except OSError:
        return 0


def _mark(
    settings: Settings, book: Book, wanted: Sequence[tuple[Cohort, list[str]]], student: str | None, progress: Progress
) -> list[Result]:
    shelf = Shelf(settings.root)
    progress.begin(sum(len(students) for _, students in wanted))
    results = []
    for cohort, students in wanted:
        outcomes = []
        for outcome in cohort.mark(students, shelf):
            outcomes.append(outcome)
            progress.step()
        book.penalise(cohort.sheet, settings.penalty, None if student is None else {student})
        sheet = cohort.sheet
        totals, by_hand = book.totals(sheet), book.by_hand(sheet)
        results.append(Result(cohort=cohort, outcomes=outcomes, totals=totals, by_hand=by_hand))
    return results


def _preview(book: Book, wanted: Sequence[tuple[Cohort, list[str]]], progress: Progress) -> list[dry_run.Preview]:
    progress.begin(sum(len(students) for _, students in wanted))
    return [dry_run.preview(cohort, book, students, progress.step) for cohort, students in wanted]


def _wanted(
    settings: Settings, book: Book, names: Sequence[str], student: str | None, every: bool
) -> tuple[list[tuple[Cohort, list[str]]], list[Waiting]]:
    """Return every assignment that is meant, before anything is written, with those who handed it in.

    Who names an assignment wants it marked. Who says all of them need not have generated all: the others come apart.
    """
    wanted, others = [], []
    for name in names:
        students = _students(settings, name, student)
        try:
            if every:
                book.sheet(name)  # one that is still being written need not have a key, either
            wanted.append((Cohort(settings, book, name), students))
        except NotGenerated as problem:
            if not every:
                raise
            others.append(Waiting(name=name, reason=str(problem), students=students))
    if not wanted:
        raise CourseError(others[0].reason)
    if student is not None and not any(students for _, students in wanted) and not any(one.students for one in others):
        raise CourseError(f"{student} has handed in nothing for {', '.join(names)}.")
    return wanted, others


def _students(settings: Settings, name: str, student: str | None) -> list[str]:
    there = settings.students(name)
    return there if student is None else [one for one in there if one == student]


def _as_data(result: Result) -> dict[str, Any]:
    key = result.cohort.keyed.file.key
    return {
        "assignment": result.cohort.name,
        "points": result.cohort.keyed.assignment.points,
        "key": {"version": key.version, "agreed_by": key.agreed_by, "agreed_on": str(key.agreed_on)},
        "counts": _counts(result),
        "submissions": [_submission(one, result.totals.get(one.student)) for one in result.outcomes],
    }


def _submission(outcome: Outcome, total: Total | None) -> dict[str, Any]:
    has = {"mark": None, "late_penalty": None, "needs_a_person": []}
    if total is not None:
        has = {"mark": round(total.mark, 4), "late_penalty": total.penalty, "needs_a_person": total.needs}
    return {
        "student": named(outcome.student),
        "did": outcome.did,
        **has,
        "reason": outcome.reason,
        "warnings": outcome.warnings,
        "feedback_removed": outcome.feedback_removed,
    }


def _counts(result: Result) -> dict[str, int]:
    did = [one.did for one in result.outcomes]
    needs = [one for one in result.outcomes if one.did != "refused" and _needs(result, one)]
    return {
        "marked": did.count("marked"),
        "unchanged": did.count("unchanged"),
        "needs_a_person": len(needs),
        "refused": len(result.refused),
    }


def _needs(result: Result, outcome: Outcome) -> list[str]:
    total = result.totals.get(outcome.student)
    return total.needs if total else []


def _lines(result: Result) -> list[str]:
    """Return the table about one assignment."""
    counts = _counts(result)
    lines = [
        result.cohort.name,
        f"  {counts['marked']:>7,}  marked now",
        f"  {counts['unchanged']:>7,}  unchanged since they were last marked",
        f"  {counts['needs_a_person']:>7,}  need a person for a question or more: open formgrader",
        f"  {counts['refused']:>7,}  could not be marked",
    ]
    refused = [(one.student, one.reason or "") for one in result.refused]
    warned = [(one.student, text) for one in result.outcomes for text in one.warnings]
    removed = [(one.student, "Generate it again.") for one in result.outcomes if one.feedback_removed]
    late = [
        (one.student, f"{total.penalty:g} of {total.mark:g} marks taken off")
        for one in result.outcomes
        if (total := result.totals.get(one.student)) and total.penalty
    ]
    between = _between(result)
    n = len(between)
    odd = (
        f"{n:,} marks by hand are none of the levels of their"
        if n > 1
        else "1 mark by hand is none of the levels of its"
    )
    for heading, told in (
        ("Could not be marked:", refused),
        ("Late:", late),
        ("Look at:", warned),
        (f"{odd} mark scheme:", between),
        ("Feedback that no longer fits was deleted:", removed),
    ):
        lines += table(heading, told)
    wait = counts["needs_a_person"]
    if wait:
        told = f"{wait:,} submissions wait for a person: give no feedback on them yet."
        lines += ["", "  " + (told if wait > 1 else "1 submission waits for a person: give no feedback on it yet.")]
    return lines


def _between(result: Result) -> list[tuple[str, str]]:
    """Return whose mark by hand is no level of its mark scheme, with the question and what is allowed."""
    rubrics = result.cohort.keyed.file.rubrics
    levels = {name: [level.points for level in rubric.levels] for name, rubric in rubrics.items()}
    there = {one.student for one in result.outcomes}
    return [
        (student, f"{name}: {points:g} ({', '.join(f'{one:g}' for one in levels[name][:-1])} or {levels[name][-1]:g})")
        for student, name, points in result.by_hand
        if student in there and name in levels and points not in levels[name]
    ]
