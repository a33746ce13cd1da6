"""Examples as a page shows them: five rows each, both wordings, one in full or several to open one at a time."""

import html
from html.parser import HTMLParser

import msgspec
import pytest

from coprod_widgets import content
from coprod_widgets.content.schema import Words
from coprod_widgets.desk import Desk
from coprod_widgets.figures.cards import shown_cards
from coprod_widgets.notebook import Unit

PRACTICE, SOURCES = content.load_practice(), content.load_sources()
EXAMPLES = {one.id: one for one in PRACTICE.examples}


class Read(HTMLParser):
    """Collects the texts and the elements of a wording's block."""

    def __init__(self, markup):
        super().__init__()
        self.elements, self.text = [], []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        """Note an element with its attributes."""
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        """Note a text."""
        self.text.append(data)

    @property
    def words(self):
        """Return all that is written, in one line."""
        return " ".join(" ".join(self.text).split())

    def all(self, tag):
        """Return the attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def cards(*ids, easy=False, sources=SOURCES, examples=EXAMPLES):
    chosen = [examples[one] for one in ids]
    around = {"name": "cards", "title": Words("Some cards", "Cards"), "easy": easy}
    return shown_cards(chosen, PRACTICE, sources, content.load_interface(), **around)


def blocks(one):
    plain, easy = one._repr_html_().split('<div class="coprod-figure-easy"')
    return Read(plain.partition("</style>")[2]), Read("<div" + easy)


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("id_", EXAMPLES)
def test_an_example_has_its_five_rows_in_both_wordings_each_with_its_sources(id_):
    """Headings in order; every row's words; a link wherever a source has an address."""
    example = EXAMPLES[id_]
    for easy, read in enumerate(blocks(cards(id_))):
        headings = [row.name.easy if easy else row.name.text for row in PRACTICE.rows]
        places = [read.words.index(heading) for heading in headings]
        assert sorted(places) == places
        assert len(read.all("dt")) == len(read.all("dd")) == 5
        for row in example.rows.values():
            for paragraph in (row.easy if easy else row.text).split("\n"):
                assert flat(paragraph) in read.words
        cited = [source for row in example.rows.values() for source in row.sources]
        assert [SOURCES[one].url for one in cited if SOURCES[one].url] == [link["href"] for link in read.all("a")]
        for one in cited:
            assert SOURCES[one].title in read.words


def test_one_example_stands_there_in_full_and_several_can_be_opened_one_at_a_time():
    """The browser's own control: a name that the two wordings don't share keeps one open in each."""
    plain, _ = blocks(cards("keyring"))
    assert ([], 1) == (plain.all("details"), len(plain.all("section")))

    plain, easy = blocks(cards("croydon", "chard"))
    assert ["cards-plain"] * 2 == [one["name"] for one in plain.all("details")]
    assert ["cards-easy"] * 2 == [one["name"] for one in easy.all("details")]
    assert 2 == len(plain.all("summary"))


def test_what_is_invented_and_what_went_less_well_is_said_beside_the_name():
    """In both wordings, before anything else of the example."""
    plain, easy = blocks(cards("market-row"))
    assert plain.words.startswith("Adults' social care: Market Row day service Invented")
    assert easy.words.startswith("Support for adults: Market Row day service Made up")

    plain, _ = blocks(cards("time-bank", "care-leavers"))
    for id_ in ("time-bank", "care-leavers"):
        assert EXAMPLES[id_].less_well.text in plain.words
    assert "Invented" not in plain.words


def test_the_text_says_the_same_for_a_page_without_markup():
    """Whoever prints it reads the rows in the wording that was chosen."""
    assert flat(EXAMPLES["keyring"].rows["missing"].text) in repr(cards("keyring"))
    assert flat(EXAMPLES["keyring"].rows["missing"].easy) in repr(cards("keyring", easy=True))
    assert '<div class="coprod-figure-plain" style="display:none">' in cards("keyring", easy=True)._repr_html_()


def test_a_text_is_never_taken_for_markup():
    """What a writer types appears as typed."""
    rude = msgspec.structs.replace(EXAMPLES["chard"], name=Words('<b> & "so"', '<b> & "so"'))
    markup = cards("chard", examples={"chard": rude})._repr_html_()

    assert "<b>" not in markup
    assert html.escape('<b> & "so"') in markup


def test_a_unit_shows_its_cards_and_its_numbers_and_keeps_nothing(tmp_path):
    """Unit 05's own pictures, as its notebook asks for them."""
    unit = Unit("05", Desk(tmp_path))

    assert "Lambeth Living Well" in repr(unit.figure("card-living-well"))
    assert 4 == unit.figure("picture-cases")._repr_html_().count("<img")
    assert not unit._desk.answers_path.exists()
