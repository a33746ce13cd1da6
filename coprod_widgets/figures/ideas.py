"""A picture of which idea stands in which list of principles: a row an idea, a column a list.

It shows the course's own reading of headings, and counts nothing: four lists are not four votes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_widgets.content import load_crosswalk
from coprod_widgets.content.crosswalk import Idea, PrincipleList

from .drawing import Drawing
from .sheet import BODY, SMALL, TITLE, WIDTH, Sheet
from .twin import said, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_EDGE = 0.68
"""Inches from the edges of the paper to the first and the last list."""

_MIDDLE, _LANE = 0.13, 0.48
"""Inches from the top of a row to its marks, and to its end."""


def ideas_in_lists(*, title: str | None = None, easy: bool = False, dark: bool = False) -> Figure:
    """Draw which idea stands in which list: in a whole heading, in part of one, or beside the list.

    Parameters
    ----------
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
        When the title can't be one.
    """
    return _Ideas(easy).made(title, dark)


class _Ideas(Drawing):
    """The ideas and the lists, with the words for them."""

    TITLE = "figure-ideas-title"

    def __init__(self, easy: bool) -> None:
        super().__init__(easy)
        crosswalk = load_crosswalk()
        self.ideas = crosswalk.ideas
        # A later wording keeps its codes, so it has no column of its own.
        self.lists = [one for one in crosswalk.lists.values() if not one.rewords]

    def _name(self, one: PrincipleList) -> str:
        return said(one.short or one.name, self.easy)

    def draw(self, title: str, dark: bool) -> Figure:
        sheet = Sheet((0, len(self.lists) - 1), _EDGE, _EDGE, dark)
        sheet.paragraph(title, size=TITLE, bold=True)
        sheet.heads([(number, self._name(one)) for number, one in enumerate(self.lists)])
        for idea in self.ideas:
            sheet.paragraph(sentence(said(idea.name, self.easy)).rstrip("."), size=BODY, bold=True, after=0.05)
            middle = sheet.y + _MIDDLE
            sheet.line([0, len(self.lists) - 1], [middle, middle], width=0.8)
            for number, one in enumerate(self.lists):
                self._mark(sheet, idea, one, number, middle)
            sheet.y += _LANE
        for note in ("figure-ideas-shows", "figure-ideas-reading"):
            sheet.paragraph(self._say(note), soft=True, after=0.04)
        return sheet.done()

    def _mark(self, sheet: Sheet, idea: Idea, one: PrincipleList, x: int, middle: float) -> None:
        whole, partly = _codes(idea.whole, one), _codes(idea.partly, one)
        beside = one.id in idea.beside
        if not (whole or partly or beside):
            return
        colour, gid = sheet.colours, f"{idea.id}/{one.id}/{'whole' if whole else 'partly' if partly else 'beside'}"
        sheet.mark(x, middle, shape="s" if beside else "o", colour=colour.series[0] if whole else colour.paper, gid=gid)
        label = ", ".join([*whole, *(f"({code})" for code in partly)]) or self._say("figure-ideas-next")
        width = 2 * min(_EDGE, (WIDTH - 2 * _EDGE) / (len(self.lists) - 1) / 2) - 0.05
        sheet.text(x, middle + 0.11, label, width=width, align="center", size=SMALL)

    def words(self, title: str) -> str:
        told = [sentence(title), self._say("figure-ideas-reading")]
        for idea in self.ideas:
            told.append(sentence(said(idea.name, self.easy)))
            told += [one for list_ in self.lists for one in self._about(idea, list_)]
        return " ".join(told)

    def _about(self, idea: Idea, one: PrincipleList) -> list[str]:
        """Return what is said of one idea in one list: every cell of the picture, the empty ones too."""
        found = [
            self._say(key, list=self._name(one), codes=", ".join(codes))
            for key, codes in (
                ("figure-ideas-whole", _codes(idea.whole, one)),
                ("figure-ideas-partly", _codes(idea.partly, one)),
            )
            if codes
        ]
        if one.id in idea.beside:
            found.append(self._say("figure-ideas-beside", list=self._name(one)))
        return found or [self._say("figure-ideas-none", list=self._name(one))]


def _codes(codes: list[str], one: PrincipleList) -> list[str]:
    return [code for code in codes if code in one.codes]
