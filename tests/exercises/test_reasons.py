"""After marking a learner can read why, part by part, in the words of the key, in plain words and in Easy Read."""

import pytest
import small_exercise
import stock
from handing_in import correct, keyed

from coprod_widgets import exercises
from coprod_widgets.exercises.reasons import Reasons

OWN = stock.PACKAGE / "exercises"


@pytest.fixture
def small(tmp_path):
    return keyed(small_exercise.write(tmp_path))


def why(small, responses):
    """Return the reasons of every question that a machine marks, by question."""
    reasons = Reasons(small)
    return {
        one.question.id: reasons.of(one, responses) for one in exercises.mark(small, responses) if one.raw is not None
    }


def test_a_wrong_place_brings_the_feedback_on_that_place_and_what_it_earned_of_the_question(small):
    found = why(small, {"two": {"pond": "engagement"}})["sort"]
    plain, easy = found.split("\n\nEasy Read\n\n")

    assert plain.startswith("The pond. Engagement. Marks: 1 of 2. You saw that they were asked, and so it is.")
    assert "The mill. Not placed. Marks: 0 of 2. It was decided." in plain
    assert easy.startswith("The pond. Engagement. Marks: 1 of 2. They were asked.")


def test_each_choice_and_each_fact_has_its_feedback_with_its_case(small):
    found = why(small, {"many": ["a", "b"], "two.fact.pond": ["f1"]})

    assert "Which ones? Marks: 0 of 1.5.\n\n• This. Yes.\n\n• That. No." in found["choices"]
    assert found["facts"].startswith("The pond. ")
    assert "• A letter. This is one of the things that happened here." in found["facts"]


def test_a_link_that_was_not_drawn_is_named_with_its_reason(small):
    found = why(small, {"lists": [["T4", "N2"], ["T5", "N5"]]})["links"]

    assert "• T4-N2. Partial: something in common, by our reading. Nearly." in found
    assert "• T5-N5. None: not linked, by our reading." in found
    assert "• T1-N1. You did not draw this link. Strong: one idea, by our reading. The same." in found


def test_every_moment_has_what_decides_it(small):
    found = why(small, correct(small))["power"]

    assert [8, 8] == [half.count("So.") for half in found.split("\n\nEasy Read\n\n")]


def test_what_could_not_be_read_is_said_without_repeating_it(small):
    found = why(small, {"one": {"<script>": 1}})["choices"]

    assert "Which one? What was handed in for this could not be read" in found
    assert "script" not in found


@pytest.mark.parametrize("name", exercises.assignment_names(OWN))
def test_every_response_to_the_course_s_own_exercises_has_its_reasons(name):
    """No response leaves a learner without a word, or a part of it unexplained."""
    own = exercises.load_key(exercises.load_assignment(OWN / "source" / name), OWN / "keys")
    for item, example in exercises.examples(own):
        told = why(own, {item.id: example.response})

        assert {one.id for one in own.assignment.questions if one.by == "machine"} == set(told)
        for one in told.values():
            plain, easy = one.split("\n\nEasy Read\n\n")
            assert plain.count("\n\n") == easy.count("\n\n")
            assert "Marks: " in plain or "could not be read" in plain
