"""One path through a story, step by step, with what each step moved.

This module must not hold words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from coprod_widgets import power
from coprod_widgets.content import load_balance
from coprod_widgets.content.schema import Words
from coprod_widgets.content.shape import nearest, shown
from coprod_widgets.content.stories import MOMENTS, Decision, Ending, Story, StoryOption
from coprod_widgets.content.walking import Standing, Walker, ending_for, final_rule

FEW = 4
"""Weeks are few when no more than one part in so many is left of those at the start."""


class StoryError(ValueError):
    """A path that its story does not allow, in a sentence for whoever wrote it."""


class Offer(msgspec.Struct, frozen=True):
    """An option at a decision; ``missing`` holds what it still needs, by meter, and is empty where it can be chosen."""

    option: StoryOption
    missing: dict[str, int]


class Step(msgspec.Struct, frozen=True):
    """One choice of a path: where the story stood before and after it."""

    decision: Decision
    option: StoryOption
    before: Standing
    after: Standing

    @property
    def moved(self) -> dict[str, tuple[int, int]]:
        """Before and after of every meter that is another now: trust, weeks, and floors (0 to 4) of moments."""
        pairs = {"trust": (self.before.trust, self.after.trust), "weeks": (self.before.weeks, self.after.weeks)}
        pairs |= dict(zip(MOMENTS, zip(self.before.floors, self.after.floors, strict=True), strict=True))
        return {meter: pair for meter, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def meters(self) -> set[str]:
        """What moved, as it is predicted: any of power, trust, weeks; none alone where nothing did."""
        return {"power" if meter in MOMENTS else meter for meter in self.moved} or {"none"}

    @property
    def skipped(self) -> bool:
        """Whether the decision after this one was taken away."""
        return self.after.skipped and not self.before.skipped


class End(msgspec.Struct, frozen=True):
    """How a story ended.

    Attributes
    ----------
    ending
        The ending; None where the story has none for this rule.
    paragraphs
        Its texts in order: what it always says, what it says by trust, by the deciding rule, and of the lost weeks.
    reading
        What the rules make of the last balance.
    """

    ending: Ending | None
    paragraphs: tuple[Words, ...]
    reading: power.Reading


class Walk(msgspec.Struct, frozen=True):
    """A path through a story, as far as it goes."""

    story: Story
    steps: tuple[Step, ...]
    standing: Standing
    decision: Decision | None
    offers: tuple[Offer, ...]

    @property
    def path(self) -> list[str]:
        """Ids of the options chosen, in order."""
        return [step.option.id for step in self.steps]

    @property
    def ended(self) -> bool:
        """Whether nothing is left to decide."""
        return self.decision is None

    @property
    def trace(self) -> list[Standing]:
        """Where the story stood at the start and after each choice."""
        begin = self.steps[0].before if self.steps else self.standing
        return [begin, *(step.after for step in self.steps)]

    @property
    def warned(self) -> bool:
        """Whether weeks are few, and a decision that is lost without them is still to come."""
        out = self.story.out_of_weeks
        if out is None or self.decision is None or self.standing.skipped:
            return False
        ids = [decision.id for decision in self.story.decisions]
        return ids.index(out.before) >= self.standing.at and self.standing.weeks * FEW <= self.story.weeks

    @property
    def reading(self) -> power.Reading:
        """What the rules of the power balance make of where the story stands."""
        return power.read(self.standing.response)

    def end(self) -> End | None:
        """Return how the story ended; None while something is left to decide."""
        if not self.ended:
            return None
        rule = final_rule(load_balance(), self.standing)
        ending = ending_for(self.story, rule)
        told: list[Words] = []
        if ending:
            told.append(ending.text)
            if ending.trust:
                enough = self.standing.trust >= ending.trust.at_least
                told.append(ending.trust.more if enough else ending.trust.less)
            told += [extra.text for extra in ending.extra if extra.rule == rule.id]
        out = self.story.out_of_weeks
        if out and out.late and self.standing.late:
            told.append(out.late)
        return End(ending, tuple(told), self.reading)


def walk(story: Story, path: Sequence[str]) -> Walk:
    """Walk ``path`` through ``story``.

    Parameters
    ----------
    story
        A story as the content loader gives it.
    path
        Ids of options in order; it may stop before the end.

    Raises
    ------
    StoryError
        With a sentence, when the path can't be one through this story.
    """
    found = _walked(story, path)
    if isinstance(found, str):
        raise StoryError(found)
    return found


def problem(story: Story, path: Any) -> str | None:
    """Return why ``path`` can't be one through ``story``, as a sentence; None when it can."""
    found = _walked(story, path)
    return found if isinstance(found, str) else None


def _walked(story: Story, path: Any) -> Walk | str:
    if isinstance(path, str | bytes) or not isinstance(path, Sequence):
        return f"a story is answered with a list of options, not with {shown(path)}"
    walker = Walker(story)
    standing, steps = walker.begin(), []
    for number, chosen in enumerate(path):
        decision = walker.decision(standing)
        if decision is None:
            return f"[{number}]: got {shown(chosen)}; the story has ended after {number} choices"
        options = {option.id: option for option in decision.options}
        if not isinstance(chosen, str) or chosen not in options:
            near = nearest(chosen, options) or f"; allowed: {', '.join(options)}"
            return f"[{number}]: at '{decision.id}' there is no option {shown(chosen)}{near}"
        if lacks := walker.missing(standing, options[chosen]):
            open_ = ", ".join(option.id for option in walker.offered(standing))
            return f"[{number}]: at '{decision.id}' '{chosen}' is not on offer ({', '.join(lacks)}); allowed: {open_}"
        after = walker.choose(standing, options[chosen])
        steps.append(Step(decision, options[chosen], standing, after))
        standing = after
    return Walk(story, tuple(steps), standing, walker.decision(standing), _offers(walker, standing))


def _offers(walker: Walker, standing: Standing) -> tuple[Offer, ...]:
    """Return what stands at a decision: what can be chosen, and what only needs more of a meter."""
    decision = walker.decision(standing)
    found = [(option, walker.missing(standing, option)) for option in (decision.options if decision else ())]
    return tuple(
        Offer(option, {need: option.needs[need] for need in lacks}) for option, lacks in found if "after" not in lacks
    )
