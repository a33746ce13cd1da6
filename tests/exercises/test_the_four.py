"""The four assignments of the course: whole, worth 100 marks together, and not to be passed by answering blindly."""

import re
from pathlib import Path

import pytest

from coprod_widgets import content, exercises, scoring
from coprod_widgets.content.checks.lint import words_in
from coprod_widgets.content.reader import read_file

COURSE = Path(__file__).resolve().parents[2] / "exercises"
NAMES = exercises.assignment_names(COURSE)


@pytest.fixture(scope="module", params=NAMES)
def keyed(request):
    return exercises.load_key(exercises.load_assignment(COURSE / "source" / request.param), COURSE / "keys")


def items_of(keyed):
    return {item.id: item for items in keyed.questions.values() for item in items}


def test_the_four_assignments_are_worth_what_learners_are_told():
    points = {name: exercises.load_assignment(COURSE / "source" / name).points for name in NAMES}

    assert {
        "ex1-definitions-and-principles": 20,
        "ex2-power": 20,
        "ex3-four-approaches": 36,
        "ex4-your-practice": 24,
    } == points


def test_a_pass_is_told_of_these_assignments_and_their_points():
    """The numbers of the rule are those of the files, and learners are told the same numbers."""
    rule, problems = read_file(COURSE / "passing.yaml", "passing.yaml")
    points = {name: exercises.load_assignment(COURSE / "source" / name).points for name in NAMES}
    together = sum(points[name] for name in rule["together"])

    assert [] == problems
    assert {*rule["together"], rule["by_person"]["assignment"]} == set(NAMES)
    assert (76, 24) == (together, points[rule["by_person"]["assignment"]])
    told = rule["words"]["pass"]["text"]
    assert f"{float(rule['share']) * together:.1f}" in told
    assert f"at least {rule['by_person']['points']} of the 24" in told


def test_what_an_answer_earns_has_one_name():
    """An introduction and the rule of a pass say marks, as the headings do; nowhere points."""
    rule, _ = read_file(COURSE / "passing.yaml", "passing.yaml")
    told = [text for words in rule["words"].values() for text in words.values()]
    for name in NAMES:
        intro = exercises.load_assignment(COURSE / "source" / name).intro
        told += [intro.text, intro.easy]

    assert [] == [text for text in told if re.search(r"\bpoints?\b", text)]


def test_every_response_that_a_question_makes_for_itself_earns_what_it_must(keyed):
    for item, example in exercises.examples(keyed):
        found = scoring.score(item, example.response)
        assert pytest.approx(example.raw, abs=1e-4) == found.raw
        assert (example.name == "invalid") == (found.invalid is not None)


def test_everything_right_earns_everything(keyed):
    right = {
        item.id: example.response for item, example in exercises.examples(keyed)[::-1] if example.name == "correct"
    }

    for one in exercises.mark(keyed, right):
        assert one.raw in (None, one.question.points)


@pytest.mark.parametrize("place", range(7))
def test_the_same_place_in_every_list_earns_at_most_half(keyed, place):
    """Always the first choice, always the second …: and in a sort the same category for every case."""
    blind = {}
    for item in items_of(keyed).values():
        if item.interaction == "choice":
            blind[item.id] = [item.choices[place % len(item.choices)].id]
        elif item.interaction == "sort":
            blind[item.id] = {case.id: item.categories[place % len(item.categories)] for case in item.cases}
        elif item.interaction == "balance":
            stands = [*scoring.balance.POSITIONS, "not said"][place % 6]
            blind[item.id] = {"stages": dict.fromkeys(item.moments, stands)}
        elif item.interaction == "link":
            blind[item.id] = scoring.all_pairs(item)

    found = [one for one in exercises.mark(keyed, blind) if one.raw is not None]
    assert sum(one.raw for one in found) <= sum(one.question.points for one in found) / 2


def test_the_longest_choice_is_no_sign_of_the_right_one(keyed):
    """Whoever always takes the longest answer earns at most half of what choices bring."""
    asked = [item for item in items_of(keyed).values() if item.interaction == "choice" and not item.many]
    longest = sum(max(item.choices, key=lambda choice: len(choice.text)).id in item.key for item in asked)

    assert longest <= len(asked) / 2


def test_what_learners_hold_says_nothing_of_the_key(keyed):
    """No text of the key is in their file, and no key of the schema that holds one."""
    held = (COURSE / "source" / keyed.assignment.assignment / "items.yaml").read_text("utf-8")
    plain = " ".join(held.split())
    key, _ = read_file(COURSE / "keys" / f"{keyed.assignment.assignment}.yaml", "key")

    assert not re.search(r"^\s*(answer|key|feedback|deciding|rating|because|rubrics?|levels|fact):", held, re.MULTILINE)
    told = [" ".join(words.text.split()) for _, words in words_in(_as_words(key), "key") if len(words.text) > 60]
    assert told
    assert [] == [text for text in told if text in plain]


def test_links_are_rated_as_in_the_course():
    """What a unit taught is what the exercise marks."""
    keyed = exercises.load_key(exercises.load_assignment(COURSE / "source" / NAMES[0]), COURSE / "keys")
    [item] = [item for item in items_of(keyed).values() if item.interaction == "link"]
    course = {tuple(link.pair): link.rating for link in content.load_crosswalk().links}
    sides = (item.left.codes, item.right.codes)

    assert {
        pair: rating
        for pair, rating in course.items()
        if pair[0] in sides[0] and pair[1] in sides[1] and rating != "none"
    } == {tuple(link.pair): link.rating for link in item.links if link.rating != "none"}
    assert 4 == len(item.strong)


def test_no_case_of_an_exercise_is_one_of_the_course():
    """All of them are unseen: no title, and no name of a person or a place that begins a story, was met before."""
    course = content.load_course()
    met = {case.title.text for case in course.cases.values()}
    met |= {
        item.title.text
        for unit in course.units.values()
        for item in unit.items
        if getattr(item, "story", None) and getattr(item, "title", None)
    }
    for name in NAMES:
        for item in exercises.load_assignment(COURSE / "source" / name).items:
            assert getattr(item, "title", None) is None or item.title.text not in met
            for case in getattr(item, "cases", None) or []:
                assert case.title.text not in met
                assert case.invented


def _as_words(tree):
    """Return a tree of dicts and texts with every text as `Words`, so that they can be told one by one."""
    if isinstance(tree, str):
        return content.Words(tree)
    if isinstance(tree, dict):
        return {key: _as_words(value) for key, value in tree.items()}
    return [_as_words(value) for value in tree]
