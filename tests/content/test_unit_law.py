"""The unit on making it happen: what is asked, what is keyed, and what keeps its hedge."""

import re

import pytest

from coprod_widgets.content import load_course
from coprod_widgets.content.schema import ChoiceItem

KINDS = ["statute", "statutory-guidance", "department-policy", "advocacy"]


@pytest.fixture(scope="module")
def unit():
    """Return unit 06 as it stands."""
    return load_course().units["06"]


@pytest.fixture(scope="module")
def choices(unit):
    """Return the unit's questions by id."""
    return {item.id: item for item in unit.items if isinstance(item, ChoiceItem)}


def test_every_outcome_is_assessed_by_a_check_with_a_key(unit):
    """06.1 to 06.3, each where the plan of the course says."""
    checked = {outcome for item in unit.items if item.use == "check" and item.key for outcome in item.outcomes}

    assert {"06.1", "06.2", "06.3"} == checked


def test_every_kind_of_text_is_the_answer_to_some_sentence(choices):
    """All four are on offer each time, in the order of the table, under its names, and each is right at least once."""
    kinds = [item for id_, item in choices.items() if id_.startswith("kind-")]
    names = [kind.name for kind in load_course().law.kinds]

    assert 6 == len(kinds)
    for item in kinds:
        assert KINDS == [choice.id for choice in item.choices]
        assert names == [choice.words for choice in item.choices]
    assert set(KINDS) == {id_ for item in kinds for id_ in item.key}


def test_the_bar_is_in_no_key(choices):
    """People disagree about influence and shared power, so nothing is right and nothing is told."""
    bar = choices["bar-to-write"]

    assert (None, None) == (bar.key, bar.reveal)
    assert "bar-to-write" not in {id_ for sitting in load_course().units["06"].sittings for id_ in sitting.items}


def test_each_of_the_four_nations_has_its_law_in_the_key(choices):
    """Whoever looks for their own nation finds it."""
    keyed = [choice.text for choice in choices["law-pairs"].choices if choice.id in choices["law-pairs"].key]

    assert ["England", "Wales", "Scotland", "Northern Ireland"] == [text.split(",")[0] for text in keyed]


def test_the_two_plans_lack_different_things(choices):
    """Each is found by reading, not by remembering the answer to the other; both say that they are invented."""
    plans = [choices["plan-mill-terrace"], choices["plan-fell-road"]]

    assert [["incentives"], ["capacity"]] == [plan.key for plan in plans]
    for plan in plans:
        assert "invented" in plan.prompt.text
        assert "made-up" in plan.prompt.easy


@pytest.mark.parametrize(
    ("item", "hedge"), [("can-not-does", r"\bcan\b|more widespread"), ("oecd-hedge", r"\bappear to\b")]
)
def test_what_is_right_keeps_its_hedge_and_what_is_not_has_lost_it(item, hedge, choices):
    """Can is not does, and appears is not shows."""
    kept = [choice.id for choice in choices[item].choices if re.search(hedge, choice.text)]

    assert choices[item].key == kept


def test_what_is_quoted_is_quoted_as_the_sources_have_it(choices):
    """Verbatim, and in the question, so that nobody has to trust a paraphrase."""
    quoted = re.findall("“([^”]+)”", " ".join(item.prompt.text for item in choices.values()))

    assert [
        "The Act says that councils should think about co-producing their approach alongside citizens to a range of "
        "new duties.",
        "The general duty of a local authority, in exercising a function under this Part in the case of an individual, "
        "is to promote that individual's well-being.",
        "The Care Act states:",
        "Joint planning does not mean a 50:50 split; the person can take a bigger share of the planning where this is "
        "appropriate and the person wishes to do so.",
        "involved in and consulted on",
        "It requires all HSC organisations to review the extent of partnership working across their services and "
        "develop an integrated plan",
        "makes co-production mandatory",
        "should actively promote participation",
        "should, where possible, actively promote participation",
    ] == quoted


def test_no_text_of_the_unit_praises_or_scolds(choices):
    """Feedback teaches; it does not grade the reader."""
    texts = [choice.feedback.text for item in choices.values() for choice in item.choices if choice.feedback]
    scolds = re.compile(r"\b(well done|correct|incorrect|wrong answer|sorry|unfortunately|great job)\b", re.IGNORECASE)

    assert 60 == len(texts)
    assert [] == [text for text in texts if scolds.search(text)]
