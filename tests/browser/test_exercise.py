"""An exercise as a learner gets it: unsigned and without a key, it is alive, keeps answers and marks nothing."""

import json
import re

import pytest
from fetched_exercise import NOTEBOOK, PLACE, item, standing
from playwright.sync_api import expect
from test_access import findings


@pytest.fixture
def opened(fetched, page):
    """Give the page of the exercise, alive."""
    page.goto(fetched.address(NOTEBOOK))
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    expect(page.locator(".coprod-widget")).to_have_count(9)
    return page


def kept(learn):
    """Return what is kept of the exercise: the newest response to each item."""
    lines = (learn.workspace / PLACE / "answers.jsonl").read_text("utf-8").splitlines()
    return {one["item"]: one["response"] for one in map(json.loads, lines)}


def test_a_fetched_exercise_is_alive_without_a_signature_and_shows_no_marking(opened):
    """Nothing to press first; what marks is out of sight, and what a person marks says so."""
    expect(opened.get_by_role("button", name="Run it anyway")).to_be_hidden()
    expect(opened.locator(".jp-CodeCell.coprod-lab-marking-cell")).to_have_count(5)
    for cell in opened.locator(".jp-CodeCell.coprod-lab-marking-cell").all():
        expect(cell).to_be_hidden()
    expect(opened.get_by_role("heading", name="A person marks this")).to_be_visible()
    expect(opened.get_by_role("heading", name="Sort two cases (4 marks)")).to_be_visible()


def test_there_is_nothing_to_check_and_no_hint(opened):
    """No button of a widget asks for marks, hints, readings, arguments or rules."""
    names = [button.inner_text() for button in opened.locator(".coprod-widget button:visible").all()]

    assert [] == [name for name in names if re.search("check|hint|reading|argument|rules|result|try again", name, re.I)]
    assert "Show as a plain list" in names
    expect(opened.locator(".coprod-results:visible, .coprod-reading-panel:visible")).to_have_count(0)


def test_by_keys_alone_everything_is_answered_kept_changed_and_there_again(opened, fetched):
    """The cases by their numbers, what decided them with the story at hand, a choice, a link, a moment, own words."""
    page = opened
    expect(standing(page, "two")).to_have_text("Not answered yet.")
    item(page, "two").locator('button[data-case="pond"]').focus()
    page.keyboard.press("5")
    expect(standing(page, "two")).to_contain_text("Answered: 1 of 2. Still open: The mill. It is kept.")
    page.keyboard.press("1")
    expect(item(page, "two").locator('[data-category="consultation"] button[data-case="pond"]')).to_be_visible()

    pond = item(page, "two.fact.pond")
    story = pond.get_by_text("A council writes about a pond")
    expect(story).to_be_hidden()
    pond.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(story).to_be_visible()
    pond.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(standing(page, "two.fact.pond")).to_have_text(
        "Answered. It is kept. You can still change it; what you hand in last counts."
    )

    item(page, "one").get_by_role("radio", name="This").focus()
    page.keyboard.press("Space")
    expect(standing(page, "one")).to_contain_text("Answered.")
    page.keyboard.press("ArrowDown")
    expect(item(page, "one").get_by_role("radio", name="That")).to_be_checked()

    item(page, "lists").get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    expect(standing(page, "lists")).to_contain_text("Links drawn: 1.")

    item(page, "hall").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(standing(page, "hall")).to_contain_text("Answered: 1 of 8.")

    item(page, "own").get_by_role("textbox").focus()
    page.keyboard.type("We asked first.")
    page.keyboard.press("Tab")
    expect(standing(page, "own")).to_contain_text("Answered. It is kept.")

    page.reload()
    expect(standing(page, "two")).to_contain_text("Answered: 1 of 2.")
    expect(item(page, "one").get_by_role("radio", name="That")).to_be_checked()
    expect(item(page, "own").get_by_role("textbox")).to_have_value("We asked first.")
    found = kept(fetched)
    assert {"pond": "consultation"} == found["two"]
    assert (["b"], "We asked first.") == (found["one"], found["own"])
    assert 1 == len(found["two.fact.pond"])


def test_easy_read_is_the_learner_s_and_is_not_handed_in(opened, fetched):
    """The page's own switch turns every question; the course keeps it, and the exercise's file has nothing of it."""
    page = opened
    item(page, "one").get_by_role("radio", name="This").check()
    expect(standing(page, "one")).to_contain_text("It is kept.")
    page.locator(".coprod-lab-bar").get_by_role("button", name="Easy Read").click()
    expect(standing(page, "one")).to_contain_text("It is saved.")
    expect(page.locator("p").get_by_text("This page does not say what is right.")).to_be_visible()
    page.reload()
    expect(standing(page, "one")).to_contain_text("It is saved.")

    assert {"one"} == set(kept(fetched))
    assert '"easy"' in (fetched.workspace / "answers.jsonl").read_text("utf-8")


def test_the_way_back_to_the_course_is_where_it_always_is(opened):
    """The start page lies two folders up."""
    bar = opened.get_by_role("navigation", name="Course")
    assert "/00-start-here.ipynb" in bar.get_by_role("link", name="Start page").get_attribute("href")
    assert PLACE not in bar.get_by_role("link", name="Words").get_attribute("href")
    bar.get_by_role("link", name="Start page").click()
    expect(opened.locator(".jp-NotebookPanel:visible .coprod-start")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 400)])
def test_axe_finds_nothing_in_an_exercise(scheme, width, fetched, open_page):
    """At first, and with something answered."""
    page = open_page(width=width, color_scheme=scheme)
    page.goto(fetched.address(NOTEBOOK))
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    expect(page.locator(".coprod-widget")).to_have_count(9)
    item(page, "one").get_by_role("radio", name="This").check()
    expect(standing(page, "one")).to_contain_text("Answered.")

    assert [] == findings(page)
