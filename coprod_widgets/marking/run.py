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

from coprod_widgets import exercises
from coprod_widgets.content.shape import nearest

from . import config
from .alone import alone
from .cohort import Cohort, Outcome
from .config import CannotMark, Settings
from .folders import Shelf
from .gradebook import Book, Total
from .progress import Progress

VERSION = 1
"""Version of what ``--json`` prints."""
MOST_TOLD = 50
"""How many learners are told of one by one in each part of the table."""


class Result(Struct, frozen=True, kw_only=True):
    """What came of one assignment: its cohort, an outcome for each submission, and what everybody has now."""

    cohort: Cohort
    outcomes: list[Outcome]
    totals: dict[str, Total]


def run(root: Path, names: Sequence[str], student: str | None, every: bool, as_json: bool) -> int:
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
        Whether to mark every assignment of the course.
    as_json
        Whether to print for programs; ``docs/marking.md`` has the shape.

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
        with alone(root), Book(settings) as book:
            results = _mark(settings, book, names, student, progress)
    except CannotMark as problem:
        progress.end()
        print(problem, file=sys.stderr)
        return 2
    except OSError as error:
        progress.end()
        print(f"{error.filename or root}: this can't be read or written ({error.strerror or error}).", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        progress.end()
        print("Stopped. What was marked stays marked; run it again to go on from there.", file=sys.stderr)
        return 2
    progress.end()
    if as_json:
        told = {
            "v": VERSION,
            "course": str(root),
            "seconds": round(time.monotonic() - began, 3),
            "assignments": [_as_data(one) for one in results],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join(_lines(one)) for one in results))
    return 1 if any(one.did == "refused" for result in results for one in result.outcomes) else 0


def _names(root: Path, names: Sequence[str], every: bool) -> list[str]:
    """Return which assignments are meant."""
    if not (root / "source").is_dir():
        raise CannotMark(f"{root} is not a course folder: there is no folder source/ in it.")
    there = exercises.assignment_names(root)
    if every:
        if not there:
            raise CannotMark(f"{root / 'source'}: there is no assignment in it.")
        return there
    if not names:
        raise CannotMark(f"Say which assignment, or --all. There are: {', '.join(there)}")
    for name in names:
        if name not in there:
            raise CannotMark(f"There is no assignment '{name}'{nearest(name, there)}; there are: {', '.join(there)}")
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
    settings: Settings, book: Book, names: Sequence[str], student: str | None, progress: Progress
) -> list[Result]:
    cohorts = [Cohort(settings, book, name) for name in names]  # all, before anything is written
    wanted = {one.name: _students(settings, one.name, student) for one in cohorts}
    if student is not None and not any(wanted.values()):
        raise CannotMark(f"{student} has handed in nothing for {', '.join(names)}.")
    shelf = Shelf(settings.root)
    progress.begin(sum(map(len, wanted.values())))
    results = []
    for cohort in cohorts:
        outcomes = []
        for outcome in cohort.mark(wanted[cohort.name], shelf):
            outcomes.append(outcome)
            progress.step()
        book.penalise(cohort.sheet, settings.penalty, None if student is None else {student})
        results.append(Result(cohort=cohort, outcomes=outcomes, totals=book.totals(cohort.sheet)))
    return results


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
        "student": outcome.student.encode("utf-8", "backslashreplace").decode(),
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
        "refused": did.count("refused"),
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
    refused = [(one.student, one.reason or "") for one in result.outcomes if one.did == "refused"]
    warned = [(one.student, text) for one in result.outcomes for text in one.warnings]
    removed = [(one.student, "Generate it again.") for one in result.outcomes if one.feedback_removed]
    late = [
        (one.student, f"{total.penalty:g} of {total.mark:g} marks taken off")
        for one in result.outcomes
        if (total := result.totals.get(one.student)) and total.penalty
    ]
    for heading, told in (
        ("Could not be marked:", refused),
        ("Late:", late),
        ("Look at:", warned),
        ("Feedback that no longer fits was deleted:", removed),
    ):
        lines += _table(heading, told)
    return lines


def _table(heading: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    shown = [(_printable(student), _printable(text)) for student, text in rows[:MOST_TOLD]]
    width = min(24, max(len(student) for student, _ in shown))
    more = [f"    and {len(rows) - MOST_TOLD:,} more; --json has them all"] if len(rows) > MOST_TOLD else []
    return ["", f"  {heading}", *(f"    {student:<{width}}  {text}" for student, text in shown), *more]


def _printable(text: str) -> str:
    """Return a text that a terminal only shows: names of files are the learner's, and could hold its commands."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)
