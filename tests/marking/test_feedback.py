"""The page of feedback that nbgrader makes in a course folder: whose it is, what is marked and what is not, and why."""

import shutil
from datetime import UTC, datetime

import pytest
import small_exercise
import stock
from handing_in import correct, hand_in, keyed
from nbgrader.api import Gradebook

from coprod_widgets import cli
from coprod_widgets.exercises.sheet import as_text, sheet

SHIPPED = stock.PACKAGE / "exercises" / "nbgrader_config.py"
TYPED = "<script>alert(1)</script> & **bold**"
ITEMS = small_exercise.ITEMS.replace(
    "items: [own], by: person}",
    "items: [own], by: person}\n"
    "      - {id: again, points: 4, title: {text: Once more, easy: Again}, items: [plan, own], by: person}",
).replace("title: {text: Sort two cases, easy: Sort two cases}", "title: {text: Links, easy: Who did it}") + (
    "  - {id: plan, interaction: reflect, prompt: {text: What is your plan?, easy: What is your plan?}}\n"
)
SCHEME = small_exercise.KEY[small_exercise.KEY.index("  words:\n") :]
KEY = small_exercise.KEY + SCHEME.replace("  words:", "  again:")
PASSING = """
all_handed_in: true
together: [small]
share: 0.7
compared: unrounded
by_person: {assignment: small, points: 4, none_at: 0}
marked_twice: 0.1
words:
  pass: {text: You need 14 marks & more., easy: You need 14 & more.}
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder as it is shipped: three handed in an exercise, and one question of ada's is marked by hand."""
    course = tmp_path_factory.mktemp("feedback") / "course"
    small_exercise.write(course, ITEMS, KEY)
    small = keyed(course)
    (course / "source" / "small" / "small.ipynb").write_text(
        as_text(sheet(small.assignment, small.file.rubrics)), "utf-8"
    )
    (course / "passing.yaml").write_text(PASSING)
    shutil.copy(SHIPPED, course / "nbgrader_config.py")
    stock.nbgrader(course, "generate_assignment", "small")
    hand_in(course, "ada", correct(keyed(course)) | {"own": TYPED, "plan": "To ask."})
    for student in ("bob", "cyd"):
        hand_in(course, student, {"own": "Only this."})
    assert 0 == cli.main(["mark", "small", "--course", str(course)])
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        grade = book.find_grade("words", "small", "small", "ada")
        grade.manual_score, grade.needs_manual_grade = 3.5, False
        book.db.commit()
    stock.nbgrader(course, "generate_feedback", "small")
    return course


@pytest.fixture(scope="module")
def page(course):
    """Give the page of a learner, as it stands."""
    return lambda student: (course / "feedback" / student / "small" / "small.html").read_text("utf-8")


def part(page, start, end):
    """Return what stands between two texts of a page."""
    return page.partition(start)[2].partition(end)[0]


def mark_of(page, question):
    """Return what a page says of a question's mark."""
    return part(page, f'<p class="mark" id="{question}">', "</p>")


def test_a_question_that_nobody_has_marked_is_said_to_be_so_and_never_0(page):
    assert ["Not marked yet."] * 3 == [
        mark_of(page("ada"), "again"),
        mark_of(page("bob"), "words"),
        mark_of(page("bob"), "again"),
    ]
    assert "Marks: 3.5 of 4." == mark_of(page("ada"), "words")
    assert "Marks: 0 of 7." == mark_of(page("bob"), "power")


def test_the_marks_in_all_are_so_far_as_long_as_a_question_waits(page):
    assert "Marks so far: 23.5 of 28." == part(page("ada"), '<p class="mark">', "</p>")
    assert "Still to be marked: 1. The marks can change." in page("ada")
    assert "Still to mark: 1. Your marks can change." in page("ada")
    assert "Still to be marked: 2." in page("bob")


def test_once_all_is_marked_nothing_is_so_far(course, page):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        for question in ("words", "again"):
            grade = book.find_grade(question, "small", "small", "cyd")
            grade.manual_score, grade.needs_manual_grade = 0, False
        book.db.commit()
    stock.nbgrader(course, "generate_feedback", "small", "--student", "cyd", "--force")

    assert ("Marks: 0 of 28.", "Marks: 0 of 4.") == (
        part(page("cyd"), '<p class="mark">', "</p>"),
        mark_of(page("cyd"), "again"),
    )
    assert "marked yet" not in page("cyd")
    assert "Still to" not in page("cyd")


def test_the_page_says_whose_it_is_and_when_it_was_handed_in(page):
    at = datetime(2026, 11, 20, 12, tzinfo=UTC).astimezone()

    assert "<title>A small exercise · ada</title>" in page("ada")
    assert "<p>Name or number: ada.</p>" in page("ada")
    assert f"<p>Handed in on {at.day} November 2026 at {at:%H:%M}." in page("ada")


def test_the_page_says_what_a_pass_is_as_the_course_folder_has_it(page):
    assert "<p>You need 14 marks &amp; more.</p>" in page("ada")
    assert '<p class="easy">You need 14 &amp; more.</p>' in page("ada")


def test_two_questions_of_one_title_have_their_part_s_before_it(page):
    listed = part(page("ada"), "<ol>", "</ol>")

    assert '<a href="#sort">Sort: Links (4 marks)</a>: Marks: 4 of 4.' in listed
    assert '<span class="easy">Sort: Who did it (4 marks)</span>' in listed
    assert '<a href="#links">Choose and link: Links (4 marks)</a>' in listed
    assert '<a href="#again">Once more (4 marks)</a>: Not marked yet.' in listed


def test_what_a_learner_wrote_stands_there_once_and_other_questions_lead_to_it(page):
    """As text, whatever it is; what is only read for the second question stands there."""
    typed, later = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; **bold**", part(page("ada"), ">Once more", "</html>")

    assert 1 == page("ada").count(typed)
    assert typed in part(page("ada"), 'id="said-own"', "</div>")
    assert "What is your plan?\n\nTo ask." in part(page("ada"), 'id="said-plan"', "</div>")
    assert 'It is above, at <a href="#said-own">Your words (4 marks)</a>.' in page("ada")
    assert 'We also read this: <a href="#said-own">Your words (4 marks)</a>.' in page("ada")
    assert "<script" not in page("ada")
    assert "Say it in your words." not in later


def test_easy_read_is_folded_and_nothing_is_left_of_handing_in(page):
    assert 5 == page("ada").count('<details><summary>Easy Read</summary>\n<div class="said easy">')
    assert "Hand in<" not in page("ada")


def test_the_page_is_dark_where_the_browser_asks_for_it(page):
    assert "color-scheme: light dark" in page("ada")
    assert "@media (prefers-color-scheme: dark)" in page("ada")
