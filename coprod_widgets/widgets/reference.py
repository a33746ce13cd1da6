"""A list to look things up in: the words of the course, or everything that it cites.

Must not read content: it is given what to show.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from coprod_widgets.widgets.base import CourseWidget, page_code, page_style, say

_PROMPTS = {"glossary": "reference-glossary", "sources": "reference-sources"}


class Reference(CourseWidget):
    """Entries in order, each with an address of its own, and a box that leaves only those that hold a word.

    Parameters
    ----------
    kind
        ``"glossary"`` or ``"sources"``.
    entries
        What `coprod_widgets.content.glossary` returns for that kind.
    """

    _esm = page_code("reference")
    _css = page_style("reference")

    def __init__(
        self, kind: Literal["glossary", "sources"], entries: Sequence[Mapping[str, Any]], **traits: Any
    ) -> None:
        view = {"id": kind, "kind": kind, "prompt": say(_PROMPTS[kind]), "entries": list(entries)}
        super().__init__(view, **traits)

    def __repr__(self) -> str:
        return f"Reference({self.item['kind']!r}, {len(self.item['entries'])} entries)"
