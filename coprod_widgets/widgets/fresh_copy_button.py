"""A button that puts a fresh copy of a page beside the one that a learner changed, and then says where.

Must not write files itself: it is given what makes the copy.
"""

from collections.abc import Callable
from typing import Any

import traitlets as t

from coprod_widgets.widgets.base import CourseWidget, page_code, page_style, say


class FreshCopyButton(CourseWidget):
    """A button for a page that was broken.

    Parameters
    ----------
    put
        Puts the copy there and returns its file name; an exception's text is what the learner reads.

    Attributes
    ----------
    made
        The file name of the last copy; empty before there is one.
    """

    _esm = page_code("fresh_copy_button")
    _css = page_style("fresh_copy_button")
    made = t.Unicode("", help="the file name of the last copy").tag(sync=True)

    def __init__(self, put: Callable[[], str], **traits: Any) -> None:
        self._put = put
        super().__init__({"id": "fresh-copy", "prompt": say("play-fresh-button")}, **traits)

    def __repr__(self) -> str:
        return f"FreshCopyButton(made={self.made!r})"

    def _handlers(self) -> dict[str, Any]:
        return {"put": self._pressed}

    def _pressed(self, _message: dict[str, Any]) -> None:
        self.made = ""
        self.made = self._put()
        self.error = ""
