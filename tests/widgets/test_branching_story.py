"""Living through a story: nothing ahead on the page, predictions kept, back and on again."""

import json
from pathlib import Path

import pytest

from coprod_widgets import BranchingStory, content
from coprod_widgets.content import ContentError
from coprod_widgets.desk import Desk

GARDEN = Path(__file__).parents[1] / "story" / "garden.yaml"
COURSE = Path(__file__).parents[2] / "course"
TOGETHER = ["ask-first", "dig-together", "sign-together", "judge-together"]


@pytest.fixture
def item():
    """Give the small story as an item."""
    return content.story_item(GARDEN, id="garden")


@pytest.fixture
def story(item, keeper):
    """Give a widget that keeps what is done."""
    return BranchingStory(item, keeper=keeper)


def send(widget, kind, **more):
    """Send what a page sends."""
    widget._on_message(widget, {"kind": kind, **more}, [])


def walk(widget, *options, expecting="power"):
    """Walk on as a page does."""
    for option in options:
        if widget._scene["phase"] != "deciding":
            send(widget, "go")
        asked = widget._scene["decision"]["predict"]["id"]
        widget.set_state({"answers": {**widget.answers, asked: [expecting]}})
        widget.set_state({"value": [*widget.value, option]})
        assert "" == widget.error


def test_a_choice_is_kept_and_told(story, keeper):
    """The record at every choice is the path; the page hears what it moved, why, and who paid."""
    walk(story, "ask-first")
    told = story._scene["told"]

    assert ["garden", "garden.predict.first-word"] == sorted({one.item for one in keeper.kept})
    assert ["ask-first"] == keeper.kept[-1].response
    assert ("told", "You, with five weeks.") == (story._scene["phase"], told["paid"]["text"])
    assert "You expected: power. It did move, and so did: trust, weeks." == told["predicted"]["text"]
    assert "You said: power. It did change. This changed too: trust, weeks." == told["predicted"]["easy"]
    assert ["Trust: from 3 to 5", "Weeks left: from 14 to 9"] == [one["words"]["text"] for one in told["moved"][:2]]


def test_who_decides_now_is_asked_and_answered_in_easy_read(story):
    """A question and its answer, not the name of a part."""
    walk(story, "ask-first")
    moved = next(one for one in story._scene["told"]["moved"] if "before" in one)

    assert moved["words"]["easy"].startswith("Who ")
    assert "? Now: " in moved["words"]["easy"]


def test_trust_says_how_far_it_can_go(story):
    """It stops at nothing and has no top, in both readings."""
    assert (
        "Trust: 3 (never below 0, and without a top)",
        "Trust: 3. It cannot go below 0. It has no top.",
    ) == tuple(story._scene["meters"]["trust"].values())


def test_nothing_ahead_is_in_the_widget_s_state(story):
    """Not what another option would have led to, no later decision, no ending."""
    walk(story, "show-plan")
    send(story, "go")
    state = {name: value for name, value in story.get_state().items() if name not in ("_esm", "_css", "_words")}
    page = json.dumps(state)

    assert "Nine people comment" in page
    assert "Dig together on Saturdays" in page
    for ahead in ("Thirty people draw", "Fourteen people dig", "equal votes", "mostly empty", "Give the neighbours"):
        assert ahead not in page


def test_the_places_where_rules_can_be_changed_are_pages_of_the_course():
    """The end of a story names them as links, for there are no rules to change beside it."""
    code = BranchingStory._esm
    for notebook in ("03-power.ipynb", "90-playground.ipynb"):
        assert f'"{notebook}"' in code
        assert (COURSE / notebook).is_file()


def test_the_end_is_told_when_asked_for_and_kept(story, keeper):
    """The last record is checked and earns nothing; before the end there is nothing to tell."""
    send(story, "check")
    assert "The story has not ended yet; there is more to decide." == story.error
    walk(story, *TOGETHER)
    assert ("told", True) == (story._scene["phase"], story._scene["ends"])
    send(story, "check", state={"value": TOGETHER})

    assert "ended" == story._scene["phase"]
    assert "A garden that people run together" == story.result["end"]["title"]["text"]
    assert (TOGETHER, True, None) == (keeper.kept[-1].response, keeper.kept[-1].checked, keeper.kept[-1].score)
    assert (tuple(TOGETHER),) == story.finished


def test_stepping_back_asks_for_a_new_prediction_and_forgets_no_path(story, keeper):
    """To any point; the path walked before stays among the finished."""
    walk(story, *TOGETHER)
    story.check()
    send(story, "back", to=1)

    assert ("deciding", "the-spades", ("ask-first",)) == (
        story._scene["phase"],
        story._scene["decision"]["id"],
        story.value,
    )
    assert {"garden.predict.first-word": ["power"], "garden.predict.the-spades": []} == story.answers
    assert [] == [one for one in keeper.kept if one.item == "garden.predict.the-spades"][-1].response
    walk(story, "keys-over", "town-signs", "count-visitors")
    story.check()
    assert [
        "Way 1: A garden that people run together (it parts from this one here: The spades – "
        "Dig together on Saturdays, with lunch)"
    ] == [one["text"] for one in story._scene["before"]]
    assert "The path before" in _words(story, compare=True)


def test_ways_to_the_same_ending_are_told_apart(story):
    """By number, and by what was done where each parts from this one; a way walked twice is one way."""
    other = ["ask-everyone", "dig-together", "judge-together"]
    for path in (TOGETHER, other, other, ["show-plan", "town-digs", "town-signs", "count-visitors"]):
        story.value = path
        story.check()

    assert [("Way 1", "Put the plan away"), ("Way 2", "Ask at every door")] == [
        (one["text"].split(":")[0], one["text"].split(" – ")[1][: len(words)])
        for one, words in zip(story._scene["before"], ("Put the plan away", "Ask at every door"), strict=True)
    ]


def test_what_was_chosen_before_is_marked_where_one_has_stepped_back(story):
    """In words, at every decision of the way that was left; what was chosen there last counts."""
    walk(story, *TOGETHER)
    send(story, "back", to=1)
    assert ["Dig together on Saturdays, with lunch – What you chose before"] == _marked(story)
    walk(story, "town-digs")
    send(story, "back", to=1)
    assert ["The town digs – What you chose before"] == _marked(story)
    send(story, "back", to=0)
    walk(story, "show-plan", "town-digs")
    send(story, "go")
    assert [] == _marked(story)
    [closed] = story._scene["decision"]["closed"]
    assert "A panel with equal votes signs – What you chose before" == closed["choice"]["text"]


def test_what_a_closed_option_needs_is_a_question_in_easy_read():
    """With how it is now and how it must be first; plain text says the same in one line."""
    harbour = BranchingStory(content.load_unit("07").item("harbour-lane"))
    decisions = harbour.shows.story.decisions
    harbour.value = [decisions[at].options["ABC".index(one)].id for at, one in enumerate("CBBACABBABA")]
    send(harbour, "go")
    [closed] = harbour._scene["decision"]["closed"]
    [decide] = [needs for needs in closed["needs"] if "final yes" in needs["text"]]

    assert decide["text"].startswith("For the final yes it needs: decided together")
    assert (
        "Who gives the final yes? Now: The organisation decides. People can change some things. "
        "It must first be: They decide together. No one can decide without the other."
    ) == decide["easy"]


def _marked(story):
    return [one["text"] for one in story._scene["decision"]["options"] if "chose before" in one["text"]]


def test_there_is_a_way_back_to_the_ending_just_reached(story, keeper):
    """From anywhere on another way; nothing is told of a choice there that was not made on the way to it."""
    walk(story, *TOGETHER)
    assert story._scene["ending"] is None
    story.check()
    assert story._scene["ending"] is None
    send(story, "back", to=1)
    assert "A garden that people run together" == story._scene["ending"]["text"]
    walk(story, "keys-over", expecting="weeks")
    send(story, "ending")

    assert ("ended", tuple(TOGETHER)) == (story._scene["phase"], story.value)
    assert "A garden that people run together" == story.result["end"]["title"]["text"]
    assert {"garden.predict.first-word": ["power"]} == story.answers
    assert [("garden", TOGETHER, False)] == [(one.item, one.response, one.checked) for one in keeper.kept[-1:]]
    assert (tuple(TOGETHER),) == story.finished
    send(story, "back", to=2)
    told = story._scene["told"]
    assert ("Dig together on Saturdays, with lunch", None) == (told["choice"]["text"], told["predicted"])


def _words(story, **how):
    story.draw(**how)
    return story.picture["words"]


def test_a_decision_that_was_lost_is_told_in_its_place(story):
    """Before the next one; the option that needs more says what it needs."""
    walk(story, "ask-everyone", "dig-together")
    send(story, "go")

    assert "There were no weeks left" in story._scene["decision"]["skipped"]["text"]
    story.value = ["show-plan", "town-digs"]
    send(story, "go")
    [closed] = story._scene["decision"]["closed"]
    assert "It needs trust of 4; there is 3." == closed["needs"][0]["text"]


def test_a_path_that_is_not_allowed_is_refused(story):
    """From Python with an error that says why, from the page with the same sentence."""
    with pytest.raises(Exception, match="there is no option 'town-digs'"):
        story.value = ["town-digs"]
    story.set_state({"value": ["town-digs"]})
    assert "there is no option 'town-digs'" in story.error
    assert () == story.value


def test_a_story_of_ones_own_needs_little():
    """Two options and a scene; the end is the reading alone."""
    own = BranchingStory(
        {
            "decisions": [
                {
                    "scene": "Rain.",
                    "options": [
                        {"choice": "Ask", "happened": "They say.", "moves": {"trust": 1}, "paid": "You."},
                        {"choice": "Wait", "happened": "It rains."},
                    ],
                }
            ]
        }
    )
    own.value = ["option-1-1"]
    own.check()

    assert (5, None, "Consultation") == (
        own.walk.standing.trust,
        own.result["end"]["title"],
        own.result["end"]["name"]["text"],
    )
    with pytest.raises(ContentError, match="allowed: two or more"):
        BranchingStory({"decisions": [{"scene": "Rain.", "options": [{"choice": "Ask", "happened": "So."}]}]})


def test_a_desk_brings_a_story_back_where_it_was(tmp_path, item):
    """In the middle with a prediction, and at the end with the paths that were finished."""
    first = Desk(tmp_path).show("04", item)
    walk(first, "ask-first")
    again = Desk(tmp_path).show("04", item)
    assert (("ask-first",), "told", "You expected: power. It did move, and so did: trust, weeks.") == (
        again.value,
        again._scene["phase"],
        again._scene["told"]["predicted"]["text"],
    )
    send(again, "go")
    assert "deciding" == Desk(tmp_path).show("04", item)._scene["phase"]
    walk(again, *TOGETHER[1:])
    send(again, "check")
    third = Desk(tmp_path).show("04", item)

    assert ("ended", (tuple(TOGETHER),), True) == (third._scene["phase"], third.finished, third.checked)


def test_another_way_comes_back_where_it_was_as_well(tmp_path, item):
    """What was reached on the way before does not count on this one."""
    first = Desk(tmp_path).show("04", item)
    walk(first, *TOGETHER[:3])
    send(first, "back", to=0)
    assert "first-word" == Desk(tmp_path).show("04", item)._scene["decision"]["id"]
    walk(first, "show-plan", expecting="weeks")
    again = Desk(tmp_path).show("04", item)

    assert ("told", "You expected: weeks. It did move.") == (
        again._scene["phase"],
        again._scene["told"]["predicted"]["text"],
    )
    send(again, "go")
    third = Desk(tmp_path).show("04", item)
    assert ("deciding", []) == (third._scene["phase"], third.answers["garden.predict.the-spades"])


def test_an_ending_one_came_back_to_and_what_was_chosen_before_come_back(tmp_path, item):
    """From what is kept of the ways; an ending that is only near, on the same way walked again, is not told."""
    first = Desk(tmp_path).show("04", item)
    walk(first, *TOGETHER)
    send(first, "check")
    send(first, "back", to=2)
    again = Desk(tmp_path).show("04", item)
    assert first._scene == again._scene
    assert 1 == len(_marked(again))
    send(again, "ending")
    third = Desk(tmp_path).show("04", item)
    assert ("ended", 1, 1) == (third._scene["phase"], len(third.finished), len(third.walk.end().paragraphs))
    assert again._scene == third._scene
    send(third, "back", to=3)
    walk(third, TOGETHER[3])

    assert "told" == Desk(tmp_path).show("04", item)._scene["phase"]
