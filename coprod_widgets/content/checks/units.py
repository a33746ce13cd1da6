"""Checks of the units: that their items hold together and name only what exists.

`check_sort` asks what any sort must meet, a learner's own too; everything else is asked of the course's
units.
"""

from __future__ import annotations

import re
from typing import Any

from ..auditing import AuditItem
from ..balance import BalanceItem
from ..crosswalk import LinkItem
from ..definitions import HighlightItem
from ..linking import resolve_links
from ..loader import Files
from ..planning import PlanItem
from ..resolving import with_key
from ..schema import Case, ChoiceItem, Item, SortItem, Unit
from ..shape import BAD, nearest
from ..stories import StoryItem
from .audit import check_audit_item
from .balance import check_balance_item
from .cases import check_case
from .crosswalk import check_link_item, check_marks
from .definitions import check_highlight
from .lint import check_easy, words_in
from .pictures import check_pictures
from .planning import check_plan
from .stories import check_story_item

_NOTEBOOK = re.compile(r"^([0-9]{2})-[a-z0-9]+(-[a-z0-9]+)*\.ipynb$")
USUAL_NEAR = 0.5


def check_unit(unit: Unit, name: str, files: Files, problems: list[str]) -> None:
    """One unit's file: its shape as a whole, its items and its words."""
    where = f"{name}: $"
    if name != f"units/{unit.unit}.yaml":
        problems.append(f"{where}.unit: got '{unit.unit}'; allowed: the number that names the file")
    match = _NOTEBOOK.match(unit.notebook)
    if match is None or match.group(1) != unit.unit:
        problems.append(
            f"{where}.notebook: got '{unit.notebook}'; allowed: a name such as {unit.unit}-four-approaches.ipynb"
        )
    known = _known_outcomes(files)
    for number, outcome in enumerate(unit.outcomes):
        if known is not None and outcome not in known:
            problems.append(f"{where}.outcomes[{number}]: there is no outcome {outcome}{nearest(outcome, known)}")
        elif not outcome.startswith(f"{unit.unit}."):
            problems.append(f"{where}.outcomes[{number}]: {outcome} is an outcome of another unit")
    _check_sittings(unit, where, problems)
    _check_ids(unit, where, problems)
    cases = {case.id: case for file in files.cases.values() for case in file.cases if case is not BAD}
    for number, item in enumerate(unit.items):
        if item is not BAD:
            _check_item(item, unit, f"{where}.items[{number}]", cases, files, problems)
    check_pictures(unit, where, files, problems)
    check_easy(f"{where}.title", unit.title, problems)


def check_sort(item: SortItem, where: str, problems: list[str], cases: dict[str, Case] | None = None) -> None:
    """What every sort must meet; ``cases`` is where ids are looked up (an unknown id is not reported here)."""
    for name, entries in (("categories", item.categories), ("cases", [_id(case) for case in item.cases])):
        twice = sorted({entry for entry in entries if entries.count(entry) > 1})
        problems += [f"{where}.{name}: '{entry}' is there twice" for entry in twice]
    if len(item.categories) < 2:
        problems.append(f"{where}.categories: got {len(item.categories)}; allowed: two or more")
    if not item.cases:
        problems.append(f"{where}.cases: got an empty list; allowed: one case or more")
    found = _found(item, cases or {})
    for number, case in found:
        if case.answer is not None and case.answer not in item.categories:
            problems.append(
                f"{where}.cases[{number}]: the answer of '{case.id}' is {case.answer}; "
                f"allowed: {', '.join(item.categories)}"
            )
    keyed = [case.id for _, case in found if case.answer is not None]
    for number, case in found:
        if keyed and case.contested:
            problems.append(f"{where}.cases[{number}]: '{case.id}' is contested, but other cases here have an answer")
    if keyed and "depends" in item.categories:
        problems.append(f"{where}.categories: 'depends' is on offer only where no case has an answer")
    if "none-kind" in item.asks and "none" not in item.categories:
        problems.append(f"{where}.asks: 'none-kind' is asked about cases in none, but none is not on offer")


def check_outcomes_assessed(files: Files, problems: list[str]) -> None:
    """Every outcome of a unit that exists is listed there, and assessed in the ways its own entry says."""
    units = {unit.unit: (name, unit) for name, unit in files.units.items()}
    for number, outcome in enumerate(files.top["outcomes.yaml"].outcomes):
        name, unit = units.get(outcome.id.split(".")[0], ("", None))
        if unit is None:
            continue
        if outcome.id not in unit.outcomes:
            problems.append(f"{name}: $.outcomes: {outcome.id} is missing; outcomes.yaml gives it to this unit")
        uses = {item.use for item in unit.items if outcome.id in item.outcomes}
        for use in ("activity", "check"):
            if use in outcome.assessed and use not in uses:
                problems.append(
                    f"outcomes.yaml: $.outcomes[{number}].assessed: got {use}, "
                    f"but no {use} of {name} lists {outcome.id}"
                )


def _check_item(item: Item, unit: Unit, where: str, cases: dict[str, Case], files: Files, problems: list[str]) -> None:
    if item.use == "exercise":
        problems.append(f"{where}.use: got exercise; allowed in a unit: activity, check")
    for number, outcome in enumerate(item.outcomes):
        if outcome not in unit.outcomes:
            problems.append(
                f"{where}.outcomes[{number}]: got '{outcome}'; allowed: {', '.join(map(str, unit.outcomes))}"
            )
    if isinstance(item, SortItem):
        _check_course_sort(item, unit, where, cases, files, problems)
    else:
        for path, words in words_in(item, where):
            check_easy(path, words, problems)
    if isinstance(item, ChoiceItem):
        _check_choice(item, unit, where, problems)
    if isinstance(item, BalanceItem):
        check_balance_item(item, where, problems, agreed=unit.key is not None)
        _check_asked(item, unit, where, problems)
    if isinstance(item, LinkItem):
        check_link_item(item, where, problems, agreed=unit.key is not None)
        if files.complete or item.links is not None:
            check_marks(resolve_links(item, files.crosswalk, unit.key, where, []), where, problems)
    if isinstance(item, HighlightItem):
        check_highlight(item, where, problems)
    if isinstance(item, StoryItem):
        check_story_item(item, where, problems)
    if isinstance(item, PlanItem):
        check_plan(item, where, files, problems)
    if isinstance(item, AuditItem):
        check_audit_item(item, unit.items, files.top.get("audit.yaml"), where, problems)


def _check_course_sort(
    item: SortItem, unit: Unit, where: str, cases: dict[str, Case], files: Files, problems: list[str]
) -> None:
    check_sort(item, where, problems, cases)
    check_easy(f"{where}.prompt", item.prompt, problems)
    if (item.near != USUAL_NEAR or item.table) and not item.reason:
        problems.append(f"{where}: the key 'reason' is missing; other marks than near: {USUAL_NEAR} need one")
    approaches = files.top.get("approaches.yaml")
    known = {category.id for category in approaches.categories} if approaches else set(item.categories)
    for number, category in enumerate(item.categories):
        if category not in known:
            problems.append(f"{where}.categories[{number}]: approaches.yaml has no category '{category}'")
    for number, case in _found(item, cases):
        place = f"{where}.cases[{number}]"
        if isinstance(item.cases[number], Case):
            check_case(with_key(case, unit.key), place, problems)
        if "fact" in item.asks and not case.facts:
            problems.append(f"{place}: 'fact' is asked, but '{case.id}' has no facts")
        if item.hints and not case.contested and not (case.look and case.deciding):
            problems.append(f"{place}: hints are offered, but '{case.id}' has no look or no deciding")
    for number, entry in enumerate(item.then):
        if not isinstance(entry, str):
            problems.append(f"{where}.then[{number}]: got a mapping; allowed: the id of a choice item of this unit")


def _check_asked(item: BalanceItem, unit: Unit, where: str, problems: list[str]) -> None:
    """What goes with a balance stands in the unit by itself, and a prediction is neither marked nor told."""
    for name, entry in (("predict", item.predict), ("explain", item.explain)):
        if entry is not None and not isinstance(entry, str):
            problems.append(f"{where}.{name}: got a mapping; allowed: the id of an item of this unit")
    if item.predict and not item.reading:
        problems.append(f"{where}.predict: there is nothing to predict where reading is false")
    for other in unit.items:
        if other is not BAD and other.id == item.predict and isinstance(other, ChoiceItem):
            for name in ("key", "reveal"):
                if getattr(other, name) is not None:
                    problems.append(
                        f"{where}.predict: '{other.id}' has a {name}; allowed: a choice without one, "
                        "since the reading says what came of it"
                    )


def _check_choice(item: ChoiceItem, unit: Unit, where: str, problems: list[str]) -> None:
    ids = [choice.id for choice in item.choices]
    problems += [f"{where}.choices: '{id_}' is there twice" for id_ in sorted({i for i in ids if ids.count(i) > 1})]
    if len(ids) < 2:
        problems.append(f"{where}.choices: got {len(ids)}; allowed: two or more")
    if item.key is None:
        return
    if item.reveal is not None:
        problems.append(f"{where}.reveal: got a text; allowed: none where there is a key, since the feedback says it")
    for number, id_ in enumerate(item.key):
        if id_ not in ids:
            problems.append(f"{where}.key[{number}]: got '{id_}'; allowed: {', '.join(ids)}")
    if not item.key or (not item.many and len(item.key) != 1):
        allowed = "one or more" if item.many else "exactly one, since many is false"
        problems.append(f"{where}.key: got {len(item.key)}; allowed: {allowed}")
    if len(set(item.key)) != len(item.key):
        problems.append(f"{where}.key: an id is there twice")
    for number, choice in enumerate(item.choices):
        if choice.feedback is None:
            problems.append(f"{where}.choices[{number}]: the key 'feedback' is missing; every choice has its feedback")
    if unit.key is None:
        problems.append(f"{where}.key: nobody is named who agreed this reading; write key: at the top of the file")


def _check_sittings(unit: Unit, where: str, problems: list[str]) -> None:
    items = [item.id for item in unit.items if item is not BAD]
    whole = len(items) == len(unit.items)
    for number, sitting in enumerate(unit.sittings):
        if sitting is BAD:
            continue
        check_easy(f"{where}.sittings[{number}].title", sitting.title, problems)
        for place, id_ in enumerate(sitting.items):
            if whole and id_ not in items:
                problems.append(
                    f"{where}.sittings[{number}].items[{place}]: there is no item '{id_}'{nearest(id_, items)}"
                )


def _check_ids(unit: Unit, where: str, problems: list[str]) -> None:
    for name, entries in (("items", unit.items), ("sittings", unit.sittings)):
        seen: dict[str, int] = {}
        for number, entry in enumerate(entries):
            if entry is BAD:
                continue
            if entry.id in seen:
                problems.append(f"{where}.{name}[{number}].id: '{entry.id}' is the id of {name}[{seen[entry.id]}] too")
            seen.setdefault(entry.id, number)


def _known_outcomes(files: Files) -> set[str] | None:
    file = files.top.get("outcomes.yaml")
    return {outcome.id for outcome in file.outcomes if outcome is not BAD} if file else None


def _found(item: SortItem, cases: dict[str, Case]) -> list[tuple[int, Case]]:
    found = [(number, cases.get(case) if isinstance(case, str) else case) for number, case in enumerate(item.cases)]
    return [(number, case) for number, case in found if case is not None]


def _id(case: Any) -> str:
    return case if isinstance(case, str) else case.id
