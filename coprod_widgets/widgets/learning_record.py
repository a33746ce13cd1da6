"""The record of learning on a page: look at it, print it, save it.

Must not read records: it is given what makes the page. The name that is typed here is in no trait, and so kept nowhere.
"""

from typing import Any, Protocol

from coprod_widgets.widgets.base import CourseWidget, page_code, page_style, say

FORMS = ("look", "print", "page")


class Maker(Protocol):
    """What makes the record."""

    def __call__(self, *, name: str, own_words: bool, easy: bool) -> str:
        """Return the record as a whole HTML page."""


class LearningRecord(CourseWidget):
    """What a learner has done so far, as a page to look at, to print and to save.

    Parameters
    ----------
    make
        Called when the page is asked for, with the name to print on it, whether the learner's own words are wanted,
        and whether it is read in Easy Read.
    """

    _esm = page_code("learning_record")
    _css = page_style("learning_record")

    def __init__(self, make: Maker, **traits: Any) -> None:
        self._make = make
        super().__init__({"id": "learning-record", "prompt": say("learnt-title")}, **traits)

    def __repr__(self) -> str:
        return "LearningRecord()"

    def _handlers(self) -> dict[str, Any]:
        return {"file": self._make_file}

    def _make_file(self, message: dict[str, Any]) -> None:
        form, name = message.get("form"), message.get("name", "")
        if form not in FORMS or not isinstance(name, str):
            raise ValueError(f"LearningRecord makes no page of the kind {form!r}; it makes: {', '.join(FORMS)}")
        text = self._make(name=name, own_words=message.get("own_words") is True, easy=self.easy)
        # A message, not a trait: the name is in the text, and a trait would keep it.
        file = {"form": form, "name": "record-of-learning.html", "type": "text/html", "text": text}
        self.send({"kind": "file", "for": message.get("for")} | file)
