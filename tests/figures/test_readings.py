"""The picture of many readings: every word can be read, and there are as many dots as pieces of work."""

import pytest

from coprod_widgets.figures import describe, readings
from coprod_widgets.figures.readings import MOST, MOST_NAMED
from coprod_widgets.figures.sheet import WIDTH

LONGEST = "Waiting list group in the north of town"[:40]
RULES = [None, {"shared": 51}, {"shared": 76}, {"alone": 60}]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("easy", [False, True])
def test_no_word_stands_on_another_or_leaves_the_paper(parts, rules, easy):
    """In both wordings, whatever is changed."""
    seen = parts(readings(rules=rules, easy=easy))

    assert [] == seen.overlapping()
    assert [] == seen.outside()


def test_there_is_a_dot_for_each_piece_of_work_in_each_row(parts):
    """Forty by the course's rules, forty by one's own; a shape for each row, so that colour is never needed."""
    gids = [gid.split("/") for gid in parts(readings(rules={"shared": 51})).marks]

    assert [40, 40] == [sum(lane == row for _, lane, _ in gids) for row in "01"]


def test_as_many_as_may_be_still_fit(parts):
    """The most pieces of work, all read alike, with the longest names."""
    works = {f"{LONGEST[:36]} {number}": {"stages": {}} for number in range(MOST)}
    figure = readings(works)

    assert WIDTH == figure.get_size_inches()[0]
    assert [] == parts(figure).outside()


def test_the_picture_names_some_that_moved_and_its_words_name_all():
    """A long list is cut in the picture, with how many more there are."""
    words = describe(readings(rules={"shared": 51}))

    assert 19 == words.count(": from ")
    assert 19 > MOST_NAMED


def test_a_moment_that_is_not_known_has_a_row_of_its_own():
    """Nothing unknown is guessed."""
    unknown = {"stages": {"design": 50}, "brings": ["ideas", "design", "action"]}

    assert "Between two readings: something is not known: 1." in describe(readings({"Ours": unknown}))
