"""A trainer tries an exercise out in their own JupyterLab: by keys alone, what an answer earns, and why."""

import re

import pytest
from answering import item_on, press, tray
from playwright.sync_api import expect
from test_access import findings
from test_formgrader import TOKEN, Trainer

from coprod_widgets import exercises

NAME = "ex3-four-approaches"
CASE, PLACE = "first-week", "engagement"


@pytest.fixture(scope="module")
def trainer(browser, tmp_path_factory):
    """A new course folder, as the documented command makes it, of someone whose JupyterLab is as dark as their desk."""
    trainer = Trainer(tmp_path_factory.mktemp("trainer"), "new-course")
    settings = trainer.home / ".jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "themes.jupyterlab-settings").write_text('{"adaptive-theme": true}')
    return trainer


@pytest.fixture(scope="module")
def lab(trainer):
    with trainer.lab() as address:
        yield address


@pytest.fixture
def opened(lab, open_page):
    """Return a way to open the exercise's notebook in the trainer's own folder, and to run it."""

    def opened(**options):
        page = open_page(**options)
        page.goto(f"{lab}/doc/tree/source/{NAME}/{NAME}.ipynb?token={TOKEN}")
        page.get_by_role("button", name="Run it anyway").click()
        expect(button(page)).to_be_visible()
        return page

    return opened


def preview(page):
    return item_on(page, "preview.approaches")


def button(page):
    return preview(page).get_by_role("button", name=re.compile("^(Show|Hide) the marks$"))


def reasons(page):
    return preview(page).locator(".coprod-reasons p")


def put(sorter, category):
    """Put the card in a place by its number, and wait until it is there."""
    press(sorter, CASE, category)
    expect(tray(sorter, category).locator(f'button[data-case="{CASE}"]')).to_be_visible()


def case():
    """Return a case with its key, as a new course folder has it."""
    course = exercises.own_course()
    keyed = exercises.load_key(exercises.load_assignment(course / "source" / NAME), course / "keys")
    [sort] = keyed.questions["approaches"]
    return next(one for one in sort.cases if one.id == CASE)


def test_by_keys_alone_a_card_is_placed_and_its_mark_and_the_reason_are_shown(opened, trainer):
    """Nothing of the key is there before; another place has another mark and reason; then all is hidden again."""
    page = opened()
    sorter, wrong, right = item_on(page, "twelve"), case().feedback[PLACE].text, case().feedback[case().answer].text
    expect(page.get_by_text("You can try everything out, and nothing is kept.")).to_be_visible()
    put(sorter, PLACE)
    expect(page.get_by_text(wrong)).to_have_count(0)

    button(page).focus()
    page.keyboard.press("Enter")
    expect(preview(page).get_by_role("status")).to_have_text("Marks: 0 of 24.")
    expect(reasons(page)).to_have_count(12)
    expect(reasons(page).filter(has_text=wrong)).to_contain_text("You chose “Engagement”.")
    expect(button(page)).to_be_focused()
    expect(button(page)).to_have_attribute("aria-expanded", "true")

    put(sorter, case().answer)
    expect(preview(page).get_by_role("status")).to_have_text("Marks: 2 of 24.")
    expect(reasons(page).filter(has_text=right)).to_contain_text("You chose “Co-production”. Marks: 2 of 2.")

    button(page).focus()
    page.keyboard.press("Space")
    expect(reasons(page)).to_have_count(0)
    expect(preview(page).get_by_role("status")).to_have_text("")
    assert [] == list(trainer.course.rglob("answers.jsonl"))
    assert 0 == page.get_by_text(re.compile("Traceback|Error")).count()


def test_axe_finds_nothing_in_what_is_shown(opened):
    """On a narrow page in dark colours, in Easy Read."""
    page = opened(width=400, color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    button(page).focus()
    page.keyboard.press("Enter")
    expect(reasons(page)).to_have_count(12)
    page.locator(".coprod-lab-bar").get_by_role("button", name="Easy Read").click()
    expect(preview(page)).to_contain_text("Nothing is saved.")

    assert [] == findings(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 400
