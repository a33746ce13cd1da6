"""In a trainer's copy of an exercise: a button below a question, and once it is pressed what the answers earn.

What it shows goes to the page as a message and into no trait, since a notebook can be saved with its widgets' traits.
Must not mark, know a key or read a file: what it shows is given to it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from coprod_widgets.content.page import words_view
from coprod_widgets.content.words import Words
from coprod_widgets.widgets.base import CourseWidget, page_code, page_style
from coprod_widgets.widgets.saying import say


class MarksPreview(CourseWidget):
    """A button that shows what the answers to a question earn and why, or how a person marks it.

    Parameters
    ----------
    question_id
        The question's id.
    title
        What the question is called.
    by
        Who marks it: ``"machine"`` or ``"person"``.
    look
        Returns what there is to show now: ``says``, a sentence, and ``rows``, texts below it; each a mapping with
        ``text`` and ``easy``. It is told whether the button was pressed, or whether only an answer has changed since.
    """

    _esm = page_code("marks_preview")
    _css = page_style("marks_preview")

    def __init__(
        self, question_id: str, title: Words, by: str, look: Callable[[bool], Mapping[str, Any]], **traits: Any
    ) -> None:
        self._look = look
        self._asked_for = False
        names = words_view(title)
        prompt = {way: say("preview-title", title=names[way] or title.text)[way] for way in ("text", "easy")}
        super().__init__({"id": f"preview.{question_id}", "prompt": prompt, "by": by}, **traits)

    def __repr__(self) -> str:
        return f"MarksPreview({self.item['id'].removeprefix('preview.')!r})"

    def follow(self, _change: Any = None) -> None:
        """Show anew what there is to show, where it was asked for: an answer has changed."""
        if self._asked_for:
            self._show(False)

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {"show": self._pressed}

    def _pressed(self, _message: dict[str, Any]) -> None:
        self.error = ""
        self._asked_for = True
        self._show(True)

    def _show(self, pressed: bool) -> None:
        self.send({"kind": "marks", **self._look(pressed)})
