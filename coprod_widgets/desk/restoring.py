"""Bringing a widget back to where the learner left it, from the records. Must not read or write files."""

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from coprod_widgets import records
from coprod_widgets.records import Record
from coprod_widgets.scoring import problem
from coprod_widgets.widgets.asking import AskingWidget
from coprod_widgets.widgets.base import ItemWidget
from coprod_widgets.widgets.branching_story import BranchingStory
from coprod_widgets.widgets.scenario_sorter import ScenarioSorter


def restore(widget: ItemWidget, found: Sequence[Record], number: str) -> dict[str, Any]:
    """Give a widget what its learner last answered, and show what was shown of it.

    Parameters
    ----------
    widget
        Of an item of unit ``number``; what is changed must not be kept anew.
    found
        The learner's records, in the order of their file.

    Returns
    -------
    dict
        The responses that were taken from the records, by the ids of their items.
    """
    item_id = widget.shows.id
    taken = _restore_answers(widget, found, number) if isinstance(widget, AskingWidget) else {}
    widget.checked = records.attempts(found, number, item_id) > 0
    if isinstance(widget, BranchingStory):
        widget.finished = _finished(widget, found, number)
        widget.recall(_paths(widget, found, number))
    last = records.latest(found, number, item_id)
    if last is None or not widget.takes(last.response):
        return taken
    widget.value = last.response
    if widget.handed_in:
        if isinstance(widget, ScenarioSorter):
            widget.confidence = last.confidence
        return taken | {item_id: last.response}
    if isinstance(widget, BranchingStory) and not _went_on(widget, found, number):
        widget.stay()
    if isinstance(widget, ScenarioSorter):
        widget.confidence = last.confidence
        if not last.checked and last.attempt > 1:
            before = _last_checked(widget, found, number)
            widget.right_before = {case: place for case, place in widget.right().items() if before.get(case) == place}
    if last.checked or (isinstance(widget, BranchingStory) and widget.came_back):
        widget.show_result()
    elif last.attempt > 1:
        widget.show_changed(_last_checked(widget, found, number))
    return taken | {item_id: last.response}


def _restore_answers(widget: AskingWidget, found: Sequence[Record], number: str) -> dict[str, Any]:
    taken = {}
    for ask in widget.asks:
        last = records.latest(found, number, ask.id)
        if last and problem(ask, last.response) is None:
            taken[ask.id] = last.response
    widget.answers = widget.answers | taken
    return taken


def _finished(widget: BranchingStory, found: Sequence[Record], number: str) -> tuple[tuple[str, ...], ...]:
    """Return the paths that were walked to their end and that the story still allows, in order."""
    return tuple(tuple(path) for path in _paths(widget, [one for one in found if one.checked], number))


def _paths(widget: BranchingStory, found: Sequence[Record], number: str) -> list[list[str]]:
    """Return the paths in some records that the story still allows, in order."""
    mine = [one.response for one in found if (one.unit, one.item) == (number, widget.shows.id)]
    return [path for path in mine if widget.takes(path)]


def _went_on(widget: BranchingStory, found: Sequence[Record], number: str) -> bool:
    """Tell whether the learner turned to the open decision after the last choice, this time and not another."""
    two = (widget.shows.id, widget.open_question)
    ids = [one.item for one in found if one.unit == number and one.item in two]
    return ids[-1:] == [widget.open_question]


def _last_checked(widget: ItemWidget, found: Sequence[Record], number: str) -> dict[str, Any]:
    """Return the response that was last checked; ``{}`` where there is none that the item still takes."""
    checks = [
        one.response
        for one in found
        if (one.unit, one.item, one.checked, one.asked_in) == (number, widget.shows.id, True, UNSET)
    ]
    return checks[-1] if checks and isinstance(checks[-1], dict) and widget.takes(checks[-1]) else {}
