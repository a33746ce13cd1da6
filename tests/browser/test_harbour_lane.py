"""Unit 07 in the real browser: Harbour Lane to all five endings by keys alone, and the whole unit to its end."""

import pytest
from answering import choose_by_keys, item_on, kept, tab_to
from playwright.sync_api import expect
from test_access import findings

from coprod_widgets import content

NOTEBOOK = "07-harbour-lane.ipynb"
UNIT = content.load_unit("07")
STORY = UNIT.item("harbour-lane").story
INSIDE = '[data-item="harbour-lane"]'
WROTE = "The visit at number nine. It moved nothing then."

WAYS = [
    ("made-and-run-together", "CBBAABBBAAAAAA"),
    ("theirs", "CBBAABBBAAADAA"),
    ("handed-the-keys", "CBBAABBBAAABCA"),
    ("a-good-design-handed-back", "CBBAABBBAAAAAC"),
    ("heard-and-told-why", "CBBAABABAAAAAA"),
]
"""A path to every ending, by the letters of the options; each goes back to where it parts from the one before."""


def options(letters):
    """Return the options that letters stand for."""
    pairs = zip(STORY.decisions, letters, strict=True)
    return [decision.options["ABCD".index(letter)].id for decision, letter in pairs]


def pick(page, group, wanted):
    """Go to a group of radio buttons by Tab, and to one of them by arrows."""
    tab_to(page, f"{INSIDE} {group} input")
    page.keyboard.press("Space")
    open_to_choice = page.locator(f"{INSIDE} {group} input:not([disabled])")
    for _ in range([one.get_attribute("value") for one in open_to_choice.all()].index(wanted)):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f'{INSIDE} {group} input[value="{wanted}"]')).to_be_checked()


def go_on(page, part):
    """Press the main button by keys; what comes up takes the focus."""
    tab_to(page, f"{INSIDE} .coprod-main")
    page.keyboard.press("Enter")
    expect(page.locator(f"{INSIDE} .coprod-story-{part} h3")).to_be_focused()


def live_through(page, chosen):
    """Decide from where the story stands to its end, by keys: pick, expect, do, read, go on."""
    for option in chosen:
        expect(page.locator(f"{INSIDE} .coprod-story-deciding h3")).to_be_focused()
        pick(page, ".coprod-story-ways", option)
        pick(page, ".coprod-story-expects", "trust")
        go_on(page, "told")
        told = page.locator(f"{INSIDE} .coprod-story-told")
        expect(told).to_contain_text(STORY.options[option].happened.text)
        expect(told).to_contain_text(STORY.options[option].paid.text)
        go_on(page, "ending" if option is chosen[-1] else "deciding")


def test_all_five_endings_are_reached_by_keys_and_the_unit_can_be_finished(learn, open_page):
    """One path from the start, four that part from it; then the checks and the last questions."""
    page = open_page(learn.address(NOTEBOOK))
    widget = item_on(page, "harbour-lane")
    expect(widget.locator(".coprod-story-begin")).to_contain_text("Saving money is not the aim")
    before = ""
    for ending, letters in WAYS:
        chosen = options(letters)
        if before:
            parts_at = next(place for place in range(len(letters)) if letters[place] != before[place])
            tab_to(page, f"{INSIDE} .coprod-story-path li:nth-child({parts_at + 1}) .coprod-switch")
            page.keyboard.press("Enter")
            live_through(page, chosen[parts_at:])
        else:
            go_on(page, "deciding")
            live_through(page, chosen)
        [told] = [one for one in STORY.endings if one.id == ending]
        expect(widget.locator(".coprod-story-ending")).to_contain_text(told.title.text)
        expect(widget.locator(".coprod-story-ending")).to_contain_text(told.text.text)
        kept(page, learn.workspace, "harbour-lane", chosen)
        before = letters

    for item in UNIT.items:
        if item.interaction == "choice":
            choose_by_keys(page, item.id)
        elif item.interaction == "reflect":
            tab_to(page, f'[data-item="{item.id}"] textarea')
            page.keyboard.type(WROTE)
            page.keyboard.press("Tab")
            kept(page, learn.workspace, item.id, WROTE)
    page.goto(learn.address("00-start-here.ipynb"))
    row = page.locator(".coprod-row", has_text="Unit 07")
    expect(row.locator(":scope > span").nth(1)).to_have_text("Completed")
    expect(row.locator(".coprod-sittings").filter(has_text="Completed")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_finger_on_a_narrow_page_gets_through_a_decision_and_axe_finds_nothing(scheme, learn, open_page):
    """Start, pick, expect, do; nothing sticks out of the page."""
    page = open_page(learn.address(NOTEBOOK), width=400, color_scheme=scheme, has_touch=True)
    widget = item_on(page, "harbour-lane")
    widget.locator(".coprod-main").tap()
    widget.get_by_text(STORY.options["write-the-question"].choice.text, exact=True).tap()
    widget.locator('.coprod-story-expects label:has(input[value="power"])').tap()
    widget.locator(".coprod-main").tap()
    expect(widget.locator(".coprod-story-told")).to_contain_text(STORY.options["write-the-question"].why.text)

    assert 0 >= page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert [] == findings(page)
