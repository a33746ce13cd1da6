"""A picture of a unit, as its notebook shows it.

This module must not read files: the content loader hands it what the unit's file says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_widgets.content.pictures import UnitFigure

from .ideas import ideas_in_lists
from .profile import power_profile
from .twin import Shown, said, shown_both

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def shown_of_unit(figure: UnitFigure, *, easy: bool) -> Shown:
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


def _drawn(figure: UnitFigure, easy: bool, dark: bool) -> Figure:
    if figure.kind == "ideas-in-lists":
        return ideas_in_lists(title=said(figure.title, easy), easy=easy, dark=dark)
    named = {said(one.name, easy): one.response.plain for one in figure.series if one.name}
    responses = named or figure.series[0].response.plain
    how = {"level": figure.level, "moments": figure.moments, "title": said(figure.title, easy)}
    return power_profile(responses, easy=easy, dark=dark, **how)
