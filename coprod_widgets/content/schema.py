"""The shapes of the course's words: what a case, an item, a unit and a source are made of.

Everything here is a frozen record without behaviour beyond small conveniences. This module must not read
files, know a path, or decide marks: the loader fills these shapes, ``checks`` compares them with each other
and ``coprod_widgets.scoring`` marks.

A field that a writer may leave out has a default. ``NOT_IN_FILES`` names the fields that the program sets
itself and that a content file may therefore not contain.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct, field

from .auditing import AuditItem
from .balance import BalanceItem
from .crosswalk import LinkItem
from .definitions import HighlightItem
from .pictures import Picture
from .planning import PlanItem
from .questions import AskKind, ChoiceItem, ReflectItem
from .stories import StoryItem
from .words import HasWords, Id, Key, Mark, Use, Words

CategoryId = Literal["consultation", "engagement", "co-design", "co-production", "none"]
PlaceId = Literal["consultation", "engagement", "co-design", "co-production", "none", "depends"]
Says = Literal["consultation", "engagement", "co-design", "co-production", "none", "between"]
NoneKindId = Literal["informing", "absent", "own", "handed-over", "helping"]
Level = Literal["service", "one-person"]
Sector = Literal[
    "adult-care",
    "arts",
    "civic",
    "children",
    "community",
    "digital",
    "education",
    "health",
    "housing",
    "mental-health",
    "justice",
    "youth",
    "older-people",
    "disability",
]
StartedBy = Literal["organisation", "people", "both", "elsewhere"]
Assessed = Literal["activity", "check", "exercise", "plan"]


class Fact(HasWords, Struct, frozen=True, kw_only=True):
    """One fact of a case, offered as an answer to "what decided it?"; ``deciding`` marks the one that did."""

    id: Id
    text: str
    feedback: Words | None = None
    easy: str | None = None
    deciding: bool = False


class Argument(HasWords, Struct, frozen=True, kw_only=True):
    """One fair reading of a contested case: the category it argues for (or "between") and the bar it uses."""

    says: Says
    bar: Words
    text: str
    easy: str | None = None
    sources: list[Id] = []


class Case(Struct, frozen=True, kw_only=True):
    """A short story to classify.

    A keyed case has an ``answer`` and a text in ``feedback`` for every category a learner may choose. A
    contested case has no answer; it has ``arguments`` and the fact that would settle it. A learner's own case
    may have neither.
    """

    id: Id
    title: Words
    story: Words
    level: Level = "service"
    sector: Sector | None = None
    started_by: StartedBy | None = None
    invented: bool = True
    answer: CategoryId | None = None
    none_kind: NoneKindId | None = None
    tempting: CategoryId | None = None
    contested: bool = False
    planted_name: bool = False
    look: Words | None = None
    deciding: Words | None = None
    feedback: dict[CategoryId, Words] = {}
    facts: list[Fact] = []
    arguments: list[Argument] = []
    settles: Words | None = None
    key: Key | None = None


class CaseFile(Struct, frozen=True, kw_only=True):
    """One file of cases, with the provenance of the readings in it."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    cases: list[Case]
    key: Key | None = None


class SortItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="sort"):
    """Cases to place in categories.

    In a file, ``cases`` holds ids or whole cases and ``then`` holds ids of choice items. The loader hands the
    item out with every id replaced by what it names, so that a widget meets only `Case` and `ChoiceItem`.
    ``near`` (0 to 1) is the mark for the category next door on the scale; ``table`` may give other marks (0
    to 1) as answer -> chosen category -> mark. ``reason`` says why, when the marks are not the usual ones.
    """

    id: Id
    prompt: Words
    categories: list[PlaceId]
    cases: list[Case | str]
    use: Use = "activity"
    outcomes: list[str] = []
    near: Mark = 0.5
    confidence: bool = False
    asks: list[AskKind] = []
    then: list[ChoiceItem | str] = []
    hints: bool = False
    table: dict[CategoryId, dict[PlaceId, Mark]] | None = None
    reason: str | None = None

    @property
    def interaction(self) -> str:
        """The kind of item: ``"sort"``."""
        return "sort"

    @property
    def argued(self) -> bool:
        """Whether no place is right or wrong: contested cases, or a learner's own without answers."""
        return all(case.answer is None for case in self.cases if isinstance(case, Case))


Item = ChoiceItem | SortItem | ReflectItem | BalanceItem | LinkItem | HighlightItem | StoryItem | AuditItem | PlanItem


class Sitting(Struct, frozen=True, kw_only=True):
    """A part of a unit with its honest ``minutes``; answering ``items`` completes it."""

    id: Id
    title: Words
    minutes: Annotated[int, Meta(ge=1, le=120)]
    items: list[str] = []


class Unit(Struct, frozen=True, kw_only=True):
    """One notebook's words: its title, its parts, what it teaches and its items."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    unit: Annotated[str, Meta(pattern=r"^[0-9]{2}$")]
    title: Words
    notebook: str
    sittings: list[Sitting] = []
    outcomes: list[str] = []
    items: list[Item] = []
    figures: list[Picture] = []
    key: Key | None = None


class Outcome(HasWords, Struct, frozen=True, kw_only=True):
    """Something a learner can do afterwards, and where that is assessed."""

    id: Annotated[str, Meta(pattern=r"^[0-9]{2}\.[0-9]{1,2}$")]
    text: str
    easy: str | None = None
    assessed: list[Assessed] = []


class Source(Struct, frozen=True, kw_only=True):
    """A publication that the course cites; ``checked`` is the day somebody last looked at it."""

    id: Id
    author: str
    title: str
    year: str | None = None
    where: str | None = None
    url: str | None = None
    checked: str | None = None
    note: str | None = None


class Term(Struct, frozen=True, kw_only=True):
    """One entry of the glossary: a term, the same for every reader, and what this course means by it.

    ``also`` lists other forms in which a text may say the term: the plural, a verb. Where ``mark`` is False no text is
    marked, because the word means something else as often.
    """

    id: Id
    term: str
    also: list[str] = []
    mark: bool = True
    meaning: Words
    sources: list[Id] = []


class Category(Struct, frozen=True, kw_only=True):
    """One of the places a case can be put in: its name and one line about it."""

    id: PlaceId
    name: Words
    line: Words


class Criterion(Struct, frozen=True, kw_only=True):
    """One observable criterion, as a question, and its answer in each of the four approaches.

    ``source`` is a source's id, or "argued" where the wording is this course's own reading.
    """

    id: Id
    source: Id
    question: Words
    consultation: Words
    engagement: Words
    co_design: Words = field(name="co-design")
    co_production: Words = field(name="co-production")


class Question(Struct, frozen=True, kw_only=True):
    """One of the questions asked in order; the first "no" stops at a category, and ``if_no`` says so."""

    id: Id
    question: Words
    if_no: Words
    stops_at: CategoryId


class NoneKind(Struct, frozen=True, kw_only=True):
    """One of the five ways in which a case can be none of the four approaches."""

    id: NoneKindId
    name: Words
    line: Words

    @property
    def words(self) -> Words:
        """Name and line in one text, as a choice shows them."""
        easy = f"{self.name.easy}. {self.line.easy}" if self.name.easy and self.line.easy else None
        return Words(f"{self.name.text}. {self.line.text}", easy)


class Disagreement(Struct, frozen=True, kw_only=True):
    """A word that two bodies use in two ways, with the sources of each."""

    id: Id
    word: Words
    one: Words
    another: Words
    one_sources: list[Id]
    another_sources: list[Id]


class Approaches(Struct, frozen=True, kw_only=True):
    """The categories, their order by how much is shared, and the test that tells them apart.

    ``scale`` holds the four that lie next to each other, in order; "none" is beside the scale, and "depends"
    is on offer only where nothing is marked.
    """

    categories: list[Category]
    scale: list[CategoryId]
    none_kinds: list[NoneKind]
    criteria: list[Criterion] = []
    questions: list[Question] = []
    disagreements: list[Disagreement] = []
    bar: Words | None = None


class OutcomeFile(Struct, frozen=True, kw_only=True):
    """The file of outcomes."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    outcomes: list[Outcome]


class SourceFile(Struct, frozen=True, kw_only=True):
    """The file of sources."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    sources: list[Source]


class TermFile(Struct, frozen=True, kw_only=True):
    """The file of glossary entries."""

    KEEPS_GOOD_ENTRIES: ClassVar[bool] = True

    terms: list[Term]
