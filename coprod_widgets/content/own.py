"""A learner's own cases: a list of dicts, a YAML file or a CSV file, made into a sort like those of the course.

Only a story is needed. This module must not ask of a learner what is asked of the course's writers (Easy Read
twins, feedback for every choice, provenance); it asks that what is there fits together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from .loader import load_interface
from .own_table import read_table
from .reader import ContentError, read_file
from .schema import AskKind, Case, Key, SortItem, Words
from .shape import BAD, build, shown

CATEGORIES = ("consultation", "engagement", "co-design", "co-production", "none")


def sort_item(
    cases: Iterable[Mapping[str, Any] | Case] | str | Path,
    categories: Iterable[str] | None = None,
    *,
    prompt: Words | Mapping[str, str] | str | None = None,
    near: float = 0.5,
    table: Mapping[str, Mapping[str, float]] | None = None,
    reason: str | None = None,
    confidence: bool = False,
    asks: Iterable[AskKind] = (),
    hints: bool | None = None,
    id: str = "own-cases",
) -> SortItem:
    """Make a sort of your own cases.

    Parameters
    ----------
    cases
        Cases as dicts, or the path of a YAML file that holds a list of them (or ``cases:`` with a list), or of a
        CSV file with one case a row, whose first row names the columns. Only ``story`` is needed; ``title``, ``id``,
        ``answer``, ``feedback`` and whatever else a case may have are welcome.
    categories
        The places on offer, from consultation, engagement, co-design, co-production, none and depends; the
        first five when None.
    prompt
        What stands above the cards.
    near
        The mark for the category next door, 0 to 1.
    table, reason
        Other marks as answer -> chosen category -> mark (0 to 1), and why.
    confidence, asks, hints
        What is offered beside the sorting. Hints are offered when None and any case has one.
    id
        The id under which answers are kept.

    Returns
    -------
    SortItem

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit, each naming where.
    """
    problems: list[str] = []
    if isinstance(cases, str | Path):
        found = load_own(cases)
    else:
        entries = list(cases) if isinstance(cases, Iterable) and not isinstance(cases, Mapping) else cases
        found = _own_cases(entries, "cases", None, problems)
    tree = {
        "id": id,
        "prompt": load_interface()["own-cases"] if prompt is None else prompt,
        "categories": list(CATEGORIES if categories is None else categories),
        "near": near,
        "table": table,
        "reason": reason,
        "confidence": confidence,
        "asks": list(asks),
        "hints": any(case.look or case.deciding for case in found) if hints is None else hints,
        "cases": found,
    }
    item = build(SortItem, tree, "sort_item", problems)
    if not problems:
        from .checks.units import check_sort

        check_sort(item, "sort_item", problems)
    if problems:
        raise ContentError(problems)
    return item


def load_own(path: str | Path) -> list[Case]:
    """Read a YAML or a CSV file of one's own cases.

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit, each beginning with the name of the file.
    """
    from .checks.cases import check_key

    path = Path(path)
    if path.suffix.lower() in (".csv", ".tsv"):
        return _table_cases(path)
    tree, problems = read_file(path, path.name)
    where, key = f"{path.name}: $", None
    if isinstance(tree, dict):
        if unknown := [name for name in tree if name not in ("cases", "key")]:
            problems.append(f"{where}: got the keys {', '.join(unknown)}; allowed: cases, key")
        if "key" in tree:
            key = build(Key, tree["key"], f"{where}.key", problems)
            check_key(None if key is BAD else key, f"{where}.key", problems)
        where, tree = f"{where}.cases", tree.get("cases", "")
    cases = _own_cases(tree, where, key, problems)
    if problems:
        raise ContentError(problems)
    return cases


def _table_cases(path: Path) -> list[Case]:
    problems: list[str] = []
    rows = read_table(path, problems)
    found: list[str] = []
    cases = _own_cases([entry for _, entry in rows], "table", None, found) if rows else []
    # Whoever made a table counts its rows, the one with the names of the columns included.
    problems += [re.sub(r"^table\[(\d+)\]\.?", lambda place: f"{rows[int(place[1])][0]}: ", one) for one in found]
    if problems:
        raise ContentError([re.sub(r": : |: (?=:)", ": ", one) for one in problems])
    return cases


def _own_cases(entries: Any, where: str, key: Any, problems: list[str]) -> list[Case]:
    from .checks.cases import check_own_cases

    if not isinstance(entries, list):
        problems.append(f"{where}: got {shown(entries)}; allowed: a list of cases, each with a story")
        return []
    if not entries:
        problems.append(f"{where}: got an empty list; allowed: one case or more")
    taken = [entry.get("id") for entry in entries if isinstance(entry, Mapping)]
    cases = []
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, Mapping):
            entry = _named(dict(entry), number, taken)
        cases.append(build(Case, entry, f"{where}[{number - 1}]", problems))
    check_own_cases(cases, where, problems)
    good = [case for case in cases if case is not BAD]
    return [msgspec.structs.replace(case, key=key) if key and not case.key else case for case in good]


def _named(entry: dict[str, Any], number: int, taken: list[Any]) -> dict[str, Any]:
    """Give a case an id and a title when it has none; its own words are never changed."""
    made_up = f"case-{number}"
    while made_up in taken and "id" not in entry:
        made_up += "-b"
    return {"id": made_up, "title": f"Case {number}", "invented": False} | entry
