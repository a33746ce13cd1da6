"""A picture of a unit, as its notebook shows it.

This module must not read files: the content loader hands it what the unit's file says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_widgets.content import load_definitions
from coprod_widgets.content.defining import resolve_highlight
from coprod_widgets.content.definitions import HighlightItem
from coprod_widgets.content.pictures import Picture, StressFigure

from .definitions import definition_themes
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
    plain, simple = (tuple(_drawn(figure, wording, dark) for dark in (False, True)) for wording in (False, True))
    return shown_both(plain, simple, first_easy=easy)


def _drawn(figure: Picture, easy: bool, dark: bool) -> Figure:
    if isinstance(figure, StressFigure):
        return _stressed(figure, easy, dark)
    named = {said(one.name, easy): one.response.plain for one in figure.series if one.name}
    responses = named or figure.series[0].response.plain
    how = {"level": figure.level, "moments": figure.moments, "title": said(figure.title, easy)}
    return power_profile(responses, easy=easy, dark=dark, **how)


def _stressed(figure: StressFigure, easy: bool, dark: bool) -> Figure:
    item = HighlightItem(id=figure.id, prompt=figure.title, definitions=list(figure.definitions))
    item = resolve_highlight(item, load_definitions(), figure.id, [])
    return definition_themes(item, title=said(figure.title, easy), easy=easy, dark=dark)
