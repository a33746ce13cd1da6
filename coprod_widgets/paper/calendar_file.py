"""Days to keep as the text of a calendar file (``.ics``), by RFC 5545.

Whole days and reminders of them, for whatever calendar a learner has. Must not read a clock, and holds no words of its
own: who makes a file says when it was made and what it says.
"""

import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MAX_OCTETS = 75
"""Longest line in bytes of UTF-8, without its ending; what is longer goes on in the next."""

REMIND_AT_HOUR = 9
"""The hour of the day itself at which a reminder rings, on the learner's own clock."""

_NAMES = uuid.UUID("7d6c3c9e-2b5f-4a51-9d0e-6f5b8a0c8f42")
_SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class Day:
    r"""Something on a whole day.

    Attributes
    ----------
    name
        What tells it from every other day of the course: a calendar that is given the same name again moves its entry
        and makes no second one. It is not shown.
    on
        The day.
    title
        One line.
    notes
        What else there is to know, lines apart by ``\n``; may be empty.
    remind
        Whether the calendar is to remind of it, at `REMIND_AT_HOUR` on the day.
    """

    name: str
    on: date
    title: str
    notes: str = ""
    remind: bool = False


def calendar_file(days: Iterable[Day], made_at: datetime) -> str:
    """Return the text of a calendar file; its lines end in CRLF, so write it as it is.

    Parameters
    ----------
    days
        What goes in. Some calendars refuse a file without a day.
    made_at
        The moment that the file is made, with its time zone.

    Raises
    ------
    ValueError
        When ``made_at`` has no time zone.
    """
    if made_at.tzinfo is None:
        raise ValueError(f"the moment a calendar file is made needs a time zone; got {made_at.isoformat()}")
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//co-production-course//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH"]
    for day in days:
        lines += _event(day, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(day: Day, stamp: str) -> list[str]:
    title = _text(day.title.replace("\r", " ").replace("\n", " "))
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(_NAMES, day.name)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(day.on)}",
        *([f"DTEND;VALUE=DATE:{_day(day.on + timedelta(days=1))}"] if day.on < date.max else []),
        f"SUMMARY:{title}",
        *([f"DESCRIPTION:{_text(day.notes)}"] if day.notes else []),
        # A plan does not keep the rest of the day free of meetings.
        "TRANSP:TRANSPARENT",
        *(_reminder(title) if day.remind else []),
        "END:VEVENT",
    ]


def _reminder(title: str) -> list[str]:
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", f"TRIGGER:PT{REMIND_AT_HOUR}H", "END:VALARM"]


def _day(on: date) -> str:
    return f"{on.year:04}{on.month:02}{on.day:02}"  # strftime leaves the noughts of early years out


def _text(text: str) -> str:
    """Return a text as a value: line ends and special signs escaped, other control characters left out."""
    text = re.sub(r"\r\n?", "\n", text).translate(_SPECIAL)
    return "".join(sign for sign in text if sign == "\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def _folded(line: str) -> str:
    """Return a line in pieces of at most `MAX_OCTETS`, each but the first after a space, no character cut in two."""
    pieces, room = [""], MAX_OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append("")
            room = MAX_OCTETS - 1  # the space that says that the line goes on
        pieces[-1] += sign
        room -= size
    return "\r\n ".join(pieces)
