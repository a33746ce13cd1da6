"""Going through the course: one tab, no kernel left behind, and nobody else's kernel ended."""

import re

import pytest
from answering import item_on
from conftest import until
from playwright.sync_api import Page, expect
from small_notebooks import counting

ALIVE = ".jp-NotebookPanel:not(.lm-mod-hidden)[data-coprod-state=alive]"
COUNTED = re.compile(r"^Process \d+ counted \d+$")


def at(page: Page, name: str) -> None:
    """Wait until one notebook is in front and alive, and is the only one that is open."""
    expect(page).to_have_url(re.compile(f"/tree/{re.escape(name)}$"))
    expect(page.locator(ALIVE)).to_be_visible()
    expect(page.locator(".jp-NotebookPanel")).to_have_count(1)


def gone(page: Page, learn, kernels: int) -> None:
    """Wait until the server has only so many kernels."""
    until(
        page,
        """([token, kernels]) => fetch('/api/kernels', { headers: { Authorization: `token ${token}` } })
          .then(answer => answer.json()).then(found => found.length === kernels)""",
        [learn.token, kernels],
    )


def test_links_open_in_place_and_leave_one_kernel(learn, page):
    """Start page, unit, start page again: the same tab throughout, and each unit that is left ends its kernel."""
    page.goto(learn.url)
    at(page, "00-start-here.ipynb")
    link = item_on(page, "start").locator("a[data-coprod-open='04-four-approaches.ipynb']").first
    link.click()
    at(page, "04-four-approaches.ipynb")
    gone(page, learn, 1)
    page.get_by_role("link", name="Start page", exact=True).click()
    at(page, "00-start-here.ipynb")
    gone(page, learn, 1)
    item_on(page, "start")
    link.click()
    at(page, "04-four-approaches.ipynb")
    gone(page, learn, 1)


def test_carrying_on_opens_the_unit_where_the_learner_was(learn, page):
    """The first unfinished activity's heading is in sight and has the focus; a plain link opens at the top."""
    page.goto(learn.address("04-four-approaches.ipynb"))
    at(page, "04-four-approaches.ipynb")
    for item in ("sort-pair-garden", "sort-pair-week"):
        widget = item_on(page, item)
        widget.locator(".coprod-main").click()
        expect(widget.locator(".coprod-actions + .coprod-status")).to_contain_text("press the button again")
        widget.locator(".coprod-main").click()
        expect(widget.locator(".coprod-results")).to_be_visible()
    page.get_by_role("link", name="Start page", exact=True).click()
    at(page, "00-start-here.ipynb")
    item_on(page, "start").locator(".coprod-go[data-coprod-item='sort-pair-training']").click()
    at(page, "04-four-approaches.ipynb")
    heading = page.get_by_role("heading", name="Pair 3: co-design or co-production?")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(page.locator("h1:visible")).not_to_be_in_viewport()

    page.get_by_role("link", name="Start page", exact=True).click()
    at(page, "00-start-here.ipynb")
    item_on(page, "start").locator(".coprod-row[data-coprod-open='04-four-approaches.ipynb']").click()
    at(page, "04-four-approaches.ipynb")
    expect(page.locator("h1:visible")).to_be_in_viewport()


def test_text_links_and_the_back_button(learn, page):
    """A link in the text opens the notebook in this tab, and the browser's Back returns."""
    learn.put("counting.ipynb", counting(), signed=True)
    page.goto(learn.address("counting.ipynb"))
    at(page, "counting.ipynb")
    link = page.get_by_role("link", name="the fourth unit")
    link.hover()
    expect(link).to_have_attribute("href", re.compile(r"/doc/tree/04-four-approaches\.ipynb$"))
    link.click()
    at(page, "04-four-approaches.ipynb")
    page.go_back()
    at(page, "counting.ipynb")
    assert 1 == len(page.context.pages)


def test_link_in_a_folder(learn, page):
    """In a folder below, a link goes by that folder, and the start page is found above it."""
    learn.put("more/counting.ipynb", counting(), signed=True)
    page.goto(learn.address("more/counting.ipynb"))
    at(page, "more/counting.ipynb")
    page.get_by_role("link", name="Go on").click()
    missing = "“04-four-approaches.ipynb” is not in this folder"
    expect(page.get_by_role("alert").filter(has_text=missing)).to_be_visible()
    page.get_by_role("link", name="Start page", exact=True).click()
    at(page, "00-start-here.ipynb")


def test_two_tabs_on_two_units_stay_alive(learn, page, watch):
    """Opening another unit in a second tab does not end the first one's kernel."""
    learn.put("counting.ipynb", counting(), signed=True)
    page.goto(learn.address("counting.ipynb"))
    at(page, "counting.ipynb")
    second = page.context.new_page()
    watch.on(second)
    second.goto(learn.address("04-four-approaches.ipynb"))
    at(second, "04-four-approaches.ipynb")
    button = page.get_by_role("button", name=COUNTED)
    button.click()
    expect(button).to_have_text(re.compile("counted 1$"))
    assert 2 == len(learn.ask("kernels"))


def test_same_unit_in_two_tabs(learn, page, watch):
    """A unit that is left in one tab goes on in the other."""
    learn.put("counting.ipynb", counting(), signed=True)
    page.goto(learn.address("counting.ipynb"))
    at(page, "counting.ipynb")
    second = page.context.new_page()
    watch.on(second)
    second.goto(learn.address("counting.ipynb"))
    at(second, "counting.ipynb")
    second.get_by_role("link", name="Start page", exact=True).click()
    at(second, "00-start-here.ipynb")
    button = page.get_by_role("button", name=COUNTED)
    button.click()
    expect(button).to_have_text(re.compile("counted 1$"))


def test_kernel_that_no_page_uses_is_ended(learn, open_page):
    """A kernel left by a closed tab is ended when the course is opened again."""
    first = open_page(learn.address("04-four-approaches.ipynb"))
    at(first, "04-four-approaches.ipynb")
    first.context.close()
    page = open_page(learn.url)
    at(page, "00-start-here.ipynb")
    gone(page, learn, 1)
    expect(page.locator(ALIVE)).to_be_visible()


def test_answer_on_its_way_is_not_lost(learn, page):
    """An answer given just before a unit is left reaches the file although the kernel is ended."""
    slow = counting()
    slow["cells"][4]["source"] += (
        "\n    @traitlets.observe('clicks')\n    def _write(self, change):\n"
        "        import time\n        time.sleep(2)\n        open('answered', 'w').close()\n"
    )
    learn.put("slow.ipynb", slow, signed=True)
    page.goto(learn.address("slow.ipynb"))
    at(page, "slow.ipynb")
    page.get_by_role("button", name=COUNTED).click()
    page.get_by_role("link", name="Go on").click()
    at(page, "04-four-approaches.ipynb")
    assert (learn.workspace / "answered").exists()


@pytest.mark.parametrize("name", ["00-start-here.ipynb", "04-four-approaches.ipynb"])
def test_nothing_leaves_this_computer(learn, page, name):
    """Neither the page nor the server nor a kernel connects to another computer."""
    page.goto(learn.address(name))
    at(page, name)
    import psutil

    server = psutil.Process(learn.process.pid)
    remote = {
        connection.raddr.ip
        for process in [server, *server.children(recursive=True)]
        for connection in process.net_connections("inet")
        if connection.raddr
    }
    assert remote <= {"127.0.0.1"}
    assert [] == learn.outside()
