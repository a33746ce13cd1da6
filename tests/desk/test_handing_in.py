"""Handing in: what is answered and what is not, whose it is, one file a time, and nothing lost when it can't be."""

import json
import shutil
import zipfile

import pytest
import small_exercise

from coprod_widgets import content, exercises
from coprod_widgets.content.planning import PARTS
from coprod_widgets.desk import Desk
from coprod_widgets.desk.folders import is_trainers_copy
from coprod_widgets.notebook import Exercise
from coprod_widgets.parcels import handed_in


@pytest.fixture
def folder(tmp_path):
    """Give what a learner gets of the small assignment."""
    course = small_exercise.write(tmp_path / "trainer")
    place = tmp_path / "home" / "exercises" / "small"
    shutil.copytree(course / "source" / "small", place)
    (place / "small.ipynb").write_text("{}", "utf-8")
    return place


@pytest.fixture
def opened(folder):
    """Return a way to open the exercise as a new kernel would."""
    return lambda: Exercise("small", Desk(folder))


def answer(exercise, question="choices", number=0, value=("a",)):
    exercise.question(question).children[number].set_state({"via": "tap", "value": value})


def press(page, student=""):
    """Press the button as a page does; return what it came to."""
    page._on_message(page, {"kind": "hand-in", "student": student}, [])
    return page.said


def files(folder):
    return sorted(path.name for path in folder.glob("handed-in/*"))


def states(page):
    return {one["id"]: (one["state"], one["says"]["text"]) for one in page.item["questions"]}


def test_every_question_is_listed_with_how_far_it_is(opened):
    exercise = opened()
    page = exercise.hand_in()
    none = ("not-yet", "Not answered yet")
    assert dict.fromkeys(("sort", "facts", "choices", "links", "power", "words"), none) == states(page)
    assert page.item["says"]["text"].startswith("None of the 6 questions is answered yet.")

    answer(exercise, "sort", value={"pond": "none", "mill": "none"})
    answer(exercise, "facts", 1, ("f2",))
    answer(exercise)
    answer(exercise, "links", value=[["T1", "N1"]])
    answer(exercise, "power", value={"stages": {"plan": 50}})
    answer(exercise, "words", value="We asked first.")

    assert {
        "sort": ("whole", "Answered"),
        "facts": ("partly", "Partly answered: 1 of 2"),
        "choices": ("partly", "Partly answered: 1 of 2"),
        "links": ("whole", "Answered"),
        "power": ("partly", "Partly answered: 1 of 8"),
        "words": ("whole", "Answered"),
    } == states(page)
    assert page.item["says"]["text"].startswith("3 of 6 questions are not")
    answer(exercise, "facts", 0, ("f1",))
    answer(exercise, "choices", 1, ("a",))
    assert page.item["says"]["text"].startswith("1 of 6 questions is not")
    assert "HandIn(5 of 6 questions answered)" == repr(page)


def test_a_text_of_spaces_is_no_answer(opened):
    exercise = opened()
    page = exercise.hand_in()
    answer(exercise, "words", value="  \n")

    assert "not-yet" == states(page)["words"][0]


@pytest.fixture
def practice(tmp_path):
    """Give the exercise about one's own practice, as a learner has it."""
    place = tmp_path / "home" / "exercises" / "ex4-your-practice"
    shutil.copytree(exercises.own_course() / "source" / place.name, place)
    return Exercise(place.name, Desk(place))


def test_a_plan_with_two_of_its_fields_is_answered_in_none_of_its_questions(practice):
    """One plan is read for four questions: each counts all its fields, of the fullest action, and the own words."""
    page = practice.hand_in()
    plan = practice.question("the-limit").children[1]
    plan.value = [{"action": "Ask.", "shares": "asking", "gives": "  "}, {"action": "Ask."}]
    read = ("the-limit", "the-change", "with-whom", "coming-back")

    assert {("partly", "Partly answered: 2 of 14")} == {states(page)[one] for one in read}
    assert plan._standing["text"].startswith("Answered: 2 of 13. It is kept.")
    days = {"by": "2027-01-31", "back": "2027-02-28"}
    chosen = {"shares": "doing", "moment": "none"}
    whole = {part.id: "Yes." for part in PARTS} | days | chosen
    plan.value = [{"action": "Ask."}, whole]
    assert {("partly", "Partly answered: 13 of 14")} == {states(page)[one] for one in read}
    answer(practice, "who-decides-now", value="The board.")
    assert {("whole", "Answered")} == {states(page)[one] for one in read}
    assert plan._standing["text"].startswith("Answered: 13 of 13.")
    del whole["by"]
    plan.value = [whole]
    assert plan._standing["text"].startswith("Answered: 12 of 13. Still open: By which day? It is kept.")


def test_of_an_audit_so_many_lines_count_as_are_asked_for(practice):
    """Four lines are whole where at least four are asked for, and a fifth is no more than that."""
    page = practice.hand_in()
    lines = [line.id for line in practice.question("honest-start").children[0].shows.lines]
    answer(practice, "honest-start", value={lines[0]: {"rating": 2}, lines[1]: {"evidence": "In May."}})
    assert ("partly", "Partly answered: 1 of 4 lines that are asked for") == states(page)["honest-start"]
    for number in (4, 5):
        answer(practice, "honest-start", value={line: {"rating": None} for line in lines[:number]})
        assert ("whole", "Answered") == states(page)["honest-start"]


def test_the_receipt_says_how_many_lines_are_asked_for(practice):
    page = practice.hand_in()
    answer(practice, "honest-start", value={"power": {"rating": 2}})
    press(page, "jo-7")
    told = page.item["before"][0]["receipt"]

    assert "1. An honest start: partly answered, 1 of 4 lines that are asked for" in told["text"].splitlines()
    assert "1. An honest start: 1 of 4 lines answered" in told["easy"].splitlines()


def test_each_question_is_where_the_list_says(opened):
    """The id of a question that is made of what decided each case is on no widget; that of its first case is."""
    exercise = opened()
    shown = {one: exercise.question(one).children[0].item["id"] for one in states(exercise.hand_in())}

    assert shown == {one["id"]: one["item"] for one in exercise.hand_in().item["questions"]}


def test_questions_of_one_title_are_told_apart_by_their_parts(folder):
    items = (folder / "items.yaml").read_text("utf-8")
    other = items.replace("{text: What decided, easy: What decided}", "{text: Your words, easy: Your words}")
    (folder / "items.yaml").write_text(other, "utf-8")
    titles = [one["title"]["text"] for one in Exercise("small", Desk(folder)).hand_in().item["questions"]]

    assert ["Sort: Your words", "Your words: Your words"] == [titles[1], titles[5]]
    assert "Two choices" == titles[2]


def test_handing_in_makes_a_file_of_what_is_kept_and_shows_its_receipt(opened, folder):
    exercise = opened()
    page = exercise.hand_in()
    answer(exercise)
    said = press(page, " jo-7 ")
    [name] = files(folder)
    with zipfile.ZipFile(folder / "handed-in" / name) as file:
        held = {one: file.read(one) for one in file.namelist()}

    assert ("done", name, 1) == (said["about"], said["name"], page.pressed)
    assert said["text"].startswith("Handed in on ")
    assert name.startswith("jo-7_small_")
    assert (folder / "answers.jsonl").read_bytes() == held["answers.jsonl"]
    assert b"{}" == held["small.ipynb"]
    assert "3. Two choices: partly answered, 1 of 2" in held["receipt.txt"].decode().splitlines()
    receipt = {"text": held["receipt.txt"].decode(), "easy": held["receipt-easy-read.txt"].decode()}
    assert [(name, f"handed-in/{name}", receipt)] == [
        (one["name"], one["file"], one["receipt"]) for one in page.item["before"]
    ]
    assert ("jo-7", str(folder / "handed-in")) == (page.item["student"], page.item["folder"])


def test_the_receipt_counts_what_marking_counts(opened, folder):
    """The answers in the file are those that the trainer's side reads, for each question of the receipt."""
    from coprod_widgets.marking import submissions

    exercise = opened()
    answer(exercise, "sort", value={"pond": "none", "mill": "none"})
    answer(exercise, "words", value="We asked first.")
    press(exercise.hand_in(), "jo")
    [one] = handed_in.kept(folder, "small")
    handed = submissions.look("jo", folder.parent, folder)
    read = submissions.read(handed, "small", submissions.digests(exercises.load_assignment(folder)))

    assert {"two", "own"} == set(read.responses)
    assert ["sort", "words"] == [each.question for each in one.receipt.questions if each.answered]


def test_the_same_answers_again_make_nothing_new_and_say_so(opened, folder):
    exercise = opened()
    answer(exercise)
    press(exercise.hand_in(), "jo-7")
    again = opened().hand_in()

    assert "Nothing has changed since you last handed in." == again.item["since"]["text"]
    said = press(again, "jo-7")
    assert ("same", files(folder)[0]) == (said["about"], said["name"])
    assert "Nothing new was made." in said["text"]
    assert 1 == len(files(folder))


def test_other_answers_are_handed_in_beside_the_first(opened, folder):
    exercise = opened()
    page = exercise.hand_in()
    answer(exercise)
    press(page, "jo-7")
    answer(exercise, value=("b",))
    assert page.item["since"]["text"].startswith("You have changed answers since")
    said = press(page, "jo-7")

    assert said["name"].endswith("-2.zip")
    assert 2 == len(files(folder))
    assert [said["name"], files(folder)[1 - files(folder).index(said["name"])]] == [
        one["name"] for one in page.item["before"]
    ]


def test_another_id_hands_in_the_same_answers_anew(opened, folder):
    """A number that was mistyped once does not stay."""
    exercise = opened()
    answer(exercise)
    press(exercise.hand_in(), "jo-7")
    page = opened().hand_in()

    assert "done" == press(page, "jo-8")["about"]
    assert ["jo-7", "jo-8"] == [name.partition("_")[0] for name in files(folder)]
    assert "jo-8" == page.item["student"]


def test_the_id_is_asked_for_once_in_all_exercises(opened, folder):
    exercise = opened()
    assert "" == exercise.hand_in().item["student"]
    answer(exercise)
    press(exercise.hand_in(), "jo-7")
    other = folder.with_name("other")
    shutil.copytree(folder, other, ignore=shutil.ignore_patterns("handed-in", "answers.jsonl"))

    assert "jo-7" == opened().hand_in().item["student"]
    assert "jo-7" == Exercise("small", Desk(other)).hand_in().item["student"]


def test_two_pages_of_one_exercise_stay_alike(opened, folder):
    """A page that was reloaded leaves its widgets behind; another window has a kernel of its own."""
    exercise = opened()
    answer(exercise)
    first, second, elsewhere = exercise.hand_in(), exercise.hand_in(), opened().hand_in()
    press(first, "jo-7")

    assert [files(folder)] * 2 == [[one["name"] for one in page.item["before"]] for page in (first, second)]
    assert "same" == press(elsewhere, "jo-7")["about"]


@pytest.mark.parametrize(
    ("student", "says"),
    [
        ("", "Nothing was handed in yet. Type the name or number"),
        ("  ", "Nothing was handed in yet. Type the name or number"),
        ("jo_7", "Nothing was handed in yet: jo_7 can't be part of a file's name."),
        ("../../jo", "Nothing was handed in yet: ../../jo can't be"),
        ("{jo}", "Nothing was handed in yet: {jo} can't be"),
        (7, "Nothing was handed in yet. Type the name or number"),
    ],
)
def test_an_id_that_can_t_be_is_said_and_nothing_is_lost(student, says, opened, folder):
    exercise = opened()
    answer(exercise)
    before = (folder / "answers.jsonl").read_bytes()
    page = exercise.hand_in()
    said = press(page, student)

    assert ("id", True, 1) == (said["about"], said["text"].startswith(says), page.pressed)
    assert ([], before) == (files(folder), (folder / "answers.jsonl").read_bytes())


def test_with_no_answer_there_is_nothing_to_hand_in(opened, folder):
    page = opened().hand_in()

    assert "problem" == press(page, "jo-7")["about"]
    assert "answer at least one question first" in page.said["text"]
    assert [] == files(folder)


def test_an_answer_that_is_not_kept_is_not_left_out_in_silence(opened, folder):
    """It is tried once more; while it can't be kept, nothing is handed in."""
    exercise = opened()
    answer(exercise)
    page = exercise.hand_in()
    path = folder / "answers.jsonl"
    path.rename(folder / "aside")
    path.mkdir()
    answer(exercise, value=("b",))

    assert "could not be kept" in press(page, "jo-7")["text"]
    assert [] == files(folder)
    path.rmdir()
    (folder / "aside").rename(path)
    assert "done" == press(page, "jo-7")["about"]
    assert ["b"] == json.loads(path.read_text("utf-8").splitlines()[-1])["response"]


def test_what_can_t_be_written_is_said(opened, folder):
    exercise = opened()
    answer(exercise)
    page = exercise.hand_in()
    (folder / "handed-in").write_text("in the way")

    assert "Nothing was handed in" in press(page, "jo-7")["text"]
    assert "" == page.error


def test_what_nobody_expected_is_said_and_not_taken_for_handed_in(opened, monkeypatch):
    """What the last press came to is not said of this one, and the button can be pressed again."""
    exercise = opened()
    answer(exercise)
    page = exercise.hand_in()
    press(page, "jo-7")
    monkeypatch.setattr(handed_in, "same", lambda *_: 1 / 0)

    assert ({}, 2) == (press(page, "jo-7"), page.pressed)
    assert "division by zero" == page.error


def test_an_answer_that_no_longer_fits_is_none(opened, folder):
    """The words were changed meanwhile: a choice that was taken away is not counted."""
    answer(opened())
    items = (folder / "items.yaml").read_text("utf-8")
    (folder / "items.yaml").write_text(items.replace("{id: a, text: This", "{id: c, text: This", 1), "utf-8")

    assert "not-yet" == states(opened().hand_in())["choices"][0]


def test_a_trainer_s_copy_hands_nothing_in(folder, tmp_path):
    copy = tmp_path / "trainer" / "source" / "small"
    page = Exercise("small", Desk(copy, keeps=not is_trainers_copy(copy))).hand_in()
    before = sorted(path.name for path in copy.iterdir())

    assert page.item["closed"]["text"].startswith("This is the trainer's copy.")
    assert "problem" == press(page, "jo-7")["about"]
    assert before == sorted(path.name for path in copy.iterdir())


def test_nothing_of_a_key_and_no_mark_is_in_what_the_page_is_sent(opened, monkeypatch):
    monkeypatch.setattr(exercises, "load_key", None)
    monkeypatch.setattr(exercises.load, "load_key", None)
    exercise = opened()
    answer(exercise)
    page = exercise.hand_in()
    press(page, "jo-7")
    state = {name: value for name, value in page.get_state().items() if name not in ("_esm", "_css", "_words")}
    text = json.dumps(state, default=str)

    assert "receipt" in text
    assert [] == [name for name in ("score", "feedback", "points", "rubric") if name in text]


def test_it_reads_easy_when_the_course_is_read_so(opened):
    exercise = opened()
    page = exercise.hand_in()
    exercise.question("choices").children[0].easy = True

    assert page.easy


def test_every_text_of_handing_in_has_an_easy_read_twin():
    texts = {key: words for key, words in content.load_interface().items() if key.startswith("hand-in-")}

    assert len(texts) > 30
    assert [] == [key for key, words in texts.items() if not words.easy]
