"""Puts whole definitions and themes in the places of their ids, and makes such an activity of a learner's own texts.

This module must not open files: the loader hands it what they say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from .definitions import Definition, DefinitionFile, HighlightItem, Theme, counts
from .reader import ContentError
from .shape import BAD, nearest, shown
from .words import Words

MAX_TEXTS = 12
MAX_WORDS = 400
"""Most words in one text of a learner's own."""

MAX_THEMES = 9
"""Most themes: each has a number key."""

MAX_NAME = 60
"""Longest name of a text or a theme, in characters."""


def resolve_highlight(item: HighlightItem, file: DefinitionFile | None, where: str, problems: list[str]) -> Any:
    """Return ``item`` with whole definitions and themes; an id that names nothing is a problem."""
    definitions = {one.id: one for one in (file.definitions if file else []) if one is not BAD}
    themes = {one.id: one for one in (file.themes if file else []) if one is not BAD}
    return replace(
        item,
        definitions=_named(item.definitions, definitions, f"{where}.definitions", "definition", problems),
        themes=_named(item.themes or list(themes), themes, f"{where}.themes", "theme", problems),
        key=file.key if file else None,
    )


def _named(entries: list[Any], known: dict[str, Any], where: str, what: str, problems: list[str]) -> list[Any]:
    found = []
    for number, entry in enumerate(entries):
        if not isinstance(entry, str):
            found.append(entry)
        elif entry in known:
            found.append(known[entry])
        else:
            problems.append(f"{where}[{number}]: there is no {what} '{entry}'{nearest(entry, known)}")
    return found


def own_highlight(
    texts: Mapping[str, str], themes: Sequence[str] | None, usual: Sequence[Theme], prompt: Words
) -> HighlightItem:
    """Make an activity of one's own texts.

    Parameters
    ----------
    texts
        Up to `MAX_TEXTS` texts by name, each of up to `MAX_WORDS` words.
    themes
        Up to `MAX_THEMES` themes: ids of the course's own, or names of one's own. The course's when None.
    usual
        The course's themes.
    prompt
        What stands above the texts.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit.
    """
    problems: list[str] = []
    definitions = _own_texts(texts, problems)
    made = list(usual) if themes is None else _own_themes(themes, usual, problems)
    if problems:
        raise ContentError(problems)
    return HighlightItem(id="own-texts", prompt=prompt, definitions=definitions, themes=made)


def _own_texts(texts: Any, problems: list[str]) -> list[Definition | str]:
    if not isinstance(texts, Mapping) or not texts:
        problems.append(f'texts: got {shown(texts)}; allowed: texts by name, such as {{"Ours": "…"}}')
        return []
    if len(texts) > MAX_TEXTS:
        problems.append(f"texts: got {len(texts)}; allowed: up to {MAX_TEXTS}")
    made: list[Definition | str] = []
    taken: set[str] = set()
    for number, (name, text) in enumerate(texts.items(), start=1):
        if not _is_name(name):
            problems.append(f"texts: got the name {shown(name)}; allowed: a text of up to {MAX_NAME} characters")
            continue
        words = text.split() if isinstance(text, str) else []
        if not any(counts(word) for word in words):
            problems.append(f"texts: {name}: got {shown(text)}; allowed: a text")
        elif len(words) > MAX_WORDS:
            problems.append(f"texts: {name}: got {len(words)} words; allowed: up to {MAX_WORDS}")
        else:
            made.append(Definition(id=_new_id(name, f"text-{number}", taken), name=Words(name), text=text))
    return made


def _own_themes(themes: Any, usual: Sequence[Theme], problems: list[str]) -> list[Theme | str]:
    known = {theme.id: theme for theme in usual}
    allowed = f"a list of names, or of {', '.join(known)}"
    if isinstance(themes, str) or not isinstance(themes, Sequence) or not themes:
        problems.append(f"themes: got {shown(themes)}; allowed: {allowed}")
        return []
    if len(themes) > MAX_THEMES:
        problems.append(f"themes: got {len(themes)}; allowed: up to {MAX_THEMES}, one for each number key")
    made: list[Theme | str] = []
    ids: set[str] = {name for name in themes if isinstance(name, str) and name in known}
    letters = {known[name].letter for name in ids}
    for number, name in enumerate(themes, start=1):
        if not _is_name(name):
            problems.append(f"themes: got {shown(name)}; allowed: {allowed}")
        elif list(themes).count(name) > 1:
            if f"themes: '{name}' is there twice" not in problems:
                problems.append(f"themes: '{name}' is there twice")
        elif name in known:
            made.append(known[name])
        else:
            letter = _new_letter(name, number, letters)
            made.append(Theme(id=_new_id(name, f"theme-{number}", ids), letter=letter, name=Words(name)))
    return made


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and bool(name.strip()) and len(name) <= MAX_NAME


def _new_id(name: str, otherwise: str, taken: set[str]) -> str:
    """Return an id that looks like ``name`` and is not taken yet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or otherwise
    while made in taken:
        made += "-b"
    taken.add(made)
    return made


def _new_letter(name: str, number: int, taken: set[str]) -> str:
    """Return a letter of ``name`` that no other theme has; the theme's number where all are taken."""
    plain = unicodedata.normalize("NFKD", name).upper()
    letter = next((sign for sign in plain if "A" <= sign <= "Z" and sign not in taken), str(number))
    taken.add(letter)
    return letter
