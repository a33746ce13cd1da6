"""Exercises as data: what an assignment asks, what its key says, and what a learner's responses earn on it.

An assignment is two YAML files: ``source/NAME/items.yaml``, which learners hold, and ``keys/NAME.yaml``, which stays
with the trainer. `load_assignment` reads only the first. This package must not read a learner's files or know what a
gradebook is, and writes nothing but a course folder's notebooks (``writing``).
"""

from .assignment import Assignment, Part, Question, names_facts, told_apart
from .checking import check_course, own_course
from .key_changes import key_changes
from .load import ITEMS, assignment_names, load_assignment, load_key
from .marks import Keyed, Marked, examples, fact_asks, mark

__all__ = [
    "ITEMS",
    "Assignment",
    "Keyed",
    "Marked",
    "Part",
    "Question",
    "assignment_names",
    "check_course",
    "examples",
    "fact_asks",
    "key_changes",
    "load_assignment",
    "load_key",
    "mark",
    "names_facts",
    "own_course",
    "told_apart",
]
