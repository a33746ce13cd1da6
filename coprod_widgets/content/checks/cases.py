"""Checks of single cases, and of ids and dates wherever they stand.

A case of the course must be whole; a learner's own must only fit together.
"""

from __future__ import annotations

import datetime
from typing import Any, get_args

from ..schema import Case, CategoryId, Key
from ..shape import BAD
from .lint import check_case_words


def check_case(case: Case, where: str, problems: list[str]) -> None:
    """A case of the course is whole: readable, explained for every choice, with its provenance."""
    _check_case_fits(case, where, problems)
    for name in ("sector", "started_by"):
        if getattr(case, name) is None:
            problems.append(f"{where}: the key '{name}' is missing")
    if case.contested:
        if len(case.arguments) < 2:
            problems.append(f"{where}.arguments: got {len(case.arguments)}; a contested case has two or more")
        if case.settles is None:
            problems.append(f"{where}: the key 'settles' is missing; a contested case says what would settle it")
    elif case.answer is None:
        problems.append(f"{where}: the key 'answer' is missing; a case without one says contested: true")
    else:
        missing = [category for category in get_args(CategoryId) if category not in case.feedback]
        if missing:
            problems.append(f"{where}.feedback: nothing for {', '.join(missing)}; every choice has its feedback")
        if case.answer == "none" and case.none_kind is None:
            problems.append(f"{where}: the key 'none_kind' is missing; an answer of none says which kind")
    for number, fact in enumerate(case.facts):
        if fact.feedback is None:
            problems.append(f"{where}.facts[{number}]: the key 'feedback' is missing; every fact has its feedback")
    if case.key is None:
        problems.append(f"{where}: nobody is named who agreed this reading; write key: at the top of the file")
    check_key(case.key, f"{where}.key", problems)
    check_case_words(case, where, problems)


def check_own_cases(cases: list[Any], where: str, problems: list[str]) -> None:
    """A learner's own cases fit together; whatever they leave out is left out."""
    whole = [(number, case) for number, case in enumerate(cases) if case is not BAD]
    check_unique([(case.id, f"{where}[{number}]") for number, case in whole], "case", problems)
    for number, case in whole:
        _check_case_fits(case, f"{where}[{number}]", problems)
        check_key(case.key, f"{where}[{number}].key", problems)


def _check_case_fits(case: Case, where: str, problems: list[str]) -> None:
    if case.contested:
        for name in ("answer", "none_kind", "tempting", "feedback"):
            if getattr(case, name):
                problems.append(f"{where}.{name}: a contested case has no {name}; it has arguments")
    else:
        for name in ("arguments", "settles"):
            if getattr(case, name):
                problems.append(f"{where}.{name}: only a contested case has {name}; write contested: true")
    if case.none_kind is not None and case.answer not in ("none", None):
        problems.append(f"{where}.none_kind: got '{case.none_kind}', but the answer is {case.answer}")
    if case.answer is not None and case.tempting == case.answer:
        problems.append(f"{where}.tempting: got '{case.tempting}', which is the answer; allowed: another category")
    deciding = sum(fact.deciding for fact in case.facts)
    if case.facts and deciding != 1:
        problems.append(f"{where}.facts: {deciding} facts have deciding: true; allowed: exactly one")
    check_unique([(fact.id, f"{where}.facts[{n}]") for n, fact in enumerate(case.facts)], "fact", problems)


def check_key(key: Key | None, where: str, problems: list[str]) -> None:
    """The provenance of a reading, where there is one, has a date."""
    if key is not None:
        check_date(key.agreed_on, f"{where}.agreed_on", problems)


def check_date(date: str, where: str, problems: list[str]) -> None:
    """A date is written as year, month and day."""
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        problems.append(f"{where}: got '{date}'; allowed: a date such as 2026-11-21")


def check_unique(entries: list[tuple[str, str]], what: str, problems: list[str]) -> None:
    """No id in ``entries`` (pairs of id and path) is that of another."""
    first: dict[str, str] = {}
    for id_, where in entries:
        if id_ in first:
            problems.append(f"{where}.id: '{id_}' is the id of another {what} too, at {first[id_]}")
        first.setdefault(id_, where)
