"""A picture of a path through a story: who decides at five moments, trust and weeks, decision by decision.

Each meter has a line of its own; this module must not add meters up, or say that a path is good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

from coprod_widgets.content import load_balance, load_interface
from coprod_widgets.content.stories import HIGHEST, MOMENTS, Story
from coprod_widgets.story import StoryError, Walk, walk

from .sheet import BODY, MARGIN, MARKERS, SMALL, TITLE, WIDTH, Sheet
from .twin import FigureError, checked_title, finish, said, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_PATHS = 2
"""How many paths one picture compares."""

MAX_NAME = 40
"""Longest name of a path, in characters."""

_LEFT, _RIGHT = 0.55, 0.45
_METERS = {"trust": "figure-path-trust", "weeks": "figure-path-weeks"}
_TALL = 0.62
"""Inches for a meter that is a number."""

_FLOOR = 0.11
"""Inches from one named position of a moment to the next."""

_APART = 0.045
"""Inches between the lines of two paths that stand in the same place."""


_CLEAR = 0.19
"""Inches between two numbers that do not lie on each other."""


def story_path(
    story: Story,
    paths: Sequence[str] | Mapping[str, Sequence[str]],
    *,
    title: str | None = None,
    easy: bool = False,
    dark: bool = False,
) -> Figure:
    """Draw a path through a story, or two of them: where everything stood at the start and after each decision.

    Parameters
    ----------
    story
        A story: ``widget.shows.story``.
    paths
        Ids of options in order, as ``widget.value`` has them; or two such lists by name.
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
        With a sentence, when a path is not one through this story or has no step yet, or a name or the title can't be.
    """
    if not isinstance(story, Story):
        raise FigureError("story_path: the first argument is a story: widget.shows.story")
    named = paths if isinstance(paths, Mapping) else {"": paths}
    if not 1 <= len(named) <= MOST_PATHS:
        raise FigureError(f"paths: got {len(named)}; allowed: one, or {MOST_PATHS} by name")
    walks: dict[str, Walk] = {}
    for name, path in named.items():
        if len(named) > 1 and not (isinstance(name, str) and name.strip() and len(name) <= MAX_NAME):
            raise FigureError(f"paths: got the name {name!r}; allowed: a text of up to {MAX_NAME} characters")
        try:
            walks[name] = walk(story, path)
        except StoryError as error:
            raise FigureError(f"{name}: {error}" if name else str(error)) from None
        if not walks[name].steps:
            raise FigureError(f"{story.story}: the path has no step yet, so there is nothing to draw")
    words = load_interface()
    title = checked_title(title) or said(words["figure-path-title"], easy, story=said(story.title, easy))
    picture = _Path(story, walks, easy)
    return finish(picture.draw(title, dark), picture.words(title))


class _Path:
    """The paths with the words for them."""

    def __init__(self, story: Story, walks: dict[str, Walk], easy: bool) -> None:
        self.story, self.walks, self.easy = story, walks, easy
        balance = load_balance()
        self.names = {moment.id: sentence(said(moment.name, easy))[:-1] for moment in balance.moments}
        self.places = [said(band.words.at("group"), easy) for band in balance.bands]
        self.end = len(story.decisions)

    def _say(self, key: str, /, **gaps: Any) -> str:
        return said(load_interface()[key], self.easy, **{name: str(value) for name, value in gaps.items()})

    def series(self, one: Walk, meter: str) -> list[tuple[int, int]]:
        """Return where a meter stood: how many decisions were behind, and its number."""
        points = []
        for standing in one.trace:
            value = standing.floors[MOMENTS.index(meter)] if meter in MOMENTS else getattr(standing, meter)
            points.append((standing.at, value))
        return points

    # --- the picture -------------------------------------------------------------------------------

    def draw(self, title: str, dark: bool) -> Figure:
        sheet = Sheet((0, self.end), _LEFT, _RIGHT, dark)
        sheet.paragraph(title, size=TITLE, bold=True, after=0.1)
        if len(self.walks) > 1:
            self._keys(sheet)
        self._numbers(sheet)
        for moment in MOMENTS:
            self._row(sheet, moment, self.names[moment], HIGHEST, _FLOOR * HIGHEST)
        for meter in _METERS:
            highest = max(value for one in self.walks.values() for _, value in self.series(one, meter)) or 1
            self._row(sheet, meter, self._say(_METERS[meter]), highest, _TALL)
        sheet.y += 0.08
        for text in self._steps():
            sheet.paragraph(text, soft=True, after=0.04)
        for text in self._endings():
            sheet.paragraph(text, after=0.04)
        return sheet.done()

    def _keys(self, sheet: Sheet) -> None:
        """Name each path beside its mark: the line itself is labelled so, as there is no room at its end."""
        for number, name in enumerate(self.walks):
            sheet.mark(
                sheet.at(MARGIN + 0.1),
                sheet.y + 0.09,
                shape=MARKERS[number],
                colour=sheet.colours.series[number],
                size=8,
            )
            sheet.text(sheet.at(MARGIN + 0.28), sheet.y, name, width=WIDTH - 2 * MARGIN - 0.3)
            sheet.y += 0.22
        sheet.y += 0.05

    def _numbers(self, sheet: Sheet) -> None:
        """Write the numbers of the decisions above the lines."""
        sheet.text(0.08 * sheet.unit, sheet.y, self._say("figure-path-start"), width=1, align="right", soft=True)
        for number in range(1, self.end + 1):
            sheet.text(number, sheet.y, str(number), width=0.4, align="center", soft=True)
        sheet.y += 0.22

    def _row(self, sheet: Sheet, meter: str, name: str, highest: int, tall: float) -> None:
        sheet.y += 0.08
        sheet.paragraph(name, size=BODY, bold=True, after=0.04)
        if meter in MOMENTS:
            self._last_places(sheet, meter)
        sheet.y += 0.08
        bottom = sheet.y + tall
        if meter in MOMENTS:
            for floor in range(HIGHEST + 1):
                level = bottom - floor * _FLOOR
                sheet.line([0, self.end], [level, level], width=0.5)
        else:
            sheet.line([0, self.end], [bottom, bottom], width=0.5)
        for number, one in enumerate(self.walks.values()):
            self._line(sheet, meter, number, one, bottom, tall / highest)
        if meter not in MOMENTS:
            self._ends(sheet, meter, bottom, tall / highest)
        sheet.y = bottom + 0.12

    def _last_places(self, sheet: Sheet, meter: str) -> None:
        """Say in words where a moment stands at the end of each path."""
        for name, one in self.walks.items():
            place = self.places[self.series(one, meter)[-1][1]]
            sheet.paragraph(f"{name}: {place}" if name else place, soft=True, after=0)

    def _line(self, sheet: Sheet, meter: str, number: int, one: Walk, bottom: float, unit: float) -> None:
        points = self.series(one, meter)
        shift = (number - (len(self.walks) - 1) / 2) * _APART
        xs, ys = [], []
        for at, value in points:
            level = bottom - value * unit + shift
            if ys:
                xs.append(at)
                ys.append(ys[-1])
            xs.append(at)
            ys.append(level)
        style = ("-", (0, (4, 2)))[number]
        sheet.line(xs, ys, width=1.8, style=style, colour=sheet.colours.ink)
        for at, value in points:
            sheet.mark(
                at,
                bottom - value * unit + shift,
                shape=MARKERS[number],
                colour=sheet.colours.series[number],
                size=6,
                gid=f"{meter}/{number}/{at}",
            )

    def _ends(self, sheet: Sheet, meter: str, bottom: float, unit: float) -> None:
        """Write the numbers at the start and at the end; two that would lie on each other move apart."""
        series = [self.series(one, meter) for one in self.walks.values()]
        first = series[0][0][1]
        self._number(sheet, -0.14 * sheet.unit, bottom - first * unit, first, "right")
        levels = [bottom - points[-1][1] * unit for points in series]
        if len(levels) == MOST_PATHS and abs(levels[0] - levels[1]) < _CLEAR:
            middle, upper = sum(levels) / 2, int(levels[1] < levels[0])
            levels[upper], levels[1 - upper] = middle - _CLEAR / 2, middle + _CLEAR / 2
        for points, level in zip(series, levels, strict=True):
            self._number(sheet, points[-1][0] + 0.12 * sheet.unit, level, points[-1][1], "left")

    @staticmethod
    def _number(sheet: Sheet, x: float, y: float, value: int, align: str) -> None:
        sheet.text(x, y - 0.08, str(value), width=0.5, align=align, size=SMALL)

    def _steps(self) -> list[str]:
        """Return what was decided: first what the paths share, then path by path."""
        steps = {name: self._steps_of(one) for name, one in self.walks.items()}
        if len(steps) == 1:
            return next(iter(steps.values()))
        shared = list(takewhile(lambda pair: pair[0] == pair[1], zip(*steps.values(), strict=False)))
        told = [self._say("figure-path-both"), *(one for one, _ in shared)] if shared else []
        for name, said_so in steps.items():
            if rest := said_so[len(shared) :]:
                told += [f"{sentence(name)[:-1]}:", *rest]
        return told

    def _endings(self) -> list[str]:
        told = []
        for name, one in self.walks.items():
            if end := one.end():
                ending = self._say(
                    "figure-path-ended", title=said(end.ending.title if end.ending else end.reading.name, self.easy)
                )
                told.append(f"{sentence(name)[:-1]}. {ending}" if name else ending)
        return told

    # --- the same in words -------------------------------------------------------------------------

    def words(self, title: str) -> str:
        told = [sentence(title), self._say("figure-path-shows")]
        for name, one in self.walks.items():
            if name:
                told.append(sentence(name))
            told += [sentence(text) for text in self._steps_of(one)]
            for moment in MOMENTS:
                told += self._told(self.names[moment], self.series(one, moment), self.places)
            for meter in _METERS:
                told += self._told(self._say(_METERS[meter]), self.series(one, meter), None)
        return " ".join([*told, *self._endings()])

    def _steps_of(self, one: Walk) -> list[str]:
        """Return what was decided, each by its number, and what was decided without the learner."""
        told = []
        for step in one.steps:
            title, choice = said(step.decision.title, self.easy), said(step.option.choice, self.easy)
            told.append(self._say("figure-path-said", n=step.before.at + 1, title=title, choice=choice))
            if step.skipped:
                lost = said(self.story.decisions[step.before.at + 1].title, self.easy)
                told.append(f"{step.before.at + 2}. {self._say('story-path-skipped', title=lost)}")
        return told

    def _told(self, name: str, points: list[tuple[int, int]], places: list[str] | None) -> list[str]:
        """Return the sentences about one meter: from where to where, and after which decisions it moved."""
        first, last = (places[value] if places else value for _, value in (points[0], points[-1]))
        moved = [str(at) for (_, before), (at, value) in pairwise(points) if before != value]
        if not moved:
            return [sentence(self._say("figure-path-same", name=name, last=last))]
        key = "figure-path-place" if places else "figure-path-from-to"
        return [
            sentence(self._say(key, name=name, first=first, last=last)),
            self._say("figure-path-rises", numbers=", ".join(moved)),
        ]
