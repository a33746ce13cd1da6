"""A learner's way through the course: from the first page to the end of unit 04, by mouse and by keys alone."""

import pytest
from answering import answers, choose_by_keys, item_on, kept, press, records, sort_by_keys, tab_to, tap, tray
from playwright.sync_api import expect

from coprod_widgets import content
from coprod_widgets.content.schema import ChoiceItem, SortItem

UNIT = "04-four-approaches.ipynb"
ROW = f".coprod-row[data-coprod-open='{UNIT}']"


def shown():
    """Return the items of unit 04 in the notebook's order, those inside a sorting left out."""
    items = content.load_unit("04").items
    inside = {asked.id for item in items for asked in getattr(item, "then", ())}
    return [item for item in items if item.id not in inside]


def expect_completed(learn, page):
    page.goto(learn.address("00-start-here.ipynb"))
    row = page.locator(".coprod-row", has_text="Unit 04")
    expect(row.locator(":scope > span").nth(1)).to_have_text("Completed")
    expect(row.locator(".coprod-sittings").filter(has_text="Completed")).to_have_count(2)


def choose_first(question):
    """Click the first answer of a question, and see that it is taken."""
    question.locator("label").first.click()
    expect(question.locator("input").first).to_be_checked()


def sort_by_mouse(widget, item):
    """Put every card in its place and answer what is asked about it; each step shows before the next is made."""
    for case, category in answers(item.id).items():
        tap(widget, case, category)
        expect(tray(widget, category).locator(f'button[data-case="{case}"]')).to_be_visible()
        for question in widget.locator(".coprod-follow [data-question]:visible").all():
            if question.locator("input").count():
                choose_first(question)
    for asked in item.then:
        choose_first(widget.locator(f'.coprod-then [data-question="{asked.id}"]'))


@pytest.mark.parametrize("width", [1200, 400])
def test_unit_04_can_be_finished_by_mouse_alone(width, learn, open_page):
    """From the start page's link to the end, with clicks only, on a wide page and on a narrow one."""
    page = open_page(learn.url, width=width)
    page.locator(ROW).click()
    for item in shown():
        widget = item_on(page, item.id)
        if isinstance(item, SortItem):
            sort_by_mouse(widget, item)
            widget.locator(".coprod-main").click()
            expect(widget.locator(".coprod-results")).to_be_visible()
        elif isinstance(item, ChoiceItem):
            widget.locator("label").first.click()
            widget.locator(".coprod-main").click()
            expect(widget.locator(".coprod-feedback:visible")).to_have_count(1)
    overflow = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    expect_completed(learn, page)


def test_unit_04_can_be_finished_by_keys_alone(learn, page):
    """Tab, arrows, numbers, Space, Enter: the whole unit, in the order of the page, without a trap."""
    page.goto(learn.url)
    expect(page.locator(".coprod-start")).to_be_visible()
    tab_to(page, ROW)
    page.keyboard.press("Enter")
    # The start page is alive, too, and in front until the unit is there.
    item_on(page, shown()[0].id)
    for item in shown():
        if isinstance(item, SortItem):
            sort_by_keys(page, item.id)
        elif isinstance(item, ChoiceItem):
            choose_by_keys(page, item.id)
        else:
            tab_to(page, f'[data-item="{item.id}"] textarea')
            page.keyboard.type("The last plan I saw was written before we met.")
            page.keyboard.press("Tab")
            kept(page, learn.workspace, item.id, "The last plan I saw was written before we met.")
    sorted_by_keys = [line for line in records(learn.workspace) if line["interaction"] == "sort" and line["response"]]
    assert {"keyboard"} == {line["via"] for line in sorted_by_keys}
    expect_completed(learn, page)


def test_settings_from_the_start_page_hold_in_unit_04(learn, page):
    """Easy Read and the plain list, chosen once, are there in the next unit and after coming back."""
    page.goto(learn.url)
    item_on(page, "reading").get_by_label("Easy Read", exact=False).first.check()
    kept(page, learn.workspace, "reading", ["easy"])
    expect(page.locator("p", has_text="About ten minutes. You can stop at any point.")).to_be_hidden()
    item_on(page, "answering").locator("input").nth(1).check()
    kept(page, learn.workspace, "answering", ["list"])
    page.locator(ROW).click()
    widget = item_on(page, "sort-clear")
    expect(widget.locator(".coprod-list")).to_be_visible()
    expect(widget.get_by_role("button", name="Easy Read")).to_have_attribute("aria-pressed", "true")
    expect(widget).to_contain_text("Parking permits")
    expect(page.locator(".jp-MarkdownCell:visible").filter(has_text="These four words are used freely.")).to_have_count(
        0
    )
    page.get_by_role("link", name="Start page").click()
    expect(item_on(page, "answering").locator("input").nth(1)).to_be_checked()


def test_a_text_being_typed_is_kept_within_seconds(learn, page):
    """Nothing needs to be pressed or left: what is typed reaches the disk by itself."""
    page.goto(learn.address(UNIT))
    box = item_on(page, "own-work").get_by_role("textbox")
    box.focus()
    page.keyboard.type("Half a sentence")
    kept(page, learn.workspace, "own-work", "Half a sentence")
    expect(box).to_be_focused()


def leave_by_link(page):
    page.get_by_role("link", name="Start page", exact=True).click()


def leave_by_key(page):
    page.evaluate("() => document.querySelector('.coprod-lab-bar a').click()")


def leave_by_back(page):
    page.go_back()


@pytest.mark.parametrize("leave", [leave_by_link, leave_by_key, leave_by_back], ids=lambda leave: leave.__name__)
def test_words_typed_just_before_the_unit_is_left_are_kept(leave, learn, page):
    """Whatever way the page is left, and whether or not the box knows of it, the last words are in the file."""
    page.goto(learn.url)
    page.locator(ROW).click()
    box = item_on(page, "own-work").get_by_role("textbox")
    box.focus()
    page.keyboard.type("The last words")
    leave(page)
    expect(page.locator(".coprod-start")).to_be_visible()
    expect(page.locator(".jp-NotebookPanel")).to_have_count(1)
    assert "The last words" == [line for line in records(learn.workspace) if line["item"] == "own-work"][-1]["response"]


def test_a_full_disk_is_said_in_the_activity(start_learn, open_page):
    """When an answer can't be kept the learner reads so beside the card, and the card stays where it was put."""
    learn = start_learn()
    (learn.workspace / "answers.jsonl").mkdir()
    page = open_page(learn.address(UNIT))
    widget = item_on(page, "sort-clear")
    press(widget, "report-app", "co-design")
    expect(widget.get_by_role("alert")).to_contain_text("answers.jsonl")
    expect(widget.locator('[data-category="co-design"] button[data-case="report-app"]')).to_be_visible()
