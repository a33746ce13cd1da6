"""`coprod mark --all` marks what nbgrader has generated; what it has not is told, and nobody's work passed over."""

import json

import pytest
import small_exercise
import stock
from handing_in import correct, hand_in, keyed

from coprod_widgets import cli

NOT_YET = "later: it is not in the gradebook yet. Run: nbgrader generate_assignment later"


@pytest.fixture
def two(course):
    """A course with a second assignment, the first by its name, that is not generated; one learner, and no key yet."""
    place = course / "source" / "later"
    place.mkdir()
    (place / "items.yaml").write_text(small_exercise.ITEMS.replace("assignment: small", "assignment: later"), "utf-8")
    hand_in(course, "ada", correct(keyed(course)))
    return course


@pytest.fixture
def handed_in_too_soon(two):
    """The same, where bob has handed in for the second already."""
    place = two / "submitted" / "bob" / "later"
    place.mkdir(parents=True)
    (place / "answers.jsonl").write_text("")
    return two


def mark(course, *words, code):
    assert code == cli.main(["mark", "--all", "--course", str(course), *words])


def test_an_assignment_that_is_not_generated_is_left_out_and_the_others_are_marked(two, capsys):
    mark(two, code=0)

    assert [
        "small",
        "        1  marked now",
        "        0  unchanged since they were last marked",
        "        1  need a person for a question or more: open formgrader",
        "        0  could not be marked",
        "",
        "  1 submission waits for a person: give no feedback on it yet.",
        "",
        "later",
        "  Left out: it is not in the gradebook yet, and nothing is there to be marked.",
    ] == capsys.readouterr().out.splitlines()
    assert [("ada",)] == stock.query(two, "select student_id from submitted_assignment")


def test_work_that_was_handed_in_for_it_could_not_be_marked_and_the_others_are(handed_in_too_soon, capsys):
    mark(handed_in_too_soon, code=1)

    assert [
        "later",
        "        1  could not be marked",
        "",
        "  Could not be marked:",
        f"    bob  {NOT_YET}",
    ] == capsys.readouterr().out.splitlines()[8:]
    assert [("ada",)] == stock.query(handed_in_too_soon, "select student_id from submitted_assignment")


def test_programs_are_told_what_was_left_out_and_whose_work_was_not_marked(handed_in_too_soon, capsys):
    mark(handed_in_too_soon, "--json", code=1)
    told = json.loads(capsys.readouterr().out)
    marked, waiting = told["assignments"]
    (handed_in_too_soon / "submitted" / "bob" / "later" / "answers.jsonl").unlink()
    (handed_in_too_soon / "submitted" / "bob" / "later").rmdir()
    mark(handed_in_too_soon, "--json", code=0)
    again = json.loads(capsys.readouterr().out)

    assert ([], ["later"]) == (told["left_out"], again["left_out"])
    assert ["small"] == [one["assignment"] for one in again["assignments"]]
    assert list(marked) == list(waiting)
    assert list(marked["counts"]) == list(waiting["counts"])
    assert ("later", None, None, 1) == (
        *(waiting[part] for part in ("assignment", "points", "key")),
        waiting["counts"]["refused"],
    )
    [bob] = waiting["submissions"]
    assert list(marked["submissions"][0]) == list(bob)
    assert ("bob", "refused", None, NOT_YET) == tuple(bob[part] for part in ("student", "did", "mark", "reason"))


def test_a_dry_run_says_the_same(handed_in_too_soon, capsys):
    mark(handed_in_too_soon, "--dry-run", code=1)
    assert capsys.readouterr().out.endswith(f"could not be marked\n\n  Could not be marked:\n    bob  {NOT_YET}\n")
    mark(handed_in_too_soon, "--dry-run", "--student", "ada", code=0)
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "later",
        "  Left out: it is not in the gradebook yet, and nothing is there to be marked.",
    ]
    mark(handed_in_too_soon, "--dry-run", "--json", code=1)
    looked, waiting = json.loads(capsys.readouterr().out)["assignments"]

    assert list(looked) == list(waiting)
    assert list(looked["counts"]) == list(waiting["counts"])
    assert [{"student": "bob", "reason": NOT_YET}] == waiting["refused"]


def test_one_learner_alone_is_told_of_their_own_work(handed_in_too_soon, capsys):
    mark(handed_in_too_soon, "--student", "bob", code=1)
    assert f"    bob  {NOT_YET}" == capsys.readouterr().out.splitlines()[-1]
    mark(handed_in_too_soon, "--student", "zoe", code=2)

    assert "zoe has handed in nothing for later, small." in capsys.readouterr().err


def test_where_none_is_generated_nothing_can_be_marked(handed_in_too_soon, capsys):
    (handed_in_too_soon / "source" / "small" / "items.yaml").rename(handed_in_too_soon / "items.yaml")
    mark(handed_in_too_soon, code=2)
    told = capsys.readouterr()

    assert "" == told.out
    assert NOT_YET in told.err
    assert not (handed_in_too_soon / "autograded").exists()


def test_whoever_names_it_is_told_that_it_can_t_be_marked(two, capsys):
    small_exercise.write(two)
    key = small_exercise.KEY.replace("assignment: small", "assignment: later")
    (two / "keys" / "later.yaml").write_text(key, "utf-8")

    assert 2 == cli.main(["mark", "later", "small", "--course", str(two)])
    assert NOT_YET in capsys.readouterr().err
    assert not (two / "autograded").exists()
