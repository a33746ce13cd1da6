"""The plain notebooks that the course is compared with: one cell each, written as people write them."""

from typing import Any

SLIDER = """\
from ipywidgets import IntSlider
IntSlider()
"""

# The beam of a power balance, with as few shapes as it has.
_DRAW = """\
import matplotlib.pyplot as plt
from math import cos, radians, sin

def draw(place):
    figure, axes = plt.subplots()
    tip = radians(11 * (place - 50) / 50)
    across, up = 88 * cos(tip), 88 * sin(tip)
    axes.add_patch(plt.Rectangle((60, 4), 80, 38, alpha=0.2))
    axes.plot([100 - across, 100 + across], [20 + up, 20 - up], color="black")
    axes.plot([100 - across], [20 + up], "s")
    axes.plot([100 + across], [20 - up], "o")
    axes.plot([100 + (place - 50) / 50 * across], [28 - (place - 50) / 50 * up], "o", markersize=12)
    axes.text(100, 46, "shared", ha="center")
    axes.set(xlim=(0, 200), ylim=(-10, 60))
    axes.axis("off")
    return figure
"""

OUTPUT = f"""\
{_DRAW}
from ipywidgets import IntSlider, VBox, interactive_output

def show(place):
    draw(place)
    plt.show()

slider = IntSlider(50, 0, 100, 25)
VBox([slider, interactive_output(show, {{"place": slider}})])
"""

IMAGE = f"""\
{_DRAW}
from io import BytesIO
from ipywidgets import Image, IntSlider, VBox

def png(place):
    figure, file = draw(place), BytesIO()
    figure.savefig(file, format="png")
    plt.close(figure)
    return file.getvalue()

slider = IntSlider(50, 0, 100, 25)
image = Image(value=png(50))
slider.observe(lambda change: setattr(image, "value", png(change["new"])), "value")
VBox([slider, image])
"""

LABEL = """\
from ipywidgets import IntSlider, Label, VBox

slider, label = IntSlider(50, 0, 100, 25), Label("50")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
VBox([slider, label])
"""


def notebook(source: str) -> dict[str, Any]:
    """Return a notebook with one code cell."""
    cell = {
        "cell_type": "code",
        "id": "cell",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source.strip().splitlines(keepends=True),
    }
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
