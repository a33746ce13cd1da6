"""The self-audit as a widget: evidence first, no total, and somebody else's ratings only after a yes and a guess."""

import json

import pytest
import traitlets

from coprod_widgets import SelfAudit, content, records
from coprod_widgets.content import ContentError
from coprod_widgets.content.auditing import LINES
from coprod_widgets.desk import Desk
from coprod_widgets.learner import progress
from coprod_widgets.widgets.self_audit import Rated

UNIT = content.load_unit("08")
FIRST, THEIRS, AGAIN = (UNIT.item(f"audit-{name}") for name in ("first", "invited", "again"))
GUESS = "audit-invited.guess"
OCCASION = "In May a member led the cooking; the chair saw it."
MINE = {
    "assets": {"rating": 4, "evidence": OCCASION},
    "capabilities": {"rating": 3, "evidence": ""},
    "reciprocity": {"rating": None, "evidence": ""},
    "peers": {"rating": 1, "evidence": ""},
}
SAID = {"assets": {"rating": 1, "evidence": "Nobody asked me."}, "peers": {"rating": 1, "evidence": ""}}
ALL_GUESSED = {line: {"rating": 2, "evidence": ""} for line in LINES}


def ask(widget, **state):
    """Press the page's main button."""
    widget._on_message(widget, {"kind": "check", "state": {"via": "keyboard", **state}}, [])


def page_state(widget):
    """Return everything that the page holds of a widget, as text, its code and its words left out."""
    state = widget.get_state()
    return json.dumps({name: value for name, value in state.items() if name not in ("_esm", "_css", "_words")})


def row(widget, line, number):
    """Return one row of a line's strip: its kind, its ring and its words."""
    [strip] = [one for one in widget.result["strips"] if one["id"] == line]
    found = strip["rows"][number]
    return found["kind"], found["ring"], found["said"]["text"]


def told_first(widget):
    """Return the key of what is said under the button to be done first, and the error at the top."""
    said = [key for key, words in content.load_interface().items() if words.text == widget._to_do_first.get("text")]
    return said[0] if said else None, widget.error


@pytest.fixture
def invited():
    """Return a widget for somebody invited, beside a first rating."""
    widget = SelfAudit(THEIRS)
    widget.lies_beside({"audit-first": Rated(MINE, "2026-11-28")}.get)
    return widget


# --- on its own ------------------------------------------------------------------------------------


def test_a_line_of_ones_own_can_be_rated_and_heard():
    """Nothing is preset; a value can be set from Python and observed."""
    heard = []
    widget = SelfAudit(lines={"Welcome": "New people are met at the door by someone who uses the place"})
    assert {} == widget.value
    widget.observe(lambda change: heard.append(change["new"]), "value")
    widget.value = {"welcome": {"rating": 3, "evidence": OCCASION}}

    assert [{"welcome": {"rating": 3, "evidence": OCCASION}}] == heard
    assert "SelfAudit('own-audit', value={'welcome': {'rating': 3" in repr(widget)


def test_without_lines_it_has_the_course_s_eight():
    """In their order."""
    assert list(LINES) == [line["id"] for line in SelfAudit().item["lines"]]


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"line": {}}, TypeError, "SelfAudit takes no argument 'line'. Did you mean 'lines'?"),
        ({"lines": {"Welcome": ""}}, ContentError, "lines: Welcome: got nothing; allowed: a text"),
        ({"value": {"power": {"rating": 7}}}, traitlets.TraitError, "own-audit: power: got the rating 7"),
    ],
)
def test_what_cannot_be_rated_is_said_at_once(arguments, error, sentence):
    """The sentence names what was wrong and what is allowed."""
    with pytest.raises(error) as said:
        SelfAudit(**arguments)

    assert str(said.value).startswith(sentence)


# --- what the ratings say --------------------------------------------------------------------------


def test_each_line_is_said_by_itself(keeper):
    """Shown, claimed, not known, said, not rated; kept as asked for, without a score."""
    widget = SelfAudit(FIRST, keeper=keeper)
    ask(widget, value=MINE)

    assert ("shown", None, "4: people would say so. Shown: an occasion is named.") == row(widget, "assets", 0)
    claimed = "3: how we work. Claimed so far: an occasion can still be written beside it."
    assert ("claimed", None, claimed) == row(widget, "capabilities", 0)
    assert ("unknown", None, "Would have to ask.") == row(widget, "reciprocity", 0)
    assert ("said", None, "1: one person's goodwill.") == row(widget, "peers", 0)
    assert ("absent", None, "Not rated.") == row(widget, "power", 0)
    assert [(MINE, False, None), (MINE, True, None)] == [(one.response, one.checked, one.score) for one in keeper.kept]


def test_a_line_that_is_not_rated_has_no_day():
    """Nothing was done on one."""
    widget = SelfAudit(FIRST, value=MINE)
    widget.lies_beside({"audit-first": Rated(MINE, "2026-11-30")}.get)
    widget.check()
    who = {strip["id"]: strip["rows"][0]["who"]["text"] for strip in widget.result["strips"]}

    assert ["You, 30 November 2026"] * 2 + ["You"] == [who[line] for line in ("assets", "reciprocity", "power")]


def test_there_is_no_number_of_all_lines():
    """Nothing in the result is a total, an average or a share."""
    widget = SelfAudit(FIRST, value=MINE)
    widget.check()

    assert {"done", "strips", "least", "gap", "note"} == set(widget.result)
    assert {"line", "said", "also", "ask"} == set(widget.result["least"])


def test_it_names_the_line_known_least_with_one_question_and_no_gap_yet():
    """The gap needs somebody else."""
    widget = SelfAudit(FIRST, value=MINE)
    widget.check()
    least, gap = widget.result["least"], widget.result["gap"]

    assert ("reciprocity", None) == (least["line"], least["also"])
    assert "What have you had back for what you gave" in least["ask"]["text"]
    assert "until somebody who uses the service has rated it too" in gap["said"]["text"]


def test_asking_before_anything_is_rated_is_answered_in_a_sentence(keeper):
    """What is written without a rating is no rating; nothing is kept as asked for."""
    widget = SelfAudit(FIRST, keeper=keeper)
    ask(widget, value={"power": {"evidence": OCCASION}})

    assert ("audit-rate-first", "") == told_first(widget)
    assert ({}, [False]) == (widget.result, [one.checked for one in keeper.kept])
    widget.set_state({"value": {"power": {"evidence": OCCASION, "rating": 2}}})
    assert {} == widget._to_do_first


def test_a_result_in_sight_follows_and_goes_with_the_last_rating():
    """Without asking again."""
    widget = SelfAudit(FIRST, value=MINE)
    widget.check()
    widget.value = MINE | {"capabilities": {"rating": 3, "evidence": OCCASION}}
    assert "shown" == row(widget, "capabilities", 0)[0]
    widget.value = {}

    assert {} == widget.result


# --- somebody else rates too -----------------------------------------------------------------------


def test_theirs_are_shown_only_after_a_guess_on_every_line(invited):
    """The sentence says what is missing; nothing of the learner's or of a comparison is on the page until then."""
    invited.value = SAID
    for guess in ({}, {"assets": {"rating": 2, "evidence": ""}}):
        ask(invited, answers={GUESS: guess})
        assert ("audit-guess-first", "") == told_first(invited)
        assert {} == invited.result
    assert OCCASION not in page_state(invited)
    ask(invited, answers={GUESS: ALL_GUESSED})

    assert invited.result["done"]


def test_a_guess_without_their_rating_shows_nothing(invited):
    """They may have said no."""
    ask(invited, answers={GUESS: ALL_GUESSED})

    assert ("audit-none-yet", "") == told_first(invited)


def test_without_a_first_rating_there_is_nothing_to_lay_it_beside():
    """The sentence says where to go."""
    widget = SelfAudit(THEIRS, value=SAID)
    ask(widget, answers={GUESS: ALL_GUESSED})

    assert ("audit-own-first", "") == told_first(widget)


def test_both_are_laid_side_by_side_with_the_guess_between(invited):
    """Ringed where both gave a number: confirmed or seen differently; theirs is never called claimed."""
    guess = ALL_GUESSED | {"peers": {"rating": None, "evidence": ""}}
    ask(invited, value=SAID, answers={GUESS: guess})

    assert ("shown", "differently") == row(invited, "assets", 0)[:2]
    assert ("said", None, "2: when staff choose.") == row(invited, "assets", 1)
    assert ("said", None, "1: one person's goodwill.") == row(invited, "assets", 2)
    assert ("said", "confirmed") == row(invited, "peers", 0)[:2]
    assert "No guess." == row(invited, "peers", 1)[2]
    assert (
        "The widest gap: Assets: what people are good at. You said 4, they said 1."
        == (invited.result["gap"]["said"]["text"])
    )
    assert "What can you do that nobody here has ever asked you about?" in invited.result["gap"]["ask"]["text"]


def test_what_each_wrote_stands_beside_their_own_rating(invited):
    """Line by line, in their own words; a guess has none, and nothing is there where nothing was written."""
    ask(invited, value=SAID | {"power": {"rating": 2, "evidence": " \n"}}, answers={GUESS: ALL_GUESSED})
    wrote = {strip["id"]: [one["wrote"] for one in strip["rows"]] for strip in invited.result["strips"]}

    assert [OCCASION, "", "Nobody asked me."] == wrote["assets"]
    assert ["", "", ""] == wrote["peers"] == wrote["power"]


def test_where_both_say_the_same_a_third_is_asked_for(invited):
    """No gap is not the end of asking."""
    ask(invited, value={"peers": {"rating": 1, "evidence": ""}}, answers={GUESS: ALL_GUESSED})
    gap = invited.result["gap"]

    assert gap["said"]["text"].startswith("The widest gap: none.")
    assert "What have we both missed here" in gap["ask"]["text"]


def test_where_no_line_has_two_numbers_it_says_so(invited):
    """Not knowing is no number."""
    ask(invited, value={"peers": {"rating": None, "evidence": ""}}, answers={GUESS: ALL_GUESSED})

    assert "no line yet that you have both given a number" in invited.result["gap"]["said"]["text"]


@pytest.mark.parametrize(("form", "says"), [("plain", "No is fine, now or later"), ("easy", "You can say no.")])
def test_the_sheet_for_paper_has_the_invitation_and_every_line_and_nothing_rated(invited, monkeypatch, form, says):
    """In either wording, with the question whether it may be kept."""
    sent = []
    monkeypatch.setattr(invited, "send", lambda message, *_: sent.append(message))
    invited.value = SAID
    invited._on_message(invited, {"kind": "file", "for": "me", "form": form}, [])

    assert [("file", "me")] == [(one["kind"], one["for"]) for one in sent]
    assert says in sent[0]["text"]
    assert 8 + 1 == sent[0]["text"].count("<h2>")
    assert 8 * 6 + 2 == sent[0]["text"].count("☐")
    assert OCCASION not in sent[0]["text"]
    assert "Nobody asked me." not in sent[0]["text"]


# --- on the desk -----------------------------------------------------------------------------------


def test_ratings_guesses_and_what_they_say_come_back(tmp_path):
    """After closing: the first, theirs, the guess and both side by side, each as it was left."""
    desk = Desk(tmp_path)
    ask(desk.show("08", FIRST), value=MINE)
    ask(desk.show("08", THEIRS), value=SAID, answers={GUESS: ALL_GUESSED})
    again = Desk(tmp_path)
    first, theirs = again.show("08", FIRST), again.show("08", THEIRS)

    assert (MINE, SAID, {GUESS: ALL_GUESSED}) == (first.value, theirs.value, theirs.answers)
    assert first.result["done"]
    assert "differently" == row(theirs, "assets", 0)[1]
    found = again.reading().records
    assert {"audit-first", "audit-invited", GUESS} == {one.item for one in found}
    assert {("audit", None)} == {(one.interaction, one.score) for one in found}


def test_taken_off_the_page_their_ratings_stay_off(tmp_path):
    """After a reload, too."""
    desk = Desk(tmp_path)
    ask(desk.show("08", FIRST), value=MINE)
    theirs = desk.show("08", THEIRS)
    ask(theirs, value=SAID, answers={GUESS: ALL_GUESSED})
    theirs.set_state({"value": {}})
    again = Desk(tmp_path).show("08", THEIRS)

    assert ({}, {}, {}) == (theirs.result, again.value, again.result)


def test_three_months_later_it_says_when_and_is_laid_beside_the_first_with_dates():
    """It starts empty; the first is shown when asked for; a fall may mean knowing more."""
    again = SelfAudit(AGAIN)
    kept = {"audit-first": Rated(MINE, "2026-11-30"), "audit-again": Rated(SAID, "2027-03-01")}
    again.lies_beside(kept.get)
    assert {} == again.value
    assert OCCASION not in page_state(again)
    assert "You rated this on 30 November 2026. Three months are over on 28 February 2027." in again.due["text"]
    ask(again, value={"assets": {"rating": 2, "evidence": ""}})

    [strip, *_] = again.result["strips"]
    assert ["You, 30 November 2026", "You, 1 March 2027"] == [one["who"]["text"] for one in strip["rows"]]
    assert "It was 4 and is 2." in again.result["gap"]["said"]["text"]
    assert "A rating that falls may mean that you know more now." == again.result["note"]["text"]


@pytest.mark.parametrize(("day", "later"), [("2026-11-30", "28 February 2027"), ("2026-12-05", "5 March 2027")])
def test_three_months_are_counted_in_months(day, later):
    """To the same day, or to the last of a shorter month."""
    widget = SelfAudit(AGAIN)
    widget.lies_beside({"audit-first": Rated(MINE, day)}.get)

    assert later in widget.due["text"]


def test_the_audit_is_done_once_every_line_is_rated(tmp_path):
    """Not knowing counts; what is only written does not."""
    desk = Desk(tmp_path)
    widget = desk.show("08", FIRST)
    almost = {line: {"rating": None, "evidence": ""} for line in LINES[:-1]} | {LINES[-1]: {"evidence": OCCASION}}
    widget.set_state({"value": almost})
    assert not progress.is_done(desk.reading().records, "08", FIRST)
    widget.set_state({"value": almost | {LINES[-1]: {"rating": None, "evidence": OCCASION}}})

    assert progress.is_done(desk.reading().records, "08", FIRST)


def test_ratings_of_two_kernels_are_put_together(tmp_path):
    """Another page has rated another line, or written about the same one, meanwhile."""
    here, there = Desk(tmp_path).show("08", FIRST), Desk(tmp_path).show("08", FIRST)
    there.set_state({"value": {"power": {"evidence": OCCASION}}})
    here.set_state({"value": {"assets": MINE["assets"]}})

    assert {"power": {"evidence": OCCASION}, "assets": MINE["assets"]} == here.value
    assert records.latest(Desk(tmp_path).reading().records, "08", "audit-first").response == here.value


def test_two_pages_of_one_kernel_are_kept_alike(tmp_path):
    """What is rated and shown on one is there on the other."""
    desk = Desk(tmp_path)
    here, there = desk.show("08", FIRST), desk.show("08", FIRST)
    ask(here, value=MINE)

    assert (here.value, here.result) == (there.value, there.result)
