"""A learner's own cases: a list of dicts or a YAML file, with as little as a story each."""

from pathlib import Path

import pytest

from coprod_widgets.content import ContentError, load_own, page_view, sort_item

FIVE = ["consultation", "engagement", "co-design", "co-production", "none"]


def problems_of(*arguments, **named) -> list[str]:
    """Return what is said about a learner's cases."""
    with pytest.raises(ContentError) as caught:
        sort_item(*arguments, **named)
    return caught.value.problems


def test_a_story_is_enough():
    """Ids and titles are made up, every category is on offer, and nothing calls the case invented."""
    item = sort_item([{"story": "A hall."}, {"story": "A bus."}])
    assert (["case-1", "case-2"], ["Case 1", "Case 2"], FIVE, [False, False]) == (
        [case.id for case in item.cases],
        [case.title.text for case in item.cases],
        item.categories,
        [case.invented for case in item.cases],
    )
    assert page_view(item)["argued"]


def test_ids_that_are_made_up_never_take_one_that_is_there():
    """A learner may have called another case by that name."""
    item = sort_item([{"story": "A hall."}, {"story": "A bus.", "id": "case-1"}])
    assert ["case-1-b", "case-1"] == [case.id for case in item.cases]


def test_an_answer_and_some_feedback_make_it_a_marked_sort():
    """Feedback may be there for some categories only."""
    case = {"story": "A hall.", "title": "Hall", "answer": "none", "feedback": {"engagement": "Look again."}}
    item = sort_item([case], ["none", "engagement"], prompt="My cases", near=0)
    assert ("My cases", 0.0, "none", "Look again.") == (
        item.prompt.text,
        item.near,
        item.cases[0].answer,
        item.cases[0].feedback["engagement"].text,
    )


def test_ones_own_sort_may_have_its_own_marks():
    """They are checked like everything else."""
    case = {"story": "A hall.", "answer": "none"}
    item = sort_item([case], table={"none": {"engagement": 0.25}}, reason="They often go together.")
    assert ({"none": {"engagement": 0.25}}, "They often go together.") == (item.table, item.reason)
    expected = ["sort_item.table.none.engagement: got 3; allowed: a number from 0 to 1"]
    assert expected == problems_of([case], table={"none": {"engagement": 3}})


def test_hints_are_offered_when_a_case_has_one():
    """A learner who writes hints wants them seen."""
    assert (False, True) == (
        sort_item([{"story": "A."}]).hints,
        sort_item([{"story": "A.", "look": "B?"}]).hints,
    )


@pytest.mark.parametrize(
    "text", ["- story: A hall.\n- story: A bus.\n", "cases:\n  - story: A hall.\n  - story: A bus.\n"]
)
def test_a_file_holds_a_list_or_cases(tmp_path: Path, text):
    """The path may be a text or a Path."""
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    assert ["A hall.", "A bus."] == [case.story.text for case in sort_item(str(path)).cases]
    assert sort_item(path) == sort_item(str(path))


@pytest.mark.parametrize(
    ("cases", "named", "sentence"),
    [
        (
            [{"story": "A", "answer": "codesign"}],
            {},
            "cases[0].answer: got 'codesign'; allowed: consultation, engagement, co-design, co-production, none",
        ),
        ([{"stroy": "A"}], {}, "cases[0].stroy: unknown key 'stroy'; the nearest is 'story'"),
        ([{"title": "A"}], {}, "cases[0]: the key 'story' is missing"),
        ([{"story": None}], {}, "cases[0]: the key 'story' is missing"),
        ([{"story": 3}], {}, "cases[0].story: got 3; allowed: a text, or a mapping with text and easy"),
        (["A hall."], {}, "cases[0]: got 'A hall.'; allowed: a mapping with id, title, story"),
        (
            [{"story": "A", "id": ["a"]}],
            {},
            "cases[0].id: got a list; allowed: small letters and figures, in parts joined by single hyphens",
        ),
        ([], {}, "cases: got an empty list; allowed: one case or more"),
        ({"story": "A"}, {}, "cases: got a mapping; allowed: a list of cases, each with a story"),
        (7, {}, "cases: got 7; allowed: a list of cases, each with a story"),
        (
            [{"story": "A", "id": "a"}, {"story": "B", "id": "a"}],
            {},
            "cases[1].id: 'a' is the id of another case too, at cases[0]",
        ),
        (
            [{"story": "A", "id": "My case"}],
            {},
            "cases[0].id: got 'My case'; allowed: small letters and figures, in parts joined by single hyphens",
        ),
        (
            [{"story": "A", "answer": "none"}],
            {"categories": ["engagement", "co-design"]},
            "sort_item.cases[0]: the answer of 'case-1' is none; allowed: engagement, co-design",
        ),
        (
            [{"story": "A"}],
            {"categories": ["engagement", "codesign"]},
            "sort_item.categories[1]: got 'codesign'; "
            "allowed: consultation, engagement, co-design, co-production, none, depends",
        ),
        ([{"story": "A"}], {"categories": ["none"]}, "sort_item.categories: got 1; allowed: two or more"),
        ([{"story": "A"}], {"near": 2}, "sort_item.near: got 2; allowed: a number from 0 to 1"),
        (
            [{"story": "A", "contested": True, "answer": "none"}],
            {},
            "cases[0].answer: a contested case has no answer; it has arguments",
        ),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(cases, named, sentence):
    """A learner who experiments gets a sentence, never a traceback without one."""
    assert sentence in problems_of(cases, **named)


def test_all_problems_of_a_learners_cases_are_said_at_once():
    """One after the other would try anyone's patience."""
    cases = [{"story": "A", "answer": "codesign"}, {"title": "B"}, {"story": "C", "level": "street"}]
    assert 3 == len(problems_of(cases))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "- story: A\n  answer: codesign\n",
            "mine.yaml: $[0].answer: got 'codesign'; allowed: consultation, engagement,",
        ),
        ("cases:\n  - title: A\n", "mine.yaml: $.cases[0]: the key 'story' is missing"),
        ("unit: '04'\ncases:\n  - story: A\n", "mine.yaml: $: got the keys unit; allowed: cases, key"),
        ("- story: [\n", "mine.yaml: line 2, column 1: this is not YAML that can be read:"),
        ("", "mine.yaml: $: got nothing; allowed: a list of cases, each with a story"),
        (
            "- story: A\n  story: B\n",
            "mine.yaml: line 2: the key 'story' is written twice; the first is on line 1",
        ),
    ],
)
def test_what_does_not_fit_in_a_file_is_said_with_file_and_path(tmp_path: Path, text, sentence):
    """The file is called by its name."""
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    assert sentence == problems_of(tmp_path / "mine.yaml")[0][: len(sentence)]


def test_a_missing_file_is_a_sentence(tmp_path: Path):
    """It names the file."""
    assert ["none.yaml: there is no such file"] == problems_of(tmp_path / "none.yaml")


def test_a_date_that_is_none_is_named_before_anything_is_sorted(tmp_path):
    """Provenance in one's own file has a real date, or the file is refused with a sentence."""
    path = tmp_path / "mine.yaml"
    path.write_text("key: {agreed_by: us, agreed_on: yesterday, version: 1}\ncases:\n- {story: Tea., answer: none}\n")

    with pytest.raises(ContentError, match=r"mine\.yaml: \$\.key\.agreed_on: got 'yesterday'; allowed: a date"):
        load_own(path)
