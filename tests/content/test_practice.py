"""Examples from practice and numbers: what does not fit is said with its place, and the course's own all fit."""

import pytest

from coprod_widgets import content
from coprod_widgets.content.practice import Derived, worked_out

PRACTICE = content.load_practice()
ROWS = ["what", "power", "principles", "outcome", "missing"]
SECTORS = ["mental-health", "education", "adult-care", "children-care", "youth", "arts", "restorative-justice"]
EXAMPLE, NUMBERS = "practice.yaml: $.examples[0]", "practice.yaml: $.numbers[0]"


def words(text):
    return {"text": text, "easy": text}


def row(**how):
    return {**words("They met on Mondays."), "sources": ["a-source"]} | how


def example(sector, **how):
    return {
        "id": f"in-{sector}",
        "sector": sector,
        "name": words("A club"),
        "rows": {name: row() for name in ROWS},
    } | how


def small_practice():
    return {
        "rows": [{"id": one, "name": words("A row")} for one in ROWS],
        "sectors": [{"id": one, "name": words("A sector")} for one in SECTORS],
        "examples": [
            example(one, **({"less_well": words("It was hard.")} if one in SECTORS[:2] else {})) for one in SECTORS
        ],
        "numbers": [
            {
                "id": "cases",
                **{name: words("A text.") for name in ("title", "measure", "when", "who", "compared", "said_by")},
                "bars": [
                    {"id": "one", "name": words("One"), "value": "4", "shown": words("4")},
                    {"id": "two", "name": words("Two"), "value": "1", "shown": words("1")},
                ],
                "also": {"people": "3"},
                "derived": [
                    {"id": "all", "rule": "sum", "of": ["one", "two", "people"], "value": "8", "words": words("8.")}
                ],
                "sources": ["a-source"],
            }
        ],
    }


@pytest.fixture
def practical(small):
    """Return the small course with a file of practice that it shows."""
    small["practice.yaml"] = small_practice()
    shown = [f"in-{one}" for one in SECTORS]
    small["units/04.yaml"]["figures"] = [
        {"id": "cards", "kind": "practice", "title": words("Cards"), "shows": shown},
        {"id": "picture", "kind": "numbers", "shows": "cases"},
    ]
    return small


def test_a_small_file_of_practice_has_no_problems(practical, problems):
    """What follows breaks one thing of it at a time."""
    assert [] == problems(practical)


BROKEN = [
    (lambda p, u: p["rows"].pop(), f"practice.yaml: $.rows: got {', '.join(ROWS[:4])}; allowed: {', '.join(ROWS)}, in"),
    (lambda p, u: p["sectors"].reverse(), "practice.yaml: $.sectors: got restorative-justice, arts"),
    (
        lambda p, u: p["examples"][0]["rows"].pop("missing"),
        f"{EXAMPLE}.rows: the row 'missing' is missing; every example has the same five",
    ),
    (
        lambda p, u: p["examples"][0]["rows"].update(cost=row()),
        f"{EXAMPLE}.rows.cost: unknown key 'cost'; allowed: {', '.join(ROWS)}",
    ),
    (
        lambda p, u: p["examples"][0]["rows"]["power"].pop("sources"),
        f"{EXAMPLE}.rows.power: the key 'sources' is missing; a documented row names who says so",
    ),
    (
        lambda p, u: p["examples"][0]["rows"]["power"].update(sources=["a-sourse"]),
        f"{EXAMPLE}.rows.power.sources[0]: there is no source 'a-sourse'; the nearest is 'a-source'",
    ),
    (
        lambda p, u: p["examples"][0]["rows"]["what"].update(text="word " * 131),
        f"{EXAMPLE}.rows.what: got 131 words; allowed: 130",
    ),
    (
        lambda p, u: p["examples"][0]["rows"]["what"].pop("easy"),
        f"{EXAMPLE}.rows.what: the Easy Read twin is missing",
    ),
    (
        lambda p, u: p["examples"][0].update(sector="sport"),
        f"{EXAMPLE}.sector: got 'sport'; allowed: {', '.join(SECTORS)}",
    ),
    (
        lambda p, u: p["examples"][1].pop("less_well"),
        "practice.yaml: $.examples: got 1 that went less well; allowed: 2",
    ),
    (
        lambda p, u: p["numbers"][0]["derived"][0].update(value="9"),
        f"{NUMBERS}.derived[0].value: got 9; allowed: 8, 'sum' of one, two, people",
    ),
    (
        lambda p, u: p["numbers"][0]["derived"][0].update(of=["one", "twoo"]),
        f"{NUMBERS}.derived[0].of: there is no number 'twoo'; the nearest is 'two'",
    ),
    (
        lambda p, u: p["numbers"][0]["derived"][0].update(rule="difference"),
        f"{NUMBERS}.derived[0].of: got 3 numbers; allowed: 2 for the rule difference",
    ),
    (
        lambda p, u: p["numbers"][0].update(
            also={"none": "0"}, derived=[p["numbers"][0]["derived"][0] | {"rule": "each", "of": ["one", "none"]}]
        ),
        f"{NUMBERS}.derived[0].of: got 0 for 'none'; allowed: a number that can be divided by",
    ),
    (lambda p, u: p["numbers"][0].update(bars=[], top="3"), f"{NUMBERS}.bars: got an empty list; allowed: one number"),
    (lambda p, u: p["numbers"][0].update(sources=[]), f"{NUMBERS}.sources: got an empty list; allowed: one source or"),
    (lambda p, u: p["numbers"][0].update(sources=["gone"]), f"{NUMBERS}.sources[0]: there is no source 'gone'"),
    (lambda p, u: p["numbers"][0].update(top="3"), f"{NUMBERS}.top: got 3; allowed: at least the largest number"),
    (lambda p, u: p["numbers"][0].pop("compared"), f"{NUMBERS}: the key 'compared' is missing"),
    (
        lambda p, u: u["figures"][1].update(shows="case"),
        "units/04.yaml: $.figures[1].shows: practice.yaml has no entry under numbers 'case'; the nearest is 'cases'",
    ),
    (
        lambda p, u: u["figures"][0]["shows"].append("in-sport"),
        "units/04.yaml: $.figures[0].shows[7]: practice.yaml has no example 'in-sport'",
    ),
    (
        lambda p, u: u["figures"][0]["shows"].pop(0),
        f"{EXAMPLE}: no unit shows the example 'in-mental-health'; allowed: one",
    ),
    (
        lambda p, u: u["figures"][0]["shows"].append("in-mental-health"),
        f"{EXAMPLE}: 2 pictures show the example 'in-mental-health'; allowed: one",
    ),
    (lambda p, u: u["figures"].pop(), f"{NUMBERS}: no unit shows the numbers 'cases'"),
    (
        lambda p, u: p["numbers"][0]["bars"][0].update(shown=words("about 999")),
        f"{NUMBERS}.bars[0].shown.text: got 'about 999'; allowed: a text with the number ",
    ),
]


@pytest.mark.parametrize(("spoil", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_each_kind_of_problem_is_said_in_its_sentence(practical, problems, spoil, sentence):
    """The sentence says where, what was got and what was allowed."""
    spoil(practical["practice.yaml"], practical["units/04.yaml"])

    assert [one for one in problems(practical) if one.startswith(sentence)]


def test_a_sector_without_an_example_is_said(practical, problems):
    """Every sector that the course speaks of has an example that is not invented."""
    invented = practical["practice.yaml"]["examples"][5]
    invented["invented"] = "true"
    for one in invented["rows"].values():
        del one["sources"]

    assert ["practice.yaml: $.examples: there is none from arts"] == problems(practical)


def test_an_invented_example_has_no_source_and_quotes_nobody(practical, problems):
    """What is made up can't be found anywhere, and nobody said it."""
    extra = example("arts", id="made-up", invented="true")
    for one in extra["rows"].values():
        del one["sources"]
    extra["rows"]["what"] = row(text='She said "no".', easy="She said no.")
    practical["practice.yaml"]["examples"].append(extra)
    practical["units/04.yaml"]["figures"][0]["shows"].append("made-up")

    where = "practice.yaml: $.examples[7].rows.what"
    assert [
        f"{where}.sources: got a source; an invented example has none",
        f"{where}.text: double quotation marks; speech in an invented case is reported",
    ] == problems(practical)


def test_a_course_without_the_file_can_show_nothing_of_it(practical, problems):
    """A picture of what is not there is a sentence, not a surprise on the page."""
    del practical["practice.yaml"]

    assert [
        f"units/04.yaml: $.figures[{n}].kind: got {kind}; there is no practice.yaml to show anything of"
        for n, kind in enumerate(("practice", "numbers"))
    ] == problems(practical)


# --- the course's own --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "numbers", "expected"),
    [("sum", [4, 7, 5], 16), ("difference", [9, 4], 5), ("fewer", [100, 20], 80), ("each", [300, 22], 300 / 22)],
)
def test_a_rule_works_out_what_its_name_says(rule, numbers, expected):
    """In the order of the numbers given."""
    ids = [f"n-{place}" for place in range(len(numbers))]
    derived = Derived(id="it", rule=rule, of=ids, value=0, words=content.Words(""))

    assert expected == worked_out(derived, dict(zip(ids, numbers, strict=True)))


def test_every_derived_number_is_what_its_numbers_come_to_and_stands_in_its_words():
    """Worked out here anew, by hand, apart from the rules."""
    expected = {
        "living-well-referrals": {"fewer": (100 - 20) * 100 // 100},
        "walsall-money": {"difference": 1_157_375 - 584_415, "each": 22_037},
        "walsall-people": {"all": 20 + 13 + 55},
        "italy-medication": {"asked": 37 + 40},
        "teams": {"each-team": 14},
        "chard-cases": {"referred": 4 + 7 + 5},
        "first-wave": {"councils": 8 + 4},
    }

    assert expected == {one.id: {two.id: two.value for two in one.derived} for one in PRACTICE.numbers}
    assert 572_960 == expected["walsall-money"]["difference"]
    assert 22_037 == round(572_960 / 26)
    assert 14 == round(300 / 22)
    for numbers in PRACTICE.numbers:
        for derived in numbers.derived:
            for text in (derived.words.text, derived.words.easy):
                assert str(derived.value) in text.replace(",", ""), derived.id


def test_an_entry_that_cannot_be_read_is_one_problem(practical, problems):
    """The pictures that show it are not said to show nothing."""
    practical["practice.yaml"]["numbers"][0]["bars"][0]["value"] = "50%"

    assert [f"{NUMBERS}.bars[0].value: got '50%'; allowed: a number of at least 0"] == problems(practical)


def test_the_numbers_of_an_example_are_those_of_its_picture():
    """Prose and pictures tell one story."""
    rows = {one.id: " ".join(row.text for row in one.rows.values()) for one in PRACTICE.examples}
    for example_id, said in (
        ("living-well", ["50%", "100 referrals a month to 20", "1,200", "140 a month"]),
        ("keyring", ["£1,157,375", "£584,415", "88 people", "26 members"]),
        ("italy-centre", ["37 people", "40 elsewhere", "63.2%", "39% against 22%"]),
        ("learn-to-lead", ["22 teams", "300 students or more"]),
        ("chard", ["Sixteen cases", "four withdrawn, seven in preparation, five dealt with"]),
    ):
        for text in said:
            assert text in " ".join(rows[example_id].split()), (example_id, text)


def test_what_is_not_documented_is_a_row_of_its_own_everywhere_and_as_long_as_a_row():
    """Silence is shown as plainly as results."""
    for one in PRACTICE.examples:
        missing, outcome = (len(one.rows[name].text.split()) for name in ("missing", "outcome"))
        assert missing >= outcome / 3, one.id
        assert missing >= 10, one.id


def test_only_the_day_service_is_invented():
    """Everything else was published by somebody."""
    assert ["market-row"] == [one.id for one in PRACTICE.examples if one.invented]
    assert {"time-bank", "care-leavers"} == {one.id for one in PRACTICE.examples if one.less_well}
