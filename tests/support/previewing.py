"""Tries an exercise out as a trainer does: answers in the widgets of the trainer's copy, and what its buttons show."""

import json

from coprod_widgets.desk import Desk
from coprod_widgets.notebook import Exercise
from coprod_widgets.widgets.base import ItemWidget
from coprod_widgets.widgets.marks_preview import MarksPreview


class Tried:
    """A question of the trainer's copy, ``source/NAME`` of a course folder, as its page has it.

    Parameters
    ----------
    course
        The course folder.
    name
        The exercise.
    question_id
        The question.
    """

    def __init__(self, course, name, question_id):
        page = Exercise(name, Desk(course / "source" / name, keeps=False)).question(question_id)
        self.widgets = {one.shows.id: one for one in page.children if isinstance(one, ItemWidget)}
        self.at_first = {item_id: widget.value for item_id, widget in self.widgets.items()}
        [self.button] = [one for one in page.children if isinstance(one, MarksPreview)]
        self.sent = []
        self.button.send = lambda message, *_, **__: self.sent.append(message)

    def press(self):
        """Press the button; return what the page is sent."""
        self.button._on_message(self.button, {"kind": "show"}, [])
        return self.sent[-1]

    def answer(self, responses):
        """Answer so and nothing else, and return what the page is sent; what a widget does not take is no answer.

        Returns
        -------
        tuple
            The last message, and what the widgets took, as it would be kept.
        """
        taken = {}
        for item_id, widget in self.widgets.items():
            widget.value = self.at_first[item_id]
            if item_id in responses and widget.takes(responses[item_id]):
                widget.value = responses[item_id]
                taken[item_id] = json.loads(json.dumps(widget.value))
        return self.sent[-1], taken
