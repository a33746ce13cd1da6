"""Every way through a story, without walking each: ways that can no longer come to anything different are one.

A meter matters only by the numbers that a later need, rule or ending compares it with, so two standings that lie
between the same two of these have the same future. That is exact, and turns millions of paths into thousands of steps.
Pure; this module must not say what is wrong with a story.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from .balance import Balance
from .stories import HIGHEST, MOMENTS, Story, StoryOption
from .walking import Standing, Walker, final_rule

MOST_STEPS = 400_000
"""More steps than this are not tried: a story of that size is asked to be made smaller."""


class Tried(NamedTuple):
    """What trying every way has found.

    Attributes
    ----------
    chosen
        Ids of the options that can be chosen.
    rules
        Ids of the rules that can read the last balance, each with whether trust there can be less, and at least, what
        the story's endings ask about.
    stuck
        Places in the list of decisions at which there can be nothing to choose.
    skipped
        Whether a decision can be skipped because the weeks are gone.
    whole
        False when there were too many steps to try.
    """

    chosen: set[str]
    rules: dict[str, set[bool]]
    stuck: set[int]
    skipped: bool
    whole: bool


def try_every_way(story: Story, balance: Balance) -> Tried:
    """Return what can come of ``story``; its ids must name what there is."""
    walker = Walker(story)
    matters = _Matters(walker, balance)
    layers: list[set[Standing]] = [set() for _ in range(walker.end + 1)]
    found = Tried(set(), {}, set(), False, True)
    skipped, steps = False, 0

    def arrive(standing: Standing) -> None:
        nonlocal skipped
        skipped = skipped or standing.skipped
        layers[standing.at].add(matters.reduced(standing))

    arrive(walker.begin())
    for place, layer in enumerate(layers[:-1]):
        for standing in layer:
            offered = walker.offered(standing)
            if not offered:
                found.stuck.add(place)
            for option in offered:
                found.chosen.add(option.id)
                arrive(walker.choose(standing, option))
            steps += len(offered)
        if steps > MOST_STEPS:
            return found._replace(whole=False)
    for standing in layers[-1]:
        rule = final_rule(balance, standing)
        asked = [ending.trust for ending in story.endings if rule.id in ending.rules][:1]
        sides = found.rules.setdefault(rule.id, set())
        sides.update(standing.trust >= one.at_least for one in asked if one)
    return found._replace(skipped=skipped)


class _Matters:
    """For each place in a story, the numbers that each meter is still compared with, directly or after changes."""

    def __init__(self, walker: Walker, balance: Balance) -> None:
        story, end = walker.story, walker.end
        last = {"trust": {ending.trust.at_least for ending in story.endings if ending.trust}, "weeks": set()}
        # A floor counts as a position of 25 a step.
        numbers = {-(-number.value * HIGHEST // 100) for number in balance.numbers}
        last |= {moment: {number for number in numbers if 0 < number <= HIGHEST} for moment in MOMENTS}
        self._numbers: list[dict[str, set[int]]] = [last]
        self._marks: list[frozenset[str]] = [frozenset()]
        for place in range(end - 1, -1, -1):
            later, here = self._numbers[0], {}
            options = story.decisions[place].options
            for meter, numbers in later.items():
                here[meter] = {option.needs[meter] for option in options if meter in option.needs}
                for option in options:
                    change, floor = _change(option, meter), _floor(option, meter)
                    here[meter] |= {number - change for number in numbers if floor < number}
            if place == walker.last_call:
                here["weeks"] |= {1}
            self._numbers.insert(0, {meter: {one for one in numbers if one > 0} for meter, numbers in here.items()})
            asked = {one for option in options for one in option.after}
            self._marks.insert(0, self._marks[0] | asked)
        self._steps = [{meter: sorted(numbers) for meter, numbers in one.items()} for one in self._numbers]

    def reduced(self, standing: Standing) -> Standing:
        """Return the lowest standing with the same future."""
        steps = self._steps[standing.at]
        floors = zip(MOMENTS, standing.floors, strict=True)
        return Standing(
            standing.at,
            _lowest(steps["trust"], standing.trust),
            _lowest(steps["weeks"], standing.weeks),
            tuple(_lowest(steps[moment], floor) for moment, floor in floors),
            standing.brings,
            standing.promise,
            standing.stays,
            standing.returned,
            marks=standing.marks & self._marks[standing.at],
        )


def _lowest(numbers: list[int], value: int) -> int:
    above = bisect_right(numbers, value)
    return numbers[above - 1] if above else 0


def _change(option: StoryOption, meter: str) -> int:
    return option.adds.get(meter, 0) if meter in MOMENTS else getattr(option.moves, meter)


def _floor(option: StoryOption, meter: str) -> int:
    """Return what a meter is at least, whatever it was: its numbers up to that no longer matter before."""
    return option.moves.floors.get(meter, 0) if meter in MOMENTS else 0
