"""The glossary: every form leads to one meaning, and a page gets what it needs."""

import pytest

from coprod_widgets.content import ContentError, load_course
from coprod_widgets.content.checks.glossary import check_glossary
from coprod_widgets.content.glossary import citation, glossary_view, sources_view
from coprod_widgets.content.schema import Term, Words

COURSE = load_course()


def term(id_, **fields):
    return Term(id=id_, term=id_, meaning=Words("A meaning.", "A meaning."), **fields)


def test_the_view_holds_every_term_in_order_with_its_forms_and_its_sources():
    """A term that is not marked has no form; the others begin with the term itself."""
    view = glossary_view()

    assert sorted(COURSE.terms) == sorted(one["id"] for one in view)
    assert sorted((one["term"] for one in view), key=str.lower) == [one["term"] for one in view]
    for one in view:
        held = COURSE.terms[one["id"]]
        assert ([held.term, *held.also] if held.mark else []) == one["forms"]
        assert held.sources == [source["id"] for source in one["sources"]]
        assert held.meaning.easy == one["meaning"]["easy"]


def test_every_source_is_on_its_page_with_all_that_is_known_of_it():
    """By id, with the note on how it was seen."""
    view = {one["id"]: one for one in sources_view()}

    assert set(COURSE.sources) == set(view)
    for id_, source in COURSE.sources.items():
        assert {name: getattr(source, name) for name in view[id_]} == view[id_]


def test_a_source_is_cited_in_one_line():
    """Author, title and year, where there is one."""
    source = COURSE.sources["arnstein-1969"]

    assert f"{source.author}: {source.title} (1969)" == citation(source)


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        ([term("peer"), term("worker", also=["Peer"])], "terms[1]: the form 'Peer' belongs to 'peer' already"),
        ([term("peer", also=["peers", "peers"])], "terms[0]: the form 'peers' belongs to 'peer' already"),
        ([term("peer", also=[" "])], "terms[0].also[0]: got ' '; allowed: a word or a few, without spaces around"),
    ],
    ids=["two-terms", "twice", "empty"],
)
def test_a_form_that_leads_nowhere_or_to_two_meanings_is_said(terms, problem):
    """One word, one meaning."""
    problems = []
    check_glossary(terms, problems)

    assert any(said.endswith(problem) for said in problems)


def test_the_problem_is_told_with_the_others(real_copy):
    """`coprod check` says it."""
    path = real_copy / "glossary.yaml"
    path.write_text(path.read_text("utf-8").replace("also: [carers]", "also: [carers, tender]"), "utf-8")

    with pytest.raises(ContentError, match="the form 'tender' belongs to 'carer' already"):
        load_course(real_copy)
