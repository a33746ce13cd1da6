"""The pictures of a unit are checked like everything else in its file."""

import copy

import pytest

from coprod_widgets.content import load_course

NAMES = ({"text": "Elm Street", "easy": "Elm Street"}, {"text": "The old hall", "easy": "Old hall"})
PICTURE = {
    "id": "two-clubs",
    "kind": "power-profile",
    "title": {"text": "Two lunch clubs", "easy": "Two clubs for lunch"},
    "level": "group",
    "series": [
        {"name": NAMES[0], "response": {"stages": {"plan": "50", "decide": "not said"}, "returned": "true"}},
        {"name": NAMES[1], "response": {"stages": {"plan": "0"}, "brings": ["opinions", "ideas"]}},
    ],
}
WHERE = "units/04.yaml: $.figures[0]"


@pytest.fixture
def pictured(small):
    """Return the small course with a picture, to be changed by a test."""
    small["units/04.yaml"]["figures"] = [copy.deepcopy(PICTURE)]
    return small


def test_a_picture_without_problems_is_handed_out_ready_to_draw(pictured, write):
    """Numbers are numbers, and what was not answered is absent."""
    [figure] = load_course(write(pictured)).units["04"].figures

    assert {"stages": {"plan": 50, "decide": "not said"}, "returned": True} == figure.series[0].response.plain
    assert {"stages": {"plan": 0}, "brings": ["opinions", "ideas"]} == figure.series[1].response.plain


def first(picture):
    return picture["series"][0]["response"]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            lambda p: first(p)["stages"].update(plan="60"),
            f"{WHERE}.series[0].response.stages.plan: got '60'; allowed: 0, 25, 50, 75, 100, not said",
        ),
        (
            lambda p: first(p)["stages"].update(pln="50"),
            f"{WHERE}.series[0].response.stages.pln: unknown key 'pln'; allowed: plan, design, decide, deliver, review",
        ),
        (
            lambda p: first(p).update(promise="broken"),
            f"{WHERE}.series[0].response.promise: got 'broken'; allowed: kept, late, closed",
        ),
        (
            lambda p: first(p).update(brings=["ideas", "ideas"]),
            f"{WHERE}.series[0].response.brings: 'ideas' is there twice",
        ),
        (
            lambda p: p.update(kind="pie"),
            f"{WHERE}.kind: got 'pie'; allowed: power-profile, ideas-in-lists, definition-themes, practice, numbers",
        ),
        (lambda p: p.update(moments=[]), f"{WHERE}.moments: got an empty list; allowed: one moment or more"),
        (lambda p: p.update(series=[]), f"{WHERE}.series: got 0; allowed: 1 to 6"),
        (
            lambda p: p["series"][1].pop("name"),
            f"{WHERE}.series[1]: the key 'name' is missing; each of several series needs one",
        ),
        (
            lambda p: p["series"][1].update(name=NAMES[0]),
            f"{WHERE}.series[1].name: 'Elm Street' is the name of another",
        ),
        (
            lambda p: p["series"][0].update(name={"text": "N" * 41, "easy": "N"}),
            f"{WHERE}.series[0].name: '{'N' * 41}' has 41 characters; allowed: 40",
        ),
        (
            lambda p: p["series"][0].update(name="Elm"),
            f"{WHERE}.series[0].name: the Easy Read twin is missing; write easy: beside text:",
        ),
        (lambda p: p.update(title="Two"), f"{WHERE}.title: the Easy Read twin is missing; write easy: beside text:"),
        (lambda p: p.update(id="own-work"), f"{WHERE}.id: 'own-work' is the id of items[3] too"),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(pictured, problems, spoil, sentence):
    """One thing is broken, and that alone is said."""
    spoil(pictured["units/04.yaml"]["figures"][0])

    [found] = problems(pictured)
    assert found.startswith(sentence)


def test_two_pictures_need_two_ids(pictured, problems):
    """A notebook names a picture by its id."""
    pictured["units/04.yaml"]["figures"] *= 2

    assert ["units/04.yaml: $.figures[1].id: 'two-clubs' is the id of figures[0] too"] == problems(pictured)


def test_one_series_needs_no_name(pictured, problems):
    """A picture of one answer says with its title whose it is."""
    picture = pictured["units/04.yaml"]["figures"][0]
    picture["series"] = [{"response": first(picture)}]

    assert [] == problems(pictured)
