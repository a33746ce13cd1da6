"""Walking a branching story: where a path leads, what is on offer there, and how it ends.

Pure functions over a story of ``coprod_widgets.content``: no widgets, no files, no clock, no marks. An ending is read
by the rules of the power balance and never by points.
"""

from .walk import End, Offer, Step, StoryError, Walk, problem, walk

__all__ = ["End", "Offer", "Step", "StoryError", "Walk", "problem", "walk"]
