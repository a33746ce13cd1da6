"""Learners' answers: append them to ``answers.jsonl``, read them back, and the limits that everyone keeps to.

The two ways share their checks, so whatever `append` has accepted `read` gives back. This package must not
mark anything, know what an item is, or import widgets.
"""

from .deletion import Deletion, copies, forget
from .file import (
    ANSWERS,
    LOCK_SECONDS,
    MAX_ASIDE,
    MAX_FILE_BYTES,
    Aside,
    Deleted,
    Reading,
    RecordError,
    append,
    load,
    read,
    reading_of,
)
from .follow import Follower
from .line import (
    MAX_ATTEMPT,
    MAX_DEPTH,
    MAX_ENTRIES,
    MAX_LINE_BYTES,
    MAX_NUMBER,
    MAX_TEXT,
    Marks,
    Record,
    attempts,
    latest,
    new_record,
    response_problem,
)

__all__ = [
    "ANSWERS",
    "LOCK_SECONDS",
    "MAX_ASIDE",
    "MAX_ATTEMPT",
    "MAX_DEPTH",
    "MAX_ENTRIES",
    "MAX_FILE_BYTES",
    "MAX_LINE_BYTES",
    "MAX_NUMBER",
    "MAX_TEXT",
    "Aside",
    "Deleted",
    "Deletion",
    "Follower",
    "Marks",
    "Reading",
    "Record",
    "RecordError",
    "append",
    "attempts",
    "copies",
    "forget",
    "latest",
    "load",
    "new_record",
    "read",
    "reading_of",
    "response_problem",
]
