"""Checks of a plan: that what it builds on is a question that a learner answers in their own words."""

from __future__ import annotations

from ..loader import Files
from ..planning import PlanItem
from ..schema import ReflectItem
from ..shape import BAD, nearest


def check_plan(item: PlanItem, where: str, files: Files, problems: list[str]) -> None:
    """Every question that a plan builds on is a reflection of a unit that there is, named once."""
    known = {
        f"{unit.unit}.{one.id}"
        for unit in files.units.values()
        for one in unit.items
        if one is not BAD and isinstance(one, ReflectItem)
    }
    for number, name in enumerate(item.builds_on):
        place = f"{where}.builds_on[{number}]"
        if files.complete and name not in known:
            problems.append(f"{place}: there is no question '{name}' answered in own words{nearest(name, known)}")
        if name in item.builds_on[:number]:
            problems.append(f"{place}: '{name}' is there twice")
