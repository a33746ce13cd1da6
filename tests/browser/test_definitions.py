"""Unit 01 and the marking of definitions in the real page: by keys alone, by finger and mouse, from lists; kept."""

import pytest
from answering import choose_by_keys, item_on, kept, records, tab_to
from playwright.sync_api import expect
from small_notebooks import code, notebook
from test_access import findings

from coprod_widgets import content
from coprod_widgets.content.definitions import HighlightItem

UNIT = "01-what-is-it.ipynb"
TWO = "mark-two"
ROW = f".coprod-row[data-coprod-open='{UNIT}']"
OWN = "# A text of my own.\nfrom coprod_widgets import DefinitionExplorer"


def text(widget):
    """Find the part of the text that is in sight."""
    return widget.locator(".coprod-text-panel:visible")


def word(widget, number):
    """Find a word of the text in sight."""
    return text(widget).locator(f'button[data-word="{number}"]')


def theme(widget, name):
    """Find the button of a theme."""
    return text(widget).locator(f'button.coprod-theme[data-theme="{name}"]')


def said(widget):
    """Find the sentence that says what was done."""
    return text(widget).locator(".coprod-status")


def mark_by_keys(page, workspace, item):
    """Mark two words of each text with a number key, and ask for the writers' reading, without a mouse."""
    inside = f'[data-item="{item.id}"]'
    for number in range(len(item.definitions)):
        if number:
            tab_to(page, f"{inside} .coprod-texts li:nth-child({number + 1}) button", back=True)
            page.keyboard.press("Enter")
        tab_to(page, f"{inside} .coprod-text-panel:not([hidden]) button.coprod-word")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("1")
        expect(page.locator(f"{inside} .coprod-text-panel:visible .coprod-marks li")).to_have_count(1)
    marks = {one.id: {item.themes[0].id: [[1, 2]]} for one in item.definitions}
    kept(page, workspace, item.id, marks)
    tab_to(page, f"{inside} .coprod-main")
    page.keyboard.press("Enter")
    expect(page.locator(f"{inside} .coprod-writers:visible .coprod-reading-name")).to_be_focused()


def test_unit_01_can_be_finished_by_keys_alone(learn, page):
    """From the start page to the end: arrows, Shift, numbers, Space and Enter, in the order of the page."""
    page.goto(learn.url)
    expect(page.locator(".coprod-start")).to_be_visible()
    tab_to(page, ROW)
    page.keyboard.press("Enter")
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    for item in content.load_unit("01").items:
        if isinstance(item, HighlightItem):
            item_on(page, item.id)
            mark_by_keys(page, learn.workspace, item)
        elif item.interaction == "reflect":
            tab_to(page, f'[data-item="{item.id}"] textarea')
            page.keyboard.type("We decide the menu together and cook it together.")
            page.keyboard.press("Tab")
            kept(page, learn.workspace, item.id, "We decide the menu together and cook it together.")
        elif item.key:
            choose_by_keys(page, item.id)
        else:
            tab_to(page, f'[data-item="{item.id}"] input')
            page.keyboard.press("Space")
            kept(page, learn.workspace, item.id, [item.choices[0].id])
            if item.reveal:
                tab_to(page, f'[data-item="{item.id}"] .coprod-main')
                page.keyboard.press("Enter")
                expect(page.locator(f'[data-item="{item.id}"] .coprod-reveal')).to_be_visible()
    marked = [line for line in records(learn.workspace) if line["interaction"] == "highlight"]
    assert {("keyboard", None)} == {(line["via"], line["score"]) for line in marked}
    # The picture of the writers' reading waited for the reading, and is there now.
    expect(page.get_by_alt_text("Five definitions, and what each stresses.").filter(visible=True)).to_have_count(1)
    page.goto(learn.address("00-start-here.ipynb"))
    row = page.locator(".coprod-row", has_text="Unit 01")
    expect(row.locator(":scope > span").nth(1)).to_have_text("Completed")
    expect(row.locator(".coprod-sittings").filter(has_text="Completed")).to_have_count(2)


def test_words_are_marked_by_finger_by_mouse_and_from_lists_and_come_back(learn, open_page):
    """On a narrow page: tap and tap, pull, choose from lists; undo and take off; and all of it after a reload."""
    page = open_page(learn.address(UNIT), width=400, has_touch=True)
    widget = item_on(page, TWO)
    first = {"tlap": {"power": [[5, 6]]}}

    # The button says that it waits for words, so the finger has to insist.
    theme(widget, "power").tap(force=True)
    expect(said(widget)).to_have_text("First choose words in the text.")
    word(widget, 5).tap()
    word(widget, 6).tap()
    expect(said(widget)).to_have_text("Chosen: “sharing power”. Now choose a theme.")
    theme(widget, "power").tap()
    expect(said(widget)).to_have_text("Marked as Power: “sharing power”.")
    expect(word(widget, 6)).to_have_accessible_name("power, marked Power")
    expect(word(widget, 5).locator(".coprod-letter")).to_have_text("P")
    kept(page, learn.workspace, TWO, first)

    start, end = word(widget, 8), word(widget, 13)
    start.scroll_into_view_if_needed()
    start.hover()
    page.mouse.down()
    end.hover()
    page.mouse.up()
    expect(said(widget)).to_contain_text("“design, plan and deliver support together.”")
    theme(widget, "doing").click()
    kept(page, learn.workspace, TWO, {"tlap": {"power": [[5, 6]], "doing": [[8, 13]]}})
    assert ["tap", "drag"] == [line["via"] for line in records(learn.workspace) if line["item"] == TWO]
    widget.get_by_role("button", name="Undo").click()
    kept(page, learn.workspace, TWO, first)

    widget.get_by_role("button", name="Mark without pointing").click()
    text(widget).get_by_label("First word").select_option(label="19. everyone")
    text(widget).get_by_label("Last word").select_option(label="18. that")
    text(widget).get_by_label("Theme").select_option("assets")
    text(widget).get_by_role("button", name="Mark these words").click()
    expect(text(widget)).to_contain_text("The last word can't come before the first.")
    text(widget).get_by_label("Last word").select_option(label="23. contribution")
    text(widget).get_by_role("button", name="Mark these words").click()
    kept(page, learn.workspace, TWO, {"tlap": {"power": [[5, 6]], "assets": [[18, 22]]}})
    assert "list" == records(learn.workspace)[-1]["via"]
    text(widget).get_by_role("button", name="Take off Power: sharing power").click()
    kept(page, learn.workspace, TWO, {"tlap": {"assets": [[18, 22]]}})

    expect(page.get_by_alt_text("Five definitions, and what each stresses.").filter(visible=True)).to_have_count(0)
    widget.get_by_role("button", name="Show one reading by the course's writers").click()
    expect(widget.locator(".coprod-writers:visible")).to_contain_text("The writers: “sharing power”")
    widget.get_by_role("button", name="Ireland: NEF").first.click()
    expect(widget.locator(".coprod-writers:visible")).to_contain_text("Not shown yet: Ireland: NEF.")
    assert [] == page.evaluate(
        """() => [...document.querySelectorAll('.coprod-highlight *')].filter(e => e.checkVisibility())
        .filter(e => e.getBoundingClientRect().right > 401 && !e.closest('.coprod-unseen'))
        .map(e => e.outerHTML.slice(0, 120))"""
    )

    page.reload()
    widget = item_on(page, TWO)
    expect(text(widget).locator(".coprod-marks li")).to_have_count(1)
    expect(widget.locator(".coprod-writers:visible .coprod-reading-name")).to_contain_text("England: TLAP")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 400)])
def test_axe_finds_nothing_in_unit_01(scheme, width, learn, open_page):
    """At first, then with words chosen and marked, the help open and a reading shown, and from plain lists."""
    page = open_page(learn.address(UNIT), width=width, color_scheme=scheme)
    widget = item_on(page, TWO)
    assert [] == findings(page)
    for name in ("power", "doing", "assets", "outcomes", "equal", "relationships"):
        word(widget, 5).click()
        word(widget, 9).click()
        theme(widget, name).click()
    word(widget, 2).click()
    widget.get_by_text("How to mark").first.click()
    widget.locator(".coprod-main").click()
    expect(widget.locator(".coprod-writers:visible")).to_be_visible()
    widget.get_by_role("button", name="Show your marks as a picture").click()
    expect(widget.locator(".coprod-picture")).to_be_visible()
    assert [] == findings(page)
    widget.get_by_role("button", name="Mark without pointing").click()
    expect(text(widget).get_by_label("First word")).to_be_visible()
    assert [] == findings(page)


def test_a_text_of_ones_own_follows_python_and_is_heard_in_it(learn, open_page):
    """A value set in a cell is drawn; a key pressed on the page is heard; Delete takes a mark off; Escape forgets."""
    learn.put(
        "own.ipynb",
        notebook(
            code(OWN),
            code('own = DefinitionExplorer(texts={"Ours": "We decide it and do it."}, themes=["power", "doing"])\nown'),
            code(
                "import ipywidgets\ntold = ipywidgets.Label('nothing')\n"
                "own.observe(lambda change: setattr(told, 'value', str(change['new'])), 'value')\n"
                "own.value = {'ours': {'power': [[1, 2]]}}\ntold"
            ),
        ),
        signed=True,
    )
    page = open_page(learn.address("own.ipynb"), forced_colors="active")
    widget = page.locator(".coprod-highlight")
    expect(word(widget, 2)).to_have_accessible_name("it, marked Power")
    expect(widget.locator(".coprod-main")).to_be_hidden()
    lines = word(widget, 2).locator('.coprod-lane[data-line="0"]')
    assert "solid" == lines.evaluate("e => getComputedStyle(e).borderTopStyle")
    word(widget, 4).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.press("2")
    expect(page.locator(".widget-label")).to_have_text("{'ours': {'power': [[1, 2]], 'doing': [[4, 5]]}}")
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    expect(word(widget, 0)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(word(widget, 0)).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    expect(page.locator(".widget-label")).to_have_text("{'ours': {'doing': [[4, 5]]}}")
