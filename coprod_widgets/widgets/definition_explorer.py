"""Marking the words of definitions by theme, and laying one reading by the course's writers beside the learner's own.

Nothing is marked right or wrong here: themes overlap. The writers' reading leaves Python only when asked for, and only
for texts in which the learner has marked something.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets as t

from coprod_widgets import content, scoring
from coprod_widgets.content.defining import own_highlight
from coprod_widgets.content.definitions import Definition, HighlightItem, reading_of
from coprod_widgets.content.page import words_view
from coprod_widgets.widgets.base import ItemWidget, Keeper, agreed, page_code, page_style


class DefinitionExplorer(ItemWidget):
    """Mark words of short texts by theme: by mouse, finger, keyboard, or from plain lists, all equal.

    Parameters
    ----------
    texts
        Your own texts by name, ``{"Ours": "…"}``, up to 12 with up to 400 words each; or an item of the course.
    themes
        What to mark, up to nine: names of your own, or ids of the course's themes (``power``, ``equal``,
        ``relationships``, ``assets``, ``outcomes``, ``doing``). The course's six if left out.

    Attributes
    ----------
    value
        The marks, ``{text_id: {theme_id: [[first word, last word], …]}}``; a word is what stands between spaces,
        counted from 0. A text called "Ours" has the id ``ours``. ``{}`` at first.
    answering
        ``cards`` to choose words in the text, or ``list`` to choose them from lists.

    Raises
    ------
    TypeError
        If an argument is misspelt.
    ContentError
        If a text or a theme can't be read; the message says which, what was wrong and what is allowed.

    Examples
    --------
    >>> explorer = DefinitionExplorer(texts={"Ours": "We decide and do it together."}, themes=["power", "doing"])
    >>> explorer.value = {"ours": {"power": [[1, 2]]}}
    """

    _esm = page_code("definition_explorer")
    _css = page_style("definition_explorer")
    value = t.Dict(help="the marks, by text and theme").tag(sync=True)
    answering = t.Enum(["cards", "list"], "cards", help="words in the text, or plain lists").tag(sync=True)
    picture = t.Dict(help="the marks as a picture, once asked for: its address and its words").tag(sync=True)

    def __init__(
        self,
        texts: HighlightItem | Mapping[str, str],
        *,
        themes: Sequence[str] | None = None,
        keeper: Keeper | None = None,
        **traits: Any,
    ) -> None:
        self._check_names(traits)
        if not isinstance(texts, HighlightItem):
            usual = content.load_definitions().themes
            texts = own_highlight(texts, themes, usual, content.load_interface()["own-texts"])
        super().__init__(texts, keeper=keeper, **traits)

    def _view(self, item: HighlightItem) -> dict[str, Any]:
        return super()._view(item) | {"most": scoring.MAX_SPANS}

    def _handlers(self) -> dict[str, Any]:
        return super()._handlers() | {"picture": lambda message: self.draw(dark=bool(message.get("dark")))}

    def _check_from_page(self, message: dict[str, Any]) -> None:
        # A reading may be in sight already, and that of other texts be wanted.
        if self._take_in(message):
            self.check()

    @t.observe("value")
    def _marked(self, _change: Any) -> None:
        if self.result:
            self.result = self._said(list(self.result["texts"]))
        self._keep(self.shows, dict(self.value))

    # --- what the learner may ask for --------------------------------------------------------------

    def check(self) -> None:
        """Show the writers' reading of every text that has a mark, and keep that it was asked for.

        Raises
        ------
        ValueError
            If no text with a reading has a mark yet.
        """
        self._catch_up()
        if not self._marked_texts(self.value):
            raise ValueError(content.load_interface()["mark-ask-first"].text)
        self.show_result()
        self._keep(self.shows, dict(self.value), checked=True)

    def show_result(self) -> None:
        """Show the writers' reading of every text that has a mark, without keeping anything."""
        self.show_changed(self.value)

    def show_changed(self, checked: Any) -> None:
        """Show the writers' reading of every text that had a mark when it was asked for, beside the marks of now."""
        texts = [*self.result.get("texts", ()), *self._marked_texts(checked)]
        if texts:
            self.result = self._said(texts)

    def draw(self, *, dark: bool = False) -> None:
        """Show the learner's own marks as a picture, with its words.

        Parameters
        ----------
        dark
            Colours for a dark page.
        """
        from coprod_widgets import figures  # a learner who does not ask does not wait for it

        if any(self.value.values()):
            figure = figures.definition_themes(self.shows, self.value, easy=self.easy, dark=dark)
            self.picture = {"address": figures.address(figure), "words": figures.describe(figure)}

    @t.observe("value", "easy")
    def _picture_is_another(self, _change: Any) -> None:
        self.picture = {}

    # --- words for the page ------------------------------------------------------------------------

    def _marked_texts(self, response: Any) -> list[str]:
        """Return the ids of the texts with a reading in which ``response`` has a mark."""
        marked = {text for text, marks in dict(response or {}).items() if any(marks.values())}
        return [one.id for one in self.shows.definitions if one.reading and one.id in marked]

    def _said(self, texts: Sequence[str]) -> dict[str, Any]:
        beside = scoring.overlap(self.shows, self.value)
        return {
            "done": True,
            "note": self._note(),
            "texts": {one.id: self._text(one, beside[one.id]) for one in self.shows.definitions if one.id in texts},
        }

    def _note(self) -> dict[str, Any] | None:
        return self.shows.key and agreed("mark-not-right", self.shows.key)

    @staticmethod
    def _text(one: Definition, beside: Mapping[str, scoring.Overlap]) -> dict[str, Any]:
        return {
            "reading": reading_of(one),
            "overlap": {
                theme: {"both": count.both, "yours": count.yours, "writers": count.writers}
                for theme, count in beside.items()
            },
            "stresses": words_view(one.stresses),
            "hedges": list(one.hedges),
            "cuts": list(one.cuts),
        }
