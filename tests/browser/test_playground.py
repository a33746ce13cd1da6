"""The playground is alive with its code in sight, takes changes, survives slips, and can be had afresh."""

import json
import re

import pytest
from answering import kept, records
from playwright.sync_api import Locator, Page, expect

from coprod_widgets.lab.workspace import course_dir

NAME = "90-playground.ipynb"
ALIVE = ".jp-NotebookPanel:not(.lm-mod-hidden)[data-coprod-state=alive]"
EDITORS = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputArea-editor:visible"


@pytest.fixture
def playground(learn, open_page):
    """Open the playground, all of it there: ``playground(width=400)``."""

    def open_playground(**options) -> Page:
        for path in learn.workspace.glob("my-*"):
            path.unlink()
        # JupyterLab saves by itself every two minutes what another test has typed.
        (learn.workspace / NAME).write_bytes((course_dir() / NAME).read_bytes())
        page = open_page(learn.address(NAME), **options)
        expect(page.locator(ALIVE)).to_be_visible()
        expect(page.locator(f"{ALIVE} .coprod-widget.coprod-story")).to_be_visible()
        expect(page.get_by_text("There is no answer in your folder yet.")).to_be_visible()
        return page

    return open_playground


def cell(page: Page, begins: str) -> Locator:
    """Find the cell of code whose comment begins so."""
    return page.locator(f"{ALIVE} .jp-CodeCell").filter(has=page.locator(".cm-content", has_text=begins))


def write(found: Locator, source: str) -> None:
    """Put other code in a cell and run it, as a learner does."""
    found.locator(".cm-content").click()
    page = found.page
    page.keyboard.press("Control+a")
    # Typed letter by letter, the editor would close brackets by itself.
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")


def test_it_opens_alive_with_its_code_in_sight(learn, playground):
    """Nothing has to be pressed; the choice to see code here is not one for the units; nothing is saved."""
    before = (learn.workspace / NAME).read_bytes()
    page = playground()

    expect(page.locator(EDITORS)).to_have_count(12)
    expect(page.locator(f"{ALIVE} .coprod-widget[data-item]")).to_have_count(8)
    expect(page.locator(f"{ALIVE} .jp-OutputArea-output img[alt*='pieces of work']:visible")).to_have_count(1)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.get_by_role("button", name="Hide the code").click()
    expect(page.locator(EDITORS)).to_have_count(0)
    page.get_by_role("button", name="Show the code").click()
    page.get_by_role("link", name="Start page").click()
    expect(page.locator(f"{ALIVE} .coprod-start")).to_be_visible()
    expect(page.locator(EDITORS)).to_have_count(0)
    assert before == (learn.workspace / NAME).read_bytes()
    assert [] == records(learn.workspace)


def test_a_changed_rule_changes_the_picture(playground):
    """A learner changes one number, runs the cell, and reads what it did."""
    page = playground()
    rules = cell(page, "# Another number in the rules.")
    first = rules.locator("img:visible").get_attribute("alt")
    assert "19 of 40 are read differently by your rules" in first

    write(rules, 'rules = {"shared": 76}\nfigures.shown(figures.readings(rules=rules))')

    changed = page.locator(f"{ALIVE} img[alt*='pieces of work']:visible")
    expect(changed).to_have_attribute("alt", re.compile(r"\b\d+ of 40 are read differently"))
    expect(changed).not_to_have_attribute("alt", first)


def test_a_slip_is_a_sentence_and_hurts_nothing_else(playground):
    """A misspelt word, a wrong value, a bracket too few: each says where and why; the next run mends it."""
    page = playground()
    slips = {
        '# Mine.\nfigures.readings(rules={"sharde": 51})': "the nearest is 'shared'",
        "# Mine.\nfigurs.readings()": "Nothing is called “figurs” here.",
        "# Mine.\nfigures.readings(": "Python can’t read this",
    }
    begins = "# Another number in the rules."
    for source, told in slips.items():
        write(cell(page, begins), source)
        begins = "# Mine."
        error = cell(page, begins).locator(".jp-OutputArea-output")
        expect(error).to_contain_text(told)
        expect(error).to_contain_text("This cell stopped at line 2:")
        expect(error.locator("pre")).to_have_css("word-break", "normal")
        expect(page.get_by_text("Traceback")).to_have_count(0)
    write(cell(page, begins), "# Mine.\nfigures.shown(figures.readings())")
    expect(cell(page, begins).locator("img:visible")).to_have_count(1)
    expect(page.get_by_text("This cell stopped")).to_have_count(0)
    expect(page.locator(f"{ALIVE} .coprod-widget[data-item]")).to_have_count(8)


def test_a_file_of_ones_own_cases_is_read_again(learn, playground):
    """A learner changes the table beside the page, runs the cell, and sorts their own case."""
    page = playground()
    (learn.workspace / "my-cases.csv").write_text("title;story\nMine;We build it.\n", "utf-8")
    table = cell(page, "# Cases from a table.")
    table.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")

    expect(table.locator(".coprod-in-hand")).to_contain_text("We build it.")
    expect(table.get_by_text("The café menu")).to_have_count(0)


def test_a_fresh_copy_is_one_press_away(learn, playground):
    """The learner's page stays as it is; the copy opens alive, in this tab."""
    page = playground()
    page.get_by_role("button", name="Get a fresh copy of this page").click()
    link = page.locator("a[data-coprod-open*='fresh copy']:visible")
    expect(link).to_have_count(1)
    name = link.get_attribute("data-coprod-open")
    link.click()

    expect(page).to_have_url(re.compile("fresh%20copy"))
    expect(page.locator(f"{ALIVE} .coprod-widget.coprod-story")).to_be_visible()
    assert (learn.workspace / name).read_bytes() == (learn.workspace / NAME).read_bytes()
    page.context.close()  # an open page may save its layout at any moment
    learn.ask("sessions")  # what it sent before that has been done by then
    (learn.workspace / name).unlink()
    for layout in (learn.workspace / ".coprod" / "lab" / "layouts").iterdir():
        layout.unlink()  # it names the copy, which the next page would look for


def test_a_copy_from_somewhere_else_asks_before_it_runs(learn, page):
    """What a learner made and passed on is not run by itself in somebody else's folder: the page says why."""
    notebook = json.loads((learn.workspace / NAME).read_text("utf-8"))
    notebook["cells"][-1]["source"] = ["open('was-run', 'w').close()"]
    learn.put("passed-on.ipynb", notebook)
    page.goto(learn.address("passed-on.ipynb"))

    expect(page.get_by_role("alert").filter(has_text="Nothing on this page has been run")).to_be_visible()
    assert not (learn.workspace / "was-run").exists()


def test_it_fits_a_narrow_window(playground):
    """Nothing is cut at 400 pixels but code, which scrolls in its own cell."""
    page = playground(width=400)
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.coprod-widget, .coprod-figure, .jp-RenderedMarkdown')]
          .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
          .map(one => one.className)"""
    )
    assert [] == wide


def test_easy_read_of_the_page_reaches_every_widget(learn, playground):
    """Also after the page is opened again, where a learner's own widgets begin in plain words."""
    page = playground()
    page.locator(".coprod-lab-easy").click()
    pressed = f"{ALIVE} .coprod-widget[data-item] .coprod-switch[aria-pressed=true]"
    switches = page.locator(pressed, has_text="Easy Read")
    expect(switches).to_have_count(8)
    kept(page, learn.workspace, "reading", ["easy"])

    page.reload()

    expect(page.locator(ALIVE)).to_be_visible()
    expect(switches).to_have_count(8)


def test_easy_read_chosen_elsewhere_is_how_the_playground_opens(learn, playground, open_page):
    """In a browser that knows nothing of it: the learner's folder does. An error is in Easy Read, too."""
    first = playground()
    first.locator(".coprod-lab-easy").click()
    kept(first, learn.workspace, "reading", ["easy"])

    first.close()
    page = open_page(learn.address(NAME))

    switches = page.locator(
        f"{ALIVE} .coprod-widget[data-item] .coprod-switch[aria-pressed=true]", has_text="Easy Read"
    )
    expect(switches).to_have_count(8)
    expect(page.locator(".jp-RenderedMarkdown:visible", has_text="Here you can see the code.")).to_have_count(1)
    write(cell(page, "# Another number in the rules."), "# Mine.\n1 / 0")
    expect(cell(page, "# Mine.").locator(".jp-OutputArea-output")).to_contain_text("Python says: division by zero")
