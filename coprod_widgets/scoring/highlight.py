"""How a learner's marks in definitions lie beside the writers' own.

Nothing is earned: themes overlap, and no reading of somebody's words is the right one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from coprod_widgets.content.definitions import Definition, HighlightItem, counts, reading_of

from .parts import Example

MAX_SPANS = 40
"""Most marks of one theme in one text."""


class Overlap(msgspec.Struct, frozen=True):
    """How many words of a text are marked with one theme: by both, by the learner alone, by the writers alone."""

    both: int
    yours: int
    writers: int


def highlight_problem(item: HighlightItem, response: Any) -> str | None:
    """Return why ``response`` can't be one to ``item``, as a sentence; None when it can."""
    if not isinstance(response, Mapping):
        return f"{item.id}: marks are given by text and theme, not as {_shown(response)}"
    texts, themes = {one.id: one for one in item.definitions}, [theme.id for theme in item.themes]
    for text, marks in response.items():
        if text not in texts:
            return f"{item.id}: there is no text {_shown(text)} here; allowed: {', '.join(texts)}"
        if not isinstance(marks, Mapping):
            return f"{item.id}: {text}: marks are given by theme, not as {_shown(marks)}"
        for theme, spans in marks.items():
            if theme not in themes:
                return f"{item.id}: {text}: there is no theme {_shown(theme)} here; allowed: {', '.join(themes)}"
            if wrong := _spans_problem(spans, len(texts[text].tokens)):
                return f"{item.id}: {text}: {theme}: {wrong}"
    return None


def _spans_problem(spans: Any, count: int) -> str | None:
    if not _is_list(spans):
        return f"got {_shown(spans)}; allowed: a list of pairs, the first word and the last"
    if len(spans) > MAX_SPANS:
        return f"got {len(spans)} marks; allowed: up to {MAX_SPANS}"
    for span in spans:
        if not (_is_list(span) and len(span) == 2 and all(type(word) is int for word in span)):
            return f"got {_shown(span)}; allowed: a pair of whole numbers, the first word and the last"
        first, last = span
        if not 0 <= first <= last < count:
            return f"got words {first} to {last}; allowed: from 0 to {count - 1}, the first not after the last"
    if len({tuple(span) for span in spans}) != len(spans):
        return "the same words are marked twice"
    return None


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _shown(value: Any) -> str:
    return repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "…"


def overlap(item: HighlightItem, response: Any) -> dict[str, dict[str, Overlap]]:
    """Return how a learner's marks lie beside the writers' reading.

    Parameters
    ----------
    item
        An item as the content loader gives it.
    response
        The marks, ``{definition_id: {theme_id: [[first word, last word], …]}}``.

    Returns
    -------
    dict
        By text and theme; only texts that the writers have read, and only themes that either has marked. ``{}`` for a
        response that can't be one.
    """
    if highlight_problem(item, response):
        return {}
    found: dict[str, dict[str, Overlap]] = {}
    for one in item.definitions:
        if one.reading:
            yours, writers = marked_words(one, response.get(one.id, {})), marked_words(one, reading_of(one))
            found[one.id] = {
                theme.id: Overlap(
                    both=len(yours[theme.id] & writers[theme.id]),
                    yours=len(yours[theme.id] - writers[theme.id]),
                    writers=len(writers[theme.id] - yours[theme.id]),
                )
                for theme in item.themes
                if yours.setdefault(theme.id, set()) | writers.setdefault(theme.id, set())
            }
    return found


def marked_words(one: Definition, marks: Mapping[str, Any]) -> dict[str, set[int]]:
    """Return the numbers of the words that are marked, by theme; a cut is no word."""
    return {
        theme: {number for first, last in spans for number in range(first, last + 1) if counts(one.tokens[number])}
        for theme, spans in marks.items()
    }


def highlight_examples(item: HighlightItem) -> list[Example]:
    """Return responses of every kind for ``item``: the writers' own, half of it, none, and some that can't be one.

    None of them earns anything.
    """
    writers = {one.id: reading_of(one) for one in item.definitions if one.reading}
    first, theme = item.definitions[0], item.themes[0].id
    beyond = [[0, len(first.tokens)]]
    wrong = [
        {"no such text": {}},
        {first.id: {"no such theme": [[0, 0]]}},
        {first.id: {theme: beyond}},
        {first.id: {theme: [[1, 0]]}},
        {first.id: {theme: [[0, 0], [0, 0]]}},
        {first.id: {theme: [[True, 1]]}},
        {first.id: {theme: "all of it"}},
        {first.id: [[0, 0]]},
        [[0, 0]],
        None,
    ]
    return [
        Example("correct", writers, 0),
        Example("partly correct", dict(list(writers.items())[: len(writers) // 2]), 0),
        Example("wrong", {first.id: {theme: [[0, len(first.tokens) - 1]]}}, 0),
        Example("blank", {}, 0),
        *(Example("invalid", response, 0) for response in wrong),
    ]
