"""The rules as a learner meets them: with numbers to change, and as a table to read aloud.

This module must not read a response.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Real
from typing import get_args

import msgspec

from coprod_widgets.content import load_balance
from coprod_widgets.content.balance import Balance, BringId, Clause, Rule
from coprod_widgets.content.schema import Words
from coprod_widgets.content.shape import nearest, shown
from coprod_widgets.content.words import joined

from .response import PowerError, is_number


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One rule as a row of a table; ``condition`` is the rule read aloud, with its numbers as they are now."""

    number: int
    id: str
    condition: Words
    reading: Words
    reason: Words
    step: Words


def with_numbers(numbers: Mapping[str, float], balance: Balance | None = None) -> Balance:
    """Return the rules with other values for some of the named numbers.

    Parameters
    ----------
    numbers
        New values, 0 to 100, by name. They are compared with the five positions, so a change shows once it passes one.
    balance
        The rules to change; the course's own when None.

    Raises
    ------
    PowerError
        When there is no such number, a value is out of range, or raises, shared and alone no longer go up.
    """
    balance = balance or load_balance()
    if not isinstance(numbers, Mapping):
        raise PowerError(f"rules: got {shown(numbers)}; allowed: numbers by name, such as {{'shared': 51}}")
    named = [number.id for number in balance.numbers]
    for name, value in numbers.items():
        if name not in named:
            near = nearest(name, named) or f"; allowed: {', '.join(named)}"
            raise PowerError(f"rules: there is no number {shown(name)}{near}")
        if not is_number(value):
            raise PowerError(f"rules: {name}: got {shown(value)}; allowed: a number from 0 to 100")
    changed = [msgspec.structs.replace(one, value=numbers.get(one.id, one.value)) for one in balance.numbers]
    values = [one.value for one in changed]
    if values != sorted(values):
        got = ", ".join(f"{one.id} {one.value}" for one in changed)
        raise PowerError(f"rules: got {got}; allowed: numbers that do not go down from {named[0]} to {named[-1]}")
    return msgspec.structs.replace(balance, numbers=changed)


def table(rules: Balance | Mapping[str, float] | None = None) -> list[Row]:
    """Return the rules as rows, in the order in which they are tried; see `read` for ``rules``."""
    balance = balance_of(rules)
    names = {reading.id: reading.name for reading in balance.readings}
    first = {"moment": balance.phrases["first-such"].at("group")}
    return [
        Row(
            number=rule.number,
            id=rule.id,
            condition=_aloud(balance, rule),
            reading=names[rule.reading],
            reason=rule.reason.at("group").filled(**first),
            step=rule.step.at("group").filled(**first),
        )
        for rule in balance.rules
    ]


def position(value: Real) -> int:
    """Return the named position, 0, 25, 50, 75 or 100, in whose band ``value`` lies.

    Raises
    ------
    PowerError
        When ``value`` is not a number from 0 to 100.
    """
    if not is_number(value):
        raise PowerError(f"position: got {shown(value)}; allowed: a number from 0 to 100")
    return band_of(load_balance(), value)


def balance_of(rules: Balance | Mapping[str, float] | None) -> Balance:
    """Return whole rules, whatever they were given as; see `read`."""
    return rules if isinstance(rules, Balance) else with_numbers({} if rules is None else rules)


def band_of(balance: Balance, value: Real) -> int:
    """Return the position in whose band ``value``, 0 to 100, lies."""
    return max(band.position for band in balance.bands if band.lowest <= value)


def names_of(balance: Balance, moments: Iterable[str]) -> Words:
    """Return the names of some moments, one after the other."""
    names = {moment.id: moment.name for moment in balance.moments}
    return joined((names[moment] for moment in moments), ", ")


def _aloud(balance: Balance, rule: Rule) -> Words:
    """Return when a rule holds, in words that begin with a capital letter."""
    if rule.when is None:
        said = balance.phrases["otherwise"].at("group")
    else:
        join = balance.phrases["any-of" if rule.when.any_of else "all-of"].at("group")
        said, *more = [_clause_aloud(balance, clause) for clause in rule.when.any_of or rule.when.all_of]
        for other in more:
            said = join.filled(first=said, second=other)
    return Words(said.text[:1].upper() + said.text[1:], said.easy[:1].upper() + said.easy[1:])


def _clause_aloud(balance: Balance, clause: Clause) -> Words:
    if moments := clause.every or clause.some:
        which = "every" if clause.every else "some"
        key = f"{'one' if len(moments) == 1 else which}-{'at-least' if clause.at_least else 'below'}"
        number = Words(f"{balance.values[clause.at_least or clause.below]:g}")
        phrase = balance.phrases[f"{key}-said" if clause.said else key].at("group")
        return phrase.filled(number=number, moments=names_of(balance, moments))
    options = {part.id: {option.id: option.name for option in part.options} for part in balance.parts}
    if brings := clause.brings or clause.brings_no or clause.brings_only:
        some = "brings-one" if len(brings) == 1 else "brings-some"
        none = "brings-nothing" if set(brings) == set(get_args(BringId)) else "brings-no"
        key = some if clause.brings else none if clause.brings_no else "brings-only"
        return balance.phrases[key].at("group").filled(brings=joined((options["brings"][one] for one in brings), ", "))
    if clause.returned is not None:
        return options["returned"]["yes" if clause.returned else "no"]
    return options["promise"][clause.promise] if clause.promise else options["stays"][clause.stays]
