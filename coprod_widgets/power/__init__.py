"""The reading of a power balance: what somebody answered about a piece of work, and what the rules make of it.

Pure functions over the rules in ``content/balance.yaml``: no widgets, no files of its own, no clock, no marks. A
reading is a teaching model's, never a measurement, so nothing here adds moments up, averages them or makes one
number of them.
"""

from .reading import Beside, Lean, Reading, read
from .response import MAX_LIMIT, MOMENTS, PARTS, PowerError, problem
from .rules import Row, position, table, with_numbers

__all__ = [
    "MAX_LIMIT",
    "MOMENTS",
    "PARTS",
    "Beside",
    "Lean",
    "PowerError",
    "Reading",
    "Row",
    "position",
    "problem",
    "read",
    "table",
    "with_numbers",
]
