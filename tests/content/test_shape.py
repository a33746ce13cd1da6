"""How trees of texts become records, and what is said when they do not fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_widgets.content.schema import Case, ChoiceItem, Item, ReflectItem, SortItem, Unit, Words
from coprod_widgets.content.shape import BAD, build

CASE = {"id": "a-case", "title": "A", "story": "B"}
SORT = {"id": "s", "interaction": "sort", "prompt": "P", "categories": ["none"], "cases": [CASE]}


def sentences(kind, tree) -> list[str]:
    """Return what is said about ``tree``."""
    problems: list[str] = []
    build(kind, tree, "f.yaml: $", problems)
    return problems


def test_a_text_is_a_scalar_or_a_mapping_of_text_and_easy():
    """Both ways of writing come out as Words."""
    case = build(Case, CASE | {"story": {"text": "B", "easy": "C"}}, "f", [])
    assert (Words("A"), Words("B", "C")) == (case.title, case.story)


@pytest.mark.parametrize(
    ("tree", "kind"),
    [
        (SORT, SortItem),
        ({"id": "c", "interaction": "choice", "prompt": "P", "choices": []}, ChoiceItem),
        ({"id": "r", "interaction": "reflect", "prompt": "P"}, ReflectItem),
    ],
)
def test_the_interaction_says_which_kind_of_item_it_is(tree, kind):
    """Each item knows its own interaction afterwards."""
    item = build(Item, tree, "f", [])
    assert (kind, tree["interaction"]) == (type(item), item.interaction)


def test_texts_are_given_the_type_that_the_shape_asks_for():
    """Numbers and truth values are read out of their texts."""
    item = build(Item, SORT | {"near": "0", "confidence": "true", "hints": "false"}, "f", [])
    assert (0.0, True, False) == (item.near, item.confidence, item.hints)


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        (
            CASE | {"answer": "codesign"},
            "f.yaml: $.answer: got 'codesign'; allowed: consultation, engagement, co-design, co-production, none",
        ),
        (CASE | {"anwser": "none"}, "f.yaml: $.anwser: unknown key 'anwser'; the nearest is 'answer'"),
        (
            CASE | {"story": {"text": "One", "or two": ""}},
            "f.yaml: $.story.or two: unknown key 'or two'; allowed: text, easy; "
            "a text with a comma in it stands in quotes",
        ),
        ({"id": "a-case", "title": "A"}, "f.yaml: $: the key 'story' is missing"),
        (
            CASE | {"id": "A case"},
            "f.yaml: $.id: got 'A case'; allowed: small letters and figures, in parts joined by",
        ),
        (CASE | {"invented": "No"}, "f.yaml: $.invented: got 'No'; allowed: true, false"),
        (CASE | {"story": ""}, "f.yaml: $.story: got nothing; allowed: a text"),
        (
            CASE | {"story": ["a"]},
            "f.yaml: $.story: got a list; allowed: a text, or a mapping with text and easy",
        ),
        (CASE | {"story": {"easy": "a"}}, "f.yaml: $.story: the key 'text' is missing"),
        (CASE | {"story": 4}, "f.yaml: $.story: got 4; allowed: a text, or a mapping with text and easy"),
        (CASE | {"facts": "one"}, "f.yaml: $.facts: got 'one'; allowed: a list"),
        (CASE | {"feedback": "one"}, "f.yaml: $.feedback: got 'one'; allowed: a mapping"),
        (
            CASE | {"feedback": {"codesign": "a"}},
            "f.yaml: $.feedback.codesign: unknown key 'codesign'; allowed: consultation, engagement, co-design,",
        ),
        (
            CASE | {"key": {"agreed_by": "a", "agreed_on": "b", "version": "0"}},
            "f.yaml: $.key.version: got '0'; allowed: a whole number of at least 1",
        ),
        ("A case", "f.yaml: $: got 'A case'; allowed: a mapping with id, title, story"),
        (
            CASE | {"level": "x" * 100},
            "f.yaml: $.level: got '" + "x" * 59 + "…'; allowed: service, one-person",
        ),
    ],
)
def test_what_does_not_fit_a_case_is_said_with_its_path_and_what_is_allowed(tree, sentence):
    """One sentence for one problem."""
    assert [sentence] == [said[: len(sentence)] for said in sentences(Case, tree)]


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        (
            {"id": "a"},
            "f.yaml: $: the key 'interaction' is missing; "
            "allowed: choice, sort, reflect, balance, link, highlight, story, audit, plan",
        ),
        (
            {"interaction": "sorting"},
            "f.yaml: $.interaction: got 'sorting'; "
            "allowed: choice, sort, reflect, balance, link, highlight, story, audit, plan",
        ),
        ("sort", "f.yaml: $: got 'sort'; allowed: a mapping with interaction and more"),
        (SORT | {"near": "nan"}, "f.yaml: $.near: got 'nan'; allowed: a number from 0 to 1"),
        (SORT | {"near": "half"}, "f.yaml: $.near: got 'half'; allowed: a number from 0 to 1"),
        (SORT | {"near": "1.5"}, "f.yaml: $.near: got '1.5'; allowed: a number from 0 to 1"),
        (SORT | {"case": "a-case"}, "f.yaml: $.case: unknown key 'case'; the nearest is 'cases'"),
        (
            SORT | {"cases": ["One case"]},
            "f.yaml: $.cases[0]: got 'One case'; allowed: small letters and figures, in parts joined by single hyphens",
        ),
        (
            {"id": "c", "interaction": "choice", "prompt": "P", "choices": [], "kind": "fact"},
            "f.yaml: $.kind: unknown key 'kind'; allowed: id, prompt, choices, use, outcomes, many, key, reveal, alone",
        ),
    ],
)
def test_what_does_not_fit_an_item_is_said_with_its_path_and_what_is_allowed(tree, sentence):
    """That goes for fields that the program sets itself, too."""
    assert [sentence] == sentences(Item, tree)


def test_all_problems_of_a_file_are_reported_at_once():
    """One bad value does not hide the next, at any depth."""
    unit = {
        "unit": "4",
        "title": "T",
        "notebok": "04-a.ipynb",
        "items": [
            SORT | {"cases": ["x", CASE | {"answer": "codesign"}, CASE | {"level": "country"}], "near": "2"},
            {"id": "r", "interaction": "reflect"},
        ],
    }
    expected = [
        "f.yaml: $.notebok: unknown key 'notebok'; the nearest is 'notebook'",
        "f.yaml: $.unit: got '4'; allowed: two figures, such as 04",
        "f.yaml: $: the key 'notebook' is missing",
        "f.yaml: $.items[0].cases[1].answer: got 'codesign'; "
        "allowed: consultation, engagement, co-design, co-production, none",
        "f.yaml: $.items[0].cases[2].level: got 'country'; allowed: service, one-person",
        "f.yaml: $.items[0].near: got '2'; allowed: a number from 0 to 1",
        "f.yaml: $.items[1]: the key 'prompt' is missing",
    ]
    assert expected == sentences(Unit, unit)


def test_good_entries_of_a_file_stay_beside_a_bad_one():
    """They can then be checked in the same go."""
    unit = {"unit": "04", "title": "T", "notebook": "n", "items": [{"interaction": "reflect"}, SORT]}
    items = build(Unit, unit, "f", []).items
    assert (BAD, "s") == (items[0], items[1].id)


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["sort", "choice", "none"])
)
KEYS = st.sampled_from(
    ["id", "interaction", "prompt", "cases", "choices", "categories", "feedback", "text", "key", "x"]
)
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6))


@given(TREES, st.sampled_from([Unit, Case, Item, Words, dict[str, Words]]))
def test_any_tree_is_built_or_refused_in_sentences(tree, kind):
    """Whatever a learner or a file hands over, a value or a sentence comes out."""
    problems: list[str] = []
    built = build(kind, tree, "f", problems)
    assert built is not BAD or problems
