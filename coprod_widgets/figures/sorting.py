"""A picture of where cases were put, beside where the key puts them: one learner's sorting, or a cohort's.

It shows each case by itself; this module must not mark.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coprod_widgets.content import load_approaches, sort_item
from coprod_widgets.content.schema import Case, SortItem
from coprod_widgets.scoring import problem

from .drawing import Drawing
from .sheet import BODY, SMALL, TITLE, Sheet
from .twin import FigureError, said, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_CASES = 40
"""How many cases one picture holds."""

_APART = 1.5
"""Steps of the scale from the last place on it to the first that is beside it."""

_MARGINS = (0.6, 0.6)
_MIDDLE, _WORDS, _LANE = 0.18, 0.38, 0.58
"""Inches from a case's title down to its marks, to the words below them, and to the end."""

_KEY = 24
"""Size of the square around the key's place, in points."""


def sorting_differences(
    item_or_cases: SortItem | Any,
    responses: Mapping[str, Any],
    *,
    title: str | None = None,
    easy: bool = False,
    dark: bool = False,
) -> Figure:
    """Draw where each case was put, and where the key puts it.

    The picture shows the key of every case that was placed. So it is for whoever has the key in hand: a learner who has
    asked to see the result, a trainer, somebody with cases of their own. A case without a key, or one that people
    argue about, shows only where it was put.

    Parameters
    ----------
    item_or_cases
        A sort of the course, or your own cases as `coprod_widgets.content.sort_item` takes them.
    responses
        One response ``{case_id: category_id}``, or several by name; of several, each place shows how many chose it.
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
        With a sentence, when a response or the title can't be read, or there are too many cases.
    ContentError
        When own cases can't be read.
    """
    ours = isinstance(item_or_cases, SortItem)
    item = item_or_cases if ours else sort_item(item_or_cases)
    if len(item.cases) > MOST_CASES:
        raise FigureError(f"{item.id}: got {len(item.cases)} cases; allowed: up to {MOST_CASES} in one picture")
    several = isinstance(responses, Mapping) and any(isinstance(one, Mapping) for one in responses.values())
    for name, response in responses.items() if several else [("", responses)]:
        if wrong := problem(item, response):
            raise FigureError(f"{name}: {wrong}" if name else wrong)
    kind = _Counts if several else _Differences
    return kind(item, responses, "figure-course" if ours else "figure-own-key", easy).made(title, dark)


class _Sorting(Drawing):
    """The places across, and what the two kinds of picture share."""

    TITLE = "figure-sorting-title"

    def __init__(self, item: SortItem, responses: Mapping[str, Any], who: str, easy: bool) -> None:
        super().__init__(easy)
        approaches = load_approaches()
        self.item, self.responses = item, responses
        self.who = self._say(who)
        names = {category.id: said(category.name, easy) for category in approaches.categories}
        scale = [one for one in approaches.scale if one in item.categories]
        self.beside = [one for one in item.categories if one not in scale]
        self.names = {one: names[one] for one in [*scale, *self.beside]}
        self.x = {one: float(number) for number, one in enumerate(scale)}
        start = len(scale) - 1 + _APART if scale else 0
        self.x |= {one: start + number for number, one in enumerate(self.beside)}

    def _name(self, case: Case) -> str:
        return said(case.title, self.easy)

    # --- the picture -------------------------------------------------------------------------------

    def draw(self, title: str, dark: bool) -> Figure:
        sheet = Sheet((0, max(max(self.x.values()), 1)), *_MARGINS, dark)
        sheet.paragraph(title, size=TITLE, bold=True, after=0.12)
        sheet.heads([(self.x[one], name) for one, name in self.names.items()])
        for case in self._drawn():
            sheet.y += 0.12
            sheet.paragraph(self._name(case), size=BODY, bold=True, after=0.05)
            middle = sheet.y + _MIDDLE
            on_scale = [x for one, x in self.x.items() if one not in self.beside]
            if len(on_scale) > 1:
                sheet.line([on_scale[0], on_scale[-1]], [middle, middle], width=0.8)
            for x in self.x.values():
                sheet.stop(x, middle)
            self._marks(sheet, case, middle)
            sheet.y += _LANE
        sheet.y += 0.08
        for note in [*self._apart(), *self._notes()]:
            sheet.paragraph(note, soft=True, after=0.04)
        return sheet.done()

    def _apart(self) -> list[str]:
        """Say which places are not on the line, when some are."""
        if not self.beside or len(self.beside) == len(self.names):
            return []
        return [self._say("figure-sorting-apart", places=", ".join(self.names[one] for one in self.beside))]

    @abstractmethod
    def _drawn(self) -> list[Case]:
        """Return the cases that have a line of their own."""

    @abstractmethod
    def _marks(self, sheet: Sheet, case: Case, middle: float) -> None:
        """Draw where a case was put."""

    @abstractmethod
    def _notes(self) -> list[str]:
        """Return what is said below the picture, and at the end of its description."""

    def _key_mark(self, sheet: Sheet, x: float, middle: float, gid: str) -> None:
        """Draw the key's place as an open square, so that what was put there can be seen inside it."""
        sheet.axes.plot(
            [x], [middle], marker="s", ms=_KEY, mfc="none", mec=sheet.colours.key, mew=2.2, ls="", zorder=3.5, gid=gid
        )

    @staticmethod
    def _below(sheet: Sheet, x: float, middle: float, text: str) -> None:
        sheet.text(x, middle - _MIDDLE + _WORDS, text, width=1.4, align="center", size=SMALL)

    # --- the same in words -------------------------------------------------------------------------

    def words(self, title: str) -> str:
        said_so = [sentence(title), self._say("figure-sorting-shows"), *self._apart()]
        for case in self._drawn():
            said_so += [sentence(self._name(case)), *self._about(case)]
        return " ".join([*said_so, *self._notes()])

    @abstractmethod
    def _about(self, case: Case) -> list[str]:
        """Return the sentences about a case."""


class _Differences(_Sorting):
    """One response: a mark where a case was put, and an arrow to where the key puts it."""

    def _drawn(self) -> list[Case]:
        return [case for case in self.item.cases if case.id in self.responses]

    def _marks(self, sheet: Sheet, case: Case, middle: float) -> None:
        put = self.x[self.responses[case.id]]
        sheet.mark(put, middle, shape="o", colour=sheet.colours.series[0], gid=f"{case.id}/put")
        if case.answer is None:
            self._below(sheet, put, middle, self._say("figure-you"))
            return
        key = self.x[case.answer]
        self._key_mark(sheet, key, middle, f"{case.id}/key")
        if key == put:
            self._below(sheet, put, middle, self._say("figure-both"))
            return
        self._below(sheet, put, middle, self._say("figure-you"))
        self._below(sheet, key, middle, self.who)
        sheet.arrow(put, key, middle)

    def _notes(self) -> list[str]:
        left = [self._name(case) for case in self.item.cases if case.id not in self.responses]
        return [self._say("figure-unplaced", cases=", ".join(left))] if left else []

    def _about(self, case: Case) -> list[str]:
        put = self.responses[case.id]
        if case.answer is None:
            return [self._say("figure-sorted-alone", place=self.names[put])]
        key = "figure-sorted-same" if put == case.answer else "figure-sorted-other"
        return [self._say(key, place=self.names[put], who=self.who, key=self.names[case.answer])]


class _Counts(_Sorting):
    """Several responses: at each place, how many put the case there."""

    def _drawn(self) -> list[Case]:
        return list(self.item.cases)

    def _count(self, case: Case) -> Counter[str]:
        return Counter(response[case.id] for response in self.responses.values() if case.id in response)

    def _marks(self, sheet: Sheet, case: Case, middle: float) -> None:
        for place, count in self._count(case).items():
            sheet.number(self.x[place], middle, count, share=count / len(self.responses), gid=f"{case.id}/{place}")
        if case.answer is not None:
            self._key_mark(sheet, self.x[case.answer], middle, f"{case.id}/key")
            self._below(sheet, self.x[case.answer], middle, self.who)

    def _notes(self) -> list[str]:
        everyone = len(self.responses)
        left = [(self._name(case), everyone - self._count(case).total()) for case in self.item.cases]
        named = ", ".join(f"{name} ({n})" for name, n in left if n)
        unplaced = [self._say("figure-unplaced", cases=named)] if named else []
        return [self._say("figure-sorting-numbers", all=everyone), *unplaced]

    def _about(self, case: Case) -> list[str]:
        counts, everyone = self._count(case), len(self.responses)
        said_so = [
            self._say("figure-sorted-count", place=name, n=counts[one], all=everyone)
            for one, name in self.names.items()
            if counts[one]
        ]
        if case.answer is not None:
            said_so.append(self._say("figure-sorted-key", who=self.who, key=self.names[case.answer]))
        return [sentence(one) for one in said_so]
