"""What marks are made of: the parts of a score, and examples with what they must earn.

This module must not know what an item is.
"""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

DECIMALS = 4
"""Marks are rounded to this many decimals, once, at the end."""

Verdict = Literal["right", "near", "far", "unplaced"]


class Part(msgspec.Struct, frozen=True):
    """What one part of an item (a card, a whole choice, a moment) earned.

    Attributes
    ----------
    id
        The id of the case, of the item, or of the moment or part of a power balance.
    chosen
        What the learner chose; None where nothing was.
    mark
        Marks earned, 0 to ``max``.
    max
        Marks on offer, above 0.
    verdict
        ``right``, ``near`` (some of the marks), ``far`` (none) or ``unplaced`` (not answered).
    """

    id: str
    chosen: str | None
    mark: float
    max: float
    verdict: Verdict


class Score(msgspec.Struct, frozen=True):
    """What a response earned.

    Attributes
    ----------
    raw
        Marks earned, 0 to ``max``, at most four decimals.
    max
        Marks on offer, above 0.
    scaled
        ``raw / max``, 0 to 1.
    parts
        How ``raw`` came about, one entry a card, a choice, a moment or a part.
    invalid
        Why the response could not be read; None when it could.
    """

    raw: float
    max: float
    scaled: float
    parts: tuple[Part, ...] = ()
    invalid: str | None = None

    @property
    def stored(self) -> dict[str, float]:
        """The three numbers that a record keeps."""
        return {"raw": self.raw, "max": self.max, "scaled": self.scaled}


def total(parts: Sequence[Part], invalid: str | None) -> Score:
    """Return the score that ``parts`` add up to, rounded once."""
    highest = sum(part.max for part in parts)
    raw = sum(part.mark for part in parts)
    return Score(
        raw=round(raw, DECIMALS),
        max=round(highest, DECIMALS),
        scaled=round(raw / highest, DECIMALS),
        parts=tuple(parts),
        invalid=invalid,
    )


class Example(msgspec.Struct, frozen=True):
    """A response that an item made for itself, and what it must earn.

    Attributes
    ----------
    name
        ``correct``, ``partly correct``, ``wrong``, ``blank`` or ``invalid``.
    response
        The response.
    raw
        Marks that it must earn.
    """

    name: str
    response: Any
    raw: float
