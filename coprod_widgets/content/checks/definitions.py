"""Checks of the definitions: verbatim, attributed, dated, and read only by words that are in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..definitions import CUT, Definition, DefinitionFile, HighlightItem, places
from ..pictures import StressFigure
from ..shape import BAD, nearest
from ..words import Words
from .cases import check_key, check_unique
from .lint import check_easy

FILE = "definitions.yaml"
MAX_TEXT_WORDS = 90
"""Most words of a definition: what is quoted is short."""


def check_definitions(file: DefinitionFile | None, problems: list[str]) -> None:
    """The file of definitions; nothing where there is none."""
    if file is None:
        return
    where = f"{FILE}: $"
    check_key(file.key, f"{where}.key", problems)
    if file.key is None and any(one.reading for one in file.definitions if one is not BAD):
        problems.append(f"{where}: nobody is named who agreed this reading; write key: at the top of the file")
    for name, what in (("themes", "theme"), ("definitions", "definition")):
        entries = [(one, f"{where}.{name}[{n}]") for n, one in enumerate(getattr(file, name)) if one is not BAD]
        check_unique([(one.id, place) for one, place in entries], what, problems)
    letters: dict[str, str] = {}
    for number, theme in enumerate(file.themes):
        if theme is BAD:
            continue
        place = f"{where}.themes[{number}]"
        check_easy(f"{place}.name", theme.name, problems)
        if theme.line is None:
            problems.append(f"{place}: the key 'line' is missing; it says what words of this theme are about")
        else:
            check_easy(f"{place}.line", theme.line, problems)
        if theme.letter in letters:
            problems.append(f"{place}.letter: '{theme.letter}' is the letter of '{letters[theme.letter]}' too")
        letters.setdefault(theme.letter, theme.id)
    themes = None if BAD in file.themes else [theme.id for theme in file.themes]
    for number, definition in enumerate(file.definitions):
        if definition is not BAD:
            _check_definition(definition, f"{where}.definitions[{number}]", themes, problems)


def _check_definition(one: Definition, where: str, themes: list[str] | None, problems: list[str]) -> None:
    for name in ("by", "dated", "stresses"):
        if getattr(one, name) is None:
            problems.append(f"{where}: the key '{name}' is missing; a quotation is attributed, dated and explained")
        else:
            check_easy(f"{where}.{name}", getattr(one, name), problems)
    check_easy(f"{where}.name", one.name, problems)
    if one.easy is None:
        problems.append(f"{where}: the key 'easy' is missing; say in the course's own words what the text says")
    else:
        check_easy(where, _own_words(one), problems)
    if not one.sources:
        problems.append(f"{where}: the key 'sources' is missing; a quotation names where it was read")
    if len(one.tokens) > MAX_TEXT_WORDS:
        problems.append(
            f"{where}.text: got {len(one.tokens)} words; allowed: {MAX_TEXT_WORDS}, since what is quoted is short"
        )
    if "..." in one.text:
        problems.append(f"{where}.text: got '...'; a cut is written {CUT}, with a space on both sides")
    for name in ("hedges", "cuts"):
        for place, phrase in enumerate(getattr(one, name)):
            _check_phrase(one, phrase, f"{where}.{name}[{place}]", problems)
    marked = sum(CUT in phrase.split() for phrase in one.cuts)
    if marked != one.tokens.count(CUT) or marked != len(one.cuts):
        problems.append(
            f"{where}.cuts: got {len(one.cuts)}; cuts in the text: {one.tokens.count(CUT)}, "
            f"and each is named with the word before and after its {CUT}"
        )
    for theme, phrases in one.reading.items():
        if themes is not None and theme not in themes:
            problems.append(f"{where}.reading: there is no theme '{theme}'{nearest(theme, themes)}")
        for place, phrase in enumerate(phrases):
            _check_phrase(one, phrase, f"{where}.reading.{theme}[{place}]", problems)


def _own_words(one: Definition) -> Words:
    return Words(one.text, one.easy)


def _check_phrase(one: Definition, phrase: str, where: str, problems: list[str]) -> None:
    found = len(places(one.tokens, phrase))
    if found == 0:
        problems.append(f"{where}: '{phrase}' is not in the text, word for word")
    elif found > 1:
        problems.append(f"{where}: '{phrase}' is in the text {found} times; write more of the words around it")


def check_highlight(item: HighlightItem, where: str, problems: list[str]) -> None:
    """What an activity with definitions must meet; an id that names nothing is the loader's business."""
    for name in ("definitions", "themes"):
        ids = [one if isinstance(one, str) else one.id for one in getattr(item, name)]
        problems += [f"{where}.{name}: '{id_}' is there twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})]
    if not item.definitions:
        problems.append(f"{where}.definitions: got an empty list; allowed: one definition or more")
    for number, one in enumerate(item.definitions):
        if not isinstance(one, str):
            problems.append(f"{where}.definitions[{number}]: got a mapping; allowed: the id of a definition")


def check_stress_figure(figure: StressFigure, file: DefinitionFile | None, where: str, problems: list[str]) -> None:
    """A picture of definitions names some that there are, and all of them have been read."""
    known: Mapping[str, Definition] = {one.id: one for one in (file.definitions if file else []) if one is not BAD}
    check_easy(f"{where}.title", figure.title, problems)
    if not figure.definitions:
        problems.append(f"{where}.definitions: got an empty list; allowed: one definition or more")
    for number, id_ in enumerate(figure.definitions):
        if id_ not in known:
            # One that could not be read may be the one that is named.
            if file is None or BAD not in file.definitions:
                problems.append(f"{where}.definitions[{number}]: there is no definition '{id_}'{nearest(id_, known)}")
        elif not known[id_].reading:
            problems.append(f"{where}.definitions[{number}]: '{id_}' has no reading to be drawn")


def cited_in_definitions(file: DefinitionFile | None) -> Iterator[tuple[str, str]]:
    """Yield every source id that a definition names, with its path."""
    for number, one in enumerate(file.definitions if file else []):
        for place, source in enumerate(one.sources if one is not BAD else ()):
            yield f"{FILE}: $.definitions[{number}].sources[{place}]", source
