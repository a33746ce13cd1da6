"""Handing in: what is answered of an exercise and what is not, whose it is, one button, and the receipt.

Must not know a path and must not touch a file: what it shows and does is given to it. Must not mark.
"""

from collections.abc import Callable, Mapping
from typing import Any

import traitlets as t

from coprod_widgets.widgets.base import CourseWidget, page_code, page_style, say

MAX_TYPED = 200
"""Most characters that are taken of what was typed as a name or number."""


class HandIn(CourseWidget):
    """The questions of an exercise with how far each is, and handing in. `tell` says what is in it.

    Parameters
    ----------
    hand_in
        Hands in, for what was typed as the learner's name or number; returns what the page says of it: ``about`` (done,
        same, id or problem), ``text`` and ``easy``.

    Attributes
    ----------
    said
        What the last press came to, as above; ``{}`` at first.
    pressed
        How often the button's work was done.
    """

    _esm = page_code("hand_in")
    _css = page_style("hand_in")
    said = t.Dict(help="what the last press came to").tag(sync=True)
    pressed = t.Int(0, help="how often it was handed in or tried").tag(sync=True)

    def __init__(self, hand_in: Callable[[str], Mapping[str, Any]], **traits: Any) -> None:
        self._hand_in_now = hand_in
        super().__init__({"id": "hand-in", "prompt": say("hand-in-title")}, **traits)

    def tell(self, **shown: Any) -> None:
        """Show how far the learner is.

        Parameters
        ----------
        shown
            ``questions``: one mapping each, ``id``, ``item`` (where on the page), ``title``, ``state`` (whole, partly
            or not-yet) and ``says``. ``says``: a sentence about all of them. ``folder``: where the files go.
            ``before``: what was handed in, newest first, ``name``, ``file``, ``when`` and ``receipt``. ``since``: a
            sentence about it. ``student``: as whom, "" when not known yet. ``account``: a sentence, where a course
            takes it by itself. ``closed``: a sentence, where nothing can be handed in.
        """
        self.item = {"id": "hand-in", "prompt": say("hand-in-title"), **shown}

    def hand_in(self, student: str = "") -> dict[str, Any]:
        """Hand in; return what the page says of it.

        Parameters
        ----------
        student
            The learner's name or number, as their trainer gave it to them.
        """
        self.error, self.said = "", {}
        try:
            self.said = dict(self._hand_in_now(student[:MAX_TYPED].strip()))
        finally:
            self.pressed += 1
        return self.said

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {"hand-in": self._from_message}

    def _from_message(self, message: dict[str, Any]) -> None:
        student = message.get("student", "")
        self.hand_in(student if isinstance(student, str) else "")

    def __repr__(self) -> str:
        questions = self.item.get("questions", [])
        return f"HandIn({sum(one['state'] == 'whole' for one in questions)} of {len(questions)} questions answered)"
