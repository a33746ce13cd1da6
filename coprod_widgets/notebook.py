"""What a notebook calls: ``unit("04").activity("sort-clear")`` shows an activity with the learner's answers in it.

In an exercise it is ``exercise("ex2-power").question("who-decides")``. Must not mark, keep or hold words, and must read
no key of an exercise: ``preview`` does, for a trainer.
"""

from functools import cache
from pathlib import Path

from ipywidgets import VBox

from coprod_widgets import content, figures
from coprod_widgets.desk import Desk, pages
from coprod_widgets.desk.asking_again import opening_page
from coprod_widgets.desk.folders import home_of, is_trainers_copy
from coprod_widgets.widgets.base import ItemWidget
from coprod_widgets.widgets.hand_in import HandIn
from coprod_widgets.widgets.learning_record import LearningRecord
from coprod_widgets.widgets.my_answers import MyAnswers
from coprod_widgets.widgets.reference import Reference
from coprod_widgets.widgets.start_page import StartPage

_FOLDER = Path.cwd()
"""The notebook's folder, where answers are kept; a cell that changes the folder later does not move them."""


def unit(number: str) -> "Unit":
    """Return one unit of the course, with the learner's answers from this notebook's folder.

    Parameters
    ----------
    number
        The unit's number as text: ``"00"``, ``"04"``.

    Raises
    ------
    ContentError
        If the course has no such unit; the message names those that it has.
    """
    return Unit(number, _desk())


class Unit:
    """One unit: shows its activities and checks, each as the learner left it."""

    def __init__(self, number: str, desk: Desk) -> None:
        self.number = number
        self._words = content.load_unit(number)
        self._desk = desk

    def __repr__(self) -> str:
        return f"unit({self.number!r})"

    def activity(self, item_id: str) -> ItemWidget:
        """Show an activity: try things out; nothing here counts."""
        return self._show(item_id, "activity")

    def check(self, item_id: str) -> ItemWidget:
        """Show a check: a question with feedback at once."""
        return self._show(item_id, "check")

    def figure(self, figure_id: str) -> figures.Shown:
        """Show a picture of this unit, in the wording and the colours that the page is read in.

        Raises
        ------
        ContentError
            If the unit has no such picture; the message names those that it has.
        """
        return figures.shown_of_unit(self._words.figure(figure_id), easy=self._desk.setting("easy"))

    def opening(self) -> VBox:
        """Show three questions of earlier units, this learner's errors first; they never count for this unit."""
        return opening_page(self._desk, self.number)

    def start(self) -> StartPage:
        """Show the list of units with where the learner is in each."""
        return pages.start_page(self._desk)

    def review(self) -> VBox:
        """Show this learner's own errors that come back today, and when the next ones do."""
        return pages.review_page(self._desk)

    def answers(self) -> MyAnswers:
        """Show what is kept and where, with a way to export everything and a way to delete it."""
        return pages.answers_page(self._desk)

    def glossary(self) -> Reference:
        """Show every word of the glossary with its meaning and where that comes from."""
        return self._desk.reference("glossary")

    def sources(self) -> Reference:
        """Show everything that the course cites, by id."""
        return self._desk.reference("sources")

    def record(self) -> LearningRecord:
        """Show the record of learning: what was done in the whole course, to look at, to print and to save."""
        return self._desk.learning_record()

    def _show(self, item_id: str, use: str) -> ItemWidget:
        item = self._words.item(item_id)
        if item.use != use:
            raise content.ContentError([f"unit {self.number}: {item_id} is shown with .{item.use}(…), not .{use}(…)"])
        return self._desk.show(self.number, item)


def exercise(name: str) -> "Exercise":
    """Return an exercise, with the learner's answers from this notebook's folder.

    Parameters
    ----------
    name
        The assignment's name, such as ``"ex3-four-approaches"``; its ``items.yaml`` lies beside the notebook.

    Raises
    ------
    ContentError
        If there is no such file here, it is another exercise's, or it does not fit; the message says so.
    """
    return Exercise(name, _exercise_desk())


class Exercise:
    """One exercise: shows its questions, each as the learner left it, until it is handed in."""

    def __init__(self, name: str, desk: Desk) -> None:
        from coprod_widgets import exercises  # a page of the course does not wait for it

        self.name = name
        self._desk = desk
        self._asked = exercises.load_assignment(desk.folder)
        if self._asked.assignment != name:
            raise content.ContentError(
                [f"{desk.folder / exercises.ITEMS}: this is the exercise '{self._asked.assignment}', not '{name}'"]
            )

    def __repr__(self) -> str:
        return f"exercise({self.name!r})"

    def question(self, question_id: str) -> VBox:
        """Show what a question asks; nothing here says what is right, but for a button in a trainer's own copy.

        Raises
        ------
        ContentError
            If the exercise has no such question; the message names those that it has.
        """
        from coprod_widgets.desk.question_page import question_page

        page = question_page(self._desk, self._asked, question_id)
        if self._desk.keeps:
            return page
        from coprod_widgets import preview  # what knows keys is never loaded for a learner

        return preview.with_marks(self._desk, self._asked, question_id, page)

    def hand_in(self) -> HandIn:
        """Show what is answered and what is not, and the button that makes the file to hand in."""
        from coprod_widgets.desk.handing_in import hand_in_page

        return hand_in_page(self._desk, self._asked)


@cache
def _desk() -> Desk:
    return Desk(_FOLDER)


@cache
def _exercise_desk() -> Desk:
    return Desk(_FOLDER, home_of(_FOLDER), keeps=not is_trainers_copy(_FOLDER))
