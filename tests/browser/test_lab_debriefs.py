"""What is said after an activity waits for its result, and never goes again once it was there."""

import pytest
from answering import item_on
from playwright.sync_api import Page, expect
from small_notebooks import TOOLS, code, notebook, text

NAME = "debriefs.ipynb"
WAITS = "What to notice appears here once you have done the activity above."
SORT = '# Sort.\nunit("04").activity("sort-pair-garden")'
CHECK = '# Check.\nunit("04").check("when-consult")'
WRITE = '# Write.\nunit("04").activity("own-work")'


@pytest.fixture
def debriefs(learn, page) -> Page:
    """Open a notebook with a sorting, a check and a question to write about, each followed by what to notice."""
    learn.put(
        NAME,
        notebook(
            text("# Three activities"),
            code(TOOLS),
            code(SORT),
            text("Notice the gate.", "debrief", "plain"),
            text("See the gate.", "debrief", "easy"),
            code(CHECK),
            text("Notice the check.", "debrief"),
            code(WRITE),
            text("Notice the words.", "debrief"),
        ),
    )
    opened(learn, page)
    return page


def opened(learn, page):
    """Open the notebook, and wait until its activities are alive."""
    page.goto(learn.address(NAME))
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    expect(page.locator(".coprod-widget")).to_have_count(3)


def check_sorting(page):
    """Ask for the result of the sorting, as it is."""
    sort = item_on(page, "sort-pair-garden")
    check = sort.get_by_role("button", name="Check my sorting")
    check.click()
    expect(sort.locator(".coprod-actions + .coprod-status")).to_contain_text("press the button again")
    check.click()


def test_what_to_notice_waits_until_the_activity_is_checked(debriefs):
    """Before: a sentence in its place. After: the text, said politely. The other activities' texts still wait."""
    gate = debriefs.locator("p", has_text="Notice the gate.")
    expect(debriefs.get_by_text(WAITS).locator("visible=true")).to_have_count(2)
    expect(gate).to_be_hidden()
    check_sorting(debriefs)
    expect(gate).to_be_visible()
    expect(debriefs.get_by_role("status").filter(has_text="What to notice is now shown here.").first).to_be_attached()
    expect(debriefs.locator("p", has_text="Notice the check.")).to_be_hidden()
    item_on(debriefs, "when-consult").locator("label").first.click()
    item_on(debriefs, "when-consult").get_by_role("button", name="Check my answer").click()
    expect(debriefs.locator("p", has_text="Notice the check.")).to_be_visible()


def test_after_an_activity_without_a_result_it_is_simply_there(debriefs):
    """What can't be checked keeps nothing back."""
    expect(debriefs.locator("p", has_text="Notice the words.")).to_be_visible()


def test_it_stays_when_the_learner_tries_again_and_comes_back(learn, debriefs):
    """Neither trying again nor opening the page anew hides what was seen; then nothing is announced either."""
    check_sorting(debriefs)
    item_on(debriefs, "sort-pair-garden").get_by_role("button", name="Try again").click()
    expect(item_on(debriefs, "sort-pair-garden").locator(".coprod-results")).to_be_hidden()
    expect(debriefs.locator("p", has_text="Notice the gate.")).to_be_visible()
    opened(learn, debriefs)
    expect(debriefs.locator("p", has_text="Notice the gate.")).to_be_visible()
    expect(debriefs.get_by_text("What to notice is now shown here.")).to_have_count(0)
    expect(debriefs.locator("p", has_text="Notice the check.")).to_be_hidden()


def test_whoever_wants_it_now_has_it_now(debriefs):
    """A button shows it, by keys as well, and the focus goes to what it has brought, in either wording."""
    debriefs.get_by_role("button", name="Show it now").first.focus()
    debriefs.keyboard.press("Enter")
    expect(debriefs.locator("p", has_text="Notice the gate.")).to_be_visible()
    expect(debriefs.locator(".jp-RenderedMarkdown", has_text="Notice the gate.")).to_be_focused()
    item_on(debriefs, "own-work").get_by_role("button", name="Easy Read").click()
    expect(debriefs.locator("p", has_text="See the gate.")).to_be_visible()
    expect(debriefs.locator("p", has_text="Notice the check.")).to_be_hidden()


def test_a_deleted_activity_leaves_nothing_behind(debriefs):
    """With the code in sight a cell may be deleted: its text is then for the activity above, and nothing breaks."""
    debriefs.get_by_role("button", name="Show the code").click()
    cell = debriefs.locator(".jp-CodeCell").filter(has=debriefs.locator('[data-item="when-consult"]'))
    cell.locator(".jp-InputPrompt").click()
    debriefs.keyboard.press("d")
    debriefs.keyboard.press("d")
    expect(cell).to_have_count(0)
    expect(debriefs.locator("p", has_text="Notice the check.")).to_be_hidden()
    check_sorting(debriefs)
    expect(debriefs.locator("p", has_text="Notice the check.")).to_be_visible()
    debriefs.get_by_role("button", name="Hide the code").click()
