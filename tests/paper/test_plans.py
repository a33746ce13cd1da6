"""What a plan lacks is said in sentences; a plan leaves as text, as a page and as days, just as it was written."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from coprod_widgets import content
from coprod_widgets.content.planning import PARTS
from coprod_widgets.paper import plans

SAY = content.load_interface()
WHOLE = {
    "action": "Let people who come on Fridays write the rota",
    "shares": "decision",
    "moment": "decide",
    "gives": "The manager's last word on Fridays",
    "limit": "The opening hours; told at the first meeting",
    "with": "Four people who come on Fridays",
    "invite": "A member asks; no is fine",
    "access": "An afternoon, pictures, a lift",
    "recognition": "Each chooses",
    "by": "2027-01-31",
    "judge": "The same four people",
    "back": "2027-03-31",
    "fails": "The old rota, until we have talked",
}
HOSTILE = '<script>alert(1)</script> & "x" [a](http://a.example) # *b* _c_ `d`'


class Texts(HTMLParser):
    """Collects the tags of a page and what can be read on it."""

    def __init__(self):
        super().__init__()
        self.tags, self.read = [], []

    def handle_starttag(self, tag, attrs):
        """Keep one tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Keep one text."""
        self.read.append(data)


def page(text):
    found = Texts()
    found.feed(text)
    return found


def told(line):
    return [words.text for words in plans.told(line)]


@pytest.mark.parametrize(("today", "past"), [(date(2027, 1, 31), False), (date(2027, 2, 1), True), (None, False)])
def test_a_day_in_the_past_is_said_where_the_day_is_told(today, past):
    """On the day itself it is not past; on paper it is said, too."""
    sentence = SAY["plan-by-past"].text

    assert ([sentence] if past else [SAY["plan-says-all"].text]) == [one.text for one in plans.told(WHOLE, today)]
    assert past == (sentence in plans.as_markdown([WHOLE], today=today))
    assert past == (sentence in plans.as_html([WHOLE], today=today))
    assert sentence not in [one.text for one in plans.told({"action": "Open the rota"}, today)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.id)
def test_each_missing_part_is_said_in_a_sentence(part):
    """And nothing else is."""
    line = {name: text for name, text in WHOLE.items() if name != part.id}

    assert [SAY[part.missing].text] == told(line)


def test_a_whole_plan_is_told_so_and_sent_to_the_people_it_is_with():
    """No praise and no number."""
    assert [SAY["plan-says-all"].text] == told(WHOLE)
    assert not any(re.search(r"\d|%|score|mark", text) for text in told(WHOLE))


def test_nothing_written_is_one_sentence_and_not_thirteen():
    """An empty form is no list of faults."""
    assert [SAY["plan-nothing-yet"].text] == told({})
    assert [SAY["plan-nothing-yet"].text] == told({"action": "  "})


def test_only_asking_is_named_and_has_its_place():
    """Consultation is not mocked, and what would share is said."""
    [said] = [text for text in told(WHOLE | {"shares": "asking"}) if "asks" in text]

    assert "consultation or engagement" in said
    assert "have their place" in said
    assert "open one decision" in said


def test_coming_back_before_the_day_itself_is_said():
    """Two days in the wrong order are a slip."""
    assert [SAY["plan-back-too-soon"].text] == told(WHOLE | {"back": "2027-01-30"})


def test_the_text_holds_every_part_and_the_days_in_words():
    """As Markdown, with headings in order."""
    text = plans.as_markdown([WHOLE])

    for part in PARTS:
        assert f"**{SAY[part.ask].text}**" in text
        if part.kind == "text":
            assert WHOLE[part.id] in text
    assert "31 January 2027" in text
    assert "Who gives the final yes: money, contract, policy?" in text
    assert ["# ", "## ", "### ", "### ", "### ", "### "] == re.findall(r"^#+ ", text, re.MULTILINE)


def test_easy_read_changes_the_course_s_words_and_not_the_learner_s():
    """Both forms, text and page."""
    for text in (plans.as_markdown([WHOLE], easy=True), plans.as_html([WHOLE], easy=True)):
        assert SAY["plan-judge"].easy in text
        assert SAY["plan-judge"].text not in text
        assert WHOLE["judge"] in text


def test_an_action_without_words_is_left_out():
    """A form that was opened and left is none."""
    assert plans.as_markdown([WHOLE]) == plans.as_markdown([WHOLE, {}, {"action": " "}])


def test_what_a_learner_wrote_is_text_on_the_page_and_nothing_else():
    """No markup, no address, no script; lines stay lines."""
    found = page(plans.as_html([{"action": f"{HOSTILE}\nsecond line", "by": "2027-01-31"}]))
    names = {name for name, _ in found.tags}

    assert HOSTILE in found.read
    assert "second line" in found.read
    assert set() == names & {"script", "a", "img", "link", "iframe", "form"}
    assert [] == [key for _, attributes in found.tags for key in attributes if key in ("src", "href", "onclick")]


def test_what_a_learner_wrote_is_text_in_markdown_too():
    """Its signs are shown; a number with a full stop begins no list."""
    text = plans.as_markdown([{"action": "# One\n1. two\n- three\n[four](five) *six*\n+ seven\n12) eight"}])

    assert "R\\&D, \\&copy;" in plans.as_markdown([{"action": "R&D, &copy;"}])
    assert "\\# One  \n1\\. two  \n\\- three  \n\\[four\\](five) \\*six\\*  \n\\+ seven  \n12\\) eight" in text


def test_the_page_is_a_whole_document_that_fetches_nothing():
    """With a language, a title and a rule that nothing may be loaded."""
    text = plans.as_html([WHOLE])
    found = page(text)

    assert text.startswith("<!DOCTYPE html>")
    assert ("html", {"lang": "en-GB"}) in found.tags
    assert any("default-src 'none'" in attributes.get("content", "") for _, attributes in found.tags)
    assert not re.search(r"https?:|url\(|@import", text)


def test_the_days_are_those_of_the_plan_with_a_reminder_on_each():
    """The action on its day, and coming back to it on the other."""
    by, back = plans.days([WHOLE])

    assert (date(2027, 1, 31), WHOLE["action"], True) == (by.on, by.title, by.remind)
    assert (date(2027, 3, 31), True) == (back.on, back.remind)
    assert "Come back to it: " in back.title
    assert WHOLE["judge"] in back.notes


def test_another_day_moves_the_entry_and_another_action_makes_one():
    """So that a calendar that takes the file again has each action once."""
    names = [day.name for day in plans.days([WHOLE])]

    assert names == [day.name for day in plans.days([WHOLE | {"by": "2027-02-01"}])]
    assert set() == set(names) & {day.name for day in plans.days([WHOLE | {"action": "Another"}])}


def test_two_actions_that_are_called_the_same_are_two_entries():
    """A calendar would take the second for the first, moved."""
    days = plans.days([{"by": "2027-01-31"}, {"by": "2027-02-28"}, WHOLE, WHOLE])

    assert 6 == len(days) == len({day.name for day in days})


def test_a_plan_without_a_day_makes_no_calendar():
    """A sentence, and no empty file."""
    with pytest.raises(ValueError, match="Give the plan a day first"):
        plans.as_calendar([{"action": "a"}], datetime(2026, 11, 28, tzinfo=UTC))


def test_a_plan_with_days_makes_one():
    """Both days are in it."""
    text = plans.as_calendar([WHOLE], datetime(2026, 11, 28, tzinfo=UTC))

    assert ["20270131", "20270331"] == re.findall(r"DTSTART;VALUE=DATE:(\d+)", text)
