"""The reading of a power balance: the agreed cases, and what holds for every response."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_widgets import power
from coprod_widgets.content import load_balance
from coprod_widgets.content.checks.lint import long_sentences, words_in
from coprod_widgets.power import MOMENTS, PowerError, read

BALANCE = load_balance()


def response(*stages, brings=(), promise="kept", stays="alongside", returned=True, **more):
    """Return a response with these stages, in the order of the five moments; None for a moment not answered."""
    placed = {moment: place for moment, place in zip(MOMENTS, stages, strict=False) if place is not None}
    parts = {"promise": promise, "stays": stays, "returned": returned}
    return {"stages": placed, "brings": list(brings), **parts, **more}


IDEAS = ["ideas"]
MAKING = ["ideas", "design"]
ALL = ["ideas", "design", "action"]

CASES = {
    "survey on three charging options": (response(0, 0, 0, 0, 0, brings=["opinions"]), "consultation", (6,)),
    "youth plan, drafts shared back": (
        response(25, 25, 0, 0, 0, brings=["opinions", "ideas"]),
        "engagement",
        (7,),
    ),
    "one expert among fourteen officials": (response(0, 0, 0, 0, 0, brings=IDEAS), "engagement", (7,)),
    "short-break specification, then a tender": (response(25, 50, 0, 0, 0, brings=MAKING), "co-design", (8,)),
    "care leavers' pack, managers pick what is funded": (
        response(50, 50, 0, 0, 0, brings=MAKING),
        "co-design",
        (8,),
    ),
    "eight good months, then the director's own plan": (
        response(50, 50, 50, 50, 50, brings=MAKING, promise="late"),
        "co-design-at-most",
        (9,),
    ),
    "lunch club rebuilt together": (response(50, 75, 50, 75, 50, brings=ALL), "co-production", (12,)),
    "her own support plan, she leads": (response(75, 75, 75, 75, 50, brings=ALL), "co-production", (12,)),
    "safeguarding decision named as not shared at the start": (
        response(50, 50, 50, 50, 50, brings=ALL, limit="The safeguarding decision stays with the council."),
        "co-production",
        (12,),
    ),
    "disabled people's own service on a grant": (
        response(100, 100, 100, 100, 100, brings=ALL, stays="pays"),
        "user-led",
        (3,),
    ),
    "library keys handed to volunteers": (
        response(0, 0, 0, 100, 0, brings=["action"], stays="left", returned=False),
        "handed-over",
        (4,),
    ),
    "peer mentors teach a clinicians' course": (response(0, 0, 0, 0, 0, brings=["action"]), "helping", (5,)),
    "leaflet about repairs": (response(0, 0, 0, 0, 0), "informing", (1,)),
    "four-day comment, nothing can change": (
        response(0, 0, 0, 0, 0, brings=["opinions"], promise="closed"),
        "already-decided",
        (2,),
    ),
    "jointly run, every decision shared, people only attend": (
        response(50, 50, 50, 50, 50, brings=MAKING),
        "co-design",
        (10,),
    ),
    "lunch club where nothing comes back": (
        response(50, 75, 50, 75, 50, brings=ALL, returned=False),
        "between",
        (11,),
    ),
    "only the design is known": (response(None, 60, brings=MAKING), "co-design", (8, 10)),
    "only the design is known, and people act": (response(None, 60, brings=ALL), "range", (8, 12)),
}
BESIDES = {
    "people decide but bring nothing": (response(50, 0, 0, 0, 0), "check", (0,)),
}
"""Rules that the agreed cases do not reach."""


@pytest.mark.parametrize(("given_", "expected", "rules"), (CASES | BESIDES).values(), ids=(CASES | BESIDES).keys())
def test_an_agreed_case_has_its_reading_by_its_rule(given_, expected, rules):
    """Nobody changes these without the people who agreed them."""
    reading = read(given_)

    assert (expected, rules) == (reading.id, reading.rules)


def test_there_are_eighteen_agreed_cases():
    """None has been lost."""
    assert 18 == len(CASES)


def test_every_rule_is_reached_by_a_case():
    """A rule that no case reaches is not known to work."""
    reached = {number for given_, _, _ in (CASES | BESIDES).values() for number in read(given_).rules}

    assert {rule.number for rule in BALANCE.rules} == reached


@pytest.mark.parametrize(
    ("case", "moment", "words"),
    [
        ("short-break specification, then a tender", "plan", "The design is joint, but the question is not."),
        (
            "care leavers' pack, managers pick what is funded",
            "decide",
            "The design is joint, but the final yes is not.",
        ),
    ],
)
def test_co_design_names_the_first_moment_that_is_not_shared(case, moment, words):
    """The order is that of the five moments."""
    reading = read(CASES[case][0])

    assert (moment, words) == (reading.moment, reading.reason.text)


def test_a_stated_limit_stands_beside_the_reading_in_words():
    """A limit said at the start takes nothing away."""
    case = "safeguarding decision named as not shared at the start"
    limit = read(CASES[case][0]).limit

    assert "Within the limit you stated: The safeguarding decision stays with the council." == limit.text
    assert limit.easy.endswith("The safeguarding decision stays with the council.")
    assert read(response(limit="  ")).limit is None


def test_a_range_says_between_what_and_what_would_settle_it():
    """Often this is the right answer to a case."""
    reading = read(CASES["only the design is known, and people act"][0])

    assert ("co-design", "co-production", "plan") == (reading.low, reading.high, reading.settle)
    assert (
        "Between co-design and co-production. What would settle it: who decides what this is about?"
        == reading.name.text
    )
    assert "Find out who decides what this is about." == reading.step.text


@pytest.mark.parametrize(
    ("given_", "settle"),
    [
        (response(None, 0, 0, 0, 0, brings=["opinions"]), "plan"),
        (response(None, None, None, None, None, brings=MAKING), "design"),
        (response(50, 50, "not said", 50, 50, brings=ALL), "decide"),
        (response(50, 50, 50, 50, brings=ALL), "review"),
        (response(None, None, None, brings=MAKING, promise="late"), "design"),
    ],
)
def test_the_question_is_about_the_first_unknown_moment_that_changes_the_reading(given_, settle):
    """An unknown moment on which nothing turns is not asked about."""
    assert settle == read(given_).settle


def test_two_readings_next_to_each_other_are_not_called_a_range_of_ranges():
    """A reading that lies between two itself only widens the range."""
    reading = read(response(50, 50, "not said", 50, 50, brings=ALL, returned=False))

    assert "Between co-design and co-production. What would settle it: who gives the final yes?" == reading.name.text


def test_co_design_and_co_design_at_most_are_no_range():
    """Whichever way the unknown moment falls, it is co-design at most."""
    reading = read(response(50, 50, "not said", 50, 50, brings=MAKING, promise="late"))

    assert ("co-design-at-most", (8, 9), None) == (reading.id, reading.rules, reading.settle)


def test_both_reasons_are_given_where_two_rules_agree():
    """What is not known is never told as a fact."""
    reason = read(CASES["only the design is known"][0]).reason.text

    assert (
        "If the organisation alone holds what is not known: The design is joint, but the question is not. "
        "If it is shared: Power is shared, but people's skills and effort are not used." == reason
    )


def test_nobody_is_told_that_they_said_what_they_did_not_say():
    """An unknown moment never sends anyone back to their answers."""
    assert "informing" == read(response("not said", None, 0, 0, 0)).id
    assert "informing" == read({}).id


def test_parts_not_answered_are_taken_as_kept_and_the_reading_says_so():
    """The reading is that of the parts as assumed."""
    whole = CASES["lunch club rebuilt together"][0]
    bare = {"stages": whole["stages"], "brings": whole["brings"]}

    assert read(whole).id == read(bare).id
    assert ["promise", "stays", "returned"] == [one.id for one in read(bare).assuming]
    assert () == read(whole).assuming
    assert all(one.words.text.startswith("Assuming ") for one in read({}).assuming)


def test_which_moments_lean_is_said_in_words():
    """Level reaches from together to people lead; there is no overall beam."""
    leaning = read(response(0, 25, 50, 100, brings=ALL)).leaning

    assert [
        ("organisation", ("plan", "design"), "The organisation decides: the question, the design."),
        ("level", ("decide",), "Shared, or led by people: the final yes."),
        ("people", ("deliver",), "People alone decide: the day-to-day running."),
        ("unknown", ("review",), "Not known: the review."),
    ] == [(one.side, one.moments, one.words.text) for one in leaning]


@pytest.mark.parametrize(
    ("given_", "warned"),
    [
        (response(0, 25, 0, 0, 0, brings=["design"]), True),
        (response(0, 25, 0, 0, 0, brings=["action"]), True),
        (response(0, 25, 0, 0, 0, brings=["opinions", "ideas"]), False),
        (response(0, 25, 0, 50, 0, brings=["action"]), False),
        (response(0, 25, 0, 0, "not said", brings=["action"]), False),
    ],
)
def test_people_who_bring_much_and_decide_nothing_are_a_warning(given_, warned):
    """Only where it is known: working hard for free is not having power."""
    assert warned == ("burden" in [one.id for one in read(given_).warnings])


@given(st.data())
def test_two_warnings_are_always_there(data):
    """Who is missing, and whether everyone can take part, can't be seen in the answers."""
    reading = read(data.draw(RESPONSES))

    assert ["who-is-missing", "can-everyone-take-part"] == [one.id for one in reading.warnings[:2]]
    assert "This is a teaching model, not measured data. Change its rules and see what happens." == reading.note.text


def test_for_one_person_the_words_are_about_a_worker_and_a_person():
    """The reading is the same."""
    case = CASES["survey on three charging options"][0]
    group, one = read(case), read(case, case_level="one-person")

    assert (group.id, group.rules) == (one.id, one.rules)
    assert "People answer the organisation's question." == group.reason.text
    assert "The person answers the worker's question." == one.reason.text


# --- bands, numbers and rules ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "position"),
    [(0, 0), (12, 0), (12.9, 0), (13, 25), (37, 25), (38, 50), (62, 50), (63, 75), (87, 75), (88, 100), (100, 100)],
)
def test_a_number_is_read_as_the_position_of_its_band(value, position):
    """The edges are those on the screen."""
    assert position == power.position(value)


def test_other_numbers_give_another_reading():
    """The rules are the learner's to change."""
    club = CASES["lunch club rebuilt together"][0]

    assert "co-production" == read(club).id
    assert "co-design" == read(club, rules={"shared": 63}).id
    assert "user-led" == read(club, rules={"alone": 50}).id
    assert "engagement" == read(response(0, brings=["opinions"]), rules={"raises": 0}).id


def test_whole_rules_can_be_changed():
    """A rule that is left out no longer takes anything."""
    rules = msgspec.structs.replace(BALANCE, rules=[rule for rule in BALANCE.rules if rule.number != 4])
    library = CASES["library keys handed to volunteers"][0]

    assert "helping" == read(library, rules=rules).id


def test_the_table_reads_the_rules_aloud_in_their_order():
    """With the numbers as they are now."""
    rows = power.table()

    assert list(range(13)) == [row.number for row in rows]
    assert "People bring nothing" == rows[1].condition.text
    assert "People bring opinions and nothing else, and the question is below 13" == rows[6].condition.text
    assert "People do not bring design work, or the design is below 38" == rows[7].condition.text
    assert "In every other case" == rows[12].condition.text
    assert "The design is joint, but the moment that the reading names is not." == rows[8].reason.text
    assert "People do not bring design work, or the design is below 51" == power.table({"shared": 51})[7].condition.text


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"shred": 40}, "rules: there is no number 'shred'; the nearest is 'shared'"),
        ({"half": 40}, "rules: there is no number 'half'; allowed: raises, shared, alone"),
        ({"shared": 101}, "rules: shared: got 101; allowed: a number from 0 to 100"),
        ({"shared": True}, "rules: shared: got True; allowed: a number from 0 to 100"),
        ({"shared": "40"}, "rules: shared: got '40'; allowed: a number from 0 to 100"),
        (
            {"shared": 90},
            "rules: got raises 13, shared 90, alone 88; allowed: numbers that do not go down from raises to alone",
        ),
        ([38], "rules: got a list; allowed: numbers by name, such as {'shared': 51}"),
    ],
)
def test_numbers_that_cannot_be_are_refused_in_a_sentence(rules, sentence):
    """The sentence says what is allowed."""
    with pytest.raises(PowerError) as caught:
        read({}, rules=rules)
    assert sentence == str(caught.value)


# --- what a response may be ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        (
            None,
            "a power balance is answered with its parts by name (stages, brings, promise, stays, returned, limit), "
            "not with nothing",
        ),
        ({"stage": {}}, "there is no part 'stage'; the nearest is 'stages'"),
        ({"stages": [50]}, "stages: got a list; allowed: a position for each of plan, design, decide, deliver, review"),
        ({"stages": {"desing": 50}}, "stages: there is no moment 'desing'; the nearest is 'design'"),
        (
            {"stages": {"plan": 101}},
            "stages: plan: got 101; allowed: a number from 0 to 100, or 'not said'",
        ),
        ({"stages": {"plan": True}}, "stages: plan: got True; allowed: a number from 0 to 100, or 'not said'"),
        (
            {"stages": {"plan": float("nan")}},
            "stages: plan: got nan; allowed: a number from 0 to 100, or 'not said'",
        ),
        ({"brings": "ideas"}, "brings: got 'ideas'; allowed: a list of opinions, ideas, design, action"),
        ({"brings": ["money"]}, "brings: got 'money'; allowed: opinions, ideas, design, action"),
        ({"brings": [["ideas"]]}, "brings: got a list; allowed: opinions, ideas, design, action"),
        ({"brings": ["ideas", "ideas"]}, "brings: 'ideas' is there twice"),
        ({"promise": "broken"}, "promise: got 'broken'; allowed: kept, late, closed"),
        ({"stays": None}, "stays: got nothing; allowed: alongside, pays, left"),
        ({"returned": "yes"}, "returned: got 'yes'; allowed: true, false"),
        ({"limit": 3}, "limit: got 3; allowed: a text"),
        ({"limit": "a" * 301}, "limit: the text has 301 characters; allowed: 300"),
    ],
)
def test_a_response_that_cannot_be_is_refused_in_a_sentence(given_, sentence):
    """The same sentence is told and raised."""
    assert sentence == power.problem(given_)
    with pytest.raises(PowerError) as caught:
        read(given_)
    assert sentence == str(caught.value)


def test_a_case_is_about_a_group_or_one_person():
    """Anything else is a slip."""
    with pytest.raises(PowerError) as caught:
        read({}, case_level="person")
    assert "case_level: got 'person'; allowed: group, one-person" == str(caught.value)


# --- what holds for every response -----------------------------------------------------------------

PLACES = st.one_of(st.sampled_from([0, 25, 50, 75, 100, "not said"]), st.floats(0, 100))
BRINGS = st.lists(st.sampled_from(["opinions", "ideas", "design", "action"]), unique=True)
RESPONSES = st.fixed_dictionaries(
    {},
    optional={
        "stages": st.dictionaries(st.sampled_from(MOMENTS), PLACES),
        "brings": BRINGS,
        "promise": st.sampled_from(["kept", "late", "closed"]),
        "stays": st.sampled_from(["alongside", "pays", "left"]),
        "returned": st.booleans(),
    },
)
WHOLE_STAGES = st.fixed_dictionaries({moment: st.sampled_from([0, 25, 50, 75, 100]) for moment in MOMENTS})
LEVELS = st.sampled_from(["group", "one-person"])


def bare(reading):
    """Return what a reading comes to, without how the moments lean."""
    return reading.id, reading.low, reading.high, reading.rules, reading.moment, reading.settle


@given(RESPONSES, LEVELS)
def test_every_response_has_exactly_one_reading(given_, level):
    """One of those in the table of rules, or a range between two of them with the question that settles it."""
    assert power.problem(given_) is None
    reading = read(given_, case_level=level)
    known = {one.id for one in BALANCE.readings}

    assert {reading.low, reading.high} <= known
    assert reading.id in known or (reading.id == "range" and reading.low != reading.high)
    assert (reading.id == "range") == (reading.settle is not None)
    assert reading == read(given_, case_level=level)


@given(RESPONSES)
def test_what_is_known_leaves_one_rule(given_):
    """Two rules decide only where a moment is not known."""
    reading = read(given_)
    unknown = [one for one in reading.leaning if one.side == "unknown"]

    assert unknown or 1 == len(reading.rules)
    assert reading.settle is None or reading.settle in unknown[0].moments


@given(RESPONSES, st.sets(st.sampled_from(MOMENTS)))
def test_not_touching_a_moment_is_the_same_as_saying_that_it_is_not_said(given_, moments):
    """Neither is ever 0 or 50."""
    known = {moment: place for moment, place in given_.get("stages", {}).items() if moment not in moments}

    assert read(given_ | {"stages": known}) == read(given_ | {"stages": known | dict.fromkeys(moments, "not said")})


@given(RESPONSES)
def test_a_number_is_never_finer_than_its_band(given_):
    """Nobody knows that power was 43."""
    stages = given_.get("stages", {})
    rounded = {moment: place if place == "not said" else power.position(place) for moment, place in stages.items()}

    assert read(given_) == read(given_ | {"stages": rounded})


def test_the_same_average_can_have_any_number_of_readings():
    """100, 100, 0, 0 is nothing of the kind of 50, 50, 50, 50."""
    spreads = [(50, 50, 50, 50, 50), (100, 100, 0, 0, 50), (0, 50, 50, 50, 100), (50, 0, 100, 100, 0)]

    assert 1 == len({sum(places) for places in spreads})
    assert ["co-production", "co-design", "co-design", "engagement"] == [
        read(response(*places, brings=ALL)).id for places in spreads
    ]
    assert [None, "decide", "plan", None] == [read(response(*places, brings=ALL)).moment for places in spreads]


@given(RESPONSES, WHOLE_STAGES, st.data())
def test_a_higher_average_alone_changes_no_reading(given_, stages, data):
    """Between together and people lead nothing turns: more slider is not better."""
    level = [moment for moment, place in stages.items() if place in (50, 75)]
    moved = stages | {moment: data.draw(st.sampled_from([50, 75])) for moment in level}

    assert bare(read(given_ | {"stages": stages})) == bare(read(given_ | {"stages": moved}))


@given(RESPONSES, WHOLE_STAGES)
def test_no_reading_but_user_led_turns_on_people_deciding_alone(given_, stages):
    """A moment at 100 counts as shared, and no 100 makes up for a moment that is not."""
    capped = {moment: min(place, 75) for moment, place in stages.items()}
    reading = read(given_ | {"stages": stages})

    if reading.id != "user-led":
        assert bare(reading) == bare(read(given_ | {"stages": capped}))


@given(RESPONSES, BRINGS.filter(bool), st.sampled_from(["kept", "late"]), st.sampled_from([88, 100]), PLACES)
def test_people_who_hold_every_decision_are_never_called_handed_over(given_, brings, promise, alone, review):
    """The rule about user-led work comes before the one about work that was handed over."""
    stages = dict.fromkeys(["plan", "design", "decide", "deliver"], alone) | {"review": review}

    assert "user-led" == read(given_ | {"stages": stages, "brings": brings, "promise": promise}).id


@given(RESPONSES, st.text(max_size=300))
def test_a_stated_limit_never_changes_the_reading(given_, limit):
    """It is printed, not weighed."""
    assert bare(read(given_)) == bare(read(given_ | {"limit": limit}))


@given(RESPONSES, LEVELS)
def test_every_sentence_is_there_in_plain_words_and_in_easy_read(given_, level):
    """No gap is left open, and no sentence of Easy Read is too long."""
    for where, words in words_in(read(given_, case_level=level), "reading"):
        assert words.text, where
        assert words.easy, where
        assert not {"{", "}"} & set(words.text + words.easy), where
        assert [] == long_sentences(words.easy), where


def test_every_row_of_the_table_is_there_in_plain_words_and_in_easy_read():
    """The rules are for everyone."""
    for where, words in words_in(power.table(), "table"):
        assert words.text, where
        assert words.easy, where
        assert not {"{", "}"} & set(words.text + words.easy), where
        assert [] == long_sentences(words.easy), where
