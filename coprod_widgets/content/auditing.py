"""The shapes of a self-audit: lines about a service, five anchors, and the words around a rating.

No number is made of several ratings here or anywhere. This module must not read files; the loader fills in the lines.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from .words import Id, Use, Words

LINES = ("assets", "capabilities", "reciprocity", "peers", "blurring", "facilitating", "power", "access")
"""The course's own lines, in order: TLAP's six in the course's words, power, and access with recognition."""

MAX_EVIDENCE = 800
"""Longest evidence for one line, in characters: those of the most lines there can be fit into one record."""


Rater = Literal["self", "invited", "again"]
Kind = Literal["unknown", "said", "claimed", "shown", "confirmed", "differently"]


class AuditLine(Struct, frozen=True, kw_only=True):
    """One line: what somebody from outside could see or be told, and one question to ask a person about it.

    ``theirs`` says the same statement to somebody who uses the service, where its own words speak to staff.
    """

    id: Id
    name: Words
    statement: Words
    ask: Words
    theirs: Words | None = None

    def stated_to(self, rater: Rater) -> Words:
        """Return the statement in the words for whoever rates it."""
        return (self.theirs or self.statement) if rater == "invited" else self.statement


class Anchor(Struct, frozen=True, kw_only=True):
    """What one rating (0 to 4) means, the same for all lines; ``short`` where there is little room.

    ``theirs`` says the same to somebody who uses the service, where its own words speak to staff.
    """

    rating: Annotated[int, Meta(ge=0, le=4)]
    words: Words
    short: Words
    theirs: Words | None = None

    def said_to(self, rater: Rater) -> Words:
        """Return what the rating means in the words for whoever gives it."""
        return (self.theirs or self.words) if rater == "invited" else self.words


class Unknown(Struct, frozen=True, kw_only=True):
    """The words of "I would have to ask": a full answer, stored as null and never drawn at 0."""

    words: Words
    short: Words


class ByRater(Struct, frozen=True, kw_only=True):
    """A text for whoever rates their own service, and for somebody who was invited to."""

    own: Words
    theirs: Words


class Closing(Struct, frozen=True, kw_only=True):
    """What somebody who was invited reads when they are done: after their yes, and where nothing is kept."""

    kept: Words
    nothing: Words


class Audit(Struct, frozen=True, kw_only=True):
    """The self-audit as data. ``kinds`` says what each way of drawing a rating is called."""

    lines: list[AuditLine]
    unknown: Unknown
    anchors: list[Anchor]
    evidence: ByRater
    privacy: ByRater
    rating: ByRater
    no_total: Words
    kinds: dict[Kind, Words]
    invitation: list[Words]
    before_you_ask: Words
    welcome: list[Words]
    consent: Words
    closing: Closing
    fell: Words
    own_ask: Words
    agree_ask: Words


class AuditItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="audit"):
    """A rating of a service, line by line, with what happened written first. Never marked.

    ``rater`` is ``self``, ``invited`` (somebody who uses the service, asked to rate it too) or ``again`` (the same
    learner, three months later); the last two name in ``beside`` the item that they are laid beside. In a file there
    are no ``lines``: the loader puts in those of audit.yaml. ``at_least`` says how many of them an exercise asks for;
    left out, it asks for all.
    """

    NOT_IN_FILES: ClassVar[frozenset[str]] = frozenset({"lines"})

    id: Id
    prompt: Words
    lines: list[AuditLine] = []
    rater: Rater = "self"
    beside: Id | None = None
    at_least: Annotated[int, Meta(ge=1, le=len(LINES))] | None = None
    use: Use = "activity"
    outcomes: list[str] = []

    @property
    def interaction(self) -> str:
        """The kind of item: ``"audit"``."""
        return "audit"

    @property
    def case(self) -> None:
        """No audit is asked about a case of a sort."""
        return None

    @property
    def guess(self) -> AuditItem | None:
        """The item of what the learner thinks somebody invited has said, asked before they see it."""
        return replace(self, id=f"{self.id}.guess", rater="self", beside=None) if self.rater == "invited" else None


def with_lines(item: AuditItem, audit: Audit | None) -> AuditItem:
    """Return ``item`` with the course's lines, where it has none of its own."""
    return item if item.lines or audit is None else replace(item, lines=list(audit.lines))
