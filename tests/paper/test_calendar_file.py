"""A calendar file is what RFC 5545 asks for, whatever a learner wrote."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coprod_widgets.paper.calendar_file import MAX_OCTETS, Day, calendar_file

MADE = datetime(2026, 11, 28, 18, 30, 5, tzinfo=UTC)
TEXTS = some.text(some.characters(exclude_categories=["Cs"]), max_size=400)


def lines(*days, made_at=MADE):
    """Return the lines of a file put together again, as a calendar reads them."""
    return calendar_file(days, made_at).replace("\r\n ", "").split("\r\n")


def value(name, *days):
    """Return the value of the first line of that name, with its escapes undone."""
    found = next(line for line in lines(*days) if re.match(rf"{name}[;:]", line))
    signs = {"n": "\n", "N": "\n"}
    return re.sub(r"\\(.)", lambda match: signs.get(match[1], match[1]), found.split(":", 1)[1])


def test_a_day_is_a_whole_day_with_everything_that_the_standard_asks_for():
    """UID, DTSTAMP in UTC, a date and the day after as its end."""
    found = lines(Day("plan/1", date(2027, 1, 31), "Open the rota"))

    assert ["BEGIN:VCALENDAR", "VERSION:2.0"] == found[:2]
    assert any(line.startswith("PRODID:") for line in found)
    assert "DTSTAMP:20261128T183005Z" in found
    assert "DTSTART;VALUE=DATE:20270131" in found
    assert "DTEND;VALUE=DATE:20270201" in found
    assert "SUMMARY:Open the rota" in found
    assert ["END:VEVENT", "END:VCALENDAR", ""] == found[-3:]


def test_every_line_ends_as_the_standard_says():
    """No line feed stands without its carriage return."""
    text = calendar_file([Day("a", date(2027, 1, 31), "a\nb", "c\r\nd\re")], MADE)

    assert text.endswith("\r\n")
    assert [] == re.findall(r"\r(?!\n)|(?<!\r)\n", text)


def test_the_time_is_told_in_utc_wherever_it_was_made():
    """A clock two hours ahead tells the same moment."""
    here = MADE.astimezone(timezone(timedelta(hours=2)))

    assert "DTSTAMP:20261128T183005Z" in lines(Day("a", date(2027, 1, 31), "a"), made_at=here)


def test_a_moment_without_a_time_zone_is_refused():
    """What the hour means would be a guess."""
    with pytest.raises(ValueError, match="time zone"):
        calendar_file([], datetime(2026, 11, 28))


def test_commas_semicolons_backslashes_and_lines_are_escaped():
    """They would end the value, or make another."""
    day = Day("a", date(2027, 1, 31), "Rota, keys; C:\\plan", "one\ntwo")

    assert "SUMMARY:Rota\\, keys\\; C:\\\\plan" in lines(day)
    assert "DESCRIPTION:one\\ntwo" in lines(day)


def test_a_title_can_t_begin_another_entry():
    """What looks like the file's own words stays in its line."""
    day = Day("a", date(2027, 1, 31), "a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "b\nATTACH:file")

    assert 1 == lines(day).count("BEGIN:VEVENT")
    assert not any(line.startswith("ATTACH") for line in lines(day))


def test_a_long_line_is_folded_between_characters():
    """Bytes are counted, and none of a character's is left behind."""
    text = calendar_file([Day("a", date(2027, 1, 31), "Cyfarfod â ’r grŵp ☕ " * 30)], MADE)
    pieces = text.encode().split(b"\r\n")

    assert max(len(piece) for piece in pieces) <= MAX_OCTETS
    assert all(piece.decode() is not None for piece in pieces)


def test_a_reminder_rings_on_the_day():
    """Only where it is asked for."""
    assert "BEGIN:VALARM" not in lines(Day("a", date(2027, 1, 31), "a"))
    found = lines(Day("a", date(2027, 1, 31), "Come back to it", remind=True))

    assert "TRIGGER:PT9H" in found
    assert "DESCRIPTION:Come back to it" in found
    assert found.index("BEGIN:VALARM") < found.index("END:VALARM") < found.index("END:VEVENT")


def test_the_same_name_is_the_same_entry():
    """A calendar that takes the file again moves its entry."""
    one, moved = Day("plan/1", date(2027, 1, 31), "a"), Day("plan/1", date(2027, 3, 1), "b")

    assert value("UID", one) == value("UID", moved)
    assert value("UID", one) != value("UID", Day("plan/2", date(2027, 1, 31), "a"))


@given(title=TEXTS, notes=TEXTS, on=some.dates())
def test_whatever_is_written_can_be_read_again(title, notes, on):
    """Every text comes back as it was, but for control characters and kinds of line ends."""
    day = Day("a", on, title, notes)
    text = calendar_file([day], MADE)
    clean = re.sub(r"\r\n?", "\n", notes)
    clean = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", clean)

    assert max(len(piece.encode()) for piece in text.split("\r\n")) <= MAX_OCTETS
    assert notes == "" or clean == value("DESCRIPTION", day)
    assert f"DTSTART;VALUE=DATE:{on.isoformat().replace('-', '')}" in lines(day)
