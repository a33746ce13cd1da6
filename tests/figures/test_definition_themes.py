"""What definitions stress, as a picture: a number where words are marked, readable, and the same in words."""

import pytest

from coprod_widgets import content, figures
from coprod_widgets.content.checks import lint
from coprod_widgets.content.definitions import counts, reading_of
from coprod_widgets.figures import FigureError, definition_themes, describe
from coprod_widgets.scoring.highlight import marked_words
from coprod_widgets.widgets.definition_explorer import DefinitionExplorer

ITEM = content.load_unit("01").item("mark-three")
OWN = {"wales": {"power": [[13, 14]], "doing": [[0, 0]]}}


@pytest.fixture
def five():
    """Return the picture of all five definitions, drawn as unit 01 shows it."""
    unit = content.load_unit("01")
    return figures.shown_of_unit(unit.figure("what-each-stresses"), easy=False)


def test_a_number_stands_where_words_are_marked_and_nowhere_else(parts):
    """One mark for each text and theme of the writers' reading, at the theme's place."""
    marks = parts(definition_themes(ITEM)).marks
    themes = [theme.id for theme in ITEM.themes]
    expected = {f"{one.id}/{theme}" for one in ITEM.definitions for theme in one.reading}

    assert expected == set(marks)
    assert [] == [gid for gid, (across, _) in marks.items() if themes.index(gid.split("/")[1]) != across]


def test_the_numbers_are_the_words_marked(parts):
    """As many as the reading has, in the picture and in its description."""
    figure = definition_themes(ITEM)
    scotland = ITEM.definitions[0]
    marked = marked_words(scotland, reading_of(scotland))["power"]

    assert f"Power: {len(marked)}." in describe(figure)
    assert str(len(marked)) in [text.get_text() for text in parts(figure).texts]
    assert f"{sum(map(counts, scotland.tokens))} words" in parts(figure).words


def test_own_marks_make_a_picture_of_their_own(parts):
    """Only the text that has one, and it says whose marks they are."""
    figure = definition_themes(ITEM, OWN, title="Mine")

    assert {"wales/power", "wales/doing"} == set(parts(figure).marks)
    assert "Your own marks." in describe(figure)
    assert "course's writers" not in describe(figure)
    assert "Power: 2." in describe(figure)
    assert "Assets and strengths: none." in describe(figure)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("easy", [False, True])
def test_every_word_can_be_read(parts, easy, dark):
    """Nothing lies on anything else or off the paper, light and dark, plain and Easy Read."""
    seen = parts(definition_themes(ITEM, easy=easy, dark=dark))

    assert ([], []) == (seen.overlapping(), seen.outside())


def test_nine_themes_of_ones_own_have_room(parts):
    """Long names are broken, and stay apart."""
    themes = [f"A rather long theme {n}" for n in range(9)]
    widget = DefinitionExplorer(texts={"A text with quite a long name, as names go": "We do it."}, themes=themes)
    widget.value = {widget.item["definitions"][0]["id"]: {theme["id"]: [[0, 2]] for theme in widget.item["themes"]}}
    seen = parts(definition_themes(widget.shows, widget.value))

    assert ([], []) == (seen.overlapping(), seen.outside())
    assert 9 == len(seen.marks)


def test_easy_read_has_short_sentences_in_the_picture_s_words():
    """No sentence of more than fifteen words."""
    assert [] == lint.long_sentences(describe(definition_themes(ITEM, easy=True)))


def test_unit_01_shows_all_five_in_words(five):
    """Each by its name; it says that this is one reading, and that counting is not weighing."""
    for one in content.load_definitions().definitions:
        assert f"{one.name.text}, " in five.words
    assert "One reading, by the course's writers." in five.words
    assert "Many words do not make a theme more important" in five.words


@pytest.mark.parametrize(
    ("item", "response", "how", "sentence"),
    [
        ({"Ours": "We do."}, None, {}, "the first argument is the item of a DefinitionExplorer"),
        (ITEM, {"wales": {"power": [[0, 999]]}}, {}, "mark-three: wales: power: got words 0 to 999"),
        (ITEM, {}, {}, "mark-three: nothing is marked, so there is nothing to draw"),
        (ITEM, None, {"title": 5}, "title: got 5; allowed: a text"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(item, response, how, sentence):
    """No learner meets matplotlib's own errors."""
    with pytest.raises(FigureError) as raised:
        definition_themes(item, response, **how)

    assert sentence in str(raised.value)
