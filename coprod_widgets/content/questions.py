"""The shapes of a question: choose among answers, or answer in your own words.

They stand alone in a unit, follow a sort, or go with a power balance. This module must not know any of those.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from .words import HasWords, Id, Use, Words

AskKind = Literal["none-kind", "fact", "need", "differently"]


class Choice(HasWords, Struct, frozen=True, kw_only=True):
    """One answer on offer in a `ChoiceItem`."""

    id: Id
    text: str
    easy: str | None = None
    feedback: Words | None = None


class ChoiceItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="choice"):
    """A question with answers to choose from.

    ``key`` lists the ids of the right answers; None means that there is no right answer (a setting, a
    survey, a prediction). ``reveal`` is what happened, told once the learner has predicted it; a question with a key
    has none. ``alone`` is False for a question that needs what stands around it on its page: it is not asked again
    at the start of a later unit. ``case`` and ``kind`` are set on the follow-up questions that a `SortItem` asks
    about one of its cases.
    """

    NOT_IN_FILES: ClassVar[frozenset[str]] = frozenset({"case", "kind"})

    id: Id
    prompt: Words
    choices: list[Choice]
    use: Use = "activity"
    outcomes: list[str] = []
    many: bool = False
    key: list[Id] | None = None
    reveal: Words | None = None
    alone: bool = True
    case: str | None = None
    kind: AskKind | None = None

    @property
    def interaction(self) -> str:
        """The kind of item: ``"choice"``."""
        return "choice"


class ReflectItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="reflect"):
    """A question answered in the learner's own words, up to ``max_characters`` (1 to 10000). Never marked."""

    NOT_IN_FILES: ClassVar[frozenset[str]] = frozenset({"case", "kind"})

    id: Id
    prompt: Words
    use: Use = "activity"
    outcomes: list[str] = []
    max_characters: Annotated[int, Meta(ge=1, le=10_000)] = 2000
    case: str | None = None
    kind: AskKind | None = None

    @property
    def interaction(self) -> str:
        """The kind of item: ``"reflect"``."""
        return "reflect"
