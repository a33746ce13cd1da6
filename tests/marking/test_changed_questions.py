"""Once learners' work is in the gradebook, no question can be added or removed: the commands say so, and what to do."""

import shutil

import pytest
import small_exercise
import stock
from handing_in import correct, hand_in, keyed

from coprod_widgets import cli

ADDED = "{id: words, points: 4, title: {text: Your words, easy: Your words}, items: [own], by: person}"
NEW = ADDED.replace("id: words", "id: more").replace("points: 4", "points: 3") + "\n      - " + ADDED
SAYS = (
    "small: the gradebook knows other questions or points than items.yaml has (more), and learners have handed in. "
    "nbgrader can add or remove no question now. Put the earlier questions and points back, in items.yaml and in the "
    "key, and run coprod sheets; or make a copy of the exercise under a new name (docs/trainers.md, "
    '"Change a question, or add one").'
)


def add_a_question(course):
    """Add one that a person marks, in YAML alone."""
    rubric = small_exercise.KEY.partition("rubrics:\n")[2].replace("words:", "more:").replace("points: 4", "points: 3")
    assert 1 == small_exercise.ITEMS.count(ADDED)
    small_exercise.write(course, small_exercise.ITEMS.replace(ADDED, NEW), small_exercise.KEY + rubric)


def run(*words, code=0):
    assert code == cli.main([str(word) for word in words])


@pytest.fixture
def marked(course):
    """One learner has handed in and is marked."""
    hand_in(course, "ada", correct(keyed(course)))
    run("mark", "small", "--course", course)
    return course


def test_a_question_that_is_added_after_somebody_handed_in_is_told_of_by_sheets_check_and_mark(marked, capsys):
    add_a_question(marked)
    run("sheets", "--course", marked)
    assert SAYS in capsys.readouterr().err.splitlines()
    run("check", marked, code=1)
    assert f"{SAYS}\n" == capsys.readouterr().out
    run("mark", "small", "--course", marked, code=2)
    assert SAYS in capsys.readouterr().err.splitlines()

    # It is nbgrader that can't do it.
    assert "Cannot add or remove cells" in stock.nbgrader(marked, "generate_assignment", "small", "--force", code=1)


def test_the_earlier_questions_put_back_lead_on(marked, capsys):
    add_a_question(marked)
    run("sheets", "--course", marked)
    small_exercise.write(marked)
    run("sheets", "--course", marked)
    capsys.readouterr()
    run("check", marked)
    assert "No problems: 1 assignment, 6 questions, 24 points.\n" == capsys.readouterr().out
    run("mark", "small", "--course", marked)


def test_a_copy_under_a_new_name_takes_the_new_questions(marked, capsys):
    """As docs/trainers.md tells: two files with the new name, and the commands for any exercise."""
    source, keys = marked / "source", marked / "keys"
    (source / "small-two").mkdir()
    shutil.copy(source / "small" / "items.yaml", source / "small-two")
    shutil.copy(keys / "small.yaml", keys / "small-two.yaml")
    for path in (source / "small-two" / "items.yaml", keys / "small-two.yaml"):
        path.write_text(path.read_text("utf-8").replace("assignment: small\n", "assignment: small-two\n"), "utf-8")
    run("sheets", "--course", marked)
    run("check", marked)
    assert "No problems: 2 assignments, 12 questions, 48 points.\n" in capsys.readouterr().out
    stock.nbgrader(marked, "generate_assignment", "small-two")
    run("mark", "small", "small-two", "--course", marked)


def test_before_anybody_handed_in_generating_again_is_all_there_is_to_do(course, capsys):
    add_a_question(course)
    run("sheets", "--course", course)
    run("check", course)
    capsys.readouterr()
    run("mark", "small", "--course", course, code=2)
    told = capsys.readouterr().err
    assert "than items.yaml has (more). Run: nbgrader generate_assignment small --force" in told
    stock.nbgrader(course, "generate_assignment", "small", "--force")
    run("mark", "small", "--course", course)


def test_words_may_change_after_somebody_handed_in(marked, capsys):
    small_exercise.write(marked, small_exercise.ITEMS.replace("Which one?", "Which of the two?"))
    run("sheets", "--course", marked)
    run("check", marked)
    assert "the gradebook knows" not in "".join(capsys.readouterr())
    stock.nbgrader(marked, "generate_assignment", "small", "--force")
    run("mark", "small", "--course", marked)


def test_a_gradebook_that_can_t_be_read_does_not_keep_words_from_being_checked(course, capsys):
    (course / "gradebook.db").write_text("This is no gradebook.")
    run("check", course)

    assert "No problems: 1 assignment, 6 questions, 24 points.\n" == capsys.readouterr().out
