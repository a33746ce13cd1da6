"""A learner's desk: the widgets that lie on it now, and the answers file that they are kept in.

Everything that a widget keeps goes through here to ``answers.jsonl``, and comes back from there. Must not mark and
must not hold words.
"""

import asyncio
import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import UNSET

from coprod_widgets import content, records
from coprod_widgets.content.glossary import glossary_view, sources_view
from coprod_widgets.content.planning import PlanItem
from coprod_widgets.content.schema import Item
from coprod_widgets.desk import merging
from coprod_widgets.desk.restoring import restore
from coprod_widgets.learner import earlier, learning_record, progress
from coprod_widgets.records import Reading, Record
from coprod_widgets.scoring import problem
from coprod_widgets.widgets.base import TURN, CourseWidget, ItemWidget
from coprod_widgets.widgets.learning_record import LearningRecord
from coprod_widgets.widgets.makers import MAKERS
from coprod_widgets.widgets.reference import Reference
from coprod_widgets.widgets.self_audit import Rated, SelfAudit

SETTINGS = {"easy": "reading", "answering": "answering"}
"""The traits that are the same in every widget, and the items of unit 00 that hold them."""

MOST_ALIKE = 4
"""How many widgets may show one item at once: a page that was reloaded leaves its widgets behind."""

PUT_AWAY_S = 30
"""Seconds after which a widget that is too old is closed."""

LOOK_S = 1
"""Seconds after which a desk looks again whether its answers were deleted, or others have come, elsewhere."""


class Desk:
    """The learner's answers in one folder, and the widgets that show them now.

    Several widgets may show one item (two browser tabs share a kernel): they are kept alike.

    Parameters
    ----------
    folder
        Where ``answers.jsonl`` is, or will be.
    home
        Where the learner's settings are, if elsewhere: the course's own folder, for an exercise beside it.
    keeps
        Whether anything is kept; False for a copy to try out, which writes nothing.
    """

    def __init__(self, folder: Path, home: Path | None = None, *, keeps: bool = True) -> None:
        self.folder = folder
        self.answers_path = folder / records.ANSWERS
        self.keeps = keeps
        self._home = Desk(home) if home and home != folder else self
        self._unkept: dict[str, Any] = {}
        self._shown: dict[tuple[str, str], list[CourseWidget]] = defaultdict(list)
        self._seen: dict[tuple[str, str], Any] = {}
        self._answers = records.Follower(self.answers_path)
        self._deletion = records.Deletion(self.answers_path, self.reading)
        self._pages: dict[str, Callable[[CourseWidget], None]] = {}
        self._told: Reading | None = None
        self._looking = False
        self._applying = False

    # --- records -----------------------------------------------------------------------------------

    def reading(self) -> Reading:
        """Return what the answers file holds now; only what has come since is read."""
        return self._answers.read()

    def latest(self, number: str, item_id: str) -> Record | None:
        """Return the last record of an item; None where there is none."""
        return records.latest(self.reading().records, number, item_id)

    def rated(self, number: str, item_id: str) -> Rated | None:
        """Return the ratings of an audit as they were last kept, and the day; None where there are none."""
        last = self.latest(number, item_id)
        if last is None or problem(content.load_unit(number).item(item_id), last.response):
            return None
        return Rated(last.response, last.at[:10])

    def save(self, number: str, item: Item, response: Any, **how: Any) -> None:
        """Append one answer to the file; raises `RecordError` with a sentence for the learner."""
        done = records.attempts(self.reading().records, number, item.id, everywhere=True)
        record = records.new_record(
            unit=number,
            item=item.id,
            digest=content.digest(item),
            interaction=item.interaction,
            response=response,
            attempt=done + 1,
            **how,
        )
        try:
            records.append(self.answers_path, record, still=lambda: not self._deletion.noticed())
        except records.Deleted:
            self.start_anew()
            raise
        self._deletion.kept(record.id)
        if record.asked_in is UNSET:
            self._seen[number, item.id] = response
        self._tell_pages()

    # --- widgets -----------------------------------------------------------------------------------

    def show(self, number: str, item: Item) -> ItemWidget:
        """Return a widget for ``item`` with the learner's answer in it, and keep what happens to it."""
        # A cell runs while other widgets take messages: what they change between reading and laying would be missed.
        with TURN:
            widget = MAKERS[type(item)](item)
            if isinstance(widget, SelfAudit):
                widget.lies_beside(partial(self.rated, number))
            with widget.quiet():
                self._restore(widget, number)
            if isinstance(item, PlanItem):
                widget.earlier = earlier.written(self.reading().records, item.builds_on)
            widget.keeper = _Place(self, number) if self.keeps else None
            widget.tell_standing()
            self._lay(widget, number, item.id)
        return widget

    def lay(self, widget: CourseWidget, number: str, place: str) -> None:
        """Put a widget that keeps its answers in a way of its own, or none, in a place on the desk."""
        with TURN:
            self._lay(widget, number, place)

    def _name_in_browser(self, number: str) -> str:
        """Return a name for this folder and a unit: one browser may know several folders under one address."""
        return f"{hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:16]}/{number}"

    def _lay(self, widget: CourseWidget, number: str, item_id: str) -> None:
        """Put a widget on the desk, with the learner's settings; one too old for any page is put away."""
        for trait in SETTINGS:
            if widget.has_trait(trait):
                setattr(widget, trait, self.setting(trait))
                widget.observe(self._setting_changed, trait)
        widget._place = self._name_in_browser(number)
        alike = self._shown[number, item_id]
        alike.append(widget)
        while len(alike) > MOST_ALIKE:
            _put_away(alike.pop(0))
        self._deletion.noticed()  # from here on, what the file holds now is what can be deleted
        if not self._looking:
            self._look_later()

    def _restore(self, widget: ItemWidget, number: str) -> None:
        for item_id, response in restore(widget, self.reading().records, number).items():
            self._seen[number, item_id] = response

    def merged(self, number: str, item: Item, response: Any) -> Any:
        """Return ``response`` with what another page of this folder, with a kernel of its own, has placed meanwhile."""
        last, seen = self.latest(number, item.id), self._seen.get((number, item.id))
        if last is None or last.response == seen or not isinstance(response, dict) or problem(item, last.response):
            return response
        return merging.merged(last.response, seen or {}, response)

    def written_elsewhere(self, number: str, item: Item, response: Any) -> dict[str, str]:
        """Return the texts that another page, with a kernel of its own, has kept and ``response`` does not know."""
        last = self.latest(number, item.id)
        seen = merging.texts(item, self._seen.get((number, item.id)))
        theirs = merging.texts(item, last and last.response)
        mine = merging.texts(item, response)
        return {name: text for name, text in theirs.items() if text and text not in (seen.get(name), mine.get(name))}

    def mirror(self, widget: ItemWidget, number: str, kept: dict[str, Any], item_id: str | None = None) -> None:
        """Make the other widgets of the same item like this one, and let their pages know what is ``kept`` now."""
        for twin in self._shown[number, item_id or widget.shows.id]:
            if twin is widget:
                continue
            with twin.hold_sync(), twin.quiet():
                for name in ("value", "answers", "confidence", "right_before", "finished", "result"):
                    if twin.has_trait(name):
                        setattr(twin, name, getattr(widget, name))
                # Their browser may hold just that: it was on its way when the page was loaded anew.
                twin._kept = twin._kept | kept

    # --- settings ----------------------------------------------------------------------------------

    def setting(self, trait: str) -> Any:
        """Return a setting as the learner chose it: ``easy`` True or False, ``answering`` cards or list."""
        if trait in self._unkept:
            return self._unkept[trait]
        last = self._home.latest(progress.SETTINGS_UNIT, SETTINGS[trait])
        chosen = last.response[0] if last and isinstance(last.response, list) and last.response else None
        return chosen == "easy" if trait == "easy" else "list" if chosen == "list" else "cards"

    def _setting_changed(self, change: Any) -> None:
        trait = change["name"]
        if self.setting(trait) == change["new"]:
            # Another page may have chosen it, with a kernel of its own: the others here do not know yet.
            self.apply_settings()
            return
        if not self.keeps:
            self._unkept[trait] = change["new"]
            self.apply_settings()
            return
        choice = {True: "easy", False: "plain"}.get(change["new"], change["new"])
        item = content.load_unit(progress.SETTINGS_UNIT).item(SETTINGS[trait])
        try:
            self._home.save(progress.SETTINGS_UNIT, item, [choice], via="tap")
        except records.Deleted:
            if self._home is self:
                raise
            # The course's answers are gone, and nothing of this exercise: it has no more to say than how it is read.
            self._home.save(progress.SETTINGS_UNIT, item, [choice], via="tap")
        for widget in self._shown[progress.SETTINGS_UNIT, item.id]:
            with widget.quiet():
                widget.value = (choice,)
        self.apply_settings()

    def apply_settings(self) -> None:
        """Give every widget on the desk the learner's settings."""
        if self._applying:
            return
        self._applying = True
        try:
            for widgets in self._shown.values():
                for widget in widgets:
                    for trait in SETTINGS:
                        if widget.has_trait(trait):
                            setattr(widget, trait, self.setting(trait))
        finally:
            self._applying = False

    def keep_now(self) -> bool:
        """Try once more to keep every answer that could not be kept; tell whether all on the desk are."""
        widgets = [widget for alike in self._shown.values() for widget in alike if isinstance(widget, ItemWidget)]
        return all([widget.keep_now() for widget in widgets])

    # --- the start page ----------------------------------------------------------------------------

    def lay_page(self, kind: str, page: CourseWidget, paint: Callable[[CourseWidget], None]) -> None:
        """Put a page about all answers on the desk; ``paint`` says on it what they say now, whenever they change."""
        with TURN:
            self._pages[kind] = paint
            paint(page)
            self._lay(page, kind, "")

    def repaint(self, kind: str) -> None:
        """Say anew what the pages of a kind say, where something else than the answers has changed."""
        for page in self._shown[kind, ""]:
            self._pages[kind](page)

    def _tell_pages(self) -> None:
        self._told = self.reading()
        for kind in self._pages:
            self.repaint(kind)

    def learning_record(self) -> LearningRecord:
        """Return the record of learning, made anew from the answers file whenever it is asked for."""

        def make(**how: Any) -> str:
            return learning_record.as_html(self.reading().records, datetime.now(UTC).astimezone().date(), **how)

        page = LearningRecord(make)
        self.lay(page, "learning-record", "")
        return page

    def reference(self, kind: str) -> Reference:
        """Return the list of words (``"glossary"``) or of sources (``"sources"``), read as the learner reads."""
        page = Reference(kind, {"glossary": glossary_view, "sources": sources_view}[kind]())
        self.lay(page, kind, "")
        return page

    # --- what other pages do -----------------------------------------------------------------------

    def start_anew(self) -> None:
        """Show what the file holds now and nothing else: empty items, where the answers were deleted."""
        self._deletion.seen()
        self._seen.clear()
        for (number, _), widgets in list(self._shown.items()):
            for widget in widgets:
                if isinstance(widget, ItemWidget):
                    widget.start_anew()
                    self._bring_back(widget, number)
        self.apply_settings()
        self._tell_pages()

    def refuse(self, widget: ItemWidget, number: str) -> None:
        """Keep nothing of an answer to what was deleted before it came; raises `Deleted` for the learner."""
        widget.empty()
        self._bring_back(widget, number)
        raise records.Deleted

    def _bring_back(self, widget: ItemWidget, number: str) -> None:
        if isinstance(widget.keeper, _Place):
            with widget.quiet():
                self._restore(widget, number)

    def _look_later(self) -> None:
        """Look at the file again soon, where there is something that runs meanwhile: a kernel."""
        with contextlib.suppress(RuntimeError):
            asyncio.get_running_loop().call_later(LOOK_S, self._look)
            self._looking = True

    def _look(self) -> None:
        self._look_later()
        with TURN:
            found = self.reading()
            if self._deletion.noticed():
                self.start_anew()
            elif found is not self._told and found != self._told:
                self._tell_pages()


def _put_away(widget: CourseWidget) -> None:
    """Close a widget, but not while a page that was just opened is still taking in all that the kernel has."""
    try:
        asyncio.get_running_loop().call_later(PUT_AWAY_S, widget.close)
    except RuntimeError:
        widget.close()


@dataclass(frozen=True)
class _Place:
    """A widget's place on the desk: what it keeps goes to the file, and to the widgets like it."""

    desk: Desk
    number: str

    def save(self, widget: ItemWidget, item: Item, response: Any, **how: Any) -> None:
        if widget.behind:
            self.desk.refuse(widget, self.number)
        of = "" if item is widget.shows else item.id
        elsewhere = self.desk.written_elsewhere(self.number, item, response)
        if item is widget.shows and not how["checked"]:
            response = self.desk.merged(self.number, item, response)
            with widget.quiet():
                widget.value = response
        self.desk.save(self.number, item, response, **how)
        if elsewhere:
            widget._elsewhere = {box or of: text for box, text in elsewhere.items()}
        self.desk.mirror(widget, self.number, {of: response})
        if self.number == progress.SETTINGS_UNIT and item.id in SETTINGS.values():
            self.desk.apply_settings()

    def catch_up(self, widget: ItemWidget) -> None:
        with widget.quiet():
            widget.value = self.desk.merged(self.number, widget.shows, widget.value)
