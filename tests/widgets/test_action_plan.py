"""The plan on a page: kept part by part, told what is missing, and handed out as files that only a message carries."""

import json
from datetime import date

import pytest

from coprod_widgets import ActionPlan, content
from coprod_widgets.content.planning import PlanItem
from coprod_widgets.content.words import Words
from coprod_widgets.widgets import action_plan
from coprod_widgets.widgets.base import say

ITEM = PlanItem(id="plan", prompt=Words("Plan.", "Plan."), use="activity")
LINE = {"action": "Open the rota", "by": "2027-01-31"}


@pytest.fixture
def sent(monkeypatch):
    """Give the list of what a plan sends to its page."""
    found = []
    monkeypatch.setattr(ActionPlan, "send", lambda _self, content, buffers=None: found.append(content))
    return found


def ask(plan, form, **more):
    plan._on_message(plan, {"kind": "file", "form": form, "for": "me", **more}, [])


def test_a_plan_stands_by_itself():
    """Without a course, with nothing in it, and one sentence about that."""
    plan = ActionPlan()

    assert [] == plan.value
    assert [[say("plan-nothing-yet")]] == plan._told
    assert "ActionPlan('own-plan', value=[])" == repr(plan)


def test_what_is_missing_follows_every_change():
    """From the page and from Python."""
    plan = ActionPlan()
    plan.set_state({"value": [LINE]})
    before = list(plan.told[0])
    plan.value = [LINE | {"judge": "The four of them"}]

    assert content.load_interface()["plan-judge-missing"].text in before
    assert content.load_interface()["plan-judge-missing"].text not in plan.told[0]


def test_a_day_in_the_past_is_told_and_kept_all_the_same(keeper, monkeypatch):
    """A plan may be written down after it has happened."""
    monkeypatch.setattr(action_plan, "_today", lambda: date(2027, 2, 1))
    plan = ActionPlan(ITEM, keeper=keeper)
    plan.set_state({"value": [LINE]})

    assert content.load_interface()["plan-by-past"].text in plan.told[0]
    assert content.load_interface()["plan-by-past"].text in [one["text"] for one in plan._told[0]]
    assert [[LINE]] == [one.response for one in keeper.kept]


def test_each_change_is_kept(keeper):
    """The whole plan, every time."""
    plan = ActionPlan(ITEM, keeper=keeper)
    plan.set_state({"via": "keyboard", "value": [{"action": "Open"}]})
    plan.set_state({"via": "keyboard", "value": [LINE]})

    assert [[{"action": "Open"}], [LINE]] == [one.response for one in keeper.kept]
    assert "keyboard" == keeper.kept[-1].via


def test_a_plan_without_an_action_that_was_there_is_kept(keeper):
    """What it said before stays in the records."""
    plan = ActionPlan(ITEM, keeper=keeper)
    plan.set_state({"value": [LINE, {"action": "Ask"}]})
    plan.set_state({"value": [LINE]})

    assert [[LINE, {"action": "Ask"}], [LINE]] == [one.response for one in keeper.kept]
    assert 1 == len(plan._told)


def test_a_day_that_is_none_is_said_on_the_page_and_not_kept(keeper):
    """The plan stays as it was."""
    plan = ActionPlan(ITEM, keeper=keeper)
    plan.set_state({"value": [LINE]})
    plan.set_state({"value": [LINE | {"by": "2027-02-30"}]})

    assert "allowed: a day such as 2027-01-31" in plan.error
    assert [LINE] == plan.value
    assert 1 == len(keeper.kept)


def test_a_file_is_made_of_what_the_page_shows(sent):
    """An answer may come with the question; the page that asked is named."""
    plan = ActionPlan()
    ask(plan, "markdown", state={"via": "tap", "value": [LINE]})
    [file] = [one for one in sent if one.get("kind") == "file"]

    assert ("me", "my-plan.md", "text/markdown") == (file["for"], file["name"], file["type"])
    assert "Open the rota" in file["text"]
    assert [LINE] == plan.value


@pytest.mark.parametrize(
    ("form", "beginning"), [("calendar", "BEGIN:VCALENDAR\r\n"), ("print", "<!DOCTYPE html>"), ("markdown", "# ")]
)
def test_every_form_can_be_had(form, beginning, sent):
    """Text, page and calendar."""
    plan = ActionPlan(value=[LINE])
    ask(plan, form)

    assert [True] == [one["text"].startswith(beginning) for one in sent if one.get("kind") == "file"]


@pytest.mark.parametrize(
    ("value", "form", "sentence"),
    [
        ([], "print", "Write something"),
        ([{"action": "a"}], "calendar", "Give the plan a day"),
        ([LINE], "pdf", "'pdf'"),
    ],
)
def test_a_file_that_cannot_be_made_is_said(value, form, sentence, sent):
    """In the widget, in a sentence."""
    plan = ActionPlan(value=value)
    ask(plan, form)

    assert sentence in plan.error
    assert [] == [one for one in sent if one.get("kind") == "file"]


def test_easy_read_reaches_the_files():
    """The page's own reading is that of what leaves it."""
    plan = ActionPlan(value=[LINE], easy=True)

    assert content.load_interface()["plan-action"].easy in plan.as_markdown()
    assert plan.as_markdown() != ActionPlan(value=[LINE]).as_markdown()


def test_what_was_written_before_is_on_the_page():
    """As it was given, and only as text."""
    plan = ActionPlan(earlier=[{"unit": "03", "text": "<b>We meet</b>"}])

    assert "<b>We meet</b>" == plan.earlier[0]["text"]
    assert "We meet" in json.dumps(plan.get_state(["earlier"]))
