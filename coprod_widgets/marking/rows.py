"""What goes into a gradebook about one learner, and what comes out of it, as data. Must not read or write anything."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from msgspec import Struct


class Row(Struct, frozen=True, kw_only=True):
    """What one learner earned.

    Attributes
    ----------
    student
        nbgrader's student id.
    at
        When it was handed in, in UTC without a zone; None leaves what the gradebook has.
    marks
        Points by cell; None where a person marks.
    changed
        The cells whose answer is another than when they were last marked.
    """

    student: str
    at: datetime | None
    marks: dict[str, float | None]
    changed: Collection[str] = ()


class Total(Struct, frozen=True, kw_only=True):
    """What a learner has for an assignment.

    Attributes
    ----------
    mark
        Points, those that a person gave included, before anything is taken off.
    penalty
        What is taken off for late work, from 0 to ``mark``.
    needs
        The questions that need a person.
    """

    mark: float
    penalty: float
    needs: list[str]


class Held(Struct, frozen=True, kw_only=True):
    """What the gradebook has for one cell of a learner's: points of the machine, of a person, and extra ones."""

    auto: float | None
    manual: float | None
    extra: float
