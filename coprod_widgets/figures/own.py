"""Numbers of one's own, made into what the picture of numbers takes.

This module must not draw, and asks of a learner only what a reader needs: what is counted, and who says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real

from coprod_widgets.content import load_interface
from coprod_widgets.content.practice import Bar, Numbers
from coprod_widgets.content.schema import Words
from coprod_widgets.content.shape import shown as got

from .profile import MAX_NAME
from .twin import FigureError

MOST_BARS = 20
"""How many numbers one picture of one's own holds."""


def own_numbers(
    values: Mapping[str, float],
    *,
    title: str,
    measure: str,
    when: str | None = None,
    who: str | None = None,
    compared: str | None = None,
    said_by: str | None = None,
) -> Numbers:
    """Return numbers of your own for `number_bars`; what you do not say about them, the picture says is not said.

    Parameters
    ----------
    values
        Numbers from 0 by name: ``{"In the room": 12, "With a vote": 3}``.
    title, measure
        What stands above, and what is counted, with its unit.
    when, who, compared, said_by
        What a reader has to know: the date, the group, what it is compared with, and who says so.

    Raises
    ------
    FigureError
        With a sentence, when a name, a number or a text can't be one.
    """
    if not isinstance(values, Mapping) or not 1 <= len(values) <= MOST_BARS:
        raise FigureError(f"values: got {got(values)}; allowed: 1 to {MOST_BARS} numbers by name")
    for name, value in values.items():
        if not isinstance(name, str) or not name.strip() or len(name) > MAX_NAME:
            raise FigureError(f"values: got the name {got(name)}; allowed: a text of up to {MAX_NAME} characters")
        if isinstance(value, bool) or not isinstance(value, Real) or not 0 <= value < float("inf"):
            raise FigureError(f"values: {name}: got {got(value)}; allowed: a number from 0")
    texts = {"title": title, "measure": measure, "when": when, "who": who, "compared": compared, "said_by": said_by}
    for name, text in texts.items():
        if not isinstance(text, str) and (text is not None or name in ("title", "measure")):
            raise FigureError(f"{name}: got {got(text)}; allowed: a text")
    unsaid = load_interface()["numbers-not-said"]
    words = {name: Words(text, text) if text else unsaid for name, text in texts.items()}
    bars = [
        Bar(id=f"bar-{number}", name=Words(name, name), value=float(value), shown=Words(f"{value:g}", f"{value:g}"))
        for number, (name, value) in enumerate(values.items(), start=1)
    ]
    return Numbers(id="own-numbers", bars=bars, sources=[], top=max(map(float, values.values())) or 1.0, **words)
