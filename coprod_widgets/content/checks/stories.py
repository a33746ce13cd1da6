"""Checks of stories: that ids name what there is, and that every way through one leads somewhere.

`check_story` asks what any story must meet, a learner's own too; `check_course_story` asks more of the course's.
"""

from __future__ import annotations

from itertools import permutations

from ..balance import Balance
from ..shape import nearest
from ..stories import MOMENTS, Story, StoryItem, StoryOption
from ..trying import MOST_STEPS, try_every_way
from .cases import check_key, check_unique
from .lint import check_easy, check_quotes, words_in

_WORTH = {"stays": ("left", "pays", "alongside"), "promise": ("closed", "late", "kept")}
"""What some parts of a power balance can be, the least first: to compare two options, not to judge a service."""


def check_course_story(story: Story, name: str, balance: Balance | None, problems: list[str]) -> None:
    """A story of the course is whole: easy to read, explained at every option, with its provenance."""
    where = f"{name}: $"
    if name != f"stories/{story.story}.yaml":
        problems.append(f"{where}.story: got '{story.story}'; allowed: the word that names the file")
    for key in ("role", "begin", "key"):
        if getattr(story, key) is None:
            problems.append(f"{where}: the key '{key}' is missing")
    if not story.endings:
        problems.append(f"{where}: the key 'endings' is missing")
    for place, decision in enumerate(story.decisions):
        if decision.ask is None:
            problems.append(f"{where}.decisions[{place}]: the key 'ask' is missing")
        for number, option in enumerate(decision.options):
            for key in ("why", "paid"):
                if getattr(option, key) is None:
                    at = f"{where}.decisions[{place}].options[{number}]"
                    problems.append(f"{at}: the key '{key}' is missing; every option says why, and who paid")
    for path, words in words_in(story, where):
        check_easy(path, words, problems)
        if story.invented:
            check_quotes(path, words, problems)
    check_story(story, where, balance, problems)


def check_story(story: Story, where: str, balance: Balance | None, problems: list[str]) -> None:
    """What every story must meet: it holds together, and every way through it has been tried."""
    before = len(problems)
    check_key(story.key, f"{where}.key", problems)
    _check_ids(story, where, problems)
    _check_decisions(story, where, problems)
    _check_endings(story, where, balance, problems)
    if out := story.out_of_weeks:
        ids = [decision.id for decision in story.decisions]
        if out.before not in ids:
            problems.append(
                f"{where}.out_of_weeks.before: there is no decision '{out.before}'{nearest(out.before, ids)}"
            )
    # A way can only be walked where every name on it stands for something.
    if balance is not None and len(problems) == before:
        _check_ways(story, where, balance, problems)


def check_story_item(item: StoryItem, where: str, problems: list[str]) -> None:
    """An item of the course names its story; whether there is such a story is the loader's business."""
    if not isinstance(item.story, str):
        problems.append(f"{where}.story: got a mapping; allowed: the id of a story")


def _check_ids(story: Story, where: str, problems: list[str]) -> None:
    at = f"{where}.decisions"
    decisions = [(decision.id, f"{at}[{place}]") for place, decision in enumerate(story.decisions)]
    options = [
        (option.id, f"{at}[{place}].options[{number}]")
        for place, decision in enumerate(story.decisions)
        for number, option in enumerate(decision.options)
    ]
    check_unique(decisions, "decision", problems)
    check_unique(options, "option", problems)
    check_unique([(one.id, f"{where}.people[{n}]") for n, one in enumerate(story.people)], "person", problems)
    check_unique([(one.id, f"{where}.endings[{n}]") for n, one in enumerate(story.endings)], "ending", problems)


def _check_decisions(story: Story, where: str, problems: list[str]) -> None:
    if not story.decisions:
        problems.append(f"{where}.decisions: got an empty list; allowed: one decision or more")
    chosen: list[str] = []
    for place, decision in enumerate(story.decisions):
        at = f"{where}.decisions[{place}].options"
        if len(decision.options) < 2:
            problems.append(f"{at}: got {len(decision.options)}; allowed: two or more")
        for number, option in enumerate(decision.options):
            for n, earlier in enumerate(option.after):
                if earlier not in chosen:
                    problems.append(
                        f"{at}[{number}].after[{n}]: no earlier decision has the option '{earlier}'"
                        f"{nearest(earlier, chosen)}"
                    )
            for moment in option.adds:
                if moment in option.moves.floors:
                    problems.append(f"{at}[{number}].adds.{moment}: it is in moves as well; allowed: one of the two")
        for one, other in permutations(decision.options, 2):
            if one.paid is None and _at_least_as_good(one, other) and not _at_least_as_good(other, one):
                number = decision.options.index(one)
                problems.append(
                    f"{at}[{number}]: '{one.id}' is at least as good as '{other.id}' on every meter; "
                    "allowed: that where paid: says who paid for it"
                )
                break
        chosen += [option.id for option in decision.options]


def _at_least_as_good(one: StoryOption, other: StoryOption) -> bool:
    """Tell whether one option moves nothing less than another, whatever came before."""
    mine, theirs = one.moves, other.moves
    pairs = [(mine.trust, theirs.trust), (mine.weeks, theirs.weeks)]
    for moment in MOMENTS:
        pairs.append((mine.floors.get(moment, 0), theirs.floors.get(moment, 0)))
        pairs.append((one.adds.get(moment, 0), other.adds.get(moment, 0)))
    pairs.append((bool(mine.returned), bool(theirs.returned)))
    for part, order in _WORTH.items():
        # What is not said leaves things as they are, which is as good as they can be.
        pairs.append(tuple(order.index(getattr(moves, part) or order[-1]) for moves in (mine, theirs)))
    return all(a >= b for a, b in pairs) and set(mine.brings) >= set(theirs.brings)


def _check_endings(story: Story, where: str, balance: Balance | None, problems: list[str]) -> None:
    rules = [rule.id for rule in balance.rules] if balance else None
    for place, ending in enumerate(story.endings):
        at = f"{where}.endings[{place}]"
        if not ending.rules:
            problems.append(f"{at}.rules: got an empty list; allowed: one rule of balance.yaml or more")
        for number, rule in enumerate(ending.rules):
            if rules is not None and rule not in rules:
                problems.append(f"{at}.rules[{number}]: balance.yaml has no rule '{rule}'{nearest(rule, rules)}")
        for number, extra in enumerate(ending.extra):
            if extra.rule not in ending.rules:
                problems.append(
                    f"{at}.extra[{number}].rule: got '{extra.rule}'; allowed: {', '.join(ending.rules) or 'none'}"
                )


def _check_ways(story: Story, where: str, balance: Balance, problems: list[str]) -> None:
    """Try every way: no option, ending or paragraph is there in vain, and every way has an ending."""
    tried = try_every_way(story, balance)
    if not tried.whole:
        problems.append(f"{where}.decisions: more than {MOST_STEPS:,} steps to try; allowed: fewer options")
        return
    for place, decision in enumerate(story.decisions):
        at = f"{where}.decisions[{place}].options"
        if place in tried.stuck:
            problems.append(f"{at}: on some way none of these can be chosen; allowed: one without needs or after")
        for number, option in enumerate(decision.options):
            if option.id not in tried.chosen:
                problems.append(f"{at}[{number}]: no way leads to '{option.id}'; its needs or after are never met")
    if not story.endings:
        return
    numbers = {rule.id: rule.number for rule in balance.rules}
    told = {rule for ending in story.endings for rule in ending.rules}
    for rule in sorted(tried.rules.keys() - told, key=numbers.get):
        problems.append(f"{where}.endings: a way ends with rule {numbers[rule]} ('{rule}'), and no ending has it")
    taken: set[str] = set()
    for place, ending in enumerate(story.endings):
        at = f"{where}.endings[{place}]"
        reached = [rule for rule in ending.rules if rule in tried.rules and rule not in taken]
        taken |= set(ending.rules)
        if not reached:
            problems.append(f"{at}: no way leads to '{ending.id}'; the last balance is never read by its rules")
        for number, extra in enumerate(ending.extra):
            if reached and extra.rule not in reached:
                problems.append(f"{at}.extra[{number}]: no way ends with the rule '{extra.rule}' here")
        sides = {side for rule in reached for side in tried.rules[rule]}
        for name, side in (("more", True), ("less", False)):
            if reached and ending.trust and side not in sides:
                problems.append(f"{at}.trust.{name}: no way ends with {name} trust than that here")
