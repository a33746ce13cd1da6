"""The picture of a sorting shows where each case was put and where the key puts it, and no other key."""

import pytest

from coprod_widgets import content
from coprod_widgets.content import ContentError
from coprod_widgets.content.checks import lint
from coprod_widgets.figures import FigureError, describe, sorting_differences
from coprod_widgets.figures.sheet import DARK, LIGHT

CLEAR = content.load_unit("04").item("sort-clear")
ARGUED = content.load_unit("04").item("sort-argued")
ORDER = [*content.load_approaches().scale]


@pytest.fixture
def mixed():
    """Return a sorting with one case somewhere else, one not placed and the others where the key has them."""
    response = {case.id: case.answer for case in CLEAR.cases[1:]}
    other = next(one for one in CLEAR.categories if one != CLEAR.cases[1].answer)
    return response | {CLEAR.cases[1].id: other}


@pytest.fixture
def cohort(mixed):
    """Return a cohort of twelve, all but two of one mind."""
    return {f"learner-{n}": mixed for n in range(10)} | {"learner-10": {}, "learner-11": {CLEAR.cases[1].id: "none"}}


def test_places_are_in_order_and_none_is_set_apart(parts):
    """The four are one step apart each; none of these is further off."""
    response = {case.id: place for case, place in zip(CLEAR.cases, [*ORDER, "none"], strict=False)}
    marks = parts(sorting_differences(CLEAR, response)).marks
    across = [marks[f"{case.id}/put"][0] for case in CLEAR.cases[:5]]

    assert [0, 1, 2, 3] == across[:4]
    assert across[4] - across[3] > 1


def test_a_case_is_where_it_was_put_and_the_key_where_the_course_has_it(parts, mixed):
    """Same place: one inside the other. Another place: an arrow from one to the other."""
    seen = parts(sorting_differences(CLEAR, mixed))
    arrows = [text for text in seen.axes.texts if getattr(text, "arrow_patch", None)]

    different = CLEAR.cases[1].id
    for case in CLEAR.cases[1:]:
        same = seen.marks[f"{case.id}/put"] == seen.marks[f"{case.id}/key"]
        assert same == (case.id != different)
    [arrow] = arrows
    assert seen.marks[f"{different}/put"][0] == arrow.xyann[0]
    assert seen.marks[f"{different}/key"][0] == arrow.xy[0]


def test_a_case_that_was_not_placed_is_listed_and_its_key_is_not_shown(parts, mixed):
    """Only what the learner did is compared."""
    figure = sorting_differences(CLEAR, mixed)
    left = CLEAR.cases[0]

    assert f"{left.id}/key" not in parts(figure).marks
    assert f"Not placed: {left.title.text}." in parts(figure).words
    assert describe(figure).endswith(f"Not placed: {left.title.text}.")


def test_a_contested_case_shows_only_where_it_was_put(parts):
    """Nobody is told a right place where people argue."""
    figure = sorting_differences(ARGUED, {case.id: "depends" for case in ARGUED.cases})

    assert {f"{case.id}/put" for case in ARGUED.cases} == parts(figure).marks.keys()
    assert "the course puts" not in describe(figure)
    assert "the course" not in parts(figure).words


def test_nothing_placed_is_a_picture_that_says_so():
    """An empty response is one response."""
    words = describe(sorting_differences(CLEAR, {}))

    assert all(case.title.text in words.partition("Not placed: ")[2] for case in CLEAR.cases)


def test_a_cohort_is_counted_place_by_place(parts, cohort, mixed):
    """Each place says how many chose it, and who placed nothing is counted as that."""
    figure = sorting_differences(CLEAR, cohort)
    other, words = CLEAR.cases[1], parts(figure).words
    numbers = sorted(text.get_text() for text in parts(figure).texts if text.get_text().isdigit())
    put = {name for name in parts(figure).marks if name.startswith(f"{other.id}/")}

    assert {f"{other.id}/{mixed[other.id]}", f"{other.id}/none", f"{other.id}/key"} == put | {f"{other.id}/none"}
    assert numbers.count("10") >= len(mixed) - 1
    assert f"{CLEAR.cases[0].title.text} (12)" in words
    assert f"{other.title.text} (1)" in words
    assert "10 of 12." in describe(figure) or "11 of 12." in describe(figure)


def test_own_cases_speak_of_their_own_key(parts):
    """The course has no place for somebody's own cases; one without an answer has none at all."""
    own = [{"story": "One.", "answer": "co-design"}, {"story": "Two."}]
    figure = sorting_differences(own, {"case-1": "engagement", "case-2": "none"})

    assert "the key" in parts(figure).words
    assert "the course" not in parts(figure).words + describe(figure)
    assert "case-2/key" not in parts(figure).marks


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_every_word_can_be_read(parts, contrast, mixed, cohort, easy, dark):
    """Nothing overlaps, sticks out, is too small or too pale."""
    paper = (DARK if dark else LIGHT).paper
    argued = dict.fromkeys((case.id for case in ARGUED.cases), "depends")
    for item, responses in ((CLEAR, mixed), (CLEAR, cohort), (ARGUED, argued)):
        seen = parts(sorting_differences(item, responses, easy=easy, dark=dark))
        assert [] == seen.overlapping()
        assert [] == seen.outside()
        assert all(text.get_fontsize() >= 10 for text in seen.texts)
        assert all(contrast(text.get_color(), paper) >= 4.5 for text in seen.texts)
        assert seen.axes.get_legend() is None


def test_neighbours_labels_do_not_meet(parts):
    """The case put next door to its key has two labels side by side, with five and with six places."""
    places = list(CLEAR.categories)
    own = [{"story": str(n), "answer": place} for n, place in enumerate(places)]
    after = {f"case-{n + 1}": places[(n + 1) % len(places)] for n in range(len(places))}

    assert [] == parts(sorting_differences(own, after)).overlapping()
    assert [] == parts(sorting_differences(own, after, easy=True)).overlapping()


def test_the_words_say_each_difference(mixed):
    """Where it was put, and where the course puts it, in one sentence a case."""
    words = describe(sorting_differences(CLEAR, mixed))
    names = {category.id: category.name.text for category in content.load_approaches().categories}
    other, same = CLEAR.cases[1], CLEAR.cases[2]

    assert f"You put it in {names[mixed[other.id]]}; the course puts it in {names[other.answer]}." in words
    assert f"You put it in {names[same.answer]}, and so does the course." in words


def test_easy_read_has_short_sentences(mixed, cohort):
    """No sentence of more than fifteen words, names of cases aside."""
    for responses in (mixed, cohort):
        words = describe(sorting_differences(CLEAR, responses, easy=True)).partition("Not placed:")[0]
        assert [] == lint.long_sentences(words)


@pytest.mark.parametrize(
    ("cases", "responses", "sentence"),
    [
        (CLEAR, None, "answered with cases and their categories"),
        (CLEAR, {"no-such": "none"}, "there is no case 'no-such'"),
        (CLEAR, {"Ana": {CLEAR.cases[0].id: "codesign"}}, "Ana: sort-clear:"),
        (CLEAR, {"Ana": {}, "Ben": 5}, "Ben: sort-clear: a sort is answered"),
        (5, {}, "cases"),
        ([{"story": ""}], {}, "story"),
        ([{"story": "a"}] * 41, {}, "got 41 cases; allowed: up to 40"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(cases, responses, sentence):
    """Nobody meets matplotlib's own errors."""
    with pytest.raises((FigureError, ContentError)) as raised:
        sorting_differences(cases, responses)

    assert sentence in str(raised.value)
