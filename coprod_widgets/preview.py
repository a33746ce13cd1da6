"""A trainer tries an exercise out with its key: below each question, what is answered now earns, and why.

The only place that knows a key and a page. It is there in ``source/NAME`` of a trainer's course folder alone, reads a
key when the button is pressed, and keeps nothing. Must not mark: `exercises.mark` does, as everywhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from ipywidgets import VBox

from coprod_widgets import content, exercises
from coprod_widgets.content import ContentError
from coprod_widgets.content.page import words_view
from coprod_widgets.content.words import Words, joined
from coprod_widgets.course_folder import config
from coprod_widgets.desk import Desk
from coprod_widgets.exercises import Assignment, Keyed, Question, sheet
from coprod_widgets.exercises.reasons import Reasons, worth
from coprod_widgets.widgets.base import ItemWidget
from coprod_widgets.widgets.marks_preview import MarksPreview
from coprod_widgets.widgets.saying import say


def with_marks(desk: Desk, asked: Assignment, question_id: str, page: VBox) -> VBox:
    """Return a question's page with the button that shows its marks; as it is, outside a trainer's ``source/NAME``.

    Parameters
    ----------
    desk
        Where the question is shown; it says in which folder.
    asked
        The exercise, as a learner holds it.
    question_id
        Which question of it.
    page
        The question, as a learner has it.
    """
    course = course_of(desk.folder)
    if course is None:
        return page
    question = asked.question(question_id)
    shown = [one for one in page.children if isinstance(one, ItemWidget)]
    look = _Preview(course, asked, question, shown).look
    preview = MarksPreview(question.id, question.title, question.by, look)
    for widget in shown:
        widget.observe(preview.follow, "value")
    desk.lay(preview, asked.assignment, f"preview-{question.id}")
    page.children = (*page.children, preview)
    return page


def course_of(folder: Path) -> Path | None:
    """Return the course folder whose own copy of an exercise lies in ``folder``; None where it is no such copy.

    A learner's folder may be called ``source`` as well, but has no keys and no nbgrader configuration beside it.
    """
    course = folder.parent.parent
    is_one = any((course / name).exists() for name in (config.CONFIG, config.KEYS))
    return course if folder.parent.name == "source" and is_one else None


class _Preview:
    """What one question's button shows."""

    def __init__(self, course: Path, asked: Assignment, question: Question, shown: Sequence[ItemWidget]) -> None:
        self._course, self._asked, self._question, self._shown = course, asked, question, shown
        self._keyed: Keyed | None = None
        self._problem: dict[str, Any] | None = None

    def look(self, pressed: bool) -> dict[str, Any]:
        """Return a sentence and what stands below it; the key is read anew when the button was pressed."""
        if pressed:
            self._read()
        if self._problem is not None:
            return {"says": self._problem, "rows": []}
        if self._question.by == "person":
            said = say("preview-person", max=f"{self._question.points:g}")
            return {"says": said, "rows": [words_view(one) for one in _scheme(self._keyed, self._question)]}
        responses = self._responses()
        [marked] = [one for one in exercises.mark(self._keyed, responses) if one.question.id == self._question.id]
        rows = Reasons(self._keyed).rows(marked, responses)
        return {
            "says": words_view(worth(marked.raw, self._question.points)),
            "rows": [words_view(one) for one in rows],
        }

    def _read(self) -> None:
        self._keyed = self._problem = None
        try:
            folder = config.keys_dir(self._course)
        except config.CourseError as error:
            self._problem = say("preview-problem", problem=error)
            return
        try:
            self._keyed = exercises.load_key(self._asked, folder)
        except ContentError as error:
            found = {"folder": folder, "problem": error.problems[0], "n": len(error.problems)}
            self._problem = say("preview-key" if len(error.problems) == 1 else "preview-key-more", **found)

    def _responses(self) -> Mapping[str, Any]:
        """Return what is answered now, as an answers file would hold it."""
        return msgspec.json.decode(msgspec.json.encode({one.shows.id: one.value for one in self._shown}))


def _scheme(keyed: Keyed, question: Question) -> Iterator[Words]:
    """Yield the mark scheme of a question that a person marks, level by level, each with its example."""
    rubric = keyed.rubric(question.id)
    for level in rubric.levels:
        marks = joined([sheet.marks(level.points), level.name], ": ")
        yield joined([marks, level.words], ". ")
        yield content.said("sheet-example", text=level.example)
    if rubric.earns_nothing is not None:
        yield content.said("sheet-earns-nothing", text=rubric.earns_nothing)
