"""The shapes of what the course says about law: four kinds of text, and one table for each nation.

This module must not read files or hold words. What it says is a pointer to the law and never advice, so every table
has a row for what was not checked.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .words import Id, Words

NationId = Literal["england", "wales", "scotland", "northern-ireland"]
KindId = Literal["statute", "statutory-guidance", "department-policy", "advocacy"]

ROWS = ("law", "taking_part", "word", "must", "not_checked")
"""The rows of a nation's table, in the order in which they are shown."""


class TextKind(Struct, frozen=True, kw_only=True):
    """One kind of text: its name, who makes it, how far it binds, and the words that give it away."""

    id: KindId
    name: Words
    maker: Words
    binds: Words
    signs: Words


class Rows(Struct, frozen=True, kw_only=True):
    """The names of the rows, the same in every nation's table."""

    law: Words
    taking_part: Words
    word: Words
    must: Words
    not_checked: Words


class Nation(Struct, frozen=True, kw_only=True):
    """One nation's table: the law, taking part, where the word is, must or should, and what was not checked."""

    id: NationId
    name: Words
    law: Words
    taking_part: Words
    word: Words
    must: Words
    not_checked: Words
    sources: list[Id]


class Law(Struct, frozen=True, kw_only=True):
    """What the course says about law; ``checked`` is the day on which its sources were last looked at."""

    checked: str
    kinds: list[TextKind]
    kinds_sources: list[Id]
    rows: Rows
    nations: list[Nation]
