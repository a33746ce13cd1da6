"""A story in the real browser: walked by keys to its end and back another way, opened again, read in any light."""

from pathlib import Path

import pytest
from answering import item_on, kept, records, tab_to
from playwright.sync_api import expect
from small_notebooks import code, notebook, text
from test_access import findings

STORY = (Path(__file__).parents[1] / "story" / "garden.yaml").read_text("utf-8")
ITEM = "garden"
INSIDE = f'[data-item="{ITEM}"]'
CELL = """# Live through a story.
from pathlib import Path
from coprod_widgets.content import story_item
from coprod_widgets.desk import Desk
Desk(Path.cwd()).show("00", story_item("garden.yaml", id="garden"))"""


@pytest.fixture
def garden(learn):
    """Put a notebook with a small story into the workspace, and give its address."""
    (learn.workspace / "garden.yaml").write_text(STORY, "utf-8")
    learn.put("07-garden.ipynb", notebook(text("# A story\n\n## Walk it"), code(CELL)), signed=True)
    return learn.address("07-garden.ipynb")


def press_main(page):
    """Press the main button by keys."""
    tab_to(page, f"{INSIDE} .coprod-main")
    page.keyboard.press("Enter")


def decide(page, option, expecting):
    """Pick an option, predict, and do it, by keys alone."""
    for group, wanted in ((".coprod-story-ways", option), (".coprod-story-expects", expecting)):
        tab_to(page, f"{INSIDE} {group} input")
        page.keyboard.press("Space")
        radios = page.locator(f"{INSIDE} {group} input")
        for _ in range([one.get_attribute("value") for one in radios.all()].index(wanted)):
            page.keyboard.press("ArrowDown")
        expect(page.locator(f'{INSIDE} {group} input[value="{wanted}"]')).to_be_checked()
    press_main(page)
    expect(page.locator(f"{INSIDE} .coprod-story-told h3")).to_be_focused()


def walk(page, *steps):
    """Walk from decision to decision by keys; each step is an option and what is expected of it."""
    for option, expecting in steps:
        press_main(page)
        expect(page.locator(f"{INSIDE} .coprod-story-deciding h3")).to_be_focused()
        decide(page, option, expecting)


def told(widget):
    """Find what happened after the last choice."""
    return widget.locator(".coprod-story-told")


def test_a_story_is_walked_to_its_end_by_keys_and_back_another_way(learn, garden, open_page):
    """Predict, choose, read what moved, go on, end; then from a point of the path another way, with both kept."""
    page = open_page(garden)
    widget = item_on(page, ITEM)
    expect(widget.locator(".coprod-story-begin")).to_contain_text("You look after a small park")
    first = [("ask-first", "power"), ("dig-together", "trust"), ("sign-together", "none"), ("judge-together", "power")]
    walk(page, *first[:1])
    expect(told(widget)).to_contain_text("You expected: power. It did move, and so did: trust, weeks.")
    expect(told(widget)).to_contain_text("Trust: from 3 to 5")
    expect(widget.locator("[aria-live]")).to_contain_text("Weeks left: from 14 to 9")
    expect(told(widget)).to_contain_text("You, with five weeks.")
    expect(widget.locator(".coprod-story-meters")).to_contain_text("Weeks left: 9 of 14")
    walk(page, *first[1:3])
    expect(told(widget)).to_contain_text("You expected: none of these. What moved: power, weeks.")
    walk(page, first[3])
    press_main(page)
    expect(page.locator(f"{INSIDE} .coprod-story-ending h3")).to_be_focused()
    expect(widget.locator(".coprod-story-ending")).to_contain_text("A garden that people run together")
    expect(widget.locator(".coprod-story-ending")).to_contain_text("Co-production")
    rules = widget.get_by_role("link", name="Unit 03: the power balance")
    expect(rules).to_have_attribute("data-coprod-open", "03-power.ipynb")
    kept(page, learn.workspace, ITEM, [one for one, _ in first])
    assert records(learn.workspace)[-1]["checked"]

    tab_to(page, f"{INSIDE} .coprod-story-path li:nth-child(2) button")
    page.keyboard.press("Enter")
    expect(page.locator(f"{INSIDE} .coprod-story-deciding h3")).to_be_focused()
    expect(widget.locator(".coprod-story-expects input:checked")).to_have_count(0)
    decide(page, "keys-over", "weeks")
    walk(page, ("town-signs", "trust"), ("count-visitors", "none"))
    expect(told(widget)).to_contain_text("You expected that none of these would move, and none did.")
    press_main(page)
    expect(widget.locator(".coprod-story-ending")).to_contain_text("Handed the spades")
    expect(widget.locator(".coprod-story-before li")).to_have_text(
        [
            "Way 1: A garden that people run together (it parts from this one here: The spades – "
            "Dig together on Saturdays, with lunch)"
        ]
    )
    widget.get_by_role("button", name="Compare it with my path before").click()
    expect(widget.locator(".coprod-picture")).to_be_visible()
    assert "The path before" in widget.locator(".coprod-picture").get_attribute("alt")


def test_the_ending_just_reached_is_not_out_of_reach_on_another_way(learn, garden, open_page):
    """What was chosen before is marked in words, there is a way back to the ending, and both outlast a reload."""
    page = open_page(garden)
    first = [("ask-first", "power"), ("dig-together", "trust"), ("sign-together", "none"), ("judge-together", "power")]
    walk(page, *first)
    press_main(page)
    expect(page.locator(f"{INSIDE} .coprod-story-ending h3")).to_be_focused()
    tab_to(page, f"{INSIDE} .coprod-story-path li:nth-child(2) button")
    page.keyboard.press("Enter")
    expect(page.locator(f"{INSIDE} .coprod-story-deciding h3")).to_be_focused()
    kept(page, learn.workspace, ITEM, ["ask-first"])
    page.reload()
    widget = item_on(page, ITEM)
    chosen = widget.locator(".coprod-story-ways label", has_text="What you chose before")
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text("Dig together on Saturdays, with lunch")

    tab_to(page, f"{INSIDE} .coprod-story-to-ending")
    page.keyboard.press("Enter")
    expect(page.locator(f"{INSIDE} .coprod-story-ending h3")).to_be_focused()
    expect(widget.locator(".coprod-story-ending")).to_contain_text("A garden that people run together")
    expect(widget.locator(".coprod-story-to-ending")).to_be_hidden()
    kept(page, learn.workspace, ITEM, [one for one, _ in first])
    page.reload()
    widget = item_on(page, ITEM)
    expect(widget.locator(".coprod-story-ending")).to_contain_text("A garden that people run together")


def test_where_one_is_stays_in_sight_and_the_ways_back_stand_alike(garden, open_page):
    """The number of a decision comes up with its heading; on every row the way back is below its choice."""
    page = open_page(garden)
    widget = item_on(page, ITEM)
    for option in ("ask-everyone", "dig-together"):
        press_main(page)
        expect(page.locator(f"{INSIDE} .coprod-story-deciding h3")).to_be_focused()
        expect(widget.locator(".coprod-story-deciding > .coprod-note")).to_be_in_viewport(ratio=0.9)
        decide(page, option, "weeks")
    widget.locator(".coprod-story-path summary").click()
    rows = widget.locator(".coprod-story-path li")
    expect(rows.first).to_be_visible()
    below = rows.evaluate_all(
        """rows => rows.filter(row => row.querySelector("button:not([hidden])")).map(row => {
          const [text, button] = ["span", "button"].map(one => row.querySelector(one).getBoundingClientRect());
          return button.top >= text.bottom;
        })"""
    )
    assert [True, True] == below


def test_nothing_is_done_without_a_prediction(garden, open_page):
    """The button asks for a choice, then for a prediction, and only then does it."""
    page = open_page(garden)
    widget = item_on(page, ITEM)
    main = widget.locator(".coprod-main")
    main.click()
    expect(widget.locator(".coprod-story-deciding")).to_be_visible()
    main.click()
    expect(widget.get_by_role("status")).to_have_text("Choose what you do first.")
    widget.get_by_label("Show the plan and ask for comments").check()
    main.click()
    expect(widget.get_by_role("status")).to_have_text("Say first what you think it will move. A guess is enough.")
    expect(widget.locator(".coprod-story-deciding")).to_be_visible()
    widget.get_by_label("None of these").check()
    main.click()
    expect(told(widget)).to_contain_text("You expected: none of these. What moved: weeks.")


def test_a_page_opened_again_is_exactly_where_it_was(learn, garden, open_page):
    """After a choice, at the next decision with a prediction made, and at the end."""
    page = open_page(garden)
    widget = item_on(page, ITEM)
    walk(page, ("show-plan", "weeks"))
    kept(page, learn.workspace, ITEM, ["show-plan"])
    page.reload()
    widget = item_on(page, ITEM)
    expect(told(widget)).to_contain_text("Nine people comment.")
    expect(told(widget)).to_contain_text("You expected: weeks. It did move.")
    widget.locator(".coprod-main").click()
    expect(widget.locator(".coprod-story-deciding h3")).to_have_text("The spades")
    kept(page, learn.workspace, f"{ITEM}.predict.the-spades", [])
    page.reload()
    widget = item_on(page, ITEM)
    expect(widget.locator(".coprod-story-deciding h3")).to_have_text("The spades")
    expect(widget.get_by_label("Give the neighbours the spades and leave")).to_have_count(0)
    walk_on = [("town-digs", "Weeks"), ("town-signs", "Trust"), ("count-visitors", "None")]
    for option, expecting in walk_on:
        widget.locator(f'.coprod-story-ways input[value="{option}"]').check()
        widget.locator(".coprod-story-expects").get_by_label(expecting).check()
        widget.locator(".coprod-main").click()
        expect(told(widget)).to_be_visible()
        widget.locator(".coprod-main").click()
        expect(told(widget)).to_be_hidden()
    expect(widget.locator(".coprod-story-ending")).to_contain_text("It is mostly empty.")
    kept(page, learn.workspace, ITEM, ["show-plan", "town-digs", "town-signs", "count-visitors"])
    page.reload()
    widget = item_on(page, ITEM)
    expect(widget.locator(".coprod-story-ending")).to_contain_text("It is mostly empty.")


def test_what_is_ahead_is_not_on_the_page(garden, open_page):
    """Neither later decisions, nor what comes of a choice, nor an ending is there before it is reached."""
    page = open_page(garden)
    messages = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: messages.append(str(frame))))
    page.reload()
    widget = item_on(page, ITEM)
    widget.locator(".coprod-main").click()
    expect(widget.locator(".coprod-story-deciding h3")).to_have_text("The first word")
    everything = "\n".join(messages)

    assert "Put the plan away" in everything
    for ahead in ("Nine people comment", "Dig together on Saturdays", "Handed the spades", "mostly empty"):
        assert ahead not in everything


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 320)])
def test_axe_finds_nothing_in_a_story(scheme, width, garden, open_page):
    """At its start, at a decision, after a choice, and at its end with the picture; nothing is cut off."""
    page = open_page(garden, width=width, color_scheme=scheme)
    widget = item_on(page, ITEM)
    assert [] == findings(page)
    for option in ("ask-everyone", "dig-together", "judge-together"):
        widget.locator(".coprod-main").click()
        expect(widget.locator(".coprod-story-deciding")).to_be_visible()
        assert [] == findings(page)
        widget.locator(f'.coprod-story-ways input[value="{option}"]').check()
        widget.locator(".coprod-story-expects").get_by_label("Trust").check()
        widget.locator(".coprod-main").click()
        expect(told(widget)).to_be_visible()
    assert [] == findings(page)
    widget.locator(".coprod-main").click()
    expect(widget.locator(".coprod-story-ending")).to_be_visible()
    widget.get_by_role("button", name="Show my path as a picture").click()
    expect(widget.locator(".coprod-picture")).to_be_visible()
    assert [] == findings(page)
    assert widget.evaluate("e => e.scrollWidth <= e.clientWidth")
