"""A path as a picture: marks are where the path says, and every word of it can be heard."""

from pathlib import Path

import pytest

from coprod_widgets import figures
from coprod_widgets.content import load_own_story
from coprod_widgets.figures import FigureError, describe, story_path

GARDEN = load_own_story(Path(__file__).parents[1] / "story" / "garden.yaml")
TOGETHER = ["ask-first", "dig-together", "sign-together", "judge-together"]
ALONE = ["show-plan", "town-digs", "town-signs"]


def test_each_meter_has_a_mark_at_the_start_and_after_each_decision(parts):
    """From left to right, and higher where the meter stands higher."""
    marks = parts(story_path(GARDEN, TOGETHER)).marks

    assert [0, 1, 2, 3, 4] == [marks[f"decide/0/{at}"][0] for at in range(5)]
    heights = [marks[f"decide/0/{at}"][1] for at in range(5)]
    assert heights[0] == heights[1] == heights[2] > heights[3] == heights[4]
    weeks = [marks[f"weeks/0/{at}"][1] for at in range(5)]
    assert sorted(weeks) == weeks


def test_a_decision_that_was_lost_has_no_mark_of_its_own(parts):
    """The line goes on behind it."""
    marks = parts(story_path(GARDEN, ["ask-everyone", "dig-together"])).marks

    assert {f"plan/0/{at}" for at in (0, 1, 3)} == {name for name in marks if name.startswith("plan")}


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize(
    "paths",
    [
        TOGETHER,
        {"this path": TOGETHER, "the path before": ALONE},
        {"this path": TOGETHER, "the path before": TOGETHER},
        {"this path": TOGETHER, "the path before": [*TOGETHER[:3], "count-visitors"]},
    ],
)
def test_no_word_lies_on_another(paths, easy, parts):
    """In both wordings, one path or two."""
    assert [] == parts(story_path(GARDEN, paths, easy=easy)).overlapping()


def test_the_words_say_the_whole_picture():
    """What was decided, from where to where each meter went and when, and the ending; two paths by their names."""
    words = describe(story_path(GARDEN, TOGETHER))
    for part in (
        "1. The first word – Put the plan away and ask what the corner is for.",
        "The final yes. At the start: the organisation alone. Now: decided together",
        "Trust (points): 3 at the start, 7 now. Moved after: 1, 2, 4.",
        "Ending: A garden that people run together.",
    ):
        assert part in words
    both = describe(story_path(GARDEN, {"Mine": TOGETHER, "Yours": ALONE}))
    assert both.index("Mine.") < both.index("Yours.") < both.index("Trust (points): 3 at the start, 2 now.")


@pytest.mark.parametrize(
    ("paths", "sentence"),
    [
        ([], "garden: the path has no step yet"),
        (["dig"], "there is no option 'dig'"),
        ({"a": ALONE, "b": ALONE, "c": ALONE}, "paths: got 3; allowed: one, or 2 by name"),
        ({"": ALONE, "b": ALONE}, "paths: got the name ''"),
    ],
)
def test_what_can_t_be_drawn_is_said(paths, sentence):
    """In a sentence."""
    with pytest.raises(FigureError, match=sentence.replace("(", r"\(")):
        figures.story_path(GARDEN, paths)


def test_what_two_paths_share_is_said_once(parts):
    """Then what each of them did alone."""
    other = [*TOGETHER[:3], "count-visitors"]
    words = parts(story_path(GARDEN, {"Mine": TOGETHER, "Yours": other})).words

    assert 1 == words.count("1. The first word")
    assert (
        words.index("On both paths:") < words.index("3. The money") < words.index("Mine: 4.") < words.index("Yours: 4.")
    )
