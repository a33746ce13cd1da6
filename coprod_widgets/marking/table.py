"""Tables for a terminal: a heading, and rows whose columns stand below each other.

What is in them can be a learner's, such as the name of a file: it is only shown. Must not know what is told.
"""

from __future__ import annotations

from collections.abc import Sequence

MOST_TOLD = 50
"""How many rows each table has; the others are counted."""

_WIDEST = 24


def table(heading: str, rows: Sequence[Sequence[str]], columns: Sequence[str] = ()) -> list[str]:
    """Return the lines of a table, an empty one first; nothing when there are no rows.

    Parameters
    ----------
    heading
        What stands above.
    rows
        Texts; the last of each row may be long.
    columns
        The names of the columns, where they need some.
    """
    if not rows:
        return []
    shown = [[printable(text) for text in row] for row in [*([columns] if columns else []), *rows[:MOST_TOLD]]]
    widths = [min(_WIDEST, max(map(len, column))) for column in list(zip(*shown, strict=True))[:-1]]
    told = ["".join(f"{text:<{width}}  " for text, width in zip(row, widths, strict=False)) + row[-1] for row in shown]
    more = [f"    and {len(rows) - MOST_TOLD:,} more; --json has them all"] if len(rows) > MOST_TOLD else []
    return ["", f"  {heading}", *(f"    {line}" for line in told), *more]


def printable(text: str) -> str:
    """Return a text that a terminal only shows: names of files are the learner's, and could hold its commands."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def named(student: str) -> str:
    """Return the name of a folder as JSON can hold it."""
    return student.encode("utf-8", "backslashreplace").decode()
