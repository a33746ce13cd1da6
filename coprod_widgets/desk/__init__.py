"""A learner's desk: the widgets that lie on it, the file that keeps their answers, and the pages about all of them."""

from .desk import Desk

__all__ = ["Desk"]
