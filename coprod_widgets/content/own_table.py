"""A table of one's own cases: a CSV file, as a spreadsheet saves it, read into the dicts that `own` takes.

The separator is a comma, a semicolon or a tab; the file is UTF-8, with or without a mark at its start. This module must
not know what a case is beyond the names of its columns.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from .reader import ContentError, read_bytes
from .shape import nearest, shown

COLUMNS = ("id", "title", "story", "answer", "level", "look", "deciding")
"""The columns that a table of cases may have; ``story`` is the one it must have."""

EASY = ("title", "story", "look", "deciding")
"""The columns that may have an Easy Read twin, in a column called ``story easy``."""

MAX_ROWS = 200
"""Most cases in one table."""

_SEPARATORS = ",;\t"


def read_table(path: Path, problems: list[str]) -> list[tuple[str, dict[str, object]]]:
    """Return the cases of a CSV file, each with where it stands: ``("cases.csv: row 2", {"story": …})``.

    Parameters
    ----------
    path
        The file.
    problems
        A sentence is added here for everything that does not fit; all of them at once.

    Raises
    ------
    ContentError
        When the file can't be opened, is too large, or is not text in UTF-8: then there is nothing else to say.
    """
    name = path.name
    lines = _text(path, name).splitlines(keepends=True)
    given = _named_separator(lines[0]) if lines else None
    if given:
        lines = lines[1:]
    head = next((line for line in lines if line.strip()), "")
    if not head:
        raise ContentError([f"{name}: the file is empty; its first row names the columns, such as title,story,answer"])
    separator = given or max(_SEPARATORS, key=_outside_quotes(head).count)
    try:
        rows = list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise ContentError(
            [f"{name}: a quotation mark is opened and not closed; a text with one writes it twice"]
        ) from None
    numbered = [(number + bool(given), row) for number, row in enumerate(rows, start=1) if any(map(str.strip, row))]
    (at, header), *entries = numbered
    columns = _columns(header, f"{name}: row {at}", problems)
    if not entries:
        problems.append(f"{name}: got the names of the columns and no row below them; allowed: one case or more")
    if len(entries) > MAX_ROWS:
        problems.append(f"{name}: got {len(entries)} cases; allowed: up to {MAX_ROWS} in one table")
        return []
    return [
        (f"{name}: row {number}", _entry(row, columns, f"{name}: row {number}", problems)) for number, row in entries
    ]


def _text(path: Path, name: str) -> str:
    data = read_bytes(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        told = "a spreadsheet calls it CSV UTF-8"
        raise ContentError([f"{name}: row {row}: the file must be saved as UTF-8 text; {told}"]) from None
    if "\0" in text:
        raise ContentError([f"{name}: this is not a table in text; save it as CSV UTF-8"])
    return text


def _named_separator(line: str) -> str | None:
    """Return the separator that some spreadsheets name in a first row of its own."""
    found = re.fullmatch(r"sep=([,;\t])\s*", line)
    return found.group(1) if found else None


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


def _columns(header: list[str], where: str, problems: list[str]) -> list[tuple[str, ...] | None]:
    """Return for each column the way to its place in a case; None for one that is passed over."""
    known = [*COLUMNS, *(f"{name} easy" for name in EASY)]
    names = [" ".join(re.split(r"[\s_-]+", one.strip().lower())) for one in header]
    for name in dict.fromkeys(names):
        if name and name not in known:
            near = nearest(name, known) or f"; allowed: {', '.join(known)}"
            problems.append(f"{where}: there is no column {shown(name)}{near}")
        elif name and names.count(name) > 1:
            problems.append(f"{where}: got the column {shown(name)} {names.count(name)} times; allowed: once")
    if "story" not in names:
        problems.append(f"{where}: the column 'story' is missing")
    return [tuple(name.split()) if name in known else None for name in names]


def _entry(row: list[str], columns: list[tuple[str, ...] | None], where: str, problems: list[str]) -> dict[str, object]:
    if any(map(str.strip, row[len(columns) :])):
        problems.append(
            f"{where}: got {len(row)} fields; allowed: {len(columns)}, one for each column; quote a text with commas"
        )
    entry: dict[str, object] = {}
    easy: dict[str, str] = {}
    for way, text in zip(columns, row, strict=False):
        if way is None or not text.strip():
            continue
        if len(way) == 2:
            easy[way[0]] = text.strip()
        else:
            entry[way[0]] = text.strip().lower() if way[0] in ("answer", "id", "level") else text.strip()
    for name, text in easy.items():
        entry[name] = {"text": entry.get(name, ""), "easy": text}
    return entry
