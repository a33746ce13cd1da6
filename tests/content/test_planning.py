"""A plan's item: what it may say, what it builds on, and a form whose every part has its words."""

import pytest

from coprod_widgets import content
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.planning import GROUPS, MAX_CHARACTERS, MAX_LINES, PARTS, PlanItem
from coprod_widgets.content.words import Words
from coprod_widgets.records import MAX_LINE_BYTES

ITEM = PlanItem(id="plan", prompt=Words("Plan.", "Plan."))


def words(text):
    """Return a text with an Easy Read twin."""
    return {"text": text, "easy": text}


def with_plan(course, **more):
    plan = {"id": "plan", "interaction": "plan", "outcomes": ["04.1"], "prompt": words("Plan it.")}
    course["units/04.yaml"]["items"].append(plan | more)
    return course


def test_a_unit_may_ask_for_a_plan_that_builds_on_what_was_written(small, problems):
    """Questions answered in own words, of any unit."""
    assert [] == problems(with_plan(small, builds_on=["04.own-work"]))


BROKEN = [
    (["04.own-wrk"], "there is no question '04.own-wrk' answered in own words; the nearest is '04.own-work'"),
    (["04.which-fact"], "there is no question '04.which-fact' answered in own words"),
    (["04.own-work", "04.own-work"], "'04.own-work' is there twice"),
    (["own-work"], "got 'own-work'; allowed: a text of the form"),
]


@pytest.mark.parametrize(("builds_on", "sentence"), BROKEN, ids=lambda value: str(value)[:30])
def test_what_it_builds_on_is_checked(builds_on, sentence, small, problems):
    """A slip is a sentence that says where."""
    found = problems(with_plan(small, builds_on=builds_on))

    assert [True] == ["units/04.yaml: $.items[4].builds_on" in one and sentence in one for one in found]


def test_every_part_has_its_words_in_both_readings():
    """Question, note, what is missing, every answer to choose, every heading."""
    view = content.page_view(ITEM)
    said = content.load_interface()
    texts = [group["name"] for group in view["groups"]]
    for part in view["parts"]:
        texts += [part["ask"], *([part["note"]] if part["note"] else []), *part["choices"]]
    missing = [said[part.missing] for part in PARTS]

    assert [] == [text for text in texts if not (text["text"] and text["easy"])]
    assert [] == [one for one in missing if not one.easy]
    assert set(GROUPS) == {part.group for part in PARTS}


def test_the_moments_are_those_of_the_power_balance():
    """Unit 03's five, in its words, and one answer beside them."""
    view = content.page_view(BalanceItem(id="one", prompt=Words("a", "a")))
    [part] = [part for part in content.page_view(ITEM)["parts"] if part["id"] == "moment"]

    assert [one["id"] for one in view["moments"]] == [one["id"] for one in part["choices"]][:-1]
    assert [one["question"]["text"] for one in view["moments"]] == [one["text"] for one in part["choices"]][:-1]
    assert "none" == part["choices"][-1]["id"]


def test_the_digest_is_of_what_is_shown_and_not_of_its_twins():
    """Another question is another item; another Easy Read twin is not."""
    same = PlanItem(id="plan", prompt=Words("Plan.", "Make a plan."), builds_on=["03.own-moment"])

    assert content.digest(ITEM) == content.digest(same)
    assert content.digest(ITEM) != content.digest(PlanItem(id="plan", prompt=Words("Plan it.", "Plan.")))


def test_a_full_plan_fits_one_line_of_the_answers_file():
    """Every letter of every part may take four bytes, and there is still room for the rest of the record."""
    texts = sum(part.kind == "text" for part in PARTS)

    assert MAX_LINES * texts * MAX_CHARACTERS * 4 + MAX_LINES * 1000 + 1000 < MAX_LINE_BYTES
