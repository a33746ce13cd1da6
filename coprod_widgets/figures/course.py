"""What a unit shows to look at, as its notebook shows it: a picture, numbers, or examples from practice.

This module must not draw or write anything itself, nor open a file: the content loader hands it what they say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coprod_widgets.content import load_definitions, load_interface, load_practice, load_sources
from coprod_widgets.content.defining import resolve_highlight
from coprod_widgets.content.definitions import HighlightItem
from coprod_widgets.content.pictures import (
    CardsFigure,
    IdeasFigure,
    NumbersFigure,
    Picture,
    StressFigure,
)

from .cards import shown_cards
from .definitions import definition_themes
from .ideas import ideas_in_lists
from .numbers import number_bars
from .profile import power_profile
from .twin import Shown, said, shown_both

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def shown_of_unit(figure: Picture, *, easy: bool) -> Shown:
    """Return one of a unit's pictures; the page shows the wording and the colours that its reader chose.

    Parameters
    ----------
    figure
        The picture as the unit's file has it.
    easy
        The wording where the page itself does not know which was chosen.
    """
    if isinstance(figure, CardsFigure):
        practice = load_practice()
        by_id = {example.id: example for example in practice.examples}
        examples = [by_id[one] for one in figure.shows]
        around = {"name": figure.id, "title": figure.title, "easy": easy}
        return shown_cards(examples, practice, load_sources(), load_interface(), **around)
    if isinstance(figure, NumbersFigure):
        [numbers] = [one for one in load_practice().numbers if one.id == figure.shows]
        return _in_all(lambda wording, dark: number_bars(numbers, easy=wording, dark=dark), easy)
    return _in_all(lambda wording, dark: _drawn(figure, wording, dark), easy)


def _in_all(draw: Callable[[bool, bool], Figure], easy: bool) -> Shown:
    """Return what ``draw`` draws in both wordings, light and dark."""
    plain, simple = (tuple(draw(wording, dark) for dark in (False, True)) for wording in (False, True))
    return shown_both(plain, simple, first_easy=easy)


def _drawn(figure: Picture, easy: bool, dark: bool) -> Figure:
    if isinstance(figure, StressFigure):
        return _stressed(figure, easy, dark)
    if isinstance(figure, IdeasFigure):
        return ideas_in_lists(title=said(figure.title, easy), easy=easy, dark=dark)
    named = {said(one.name, easy): one.response.plain for one in figure.series if one.name}
    responses = named or figure.series[0].response.plain
    how = {"level": figure.level, "moments": figure.moments, "title": said(figure.title, easy)}
    return power_profile(responses, easy=easy, dark=dark, **how)


def _stressed(figure: StressFigure, easy: bool, dark: bool) -> Figure:
    item = HighlightItem(id=figure.id, prompt=figure.title, definitions=list(figure.definitions))
    item = resolve_highlight(item, load_definitions(), figure.id, [])
    return definition_themes(item, title=said(figure.title, easy), easy=easy, dark=dark)
