"""A learner's own lines about a service, made into a self-audit.

This module must not ask of a learner what is asked of the course's writers; it asks that what is there fits together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from .auditing import AuditItem, AuditLine
from .loader import load_audit, load_interface
from .reader import ContentError
from .shape import shown
from .words import Words

MAX_LINES = 12
"""Most lines of one's own."""

MAX_NAME = 60
"""Longest name of a line, in characters."""

MAX_STATEMENT = 300
"""Longest statement, in characters."""


def own_audit(lines: Mapping[str, str] | None) -> AuditItem:
    """Make an audit of one's own lines.

    Parameters
    ----------
    lines
        Up to `MAX_LINES` statements of up to `MAX_STATEMENT` characters by name, such as ``{"Welcome": "New people are
        met at the door"}``; the course's eight when None.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit.
    """
    audit, prompt = load_audit(), load_interface()["own-audit"]
    if lines is None:
        return AuditItem(id="own-audit", prompt=prompt, lines=list(audit.lines))
    if not isinstance(lines, Mapping) or not lines:
        raise ContentError([f'lines: got {shown(lines)}; allowed: statements by name, such as {{"Welcome": "…"}}'])
    problems = [f"lines: got {len(lines)}; allowed: up to {MAX_LINES}"] if len(lines) > MAX_LINES else []
    made: dict[str, AuditLine] = {}
    for number, (name, statement) in enumerate(lines.items(), start=1):
        if not _fits(name, MAX_NAME):
            problems.append(f"lines: got the name {shown(name)}; allowed: a text of up to {MAX_NAME} characters")
        elif not _fits(statement, MAX_STATEMENT):
            allowed = f"a text of up to {MAX_STATEMENT} characters"
            problems.append(f"lines: {name}: got {shown(statement)}; allowed: {allowed}")
        else:
            id_ = _id_of(name, number)
            id_ = f"{id_}-{number}" if id_ in made else id_
            made[id_] = AuditLine(id=id_, name=Words(name), statement=Words(statement), ask=audit.own_ask)
    if problems:
        raise ContentError(problems)
    return AuditItem(id="own-audit", prompt=prompt, lines=list(made.values()))


def _fits(text: Any, most: int) -> bool:
    return isinstance(text, str) and bool(text.strip()) and len(text) <= most


def _id_of(name: str, number: int) -> str:
    """Return an id that looks like ``name``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or f"line-{number}"
