"""A self-audit, one line at a time: what happened first, the rating second, and what somebody else makes of it.

Must not add ratings up, average them or aim at one. What somebody invited has said stays on the page, unkept, until
they say yes, and is laid beside the learner's own only once the learner has guessed it.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import traitlets as t

from coprod_widgets import content, scoring
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Words
from coprod_widgets.content.words import joined
from coprod_widgets.figures.strips import mark_words
from coprod_widgets.widgets.asking import AskingWidget
from coprod_widgets.widgets.audit_sheet import audit_sheet
from coprod_widgets.widgets.base import Keeper, page_code, page_style, say

MONTHS = 3
"""After how many months a service is rated again."""


GAPS = {
    "invited": ("audit-gap-widest", "audit-gap-none", "audit-gap-nothing"),
    "again": ("audit-gap-again-widest", "audit-gap-again-none", "audit-gap-again-nothing"),
}
"""The keys of what is said of the widest gap: that there is one, that there is none, that no line has two numbers."""


class Rated(NamedTuple):
    """Ratings as they were kept, and the day on which they were, as ISO 8601; None where that is not known."""

    response: Mapping[str, Any]
    day: str | None


class SelfAudit(AskingWidget):
    """Rate a service line by line, with what happened first; nothing is marked or added up.

    Parameters
    ----------
    lines
        Up to twelve statements by name, ``{"Welcome": "New people are met at the door by someone who uses the
        place"}``; an audit item of the course; or nothing, for the course's eight lines.

    Attributes
    ----------
    value
        The ratings, ``{line_id: {"rating": 0 to 4 or None, "evidence": "text"}}``; a line called "Welcome" has the id
        ``welcome``. None means "I would have to ask". What is not answered is absent, so ``{}`` at first.
    answers
        Where somebody is invited: what the learner thinks they said, in the same form, under ``<item id>.guess``.
    due
        Where a service is rated again: when it was rated first, and when three months are over.

    Raises
    ------
    TypeError
        If an argument is misspelt.
    ContentError
        If a line can't be one; the message says which, what was got and what is allowed.

    Examples
    --------
    >>> audit = SelfAudit(lines={"Welcome": "New people are met at the door by someone who uses the place"})
    >>> audit.value = {"welcome": {"rating": 3, "evidence": "In May, at the open day; the two greeters know."}}
    """

    _esm = page_code("self_audit")
    _css = page_style("self_audit")
    value = t.Dict(help="the ratings, by line").tag(sync=True)
    due = t.Dict(help="when it was rated first, and when to do it again").tag(sync=True)
    _to_do_first = t.Dict(help="what was asked for too early: what is to be done before").tag(sync=True)

    def __init__(
        self, lines: AuditItem | Mapping[str, str] | None = None, *, keeper: Keeper | None = None, **traits: Any
    ) -> None:
        self._check_names(traits)
        item = lines if isinstance(lines, AuditItem) else content.own_audit(lines)
        self._rated: Callable[[str], Rated | None] = lambda _item_id: None
        super().__init__(item, [item.guess] if item.guess else [], keeper=keeper, **traits)

    def lies_beside(self, rated: Callable[[str], Rated | None]) -> None:
        """Take in where ratings that are kept can be read: ``rated(item_id)``."""
        self._rated = rated
        first = rated(self.shows.beside) if self.shows.rater == "again" else None
        if first and first.day:
            self.due = say("audit-due", first=_date(first.day), due=_date(_later(first.day)))

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return super()._handlers() | {"file": self._send_sheet}

    def _send_sheet(self, message: dict[str, Any]) -> None:
        text = audit_sheet(self.shows, easy=message.get("form") == "easy")
        self.send({"kind": "file", "for": message.get("for"), "text": text})

    def _check_from_page(self, message: dict[str, Any]) -> None:
        # A result may be in sight already, and be wanted of lines rated since.
        if not self._take_in(message):
            return
        self._catch_up()
        missing = self._missing()
        # Asked for too early: that is said where it was asked for, and is no error.
        self._to_do_first = say(missing) if missing else {}
        if not missing:
            self.check()

    @t.observe("value")
    def _changed(self, _change: Any) -> None:
        self._follow()
        self._keep(self.shows, dict(self.value))

    @t.observe("answers")
    def _guessed(self, _change: Any) -> None:
        self._follow()

    def _follow(self) -> None:
        """Let a result that is in sight say what the ratings say now; it goes where there are none."""
        self._to_do_first = {}
        if self.result:
            self.result = self._said() if self._missing() is None else {}

    # --- what the learner may ask for --------------------------------------------------------------

    def check(self) -> None:
        """Show what the ratings say, line by line, and keep that it was asked for; nothing in an exercise.

        Raises
        ------
        ValueError
            If nothing is rated yet, or if what somebody else said is not guessed yet.
        """
        if self.handed_in:
            return
        self._catch_up()
        if missing := self._missing():
            raise ValueError(content.load_interface()[missing].text)
        self.show_result()
        self._keep(self.shows, dict(self.value), checked=True)

    def show_result(self) -> None:
        """Show what the ratings say, without keeping anything."""
        self.show_changed(self.value)

    def show_changed(self, _checked: Any) -> None:
        """Show what the ratings say now, whatever they were when it was asked for."""
        self.result = self._said() if self._missing() is None else {}

    def _missing(self) -> str | None:
        """Return the key of the sentence that says what is still to do before there is a result."""
        if not any(scoring.is_rated(self.value, line.id) for line in self.shows.lines):
            return "audit-none-yet" if self.shows.rater == "invited" else "audit-rate-first"
        if self.shows.guess:
            guess = self.answers.get(self.shows.guess.id, {})
            if not all(scoring.is_rated(guess, line.id) for line in self.shows.lines):
                return "audit-guess-first"
            if self._rated(self.shows.beside) is None:
                return "audit-own-first"
        return None

    # --- words for the page ------------------------------------------------------------------------

    def _said(self) -> dict[str, Any]:
        rows = self._rows()
        invited = self.value if self.shows.rater == "invited" else None
        own = rows[0][1]
        other = self.value if len(rows) > 1 else None
        return {
            "done": True,
            "strips": [
                {
                    "id": line.id,
                    "name": words_view(line.name),
                    "rows": [
                        self._row(name, response, line.id, invited if response is own else None, kind)
                        for name, response, kind in self._named(rows, line.id)
                    ],
                }
                for line in self.shows.lines
            ],
            "least": self._least(self.value if self.shows.rater == "again" else own),
            "gap": self._gap(own, other),
            "note": words_view(content.load_audit().fell) if self.shows.rater == "again" and other else None,
        }

    def _rows(self) -> list[tuple[dict[str, Any], Mapping[str, Any], str]]:
        """Return what is laid beside each other: what it is called, the ratings, and whether it is only a guess."""
        now, first = self._rated(self.shows.id), self.shows.beside and self._rated(self.shows.beside)
        if self.shows.rater == "invited":
            guess = self.answers[self.shows.guess.id]
            return [
                (say("audit-you"), first.response, "rated"),
                (say("audit-guess"), guess, "guess"),
                (say("audit-they"), self.value, "theirs"),
            ]
        mine = (_you(now), dict(self.value), "rated")
        return [(_you(first), first.response, "rated"), mine] if first else [mine]

    @staticmethod
    def _named(rows: list[tuple[dict[str, Any], Mapping[str, Any], str]], line: str) -> list[tuple[Any, ...]]:
        """Return the rows of one line: alone and not rated, it has no day, for nothing was done on one."""
        [(_name, response, kind), *others] = rows
        return rows if others or scoring.is_rated(response, line) else [(say("audit-you"), response, kind)]

    @staticmethod
    def _row(
        name: dict[str, Any], response: Mapping[str, Any], line: str, invited: Mapping[str, Any] | None, kind: str
    ) -> dict[str, Any]:
        mark = scoring.mark_of(response, line, invited, claims=kind == "rated")
        said = {way: mark_words(mark, way == "easy") for way in ("text", "easy")}
        if kind == "guess" and mark.rating is None:
            said = say("audit-no-guess")
        wrote = "" if kind == "guess" else response.get(line, {}).get("evidence", "").strip()
        drawn = {"rating": mark.rating, "kind": mark.kind, "ring": mark.ring, "of": kind}
        return drawn | {"who": name, "said": said, "wrote": wrote}

    def _least(self, response: Mapping[str, Any]) -> dict[str, Any]:
        found = scoring.least_known(self.shows, response)
        if not found:
            return {"said": say("audit-least-none"), "ask": None}
        first, *others = (line for line in self.shows.lines if line.id in found)
        also = say("audit-least-others", lines=_listed([line.name for line in others])) if others else None
        said = say("audit-least", line=first.name)
        return {"line": first.id, "said": said, "also": also, "ask": say("audit-ask", ask=first.ask)}

    def _gap(self, own: Mapping[str, Any], other: Mapping[str, Any] | None) -> dict[str, Any]:
        if other is None:
            nothing = GAPS["again"][2] if self.shows.rater == "again" else "audit-gap-not-yet"
            return {"said": say(nothing), "ask": None}
        there, none, nothing = GAPS[self.shows.rater]
        widest, found = scoring.widest_gap(self.shows, own, other)
        if widest is None:
            return {"said": say(nothing), "ask": None}
        if widest == 0:
            return {"said": say(none), "ask": say("audit-ask", ask=content.load_audit().agree_ask)}
        first, *others = (line for line in self.shows.lines if line.id in found)
        numbers = {"one": own[first.id]["rating"], "other": other[first.id]["rating"]}
        also = say("audit-gap-others", lines=_listed([line.name for line in others])) if others else None
        said = say(there, line=first.name, **numbers)
        return {"line": first.id, "said": said, "also": also, "ask": say("audit-ask", ask=first.ask)}


def _you(rated: Rated | None) -> dict[str, str]:
    return say("audit-you-on", day=_date(rated.day)) if rated and rated.day else say("audit-you")


def _listed(names: Sequence[Words]) -> Words:
    return joined(names, "; ", ". ")


def _date(day: str) -> str:
    on = date.fromisoformat(day)
    return f"{on.day} {on:%B %Y}"


def _later(day: str) -> str:
    """Return the day three months after another: the last of the month where there is no such day."""
    on = date.fromisoformat(day)
    year, month = on.year + (on.month + MONTHS - 1) // 12, (on.month + MONTHS - 1) % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1])).isoformat()
