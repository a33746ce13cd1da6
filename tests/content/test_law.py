"""What the course says about law: four kinds, four nations with the same rows, sources and a twin for each."""

import copy

import pytest

from coprod_widgets.content import load_course
from coprod_widgets.content.law import ROWS, Rows

NATIONS = ["england", "wales", "scotland", "northern-ireland"]
KINDS = ["statute", "statutory-guidance", "department-policy", "advocacy"]


def words(text):
    """Return a text with an Easy Read twin."""
    return {"text": text, "easy": text}


def small_law():
    """Return the smallest file of law that has no problems."""
    return {
        "checked": "2026-11-25",
        "kinds": [
            {"id": id_, "name": words(id_), "maker": words("Them."), "binds": words("Yes."), "signs": words("Must.")}
            for id_ in KINDS
        ],
        "kinds_sources": ["a-source"],
        "rows": {row: words("Which?") for row in ROWS},
        "nations": [
            {"id": id_, "name": words(id_), "sources": ["a-source"], **{row: words("This.") for row in ROWS}}
            for id_ in NATIONS
        ],
    }


def test_a_course_may_have_a_file_of_law_or_none(small, problems):
    """A course about something else needs none."""
    assert [] == problems(small)
    assert [] == problems(small | {"law.yaml": small_law()})


BROKEN = [
    (lambda law: law.update(checked="last week"), "$.checked: got 'last week'; allowed: a date such as 2026-11-21"),
    (
        lambda law: law["nations"].reverse(),
        "$.nations: got northern-ireland, scotland, wales, england; "
        "allowed: england, wales, scotland, northern-ireland, in this order",
    ),
    (
        lambda law: law["kinds"].pop(),
        "$.kinds: got statute, statutory-guidance, department-policy; "
        "allowed: statute, statutory-guidance, department-policy, advocacy, in this order",
    ),
    (
        lambda law: law["nations"][1].update(sources=[]),
        "$.nations[1].sources: got an empty list; allowed: one source or more",
    ),
    (lambda law: law.update(kinds_sources=[]), "$.kinds_sources: got an empty list; allowed: one source or more"),
    (
        lambda law: law["nations"][0].update(sources=["a-sauce"]),
        "$.nations[0].sources[0]: there is no source 'a-sauce'; the nearest is 'a-source'",
    ),
    (
        lambda law: law["nations"][3].update(must="Yes."),
        "$.nations[3].must: the Easy Read twin is missing; write easy: beside text:",
    ),
    (lambda law: law["nations"][2].pop("not_checked"), "$.nations[2]: the key 'not_checked' is missing"),
]


@pytest.mark.parametrize(("break_it", "sentence"), BROKEN, ids=[sentence.split(":")[0] for _, sentence in BROKEN])
def test_each_problem_in_it_has_its_sentence(break_it, sentence, small, problems):
    """One thing broken, one sentence, with its place."""
    law = copy.deepcopy(small_law())
    break_it(law)

    assert [f"law.yaml: {sentence}"] == problems(small | {"law.yaml": law})


def test_the_rows_are_those_of_every_nation():
    """The order in which they are shown is the order of the shape."""
    assert ROWS == Rows.__struct_fields__


def test_every_nation_names_its_law_with_nation_and_year():
    """The name of an Act without its year, or a nation's without its nation, is how the slip begins."""
    law = load_course().law
    named = {nation.id: nation.law.text for nation in law.nations}

    assert "Care Act 2014" in named["england"]
    assert "Social Services and Well-being (Wales) Act 2014" in named["wales"]
    assert "Social Care (Self-directed Support) (Scotland) Act 2013" in named["scotland"]
    assert "Health and Social Care (Reform) Act (Northern Ireland) 2009" in named["northern-ireland"]
    assert ["england"] == [id_ for id_, text in named.items() if "Care Act" in text]


def test_no_nation_is_said_to_have_the_word_in_its_act():
    """The word has not been seen in any of the four; each row says where it is."""
    where = {nation.id: nation.word.text.lower() for nation in load_course().law.nations}

    assert ["guidance", "code", "guides", "guide"] == [
        next(kind for kind in ("guidance", "code", "guides", "guide") if kind in where[id_]) for id_ in NATIONS
    ]
    assert [] == [id_ for id_, text in where.items() if "in the act:" in text]
