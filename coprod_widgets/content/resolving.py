"""Putting what ids name in their places: whole cases, choice items, lists of principles and definitions.

This module must not read files: it is given what there is.
"""

from __future__ import annotations

from typing import Any

import msgspec

from .auditing import Audit, AuditItem, with_lines
from .balance import BalanceItem
from .crosswalk import Crosswalk, LinkItem
from .defining import resolve_highlight
from .definitions import DefinitionFile, HighlightItem
from .linking import resolve_links
from .questions import ChoiceItem, ReflectItem
from .schema import Case, SortItem, Unit
from .shape import nearest
from .words import Key


def resolve(
    unit: Unit,
    name: str,
    cases: dict[str, Case],
    crosswalk: Crosswalk | None = None,
    definitions: DefinitionFile | None = None,
    audit: Audit | None = None,
) -> tuple[Unit, list[str]]:
    """Put whole cases, choice items, lists of principles and definitions in the places of their ids.

    Returns
    -------
    tuple
        The unit, and a sentence for each id that names nothing.
    """
    problems: list[str] = []
    choices = {item.id: item for item in unit.items if isinstance(item, ChoiceItem)}
    reflections = {item.id: item for item in unit.items if isinstance(item, ReflectItem)}
    items = []
    for number, item in enumerate(unit.items):
        if isinstance(item, SortItem):
            where = f"{name}: $.items[{number}]"
            item = msgspec.structs.replace(
                item,
                cases=_named(item.cases, cases, f"{where}.cases", "case", unit.key, problems),
                then=_named(item.then, choices, f"{where}.then", "choice item of this unit", None, problems),
            )
        if isinstance(item, BalanceItem):
            where = f"{name}: $.items[{number}]"
            item = msgspec.structs.replace(
                item,
                predict=_one(item.predict, choices, f"{where}.predict", "choice item of this unit", problems),
                explain=_one(item.explain, reflections, f"{where}.explain", "reflect item of this unit", problems),
            )
        if isinstance(item, LinkItem):
            item = resolve_links(item, crosswalk or Crosswalk(), unit.key, f"{name}: $.items[{number}]", problems)
        if isinstance(item, HighlightItem):
            item = resolve_highlight(item, definitions, f"{name}: $.items[{number}]", problems)
        if isinstance(item, AuditItem):
            item = with_lines(item, audit)
        items.append(item)
    return msgspec.structs.replace(unit, items=items), problems


def _named(
    entries: list[Any],
    known: dict[str, Any],
    where: str,
    what: str,
    key: Key | None,
    problems: list[str],
) -> list[Any]:
    found = []
    for number, entry in enumerate(entries):
        if not isinstance(entry, str):
            found.append(with_key(entry, key))
        elif entry in known:
            found.append(known[entry])
        else:
            problems.append(f"{where}[{number}]: there is no {what} '{entry}'{nearest(entry, known)}")
    return found


def _one(entry: Any, known: dict[str, Any], where: str, what: str, problems: list[str]) -> Any:
    if not isinstance(entry, str) or entry in known:
        return known.get(entry, entry) if isinstance(entry, str) else entry
    problems.append(f"{where}: there is no {what} '{entry}'{nearest(entry, known)}")
    return None


def with_key(case: Any, key: Key | None) -> Any:
    """Give ``case`` the provenance of its file, unless it has its own."""
    return msgspec.structs.replace(case, key=key) if isinstance(case, Case) and key and not case.key else case
