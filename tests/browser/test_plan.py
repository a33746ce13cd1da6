"""Unit 08's plan and the record of learning in the real browser: by keys, by touch, kept, printed, saved."""

import re
from pathlib import Path

import pytest
from answering import item_on, kept, records, tab_to
from playwright.sync_api import expect
from test_access import findings

from coprod_widgets import content

NOTEBOOK = "08-your-plan.ipynb"
SAY = content.load_interface()
HOSTILE = "<img src=x onerror=alert(1)> & *the menu*"
# What a printer would be given: the frame stays until a dialog is done, and headless there is none.
PRINTED = "() => document.querySelector('iframe.coprod-paper')?.contentDocument?.body?.innerText ?? ''"


def question(plan, part, number=1):
    """Find one question of an action."""
    return plan.locator(f'[data-question="plan.{number}.{part}"]')


def write(plan, part, text, number=1):
    """Write an answer and leave the box."""
    box = question(plan, part, number).locator("textarea, input")
    box.fill(text)
    box.blur()


def answered(plan, number=1):
    """Wait until the kernel has said what an action lacks: its list grows, and moves what is pressed below it."""
    told = plan.locator(f'[data-action="{number - 1}"] .coprod-told')
    expect(told).to_contain_text(SAY["plan-judge-missing"].text)
    return told


def saved(page, press):
    """Press a button and give the name and the text of the file that comes of it."""
    with page.expect_download() as download:
        press.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode()


def test_a_plan_can_be_made_by_keys_alone_and_comes_back(learn, page):
    """Tab, typing, Space and the arrow keys; after a reload every part is there again."""
    page.goto(learn.address(NOTEBOOK))
    item_on(page, "plan")
    inside = '[data-item="plan"] [data-question="plan.1.{}"]'
    tab_to(page, inside.format("action") + " textarea")
    page.keyboard.type("Settle the menu together")
    tab_to(page, inside.format("shares") + " input")
    page.keyboard.press("Space")
    tab_to(page, inside.format("by") + " input")
    page.keyboard.type("02022027")  # the same day wherever the month comes first
    page.keyboard.press("Tab")
    plan = [{"action": "Settle the menu together", "shares": "decision", "by": "2027-02-02"}]
    kept(page, learn.workspace, "plan", plan)

    page.reload()
    widget = item_on(page, "plan")
    expect(question(widget, "action").locator("textarea")).to_have_value("Settle the menu together")
    expect(question(widget, "by").locator("input")).to_have_value("2027-02-02")
    expect(question(widget, "shares").locator("input").first).to_be_checked()


def test_what_is_missing_is_said_and_goes_once_it_is_there(learn, page):
    """In sentences under the form, with a gentle word where a plan only asks."""
    page.goto(learn.address(NOTEBOOK))
    plan = item_on(page, "plan")
    told = plan.locator(".coprod-told")
    expect(told).to_have_text(SAY["plan-nothing-yet"].text)
    write(plan, "action", "Ask everyone")
    expect(told).to_contain_text(SAY["plan-judge-missing"].text)
    write(plan, "judge", "The four of them")
    expect(told).not_to_contain_text(SAY["plan-judge-missing"].text)
    question(plan, "shares").get_by_text(SAY["plan-shares-asking"].text).click()

    expect(told).to_contain_text("That is consultation or engagement")


def test_a_day_that_is_none_is_said_and_not_kept(learn, page):
    """Half a day, typed: a sentence, and nothing in the file; a whole one makes it go."""
    page.goto(learn.address(NOTEBOOK))
    plan = item_on(page, "plan")
    write(plan, "action", "Settle the menu")
    kept(page, learn.workspace, "plan", [{"action": "Settle the menu"}])
    day = question(plan, "by").locator("input")
    day.focus()
    page.keyboard.type("0202")
    day.blur()
    expect(question(plan, "by").get_by_role("alert")).to_have_text(SAY["plan-day-bad"].text)
    assert [{"action": "Settle the menu"}] == records(learn.workspace)[-1]["response"]

    day.fill("2027-02-28")
    kept(page, learn.workspace, "plan", [{"action": "Settle the menu", "by": "2027-02-28"}])
    expect(question(plan, "by").get_by_role("alert")).to_be_hidden()


def test_the_plan_can_be_saved_printed_and_copied(learn, open_page):
    """As text, as days for a calendar and as a page of its own; what was written is text in each."""
    page = open_page(learn.address(NOTEBOOK), permissions=["clipboard-read", "clipboard-write"])
    plan = item_on(page, "plan")
    plan.locator('[data-form="print"]').click()
    expect(plan.get_by_role("status")).to_have_text(SAY["plan-empty"].text)
    write(plan, "action", HOSTILE)
    expect(plan.get_by_role("status")).to_have_text(SAY["kept"].text)
    plan.locator('[data-form="calendar"]').click()
    expect(plan.get_by_role("status")).to_have_text(SAY["plan-no-day"].text)
    write(plan, "by", "2027-01-31")
    write(plan, "back", "2027-03-31")
    expect(answered(plan)).not_to_contain_text(SAY["plan-back-missing"].text)

    name, text = saved(page, plan.locator('[data-form="markdown"]'))
    assert "my-plan.md" == name
    assert "\\<img src=x onerror=alert(1)\\> \\& \\*the menu\\*" in text
    name, days = saved(page, plan.locator('[data-form="calendar"]'))
    assert "my-plan.ics" == name
    assert ["20270131", "20270331"] == re.findall(r"DTSTART;VALUE=DATE:(\d+)\r\n", days)
    plan.locator('[data-form="copy"]').click()
    expect(plan.get_by_role("status")).to_have_text(SAY["copied"].text)
    assert text == page.evaluate("() => navigator.clipboard.readText()").replace("\r\n", "\n")
    plan.locator('[data-form="print"]').click()
    page.wait_for_function(f"({PRINTED})().includes('the menu')")
    printed = page.evaluate(PRINTED)
    assert HOSTILE in printed
    assert "Show the code" not in printed


def test_what_to_notice_waits_for_an_action_with_a_day(learn, page):
    """Beside an empty plan it would be read too early; with words and a day the plan is done, and it stays."""
    page.goto(learn.address(NOTEBOOK))
    plan = item_on(page, "plan")
    notice = page.locator("p", has_text="Three places are easily left empty")
    write(plan, "action", "Settle the menu")
    kept(page, learn.workspace, "plan", [{"action": "Settle the menu"}])
    expect(notice).to_be_hidden()
    write(plan, "by", "2027-02-28")
    expect(notice).to_be_visible()
    write(plan, "action", "")
    kept(page, learn.workspace, "plan", [{"by": "2027-02-28"}])

    expect(notice).to_be_visible()


def test_a_box_grows_with_its_text(learn, open_page):
    """On a narrow page, all that was written can be read at once."""
    page = open_page(learn.address(NOTEBOOK), width=400)
    box = question(item_on(page, "plan"), "action").locator("textarea")
    empty = box.evaluate("box => box.clientHeight")
    box.fill("Settle the menu together, every month. " * 12)

    assert box.evaluate("box => box.scrollHeight - box.clientHeight") <= 1
    assert empty < box.evaluate("box => box.clientHeight")


def test_a_second_action_has_a_form_of_its_own(learn, page):
    """The focus goes to it; the first stays as it is; there are no more than three."""
    page.goto(learn.address(NOTEBOOK))
    plan = item_on(page, "plan")
    write(plan, "action", "One")
    answered(plan)
    more = plan.get_by_role("button", name=SAY["plan-more"].text)
    more.click()
    expect(plan.get_by_role("heading", name="Action 2")).to_be_focused()
    write(plan, "action", "Two", number=2)
    kept(page, learn.workspace, "plan", [{"action": "One"}, {"action": "Two"}])
    answered(plan, number=2)
    more.click()

    expect(more).to_be_hidden()


def test_an_action_can_be_taken_away_and_what_was_written_is_asked_about_first(learn, page):
    """By keys: a no leaves all as it was; a yes moves the later ones up and is kept; the first one always stays."""
    page.goto(learn.address(NOTEBOOK))
    plan = item_on(page, "plan")
    more = plan.get_by_role("button", name=SAY["plan-more"].text)
    for number, text in enumerate(("One", "Two", "Three"), start=1):
        if number > 1:
            more.click()
        write(plan, "action", text, number=number)
        answered(plan, number=number)
    write(plan, "by", "2027-03-31", number=3)
    three = [{"action": "One"}, {"action": "Two"}, {"action": "Three", "by": "2027-03-31"}]
    kept(page, learn.workspace, "plan", three)
    expect(plan.get_by_role("button", name="Remove action 1")).to_have_count(0)
    second = plan.locator('[data-action="1"]')
    second.get_by_role("button", name="Remove action 2").press("Enter")
    expect(second.get_by_text("Remove action 2, and what you wrote in it?")).to_be_focused()
    second.get_by_role("button", name="No, keep it").press("Enter")
    expect(second.get_by_role("button", name="Remove action 2")).to_be_focused()
    assert three == records(learn.workspace)[-1]["response"]

    second.get_by_role("button", name="Remove action 2").press("Enter")
    second.get_by_role("button", name="Yes, remove it").press("Enter")
    kept(page, learn.workspace, "plan", [{"action": "One"}, {"action": "Three", "by": "2027-03-31"}])
    expect(plan.get_by_role("heading", name="Action 2")).to_be_focused()
    expect(plan.get_by_role("heading", name="Action 3")).to_be_hidden()
    expect(question(plan, "action", 2).locator("textarea")).to_have_value("Three")
    expect(question(plan, "by", 2).locator("input")).to_have_value("2027-03-31")
    expect(answered(plan, number=2)).not_to_contain_text(SAY["plan-by-missing"].text)
    more.click()
    expect(question(plan, "action", 3).locator("textarea")).to_have_value("")
    plan.get_by_role("button", name="Remove action 3").click()
    expect(plan.get_by_role("heading", name="Action 3")).to_be_hidden()
    page.reload()
    expect(question(item_on(page, "plan"), "action", 2).locator("textarea")).to_have_value("Three")


def test_what_was_written_in_earlier_units_is_there_to_build_on(learn, page):
    """In the learner's own words, with a way back to where it stands."""
    page.goto(learn.address("03-power.ipynb"))
    item_on(page, "own-moment").get_by_role("textbox").fill("The cook settles the menu.\nNobody asked.")
    page.keyboard.press("Tab")
    kept(page, learn.workspace, "own-moment", "The cook settles the menu.\nNobody asked.")
    page.goto(learn.address(NOTEBOOK))
    plan = item_on(page, "plan")
    plan.get_by_text(SAY["plan-earlier"].text).click()
    expect(plan.locator("blockquote")).to_have_text("The cook settles the menu.\nNobody asked.")
    plan.get_by_role("link", name="Unit 03").click()

    expect(page.locator('[data-item="own-moment"]')).to_be_visible()


def test_the_record_of_learning_can_be_looked_at_and_saved_and_keeps_no_name(learn, page):
    """What was done just before is in it; own words only when they are wanted; the name is nowhere on disk."""
    page.goto(learn.address(NOTEBOOK))
    write(item_on(page, "plan"), "action", "Settle the menu")
    kept(page, learn.workspace, "plan", [{"action": "Settle the menu"}])
    learnt = item_on(page, "learning-record")
    learnt.get_by_role("textbox").fill("Samira Okoro")
    learnt.locator('[data-form="look"]').click()
    sheet = learnt.frame_locator("iframe")
    expect(sheet.get_by_role("heading", level=1)).to_have_text(SAY["learnt-title"].text)
    expect(sheet.locator("body")).to_contain_text("Name: Samira Okoro")
    expect(sheet.locator("body")).to_contain_text("not a certificate")
    expect(sheet.locator("body")).not_to_contain_text("Settle the menu")
    learnt.get_by_role("checkbox").check()
    name, text = saved(page, learnt.locator('[data-form="page"]'))

    assert "record-of-learning.html" == name
    assert "Settle the menu" in text
    assert "Okoro" not in (learn.workspace / "answers.jsonl").read_text("utf-8")
    page.reload()
    expect(item_on(page, "learning-record").get_by_role("textbox")).to_have_value("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_page_can_be_read_and_axe_finds_nothing(scheme, learn, open_page):
    """Nothing is wider than the page at 400 pixels, in either theme."""
    page = open_page(learn.address(NOTEBOOK), width=400, color_scheme=scheme, has_touch=True)
    plan = item_on(page, "plan")
    question(plan, "shares").get_by_text(SAY["plan-shares-doing"].text).tap()
    kept(page, learn.workspace, "plan", [{"shares": "doing"}])
    item_on(page, "learning-record").locator('[data-form="look"]').tap()
    expect(page.locator("iframe.coprod-sheet")).to_be_visible()

    assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert [] == findings(page)
