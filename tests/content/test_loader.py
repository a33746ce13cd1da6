"""How units and the course are loaded: only what is needed, quickly, and with sentences for what is not there."""

import subprocess
import sys

import pytest

from coprod_widgets.content import (
    ContentError,
    digest,
    load_approaches,
    load_course,
    load_interface,
    load_unit,
    loader,
)
from coprod_widgets.content.schema import Case, ChoiceItem, SortItem

HEAVY = ["ipywidgets", "anywidget", "traitlets", "IPython", "matplotlib", "coprod_widgets.widgets"]


@pytest.fixture
def nothing_cached():
    """Forget what was loaded before."""
    cached = (load_unit, load_approaches, load_interface, loader._case_file)
    for function in cached:
        function.cache_clear()
    yield
    for function in cached:
        function.cache_clear()


@pytest.fixture
def files_read(monkeypatch, nothing_cached) -> list[str]:
    """Return the list that the names of files go into as they are parsed."""
    names: list[str] = []
    read_file = loader.read_file

    def spy(path, name):
        names.append(name)
        return read_file(path, name)

    monkeypatch.setattr(loader, "read_file", spy)
    return names


def test_a_unit_reads_only_the_files_it_needs(files_read, small, write):
    """Case files that the unit does not name are left alone, as are outcomes, sources and glossary."""
    small["cases/other.yaml"] = {"cases": []}
    folder = write(small)
    load_unit("04", folder)
    expected = ["approaches.yaml", "cases/argued.yaml", "cases/plain.yaml", "interface.yaml", "units/04.yaml"]
    assert expected == sorted(files_read)


def test_a_unit_without_cases_reads_no_case_file(files_read):
    """The start page waits for no case."""
    load_unit("00")
    assert ["approaches.yaml", "interface.yaml", "units/00.yaml"] == sorted(files_read)


def test_a_unit_is_read_once(files_read):
    """Every cell of a notebook asks for its unit again."""
    assert load_unit("04") is load_unit("04")
    assert len(set(files_read)) == len(files_read)


def test_loading_content_imports_no_widgets_and_no_checks():
    """Marking a cohort reads the same content and has no page to show."""
    code = (
        "import sys; import coprod_widgets.content as c; c.page_view(c.load_unit('04').items[0]);"
        f"print([m for m in {[*HEAVY, 'coprod_widgets.content.checks']!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_ids_are_replaced_by_what_they_name(small, write):
    """A widget meets whole cases and whole choice items only."""
    unit = load_unit("04", write(small))
    sort = unit.item("sort-clear")
    assert isinstance(sort, SortItem)
    assert [("garden", Case), ("choir", Case)] == [(case.id, type(case)) for case in sort.cases]
    assert [("which-fact", ChoiceItem)] == [(item.id, type(item)) for item in sort.then]


def test_a_case_carries_who_agreed_its_reading(small, write):
    """The provenance at the top of the file holds for each case in it, unless a case has its own."""
    own = {"agreed_by": "a group of tenants", "agreed_on": "2027-01-31", "version": "2"}
    small["cases/plain.yaml"]["cases"][1]["key"] = own
    cases = load_course(write(small)).cases
    assert ["the course's writers only", "a group of tenants"] == [
        cases[name].key.agreed_by for name in ("garden", "choir")
    ]


def test_the_unit_finds_follow_up_questions_by_their_ids(small, write):
    """Marking looks them up like any other item."""
    ask = load_unit("04", write(small)).item("sort-clear.fact.garden")
    assert ("sort-clear.fact.garden", "garden", "fact", ["plants"]) == (ask.id, ask.case, ask.kind, ask.key)


@pytest.mark.parametrize(
    ("item_id", "sentence"),
    [
        (
            "sort-claer",
            "Unit 04 has no item 'sort-claer'; the nearest is 'sort-clear'; "
            "it has: sort-clear, which-fact, sort-argued, own-work",
        ),
        (
            "sort-clear.fact.nobody",
            "Unit 04 has no item 'sort-clear.fact.nobody'; it has: sort-clear, which-fact,",
        ),
        (7, "Unit 04 has no item 7; it has: sort-clear, which-fact, sort-argued, own-work"),
    ],
)
def test_an_unknown_item_is_a_sentence_with_what_there_is(small, write, item_id, sentence):
    """The nearest id is named when there is one."""
    with pytest.raises(ContentError) as caught:
        load_unit("04", write(small)).item(item_id)
    assert sentence == str(caught.value)[: len(sentence)]


@pytest.mark.parametrize(("number", "shown"), [("09", "'09'"), (4, "4"), ("../cases/hard", "'../cases/hard'")])
def test_an_unknown_unit_is_a_sentence_with_what_there_is(small, write, number, shown):
    """No path leads out of the folder of units."""
    with pytest.raises(ContentError) as caught:
        load_unit(number, write(small))
    assert f"There is no unit {shown}; the course has: 04" == str(caught.value)


def test_a_broken_unit_says_all_its_problems(small, write):
    """Nothing half-made is handed out."""
    small["units/04.yaml"]["items"][0]["near"] = "9"
    small["units/04.yaml"]["items"][3]["max_characters"] = "many"
    with pytest.raises(ContentError) as caught:
        load_unit("04", write(small))
    expected = [
        "units/04.yaml: $.items[0].near: got '9'; allowed: a number from 0 to 1",
        "units/04.yaml: $.items[3].max_characters: got 'many'; allowed: a whole number from 1 to 10000",
    ]
    assert expected == caught.value.problems


def test_a_unit_that_names_a_missing_case_is_not_handed_out(small, write):
    """The sentence has the path of the id."""
    small["units/04.yaml"]["items"][0]["cases"].append("chior")
    with pytest.raises(ContentError) as caught:
        load_unit("04", write(small))
    assert ["units/04.yaml: $.items[0].cases[2]: there is no case 'chior'; the nearest is 'choir'"] == (
        caught.value.problems
    )


def test_the_course_holds_everything_by_id(small, write):
    """Units, cases, outcomes, sources and terms are found by their ids."""
    course = load_course(write(small))
    assert (["04"], ["argued-one", "garden", "choir"], ["04.1", "05.1"], ["a-source"], ["bar"]) == (
        list(course.units),
        list(course.cases),
        list(course.outcomes),
        list(course.sources),
        list(course.terms),
    )


def test_a_digest_is_the_same_in_every_process():
    """It is stored with each answer and compared years later."""
    code = "import coprod_widgets.content as c; print(c.digest(c.load_unit('04').items[0]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert digest(load_unit("04").items[0]) == done.stdout.strip()
