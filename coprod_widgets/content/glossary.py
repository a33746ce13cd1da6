"""The glossary and the sources as a page takes them: plain dicts, lists and texts.

This module must not decide where a word is marked, or how anything looks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from .loader import load_sources, load_terms
from .page import words_view
from .schema import Source


@cache
def glossary_view(folder: Path | None = None) -> list[dict[str, Any]]:
    """Return the glossary in the order of its terms.

    Parameters
    ----------
    folder
        A content folder; the course's own when None.

    Returns
    -------
    list of dict
        ``id, term, forms, meaning: {text, easy}, sources: [{id, title, url}]``. ``forms`` holds what is looked for in
        a text; it is empty for a term that is not marked.
    """
    sources = load_sources(folder)
    return [
        {
            "id": term.id,
            "term": term.term,
            "forms": [term.term, *term.also] if term.mark else [],
            "meaning": words_view(term.meaning),
            "sources": [
                {"id": one.id, "title": citation(one), "url": one.url} for one in map(sources.get, term.sources) if one
            ],
        }
        for term in sorted(load_terms(folder), key=lambda term: term.term.lower())
    ]


@cache
def sources_view(folder: Path | None = None) -> list[dict[str, Any]]:
    """Return every source in the order of authors: ``id, author, title, year, where, url, checked, note``."""
    names = ("id", "author", "title", "year", "where", "url", "checked", "note")
    found = sorted(load_sources(folder).values(), key=lambda one: (one.author.lower(), one.title.lower()))
    return [{name: getattr(one, name) for name in names} for one in found]


def citation(source: Source) -> str:
    """Return author, title and year in a line."""
    year = f" ({source.year})" if source.year else ""
    return f"{source.author}: {source.title}{year}"
