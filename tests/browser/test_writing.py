"""What a learner writes is never lost: not with the kernel, not with the page, not with the server or another page."""

import json

import psutil
import pytest
from answering import ROUTES, item_on, kept, kill, records
from conftest import until
from playwright.sync_api import expect

from coprod_widgets import content
from coprod_widgets.records import forget

NOTEBOOK = "04-four-approaches.ipynb"
ALIVE = ".jp-NotebookPanel[data-coprod-state=alive]"
BEGUN = "Next time we will ask "
REST = "everyone who eats there, before anything is drawn."
SENTENCE = BEGUN + REST
SERVER_GONE = (
    "ERR_CONNECTION_REFUSED|Failed to fetch|WebSocket connection|status of 40[34]|^Kernel|NetworkError|Cannot send"
)


@pytest.fixture(autouse=True)
def sends_into_the_void(watch):
    """The page's own library writes down each message that found no kernel, which is what these tests are about."""
    watch.allowed.append("Could not send widget sync message")


def own_question() -> str:
    """Give the id of unit 04's question about the learner's own work."""
    return next(item.id for item in content.load_unit("04").items if item.interaction == "reflect")


def box_on(page):
    """Find the box of that question, once it is there."""
    return item_on(page, own_question()).get_by_role("textbox")


def opened(learn, page):
    """Open unit 04 and give the box."""
    page.goto(learn.address(NOTEBOOK))
    expect(page.locator(ALIVE)).to_be_visible()
    return box_on(page)


def freeze(learn) -> psutil.Process:
    """Hold the kernel of unit 04 still, and give its process: what is sent to it now it never reads."""
    name = learn.kernel(NOTEBOOK)
    [kernel] = [one for one in learn.kernels() if name in " ".join(one.cmdline())]
    kernel.suspend()
    return kernel


def nothing_held(page) -> None:
    """Wait until the browser holds nothing any more: all is kept."""
    until(page, "() => Object.keys(localStorage).every(name => !name.startsWith('coprod-held:'))")


def test_kernel_killed_in_mid_sentence_loses_no_letter(learn, page):
    """Who goes on typing while the kernel dies and another comes finds all of it, on the page and in the file."""
    box = opened(learn, page)
    box.press_sequentially(BEGUN, delay=20)
    kill(learn, page, NOTEBOOK)
    page.keyboard.type(REST, delay=150)
    kept(page, learn.workspace, own_question(), SENTENCE)
    expect(page.locator(ALIVE)).to_be_visible()
    expect(box_on(page)).to_have_value(SENTENCE)
    expect(page.locator("[data-coprod-held]")).to_have_count(0)
    nothing_held(page)


def test_page_says_that_it_has_put_words_back(learn, page):
    """What had been typed when the kernel was ended for good is back once there is another, and a sentence says so."""
    box = opened(learn, page)
    # A box that is left when the page hears of it takes no more words until there is another kernel.
    box.focus()
    learn.ask(f"kernels/{learn.kernel(NOTEBOOK)}", "DELETE")
    box.press_sequentially(SENTENCE)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Start again").first.click()
    # First: where the kernel takes long over them, another sentence comes in its place, that they are not kept yet.
    expect(page.get_by_text("What you wrote had not been kept yet. It has been put back.")).to_be_visible()
    kept(page, learn.workspace, own_question(), SENTENCE)
    expect(box_on(page)).to_have_value(SENTENCE)
    nothing_held(page)


def test_reload_right_after_a_key_press_loses_no_letter(learn, page):
    """A page that is loaded anew in mid-sentence has all of it, and so has the file."""
    opened(learn, page).press_sequentially(SENTENCE)
    page.reload()
    expect(box_on(page)).to_have_value(SENTENCE)
    kept(page, learn.workspace, own_question(), SENTENCE)
    nothing_held(page)


def test_closed_page_loses_no_letter(learn, page):
    """A tab that is closed right after a key press, and opened again, has all that was typed."""
    opened(learn, page).press_sequentially(SENTENCE)
    page.close(run_before_unload=True)
    again = page.context.new_page()
    expect(opened(learn, again)).to_have_value(SENTENCE)
    kept(again, learn.workspace, own_question(), SENTENCE)
    nothing_held(again)


def test_server_stopped_in_mid_sentence_loses_no_letter(start_learn, page, watch):
    """What is written while the course is away stays in the browser, says so, and is kept when the course is back."""
    watch.allowed.append(SERVER_GONE)
    learn = start_learn()
    box = opened(learn, page)
    box.press_sequentially(BEGUN)
    learn.stop()
    page.keyboard.type(REST)
    expect(page.get_by_text("Not in your answers file yet.")).to_be_visible()
    expect(box).to_have_value(SENTENCE)
    again = start_learn(workspace=learn.workspace, port=learn.port)
    page.goto(again.address(NOTEBOOK))
    expect(box_on(page)).to_have_value(SENTENCE)
    kept(page, learn.workspace, own_question(), SENTENCE)
    nothing_held(page)


def test_words_are_kept_while_they_are_typed(learn, page):
    """Nothing has to be left or pressed for a text to reach the file."""
    opened(learn, page).press_sequentially(SENTENCE)
    kept(page, learn.workspace, own_question(), SENTENCE)
    expect(box_on(page)).to_be_focused()
    nothing_held(page)


def test_two_pages_do_not_write_over_each_other(learn, page):
    """Who writes while another page answers the same question sees the other words, and can take them in."""
    mine = opened(learn, page)
    other = page.context.new_page()
    theirs = opened(learn, other)
    page.bring_to_front()
    mine.press_sequentially("Mine.")
    kept(page, learn.workspace, own_question(), "Mine.")
    other.bring_to_front()
    expect(theirs).to_have_value("Mine.")
    page.bring_to_front()
    mine.press_sequentially(" And more")
    other.bring_to_front()
    theirs.fill("Theirs.")
    theirs.blur()
    page.bring_to_front()
    shown = page.locator(".coprod-other").first
    expect(shown).to_contain_text("Theirs.")
    # Not as the last one: what is typed here is handed over after three seconds, be it before their words or after.
    assert "Theirs." in [one["response"] for one in records(learn.workspace)]
    expect(mine).to_have_value("Mine. And more")
    shown.get_by_role("button", name="Add it to my answer").click()
    kept(page, learn.workspace, own_question(), "Mine. And more\n\nTheirs.")
    expect(page.locator(".coprod-other")).to_have_count(0)


def test_words_of_a_page_with_another_kernel_are_shown(learn, page):
    """Two notebooks with kernels of their own ask the same question: the second to write sees what the first wrote."""
    learn.put("copy.ipynb", json.loads((learn.workspace / NOTEBOOK).read_text("utf-8")), signed=True)
    mine = opened(learn, page)
    other = page.context.new_page()
    other.goto(learn.address("copy.ipynb"))
    expect(other.locator(ALIVE)).to_be_visible()
    theirs = box_on(other)
    theirs.fill("Theirs.")
    theirs.blur()
    kept(other, learn.workspace, own_question(), "Theirs.")
    page.bring_to_front()
    mine.fill("Mine.")
    mine.blur()
    expect(page.locator(".coprod-other")).to_contain_text("Theirs.")
    page.get_by_role("button", name="Leave it out").click()
    kept(page, learn.workspace, own_question(), "Mine.")
    assert {"Mine.", "Theirs."} == {one["response"] for one in records(learn.workspace)}


def test_card_placed_while_the_kernel_is_dead_lies_there_afterwards(learn, page):
    """An answer given before anyone knows that the kernel is dead is given again to the next one."""
    page.goto(learn.address(NOTEBOOK))
    expect(page.locator(ALIVE)).to_be_visible()
    widget = item_on(page, "sort-clear")
    case = content.load_unit("04").item("sort-clear").cases[0].id
    kernel = freeze(learn)
    ROUTES["tap"](widget, case, "engagement")
    kernel.kill()
    expect(
        page.get_by_text("An answer that you gave had not been kept yet. It has been put back.").first
    ).to_be_visible()
    kept(page, learn.workspace, "sort-clear", {case: "engagement"})
    widget = item_on(page, "sort-clear")
    expect(widget.locator(f'[data-category="engagement"] button[data-case="{case}"]')).to_be_visible()
    nothing_held(page)


def test_an_answer_to_what_was_deleted_does_not_come_back(learn, page):
    """The kernel finds the file gone: whether it keeps the change or refuses it, the browser holds it no more."""
    page.goto(learn.address(NOTEBOOK))
    expect(page.locator(ALIVE)).to_be_visible()
    widget = item_on(page, "sort-clear")
    first, second = (case.id for case in content.load_unit("04").item("sort-clear").cases[:2])
    ROUTES["tap"](widget, first, "engagement")
    kept(page, learn.workspace, "sort-clear", {first: "engagement"})
    nothing_held(page)
    kernel = freeze(learn)
    ROUTES["tap"](widget, second, "co-design")
    until(page, "() => Object.keys(localStorage).some(name => name.startsWith('coprod-held:'))")
    forget(learn.workspace / "answers.jsonl")
    kernel.resume()

    expect(widget.locator(f'[data-category="engagement"] button[data-case="{first}"]')).to_have_count(0)
    nothing_held(page)


def test_an_answer_held_up_on_its_way_does_not_bring_back_what_was_deleted(learn, page):
    """By the time it arrives the kernel has noticed the deletion by itself: the page is empty, and says so."""
    held_up, hold = [], []

    def between(near):
        far = near.connect_to_server()
        near.on_message(lambda message: held_up.append((far, message)) if hold else far.send(message))

    page.route_web_socket("**/channels**", between)
    page.goto(learn.address(NOTEBOOK))
    expect(page.locator(ALIVE)).to_be_visible()
    widget = item_on(page, "sort-clear")
    first, second, third = (case.id for case in content.load_unit("04").item("sort-clear").cases[:3])
    ROUTES["tap"](widget, first, "engagement")
    kept(page, learn.workspace, "sort-clear", {first: "engagement"})
    seen = widget.locator(f'[data-category="engagement"] button[data-case="{first}"]')
    expect(seen).to_be_visible()
    hold.append(True)
    ROUTES["tap"](widget, second, "co-design")
    until(page, "() => Object.keys(localStorage).some(name => name.startsWith('coprod-held:'))")
    forget(learn.workspace / "answers.jsonl")
    nothing_held(page)  # the kernel has noticed, and the page has heard of it
    hold.clear()
    for far, message in held_up:
        far.send(message)

    expect(widget.get_by_text("Your answers are no longer in this folder")).to_be_visible()
    expect(widget.locator("[data-category] button[data-case]")).to_have_count(0)
    assert [] == records(learn.workspace)
    ROUTES["tap"](widget, third, "co-design")
    kept(page, learn.workspace, "sort-clear", {third: "co-design"})
    nothing_held(page)


def test_choice_made_while_the_kernel_is_dead_stays_made(learn, page):
    """The same for a question with choices."""
    page.goto(learn.address(NOTEBOOK))
    expect(page.locator(ALIVE)).to_be_visible()
    item = next(one for one in content.load_unit("04").items if one.interaction == "choice" and one.use == "check")
    widget = item_on(page, item.id)
    kernel = freeze(learn)
    widget.locator("input").first.check()
    kernel.kill()
    kept(page, learn.workspace, item.id, [item.choices[0].id])
    expect(item_on(page, item.id).locator("input").first).to_be_checked()
    nothing_held(page)


def test_every_text_box_of_the_course_holds_what_is_typed(learn, page):
    """No activity has a text box of its own making, in whatever unit it stands."""
    for path in sorted(learn.workspace.glob("0*.ipynb")):
        page.goto(learn.address(path.name))
        expect(page.locator(ALIVE)).to_be_visible()
        expect(page.locator(".coprod-widget textarea:not([readonly], .coprod-writing textarea)")).to_have_count(0)
