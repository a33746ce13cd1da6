"""The course's own words: without problems, and balanced as the unit on four approaches promises."""

from collections import Counter
from pathlib import Path

import pytest

from coprod_widgets.content import ContentError, load_course


@pytest.fixture(scope="module")
def course():
    """Return the course as it stands."""
    return load_course()


@pytest.fixture(scope="module")
def deck(course):
    """Return the keyed cases of unit 04, rounds one to three, in order."""
    return [case for item in course.units["04"].items if hasattr(item, "cases") for case in item.cases if case.answer]


def test_the_course_has_no_problems(course):
    """`load_course` raises when there are any."""
    assert {"00", "04"} <= set(course.units)


def test_one_thing_broken_in_the_real_content_is_found(real_copy: Path):
    """Each break gives its own sentence and no other file is blamed."""
    path = real_copy / "cases" / "clear.yaml"
    text = path.read_text("utf-8")
    assert "answer: consultation" in text
    path.write_text(text.replace("answer: consultation", "answer: codesign"), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_course(real_copy)
    assert ["cases/clear.yaml"] == [said.split(":")[0] for said in caught.value.problems]


def test_the_deck_is_balanced(deck):
    """Three to four cases of each category, so that none can be guessed from what is left."""
    counts = Counter(case.answer for case in deck)
    assert {"consultation": 4, "engagement": 4, "co-design": 4, "co-production": 3, "none": 3} == counts


def test_none_of_these_is_no_decoy(deck):
    """Where it is on offer, at least one card in five belongs there, and not all of one kind."""
    from_rounds = [case for case in deck if case.facts or not case.id.endswith(("-a", "-b"))]
    none = [case for case in from_rounds if case.answer == "none"]
    assert len(none) * 5 >= len(from_rounds)
    assert len({case.none_kind for case in none}) >= 2


def test_the_deck_has_cases_about_one_person(deck):
    """Co-production is not only for groups."""
    assert sum(case.level == "one-person" for case in deck) >= 3


def test_the_deck_comes_from_many_sectors_and_beginnings(deck):
    """Neither the sector nor who started it tells the answer."""
    assert len({case.sector for case in deck}) >= 6
    assert len({case.started_by for case in deck}) >= 3


def test_no_story_can_be_told_by_its_length(deck):
    """The longest average of a category is at most a third above the shortest."""
    lengths: dict[str, list[int]] = {}
    for case in deck:
        lengths.setdefault(case.answer, []).append(len(case.story.text.split()))
    means = [sum(some) / len(some) for some in lengths.values()]
    assert max(means) <= min(means) * 4 / 3


def test_the_pairs_differ_by_no_letter(course):
    """The letter of a pair's case does not tell its answer."""
    pairs = [case for case in course.cases.values() if case.id.endswith(("-a", "-b"))]
    scale = course.approaches.scale
    further = [
        max((case for case in pairs if case.id[:-2] == name), key=lambda case: scale.index(case.answer)).id[-1]
        for name in sorted({case.id[:-2] for case in pairs})
    ]
    assert {"a", "b"} == set(further)


def test_every_case_says_that_it_is_invented(course):
    """No case here happened."""
    assert [] == [case.id for case in course.cases.values() if not case.invented]
