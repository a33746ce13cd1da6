"""Checks of the lists of principles, of the links between them, and of the items that ask for them.

What a single value may be is the business of ``crosswalk`` and ``shape``. This module must not mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..crosswalk import Link, LinkFile, LinkItem, ListFile, PrincipleList
from ..loader import good
from ..shape import BAD, nearest
from .cases import check_key, check_unique
from .lint import check_easy, check_quotes, words_in


def check_crosswalk(lists: ListFile | None, links: LinkFile | None, problems: list[str]) -> None:
    """The two files together; one that could not be read is None."""
    known = list(good(lists.lists)) if lists else []
    where = "frameworks.yaml: $.lists"
    check_unique([(one.id, f"{where}[{n}]") for n, one in enumerate(known)], "list", problems)
    for number, one in enumerate(known):
        _check_list(one, f"{where}[{number}]", problems)
        _check_rewording(one, known, f"{where}[{number}]", problems)
    _check_letters(known, where, problems)
    if lists:
        _check_ideas(lists, known, problems)
    if links:
        check_key(links.key, "links.yaml: $.key", problems)
        if links.key is None:
            problems.append("links.yaml: $: nobody is named who agreed these readings; write key: at the top")
        _check_gaps(links, known, problems)
        _check_links(list(good(links.links)), known, problems)


def check_link_item(item: LinkItem, where: str, problems: list[str], agreed: bool = True) -> None:
    """One item of a unit, its lists named or whole; ``agreed`` says whether its file names who agreed its keys."""
    sides = (item.left, item.right)
    if item.explore and item.links is None and sides == (None, None):
        return
    for name, side in (("left", item.left), ("right", item.right)):
        if side is None:
            problems.append(f"{where}: the key '{name}' is missing; allowed: the id of a list, or a whole list")
        elif isinstance(side, PrincipleList):
            _check_list(side, f"{where}.{name}", problems)
            for path, words in words_in(side, f"{where}.{name}"):
                check_quotes(path, words, problems)
    if None not in sides and _id(item.left) == _id(item.right):
        problems.append(f"{where}.right: got '{_id(item.right)}' on both sides; allowed: two lists")
    whole = [side for side in sides if isinstance(side, PrincipleList)]
    if item.links is None and whole:
        problems.append(f"{where}: the key 'links' is missing; a list that stands here has its links here")
    if item.links is not None:
        check_pairs(item, where, problems)
        if not agreed:
            problems.append(f"{where}.links: nobody is named who agreed these readings; write key: at the top")


def check_pairs(item: LinkItem, where: str, problems: list[str]) -> None:
    """The links of one item: between its own principles, each once."""
    seen: set[tuple[str, ...]] = set()
    for number, link in enumerate(item.links or ()):
        place = f"{where}.links[{number}].pair"
        if len(link.pair) != 2:
            problems.append(f"{place}: got {len(link.pair)}; allowed: two codes, the left one first")
            continue
        for code, side in zip(link.pair, (item.left, item.right), strict=True):
            if isinstance(side, PrincipleList) and code not in side.codes:
                problems.append(f"{place}: there is no '{code}' in {side.id}; allowed: {', '.join(side.codes)}")
        if tuple(link.pair) in seen:
            problems.append(f"{place}: {'-'.join(link.pair)} is there twice")
        seen.add(tuple(link.pair))
        _check_link(link, f"{where}.links[{number}]", problems)


def check_marks(item: LinkItem, where: str, problems: list[str]) -> None:
    """One item with whole lists and links: something is keyed, and drawing every link does not pay."""
    if item.explore or not isinstance(item.left, PrincipleList) or not isinstance(item.right, PrincipleList):
        return
    strong = len(item.strong)
    partial = sum(link.rating == "partial" for link in item.links or ())
    unlinked = len(item.left.codes) * len(item.right.codes) - strong - partial
    if not strong:
        problems.append(f"{where}: no link here is strong; allowed: one or more, or explore: true")
    elif unlinked < strong:
        problems.append(
            f"{where}: got {strong} strong links and {unlinked} pairs without one; allowed: at least as many without, "
            "or drawing every link would earn more than half"
        )


def cited_in_lists(lists: ListFile | None) -> Iterator[tuple[str, str]]:
    """Yield every source id that a list names, with its path."""
    for number, one in enumerate(lists.lists if lists else ()):
        for place, source in enumerate(one.sources):
            yield f"frameworks.yaml: $.lists[{number}].sources[{place}]", source


def _check_list(one: PrincipleList, where: str, problems: list[str]) -> None:
    entries = [(principle.code, f"{where}.principles[{n}]") for n, principle in enumerate(one.principles)]
    check_unique(entries, "principle", problems)
    if not one.principles:
        problems.append(f"{where}.principles: got an empty list; allowed: one principle or more")
    if len({code[0] for code in one.codes}) > 1:
        problems.append(f"{where}.principles: got the codes {', '.join(one.codes)}; allowed: one letter for a list")
    for number, principle in enumerate(one.principles):
        if principle.about is None:
            problems.append(
                f"{where}.principles[{number}]: the key 'about' is missing; feedback on a pair is put together with it"
            )
    if any(principle.other_name for principle in one.principles) and not one.names_by:
        problems.append(f"{where}: the key 'names_by' is missing; it says whose the other names are")
    for path, words in words_in(one, where):
        check_easy(path, words, problems)


def _check_rewording(one: PrincipleList, known: list[PrincipleList], where: str, problems: list[str]) -> None:
    if not one.rewords:
        return
    before = next((other for other in known if other.id == one.rewords), None)
    if before is None:
        problems.append(
            f"{where}.rewords: there is no list '{one.rewords}'{nearest(one.rewords, [other.id for other in known])}"
        )
    elif before.codes != one.codes:
        problems.append(
            f"{where}.principles: got {', '.join(one.codes)}; allowed, as in {before.id}: {', '.join(before.codes)}"
        )


def _check_letters(known: list[PrincipleList], where: str, problems: list[str]) -> None:
    """Two lists have two letters, so that a code says whose it is; a later wording keeps the letter."""
    taken: dict[str, str] = {}
    for number, one in enumerate(known):
        for letter in {code[0] for code in one.codes} if not one.rewords else ():
            if letter in taken:
                problems.append(f"{where}[{number}].principles: the letter {letter} is that of {taken[letter]} too")
            taken[letter] = one.id


def _check_links(links: list[Link], known: list[PrincipleList], problems: list[str]) -> None:
    owner = {code: one for one in known if not one.rewords for code in one.codes}
    reworded = {one.rewords for one in known}
    seen: set[frozenset[str]] = set()
    for number, link in enumerate(links):
        where = f"links.yaml: $.links[{number}]"
        unknown = [code for code in link.pair if code not in owner]
        problems += [f"{where}.pair: there is no principle '{code}'{nearest(code, owner)}" for code in unknown]
        if len(link.pair) != 2 or (not unknown and owner[link.pair[0]] is owner[link.pair[1]]):
            problems.append(f"{where}.pair: got {'-'.join(link.pair)}; allowed: two codes, of two lists")
        if frozenset(link.pair) in seen:
            problems.append(f"{where}.pair: {'-'.join(link.pair)} is there twice")
        seen.add(frozenset(link.pair))
        if link.reworded and not unknown and not {owner[code].id for code in link.pair} & reworded:
            problems.append(f"{where}.reworded: neither list has a later wording")
        _check_link(link, where, problems)


def _check_ideas(lists: ListFile, known: list[PrincipleList], problems: list[str]) -> None:
    codes = {code for one in known for code in one.codes}
    ids = [one.id for one in known]
    ideas = [(idea, f"frameworks.yaml: $.ideas[{n}]") for n, idea in enumerate(lists.ideas) if idea is not BAD]
    check_unique([(idea.id, where) for idea, where in ideas], "idea", problems)
    for idea, where in ideas:
        for name in ("whole", "partly"):
            for place, code in enumerate(getattr(idea, name)):
                if code not in codes:
                    problems.append(f"{where}.{name}[{place}]: there is no principle '{code}'{nearest(code, codes)}")
        for code in sorted(set(idea.whole) & set(idea.partly)):
            problems.append(f"{where}.partly: '{code}' is in whole too")
        for place, one in enumerate(idea.beside):
            if one not in ids:
                problems.append(f"{where}.beside[{place}]: there is no list '{one}'{nearest(one, ids)}")
        check_easy(f"{where}.name", idea.name, problems)


def _check_gaps(links: LinkFile, known: list[PrincipleList], problems: list[str]) -> None:
    codes = {code for one in known for code in one.codes}
    ids = [one.id for one in known]
    for number, gap in enumerate(links.gaps):
        where = f"links.yaml: $.gaps[{number}]"
        if gap is BAD:
            continue
        if gap.code not in codes:
            problems.append(f"{where}.code: there is no principle '{gap.code}'{nearest(gap.code, codes)}")
        for place, one in enumerate(gap.against):
            if one not in ids:
                problems.append(f"{where}.against[{place}]: there is no list '{one}'{nearest(one, ids)}")
        check_easy(f"{where}.reason", gap.reason, problems)


def _check_link(link: Link, where: str, problems: list[str]) -> None:
    if link.reason is None:
        problems.append(f"{where}: the key 'reason' is missing; every rated pair has its reason, none as well")
    if link.also == link.rating:
        problems.append(f"{where}.also: got '{link.also}', which is the rating itself")
    if link.friend and link.rating == "strong":
        problems.append(f"{where}.friend: a strong link is no false friend")
    for path, words in words_in(link, where):
        check_easy(path, words, problems)


def _id(side: PrincipleList | str | None) -> str | None:
    return side.id if isinstance(side, PrincipleList) else side
