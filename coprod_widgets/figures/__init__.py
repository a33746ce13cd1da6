"""Pictures of the course: who decides, where cases were put, definitions, ideas in lists, numbers, examples.

Data in, a matplotlib ``Figure`` out, with its twin in words. Nothing here is added up to one number. This package must
not import widgets, and must not import matplotlib before a picture is asked for: a learner never waits for what they
do not use.
"""

from .course import shown_of_unit
from .definitions import definition_themes
from .ideas import ideas_in_lists
from .numbers import number_bars
from .profile import power_profile
from .sorting import sorting_differences
from .strips import audit_strips
from .twin import FigureError, Shown, address, describe, shown

__all__ = [
    "FigureError",
    "Shown",
    "address",
    "audit_strips",
    "definition_themes",
    "describe",
    "ideas_in_lists",
    "number_bars",
    "power_profile",
    "shown",
    "shown_of_unit",
    "sorting_differences",
]
