"""Exercises as data: what an assignment asks, what its key says, and what a learner's responses earn on it.

An assignment is two YAML files: ``source/NAME/items.yaml``, which learners hold, and ``keys/NAME.yaml``, which stays
with the trainer. `load_assignment` reads only the first. This package must not read a learner's files or know what a
gradebook is, and writes nothing but the notebooks of a trainer's course folder (``writing``).
"""

from .assignment import Assignment, Part, Question
from .load import assignment_names, load_assignment, load_key
from .marks import Keyed, Marked, examples, mark

__all__ = [
    "Assignment",
    "Keyed",
    "Marked",
    "Part",
    "Question",
    "assignment_names",
    "examples",
    "load_assignment",
    "load_key",
    "mark",
]
