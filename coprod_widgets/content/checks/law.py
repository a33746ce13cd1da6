"""Checks of what the course says about law: four kinds, four nations, each once and in order, and sources for each.

This module must not judge whether a sentence about the law is true; nothing here could.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from ..law import KindId, Law, NationId
from .cases import check_date
from .lint import check_easy, words_in


def check_law(law: Law, name: str, problems: list[str]) -> None:
    """Say everything in ``law`` that does not hold together; ``name`` is its file's."""
    where = f"{name}: $"
    check_date(law.checked, f"{where}.checked", problems)
    for part, ids in (("kinds", get_args(KindId)), ("nations", get_args(NationId))):
        got = [entry.id for entry in getattr(law, part)]
        if got != list(ids):
            problems.append(f"{where}.{part}: got {', '.join(got) or 'none'}; allowed: {', '.join(ids)}, in this order")
    for place, sources in _lists(law):
        if not sources:
            problems.append(f"{where}.{place}: got an empty list; allowed: one source or more")
    for path, words in words_in(law, where):
        check_easy(path, words, problems)


def cited_in_law(law: Law, name: str) -> Iterator[tuple[str, str]]:
    """Yield every source id that ``law`` names, with its path."""
    for place, sources in _lists(law):
        for number, source in enumerate(sources):
            yield f"{name}: $.{place}[{number}]", source


def _lists(law: Law) -> Iterator[tuple[str, list[str]]]:
    yield "kinds_sources", law.kinds_sources
    for number, nation in enumerate(law.nations):
        yield f"nations[{number}].sources", nation.sources
