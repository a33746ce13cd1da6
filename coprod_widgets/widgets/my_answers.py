"""What is kept of a learner, where, and who sees it; with a copy of everything, and an end to it that is asked twice.

Must not know a path and must not touch a file: what it does is given to it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets as t

from coprod_widgets import content
from coprod_widgets.widgets.base import CourseWidget, page_code, page_style, say


class MyAnswers(CourseWidget):
    """What is kept, and two things to do with it. `tell` says what is in it.

    Parameters
    ----------
    export
        Writes everything into one file, and returns its name.
    forget
        Deletes the answers.

    Attributes
    ----------
    said
        What was done last, as a text for the page, and what that is ``about``: export or forget; ``{}`` at first.
    exported
        The name of the file that was written last; empty until then.
    deleted
        How often the answers were deleted here.
    """

    _esm = page_code("my_answers")
    _css = page_style("my_answers")
    said = t.Dict(help="what was done last").tag(sync=True)
    exported = t.Unicode("", help="the file that was written last").tag(sync=True)
    deleted = t.Int(0, help="how often the answers were deleted here").tag(sync=True)

    def __init__(self, export: Callable[[], str], forget: Callable[[], Any], **traits: Any) -> None:
        self._export_now, self._forget_now = export, forget
        super().__init__(_view("", [], [], [], False), **traits)

    def tell(
        self,
        *,
        folder: str,
        says: Sequence[Mapping[str, Any]],
        own: Sequence[str],
        exports: Sequence[str],
        any: bool,
    ) -> None:
        """Show what is kept.

        Parameters
        ----------
        folder
            Where it is.
        says
            Sentences about the answers, as texts for the page.
        own
            Files that the learner made.
        exports
            Earlier exports.
        any
            Whether there are answers to delete.
        """
        self.item = _view(folder, says, own, exports, any)

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {"export": lambda _message: self.export(), "forget": lambda message: self.forget(message.get("word"))}

    def export(self) -> str:
        """Write everything into one file; return its name."""
        self.error = ""
        self.exported = self._export_now()
        self.said = say("exported", name=self.exported) | {"about": "export"}
        return self.exported

    def forget(self, word: Any) -> bool:
        """Delete the answers, if the word that confirms it was typed; tell whether they are deleted.

        Parameters
        ----------
        word
            What was typed; capital letters and spaces around it do not matter.
        """
        self.error = ""
        asked = content.load_interface()["forget-word"]
        if not isinstance(word, str) or word.strip().casefold() not in (asked.text.casefold(), asked.easy.casefold()):
            self.said = say("forget-other-word", word=asked.text) | {"about": "forget"}
            return False
        self._forget_now()
        self.said = say("forgotten") | {"about": "forget"}
        self.deleted += 1
        return True

    def __repr__(self) -> str:
        return f"MyAnswers({self.item['folder']!r})"


def _view(
    folder: str, says: Sequence[Mapping[str, Any]], own: Sequence[str], exports: Sequence[str], some: bool
) -> dict[str, Any]:
    return {
        "id": "my-answers",
        "prompt": say("answers-row"),
        "folder": folder,
        "says": list(says),
        "own": list(own),
        "exports": list(exports),
        "any": some,
    }
