"""The learner's exercises on the start page: those that have arrived, and how far the learner is with each.

Must not show a question or an answer, and must write nothing itself: ``lab.arriving`` takes in what has come.
"""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from coprod_widgets import records
from coprod_widgets.content import ContentError
from coprod_widgets.content.page import words_view
from coprod_widgets.content.words import Words
from coprod_widgets.lab import workspace
from coprod_widgets.widgets.base import say


def arrive(folder: Path) -> list[str]:
    """Take in the zips of exercises that lie in a learner's folder; return a sentence for each that can't be."""
    if not _has_some(folder):
        return []
    from coprod_widgets.lab.arriving import take_in_all  # a learner without exercises does not wait for it

    return take_in_all(folder, datetime.now(UTC).date())


def rows(folder: Path) -> list[dict[str, Any]]:
    """Return a row for each exercise in a learner's folder, in order of name, as the start page shows pages."""
    if not _has_some(folder):
        return []
    from coprod_widgets.lab.arriving import exercises_in

    return [_row(one) for one in exercises_in(folder)]


def _has_some(folder: Path) -> bool:
    try:
        return any((folder / workspace.EXERCISES).iterdir())
    except OSError:
        return False


def _row(folder: Path) -> dict[str, Any]:
    from coprod_widgets.exercises import ITEMS

    name = folder.name
    found = records.read(folder / records.ANSWERS).records
    answered = {one.item for one in found if one.unit == name}
    return {
        "notebook": f"{workspace.EXERCISES}/{name}/{name}.ipynb",
        "title": _title(folder, (folder / ITEMS).stat().st_mtime_ns),
        "says": say("exercise-row-some", n=len(answered)) if answered else say("exercise-row-none"),
    }


@lru_cache(maxsize=100)
def _title(folder: Path, _changed: int) -> dict[str, Any]:
    """Return the title of an exercise; its folder's name where its words can't be read: its own page says why."""
    from coprod_widgets import exercises

    try:
        return words_view(exercises.load_assignment(folder).title)
    except ContentError:
        return words_view(Words(folder.name))
