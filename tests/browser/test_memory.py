"""The course remembers: where one is, what comes back a week later, what is kept; and forgets when it is told to."""

import os
import shutil
import zipfile
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from answering import answers, item_on, kept, press, tab_to
from playwright.sync_api import expect
from test_access import alive, findings

from coprod_widgets import content, records, scoring

START, REVIEW, ANSWERS, UNIT = (
    "00-start-here.ipynb", "80-review.ipynb", "93-my-answers.ipynb", "04-four-approaches.ipynb",
)  # fmt: skip
SORT = content.load_unit("04").item("sort-clear")
CHECK = content.load_unit("04").item("when-consult")
FIRST = SORT.cases[0]


def look(page, name):
    """Keep a picture for whoever wants to look."""
    if folder := os.environ.get("COPROD_TEST_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def answer(workspace, number, item, response, days, **more):
    """Write an answer as a widget keeps it, so many days ago."""
    checked = scoring.score(item, response)
    made = records.new_record(
        unit=number, item=item.id, digest=content.digest(item), interaction=item.interaction, response=response,
        checked=True, score=checked, **more,
    )  # fmt: skip
    at = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    records.append(workspace / "answers.jsonl", msgspec.structs.replace(made, at=at))


def a_week_ago(workspace):
    """Do unit 00 and the beginning of unit 04 a week ago: one card wrong and sure of it, one check wrong."""
    zero = content.load_unit("00")
    answer(workspace, "00", zero.item("reading"), ["plain"], 7)
    answer(workspace, "00", zero.item("answering"), ["cards"], 7)
    answer(workspace, "00", zero.item("cannot-teach"), list(zero.item("cannot-teach").key), 7)
    answer(workspace, "04", CHECK, [next(one.id for one in CHECK.choices if one.id not in CHECK.key)], 7)
    right = {case.id: case.answer for case in SORT.cases}
    wrong = "none" if FIRST.answer != "none" else "consultation"
    answer(workspace, "04", SORT, right | {FIRST.id: wrong}, 7, confidence=1.0)


def row(page, notebook):
    return page.locator(f".coprod-start .coprod-row[data-coprod-open='{notebook}']")


def test_a_learner_who_comes_back_a_week_later_finds_everything(learn, page):
    """Where they were, what is left, and their own errors, the surest first; by keys; told when the next is due."""
    a_week_ago(learn.workspace)
    alive(page, learn.address(START))
    expect(row(page, START)).to_contain_text("Completed")
    expect(row(page, UNIT)).to_contain_text("In progress")
    expect(row(page, UNIT)).to_contain_text("About 50 minutes left")
    expect(page.locator(".coprod-left")).to_contain_text("Left in the whole course: about")
    expect(page.get_by_role("link", name="Carry on where you were")).to_have_attribute(
        "data-coprod-item", "sort-pair-garden"
    )
    expect(row(page, REVIEW)).to_contain_text("2 to look at today")
    look(page, "start-light")

    tab_to(page, f".coprod-row[data-coprod-open='{REVIEW}']")
    page.keyboard.press("Enter")
    card = f"opening-04-sort-clear.again.{FIRST.id}"
    widget = item_on(page, card)
    expect(widget).to_contain_text(FIRST.story.text)
    expect(widget).to_contain_text("invented case")
    expect(page.locator(".coprod-review")).to_contain_text("2 of your answers come back today.")
    # The start page asks questions too, until it is closed.
    expect(page.locator(".coprod-choice")).to_have_count(2)
    assert [card, "opening-04-when-consult"] == [
        one.get_attribute("data-item") for one in page.locator(".coprod-choice").all()
    ]
    look(page, "review-light")
    tab_to(page, f'[data-item="{card}"] input[type=radio]')
    place = SORT.categories.index(FIRST.answer)
    page.keyboard.press("Space")
    for _ in range(place):
        page.keyboard.press("ArrowDown")
    tab_to(page, f'[data-item="{card}"] .coprod-main')
    page.keyboard.press("Enter")
    expect(widget).to_contain_text("✓ Right.")
    expect(page.locator(".coprod-review")).to_contain_text("One of your answers comes back today.")
    in_a_week = datetime.now(UTC) + timedelta(days=7)
    expect(page.locator(".coprod-days")).to_contain_text(f"{in_a_week.day} {in_a_week:%B %Y}: one question")
    last = item_on(page, "opening-04-when-consult")
    last.locator(f"input[value='{CHECK.key[0]}']").check()
    last.get_by_role("button", name="Check my answer").click()
    expect(page.locator(".coprod-review")).to_contain_text("That was all for today. The next comes back on")

    with page.expect_download() as caught:
        page.get_by_role("button", name="Save these days for my calendar").click()
    calendar = caught.value.path().read_bytes().decode()
    assert "review-days.ics" == caught.value.suggested_filename
    assert f"DTSTART;VALUE=DATE:{in_a_week:%Y%m%d}\r\n" in calendar

    page.reload()
    expect(item_on(page, card)).to_contain_text("✓ Right.")
    page.get_by_role("navigation", name="Course").get_by_role("link", name="Start page").click()
    expect(row(page, REVIEW)).to_contain_text("Next on")
    page.get_by_role("link", name="Carry on where you were").click()
    expect(item_on(page, "sort-pair-garden")).to_be_in_viewport()


def test_a_folder_that_was_moved_has_the_same_place_in_the_course(start_learn, page, tmp_path):
    """Closed, copied to another place, opened there: every row says the same."""
    first = start_learn()
    a_week_ago(first.workspace)
    alive(page, first.address(START))
    before = page.locator(".coprod-start").inner_text()
    page.goto("about:blank")
    first.stop()
    moved = tmp_path / "a new place" / "my course"
    shutil.copytree(first.workspace, moved)
    shutil.rmtree(first.workspace)

    alive(page, start_learn(workspace=moved).address(START))

    assert before == page.locator(".coprod-start").inner_text()


def test_everything_can_be_exported_and_deleted_and_open_pages_become_empty(learn, page, watch, open_page):
    """By keys alone; another tab with a kernel of its own shows empty items, and brings nothing back."""
    other = open_page()
    alive(other, learn.address(UNIT))
    widget = item_on(other, "sort-clear")
    (first, place), (second, another) = list(answers("sort-clear").items())[:2]
    press(widget, first, place)
    kept(other, learn.workspace, "sort-clear", {first: place})
    alive(page, learn.address(ANSWERS))
    mine = page.locator(".coprod-my-answers")
    expect(mine).to_contain_text(str(learn.workspace))
    expect(mine).to_contain_text("Answers kept: 1")

    tab_to(page, ".coprod-my-answers .coprod-main")
    page.keyboard.press("Enter")
    expect(mine.locator(".coprod-copied")).to_contain_text("Everything is in my-answers-")
    [export] = learn.workspace.glob("my-answers-*.zip")
    with page.expect_download() as caught:
        mine.get_by_role("button", name=f"Download {export.name}").click()
    with zipfile.ZipFile(caught.value.path()) as file:
        assert {"answers.html", "answers.csv", "answers.jsonl"} <= set(file.namelist())

    tab_to(page, ".coprod-my-answers [aria-expanded]")
    page.keyboard.press("Enter")
    expect(mine.get_by_role("heading", name="Are you sure?")).to_be_focused()
    expect(mine.locator(".coprod-ending")).to_contain_text(export.name)
    look(page, "delete-light")
    tab_to(page, ".coprod-my-answers .coprod-confirm input")
    page.keyboard.type("yes")
    tab_to(page, ".coprod-my-answers .coprod-forget")
    page.keyboard.press("Enter")
    expect(mine.locator(".coprod-ended")).to_contain_text("Nothing was deleted.")
    assert (learn.workspace / "answers.jsonl").exists()
    mine.get_by_label("To delete them, type delete here").fill("delete")
    tab_to(page, ".coprod-my-answers .coprod-forget")
    page.keyboard.press("Enter")
    expect(mine.locator(".coprod-ended")).to_have_text(
        "Your answers are deleted. The course starts as on the first day."
    )
    expect(mine.locator(".coprod-ended")).to_be_focused()
    assert not (learn.workspace / "answers.jsonl").exists()

    expect(
        widget.locator(f'.coprod-tray-cards [data-case="{first}"], [data-category] [data-case="{first}"]')
    ).to_have_count(0)
    press(widget, second, another)
    kept(other, learn.workspace, "sort-clear", {second: another})


def test_a_text_that_was_deleted_is_not_kept_again_by_the_box_it_was_typed_in(learn, page, open_page):
    """Even while the box has the focus."""
    [text] = [one for one in content.load_unit("05").items if one.interaction == "reflect"][:1]
    alive(page, learn.address(content.load_unit("05").unit.notebook))
    widget = item_on(page, text.id)
    box = widget.locator("textarea")
    box.fill("Something private.")
    box.dispatch_event("change")
    kept(page, learn.workspace, text.id, "Something private.")
    # The first answer is on disk before its kernel knows it for the one that can be deleted.
    expect(widget.locator(".coprod-status")).to_have_text(content.load_interface()["kept"].text)

    records.forget(learn.workspace / "answers.jsonl")

    expect(box).to_have_value("")
    box.press_sequentially("New.")
    box.dispatch_event("change")
    kept(page, learn.workspace, text.id, "New.")


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (320, "dark")])
@pytest.mark.parametrize("notebook", [START, REVIEW, ANSWERS])
def test_the_pages_are_for_everyone(learn, open_page, notebook, width, scheme):
    """Axe finds nothing, plain and in Easy Read; a narrow page needs no sideways scrolling."""
    a_week_ago(learn.workspace)
    page = open_page(width=width, color_scheme=scheme)
    alive(page, learn.address(notebook))
    if notebook == ANSWERS:
        page.get_by_role("button", name="Delete my answers").click()
    else:
        item_on(page, "start" if notebook == START else "opening-04-when-consult")
    look(page, f"{notebook[:2]}-{scheme}-{width}")
    assert [] == findings(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    wide = """() => [...document.querySelectorAll('.coprod-widget *')]
      .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML.slice(0, 200))"""
    assert [] == page.evaluate(wide)
    page.locator(".coprod-widget").first.get_by_role("button", name="Easy Read").click()
    expect(page.locator(".coprod-widget .coprod-switch").first).to_have_attribute("aria-pressed", "true")
    look(page, f"{notebook[:2]}-{scheme}-{width}-easy")
    assert [] == findings(page)


def test_forced_colours_keep_rows_and_statuses_in_sight(learn, open_page):
    """What is begun is told in words, and every row is a link with an edge."""
    a_week_ago(learn.workspace)
    page = open_page(forced_colors="active")
    alive(page, learn.address(START))

    expect(row(page, UNIT).locator(".coprod-row-status")).to_have_text("In progress")
    assert "none" != row(page, UNIT).evaluate("one => getComputedStyle(one).borderBottomStyle")
    look(page, "start-forced")
