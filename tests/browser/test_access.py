"""Everyone can take part: axe finds nothing in our widgets, in every state, light and wide, dark and narrow."""

import json

import pytest
from answering import answers, item_on, press
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

UNIT = "04-four-approaches.ipynb"
POWER = "03-power.ipynb"
START = "00-start-here.ipynb"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
# Of the rules contrast depends on the colours and target size on the width; none depends on both.
EACH = pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 400)])


def findings(page, place=".coprod-widget"):
    """Return what axe has to say about our widgets, or about another place, rule by rule, with the elements.

    JupyterLab's body is no pixel high and hides what sticks out of it, so axe would take everything for invisible and
    leave out contrast and target size; a height shows them to it. What is scrolled out of sight it takes for big
    enough, so the window is made as high as the page.
    """
    page.evaluate("() => { document.body.style.height = '100vh'; }")
    size = page.viewport_size
    height = page.evaluate("() => document.querySelector('.jp-NotebookPanel .jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size(size | {"height": height + size["height"]})
    found = Axe().run(page, context={"include": [[place]]}, options=RULES).response["violations"]
    page.set_viewport_size(size)
    return [(one["id"], node["html"][:200], node["failureSummary"]) for one in found for node in one["nodes"]]


def alive(page, address):
    page.goto(address)
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    expect(page.locator(".coprod-widget").first).to_be_visible()


@EACH
@pytest.mark.parametrize("notebook", [START, UNIT])
def test_axe_finds_nothing_in_our_widgets(notebook, width, scheme, learn, open_page):
    """At first, then with cards placed, hints open, results and arguments shown, and as a plain list."""
    page = open_page(width=width, color_scheme=scheme)
    alive(page, learn.address(notebook))
    assert [] == findings(page)
    if notebook == START:
        return
    for item_id in ("sort-pair-garden", "sort-hard", "sort-argued"):
        widget = item_on(page, item_id)
        for case, category in list(answers(item_id).items())[:3]:
            press(widget, case, category)
        for _ in range(2):
            if widget.locator(".coprod-main").is_visible():
                widget.locator(".coprod-main").click()
        expect(widget.locator(".coprod-results")).to_be_visible()
    clear = item_on(page, "sort-clear")
    press(clear, "repairs-leaflet", "none")
    clear.locator(".coprod-in-hand").get_by_role("button", name="Give me a hint").click()
    expect(clear.locator(".coprod-in-hand .coprod-hints li")).to_have_count(1)
    assert [] == findings(page)
    clear.get_by_role("button", name="Show as a plain list").click()
    expect(clear.locator(".coprod-list")).to_be_visible()
    assert [] == findings(page)


def test_axe_runs_the_rules_that_it_leaves_out_by_default(learn, open_page):
    """A button too small to hit is found: the check of target size is really on."""
    page = open_page()
    alive(page, learn.address(START))
    page.evaluate("""() => {
      const root = document.querySelector('.coprod-widget');
      for (const name of ['one', 'two']) {
        const button = document.createElement('button');
        button.setAttribute('style', 'all: unset; display: inline-block; width: 8px; height: 8px; background: black');
        button.setAttribute('aria-label', name);
        root.prepend(button);
      }
    }""")
    assert "target-size" in {rule for rule, *_ in findings(page)}


@pytest.mark.parametrize("notebook", [UNIT, POWER])
def test_everything_that_can_be_pressed_is_big_enough_for_a_finger(notebook, learn, open_page):
    """Buttons, boxes and lists in our widgets measure 24 by 24 pixels at least."""
    page = open_page(width=400)
    alive(page, learn.address(notebook))
    small = page.evaluate("""() => [...document.querySelectorAll('.coprod-widget *')]
      .filter(e => e.matches('button, select, textarea, input, summary'))
      .filter(e => e.checkVisibility({ visibilityProperty: true }))
      .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
      .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)""")
    assert [] == small


@EACH
def test_axe_finds_nothing_in_a_power_balance(width, scheme, learn, open_page):
    """At first, then with each group of questions open, the rules shown, and marks, reading and places in sight."""
    page = open_page(width=width, color_scheme=scheme)
    alive(page, learn.address(POWER))
    assert [] == findings(page)
    widget = item_on(page, "quarry-bank")
    for moment, place in (("plan", 0), ("design", 3), ("decide", 5)):
        widget.locator(f'[data-moment="{moment}"] input[type=radio]').nth(place).check()
    widget.get_by_role("button", name="Show the rules").click()
    widget.locator(".coprod-main").click()
    widget.get_by_role("button", name="Show where the course puts them").click()
    expect(widget.get_by_text("The course accepts").first).to_be_visible()
    widget.get_by_text("Your answers as a table").click()
    for step in widget.locator(".coprod-steps button").all():
        step.click()
        assert [] == findings(page)
    guess = item_on(page, "which-shares")
    guess.get_by_role("radio").first.check()
    guess.get_by_role("button", name="Show the answer").click()
    expect(guess.get_by_role("heading", name="The answer")).to_be_visible()
    assert [] == findings(page)


@pytest.mark.parametrize("width", [320, 400])
def test_a_narrow_page_needs_no_sideways_scrolling(width, learn, open_page):
    """At 320 and 400 pixels nothing is cut off and nothing sticks out."""
    page = open_page(width=width)
    for notebook in (START, POWER, UNIT):
        alive(page, learn.address(notebook))
        out = page.evaluate(
            """width => [...document.querySelectorAll('.coprod-widget, .coprod-widget *')]
          .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > width + 1)
          .map(e => e.outerHTML.slice(0, 120))""",
            width,
        )
        assert [] == out
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_forced_colours_keep_what_is_chosen_in_sight(learn, open_page):
    """In Windows high contrast the card in hand and the main button still have an outline of their own."""
    page = open_page(forced_colors="active")
    alive(page, learn.address(UNIT))
    widget = item_on(page, "sort-clear")
    style = "e => getComputedStyle(e).outlineStyle"
    assert "solid" == widget.locator(".coprod-chip[aria-pressed=true]").evaluate(style)
    assert "none" == widget.locator("button.coprod-chip[aria-pressed=false]").first.evaluate(style)
    assert "solid" == widget.locator(".coprod-main").evaluate(style)


def test_nothing_glides_when_less_motion_is_asked_for(learn, open_page):
    """With reduced motion a card is simply there."""
    page = open_page(reduced_motion="reduce")
    alive(page, learn.address(UNIT))
    widget = item_on(page, "sort-clear")
    page.evaluate("() => { Element.prototype.animate = () => { throw new Error('something glides'); }; }")
    press(widget, "report-app", "co-design")
    expect(widget.locator('[data-category="co-design"] button[data-case="report-app"]')).to_be_focused()


def test_what_is_right_is_said_in_words_not_by_colour_alone(learn, open_page):
    """Every verdict on a card is a text that a screen reader says too."""
    page = open_page()
    alive(page, learn.address(UNIT))
    widget = item_on(page, "sort-pair-week")
    for case, category in answers("sort-pair-week").items():
        press(widget, case, category)
    for _ in range(2):
        widget.locator(".coprod-main").click()
    expect(widget.locator(".coprod-results")).to_be_visible()
    for card in widget.locator(".coprod-chip[data-case]").all():
        assert "right" in card.inner_text()
        assert "right" in card.get_attribute("aria-label")


@pytest.mark.parametrize("notebook", [UNIT, POWER])
def test_bigger_text_still_fits(notebook, learn, open_page):
    """At twice the size of text nothing in our widgets sticks out."""
    page = open_page(width=800)
    alive(page, learn.address(notebook))
    page.evaluate("() => document.documentElement.style.setProperty('--jp-content-font-size1', '28px')")
    out = page.evaluate("""() => [...document.querySelectorAll('.coprod-widget *')]
      .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > window.innerWidth + 1)
      .map(e => e.outerHTML.slice(0, 120))""")
    assert [] == json.loads(json.dumps(out))
