"""The shapes of a crosswalk: lists of principles, which principle answers to which, and an item that asks for it.

A link is an argued reading of two headings, with its reason; *none* is an answer too. This module must not look
anything up and must not mark.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from .words import Id, Key, Use, Words

Rating = Literal["strong", "partial", "none"]
Code = Annotated[str, Meta(pattern=r"^[A-Z][0-9]{1,2}$")]


class Principle(Struct, frozen=True, kw_only=True):
    """One principle of a list.

    ``heading`` is its own wording, verbatim, with our Easy Read twin; ``other_name`` is a short name that somebody else
    gives it; ``about`` says in our words, to stand after "is about", what we take it to mean.
    """

    code: Code
    heading: Words
    other_name: str | None = None
    about: Words | None = None


class PrincipleList(Struct, frozen=True, kw_only=True):
    """A list of principles in one dated wording; ``short`` is its name where there is little room.

    ``rewords`` names the list that this one is a later wording of: the same codes, other words. ``names_by`` says whose
    the principles' other names are. A list of ``kind`` sentences is a short invented case, sentence by sentence.
    """

    id: Id
    name: Words
    short: Words | None = None
    dated: Words | None = None
    kind: Literal["principles", "sentences"] = "principles"
    names_by: str | None = None
    rewords: Id | None = None
    sources: list[Id] = []
    principles: list[Principle]

    @property
    def codes(self) -> list[str]:
        """The codes of the principles, in order."""
        return [principle.code for principle in self.principles]


class Rewording(Struct, frozen=True, kw_only=True):
    """What becomes of a link where one of its lists is read in its later wording."""

    rating: Rating
    reason: Words
    also: Rating | None = None


class Link(Struct, frozen=True, kw_only=True):
    """How two principles answer to each other by our reading, and why.

    ``also`` is a rating that a fair reader may give instead. ``friend`` says of two that seem to say one thing why they
    do not: a false friend.
    """

    pair: list[Code]
    rating: Rating
    reason: Words | None = None
    also: Rating | None = None
    friend: Words | None = None
    reworded: Rewording | None = None


class Gap(Struct, frozen=True, kw_only=True):
    """Why a principle answers to nothing, or to little, in the lists named ``against``."""

    code: Code
    against: list[Id]
    reason: Words


class Idea(Struct, frozen=True, kw_only=True):
    """An idea, and where it stands by our reading: in whole headings, in parts of some, or beside a whole list."""

    id: Id
    name: Words
    whole: list[Code] = []
    partly: list[Code] = []
    beside: list[Id] = []


class ListFile(Struct, frozen=True, kw_only=True):
    """The file of lists of principles, and of the ideas that run through them."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    lists: list[PrincipleList]
    ideas: list[Idea] = []


class LinkFile(Struct, frozen=True, kw_only=True):
    """The file of links between the lists, with who agreed them. A pair that is not there is read as none."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    key: Key | None = None
    gaps: list[Gap] = []
    links: list[Link]


class Crosswalk(Struct, frozen=True, kw_only=True):
    """The course's lists by id, and every link that is rated between them."""

    lists: dict[str, PrincipleList] = {}
    links: list[Link] = []
    gaps: list[Gap] = []
    ideas: list[Idea] = []
    key: Key | None = None


class LinkItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="link"):
    """Two lists, to draw the links between their principles; or, with ``explore``, to look at them.

    In a file ``left`` and ``right`` hold the id of a list of the course or a whole list, and ``links`` is there only
    where the links are not those of the course's file. The loader hands the item out with whole lists and with every
    rated link between them. An item to explore may leave all of them out: then any two lists can be chosen.
    """

    NOT_IN_FILES: ClassVar[frozenset[str]] = frozenset({"agreed", "gaps"})

    id: Id
    prompt: Words
    use: Use = "activity"
    outcomes: list[str] = []
    title: Words | None = None
    left: PrincipleList | str | None = None
    right: PrincipleList | str | None = None
    links: list[Link] | None = None
    explore: bool = False
    gaps: list[Gap] = []
    agreed: Key | None = None

    @property
    def interaction(self) -> str:
        """The kind of item: ``"link"``."""
        return "link"

    @property
    def strong(self) -> list[tuple[str, str]]:
        """The pairs that are keyed, left code first, in the order of the links."""
        return [(link.pair[0], link.pair[1]) for link in self.links or () if link.rating == "strong"]

    @property
    def keyed(self) -> bool:
        """Whether links drawn here can be marked."""
        return bool(self.strong) and not self.explore
