"""Checks of the pictures that a unit shows. What may stand in an answer is the business of ``pictures``."""

from __future__ import annotations

from ..loader import Files
from ..pictures import MAX_NAME, MOST_SERIES, IdeasFigure, ProfileFigure, StressFigure
from ..schema import Unit
from ..shape import BAD
from .definitions import check_stress_figure
from .lint import check_easy
from .practice import check_shown


def check_pictures(unit: Unit, where: str, files: Files, problems: list[str]) -> None:
    """The pictures of one unit, at ``where`` in its file; ``files`` holds what some of them show."""
    taken = {item.id: f"items[{number}]" for number, item in enumerate(unit.items) if item is not BAD}
    for number, figure in enumerate(unit.figures):
        if figure is BAD:
            continue
        place = f"{where}.figures[{number}]"
        if figure.id in taken:
            problems.append(f"{place}.id: '{figure.id}' is the id of {taken[figure.id]} too")
        taken.setdefault(figure.id, f"figures[{number}]")
        if isinstance(figure, StressFigure):
            check_stress_figure(figure, files.top.get("definitions.yaml"), place, problems)
            continue
        if not isinstance(figure, ProfileFigure | IdeasFigure):
            check_shown(figure, place, files.top.get("practice.yaml"), problems)
            continue
        check_easy(f"{place}.title", figure.title, problems)
        if isinstance(figure, ProfileFigure):
            _check_series(figure, place, problems)


def _check_series(figure: ProfileFigure, place: str, problems: list[str]) -> None:
    if not figure.moments:
        problems.append(f"{place}.moments: got an empty list; allowed: one moment or more")
    count = len(figure.series)
    if not 1 <= count <= MOST_SERIES:
        problems.append(f"{place}.series: got {count}; allowed: 1 to {MOST_SERIES}")
    seen: set[str] = set()
    for number, series in enumerate(figure.series):
        where = f"{place}.series[{number}]"
        if series.name is None:
            if count > 1:
                problems.append(f"{where}: the key 'name' is missing; each of several series needs one")
        else:
            check_easy(f"{where}.name", series.name, problems)
            for text in dict.fromkeys((series.name.text, series.name.easy or "")):
                if len(text) > MAX_NAME:
                    problems.append(f"{where}.name: '{text}' has {len(text)} characters; allowed: {MAX_NAME}")
                if text and text in seen:
                    problems.append(f"{where}.name: '{text}' is the name of another series too")
            seen |= {series.name.text, series.name.easy or ""}
        brings = series.response.brings or []
        twice = sorted({one for one in brings if brings.count(one) > 1})
        problems += [f"{where}.response.brings: '{one}' is there twice" for one in twice]
