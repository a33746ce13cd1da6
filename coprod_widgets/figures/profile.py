"""A picture of who decides: five moments, five named positions, one or several answers.

It shows each moment by itself; this module must not add moments up, average them or give a reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any, get_args

from coprod_widgets.content.balance import NOT_SAID, Balance, CaseLevel, Moment
from coprod_widgets.content.pictures import MAX_NAME, MOST_SERIES
from coprod_widgets.content.shape import shown as got
from coprod_widgets.power import MOMENTS, PARTS, PowerError, problem
from coprod_widgets.power.rules import balance_of, band_of

from .drawing import Drawing
from .sheet import BODY, MARGIN, MARKERS, SMALL, TITLE, Sheet, height_of, width_of
from .twin import said, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LANE = 0.3
"""Height in inches that one answer takes below a moment."""

_NAMES = (0.62, 1.15)
"""Least and most inches left of the scale for the names of the answers."""

_RIGHT = 0.6


def power_profile(
    responses: Mapping[str, Any],
    *,
    level: CaseLevel = "group",
    moments: Sequence[str] = MOMENTS,
    title: str | None = None,
    easy: bool = False,
    dark: bool = False,
    rules: Balance | Mapping[str, float] | None = None,
) -> Figure:
    """Draw who decides at the five moments, or at some of them.

    A mark stands at the named position in whose band the answer's number falls, because that is how it is read. What
    nobody said, or nobody answered, has no mark. The shaded zone is what counts as shared.

    Parameters
    ----------
    responses
        One response as `coprod_widgets.power.read` takes it, or up to six by name:
        ``{"Before": {"stages": {"plan": 0}}, "After": {"stages": {"plan": 50}}}``.
    level
        ``"group"``, or ``"one-person"`` for words about a worker and one person.
    moments
        The moments that are drawn, in the order of the five whatever their order here.
    title
        What stands above, up to 200 characters; the usual words when None.
    easy
        Easy Read instead of plain words, in the picture and in its description.
    dark
        Colours for a dark page.
    rules
        Other values for the named numbers (``{"shared": 51}``), or whole rules; they move the shaded zone.

    Returns
    -------
    matplotlib.figure.Figure
        About 4.6 inches wide; ``describe`` says it in words.

    Raises
    ------
    PowerError
        With a sentence, when a response, the level, a moment, the rules or a name can't be read.
    FigureError
        When the title can't be one.
    """
    balance = balance_of(rules)
    if level not in get_args(CaseLevel):
        raise PowerError(f"level: got {got(level)}; allowed: {', '.join(get_args(CaseLevel))}")
    drawn = _moments(balance, moments)
    answers = _answers(responses)
    return _Profile(balance, drawn, answers, level, easy).made(title, dark)


def _moments(balance: Balance, moments: Any) -> list[Moment]:
    """Return the moments named, in the order of the five; raises `PowerError`."""
    if isinstance(moments, str) or not isinstance(moments, Sequence) or not moments:
        raise PowerError(f"moments: got {got(moments)}; allowed: a list of {', '.join(MOMENTS)}")
    for one in moments:
        if one not in MOMENTS:
            raise PowerError(f"moments: got {got(one)}; allowed: {', '.join(MOMENTS)}")
    return [moment for moment in balance.moments if moment.id in moments]


def _answers(responses: Any) -> dict[str, Mapping[str, Any]]:
    """Return the responses by name, one alone by an empty name; raises `PowerError`."""
    if not _several(responses):
        if wrong := problem(responses):
            raise PowerError(wrong)
        return {"": responses}
    if len(responses) > MOST_SERIES:
        raise PowerError(f"responses: got {len(responses)} answers; allowed: up to {MOST_SERIES} in one picture")
    for name, response in responses.items():
        if not isinstance(name, str) or not name.strip() or len(name) > MAX_NAME:
            raise PowerError(f"responses: got the name {got(name)}; allowed: a text of up to {MAX_NAME} characters")
        if wrong := problem(response):
            raise PowerError(f"{name}: {wrong}")
    return dict(responses)


def _several(responses: Any) -> bool:
    """Tell whether ``responses`` holds answers by name, rather than the parts of one answer."""
    if not isinstance(responses, Mapping) or set(responses) & set(PARTS):
        return False
    return any(isinstance(one, Mapping) for one in responses.values())


class _Profile(Drawing):
    """The answers with the words for them."""

    TITLE = "figure-profile-title"

    def __init__(
        self,
        balance: Balance,
        moments: list[Moment],
        answers: dict[str, Mapping[str, Any]],
        level: CaseLevel,
        easy: bool,
    ) -> None:
        super().__init__(easy)
        self.balance, self.moments, self.answers = balance, moments, answers
        self.places = {band.position: said(band.words.at(level), easy) for band in balance.bands}
        numbers = balance.values
        self.zone = (numbers["shared"], numbers["alone"])

    def place(self, response: Mapping[str, Any], moment: str) -> int | str | None:
        """Return the position of a moment; "not said" or None where it has none."""
        value = response.get("stages", {}).get(moment)
        return band_of(self.balance, value) if isinstance(value, Real) else value

    def _unknown(self, place: str | None) -> str:
        return self._say("figure-not-said" if place == NOT_SAID else "figure-not-answered")

    # --- the picture -------------------------------------------------------------------------------

    def draw(self, title: str, dark: bool) -> Figure:
        widest = max(width_of(name, SMALL) for name in self.answers)
        # The mark of each answer stands before its name.
        left = MARGIN + 0.3 + min(max(widest, _NAMES[0]), _NAMES[1]) + 0.2
        sheet = Sheet((0, 100), left if any(self.answers) else 0.7, _RIGHT, dark)
        sheet.paragraph(title, size=TITLE, bold=True, after=0.12)
        sheet.heads(list(self.places.items()))
        if self.zone[0] < self.zone[1]:
            self._zone_name(sheet)
        for moment in self.moments:
            self._moment(sheet, moment)
        sheet.y += 0.16
        sheet.paragraph(said(self.balance.note, self.easy), soft=True, after=0)
        return sheet.done()

    def _zone_name(self, sheet: Sheet) -> None:
        name, (low, high) = self._say("figure-shared"), self.zone
        sheet.band(self.zone, (sheet.y + 0.03, sheet.y + 0.25))
        centre = (max(low, 0) + min(high, 100)) / 2
        sheet.text(centre, sheet.y + 0.04, name, width=2, align="center")
        sheet.y += 0.25

    def _moment(self, sheet: Sheet, moment: Moment) -> None:
        sheet.y += 0.14
        sheet.paragraph(sentence(said(moment.name, self.easy))[:-1], size=BODY, bold=True, after=0)
        sheet.paragraph(self._question(moment), soft=True, after=0.06)
        for number, (name, response) in enumerate(self.answers.items()):
            self._lane(sheet, name, number, self.place(response, moment.id), f"{moment.id}/{name}")

    def _question(self, moment: Moment) -> str:
        ask = said(moment.ask, self.easy)
        return f"{ask[:1].upper()}{ask[1:]}?"

    def _lane(self, sheet: Sheet, name: str, number: int, place: int | str | None, gid: str) -> None:
        step = sheet.inches(0) - MARGIN - 0.47
        tall = max(_LANE, height_of(name, step) + 0.08)
        middle = sheet.y + tall / 2
        shape, colour = MARKERS[number], sheet.colours.series[number]
        if name:
            sheet.mark(sheet.at(MARGIN + 0.1), middle, shape=shape, colour=colour, size=8)
            self._beside(sheet, sheet.at(MARGIN + 0.25), middle, name, step)
        if isinstance(place, int):
            if self.zone[0] < self.zone[1]:
                sheet.band(self.zone, (sheet.y, sheet.y + tall))
            sheet.line([0, 100], [middle, middle], width=0.8)
            for stop in self.places:
                sheet.stop(stop, middle)
            sheet.mark(place, middle, shape=shape, colour=colour, gid=gid)
        else:
            self._no_place(sheet, middle, place)
        sheet.y += tall

    def _no_place(self, sheet: Sheet, middle: float, place: str | None) -> None:
        """Draw that a moment has no position: all along the scale, so that no place on it is meant."""
        words, edge = self._unknown(place), 0.17 * sheet.unit
        half = width_of(words, SMALL) / 2 * sheet.unit + 0.06 * sheet.unit
        if place == NOT_SAID:
            x = [-edge, 100 + edge, 100 + edge, -edge, -edge]
            y = [middle - 0.12, middle - 0.12, middle + 0.12, middle + 0.12, middle - 0.12]
            sheet.line(x, y, style=(0, (4, 2)))
        else:
            sheet.line([-edge, 50 - half], [middle, middle], style=":")
            sheet.line([50 + half, 100 + edge], [middle, middle], style=":")
        self._beside(sheet, 50, middle, words, 4, align="center", soft=True)

    @staticmethod
    def _beside(sheet: Sheet, x: float, middle: float, text: str, width: float, **how: Any) -> None:
        sheet.text(x, middle - height_of(text, width) / 2, text, width=width, **how)

    # --- the same in words -------------------------------------------------------------------------

    def words(self, title: str) -> str:
        places = list(self.places.values())
        said_so = [sentence(title), self._say("figure-profile-shows", first=places[0], last=places[-1])]
        for moment in self.moments:
            said_so += [sentence(said(moment.name, self.easy)), self._question(moment)]
            said_so += [self._answer(name, self.place(one, moment.id)) for name, one in self.answers.items()]
        shared = [words for place, words in self.places.items() if self.zone[0] <= place < self.zone[1]]
        if shared:
            joined = " ".join(map(sentence, shared)) if self.easy else "; ".join(shared)
            said_so.append(self._say("figure-shared-places", places=joined))
        else:
            said_so.append(self._say("figure-shared-none"))
        return " ".join([*said_so, said(self.balance.note, self.easy)])

    def _answer(self, name: str, place: int | str | None) -> str:
        words = self.places[place] if isinstance(place, int) else self._unknown(place)
        return sentence(f"{name}: {words}" if name else words)
