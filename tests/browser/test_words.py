"""Words that explain themselves, questions of earlier units, and pages to look things up in, as a learner has them."""

import json

import pytest
from answering import item_on, kept, records
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from small_notebooks import TOOLS, code, notebook, text

from coprod_widgets import content
from coprod_widgets import records as answers
from coprod_widgets.content.glossary import glossary_view
from coprod_widgets.desk import Desk

POWER, FOUR = "03-power.ipynb", "04-four-approaches.ipynb"
TERMS = {term["id"]: term for term in glossary_view()}
MEANING = "#coprod-lab-meaning"
OLD = "2020-01-01T09:00:00.000Z"


def alive(page, address):
    page.goto(address)
    expect(page.locator(".jp-NotebookPanel:visible[data-coprod-state=alive]")).to_be_visible()


def expect_meaning(page, word, easy=False):
    """The meaning of a word is open, whole and in sight, and the word says so."""
    term = TERMS[word.get_attribute("data-term")]
    expect(page.locator(MEANING)).to_be_visible()
    expect(page.locator(MEANING)).to_have_class(f"{MEANING[1:]} {MEANING[1:]}-placed")
    expect(page.locator(f"{MEANING}-term")).to_have_text(term["term"])
    expect(page.locator(f"{MEANING}-text")).to_have_text(term["meaning"]["easy" if easy else "text"])
    expect(page.locator(f"{MEANING} a")).to_have_text([source["title"] for source in term["sources"] if source["url"]])
    expect(word).to_have_attribute("aria-expanded", "true")
    box, size = page.locator(MEANING).bounding_box(), page.viewport_size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]


def findings(page, *places):
    found = Axe().run(page, context={"include": [[place] for place in places]}).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]]


def test_a_word_keeps_the_signs_around_it_on_its_line(learn, page):
    """A line could break between a quotation mark and the button that a word becomes; the text reads as before."""
    said = "Some of it was “engagement”. Most of it (consultation) was not, and some was co-design."
    learn.put("signs.ipynb", notebook(text(said), code(TOOLS)))
    alive(page, learn.address("signs.ipynb"))
    shown = page.locator(".jp-RenderedMarkdown:visible")

    expect(shown.locator(".coprod-lab-unbroken")).to_have_text(["“engagement”.", "(consultation)", "co-design."])
    expect(shown).to_have_text(said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_word_says_what_it_means_by_touch_and_by_keys(learn, open_page, scheme):
    """On a narrow screen, in the text and in a story, and again after the story was painted anew."""
    page = open_page(width=400, color_scheme=scheme, has_touch=True)
    alive(page, learn.address(POWER))
    story = content.load_unit("03").item("money-gone").story
    widget = item_on(page, "money-gone")
    in_story = widget.locator('.coprod-lab-term[data-term="grant"]')
    in_text = page.locator(".jp-RenderedMarkdown .coprod-lab-term:visible").first

    for word in (in_text, in_story):
        word.tap()
        expect_meaning(page, word)
        assert [] == findings(page, MEANING, ".coprod-widget[data-item='money-gone']")
        page.keyboard.press("Escape")
        expect(page.locator(MEANING)).to_be_hidden()
        expect(word).to_be_focused()
        expect(word).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect_meaning(page, word)
        expect(page.locator(MEANING)).to_be_focused()
        links = page.locator(f"{MEANING} a").count()
        for _ in range(links + 1):
            page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Close")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(MEANING)).to_be_hidden()
        expect(word).to_be_focused()

    # Nothing is marked in what names or works something, and the text is the same to the letter.
    inside = "label, legend, a, h1, h2, h3, h4, [role=status], .coprod-widget button:not(.coprod-lab-term)"
    assert 0 == page.locator(f":is({inside}) .coprod-lab-term").count()
    said = " ".join(widget.inner_text().split())
    assert all(" ".join(part.split()) in said for part in story.text.split("\n\n"))

    page.get_by_role("navigation", name="Course").locator("xpath=..").get_by_role("button", name="Easy Read").tap()
    easy = page.locator(".jp-RenderedMarkdown .coprod-lab-term:visible").first
    expect(widget).to_contain_text(story.easy.split("\n")[0].split(".")[0])
    expect(in_story).to_have_count(0)
    easy.tap()
    expect_meaning(page, easy, easy=True)
    page.keyboard.press("Escape")
    page.get_by_role("navigation", name="Course").locator("xpath=..").get_by_role("button", name="Easy Read").tap()
    expect(in_story).to_be_visible()


def wrong(workspace, number, item_id):
    """Put a wrong answer of an earlier day into the learner's file."""
    item = content.load_unit(number).item(item_id)
    response = [choice.id for choice in item.choices if choice.id not in item.key][:1]
    record = answers.new_record(
        unit=number,
        item=item_id,
        digest=content.digest(item),
        interaction="choice",
        response=response,
        checked=True,
        score=answers.Marks(0.0, 1.0, 0.0),
        via="tap",
    )
    answers.append(workspace / "answers.jsonl", record)
    let_days_pass(workspace)


def let_days_pass(workspace):
    """Make every answer one of an earlier day."""
    lines = [json.dumps(line | {"at": OLD}) for line in records(workspace)]
    (workspace / "answers.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def test_a_unit_begins_with_what_went_wrong_before(learn, page):
    """Asked fresh, answered, kept apart from the earlier unit, there again today, and gone when other errors come."""
    workspace = learn.workspace
    wrong(workspace, "03", "people-alone")
    asked = page.locator(".coprod-opening .coprod-widget")
    alive(page, learn.address(FOUR))
    expect(asked).to_have_count(3)
    first = asked.first
    expect(first).to_have_attribute("data-item", "opening-03-people-alone")
    expect(first).to_contain_text("From unit 03")
    expect(first.locator("input:checked")).to_have_count(0)

    item = content.load_unit("03").item("people-alone")
    item_on(page, "opening-03-people-alone")  # words above it are marked when the page is alive, and may move it
    first.locator(f'input[value="{item.key[0]}"]').check()
    first.get_by_role("button", name="Check my answer").click()
    expect(first.locator(".coprod-feedback:visible")).to_contain_text("Right.")
    kept(page, workspace, "people-alone", item.key)
    last = records(workspace)[-1]
    assert ("03", "04", 2, True) == (last["unit"], last["asked_in"], last["attempt"], last["checked"])
    assert [] == findings(page, ".coprod-opening")
    there = Desk(workspace).show("03", item)
    assert item.key != list(there.value)

    page.reload()
    expect(first).to_have_attribute("data-item", "opening-03-people-alone")
    expect(first.locator(f'input[value="{item.key[0]}"]')).to_be_checked()
    expect(first.locator(".coprod-feedback:visible")).to_contain_text("Right.")

    page.goto("about:blank")
    for session in learn.ask("sessions"):
        learn.ask(f"sessions/{session['id']}", "DELETE")
    wrong(workspace, "03", "not-halved")
    alive(page, learn.address(FOUR))
    expect(first).to_have_attribute("data-item", "opening-03-not-halved")
    expect(page.locator(".coprod-opening input:checked")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (400, "dark")])
def test_words_and_sources_are_pages_to_look_things_up_in(learn, open_page, width, scheme):
    """From every page; each entry has an address; a box leaves what is looked for; plain and Easy Read."""
    page = open_page(width=width, color_scheme=scheme)
    alive(page, learn.address("00-start-here.ipynb"))
    page.get_by_role("navigation", name="Course").get_by_role("link", name="Words", exact=True).click()
    words = item_on(page, "glossary")
    expect(words.locator("dt")).to_have_count(len(TERMS))
    expect(page.get_by_role("link", name="Words", exact=True)).to_have_attribute("aria-current", "page")
    expect(page.locator("#term-carer + dd")).to_contain_text(TERMS["carer"]["meaning"]["text"])
    words.get_by_label("Find a word").fill("sheltered")
    expect(words.locator("dt:visible")).to_have_text(["sheltered housing"])
    expect(words.get_by_role("status")).to_have_text(f"1 of {len(TERMS)} are shown.")
    words.get_by_role("button", name="Easy Read").click()
    expect(page.locator("#term-sheltered-housing + dd")).to_contain_text(TERMS["sheltered-housing"]["meaning"]["easy"])
    assert [] == findings(page, ".coprod-widget[data-item=glossary]")
    words.get_by_role("button", name="Easy Read").click()

    page.get_by_role("navigation", name="Course").get_by_role("link", name="Sources", exact=True).click()
    source = page.locator("#source-arnstein-1969")
    expect(source).to_contain_text("A Ladder of Citizen Participation")
    expect(source).to_contain_text("Short name in this course: arnstein-1969")
    sources = page.locator(".coprod-widget[data-item=sources]")
    expect(sources.locator(".coprod-entries > li")).to_have_count(len(content.load_course().sources))
    assert [] == findings(page, ".coprod-widget[data-item=sources]")
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
