"""What a page shows of a plan's form: groups, parts and answers to choose from, all in the words of the catalogue."""

from __future__ import annotations

from typing import Any

from .loader import load_balance, load_interface
from .planning import FIRST_DAY, GROUPS, LAST_DAY, MAX_CHARACTERS, MAX_LINES, PARTS, Option, PlanItem
from .words import Words


def plan_view(item: PlanItem) -> dict[str, Any]:
    """Return what a page may show of a plan: its form, and nothing that a learner wrote."""
    return {
        "id": item.id,
        "interaction": "plan",
        "prompt": _view(item.prompt),
        "max_lines": MAX_LINES,
        "first_day": FIRST_DAY,
        "last_day": LAST_DAY,
        "groups": [{"id": group, "name": _said(key)} for group, key in GROUPS.items()],
        "parts": [
            {
                "id": part.id,
                "kind": part.kind,
                "group": part.group,
                "ask": _said(part.ask),
                "note": _said(part.note) if part.note else None,
                "max_characters": MAX_CHARACTERS,
                "choices": [{"id": one.id, **_view(option_words(one))} for one in part.options],
            }
            for part in PARTS
        ],
    }


def option_words(option: Option) -> Words:
    """Return the words of an answer to choose: the catalogue's, or the question of a moment of the power balance."""
    if option.words:
        return load_interface()[option.words]
    return next(moment.question.at("group") for moment in load_balance().moments if moment.id == option.id)


def _said(key: str) -> dict[str, str | None]:
    return _view(load_interface()[key])


def _view(words: Words) -> dict[str, str | None]:
    return {"text": words.text, "easy": words.easy}
