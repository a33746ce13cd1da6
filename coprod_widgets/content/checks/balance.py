"""Checks of the power balance: that its parts are all there, and that every rule can be reached.

What a single value may be is the business of ``balance`` and ``shape``. This module must not give a reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any, get_args

from ..balance import (
    MOMENTS,
    Balance,
    BalanceItem,
    BringId,
    Clause,
    Condition,
    NumberId,
    PartId,
    Position,
    PromiseId,
    Rule,
    StaysId,
)
from ..conditions import Facts, clause_holds
from ..shape import nearest
from .cases import check_unique
from .lint import GAP, check_easy, check_quotes, words_in

OPTIONS: dict[str, tuple[str, ...]] = {
    "brings": get_args(BringId),
    "promise": get_args(PromiseId),
    "stays": get_args(StaysId),
    "returned": ("yes", "no"),
    "limit": (),
}
"""The answers that each part must offer."""

_ABOUT_MOMENTS = {"moments", "number"}
PHRASES: dict[str, set[str]] = {
    "range": {"low", "high", "ask"},
    "either": {"low", "high"},
    "settle-step": {"ask"},
    "limit": {"limit"},
    "contested": set(),
    "lean-organisation": {"moments"},
    "lean-people": {"moments"},
    "lean-level": {"moments"},
    "lean-unknown": {"moments"},
    "every-at-least": _ABOUT_MOMENTS,
    "every-below": _ABOUT_MOMENTS,
    "some-at-least": _ABOUT_MOMENTS,
    "some-below": _ABOUT_MOMENTS,
    "some-at-least-said": _ABOUT_MOMENTS,
    "some-below-said": _ABOUT_MOMENTS,
    "one-at-least": _ABOUT_MOMENTS,
    "one-below": _ABOUT_MOMENTS,
    "brings-some": {"brings"},
    "brings-one": {"brings"},
    "brings-no": {"brings"},
    "brings-nothing": set(),
    "brings-only": {"brings"},
    "all-of": {"first", "second"},
    "any-of": {"first", "second"},
    "first-such": set(),
    "otherwise": set(),
}
"""The sentences that a reading is put together with, and the gaps that each must have."""

SUBJECTS = ("every", "some", "brings", "brings_no", "brings_only", "promise", "stays", "returned")
"""What a clause can be about; it is about exactly one of them."""


def check_balance(balance: Balance, name: str, problems: list[str]) -> None:
    """The file of the power balance: whole, readable, and with rules that can all be reached."""
    where = f"{name}: $"
    before = len(problems)
    _check_asked(balance, where, problems)
    _check_readings(balance, where, problems)
    _check_rules(balance, where, problems)
    for number, warned in enumerate(balance.warnings):
        if warned.when is not None:
            _check_condition(warned.when, f"{where}.warnings[{number}].when", problems)
    _check_phrases(balance, where, problems)
    for path, words in words_in(balance, where):
        check_easy(path, words, problems)
    if len(problems) == before:
        _check_reached(balance, where, problems)


def check_balance_item(item: BalanceItem, where: str, problems: list[str], agreed: bool = True) -> None:
    """One question of a unit; ``agreed`` says whether its file names who agreed the keys in it."""
    for name in ("moments", "parts"):
        _no_twice(getattr(item, name), f"{where}.{name}", problems)
    if not item.moments and not item.parts:
        problems.append(f"{where}.moments: got an empty list, and no parts; allowed: something to answer")
    for path, words in words_in(item.story, f"{where}.story"):
        check_quotes(path, words, problems)
    if item.key is None:
        return
    if item.contested:
        problems.append(f"{where}.key: a contested story has no key; people disagree about it")
    if not agreed:
        problems.append(f"{where}.key: nobody is named who agreed this reading; write key: at the top of the file")
    _check_key(item, f"{where}.key", problems)


def _check_key(item: BalanceItem, where: str, problems: list[str]) -> None:
    key = item.key
    parts = [name for name in ("brings", "promise", "stays", "returned") if getattr(key, name) is not None]
    keyed = [*key.stages, *parts]
    if not keyed:
        problems.append(f"{where}: got a key without an answer; allowed: stages, brings, promise, stays, returned")
    for part in keyed:
        if part not in (*item.moments, *item.parts):
            problems.append(f"{where}.{part}: this has an answer, but the item does not ask it")
        if part not in key.because:
            problems.append(f"{where}.because: nothing for {part}; every answer has the fact that decides it")
    for part in key.because:
        if part not in keyed:
            problems.append(f"{where}.because.{part}: this has no answer here{nearest(part, keyed)}")
    for part in key.marks:
        if part not in parts:
            problems.append(f"{where}.marks.{part}: this has no answer here{nearest(part, parts)}")
    for moment, accepted in key.stages.items():
        _no_twice(accepted, f"{where}.stages.{moment}", problems)
        if not 1 <= len(accepted) <= 3:
            problems.append(f"{where}.stages.{moment}: got {len(accepted)}; allowed: one to three accepted positions")
    _no_twice(key.brings or [], f"{where}.brings", problems)


def _check_asked(balance: Balance, where: str, problems: list[str]) -> None:
    _all_there(balance.moments, MOMENTS, f"{where}.moments", problems)
    _all_there(balance.parts, get_args(PartId), f"{where}.parts", problems)
    _all_there(balance.numbers, get_args(NumberId), f"{where}.numbers", problems)
    values = [number.value for number in balance.numbers]
    if values != sorted(values):
        problems.append(f"{where}.numbers: got {_listed(values)}; allowed: numbers that go up from raises to alone")
    positions = [band.position for band in balance.bands]
    if positions != list(get_args(Position)):
        problems.append(f"{where}.bands: got {_listed(positions)}; allowed: {_listed(get_args(Position))}")
    lowest = [band.lowest for band in balance.bands]
    inside = all(band.lowest <= band.position for band in balance.bands)
    if lowest[:1] != [0] or lowest != sorted(set(lowest)) or not inside:
        problems.append(
            f"{where}.bands: the lowest numbers are {_listed(lowest)}; "
            "allowed: from 0 upwards, none above its own position"
        )
    for number, part in enumerate(balance.parts):
        place = f"{where}.parts[{number}]"
        _all_there(part.options, OPTIONS[part.id], f"{place}.options", problems)
        if part.id != "limit" and part.assuming is None:
            problems.append(f"{place}: the key 'assuming' is missing; it is said where the part is left unanswered")


def _check_readings(balance: Balance, where: str, problems: list[str]) -> None:
    check_unique([(one.id, f"{where}.readings[{n}]") for n, one in enumerate(balance.readings)], "reading", problems)
    known = [reading.id for reading in balance.readings]
    used = {rule.reading for rule in balance.rules}
    for number, reading in enumerate(balance.readings):
        place = f"{where}.readings[{number}]"
        if reading.id not in used:
            problems.append(f"{place}: no rule comes to the reading '{reading.id}'")
        if len(reading.ends) not in (0, 2):
            problems.append(f"{place}.ends: got {len(reading.ends)}; allowed: two readings, or none")
        for last, end in enumerate(reading.ends):
            if end not in known:
                problems.append(f"{place}.ends[{last}]: there is no reading '{end}'{nearest(end, known)}")


def _check_rules(balance: Balance, where: str, problems: list[str]) -> None:
    check_unique([(rule.id, f"{where}.rules[{n}]") for n, rule in enumerate(balance.rules)], "rule", problems)
    known = [reading.id for reading in balance.readings]
    for number, rule in enumerate(balance.rules):
        place = f"{where}.rules[{number}]"
        last = number == len(balance.rules) - 1
        if rule.number != number:
            problems.append(f"{place}.number: got {rule.number}; allowed: {number}, since rules are counted in order")
        if rule.reading not in known:
            problems.append(f"{place}.reading: there is no reading '{rule.reading}'{nearest(rule.reading, known)}")
        if rule.when is None and not last:
            problems.append(f"{place}: the key 'when' is missing; only the last rule holds for everything that is left")
        if rule.when is not None:
            if last:
                problems.append(f"{place}.when: the last rule has no condition, so that every answer has a reading")
            _check_condition(rule.when, f"{place}.when", problems)
        _check_moment_gaps(rule, place, problems)
    if not balance.rules:
        problems.append(f"{where}.rules: got an empty list; allowed: one rule or more")


def _check_moment_gaps(rule: Rule, where: str, problems: list[str]) -> None:
    clauses = [*rule.when.all_of, *rule.when.any_of] if rule.when else []
    allowed = {"moment"} if any(clause.some for clause in clauses) else set()
    for name in ("reason", "step"):
        for path, words in words_in(getattr(rule, name), f"{where}.{name}"):
            _check_gaps(path, words.text, allowed, problems)
            _check_gaps(f"{path}.easy", words.easy or "", allowed, problems)


def _check_condition(condition: Condition, where: str, problems: list[str]) -> None:
    filled = [name for name in ("all_of", "any_of") if getattr(condition, name)]
    if len(filled) != 1:
        problems.append(f"{where}: got {' and '.join(filled) or 'nothing'}; allowed: exactly one of all_of, any_of")
    for name in filled:
        for number, clause in enumerate(getattr(condition, name)):
            _check_clause(clause, f"{where}.{name}[{number}]", problems)


def _check_clause(clause: Clause, where: str, problems: list[str]) -> None:
    subjects = [name for name in SUBJECTS if getattr(clause, name) not in (None, [])]
    if len(subjects) != 1:
        problems.append(f"{where}: got {', '.join(subjects) or 'nothing'}; allowed: exactly one of {_listed(SUBJECTS)}")
        return
    bounds = [name for name in ("at_least", "below") if getattr(clause, name) is not None]
    about_moments = subjects[0] in ("every", "some")
    if about_moments and len(bounds) != 1:
        got = " and ".join(bounds) or "nothing"
        problems.append(f"{where}: got {got} beside {subjects[0]}; allowed: exactly one of at_least, below")
    if bounds and not about_moments:
        problems.append(f"{where}.{bounds[0]}: {subjects[0]} has no number; only every and some are compared with one")
    if clause.said and subjects != ["some"]:
        problems.append(f"{where}.said: allowed only beside some")
    entries = getattr(clause, subjects[0])
    if isinstance(entries, list):
        _no_twice(entries, f"{where}.{subjects[0]}", problems)


def _check_phrases(balance: Balance, where: str, problems: list[str]) -> None:
    for key, gaps in PHRASES.items():
        if key not in balance.phrases:
            problems.append(f"{where}.phrases: the key '{key}' is missing")
            continue
        for path, words in words_in(balance.phrases[key], f"{where}.phrases.{key}"):
            for place, text in ((path, words.text), (f"{path}.easy", words.easy)):
                if text is not None:
                    _check_gaps(place, text, gaps, problems, all_of_them=True)
    for key in balance.phrases:
        if key not in PHRASES:
            problems.append(f"{where}.phrases.{key}: unknown key '{key}'{nearest(key, PHRASES)}")


def _check_gaps(where: str, text: str, allowed: set[str], problems: list[str], all_of_them: bool = False) -> None:
    found = set(GAP.findall(text))
    if found - allowed or (all_of_them and found != allowed):
        problems.append(f"{where}: got {_gaps(found)}; allowed: {_gaps(allowed)}")


def _check_reached(balance: Balance, where: str, problems: list[str]) -> None:
    """Try every answer there is; those that no clause tells apart are tried once."""
    rules = [rule for rule in balance.rules if rule.when is not None]
    clauses = [clause for rule in rules for clause in (*rule.when.all_of, *rule.when.any_of)]
    reached = set()
    for truths in _truths(clauses, balance.values):
        known = iter(truths)
        for rule in balance.rules:
            # Each rule takes its own clauses' truths off the front, so all are taken even where a rule holds.
            own = [next(known) for _ in (*rule.when.all_of, *rule.when.any_of)] if rule.when else [True]
            if any(own) if rule.when and rule.when.any_of else all(own):
                reached.add(rule.number)
                break
    for number, rule in enumerate(balance.rules):
        if rule.number not in reached:
            problems.append(
                f"{where}.rules[{number}].when: no answer comes to rule {rule.number}; "
                "an earlier rule takes them all, or its clauses never hold together"
            )


def _truths(clauses: list[Clause], numbers: dict[str, int]) -> Iterable[tuple[bool, ...]]:
    """Yield which clauses hold together, for every set of answers that they tell apart."""
    about = [
        [c for c in clauses if c.every or c.some],
        [c for c in clauses if c.brings or c.brings_no or c.brings_only],
    ]
    about.append([c for c in clauses if not any(c in group for group in about)])
    tells_apart = {tuple(place >= value for value in numbers.values()): place for place in get_args(Position)}
    at = [dict(zip(MOMENTS, places, strict=True)) for places in product(tells_apart.values(), repeat=len(MOMENTS))]
    bringing = [frozenset(b for b, on in zip(OPTIONS["brings"], flags, strict=True) if on) for flags in _flags()]
    others = product(OPTIONS["promise"], OPTIONS["stays"], (True, False))
    plain: dict[str, Any] = {"stages": at[0], "brings": frozenset(), "promise": "", "stays": "", "returned": True}
    tried = [
        [Facts(**plain | {"stages": stages}) for stages in at],
        [Facts(**plain | {"brings": brings}) for brings in bringing],
        [Facts(**plain | {"promise": p, "stays": s, "returned": r}) for p, s, r in others],
    ]
    signatures = [
        {tuple(clause_holds(clause, facts, numbers) for clause in group) for facts in some}
        for group, some in zip(about, tried, strict=True)
    ]
    order = [id(clause) for group in about for clause in group]
    places = [order.index(id(clause)) for clause in clauses]
    for parts in product(*signatures):
        joined = [truth for part in parts for truth in part]
        yield tuple(joined[place] for place in places)


def _flags() -> Iterable[tuple[bool, ...]]:
    return product((False, True), repeat=len(OPTIONS["brings"]))


def _all_there(entries: list[Any], ids: Iterable[str], where: str, problems: list[str]) -> None:
    got = [entry.id for entry in entries]
    if got != list(ids):
        problems.append(
            f"{where}: got {_listed(got) or 'nothing'}; allowed: {_listed(ids) or 'nothing'}, in this order"
        )


def _no_twice(entries: list[Any], where: str, problems: list[str]) -> None:
    for entry in dict.fromkeys(one for one in entries if entries.count(one) > 1):
        problems.append(f"{where}: '{entry}' is there twice")


def _gaps(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "no gaps"


def _listed(entries: Iterable[Any]) -> str:
    return ", ".join(map(str, entries))
