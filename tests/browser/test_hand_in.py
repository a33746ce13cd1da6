"""Handing in an exercise in the course's own window: by keys alone, again, with other answers, and by everyone."""

import json
import zipfile

import pytest
from answering import item_on
from fetched_exercise import NOTEBOOK, PLACE, item, standing
from playwright.sync_api import expect
from test_access import findings


def alive(page, learn):
    """Open the exercise, and wait until all of it is there."""
    page.goto(learn.address(NOTEBOOK))
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    expect(page.locator(".coprod-widget")).to_have_count(9)
    expect(handing_in(page).get_by_role("button", name="Hand in", exact=True)).to_be_visible()
    item_on(page, "one")  # until words are marked: what moves between press and release is not chosen
    return page


def handing_in(page):
    return page.locator(".coprod-hand-in")


def status(page):
    return handing_in(page).locator(".coprod-status")


def row(page, title):
    return handing_in(page).get_by_role("listitem").filter(has=page.get_by_role("button", name=title, exact=True))


def zips(learn):
    return sorted(
        (path.name for path in (learn.workspace / PLACE).glob("handed-in/*")), key=lambda name: (len(name), name)
    )


def held(learn, name):
    with zipfile.ZipFile(learn.workspace / PLACE / "handed-in" / name) as file:
        return {one: file.read(one) for one in file.namelist()}


def press(page):
    handing_in(page).get_by_role("button", name="Hand in", exact=True).click()


def test_by_keys_alone_it_is_handed_in_again_and_with_another_answer(fetched, page):
    """The list follows the answers; the file has their bytes; the same says so; another makes a second file."""
    alive(page, fetched)
    answers = fetched.workspace / PLACE / "answers.jsonl"
    expect(row(page, "Your words").first).to_contain_text("Not answered yet")
    item(page, "own").get_by_role("textbox").focus()
    page.keyboard.type("We asked first.")
    # Straight from the box to the button: what was typed a moment ago goes along.
    box = handing_in(page).get_by_label("Your name or number")
    box.focus()
    page.keyboard.type("jo_7")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(handing_in(page).get_by_role("alert")).to_contain_text("jo_7 can't be part of a file's name")
    expect(box).to_be_focused()
    expect(box).to_have_value("jo_7")
    assert [] == zips(fetched)

    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("jo-7")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Handed in on")
    expect(status(page)).to_be_focused()
    expect(row(page, "Your words").first).to_contain_text("Answered")
    expect(handing_in(page)).to_contain_text("5 of 6 questions are not answered yet, or not wholly.")
    [first] = zips(fetched)
    made = held(fetched, first)
    assert first.startswith("jo-7_small_")
    assert answers.read_bytes() == made["answers.jsonl"]
    assert "We asked first." == json.loads(made["answers.jsonl"].splitlines()[-1])["response"]
    receipt = handing_in(page).locator(".coprod-handed")
    expect(receipt).to_contain_text("6. Your words: answered")
    expect(receipt).to_contain_text("1. Sort two cases: not answered yet")
    expect(handing_in(page)).to_contain_text("You hand in as jo-7.")

    handing_in(page).get_by_role("button", name="Hand in", exact=True).focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("You have handed in just these answers already")
    expect(status(page)).to_be_focused()
    assert [first] == zips(fetched)

    item(page, "one").get_by_role("radio", name="This").focus()
    page.keyboard.press("Space")
    expect(standing(page, "one")).to_contain_text("It is kept.")
    expect(handing_in(page)).to_contain_text("You have changed answers since you last handed in.")
    handing_in(page).get_by_role("button", name="Hand in", exact=True).focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("-2.zip")
    assert [first, first.replace(".zip", "-2.zip")] == zips(fetched)
    assert made == held(fetched, first)
    assert answers.read_bytes() == held(fetched, zips(fetched)[1])["answers.jsonl"]


def test_a_question_is_gone_to_and_the_file_can_be_saved_from_the_page(fetched, page):
    """After a reload, too: who handed in, what and when is there."""
    alive(page, fetched)
    item(page, "one").get_by_role("radio", name="This").check()
    expect(standing(page, "one")).to_contain_text("It is kept.")
    handing_in(page).get_by_role("button", name="What decided", exact=True).click()
    expect(item(page, "two.fact.pond")).to_be_focused()
    expect(item(page, "two.fact.pond")).to_be_in_viewport()

    handing_in(page).get_by_label("Your name or number").fill("jo-7")
    press(page)
    expect(status(page)).to_contain_text("Handed in on")
    [name] = zips(fetched)
    with page.expect_download() as saving:
        handing_in(page).locator(".coprod-handed").get_by_role("button", name=f"Save a copy of {name}").click()
    assert name == saving.value.suggested_filename
    assert (fetched.workspace / PLACE / "handed-in" / name).read_bytes() == saving.value.path().read_bytes()

    page.reload()
    expect(handing_in(page)).to_contain_text("Nothing has changed since you last handed in.")
    expect(handing_in(page)).to_contain_text("You hand in as jo-7.")
    handing_in(page).locator("summary").click()
    expect(handing_in(page).locator("details")).to_contain_text("Handed in by: jo-7")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 400)])
def test_axe_finds_nothing_and_nothing_sticks_out(scheme, width, fetched, open_page):
    """With an id that can't be, and with a receipt shown; at 400 pixels nothing is wider than the page."""
    page = alive(open_page(width=width, color_scheme=scheme), fetched)
    item(page, "one").get_by_role("radio", name="This").check()
    expect(standing(page, "one")).to_contain_text("It is kept.")
    press(page)
    expect(handing_in(page).get_by_role("alert")).to_contain_text("Type the name or number")
    assert [] == findings(page)
    handing_in(page).get_by_label("Your name or number").fill("a-long-name-with-nowhere-to-break-it-xxx")
    press(page)
    expect(status(page)).to_contain_text("Handed in on")

    assert [] == findings(page)
    assert handing_in(page).evaluate("one => one.scrollWidth <= one.clientWidth")
