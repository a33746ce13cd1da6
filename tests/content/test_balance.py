"""The power balance as data: whole, readable, its rules in order, and each of them within reach."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from coprod_widgets.content import ContentError, digest, load_balance, load_unit, loader, page_view
from coprod_widgets.content.balance import Clause, Condition
from coprod_widgets.content.conditions import Facts, holds
from coprod_widgets.content.questions import Choice, ChoiceItem, ReflectItem
from coprod_widgets.content.schema import BalanceItem, Words

Course = dict[str, Any]
UNIT = "units/04.yaml"
KEY = {"stages": {"plan": ["0", "not said"]}, "because": {"plan": {"text": "It says so.", "easy": "It says so."}}}


def balance(course: Course) -> dict[str, Any]:
    """Return the power balance of a course."""
    return course["balance.yaml"]


def rule(course: Course, number: int) -> dict[str, Any]:
    """Return one rule."""
    return balance(course)["rules"][number]


def club(**more: Any) -> dict[str, Any]:
    """Return a question about a story."""
    words = {"text": "A club meets.", "easy": "A club meets."}
    return {"id": "club", "interaction": "balance", "prompt": words, "title": words, "story": words, **more}


def add_club(**more: Any) -> Callable[[Course], None]:
    """Return a function that gives a course one more question."""
    return lambda course: course[UNIT]["items"].append(club(**more))


def swap(entries: list[Any], one: int, other: int) -> None:
    """Let two entries change places."""
    entries[one], entries[other] = entries[other], entries[one]


BROKEN: list[tuple[Callable[[Course], object], str]] = [
    # what is asked
    (
        lambda c: balance(c)["moments"].pop(),
        "balance.yaml: $.moments: got plan, design, decide, deliver; "
        "allowed: plan, design, decide, deliver, review, in this order",
    ),
    (
        lambda c: balance(c)["parts"].pop(2),
        "balance.yaml: $.parts: got brings, promise, returned, limit; "
        "allowed: brings, promise, stays, returned, limit, in this order",
    ),
    (
        lambda c: balance(c)["parts"][1]["options"].pop(),
        "balance.yaml: $.parts[1].options: got kept, late; allowed: kept, late, closed, in this order",
    ),
    (
        lambda c: balance(c)["parts"][1].pop("assuming"),
        "balance.yaml: $.parts[1]: the key 'assuming' is missing; it is said where the part is left unanswered",
    ),
    (
        lambda c: balance(c)["numbers"].reverse(),
        "balance.yaml: $.numbers: got alone, shared, raises; allowed: raises, shared, alone, in this order",
    ),
    (
        lambda c: balance(c)["numbers"][0].update(value="50"),
        "balance.yaml: $.numbers: got 50, 38, 88; allowed: numbers that go up from raises to alone",
    ),
    (
        lambda c: balance(c)["numbers"][0].update(value="half"),
        "balance.yaml: $.numbers[0].value: got 'half'; allowed: a whole number from 0 to 100",
    ),
    (
        lambda c: swap(balance(c)["bands"], 0, 1),
        "balance.yaml: $.bands: got 25, 0, 50, 75, 100; allowed: 0, 25, 50, 75, 100",
    ),
    (
        lambda c: balance(c)["bands"][1].update(lowest="40"),
        "balance.yaml: $.bands: the lowest numbers are 0, 40, 38, 63, 88; "
        "allowed: from 0 upwards, none above its own position",
    ),
    (
        lambda c: balance(c)["bands"][1].update(position="30"),
        "balance.yaml: $.bands[1].position: got '30'; allowed: 0, 25, 50, 75, 100",
    ),
    # readings
    (
        lambda c: rule(c, 7).update(reading="engaged"),
        "balance.yaml: $.rules[7].reading: there is no reading 'engaged'; the nearest is 'engagement'",
    ),
    (
        lambda c: rule(c, 7).update(reading="consultation"),
        "balance.yaml: $.readings[7]: no rule comes to the reading 'engagement'",
    ),
    (
        lambda c: balance(c)["readings"][10].update(ends=["co-design", "co-producton"]),
        "balance.yaml: $.readings[10].ends[1]: there is no reading 'co-producton'; the nearest is 'co-production'",
    ),
    (
        lambda c: balance(c)["readings"][10].update(ends=["co-design"]),
        "balance.yaml: $.readings[10].ends: got 1; allowed: two readings, or none",
    ),
    # rules
    (
        lambda c: balance(c)["rules"].pop(2),
        "balance.yaml: $.rules[2].number: got 3; allowed: 2, since rules are counted in order",
    ),
    (
        lambda c: rule(c, 4).update(id="helping"),
        "balance.yaml: $.rules[5].id: 'helping' is the id of another rule too, at balance.yaml: $.rules[4]",
    ),
    (
        lambda c: rule(c, 5).pop("when"),
        "balance.yaml: $.rules[5]: the key 'when' is missing; only the last rule holds for everything that is left",
    ),
    (
        lambda c: rule(c, 12).update(when={"all_of": [{"promise": "kept"}]}),
        "balance.yaml: $.rules[12].when: the last rule has no condition, so that every answer has a reading",
    ),
    (
        lambda c: rule(c, 9).update(when={}),
        "balance.yaml: $.rules[9].when: got nothing; allowed: exactly one of all_of, any_of",
    ),
    (
        lambda c: rule(c, 9)["when"].update(any_of=[{"promise": "late"}]),
        "balance.yaml: $.rules[9].when: got all_of and any_of; allowed: exactly one of all_of, any_of",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"promise": "late", "stays": "left"}]),
        "balance.yaml: $.rules[9].when.all_of[0]: got promise, stays; "
        "allowed: exactly one of every, some, brings, brings_no, brings_only, promise, stays, returned",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"code": "plan > 3"}]),
        "balance.yaml: $.rules[9].when.all_of[0].code: unknown key 'code'; allowed: every, some, at_least, below, "
        "said, brings, brings_no, brings_only, promise, stays, returned",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"every": ["plan"]}]),
        "balance.yaml: $.rules[9].when.all_of[0]: got nothing beside every; allowed: exactly one of at_least, below",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"every": ["plan"], "below": "half"}]),
        "balance.yaml: $.rules[9].when.all_of[0].below: got 'half'; allowed: raises, shared, alone",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"every": ["plam"], "below": "shared"}]),
        "balance.yaml: $.rules[9].when.all_of[0].every[0]: got 'plam'; allowed: plan, design, decide, deliver, review",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"some": ["plan", "plan"], "below": "shared"}]),
        "balance.yaml: $.rules[9].when.all_of[0].some: 'plan' is there twice",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"promise": "late", "below": "shared"}]),
        "balance.yaml: $.rules[9].when.all_of[0].below: promise has no number; "
        "only every and some are compared with one",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"promise": "late", "said": "true"}]),
        "balance.yaml: $.rules[9].when.all_of[0].said: allowed only beside some",
    ),
    (
        lambda c: balance(c)["warnings"][2]["when"].update(all_of=[{"brings": []}]),
        "balance.yaml: $.warnings[2].when.all_of[0]: got nothing; "
        "allowed: exactly one of every, some, brings, brings_no, brings_only, promise, stays, returned",
    ),
    # rules that nothing reaches
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"promise": "closed"}]),
        "balance.yaml: $.rules[9].when: no answer comes to rule 9; "
        "an earlier rule takes them all, or its clauses never hold together",
    ),
    (
        lambda c: rule(c, 9)["when"].update(all_of=[{"promise": "late"}, {"promise": "kept"}]),
        "balance.yaml: $.rules[9].when: no answer comes to rule 9; "
        "an earlier rule takes them all, or its clauses never hold together",
    ),
    (
        lambda c: rule(c, 3)["when"].update(
            all_of=[
                {"every": ["plan", "design"], "at_least": "alone"},
                {"some": ["plan", "design"], "below": "shared"},
            ]
        ),
        "balance.yaml: $.rules[3].when: no answer comes to rule 3; "
        "an earlier rule takes them all, or its clauses never hold together",
    ),
    # words
    (
        lambda c: rule(c, 9)["reason"].pop("easy"),
        "balance.yaml: $.rules[9].reason: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        lambda c: rule(c, 6)["reason"]["one-person"].pop("easy"),
        "balance.yaml: $.rules[6].reason.one-person: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        lambda c: rule(c, 9)["step"].update(text="Share {moment}."),
        "balance.yaml: $.rules[9].step: got {moment}; allowed: no gaps",
    ),
    (
        lambda c: balance(c)["phrases"].pop("range"),
        "balance.yaml: $.phrases: the key 'range' is missing",
    ),
    (
        lambda c: balance(c)["phrases"]["range"].update(easy="Between {low} and {hihg}. Ask {ask}?"),
        "balance.yaml: $.phrases.range.easy: got {ask}, {hihg}, {low}; allowed: {ask}, {high}, {low}",
    ),
    (
        lambda c: balance(c)["phrases"].update({"rang": {"text": "A.", "easy": "A."}}),
        "balance.yaml: $.phrases.rang: unknown key 'rang'; the nearest is 'range'",
    ),
    # questions about a story
    (add_club(level="service"), "units/04.yaml: $.items[4].level: got 'service'; allowed: group, one-person"),
    # what is asked around the reading
    (
        add_club(predict="own-work"),
        "units/04.yaml: $.items[4].predict: there is no choice item of this unit 'own-work'",
    ),
    (
        add_club(explain="which-fact"),
        "units/04.yaml: $.items[4].explain: there is no reflect item of this unit 'which-fact'",
    ),
    (
        add_club(predict="which-fact"),
        "units/04.yaml: $.items[4].predict: 'which-fact' has a key; allowed: a choice without one, "
        "since the reading says what came of it",
    ),
    (
        lambda c: (add_club(predict="which-fact", reading="false")(c), c[UNIT]["items"][1].pop("key")),
        "units/04.yaml: $.items[4].predict: there is nothing to predict where reading is false",
    ),
    (add_club(moments=["plan", "plan"]), "units/04.yaml: $.items[4].moments: 'plan' is there twice"),
    (
        add_club(moments=[], parts=[]),
        "units/04.yaml: $.items[4].moments: got an empty list, and no parts; allowed: something to answer",
    ),
    (
        add_club(story={"text": "She said “yes”.", "easy": "Yes."}),
        "units/04.yaml: $.items[4].story.text: double quotation marks; speech in an invented case is reported",
    ),
    (
        add_club(story={"text": "A club."}),
        "units/04.yaml: $.items[4].story: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        add_club(key=KEY, contested="true"),
        "units/04.yaml: $.items[4].key: a contested story has no key; people disagree about it",
    ),
    (
        lambda c: (add_club(key=KEY)(c), c[UNIT].pop("key")),
        "units/04.yaml: $.items[4].key: nobody is named who agreed this reading; write key: at the top of the file",
    ),
    (
        add_club(key={}),
        "units/04.yaml: $.items[4].key: got a key without an answer; allowed: stages, brings, promise, stays, returned",
    ),
    (
        add_club(key=KEY, moments=["design"]),
        "units/04.yaml: $.items[4].key.plan: this has an answer, but the item does not ask it",
    ),
    (
        add_club(key=KEY | {"because": {}}),
        "units/04.yaml: $.items[4].key.because: nothing for plan; every answer has the fact that decides it",
    ),
    (
        add_club(key=KEY | {"because": KEY["because"] | {"plam": {"text": "A.", "easy": "A."}}}),
        "units/04.yaml: $.items[4].key.because.plam: this has no answer here; the nearest is 'plan'",
    ),
    (
        add_club(key=KEY | {"marks": {"brings": "0.5"}}),
        "units/04.yaml: $.items[4].key.marks.brings: this has no answer here",
    ),
    (
        add_club(key=KEY | {"stages": {"plan": ["0", "25", "50", "75"]}}),
        "units/04.yaml: $.items[4].key.stages.plan: got 4; allowed: one to three accepted positions",
    ),
    (
        add_club(key=KEY | {"stages": {"plan": ["60"]}}),
        "units/04.yaml: $.items[4].key.stages.plan[0]: got '60'; allowed: 0, 25, 50, 75, 100, not said",
    ),
]


@pytest.mark.parametrize(("break_it", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_each_kind_of_problem_is_said_in_its_sentence(small, problems, break_it, sentence):
    """The sentence says where, what was got and what was allowed."""
    break_it(small)
    assert sentence in problems(small)


def test_a_question_with_and_without_a_key_has_no_problems(small, problems):
    """A contested story has none."""
    small[UNIT]["items"] += [club(key=KEY), club(contested="true") | {"id": "other-club"}]
    assert [] == problems(small)


def test_the_rules_are_the_agreed_ones():
    """Their order, their readings and their numbers."""
    whole = load_balance()
    expected = (
        "check informing already-decided user-led handed-over helping consultation engagement co-design "
        "co-design-at-most co-design between co-production"
    )
    assert expected.split() == [one.reading for one in whole.rules]
    assert {"raises": 13, "shared": 38, "alone": 88} == whole.values


def test_the_balance_is_read_once():
    """Every reading asks for it."""
    assert load_balance() is load_balance()


def test_a_unit_without_a_balance_does_not_read_it(monkeypatch, small, write):
    """Nobody waits for what they do not use."""
    names: list[str] = []
    read_file = loader.read_file
    monkeypatch.setattr(loader, "read_file", lambda path, name: names.append(name) or read_file(path, name))
    load_unit("04", write(small))
    assert "balance.yaml" not in names


def test_a_balance_that_does_not_fit_is_not_handed_out(small, write):
    """Nothing half-made is read."""
    rule(small, 3)["when"]["all_of"][0]["at_least"] = "most"
    with pytest.raises(ContentError) as caught:
        load_balance(write(small))
    assert ["balance.yaml: $.rules[3].when.all_of[0].at_least: got 'most'; allowed: raises, shared, alone"] == (
        caught.value.problems
    )


# --- what a condition means ------------------------------------------------------------------------

FACTS = Facts(
    stages={"plan": 0, "design": 50, "decide": 25, "deliver": 75, "review": 50},
    brings=frozenset({"opinions", "ideas"}),
    promise="kept",
    stays="pays",
    returned=True,
    unknown=frozenset({"review"}),
)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (Clause(every=["design", "deliver"], at_least="shared"), True),
        (Clause(every=["plan", "design"], at_least="shared"), False),
        (Clause(every=["plan", "decide"], below="shared"), True),
        (Clause(some=["plan", "design"], below="raises"), True),
        (Clause(some=["plan", "decide"], at_least="shared"), False),
        (Clause(some=["plan", "review"], at_least="shared"), True),
        (Clause(some=["plan", "review"], at_least="shared", said=True), False),
        (Clause(brings=["ideas", "action"]), True),
        (Clause(brings=["design", "action"]), False),
        (Clause(brings_no=["design", "action"]), True),
        (Clause(brings_no=["ideas", "action"]), False),
        (Clause(brings_only=["opinions", "ideas"]), True),
        (Clause(brings_only=["opinions"]), False),
        (Clause(promise="kept"), True),
        (Clause(stays="left"), False),
        (Clause(returned=True), True),
        (Clause(returned=False), False),
    ],
)
def test_a_clause_means_what_it_says(clause, expected):
    """On its own, as one of all, and as one of any."""
    numbers = load_balance().values
    assert expected is holds(Condition(all_of=[clause]), FACTS, numbers)
    assert expected is holds(Condition(any_of=[clause]), FACTS, numbers)


def test_all_of_needs_every_clause_and_any_of_needs_one():
    """Without a condition there is nothing to fail."""
    numbers = load_balance().values
    both = [Clause(promise="kept"), Clause(stays="left")]
    assert (False, True) == (
        holds(Condition(all_of=both), FACTS, numbers),
        holds(Condition(any_of=both), FACTS, numbers),
    )
    assert holds(None, FACTS, numbers)


def test_bringing_nothing_is_not_bringing_only_opinions():
    """Nobody who takes no part has been consulted."""
    nothing = msgspec.structs.replace(FACTS, brings=frozenset())
    assert not holds(Condition(all_of=[Clause(brings_only=["opinions"])]), nothing, load_balance().values)


# --- what a page may show --------------------------------------------------------------------------


@pytest.fixture
def item(small, write) -> BalanceItem:
    """Return a question with a key."""
    small[UNIT]["items"].append(club(key=KEY, level="one-person", moments=["decide", "plan"], parts=["stays"]))
    return load_unit("04", write(small)).item("club")


def test_a_balance_has_the_agreed_shape(item):
    """The page builds on these names; moments are in their own order, words are for one person."""
    view = page_view(item)
    names = "id interaction prompt title story invented level moments positions not_said parts note reading keyed"
    assert [*names.split(), "predict", "explain"] == list(view)
    assert (["plan", "decide"], ["stays"]) == ([one["id"] for one in view["moments"]], [p["id"] for p in view["parts"]])
    assert [0, 25, 50, 75, 100] == [one["position"] for one in view["positions"]]
    assert {"text": "the worker alone", "easy": "the worker alone"} == view["positions"][0]["words"]
    assert ["alongside", "pays", "left"] == [one["id"] for one in view["parts"][0]["options"]]
    assert (True, True) == (view["reading"], view["keyed"])


def test_what_is_asked_around_a_reading_is_shown_and_has_a_digest_of_its_own(item):
    """A question to predict with or to explain with does not make the balance another one."""
    guess = ChoiceItem(id="guess", prompt=Words("More?"), choices=[Choice(id="yes", text="Yes")])
    why = ReflectItem(id="why", prompt=Words("Why?"))
    asked = msgspec.structs.replace(item, predict=guess, explain=why)
    assert ("guess", "why") == (page_view(asked)["predict"]["id"], page_view(asked)["explain"]["id"])
    assert digest(item) == digest(asked)


def test_the_page_is_the_same_whatever_the_key_is(item):
    """Neither the key nor what decided it is on the page."""
    other = build_key(item, stages={"plan": [100]}, because={"plan": Words("Another reason.")})
    assert page_view(item) == page_view(other)
    assert page_view(item) == page_view(msgspec.structs.replace(item, contested=True))
    assert "It says so." not in str(page_view(item))


def test_a_digest_changes_with_the_plain_words_alone(item):
    """Neither the Easy Read twin nor the key belongs to it."""
    easy = msgspec.structs.replace(item, story=Words(item.story.text, "Changed."))
    plain = msgspec.structs.replace(item, story=Words("Changed.", item.story.easy))
    fewer = msgspec.structs.replace(item, moments=["plan"])
    assert digest(item) == digest(easy) == digest(build_key(item, stages={"plan": [100]}))
    assert 3 == len({digest(item), digest(plain), digest(fewer)})


def build_key(item: BalanceItem, **key: Any) -> BalanceItem:
    """Return ``item`` with another key."""
    return msgspec.structs.replace(item, key=msgspec.structs.replace(item.key, **key))
