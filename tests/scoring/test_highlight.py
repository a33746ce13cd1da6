"""Marks in definitions earn nothing; they are laid beside the writers' own, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_widgets import content, scoring
from coprod_widgets.content.definitions import Definition, HighlightItem, Theme, counts, reading_of
from coprod_widgets.content.words import Words
from coprod_widgets.scoring import Overlap, overlap

UNIT = content.load_unit("01")
ITEMS = [item for item in UNIT.items if isinstance(item, HighlightItem)]
SMALL = HighlightItem(
    id="small",
    prompt=Words("Mark."),
    definitions=[
        Definition(
            id="read",
            name=Words("Read"),
            text="We share power … and do it together.",
            reading={"power": ["share power"], "doing": ["power … and do it"]},
        ),
        Definition(id="unread", name=Words("Unread"), text="They do it."),
    ],
    themes=[Theme(id=name, letter=name[0].upper(), name=Words(name)) for name in ("power", "doing", "assets")],
)
each = pytest.mark.parametrize("item", [*ITEMS, SMALL], ids=lambda item: item.id)


@each
def test_responses_of_every_kind_are_taken_or_refused_and_never_marked(item):
    """No machine says that somebody's reading is right."""
    examples = scoring.highlight_examples(item)

    assert {"correct", "partly correct", "wrong", "blank", "invalid"} == {example.name for example in examples}
    for example in examples:
        refused = scoring.problem(item, example.response)

        assert (example.name == "invalid") == (refused is not None), example
        assert refused is None or refused.startswith(f"{item.id}: ")
        assert (None, 0) == (scoring.score(item, example.response), example.raw)


@each
def test_the_writers_own_reading_lies_on_itself(item):
    """Nothing is left over on either side."""
    writers = {one.id: reading_of(one) for one in item.definitions if one.reading}

    assert set(writers) == set(overlap(item, writers))
    for beside in overlap(item, writers).values():
        assert {(0, 0)} == {(count.yours, count.writers) for count in beside.values()}


def test_words_are_counted_for_both_and_for_each():
    """A cut is no word; a theme that neither has marked is not there; nor is a text that nobody has read."""
    marks = {"read": {"power": [[0, 1]], "assets": [[5, 7]]}, "unread": {"power": [[0, 0]]}}

    assert {
        "read": {
            "power": Overlap(both=1, yours=1, writers=1),
            "doing": Overlap(both=0, yours=0, writers=4),
            "assets": Overlap(both=0, yours=3, writers=0),
        }
    } == overlap(SMALL, marks)


@pytest.mark.parametrize(
    ("response", "sentence"),
    [
        ([], "small: marks are given by text and theme, not as []"),
        ({"red": {}}, "small: there is no text 'red' here; allowed: read, unread"),
        ({"read": [[0, 1]]}, "small: read: marks are given by theme, not as [[0, 1]]"),
        ({"read": {"pow": []}}, "small: read: there is no theme 'pow' here; allowed: power, doing, assets"),
        ({"read": {"power": {"0": 1}}}, "small: read: power: got {'0': 1}; allowed: a list of pairs"),
        ({"read": {"power": [[0]]}}, "small: read: power: got [0]; allowed: a pair of whole numbers"),
        ({"read": {"power": [[0, 1.0]]}}, "small: read: power: got [0, 1.0]; allowed: a pair of whole numbers"),
        ({"read": {"power": [[0, True]]}}, "small: read: power: got [0, True]; allowed: a pair of whole numbers"),
        ({"read": {"power": [[0, 8]]}}, "small: read: power: got words 0 to 8; allowed: from 0 to 7"),
        ({"read": {"power": [[-1, 0]]}}, "small: read: power: got words -1 to 0; allowed: from 0 to 7"),
        ({"read": {"power": [[2, 1]]}}, "small: read: power: got words 2 to 1; allowed: from 0 to 7, the first not"),
        ({"read": {"power": [[1, 2], [1, 2]]}}, "small: read: power: the same words are marked twice"),
        ({"read": {"power": [[0, 0]] * 41}}, "small: read: power: got 41 marks; allowed: up to 40"),
    ],
)
def test_a_response_that_cannot_be_one_is_refused_in_a_sentence(response, sentence):
    """The sentence says where, what was got and what is allowed; nothing lies on anything then."""
    assert scoring.problem(SMALL, response).startswith(sentence)
    assert {} == overlap(SMALL, response)


def spans(item, text):
    last = len(item.definitions[text].tokens) - 1
    pairs = st.tuples(st.integers(0, last), st.integers(0, last)).map(lambda pair: sorted(pair))
    return st.lists(pairs, max_size=5, unique_by=tuple)


@st.composite
def marked(draw):
    item = draw(st.sampled_from([*ITEMS, SMALL]))
    texts = range(len(item.definitions))
    return item, {
        item.definitions[text].id: {theme.id: draw(spans(item, text)) for theme in item.themes} for text in texts
    }


@given(marked())
def test_every_word_is_counted_once_a_theme(one):
    """Both and yours are the words marked by the learner, both and the writers' those of the writers."""
    item, response = one
    assert scoring.problem(item, response) is None

    for text in item.definitions:
        for theme, count in overlap(item, response).get(text.id, {}).items():
            yours = {word for first, last in response[text.id][theme] for word in range(first, last + 1)}
            writers = {word for first, last in reading_of(text).get(theme, ()) for word in range(first, last + 1)}
            words = {word for word, token in enumerate(text.tokens) if counts(token)}

            assert (len(yours & words), len(writers & words)) == (count.both + count.yours, count.both + count.writers)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["read", "unread", "power", "doing", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(anything)
def test_nothing_that_can_be_sent_raises_or_is_marked(response):
    """Whatever comes, it is taken or refused."""
    assert scoring.score(SMALL, response) is None
    assert isinstance(scoring.problem(SMALL, response), str | None)
    assert isinstance(overlap(SMALL, response), dict)
