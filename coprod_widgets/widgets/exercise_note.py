"""A sentence about a question of an exercise, where there is nothing to answer."""

from collections.abc import Mapping
from typing import Any

from coprod_widgets.widgets.base import CourseWidget, page_code, page_style


class ExerciseNote(CourseWidget):
    """A sentence, in plain words or in Easy Read.

    Parameters
    ----------
    says
        The sentence, as ``{"text": …, "easy": …}``.
    """

    _esm = page_code("exercise_note")
    _css = page_style("exercise_note")

    def __init__(self, says: Mapping[str, Any], **traits: Any) -> None:
        super().__init__({"id": "note", "prompt": dict(says)}, **traits)

    def __repr__(self) -> str:
        return f"ExerciseNote({self.item['prompt']['text']!r})"
