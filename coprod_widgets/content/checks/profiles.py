"""Checks of the made-up pieces of work: each once, by a name of its own, with words in two readings.

This module must not give a reading.
"""

from __future__ import annotations

from ..pictures import ProfileFile
from .cases import check_unique
from .lint import check_easy

MAX_NAME = 60
"""Longest name in either wording, in characters: a picture lists many of them."""


def check_profiles(file: ProfileFile | None, problems: list[str]) -> None:
    """Add a sentence for every problem in profiles.yaml; none where there is no such file."""
    places = [(one, f"profiles.yaml: $.profiles[{n}]") for n, one in enumerate(file.profiles if file else [])]
    check_unique([(one.id, where) for one, where in places], "profile", problems)
    for one, where in places:
        check_easy(f"{where}.name", one.name, problems)
        for text in (one.name.text, one.name.easy or ""):
            if len(text) > MAX_NAME:
                problems.append(f"{where}.name: got {len(text)} characters; allowed: {MAX_NAME}")
