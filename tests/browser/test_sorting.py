"""Sorting in the real page: four equal routes, nothing jumps, nothing is lost."""

import re

import pytest
from answering import ROUTES, TROUBLES, answers, chip, choose, drag, follow, item_on, kept, press, records, tap, tray
from playwright.sync_api import expect

UNIT = "04-four-approaches.ipynb"
PAIR = "sort-pair-garden"
CLEAR = "sort-clear"


@pytest.fixture
def unit(learn, page):
    """Open unit 04 and find its activities."""
    page.goto(learn.address(UNIT))
    return lambda item_id: item_on(page, item_id)


def test_all_four_routes_leave_the_same_record(learn, unit, page):
    """Drag, tap, keys and list: the same lines in the file, but for the route's name, the id and the time."""
    widget = unit(PAIR)
    places = answers(PAIR)
    lines = {}
    for via, place in ROUTES.items():
        before = len(records(learn.workspace))
        lying = {}
        for case, category in places.items():
            place(widget, case, category)
            lying[case] = category
            # Moves that are made while the kernel is busy reach it as one.
            kept(page, learn.workspace, PAIR, lying)
        lines[via] = [line for line in records(learn.workspace)[before:] if line["item"] == PAIR]
        for case in reversed(places):
            expect(chip(widget, case)).to_have_attribute("aria-label", re.compile("now in")) if via != "list" else None
            widget.get_by_role("button", name="Undo").click()
        kept(page, learn.workspace, PAIR, {})

    assert {via: {via} for via in ROUTES} == {via: {line["via"] for line in of} for via, of in lines.items()}
    same = [
        [{k: v for k, v in line.items() if k not in ("id", "at", "via", "duration_s")} for line in of]
        for of in lines.values()
    ]
    assert [same[0]] * 4 == same


def test_the_focus_stays_with_the_card_that_moved(unit, page):
    """After a key, a tap or a drag the moved card has the focus, and the page says what happened."""
    widget = unit(CLEAR)
    for place, case, category in (
        (press, "screening-visits", "engagement"),
        (tap, "recovery-cafe", "co-production"),
        (drag, "report-app", "co-design"),
    ):
        place(widget, case, category)
        expect(tray(widget, category).locator(f'button[data-case="{case}"]')).to_be_focused()
        expect(widget.get_by_role("status").first).to_contain_text("is now in")


def test_nothing_jumps_when_a_card_moves(unit, page):
    """The story, the places and the pile stay where they are while cards come and go."""
    widget = unit(CLEAR)
    parts = ".coprod-reading, .coprod-trays, .coprod-pile"
    tops = f"el => [...el.querySelectorAll('{parts}')].map(e => e.getBoundingClientRect().top)"
    widget.scroll_into_view_if_needed()
    chip(widget, "visitor-permits").click()
    before = widget.evaluate(tops)
    for case, category in (
        ("visitor-permits", "consultation"),
        ("screening-visits", "engagement"),
        ("report-app", "co-design"),
    ):
        press(widget, case, category)
        expect(tray(widget, category).locator(f'button[data-case="{case}"]')).to_be_focused()

    assert before == widget.evaluate(tops)


def test_escape_puts_a_card_back_in_the_middle_of_a_drag(learn, unit, page):
    """A drag that is given up changes nothing."""
    widget = unit(CLEAR)
    chip(widget, "report-app").scroll_into_view_if_needed()
    box = chip(widget, "report-app").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 90, steps=3)
    expect(widget.locator(".coprod-ghost")).to_be_visible()
    page.keyboard.press("Escape")
    expect(widget.locator(".coprod-ghost")).to_have_count(0)
    page.mouse.up()

    assert [] == records(learn.workspace)


def test_a_finger_can_drag_a_card_by_its_grip(learn, open_page):
    """Touch works: by the grip a card is dragged, and the story's own text still scrolls."""
    page = open_page(learn.address(UNIT), width=400, has_touch=True)
    widget = item_on(page, PAIR)
    case, category = next(iter(answers(PAIR).items()))
    chip(widget, case).scroll_into_view_if_needed()
    grip, place = chip(widget, case).locator(".coprod-grip").bounding_box(), tray(widget, category)
    touch = page.context.new_cdp_session(page)

    def send(kind, x, y):
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = grip["x"] + 8, grip["y"] + 8
    send("touchStart", x, y)
    for step in range(1, 6):
        send("touchMove", x + 5 * step, y + 5 * step)
    follow(place, lambda x, y: send("touchMove", x, y))
    send("touchEnd", 0, 0)

    kept(page, learn.workspace, PAIR, {case: category})
    assert "drag" == records(learn.workspace)[-1]["via"]


def test_a_check_shows_why_and_trying_again_keeps_what_was_right(unit, page):
    """Feedback for the choice made; then the wrong cards are back and the right ones lie where they were."""
    widget = unit(CLEAR)
    press(widget, "visitor-permits", "engagement")
    press(widget, "recovery-cafe", "co-production")
    check = widget.get_by_role("button", name="Check my sorting")
    check.click()
    expect(widget.locator(".coprod-actions + .coprod-status")).to_contain_text("Not placed yet: 4.")
    check.click()
    result = widget.locator('.coprod-result[data-case="visitor-permits"]')
    expect(result).to_contain_text("You may have noticed the care")
    expect(result).to_contain_text("next door")
    expect(widget.locator('.coprod-result[data-case="report-app"]')).to_contain_text("not placed")
    widget.get_by_role("button", name="Show how the course reads them").click()
    expect(result).to_contain_text("How the course reads it: Consultation")
    said = widget.locator(".coprod-actions + .coprod-status")
    expect(said).to_have_text(
        "How the course reads them is now shown below: first Visitor permits, then 4 more further down."
    )
    expect(result.locator("h4")).to_be_focused()
    widget.get_by_role("button", name="Try again what was not right").click()
    expect(tray(widget, "co-production").locator('button[data-case="recovery-cafe"]')).to_be_visible()
    expect(tray(widget, "engagement").locator("button[data-case]")).to_have_count(0)


def test_hints_come_one_by_one(unit):
    """Each press shows one more, three in all."""
    widget = unit(CLEAR)
    card = widget.locator(".coprod-in-hand")
    for number in (1, 2, 3):
        card.get_by_role("button", name=re.compile("hint")).click()
        expect(card.locator(".coprod-hints li")).to_have_count(number)
    expect(card.get_by_role("button", name="No more hints")).to_be_focused()


def test_a_card_in_none_of_these_asks_which_kind(learn, unit, page):
    """The follow-up is there for none of these alone, and its answer is kept."""
    widget = unit(CLEAR)
    press(widget, "repairs-leaflet", "none")
    question = widget.locator('.coprod-table [data-question="sort-clear.none-kind.repairs-leaflet"]')
    question.get_by_label(re.compile("Only informing")).check()
    kept(page, learn.workspace, "sort-clear.none-kind.repairs-leaflet", ["informing"])
    press(widget, "repairs-leaflet", "consultation")
    expect(question).to_be_hidden()


def test_the_kind_of_none_is_said_in_the_result(unit):
    """What was chosen, and what the course says, stand below the card once it is checked."""
    widget = unit(CLEAR)
    press(widget, "peer-service", "none")
    widget.locator('.coprod-table [data-question="sort-clear.none-kind.peer-service"]').get_by_label(
        re.compile("Handed over")
    ).check()
    for _ in range(2):
        widget.get_by_role("button", name="Check my sorting").click()

    kind = widget.locator('.coprod-result[data-case="peer-service"] .coprod-kind')
    expect(kind).to_have_text("You chose: Handed over. The course says: People's own.")


@pytest.mark.parametrize(("width", "beside"), [(1200, True), (400, False)])
def test_both_stories_of_a_pair_can_be_read_at_once(width, beside, learn, open_page):
    """Side by side where there is room, else one below the other; whoever points at a story takes its card."""
    page = open_page(learn.address(UNIT), width=width)
    widget = item_on(page, PAIR)
    one, other = (widget.locator(f'.coprod-reading [data-case="{case}"]') for case in answers(PAIR))
    for story in (one, other):
        expect(story.locator(".coprod-story")).to_be_visible()
    assert beside == (one.bounding_box()["y"] == other.bounding_box()["y"])
    other.locator(".coprod-story").click()
    expect(chip(widget, list(answers(PAIR))[1])).to_have_attribute("aria-pressed", "true")


def test_a_story_of_a_pair_can_be_dragged_by_its_head(learn, unit, page):
    """Either of the open stories is a card to pull, not only the one in hand."""
    widget = unit(PAIR)
    case = list(answers(PAIR))[1]
    head = widget.locator(f'.coprod-reading [data-case="{case}"] .coprod-case-head')
    head.scroll_into_view_if_needed()
    box, place = head.bounding_box(), tray(widget, "engagement")
    page.mouse.move(box["x"] + 30, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 50, box["y"] + 30)
    follow(place, page.mouse.move)
    page.mouse.up()

    kept(page, learn.workspace, PAIR, {case: "engagement"})


def test_seeing_it_differently_is_kept(learn, unit, page):
    """Under every reading there is a place to disagree, and what is written there is on disk."""
    widget = unit(PAIR)
    for case, category in answers(PAIR).items():
        press(widget, case, category)
    for _ in range(2):
        widget.get_by_role("button", name="Check my sorting").click()
    case = next(iter(answers(PAIR)))
    result = widget.locator(f'.coprod-result[data-case="{case}"]')
    result.get_by_text("I see this differently").click()
    result.get_by_role("textbox").fill("The caretaker asked us first.")
    result.get_by_role("textbox").blur()
    kept(page, learn.workspace, f"{PAIR}.differently.{case}", "The caretaker asked us first.")


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_answers_are_there_after(trouble, learn, unit, page):
    """Reload, restart or a killed kernel: every card lies where it was put, and the next one can be moved."""
    widget = unit(CLEAR)
    press(widget, "visitor-permits", "consultation")
    kept(page, learn.workspace, CLEAR, {"visitor-permits": "consultation"})
    widget.evaluate("el => el.classList.add('from-before')")
    trouble(learn, page, UNIT)
    expect(page.locator(".from-before")).to_have_count(0)
    widget = unit(CLEAR)
    expect(tray(widget, "consultation").locator('button[data-case="visitor-permits"]')).to_be_visible()
    press(widget, "report-app", "co-design")
    kept(page, learn.workspace, CLEAR, {"visitor-permits": "consultation", "report-app": "co-design"})


def test_answers_are_there_when_the_course_is_started_again(start_learn, open_page):
    """Closed for the day and opened again: sorting, result and settings are as they were left."""
    first = start_learn()
    page = open_page(first.address(UNIT))
    widget = item_on(page, PAIR)
    for case, category in answers(PAIR).items():
        choose(widget, case, category)
    for _ in range(2):
        widget.get_by_role("button", name="Check my sorting").click()
    expect(widget.locator(".coprod-summary")).to_contain_text("2 of 2 cards lie where the course puts them")
    page.close()
    assert 0 == first.stop()

    page = open_page(start_learn(workspace=first.workspace).address(UNIT))
    widget = item_on(page, PAIR)
    expect(widget.locator(".coprod-summary")).to_contain_text("2 of 2 cards lie where the course puts them")
    expect(widget.locator(".coprod-list")).to_be_visible()


def test_two_tabs_stay_alike(learn, open_page):
    """What is done in one tab is seen in the other, and kept once."""
    here = item_on(open_page(learn.address(UNIT)), CLEAR)
    there = item_on(open_page(learn.address(UNIT)), CLEAR)
    press(there, "report-app", "co-design")
    expect(tray(here, "co-design").locator('button[data-case="report-app"]')).to_be_visible()
    press(here, "visitor-permits", "consultation")
    expect(tray(there, "consultation").locator('button[data-case="visitor-permits"]')).to_be_visible()

    assert 2 == len(records(learn.workspace))


def test_a_learner_s_own_sorter_works_in_a_cell(learn, page):
    """Own cases in five lines: no unit, no record, the same pleasure."""
    from small_notebooks import code, notebook

    own = 'from coprod_widgets import ScenarioSorter\nScenarioSorter(cases=[{"story": "Tea.", "answer": "none"}])'
    learn.put("own.ipynb", notebook(code(f"# My own.\n{own}")), signed=True)
    page.goto(learn.address("own.ipynb"))
    widget = item_on(page, "own-cases")
    press(widget, "case-1", "none")
    widget.get_by_role("button", name="Check my sorting").click()
    expect(widget.locator(".coprod-summary")).to_contain_text("1 of 1")
    assert [] == records(learn.workspace)


def test_no_two_questions_on_a_page_share_a_group_of_radios(unit, page):
    """Each widget is a module of its own; a name counted in each would join their questions."""
    unit(CLEAR)
    groups = page.evaluate("""() => [...document.querySelectorAll('.coprod-widget fieldset')]
      .map(e => [...new Set([...e.querySelectorAll('input[type=radio]')].map(input => input.name))])
      .filter(names => names.length)""")

    assert len(groups) > 20
    assert {1} == {len(names) for names in groups}
    assert len(groups) == len({names[0] for names in groups})


def test_a_place_below_the_edge_comes_into_sight_while_a_card_is_held(learn, open_page):
    """On a low screen the page scrolls along with a drag, so that every place can be reached."""
    page = open_page(learn.address(UNIT), height=480)
    widget = item_on(page, CLEAR)
    widget.evaluate("el => el.scrollIntoView({ block: 'start' })")
    before = tray(widget, "none").bounding_box()["y"]
    assert before > 480
    box = chip(widget, "report-app").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, 300, steps=3)
    page.mouse.move(box["x"] + 60, 470, steps=3)
    page.wait_for_function(
        "() => document.querySelector('[data-item=sort-clear] [data-category=none]').getBoundingClientRect().top < 400"
    )
    # It goes on scrolling until the card is away from the edge.
    follow(tray(widget, "none"), page.mouse.move)
    page.mouse.up()
    kept(page, learn.workspace, CLEAR, {"report-app": "none"})


def test_a_sorting_can_be_looked_at_as_a_picture(unit):
    """Once the readings are shown a picture is a press away, with all of it in words for who can't see it."""
    widget = unit(PAIR)
    (case, category), *_ = answers(PAIR).items()
    press(widget, case, next(one for one in answers(PAIR).values() if one != category))
    for _ in range(2):
        widget.get_by_role("button", name="Check my sorting").click()
    expect(widget.get_by_role("button", name="Show it as a picture")).to_be_hidden()
    widget.get_by_role("button", name="Show how the course reads them").click()
    widget.get_by_role("button", name="Show it as a picture").click()
    picture = widget.locator(".coprod-picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 200
    assert "the course" in picture.get_attribute("alt")


def test_a_press_counts_though_an_answer_is_kept_meanwhile(learn, unit, page):
    """Python's word that the last move is kept may come between press and release; the press is still a press."""
    widget = unit(CLEAR)
    first = next(iter(answers(CLEAR)))
    place = tray(widget, "engagement")
    place.scroll_into_view_if_needed()
    chip(widget, first).focus()
    page.keyboard.press("1")
    page.keyboard.press("ArrowDown")
    place.locator(".coprod-put").hover()
    page.mouse.down()
    kept(page, learn.workspace, CLEAR, {first: "consultation"})
    page.evaluate("async () => { for (let n = 0; n < 60; n++) await new Promise(requestAnimationFrame); }")
    page.mouse.up()
    expect(place.locator("button[data-case]")).to_have_count(1)
