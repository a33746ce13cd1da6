"""Unit 06 in the real browser: finished by keys alone, answered by touch on a narrow page, and kept."""

import pytest
from answering import choose_by_keys, item_on, kept, tab_to
from playwright.sync_api import expect
from test_access import findings

from coprod_widgets import content

NOTEBOOK = "06-making-it-happen.ipynb"
UNIT = content.load_unit("06")
WROTE = "The final yes is the cabinet's. I have seen where that is written."


def test_unit_06_can_be_finished_by_keys_alone_and_comes_back(learn, page):
    """Tab, Space, Enter through both sittings; the start page says so, and a reload shows every answer again."""
    page.goto(learn.url)
    expect(page.locator(".coprod-start")).to_be_visible()
    tab_to(page, f".coprod-row[data-coprod-open='{NOTEBOOK}']")
    page.keyboard.press("Enter")
    # The start page is alive as well, and in front until the unit comes.
    item_on(page, UNIT.items[-1].id)
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    for item in UNIT.items:
        inside = f'[data-item="{item.id}"]'
        if item.interaction == "reflect":
            tab_to(page, f"{inside} textarea")
            page.keyboard.type(WROTE)
            page.keyboard.press("Tab")
            kept(page, learn.workspace, item.id, WROTE)
        elif item.key:
            choose_by_keys(page, item.id)
        else:
            tab_to(page, f"{inside} input")
            page.keyboard.press("Space")
            kept(page, learn.workspace, item.id, [item.choices[0].id])

    page.reload()
    for item in UNIT.items:
        widget = item_on(page, item.id)
        if item.interaction == "reflect":
            expect(widget.get_by_role("textbox")).to_have_value(WROTE)
        else:
            expect(widget.locator("input").first).to_be_checked()

    page.goto(learn.address("00-start-here.ipynb"))
    row = page.locator(".coprod-row", has_text="Unit 06")
    expect(row.locator(":scope > span").nth(1)).to_have_text("Completed")
    expect(row.locator(".coprod-sittings").filter(has_text="Completed")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_finger_on_a_narrow_page_gets_the_same_marks_and_axe_finds_nothing(scheme, learn, open_page):
    """One answer, several answers, and one that nobody marks; a nation's table stays inside the page."""
    page = open_page(learn.address(NOTEBOOK), width=400, color_scheme=scheme, has_touch=True)
    for item_id in ("kind-definition", "law-pairs"):
        item = UNIT.item(item_id)
        widget = item_on(page, item_id)
        for choice in item.choices:
            if choice.id in item.key:
                widget.get_by_text(choice.text, exact=True).tap()
        widget.locator(".coprod-main").tap()
        told = [choice.feedback.text for choice in item.choices if choice.id in item.key]
        expect(widget.locator(".coprod-feedback:visible")).to_contain_text(told)
        expect(widget.locator(".coprod-status")).to_contain_text("1 of 1")
    bar = item_on(page, "bar-to-write")
    bar.get_by_text(UNIT.item("bar-to-write").choices[2].text, exact=True).tap()
    kept(page, learn.workspace, "bar-to-write", ["two-names"])
    expect(bar.locator(".coprod-main")).to_be_hidden()

    expect(page.get_by_role("heading", name="Northern Ireland")).to_be_visible()
    overflow = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    assert [] == findings(page)
