"""Assignments are read whole or refused with a sentence for all that is wrong; what a learner holds has no key."""

import msgspec
import pytest
import small_exercise

from coprod_widgets import exercises
from coprod_widgets.cli import main
from coprod_widgets.content import digest
from coprod_widgets.content.reader import ContentError
from coprod_widgets.exercises.writing import write_sheets


@pytest.fixture
def course(tmp_path):
    return small_exercise.write(tmp_path)


def problems_of(course):
    """Read everything of the small assignment; return what is said about it."""
    with pytest.raises(ContentError) as caught:
        exercises.load_key(exercises.load_assignment(course / "source" / "small"), course / "keys")
    return caught.value.problems


def test_an_assignment_is_found_by_its_file_and_says_what_it_is_worth(course):
    assert ["small"] == exercises.assignment_names(course)
    small = exercises.load_assignment(course / "source" / "small")

    assert 24 == small.points
    assert ["sort", "facts", "choices", "links", "power", "words"] == [one.id for one in small.questions]
    assert {"exercise"} == {item.use for item in small.items}


def test_what_a_learner_holds_has_no_key_even_where_the_course_knows_one(course):
    """The course rates the links between its own lists: an exercise about them must not bring that along."""
    small = exercises.load_assignment(course / "source" / "small")
    links = small.item("lists")

    assert (None, [], None) == (links.links, links.gaps, links.agreed)
    assert links.left.codes == ["T1", "T2", "T3", "T4", "T5", "T6"]
    assert [] == exercises.examples(exercises.Keyed.of(small, exercises.load_key(small, course / "keys").file, {}))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("  - id: one\n", "  - id: one\n    key: [a]\n", "$.items[1].key: learners hold this file"),
        ("id: a, text: This", "id: a, feedback: No., text: This", "$.items[1].choices[0].feedback: learners hold"),
        ("      - id: pond\n", "      - id: pond\n        answer: none\n", "$.items[0].cases[0].answer: learners hold"),
        ("{id: f2, text: It", "{id: f2, deciding: true, text: It", "$.items[0].cases[0].facts[1].deciding: learners"),
        ("    reading: false\n", "", "$.items[4].reading: got true; allowed: false"),
        ("right: ni", "right: nii", "there is no list 'nii'; the nearest is 'ni'"),
        ("items: [two.fact]", "items: [one.fact]", "one asks for no facts"),
        ("items: [hall]", "items: [hill]", "there is no item 'hill'; the nearest is 'hall'"),
        ("items: [hall]", "items: [one]", "the item 'one' is marked in two questions"),
        (", by: person", "", "own is marked by a person; write by: person"),
        ("  - id: many\n", "  - id: one\n", "the item 'one' is there twice"),
        (", easy: A small exercise", "", "$[0]: the Easy Read twin is missing"),
        ("minutes: 10", "minutes: soon", "$.minutes: got 'soon'; allowed: a whole number from 1 to 240"),
    ],
)
def test_what_is_wrong_in_an_assignment_is_said(before, after, says, tmp_path):
    assert before in small_exercise.ITEMS
    course = small_exercise.write(tmp_path, items=small_exercise.ITEMS.replace(before, after, 1))

    assert any(says in one for one in problems_of(course)), problems_of(course)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("  one: {key: [b]", "  one: {key: [d]", "$.items.one.key: there is no choice 'd'"),
        ("  one: {key: [b]", "  one: {key: [a, b]", "$.items.one.key: got 2; allowed: exactly one"),
        ("  one: {", "  two-b: {", "$.items.two-b: there is no item of this name"),
        ("      mill:", "      mil:", "$.items.two.cases: nothing for the case 'mill'"),
        ("        fact: f2", "        fact: f9", "$.items.two.cases.pond.fact: got 'f9'; allowed: f1, f2"),
        ("answer: co-production", "answer: none", "cases.mill.none_kind: it goes with an answer of none"),
        ("rating: strong", "rating: partial", "$.items.lists.links: none is rated strong"),
        ("pair: [T1, N1]", "pair: [N1, T1]", "$.items.lists.links[0].pair: got N1, T1"),
        ("      stays: {text", "      stay: {text", "$.items.hall.because: nothing for the moment or part 'stays'"),
        ("  words:", "  power:", "$.rubrics.power: no question of this name is marked by a person"),
        ("points: 4", "points: 3", "$.rubrics.words.levels: the points are 0, 3; allowed: rising from 0 to 4"),
        ("assignment: small", "assignment: other", "$.assignment: got 'other'; allowed: small"),
        ("2026-11-29", "soon", "$.key.agreed_on"),
        (", easy: No.}", "}", "the Easy Read twin is missing"),
    ],
)
def test_what_is_wrong_in_a_key_is_said(before, after, says, tmp_path):
    assert before in small_exercise.KEY
    course = small_exercise.write(tmp_path, key=small_exercise.KEY.replace(before, after, 1))

    assert any(says in one for one in problems_of(course)), problems_of(course)


def test_a_key_that_is_not_there_is_named(course):
    (course / "keys" / "small.yaml").unlink()

    assert ["keys/small.yaml: there is no such file"] == problems_of(course)


def test_how_the_key_of_a_question_that_a_person_marks_looks_is_said(tmp_path):
    """A question of theirs that is copied has no block of levels yet, or has one among those of a machine."""
    without = small_exercise.KEY.partition("rubrics:\n")[0]
    course = small_exercise.write(tmp_path, key=without)
    says = (
        "keys/small.yaml: $.rubrics: nothing for the question 'words', which a person marks: copy a block under "
        "rubrics:, call it words: and change its levels, whose points rise from 0 to 4"
    )
    assert [says] == problems_of(course)
    small_exercise.write(tmp_path, key=without + "  own: {key: [a]}\n")

    assert [
        "keys/small.yaml: $.items.own: nothing of this kind is marked by a machine; the levels by which a person marks "
        "its question stand under rubrics:",
        says,
    ] == problems_of(course)


def test_a_question_has_one_digest_with_and_without_its_key(course):
    """What a learner's record says of the question is the same for the trainer who marks it."""
    small = exercises.load_assignment(course / "source" / "small")
    keyed = exercises.load_key(small, course / "keys")
    with_key = {item.id: item for items in keyed.questions.values() for item in items}

    for item in small.items:
        assert digest(item) == digest(with_key[item.id])
        assert msgspec.to_builtins(item) != msgspec.to_builtins(with_key[item.id]) or item.interaction == "reflect"


def test_the_check_command_takes_a_course_folder(course, capsys):
    """One line when all is well; else each problem with the line of its file."""
    assert ["written"] == [one.did for one in write_sheets(course)]
    assert 0 == main(["check", str(course)])
    assert "No problems: 1 assignment, 6 questions, 24 points.\n" == capsys.readouterr().out

    (course / "keys" / "small.yaml").write_text(small_exercise.KEY.replace("  one: {key: [b]", "  one: {key: [d]"))
    assert 1 == main(["check", str(course)])
    line = next(n for n, text in enumerate(small_exercise.KEY.splitlines(), 1) if text.startswith("  one:"))
    assert f"keys/small.yaml: line {line}: $.items.one.key: there is no choice 'd'" in capsys.readouterr().out


def test_the_check_command_looks_at_the_course_s_own_exercises_too(capsys):
    """In a copy of the project; an installed course has none."""
    assert 0 == main(["check"])
    assert "100 points" in capsys.readouterr().out
