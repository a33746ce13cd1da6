"""The shapes of what a unit shows to look at: who decides, examples from practice, and numbers.

A picture here depends on no answer of the learner's. This module must not draw.
"""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from msgspec import Struct, field

from .balance import BringId, CaseLevel, MomentId, Placed, PromiseId, StaysId
from .words import Id, Words

MOST_SERIES = 6
"""How many answers one picture holds."""

MAX_NAME = 40
"""Longest name of an answer in a picture, in characters, in either wording."""


class Response(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An answer to a power balance, written by the course; what is left out was not answered."""

    stages: dict[MomentId, Placed] = {}
    brings: list[BringId] | None = None
    promise: PromiseId | None = None
    stays: StaysId | None = None
    returned: bool | None = None
    limit: str | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """The answer as a learner's would be stored."""
        return msgspec.to_builtins(self)


class Series(Struct, frozen=True, kw_only=True):
    """One answer in a picture; it needs a name where there are several."""

    response: Response
    name: Words | None = None


class Profile(Struct, frozen=True, kw_only=True):
    """A made-up piece of work by its name, and who decides in it: one of many to try the rules on."""

    id: Id
    name: Words
    response: Response


class ProfileFile(Struct, frozen=True, kw_only=True):
    """The made-up pieces of work in profiles.yaml."""

    profiles: list[Profile]


class ProfileFigure(Struct, frozen=True, kw_only=True, tag_field="kind", tag="power-profile"):
    """Who decides, in one to six answers.

    ``moments`` are those that are drawn: all five, or fewer where a page does not speak of the others yet.
    """

    id: Id
    title: Words
    series: list[Series]
    level: CaseLevel = "group"
    moments: list[MomentId] = field(default_factory=lambda: list(get_args(MomentId)))


class IdeasFigure(Struct, frozen=True, kw_only=True, tag_field="kind", tag="ideas-in-lists"):
    """Which idea stands in which list of principles."""

    id: Id
    title: Words


class CardsFigure(Struct, frozen=True, kw_only=True, tag_field="kind", tag="practice"):
    """Examples from practice.yaml in their five rows: one in full, or several to open one at a time."""

    id: Id
    title: Words
    shows: list[Id]

    @property
    def kind(self) -> str:
        """What is shown: ``"practice"``."""
        return "practice"


class NumbersFigure(Struct, frozen=True, kw_only=True, tag_field="kind", tag="numbers"):
    """One entry of the numbers in practice.yaml as a picture."""

    id: Id
    shows: Id

    @property
    def kind(self) -> str:
        """What is shown: ``"numbers"``."""
        return "numbers"


class StressFigure(Struct, frozen=True, kw_only=True, tag_field="kind", tag="definition-themes"):
    """Which of the definitions in definitions.yaml stresses what, as the course's writers read them."""

    id: Id
    title: Words
    definitions: list[Id]


Picture = ProfileFigure | IdeasFigure | StressFigure | CardsFigure | NumbersFigure
"""What a unit shows with ``unit("…").figure("…")``."""
