"""What the course's pictures share: they know their words, draw themselves on a sheet, and say the same in sentences.

This module must not know what any one picture is about.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from coprod_widgets.content import load_interface

from .twin import checked_title, finish, said

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Drawing(ABC):
    """A picture in one wording, before it is drawn.

    Parameters
    ----------
    easy
        Easy Read instead of plain words, in the picture and in its description.
    """

    TITLE: ClassVar[str]
    """The key in interface.yaml of what stands above when no title is given."""

    def __init__(self, easy: bool) -> None:
        self.easy = easy
        self._interface = load_interface()

    def made(self, title: Any, dark: bool) -> Figure:
        """Return the picture with its words; raises `FigureError` when ``title`` can't be one."""
        title = checked_title(title) or self._say(self.TITLE)
        return finish(self.draw(title, dark), self.words(title))

    def _say(self, key: str, /, **gaps: Any) -> str:
        """Return a text of interface.yaml with its gaps filled."""
        return said(self._interface[key], self.easy, **{name: str(value) for name, value in gaps.items()})

    @abstractmethod
    def draw(self, title: str, dark: bool) -> Figure:
        """Return the picture, with ``title`` above it, in colours for a light or a dark page."""

    @abstractmethod
    def words(self, title: str) -> str:
        """Return what the picture shows, in sentences."""
