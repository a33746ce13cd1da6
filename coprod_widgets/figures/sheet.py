"""The paper of a picture: texts that are measured before they are placed, marks, and colours that hold in both themes.

One set of axes covers the whole picture: across, the data's own numbers; down, inches from the top. So a mark is where
its number says, and nothing is placed by trial. This module must not know what a picture is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 4.6
"""Width of every picture in inches: about 440 pixels on a page, readable on a phone."""

SMALL, BODY, TITLE = 10.0, 10.5, 12.5
"""Sizes of text in points."""

MARGIN = 0.15
"""Free paper at the edges, in inches."""

_LINE = 1.34
"""From one line of text to the next, in sizes of the text."""

_ASCENT = 1.0
"""From the top of a line to the foot of its letters, in sizes of the text."""


class Colours(NamedTuple):
    """Colours of one theme; the series are Okabe and Ito's, which people who see colours differently can tell apart."""

    paper: str
    ink: str
    soft: str
    line: str
    band: str
    key: str
    series: tuple[str, ...]


_SERIES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
LIGHT = Colours("#ffffff", "#1a1a1a", "#4d4d4d", "#8a8a8a", "#e3edf4", "#B34E00", _SERIES)
DARK = Colours("#1b1d20", "#f2f2f2", "#c4c4c4", "#8f8f8f", "#2c3b47", "#F0A060", _SERIES)

MARKERS = ("o", "s", "^", "D", "v", "P")
"""A shape for each of the answers that a picture holds, so that colour is never needed."""


class Sheet:
    """A sheet that is filled from the top.

    Parameters
    ----------
    numbers
        The lowest and the highest number of the scale across.
    left, right
        Inches from the edges of the paper to those two numbers.
    dark
        For a dark page.
    """

    def __init__(self, numbers: tuple[float, float], left: float, right: float, dark: bool) -> None:
        from matplotlib.figure import Figure

        self.colours = DARK if dark else LIGHT
        self.figure: Figure = Figure(figsize=(WIDTH, 1), dpi=96, facecolor=self.colours.paper, layout="none")
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.unit = (numbers[1] - numbers[0]) / (WIDTH - left - right)
        """Numbers of the scale in an inch."""
        self._from = numbers[0] - left * self.unit
        self.axes.set_xlim(self._from, self._from + WIDTH * self.unit)
        self.y = MARGIN
        """Inches from the top down to which the sheet is filled."""

    def at(self, inches: float) -> float:
        """Return the number of the scale that lies ``inches`` from the left edge."""
        return self._from + inches * self.unit

    def inches(self, number: float) -> float:
        """Return how many inches from the left edge ``number`` lies."""
        return (number - self._from) / self.unit

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        width: float,
        size: float = SMALL,
        bold: bool = False,
        soft: bool = False,
        align: str = "left",
        colour: str | None = None,
    ) -> float:
        """Write ``text`` below ``y`` in lines of at most ``width`` inches; return the inches that it takes."""
        lines = wrap(text, width, size, bold)
        step = _LINE * size / 72
        for number, line in enumerate(lines):
            self.axes.text(
                x,
                y + _ASCENT * size / 72 + number * step,
                line,
                fontproperties=_font(size, bold),
                color=colour or (self.colours.soft if soft else self.colours.ink),
                ha=align,
                va="baseline",
                # A dollar in somebody's title is a dollar, whatever else is set in this kernel.
                parse_math=False,
                usetex=False,
                zorder=5,
            )
        return len(lines) * step

    def paragraph(self, text: str, *, after: float = 0.08, **how: Any) -> None:
        """Write ``text`` across the sheet, and go on below it."""
        self.y += self.text(self.at(MARGIN), self.y, text, width=WIDTH - 2 * MARGIN, **how) + after

    def heads(self, places: Sequence[tuple[float, str]]) -> None:
        """Write the names of the places above the scale, by turns in two rows so that each has room, with leaders."""
        rows = [places[::2], places[1::2]]
        ends = []
        for row in rows:
            blocks = [(x, name, self._head_width(x, places)) for x, name in row]
            tall = max((height_of(name, width) for _, name, width in blocks), default=0)
            for x, name, width in blocks:
                self.text(x, self.y + tall - height_of(name, width), name, width=width, align="center")
                ends.append((x, self.y + tall + 0.02))
            self.y += tall + 0.05
        self.y += 0.08
        for x, top in ends:
            self.line([x, x], [top, self.y], width=0.8)

    def _head_width(self, x: float, places: Sequence[tuple[float, str]]) -> float:
        """Return the inches that a name may take: to the leaders on its two sides, or to the edge of the paper."""
        here, gap = self.inches(x), 0.07
        room = [abs(self.inches(one) - here) - gap for one, _ in places if one != x]
        return 2 * min(here - 0.05, WIDTH - here - 0.05, *room)

    def line(self, x: list[float], y: list[float], *, width: float = 1.0, style: str = "-", **how: Any) -> None:
        """Draw a quiet line."""
        self.axes.plot(x, y, color=how.pop("colour", self.colours.line), lw=width, ls=style, zorder=2, **how)

    def band(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Shade a zone."""
        from matplotlib.patches import Rectangle

        self.axes.add_patch(
            Rectangle((x[0], y[0]), x[1] - x[0], y[1] - y[0], facecolor=self.colours.band, edgecolor="none", zorder=1)
        )

    def bar(self, number: float, y: tuple[float, float], *, gid: str) -> None:
        """Draw a bar from 0 to ``number``, between two heights; its edge keeps it visible where its colour is pale."""
        from matplotlib.patches import Rectangle

        fill, edge = self.colours.series[0], self.colours.ink
        self.axes.add_patch(
            Rectangle((0, y[0]), number, y[1] - y[0], facecolor=fill, edgecolor=edge, lw=1.1, zorder=3, gid=gid)
        )

    def stop(self, x: float, y: float) -> None:
        """Mark a place where something could stand."""
        self.axes.plot(
            [x], [y], marker="o", ms=4, mfc=self.colours.paper, mec=self.colours.line, mew=0.9, ls="", zorder=3
        )

    def mark(self, x: float, y: float, *, shape: str, colour: str, size: float = 11, gid: str | None = None) -> None:
        """Mark a place where something stands; the edge in ink keeps it visible where its colour is pale."""
        self.axes.plot(
            [x], [y], marker=shape, ms=size, mfc=colour, mec=self.colours.ink, mew=1.1, ls="", zorder=4, gid=gid
        )

    def arrow(self, start: float, end: float, y: float) -> None:
        """Draw an arrow from one mark to another."""
        self.axes.annotate(
            "",
            (end, y),
            (start, y),
            arrowprops={"arrowstyle": "-|>", "color": self.colours.ink, "lw": 1.6, "shrinkA": 7, "shrinkB": 11},
            zorder=3.8,
        )

    def number(self, x: float, y: float, number: int, *, share: float, gid: str) -> None:
        """Write a number in a circle whose area grows with ``share`` (0 to 1)."""
        size = max(13 + 6 * share**0.5, 72 * width_of(str(number), SMALL) + 5)
        self.axes.plot(
            [x], [y], marker="o", ms=size, mfc=self.colours.band, mec=self.colours.ink, mew=1, ls="", zorder=4, gid=gid
        )
        self.text(x, y - 0.075, str(number), width=1, align="center")

    def done(self) -> Figure:
        """Cut the paper to what is filled, and return the picture."""
        height = self.y + MARGIN
        self.figure.set_size_inches(WIDTH, height)
        self.axes.set_ylim(height, 0)
        return self.figure


@cache
def _font(size: float, bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")


@cache
def _letters(bold: bool) -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont(_font(SMALL, bold))).get_charmap())


def drawable(text: str, bold: bool) -> str:
    """Return ``text`` in one line, with a box for every sign that the font does not have."""
    return "".join(sign if ord(sign) in _letters(bold) else "□" for sign in " ".join(text.split()))


@cache
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line of text in inches."""
    from matplotlib.textpath import text_to_path

    return text_to_path.get_text_width_height_descent(drawable(text, bold), _font(size, bold), ismath=False)[0] / 72


def height_of(text: str, width: float, size: float = SMALL, bold: bool = False) -> float:
    """Return the inches that ``text`` takes down the sheet, in lines of at most ``width`` inches."""
    return len(wrap(text, width, size, bold)) * _LINE * size / 72


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Return ``text`` in lines of at most ``width`` inches; a word that is longer is broken."""
    lines = [""]
    for word in drawable(text, bold).split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, bold) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and width_of(lines[-1] + letter, size, bold) > width:
                lines.append("")
            lines[-1] += letter
    return lines
