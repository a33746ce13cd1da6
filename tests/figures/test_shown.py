"""A picture in a notebook: an image that brings its words, light and dark, plain and Easy Read, from nowhere else."""

import base64
import html
import re
from xml.etree import ElementTree

import msgspec
import pytest

from coprod_widgets import content
from coprod_widgets.content.pictures import ProfileFigure, Response, Series
from coprod_widgets.content.schema import Words
from coprod_widgets.desk import Desk
from coprod_widgets.figures import FigureError, describe, power_profile, shown
from coprod_widgets.notebook import Unit

IMAGE = re.compile(r'<img([^>]*) alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]+)">')


def images(one):
    return [
        (marks, html.unescape(alt), base64.b64decode(data)) for marks, alt, data in IMAGE.findall(one._repr_html_())
    ]


def test_an_image_has_its_words_as_its_alternative(shared):
    """Whoever does not see the picture hears it; a page without images prints it."""
    figure = power_profile({'Ana\'s "own" <club>': shared})
    [(_, alt, drawn)] = images(shown(figure))

    assert describe(figure) == alt == repr(shown(figure))
    assert 'Ana\'s "own" <club>: people alone.' in alt
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


def test_an_image_asks_nothing_of_the_network(shared):
    """Everything is in it: letters as shapes, no link, no picture of another place."""
    one = shown(power_profile(shared), dark=power_profile(shared, dark=True))
    for _, _, drawn in images(one):
        links = [value for tag in ElementTree.fromstring(drawn).iter() for name, value in tag.items() if "href" in name]
        assert all(link.startswith("#") for link in links)
    assert "http" not in IMAGE.sub("", one._repr_html_())


def test_an_image_is_no_heavier_than_it_looks(shared):
    """What only a reader of the file would see is left out, and each letter still has its shape and its place."""
    [(_, _, drawn)] = images(shown(power_profile(shared)))
    tags = list(ElementTree.fromstring(drawn).iter())
    letters = [tag for tag in tags if tag.tag.endswith("use") and tag.get("x")]
    named = {tag.get("{http://www.w3.org/1999/xlink}href").removeprefix("#") for tag in letters}

    assert named
    assert named <= {tag.get("id") for tag in tags}
    assert all(float(tag.get("x")) >= 0 for tag in letters)
    assert b"<!--" not in drawn
    assert b"\n" not in drawn


def test_light_and_dark_are_two_images_of_which_one_is_seen(shared):
    """The dark one is hidden until JupyterLab says that its theme is dark."""
    one = shown(power_profile(shared), dark=power_profile(shared, dark=True))
    light, dark = images(one)

    assert "data-light" in light[0]
    assert "none" not in light[0]
    assert "data-dark" in dark[0]
    assert "display:none" in dark[0]
    assert '[data-jp-theme-light="false"]' in one._repr_html_()


@pytest.mark.parametrize("other", [None, "a text", 5])
def test_what_is_no_picture_of_ours_is_said_in_a_sentence(other):
    """Only pictures made here bring words."""
    for way in (describe, shown):
        with pytest.raises(FigureError, match="only those bring their words"):
            way(other)


def test_a_plot_of_somebody_else_has_no_words():
    """No description is made up."""
    from matplotlib.figure import Figure

    with pytest.raises(FigureError, match="got a value of type Figure; allowed: a picture from"):
        describe(Figure())


# --- a unit's own pictures ---------------------------------------------------------------------------


@pytest.fixture
def unit(tmp_path, monkeypatch):
    """Return a unit with one picture."""
    series = [
        Series(name=Words("Elm Street"), response=Response(stages={"plan": 50, "decide": "not said"})),
        Series(name=Words("The old hall", "Old hall"), response=Response(stages={"plan": 0}, returned=True)),
    ]
    figure = ProfileFigure(id="two-clubs", title=Words("Two clubs", "Clubs"), series=series)
    four = content.load_unit("04")
    changed = msgspec.structs.replace(four, unit=msgspec.structs.replace(four.unit, figures=[figure]))
    real = content.load_unit
    monkeypatch.setattr(content, "load_unit", lambda number: changed if number == "04" else real(number))
    return Unit("04", Desk(tmp_path))


def test_a_unit_shows_its_picture_in_every_wording_and_colour(unit):
    """Four images; each wording has its own words, and they are those of the unit's file."""
    plain, plain_dark, easy, easy_dark = images(unit.figure("two-clubs"))

    assert plain[1] == plain_dark[1]
    assert easy[1] == easy_dark[1]
    assert plain[1].startswith("Two clubs. ")
    assert easy[1].startswith("Clubs. ")
    assert "The old hall: the organisation alone." in plain[1]
    assert "Old hall: the organisation alone." in easy[1]
    assert all("data-dark" in one[0] for one in (plain_dark, easy_dark))


def test_a_unit_s_picture_has_its_words_below_it_for_who_sees_it_small(unit):
    """On a phone a picture's letters are small; opened, the words stand there as large as the page's own."""
    one = unit.figure("two-clubs")
    plain, _, easy, _ = images(one)
    below = re.findall(r"<summary>The same in words</summary><p>(.*?)</p></details>", one._repr_html_())

    assert [plain[1], easy[1]] == [html.unescape(words) for words in below]


def test_where_the_page_does_not_know_the_learner_s_setting_decides(unit):
    """In a Jupyter without the course's extension the wording is the one that was chosen before."""
    assert '<div class="coprod-figure-easy" style="display:none">' in unit.figure("two-clubs")._repr_html_()

    Unit("00", unit._desk).activity("reading").set_state({"via": "tap", "value": ["easy"]})

    assert '<div class="coprod-figure-plain" style="display:none">' in unit.figure("two-clubs")._repr_html_()
    assert repr(unit.figure("two-clubs")).startswith("Clubs. ")


def test_showing_a_picture_writes_nothing(unit):
    """A picture that a page shows when it opens is no answer."""
    unit.figure("two-clubs")

    assert not unit._desk.answers_path.exists()


def test_a_picture_that_is_not_there_is_said_with_the_nearest(unit):
    """A typing slip in a notebook is a sentence."""
    with pytest.raises(content.ContentError, match="Unit 04 has no picture 'two-club'; the nearest is 'two-clubs'"):
        unit.figure("two-club")
    with pytest.raises(content.ContentError, match="Unit 00 has no picture 'two-clubs'; it has none"):
        Unit("00", unit._desk).figure("two-clubs")
