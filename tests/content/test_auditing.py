"""The self-audit's words: eight lines, five anchors, two raters, and lines of one's own."""

import copy
import json

import pytest
from msgspec.structs import replace

from coprod_widgets.content import ContentError, content_dir, load_audit, load_course, load_unit, own_audit, page_view
from coprod_widgets.content.auditing import LINES
from coprod_widgets.content.page import digest
from coprod_widgets.content.reader import read_file

WORDS = {"text": "Words.", "easy": "Words."}
FILE = read_file(content_dir() / "audit.yaml", "audit.yaml")[0]
FIRST = {"id": "rate", "interaction": "audit", "prompt": WORDS}
THEIRS = FIRST | {"id": "rate-theirs", "rater": "invited", "beside": "rate"}


@pytest.fixture
def audited(small):
    """Return the small course with an audit and somebody invited to it, to be changed by a test."""
    small["audit.yaml"] = copy.deepcopy(FILE)
    small["units/04.yaml"]["items"] += [copy.deepcopy(FIRST), copy.deepcopy(THEIRS)]
    return small


def file(course):
    return course["audit.yaml"]


def theirs(course):
    return course["units/04.yaml"]["items"][-1]


# --- the course's own ------------------------------------------------------------------------------


def test_there_are_eight_lines_and_no_number_of_them_all():
    """TLAP's six in the course's words, power, and access; nothing to add up, and it says so."""
    audit = load_audit()

    assert list(LINES) == [line.id for line in audit.lines]
    assert 8 == len(LINES)
    assert "Nothing here is added up" in audit.no_total.text


def test_not_knowing_is_a_full_answer_and_none_of_the_five():
    """It stands beside 0 to 4 and says of itself that it is one."""
    audit = load_audit()

    assert [0, 1, 2, 3, 4] == [anchor.rating for anchor in audit.anchors]
    assert "That is a full answer" in audit.unknown.words.text


def test_the_invitation_says_all_that_somebody_must_know_before_they_say_yes():
    """What it is for, who sees it, that no is fine and changes nothing, thanks, and what is kept."""
    said = " ".join(words.text for words in load_audit().invitation)

    for part in (
        "What it is for.",
        "Who sees it.",
        "without staff beside you",
        "No is fine",
        "It changes nothing in the support you get",
        "in the way my organisation does that",
        "Nothing, unless you say yes",
    ):
        assert part in said
    before = load_audit().before_you_ask
    assert "Easy Read sheet" in before.text
    assert "Ask somebody whose support does not depend on you, where you can." in before.text
    assert "If you can, ask someone whose support does not depend on you." in before.easy


def test_the_clean_page_ends_with_thanks_whatever_they_said():
    """After a yes and after a no, it asks for the computer back, and its only button is for whoever invited."""
    closing = page_view(load_unit("08").item("audit-invited"))["theirs"]["closing"]

    assert {"kept", "nothing"} == set(closing)
    for words in closing.values():
        assert words["text"].startswith("Thank you.")
        assert "Please hand the computer back" in words["text"]


def test_names_are_warned_of_beside_the_box():
    """The page view of every audit carries it."""
    for item in ("audit-first", "audit-invited", "audit-again"):
        assert page_view(load_unit("08").item(item))["privacy"]["text"].startswith("No names")


# --- items -----------------------------------------------------------------------------------------


def test_an_audit_is_handed_out_with_its_lines_and_the_guess_about_it(audited, write):
    """A file holds no lines; a guess is an item of its own, found by its id."""
    folder = write(audited)
    items = load_course(folder).units["04"].items

    assert list(LINES) == [line.id for line in items[-2].lines]
    assert None is items[-2].guess
    assert items[-1].guess == load_unit("04", folder).item("rate-theirs.guess")
    assert ("rate-theirs.guess", "self", None) == (items[-1].guess.id, items[-1].guess.rater, items[-1].guess.beside)


def test_only_somebody_invited_gets_the_invitation_and_the_clean_page(audited, write):
    """The learner's own pages have no words for somebody else."""
    own, invited = (page_view(item) for item in load_course(write(audited)).units["04"].items[-2:])

    assert set() == {"theirs", "invitation", "before_you_ask"} & set(own)
    assert {"evidence", "rating", "welcome", "consent", "closing"} == set(invited["theirs"])


def test_somebody_invited_reads_each_number_in_words_for_a_person_who_uses_the_service():
    """The same ratings in order, in other words where the learner's speak to staff; the guess keeps the learner's."""
    unit = load_unit("08")
    own, invited = (page_view(unit.item(name)) for name in ("audit-first", "audit-invited"))
    said = json.dumps([invited["lines"], invited["anchors"], invited["privacy"]])

    assert [0, 1, 2, 3, 4] == [one["rating"] for one in own["anchors"]] == [one["rating"] for one in invited["anchors"]]
    assert own["anchors"][:3] == invited["anchors"][:3]
    assert [one["short"] for one in own["anchors"]] == [one["short"] for one in invited["anchors"]]
    assert "I would say so without being asked" in invited["anchors"][4]["words"]["text"]
    for staffs in ("how we work;", "they would agree", "would say so unasked", "We ask", "night worker"):
        assert staffs in json.dumps(own)
        assert staffs not in said
    assert page_view(unit.item("audit-invited").guess)["anchors"] == own["anchors"]


def test_words_for_somebody_invited_change_only_their_own_digest():
    """Whoever rated before has rated the same thing; the invited item is another one since its words are."""
    items = [load_unit("08").item(f"audit-{name}") for name in ("first", "again", "invited")]
    items.append(items[-1].guess)
    without = [digest(replace(item, lines=[replace(line, theirs=None) for line in item.lines])) for item in items]

    assert [True, True, False, True] == [now == then for now, then in zip(map(digest, items), without, strict=True)]


def test_the_digest_is_of_what_is_rated_and_not_of_the_easy_words():
    """Another statement makes it another audit; the twin and the invitation do not."""
    item = own_audit({"Welcome": "New people are met at the door."})

    assert digest(item) == digest(own_audit({"Welcome": "New people are met at the door."}))
    assert digest(item) != digest(own_audit({"Welcome": "New people are met."}))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda c: file(c)["lines"].reverse(), "audit.yaml: $.lines: got access, power, facilitating"),
        (
            lambda c: file(c)["anchors"].pop(),
            "audit.yaml: $.anchors: got 0, 1, 2, 3; allowed: 0, 1, 2, 3, 4, in this order",
        ),
        (lambda c: file(c)["anchors"][0].update(rating="5"), "audit.yaml: $.anchors[0].rating: got '5'; allowed"),
        (lambda c: file(c)["kinds"].pop("claimed"), "audit.yaml: $.kinds: claimed is missing"),
        (lambda c: file(c)["lines"][0].update(ask=WORDS), "audit.yaml: $.lines[0].ask: got no question"),
        (lambda c: file(c)["lines"][0].pop("ask"), "audit.yaml: $.lines[0]: the key 'ask' is missing"),
        (
            lambda c: file(c)["invitation"][0].update(easy="word " * 16),
            "audit.yaml: $.invitation[0].easy: a sentence of 16 words; allowed: 15",
        ),
        (
            lambda c: file(c)["consent"].update(text="They said “yes”."),
            "audit.yaml: $.consent.text: double quotation marks",
        ),
        (lambda c: theirs(c).update(beside="late"), "units/04.yaml: $.items[5].beside: got late; allowed: rate"),
        (lambda c: theirs(c).pop("beside"), "units/04.yaml: $.items[5].beside: got nothing; allowed: rate"),
        (
            lambda c: theirs(c).pop("rater"),
            "units/04.yaml: $.items[5].beside: got 'rate'; allowed: nothing where the rater is self",
        ),
        (lambda c: theirs(c).update(lines=[]), "units/04.yaml: $.items[5].lines: unknown key 'lines'"),
    ],
)
def test_each_kind_of_problem_is_said_in_its_sentence(audited, problems, spoil, sentence):
    """With the file and the place; a sound one has none."""
    assert [] == problems(audited)
    spoil(audited)

    assert [one for one in problems(audited) if one.startswith(sentence)]


def test_an_audit_without_the_file_of_lines_is_said_so(audited, problems):
    """A course without audits needs no such file."""
    del audited["audit.yaml"]

    assert "units/04.yaml: $.items[4]: an audit needs the lines of audit.yaml, and there is no such file" in problems(
        audited
    )


# --- lines of one's own ----------------------------------------------------------------------------


def test_lines_of_ones_own_get_ids_that_look_like_their_names():
    """Two names that look alike stay apart."""
    item = own_audit({"At the door": "People are met.", "At the door!": "People are greeted.", "Ω": "Tea is made."})

    assert ["at-the-door", "at-the-door-2", "line-3"] == [line.id for line in item.lines]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ({}, 'lines: got a mapping; allowed: statements by name, such as {"Welcome": "…"}'),
        (["Welcome"], "lines: got a list; allowed: statements by name"),
        ({"Welcome": ""}, "lines: Welcome: got nothing; allowed: a text of up to 300 characters"),
        ({"Welcome": 3}, "lines: Welcome: got 3; allowed: a text of up to 300 characters"),
        ({" ": "x"}, "lines: got the name ' '; allowed: a text of up to 60 characters"),
        ({f"Line {n}": "x" for n in range(13)}, "lines: got 13; allowed: up to 12"),
    ],
)
def test_what_cannot_be_a_line_is_said_in_a_sentence(lines, sentence):
    """What was got, and what is allowed."""
    with pytest.raises(ContentError) as said:
        own_audit(lines)

    assert str(said.value).startswith(sentence)
