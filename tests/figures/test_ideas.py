"""The picture of which idea stands in which list says what the lists' file says, to everybody who looks."""

import pytest

from coprod_widgets import content, figures
from coprod_widgets.content.checks import lint
from coprod_widgets.figures import FigureError, describe, ideas_in_lists
from coprod_widgets.figures.sheet import SMALL, WIDTH

COLUMNS = ("tlap", "wales", "carnegie", "ni")


def expected():
    """Return what stands where, from the file: idea/list/how -> column."""
    crosswalk, found = content.load_crosswalk(), {}
    for idea in crosswalk.ideas:
        for number, id_ in enumerate(COLUMNS):
            codes = crosswalk.lists[id_].codes
            how = "whole" if set(codes) & set(idea.whole) else "partly" if set(codes) & set(idea.partly) else None
            how = how or ("beside" if id_ in idea.beside else None)
            if how:
                found[f"{idea.id}/{id_}/{how}"] = number
    return found


def test_a_mark_stands_in_the_column_of_its_list_and_nowhere_else(parts):
    """A full mark, a ring or a square for each list that has an idea; none where it is in no heading."""
    marks = parts(ideas_in_lists()).marks

    assert expected() == {name: x for name, (x, _) in marks.items()}
    assert not any(name.startswith("power/carnegie") for name in marks)


@pytest.mark.parametrize("easy", [False, True])
def test_every_word_can_be_read(parts, easy):
    """No text lies on another, sticks out, or is small; the picture is for a phone too."""
    seen = parts(ideas_in_lists(easy=easy, title="Which idea stands in which of the four lists of principles " * 2))

    assert [] == seen.overlapping()
    assert [] == seen.outside()
    assert all(text.get_fontsize() >= SMALL for text in seen.texts)
    assert WIDTH == seen.figure.get_size_inches()[0]


def test_the_words_tell_every_place_the_empty_ones_too():
    """Power is beside TLAP's list, in the fourth of Wales and in no heading of the others."""
    said = describe(ideas_in_lists())

    assert (
        "Power. TLAP: beside the list. Wales, older: W4. Carnegie: in no heading. Northern Ireland: in no heading."
        in said
    )
    assert "Giving and getting. TLAP: T3. Wales, older: W4. Wales, older: W3, partly." in said
    assert [] == lint.long_sentences(describe(ideas_in_lists(easy=True)))


def test_a_ring_is_not_a_full_mark_in_either_theme(contrast):
    """The two differ by more than a colour that somebody may not see."""
    for dark in (False, True):
        lines = {line.get_gid(): line for line in ideas_in_lists(dark=dark).axes[0].lines if line.get_gid()}
        full, ring = lines["power/wales/whole"], lines["roles/wales/partly"]

        assert contrast(full.get_markerfacecolor(), ring.get_markerfacecolor()) >= 3


def test_the_unit_shows_it_in_both_wordings():
    """Four pictures, light and dark, each with its own words."""
    shown = figures.shown_of_unit(content.load_unit("02").figure("ideas"), easy=False)

    assert 4 == shown._repr_html_().count("<img")
    assert shown.words.startswith("Which idea stands in which list.")


def test_a_title_that_is_none_is_refused():
    """In a sentence."""
    with pytest.raises(FigureError, match="title: got 3"):
        ideas_in_lists(title=3)
