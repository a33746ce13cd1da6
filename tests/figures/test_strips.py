"""A self-audit as a picture: a dot where it was rated, a question mark off the scale, and the same in words."""

import pytest

from coprod_widgets import content
from coprod_widgets.content import ContentError
from coprod_widgets.content.auditing import LINES
from coprod_widgets.content.checks import lint
from coprod_widgets.figures import FigureError, audit_strips, describe
from coprod_widgets.figures.sheet import DARK, LIGHT, SMALL

OCCASION = "In May; the cook knows."
US = {
    "assets": {"rating": 3, "evidence": OCCASION},
    "capabilities": {"rating": 4, "evidence": ""},
    "reciprocity": {"rating": None, "evidence": ""},
    "peers": {"rating": 0, "evidence": ""},
}
MEMBER = {"assets": {"rating": 3, "evidence": ""}, "capabilities": {"rating": 4}, "peers": {"rating": 2}}
BOTH = {"Us": US, "A member": MEMBER}
FOUR = {"Us, 28 November 2026": US, "A member, 28 November 2026": MEMBER, "Us, 1 March 2027": US, "A member later": US}


def dots(figure, parts):
    """Return each named mark as id -> (number across, whether it is filled, size)."""
    seen = parts(figure)
    named = [line for line in seen.axes.lines if line.get_gid()]
    papers = (LIGHT.paper, DARK.paper)
    return {
        line.get_gid(): (line.get_xdata()[0], line.get_markerfacecolor() not in papers, line.get_markersize())
        for line in named
    }


def test_a_dot_stands_at_its_number_and_nothing_where_nobody_rated(parts):
    """Four ratings, four marks; the other lines are drawn empty."""
    drawn = dots(audit_strips(US), parts)

    assert {"assets/", "capabilities/", "reciprocity/", "peers/"} == set(drawn)
    assert [3, 4, 0] == [drawn[f"{line}/"][0] for line in ("assets", "capabilities", "peers")]


def test_not_knowing_stands_off_the_scale_and_never_at_0(parts):
    """A question mark, left of 0."""
    assert dots(audit_strips(US), parts)["reciprocity/"][0] < -0.5


def test_claimed_is_hollow_shown_is_filled_and_a_low_one_is_small(parts):
    """The shape says it, so colour is never needed."""
    drawn = dots(audit_strips(US), parts)

    assert (True, False, True) == tuple(drawn[f"{line}/"][1] for line in ("assets", "capabilities", "peers"))
    assert drawn["peers/"][2] < drawn["assets/"][2]


def test_a_rating_that_somebody_invited_made_rings_the_others_and_is_never_claimed(parts):
    """Confirmed, or seen differently, in words beside the dot; their own 4 without a word is filled."""
    figure = audit_strips(BOTH, invited="A member")
    seen = parts(figure)

    assert "shown, confirmed" in " ".join(seen.words.split())
    assert "Seen differently by someone who uses the service." in describe(figure)
    assert dots(figure, parts)["capabilities/A member"][1]
    assert "A member: 4: people would say so. Blurring" not in describe(figure)
    assert "confirmed" not in describe(audit_strips(BOTH))


@pytest.mark.parametrize("ratings", [US, BOTH, FOUR], ids=["one", "two", "four"])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("easy", [False, True])
def test_every_word_can_be_read(parts, ratings, easy, dark):
    """Nothing lies on anything else or off the paper, and no text is small."""
    invited = list(FOUR)[1] if ratings is FOUR else None
    seen = parts(audit_strips(ratings, invited=invited, easy=easy, dark=dark))

    assert ([], []) == (seen.overlapping(), seen.outside())
    assert [] == [text for text in seen.texts if text.get_fontsize() < SMALL]


def test_its_words_say_every_line_and_no_total():
    """Each line by name, each rating in words, and that nothing is added up; no per cent, no average."""
    said = describe(audit_strips(BOTH, invited="A member", title="Our club"))

    assert said.startswith("Our club. The picture has a strip from 0 to 4")
    for line in content.load_audit().lines:
        assert f"{line.name.text}." in said
    assert "Us: 3: how we work. Shown: an occasion is named. Confirmed by someone who uses the service." in said
    assert "Us: Would have to ask." in said
    assert "Nothing here is added up" in said
    assert not any(word in said.lower() for word in ("average", "per cent", "%", "out of"))


def test_easy_read_has_short_sentences_in_the_picture_s_words():
    """No sentence of more than fifteen words."""
    assert [] == lint.long_sentences(describe(audit_strips(BOTH, invited="A member", easy=True)))


def test_lines_of_ones_own_are_drawn_by_their_names(parts):
    """As many as there are."""
    figure = audit_strips({"welcome": {"rating": 2}}, lines={"Welcome": "People are met at the door."})

    assert {"welcome/": 2} == {name: at for name, (at, _, _) in dots(figure, parts).items()}
    assert "Welcome. 2: when staff choose." in describe(figure)


@pytest.mark.parametrize(
    ("ratings", "how", "sentence"),
    [
        (5, {}, "ratings: got 5; allowed: ratings by line, or several such by name"),
        ({"assets": {"rating": 9}}, {}, "own-audit: assets: got the rating 9"),
        ({"Us": {"assets": {"rating": 9}}}, {}, "Us: own-audit: assets: got the rating 9"),
        ({"x" * 41: US}, {}, f"ratings: got the name '{'x' * 41}'; allowed: a text of up to 40 characters"),
        ({str(n): US for n in range(5)}, {}, "ratings: got 5; allowed: up to 4 in one picture"),
        (BOTH, {"invited": "A membr"}, "invited: got 'A membr'; the nearest is 'A member'; ratings has Us, A member"),
        (US, {"invited": "Us"}, "invited: got 'Us'; ratings has one rating without a name"),
        (US, {"title": ""}, "title: got nothing; allowed: a text"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(ratings, how, sentence):
    """No learner meets matplotlib's own errors."""
    with pytest.raises(FigureError) as raised:
        audit_strips(ratings, **how)

    assert str(raised.value).startswith(sentence)


def test_lines_that_cannot_be_some_are_said_so():
    """The same sentence as the widget's."""
    with pytest.raises(ContentError, match="lines: got nothing|lines: got a mapping"):
        audit_strips(US, lines={})


def test_the_course_s_lines_are_drawn_in_their_order(parts):
    """Whatever the order of the answers."""
    marks = parts(audit_strips({line: {"rating": 1} for line in reversed(LINES)})).marks
    heights = [marks[f"{line}/"][1] for line in LINES]

    assert sorted(heights) == heights
