"""The shapes of a definition and of an activity that marks its words by theme.

A definition's ``text`` is somebody else's, verbatim. A word of it is what stands between two spaces, counted from 0, so
that a mark is a pair of numbers. This module must not know where definitions are kept, or what is done with marks.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from .words import Id, Key, Use, Words

CUT = "…"
"""What stands in a quotation where its source has left words out. It is nobody's word and counts as none."""


class Theme(Struct, frozen=True, kw_only=True):
    """Something that words can be about; its ``letter`` stands at every mark, so that colour is never needed."""

    id: Id
    letter: Annotated[str, Meta(pattern=r"^[A-Z0-9]$")]
    name: Words
    line: Words | None = None


class Definition(Struct, frozen=True, kw_only=True):
    """What somebody says co-production is: their ``text``, and what the course says about it.

    ``easy`` is the course's own wording in Easy Read, and no quotation. ``hedges`` are the text's own words of care,
    such as "claimed to be"; ``cuts`` are the places where it was shortened, each with the word before and after it.
    ``reading`` is how the course's writers read it, theme -> phrases of the text; ``stresses`` says so in sentences.
    """

    id: Id
    name: Words
    text: str
    easy: str | None = None
    by: Words | None = None
    dated: Words | None = None
    hedges: list[str] = []
    cuts: list[str] = []
    reading: dict[str, list[str]] = {}
    stresses: Words | None = None
    sources: list[Id] = []

    @property
    def tokens(self) -> list[str]:
        """The text word by word, signs and all; a cut stands among them."""
        return self.text.split()


class DefinitionFile(Struct, frozen=True, kw_only=True):
    """The file of definitions, the themes to mark their words by, and who agreed the reading of them."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    themes: list[Theme]
    definitions: list[Definition]
    key: Key | None = None


class HighlightItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="highlight"):
    """Definitions whose words are marked by theme. Never marked by a machine: themes overlap.

    In a file ``definitions`` holds ids, and ``themes`` may (all of them if left out); the loader hands the item out
    with what they name, and with the ``key`` of their file.
    """

    NOT_IN_FILES: ClassVar[frozenset[str]] = frozenset({"key"})

    id: Id
    prompt: Words
    definitions: list[Definition | str]
    themes: list[Theme | str] = []
    use: Use = "activity"
    outcomes: list[str] = []
    key: Key | None = None

    @property
    def interaction(self) -> str:
        """The kind of item: ``"highlight"``."""
        return "highlight"

    @property
    def reads(self) -> bool:
        """Whether there is a reading by the course's writers to lay beside the learner's own."""
        return any(one.reading for one in self.definitions if isinstance(one, Definition))

    @property
    def case(self) -> None:
        """No definition is asked about a case of a sort."""
        return None


def counts(token: str) -> bool:
    """Tell whether a token is a word: a cut or a dash is none."""
    return any(sign.isalnum() for sign in token)


def places(tokens: list[str], phrase: str) -> list[tuple[int, int]]:
    """Return where ``phrase`` stands, as pairs of its first and last word; signs and capitals do not matter."""
    wanted = [_bare(word) for word in phrase.split()]
    bare = [_bare(token) for token in tokens]
    last = len(bare) - len(wanted)
    return [
        (start, start + len(wanted) - 1)
        for start in range(last + 1)
        if wanted and bare[start : start + len(wanted)] == wanted
    ]


def reading_of(definition: Definition) -> dict[str, list[list[int]]]:
    """Return the writers' reading in the form of a response: theme -> ``[[first word, last word], …]``, in order."""
    tokens = definition.tokens
    return {
        theme: sorted(list(places(tokens, phrase)[0]) for phrase in phrases)
        for theme, phrases in definition.reading.items()
    }


def _bare(token: str) -> str:
    if token == CUT:
        return token
    return token.strip("“”\"'’.,;:()!?").casefold()
