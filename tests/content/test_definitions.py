"""Definitions: verbatim, attributed, dated; read by words that are in them; and texts of one's own."""

import copy

import pytest

from coprod_widgets.content import ContentError, load_course, load_definitions, load_unit, page_view
from coprod_widgets.content.defining import own_highlight
from coprod_widgets.content.definitions import places, reading_of
from coprod_widgets.content.page import digest
from coprod_widgets.content.words import Words

WORDS = {"text": "Words.", "easy": "Words."}
FILE = {
    "key": {"agreed_by": "the course's writers only", "agreed_on": "2026-11-25", "version": "1"},
    "themes": [
        {"id": "power", "letter": "P", "name": WORDS, "line": WORDS},
        {"id": "doing", "letter": "D", "name": WORDS, "line": WORDS},
    ],
    "definitions": [
        {
            "id": "ours",
            "name": WORDS,
            "by": WORDS,
            "dated": WORDS,
            "text": "It means to “share power”, and … to do the work, which may help the people.",
            "easy": "Share power. Do the work.",
            "hedges": ["may help"],
            "cuts": ["and … to"],
            "reading": {"power": ["share power"], "doing": ["do the work"]},
            "stresses": WORDS,
            "sources": ["a-source"],
        }
    ],
}
ITEM = {"id": "mark-it", "interaction": "highlight", "prompt": WORDS, "definitions": ["ours"]}
PICTURE = {"id": "stressed", "kind": "definition-themes", "title": WORDS, "definitions": ["ours"]}
HERE = "definitions.yaml: $.definitions[0]"


@pytest.fixture
def defined(small):
    """Return the small course with a definition, an activity about it and a picture of it, to be changed by a test."""
    small["definitions.yaml"] = copy.deepcopy(FILE)
    small["units/04.yaml"]["items"].append(copy.deepcopy(ITEM))
    small["units/04.yaml"]["figures"] = [copy.deepcopy(PICTURE)]
    return small


def one(course):
    return course["definitions.yaml"]["definitions"][0]


def item(course):
    return course["units/04.yaml"]["items"][-1]


# --- what a file may hold --------------------------------------------------------------------------


def test_an_activity_is_handed_out_with_whole_definitions_and_all_themes(defined, write):
    """Ids are replaced by what they name, and the reading is pairs of words."""
    found = load_course(write(defined)).units["04"].items[-1]

    assert ["power", "doing"] == [theme.id for theme in found.themes]
    assert {"power": [[3, 4]], "doing": [[8, 10]]} == reading_of(found.definitions[0])
    assert ("the course's writers only", True) == (found.key.agreed_by, found.reads)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda c: one(c).pop("by"), f"{HERE}: the key 'by' is missing; a quotation is attributed, dated"),
        (lambda c: one(c).pop("dated"), f"{HERE}: the key 'dated' is missing; a quotation is attributed, dated"),
        (lambda c: one(c).pop("stresses"), f"{HERE}: the key 'stresses' is missing; a quotation is attributed, dated"),
        (lambda c: one(c).pop("easy"), f"{HERE}: the key 'easy' is missing; say in the course's own words"),
        (lambda c: one(c).pop("sources"), f"{HERE}: the key 'sources' is missing; a quotation names where"),
        (
            lambda c: one(c).update(sources=["a-sauce"]),
            f"{HERE}.sources[0]: there is no source 'a-sauce'; the nearest is 'a-source'",
        ),
        (lambda c: one(c).update(easy="word " * 16), f"{HERE}.easy: a sentence of 16 words; allowed: 15"),
        (lambda c: one(c).update(by="NEF"), f"{HERE}.by: the Easy Read twin is missing"),
        (lambda c: one(c).update(hedges=["may halp"]), f"{HERE}.hedges[0]: 'may halp' is not in the text, word for"),
        (lambda c: one(c).update(cuts=[]), f"{HERE}.cuts: got 0; cuts in the text: 1, and each is named with"),
        (
            lambda c: one(c)["reading"].update(powr=["share"]),
            f"{HERE}.reading: there is no theme 'powr'; the nearest is 'power'",
        ),
        (
            lambda c: one(c)["reading"].update(doing=["the"]),
            f"{HERE}.reading.doing[0]: 'the' is in the text 2 times; write more of the words around it",
        ),
        (lambda c: one(c).update(text=one(c)["text"] + " word" * 80), f"{HERE}.text: got 96 words; allowed: 90"),
        (lambda c: one(c).update(text=one(c)["text"] + "..."), f"{HERE}.text: got '...'; a cut is written …"),
        (
            lambda c: c["definitions.yaml"].pop("key"),
            "definitions.yaml: $: nobody is named who agreed this reading; write key:",
        ),
        (
            lambda c: c["definitions.yaml"]["themes"][1].update(letter="P"),
            "definitions.yaml: $.themes[1].letter: 'P' is the letter of 'power' too",
        ),
        (
            lambda c: c["definitions.yaml"]["themes"][1].update(letter="do"),
            "definitions.yaml: $.themes[1].letter: got 'do'; allowed: a text of the form",
        ),
        (
            lambda c: c["definitions.yaml"]["themes"][1].pop("line"),
            "definitions.yaml: $.themes[1]: the key 'line' is missing",
        ),
        (
            lambda c: c["definitions.yaml"]["definitions"].append(one(c)),
            "definitions.yaml: $.definitions[1].id: 'ours' is the id of",
        ),
        (
            lambda c: item(c).update(definitions=["hours"]),
            "units/04.yaml: $.items[4].definitions[0]: there is no definition 'hours'; the nearest is 'ours'",
        ),
        (
            lambda c: item(c).update(themes=["pover"]),
            "units/04.yaml: $.items[4].themes[0]: there is no theme 'pover'; the nearest is 'power'",
        ),
        (
            lambda c: item(c).update(definitions=["ours", "ours"]),
            "units/04.yaml: $.items[4].definitions: 'ours' is there twice",
        ),
        (
            lambda c: item(c).update(definitions=[]),
            "units/04.yaml: $.items[4].definitions: got an empty list; allowed: one definition or more",
        ),
        (lambda c: item(c).update(prompt="Mark."), "units/04.yaml: $.items[4].prompt: the Easy Read twin is missing"),
        (
            lambda c: c["units/04.yaml"]["figures"][0].update(definitions=["hours"]),
            "units/04.yaml: $.figures[0].definitions[0]: there is no definition 'hours'; the nearest is 'ours'",
        ),
        (
            lambda c: c["units/04.yaml"]["figures"][0].update(definitions=[]),
            "units/04.yaml: $.figures[0].definitions: got an empty list; allowed: one definition or more",
        ),
        (
            lambda c: one(c).pop("reading"),
            "units/04.yaml: $.figures[0].definitions[0]: 'ours' has no reading to be drawn",
        ),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(defined, problems, spoil, sentence):
    """One thing is broken, and that alone is said."""
    spoil(defined)

    [found] = problems(defined)
    assert found.startswith(sentence)


def test_a_whole_definition_in_a_unit_is_refused(defined, problems):
    """A quotation stands in one place, with who said it."""
    item(defined)["definitions"] = [one(defined)]

    assert ["units/04.yaml: $.items[4].definitions[0]: got a mapping; allowed: the id of a definition"] == problems(
        defined
    )


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("share power", [(3, 4)]),
        ("SHARE Power,", [(3, 4)]),
        ("and … to", [(5, 7)]),
        ("to", [(2, 2), (7, 7)]),
        ("power and", [(4, 5)]),
        ("shar", []),
        ("", []),
    ],
)
def test_a_phrase_is_found_by_its_words(phrase, found):
    """Signs and capitals do not matter, parts of words do."""
    assert found == places("It means to “share power”, and … to do".split(), phrase)


# --- what the page gets ----------------------------------------------------------------------------


def test_the_page_gets_the_text_and_nothing_of_the_reading(defined, write):
    """Neither marks, nor hedges, nor cuts, nor what it stresses; the digest follows the words alone."""
    course = load_course(write(defined))
    shown = page_view(course.units["04"].items[-1])
    one(defined)["reading"] = {"power": ["the work"]}
    one(defined)["easy"] = "Other words."
    read_otherwise = load_course(write(defined)).units["04"].items[-1]
    one(defined)["text"] += " Now."
    said_otherwise = load_course(write(defined)).units["04"].items[-1]

    assert {"id", "name", "by", "dated", "tokens", "easy"} == set(shown["definitions"][0])
    assert digest(course.units["04"].items[-1]) == digest(read_otherwise)
    assert digest(read_otherwise) != digest(said_otherwise)


# --- texts of one's own ----------------------------------------------------------------------------


def own(texts, themes=None):
    return own_highlight(texts, themes, load_definitions().themes, Words("Mark."))


def test_texts_of_ones_own_get_ids_from_their_names():
    """Two that look alike get different ones; a name without letters gets a number."""
    made = own({"Ours": "We do.", "ours!": "We too.", "我们": "They."})

    assert ["ours", "ours-b", "text-3"] == [text.id for text in made.definitions]
    assert not made.reads


def test_themes_of_ones_own_have_a_letter_each():
    """The course's themes keep theirs, whatever the order; where no letter is left a number stands."""
    made = own({"Ours": "We do."}, ["Play", "power", "Pa", "ap"])

    assert [("play", "L"), ("power", "P"), ("pa", "A"), ("ap", "4")] == [
        (theme.id, theme.letter) for theme in made.themes
    ]


@pytest.mark.parametrize(
    ("texts", "themes", "sentence"),
    [
        ({}, None, "texts: got a mapping; allowed: texts by name"),
        ("Ours", None, "texts: got 'Ours'; allowed: texts by name"),
        ({"Ours": " … "}, None, "texts: Ours: got ' … '; allowed: a text"),
        ({"Ours": 5}, None, "texts: Ours: got 5; allowed: a text"),
        ({"Ours": "word " * 401}, None, "texts: Ours: got 401 words; allowed: up to 400"),
        ({"": "We do."}, None, "texts: got the name nothing; allowed: a text of up to 60 characters"),
        ({str(n): "We do." for n in range(13)}, None, "texts: got 13; allowed: up to 12"),
        ({"Ours": "We do."}, [], "themes: got a list; allowed: a list of names, or of power, equal,"),
        ({"Ours": "We do."}, "power", "themes: got 'power'; allowed: a list of names"),
        ({"Ours": "We do."}, ["power", "power"], "themes: 'power' is there twice"),
        ({"Ours": "We do."}, [5], "themes: got 5; allowed: a list of names"),
        ({"Ours": "We do."}, [f"T{n}" for n in range(10)], "themes: got 10; allowed: up to 9"),
    ],
)
def test_what_cannot_be_marked_is_said_in_a_sentence(texts, themes, sentence):
    """Each names what was got and what is allowed, and nothing else is said."""
    with pytest.raises(ContentError) as caught:
        own(texts, themes)

    assert [True] == [said.startswith(sentence) for said in caught.value.problems]


# --- the course's own ------------------------------------------------------------------------------

SAID = {
    "tlap": [
        "professionals and citizens sharing power to design, plan and deliver support together",
        "everyone has an important contribution to make to improve quality of life for people and communities.",
    ],
    "nef": [
        "delivering public services in an equal and reciprocal relationship between professionals, people using "
        "services, their families and their neighbours.",
        "both services and neighbourhoods become far more effective agents of change.",
    ],
    "scotland": [
        "that are claimed to be successful, sustainable and cost-effective, changing the balance of power from the "
        "professional towards the service user.",
    ],
    "wales": ["to share power and responsibility, and to work together in equal, reciprocal and caring relationships."],
    "ni": ["connecting and empowering people and … valuing", "health and wellbeing outcomes … it brings people"],
}
"""Words of each definition that must never be changed."""


@pytest.mark.parametrize("name", SAID)
def test_the_definitions_say_what_their_writers_said(name):
    """Word for word."""
    [found] = [one for one in load_definitions().definitions if one.id == name]

    assert [] == [words for words in SAID[name] if words not in found.text]


def test_hedges_and_cuts_are_kept_as_data():
    """Scotland claims, Northern Ireland seeks and is cut twice, nobody else is."""
    found = {one.id: one for one in load_definitions().definitions}

    assert ["claimed to be"] == found["scotland"].hedges
    assert ["It seeks to"] == found["ni"].hedges
    assert {"ni": 2} == {name: len(one.cuts) for name, one in found.items() if one.cuts}


def test_in_the_writers_reading_only_one_definition_has_no_word_of_power():
    """NEF's is about delivering, and that is what the page says."""
    without = [one.id for one in load_definitions().definitions if "power" not in one.reading]

    assert ["nef"] == without


def test_unit_01_asks_for_all_five_definitions_once():
    """Two first, then three; the picture shows them in that order."""
    unit = load_unit("01")
    marked = [one.id for item_id in ("mark-two", "mark-three") for one in unit.item(item_id).definitions]

    assert ["tlap", "nef", "scotland", "wales", "ni"] == marked == unit.figure("what-each-stresses").definitions
