"""The self-audit in the real page: evidence first, by keys alone, kept; somebody else rates unseen, or says no."""

import pytest
from answering import item_on, kept, records, tab_to
from playwright.sync_api import expect
from small_notebooks import code, notebook
from test_access import findings

from coprod_widgets import content
from coprod_widgets.content.auditing import LINES

UNIT = "08-your-plan.ipynb"
FIRST, THEIRS, GUESS = "audit-first", "audit-invited", "audit-invited.guess"
OCCASION = "In May a member led the cooking; the chair saw it."
THEIR_WORDS = "<b>Nobody</b> asked me."
OWN = "# An audit of my own.\nfrom coprod_widgets import SelfAudit"
# Whatever can be pointed at is on the clean page.
COVERED = """() => [0.01, 0.25, 0.5, 0.75, 0.99].every(x => [0.01, 0.25, 0.5, 0.75, 0.99].every(y =>
    document.elementFromPoint(x * innerWidth, y * innerHeight).closest('dialog')))"""
WRITTEN = "() => [...document.querySelectorAll('textarea')].map(box => box.value).join()"
# The menus whose words have no room: what is left of them beside the sign that opens them is 24 pixels less.
CUT_OFF = """() => [...document.querySelectorAll('.coprod-audit-guess select')].filter(select => {
    const style = getComputedStyle(select), pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 24;
    return [...select.options].some(option => pen.measureText(option.text).width > room);
}).map(select => select.dataset.guess)"""


def line(widget):
    """Find the line that is in sight."""
    return widget.locator(".coprod-audit-line:visible")


def rate(widget, number):
    """Choose a rating of the line in sight: 0 is not known, 1 to 5 are the ratings from 0 to 4."""
    line(widget).get_by_role("radio").nth(number).check()


def responses(workspace, item_id):
    """Return the responses to an item, in the order in which they were kept."""
    return [one["response"] for one in records(workspace) if one["item"] == item_id]


def rate_first(widget):
    """Rate two lines as the learner, one with an occasion and one not known."""
    line(widget).get_by_role("textbox").fill(OCCASION)
    rate(widget, 5)
    widget.locator(".coprod-audit-next").click()
    rate(widget, 0)


def guess_all(widget):
    """Guess a 2 on every line."""
    for select in widget.locator("select").all():
        select.select_option("2")


MINE = {"assets": {"rating": 4, "evidence": OCCASION}, "capabilities": {"rating": None, "evidence": ""}}


def test_all_eight_lines_are_rated_by_keys_alone_and_come_back(learn, page):
    """The box comes before the rating; each line is a record of its own; the result and the ratings are there again."""
    page.goto(learn.address(UNIT))
    widget = item_on(page, FIRST)
    inside = f'[data-item="{FIRST}"]'
    expected = {}
    tab_to(page, f"{inside} .coprod-audit-line:not([hidden]) textarea")
    for number, id_ in enumerate(LINES):
        if number:
            tab_to(page, f"{inside} .coprod-audit-line:not([hidden]) textarea")
        page.keyboard.type(f"It happened in week {number}.")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.type") == "radio"
        page.keyboard.press("Space")
        expected[id_] = {"rating": None, "evidence": f"It happened in week {number}."}
        if number % 2:
            for _ in range(number // 2 + 1):
                page.keyboard.press("ArrowDown")
            expected[id_]["rating"] = number // 2
        kept(page, learn.workspace, FIRST, expected)
        if id_ != LINES[-1]:
            tab_to(page, f"{inside} .coprod-audit-next")
            page.keyboard.press("Enter")
            expect(line(widget).locator("h3")).to_be_focused()
    tab_to(page, f"{inside} .coprod-actions .coprod-main")
    page.keyboard.press("Enter")
    expect(widget.locator(".coprod-audit-result-name")).to_be_focused()
    expect(widget.locator('[data-told="least"]')).to_contain_text("The line you know least about: Assets")
    expect(widget.locator('.coprod-audit-strips[data-line="access"] li')).to_have_attribute("data-kind", "shown")
    assert {"keyboard"} == {one["via"] for one in records(learn.workspace)}

    page.reload()
    widget = item_on(page, FIRST)
    expect(line(widget).get_by_role("textbox")).to_have_value("It happened in week 0.")
    expect(widget.locator(".coprod-audit-lines [data-rated=true]")).to_have_count(8)
    doors = widget.locator(".coprod-audit-lines button")
    expect(doors.nth(0)).to_have_text("Assets: what people are good at: would have to ask")
    expect(doors.nth(7)).to_have_text("Access and recognition: who can take part: rated 3, how we work")
    expect(widget.locator(".coprod-audit-strips")).to_have_count(8)


def test_what_is_typed_is_kept_in_mid_sentence_and_not_knowing_is_never_drawn_at_0(learn, page):
    """Without leaving the box or choosing a rating; a question mark stands at its own place."""
    page.goto(learn.address(UNIT))
    widget = item_on(page, FIRST)
    line(widget).get_by_role("textbox").press_sequentially("In May a member")
    kept(page, learn.workspace, FIRST, {"assets": {"evidence": "In May a member"}})
    rate(widget, 0)
    expect(line(widget).locator(".coprod-audit-ask")).to_contain_text("What can you do that nobody here has ever asked")
    widget.get_by_role("button", name="Show what my ratings say").click()
    strip = widget.locator('.coprod-audit-strips[data-line="assets"] .coprod-audit-strip')
    expect(strip.locator('[data-place="?"] .coprod-audit-dot')).to_have_text("?")
    expect(strip.locator('[data-place="0"] .coprod-audit-dot')).to_have_count(0)


def test_the_clean_page_covers_everything_and_a_no_keeps_nothing(learn, page):
    """Nothing of the learner's can be seen or reached, Escape does not uncover it, and no word reaches the file."""
    page.goto(learn.address(UNIT))
    rate_first(item_on(page, FIRST))
    kept(page, learn.workspace, FIRST, MINE)
    before = records(learn.workspace)
    widget = item_on(page, THEIRS)
    for leave in ("Stop, and keep nothing", "No, keep nothing"):
        widget.get_by_role("button", name="Open the clean page for them").click()
        clean = page.get_by_role("dialog")
        expect(clean).to_contain_text("Nobody from the staff should sit beside you now")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(clean).to_be_visible()
        assert page.evaluate(COVERED)
        expect(clean).not_to_contain_text(OCCASION)
        clean.get_by_role("button", name="Start").click()
        line(clean).get_by_role("textbox").fill("Nobody asked me.")
        rate(clean, 2)
        if leave.startswith("No"):
            clean.get_by_role("button", name="I have finished").click()
        clean.get_by_role("button", name=leave, exact=True).click()
        expect(clean.get_by_role("heading", level=3, name="Thank you")).to_be_focused()
        expect(clean).to_contain_text("Nothing is kept, and that is fine.")
        assert "Nobody asked me." not in page.evaluate(WRITTEN)
        for key in ("Escape", "Escape"):
            page.keyboard.press(key)
        expect(clean).to_be_visible()
        assert page.evaluate(COVERED)
        clean.get_by_role("button", name="I invited them, and I am back").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(widget.get_by_role("button", name="Open the clean page for them")).to_be_focused()
        expect(widget.locator(".coprod-audit-theirs")).to_contain_text("Nothing was kept.")
    widget.get_by_role("button", name="Show both ratings").click()
    expect(widget.locator(".coprod-audit-said")).to_have_text("There are no ratings of somebody else yet.")
    expect(widget.get_by_role("alert")).to_have_count(0)

    assert before == records(learn.workspace)
    assert "Nobody asked me." not in (learn.workspace / "answers.jsonl").read_text("utf-8")
    assert "Nobody asked me." not in page.evaluate("() => document.body.textContent")
    assert "Nobody asked me." not in page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")


# An activity of the learner's that can be seen while the page is not theirs.
UNCOVERED = """() => [...document.querySelectorAll('.coprod-widget')]
    .filter(one => !one.closest('dialog') && getComputedStyle(one).visibility !== 'hidden').length"""


def test_a_page_loaded_anew_stays_covered_until_the_closing(learn, page):
    """In the middle, and after the closing words; only the one who invited uncovers it, and it stays uncovered."""
    page.goto(learn.address(UNIT))
    rate_first(item_on(page, FIRST))
    kept(page, learn.workspace, FIRST, MINE)
    item_on(page, THEIRS).get_by_role("button", name="Open the clean page for them").click()
    clean = page.get_by_role("dialog")
    clean.get_by_role("button", name="Start").click()
    line(clean).get_by_role("textbox").fill("Nobody asked me.")

    page.reload()
    expect(clean.get_by_role("heading", level=2)).to_be_focused()
    assert page.evaluate(COVERED)
    assert 0 == page.evaluate(UNCOVERED)
    expect(clean).to_contain_text("Nobody from the staff should sit beside you now")
    assert "Nobody asked me." not in page.evaluate(WRITTEN)
    clean.get_by_role("button", name="Stop, and keep nothing").click()
    expect(clean).to_contain_text("Nothing is kept, and that is fine.")

    page.reload()
    expect(clean.get_by_role("heading", level=3, name="Thank you")).to_be_focused()
    expect(clean).to_contain_text("Nothing is kept, and that is fine.")
    assert page.evaluate(COVERED)
    clean.get_by_role("button", name="I invited them, and I am back").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(item_on(page, THEIRS).locator(".coprod-audit-theirs")).to_contain_text("Nothing was kept.")
    expect(line(item_on(page, FIRST)).get_by_role("textbox")).to_be_visible()

    page.reload()
    expect(line(item_on(page, FIRST)).get_by_role("textbox")).to_have_value(OCCASION)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert [] == responses(learn.workspace, THEIRS)


def test_theirs_are_hidden_until_their_yes_and_shown_only_after_a_guess(learn, page):
    """By keys alone on the clean page, in their own wording; then the guess, line by line; then both, ringed."""
    page.goto(learn.address(UNIT))
    rate_first(item_on(page, FIRST))
    kept(page, learn.workspace, FIRST, MINE)
    widget = item_on(page, THEIRS)
    tab_to(page, f'[data-item="{THEIRS}"] .coprod-audit-open')
    page.keyboard.press("Enter")
    clean = page.get_by_role("dialog")
    expect(clean.get_by_role("heading", level=2)).to_be_focused()
    tab_to(page, "dialog .coprod-switch")
    page.keyboard.press("Enter")
    expect(clean).to_contain_text("There are no wrong answers.")
    tab_to(page, "dialog .coprod-main")
    page.keyboard.press("Enter")
    expect(line(clean).locator("h3")).to_be_focused()
    tab_to(page, "dialog .coprod-audit-line:not([hidden]) textarea")
    page.keyboard.type(THEIR_WORDS)
    tab_to(page, "dialog .coprod-audit-line:not([hidden]) input")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "dialog .coprod-audit-end")
    page.keyboard.press("Enter")
    assert [] == responses(learn.workspace, THEIRS)
    expect(clean).to_contain_text("Can we keep your answers?")
    tab_to(page, "dialog .coprod-actions .coprod-main")
    page.keyboard.press("Enter")
    said = {"assets": {"rating": 0, "evidence": THEIR_WORDS}}
    kept(page, learn.workspace, THEIRS, said)
    assert [said] == responses(learn.workspace, THEIRS)
    expect(clean).to_contain_text("You said yes. Your answers stay on this computer.")
    assert page.evaluate(COVERED)
    tab_to(page, "dialog .coprod-audit-clean-back")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(widget.locator(".coprod-audit-theirs")).to_contain_text("They said yes: their ratings are kept.")

    widget.get_by_role("button", name="Show both ratings").click()
    under = widget.locator(".coprod-actions:has(> .coprod-main) + .coprod-audit-said")
    expect(under).to_have_text("First guess what they said, on every line.")
    expect(widget.locator(".coprod-audit-result")).to_be_hidden()
    guess_all(widget)
    kept(page, learn.workspace, GUESS, {one: {"rating": 2, "evidence": ""} for one in LINES})
    widget.get_by_role("button", name="Show both ratings").click()
    expect(widget.locator(".coprod-audit-result-name")).to_be_focused()
    rows = widget.locator('.coprod-audit-strips[data-line="assets"] li')
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_have_attribute("data-ring", "differently")
    expect(rows.nth(2).locator("p").first).to_have_text("Someone who uses the service: 0: does not happen.")
    for number, wrote in ((0, OCCASION), (2, THEIR_WORDS)):
        expect(rows.nth(number).locator(".coprod-audit-wrote")).to_have_text(f"Written beside it: {wrote}")
    expect(rows.nth(1).locator(".coprod-audit-wrote")).to_have_count(0)
    expect(widget.locator('[data-told="gap"]')).to_contain_text("You said 4, they said 0.")
    assert {"08"} == {one["unit"] for one in records(learn.workspace)}

    page.reload()
    widget = item_on(page, THEIRS)
    expect(widget.locator('.coprod-audit-strips[data-line="assets"] li')).to_have_count(3)
    widget.get_by_role("button", name="Take their ratings off this page").click()
    kept(page, learn.workspace, THEIRS, {})
    expect(widget.locator(".coprod-audit-result")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 400)])
def test_axe_finds_nothing_and_nothing_sticks_out(scheme, width, learn, open_page):
    """A line half done, the result, the invitation open, the clean page, and both side by side."""
    page = open_page(learn.address(UNIT), width=width, color_scheme=scheme)
    first = item_on(page, FIRST)
    rate_first(first)
    first.get_by_role("button", name="Show what my ratings say").click()
    expect(first.locator(".coprod-audit-result")).to_be_visible()
    widget = item_on(page, THEIRS)
    widget.get_by_text("Words for the invitation").click()
    guess_all(widget)
    assert [] == page.evaluate(CUT_OFF)
    widget.get_by_role("button", name="Print the Easy Read sheet").click()
    expect(page.frame_locator("iframe.coprod-paper").get_by_role("heading", level=2)).to_have_count(9)
    assert [] == findings(page)
    widget.get_by_role("button", name="Open the clean page for them").click()
    clean = page.get_by_role("dialog")
    clean.get_by_role("button", name="Start").click()
    rate(clean, 4)
    assert [] == findings(page)
    clean.get_by_role("button", name="I have finished").click()
    clean.get_by_role("button", name="Yes, keep my ratings").click()
    expect(clean).to_contain_text("Please hand the computer back")
    assert [] == findings(page)
    clean.get_by_role("button", name="I invited them, and I am back").click()
    widget.get_by_role("button", name="Show both ratings").click()
    expect(widget.locator(".coprod-audit-result")).to_be_visible()
    assert [] == findings(page)
    assert [] == page.evaluate(
        """width => [...document.querySelectorAll('.coprod-audit *')].filter(e => e.checkVisibility())
        .filter(e => e.getBoundingClientRect().right > width + 1).map(e => e.outerHTML.slice(0, 120))""",
        width,
    )


def test_an_audit_of_ones_own_follows_python_and_is_heard_in_it(learn, open_page):
    """A value set in a cell is drawn, and one chosen on the page is heard; in forced colours dots stay dots."""
    learn.put(
        "own.ipynb",
        notebook(
            code(OWN),
            code('own = SelfAudit(lines={"Welcome": "New people are met at the door by a member"})\nown'),
            code(
                "import ipywidgets\ntold = ipywidgets.Label('nothing')\n"
                "own.observe(lambda change: setattr(told, 'value', str(change['new'])), 'value')\n"
                "own.value = {'welcome': {'rating': 3, 'evidence': ''}}\ntold"
            ),
        ),
        signed=True,
    )
    page = open_page(learn.address("own.ipynb"), forced_colors="active")
    widget = page.locator(".coprod-audit")
    expect(line(widget)).to_contain_text("New people are met at the door")
    expect(line(widget).get_by_role("radio").nth(4)).to_be_checked()
    widget.get_by_role("button", name="Show what my ratings say").click()
    dot = widget.locator(".coprod-audit-dot")
    expect(dot).to_have_attribute("data-kind", "claimed")
    assert "solid" == dot.evaluate("e => getComputedStyle(e).borderTopStyle")
    rate(widget, 0)
    expect(page.locator(".widget-label")).to_have_text("{'welcome': {'rating': None, 'evidence': ''}}")
    expect(dot).to_have_attribute("data-kind", "unknown")


def test_the_unit_says_that_rating_together_is_never_required():
    """It stands in no sitting, and neither does rating again in three months."""
    sat = {item for sitting in content.load_unit("08").unit.sittings for item in sitting.items}

    assert {THEIRS, "audit-gap", "audit-again"}.isdisjoint(sat)
