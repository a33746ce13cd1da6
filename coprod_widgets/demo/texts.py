"""What invented learners write about their own work, where a person marks it; the words are in ``demo.yaml``.

They are made up for the demonstration: no service and no person in them exists. Must not be used as a mark scheme.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from coprod_widgets.content import ContentError
from coprod_widgets.content.loader import read_record

Quality = Literal["thin", "begun", "sound", "strong"]
"""How much a text says, least first."""

_UP_TO = (0.42, 0.62, 0.82)
"""The skill, 0 to 1, below which a text is thin, begun and sound."""


class Rating(Struct, frozen=True, kw_only=True):
    """What is said of one line of the self-audit: 0 to 4, or nothing for not known, and what happened."""

    rating: Annotated[int, Meta(ge=0, le=4)] | None = None
    evidence: str = ""


class Text(Struct, frozen=True, kw_only=True):
    """One way of answering for one invented service: the self-audit, up to 300 words, and one action."""

    service: str
    quality: Quality
    audit: dict[str, Rating]
    words: str
    plan: dict[str, str]


class TextFile(Struct, frozen=True, kw_only=True):
    """The file: for each service one text of every quality."""

    texts: list[Text]


def load_texts() -> dict[str, list[Text]]:
    """Return the texts by service, in the order of their quality.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit.
    """
    file, problems = read_record(Path(__file__).parent, "demo.yaml", TextFile)
    if problems:
        raise ContentError(problems)
    found: dict[str, list[Text]] = {}
    for text in file.texts:
        found.setdefault(text.service, []).append(text)
    for texts in found.values():
        texts.sort(key=lambda one: get_args(Quality).index(one.quality))
    return found


def choose(texts: list[Text], skill: float, rng: Random) -> Text:
    """Return one of a service's texts: the one for a skill, or now and then its neighbour."""
    place = sum(skill + rng.gauss(0, 0.08) >= limit for limit in _UP_TO)
    return texts[min(place, len(texts) - 1)]
