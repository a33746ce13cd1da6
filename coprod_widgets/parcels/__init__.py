"""The two zip files that go between a trainer and a learner: an exercise that is released, and one that is handed in.

A zip is read as hostile data: into memory, within limits, and nothing that it says decides where a file is written.
Must not know nbgrader, must not mark, and must run nothing.
"""

from .opening import HAND_IN, Limits, Opened, ParcelError, load
from .released import Release, read_release, released

__all__ = ["HAND_IN", "Limits", "Opened", "ParcelError", "Release", "load", "read_release", "released"]
