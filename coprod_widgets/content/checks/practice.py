"""Checks of what is known from practice: five rows each, every claim with its source, every sum recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from ..loader import good
from ..pictures import CardsFigure, NumbersFigure
from ..practice import Example, Numbers, Practice, RowId, SectorId, worked_out
from ..shape import BAD, nearest
from ..words import Words
from .cases import check_unique
from .lint import check_easy, check_quotes, count_words, words_in

FILE = "practice.yaml"

MOST_IN_ROW = 130
"""Most words in a row: five rows have to be one look."""

LEAST_LESS_WELL = 2
"""How many examples have to be there because they went less well: nobody learns from success stories alone."""


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

_DIVIDES_BY = {"fewer": 0, "each": 1}
"""Which of its numbers a rule divides by."""


def check_practice(practice: Practice, problems: list[str]) -> None:
    """The file by itself: its rows and sectors, its examples, its numbers."""
    where = f"{FILE}: $"
    for name, kind in (("rows", RowId), ("sectors", SectorId)):
        have, want = [one.id for one in good(getattr(practice, name))], list(get_args(kind))
        if have != want:
            problems.append(f"{where}.{name}: got {', '.join(have)}; allowed: {', '.join(want)}, in this order")
    for name in ("rows", "sectors", "examples", "numbers"):
        places = [(one, f"{where}.{name}[{n}]") for n, one in enumerate(getattr(practice, name)) if one is not BAD]
        check_unique([(one.id, place) for one, place in places], "entry", problems)
        for one, place in places:
            for path, words in words_in(one, place):
                check_easy(path, words, problems)
    for number, example in enumerate(practice.examples):
        if example is not BAD:
            _check_example(example, f"{where}.examples[{number}]", problems)
    for number, numbers in enumerate(practice.numbers):
        if numbers is not BAD:
            _check_numbers(numbers, f"{where}.numbers[{number}]", problems)
    if BAD not in practice.examples:
        _check_spread(practice, where, problems)


def check_shown(
    figure: CardsFigure | NumbersFigure, place: str, practice: Practice | None, problems: list[str]
) -> None:
    """A picture of a unit shows only what the file of practice has."""
    if practice is None:
        problems.append(f"{place}.kind: got {figure.kind}; there is no {FILE} to show anything of")
        return
    entries = practice.examples if isinstance(figure, CardsFigure) else practice.numbers
    # One that could not be read may be the one that is named.
    known = None if BAD in entries else [one.id for one in entries]
    if isinstance(figure, CardsFigure):
        check_easy(f"{place}.title", figure.title, problems)
        what = "example"
        named = [(f"{place}.shows[{n}]", one) for n, one in enumerate(figure.shows)]
        if not figure.shows:
            problems.append(f"{place}.shows: got an empty list; allowed: one example or more")
    else:
        what = "entry under numbers"
        named = [(f"{place}.shows", figure.shows)]
    problems += [
        f"{where}: {FILE} has no {what} '{one}'{nearest(one, known)}"
        for where, one in named
        if known is not None and one not in known
    ]


def check_practice_used(practice: Practice, figures: Iterable[Any], problems: list[str]) -> None:
    """Every example and every picture of numbers is shown by a unit, each example once."""
    shown: list[str] = []
    drawn: set[str] = set()
    for figure in figures:
        if isinstance(figure, CardsFigure):
            shown += figure.shows
        elif isinstance(figure, NumbersFigure):
            drawn.add(figure.shows)
    for number, example in enumerate(practice.examples):
        times = shown.count(example.id)
        if times != 1:
            said = "no unit shows" if not times else f"{times} pictures show"
            problems.append(f"{FILE}: $.examples[{number}]: {said} the example '{example.id}'; allowed: one")
    for number, numbers in enumerate(practice.numbers):
        if numbers.id not in drawn:
            problems.append(f"{FILE}: $.numbers[{number}]: no unit shows the numbers '{numbers.id}'")


def cited_in_practice(practice: Practice | None) -> Iterator[tuple[str, str]]:
    """Yield every source id that the file names, with its path."""
    if practice is None:
        return
    for number, example in enumerate(good(practice.examples)):
        for name, row in example.rows.items():
            for place, source in enumerate(row.sources):
                yield f"{FILE}: $.examples[{number}].rows.{name}.sources[{place}]", source
    for number, numbers in enumerate(good(practice.numbers)):
        for place, source in enumerate(numbers.sources):
            yield f"{FILE}: $.numbers[{number}].sources[{place}]", source


def _check_example(example: Example, where: str, problems: list[str]) -> None:
    for row in get_args(RowId):
        if row not in example.rows:
            problems.append(f"{where}.rows: the row '{row}' is missing; every example has the same five")
    for name, row in example.rows.items():
        place = f"{where}.rows.{name}"
        if (count := count_words(row.text)) > MOST_IN_ROW:
            problems.append(f"{place}: got {count} words; allowed: {MOST_IN_ROW}")
        if example.invented:
            if row.sources:
                problems.append(f"{place}.sources: got a source; an invented example has none")
            check_quotes(place, row.words, problems)
        elif not row.sources and name in ("what", "power", "outcome"):
            problems.append(f"{place}: the key 'sources' is missing; a documented row names who says so")


def _check_numbers(numbers: Numbers, where: str, problems: list[str]) -> None:
    if not numbers.sources:
        problems.append(f"{where}.sources: got an empty list; allowed: one source or more")
    if not numbers.bars:
        problems.append(f"{where}.bars: got an empty list; allowed: one number or more")
    check_unique([(bar.id, f"{where}.bars[{n}]") for n, bar in enumerate(numbers.bars)], "number", problems)
    for number, bar in enumerate(numbers.bars):
        _check_said(bar.value, bar.shown, f"{where}.bars[{number}].shown", problems)
    known = numbers.known()
    if numbers.top is not None and numbers.bars and numbers.top < max(bar.value for bar in numbers.bars):
        problems.append(f"{where}.top: got {numbers.top:g}; allowed: at least the largest number")
    for number, derived in enumerate(numbers.derived):
        place = f"{where}.derived[{number}]"
        gone = [one for one in derived.of if one not in known]
        problems += [f"{place}.of: there is no number '{one}'{nearest(one, known)}" for one in gone]
        if derived.rule != "sum" and len(derived.of) != 2:
            problems.append(f"{place}.of: got {len(derived.of)} numbers; allowed: 2 for the rule {derived.rule}")
        elif not gone and (by := _DIVIDES_BY.get(derived.rule)) is not None and not known[derived.of[by]]:
            problems.append(f"{place}.of: got 0 for '{derived.of[by]}'; allowed: a number that can be divided by")
        elif not gone and (comes_to := round(worked_out(derived, known))) != derived.value:
            made_of = ", ".join(derived.of)
            problems.append(f"{place}.value: got {derived.value}; allowed: {comes_to}, '{derived.rule}' of {made_of}")
        _check_said(derived.value, derived.words, f"{place}.words", problems)


def _check_said(value: float, words: Words, where: str, problems: list[str]) -> None:
    """A number stands in its words, in both wordings: else one of them was changed alone."""
    for name, text in (("text", words.text), ("easy", words.easy)):
        if text and f"{value:.10g}" not in _NUMBER.findall(text.replace(",", "")):
            problems.append(f"{where}.{name}: got '{text}'; allowed: a text with the number {value:,.10g}")


def _check_spread(practice: Practice, where: str, problems: list[str]) -> None:
    have = {example.sector for example in practice.examples if not example.invented}
    problems += [f"{where}.examples: there is none from {one}" for one in get_args(SectorId) if one not in have]
    less_well = sum(example.less_well is not None for example in practice.examples)
    if less_well < LEAST_LESS_WELL:
        problems.append(f"{where}.examples: got {less_well} that went less well; allowed: {LEAST_LESS_WELL} or more")
