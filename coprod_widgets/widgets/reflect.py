"""A question answered in the learner's own words. Kept, never marked."""

from typing import Any

import traitlets as t

from coprod_widgets import scoring
from coprod_widgets.content.schema import ReflectItem, Words
from coprod_widgets.widgets.base import ItemWidget, Save, page


class Reflect(ItemWidget):
    """Write an answer in your own words; it is kept as you type.

    Parameters
    ----------
    item
        A reflect item from the course's content, or the question itself as a text.

    Attributes
    ----------
    value
        What was written; ``""`` at first.
    """

    _esm, _css = page("reflect").values()
    value = t.Unicode("", help="what was written").tag(sync=True)

    def __init__(self, item: ReflectItem | str, *, save: Save | None = None, **traits: Any) -> None:
        if isinstance(item, str):
            item = ReflectItem(id="own-question", prompt=Words(item))
        super().__init__(item, save=save, **traits)

    @t.validate("value")
    def _fits(self, proposal: Any) -> str:
        if problem := scoring.problem(self._item, proposal["value"]):
            raise t.TraitError(problem)
        return proposal["value"]

    @t.observe("value")
    def _changed(self, _change: Any) -> None:
        self._keep(self._item, self.value)

    def takes(self, response: Any) -> bool:
        """Tell whether ``response`` is a text short enough."""
        return scoring.problem(self._item, response) is None

    def check(self) -> None:
        """Nothing is marked here: there is nothing to show and nothing to return."""

    def show_result(self) -> None:
        """Nothing is marked here: there is nothing to show."""
