"""What widgets share that ask more than one thing: the questions that go with an item, and their answers.

Each question is an item of its own, kept and marked like any other. Must not know any one interaction.
"""

from collections.abc import Sequence
from typing import Any

import traitlets as t

from coprod_widgets import scoring
from coprod_widgets.content.schema import ChoiceItem, Item, ReflectItem
from coprod_widgets.widgets.base import ItemWidget


class AskingWidget(ItemWidget):
    """A widget that asks questions beside its item.

    Attributes
    ----------
    answers
        Answers to these questions, by question id; ``{}`` at first.
    """

    answers = t.Dict(help="answers to the questions that go with the item").tag(sync=True)

    def __init__(self, item: Item, asks: Sequence[ChoiceItem | ReflectItem], **traits: Any) -> None:
        self._asks = {ask.id: ask for ask in asks}
        super().__init__(item, **traits)

    @property
    def asks(self) -> list[ChoiceItem | ReflectItem]:
        """The questions that go with the item."""
        return list(self._asks.values())

    @t.validate("answers")
    def _known_answers(self, proposal: Any) -> dict[str, Any]:
        for ask, response in proposal["value"].items():
            if ask not in self._asks:
                raise t.TraitError(f"there is no question {ask!r} here; allowed: {', '.join(self._asks)}")
            if problem := scoring.problem(self._asks[ask], response):
                raise t.TraitError(problem)
        return dict(proposal["value"])

    @t.observe("answers")
    def _answered(self, change: Any) -> None:
        before = change["old"] or {}
        for ask, response in self.answers.items():
            if before.get(ask) != response:
                self._keep(self._asks[ask], response)
