"""Marks: an item and a response in, a score out.

Pure functions, one per interaction: no widgets, no files, no clock. The same function marks in the widget and for a
cohort, so a mark never depends on where it was made.
"""

from .audit import Mark, is_rated, least_known, mark_of, widest_gap
from .balance import mark_for_moment
from .highlight import MAX_SPANS, Overlap, highlight_examples, overlap
from .items import SCALE, example_responses, mark_for, problem, score
from .links import all_pairs
from .parts import DECIMALS, Example, Part, Score, Verdict

__all__ = [
    "DECIMALS",
    "MAX_SPANS",
    "SCALE",
    "Example",
    "Mark",
    "Overlap",
    "Part",
    "Score",
    "Verdict",
    "all_pairs",
    "example_responses",
    "highlight_examples",
    "is_rated",
    "least_known",
    "mark_for",
    "mark_for_moment",
    "mark_of",
    "overlap",
    "problem",
    "score",
    "widest_gap",
]
