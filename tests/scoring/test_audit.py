"""A self-audit is never marked: what a response may be, when a rating is claimed or shown, and where two differ."""

import pytest

from coprod_widgets import content, scoring
from coprod_widgets.content.auditing import LINES, MAX_EVIDENCE
from coprod_widgets.records import MAX_LINE_BYTES, MAX_TEXT, response_problem
from coprod_widgets.scoring import Mark, least_known, mark_of, widest_gap

ITEM = content.load_unit("08").item("audit-first")
OCCASION = "In May; the cook knows."


def rated(rating, evidence=""):
    return {"rating": rating, "evidence": evidence}


@pytest.mark.parametrize("rating", [None, 0, 1, 2, 3, 4])
def test_no_rating_earns_anything(rating):
    """Neither a high nor a low one, nor not knowing; and there is nothing to be right about."""
    assert None is scoring.problem(ITEM, {"power": rated(rating)})
    assert None is scoring.score(ITEM, {"power": rated(rating)})
    assert [] == scoring.example_responses(ITEM)


@pytest.mark.parametrize("entry", [{"rating": None}, {"evidence": OCCASION}, rated(0, OCCASION)])
def test_a_line_may_be_half_done(entry):
    """What happened is written, and kept, before there is a rating."""
    assert None is scoring.problem(ITEM, {"power": entry})
    assert ("rating" in entry) == scoring.is_rated({"power": entry}, "power")


@pytest.mark.parametrize(
    ("response", "sentence"),
    [
        (None, "audit-first: an audit is answered line by line, not with None"),
        (["power"], "audit-first: an audit is answered line by line, not with ['power']"),
        ({"powr": rated(1)}, "audit-first: there is no line 'powr' here; allowed: assets, capabilities"),
        ({"power": 3}, "audit-first: power: got 3; allowed: a rating, evidence, or both"),
        ({"power": {}}, "audit-first: power: got {}; allowed: a rating, evidence, or both"),
        ({"power": {"rating": 1, "name": "x"}}, "audit-first: power: got {'rating': 1, 'name': 'x'}; allowed"),
        ({"power": rated(5)}, "audit-first: power: got the rating 5; allowed: a whole number from 0 to 4, or None"),
        ({"power": rated(-1)}, "audit-first: power: got the rating -1"),
        ({"power": rated(True)}, "audit-first: power: got the rating True"),
        ({"power": rated(2.5)}, "audit-first: power: got the rating 2.5"),
        ({"power": rated(1, 5)}, "audit-first: power: got the evidence 5; allowed: a text"),
        ({"power": rated(1, "x" * 801)}, "audit-first: power: the evidence has 801 characters; allowed: 800"),
    ],
)
def test_what_cannot_be_a_response_is_said_in_a_sentence(response, sentence):
    """Which line, what was got, what is allowed."""
    assert scoring.problem(ITEM, response).startswith(sentence)


def test_the_longest_answer_fits_into_one_record():
    """Twelve lines of one's own, each with the most that can be written, in signs that take the most room."""
    longest = {f"line-{n}": rated(4, "\u0001" * MAX_EVIDENCE) for n in range(12)}

    assert None is response_problem(longest)
    assert 12 * MAX_EVIDENCE <= MAX_TEXT < MAX_LINE_BYTES


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ({"evidence": OCCASION}, "absent"),
        (rated(None, OCCASION), "unknown"),
        (rated(0), "said"),
        (rated(2), "said"),
        (rated(3), "claimed"),
        (rated(4, "  \n"), "claimed"),
        (rated(3, OCCASION), "shown"),
        (rated(4, OCCASION), "shown"),
    ],
)
def test_a_high_rating_without_an_occasion_is_only_claimed(entry, kind):
    """From 3 on it takes an occasion; blanks are none; not knowing has no number."""
    mark = mark_of({"power": entry}, "power")

    assert (kind, entry.get("rating"), None) == (mark.kind, mark.rating, mark.ring)


@pytest.mark.parametrize(
    ("mine", "theirs", "ring"),
    [(3, 3, "confirmed"), (3, 2, "differently"), (0, 4, "differently"), (3, None, None), (None, 3, None)],
)
def test_a_ring_says_what_somebody_who_uses_the_service_makes_of_it(mine, theirs, ring):
    """The same number confirms, another sees it differently; not knowing does neither, on either side."""
    assert ring == mark_of({"power": rated(mine)}, "power", {"power": rated(theirs)}).ring


def test_somebody_who_uses_the_service_has_nothing_to_prove():
    """Their 4 without a word is theirs to say."""
    assert Mark(4, "said") == mark_of({"power": rated(4)}, "power", claims=False)


def test_the_line_known_least_is_one_that_they_would_have_to_ask_about():
    """Then one that is only claimed, then any without an occasion; a line not rated says nothing."""
    response = {"assets": rated(1), "peers": rated(4), "power": rated(None), "access": rated(None)}
    assert ["power", "access"] == least_known(ITEM, response)
    del response["power"], response["access"]
    assert ["peers"] == least_known(ITEM, response)
    response["peers"] = rated(4, OCCASION)
    assert ["assets"] == least_known(ITEM, response)
    response["assets"] = rated(1, OCCASION)

    assert [] == least_known(ITEM, response)


def test_the_widest_gap_is_between_two_numbers():
    """Either way round; lines that one did not give a number have none."""
    mine = {"assets": rated(4), "peers": rated(0), "power": rated(None), "access": rated(2)}
    theirs = {"assets": rated(1), "peers": rated(3), "power": rated(4), "blurring": rated(4)}

    assert (3, ["assets", "peers"]) == widest_gap(ITEM, mine, theirs)
    assert (0, ["assets", "peers", "access"]) == widest_gap(ITEM, mine, mine)
    assert (None, []) == widest_gap(ITEM, mine, {"power": rated(4)})


def test_every_line_of_the_course_can_be_rated():
    """The ids of the lines are those that responses hold."""
    assert None is scoring.problem(ITEM, {line: rated(None) for line in LINES})
