"""A learner's own lists of principles, or two of the course's, made into an item.

This module must not ask of a learner what is asked of the course's writers (Easy Read twins, reasons, provenance); it
asks that what is there fits together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .crosswalk import LinkItem, PrincipleList
from .linking import between
from .loader import load_crosswalk, load_interface
from .reader import ContentError
from .shape import build, nearest, shown
from .words import Words

LETTERS = {"left": "A", "right": "B"}
"""The letters of the codes of one's own lists."""

NAMES = {"left": "own-list-left", "right": "own-list-right"}
"""The keys in interface.yaml of what such a list is called."""


def link_item(
    left: Iterable[str | Mapping[str, Any]] | str | None = None,
    right: Iterable[str | Mapping[str, Any]] | str | None = None,
    links: Iterable[Any] | None = None,
    *,
    prompt: Words | str | None = None,
    explore: bool = False,
    id: str = "own-lists",
) -> LinkItem:
    """Make an item of two lists.

    Parameters
    ----------
    left, right
        The texts of a list of your own, which get the codes ``A1``, ``A2``, … on the left and ``B1``, ``B2``, … on the
        right; or the id of one of the course's lists, such as ``"tlap"``. Both None with ``explore``: any two of the
        course's lists can then be chosen.
    links
        Which answers to which: pairs of codes such as ``("A1", "B2")``, which are strong; ``("A1", "B2", "partial")``;
        or ``{"pair": […], "rating": …, "reason": …}``. Between two lists of the course they are the course's own when
        None. Without any, nothing is marked.
    prompt
        What stands above the lists.
    explore
        Whether the links are shown, with nothing to answer.
    id
        The id under which answers are kept.

    Returns
    -------
    LinkItem

    Raises
    ------
    ContentError
        With a sentence for everything that does not fit, each naming where.
    """
    problems: list[str] = []
    chooses = explore and left is None and right is None
    tree: dict[str, Any] = {"id": id, "prompt": prompt or _prompt(explore, chooses), "explore": explore}
    if not chooses:
        tree |= {"left": _own_list("left", left, problems), "right": _own_list("right", right, problems)}
    whole = all(isinstance(tree.get(side), PrincipleList) for side in LETTERS)
    if links is not None:
        tree["links"] = [_own_link(link, n, problems) for n, link in enumerate(_listed("links", links, problems))]
    if problems:
        raise ContentError(problems)
    item = build(LinkItem, tree, "link_item", problems)
    if not problems:
        _check_own(item, problems)
    if problems:
        raise ContentError(problems)
    return between(item, item.left, item.right, load_crosswalk()) if whole and links is None else item


def _prompt(explore: bool, chooses: bool) -> Words:
    return load_interface()["explore-lists" if chooses else "explore-links" if explore else "own-links"]


def _own_list(side: str, given: Any, problems: list[str]) -> Any:
    if isinstance(given, str):
        lists = load_crosswalk().lists
        if given not in lists:
            problems.append(f"{side}: there is no list '{given}'{nearest(given, lists)}; allowed: {', '.join(lists)}")
        return lists.get(given)
    entries = _listed(side, given, problems)
    if not entries and isinstance(given, list | tuple):
        problems.append(f"{side}: got an empty list; allowed: one principle or more")
    principles = [
        {"code": f"{LETTERS[side]}{number}"} | (dict(entry) if isinstance(entry, Mapping) else {"heading": entry})
        for number, entry in enumerate(entries, start=1)
    ]
    return {"id": side, "name": load_interface()[NAMES[side]], "principles": principles}


def _listed(name: str, given: Any, problems: list[str]) -> list[Any]:
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        problems.append(f"{name}: got {shown(given)}; allowed: a list")
        return []
    return list(given)


def _own_link(link: Any, number: int, problems: list[str]) -> Any:
    if isinstance(link, Mapping):
        return {"rating": "strong"} | dict(link)
    if isinstance(link, str) or not isinstance(link, Iterable) or len(list(link)) not in (2, 3):
        problems.append(f"links[{number}]: got {shown(link)}; allowed: two codes, such as ('A1', 'B2'), and a rating")
        return None
    parts = list(link)
    return {"pair": parts[:2], "rating": parts[2] if len(parts) == 3 else "strong"}


def _check_own(item: LinkItem, problems: list[str]) -> None:
    if item.left is None or item.right is None:
        return
    if (item.left.rewords or item.left.id) == (item.right.rewords or item.right.id):
        problems.append(f"right: got '{item.right.id}' beside '{item.left.id}'; allowed: two lists")
    seen: set[tuple[str, ...]] = set()
    for number, link in enumerate(item.links or ()):
        for code, side in zip(link.pair, (item.left, item.right), strict=False):
            if code not in side.codes:
                problems.append(f"links[{number}]: there is no '{code}' on this side; allowed: {', '.join(side.codes)}")
        if len(link.pair) != 2 or tuple(link.pair) in seen:
            problems.append(f"links[{number}]: got {'-'.join(link.pair)}; allowed: two codes, each pair once")
        seen.add(tuple(link.pair))
