"""Hands in, as a learner's page would: answers in ``submitted/STUDENT/ASSIGNMENT``."""

from coprod_widgets import exercises, records
from coprod_widgets.content.page import digest
from coprod_widgets.exercises.marks import fact_asks

NAME = "small"
ON_TIME = "2026-11-20 12:00:00.000000 UTC"


def keyed(course):
    """Return the small assignment with its key."""
    return exercises.load_key(exercises.load_assignment(course / "source" / NAME), course / "keys")


def correct(small):
    """Return the right response to everything that a machine marks, and a text for the rest."""
    right = {item.id: one.response for item, one in exercises.examples(small)[::-1] if one.name == "correct"}
    return right | {"own": "We decide together."}


def line(item, response, unit=NAME, **fields):
    """Return one line of answers."""
    how = {"digest": digest(item), "interaction": item.interaction, "checked": False} | fields
    return records.new_record(unit=unit, item=item.id, response=response, **how)


def items(small):
    """Return every item of the assignment as a learner's page has it, by id."""
    own = small.assignment.items
    return {one.id: one for one in [*own, *(ask for item in own if item.id == "two" for ask in fact_asks(item))]}


def folder(course, student):
    """Return the folder that a learner hands in."""
    return course / "submitted" / student / NAME


def hand_in(course, student, responses, stamp=ON_TIME):
    """Put a learner's responses where nbgrader's collect would; return the folder."""
    small, place = keyed(course), folder(course, student)
    place.mkdir(parents=True, exist_ok=True)
    shown = items(small)
    (place / "answers.jsonl").unlink(missing_ok=True)
    for name, response in responses.items():
        records.append(place / "answers.jsonl", line(shown[name], response))
    (place / ".answers.jsonl.lock").unlink(missing_ok=True)
    if stamp is not None:
        (place / "timestamp.txt").write_text(stamp)
    return place
