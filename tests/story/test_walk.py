"""Where a path leads, what is on offer there, and how it ends."""

import msgspec
import pytest

from coprod_widgets.content.schema import Words
from coprod_widgets.content.stories import MOMENTS, Decision, Moves, Story, StoryOption
from coprod_widgets.story import StoryError, problem, walk

TOGETHER = ["ask-first", "dig-together", "sign-together", "judge-together"]


def story(*moves, **how):
    """Make a story in which each decision has one option, ``a``, ``b``, …, that moves what is given."""
    decisions = [
        Decision(
            id=f"at-{letter}",
            title=Words(letter),
            scene=Words("A scene."),
            options=[
                StoryOption(id=letter, choice=Words(letter), happened=Words("It did."), moves=Moves(**dict(move)))
            ],
        )
        for letter, move in zip("abcdef", moves, strict=False)
    ]
    return Story(**{"story": "small", "title": Words("Small"), "decisions": decisions} | how)


def test_a_floor_raises_a_moment_and_never_lowers_it():
    """A moment that stands higher stays there."""
    found = walk(story({"plan": 3}, {"plan": 1, "review": 2}), ["a", "b"])

    assert (3, 0, 0, 0, 2) == found.standing.floors
    assert {"review": (0, 2)} == found.steps[1].moved


def test_what_is_added_stops_at_the_highest_place(garden):
    """Three and two are four."""
    option = msgspec.structs.replace(garden.decisions[0].options[0], adds={"plan": 2})
    decision = msgspec.structs.replace(garden.decisions[0], options=[option])
    found = walk(
        story({"plan": 3}, decisions=[*story({"plan": 3}).decisions, decision]),
        ["a", "show-plan"],
    )

    assert 4 == found.standing.floors[0]


def test_trust_and_weeks_never_go_below_nothing():
    """There is no debt of either."""
    assert (0, 0) == walk(story({"trust": -9, "weeks": -99}), ["a"]).standing[1:3]


def test_people_who_are_only_asked_bring_opinions(garden):
    """So that a story of asking is read as consultation, and not as nothing."""
    end = walk(garden, ["show-plan", "town-digs", "town-signs", "count-visitors"]).end()

    assert ("told", "consultation") == (end.ending.id, end.reading.id)


def test_an_option_with_a_need_says_what_is_missing(garden):
    """It stands there, and can't be chosen."""
    found = walk(garden, ["show-plan", "town-digs"])

    assert [("sign-together", {"trust": 4}), ("town-signs", {})] == [
        (offer.option.id, offer.missing) for offer in found.offers
    ]
    assert "'sign-together' is not on offer (trust); allowed: town-signs" in problem(
        garden, [*found.path, "sign-together"]
    )


def test_an_option_that_follows_another_is_not_there_without_it(garden):
    """Nothing of it can be seen on another way."""
    offered = {first: [one.option.id for one in walk(garden, [first]).offers] for first in ("show-plan", "ask-first")}

    assert ["town-digs", "dig-together"] == offered["show-plan"]
    assert ["town-digs", "dig-together", "keys-over"] == offered["ask-first"]


def test_without_weeks_the_decision_is_taken_away(garden):
    """It is skipped, the moment stays where it was, and the story goes on behind it."""
    found = walk(garden, ["ask-everyone", "dig-together"])

    assert ("the-look", True, 0) == (found.decision.id, found.steps[-1].skipped, found.standing.floors[2])
    assert not walk(garden, [*found.path, "judge-together"]).standing.late


def test_weeks_that_run_out_later_are_told_at_the_end(garden):
    """A last paragraph says what it cost."""
    late = msgspec.structs.replace(garden, weeks=13)
    told = walk(late, TOGETHER).end().paragraphs

    assert "It was planted late, in the rain." == told[-1].text
    assert "It is smaller than drawn, and still changing." == walk(garden, TOGETHER).end().paragraphs[-1].text


def test_few_weeks_are_said_before_the_decision_that_needs_them(garden):
    """Not before they are few, and not once the decision is behind."""
    sixteen = msgspec.structs.replace(garden, weeks=16)
    ways = [(garden, []), (garden, ["show-plan"]), (sixteen, ["ask-everyone", "dig-together"]), (garden, TOGETHER[:3])]

    assert [False, False, True, False] == [walk(one, path).warned for one, path in ways]


def test_an_ending_is_told_by_trust_and_by_the_rule_that_decided(garden):
    """Two variants, and a paragraph for one rule."""
    little = walk(garden, ["show-plan", "town-digs", "town-signs", "count-visitors"]).end()
    helped = walk(garden, ["show-plan", "dig-together", "town-signs", "count-visitors"]).end()

    assert ["There is a bench.", "It is mostly empty."] == [one.text for one in little.paragraphs]
    assert [
        "There is a bench.",
        "People sit on it.",
        "Fourteen people dug to somebody else's plan.",
    ] == [one.text for one in helped.paragraphs]


def test_the_trace_holds_the_start_and_every_step(garden):
    """One standing more than there are choices."""
    assert [3, 5, 6, 6, 7] == [standing.trust for standing in walk(garden, TOGETHER).trace]
    assert [14, 9, 4, 2, 1] == [standing.weeks for standing in walk(garden, TOGETHER).trace]
    assert {"trust", "weeks", "power"} == walk(garden, TOGETHER).steps[0].meters
    assert {"none"} == walk(garden, [*TOGETHER[:3], "count-visitors"]).steps[-1].meters


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("ask-first", "a story is answered with a list of options, not with 'ask-first'"),
        (None, "a story is answered with a list of options, not with nothing"),
        ({"a": 1}, "a story is answered with a list of options, not with a mapping"),
        (["ask-frist"], "[0]: at 'first-word' there is no option 'ask-frist'; the nearest is 'ask-first'"),
        ([3], "[0]: at 'first-word' there is no option 3; allowed: show-plan, ask-first, ask-everyone"),
        (
            ["ask-first", "town-signs"],
            "[1]: at 'the-spades' there is no option 'town-signs'; the nearest is 'town-digs'",
        ),
        ([*TOGETHER, "ask-first"], "[4]: got 'ask-first'; the story has ended after 4 choices"),
    ],
)
def test_a_path_that_a_story_does_not_allow_is_refused_with_a_sentence(path, sentence, garden):
    """It says where, what was got and what is allowed."""
    assert sentence == problem(garden, path)
    with pytest.raises(StoryError):
        walk(garden, path)


def test_every_moment_has_its_place_in_the_balance(garden):
    """Floors 0 to 4 are the positions 0 to 100."""
    stages = walk(garden, TOGETHER).standing.response["stages"]

    assert dict.fromkeys(MOMENTS, 50) == stages
