"""A picture of numbers that a source reports: a bar each, and below them what a reader has to know before using them.

The date, the group, the comparison and the source stand in the picture itself, so that it can't be passed on without
them. This module must not work anything out or judge what the numbers show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_widgets.content import load_interface
from coprod_widgets.content.practice import Bar, Numbers
from coprod_widgets.content.words import Words

from .sheet import BODY, MARGIN, SMALL, TITLE, WIDTH, Sheet, width_of
from .twin import finish, said, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TALL = 0.24
"""Height of a bar in inches."""


def number_bars(numbers: Numbers, *, easy: bool = False, dark: bool = False) -> Figure:
    """Draw numbers as bars from 0, each with its name above it and its number beside it.

    Parameters
    ----------
    numbers
        What is drawn, in the unit that its ``measure`` names.
    easy
        Easy Read instead of plain words, in the picture and in its description.
    dark
        Colours for a dark page.

    Returns
    -------
    matplotlib.figure.Figure
        About 4.6 inches wide; ``describe`` says it in words.
    """
    interface = load_interface()

    def fact(key: str, words: Words) -> str:
        return said(interface[key], easy, fact=said(words, easy))

    facts = [
        fact("numbers-when", numbers.when),
        fact("numbers-who", numbers.who),
        fact("numbers-compared", numbers.compared),
    ]
    source = fact("numbers-said-by", numbers.said_by)
    title, measure = said(numbers.title, easy), said(numbers.measure, easy)
    derived = [said(one.words, easy) for one in numbers.derived]

    # The number stands right of its bar: the longest one has to fit beside the longest bar.
    beside = max(width_of(said(bar.shown, easy), SMALL) for bar in numbers.bars) + 0.12
    sheet = Sheet((0, numbers.top or max(bar.value for bar in numbers.bars)), MARGIN, MARGIN + beside, dark)
    sheet.paragraph(title, size=TITLE, bold=True, after=0.06)
    sheet.paragraph(measure, soft=True, after=0.14)
    for bar in numbers.bars:
        _bar(sheet, bar, easy)
    for line in derived:
        sheet.paragraph(line, size=BODY, bold=True, after=0.06)
    sheet.y += 0.04
    sheet.line([sheet.at(MARGIN), sheet.at(WIDTH - MARGIN)], [sheet.y, sheet.y], width=0.8)
    sheet.y += 0.08
    for line in facts:
        sheet.paragraph(line, after=0.06)
    sheet.paragraph(source, soft=True, after=0)

    bars = [sentence(f"{said(bar.name, easy)}: {said(bar.shown, easy)}") for bar in numbers.bars]
    words = [sentence(title), sentence(measure), *bars, *map(sentence, [*derived, *facts, source])]
    return finish(sheet.done(), " ".join(words))


def _bar(sheet: Sheet, bar: Bar, easy: bool) -> None:
    sheet.paragraph(said(bar.name, easy), after=0.03)
    sheet.bar(bar.value, (sheet.y, sheet.y + _TALL), gid=bar.id)
    sheet.text(bar.value + 0.08 * sheet.unit, sheet.y + 0.03, said(bar.shown, easy), width=WIDTH, bold=True)
    sheet.y += _TALL + 0.14
