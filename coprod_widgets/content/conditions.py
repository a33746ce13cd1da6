"""What the conditions of the power balance's rules mean: whether one holds for a set of answers.

Pure: the same answers and numbers give the same result. This module must not know any one rule; the rules are data.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from .balance import Clause, Condition


class Facts(Struct, frozen=True, kw_only=True):
    """Answers without a gap, as the rules take them.

    Attributes
    ----------
    stages
        A position, 0 to 100, for each of the five moments.
    brings
        Ids of what people bring.
    promise, stays, returned
        The other parts.
    unknown
        The moments that nobody answered, or that the case does not say; their positions are only tried out.
    """

    stages: dict[str, int]
    brings: frozenset[str]
    promise: str
    stays: str
    returned: bool
    unknown: frozenset[str] = frozenset()


def holds(condition: Condition | None, facts: Facts, numbers: Mapping[str, float]) -> bool:
    """Tell whether ``condition`` holds; one that is not there always does.

    Parameters
    ----------
    condition
        Clauses of which all, or any, must hold.
    facts
        The answers.
    numbers
        The named numbers, each 0 to 100.
    """
    if condition is None:
        return True
    if condition.any_of:
        return any(clause_holds(clause, facts, numbers) for clause in condition.any_of)
    return all(clause_holds(clause, facts, numbers) for clause in condition.all_of)


def clause_holds(clause: Clause, facts: Facts, numbers: Mapping[str, float]) -> bool:
    """Tell whether one clause holds; see `holds`."""
    if clause.every:
        return len(moments_found(clause, facts, numbers)) == len(clause.every)
    if clause.some:
        return bool(moments_found(clause, facts, numbers))
    if clause.brings:
        return not facts.brings.isdisjoint(clause.brings)
    if clause.brings_no:
        return facts.brings.isdisjoint(clause.brings_no)
    if clause.brings_only:
        return bool(facts.brings) and facts.brings <= set(clause.brings_only)
    if clause.promise is not None:
        return facts.promise == clause.promise
    if clause.stays is not None:
        return facts.stays == clause.stays
    return facts.returned is clause.returned


def moments_found(clause: Clause, facts: Facts, numbers: Mapping[str, float]) -> list[str]:
    """Return the moments that a clause about moments is true of, in its order."""
    named = [one for one in clause.every or clause.some if not (clause.said and one in facts.unknown)]
    if clause.at_least is not None:
        return [one for one in named if facts.stages[one] >= numbers[clause.at_least]]
    return [one for one in named if facts.stages[one] < numbers[clause.below]]
