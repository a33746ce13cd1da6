"""How a story moves: where it stands, what is on offer there, and where a choice leads.

Pure, and without words: ``coprod_widgets.story`` says it, and ``checks.stories`` tries every way. This module must not
read files and must not give a reading.
"""

from __future__ import annotations

from typing import NamedTuple

from .balance import Balance, Rule
from .conditions import Facts, holds
from .stories import HIGHEST, MOMENTS, Decision, Ending, Story, StoryOption

_STEP = 100 // HIGHEST
"""From one named position of a moment to the next."""

FROM_THE_START = frozenset({"opinions"})
"""What people bring before anybody has asked for more: they are asked at least."""


class Standing(NamedTuple):
    """Where a story stands: all that decides what can still come.

    Attributes
    ----------
    at
        How many decisions are behind, those that were skipped among them.
    trust, weeks
        0 or more.
    floors
        The five moments in their order, each 0 to 4.
    brings, promise, stays, returned
        The other parts of a power balance.
    skipped
        Whether a decision was taken away because the weeks were gone.
    late
        Whether the weeks ran out at that decision or after it.
    marks
        Chosen options that later ones ask for.
    """

    at: int
    trust: int
    weeks: int
    floors: tuple[int, ...] = (0,) * len(MOMENTS)
    brings: frozenset[str] = FROM_THE_START
    promise: str = "kept"
    stays: str = "alongside"
    returned: bool = False
    skipped: bool = False
    late: bool = False
    marks: frozenset[str] = frozenset()

    @property
    def response(self) -> dict[str, object]:
        """The same as an answer to a power balance."""
        return {
            "stages": {moment: _STEP * floor for moment, floor in zip(MOMENTS, self.floors, strict=True)},
            "brings": sorted(self.brings),
            "promise": self.promise,
            "stays": self.stays,
            "returned": self.returned,
        }


class Walker:
    """A story with what a step in it needs to know, found out once."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.end = len(story.decisions)
        out = story.out_of_weeks
        ids = [decision.id for decision in story.decisions]
        self.last_call = ids.index(out.before) if out and out.before in ids else None
        """The place of the decision that is taken away when the weeks are gone; None without one."""
        self._asked_for = frozenset(one for option in story.options.values() for one in option.after)
        self._raised = {
            id_: [(option.moves.floors.get(moment, 0), option.adds.get(moment, 0)) for moment in MOMENTS]
            for id_, option in story.options.items()
            if option.moves.floors or option.adds
        }

    def begin(self) -> Standing:
        """Return where the story stands before anything is decided."""
        return self._arrive(Standing(0, self.story.trust, self.story.weeks))

    def decision(self, standing: Standing) -> Decision | None:
        """Return what is to be decided; None at the end."""
        return self.story.decisions[standing.at] if standing.at < self.end else None

    def offered(self, standing: Standing) -> list[StoryOption]:
        """Return what can be chosen, in the order of the file."""
        decision = self.decision(standing)
        return [one for one in (decision.options if decision else ()) if not self.missing(standing, one)]

    def missing(self, standing: Standing, option: StoryOption) -> list[str]:
        """Return the meters of which an option needs more, and ``after`` where none of what it follows was chosen."""
        lacks = ["after"] if option.after and standing.marks.isdisjoint(option.after) else []
        return lacks + [need for need, least in option.needs.items() if _value(standing, need) < least]

    def choose(self, standing: Standing, option: StoryOption) -> Standing:
        """Return where the story stands once ``option``, one of those on offer, is chosen."""
        moves = option.moves
        floors = standing.floors
        if raised := self._raised.get(option.id):
            floors = tuple(
                max(floor, min(HIGHEST, now + more)) for now, (floor, more) in zip(floors, raised, strict=True)
            )
        weeks = max(0, standing.weeks + moves.weeks)
        gone = self.last_call is not None and standing.at >= self.last_call and not standing.skipped and weeks == 0
        return self._arrive(
            Standing(
                standing.at + 1,
                max(0, standing.trust + moves.trust),
                weeks,
                floors,
                standing.brings.union(moves.brings),
                moves.promise or standing.promise,
                moves.stays or standing.stays,
                standing.returned if moves.returned is None else moves.returned,
                standing.skipped,
                standing.late or gone,
                standing.marks | {option.id} if option.id in self._asked_for else standing.marks,
            )
        )

    def _arrive(self, standing: Standing) -> Standing:
        if standing.at == self.last_call and standing.weeks == 0:
            return standing._replace(at=standing.at + 1, skipped=True)
        return standing


def final_rule(balance: Balance, standing: Standing) -> Rule:
    """Return the rule that reads the balance of a story as it stands."""
    facts = Facts(**standing.response | {"brings": standing.brings})
    return next(rule for rule in balance.rules if holds(rule.when, facts, balance.values))


def ending_for(story: Story, rule: Rule) -> Ending | None:
    """Return the first ending that fits a rule; None where the story has none for it."""
    return next((ending for ending in story.endings if rule.id in ending.rules), None)


def _value(standing: Standing, need: str) -> int:
    return standing.floors[MOMENTS.index(need)] if need in MOMENTS else getattr(standing, need)
