"""Answers as people give them, and ways to look at a picture's parts."""

import itertools

import pytest

MOMENTS = ("plan", "design", "decide", "deliver", "review")


@pytest.fixture
def asked():
    """Return an answer with a moment nobody spoke of and one without an answer."""
    return {"stages": {"plan": 0, "design": 25, "decide": 100, "deliver": "not said"}, "brings": ["opinions"]}


@pytest.fixture
def shared():
    """Return an answer with every moment answered, one as a number between two positions."""
    return {"stages": {"plan": 50, "design": 60, "decide": 75, "deliver": 100, "review": 50}, "brings": ["ideas"]}


@pytest.fixture
def six(shared, asked):
    """Return six answers, all but the last the same at every moment."""
    names = ("Before", "After a year", "The reference group's own view", "Team four", "Team 5", "Ines")
    return dict.fromkeys(names, shared) | {"Ines": asked}


class Parts:
    """What there is in a picture."""

    def __init__(self, figure):
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        self.figure = figure
        [self.axes] = figure.axes
        self.renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(self.renderer)

    @property
    def marks(self):
        """Return the named marks as id -> (number across, inches down)."""
        named = [line for line in self.axes.lines if line.get_gid()]
        return {line.get_gid(): (line.get_xdata()[0], round(float(line.get_ydata()[0]), 3)) for line in named}

    @property
    def texts(self):
        """Return the texts that can be seen."""
        return [text for text in self.axes.texts if text.get_text()]

    @property
    def words(self):
        """Return all that is written, line by line."""
        return " ".join(text.get_text() for text in self.texts)

    def boxes(self):
        """Return each text with where it lies, in pixels."""
        return [(text.get_text(), text.get_window_extent(self.renderer)) for text in self.texts]

    def overlapping(self):
        """Return the pairs of texts that lie on each other."""
        return [
            (one, two) for (one, a), (two, b) in itertools.combinations(self.boxes(), 2) if a.padded(-0.5).overlaps(b)
        ]

    def outside(self):
        """Return the texts that stick out of the paper."""
        width, height = self.figure.canvas.get_width_height()
        return [text for text, box in self.boxes() if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]


@pytest.fixture
def parts():
    """Return a way to look at a picture's parts."""
    return Parts


def _light(colour):
    from matplotlib.colors import to_rgb

    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.fixture
def contrast():
    """Return the contrast of two colours, 1 to 21, as WCAG counts it."""

    def contrast(one, two):
        high, low = sorted((_light(one), _light(two)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    return contrast
