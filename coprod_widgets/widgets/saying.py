"""The interface's texts with their gaps filled, for widgets to hand to their pages. Must not know any widget."""

from coprod_widgets import content
from coprod_widgets.content.page import words_view


def say(key: str, /, **gaps: object) -> dict[str, str | None]:
    """Return a text of the interface's catalogue with its gaps filled, plain and Easy Read; see `Words.filled`."""
    return words_view(content.said(key, **gaps))
