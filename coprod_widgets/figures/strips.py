"""A picture of a self-audit: a strip of dots for each line, one row a rater or a date.

It shows each line by itself; this module must not add ratings up, average them or say which are good.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coprod_widgets.content import load_audit, load_interface, own_audit
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.shape import nearest
from coprod_widgets.content.shape import shown as got
from coprod_widgets.scoring import Mark, mark_of, problem

from .sheet import BODY, MARGIN, SMALL, TITLE, Sheet, wrap
from .twin import FigureError, checked_title, finish, said, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST = 4
"""How many ratings one picture holds: two raters on two dates."""

MAX_NAME = 40
"""Longest name of a rating, in characters."""

_LEFT, _RIGHT = 1.55, 1.35
"""Inches from the edges of the paper to 0 and to 4; names stand on the left, words on the right."""

_UNKNOWN = -0.85
"""Where a question mark stands, off the scale: who does not know has not said 0."""

_BESIDE = {
    "absent": "figure-strips-absent",
    "unknown": "figure-strips-unknown",
    "claimed": "figure-strips-claimed",
    "shown": "figure-strips-shown",
    "confirmed": "figure-strips-confirmed",
    "differently": "figure-strips-differently",
}
"""The keys in interface.yaml of the words beside a dot."""

_STEP = 1.34 * SMALL / 72
"""From one line of small text to the next, in inches."""


def audit_strips(
    ratings: Mapping[str, Any],
    *,
    lines: AuditItem | Mapping[str, str] | None = None,
    invited: str | None = None,
    title: str | None = None,
    easy: bool = False,
    dark: bool = False,
) -> Figure:
    """Draw ratings of a service line by line: two raters, two dates, never a total.

    A filled dot is a 3 or 4 with an occasion (*shown*), a hollow one a 3 or 4 without (*claimed*), a small one a rating
    from 0 to 2, a question mark "I would have to ask". A ring is drawn where somebody who uses the service has given
    the line a number too.

    Parameters
    ----------
    ratings
        One response as ``SelfAudit.value`` has it, or up to four by name: ``{"You": {...}, "Amal's group": {...}}``.
    lines
        What was rated: ``audit.shows``, or statements by name; the course's eight lines when None.
    invited
        The name in ``ratings`` under which somebody who uses the service has rated.
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
        With a sentence, when a rating, a name or the title can't be one.
    ContentError
        With a sentence, when the lines can't be some.
    """
    item = lines if isinstance(lines, AuditItem) else own_audit(lines)
    named = _named(item, ratings)
    if invited is not None and invited not in named:
        has = ", ".join(name for name in named if name) or "one rating without a name"
        raise FigureError(f"invited: got {got(invited)}{nearest(invited, named)}; ratings has {has}")
    title = checked_title(title) or said(load_interface()["figure-strips-title"], easy)
    picture = _Strips(item, named, invited, easy)
    return finish(picture.draw(title, dark), picture.words(title))


def mark_words(mark: Mark, easy: bool) -> str:
    """Return what one rating says, in sentences: ``"4: people would say so. Shown: an occasion is named."``."""
    audit = load_audit()
    if mark.kind == "absent":
        return sentence(said(load_interface()["audit-absent"], easy))
    if mark.rating is None:
        return sentence(said(audit.unknown.short, easy))
    told = [f"{mark.rating}: {said(audit.anchors[mark.rating].short, easy)}"]
    told += [said(audit.kinds[kind], easy) for kind in (mark.kind, mark.ring) if kind not in ("said", None)]
    return " ".join(map(sentence, told))


def _named(item: AuditItem, ratings: Any) -> dict[str, Mapping[str, Any]]:
    """Return the responses by name, one alone by an empty name; raises `FigureError`."""
    if not isinstance(ratings, Mapping):
        raise FigureError(f"ratings: got {got(ratings)}; allowed: ratings by line, or several such by name")
    if problem(item, ratings) is None:
        return {"": ratings}
    lines = [line.id for line in item.lines]
    if set(ratings) & set(lines):
        raise FigureError(problem(item, ratings))
    if len(ratings) > MOST:
        raise FigureError(f"ratings: got {len(ratings)}; allowed: up to {MOST} in one picture")
    for name, response in ratings.items():
        if not isinstance(name, str) or not name.strip() or len(name) > MAX_NAME:
            raise FigureError(f"ratings: got the name {got(name)}; allowed: a text of up to {MAX_NAME} characters")
        if wrong := problem(item, response):
            raise FigureError(f"{name}: {wrong}")
    return dict(ratings)


class _Strips:
    """The ratings, with the words for them."""

    def __init__(self, item: AuditItem, ratings: dict[str, Mapping[str, Any]], invited: str | None, easy: bool) -> None:
        self.item, self.ratings, self.invited, self.easy = item, ratings, invited, easy
        self.audit, self.interface = load_audit(), load_interface()

    def mark(self, name: str, line: str) -> Mark:
        """Return how one rating of a line is drawn."""
        if self.invited in (None, name):
            return mark_of(self.ratings[name], line, claims=name != self.invited)
        return mark_of(self.ratings[name], line, self.ratings[self.invited])

    def _say(self, key: str) -> str:
        return said(self.interface[key], self.easy)

    # --- the picture -------------------------------------------------------------------------------

    def draw(self, title: str, dark: bool) -> Figure:
        sheet = Sheet((0, 4), _LEFT, _RIGHT, dark)
        sheet.paragraph(title, size=TITLE, bold=True, after=0.08)
        for anchor in self.audit.anchors:
            sheet.paragraph(f"{anchor.rating}  {said(anchor.short, self.easy)}", soft=True, after=0)
        sheet.paragraph(f"?  {said(self.audit.unknown.short, self.easy)}", soft=True, after=0.06)
        for line in self.item.lines:
            self._line(sheet, line)
        sheet.y += 0.14
        sheet.paragraph(said(self.audit.no_total, self.easy), soft=True, after=0)
        return sheet.done()

    def _line(self, sheet: Sheet, line: Any) -> None:
        sheet.y += 0.12
        sheet.paragraph(said(line.name, self.easy), size=BODY, bold=True, after=0.02)
        for place in range(5):
            sheet.text(place, sheet.y, str(place), width=0.3, align="center", soft=True)
        sheet.text(_UNKNOWN, sheet.y, "?", width=0.3, align="center", soft=True)
        sheet.y += _STEP
        for name in self.ratings:
            self._lane(sheet, name, self.mark(name, line.id), f"{line.id}/{name}")

    def _lane(self, sheet: Sheet, name: str, mark: Mark, gid: str) -> None:
        beside = self._beside(mark)
        room = sheet.inches(_UNKNOWN) - MARGIN - 0.2
        rows = max(len(wrap(name, room, SMALL)), len(wrap(beside, _RIGHT - 0.42, SMALL)), 1)
        tall = max(0.34, rows * _STEP + 0.08)
        middle = sheet.y + tall / 2
        sheet.line([0, 4], [middle, middle], width=0.8)
        for place in range(5):
            sheet.stop(place, middle)
        self._dot(sheet, mark, middle, gid)
        for x, text, width in ((sheet.at(MARGIN), name, room), (4 + 0.28 * sheet.unit, beside, _RIGHT - 0.42)):
            lines = len(wrap(text, width, SMALL))
            sheet.text(x, middle - lines * _STEP / 2, text, width=width)
        sheet.y += tall

    def _dot(self, sheet: Sheet, mark: Mark, middle: float, gid: str) -> None:
        colours = sheet.colours
        if mark.kind == "unknown":
            sheet.mark(_UNKNOWN, middle, shape="$?$", colour=colours.ink, size=9, gid=gid)
        if mark.rating is None:
            return
        if mark.ring:
            sheet.mark(mark.rating, middle, shape="o", colour=colours.paper, size=17)
        fill = colours.paper if mark.kind == "claimed" else colours.series[0]
        sheet.mark(mark.rating, middle, shape="o", colour=fill, size=7 if mark.kind == "said" else 11, gid=gid)

    def _beside(self, mark: Mark) -> str:
        """Return the few words that stand beside a dot."""
        kinds = [kind for kind in (mark.kind, mark.ring) if kind not in ("said", None)]
        return ", ".join(self._say(_BESIDE[kind]) for kind in kinds)

    # --- the same in words -------------------------------------------------------------------------

    def words(self, title: str) -> str:
        told = [sentence(title), self._say("figure-strips-shows")]
        for line in self.item.lines:
            told.append(sentence(said(line.name, self.easy)))
            for name in self.ratings:
                words = mark_words(self.mark(name, line.id), self.easy)
                told += [sentence(name), words] if name and self.easy else [f"{name}: {words}" if name else words]
        return " ".join([*told, said(self.audit.no_total, self.easy)])
