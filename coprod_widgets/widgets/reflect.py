"""A question answered in the learner's own words. Kept, never marked."""

from typing import Any

import traitlets as t

from coprod_widgets.content.schema import ReflectItem, Words
from coprod_widgets.widgets.base import ItemWidget, Keeper, page_code, page_style


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

    _esm = page_code("reflect")
    _css = page_style("reflect")
    value = t.Unicode("", help="what was written").tag(sync=True)

    def __init__(self, item: ReflectItem | str, *, keeper: Keeper | None = None, **traits: Any) -> None:
        if isinstance(item, str):
            item = ReflectItem(id="own-question", prompt=Words(item))
        super().__init__(item, keeper=keeper, **traits)

    @t.observe("value")
    def _changed(self, _change: Any) -> None:
        self._keep(self.shows, self.value)

    def check(self) -> None:
        """Nothing is marked here: there is nothing to show and nothing to return."""

    def show_result(self) -> None:
        """Nothing is marked here: there is nothing to show."""
