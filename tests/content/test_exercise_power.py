"""The exercise on power: the key says of every accepted answer what the rules of the balance say."""

from itertools import product
from pathlib import Path

import pytest
import yaml

from coprod_widgets import power
from coprod_widgets.content import load_balance

EXERCISES = Path(__file__).resolve().parents[2] / "exercises"
ITEMS = {
    item["id"]: item for item in yaml.safe_load((EXERCISES / "source/ex2-power/items.yaml").read_text("utf-8"))["items"]
}
KEYS = yaml.safe_load((EXERCISES / "keys/ex2-power.yaml").read_text("utf-8"))["items"]
STORIES = ("trail", "cards")


def accepted(story):
    """Yield every answer that the key accepts."""
    key = KEYS[story]
    for places in product(*key["stages"].values()):
        parts = {name: key[name] for name in ("brings", "promise", "stays")}
        yield {"stages": dict(zip(key["stages"], places, strict=True)), **parts}


def read(story, response):
    """Return the reading of a response to a story."""
    return power.read(response, case_level=ITEMS[story]["level"])


def keyed_text(question):
    """Return the words of the right choice."""
    [right] = KEYS[question]["key"]
    return next(choice["text"] for choice in ITEMS[question]["choices"] if choice["id"] == right)


@pytest.mark.parametrize("story", STORIES)
def test_two_moments_of_each_story_are_not_said(story):
    """Nobody has to guess, and whoever does earns nothing."""
    assert 2 == list(KEYS[story]["stages"].values()).count(["not said"])


@pytest.mark.parametrize(
    ("story", "expected"),
    [("trail", ("co-design", (8,), "decide")), ("cards", ("range", (8, 12), "decide"))],
)
def test_every_accepted_answer_has_the_reading_of_the_key(story, expected):
    """One reading holds whatever is open; the other is a range, which the final yes would settle first."""
    for response in accepted(story):
        reading = read(story, response)
        assert expected == (reading.id, reading.rules, reading.moment or reading.settle)


def test_the_right_reading_is_named_in_the_words_of_the_balance():
    """The name of the reading; of the range, the one that has the same two ends."""
    names = {reading.id: reading.name.text for reading in load_balance().readings}
    ends = {(one.low, one.high) for one in (read("cards", response) for response in accepted("cards"))}

    assert names["co-design"] == keyed_text("trail-reading")
    assert names["between"] == keyed_text("cards-reading")
    assert {("co-design", "co-production")} == ends


def test_what_the_trail_leaves_open_changes_nothing():
    """As its feedback says, at both ends and everywhere between."""
    for response, one, two in product(accepted("trail"), (0, 25, 50, 75, 100), (0, 25, 50, 75, 100)):
        response["stages"] |= {"deliver": one, "review": two}
        assert "co-design" == read("trail", response).id


@pytest.mark.parametrize(("place", "expected"), [(0, "co-design"), (50, "co-production")])
def test_what_the_cards_leave_open_makes_the_range(place, expected):
    """With the worker alone one end, together the other, where the step is to keep what is shared."""
    for response in accepted("cards"):
        response["stages"] |= {"decide": place, "deliver": place}
        reading = read("cards", response)

        assert expected == reading.id
        if expected == "co-production":
            assert (12,) == reading.rules
            assert "slipped" in reading.step.text
            assert "slipped" in keyed_text("cards-step")
