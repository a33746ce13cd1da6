"""A question of an exercise on the learner's page: answered here, kept, changed, and never marked."""

import json
import shutil

import pytest
import small_exercise

from coprod_widgets import content, exercises, records
from coprod_widgets.content import ContentError
from coprod_widgets.desk import Desk
from coprod_widgets.desk.folders import home_of, is_trainers_copy
from coprod_widgets.notebook import Exercise, Unit
from coprod_widgets.widgets.makers import MAKERS

NOT_FOR_LEARNERS = {
    "key", "answer", "feedback", "deciding", "because", "tempting", "none_kind", "planted_name", "look", "rubrics",
    "levels", "reveal", "arguments", "settles", "links",
}  # fmt: skip
"""Names under which content holds what a key says: none may be in what a page is sent."""


@pytest.fixture
def folder(tmp_path):
    """Give what a learner gets of the small assignment: its folder in the folder of exercises, without a key."""
    course = small_exercise.write(tmp_path / "trainer")
    place = tmp_path / "home" / "exercises" / "small"
    shutil.copytree(course / "source" / "small", place)
    return place


@pytest.fixture
def opened(folder):
    """Return a way to open the exercise as a new kernel would."""
    return lambda: Exercise("small", Desk(folder, home_of(folder)))


def only(box):
    [widget] = box.children
    return widget


def everything(exercise):
    """Return every widget of an exercise, question by question."""
    names = ("sort", "facts", "choices", "links", "power", "words")
    return [widget for name in names for widget in exercise.question(name).children]


def from_page(widget, **state):
    widget.set_state({"via": "tap"} | state)


def lines(folder):
    return [json.loads(line) for line in (folder / "answers.jsonl").read_text("utf-8").splitlines()]


def names_in(value):
    """Yield every name in a nested value, without the answers that a page may give: those are kinds of question."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from names_in(inner)


def test_a_question_shows_its_items_in_order(opened):
    exercise = opened()

    assert ["two"] == [one.shows.id for one in exercise.question("sort").children]
    assert ["two.fact.pond", "two.fact.mill"] == [one.shows.id for one in exercise.question("facts").children]
    assert ["one", "many"] == [one.shows.id for one in exercise.question("choices").children]


def test_what_decided_a_case_is_asked_with_its_story_and_not_in_the_sorting(opened):
    exercise = opened()
    pond = exercise.question("facts").children[0]

    assert "The pond" == pond.item["about"]["title"]["text"]
    assert pond.item["about"]["story"]["text"].startswith("A council writes about a pond")
    assert "The pond. What decided it? Choose the fact that made the difference." == pond.item["prompt"]["text"]
    assert ([], []) == (only(exercise.question("sort")).asks, only(exercise.question("sort")).item["asks"])


def test_nothing_of_a_key_is_in_what_a_page_is_sent(opened, monkeypatch):
    """Not the key of the exercise, which is not read at all, and not how the course reads its own lists."""
    monkeypatch.setattr(exercises, "load_key", None)
    monkeypatch.setattr(exercises.load, "load_key", None)
    reasons = [link.reason.text for link in content.load_crosswalk().links if link.reason]
    assert len(reasons) > 10
    for widget in everything(opened()):
        state = {name: value for name, value in widget.get_state().items() if name not in ("_esm", "_css", "_words")}
        text = json.dumps(state, default=str)

        assert set() == NOT_FOR_LEARNERS & set(names_in(state)), widget
        assert [] == [reason for reason in reasons if reason in text], widget
        assert ({}, True) == (state["result"], state["item"]["exercise"]), widget


def test_a_sorting_without_a_key_is_not_one_that_people_argue_about(opened):
    sorter = only(opened().question("sort"))
    from_page(sorter, value={"pond": "none", "mill": "consultation"})

    assert (False, False) == (sorter.item["argued"], sorter.item["hints"])
    assert sorter.item["marks"]["text"].startswith("How it is marked")
    assert (None, {}) == (sorter.check(), sorter.result)


@pytest.mark.parametrize("kind", ["check", "hint", "reveal", "retry", "picture", "rules", "numbers", "lists"])
def test_a_page_can_ask_for_nothing(kind, opened):
    """Whatever a page sends, no result, hint, reading or argument comes back, and nothing is kept as checked."""
    for widget in everything(opened()):
        widget._on_message(widget, {"kind": kind, "case": "pond", "state": {}}, [])

        assert {} == widget.result
        assert {} == getattr(widget, "hints", {})
        assert {} == getattr(widget, "_table", {})


def test_answers_are_kept_beside_the_notebook_as_the_exercise_s_and_without_a_score(opened, folder):
    exercise = opened()
    from_page(only(exercise.question("sort")), value={"pond": "consultation"})
    from_page(exercise.question("facts").children[1], value=("f2",))
    only(exercise.question("words")).value = "We asked first."

    assert [
        ("small", "two", {"pond": "consultation"}, None, False),
        ("small", "two.fact.mill", ["f2"], None, False),
        ("small", "own", "We asked first.", None, False),
    ] == [(one["unit"], one["item"], one["response"], one["score"], one["checked"]) for one in lines(folder)]


def test_an_exercise_opens_as_it_was_left_and_can_be_changed(opened, folder):
    from_page(only(opened().question("sort")), value={"pond": "consultation"})
    from_page(opened().question("choices").children[0], value=("a",))
    again = opened()

    sorter = only(again.question("sort"))

    assert {"pond": "consultation"} == sorter.value
    assert "Answered: 1 of 2. Still open: The mill. It is kept." in sorter._standing["text"]
    assert ("a",) == tuple(again.question("choices").children[0].value)
    from_page(again.question("choices").children[0], value=("b",))
    assert ["b"] == lines(folder)[-1]["response"]


def test_a_record_that_says_it_was_checked_shows_no_result(opened, folder):
    """A file that somebody wrote on brings nothing to light: there is no key to read it with."""
    small = exercises.load_assignment(folder)
    record = records.new_record(
        unit="small", item="two", digest=content.digest(small.item("two")), interaction="sort",
        response={"pond": "none"}, attempt=2, checked=True,
    )  # fmt: skip
    records.append(folder / "answers.jsonl", record)
    sorter = only(opened().question("sort"))

    assert ({"pond": "none"}, {}) == (sorter.value, sorter.result)


@pytest.mark.parametrize(
    ("question", "number", "value", "says"),
    [
        ("sort", 0, {"pond": "none"}, "Answered: 1 of 2. Still open: The mill. It is kept."),
        ("sort", 0, {"pond": "none", "mill": "none"}, "Answered: 2 of 2. It is kept."),
        ("choices", 0, ("a",), "Answered. It is kept."),
        ("links", 0, [["T1", "N1"]], "Links drawn: 1. It is kept."),
        ("power", 0, {"stages": {"plan": 50}}, "Answered: 1 of 8. It is kept."),
        ("words", 0, "Yes.", "Answered. It is kept."),
    ],
)
def test_the_page_says_what_is_answered_and_what_is_not(question, number, value, says, opened):
    widget = opened().question(question).children[number]
    assert {"text": "Not answered yet.", "easy": "Not answered yet."} == widget._standing
    from_page(widget, value=value)

    assert f"{says} You can still change it; what you hand in last counts." == widget._standing["text"]
    assert "It is saved." in widget._standing["easy"]


def test_what_could_not_be_kept_is_not_said_to_be(opened, folder):
    widget = opened().question("choices").children[0]
    (folder / "answers.jsonl").mkdir()
    from_page(widget, value=("a",))

    assert "Answered." == widget._standing["text"]
    assert widget.error


def test_what_an_earlier_question_asks_is_named_and_not_asked_twice(folder):
    items = (folder / "items.yaml").read_text("utf-8")
    more = "{id: more, points: 4, title: {text: More, easy: More}, items: [own], by: person}"
    words = "items: [own], by: person}\n"
    (folder / "items.yaml").write_text(items.replace(words, f"{words}      - {more}\n"), "utf-8")
    note = only(Exercise("small", Desk(folder)).question("more"))

    assert {
        "text": "Nothing to write here. This is read from what you write above: your reflection (question Your words).",
        "easy": "You do not write here. We read what you write above: your words (question Your words).",
    } == note.item["prompt"]


def test_beside_a_field_of_its_own_what_is_written_above_counts_too(folder):
    items = (folder / "items.yaml").read_text("utf-8")
    more = "{id: more, points: 4, title: {text: More, easy: More}, items: [new, own], by: person}"
    new = "  - {id: new, interaction: plan, prompt: {text: Plan., easy: Plan.}}"
    words = "items: [own], by: person}\n"
    (folder / "items.yaml").write_text(items.replace(words, f"{words}      - {more}\n") + f"\n{new}\n", "utf-8")
    note, _ = Exercise("small", Desk(folder)).question("more").children

    assert "What you write above counts here, too: Your words." == note.item["prompt"]["text"]


def test_each_question_of_the_plan_says_truly_whether_there_is_something_to_write(tmp_path):
    """The limit has the plan's fields, and the three after it have none."""
    folder = tmp_path / "ex4-your-practice"
    shutil.copytree(exercises.own_course() / "source" / folder.name, folder)
    exercise = Exercise(folder.name, Desk(folder))
    read = "your plan (question The limit); your reflection (question Who decides now)."
    for name in ("the-change", "with-whom", "coming-back"):
        says = only(exercise.question(name)).item["prompt"]["text"]

        assert f"Nothing to write here. This is read from what you write above: {read}" == says


def test_what_a_person_marks_is_not_commented_on(tmp_path):
    """Neither an audit nor a plan says of itself what whoever marks it looks for; a copy can be had of a plan."""
    course = exercises.own_course()
    folder = tmp_path / "ex4-your-practice"
    shutil.copytree(course / "source" / folder.name, folder)
    exercise = Exercise(folder.name, Desk(folder))
    audit = only(exercise.question("honest-start"))
    note, plan = exercise.question("the-limit").children
    from_page(audit, value={"assets": {"rating": 2, "evidence": "In May."}})
    from_page(plan, value=[{"action": "Ask people what they think."}])
    audit.check()
    answers = [{"kind": "file", "for": 1, "form": "markdown", "state": {}}]
    plan.send = answers.append
    plan._on_message(plan, answers[0], [])

    assert ({}, []) == (audit.result, plan._told)
    assert "Lines answered: 1. At least 4 are asked for." == audit._standing["text"].partition(" It is kept")[0]
    assert "Who decides now" in note.item["prompt"]["text"]
    assert "Ask people what they think." in answers[1]["text"]


def test_every_widget_reads_easy_when_the_course_is_read_so(opened, folder):
    """The setting lies with the course, and not in what is handed in; changed in an exercise, it changes there."""
    home = folder.parent.parent
    (home / "00-start-here.ipynb").write_text("{}", "utf-8")
    only_setting = Unit("00", Desk(home)).activity("reading")
    only_setting.value = ("easy",)
    exercise = opened()

    assert {True} == {widget.easy for widget in everything(exercise)}
    only(exercise.question("sort")).easy = False
    assert {False} == {widget.easy for widget in everything(exercise)}
    assert False is Desk(home).setting("easy")
    assert not (folder / "answers.jsonl").exists()


@pytest.mark.parametrize("place", ["source", "release"])
def test_a_trainer_s_copy_keeps_nothing(place, folder, tmp_path):
    """An answers file in a folder that is released would reach every learner, and overwrite theirs."""
    copy = tmp_path / "trainer" / place / "small"
    if place == "release":
        shutil.copytree(folder, copy)
    exercise = Exercise("small", Desk(copy, keeps=not is_trainers_copy(copy)))
    note, sorter, *_ = exercise.question("sort").children
    sorter.value = {"pond": "none"}
    sorter.easy = True

    assert note.item["prompt"]["text"].startswith("This is the trainer's copy.")
    assert "Answered: 1 of 2. Still open: The mill." == sorter._standing["text"]
    assert True is note.easy
    assert ["items.yaml"] == [one.name for one in copy.iterdir()]


def test_the_folder_of_a_learner_is_no_trainer_s_copy(folder):
    assert False is is_trainers_copy(folder)


def test_what_is_not_there_is_said(opened, folder, tmp_path):
    with pytest.raises(ContentError, match="no question 'sorts'; allowed: sort, facts, choices, links, power, words"):
        opened().question("sorts")
    with pytest.raises(ContentError, match="this is the exercise 'small', not 'large'"):
        Exercise("large", Desk(folder))
    with pytest.raises(ContentError, match="there is no such file"):
        Exercise("small", Desk(tmp_path))


def test_with_its_key_a_question_is_marked_as_everywhere_else(tmp_path):
    """A trainer's preview: the widget and the marking of an exercise give each item the same score."""
    course = small_exercise.write(tmp_path)
    small = exercises.load_assignment(course / "source" / "small")
    keyed = exercises.load_key(small, course / "keys")
    tried = 0
    for item, example in exercises.examples(keyed):
        widget = MAKERS[type(item)](item)
        if widget.takes(example.response):
            widget.value = example.response
            score = widget.check()
            assert (example.raw, True) == (score.raw, bool(widget.result)), (item.id, example.name)
            assert "exercise" not in widget.item
            tried += 1
    assert tried > 40


def test_easy_read_is_chosen_although_the_answers_to_the_course_were_deleted(opened, folder):
    """The exercise's own answers are where they were: nothing else is said."""
    home = folder.parents[1]
    (home / "00-start-here.ipynb").write_text("{}", "utf-8")
    widget, other = opened().question("choices").children
    from_page(widget, value=[widget.shows.choices[0].id])
    for easy in (True, False):
        from_page(widget, easy=easy)
    records.forget(home / "answers.jsonl")

    from_page(widget, easy=True)

    assert (True, True, "") == (widget.easy, other.easy, widget.error)
    assert (widget.shows.choices[0].id,) == widget.value
    assert [["easy"]] == [one.response for one in records.read(home / "answers.jsonl").records]
