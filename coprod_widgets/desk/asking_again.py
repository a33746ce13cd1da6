"""Questions away from their own pages: at the start of a later unit, and when errors come back.

What is answered there is kept with where it was asked, and does not touch the question's own page. Must not choose
which questions are asked: ``opening`` and ``review`` do.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ipywidgets import VBox

from coprod_widgets import content
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Item
from coprod_widgets.desk import Desk
from coprod_widgets.learner import opening
from coprod_widgets.widgets.base import ItemWidget, say
from coprod_widgets.widgets.choice import Choice


def opening_page(desk: Desk, here: str, today: str | None = None) -> VBox:
    """Return the questions of earlier units that a unit begins with, without the answers of earlier days.

    Parameters
    ----------
    desk
        Whose answers.
    here
        The number of the unit that begins.
    today
        The day, as ISO 8601 in UTC; None takes it from the clock.
    """
    today = today or datetime.now(UTC).date().isoformat()
    found = desk.reading().records
    box = VBox([ask_again(desk, one, here, today) for one in opening.questions(found, here, today)])
    box.add_class("coprod-opening")
    return box


def ask_again(desk: Desk, question: opening.Question, here: str, today: str) -> Choice:
    """Return a question of an earlier day, away from its own page, with what was answered here today."""
    widget = Choice(question.item)
    unit = say("from-unit", unit=question.unit, title=content.load_unit(question.unit).unit.title)
    note = {way: _ended(sentence) for way, sentence in unit.items()}
    # An id of its own: the question may stand on this page as well.
    place = f"opening-{question.unit}-{question.item.id}"
    case = question.about
    about = case and {"title": words_view(case.title), "story": words_view(case.story), "invented": case.invented}
    widget.item = widget.item | {"id": place, "note": note, "about": about}
    last = opening.answered_today(desk.reading().records, question, here, today)
    if last and widget.takes(last.response):
        with widget.quiet():
            widget.value = last.response
            if last.checked:
                widget.show_result()
    widget.keeper = _Again(desk, question.unit, here, place)
    desk.lay(widget, here, place)
    return widget


def _ended(sentence: str) -> str:
    """Return a sentence with its full stop: another may stand behind it, and a title may be a question."""
    return sentence if sentence.endswith(("?", "!", ".")) else f"{sentence}."


@dataclass(frozen=True)
class _Again:
    """A place away from the question's own page: what is answered there does not touch that page."""

    desk: Desk
    number: str
    here: str
    place: str

    def save(self, widget: ItemWidget, item: Item, response: Any, **how: Any) -> None:
        if widget.behind:
            self.desk.refuse(widget, self.here)
        self.desk.save(self.number, item, response, asked_in=self.here, **how)
        self.desk.mirror(widget, self.here, {"": response}, self.place)

    def catch_up(self, widget: ItemWidget) -> None:
        """Take in nothing: one question asked again is answered in one go."""
