"""Who is in a demonstration cohort: how able each learner is, what they hand in, how late, and what is damaged.

Everything comes from a seed. Must not know the questions, and must not write anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

FIRST_DUE = datetime(2026, 10, 9, 17, tzinfo=UTC)
"""When the first assignment is due."""
BETWEEN = timedelta(days=14)
"""How long after one assignment the next is due."""
MOST = 10_000
"""How many learners a cohort may have."""

Damage = Literal["torn", "byte-order-mark", "foreign", "unreadable", "link", "old-version", "other-name"]
"""What may have happened to a file of answers on its way: torn at its end, saved by an editor that put a mark at its
beginning, mixed with other lines, saved so that no line can be read, a link instead of the file, answers to other words
than the trainer's, or a file of another name."""

DAMAGED = 0.07
"""Which share of the learners has one damaged file; with 100 learners or more every kind of damage is there."""
LATE = 0.12
"""Which share of what is handed in comes late."""


class Work(Struct, frozen=True, kw_only=True):
    """What a learner does about one assignment.

    Attributes
    ----------
    assignment
        Its name.
    at
        When it is handed in; UTC.
    skill
        The share of what is asked that they would get right, about; 0 to 1.
    answered
        The share of the items that they answer, from the first on; 0 to 1.
    empty_file
        Whether there is a file of answers where nothing was answered.
    wavers
        How often they answer an item, think again and answer it anew; 0 to 1.
    damage
        What happens to the file; None for nothing.
    """

    assignment: str
    at: datetime
    skill: float
    answered: float = 1.0
    empty_file: bool = False
    wavers: float = 0.0
    damage: Damage | None = None


class Learner(Struct, frozen=True, kw_only=True):
    """An invented learner: nbgrader's student id, and what they hand in."""

    id: str
    works: list[Work]


def due_dates(names: Sequence[str]) -> dict[str, datetime]:
    """Return when each assignment is due, in UTC, by name."""
    return {name: FIRST_DUE + number * BETWEEN for number, name in enumerate(names)}


def learners(number: int, seed: int, names: Sequence[str]) -> list[Learner]:
    """Return a cohort, the same for the same seed.

    Parameters
    ----------
    number
        How many learners; 1 to `MOST`.
    seed
        Any whole number.
    names
        The assignments, in the order in which they are due.
    """
    width = max(3, len(str(number)))
    dues = due_dates(names)
    found = [_learner(f"demo-{one:0{width}}", Random(f"{seed} learner {one}"), dues) for one in range(1, number + 1)]
    rng = Random(f"{seed} damage")
    for turn, place in enumerate(rng.sample(range(number), max(1, round(DAMAGED * number)))):
        kinds = get_args(Damage)
        found[place] = _damaged(found[place], kinds[turn % len(kinds)], rng)
    return found


def _learner(name: str, rng: Random, dues: dict[str, datetime]) -> Learner:
    ability = rng.gauss(0.68, 0.17)
    wavers = rng.uniform(0.15, 0.5) if rng.random() < 0.35 else 0.0
    # Who leaves off does so from some assignment on; a few join for one alone.
    names = list(dues)
    habit = rng.random()
    if habit < 0.14:
        names = names[: rng.randrange(1, max(2, len(names)))]
    elif habit < 0.18:
        names = [rng.choice(names)]
    return Learner(id=name, works=[_work(one, dues[one], ability, wavers, rng) for one in names])


def _work(name: str, due: datetime, ability: float, wavers: float, rng: Random) -> Work:
    early = timedelta(hours=rng.expovariate(1 / 30), seconds=rng.uniform(60, 1800))
    at = due - min(early, timedelta(days=9))
    if rng.random() < LATE:
        at = due + (timedelta(hours=rng.uniform(0.1, 9)) if rng.random() < 0.5 else timedelta(days=rng.uniform(1, 6)))
    whole = rng.random()
    answered = 0.0 if whole < 0.03 else rng.uniform(0.2, 0.9) if whole < 0.14 else 1.0
    return Work(
        assignment=name,
        at=at,
        skill=min(0.97, max(0.08, ability + rng.gauss(0, 0.07))),
        answered=answered,
        empty_file=answered == 0 and rng.random() < 0.5,
        wavers=wavers,
    )


def _damaged(learner: Learner, damage: Damage, rng: Random) -> Learner:
    """Return a learner one of whose files is damaged; it is a whole one, so that the damage is what there is to see."""
    place = rng.randrange(len(learner.works))
    works = list(learner.works)
    works[place] = replace(works[place], answered=1.0, empty_file=False, damage=damage)
    return replace(learner, works=works)
