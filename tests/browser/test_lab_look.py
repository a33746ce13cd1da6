"""What a learner sees: the course and nothing else, on any width and in any colours, and code when they ask for it."""

import re

import pytest
from answering import kept
from playwright.sync_api import Page, expect
from small_notebooks import counting, notebook, text

ALIVE = ".jp-NotebookPanel[data-coprod-state=alive]"
COUNTED = re.compile(r"^Process \d+ counted \d+$")
FURNITURE = ["#jp-top-panel", "#jp-menu-panel", "#jp-bottom-panel", ".jp-SideBar", ".jp-NotebookPanel-toolbar"]
CODE = [
    ".jp-InputArea-editor",
    ".jp-InputPrompt",
    ".jp-OutputPrompt",
    ".jp-Collapser",
    ".jp-Placeholder",
    ".jp-cell-toolbar",
]


@pytest.fixture
def counting_page(learn, open_page):
    """Open a small notebook, alive: ``counting_page(width=400)``."""
    learn.put("counting.ipynb", counting(), signed=True)

    def open_counting(**options) -> Page:
        page = open_page(learn.address("counting.ipynb"), **options)
        expect(page.locator(ALIVE)).to_be_visible()
        expect(page.get_by_role("button", name=COUNTED)).to_be_visible()
        return page

    return open_counting


def visible(page: Page, selectors: list[str]) -> list[str]:
    """List the selectors of which something can be seen."""
    return [selector for selector in selectors if page.locator(f"{selector}:visible").count()]


def test_nothing_but_the_course_is_in_sight(counting_page):
    """Neither code nor JupyterLab's bars, menus and side panels are shown, and the notebook has the whole window."""
    page = counting_page()
    assert [] == visible(page, [*FURNITURE, *CODE])
    box = page.locator(".jp-NotebookPanel").bounding_box()
    assert (0, 0, 1200, 800) == (box["x"], box["y"], box["width"], box["height"])


def test_show_the_code_brings_back_menu_and_toolbar_and_lasts(learn, counting_page):
    """The button shows code, menu and toolbar in every unit, until it is pressed again, also after a reload."""
    page = counting_page()
    page.get_by_role("button", name="Show the code", pressed=False).click()
    hide = page.get_by_role("button", name="Hide the code", pressed=True)
    for _ in range(2):
        expect(hide).to_be_visible()
        expect(page.locator("#jp-menu-panel")).to_be_visible()
        expect(page.locator(".jp-NotebookPanel-toolbar")).to_be_visible()
        expect(page.get_by_text("class Counter")).to_be_visible()
        page.reload()
        expect(page.locator(ALIVE)).to_be_visible()
    page.goto(learn.url)
    expect(page.get_by_text("from coprod_widgets import unit")).to_be_visible()
    hide.click()
    expect(page.get_by_text("from coprod_widgets import unit")).to_be_hidden()
    page.goto(learn.address("counting.ipynb"))
    expect(page.locator(ALIVE)).to_be_visible()
    assert [] == visible(page, [*FURNITURE, *CODE])


def test_bar_hides_nothing(counting_page):
    """The bar lies above the notebook and the toolbar above the bar; none covers another."""
    page = counting_page(width=320)
    for name in ("Show the code", "Hide the code"):
        page.get_by_role("button", name=name).click()
        page.wait_for_function("""() => {
          const box = selector => document.querySelector(selector).getBoundingClientRect();
          const tools = box('.jp-NotebookPanel-toolbar');
          const bar = box('.coprod-lab-bar');
          const text = box('.jp-NotebookPanel-notebook');
          return tools.bottom <= bar.top + 1 && bar.bottom <= text.top + 1 && bar.height > 20;
        }""")


def test_slip_of_the_key_changes_nothing(learn, counting_page):
    """With code hidden, JupyterLab's keys delete no cell and a double click opens no text for editing."""
    page = counting_page()
    cells = page.locator(".jp-Cell")
    # JupyterLab puts those that it takes to be out of sight onto the page when it has nothing else to do.
    expect(cells).to_have_count(len(counting()["cells"]))
    page.locator("p", has_text="The plain words.").click()
    for key in ("d", "d", "x", "a", "b", "m", "Enter", "Shift+Enter", "Control+b"):
        page.keyboard.press(key)
    page.locator("p", has_text="The plain words.").dblclick()
    expect(page.locator("p", has_text="The plain words.")).to_be_visible()
    assert len(counting()["cells"]) == cells.count()
    assert [] == visible(page, [*FURNITURE, *CODE])


def test_cells_for_another_page_are_hidden(counting_page):
    """The note for programs without the extension is hidden, and plain and easy words take turns."""
    page = counting_page()
    expect(page.locator("p", has_text="Press Run.")).to_be_hidden()
    expect(page.locator("p", has_text="The plain words.")).to_be_visible()
    expect(page.locator("p", has_text="The easy words.")).to_be_hidden()
    page.locator(".coprod-widget").get_by_role("button", name="Easy Read").click()
    expect(page.locator("p", has_text="The plain words.")).to_be_hidden()
    expect(page.locator("p", has_text="The easy words.")).to_be_visible()
    page.reload()
    expect(page.locator("p", has_text="The easy words.")).to_be_visible()
    expect(page.locator("p", has_text="The plain words.")).to_be_hidden()


def test_the_bar_turns_page_and_activities_to_easy_read_and_back(learn, page):
    """One press at the top, before any activity: all of the page changes, and stays so."""
    page.goto(learn.address("04-four-approaches.ipynb"))
    expect(page.locator(ALIVE)).to_be_visible()
    bar = page.locator(".coprod-lab-easy")
    widgets = page.locator(".coprod-widget .coprod-switch", has_text="Easy Read")
    expect(bar).to_have_attribute("aria-pressed", "false")
    expect(widgets.nth(5)).to_be_attached()
    bar.click()
    expect(page.locator(".coprod-lab-plain-cell").first).to_be_hidden()
    expect(page.locator(".coprod-widget .coprod-switch[aria-pressed=false]", has_text="Easy Read")).to_have_count(0)
    kept(page, learn.workspace, "reading", ["easy"])
    page.reload()
    expect(bar).to_have_attribute("aria-pressed", "true")
    expect(widgets.first).to_have_attribute("aria-pressed", "true")
    bar.click()
    expect(page.locator(".coprod-lab-easy-cell").first).to_be_hidden()
    expect(widgets.first).to_have_attribute("aria-pressed", "false")
    kept(page, learn.workspace, "reading", ["plain"])


def test_easy_read_pressed_before_any_activity_is_there_holds(learn, page):
    """Activities that were still on their way come up in Easy Read: they do not turn the page back."""
    page.goto(learn.address("04-four-approaches.ipynb"))
    page.locator(".coprod-lab-easy").click()
    expect(page.locator(ALIVE)).to_be_visible()
    expect(page.locator(".coprod-widget .coprod-switch", has_text="Easy Read").nth(5)).to_be_attached()
    expect(page.locator(".coprod-widget .coprod-switch[aria-pressed=false]", has_text="Easy Read")).to_have_count(0)
    kept(page, learn.workspace, "reading", ["easy"])
    expect(page.locator(".coprod-lab-easy")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".coprod-lab-plain-cell").first).to_be_hidden()


@pytest.mark.parametrize("name", ["00-start-here.ipynb", "03-power.ipynb", "04-four-approaches.ipynb"])
def test_no_scrolling_sideways(learn, open_page, name):
    """At phone and tablet widths nothing has to be scrolled sideways to be read."""
    page = open_page(learn.address(name), width=400)
    expect(page.locator(ALIVE)).to_be_visible()
    expect(page.locator(".coprod-widget").first).to_be_visible()
    for width in (400, 320, 768):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("width => document.querySelector('.jp-NotebookPanel').clientWidth === width", arg=width)
        wide = page.evaluate("""() => [document.documentElement, ...document.querySelectorAll('.jp-NotebookPanel *')]
          .filter(node => node.clientWidth > 1 && node.scrollWidth > node.clientWidth + 1)
          .filter(node => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(node).overflowX))
          .filter(node => !node.closest('.jp-NotebookPanel-toolbar, .coprod-widget *'))
          .map(node => `${node.tagName} ${node.className}`)""")
        assert [] == wide
        heading = page.locator("h1").first.bounding_box()
        assert heading["x"] >= 0
        assert heading["x"] + heading["width"] <= width


def test_tables_become_lists_on_a_narrow_screen(learn, open_page):
    """Where a table of many columns has no room, each cell says which column it is of; it stays a table for readers."""
    page = open_page(learn.address("04-four-approaches.ipynb"), width=400)
    cell = page.get_by_role("row").filter(has_text="Who decides?").get_by_role("cell").first
    expect(cell).to_be_visible()
    said = "cell => getComputedStyle(cell, '::before').content"
    assert '"Consultation: "' == cell.evaluate(said).replace('" "', "")
    page.set_viewport_size({"width": 1200, "height": 800})
    expect(page.get_by_role("columnheader", name="Consultation", exact=True).first).to_be_visible()
    assert "none" == cell.evaluate(said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_computer(counting_page, scheme):
    """JupyterLab's light or dark theme is chosen by what the learner's computer prefers."""
    page = counting_page(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(scheme == "light").lower())


def test_lines_are_of_a_readable_length(learn, open_page):
    """On a wide screen a line of text has at most about 75 characters."""
    page = open_page(learn.address("04-four-approaches.ipynb"), width=1900)
    expect(page.locator(ALIVE)).to_be_visible()
    widest = page.evaluate("""() => {
      const probe = document.createElement('p');
      probe.style.cssText = 'position: absolute; width: 75ch';
      document.querySelector('.jp-RenderedMarkdown').append(probe);
      const allowed = probe.clientWidth;
      probe.remove();
      const lines = [...document.querySelectorAll('.jp-RenderedMarkdown > p')].map(p => p.clientWidth);
      return Math.max(...lines) / allowed;
    }""")
    assert widest <= 1


def test_keyboard_goes_through_in_order(counting_page):
    """Tab goes through the page in the order in which it is read, and shows where it is."""
    page = counting_page()
    names = []
    page.get_by_role("link", name="Start page", exact=True).focus()
    for _ in range(10):
        names.append(page.evaluate("document.activeElement.textContent.trim().slice(0, 13)"))
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        page.keyboard.press("Tab")
    expected = ["Start page", "Words", "Sources", "Easy Read", "Show the code", "Go on", "the fourth un"]
    assert expected == list(dict.fromkeys(name for name in names if name in expected))


def test_tab_bears_the_name_of_the_page(learn, open_page):
    """The title of the browser's tab is the heading of the notebook, and JupyterLab's own elsewhere."""
    learn.put("other.ipynb", notebook(text("# Not of the course"), course=False))
    page = open_page(learn.address("04-four-approaches.ipynb"))
    heading = page.locator(".jp-RenderedMarkdown h1").first
    expect(page).to_have_title(re.compile("^Unit 04: .+ – Co-production course$"))
    expect(heading).to_be_visible()
    page.goto(learn.address("other.ipynb"))
    expect(page).to_have_title(re.compile("JupyterLab"))


def test_saving_by_key_says_that_answers_are_kept(counting_page):
    """Control and S do not bring up the browser's own saving: a sentence says that there is nothing to save."""
    page = counting_page()
    page.locator("h1").click()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Your answers are kept as you give them.")).to_be_visible()
