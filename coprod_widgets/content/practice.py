"""The shapes of what is known from practice: documented examples in five rows each, and numbers with their limits.

What is not documented is a row like any other. This module must not read files or draw.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from .words import HasWords, Id, Words

RowId = Literal["what", "power", "principles", "outcome", "missing"]
SectorId = Literal["mental-health", "education", "adult-care", "children-care", "youth", "arts", "restorative-justice"]
Rule = Literal["sum", "difference", "fewer", "each"]


class PracticeRow(HasWords, Struct, frozen=True, kw_only=True):
    """One row of an example and the sources that say so; a text may have several paragraphs."""

    text: str
    easy: str | None = None
    sources: list[Id] = []


class Example(Struct, frozen=True, kw_only=True):
    """One example from practice, in the five rows that every example has.

    ``less_well`` says what went less well, where an example is here for that. An ``invented`` one has no sources.
    """

    id: Id
    sector: SectorId
    name: Words
    rows: dict[RowId, PracticeRow]
    less_well: Words | None = None
    invented: bool = False


class Bar(Struct, frozen=True, kw_only=True):
    """One number of a picture: ``value`` (0 or more, in the picture's unit) and how it is written beside its bar."""

    id: Id
    name: Words
    value: Annotated[float, Meta(ge=0)]
    shown: Words


class Derived(Struct, frozen=True, kw_only=True):
    """A whole number that the course works out from others, and the sentence that says it.

    ``rule`` takes the numbers named by ``of`` in order: their sum; the first less the second; by how many per cent the
    second is fewer than the first; the first shared out over the second. ``value`` is rounded to a whole number.
    """

    id: Id
    rule: Rule
    of: list[Id]
    value: int
    words: Words


class Numbers(Struct, frozen=True, kw_only=True):
    """Numbers that a source reports, with what a reader has to know before they mean anything.

    ``measure`` says what is counted and in which unit; ``when``, ``who`` and ``compared`` give the date, the group and
    the comparison, or say that it is not documented. ``also`` holds numbers that have no bar, by id. ``top`` is the
    right end of the scale, the largest number where it is None.
    """

    id: Id
    title: Words
    measure: Words
    bars: list[Bar]
    when: Words
    who: Words
    compared: Words
    said_by: Words
    sources: list[Id]
    also: dict[str, float] = {}
    derived: list[Derived] = []
    top: Annotated[float, Meta(ge=0)] | None = None

    def known(self) -> dict[str, float]:
        """Return every number by its id, with and without a bar."""
        return {bar.id: bar.value for bar in self.bars} | self.also


class Named(Struct, frozen=True, kw_only=True):
    """The heading of a row, or the name of a sector."""

    id: Id
    name: Words


class Practice(Struct, frozen=True, kw_only=True):
    """The file of what is known from practice."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    rows: list[Named]
    sectors: list[Named]
    examples: list[Example]
    numbers: list[Numbers] = []


def worked_out(derived: Derived, known: dict[str, float]) -> float:
    """Return what a derived number comes to, not rounded.

    Parameters
    ----------
    derived
        What is worked out, with two numbers or more (a sum) or exactly two (the other rules).
    known
        The numbers by id; `Numbers.known` gives those of a picture.

    Raises
    ------
    KeyError
        When a number that it names is not there.
    """
    values = [known[one] for one in derived.of]
    if derived.rule == "sum":
        return sum(values)
    first, second = values
    if derived.rule == "difference":
        return first - second
    return (first - second) / first * 100 if derived.rule == "fewer" else first / second
