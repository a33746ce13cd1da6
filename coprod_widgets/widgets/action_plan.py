"""A plan of one dated action that shares a decision or the doing, in the learner's own words. Never marked.

What a plan lacks, and what it is as a file, come from ``coprod_widgets.paper.plans``; nothing is written to disk here.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import traitlets as t

from coprod_widgets import content
from coprod_widgets.content.page import words_view
from coprod_widgets.content.planning import PlanItem
from coprod_widgets.paper import plans
from coprod_widgets.widgets.base import ItemWidget, Keeper, page_code, page_style

FILES = {
    "markdown": ("my-plan.md", "text/markdown"),
    "calendar": ("my-plan.ics", "text/calendar"),
    "print": ("my-plan.html", "text/html"),
}
"""The forms a plan can be had in, each with its file's name and its kind."""


class ActionPlan(ItemWidget):
    """Plan one dated action that shares a decision or part of the doing; more are possible, one is enough.

    Parameters
    ----------
    item
        A plan item of the course; left out, the plan is your own and kept nowhere.
    earlier
        What the learner wrote before and can build on: one mapping a text, with ``unit``, ``title``, ``prompt``,
        ``notebook`` and ``text``.

    Attributes
    ----------
    value
        The actions, ``[{"action": "…", "with": "…", "by": "2027-01-31", …}]``; ``[]`` at first. A part that is
        not there yet is absent.
    told
        For each action what it does not say yet, in sentences, and whether its day lies in the past.

    Examples
    --------
    >>> plan = ActionPlan()
    >>> plan.value = [{"action": "Open the rota", "shares": "decision", "by": "2027-01-31"}]
    >>> plan.told[0][-1]
    'It does not say yet what happens if people say that it did not work.'
    """

    _esm = page_code("action_plan")
    _css = page_style("action_plan")
    value = t.List(help="the actions; parts that are not there yet are absent").tag(sync=True)
    earlier = t.List(help="what the learner wrote before").tag(sync=True)
    _told = t.List(help="what each action does not say yet").tag(sync=True)

    def __init__(
        self,
        item: PlanItem | None = None,
        *,
        earlier: Sequence[Mapping[str, Any]] = (),
        keeper: Keeper | None = None,
        **traits: Any,
    ) -> None:
        self._check_names(traits)
        item = item or PlanItem(id="own-plan", prompt=content.load_interface()["own-plan"])
        super().__init__(item, keeper=keeper, earlier=[dict(one) for one in earlier], **traits)

    def _ready(self) -> None:
        super()._ready()
        self._tell()

    @property
    def told(self) -> list[list[str]]:
        """For each action what it does not say yet, in sentences."""
        return [[words.text for words in plans.told(line, _today())] for line in self.value]

    def as_markdown(self) -> str:
        """Return the plan as Markdown."""
        return plans.as_markdown(self.value, self.easy, _today())

    def as_calendar(self) -> str:
        """Return the days of the plan as the text of a calendar file (``.ics``), whose lines end in CRLF.

        Raises
        ------
        ValueError
            When no action has a day.
        """
        return plans.as_calendar(self.value, datetime.now(UTC), self.easy)

    def as_html(self) -> str:
        """Return the plan as a page to print."""
        return plans.as_html(self.value, self.easy, _today())

    def check(self) -> None:
        """Nothing is marked here: there is nothing to show and nothing to return."""

    def show_result(self) -> None:
        """Nothing is marked here: there is nothing to show."""

    # --- what comes from the page ------------------------------------------------------------------

    def _handlers(self) -> dict[str, Any]:
        return super()._handlers() | {"file": self._make_file}

    def _make_file(self, message: dict[str, Any]) -> None:
        if not self._take_in(message):
            return
        form = message.get("form")
        if form not in FILES:
            raise ValueError(f"ActionPlan makes no file of the kind {form!r}; it makes: {', '.join(FILES)}")
        if not plans.written(self.value):
            raise ValueError(content.load_interface()["plan-empty"].text)
        name, kind = FILES[form]
        make = {"markdown": self.as_markdown, "calendar": self.as_calendar, "print": self.as_html}[form]
        self.send({"kind": "file", "for": message.get("for"), "form": form, "name": name, "type": kind, "text": make()})

    @t.observe("value")
    def _changed(self, _change: Any) -> None:
        self._tell()
        self._keep(self.shows, list(self.value))

    def _tell(self) -> None:
        if self.handed_in:
            return  # what a plan does not say yet is what whoever marks it looks for
        self._told = [[words_view(words) for words in plans.told(line, _today())] for line in self.value or [{}]]


def _today() -> date:
    return datetime.now(UTC).date()
