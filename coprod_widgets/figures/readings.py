"""A picture of many pieces of work: how the rules read each, and which are read differently once a number is changed.

It counts readings, of which each piece of work has one. This module must not average anything, nor call one reading
better.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coprod_widgets.content import load_balance, load_interface, load_profiles
from coprod_widgets.content.balance import Balance
from coprod_widgets.content.schema import Words
from coprod_widgets.content.shape import shown as got
from coprod_widgets.power import PowerError, problem, read

from .profile import MAX_NAME
from .sheet import BODY, MARGIN, SMALL, TITLE, WIDTH, Sheet, width_of
from .twin import checked_title, finish, said, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 60
"""How many pieces of work one picture holds."""

MOST_NAMED = 8
"""How many of those that are read differently are named in the picture; its words name them all."""

_LANE = 0.24
"""Height in inches of one row of dots."""


def readings(
    responses: Mapping[str, Mapping[str, Any]] | None = None,
    rules: Balance | Mapping[str, float] | None = None,
    *,
    title: str | None = None,
    easy: bool = False,
    dark: bool = False,
) -> Figure:
    """Draw how the rules read many pieces of work: a dot for each, beside the reading that it gets.

    Parameters
    ----------
    responses
        Responses by name, as `coprod_widgets.power.read` takes them: ``{"Lunch club": {"stages": {…}}}``. The forty of
        the course when None: they are made up, and the picture says so.
    rules
        Other values for the named numbers (``{"shared": 51}``): then there are two rows of dots at each reading, by the
        course's rules and by yours, and those that are read differently are named.
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
    PowerError
        With a sentence, when a name, a response or the rules can't be read.
    FigureError
        When the title can't be one.
    """
    made_up = responses is None
    works = _course(easy) if made_up else _own(responses)
    before = {name: read(response) for name, response in works.items()}
    after = {name: read(response, rules) for name, response in works.items()} if rules else None
    picture = _Readings(before, after, made_up, easy)
    return finish(*picture.drawn(checked_title(title), dark))


def _course(easy: bool) -> dict[str, Any]:
    return {said(one.name, easy): one.response.plain for one in load_profiles()}


def _own(responses: Any) -> dict[str, Any]:
    if not isinstance(responses, Mapping) or not responses:
        raise PowerError(f"responses: got {got(responses)}; allowed: responses by name, such as {{'Lunch club': {{}}}}")
    if len(responses) > MOST:
        raise PowerError(f"responses: got {len(responses)}; allowed: up to {MOST} in one picture")
    for name, response in responses.items():
        if not isinstance(name, str) or not name.strip() or len(name) > MAX_NAME:
            raise PowerError(f"responses: got the name {got(name)}; allowed: a text of up to {MAX_NAME} characters")
        if wrong := problem(response):
            raise PowerError(f"{name}: {wrong}")
    return dict(responses)


class _Readings:
    """Which reading each piece of work gets, with the words for them."""

    def __init__(self, before: dict[str, Any], after: dict[str, Any] | None, made_up: bool, easy: bool) -> None:
        self.easy, self.made_up, self.all = easy, made_up, len(before)
        self.interface = load_interface()
        self.names = {one.id: one.short for one in load_balance().readings}
        self.names["range"] = self.interface["figure-readings-range"]
        self.lanes = [{name: one.id for name, one in lane.items()} for lane in (before, after) if lane is not None]
        met = {one for lane in self.lanes for one in lane.values()}
        self.rows = [one for one in self.names if one in met]
        first, last = self.lanes[0], self.lanes[-1]
        self.moved = [name for name in first if first[name] != last[name]]

    def _say(self, key: str, /, **gaps: Any) -> str:
        return said(self.interface[key], self.easy, **{name: str(value) for name, value in gaps.items()})

    def _name(self, reading: str) -> str:
        words: Words = self.names[reading]
        return said(words, self.easy)

    def _counts(self, reading: str) -> list[int]:
        return [list(lane.values()).count(reading) for lane in self.lanes]

    def drawn(self, title: str | None, dark: bool) -> tuple[Figure, str]:
        """Return the picture and its words."""
        title = title or self._say("figure-readings-title", n=self.all)
        most = max(count for row in self.rows for count in self._counts(row))
        labels = [self._say("figure-readings-course"), self._say("figure-readings-yours")][: len(self.lanes)]
        left = MARGIN + (max(width_of(one, SMALL) for one in labels) + 0.2 if len(labels) > 1 else 0.1)
        sheet = Sheet((1, max(most, 12)), left, 0.5, dark)
        sheet.paragraph(title, size=TITLE, bold=True, after=0.08)
        for note in self._notes():
            sheet.paragraph(note, soft=True, after=0.06)
        for row in self.rows:
            sheet.y += 0.06
            sheet.paragraph(sentence(self._name(row)).rstrip("."), size=BODY, bold=True, after=0.02)
            for lane, (label, count) in enumerate(zip(labels, self._counts(row), strict=True)):
                self._lane(sheet, row, lane, label if len(labels) > 1 else "", count)
        sheet.y += 0.1
        for line in self._moves()[: MOST_NAMED + 1]:
            sheet.paragraph(line, after=0.04)
        if len(self.moved) > MOST_NAMED:
            sheet.paragraph(self._say("figure-readings-more", n=len(self.moved) - MOST_NAMED), soft=True, after=0.04)
        return sheet.done(), self._words(title)

    def _lane(self, sheet: Sheet, row: str, lane: int, label: str, count: int) -> None:
        middle = sheet.y + _LANE / 2
        if label:
            sheet.text(sheet.at(MARGIN), sheet.y + 0.03, label, width=WIDTH, soft=True)
        for place in range(1, count + 1):
            # A shape for each row as well: colour is never needed.
            shape, colour = (("o", sheet.colours.series[0]), ("s", sheet.colours.series[1]))[lane]
            sheet.mark(float(place), middle, shape=shape, colour=colour, size=7, gid=f"{row}/{lane}/{place}")
        sheet.text(count + sheet.unit * 0.14, sheet.y + 0.03, str(count), width=1, bold=True)
        sheet.y += _LANE

    def _notes(self) -> list[str]:
        return [self._say("figure-readings-made-up")] if self.made_up else []

    def _moves(self) -> list[str]:
        """Say which pieces of work are read differently; nothing where no rule was changed."""
        if len(self.lanes) == 1:
            return []
        if not self.moved:
            return [self._say("figure-readings-moved-none")]
        first, last = self.lanes
        told = [self._say("figure-readings-moved", n=len(self.moved), all=self.all)]
        for name in self.moved:
            gaps = {"name": name, "before": self._name(first[name]), "after": self._name(last[name])}
            told.append(self._say("figure-readings-move", **gaps))
        return told

    def _words(self, title: str) -> str:
        key = "figure-readings-row-both" if len(self.lanes) > 1 else "figure-readings-row"
        rows = []
        for row in self.rows:
            before, *after = self._counts(row)
            rows.append(sentence(self._say(key, reading=self._name(row), n=before, yours=after[0] if after else "")))
        return " ".join([sentence(title), *self._notes(), *rows, *self._moves()])
