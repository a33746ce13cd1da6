"""The interface's texts with their gaps filled, for widgets to hand to their pages. Must not know any widget."""

from typing import Any

from coprod_widgets import content


def say(key: str, **values: Any) -> dict[str, str | None]:
    """Return a text of the interface's catalogue with its gaps filled, plain and Easy Read."""
    words = content.load_interface()[key]
    return {
        "text": words.text.format(**values),
        "easy": words.easy.format(**values) if words.easy else None,
    }
