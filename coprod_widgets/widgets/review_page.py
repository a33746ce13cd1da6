"""The head of the review page: what is due today, when the next is due, and the days as a calendar file.

Must not read records: it is given what to show.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from coprod_widgets.widgets.base import CourseWidget, page_code, page_style, say

FILE = "review-days.ics"
"""The name that the calendar file is downloaded by."""


class ReviewPage(CourseWidget):
    """What is due, and the days on which more comes back. `tell` says what is in it."""

    _esm = page_code("review_page")
    _css = page_style("review_page")

    def __init__(self, **traits: Any) -> None:
        super().__init__(_view([], [], ""), **traits)

    def tell(self, *, says: Sequence[Mapping[str, Any]], days: Sequence[Mapping[str, Any]], calendar: str) -> None:
        """Show what is due.

        Parameters
        ----------
        says
            Sentences about today, as texts for the page.
        days
            Later days, in order: ``on`` (the day in words) and ``n`` (how many come back, as a text for the page).
        calendar
            The same days as the text of an ``.ics`` file; empty where there are none.
        """
        self.item = _view(says, days, calendar)

    def __repr__(self) -> str:
        return f"ReviewPage({len(self.item['days'])} days)"


def _view(says: Sequence[Mapping[str, Any]], days: Sequence[Mapping[str, Any]], calendar: str) -> dict[str, Any]:
    return {
        "id": "review",
        "prompt": say("review-today-heading"),
        "says": list(says),
        "days": list(days),
        "calendar": calendar,
        "file": FILE,
    }
