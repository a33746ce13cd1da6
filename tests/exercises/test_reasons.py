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

    assert plain.startswith(
        "The pond. You chose “Engagement”. The course's answer: “Consultation”. Marks: 1 of 2. You saw that they were"
    )
    assert "The mill. Not placed. The course's answer: “Co-production”. Marks: 0 of 2. It was decided." in plain
    assert easy.startswith(
        "The pond. You chose “Engagement”. Our answer: “Consultation”. Marks: 1 of 2. They were asked."
    )


def test_a_right_choice_is_named_once(small):
    found = why(small, {"two": {"pond": "consultation"}, "one": ["b"]})

    assert found["sort"].startswith("The pond. You chose “Consultation”. Marks: 2 of 2. You saw")
    assert found["choices"].startswith("Which one? Marks: 1.5 of 1.5.\n\n• You chose “That”. Yes.\n\nWhich ones?")


def test_each_choice_and_each_fact_has_its_feedback_with_its_case(small):
    found = why(small, {"many": ["a", "b"], "two.fact.pond": ["f1"]})

    assert (
        "Which ones? Marks: 0 of 1.5.\n\n• You chose “This”. Yes.\n\n• You chose “That”. No.\n\n"
        "• The course's answer: “This”; “Both”." in found["choices"]
    )
    assert found["facts"].startswith("The pond. ")
    assert "• You chose “A letter”. This is one of the things that happened here." in found["facts"]
    assert "• The course's answer: “It had boxes”." in found["facts"]


def test_a_question_without_an_answer_is_said_to_be_so_with_the_reason_of_the_course_s_answer(small):
    found = why(small, {})

    assert found["choices"].startswith(
        "Which one? Not answered. Marks: 0 of 1.5.\n\n• The course's answer: “That”. Yes.\n\n"
        "Which ones? Not answered. Marks: 0 of 1.5.\n\n• The course's answer: “This”. Yes.\n\n"
        "• The course's answer: “Both”. Yes."
    )
    assert "Draw the links. Not answered. Marks: 0 of 4." in found["links"]
    assert [8, 8] == [half.count("Not answered. ") for half in found["power"].split("\n\nEasy Read\n\n")]
    assert not any("yet" in one for one in found.values())


def test_a_link_is_named_by_both_headings_with_its_reason_drawn_or_not(small):
    found = why(small, {"lists": [["T4", "N2"], ["T5", "N5"]]})["links"]

    assert (
        "• T4 “Encouraging peer support” – N2 “Building representative networks”. You drew this link. "
        "Partial: something in common, by our reading. Nearly." in found
    )
    assert "N5 “Cross-boundary working”. You drew this link. None: not linked, by our reading." in found
    assert "• T1 “Recognising people as assets” – N1 “Valuing people”. You did not draw this link. Strong: " in found


def test_every_moment_has_what_decides_it(small):
    found = why(small, correct(small))["power"]

    assert [8, 8] == [half.count("So.") for half in found.split("\n\nEasy Read\n\n")]


def test_a_moment_stands_there_as_it_was_asked_with_what_was_said_and_what_the_course_says(small):
    """The place next to it earns half, and says so; a number is told by the place it is read as."""
    plain, easy = why(small, {"hall": {"stages": {"plan": 7, "design": 25, "decide": 100, "deliver": "not said"}}})[
        "power"
    ].split("\n\nEasy Read\n\n")

    assert (
        "\n\nWho decides what this is about, and what is off the table? You said “the organisation alone”. "
        "Half, because the place next to it is the course's answer: “the organisation decides, people influence it”. "
        "Marks: 0.5 of 1. So.\n\n"
    ) in plain
    assert "look like? You said “the organisation decides, people influence it”. Marks: 1 of 1. So." in plain
    assert "policy? You said “people alone”. The course's answer: “the organisation alone”. Marks: 0 of 1." in plain
    assert "day to day? You said “I don't know, or the case does not say”. Marks: 1 of 1." in plain
    assert "You said “the organisation alone”. You get half. It is right next to our answer: “The organ" in easy


def test_what_people_bring_and_the_promise_are_named_by_their_words(small):
    told = {"brings": ["ideas", "action"], "promise": "late", "stays": "alongside"}
    found = why(small, {"hall": told})["power"]
    nothing = why(small, {"hall": {"brings": []}})["power"]

    assert (
        "bring and do? You said “ideas and experience; action”. Half, because the course's answer has one more or one "
        "fewer: “ideas and experience”. Marks: 0.5 of 1." in found
    )
    assert "hold? You said “No: a limit appeared late, or an agreed decision was replaced”. The course's" in found
    assert "You said “Stays in with money, time or know-how, or runs it”. Marks: 0.5 of 0.5." in found
    assert "bring and do? You said “none of these”. Half, because" in nothing


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
