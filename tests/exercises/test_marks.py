"""One function marks an exercise, and every response that a question makes for itself earns what it must."""

import pytest
import small_exercise

from coprod_widgets import exercises, scoring


@pytest.fixture
def small(tmp_path):
    course = small_exercise.write(tmp_path)
    return exercises.load_key(exercises.load_assignment(course / "source" / "small"), course / "keys")


def correct(keyed):
    """Return the right response to everything that a machine marks."""
    return {item.id: example.response for item, example in exercises.examples(keyed)[::-1] if example.name == "correct"}


def marks(keyed, responses):
    return {one.question.id: one.raw for one in exercises.mark(keyed, responses)}


def test_everything_right_earns_every_point_and_a_person_s_question_none(small):
    assert {"sort": 4, "facts": 2, "choices": 3, "links": 4, "power": 7, "words": None} == marks(small, correct(small))


def test_nothing_answered_earns_nothing(small):
    found = exercises.mark(small, {})

    assert [0, 0, 0, 0, 0, None] == [one.raw for one in found]
    assert {0} == {one.answered for one in found}
    assert {None} == {score.invalid for one in found for score in one.scores.values()}


def test_every_example_earns_its_share_of_the_points(small):
    """Each item alone, with everything else right: points times what was earned of what was on offer."""
    right, best = correct(small), marks(small, correct(small))
    tried = 0
    for item, example in exercises.examples(small):
        [name] = [name for name, items in small.questions.items() if item in items]
        question = small.assignment.question(name)
        on_offer = {one.id: scoring.score(one, None).max for one in small.questions[name]}
        lost = question.points * (on_offer[item.id] - example.raw) / sum(on_offer.values())

        assert best | {name: pytest.approx(question.points - lost, abs=1e-4)} == marks(
            small, right | {item.id: example.response}
        )
        tried += 1
    assert tried > 60


@pytest.mark.parametrize("wrong", [None, 7, "text", [], {}, [[]], {"x": {}}, {"stages": 3}, [None, None], True])
def test_no_response_makes_marking_raise_or_leaves_the_range(small, wrong):
    for one in exercises.mark(small, {item.id: wrong for items in small.questions.values() for item in items}):
        assert one.raw is None or 0 <= one.raw <= one.question.points
