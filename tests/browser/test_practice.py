"""Unit 05 in the real page: examples opened one at a time, numbers in both wordings, all of it by keys alone."""

import pytest
from answering import choose_by_keys, item_on, kept, records, tab_to
from playwright.sync_api import expect
from test_access import findings

from coprod_widgets import content
from coprod_widgets.content.schema import ChoiceItem

UNIT = "05-in-practice.ipynb"
QUESTION = "What did you want that did not happen?"


def card(page, example):
    """Find an example's card in the wording that is seen."""
    return page.locator(f'.coprod-card[data-example="{example}"]:visible')


def opened(page):
    """Name the cards of the sectors that are open in the wording that is seen."""
    return [one.get_attribute("data-example") for one in page.locator("details.coprod-card[open]:visible").all()]


def alive(page, address):
    """Open the unit and wait until all of it is there."""
    page.goto(address)
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()
    item_on(page, "own-work")
    expect(page.locator(".coprod-practice")).to_have_count(6)


def test_unit_05_can_be_finished_by_keys_alone_and_is_there_after_a_reload(learn, page):
    """Cards are opened with Enter, one at a time; every question is answered; a new page shows it all."""
    alive(page, learn.address(UNIT))
    for item in content.load_unit("05").items:
        if item.id == "final-say":
            for example in ("croydon", "brightlife"):
                tab_to(page, f'.coprod-figure-plain [data-example="{example}"] > summary')
                page.keyboard.press("Enter")
                expect(card(page, example).locator("dl")).to_be_visible()
                assert [example] == opened(page)
            expect(card(page, "brightlife")).to_contain_text(
                "the final decision stayed with the older people themselves"
            )
        if isinstance(item, ChoiceItem):
            choose_by_keys(page, item.id)
        else:
            tab_to(page, f'[data-item="{item.id}"] textarea')
            page.keyboard.type(QUESTION)
            page.keyboard.press("Tab")
            kept(page, learn.workspace, item.id, QUESTION)
    checked = {line["item"]: line for line in records(learn.workspace) if line["checked"]}
    asked = [item.id for item in content.load_unit("05").items if isinstance(item, ChoiceItem)]
    assert set(asked) == set(checked)
    assert {"keyboard"} == {line["via"] for line in checked.values()}

    page.reload()
    expect(item_on(page, "question-for-people").get_by_role("textbox")).to_have_value(QUESTION)
    first = item_on(page, "living-well-power")
    expect(first.get_by_role("radio").first).to_be_checked()
    expect(first.locator(".coprod-feedback:visible")).to_have_count(1)

    page.goto(learn.address("00-start-here.ipynb"))
    row = page.locator(".coprod-row", has_text="Unit 05")
    expect(row.locator(":scope > span").nth(1)).to_have_text("Completed")
    expect(row.locator(".coprod-sittings").filter(has_text="Completed")).to_have_count(3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_cards_and_numbers_are_for_every_hand_eye_and_reader_on_a_narrow_page(scheme, learn, open_page):
    """A finger opens one card and closes the other; Easy Read changes them all; axe finds nothing; nothing is cut."""
    page = open_page(width=400, color_scheme=scheme, has_touch=True)
    alive(page, learn.address(UNIT))
    for example in ("learn-to-lead", "chard", "care-leavers"):
        card(page, example).locator("summary").tap()
        expect(card(page, example).locator("dl")).to_be_visible()
    assert ["chard", "care-leavers"] == opened(page)
    expect(card(page, "market-row").locator(".coprod-card-mark")).to_have_text("Invented")
    shown = page.locator(f".coprod-figure-plain img[data-{scheme}]:visible")
    expect(shown).to_have_count(7)
    assert "Compared with:" in shown.first.get_attribute("alt")
    assert [] == findings(page, ".coprod-figure")

    item_on(page, "keyring-missing").get_by_role("button", name="Easy Read").tap()
    expect(page.locator(f".coprod-figure-easy img[data-{scheme}]:visible")).to_have_count(7)
    expect(page.locator(".coprod-figure-plain:visible")).to_have_count(0)
    expect(card(page, "keyring")).to_contain_text("What we do not know")
    card(page, "chard").locator("summary").tap()
    expect(card(page, "chard")).to_contain_text("Putting harm right")
    assert [] == findings(page, ".coprod-figure")
    overflow = page.evaluate("""() => [...document.querySelectorAll('.coprod-practice, .coprod-figure img')]
      .filter(one => one.checkVisibility())
      .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1 || one.scrollWidth > one.clientWidth + 1)
      .map(one => one.outerHTML.slice(0, 120))""")
    assert [] == overflow
    alone = page.evaluate("""() => [...document.querySelectorAll('.coprod-lab-term')]
      .filter(term => term.checkVisibility() && /^[.,;:!?]/.test(term.nextSibling?.data ?? ''))
      .filter(term => {
        const sign = document.createRange();
        sign.setStart(term.nextSibling, 0);
        sign.setEnd(term.nextSibling, 1);
        return sign.getBoundingClientRect().top > term.getBoundingClientRect().bottom - 2;
      }).map(term => term.textContent)""")
    assert [] == alone, "A full stop begins a line"
