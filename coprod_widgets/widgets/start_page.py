"""The start page's list of units: where the learner is in each, what is left, and what the course has to tell.

Must not read records: it is given what to show.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from coprod_widgets.widgets.base import CourseWidget, page_code, page_style, say


class StartPage(CourseWidget):
    """The units of the course as a list of links, each with where the learner is in it. `tell` says what is in it."""

    _esm = page_code("start_page")
    _css = page_style("start_page")

    def __init__(self, **traits: Any) -> None:
        super().__init__(_view([], None, None, [], [], []), **traits)

    def tell(
        self,
        *,
        units: Sequence[Mapping[str, Any]],
        next: Mapping[str, Any] | None,
        left: Mapping[str, Any],
        pages: Sequence[Mapping[str, Any]],
        notices: Sequence[Mapping[str, Any]],
        exercises: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Show where the learner is.

        Parameters
        ----------
        units
            One mapping a unit: ``unit``, ``title``, ``notebook``, ``status``, ``left`` (a text, or nothing) and
            ``sittings`` (``title``, ``minutes``, ``status``). A status is ``completed``, ``in-progress`` or
            ``not-started``.
        next
            The unit to carry on with: ``title``, ``notebook``, ``started``, ``item``; None when all is done.
        left
            What is left of the whole course, as a text for the page.
        pages
            Other pages to go to: ``notebook``, ``title`` and what there is to say of it now, ``says``.
        notices
            Sentences that the learner should see first, as texts for the page.
        exercises
            The learner's exercises, as ``pages``.
        """
        self.item = _view(units, next, left, pages, notices, exercises)

    def __repr__(self) -> str:
        return f"StartPage({len(self.item['units'])} units)"


def _view(
    units: Sequence[Mapping[str, Any]],
    following: Mapping[str, Any] | None,
    left: Mapping[str, Any] | None,
    pages: Sequence[Mapping[str, Any]],
    notices: Sequence[Mapping[str, Any]],
    exercises: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    return {
        "id": "start",
        "prompt": say("your-place"),
        "units": list(units),
        "next": following,
        "left": left,
        "pages": list(pages),
        "notices": list(notices),
        "exercises": list(exercises),
    }
