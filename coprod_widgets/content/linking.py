"""What two lists of principles have to do with each other: looks links up, in the wording that is read.

This module must not mark and must not read files.
"""

from __future__ import annotations

import msgspec

from .crosswalk import Crosswalk, Gap, Link, LinkItem, PrincipleList, Rating
from .shape import nearest
from .words import Key


def links_between(left: PrincipleList, right: PrincipleList, links: list[Link]) -> list[Link]:
    """Return the rated links between two lists, the left one's code first, each in the wording of these lists."""
    later = bool(left.rewords or right.rewords)
    found = []
    for link in links:
        for pair in (link.pair, link.pair[::-1]):
            if pair[0] in left.codes and pair[1] in right.codes:
                found.append(_read(msgspec.structs.replace(link, pair=pair), later))
                break
    return found


def link_of(item: LinkItem, left: str, right: str) -> Link:
    """Return the link between two principles of an item; a pair that nobody rated is one of rating none."""
    for link in item.links or ():
        if link.pair == [left, right]:
            return link
    return Link(pair=[left, right], rating="none")


def rating_of(item: LinkItem, left: str, right: str) -> Rating:
    """Return how two principles of an item answer to each other by our reading."""
    return link_of(item, left, right).rating


def resolve_links(
    item: LinkItem, crosswalk: Crosswalk, agreed: Key | None, where: str, problems: list[str]
) -> LinkItem:
    """Put whole lists in the places of their ids, and the links between them where the item has none of its own."""
    left, right = (_whole(getattr(item, side), crosswalk, f"{where}.{side}", problems) for side in ("left", "right"))
    if item.links is not None or not (left and right):
        return msgspec.structs.replace(item, left=left, right=right, agreed=agreed)
    return between(item, left, right, crosswalk)


def between(item: LinkItem, left: PrincipleList, right: PrincipleList, crosswalk: Crosswalk) -> LinkItem:
    """Return an item about two lists of the course, with every rated link between them and what explains the others."""
    links = links_between(left, right, crosswalk.links)
    return msgspec.structs.replace(item, left=left, right=right, links=links, gaps=crosswalk.gaps, agreed=crosswalk.key)


def gaps_of(item: LinkItem, left: str, right: str) -> list[Gap]:
    """Return what explains that two principles are not linked, beyond the two themselves."""
    sides = ((left, item.right.id), (right, item.left.id))
    return [gap for gap in item.gaps for code, other in sides if gap.code == code and other in gap.against]


def needs_crosswalk(items: list[object]) -> bool:
    """Tell whether any of a unit's items is about the course's lists."""
    return any(isinstance(item, LinkItem) for item in items)


def _whole(
    entry: PrincipleList | str | None, crosswalk: Crosswalk, where: str, problems: list[str]
) -> PrincipleList | None:
    if not isinstance(entry, str):
        return entry
    if entry not in crosswalk.lists:
        problems.append(f"{where}: there is no list '{entry}'{nearest(entry, crosswalk.lists)}")
    return crosswalk.lists.get(entry)


def _read(link: Link, later: bool) -> Link:
    """Return a link as it stands in the wording that is read."""
    if not (later and link.reworded):
        return msgspec.structs.replace(link, reworded=None)
    new = link.reworded
    return Link(pair=link.pair, rating=new.rating, reason=new.reason, also=new.also)
