"""The start page's list of units: where the learner is in each, and what the course has to tell.

Must not read records: it is given what to show.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from coprod_widgets.widgets.base import CourseWidget, page_code, page_style, say


class StartPage(CourseWidget):
    """The units of the course as a list of links, each with where the learner is in it.

    Parameters
    ----------
    units
        One mapping a unit: ``unit``, ``title``, ``notebook``, ``status`` and ``sittings`` (``title``,
        ``minutes``, ``status``). A status is ``completed``, ``in-progress`` or ``not-started``.
    next_unit
        The unit to carry on with: ``title``, ``notebook``, ``started``; None when all is done.
    notices
        Sentences that the learner should see first, as texts for the page.
    """

    _esm = page_code("start_page")
    _css = page_style("start_page")

    def __init__(
        self,
        units: Sequence[Mapping[str, Any]],
        next_unit: Mapping[str, Any] | None,
        notices: Sequence[Mapping[str, Any]],
        **traits: Any,
    ) -> None:
        view = {
            "id": "start",
            "prompt": say("your-place"),
            "units": list(units),
            "next": next_unit,
            "notices": list(notices),
        }
        super().__init__(view, **traits)

    def __repr__(self) -> str:
        return f"StartPage({len(self.item['units'])} units)"
