"""The smallest pieces that the course's words are made of: a text with its twin, an id, a mark.

This module must not know what the pieces are put together to: that is ``schema`` and ``balance``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Id = Annotated[str, Meta(pattern=ID_PATTERN)]
Mark = Annotated[float, Meta(ge=0, le=1)]
Use = Literal["activity", "check", "exercise"]


class Words(Struct, frozen=True):
    """A text that a learner reads, with its Easy Read twin when there is one.

    In YAML either a plain scalar or a mapping ``{text: …, easy: …}``.
    """

    text: str
    easy: str | None = None


class Key(Struct, frozen=True, kw_only=True):
    """Who agreed the readings in a file, when, and which version of them this is (1 or more)."""

    agreed_by: str
    agreed_on: str
    version: Annotated[int, Meta(ge=1)]
