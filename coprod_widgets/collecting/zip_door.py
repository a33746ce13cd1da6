"""nbgrader's own ``zip_collect`` with the zips that learners hand in: of two of one day, the later one counts.

``nbgrader_config.py`` names it. nbgrader unpacks the zips and copies the files; `coprod collect` is more careful.
"""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import FileNameCollectorPlugin

from coprod_widgets import records
from coprod_widgets.marking.submissions import MAX_SMALL_BYTES, TIMESTAMP, when


class HandInCollector(FileNameCollectorPlugin):
    """Takes the time of a hand-in from its own ``timestamp.txt``: the name of its zip has only the day."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return whose a file is, which file it is, and when it was handed in; None for a file that is not wanted."""
        told = super().collect(submitted_file)
        if told is None:
            return None
        try:
            at, _ = when(records.load(Path(submitted_file).with_name(TIMESTAMP), MAX_SMALL_BYTES))
        except records.RecordError:
            at = None
        return told if at is None else told | {"timestamp": at.isoformat(sep=" ")}
