"""The picture of who decides says what the answer says, to everybody who looks, and no more."""

import itertools

import pytest

from coprod_widgets import content, figures
from coprod_widgets.figures import FigureError, describe, power_profile
from coprod_widgets.figures.sheet import DARK, LIGHT, MARKERS, SMALL, WIDTH
from coprod_widgets.power import MOMENTS, PowerError

LONGEST = "Waiting list group in the north of town"[:40]


def test_a_mark_stands_at_the_position_the_answer_is_read_as(parts, shared):
    """A number between two positions stands at the one whose band it falls in, and the moments go down in order."""
    marks = parts(power_profile(shared)).marks

    assert {"plan": 50, "design": 50, "decide": 75, "deliver": 100, "review": 50} == {
        name.removesuffix("/"): x for name, (x, _) in marks.items()
    }
    assert [f"{moment}/" for moment in MOMENTS] == sorted(marks, key=lambda name: marks[name][1])


def test_what_is_not_known_has_no_mark(parts, asked):
    """Not said and not answered are told in words along the whole scale, never at a place on it."""
    seen = parts(power_profile(asked))

    assert {"plan/", "design/", "decide/"} == seen.marks.keys()
    assert "not said: it could be anywhere" in seen.words
    assert "not answered" in seen.words


def test_only_the_moments_asked_for_are_drawn_and_described(parts, shared):
    """A page that does not speak of a moment yet does not show it; the order is that of the five."""
    figure = power_profile(shared, moments=["deliver", "plan"])
    marks = parts(figure).marks

    assert ["plan/", "deliver/"] == sorted(marks, key=lambda name: marks[name][1])
    assert "final yes" not in describe(figure) + parts(figure).words


def test_an_answer_without_anything_is_a_picture_without_marks(parts):
    """Nothing answered is nothing drawn on the scale."""
    seen = parts(power_profile({}))

    assert {} == seen.marks
    assert 5 == [text.get_text() for text in seen.texts].count("not answered")


def test_answers_at_one_position_do_not_hide_one_another(parts, six):
    """Six answers at one place are six marks, each on a line of its own with its name."""
    seen = parts(power_profile(six))
    height = 72 * seen.figure.get_size_inches()[1] / seen.axes.get_ylim()[0]

    for moment in MOMENTS:
        down = sorted(y for name, (_, y) in seen.marks.items() if name.startswith(f"{moment}/"))
        assert len(down) >= 5
        assert all((b - a) * height >= 11 for a, b in itertools.pairwise(down))
    assert 5 == [text.get_text() for text in seen.texts].count("Before")


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("level", ["group", "one-person"])
@pytest.mark.parametrize("count", [1, 2, 6])
def test_no_two_texts_overlap_and_none_sticks_out(parts, six, asked, easy, level, count):
    """Every word can be read."""
    responses = asked if count == 1 else dict(itertools.islice(six.items(), count - 1)) | {LONGEST: asked}
    seen = parts(power_profile(responses, easy=easy, level=level, title="Two lunch clubs, and how each began " * 2))

    assert [] == seen.overlapping()
    assert [] == seen.outside()


def test_text_can_be_read_on_a_narrow_page(parts, six):
    """At its natural size no text is below ten points; the picture is tall rather than wide."""
    seen = parts(power_profile(six))

    assert all(text.get_fontsize() >= SMALL >= 10 for text in seen.texts)
    assert seen.figure.get_size_inches()[0] == WIDTH <= 5


@pytest.mark.parametrize("dark", [False, True])
def test_text_and_marks_stand_out(parts, six, contrast, dark):
    """Text has 4.5 to 1 on paper and on the shaded zone, the edges of marks 3 to 1."""
    seen, colours = parts(power_profile(six, dark=dark)), DARK if dark else LIGHT

    for text in seen.texts:
        assert contrast(text.get_color(), colours.paper) >= 4.5, text.get_text()
        assert contrast(text.get_color(), colours.band) >= 4.5, text.get_text()
    for line in seen.axes.lines:
        if line.get_gid():
            assert contrast(line.get_markeredgecolor(), colours.band) >= 3
    assert contrast(colours.line, colours.paper) >= 3


def test_answers_can_be_told_apart_without_colour(parts, six):
    """Each answer has a shape of its own, and a colour that is far from the others."""
    from matplotlib.colors import to_rgb

    lines = [line for line in parts(power_profile(six)).axes.lines if (line.get_gid() or "").startswith("plan/")]

    assert list(MARKERS) == [line.get_marker() for line in lines]
    colours = [to_rgb(line.get_markerfacecolor()) for line in lines]
    for one, two in itertools.combinations(colours, 2):
        assert sum(abs(a - b) for a, b in zip(one, two, strict=True)) > 0.3


def test_there_is_no_legend_and_no_total(parts, six):
    """Names stand beside their marks; no number, sum or average is written anywhere."""
    names = {f"Group {letter}": answer for letter, answer in zip("ABCDEF", six.values(), strict=True)}
    seen = parts(power_profile(names))

    assert seen.axes.get_legend() is None
    assert [] == seen.figure.legends
    assert not any(letter.isdigit() for letter in seen.words)


def bands(seen):
    return {(patch.get_x(), patch.get_x() + patch.get_width()) for patch in seen.axes.patches}


def test_the_shaded_zone_is_what_counts_as_shared(parts, shared):
    """It goes from the number shared up to the number alone, and moves with them."""
    numbers = content.load_balance().values

    assert {(numbers["shared"], numbers["alone"])} == bands(parts(power_profile(shared)))
    assert {(51, numbers["alone"])} == bands(parts(power_profile(shared, rules={"shared": 51})))


def test_where_nothing_counts_as_shared_nothing_is_shaded(parts, shared):
    """A zone without width is neither drawn nor named; the words say so."""
    figure = power_profile(shared, rules={"shared": 88})

    assert set() == bands(parts(figure))
    assert "shared" not in parts(figure).words
    assert "no position counts as shared" in describe(figure)


def test_the_words_name_every_moment_every_position_and_what_is_not_known(asked, shared):
    """Whoever does not see the picture learns the same."""
    words = describe(power_profile({"Before": asked, "After": shared}, title="Our club"))
    balance = content.load_balance()

    assert words.startswith("Our club. ")
    for moment in balance.moments:
        assert moment.name.text[1:] in words
        assert f"{moment.ask.text[1:]}?" in words
    for band in balance.bands:
        assert band.words.text[1:] in words
    for told in (
        "Before: the organisation alone.",
        "After: people alone.",
        "Before: not said",
        "Before: not answered.",
    ):
        assert told in words
    assert words.endswith(balance.note.text)


@pytest.mark.parametrize("level", ["group", "one-person"])
def test_easy_read_has_short_sentences_in_the_picture_s_words(parts, asked, shared, level):
    """No sentence of more than fifteen words; the positions are the Easy Read ones of the level."""
    from coprod_widgets.content.checks import lint

    figure = power_profile({"Before": asked, "After": shared}, easy=True, level=level)
    band = content.load_balance().bands[3].words.at(level).easy

    assert [] == lint.long_sentences(describe(figure))
    assert f"After: {band}" in describe(figure)
    assert "group" == level or "worker" in parts(figure).words


def test_dollars_and_line_breaks_in_names_are_just_text(parts, shared):
    """Somebody's title is written as it is."""
    seen = parts(power_profile({"A $5 \\frac{": shared, "B\n2": shared}, title="Cost $x_1$\nand more"))

    assert "Cost $x_1$ and more" in seen.words
    assert "A $5 \\frac{" in seen.words
    assert [] == seen.overlapping()


@pytest.mark.filterwarnings("error")
def test_signs_that_the_font_lacks_are_boxes_and_no_warnings(parts, shared):
    """A name in another script is whole in the words, and never a warning on the page."""
    figure = power_profile({"小组 ア": shared, "Grŵp": shared})
    figures.shown(figure)

    assert "□□ □" in parts(figure).words
    assert "Grŵp" in parts(figure).words
    assert "小组 ア: people alone." in describe(figure)


@pytest.mark.parametrize(
    ("wrong", "how", "sentence"),
    [
        (None, {}, "answered with its parts by name"),
        ([1], {}, "answered with its parts by name"),
        ({"stages": {"plan": 101}}, {}, "stages: plan: got 101; allowed: a number from 0 to 100"),
        ({"plan": 50}, {}, "there is no part 'plan'"),
        ({"Before": {"stages": {"pln": 0}}}, {}, "Before: stages: there is no moment 'pln'; the nearest is 'plan'"),
        ({"Before": {}, "After": 5}, {}, "After: a power balance is answered"),
        ({f"Team {n}": {} for n in range(7)}, {}, "got 7 answers; allowed: up to 6"),
        ({"N" * 41: {}}, {}, "allowed: a text of up to 40 characters"),
        ({" ": {}}, {}, "allowed: a text of up to 40 characters"),
        ({5: {}}, {}, "got the name 5"),
        ({}, {"level": "person"}, "level: got 'person'; allowed: group, one-person"),
        ({}, {"moments": "plan"}, "moments: got 'plan'; allowed: a list of plan, design"),
        ({}, {"moments": ["pln"]}, "moments: got 'pln'; allowed: plan, design"),
        ({}, {"moments": [[]]}, "moments: got a list; allowed: plan, design"),
        ({}, {"rules": {"sharing": 5}}, "there is no number 'sharing'"),
        ({}, {"rules": {"shared": float("nan")}}, "got nan; allowed: a number from 0 to 100"),
        ({}, {"title": 5}, "title: got 5; allowed: a text"),
        ({}, {"title": "T" * 201}, "title: the text has 201 characters; allowed: 200"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(wrong, how, sentence):
    """No learner meets matplotlib's own errors."""
    with pytest.raises((PowerError, FigureError)) as raised:
        power_profile(wrong, **how)

    assert sentence in str(raised.value)


def test_a_picture_leaves_nothing_behind_in_matplotlib(shared):
    """No window, no list of open figures, no changed setting: a notebook's own plots stay as they are."""
    import sys

    import matplotlib

    before = dict(matplotlib.rcParams)
    repr(figures.shown(power_profile(shared)))

    assert before == dict(matplotlib.rcParams)
    assert "matplotlib.pyplot" not in sys.modules or [] == sys.modules["matplotlib.pyplot"].get_fignums()


def test_a_name_that_fits_stands_in_one_line(parts, shared):
    """The column of names is as wide as the longest needs."""
    assert "Elm Street" in [text.get_text() for text in parts(power_profile({"Elm Street": shared, "Hall": {}})).texts]


def test_a_notebook_s_own_plotting_style_does_not_change_a_picture(parts, shared):
    """Somebody who plots in another style gets the same picture, and no other program is needed to draw it."""
    import matplotlib

    def places(figure):
        return [(text, [round(n, 2) for n in box.bounds]) for text, box in parts(figure).boxes()]

    usual = places(power_profile(shared))
    style = {"figure.autolayout": True, "text.usetex": True, "axes.grid": True, "font.size": 30, "text.color": "red"}
    with matplotlib.rc_context(style):
        assert usual == places(power_profile(shared))
        figures.shown(power_profile(shared))
