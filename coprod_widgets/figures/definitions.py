"""A picture of what definitions stress: how many words of each are marked with each theme.

It counts words and nothing else; this module must not say which definition is better, or add themes up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coprod_widgets.content.definitions import HighlightItem, counts, reading_of
from coprod_widgets.scoring import problem
from coprod_widgets.scoring.highlight import marked_words

from .drawing import Drawing
from .sheet import BODY, MARGIN, TITLE, WIDTH, Sheet
from .twin import FigureError, said, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIDE = 0.62
"""Inches from the edges of the paper to the first and the last theme."""

_LANE = 0.42
"""Height in inches of a row of numbers."""


def definition_themes(
    item: HighlightItem,
    response: Any = None,
    *,
    title: str | None = None,
    easy: bool = False,
    dark: bool = False,
) -> Figure:
    """Draw how many words of each definition are marked with each theme.

    Parameters
    ----------
    item
        Definitions and themes: ``explorer.shows``, or an item of the course.
    response
        Marks, as ``explorer.value`` has them; texts without a mark are left out. The writers' reading when None.
    title
        What stands above, up to 200 characters; the usual words when None.
    easy
        Easy Read instead of plain words, in the picture and in its description.
    dark
        Colours for a dark page.

    Returns
    -------
    matplotlib.figure.Figure
        About 4.6 inches wide; ``describe`` says it in words.

    Raises
    ------
    FigureError
        When the marks don't fit these texts, nothing is marked, or the title can't be one.
    """
    if not isinstance(item, HighlightItem):
        raise FigureError("definition_themes: the first argument is the item of a DefinitionExplorer: explorer.shows")
    if response is not None and (wrong := problem(item, response)):
        raise FigureError(wrong)
    picture = _Stresses(item, response, easy)
    if not picture.rows:
        raise FigureError(f"{item.id}: nothing is marked, so there is nothing to draw")
    return picture.made(title, dark)


class _Stresses(Drawing):
    """The counts, with the words for them."""

    TITLE = "figure-themes-title"

    def __init__(self, item: HighlightItem, response: Any, easy: bool) -> None:
        super().__init__(easy)
        self.own = response is not None
        self.themes = [(theme.id, said(theme.name, easy)) for theme in item.themes]
        self.rows: list[tuple[str, str, int, dict[str, int]]] = []
        """Id, name, number of words, and marked words by theme."""
        for one in item.definitions:
            marks = marked_words(one, response.get(one.id, {}) if self.own else reading_of(one))
            numbers = {theme: len(marks.get(theme, ())) for theme, _ in self.themes}
            if any(numbers.values()):
                self.rows.append((one.id, said(one.name, easy), sum(map(counts, one.tokens)), numbers))

    @property
    def _whose(self) -> str:
        return self._say("figure-themes-yours" if self.own else "figure-themes-whose")

    def draw(self, title: str, dark: bool) -> Figure:
        sheet = Sheet((0, max(len(self.themes) - 1, 1)), _SIDE, _SIDE, dark)
        sheet.paragraph(title, size=TITLE, bold=True, after=0.04)
        sheet.paragraph(self._whose, soft=True, after=0.12)
        sheet.heads([(place, name) for place, (_, name) in enumerate(self.themes)])
        for id_, name, every, numbers in self.rows:
            self._row(sheet, id_, name, every, numbers)
        sheet.y += 0.12
        sheet.paragraph(self._say("figure-themes-note"), soft=True, after=0)
        return sheet.done()

    def _row(self, sheet: Sheet, id_: str, name: str, every: int, numbers: dict[str, int]) -> None:
        sheet.y += 0.1
        sheet.text(
            sheet.at(WIDTH - MARGIN),
            sheet.y,
            self._say("figure-themes-words", n=every),
            width=1,
            soft=True,
            align="right",
        )
        sheet.y += sheet.text(sheet.at(MARGIN), sheet.y, name, width=WIDTH - 2 * MARGIN - 1, size=BODY, bold=True)
        middle = sheet.y + _LANE / 2
        sheet.line([0, max(len(self.themes) - 1, 1)], [middle, middle], width=0.8)
        for place, (theme, _) in enumerate(self.themes):
            if numbers[theme]:
                sheet.number(place, middle, numbers[theme], share=numbers[theme] / every, gid=f"{id_}/{theme}")
            else:
                sheet.stop(place, middle)
        sheet.y += _LANE

    def words(self, title: str) -> str:
        told = [sentence(title), self._say("figure-themes-shows"), self._whose]
        for _, name, every, numbers in self.rows:
            told.append(self._say("figure-themes-row", name=name, all=every))
            for theme, words in self.themes:
                count = numbers[theme] or self._say("figure-themes-none")
                told.append(sentence(self._say("figure-themes-count", theme=words, n=count)))
        return " ".join([*told, self._say("figure-themes-note")])
