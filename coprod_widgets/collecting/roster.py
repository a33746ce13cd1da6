"""A trainer's list of learners: which id belongs to a name, an address, or to what a learner typed as theirs.

The file is the trainer's own; what is looked up in it may be anyone's. Must not change the file.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from itertools import permutations
from pathlib import Path

from coprod_widgets import records
from coprod_widgets.content.shape import nearest
from coprod_widgets.course_folder.config import CourseError

MAX_BYTES = 5_000_000
"""Largest roster, in bytes."""
COLUMNS = ("id", "name", "email")
_CALLED = {
    "id": ("id", "student id", "learner id", "student_id"),
    "name": ("name", "full name"),
    "email": ("email", "e-mail", "mail", "email address", "e-mail address"),
}
"""What the heading of each column may be."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a spreadsheet program's own files begin, the newer and the older kind."""

_ID = re.compile(r"\w(?:[\w.@+-]{0,126}[\w@+-])?")
# Windows keeps these names for itself, whatever follows a point.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
_MOST_NAMES = 4


def is_student_id(text: str) -> bool:
    """Tell whether a text can be the id of a learner, and so the name of their folder on any computer."""
    return _ID.fullmatch(text) is not None and text.split(".")[0].casefold() not in _DEVICES


class Roster:
    """The learners of a course.

    Parameters
    ----------
    path
        A CSV file with the columns ``id`` and, if they are there, ``name`` and ``email``, in any case and order.

    Attributes
    ----------
    unused
        The headings of the columns that are none of these.

    Raises
    ------
    CourseError
        With a sentence, when the file can't be used; two learners with one id are such a case.
    """

    def __init__(self, path: Path) -> None:
        self._ids: dict[str, str] = {}
        self._mails: dict[str, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        seen: dict[str, int] = {}
        self.unused, rows = _rows(path)
        for number, row in rows:
            student, name, mail = (row.get(column, "") for column in COLUMNS)
            if not (student or name or mail):
                continue
            if not is_student_id(student):
                raise CourseError(
                    f"{path}, line {number}: {student!r} can't be an id; allowed: letters, digits and . - _ @ +, "
                    "up to 128 of them"
                )
            for told in filter(None, (_plain(student), _plain(mail))):
                if told in seen:
                    raise CourseError(
                        f"{path}, line {number}: {told!r} stands in line {seen[told]} already. Each learner needs an "
                        "id and an address of their own."
                    )
                seen[told] = number
            self._ids[_plain(student)] = student
            if mail:
                self._mails[_plain(mail)] = student
            for one in _ways(name):
                self._names[one].add(student)
        if not self._ids:
            raise CourseError(f"{path}: there is no learner in it.")

    def find(self, told: str) -> str | None:
        """Return the id of whoever has this id, address or name; None where nobody has, or more than one."""
        plain = _plain(told)
        named = self._names.get(_run_together(told), set())
        return self._ids.get(plain) or self._mails.get(plain) or (next(iter(named)) if len(named) == 1 else None)

    def near(self, told: str) -> str:
        """Return ``; the nearest is 'x'`` where an id of the roster is nearly this one, else nothing."""
        one_off = [one for one in self._ids.values() if _is_one_sign_off(_plain(told), _plain(one))]
        return nearest(told, list(self._ids.values())) or "".join(f"; the nearest is {one!r}" for one in one_off[:1])


def _rows(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Return the headings that say nothing here, and every row with its line's number, by column."""
    try:
        data = records.load(path, MAX_BYTES)
    except records.RecordError as error:
        raise CourseError(str(error)) from None
    if data is None:
        raise CourseError(f"{path}: there is no such file.")
    if data.startswith(_WORKBOOKS):
        raise CourseError(
            f"{path} is a spreadsheet program's own file, not CSV. Open it there, and save it as CSV (in Excel: Save "
            "As, CSV UTF-8)."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # as a spreadsheet on Windows may save it
    first = text.split("\n", 1)[0]
    between = max(",;\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
        headings = [one.strip() for one in next(reader, [])]
        columns = [_column(one, headings) for one in headings]
        if "id" not in columns:
            raise CourseError(f"{path}: its first line has no column 'id'; allowed: {', '.join(COLUMNS)}")
        rows = [
            (reader.line_num, dict(zip(columns, (one.strip() for one in row), strict=False))) for row in reader if row
        ]
        return [one for one, column in zip(headings, columns, strict=True) if one and column not in COLUMNS], rows
    except csv.Error as error:
        raise CourseError(f"{path} can't be read as CSV ({error}).") from None


def _column(heading: str, headings: list[str]) -> str:
    """Return which column a heading is of: where two could be one, the earlier in the list of what it may be called."""
    for column, called in _CALLED.items():
        there = [name for name in called if name in map(_plain, headings)]
        if there and _plain(heading) == there[0]:
            return column
    return f" {heading}"


def _is_one_sign_off(one: str, other: str) -> bool:
    """Tell whether one sign of a text is another, is missing or is too many."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 2:
        return False
    longer, shorter = sorted((one, other), key=len, reverse=True)
    at = next((n for n, sign in enumerate(shorter) if sign != longer[n]), len(shorter))
    return longer[at + 1 :] == shorter[at + (len(longer) == len(shorter)) :]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _run_together(name: str) -> str:
    """Return a name's letters alone, without their accents: learning platforms write names in many ways."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in letters if sign.isalnum())


def _ways(name: str) -> set[str]:
    """Return a name as platforms write it, whichever of its parts comes first."""
    parts = [part for part in (_run_together(one) for one in re.split(r"[\s,]+", name)) if part]
    if len(parts) > _MOST_NAMES:
        return {"".join(parts)}
    return {"".join(order) for order in permutations(parts)} - {""}
