"""What holds for the words themselves: Easy Read, lengths, and what a story may not give away.

These are checks of form. Whether a sentence is true, kind or clear needs a reader, and nothing here claims
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from ..schema import Case, Words

EASY_WORDS = 15
"""Most words in a sentence of Easy Read."""

FEEDBACK_WORDS = (30, 75)
"""Fewest and most words in the feedback on a category."""

FACT_FEEDBACK_WORDS = (20, 60)
"""Fewest and most words in the feedback on a fact."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[)’']*\s+|\n+")
_CATEGORY_WORD = re.compile(r"\b(consult|engag|co-?\s?design|co-?\s?produc)\w*", re.IGNORECASE)
_DOUBLE_QUOTES = re.compile('["“”„«»]')
GAP = re.compile(r"\{(\w+)\}")


def words_in(record: Any, where: str) -> Iterator[tuple[str, Words]]:
    """Yield every text that a learner reads in ``record``, with its path."""
    if isinstance(record, Words):
        yield where, record
    elif isinstance(record, Struct):
        inline = hasattr(record, "text") and hasattr(record, "easy")
        if inline:
            yield where, Words(record.text, record.easy)
        for field in fields(type(record)):
            yield from words_in(getattr(record, field.name), f"{where}.{field.encode_name}")
    elif isinstance(record, Mapping):
        for key, value in record.items():
            yield from words_in(value, f"{where}.{key}")
    elif isinstance(record, list | tuple):
        for number, value in enumerate(record):
            yield from words_in(value, f"{where}[{number}]")


def check_easy(where: str, words: Words, problems: list[str]) -> None:
    """A text of the course has an Easy Read twin, in sentences of at most `EASY_WORDS` words."""
    if words.easy is None:
        problems.append(f"{where}: the Easy Read twin is missing; write easy: beside text:")
    else:
        _check_sentences(f"{where}.easy", words.easy, problems)


def check_interface_words(where: str, words: Words, problems: list[str]) -> None:
    """A text of the interface is itself easy to read or has a twin; the twin has no gap of its own."""
    if words.easy is None:
        _check_sentences(where, words.text, problems)
        return
    _check_sentences(f"{where}.easy", words.easy, problems)
    gaps = set(GAP.findall(words.text))
    for gap in GAP.findall(words.easy):
        if gap not in gaps:
            named = ", ".join(f"{{{name}}}" for name in sorted(gaps)) or "no gaps"
            problems.append(f"{where}.easy: got the gap {{{gap}}}; the text has {named}")


def check_case_words(case: Case, where: str, problems: list[str]) -> None:
    """A course case gives nothing away in its story, quotes nobody, and explains at the agreed length."""
    for path, words in words_in(case, where):
        check_easy(path, words, problems)
        check_quotes(path, words, problems)
    _check_category_words(case, where, problems)
    for category, words in case.feedback.items():
        _check_length(f"{where}.feedback.{category}", words, FEEDBACK_WORDS, problems)
    for number, fact in enumerate(case.facts):
        if fact.feedback:
            _check_length(f"{where}.facts[{number}].feedback", fact.feedback, FACT_FEEDBACK_WORDS, problems)


def check_quotes(where: str, words: Words, problems: list[str]) -> None:
    """Nobody is quoted who did not say it."""
    for path, text in ((f"{where}.text", words.text), (f"{where}.easy", words.easy or "")):
        if _DOUBLE_QUOTES.search(text):
            problems.append(f"{path}: double quotation marks; speech in an invented case is reported")


def count_words(text: str) -> int:
    """Return the number of words in ``text``; a dash on its own is none."""
    return sum(1 for part in text.split() if any(letter.isalnum() for letter in part))


def long_sentences(text: str) -> list[str]:
    """Return the sentences of ``text`` that are too long for Easy Read: of more than `EASY_WORDS` words."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if count_words(sentence) > EASY_WORDS]


def _check_sentences(where: str, text: str, problems: list[str]) -> None:
    for sentence in long_sentences(text):
        count = count_words(sentence)
        problems.append(f"{where}: a sentence of {count} words; allowed: {EASY_WORDS}: {sentence}")
    if ";" in text:
        problems.append(f"{where}: a semicolon; Easy Read has one idea in a sentence")


def _check_length(where: str, words: Words, limits: tuple[int, int], problems: list[str]) -> None:
    count = count_words(words.text)
    if not limits[0] <= count <= limits[1]:
        problems.append(f"{where}: got {count} words; allowed: {limits[0]} to {limits[1]}")


def _check_category_words(case: Case, where: str, problems: list[str]) -> None:
    given = [("title", case.title), ("story", case.story), ("look", case.look), ("deciding", case.deciding)]
    given += [(f"facts[{number}]", fact.words) for number, fact in enumerate(case.facts)]
    found = False
    for name, words in given:
        for text in (words.text, words.easy) if words else ():
            if match := _CATEGORY_WORD.search(text or ""):
                found = found or name in ("title", "story")
                if not case.planted_name:
                    problems.append(
                        f"{where}.{name}: the word '{match.group()}' gives a category away; "
                        "write planted_name: true when a false name is meant"
                    )
                    break
    if case.planted_name and not found:
        problems.append(f"{where}.planted_name: got true, but no category word is in the title or the story")
