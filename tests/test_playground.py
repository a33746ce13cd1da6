"""What the playground calls: examples never written over, answers as a table, fresh copies, errors in words."""

import json
from datetime import date

import pytest

from coprod_widgets import content, figures, playground, records
from coprod_widgets.cli import main
from coprod_widgets.content import ContentError
from coprod_widgets.desk import Desk
from coprod_widgets.lab import fresh
from coprod_widgets.lab.workspace import WorkspaceError, course_dir
from coprod_widgets.notebook import Unit
from coprod_widgets.power import PowerError

PAGE = "90-playground.ipynb"
REFLECT = next(item.id for item in content.load_unit("04").items if item.interaction == "reflect")


@pytest.mark.parametrize("name", ["my-cases.yaml", "my-cases.csv"])
def test_an_example_is_put_there_once_and_never_written_over(tmp_path, name):
    """What a learner made of it stays; what is delivered can be read and checked."""
    path = playground.example(name, tmp_path)
    item = content.sort_item(path)
    assert 3 == len(item.cases)
    assert all(case.answer for case in item.cases)

    path.write_text("mine", encoding="utf-8")
    playground.example(name, tmp_path)

    assert "mine" == path.read_text(encoding="utf-8")


def test_the_example_of_a_story_has_three_steps_and_fits(tmp_path):
    """The same check as for any story of one's own finds nothing."""
    path = playground.example("my-story.yaml", tmp_path)

    assert 0 == main(["check", str(path)])
    assert 3 == len(content.story_item(path).story.decisions)


def test_an_example_that_is_not_there_is_said_with_the_nearest(tmp_path):
    """A slip of the pen is a sentence."""
    with pytest.raises(ValueError, match="the nearest is 'my-cases.yaml'"):
        playground.example("my-case.yaml", tmp_path)


def test_ones_own_answers_are_a_list_of_dicts_and_a_table(tmp_path):
    """Each line of the file is a dict; the table has the newest first and escapes what was written."""
    unit = Unit("04", Desk(tmp_path))
    unit.activity("sort-clear").set_state({"via": "tap", "value": {"report-app": "co-design"}})
    unit.activity(REFLECT).set_state({"via": "keyboard", "value": "<b>Mine</b>"})
    unit.activity("sort-clear").check()
    before = (tmp_path / "answers.jsonl").read_bytes()

    answers = playground.my_answers(folder=tmp_path)

    assert {"report-app": "co-design"} == answers[0]["response"]
    assert [False, True] == [answers[0]["checked"], answers[-1]["checked"]]
    assert "report-app: co-design" in answers._repr_html_()
    assert "<b>Mine" not in answers._repr_html_()
    assert [] == playground.my_answers("00", tmp_path)
    assert before == (tmp_path / "answers.jsonl").read_bytes()


def test_without_answers_there_is_a_sentence_in_both_wordings(tmp_path):
    """An empty table would say nothing."""
    shown = playground.my_answers(folder=tmp_path)._repr_html_()

    assert "There is no answer in your folder yet." in shown
    assert "You have no answers yet." in shown


def test_a_long_answer_is_cut_in_the_table_and_whole_in_the_list(tmp_path):
    """The table stays readable."""
    Unit("04", Desk(tmp_path)).activity(REFLECT).value = "word " * 100

    answers = playground.my_answers(folder=tmp_path)

    assert "word " * 100 == answers[0]["response"]
    assert "word " * 40 not in answers._repr_html_()


def test_a_fresh_copy_stands_beside_the_learner_s_page(tmp_path):
    """Theirs is not touched, and a second copy has a name of its own."""
    (tmp_path / PAGE).write_text("broken", encoding="utf-8")

    names = [fresh.fresh_copy(tmp_path, PAGE, date(2026, 11, 28)) for _ in range(2)]

    assert ["90-playground (fresh copy 2026-11-28).ipynb", "90-playground (fresh copy 2026-11-28, 2).ipynb"] == names
    assert "broken" == (tmp_path / PAGE).read_text(encoding="utf-8")
    assert (course_dir() / PAGE).read_bytes() == (tmp_path / names[0]).read_bytes()


def test_a_page_that_the_course_does_not_have_is_said(tmp_path):
    """And nothing outside the course is copied."""
    with pytest.raises(WorkspaceError, match="The course has no page '../README.md'"):
        fresh.fresh_copy(tmp_path, "../README.md", date(2026, 11, 28))


def test_the_button_puts_a_copy_there_and_links_to_it(tmp_path):
    """Pressed, it says the name in a link that the page opens in this tab."""
    button = playground.fresh_copy_button(folder=tmp_path)
    assert [] == list(tmp_path.iterdir())

    button._on_message(button, {"kind": "put"}, [])

    [copy] = tmp_path.iterdir()
    assert (copy.name, "") == (button.made, button.error)


def test_the_button_says_what_went_wrong(tmp_path):
    """A folder that is gone is a sentence, not a button that does nothing."""
    button = playground.fresh_copy_button(folder=tmp_path / "gone")

    button._on_message(button, {"kind": "put"}, [])

    assert "The copy could not be put in" in button.error
    assert "" == button.made


def test_the_page_reads_as_the_learner_chose_elsewhere(tmp_path):
    """The button knows it, and keeps what is chosen here for the units."""
    Desk(tmp_path).show("00", content.load_unit("00").item("reading")).set_state({"value": ["easy"]})
    button = playground.fresh_copy_button(folder=tmp_path)
    assert button.easy

    button.set_state({"easy": False})

    assert not Desk(tmp_path).setting("easy")


def test_an_error_can_be_read_in_easy_read():
    """The words are others, the line is the same."""
    said = playground.sentences(failing("figurs.readings()"), easy=True)

    assert "Check how it is spelt." in said
    assert "This cell stopped at line 1:" in said


def failing(source):
    """Return the error that a cell with this source stops with."""
    try:
        exec(compile(source, "/tmp/ipykernel_1/2.py", "exec"), {"figures": figures})
    except BaseException as error:
        return error
    raise AssertionError("the cell did not stop")


def test_a_cell_that_stops_says_where_and_what_to_do():
    """The learner's own line, the course's own sentence, and that nothing else is hurt."""
    said = playground.sentences(failing("rules = {'sharde': 51}\nfigures.readings(rules=rules)"))

    assert "This cell stopped at line 2:" in said
    assert "there is no number 'sharde'; the nearest is 'shared'" in said
    assert "press Shift and Enter" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("figures.readings(rules={'shared': 51}", "A bracket, a comma or a quotation mark may be missing"),
        ("figurs.readings()", "Nothing is called “figurs” here."),
        ("1 / 0", "Python could not do what stands there.\nIn Python’s own words: division by zero"),
        (
            "'a' + 1",
            "do not fit together, or a name in the brackets is not known there.\nIn Python’s own words: can only",
        ),
        (
            "figures.reedings()",
            "has nothing of the name that stands behind it. It may be misspelt.\nIn Python’s own words: ",
        ),
        ("{}['plan']", "in a list or a table, and is not in it.\n"),
        ("open('none-such.csv')", "There is no file of that name in that place.\n"),
        ("import pandaz", "Python has nothing of that name"),
        ("int('ten')", "A value there is not one that can be used.\n"),
        ("figures.readings(rules={'sharde': 51})", "What stands there does not fit."),
        ("raise KeyboardInterrupt", "It was stopped before it was done."),
        ("raise ValueError", "ValueError"),
    ],
)
def test_every_kind_of_error_is_a_sentence(source, told):
    """Plain words come first, what Python calls it after them."""
    assert told in playground.sentences(failing(source))


def test_all_that_is_wrong_with_a_file_is_said_at_once():
    """Several problems are several lines."""
    assert "- one\n- two" in playground.sentences(ContentError(["one", "two"]))


# --- the forty pieces of work -------------------------------------------------------------------------


def test_forty_made_up_pieces_of_work_meet_every_reading_but_the_one_for_slips():
    """There is something to see at every reading, and the picture says that they are made up."""
    words = figures.describe(figures.readings())

    assert 40 == len(content.load_profiles())
    assert "They are made up" in words
    for reading in content.load_balance().readings:
        found = f"{reading.short.text[:1].upper()}{reading.short.text[1:]}: " in words
        assert found == (reading.id != "check"), reading.id


def test_a_changed_rule_says_which_are_read_differently():
    """The course's own readings stand beside, and each that moved is named with both readings."""
    words = figures.describe(figures.readings(rules={"shared": 51}))

    assert "19 of 40 are read differently by your rules" in words
    assert "Lunch club rebuilt together: from co-production to co-design." in words


def test_a_change_too_small_to_matter_is_said():
    """Numbers are compared with the named positions."""
    assert "None is read differently." in figures.describe(figures.readings(rules={"shared": 40}))


def test_pieces_of_work_of_ones_own_are_not_called_made_up():
    """Own data go in by name."""
    words = figures.describe(figures.readings({"Ours": {"stages": {"plan": 50}, "brings": ["ideas"]}}))

    assert "made up" not in words
    assert "How the rules read 1 pieces of work" in words


@pytest.mark.parametrize("responses", [{}, [], {"": {}}, {"Ours": {"stages": {"plan": 101}}}])
def test_what_can_not_be_read_is_a_sentence(responses):
    """Before anything is drawn."""
    with pytest.raises(PowerError):
        figures.readings(responses)


def test_the_dots_are_as_many_as_the_words_say():
    """Each piece of work has one dot in each row, whatever the colours."""
    figure = figures.readings(rules={"shared": 51})
    gids = [line.get_gid() for line in figure.axes[0].lines if line.get_gid()]

    assert [40, 40] == [sum(gid.split("/")[1] == lane for gid in gids) for lane in "01"]


def test_numbers_of_ones_own_are_drawn_and_say_what_nobody_said():
    """A picture of own numbers keeps to what is known of them."""
    numbers = figures.own_numbers({"In the room": 12, "With a vote": 3}, title="Ours", measure="people")
    words = figures.describe(figures.number_bars(numbers))

    assert "In the room: 12. With a vote: 3." in words
    assert "Compared with: not said." in words


@pytest.mark.parametrize("values", [{}, {"a": -1}, {"a": "3"}, {"": 1}, {"a": True}, {"a": float("nan")}])
def test_a_number_that_is_none_is_refused_in_a_sentence(values):
    """From 0, and finite."""
    with pytest.raises(figures.FigureError, match="values"):
        figures.own_numbers(values, title="Ours", measure="people")


def test_records_are_read_where_the_file_holds_torn_lines_too(tmp_path):
    """A damaged line is passed over, as everywhere."""
    Unit("04", Desk(tmp_path)).activity("sort-clear").value = {"report-app": "co-design"}
    with (tmp_path / "answers.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"v": 1})[:5])

    assert 1 == len(playground.my_answers(folder=tmp_path))
    assert 1 == len(records.read(tmp_path / "answers.jsonl").records)
