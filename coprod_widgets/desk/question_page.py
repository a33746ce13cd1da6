"""A question of an exercise on the learner's page: what it asks, with what the learner has answered. It has no key.

Must not mark, and must not read anything but the exercise that it is given and the learner's own answers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ipywidgets import VBox

from coprod_widgets import exercises
from coprod_widgets.content import ContentError
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Item, SortItem
from coprod_widgets.content.words import joined
from coprod_widgets.desk import Desk
from coprod_widgets.exercises import Assignment, Question
from coprod_widgets.widgets.base import CourseWidget, ItemWidget
from coprod_widgets.widgets.exercise_note import ExerciseNote
from coprod_widgets.widgets.saying import say


def question_page(desk: Desk, asked: Assignment, question_id: str) -> VBox:
    """Return what a question asks, one thing below the other, as the learner left it.

    What an earlier question of the page asks already is named and not asked twice.

    Parameters
    ----------
    desk
        Whose answers.
    asked
        The exercise, as a learner holds it.
    question_id
        Which question of it.

    Raises
    ------
    ContentError
        If the exercise has no such question; the message names those that it has.
    """
    question = asked.question(question_id)
    if question is None:
        ids = [one.id for one in asked.questions]
        raise ContentError([f"{asked.assignment}: there is no question '{question_id}'; allowed: {', '.join(ids)}"])
    before = asked.questions[: asked.questions.index(question)]
    shown: list[CourseWidget] = []
    if not desk.keeps and not before:
        shown.append(_note(desk, asked, f"trainer-{question.id}", say("exercise-trainer")))
    above = [one for one in question.items if _first(before, one)]
    if above:
        titles = list(dict.fromkeys(_first(before, one).title for one in above))
        note = say("exercise-above", questions=joined(titles, "; ", ". "))
        shown.append(_note(desk, asked, f"above-{question.id}", note))
    shown += [widget for one in question.items if one not in above for widget in _widgets(desk, asked, one)]
    box = VBox(shown)
    box.add_class("coprod-question-page")
    return box


def _first(questions: Sequence[Question], item_id: str) -> Question | None:
    """Return the first of some questions that asks an item."""
    return next((one for one in questions if item_id in one.items), None)


def _widgets(desk: Desk, asked: Assignment, item_id: str) -> list[ItemWidget]:
    sort_id = exercises.names_facts(item_id)
    if sort_id is None:
        return [desk.show(asked.assignment, asked.item(item_id))]
    sort = asked.item(sort_id)
    return [_fact(desk, asked, sort, ask) for ask in exercises.fact_asks(sort)]


def _fact(desk: Desk, asked: Assignment, sort: SortItem, ask: Item) -> ItemWidget:
    """Return the question what decided a case, with the case's story within reach."""
    widget = desk.show(asked.assignment, ask)
    case = next(one for one in sort.cases if one.id == ask.case)
    about = {"title": words_view(case.title), "story": words_view(case.story), "invented": case.invented}
    # Twelve questions with one wording can't be told apart by ear.
    prompt = {
        way: f"{about['title'][way] or case.title.text}. {widget.item['prompt'][way] or ask.prompt.text}"
        for way in ("text", "easy")
    }
    widget.item = widget.item | {"about": about, "prompt": prompt}
    return widget


def _note(desk: Desk, asked: Assignment, place: str, says: Mapping[str, Any]) -> ExerciseNote:
    note = ExerciseNote(says)
    desk.lay(note, asked.assignment, place)
    return note
