"""The power balance in the real page: by hand, by finger and by keys; said in words; kept, moment by moment."""

import re

import pytest
from answering import TROUBLES, item_on, kept, records, tab_to
from playwright.sync_api import expect
from small_notebooks import code, notebook

from coprod_widgets import content

UNIT = "03-power.ipynb"
CLUB = "quarry-bank"
PUSH = "push-to-the-end"
TOGETHER = "decided together: neither can settle it without the other"
LEADS = "people lead, the organisation shares in it"
OWN = "# A balance of my own.\nfrom coprod_widgets import PowerBalance"


@pytest.fixture
def unit(learn, page):
    """Open unit 03 and find its activities."""
    page.goto(learn.address(UNIT))
    return lambda item_id: item_on(page, item_id)


@pytest.fixture
def own(learn, open_page):
    """Open a page with balances of one's own, each made by a line of Python."""

    def own(*lines, **options):
        learn.put("own.ipynb", notebook(code(OWN), *map(code, lines)), signed=True)
        page = open_page(learn.address("own.ipynb"), **options)
        expect(page.locator(".coprod-balance").first).to_be_visible()
        return page

    return own


def moment(widget, name):
    """Find the question about one moment."""
    return widget.locator(f'[data-moment="{name}"]')


def say(widget, name, words):
    """Choose a position by its words."""
    moment(widget, name).get_by_role("radio", name=words, exact=True).check()


def slider(widget, name):
    """Find the slider of one moment."""
    return moment(widget, name).get_by_role("slider")


def tip(widget, name):
    """Give how far the beam of a moment tips now, in degrees."""
    style = moment(widget, name).locator(".coprod-arm").get_attribute("style") or ""
    return float(re.search(r"rotate\((-?[\d.]+)deg\)", style)[1])


def pull(widget, name, share):
    """Take hold of a slider's middle and pull it to a share, 0 to 1, of its length, without letting go."""
    slider(widget, name).scroll_into_view_if_needed()
    box, mouse = slider(widget, name).bounding_box(), widget.page.mouse
    height = box["y"] + box["height"] / 2
    mouse.move(box["x"] + box["width"] / 2, height)
    mouse.down()
    mouse.move(box["x"] + 12 + (box["width"] - 24) * share, height, steps=4)


def back(widget, name):
    """Move what is held back to the middle, and wait until it is there."""
    box = slider(widget, name).bounding_box()
    widget.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=4)
    expect(slider(widget, name)).to_have_attribute("aria-valuetext", TOGETHER)


# --- answering -------------------------------------------------------------------------------------


def test_slider_and_positions_are_one_answer(learn, unit, page):
    """Pulled, tapped or moved with the arrow keys: the same words, the same picture, the same record."""
    widget = unit(CLUB)
    pull(widget, "plan", 0.75)
    page.mouse.up()
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 75}})
    say(widget, "design", LEADS)
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 75, "design": 75}})
    slider(widget, "decide").focus()
    page.keyboard.press("ArrowRight")
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 75, "design": 75, "decide": 50}})
    page.keyboard.press("ArrowRight")
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 75, "design": 75, "decide": 75}})

    for name in ("plan", "design", "decide"):
        expect(moment(widget, name).get_by_role("radio", name=LEADS, exact=True)).to_be_checked()
        expect(slider(widget, name)).to_have_value("75")
        assert tip(widget, name) == 0
    lines = [line for line in records(learn.workspace) if line["item"] == CLUB]
    assert ["tap", "tap", "keyboard", "keyboard"] == [line["via"] for line in lines]


def test_the_beam_moves_with_the_hand_and_is_kept_when_it_lets_go(learn, unit, page):
    """While a slider is held nothing is written; the beam is level where it is shared, and tips at the ends."""
    widget = unit(CLUB)
    pull(widget, "plan", 0)
    assert tip(widget, "plan") < 0
    expect(slider(widget, "plan")).to_have_attribute("aria-valuetext", "the organisation alone")
    pull_on = slider(widget, "plan").bounding_box()
    page.mouse.move(pull_on["x"] + pull_on["width"] - 8, pull_on["y"] + 10, steps=4)
    assert tip(widget, "plan") > 0
    assert [] == records(learn.workspace)
    page.mouse.up()
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 100}})
    assert 1 == len(records(learn.workspace))


def test_a_slider_that_is_held_stays_with_the_hand(learn, unit, page):
    """The page is painted meanwhile, as it is when an answer given before is kept; what is let go is what counts."""
    widget = unit(CLUB)
    pull(widget, "plan", 0)
    moment(widget, "design").get_by_role("radio", name=LEADS, exact=True).evaluate("radio => radio.click()")
    kept(page, learn.workspace, CLUB, {"stages": {"design": 75}})
    expect(slider(widget, "plan")).to_have_attribute("aria-valuetext", "the organisation alone")
    page.mouse.up()
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 0, "design": 75}})


def test_a_slider_pulled_away_and_back_has_been_answered(learn, unit, page):
    """The browser tells of no change then; what is shown is what counts, from the middle as from an answer."""
    widget = unit(CLUB)
    pull(widget, "plan", 0)
    expect(slider(widget, "plan")).to_have_attribute("aria-valuetext", "the organisation alone")
    back(widget, "plan")
    page.mouse.up()
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 50}})
    pull(widget, "plan", 0)
    back(widget, "plan")
    page.mouse.up()
    pull(widget, "design", 0)
    page.mouse.up()
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 50, "design": 0}})
    assert 2 == len(records(learn.workspace))


def test_an_untouched_moment_is_not_an_answer_and_the_middle_can_be_one(learn, unit, page):
    """A slider that nobody moved says so, and pressing it where it stands is an answer."""
    widget = unit(CLUB)
    expect(slider(widget, "plan")).to_have_attribute("aria-valuetext", "not answered yet")
    expect(moment(widget, "plan").get_by_role("radio", checked=True)).to_have_count(0)
    expect(moment(widget, "plan").locator(".coprod-weight")).to_be_hidden()
    slider(widget, "plan").focus()
    page.keyboard.press("Space")
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 50}})
    say(widget, "plan", "I don't know, or the case does not say")
    kept(page, learn.workspace, CLUB, {"stages": {"plan": "not said"}})
    expect(slider(widget, "plan")).to_have_attribute("aria-valuetext", "I don't know, or the case does not say")


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowUp"])
def test_the_first_arrow_takes_hold_in_the_middle_and_the_next_moves_from_there(key, own):
    """Where the empty slider's ghost stands is one press away; the ends are reached at once with Home and End."""
    page = own("PowerBalance()")
    widget = page.locator(".coprod-balance")
    slider(widget, "plan").focus()
    page.keyboard.press(key)
    expect(slider(widget, "plan")).to_have_attribute("aria-valuetext", TOGETHER)
    expect(moment(widget, "plan").get_by_role("radio", name=TOGETHER, exact=True)).to_be_checked()
    page.keyboard.press(key)
    expect(slider(widget, "plan")).to_have_value("75" if key == "ArrowUp" else "25")
    slider(widget, "design").focus()
    page.keyboard.press("End")
    expect(slider(widget, "design")).to_have_attribute("aria-valuetext", "people alone")


def test_a_screen_reader_hears_questions_and_places_in_words(unit):
    """Every control has the moment's question in its name or its group, and its value in words, never a number."""
    widget = unit(CLUB)
    say(widget, "review", LEADS)
    question = "Who judges whether it works, and can change it?"
    group = widget.get_by_role("group", name=question)
    expect(group.get_by_role("slider", name=f"Slide: {question}")).to_have_attribute("aria-valuetext", LEADS)
    expect(group.get_by_role("radio")).to_have_count(6)
    expect(group.locator("svg")).to_have_attribute("aria-hidden", "true")
    numbers = [one.get_attribute("aria-valuetext") for one in widget.get_by_role("slider").all()]
    assert [] == [text for text in numbers if re.search(r"\d", text)]


def test_what_was_cleared_can_be_brought_back(learn, unit, page):
    """One press empties the balance, another undoes that."""
    widget = unit(CLUB)
    say(widget, "plan", LEADS)
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 75}})
    widget.get_by_role("button", name="Clear my answers").click()
    kept(page, learn.workspace, CLUB, {})
    expect(slider(widget, "plan")).to_have_attribute("aria-valuetext", "not answered yet")
    widget.get_by_role("button", name="Bring my answers back").click()
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 75}})


# --- asking ----------------------------------------------------------------------------------------


def test_a_balance_is_answered_and_checked_by_keys_alone(learn, unit, page):
    """Tab, arrows, Space and Enter go through every group of questions to the marks and the reading."""
    unit(CLUB)
    inside = f'[data-item="{CLUB}"]'
    for name in content.load_unit("03").item(CLUB).moments:
        tab_to(page, f'{inside} [data-moment="{name}"] input[type=range]')
        page.keyboard.press("ArrowLeft")
    tab_to(page, f"{inside} .coprod-next")
    page.keyboard.press("Enter")
    tab_to(page, f'{inside} [data-question="brings"] input')
    page.keyboard.press("Space")
    tab_to(page, f"{inside} .coprod-next")
    page.keyboard.press("Enter")
    tab_to(page, f'{inside} [data-question="stays"] input')
    page.keyboard.press("Space")
    tab_to(page, f"{inside} .coprod-main")
    page.keyboard.press("Enter")
    expect(page.locator(f"{inside} .coprod-outcome h3").first).to_be_focused()
    expect(page.locator(f"{inside} .coprod-part")).to_have_count(8)
    checked = [line for line in records(learn.workspace) if line["checked"]]
    assert [(CLUB, "keyboard")] == [(line["item"], line["via"]) for line in checked]
    assert checked[0]["score"]["max"] == 7.0


def test_the_reading_waits_for_a_prediction_and_then_follows(learn, unit, page):
    """First the learner says what will come; then every change is read at once."""
    widget = unit(PUSH)
    for name in ("plan", "design", "decide", "deliver", "review"):
        say(widget, name, "people alone")
    show = widget.get_by_role("button", name="Show the reading")
    show.click()
    expect(widget.locator(".coprod-status")).to_contain_text("First say what you think it will show")
    expect(widget.locator(".coprod-outcome")).to_be_hidden()
    widget.locator('[data-question="push-guess"]').get_by_role("radio").first.check()
    widget.get_by_role("button", name="2. What people bring").click()
    widget.locator('[data-question="brings"]').get_by_role("checkbox").nth(3).check()
    show.click()
    expect(widget.locator(".coprod-outcome-name")).to_have_text("User-led: none of the four")
    expect(widget.locator(".coprod-outcome")).to_contain_text("You predicted: The most co-production there can be")
    guessed = [line["item"] for line in records(learn.workspace) if line["item"] == "push-guess" or line["checked"]]
    assert ["push-guess", PUSH] == guessed
    widget.get_by_role("button", name="1. Who decides").click()
    say(widget, "plan", "the organisation alone")
    expect(widget.locator(".coprod-outcome-name")).not_to_have_text("User-led: none of the four")
    expect(widget.locator(".coprod-status")).to_contain_text("The reading has changed to")


def test_the_rules_are_one_click_away_and_the_model_says_that_it_is_one(unit):
    """The table names the rule that decided; the sentence about the model is always in sight."""
    widget = unit(PUSH)
    expect(widget.get_by_text("This is a teaching model, not measured data.")).to_be_visible()
    button = widget.locator("button.coprod-switch[aria-expanded]")
    expect(button).to_have_text("Show the rules")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(widget.get_by_role("table").get_by_role("row")).to_have_count(1 + len(content.load_balance().rules))
    widget.locator('[data-question="push-guess"]').get_by_role("radio").first.check()
    widget.get_by_role("button", name="Show the reading").click()
    expect(widget.locator("tr[data-decided=true]")).to_have_attribute("data-rule", "1")
    expect(button).to_have_text("Hide the rules")
    button.click()
    expect(widget.get_by_role("table")).to_have_count(0)


def test_a_number_in_the_rules_can_be_changed_on_the_page(own):
    """The reading follows at once, the table says the new number, and the course's numbers come back at a press."""
    page = own('PowerBalance(stages={"plan": 0, "design": 50}, brings=["ideas", "design"])')
    widget = page.locator(".coprod-balance")
    expect(widget.locator(".coprod-outcome-name")).to_have_text("Co-design")
    widget.get_by_role("button", name="Show the rules").click()
    number = widget.locator("[data-number=shared]")
    number.fill("60")
    number.press("Enter")
    expect(widget.locator(".coprod-outcome-name")).to_have_text("Engagement")
    expect(widget.locator("tr[data-rule='8']")).to_contain_text("60")
    widget.get_by_role("button", name="Put the course's numbers back").click()
    expect(widget.locator(".coprod-outcome-name")).to_have_text("Co-design")
    expect(number).to_have_value("38")


def test_the_reading_stays_in_sight_while_answers_are_changed(unit, page):
    """Once it is shown, a line of it stands at the top while its questions scroll, and says when it stays as it was."""
    widget = unit(CLUB)
    say(widget, "plan", LEADS)
    widget.get_by_role("button", name="Check my answers").click()
    expect(widget.locator(".coprod-outcome-name")).to_be_visible()
    say(widget, "review", LEADS)
    expect(widget.locator(".coprod-now")).to_be_in_viewport()
    expect(widget.locator(".coprod-now")).to_contain_text(widget.locator(".coprod-outcome-name").inner_text())
    expect(widget.locator(".coprod-status")).to_have_text("The reading stays as it was.")
    expect(widget.locator('.coprod-part[data-part="plan"]')).to_be_visible()
    expect(widget.locator('.coprod-part[data-part="review"]')).to_have_count(0)


# --- kept ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_answers_and_reading_are_there_after(trouble, learn, unit, page):
    """Reload, restart or a killed kernel: every moment stands where it was put, with its reading, and moves on."""
    widget = unit(CLUB)
    say(widget, "plan", LEADS)
    widget.get_by_role("button", name="Check my answers").click()
    expect(widget.locator(".coprod-outcome-name")).to_be_visible()
    page.evaluate("id => document.querySelector(`[data-item='${id}']`).setAttribute('data-before', '')", CLUB)
    trouble(learn, page, UNIT)
    widget = page.locator(f'.coprod-widget[data-item="{CLUB}"]:not([data-before])')
    expect(moment(widget, "plan").get_by_role("radio", name=LEADS, exact=True)).to_be_checked()
    expect(widget.locator(".coprod-outcome-name")).to_be_visible()
    say(widget, "review", LEADS)
    kept(page, learn.workspace, CLUB, {"stages": {"plan": 75, "review": 75}})


# --- on its own ------------------------------------------------------------------------------------


def test_two_balances_stand_side_by_side_and_do_not_touch_each_other(own):
    """Before and after, in one box: each has room, and a change in one leaves the other alone."""
    page = own(
        'from ipywidgets import HBox\nHBox([PowerBalance(stages={"plan": 0}, brings=["opinions"]), '
        'PowerBalance(stages={"plan": 50}, brings=["ideas"])])'
    )
    expect(page.locator(".coprod-balance")).to_have_count(2)
    before, after = page.locator(".coprod-balance").all()
    boxes = [one.bounding_box() for one in (before, after)]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    assert min(box["width"] for box in boxes) > 250
    say(after, "plan", LEADS)
    expect(moment(before, "plan").get_by_role("radio", checked=True)).to_have_accessible_name("the organisation alone")
    expect(before.locator(".coprod-outcome-name")).to_have_text("Consultation")


def test_python_and_the_page_follow_each_other(own):
    """A value set in a cell moves the page; a move on the page is heard in Python."""
    page = own(
        "balance = PowerBalance(stages={'design': 60}, brings=['ideas', 'design'])\nbalance",
        "import ipywidgets\ntold = ipywidgets.Label(balance.reading.id)\n"
        "balance.observe(lambda change: setattr(told, 'value', change['new'].id), 'reading')\n"
        "balance.value = balance.value | {'stages': {'plan': 25, 'design': 60}}\ntold",
    )
    widget = page.locator(".coprod-balance")
    expect(slider(widget, "plan")).to_have_value("25")
    expect(moment(widget, "design").locator(".coprod-exact")).to_have_text(re.compile("^60, read as: decided together"))
    expect(page.locator(".widget-label")).to_have_text("co-design")
    say(widget, "design", "the organisation alone")
    expect(page.locator(".widget-label")).to_have_text("engagement")


# --- everyone --------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 400])
def test_a_narrow_page_shows_all_of_it(width, own):
    """No sideways scrolling, every position in words under the other, and targets big enough for a finger."""
    page = own('PowerBalance(stages={"plan": 25, "review": "not said"}, brings=["ideas"])', width=width)
    widget = page.locator(".coprod-balance")
    widget.get_by_role("button", name="Show the rules").click()
    expect(widget.get_by_role("table")).to_be_visible()
    for step in widget.locator(".coprod-steps button").all():
        step.click()
        out = page.evaluate(
            """width => [...document.querySelectorAll('.coprod-widget *')].filter(e => e.checkVisibility())
            .filter(e => e.getBoundingClientRect().right > width + 1).map(e => e.outerHTML.slice(0, 120))""",
            width,
        )
        assert [] == out
        # A word that explains itself is a part of its sentence, and as high as that.
        small = page.evaluate(
            """() => [...document.querySelectorAll('.coprod-widget :is(button, input, textarea, summary)')]
            .filter(e => e.checkVisibility() && !e.matches('.coprod-lab-term'))
            .filter(e => e.getBoundingClientRect().height < 24)
            .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert [] == small


def test_forced_colours_keep_beam_zone_and_weight_in_sight(own):
    """In Windows high contrast the drawing uses the system's own colours, and the weight is not the zone's colour."""
    page = own('PowerBalance(stages={"plan": 75})', forced_colors="active")
    plan = moment(page.locator(".coprod-balance"), "plan")
    fill = "e => getComputedStyle(e).fill"
    assert plan.locator(".coprod-weight").evaluate(fill) != plan.locator(".coprod-zone").evaluate(fill)
    assert plan.locator(".coprod-line").evaluate("e => getComputedStyle(e).stroke") != plan.evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )


def test_nothing_swings_when_less_motion_is_asked_for(own):
    """With reduced motion the beam is simply there."""
    page = own('PowerBalance(stages={"plan": 75})', reduced_motion="reduce")
    arm = moment(page.locator(".coprod-balance"), "plan").locator(".coprod-arm")
    assert float(arm.evaluate("e => getComputedStyle(e).transitionDuration").rstrip("s")) < 0.001
