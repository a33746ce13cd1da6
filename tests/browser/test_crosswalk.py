"""Unit 02 and its crosswalk in the real page: by keys, by mouse and by finger, as a table and as lists."""

import pytest
from answering import choose_by_keys, item_on, kept, records, tab_to
from playwright.sync_api import expect
from test_access import findings

from coprod_widgets import content

UNIT = "02-principles.ipynb"
ROW = f".coprod-row[data-coprod-open='{UNIT}']"


def box(widget, pair):
    """Find the tick box of a link in the layout that is in sight."""
    return widget.locator(f'input[data-pair="{pair}"]').filter(visible=True)


def draw_by_keys(page, item_id, pair):
    """Go to a box of the table with the arrow keys, tick it, check, and end on what is said."""
    inside = f'[data-item="{item_id}"]'
    item = content.load_unit("02").item(item_id)
    row, column = item.left.codes.index(pair[0]), item.right.codes.index(pair[1])
    tab_to(page, f"{inside} .coprod-links input")
    for key in ["Home", *["ArrowDown"] * row, *["ArrowRight"] * column, "Space"]:
        page.keyboard.press(key)
    expect(page.locator(f'{inside} .coprod-links input[data-pair="{"-".join(pair)}"]')).to_be_checked()
    tab_to(page, f"{inside} .coprod-main")
    page.keyboard.press("Enter")
    expect(page.locator(f"{inside} .coprod-link-results h3")).to_be_focused()


def test_unit_02_can_be_finished_by_keys_alone(learn, page):
    """Tab, arrows, Space, Enter: the whole unit, in the order of the page, to Completed on the start page."""
    page.goto(learn.url)
    expect(page.locator(".coprod-start")).to_be_visible()
    tab_to(page, ROW)
    page.keyboard.press("Enter")
    # The start page is alive, too, and in front until the unit is there.
    item_on(page, "tlap-wales")
    debrief = page.locator(".jp-MarkdownOutput p", has_text="The lists do not pair off one to one")
    expect(debrief).to_be_hidden()

    draw_by_keys(page, "tlap-wales", ("T2", "W1"))
    expect(debrief).to_be_visible()
    tab_to(page, '[data-item="tlap-wales"] .coprod-actions button')
    page.keyboard.press("Enter")
    missed = page.locator('[data-item="tlap-wales"] .coprod-link-results h4')
    expect(missed).to_be_focused()
    expect(page.locator('[data-item="tlap-wales"] .coprod-read-link[data-rating=strong]')).to_have_count(5)
    for item_id in ("reworded", "power-where", "same-word"):
        choose_by_keys(page, item_id)
    draw_by_keys(page, "tlap-ni", ("T5", "N5"))
    expect(page.locator('[data-item="tlap-ni"] .coprod-friend')).to_contain_text("Both say boundary")

    for number in (1, 2):
        tab_to(page, f'[data-item="four-lists"] label:nth-child({number}) select')
        for _ in range(number):
            page.keyboard.press("ArrowDown")
    tab_to(page, '[data-item="four-lists"] .coprod-ratings button')
    page.keyboard.press("Enter")
    expect(page.locator('[data-item="four-lists"] .coprod-why')).to_contain_text("strong: one idea, by our reading")

    draw_by_keys(page, "find-sentence", ("T6", "S6"))
    tab_to(page, '[data-item="own-list"] textarea')
    page.keyboard.type("Ours says nothing about who decides.")
    page.keyboard.press("Tab")
    kept(page, learn.workspace, "own-list", "Ours says nothing about who decides.")

    drawn = [line for line in records(learn.workspace) if line["interaction"] == "link"]
    assert {"keyboard"} == {line["via"] for line in drawn}
    page.goto(learn.address("00-start-here.ipynb"))
    row = page.locator(".coprod-row", has_text="Unit 02")
    expect(row.locator(":scope > span").nth(1)).to_have_text("Completed")


def test_table_and_lists_are_one_answer_on_wide_pages_and_on_narrow_ones(learn, open_page):
    """Ticked with the mouse, then in the lists, then by finger at 400 pixels after coming back: one record."""
    page = open_page(learn.address(UNIT))
    widget = item_on(page, "tlap-wales")
    box(widget, "T1-W1").click()
    kept(page, learn.workspace, "tlap-wales", [["T1", "W1"]])
    widget.get_by_role("button", name="Show as plain lists").click()
    expect(widget.locator(".coprod-matrix")).to_be_hidden()
    expect(box(widget, "T1-W1")).to_be_checked()
    box(widget, "T1-W2").click()
    kept(page, learn.workspace, "tlap-wales", [["T1", "W1"], ["T1", "W2"]])
    box(widget, "T1-W2").click()
    kept(page, learn.workspace, "tlap-wales", [["T1", "W1"]])
    widget.get_by_role("button", name="Show as plain lists").click()
    expect(widget.locator(".coprod-matrix")).to_be_visible()
    page.close()

    narrow = open_page(learn.address(UNIT), width=400, has_touch=True)
    widget = item_on(narrow, "tlap-wales")
    expect(widget.locator(".coprod-matrix")).to_be_hidden()
    expect(box(widget, "T1-W1")).to_be_checked()
    widget.locator("summary", has_text="T4").tap()
    box(widget, "T4-W2").tap()
    kept(narrow, learn.workspace, "tlap-wales", [["T1", "W1"], ["T4", "W2"]])
    expect(widget.locator("summary", has_text="T4")).to_contain_text("linked with W2")
    widget.get_by_role("button", name="Check my links").tap()
    expect(widget.locator(".coprod-link-results")).to_contain_text("Marks: 2 of 5.")
    explorer = item_on(narrow, "four-lists")
    explorer.get_by_label("One list").select_option("tlap")
    explorer.get_by_label("Another list").select_option("wales-current")
    expect(explorer.locator('.coprod-lists [data-pair="T1-W1"]')).to_be_visible()
    for width in (320, 400):
        narrow.set_viewport_size({"width": width, "height": 800})
        # The page around lays itself out anew a moment later.
        narrow.wait_for_function("width => document.querySelector('.coprod-widget').clientWidth < width", arg=width)
        out = narrow.evaluate(
            """width => [...document.querySelectorAll('.coprod-widget *')].filter(e => e.checkVisibility())
            .filter(e => e.getBoundingClientRect().right > width + 1).map(e => e.outerHTML.slice(0, 120))""",
            width,
        )
        assert [] == out
    assert [] == findings(narrow)
    assert ["tap", "list", "list", "list"] == [
        line["via"] for line in records(learn.workspace) if line["item"] == "tlap-wales" and not line["checked"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_pressed_entry_shows(scheme, learn, open_page):
    """With links read and two lists explored; in forced colours as well the pressed entry has a line round it."""
    page = open_page(learn.address(UNIT), color_scheme=scheme)
    widget = item_on(page, "tlap-ni")
    for pair in ("T1-N1", "T4-N2", "T5-N1"):
        box(widget, pair).click()
    widget.locator(".coprod-main").click()
    expect(widget.locator(".coprod-read-link")).to_have_count(3)
    explorer = item_on(page, "four-lists")
    explorer.get_by_label("One list").select_option("wales")
    explorer.get_by_label("Another list").select_option("ni")
    entry = explorer.locator('button[data-pair="W2-N2"]')
    entry.click()
    expect(explorer.locator(".coprod-why")).to_contain_text("A false friend")
    assert [] == findings(page)
    for colours in ("none", "active"):
        page.emulate_media(forced_colors=colours)
        assert "solid" == entry.evaluate("e => getComputedStyle(e).outlineStyle")
