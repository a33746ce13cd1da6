"""The shapes of a branching story: decisions, what each option moves, and endings read by the power balance's rules.

A story's words are in ``stories/*.yaml``; what a path comes to is worked out in ``coprod_widgets.story``. This module
must not read files or walk a story.

Meters are trust (what people have in the organisation, 0 or more), weeks (left, 0 or more) and power: a floor from 0 to
4 for each of the five moments, which stands for the five named positions 0, 25, 50, 75 and 100.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from .balance import MOMENTS, BringId, MomentId, PromiseId, StaysId
from .questions import Choice, ChoiceItem
from .words import Id, Key, Use, Words

HIGHEST = 4
"""The highest floor of a moment: people alone."""

Floor = Annotated[int, Meta(ge=0, le=4)]
Whole = Annotated[int, Meta(ge=0, le=1000)]
Change = Annotated[int, Meta(ge=-100, le=100)]
NeedId = Literal["trust", "weeks", "plan", "design", "decide", "deliver", "review"]
MeterId = Literal["power", "trust", "weeks", "none"]

_PREDICTED: dict[MeterId, str] = {
    "power": "story-meter-power",
    "trust": "story-meter-trust",
    "weeks": "story-meter-weeks",
    "none": "story-meter-none",
}
"""What a prediction names, and the interface's words for it."""

USUAL_TRUST, USUAL_WEEKS = 4, 12
"""What a story starts with that does not say."""


class Person(Struct, frozen=True, kw_only=True):
    """Somebody in the story, and a line about them."""

    id: Id
    name: str
    line: Words


class Moves(Struct, frozen=True, kw_only=True):
    """What an option moves.

    ``trust`` and ``weeks`` change by so much. A moment is raised to a floor (0 to 4) and never lowered. ``brings`` adds
    to what people bring; ``returned``, ``stays`` and ``promise`` are set where they are said.
    """

    trust: Change = 0
    weeks: Change = 0
    plan: Floor | None = None
    design: Floor | None = None
    decide: Floor | None = None
    deliver: Floor | None = None
    review: Floor | None = None
    brings: list[BringId] = []
    returned: bool | None = None
    stays: StaysId | None = None
    promise: PromiseId | None = None

    @property
    def floors(self) -> dict[str, int]:
        """The floors that moments are raised to, by moment."""
        found = {moment: getattr(self, moment) for moment in MOMENTS}
        return {moment: floor for moment, floor in found.items() if floor is not None}


class StoryOption(Struct, frozen=True, kw_only=True):
    """Something that can be done at a decision.

    ``needs`` are least values of meters, and ``after`` names options of which one must have been chosen before.
    ``adds`` raises a moment by so much, to 4 at most. ``happened``, ``why`` and ``paid`` are told once it is chosen.
    """

    id: Id
    choice: Words
    needs: dict[NeedId, Whole] = {}
    after: list[Id] = []
    moves: Moves = Moves()
    adds: dict[MomentId, Annotated[int, Meta(ge=1, le=4)]] = {}
    happened: Words
    why: Words | None = None
    paid: Words | None = None


class Decision(Struct, frozen=True, kw_only=True):
    """One point of the story: what has come about, and what is to be decided now."""

    id: Id
    title: Words
    scene: Words
    ask: Words | None = None
    predict: Words | None = None
    options: list[StoryOption]


class OutOfWeeks(Struct, frozen=True, kw_only=True):
    """What comes of having no weeks left: before the decision ``before`` it is not the learner's any more.

    Attributes
    ----------
    before
        Id of the decision.
    warning
        Said while there are few weeks left and that decision is still to come.
    skipped
        Told in the decision's place.
    late
        A paragraph of the ending where the weeks ran out at that decision or after it.
    """

    before: Id
    warning: Words | None = None
    skipped: Words
    late: Words | None = None


class Extra(Struct, frozen=True, kw_only=True):
    """A paragraph more in an ending, where one rule of those that lead to it decided."""

    rule: Id
    text: Words


class ByTrust(Struct, frozen=True, kw_only=True):
    """Two ways that an ending can be told, by the trust that is left."""

    at_least: Whole
    more: Words
    less: Words


class Ending(Struct, frozen=True, kw_only=True):
    """How a story can end: where one of ``rules`` (ids in ``balance.yaml``) gives the reading of the final balance."""

    id: Id
    title: Words
    rules: list[Id]
    text: Words
    extra: list[Extra] = []
    trust: ByTrust | None = None


class Story(Struct, frozen=True, kw_only=True):
    """A branching story: where it starts, its decisions in order, and its endings; the first that fits is told.

    A story without endings ends with the reading of its final balance alone; ``after`` is asked once it has ended.
    """

    story: Id
    title: Words
    invented: bool = True
    role: Words | None = None
    begin: Words | None = None
    trust: Whole = USUAL_TRUST
    weeks: Whole = USUAL_WEEKS
    people: list[Person] = []
    decisions: list[Decision]
    out_of_weeks: OutOfWeeks | None = None
    endings: list[Ending] = []
    after: Words | None = None
    key: Key | None = None

    @property
    def options(self) -> dict[str, StoryOption]:
        """Every option of the story, by id."""
        return {option.id: option for decision in self.decisions for option in decision.options}


class StoryItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="story"):
    """A story to live through. Never marked: a path is neither right nor wrong.

    In a file ``story`` is the id of a story; the loader hands the item out with the whole story in its place.
    """

    id: Id
    prompt: Words
    story: Story | str
    use: Use = "activity"
    outcomes: list[str] = []

    @property
    def interaction(self) -> str:
        """The kind of item: ``"story"``."""
        return "story"

    @property
    def case(self) -> None:
        """No story is asked about a case of a sort."""
        return None


def predictions(item: StoryItem, interface: dict[str, Words]) -> list[ChoiceItem]:
    """Return what is asked before each decision is made: which meter will move most? Nothing is right or wrong."""
    choices = []
    for meter, key in _PREDICTED.items():
        words = interface[key]
        choices.append(Choice(id=meter, text=words.text, easy=words.easy))
    return [
        ChoiceItem(
            id=f"{item.id}.predict.{decision.id}",
            prompt=decision.predict or interface["story-predict"],
            choices=choices,
        )
        for decision in item.story.decisions
    ]
