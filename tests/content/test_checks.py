"""Each kind of problem between the parts of a course has its sentence; a course without problems has none."""

from collections.abc import Callable
from typing import Any

import pytest

UNIT = "units/04.yaml"
PLAIN = "cases/plain.yaml"
ARGUED = "cases/argued.yaml"

Course = dict[str, Any]


def sort(course: Course) -> dict[str, Any]:
    """Return the sort of keyed cases."""
    return course[UNIT]["items"][0]


def choice(course: Course) -> dict[str, Any]:
    """Return the choice item."""
    return course[UNIT]["items"][1]


def garden(course: Course) -> dict[str, Any]:
    """Return the first keyed case."""
    return course[PLAIN]["cases"][0]


def argued(course: Course) -> dict[str, Any]:
    """Return the contested case."""
    return course[ARGUED]["cases"][0]


def set_in(tree: Any, *path: Any) -> None:
    """Put the last of ``path`` where the others lead."""
    *keys, last, value = path
    for key in keys:
        tree = tree[key]
    tree[last] = value


def test_the_small_course_has_no_problems(small, problems):
    """What the other tests break is whole before."""
    assert [] == problems(small)


BROKEN: list[tuple[Callable[[Course], object], str]] = [
    # files
    (lambda c: c.pop("sources.yaml"), "sources.yaml: there is no such file"),
    (
        lambda c: c.update({"source.yaml": {}}),
        "source.yaml: no file of this name is read; the files here are approaches.yaml, balance.yaml, interface.yaml, "
        "outcomes.yaml, sources.yaml, glossary.yaml, frameworks.yaml, links.yaml, practice.yaml, law.yaml, "
        "definitions.yaml, audit.yaml",
    ),
    # ids
    (
        lambda c: set_in(argued(c), "id", "garden"),
        "cases/plain.yaml: $.cases[0].id: 'garden' is the id of another case too, at cases/argued.yaml: $.cases[0]",
    ),
    (
        lambda c: set_in(choice(c), "id", "sort-clear"),
        "units/04.yaml: $.items[1].id: 'sort-clear' is the id of items[0] too",
    ),
    (
        lambda c: c["sources.yaml"]["sources"].append(c["sources.yaml"]["sources"][0]),
        "sources.yaml: $.sources[1].id: 'a-source' is the id of another source too, at sources.yaml: $.sources[0]",
    ),
    (
        lambda c: set_in(garden(c), "facts", 1, "id", "spade"),
        "cases/plain.yaml: $.cases[0].facts[1].id: 'spade' is the id of another fact too, at "
        "cases/plain.yaml: $.cases[0].facts[0]",
    ),
    (
        lambda c: set_in(choice(c), "choices", 1, "id", "asked"),
        "units/04.yaml: $.items[1].choices: 'asked' is there twice",
    ),
    (
        lambda c: c[UNIT]["sittings"].append(c[UNIT]["sittings"][0]),
        "units/04.yaml: $.sittings[1].id: 'first' is the id of sittings[0] too",
    ),
    # names that lead somewhere
    (
        lambda c: c[UNIT]["outcomes"].append("04.9"),
        "units/04.yaml: $.outcomes[1]: there is no outcome 04.9; the nearest is '04.1'",
    ),
    (
        lambda c: c[UNIT]["outcomes"].append("05.1"),
        "units/04.yaml: $.outcomes[1]: 05.1 is an outcome of another unit",
    ),
    (
        lambda c: set_in(choice(c), "outcomes", ["04.2"]),
        "units/04.yaml: $.items[1].outcomes[0]: got '04.2'; allowed: 04.1",
    ),
    (
        lambda c: set_in(c[UNIT], "outcomes", []),
        "units/04.yaml: $.outcomes: 04.1 is missing; outcomes.yaml gives it to this unit",
    ),
    (
        lambda c: set_in(choice(c), "use", "activity"),
        "outcomes.yaml: $.outcomes[0].assessed: got check, but no check of units/04.yaml lists 04.1",
    ),
    (
        lambda c: set_in(argued(c), "arguments", 0, "sources", ["a-sauce"]),
        "cases/argued.yaml: $.cases[0].arguments[0].sources[0]: there is no source 'a-sauce'; "
        "the nearest is 'a-source'",
    ),
    (
        lambda c: set_in(c["approaches.yaml"], "criteria", 0, "source", "gone"),
        "approaches.yaml: $.criteria[0].source: there is no source 'gone'",
    ),
    (
        lambda c: set_in(c["approaches.yaml"], "disagreements", 0, "one_sources", ["gone"]),
        "approaches.yaml: $.disagreements[0].one_sources[0]: there is no source 'gone'",
    ),
    (
        lambda c: set_in(c["glossary.yaml"], "terms", 0, "sources", ["gone"]),
        "glossary.yaml: $.terms[0].sources[0]: there is no source 'gone'",
    ),
    (
        lambda c: set_in(sort(c), "cases", ["garden", "choirs"]),
        "units/04.yaml: $.items[0].cases[1]: there is no case 'choirs'; the nearest is 'choir'",
    ),
    (
        lambda c: set_in(sort(c), "cases", ["garden"]),
        "cases/plain.yaml: $.cases[1]: no unit uses the case 'choir'",
    ),
    (
        lambda c: set_in(sort(c), "then", ["own-work"]),
        "units/04.yaml: $.items[0].then[0]: there is no choice item of this unit 'own-work'",
    ),
    (
        lambda c: set_in(c[UNIT], "sittings", 0, "items", ["sort-claer"]),
        "units/04.yaml: $.sittings[0].items[0]: there is no item 'sort-claer'; the nearest is 'sort-clear'",
    ),
    (lambda c: c["interface.yaml"].pop("ask-fact"), "interface.yaml: $: the key 'ask-fact' is missing"),
    # approaches
    (
        lambda c: c["approaches.yaml"]["categories"].pop(0),
        "units/04.yaml: $.items[0].categories[0]: approaches.yaml has no category 'consultation'",
    ),
    (
        lambda c: c["approaches.yaml"]["none_kinds"].pop(0),
        "approaches.yaml: $.none_kinds: informing is missing",
    ),
    (
        lambda c: c["approaches.yaml"]["scale"].append("none"),
        "approaches.yaml: $.scale: got consultation, engagement, co-design, co-production, none; "
        "allowed: each of the four once, without none",
    ),
    # sorts
    (
        lambda c: set_in(sort(c), "categories", ["engagement", "none"]),
        "units/04.yaml: $.items[0].cases[0]: the answer of 'garden' is co-design; allowed: engagement, none",
    ),
    (
        lambda c: set_in(sort(c), "categories", ["co-design", "none", "none"]),
        "units/04.yaml: $.items[0].categories: 'none' is there twice",
    ),
    (
        lambda c: set_in(sort(c), "cases", ["garden", "choir", "garden"]),
        "units/04.yaml: $.items[0].cases: 'garden' is there twice",
    ),
    (
        lambda c: set_in(sort(c), "categories", ["none"]),
        "units/04.yaml: $.items[0].categories: got 1; allowed: two or more",
    ),
    (
        lambda c: set_in(sort(c), "cases", []),
        "units/04.yaml: $.items[0].cases: got an empty list; allowed: one case or more",
    ),
    (
        lambda c: sort(c)["cases"].append("argued-one"),
        "units/04.yaml: $.items[0].cases[2]: 'argued-one' is contested, but other cases here have an answer",
    ),
    (
        lambda c: sort(c)["categories"].append("depends"),
        "units/04.yaml: $.items[0].categories: 'depends' is on offer only where no case has an answer",
    ),
    (
        lambda c: set_in(c[UNIT]["items"][2], "asks", ["fact"]),
        "units/04.yaml: $.items[2].cases[0]: 'fact' is asked, but 'argued-one' has no facts",
    ),
    (
        lambda c: set_in(sort(c), "categories", ["co-design", "engagement"]),
        "units/04.yaml: $.items[0].asks: 'none-kind' is asked about cases in none, but none is not on offer",
    ),
    (
        lambda c: garden(c).pop("look"),
        "units/04.yaml: $.items[0].cases[0]: hints are offered, but 'garden' has no look or no deciding",
    ),
    (
        lambda c: set_in(sort(c), "near", "0"),
        "units/04.yaml: $.items[0]: the key 'reason' is missing; other marks than near: 0.5 need one",
    ),
    (
        lambda c: set_in(sort(c), "table", {"co-design": {"none": "0.5"}}),
        "units/04.yaml: $.items[0]: the key 'reason' is missing; other marks than near: 0.5 need one",
    ),
    (
        lambda c: set_in(choice(c), "reveal", {"text": "They were.", "easy": "They were."}),
        "units/04.yaml: $.items[1].reveal: got a text; allowed: none where there is a key, since the feedback says it",
    ),
    (
        lambda c: set_in(sort(c), "then", [choice(c)]),
        "units/04.yaml: $.items[0].then[0]: got a mapping; allowed: the id of a choice item of this unit",
    ),
    # cases
    (
        lambda c: garden(c).pop("answer"),
        "cases/plain.yaml: $.cases[0]: the key 'answer' is missing; a case without one says contested: true",
    ),
    (lambda c: garden(c).pop("sector"), "cases/plain.yaml: $.cases[0]: the key 'sector' is missing"),
    (lambda c: garden(c).pop("started_by"), "cases/plain.yaml: $.cases[0]: the key 'started_by' is missing"),
    (
        lambda c: (garden(c)["feedback"].pop("engagement"), garden(c)["feedback"].pop("none")),
        "cases/plain.yaml: $.cases[0].feedback: nothing for engagement, none; every choice has its feedback",
    ),
    (
        lambda c: c[PLAIN]["cases"][1].pop("none_kind"),
        "cases/plain.yaml: $.cases[1]: the key 'none_kind' is missing; an answer of none says which kind",
    ),
    (
        lambda c: set_in(garden(c), "none_kind", "own"),
        "cases/plain.yaml: $.cases[0].none_kind: got 'own', but the answer is co-design",
    ),
    (
        lambda c: set_in(garden(c), "tempting", "co-design"),
        "cases/plain.yaml: $.cases[0].tempting: got 'co-design', which is the answer; allowed: another category",
    ),
    (
        lambda c: set_in(garden(c), "facts", 0, "deciding", "true"),
        "cases/plain.yaml: $.cases[0].facts: 2 facts have deciding: true; allowed: exactly one",
    ),
    (
        lambda c: garden(c)["facts"][1].pop("deciding"),
        "cases/plain.yaml: $.cases[0].facts: 0 facts have deciding: true; allowed: exactly one",
    ),
    (
        lambda c: set_in(argued(c), "answer", "engagement"),
        "cases/argued.yaml: $.cases[0].answer: a contested case has no answer; it has arguments",
    ),
    (
        lambda c: argued(c)["arguments"].pop(),
        "cases/argued.yaml: $.cases[0].arguments: got 1; a contested case has two or more",
    ),
    (
        lambda c: argued(c).pop("settles"),
        "cases/argued.yaml: $.cases[0]: the key 'settles' is missing; a contested case says what would settle it",
    ),
    (
        lambda c: set_in(garden(c), "settles", "Who?"),
        "cases/plain.yaml: $.cases[0].settles: only a contested case has settles; write contested: true",
    ),
    # who agreed
    (
        lambda c: c[PLAIN].pop("key"),
        "cases/plain.yaml: $.cases[0]: nobody is named who agreed this reading; write key: at the top of the file",
    ),
    (
        lambda c: c[UNIT].pop("key"),
        "units/04.yaml: $.items[1].key: nobody is named who agreed this reading; write key: at the top of the file",
    ),
    (
        lambda c: set_in(c[PLAIN], "key", "agreed_on", "21 November"),
        "cases/plain.yaml: $.key.agreed_on: got '21 November'; allowed: a date such as 2026-11-21",
    ),
    (
        lambda c: set_in(c["sources.yaml"], "sources", 0, "checked", "today"),
        "sources.yaml: $.sources[0].checked: got 'today'; allowed: a date such as 2026-11-21",
    ),
    # choices
    (
        lambda c: set_in(choice(c), "key", ["lunch"]),
        "units/04.yaml: $.items[1].key[0]: got 'lunch'; allowed: asked, paid",
    ),
    (
        lambda c: set_in(choice(c), "key", ["asked", "paid"]),
        "units/04.yaml: $.items[1].key: got 2; allowed: exactly one, since many is false",
    ),
    (
        lambda c: choice(c).update(key=[], many="true"),
        "units/04.yaml: $.items[1].key: got 0; allowed: one or more",
    ),
    (
        lambda c: choice(c).update(key=["asked", "asked"], many="true"),
        "units/04.yaml: $.items[1].key: an id is there twice",
    ),
    (
        lambda c: choice(c)["choices"][1].pop("feedback"),
        "units/04.yaml: $.items[1].choices[1]: the key 'feedback' is missing; every choice has its feedback",
    ),
    (lambda c: choice(c)["choices"].pop(), "units/04.yaml: $.items[1].choices: got 1; allowed: two or more"),
    # units
    (
        lambda c: set_in(c[UNIT], "notebook", "approaches.ipynb"),
        "units/04.yaml: $.notebook: got 'approaches.ipynb'; allowed: a name such as 04-four-approaches.ipynb",
    ),
    (
        lambda c: set_in(c[UNIT], "notebook", "05-four-approaches.ipynb"),
        "units/04.yaml: $.notebook: got '05-four-approaches.ipynb'; allowed: a name such as 04-four-approaches.ipynb",
    ),
    (
        lambda c: c.update({"units/05.yaml": c.pop(UNIT)}),
        "units/05.yaml: $.unit: got '04'; allowed: the number that names the file",
    ),
    # words
    (
        lambda c: garden(c)["story"].pop("easy"),
        "cases/plain.yaml: $.cases[0].story: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        lambda c: c[UNIT]["title"].pop("easy"),
        "units/04.yaml: $.title: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        lambda c: c[UNIT]["sittings"][0]["title"].pop("easy"),
        "units/04.yaml: $.sittings[0].title: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        lambda c: choice(c)["choices"][0].pop("easy"),
        "units/04.yaml: $.items[1].choices[0]: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        lambda c: argued(c)["arguments"][0].pop("easy"),
        "cases/argued.yaml: $.cases[0].arguments[0]: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        lambda c: c["outcomes.yaml"]["outcomes"][1].pop("easy"),
        "outcomes.yaml: $.outcomes[1]: the Easy Read twin is missing; write easy: beside text:",
    ),
    (
        lambda c: set_in(garden(c), "story", "easy", "Fine. " + "a " * 15 + "b."),
        "cases/plain.yaml: $.cases[0].story.easy: a sentence of 16 words; allowed: 15: " + "a " * 15 + "b.",
    ),
    (
        lambda c: set_in(garden(c), "story", "easy", "They dig; they sow."),
        "cases/plain.yaml: $.cases[0].story.easy: a semicolon; Easy Read has one idea in a sentence",
    ),
    (
        lambda c: set_in(c["interface.yaml"], "left", "a " * 16),
        "interface.yaml: $.left: a sentence of 16 words; allowed: 15: " + ("a " * 16).strip(),
    ),
    (
        lambda c: set_in(c["interface.yaml"], "left", {"text": "{n} left", "easy": "{m} left"}),
        "interface.yaml: $.left.easy: got the gap {m}; the text has {n}",
    ),
    (
        lambda c: set_in(garden(c), "story", "text", "The co-design group digs."),
        "cases/plain.yaml: $.cases[0].story: the word 'co-design' gives a category away; "
        "write planted_name: true when a false name is meant",
    ),
    (
        lambda c: set_in(garden(c), "title", "easy", "Consulted"),
        "cases/plain.yaml: $.cases[0].title: the word 'Consulted' gives a category away; "
        "write planted_name: true when a false name is meant",
    ),
    (
        lambda c: set_in(garden(c), "deciding", "text", "They engaged."),
        "cases/plain.yaml: $.cases[0].deciding: the word 'engaged' gives a category away; "
        "write planted_name: true when a false name is meant",
    ),
    (
        lambda c: set_in(garden(c), "planted_name", "true"),
        "cases/plain.yaml: $.cases[0].planted_name: got true, but no category word is in the title or the story",
    ),
    (
        lambda c: set_in(garden(c), "feedback", "none", "text", "word " * 29),
        "cases/plain.yaml: $.cases[0].feedback.none: got 29 words; allowed: 30 to 75",
    ),
    (
        lambda c: set_in(garden(c), "feedback", "none", "text", "word " * 76),
        "cases/plain.yaml: $.cases[0].feedback.none: got 76 words; allowed: 30 to 75",
    ),
    (
        lambda c: set_in(garden(c), "facts", 0, "feedback", "text", "word " * 61),
        "cases/plain.yaml: $.cases[0].facts[0].feedback: got 61 words; allowed: 20 to 60",
    ),
    (
        lambda c: set_in(garden(c), "story", "text", "She said “yes” to the garden."),
        "cases/plain.yaml: $.cases[0].story.text: double quotation marks; speech in an invented case is reported",
    ),
]


@pytest.mark.parametrize(("break_it", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_each_kind_of_problem_is_said_in_its_sentence(small, problems, break_it, sentence):
    """The sentence says where, what was got and what was allowed."""
    break_it(small)
    found = problems(small)
    assert sentence in found


def test_a_planted_false_name_is_allowed_where_the_case_says_so(small, problems):
    """Some cases are about a name that proves nothing."""
    garden(small)["story"]["text"] = "The group is called the Co-production Board."
    garden(small)["planted_name"] = "true"
    assert [] == problems(small)


def test_other_marks_than_the_usual_are_allowed_with_a_reason(small, problems):
    """The reason stands in the file beside the marks."""
    sort(small).update(near="0", reason="The pair asks which of two it is.")
    assert [] == problems(small)


def test_a_case_written_inside_a_unit_is_checked_like_any_other(small, problems):
    """Its provenance is that of the unit's file."""
    sort(small)["cases"][0] = small[PLAIN]["cases"].pop(0)
    assert [] == problems(small)
    sort(small)["cases"][0]["feedback"].pop("none")
    assert ["units/04.yaml: $.items[0].cases[0].feedback: nothing for none; every choice has its feedback"] == problems(
        small
    )


def test_problems_in_several_files_are_reported_together(small, problems):
    """One broken file does not hide what is wrong in the others."""
    small["sources.yaml"] = "sources: *a"
    garden(small)["answer"] = "codesign"
    small[PLAIN]["cases"][1].pop("sector")
    choice(small)["key"] = ["lunch"]
    found = problems(small)
    expected = [
        "sources.yaml: line 1",
        "cases/plain.yaml: $.cases[0].answer: got 'codesign'; allowed: consultation, engagement, co-design",
        "cases/plain.yaml: $.cases[1]: the key 'sector' is missing",
        "units/04.yaml: $.items[1].key[0]: got 'lunch'; allowed: asked, paid",
    ]
    assert expected == [said[: len(start)] for said, start in zip(found, expected, strict=True)]
