"""The shapes of a plan: what each of its actions says, part by part, and the item that asks for it.

A plan is never marked. This module must not read files, and must not say what a plan lacks.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, get_args

from msgspec import Meta, Struct

from .balance import MomentId
from .words import Id, Use, Words

PartKind = Literal["text", "day", "one-of"]

MAX_LINES = 3
"""Most actions in one plan: one is enough."""
MAX_CHARACTERS = 500
"""Longest text of one part. A full plan of any letters still fits one line of the answers file."""
FIRST_DAY, LAST_DAY = "2000-01-01", "2199-12-31"
"""Days outside these are slips of the hand."""


class Option(Struct, frozen=True):
    """One answer to a part with answers to choose from; ``words`` is its key in interface.yaml, None for a moment."""

    id: str
    words: str | None = None


class PlanPart(Struct, frozen=True, kw_only=True):
    """One part of an action. ``ask``, ``note`` and ``missing`` are keys in interface.yaml.

    ``missing`` says in a sentence that the part is not there yet; ``group`` is where it stands in the form.
    """

    id: str
    kind: PartKind
    group: str
    ask: str
    note: str | None = None
    missing: str
    options: tuple[Option, ...] = ()


GROUPS = {"share": "plan-group-share", "who": "plan-group-who", "back": "plan-group-back"}
"""The groups of a form in order, and the key of each heading."""

_SHARES = (
    Option("decision", "plan-shares-decision"),
    Option("doing", "plan-shares-doing"),
    Option("asking", "plan-shares-asking"),
)
_MOMENTS = (*(Option(moment) for moment in get_args(MomentId)), Option("none", "plan-moment-none"))

PARTS = (
    PlanPart(
        id="action",
        kind="text",
        group="share",
        ask="plan-action",
        note="plan-action-note",
        missing="plan-action-missing",
    ),
    PlanPart(
        id="shares", kind="one-of", group="share", ask="plan-shares", missing="plan-shares-missing", options=_SHARES
    ),
    PlanPart(
        id="moment",
        kind="one-of",
        group="share",
        ask="plan-moment",
        note="plan-moment-note",
        missing="plan-moment-missing",
        options=_MOMENTS,
    ),
    PlanPart(
        id="gives", kind="text", group="share", ask="plan-gives", note="plan-gives-note", missing="plan-gives-missing"
    ),
    PlanPart(
        id="limit", kind="text", group="share", ask="plan-limit", note="plan-limit-note", missing="plan-limit-missing"
    ),
    PlanPart(id="with", kind="text", group="who", ask="plan-with", note="plan-with-note", missing="plan-with-missing"),
    PlanPart(
        id="invite", kind="text", group="who", ask="plan-invite", note="plan-invite-note", missing="plan-invite-missing"
    ),
    PlanPart(
        id="access", kind="text", group="who", ask="plan-access", note="plan-access-note", missing="plan-access-missing"
    ),
    PlanPart(
        id="recognition",
        kind="text",
        group="who",
        ask="plan-recognition",
        note="plan-recognition-note",
        missing="plan-recognition-missing",
    ),
    PlanPart(id="by", kind="day", group="back", ask="plan-by", missing="plan-by-missing"),
    PlanPart(
        id="judge", kind="text", group="back", ask="plan-judge", note="plan-judge-note", missing="plan-judge-missing"
    ),
    PlanPart(id="back", kind="day", group="back", ask="plan-back", note="plan-back-note", missing="plan-back-missing"),
    PlanPart(id="fails", kind="text", group="back", ask="plan-fails", missing="plan-fails-missing"),
)
"""What an action says, in the order of the form."""


class PlanItem(Struct, frozen=True, kw_only=True, tag_field="interaction", tag="plan"):
    """A plan of one dated action or a few, in the learner's own words. Never marked.

    ``builds_on`` names questions of this unit or others, as ``03.own-moment``: what the learner wrote there is shown
    beside the plan.
    """

    NOT_IN_FILES: ClassVar[frozenset[str]] = frozenset()

    id: Id
    prompt: Words
    use: Use = "activity"
    outcomes: list[str] = []
    builds_on: list[Annotated[str, Meta(pattern=r"^[0-9]{2}\.[a-z0-9]+(-[a-z0-9]+)*$")]] = []

    @property
    def interaction(self) -> str:
        """The kind of item: ``"plan"``."""
        return "plan"
