"""A trainer tries an exercise out with its key: the marks and the reasons of marking, on no page but the trainer's."""

import json
import shutil

import pytest
import small_exercise
import what_keys_say
from previewing import Tried
from what_keys_say import NAMES, OWN, found_in

from coprod_widgets import exercises, notebook, preview
from coprod_widgets.desk import Desk
from coprod_widgets.exercises.reasons import Reasons
from coprod_widgets.widgets.marks_preview import MarksPreview

BY_MACHINE = ["ex1-definitions-and-principles", "ex2-power", "ex3-four-approaches"]
BY_PERSON = "ex4-your-practice"


@pytest.fixture
def course(tmp_path):
    """A course folder with the small exercise."""
    return small_exercise.write(tmp_path / "course")


def keyed(name):
    return exercises.load_key(exercises.load_assignment(OWN / "source" / name), OWN / "keys")


def buttons(folder, **how):
    """Return the buttons of every question of the exercise in a folder."""
    exercise = notebook.Exercise(folder.name, Desk(folder, **how))
    questions = exercises.load_assignment(folder).questions
    pages = [exercise.question(question.id) for question in questions]
    return [one for page in pages for one in page.children if isinstance(one, MarksPreview)]


def state(button):
    """Return every trait that a page is sent, but for the programs and styles."""
    return json.dumps({name: value for name, value in button.get_state().items() if name not in ("_esm", "_css")})


@pytest.mark.parametrize("name", BY_MACHINE)
def test_every_response_earns_in_the_preview_what_marking_gives_it(name):
    """One mark everywhere, with the reasons that feedback has; what a page can't give earns nothing in either."""
    whole = keyed(name)
    reasons = Reasons(whole)
    tried = {question.id: Tried(OWN, name, question.id) for question in whole.assignment.questions}
    of = {item.id: question for question, items in whole.questions.items() for item in items}
    for one in tried.values():
        one.press()
    for item, example in exercises.examples(whole):
        [marked] = [one for one in exercises.mark(whole, {item.id: example.response}) if one.question.id == of[item.id]]
        told, taken = tried[of[item.id]].answer({item.id: example.response})

        assert f"Marks: {round(marked.raw, 4):g} of {marked.question.points:g}." == told["says"]["text"], example.name
        assert taken or marked.raw == 0
        if taken:
            plain, easy = reasons.of(marked, taken).split("\n\nEasy Read\n\n")
            assert plain == "\n\n".join(row["text"] for row in told["rows"])
            assert easy == "\n\n".join(row["easy"] or row["text"] for row in told["rows"])


def test_the_exercises_that_a_machine_marks_are_all_tried():
    assert {BY_PERSON, *BY_MACHINE} == set(NAMES)
    assert {"person"} == {question.by for question in keyed(BY_PERSON).assignment.questions}
    assert {"machine"} == {one.by for name in BY_MACHINE for one in keyed(name).assignment.questions}


@pytest.mark.parametrize("name", NAMES)
def test_before_the_button_is_pressed_nothing_of_a_key_is_on_the_page(name, monkeypatch):
    """The key is not even read."""
    monkeypatch.setattr(exercises, "load_key", None)
    found = buttons(OWN / "source" / name, keeps=False)

    assert len(exercises.load_assignment(OWN / "source" / name).questions) == len(found)
    assert [] == found_in("".join(state(one) for one in found))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shown_is_in_no_trait_of_the_page(name):
    """A notebook that is saved with its widgets would take it along to the learners."""
    correct = {item.id: one.response for item, one in exercises.examples(keyed(name)) if one.name == "correct"}
    shown, kept = [], []
    for question in exercises.load_assignment(OWN / "source" / name).questions:
        tried = Tried(OWN, name, question.id)
        tried.press()
        shown.append(tried.answer(correct)[0])
        kept.append(state(tried.button) + repr(tried.button))

    assert len(found_in("".join(what_keys_say.texts(shown)))) > 20
    assert [] == found_in("".join(kept))


def test_a_question_that_a_person_marks_shows_its_mark_scheme(course):
    shown = Tried(course, "small", "words").press()

    assert "A person marks this. Marks on offer: 4." == shown["says"]["text"]
    assert ["0 marks: Missing. No.", "Example: X.", "4 marks: Strong. All.", "Example: Y."] == [
        row["text"] for row in shown["rows"]
    ]


def test_an_answer_that_changes_is_marked_anew_only_where_marks_were_asked_for(course):
    tried = Tried(course, "small", "choices")
    tried.widgets["one"].value = ("a",)
    assert [] == tried.sent

    assert "Marks: 0 of 3." == tried.press()["says"]["text"]
    tried.widgets["one"].value = ("b",)
    assert "Marks: 1.5 of 3." == tried.sent[-1]["says"]["text"]


def test_nothing_is_kept(course):
    before = sorted(course.rglob("*"))
    tried = Tried(course, "small", "choices")
    tried.press()
    tried.answer({"one": ["b"]})

    assert before == sorted(course.rglob("*"))


def test_a_learner_s_copy_has_no_button(course, tmp_path):
    """Neither where it was fetched or opened, nor in what is released, nor in a folder of that name without keys."""
    for folder in (tmp_path / "home" / "exercises", course / "release", tmp_path / "home" / "source"):
        shutil.copytree(course / "source" / "small", folder / "small")

        assert [] == buttons(folder / "small")
        assert [] == buttons(folder / "small", keeps=False)
    assert 6 == len(buttons(course / "source" / "small", keeps=False))


def test_a_learner_s_page_does_not_load_what_knows_keys(course, tmp_path, monkeypatch):
    monkeypatch.setattr(preview, "with_marks", None)
    folder = shutil.copytree(course / "source" / "small", tmp_path / "home" / "small")

    assert [] == buttons(folder)


def test_the_keys_are_found_where_the_configuration_says(course, tmp_path):
    shutil.move(course / "keys", tmp_path / "safe")
    (course / "nbgrader_config.py").write_text(f"c.CoprodMarking.keys_dir = {str(tmp_path / 'safe')!r}\n", "utf-8")

    assert "Marks: 0 of 3." == Tried(course, "small", "choices").press()["says"]["text"]


def test_a_key_that_is_missing_is_said_with_its_place_and_found_once_it_is_there(course, tmp_path):
    (course / "nbgrader_config.py").write_text("c.CourseDirectory.course_id = 'x'\n", "utf-8")
    shutil.move(course / "keys", tmp_path / "keys")
    tried = Tried(course, "small", "choices")
    said = (
        f"The marks can't be shown. The key, looked for in {course / 'keys'}, can't be used: keys/small.yaml: "
        "there is no such file"
    )

    assert {"kind": "marks", "says": said, "rows": []} == tried.press() | {"says": tried.sent[-1]["says"]["text"]}
    assert said == tried.answer({"one": ["b"]})[0]["says"]["text"]
    shutil.move(tmp_path / "keys", course / "keys")
    assert "Marks: 1.5 of 3." == tried.press()["says"]["text"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("keys/small.yaml", "a: [", "can't be used: keys/small.yaml: "),
        ("keys/small.yaml", "assignment: small\n", "$: the key 'key' is missing"),
        (
            "keys/small.yaml",
            small_exercise.KEY.replace("pond:", "lake:").replace("key: [b]", "key: [z]"),
            "(3 problems; coprod check names them all): keys/small.yaml: $.items.two.cases: nothing for the case",
        ),
        ("nbgrader_config.py", "c.CoprodMarking.keys_dir = nowhere\n", "nbgrader_config.py can't be used: NameError"),
        ("nbgrader_config.py", "raise SystemExit('no')\n", "nbgrader_config.py can't be used: SystemExit: no"),
    ],
)
def test_a_key_or_a_configuration_that_is_wrong_is_a_sentence_on_the_page(course, file, text, said):
    (course / file).write_text(text, "utf-8")
    tried = Tried(course, "small", "choices")
    shown = tried.press()

    assert shown["says"]["text"].startswith("The marks can't be shown")
    assert said in shown["says"]["text"]
    assert ("", []) == (tried.button.error, shown["rows"])
