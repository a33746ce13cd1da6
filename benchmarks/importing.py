"""How long imports take, each in a fresh Python."""

import subprocess
import sys
from collections.abc import Callable

IMPORTS = [
    "import coprod_widgets",
    "import anywidget",
    "from coprod_widgets import unit",
    "import ipywidgets",
    "from coprod_widgets import PowerBalance",
]


def measure(runs: int, note: Callable[[str, float], None]) -> None:
    """Time every import in turns, and note each in milliseconds; the first turn warms up the computer's file cache.

    Parameters
    ----------
    runs
        Turns that count, 1 or more.
    note
        Takes the import as it is written, and how long it took in milliseconds.
    """
    for turn in range(runs + 1):
        for statement in IMPORTS:
            took = _time(statement)
            if turn:
                note(statement, took)


def _time(statement: str) -> float:
    # The clock is in the new Python itself, so its own start does not count, which would make all look more alike.
    code = f"import time; began = time.perf_counter(); {statement}; print(time.perf_counter() - began)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout) * 1000
