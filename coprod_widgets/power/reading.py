"""The reading of one response: which rule holds, and what that says in words.

A moment of which nothing is known is never guessed: it is read at both ends, and where that matters the reading is a
range with the question that would settle it. This module must not add moments up or average them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any, get_args

import msgspec

from coprod_widgets.content.balance import NOT_SAID, Balance, CaseLevel, ReadingWords, Rule
from coprod_widgets.content.conditions import Facts, holds, moments_found
from coprod_widgets.content.schema import Words
from coprod_widgets.content.shape import shown

from .response import MOMENTS, PowerError, problem
from .rules import balance_of, band_of, names_of

TRIED = (0, 50)
"""An unknown moment is read once as the organisation's alone and once as shared."""

ASSUMED: dict[str, Any] = {"brings": (), "promise": "kept", "stays": "alongside", "returned": True}
"""What a part that was not answered is taken as; the reading says so."""


class Beside(msgspec.Struct, frozen=True):
    """Something said beside a reading: which one, and its words."""

    id: str
    words: Words


class Lean(msgspec.Struct, frozen=True):
    """Moments that lean to one side.

    Attributes
    ----------
    side
        ``organisation``, ``level`` (together, or people lead), ``people`` or ``unknown``.
    moments
        Ids, in the order of the five.
    words
        The same in a sentence.
    """

    side: str
    moments: tuple[str, ...]
    words: Words


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules make of one response.

    Attributes
    ----------
    id
        Id of the reading, or ``range`` where it lies between two because a moment is not known.
    name
        The reading in words; of a range, with what would settle it.
    rules
        Numbers of the rules that decided: one, or two where unknown moments read as 0 and as 50 meet different rules.
    low, high
        Ids of the readings with unknown moments as 0 and as 50; the same id where both agree.
    reason
        The deciding reason.
    step
        The smallest next step.
    moment
        The moment that the deciding rule names; None where it names none, or two rules decided.
    settle
        The first unknown moment on which the reading turns; None unless it is a range.
    limit
        The limit that the learner stated, in a sentence; None without one.
    assuming
        What was taken for granted because a part is unanswered.
    leaning
        Which moments lean where; sides without a moment are left out.
    warnings
        What to look at before trusting this. They never change the reading.
    note
        That this is a teaching model.
    """

    id: str
    name: Words
    rules: tuple[int, ...]
    low: str
    high: str
    reason: Words
    step: Words
    moment: str | None
    settle: str | None
    limit: Words | None
    assuming: tuple[Beside, ...]
    leaning: tuple[Lean, ...]
    warnings: tuple[Beside, ...]
    note: Words


class _Found(msgspec.Struct, frozen=True):
    """The first rule that holds, and the moment that it names."""

    rule: Rule
    moment: str | None


def read(
    response: Mapping[str, Any],
    rules: Balance | Mapping[str, float] | None = None,
    case_level: CaseLevel = "group",
) -> Reading:
    """Return what the rules make of ``response``.

    Parameters
    ----------
    response
        ``{"stages": {"plan": 50, "decide": "not said"}, "brings": ["ideas"], "promise": "kept", "stays": "alongside",
        "returned": True, "limit": "…"}``; what was not answered is absent. A stage is any number from 0 to 100, read
        as the named position of its band, or "not said".
    rules
        Other values for the named numbers (``{"shared": 51}``), or whole rules; the course's own when None.
    case_level
        ``"group"``, or ``"one-person"`` for words about a worker and one person.

    Raises
    ------
    PowerError
        With a sentence, when the response, the rules or the level can't be read.
    """
    balance = balance_of(rules)
    if case_level not in get_args(CaseLevel):
        raise PowerError(f"case_level: got {shown(case_level)}; allowed: {', '.join(get_args(CaseLevel))}")
    if wrong := problem(response):
        raise PowerError(wrong)
    low, high = (_first(balance, _facts(balance, response, at)) for at in TRIED)
    return Reading(
        **_joined(balance, response, low, high, case_level),
        low=low.rule.reading,
        high=high.rule.reading,
        limit=_limit(balance, response, case_level),
        assuming=_assuming(balance, response, case_level),
        leaning=_leaning(balance, response, case_level),
        warnings=_warnings(balance, response, case_level),
        note=balance.note,
    )


def _facts(balance: Balance, response: Mapping[str, Any], at: int | Mapping[str, int]) -> Facts:
    """Return the answers without a gap: unknown moments stand ``at`` one place, or each at its own."""
    unknown = _unknown(response)
    tried = at if isinstance(at, Mapping) else dict.fromkeys(unknown, at)
    stages = response.get("stages", {})
    parts = ASSUMED | {name: response[name] for name in ASSUMED if name in response}
    return Facts(
        stages={one: tried[one] if one in unknown else band_of(balance, stages[one]) for one in MOMENTS},
        brings=frozenset(parts.pop("brings")),
        unknown=frozenset(unknown),
        **parts,
    )


def _unknown(response: Mapping[str, Any]) -> list[str]:
    stages = response.get("stages", {})
    return [moment for moment in MOMENTS if stages.get(moment, NOT_SAID) == NOT_SAID]


def _first(balance: Balance, facts: Facts) -> _Found:
    rule = next(rule for rule in balance.rules if holds(rule.when, facts, balance.values))
    for clause in [*rule.when.all_of, *rule.when.any_of] if rule.when else []:
        if clause.some and (found := moments_found(clause, facts, balance.values)):
            return _Found(rule, found[0])
    return _Found(rule, None)


def _joined(
    balance: Balance, response: Mapping[str, Any], low: _Found, high: _Found, level: CaseLevel
) -> dict[str, Any]:
    """Return what a reading says, from what it is with unknown moments at either end."""
    readings = {reading.id: reading for reading in balance.readings}
    at_low, at_high = readings[low.rule.reading], readings[high.rule.reading]
    whole = {
        "id": at_high.id,
        "name": at_high.name,
        "rules": tuple(dict.fromkeys((low.rule.number, high.rule.number))),
        "reason": _either(balance, *(_said(balance, one, one.rule.reason.at(level)) for one in (low, high)), level),
        "step": _either(balance, *(_said(balance, one, one.rule.step.at(level)) for one in (low, high)), level),
        "moment": low.moment if low == high else None,
        "settle": None,
    }
    lowest, highest = _ends(at_low)[0], _ends(at_high)[1]
    if _ends(at_low) == _ends(at_high) or lowest == highest:
        return whole
    settle = _turning(balance, response)
    ask = next(moment.ask for moment in balance.moments if moment.id == settle)
    between = {"low": readings[lowest].short, "high": readings[highest].short, "ask": ask}
    return whole | {
        "id": "range",
        "name": balance.phrases["range"].at(level).filled(**between),
        "step": balance.phrases["settle-step"].at(level).filled(ask=ask),
        "settle": settle,
    }


def _ends(reading: ReadingWords) -> tuple[str, ...]:
    """Return the two readings that this one lies between; twice itself where it stands alone."""
    return tuple(reading.ends) or (reading.id, reading.id)


def _turning(balance: Balance, response: Mapping[str, Any]) -> str:
    """Return the first unknown moment on which the reading turns, however the others may be.

    There is one: on the way from all at one end to all at the other, some single moment must change it.
    """
    unknown = _unknown(response)
    ends = {reading.id: _ends(reading) for reading in balance.readings}
    others = [dict(zip(unknown, places, strict=True)) for places in product(TRIED, repeat=len(unknown))]
    return next(
        moment
        for moment in unknown
        for places in others
        if len({ends[_first(balance, _facts(balance, response, places | {moment: at})).rule.reading] for at in TRIED})
        > 1
    )


def _said(balance: Balance, found: _Found, words: Words) -> Words:
    if found.moment is None:
        return words
    return words.filled(moment=next(moment.name for moment in balance.moments if moment.id == found.moment))


def _either(balance: Balance, low: Words, high: Words, level: CaseLevel) -> Words:
    return low if low == high else balance.phrases["either"].at(level).filled(low=low, high=high)


def _limit(balance: Balance, response: Mapping[str, Any], level: CaseLevel) -> Words | None:
    limit = response.get("limit", "").strip()
    return balance.phrases["limit"].at(level).filled(limit=Words(limit)) if limit else None


def _assuming(balance: Balance, response: Mapping[str, Any], level: CaseLevel) -> tuple[Beside, ...]:
    parts = [part for part in balance.parts if part.assuming and part.id not in response]
    return tuple(Beside(part.id, part.assuming.at(level)) for part in parts)


def _warnings(balance: Balance, response: Mapping[str, Any], level: CaseLevel) -> tuple[Beside, ...]:
    tried = [_facts(balance, response, at) for at in TRIED]
    return tuple(
        Beside(warned.id, warned.words.at(level))
        for warned in balance.warnings
        if all(holds(warned.when, facts, balance.values) for facts in tried)
    )


def _leaning(balance: Balance, response: Mapping[str, Any], level: CaseLevel) -> tuple[Lean, ...]:
    stages, unknown, numbers = response.get("stages", {}), _unknown(response), balance.values
    sides: dict[str, list[str]] = {"organisation": [], "level": [], "people": [], "unknown": unknown}
    for moment in MOMENTS:
        if moment not in unknown:
            place = band_of(balance, stages[moment])
            side = "organisation" if place < numbers["shared"] else "people" if place >= numbers["alone"] else "level"
            sides[side].append(moment)
    return tuple(
        Lean(side, tuple(moments), balance.phrases[f"lean-{side}"].at(level).filled(moments=names_of(balance, moments)))
        for side, moments in sides.items()
        if moments
    )
