"""Tells how far marking has come and how long it will take, from the first moment.

On a screen it is one line that changes; elsewhere a line now and then. Must not know what is being done.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

START_SECONDS = 3.0
"""How long nbgrader takes to start, in seconds, on an ordinary laptop."""
EACH_SECONDS = 0.004
"""How long one submission takes, in seconds, before any has been measured."""

_ON_SCREEN, _ELSEWHERE = 0.1, 5.0


class Progress:
    """One line about how far it is.

    Parameters
    ----------
    stream
        Where it is told.
    clock
        Gives seconds; the tests pass another.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._screen = stream.isatty()
        self._total = self._count = 0
        self._began = self._told_at = clock()
        self._width = 0

    def starting(self, total: int) -> None:
        """Say on a screen that it begins, with about ``total`` submissions to come.

        Elsewhere the line would stay above an error, as if something had been done.
        """
        left = _seconds(START_SECONDS + EACH_SECONDS * total)
        submissions = "1 submission" if total == 1 else f"{total:,} submissions"
        if self._screen:
            self._tell(f"Starting nbgrader, then {submissions}: about {left} left")

    def begin(self, total: int) -> None:
        """Start to count, from 0 to ``total``."""
        self._total, self._count, self._began = total, 0, self._clock()
        self._tell(self._line())

    def step(self) -> None:
        """Count one more."""
        self._count += 1
        wait = _ON_SCREEN if self._screen else _ELSEWHERE
        if self._clock() - self._told_at >= wait or (self._screen and self._count == self._total):
            self._tell(self._line())

    def end(self) -> None:
        """Leave the line."""
        if self._screen and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()

    def _line(self) -> str:
        each = (self._clock() - self._began) / self._count if self._count else EACH_SECONDS
        left = _seconds(each * (self._total - self._count))
        return f"Looked at {self._count:,} of {self._total:,}: about {left} left"

    def _tell(self, text: str) -> None:
        self._told_at = self._clock()
        if self._screen:
            self._stream.write("\r" + text.ljust(self._width))
            self._width = len(text)
        else:
            self._stream.write(text + "\n")
        self._stream.flush()


def _seconds(seconds: float) -> str:
    """Return a time in words, rounded up."""
    whole = max(1, round(seconds + 0.49))
    if whole < 100:
        return "1 second" if whole == 1 else f"{whole} seconds"
    return f"{round(whole / 60)} minutes"
