"""Marks for links between two lists: one for each strong link drawn, a half off for each that is none by our reading.

Links rated partial count neither way, and how strong a link is was never asked, so it is never marked.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.linking import rating_of

from .parts import DECIMALS, Example, Part, Score, total

FALSE_COST = 0.5
"""Marks lost for each link drawn that is none by our reading. The whole never falls below 0."""


def score_links(item: LinkItem, response: Any) -> Score:
    """Return what ``response`` earns on an item with strong links; see `score`."""
    invalid = link_problem(item, response)
    drawn = [] if invalid else [tuple(pair) for pair in response]
    ratings = [rating_of(item, *pair) for pair in drawn]
    highest = len(item.strong)
    mark = max(0.0, ratings.count("strong") - FALSE_COST * ratings.count("none"))
    verdict = "unplaced" if not drawn else "right" if mark == highest else "near" if mark else "far"
    chosen = ", ".join("-".join(pair) for pair in drawn) or None
    return total([Part(item.id, chosen, mark, float(highest), verdict)], invalid)


def link_problem(item: LinkItem, response: Any) -> str | None:
    """Return why ``response`` can't be one to ``item``, as a sentence; None when it can."""
    if isinstance(response, str | Mapping) or not isinstance(response, Sequence):
        return f"{item.id}: links are answered with a list of pairs, not with {response!r:.60}"
    if item.left is None or item.right is None or item.explore:
        return f"{item.id}: there is nothing to answer here" if len(response) else None
    seen = set()
    for pair in response:
        if isinstance(pair, str | Mapping) or not isinstance(pair, Sequence) or len(pair) != 2:
            return f"{item.id}: a link is a pair of codes, the left one first; got {pair!r:.60}"
        for code, side in zip(pair, (item.left, item.right), strict=True):
            if code not in side.codes:
                return f"{item.id}: there is no {code!r:.60} on this side; allowed: {', '.join(side.codes)}"
        if tuple(pair) in seen:
            return f"{item.id}: the link {pair[0]}-{pair[1]} is there twice"
        seen.add(tuple(pair))
    return None


def all_pairs(item: LinkItem) -> list[list[str]]:
    """Return every link that could be drawn, row by row."""
    return [[left, right] for left in item.left.codes for right in item.right.codes]


def link_examples(item: LinkItem) -> list[Example]:
    """Return responses of every kind for an item with strong links; see `example_responses`."""
    strong = [list(pair) for pair in item.strong]
    partial = [pair for pair in all_pairs(item) if rating_of(item, *pair) == "partial"]
    none = [pair for pair in all_pairs(item) if rating_of(item, *pair) == "none"]
    highest, [left, right] = len(strong), strong[0]
    everything = max(0.0, highest - FALSE_COST * len(none))
    examples = [
        Example("correct", strong, highest),
        Example("correct", [*strong, *partial], highest),
        Example("blank", [], 0),
        Example("partly correct" if everything else "wrong", all_pairs(item), everything),
        Example("wrong", none, 0),
        Example("invalid", [*strong, strong[0]], 0),
        Example("invalid", [[right, left]], 0),
        Example("invalid", [["no such code", right]], 0),
        Example("invalid", [[left]], 0),
        Example("invalid", [left], 0),
        Example("invalid", {left: right}, 0),
        Example("invalid", None, 0),
    ]
    examples += [Example("partly correct", strong[:n], n) for n in range(1, highest)]
    examples += [Example("partly correct", [*strong, pair], max(0.0, highest - FALSE_COST)) for pair in none]
    return [Example(one.name, one.response, round(float(one.raw), DECIMALS)) for one in examples]
