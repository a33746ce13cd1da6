"""Harbour Lane: its numbers are the agreed ones, its texts are short, and its people are wrong once and right once."""

import re
from itertools import permutations

import pytest

from coprod_widgets import story
from coprod_widgets.content import load_story
from coprod_widgets.content.checks.lint import count_words, words_in
from coprod_widgets.content.stories import MOMENTS

HARBOUR = load_story("harbour-lane")
DECISIONS = {decision.id: decision for decision in HARBOUR.decisions}

TABLE = [
    ("W-1", "P1 T+2 +i W-6", "P2 +i W-4"),
    ("T+1 W-2", "T-1", "W-1"),
    ("W-1", "T+2 +i W-5", "P+1 T+1 +i W-3"),
    ("T+1 returned W-3", "T+2 returned W-4", ""),
    ("D1 T+1 +i W-1", "D2 +i W-4", "D2 +i T-1 W-2"),
    ("P+1 T+1 W-1", "", "T+2 W-4"),
    ("W-3", "D2 T+1 +d W-7", "T+1 +a W-4"),
    ("D2 +d W-5", "T+2 W-3", "D1 W-1"),
    ("T+1 W-1", "T+2 W-2", "+i W-1"),
    ("Y2 W-4 needs:T6,W8", "Y1 W-2", "W-1"),
    ("T+1 W-1", "T-1 W+1", ""),
    ("L2 +a returned W-4", "L3 +a W-2", "L1 W-1", "P4 D4 Y4 L4 +a stays:pays W-3 needs:D2,Y2,T8"),
    ("T+1 W-3", "promise:late T-1", "stays:left after:12B,12D"),
    ("R2 W-2", "R1 T+1 W-5", "R1 W-1"),
]
"""What each option moves, as agreed: P, D, Y, L and R are the five moments in their order, T trust, W weeks."""

SAMPLES = {
    "made-and-run-together": "CBBAABBBAAAAAA",
    "a-good-design-handed-back": "AAAAAAAAAAAAAA",
    "heard-and-told-why": "ABACABACACCCBC",
    "handed-the-keys": "AAAAAAAAAAABCA",
    "theirs": "AAAAAAAAAAADAA",
}
"""A path to each ending, by the letters of the options."""

LENGTHS = {"scene": (50, 90), "happened": (40, 70), "why": (15, 35), "paid": (8, 20), "choice": (2, 16), "ask": (3, 12)}
"""Fewest and most words of a text, so that a path is read in a quarter of an hour."""

WRONG = {
    "dilwyn": [("the-lease", "scene", "He was wrong")],
    "shanelle": [
        ("four-week-trial", "happened", "Shanelle was wrong"),
        ("time-with-three", "happened", "Shanelle was wrong"),
        ("the-appraisal", "happened", "Shanelle, who was sure of the opposite"),
    ],
    "ferdie": [("who-runs-it", "scene", "He was wrong")],
    "kath": [("the-empty-chair", "scene", "She was wrong")],
    "hilary": [("the-money", "scene", "She was wrong")],
}
RIGHT = {
    "dilwyn": [("how-to-know", "scene", "He is right")],
    "shanelle": [("the-empty-chair", "scene", "The register says that she is right")],
    "ferdie": [("not-on-the-table", "scene", "finance says that he is right")],
    "kath": [("fridays", "scene", "She was right to ask")],
    "hilary": [("the-promise", "scene", "She was right")],
}
"""Where each person is wrong and where right: in a scene, or in all that can come of one decision, so on every path."""

DEARER = {
    ("association-runs", "paid-roles"): "Two organisers paid",
    ("association-all", "paid-roles"): "three years of evenings",
    ("you-visit", "shorter-meetings"): "Kath paid",
    ("unpaid-fridays", "accept-and-explain"): "Members paid, with their Fridays",
}
"""Options that are at least as good as another on every meter, and what is said of who paid for them."""


def path(letters):
    """Return the options that letters stand for, one a decision."""
    pairs = zip(HARBOUR.decisions, letters, strict=True)
    return [decision.options["ABCD".index(letter)].id for decision, letter in pairs]


def moved(option):
    """Return what an option moves in the signs of the table."""
    signs = dict(zip(MOMENTS, "PDYLR", strict=True)) | {"trust": "T", "weeks": "W"}
    moves = option.moves
    found = {f"{signs[moment]}{floor}" for moment, floor in moves.floors.items()}
    found |= {f"{signs[moment]}+{more}" for moment, more in option.adds.items()}
    found |= {f"{signs[meter]}{getattr(moves, meter):+}" for meter in ("trust", "weeks") if getattr(moves, meter)}
    found |= {f"+{one[0]}" for one in moves.brings} | ({"returned"} if moves.returned else set())
    found |= {f"{part}:{getattr(moves, part)}" for part in ("stays", "promise") if getattr(moves, part)}
    if option.needs:
        found.add("needs:" + ",".join(f"{signs[meter]}{least}" for meter, least in option.needs.items()))
    if option.after:
        runs = [one.id for one in DECISIONS["who-runs-it"].options]
        found.add("after:" + ",".join(f"12{'ABCD'[runs.index(one)]}" for one in option.after))
    return found


def test_every_number_is_the_agreed_one():
    """Fourteen decisions, three options each, and a fourth that has to be earned."""
    assert [[set(signs.split()) for signs in row] for row in TABLE] == [
        [moved(option) for option in decision.options] for decision in HARBOUR.decisions
    ]
    assert (4, 44) == (HARBOUR.trust, HARBOUR.weeks)


def test_the_sample_path_ends_made_and_run_together():
    """All five moments shared, trust at thirteen, six weeks to spare."""
    end = story.walk(HARBOUR, path(SAMPLES["made-and-run-together"]))

    assert "made-and-run-together" == end.end().ending.id
    assert ((2, 2, 2, 2, 2), 13, 6) == (end.standing.floors, end.standing.trust, end.standing.weeks)


@pytest.mark.parametrize("ending", [ending.id for ending in HARBOUR.endings])
def test_each_ending_has_a_path(ending):
    """The five, by a path that anybody can try."""
    assert ending == story.walk(HARBOUR, path(SAMPLES[ending])).end().ending.id


@pytest.mark.parametrize("first", "ABC")
def test_every_first_choice_can_still_end_made_and_run_together(first):
    """What a learner begins with closes nothing for good."""
    letters = {"A": "ABCAAAAAAAAAAA", "B": "BBCAAAAAAAAAAA", "C": SAMPLES["made-and-run-together"]}[first]

    assert first == letters[0]
    assert "made-and-run-together" == story.walk(HARBOUR, path(letters)).end().ending.id


def test_an_ending_by_trust_has_both_its_tellings():
    """Heard and told why is fair where trust is kept, and has fewer members where it is not."""
    [ending] = [one for one in HARBOUR.endings if one.trust]
    told = {
        letters: story.walk(HARBOUR, path(letters)).end().paragraphs[1]
        for letters in (SAMPLES["heard-and-told-why"], "AAAAAAABAAAAAA")
    }

    assert [ending.trust.less, ending.trust.more] == list(told.values())


def test_a_between_ends_made_together_with_what_is_missing():
    """Nothing has come back for people's work: the flip chart says so."""
    end = story.walk(HARBOUR, path("AACCAAAAAAABAA")).end()

    assert "made-and-run-together" == end.ending.id
    assert end.paragraphs[-1].text.startswith("One thing is missing.")


@pytest.mark.parametrize("letters", ["AAAAAAAAAAAAAA", "CBBAABBBAAAAAB", "CBBAABBBAAAAAC", "CBBAABBBAAAABA"])
def test_a_design_shared_part_of_the_way_is_told_truly(letters):
    """The question, the review or a promise: not all was handed back, nor did all of it stay with the council."""
    end = story.walk(HARBOUR, path(letters)).end()
    told = [end.ending.title, *end.paragraphs]

    assert "a-good-design-handed-back" == end.ending.id
    for words in told:
        assert not re.search(r"handed back|given back|stayed with|council's side", f"{words.text} {words.easy}")


@pytest.mark.parametrize(("name", "places"), [*WRONG.items(), *RIGHT.items()])
def test_each_person_is_wrong_once_and_right_once_on_every_path(name, places):
    """The director too. It stands in a scene, or in every outcome of one decision."""
    [person] = [one for one in HARBOUR.people if one.id == name]
    first_name = person.name.split()[0]
    for at, part, says in places:
        words = getattr(DECISIONS.get(at) or HARBOUR.options[at], part)
        assert first_name in words.text
        assert says in words.text
        assert first_name in words.easy
        assert re.search(r"\b(?:wrong|right)\b", words.easy)
    at_decision = [decision for decision in HARBOUR.decisions if decision.id == places[0][0]]
    if not at_decision:
        every = next(one for one in HARBOUR.decisions if places[0][0] in {option.id for option in one.options})
        assert {option.id for option in every.options} == {at for at, _, _ in places}


def test_four_members_and_the_director_each_have_a_line():
    """In both readings, with their name in the easy one."""
    assert set(WRONG) == set(RIGHT) == {person.id for person in HARBOUR.people}
    for person in HARBOUR.people:
        assert person.name.split()[0] in person.line.easy


@pytest.mark.parametrize(
    ("where", "fact"),
    [
        ("the-empty-chair", "month"),
        ("you-visit", "two days"),
        ("four-week-trial", "the week to set it up"),
    ],
)
def test_both_readings_tell_the_same_fact(where, fact):
    """Once they did not: how soon Kath is missed, what a meeting costs her, where a fifth week goes."""
    told = DECISIONS.get(where) or HARBOUR.options[where]
    for reading in ("text", "easy"):
        parts = [getattr(told, part) for part in ("scene", "happened", "why", "paid") if hasattr(told, part)]
        assert fact in " ".join(getattr(words, reading) for words in parts)


def meters(option):
    """Return what an option does to each meter, so that two can be compared."""
    floors = [option.moves.floors.get(moment, 0) for moment in MOMENTS]
    return [option.moves.trust, option.moves.weeks, *floors, *(option.adds.get(moment, 0) for moment in MOMENTS)]


def test_an_option_that_beats_another_on_every_meter_names_its_cost():
    """Trust, weeks and the five moments: nothing is better for nothing."""
    beats = [
        (one.id, other.id)
        for decision in HARBOUR.decisions
        for one, other in permutations(decision.options, 2)
        if all(mine >= theirs for mine, theirs in zip(meters(one), meters(other), strict=True))
    ]

    assert set(DEARER) == set(beats)
    for pair in beats:
        assert DEARER[pair] in HARBOUR.options[pair[0]].paid.text


@pytest.mark.parametrize("part", LENGTHS)
def test_the_texts_are_short(part):
    """A tired reader gets to the end."""
    least, most = LENGTHS[part]
    holders = [*HARBOUR.decisions, *HARBOUR.options.values()]
    counts = {one.id: count_words(getattr(one, part).text) for one in holders if hasattr(one, part)}

    assert {} == {id_: count for id_, count in counts.items() if not least <= count <= most}


def test_the_money_is_a_little_less_and_saving_is_not_the_aim():
    """Said on the first screen, in both readings."""
    assert "a little smaller" in HARBOUR.begin.text
    assert "Saving money is not the aim" in HARBOUR.begin.text
    assert "a little less money" in HARBOUR.begin.easy
    assert "not to save money" in HARBOUR.begin.easy


def test_a_scene_takes_no_earlier_choice_for_granted():
    """What an option alone brings about is named in no scene: the trial, the panel, the flip chart, the red lines."""
    only = r"\b(?:trial|panel|flip chart|red lines|solicitor|marrow|wallpaper|badge|evaluator)\b"

    assert [] == [one.id for one in HARBOUR.decisions if re.search(only, one.scene.text)]


def test_what_moved_nothing_is_explained_on_every_path():
    """Decision 8 may come after a design that was made together: neither of two options says that others draw it."""
    for option in ("time-with-three", "the-appraisal"):
        why = HARBOUR.options[option].why
        assert not re.search(r"[Oo]thers? (?:people )?still|someone else drew", f"{why.text} {why.easy}")


def test_nobody_is_called_a_service_user():
    """Nor a client, a hero or vulnerable."""
    banned = re.compile(r"service users?|\bclients?\b|\bhero|\bvulnerable|\bbrave\b", re.IGNORECASE)

    for where, words in words_in(HARBOUR, ""):
        assert not banned.search(f"{words.text} {words.easy}"), where
