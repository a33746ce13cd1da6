"""A picture of numbers: bars as long as their numbers, with date, group, comparison and source, never apart."""

import pytest

from coprod_widgets import content
from coprod_widgets.figures import describe, number_bars
from coprod_widgets.figures.sheet import DARK, LIGHT, SMALL

NUMBERS = content.load_practice().numbers
each = pytest.mark.parametrize("numbers", NUMBERS, ids=lambda numbers: numbers.id)


def bars(seen):
    return {patch.get_gid(): patch for patch in seen.axes.patches if patch.get_gid()}


@each
def test_a_bar_is_as_long_as_its_number_and_begins_at_nothing(numbers, parts):
    """No axis is cut off, so that a small difference never looks large."""
    drawn = bars(parts(number_bars(numbers)))

    assert {bar.id: bar.value for bar in numbers.bars} == {id_: patch.get_width() for id_, patch in drawn.items()}
    assert {0} == {patch.get_x() for patch in drawn.values()}


@each
@pytest.mark.parametrize("easy", [False, True])
def test_date_group_comparison_and_source_stand_on_the_picture(numbers, parts, easy):
    """The picture and its description say the same, in the wording asked for."""
    figure = number_bars(numbers, easy=easy)
    seen, told = parts(figure).words, describe(figure)

    for words in (numbers.title, numbers.measure, numbers.when, numbers.who, numbers.compared, numbers.said_by):
        text = words.easy if easy else words.text
        assert text in seen
        assert text in told
    for bar in numbers.bars:
        name, number = (bar.name.easy, bar.shown.easy) if easy else (bar.name.text, bar.shown.text)
        assert name in seen
        assert f"{name}: {number}" in told
    for derived in numbers.derived:
        assert (derived.words.easy if easy else derived.words.text) in told


@each
@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_every_word_can_be_read(numbers, parts, contrast, easy, dark):
    """Nothing overlaps, sticks out, is too small or too pale; bars stand out from the paper by their edges."""
    seen, colours = parts(number_bars(numbers, easy=easy, dark=dark)), DARK if dark else LIGHT

    assert [] == seen.overlapping()
    assert [] == seen.outside()
    for text in seen.texts:
        assert text.get_fontsize() >= SMALL
        assert contrast(text.get_color(), colours.paper) >= 4.5, text.get_text()
    for patch in bars(seen).values():
        assert contrast(patch.get_edgecolor()[:3], colours.paper) >= 3
