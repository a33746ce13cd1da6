"""What a notebook calls: ``unit("04").activity("sort-clear")`` shows an activity with the learner's answers in it.

Everything that a widget keeps goes through here to ``answers.jsonl`` beside the notebook, and comes back from
there. Must not mark and must not hold words.
"""

import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from weakref import WeakSet

from coprod_widgets import content, records
from coprod_widgets.content.schema import ChoiceItem, ReflectItem, SortItem
from coprod_widgets.lab import workspace
from coprod_widgets.records import Reading, Record
from coprod_widgets.scoring import Item, problem
from coprod_widgets.widgets.base import ItemWidget, say, words_view
from coprod_widgets.widgets.choice import Choice
from coprod_widgets.widgets.reflect import Reflect
from coprod_widgets.widgets.scenario_sorter import ScenarioSorter
from coprod_widgets.widgets.start_page import StartPage

SETTINGS_UNIT = "00"
READING = "reading"
ANSWERING = "answering"
"""The items of unit 00 that hold how a learner likes to read (plain, easy) and to answer (cards, list)."""

Status = str


def unit(number: str) -> "Unit":
    """Return one unit of the course, with the learner's answers from this notebook's folder.

    Parameters
    ----------
    number
        The unit's number as text: ``"00"``, ``"04"``.

    Raises
    ------
    ContentError
        If the course has no such unit; the message names those that it has.
    """
    return Unit(number, _desk())


class Unit:
    """One unit: shows its activities and checks, each as the learner left it."""

    def __init__(self, number: str, desk: "Desk") -> None:
        self.number = number
        self._words = content.load_unit(number)
        self._desk = desk

    def __repr__(self) -> str:
        return f"unit({self.number!r})"

    def activity(self, item_id: str) -> ItemWidget:
        """Show an activity: try things out; nothing here counts."""
        return self._show(item_id, "activity")

    def check(self, item_id: str) -> ItemWidget:
        """Show a check: a question with feedback at once."""
        return self._show(item_id, "check")

    def start(self) -> StartPage:
        """Show the list of units with where the learner is in each."""
        return self._desk.start_page()

    def _show(self, item_id: str, use: str) -> ItemWidget:
        item = self._words.item(item_id)
        if item.use != use:
            raise content.ContentError([f"unit {self.number}: {item_id} is shown with .{item.use}(…), not .{use}(…)"])
        return self._desk.show(self.number, item)


class Desk:
    """The learner's answers in one folder, and the widgets that show them now.

    Several widgets may show one item (two browser tabs share a kernel): they are kept alike.

    Parameters
    ----------
    folder
        Where ``answers.jsonl`` is, or will be.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers_path = folder / workspace.ANSWERS
        self._shown: dict[tuple[str, str], WeakSet[ItemWidget]] = defaultdict(WeakSet)
        self._seen: dict[tuple[str, str], Any] = {}
        self._read_at: tuple[int, int] | None = None
        self._reading = Reading([], [])

    # --- records -----------------------------------------------------------------------------------

    def reading(self) -> Reading:
        """Return what the answers file holds, read again only when it has changed."""
        try:
            stat = os.stat(self.answers_path)
            now = (stat.st_size, stat.st_mtime_ns)
        except OSError:
            now = None
        if now is None or now != self._read_at:
            self._reading, self._read_at = records.read(self.answers_path), now
        return self._reading

    def latest(self, number: str, item_id: str) -> Record | None:
        """Return the last record of an item; None where there is none."""
        return records.latest(self.reading().records, number, item_id)

    def save(self, number: str, item: Item, response: Any, **how: Any) -> None:
        """Append one answer to the file; raises `RecordError` with a sentence for the learner."""
        done = records.attempts(self.reading().records, number, item.id)
        record = records.new_record(
            unit=number,
            item=item.id,
            digest=content.digest(item),
            interaction=item.interaction,
            response=response,
            attempt=done + 1,
            **how,
        )
        records.append(self.answers_path, record)

    # --- widgets -----------------------------------------------------------------------------------

    def show(self, number: str, item: Item) -> ItemWidget:
        """Return a widget for ``item`` with the learner's answer in it, and keep what happens to it."""
        makers = {SortItem: ScenarioSorter, ChoiceItem: Choice, ReflectItem: Reflect}
        settings = {"easy": self.easy()}
        if isinstance(item, SortItem):
            settings["answering"] = self.answering()
        widget = makers[type(item)](item, save=None, **settings)
        with widget.quiet():
            self._restore(widget, number, item)
        widget._save = lambda *args, **how: self._keep(widget, number, *args, **how)
        widget.observe(self._easy_changed, "easy")
        if isinstance(item, SortItem):
            widget.observe(self._answering_changed, "answering")
        self._shown[number, item.id].add(widget)
        return widget

    def _restore(self, widget: ItemWidget, number: str, item: Item) -> None:
        last = self.latest(number, item.id)
        if isinstance(widget, ScenarioSorter):
            for ask in widget.asks:
                kept = self.latest(number, ask.id)
                if kept and problem(ask, kept.response) is None:
                    widget.answers = widget.answers | {ask.id: kept.response}
        if last is None or not widget.takes(last.response):
            return
        self._seen[number, item.id] = last.response
        widget.value = last.response
        if isinstance(widget, ScenarioSorter):
            widget.confidence = last.confidence
        if last.checked:
            widget.show_result()

    def _keep(self, widget: ItemWidget, number: str, item: Item, response: Any, **how: Any) -> None:
        if item is widget.of and not how["checked"]:
            response = self._with_what_others_did(widget, number, item, response)
        self.save(number, item, response, **how)
        self._seen[number, item.id] = response
        self._mirror(widget, number)
        if number == SETTINGS_UNIT and item.id in (READING, ANSWERING):
            self._apply_settings()

    def _with_what_others_did(self, widget: ItemWidget, number: str, item: Item, response: Any) -> Any:
        """Add what another page of the same folder, with a kernel of its own, has placed meanwhile."""
        last, seen = self.latest(number, item.id), self._seen.get((number, item.id))
        theirs = last.response if last else seen
        if theirs == seen or not isinstance(response, dict) or problem(item, theirs):
            return response
        seen = seen or {}
        taken_back = seen.keys() - response.keys()
        moved = {part: place for part, place in response.items() if seen.get(part) != place}
        response = {part: place for part, place in theirs.items() if part not in taken_back} | moved
        with widget.quiet():
            widget.value = response
        return response

    def _mirror(self, widget: ItemWidget, number: str) -> None:
        for twin in list(self._shown[number, widget.item["id"]]):
            if twin is widget:
                continue
            with twin.quiet():
                for name in ("value", "answers", "confidence", "kept", "result"):
                    if twin.has_trait(name):
                        setattr(twin, name, getattr(widget, name))

    # --- settings ----------------------------------------------------------------------------------

    def easy(self) -> bool:
        """Tell whether the learner reads Easy Read."""
        return self._setting(READING) == "easy"

    def answering(self) -> str:
        """Tell how the learner likes to sort: ``cards`` or ``list``."""
        return "list" if self._setting(ANSWERING) == "list" else "cards"

    def _setting(self, item_id: str) -> str | None:
        last = self.latest(SETTINGS_UNIT, item_id)
        return last.response[0] if last and isinstance(last.response, list) and last.response else None

    def _easy_changed(self, change: Any) -> None:
        self._set(READING, "easy" if change["new"] else "plain")

    def _answering_changed(self, change: Any) -> None:
        self._set(ANSWERING, change["new"])

    def _set(self, item_id: str, choice: str) -> None:
        if self._setting(item_id) == choice:
            return
        item = content.load_unit(SETTINGS_UNIT).item(item_id)
        self.save(SETTINGS_UNIT, item, [choice], via="tap")
        for widget in list(self._shown[SETTINGS_UNIT, item_id]):
            with widget.quiet():
                widget.value = (choice,)
        self._apply_settings()

    def _apply_settings(self) -> None:
        for widgets in list(self._shown.values()):
            for widget in list(widgets):
                widget.easy = self.easy()
                if widget.has_trait("answering"):
                    widget.answering = self.answering()

    # --- the start page ----------------------------------------------------------------------------

    def start_page(self) -> StartPage:
        """Return the list of units with where the learner is in each, and what there is to tell."""
        units = [self._unit_row(number) for number in content.unit_numbers()]
        open_units = [one for one in units if one["status"] != "completed" and one["unit"] != SETTINGS_UNIT]
        started = [one for one in open_units if one["status"] == "in-progress"]
        page = StartPage(units, (started or open_units or [None])[0], self._notices(), easy=self.easy())
        page.observe(self._easy_changed, "easy")
        self._shown["start", ""].add(page)
        return page

    def _unit_row(self, number: str) -> dict[str, Any]:
        words = content.load_unit(number)
        sittings = [
            {
                "title": words_view(sitting.title),
                "minutes": sitting.minutes,
                "status": self._status(number, [words.item(item_id) for item_id in sitting.items]),
            }
            for sitting in words.unit.sittings
        ]
        found = {sitting["status"] for sitting in sittings}
        status = found.pop() if len(found) == 1 else "in-progress"
        return {
            "unit": number,
            "title": words_view(words.unit.title),
            "notebook": words.unit.notebook,
            "sittings": sittings,
            "status": status,
            "started": status == "in-progress",
        }

    def _status(self, number: str, items: Iterable[Item]) -> Status:
        done = [self._done(number, item) for item in items]
        touched = [self.latest(number, item.id) is not None for item in items]
        return "completed" if all(done) else "in-progress" if any(touched) else "not-started"

    def _done(self, number: str, item: Item) -> bool:
        """Tell whether the learner has finished an item: asked for the check, or answered where there is none."""
        found = self.reading().records
        if isinstance(item, SortItem) or (isinstance(item, ChoiceItem) and item.key):
            return records.attempts(found, number, item.id) > 0
        last = records.latest(found, number, item.id)
        return bool(last and last.response)

    def _notices(self) -> list[dict[str, Any]]:
        told = [{"text": text, "easy": None} for text in workspace.notices(self.folder)]
        aside = len(self.reading().aside)
        if aside == 1:
            told.append(say("answers-aside-one"))
        elif aside:
            told.append(say("answers-aside", n=aside))
        return told


_DESKS: dict[Path, Desk] = {}
_FOLDER = Path.cwd()


def _desk() -> Desk:
    """Return the desk of this kernel's folder; a notebook that changes its folder later keeps its answers."""
    return _DESKS.setdefault(_FOLDER, Desk(_FOLDER))
