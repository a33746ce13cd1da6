"""`coprod demo` makes a cohort that nobody has to invent again: lifelike, damaged in places, and always the same."""

import os
import shutil
import tempfile
from typing import get_args

import pytest
import stock

from coprod_widgets import cli, exercises, records, scoring
from coprod_widgets.demo import files, learners, texts

OWN = stock.PACKAGE / "exercises"
NAMES = exercises.assignment_names(OWN)
NUMBER, SEED = 12, 1


def tree(folder):
    """Return every path below a folder, and what the files hold; links are told as links."""
    return {
        str(path.relative_to(folder)): os.readlink(path)
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in folder.rglob("*")
    }


@pytest.fixture(scope="module")
def sheets():
    """The course's own assignments with their keys."""
    return [exercises.load_key(exercises.load_assignment(OWN / "source" / name), OWN / "keys") for name in NAMES]


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    """A place with a home folder and one for temporary files, both empty, and what the exercises' own folder holds."""
    place = tmp_path_factory.mktemp("around")
    for name in ("home", "temporary"):
        (place / name).mkdir()
    return place, sorted(OWN.rglob("*"))


@pytest.fixture(scope="module")
def made(around):
    """A demonstration of twelve, made there by the command; how that ended."""
    place, _ = around
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(place)
        for variable in ("HOME", "USERPROFILE"):
            patched.setenv(variable, str(place / "home"))
        patched.setattr(tempfile, "tempdir", str(place / "temporary"))
        code = cli.main(["demo", "cohort", "--learners", str(NUMBER), "--seed", str(SEED)])
    return place / "cohort", code


@pytest.fixture(scope="module")
def whole(made, sheets, tmp_path_factory):
    """Two hundred have handed in, as the command has it by default; they are not marked."""
    course = tmp_path_factory.mktemp("whole")
    shutil.copytree(made[0] / "release", course / "release")
    return course, files.hand_in(course, sheets, 200, SEED)


def answers(course, learner, name):
    return course / "submitted" / learner / name / "answers.jsonl"


def test_the_cohort_is_made_and_its_marks_are_in_the_gradebook(made):
    course, code = made
    handed = {(place.parent.name, place.name) for place in course.glob("submitted/*/*")}
    refused = handed - {(place.parent.name, place.name) for place in course.glob("autograded/*/*")}
    held = stock.query(
        course, "select s.student_id, a.name from submitted_assignment s join assignment a on a.id = s.assignment_id"
    )

    assert 0 == code
    assert [f"demo-{number:03}" for number in range(1, NUMBER + 1)] == sorted({learner for learner, _ in handed})
    assert handed - refused == set(held)
    assert len(refused) <= 1
    assert 10 < stock.query(course, "select avg(auto_score) * count(distinct cell_id) from grade")[0][0] < 70


def test_every_assignment_is_due_a_fortnight_after_the_one_before(made):
    assert [("10-09",), ("10-23",), ("11-06",), ("11-20",)] == stock.query(
        made[0], "select substr(duedate, 6, 5) from assignment order by name"
    )


def test_nothing_is_written_outside_the_folder(around, made):
    place, exercises_held = around

    assert {"home": None, "temporary": None} == {
        name: data for name, data in tree(place).items() if not name.startswith("cohort")
    }
    assert exercises_held == sorted(OWN.rglob("*"))


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(made, sheets, tmp_path):
    course, _ = made
    shutil.copytree(course / "release", tmp_path / "again" / "release")
    shutil.copytree(course / "release", tmp_path / "other" / "release")
    files.hand_in(tmp_path / "again", sheets, NUMBER, SEED)
    files.hand_in(tmp_path / "other", sheets, NUMBER, SEED + 1)

    assert tree(course / "submitted") == tree(tmp_path / "again" / "submitted")
    assert tree(course / "submitted") != tree(tmp_path / "other" / "submitted")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")

    assert 2 == cli.main(["demo", str(tmp_path)])
    assert "has something in it" in capsys.readouterr().err
    assert {"mine.txt": b"mine"} == tree(tmp_path)


@pytest.mark.parametrize("number", ["0", "10001"])
def test_a_cohort_has_one_learner_or_more(tmp_path, capsys, number):
    assert 2 == cli.main(["demo", str(tmp_path / "new"), "--learners", number])
    assert f"--learners: got {number}; allowed: 1 to 10,000\n" == capsys.readouterr().err
    assert {} == tree(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path, capsys):
    (tmp_path / "file").write_text("mine")

    assert [2, 2] == [cli.main(["demo", str(tmp_path / name)]) for name in ("file", "file/new")]
    assert 2 == capsys.readouterr().err.count("can't be a folder")


def test_two_hundred_have_every_kind_of_damage(whole):
    course, cohort = whole
    damaged = {}
    for learner in cohort:
        for work in learner.works:
            if work.damage:
                damaged.setdefault(work.damage, answers(course, learner.id, work.assignment))
    found = {kind: records.read(path) for kind, path in damaged.items()}

    assert set(get_args(learners.Damage)) == set(damaged)
    assert not damaged["torn"].read_bytes().endswith(b"\n")
    assert (1, True) == (len(found["torn"].aside), bool(found["torn"].records))
    assert damaged["byte-order-mark"].read_bytes().startswith(b"\xef\xbb\xbf{")
    assert ([], True) == (found["byte-order-mark"].aside, bool(found["byte-order-mark"].records))
    assert {"04"} < {one.unit for one in found["foreign"].records}
    assert 2 == len(found["foreign"].aside)
    assert ([], True) == (found["unreadable"].records, bool(found["unreadable"].aside))
    assert ([], True) == (found["link"].records, bool(found["link"].aside))
    assert damaged["link"].is_symlink() or os.name == "nt"
    assert not damaged["other-name"].exists()
    assert ["answers (1).jsonl"] == [path.name for path in damaged["other-name"].parent.glob("*.jsonl")]
    assert ([], True) == (found["old-version"].aside, bool(found["old-version"].records))


def test_two_hundred_are_late_empty_and_of_two_minds_as_people_are(whole):
    course, cohort = whole
    dues = learners.due_dates(NAMES)
    works = [work for learner in cohort for work in learner.works]
    late = [work.at - dues[work.assignment] for work in works if work.at > dues[work.assignment]]
    sound = [(one.id, work.assignment) for one in cohort for work in one.works if work.damage is None]
    found = [records.read(answers(course, *place)) for place in sound]
    items = [[one.item for one in reading.records] for reading in found]

    assert 0.08 < len(late) / len(works) < 0.18
    assert min(late).days == 0 < max(late).days < 7
    assert [] == [reading.aside for reading in found if reading.aside]
    assert 10 < sum(not one for one in items)
    assert {True, False} == {answers(course, *place).exists() for place in sound}
    assert 100 < sum(len(set(one)) < len(one) for one in items)
    assert 10 < sum(len(learner.works) < len(NAMES) for learner in cohort) < 60


def test_every_answer_could_have_been_given_on_the_page_at_its_time(whole, sheets):
    course, cohort = whole
    items = {
        (sheet.assignment.assignment, item.id): item
        for sheet in sheets
        for found in sheet.questions.values()
        for item in found
    }
    problems, ids = [], set()
    for learner in cohort:
        for work in learner.works:
            kept = records.read(answers(course, learner.id, work.assignment)).records
            own = [one for one in kept if one.unit == work.assignment]
            problems += [scoring.problem(items[one.unit, one.item], one.response) for one in own]
            times = [one.at for one in own]
            assert sorted(times) == times
            assert not times or times[-1] < work.at.isoformat()
            assert ids.isdisjoint(one.id for one in own)
            ids |= {one.id for one in own}

    assert {None} == set(problems)
    assert len(ids) > 5_000


def test_the_able_earn_more_and_a_planted_name_deceives(whole, sheets):
    course, cohort = whole
    [sheet] = [one for one in sheets if one.assignment.assignment == "ex3-four-approaches"]
    [sort] = sheet.questions["approaches"]
    earned, wrong = [], []
    for learner in cohort:
        for work in learner.works:
            if work.assignment != sheet.assignment.assignment or work.damage or work.answered < 1:
                continue
            newest = {
                one.item: one.response for one in records.read(answers(course, learner.id, work.assignment)).records
            }
            earned.append((work.skill, sum(one.raw for one in exercises.mark(sheet, newest))))
            placed = newest[sort.id]
            wrong += [
                (case.planted_name, placed[case.id] == case.tempting)
                for case in sort.cases
                if case.tempting and placed.get(case.id, case.answer) != case.answer
            ]
    earned.sort()
    third = len(earned) // 3
    named = [tempted for planted, tempted in wrong if planted]
    others = [tempted for planted, tempted in wrong if not planted]

    assert sum(mark for _, mark in earned[:third]) + 4 * third < sum(mark for _, mark in earned[-third:])
    assert 0.5 < sum(others) / len(others) < sum(named) / len(named)


def test_every_service_has_a_text_of_every_quality_and_none_is_the_key_s():
    written = texts.load_texts()
    key = " ".join((OWN / "keys" / "ex4-your-practice.yaml").read_text(encoding="utf-8").split())
    qualities = list(get_args(texts.Quality))

    assert 3 == len(written)
    assert {service: qualities for service in written} == {
        service: [one.quality for one in found] for service, found in written.items()
    }
    for found in written.values():
        for one in found:
            assert len(one.words.split()) <= 300
            assert " ".join(one.words.split())[:60] not in key
