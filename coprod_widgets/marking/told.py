"""What a learner wrote, as plain text for whoever marks it.

The text goes into a notebook as ``text/plain`` and never as markup. Signs that a screen or a terminal would obey are
taken out. Must not judge, and must not leave anything else out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coprod_widgets import content, scoring
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.planning import PARTS, PlanItem
from coprod_widgets.content.schema import Item

NOTHING = "Nothing was answered."

# Control characters, and those that turn the direction of writing: they could hide or reorder what is read.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def told(items: list[Item], responses: Mapping[str, Any]) -> dict[str, str]:
    """Return what a learner answered to each item of one question, in words, by the item's id.

    Parameters
    ----------
    items
        The items of a question that a person marks.
    responses
        The learner's responses, by item id.
    """
    answers = {item.id: _answer(item, responses.get(item.id)) for item in items}
    if len(items) > 1:
        answers = {item.id: f"{item.prompt.text}\n\n{answers[item.id]}" for item in items}
    return {name: _OBEYED.sub("", answer.replace("\r\n", "\n")) for name, answer in answers.items()}


def _answer(item: Item, response: Any) -> str:
    if not response:
        return NOTHING
    wrong = scoring.problem(item, response)
    if wrong:
        return f"{wrong}\nAs it was handed in:\n" + "\n".join(_plain(response))
    if isinstance(item, AuditItem):
        lines = list(_audit(item, response))
    elif isinstance(item, PlanItem):
        lines = list(_plan(response))
    else:
        lines = list(_plain(response))
    return "\n".join(lines) or NOTHING


def _audit(item: AuditItem, response: Mapping[str, Any]) -> Iterator[str]:
    audit = content.load_audit()
    anchors = {anchor.rating: anchor.words.text for anchor in audit.anchors} | {None: audit.unknown.words.text}
    for line in item.lines:
        if line.id in response:
            given = response[line.id]
            rating = given.get("rating", "")
            number = "" if rating is None or rating == "" else f"{rating}: "
            yield f"{line.name.text}: {number}{anchors.get(rating, 'not rated')}"
            yield f"    {given.get('evidence') or '(no evidence)'}"


def _plan(response: list[Mapping[str, Any]]) -> Iterator[str]:
    interface = content.load_interface()
    moments = {moment.id: moment.name.text for moment in content.load_balance().moments}
    for number, action in enumerate(response, 1):
        yield f"Action {number}"
        for part in PARTS:
            if action.get(part.id):
                named = {option.id: interface[option.words].text for option in part.options if option.words}
                words = (moments if part.id == "moment" else {}) | named
                yield f"    {interface[part.ask].text} {words.get(action[part.id], action[part.id])}"


def _plain(value: Any) -> Iterator[str]:
    """Yield whatever was answered, part by part with its name."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from (f"{name}: {line}" for line in _plain(part))
    elif isinstance(value, list):
        for part in value:
            yield from _plain(part)
    elif value is not None and value != "":
        yield from str(value).splitlines() or [""]
