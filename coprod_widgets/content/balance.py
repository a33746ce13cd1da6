"""The shapes of the power balance: its moments, positions, parts, rules and readings, and an item about a case.

The words and the rules are in ``balance.yaml``; what a condition means is in ``conditions``. This module must not
read files, give a reading or mark anything.

A rule says *when* in clauses that can be read aloud, never in code::

    when:
      any_of:
        - {some: [plan, decide, deliver, review], below: shared}
        - {brings_no: [design]}

A clause is about one thing: moments (``every`` or ``some`` of them, ``at_least`` or ``below`` a named number), what
people bring (``brings`` at least one of these, ``brings_no`` none of these, ``brings_only`` these and nothing else),
``promise``, ``stays`` or ``returned``.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct, field

from .questions import ChoiceItem, ReflectItem
from .words import Id, Mark, Use, Words

NOT_SAID = "not said"
"""Stored for a moment of which the learner does not know, or the case does not say, who decides."""

MomentId = Literal["plan", "design", "decide", "deliver", "review"]
MOMENTS: tuple[str, ...] = get_args(MomentId)
Position = Literal[0, 25, 50, 75, 100]
Placed = Literal[0, 25, 50, 75, 100, "not said"]
NumberId = Literal["raises", "shared", "alone"]
PartId = Literal["brings", "promise", "stays", "returned", "limit"]
BringId = Literal["opinions", "ideas", "design", "action"]
PromiseId = Literal["kept", "late", "closed"]
StaysId = Literal["alongside", "pays", "left"]
CaseLevel = Literal["group", "one-person"]
Whole = Annotated[int, Meta(ge=0, le=100)]


class ByLevel(Struct, frozen=True, kw_only=True):
    """A text about an organisation and a group, and what it is for a worker and one person where that differs."""

    text: str
    easy: str | None = None
    one_person: Words | None = field(name="one-person", default=None)

    def at(self, level: CaseLevel) -> Words:
        """Return the words for ``"group"`` or ``"one-person"``."""
        if level == "one-person" and self.one_person is not None:
            return self.one_person
        return Words(self.text, self.easy)


class Moment(Struct, frozen=True, kw_only=True):
    """One of the five moments at which somebody decides.

    ``question`` and ``prompt`` stand on the screen; ``ask`` is the question inside a sentence, ``name`` the moment in
    a list.
    """

    id: MomentId
    name: Words
    question: ByLevel
    prompt: ByLevel
    ask: Words


class Band(Struct, frozen=True, kw_only=True):
    """One of the five named positions: the number stored, and the lowest number (0 to 100) that is read as it."""

    position: Position
    lowest: Whole
    words: ByLevel


class Number(Struct, frozen=True, kw_only=True):
    """A number that the rules name, 0 to 100; a learner may change it."""

    id: NumberId
    value: Whole
    means: Words


class Option(Struct, frozen=True, kw_only=True):
    """One answer to a part; ``name`` is what it is called in a rule that is read aloud."""

    id: Id
    name: Words
    words: ByLevel


class PartAsked(Struct, frozen=True, kw_only=True):
    """What is asked besides the moments; ``assuming`` is said where it is left unanswered."""

    id: PartId
    question: ByLevel
    prompt: ByLevel | None = None
    options: list[Option] = []
    assuming: ByLevel | None = None


class Clause(Struct, frozen=True, kw_only=True):
    """One thing that a rule asks of the answers; see the module's text for the forms.

    ``said`` leaves out the moments of which nothing is known, so that nobody is told what they did not say.
    """

    every: list[MomentId] = []
    some: list[MomentId] = []
    at_least: NumberId | None = None
    below: NumberId | None = None
    said: bool = False
    brings: list[BringId] = []
    brings_no: list[BringId] = []
    brings_only: list[BringId] = []
    promise: PromiseId | None = None
    stays: StaysId | None = None
    returned: bool | None = None


class Condition(Struct, frozen=True, kw_only=True):
    """Clauses of which all, or any, must hold; exactly one of the two lists is filled."""

    all_of: list[Clause] = []
    any_of: list[Clause] = []


class Rule(Struct, frozen=True, kw_only=True):
    """One rule: when it holds and no earlier one does, what the reading is, why, and the smallest next step.

    The gap ``{moment}`` in a text is filled with the first moment that a ``some`` clause finds. A rule without
    ``when`` always holds.
    """

    number: Annotated[int, Meta(ge=0)]
    id: Id
    reading: Id
    reason: ByLevel
    step: ByLevel
    when: Condition | None = None


class ReadingWords(Struct, frozen=True, kw_only=True):
    """What a rule can come to: ``name`` on its own, ``short`` inside a sentence.

    ``ends`` are the readings that this one lies between (two ids), when it lies between two.
    """

    id: Id
    name: Words
    short: Words
    ends: list[Id] = []


class Warned(Struct, frozen=True, kw_only=True):
    """A text shown beside the reading without changing it, always or ``when`` something holds."""

    id: Id
    words: ByLevel
    when: Condition | None = None


class Balance(Struct, frozen=True, kw_only=True):
    """The power balance as data: what is asked, and the rules that read the answers."""

    note: Words
    moments: list[Moment]
    bands: list[Band]
    not_said: ByLevel
    parts: list[PartAsked]
    numbers: list[Number]
    readings: list[ReadingWords]
    rules: list[Rule]
    warnings: list[Warned]
    phrases: dict[str, ByLevel]

    @property
    def values(self) -> dict[str, int]:
        """The named numbers and their values."""
        return {number.id: number.value for number in self.numbers}


class BalanceKey(Struct, frozen=True, kw_only=True):
    """What is marked, and how: what is left out here earns and costs nothing.

    Attributes
    ----------
    stages
        For each moment that is marked, the positions that are accepted (1 mark).
    brings, promise, stays, returned
        The answer to each part that is marked.
    marks
        Marks on offer for a part, 0 to 1, where they are not the usual ones.
    because
        For each moment or part, the fact of the story that decides it.
    """

    stages: dict[MomentId, list[Placed]] = {}
    brings: list[BringId] | None = None
    promise: PromiseId | None = None
    stays: StaysId | None = None
    returned: bool | None = None
    marks: dict[PartId, Mark] = {}
    because: dict[str, Words] = {}


class BalanceItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="balance"):
    """A question about who holds power: in a story, in the learner's own work, or in nothing but the model.

    ``moments`` and ``parts`` are what is asked; ``reading`` is false where the learner is to find it. ``contested``
    means that people disagree about this story: the reading is shown and says so, and there is no key.

    ``predict`` is asked before the reading may be seen, ``explain`` once it is. In a file both are ids of items of the
    unit, a choice without a key and a reflection; the loader hands the item out with what they name.
    """

    id: Id
    prompt: Words
    title: Words | None = None
    story: Words | None = None
    level: CaseLevel = "group"
    invented: bool = True
    use: Use = "activity"
    outcomes: list[str] = []
    moments: list[MomentId] = field(default_factory=lambda: list(MOMENTS))
    parts: list[PartId] = field(default_factory=lambda: list(get_args(PartId)))
    reading: bool = True
    contested: bool = False
    key: BalanceKey | None = None
    predict: ChoiceItem | str | None = None
    explain: ReflectItem | str | None = None

    @property
    def interaction(self) -> str:
        """The kind of item: ``"balance"``."""
        return "balance"

    @property
    def case(self) -> None:
        """No balance is asked about a case of a sort."""
        return None
