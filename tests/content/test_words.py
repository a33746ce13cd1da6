"""A text and its Easy Read twin: which wording is given, how gaps are filled, and several in a row."""

import pytest

from coprod_widgets import content
from coprod_widgets.content.words import Words, joined

BOTH = Words("You said {what}, {n} times.", "You said: {what}. {n} times.")
PLAIN = Words("There are {what}.")


def test_where_there_is_no_easy_read_the_plain_words_stand_for_it():
    """A learner who reads in Easy Read never meets an empty place."""
    assert ("plain", "simple", "plain") == (
        Words("plain", "simple").worded(easy=False),
        Words("plain", "simple").worded(easy=True),
        Words("plain").worded(easy=True),
    )


def test_a_text_in_a_gap_goes_into_each_wording_as_it_is_worded_there():
    """What is no text is the same in both."""
    assert Words("You said yes indeed, 3 times.", "You said: yes. 3 times.") == BOTH.filled(
        what=Words("yes indeed", "yes"), n=3
    )


@pytest.mark.parametrize(
    ("what", "filled"),
    [
        ("two", Words("There are two.")),
        (Words("two"), Words("There are two.")),
        (Words("two of them", "two"), Words("There are two of them.", "There are two.")),
    ],
)
def test_there_is_easy_read_only_where_something_of_it_is_worded_so(what, filled):
    """Otherwise the page would say that it has two wordings, and show the same twice."""
    assert filled == PLAIN.filled(what=what)


def test_what_goes_into_a_gap_is_never_read_as_a_text_with_gaps():
    """A learner may write braces."""
    assert Words("There are {n}.") == PLAIN.filled(what="{n}")


def test_a_gap_without_a_value_is_an_error():
    """Nobody reads braces."""
    with pytest.raises(KeyError, match="what"):
        PLAIN.filled(n=3)


def test_some_texts_in_a_row_have_in_each_wording_what_belongs_between_them():
    """Parts of a sentence in plain words are sentences in Easy Read."""
    texts = [Words("one of them", "one"), Words("two")]

    assert Words("one of them; two", "one. two") == joined(texts, "; ", ". ")
    assert Words("one of them, two", "one, two") == joined(iter(texts), ", ")


def test_a_text_of_the_catalogue_comes_with_its_gaps_filled():
    """By its key, in both wordings."""
    said = content.said("answers-kept", n=7)

    assert (True, True, False) == ("7" in said.text, "7" in said.easy, "{" in said.text + said.easy)
