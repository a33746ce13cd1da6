"""Progress is told from the first moment, with the time left."""

import io

import pytest

from coprod_widgets.marking.progress import Progress


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self):
        """Say that it is one."""
        return True


class Clock:
    """A clock that the test moves."""

    now = 100.0

    def __call__(self):
        """Return its time, in seconds."""
        return self.now


def test_before_nbgrader_has_started_it_says_how_long_it_will_take():
    screen, elsewhere = Screen(), io.StringIO()
    for count in (1000, 1):
        Progress(screen, Clock()).starting(count)
        Progress(elsewhere, Clock()).starting(count)

    assert [
        "",
        "Starting nbgrader, then 1,000 submissions: about 7 seconds left",
        "Starting nbgrader, then 1 submission: about 3 seconds left",
    ] == screen.getvalue().split("\r")
    # Where it can't be cleared away it would stand above an error.
    assert "" == elsewhere.getvalue()


def test_elsewhere_than_on_a_screen_a_line_comes_every_five_seconds():
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, clock)
    progress.begin(100)
    for _ in range(100):
        clock.now += 1
        progress.step()

    told = stream.getvalue().splitlines()
    assert ["Looked at 0 of 100: about 1 second left", "Looked at 5 of 100: about 95 seconds left"] == told[:2]
    assert 21 == len(told)


def test_on_a_screen_one_line_changes_and_is_cleared_away():
    stream, clock = Screen(), Clock()
    progress = Progress(stream, clock)
    progress.starting(3)
    progress.begin(3)
    for _ in range(3):
        clock.now += 1
        progress.step()
    progress.end()

    assert "\n" not in stream.getvalue()
    lines = stream.getvalue().split("\r")
    assert "Looked at 2 of 3: about 1 second left" == lines[4].strip()
    assert ["", ""] == [lines[-2].strip(), lines[-1]]


@pytest.mark.parametrize(("count", "left"), [(1, "100 minutes"), (0, "1 second")])
def test_long_times_are_told_in_minutes(count, left):
    stream, clock = io.StringIO(), Clock()
    progress = Progress(stream, clock)
    progress.begin(101)
    for _ in range(count):
        clock.now += 60
        progress.step()

    assert stream.getvalue().splitlines()[-1].endswith(f"about {left} left")
