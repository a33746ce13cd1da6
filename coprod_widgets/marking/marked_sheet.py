"""The marked notebook of a learner, built from the trainer's own: nothing of the notebook that was handed in is in it.

The sources are those that the gradebook holds, mark schemes and hidden tests included. The cell of each question holds
its mark, as if nbgrader had run it; what a person marks is shown above its task cell as plain text. Must not read or
write files of learners.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from typing import Any

from msgspec import Struct

from coprod_widgets import exercises
from coprod_widgets.course_folder.config import CourseError
from coprod_widgets.exercises.reasons import Reasons

from .generated import Generated
from .told import told


class MarkedSheet:
    """Builds the marked notebooks of one assignment.

    Parameters
    ----------
    keyed
        The assignment with its key.
    sheet
        What the gradebook holds of it: the same questions.
    source
        The trainer's notebook, ``source/NAME/NAME.ipynb``.

    Raises
    ------
    CourseError
        When the notebook can't be read, or has not every question.
    """

    def __init__(self, keyed: exercises.Keyed, sheet: Generated, source: Path) -> None:
        self._keyed = keyed
        try:
            tree = json.loads(source.read_bytes())
            self._cells = [_held(cell, sheet) for cell in tree["cells"]]
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise CourseError(f"{source} can't be read as a notebook: {error}") from None
        self._at = {_name(cell): number for number, cell in enumerate(self._cells) if _name(cell)}
        missing = [one.id for one in keyed.assignment.questions if one.id not in self._at]
        if missing:
            raise CourseError(f"{source} has no cell for {', '.join(missing)}. Make it anew: coprod sheets")
        # Written once: a thousand learners have most of it in common.
        self._written = [_written(cell) for cell in self._cells]
        self._slots = dict(self._places())
        self._reasons = Reasons(keyed)
        self._begin, self._end = _dumped(tree | {"cells": []}).split('"cells": []', 1)

    def build(self, marks: Iterable[exercises.Marked], responses: Mapping[str, Any]) -> str:
        """Return the text of a learner's marked notebook.

        Parameters
        ----------
        marks
            What each question earned.
        responses
            The learner's responses; only those that a person marks are shown.
        """
        cells = list(self._written)
        for one in marks:
            slot = self._slots[one.question.id]
            if one.raw is not None:
                # nbgrader takes the mark from the first result; what follows is for the learner.
                mark = _output("execute_result", repr(float(one.raw)), slot.number)
                outputs = [mark, _output("display_data", self._reasons.of(one, responses))]
            else:
                answers = told(self._keyed.questions[one.question.id], responses)
                outputs = [_output("display_data", text, item=item_id) for item_id, text in answers.items()]
            cells[slot.place] = slot.before + _EMPTY[:-1] + "\n" + ",\n".join(outputs) + "\n   ]" + slot.after
        return self._begin + '"cells": [\n' + ",\n".join(cells) + "\n ]" + self._end + "\n"

    def _places(self) -> Iterator[tuple[str, _Slot]]:
        """Yield for each question where its outputs go: its own cell, or the one above what a person marks."""
        for number, one in enumerate(self._keyed.assignment.questions, 1):
            place = self._at[one.id]
            count = {"execution_count": number}
            if one.by == "person":
                place = next(n for n in range(place - 1, -1, -1) if self._cells[n]["cell_type"] == "code")
                count = {}
            before, after = _written(self._cells[place] | count).split(_EMPTY, 1)
            yield one.id, _Slot(place=place, number=number, before=before, after=after)


class _Slot(Struct, frozen=True, kw_only=True):
    """Where a question's outputs go: in which cell, and what stands there before and after them."""

    place: int
    number: int
    before: str
    after: str


_EMPTY = '"outputs": []'


def _held(cell: dict[str, Any], sheet: Generated) -> dict[str, Any]:
    """Return a cell with the source that the gradebook holds, and without outputs."""
    if cell["cell_type"] == "code":
        cell = cell | {"outputs": [], "execution_count": None}
    source = sheet.sources.get(_name(cell) or "")
    if source is not None:
        words = cell["metadata"]["nbgrader"] | {"checksum": source.checksum, "cell_type": source.cell_type}
        cell = cell | {"source": _split(source.source), "metadata": cell["metadata"] | {"nbgrader": words}}
    return cell


def _name(cell: Mapping[str, Any]) -> str | None:
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def _dumped(tree: dict[str, Any]) -> str:
    """Return JSON as nbformat writes it."""
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True)


def _written(cell: dict[str, Any]) -> str:
    """Return a cell as it stands in a notebook's file; a text's own line endings are escaped in it."""
    return "\n".join("  " + line for line in _dumped(cell).split("\n"))


def _output(kind: str, text: str, number: int | None = None, item: str | None = None) -> str:
    """Return an output as it stands in a notebook's file, as `_written` would write it, but many times as fast.

    One that holds the answer to an ``item`` says so, as several questions may be about one answer.
    """
    lines = ",\n".join("       " + _quoted(line) for line in _split(text))
    count = "" if number is None else f'     "execution_count": {number},\n'
    about = "{}" if item is None else f'{{\n      "coprod": {{\n       "item": {json.dumps(item)}\n      }}\n     }}'
    return (
        '    {\n     "data": {\n      "text/plain": ['
        + (f"\n{lines}\n      ]" if lines else "]")
        + f'\n     }},\n{count}     "metadata": {about},\n     "output_type": "{kind}"\n    }}'
    )


def _split(text: str) -> list[str]:
    """Return a text line by line, as nbformat writes it."""
    return text.splitlines(True)
