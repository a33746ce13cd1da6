"""Ways to answer, as a learner has them: by mouse, by touch of a finger, by keys alone, or from a plain list."""

import json
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import WAIT_SECONDS
from playwright.sync_api import Locator, Page, expect

from coprod_widgets import content

MOST_TABS = 400
"""Presses of Tab after which a page counts as one that can't be got through."""


def item_on(page: Page, item_id: str) -> Locator:
    """Find the widget of an item, once it is there and the page around it has stopped growing.

    Words are marked within a second of the page being alive, which can break lines anew: it has to be still as long.
    Before it is alive it can be still for longer, while a slow kernel makes the next activity.
    """
    widget = page.locator(f'.coprod-widget[data-item="{item_id}"]')
    expect(widget).to_be_visible()
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    page.evaluate("""async () => {
      const shown = '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer';
      const height = () => document.querySelector(shown).scrollHeight;
      for (let before = 0, same = 0; same < 60; before = height()) {
        await new Promise(requestAnimationFrame);
        same = before === height() ? same + 1 : 0;
      }
    }""")
    return widget


def chip(widget: Locator, case_id: str) -> Locator:
    """Find the card of a case."""
    return widget.locator(f'button[data-case="{case_id}"]')


def tray(widget: Locator, category: str) -> Locator:
    """Find the place of a category."""
    return widget.locator(f'[data-category="{category}"]')


def drag(widget: Locator, case_id: str, category: str) -> None:
    """Pull a card into a place with the mouse."""
    page = widget.page
    chip(widget, case_id).scroll_into_view_if_needed()
    start = chip(widget, case_id).bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2 + 20, start["y"] + start["height"] / 2 + 20)
    follow(tray(widget, category), page.mouse.move)
    page.mouse.up()


def follow(place: Locator, move: Callable[[float, float], None]) -> None:
    """Move what is dragged over a place, and on until it is there: near an edge the page scrolls, frame by frame."""
    held = re.compile(r"\bcoprod-over\b")
    for _ in range(100):
        box, height = place.bounding_box(), place.page.viewport_size["height"]
        move(box["x"] + box["width"] / 2, min(max(box["y"] + 20, 100), height - 40))
        place.page.evaluate("() => new Promise(requestAnimationFrame)")
        if held.search(place.get_attribute("class")) and place.bounding_box() == box:
            break


def tap(widget: Locator, case_id: str, category: str) -> None:
    """Choose a card, then its place."""
    chip(widget, case_id).click()
    tray(widget, category).locator(".coprod-put").click()


def press(widget: Locator, case_id: str, category: str) -> None:
    """Put a card in its place with a number key."""
    places = [one.get_attribute("data-category") for one in widget.locator("[data-category]").all()]
    chip(widget, case_id).focus()
    widget.page.keyboard.press(str(places.index(category) + 1))


def choose(widget: Locator, case_id: str, category: str) -> None:
    """Choose a case's place from the plain list."""
    if not widget.locator(".coprod-list").is_visible():
        widget.get_by_role("button", name="Show as a plain list").click()
    widget.locator("li", has=widget.page.locator(f'[data-case="{case_id}"]')).get_by_role("combobox").select_option(
        category
    )


ROUTES: dict[str, Callable[[Locator, str, str], None]] = {
    "drag": drag,
    "tap": tap,
    "keyboard": press,
    "list": choose,
}
"""The four routes by the names that records give them."""


def records(workspace: Path) -> list[dict[str, Any]]:
    """Read the learner's answers as they are on disk; a line that is just being written is not there yet."""
    path = workspace / "answers.jsonl"
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def kept(page: Page, workspace: Path, item_id: str, response: Any) -> None:
    """Wait until the last record of an item holds this response."""

    def last() -> Any:
        found = [line["response"] for line in records(workspace) if line["item"] == item_id]
        return found[-1] if found else None

    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if last() == response:
            return
        page.evaluate("() => new Promise(requestAnimationFrame)")
    assert response == last()


def answers(item_id: str) -> dict[str, str]:
    """Give each case of a sort a place: the right one, or the first where none is right."""
    item = content.load_unit("04").item(item_id)
    return {case.id: case.answer or item.categories[0] for case in item.cases}


# --- what may happen meanwhile ---------------------------------------------------------------------


def reload(_learn: Any, page: Page, _notebook: str) -> None:
    """Load the page anew."""
    page.reload()


def restart(learn: Any, _page: Page, notebook: str) -> None:
    """Restart the kernel of a notebook from elsewhere."""
    learn.ask(f"kernels/{learn.kernel(notebook)}/restart", "POST")


def kill(learn: Any, _page: Page, notebook: str) -> None:
    """End the kernel of a notebook by force."""
    name = learn.kernel(notebook)
    [kernel] = [one for one in learn.kernels() if name in " ".join(one.cmdline())]
    kernel.send_signal(signal.SIGKILL)


TROUBLES = [reload, restart, kill]


# --- keys alone ------------------------------------------------------------------------------------


def tab_to(page: Page, selector: str, back: bool = False) -> None:
    """Press Tab until the element in focus is the one that the selector names."""
    for _ in range(MOST_TABS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    where = page.evaluate("() => document.activeElement.outerHTML.slice(0, 300)")
    raise AssertionError(f"{MOST_TABS} presses of Tab did not reach {selector}; the focus is on {where}")


def sort_by_keys(page: Page, item_id: str) -> None:
    """Place every card, answer what is asked about it, and ask for the check, without a mouse."""
    item = content.load_unit("04").item(item_id)
    inside = f'[data-item="{item_id}"]'
    tab_to(page, f"{inside} .coprod-chip")
    for case, category in answers(item_id).items():
        here = f'{inside} button[data-case="{case}"]'
        page.keyboard.press(str(item.categories.index(category) + 1))
        expect(page.locator(f'{inside} [data-category="{category}"] button[data-case="{case}"]')).to_be_focused()
        for kind, field in (("fact", "input"), ("none-kind", "input"), ("need", "textarea")):
            question = f'{inside} .coprod-table [data-question="{item_id}.{kind}.{case}"]'
            if page.locator(question).is_visible():
                tab_to(page, f"{question} {field}")
                page.keyboard.press("Space") if field == "input" else page.keyboard.type("Who had the votes?")
                tab_to(page, here, back=True)
        page.keyboard.press("ArrowDown")
    for asked in item.then:
        tab_to(page, f'{inside} [data-question="{asked.id}"] input')
        page.keyboard.press("Space")
    tab_to(page, f"{inside} .coprod-main")
    page.keyboard.press("Enter")
    expect(page.locator(f"{inside} .coprod-results h3")).to_be_focused()


def choose_by_keys(page: Page, item_id: str) -> None:
    """Answer a check without a mouse."""
    inside = f'[data-item="{item_id}"]'
    tab_to(page, f"{inside} input")
    page.keyboard.press("Space")
    tab_to(page, f"{inside} .coprod-main")
    page.keyboard.press("Enter")
    expect(page.locator(f"{inside} .coprod-feedback").filter(visible=True).first).to_be_visible()
