"""The unit on power: what its words say that the model says is what the model says."""

import pytest

from coprod_widgets import power, scoring
from coprod_widgets.content import load_course
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.power import MOMENTS

ALL = ("ideas", "design", "action")


@pytest.fixture(scope="module")
def course():
    """Return the course as it stands."""
    return load_course()


@pytest.fixture(scope="module")
def items(course):
    """Return the items of unit 03 by id."""
    return {item.id: item for item in course.units["03"].items}


def keyed(item) -> dict:
    """Return the whole answer that the key accepts, the first of several positions."""
    parts = {name: getattr(item.key, name) for name in ("brings", "promise", "stays", "returned")}
    stages = {moment: accepted[0] for moment, accepted in item.key.stages.items()}
    return {"stages": stages} | {name: value for name, value in parts.items() if value is not None}


def placed(*stages, brings=ALL, **more) -> dict:
    """Return an answer with these five positions."""
    return {"stages": dict(zip(MOMENTS, stages, strict=True)), "brings": list(brings), **more}


def said(response, level="group") -> tuple:
    """Return what the model says: the reading, its rules, and the moment that it names or asks about."""
    reading = power.read(response, case_level=level)
    return reading.id, reading.rules, reading.moment or reading.settle


@pytest.mark.parametrize(
    ("item_id", "expected"),
    [
        ("quarry-bank", ("co-production", (12,), None)),
        ("fold-street", ("handed-over", (4,), None)),
        ("her-plan", ("co-production", (12,), None)),
    ],
)
def test_the_agreed_answers_have_the_readings_that_the_page_says(items, item_id, expected):
    """One club shares power, one was handed over, and a bigger share is shared all the same."""
    item = items[item_id]

    assert expected == said(keyed(item), item.level)


def test_every_agreed_answer_earns_all_its_marks(items):
    """A key is itself an answer that the item takes."""
    for item in items.values():
        if isinstance(item, BalanceItem) and item.key:
            marked = scoring.score(item, keyed(item))

            assert (None, 1.0) == (marked.invalid, marked.scaled), item.id


def test_one_moment_at_least_is_not_said(items):
    """Outcome 03.1 asks for it, so a key must have it."""
    assert ["not said"] == items["fold-street"].key.stages["review"]


def test_who_judges_matters_at_one_club_and_not_at_the_other(items):
    """Unknown, it leaves one reading as it is and makes a range of the other that asks for it."""
    quarry = keyed(items["quarry-bank"])
    quarry["stages"]["review"] = "not said"
    fold = keyed(items["fold-street"])
    ends = power.read(quarry)

    assert ("range", "review") == (ends.id, ends.settle)
    assert ("co-design", "co-production") == (ends.low, ends.high)
    for place in (0, 25, 50, 75, 100):
        fold["stages"]["review"] = place
        assert "handed-over" == power.read(fold).id


def test_the_first_picture_shows_both_clubs_alike(course):
    """The same three marks, so that nothing in the picture can tell them apart."""
    [figure] = course.units["03"].figures
    one, other = (series.response.plain for series in figure.series)

    assert one == other == {"stages": {"plan": 50, "design": 50, "deliver": 75}}


@pytest.mark.parametrize(
    ("item_id", "response", "expected"),
    [
        ("push-to-the-end", placed(100, 100, 100, 100, 100, stays="pays"), ("user-led", (3,), None)),
        ("money-gone", placed(100, 100, 100, 100, 100, brings=["action"], stays="left"), ("user-led", (3,), None)),
        ("money-gone", placed(100, 100, 100, 100, 100, brings=["action"], stays="pays"), ("user-led", (3,), None)),
        ("library-keys", placed(0, 0, 0, 100, 0, brings=["action"], stays="left"), ("handed-over", (4,), None)),
        ("library-keys", placed(0, 0, 0, 100, 0, brings=["action"], stays="alongside"), ("helping", (5,), None)),
    ],
)
def test_pushing_to_the_end_says_what_the_page_promises(items, item_id, response, expected):
    """Each balance as its card says to set it, and then with the one answer that its card says to change."""
    item = items[item_id]

    assert ("group", ["brings", "stays"]) == (item.level, item.parts)
    assert expected == said(response, item.level)


@pytest.mark.parametrize("brings", [("ideas", "action"), ("design", "action"), ALL])
def test_what_else_a_learner_finds_that_people_bring_changes_none_of_these_readings(brings):
    """The two stories leave room for it, so the page may promise the names."""
    club, library = placed(100, 100, 100, 100, 100, brings=brings), placed(0, 0, 0, 100, 0, brings=brings)

    assert ["user-led", "user-led"] == [power.read(club | {"stays": one}).id for one in ("left", "pays")]
    assert ["handed-over", "helping"] == [power.read(library | {"stays": one}).id for one in ("left", "alongside")]


def test_a_bigger_share_and_half_each_read_alike(items):
    """Her bigger shares back at together change nothing; the four at her alone do."""
    halved, alone = keyed(items["her-plan"]), keyed(items["her-plan"])
    halved["stages"] = dict.fromkeys(MOMENTS, 50)
    alone["stages"] |= dict.fromkeys(("plan", "design", "decide", "deliver"), 100)

    assert "co-production" == power.read(halved, case_level="one-person").id
    assert "user-led" == power.read(alone, case_level="one-person").id


@pytest.mark.parametrize("moment", MOMENTS)
def test_one_moment_undoes_co_production_with_the_worker_alone_and_not_with_her_alone(items, moment):
    """What the page says of one moment holds for each of the five."""
    hers, his = keyed(items["her-plan"]), keyed(items["her-plan"])
    hers["stages"] |= {moment: 100}
    his["stages"] |= {moment: 0}

    assert "co-production" == power.read(hers, case_level="one-person").id
    assert "co-production" != power.read(his, case_level="one-person").id


@pytest.mark.parametrize(
    ("decide", "promise", "expected"),
    [
        ("not said", None, ("range", (8, 12), "decide")),
        (50, "late", ("co-design-at-most", (9,), None)),
        ("not said", "late", ("co-design-at-most", (8, 9), None)),
        (0, "late", ("co-design", (8,), "decide")),
    ],
)
def test_the_missing_moment_says_what_the_page_promises(decide, promise, expected):
    """Eight months leave the final yes open; the ninth ends one of two ways."""
    response = placed(50, 50, decide, 50, 50, stays="alongside", returned=True)

    assert expected == said(response | ({"promise": promise} if promise else {}))


POOL = placed(50, 50, 0, 50, 50, stays="alongside", returned=True)
HOME_CARE = placed(0, 0, 0, 0, 0, brings=["opinions"], stays="alongside")


@pytest.mark.parametrize(
    ("item_id", "before", "choice", "after", "reading"),
    [
        ("pool-step", POOL, "more-meetings", {}, "co-design"),
        ("pool-step", POOL, "pay-a-fee", {"returned": True}, "co-design"),
        ("pool-step", POOL, "hand-it-over", placed(50, 50, 0, 100, 100, stays="left"), "handed-over"),
        ("pool-step", POOL, "joint-yes", placed(50, 50, 50, 50, 50), "co-production"),
        ("home-care-step", HOME_CARE, "third-timetable", {}, "consultation"),
        ("home-care-step", HOME_CARE, "rate-it", {}, "consultation"),
        ("home-care-step", HOME_CARE, "ask-first", placed(25, 0, 0, 0, 0, brings=["ideas"]), "engagement"),
        ("home-care-step", HOME_CARE, "all-of-it", placed(50, 50, 50, 50, 50), "co-production"),
    ],
)
def test_each_change_on_offer_moves_the_case_as_its_feedback_says(items, item_id, before, choice, after, reading):
    """The smallest change is the one that moves it by one step; others move nothing, or much more."""
    item = items[item_id]
    [offered] = [one for one in item.choices if one.id == choice]
    read = power.read(before | after)

    assert reading == read.id
    assert (choice in item.key) == (read.id == {"pool-step": "co-production", "home-care-step": "engagement"}[item_id])
    assert offered.feedback is not None


def test_the_smallest_change_is_the_step_that_the_model_names():
    """At the pool the final yes; with one person, asking before the options are drawn."""
    assert ("co-design", (8,), "decide") == said(POOL)
    assert ("consultation", (6,), None) == said(HOME_CARE, "one-person")


def test_what_the_check_on_people_alone_says_is_so():
    """User-led on a grant; sharing, co-production; on the council's terms and left alone, handed over."""
    assert "user-led" == power.read(placed(100, 100, 100, 100, 100, stays="pays")).id
    assert "co-production" == power.read(placed(75, 75, 50, 75, 75, stays="alongside", returned=True)).id
    assert "handed-over" == power.read(placed(0, 0, 0, 100, 100, stays="left")).id


def test_every_outcome_of_the_unit_is_assessed_where_it_should_be(course):
    """03.1 and 03.3 by activities with a key, 03.2 and 03.4 by checks with one."""
    marked = {
        (item.use, outcome)
        for item in course.units["03"].items
        if getattr(item, "key", None)
        for outcome in item.outcomes
    }

    assert {("activity", "03.1"), ("activity", "03.3"), ("check", "03.2"), ("check", "03.4")} == marked


def test_the_unit_is_about_a_group_and_about_one_person(items):
    """Both levels, each with a key, and every case invented."""
    balances = [item for item in items.values() if isinstance(item, BalanceItem)]

    assert {"group", "one-person"} == {item.level for item in balances if item.key}
    assert [] == [item.id for item in balances if not item.invented]
