"""What the playground's notebook calls beside the widgets: examples to change, answers as a table, errors in words.

Must not mark, must not write over anything that a learner made, and must not read anything outside their folder.
"""

from __future__ import annotations

import difflib
import html
import sys
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from coprod_widgets import content, filing, records
from coprod_widgets.content.schema import Words
from coprod_widgets.content.shape import nearest, shown
from coprod_widgets.desk import Desk
from coprod_widgets.figures.twin import in_both
from coprod_widgets.lab import fresh
from coprod_widgets.widgets.fresh_copy_button import FreshCopyButton

_FOLDER = Path.cwd()
"""The notebook's folder; a cell that changes the folder later does not move it."""

MOST_ROWS = 200
"""How many answers the table shows, the newest; the list holds them all."""

MAX_SHOWN = 160
"""Longest answer in the table, in characters; the list holds the whole."""


def example(name: str, folder: Path = _FOLDER) -> Path:
    """Return the path of an example file beside the notebook; it is put there if nothing has its name.

    Parameters
    ----------
    name
        ``my-cases.yaml``, ``my-cases.csv`` or ``my-story.yaml``. A file of that name that is there already
        is left as it is.
    folder
        Where it goes; the notebook's folder.

    Raises
    ------
    ValueError
        When there is no such example.
    """
    examples = {path.name: path for path in sorted((content.content_dir() / "examples").glob("my-*"))}
    if name not in examples:
        raise ValueError(f"example: got {shown(name)}{nearest(name, examples)}; allowed: {', '.join(examples)}")
    path = folder / name
    if not path.exists():
        filing.write(path, examples[name].read_bytes())
    return path


# --- one's own answers ------------------------------------------------------------------------------


class Answers(list):
    """Answers as a list of dicts, the newest last, that a notebook shows as a table with the newest first."""

    def _repr_html_(self) -> str:
        return _table(self)


def my_answers(unit: str | None = None, folder: Path = _FOLDER) -> Answers:
    """Return what `answers.jsonl` holds, one dict for each line: ``at``, ``unit``, ``item``, ``response`` and more.

    Parameters
    ----------
    unit
        The answers of one unit only, by its number as text: ``"04"``.
    folder
        Where the file is; the notebook's folder. It is only read.
    """
    found = records.read(folder / records.ANSWERS).records
    rows = (
        {
            "at": record.at,
            "unit": record.unit,
            "item": record.item,
            "interaction": record.interaction,
            "response": record.response,
            "checked": record.checked,
            "score": record.score.scaled if record.score else None,
            "confidence": record.confidence,
            "attempt": record.attempt,
            "via": record.via,
        }
        for record in found
    )
    return Answers(row for row in rows if unit is None or row["unit"] == unit)


def _table(rows: list[dict[str, Any]]) -> str:
    words = content.load_interface()
    if not rows:
        return _both(words["play-answers-none"])
    newest = list(reversed(rows))[:MOST_ROWS]
    heads = "".join(f'<th scope="col">{html.escape(words[key].text)}</th>' for key in _COLUMNS.values())
    body = "".join(f"<tr>{''.join(f'<td>{_cell(row, name)}</td>' for name in _COLUMNS)}</tr>" for row in newest)
    note = _both(words["play-answers-shown"], n=str(len(newest)), all=str(len(rows)))
    scroll = f'<div style="overflow-x: auto" tabindex="0" role="region" aria-label="{records.ANSWERS}">'
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f"{note}{scroll}{table}</div>"


_COLUMNS = {
    "at": "play-column-at",
    "unit": "play-column-unit",
    "item": "play-column-item",
    "response": "play-column-response",
    "score": "play-column-score",
}


def _cell(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if name == "at":
        text = f"{datetime.fromisoformat(value).astimezone():%Y-%m-%d %H:%M}"
    elif name == "score":
        text = "" if value is None else f"{value:.0%}"
    else:
        text = value if isinstance(value, str) else _said(value)
    return html.escape(text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…")


def _said(response: Any) -> str:
    """Return an answer in one line that is read aloud without brackets: a list with commas, a mapping with colons."""
    if isinstance(response, dict):
        return "; ".join(f"{name}: {_said(one)}" for name, one in response.items())
    if isinstance(response, list | tuple):
        return ", ".join(map(_said, response))
    return str(response)


def _texts(words: Words) -> tuple[str, str]:
    return words.text, words.worded(easy=True)


def _both(words: Words, **gaps: str) -> str:
    """Return a text in both wordings; the page shows the one its reader chose. Gaps are filled with markup."""
    plain, easy = (f"<p>{html.escape(text, quote=False).format(**gaps)}</p>" for text in _texts(words))
    return in_both(plain, easy, first_easy=False)


# --- a page that was broken -------------------------------------------------------------------------


class FreshCopy:
    """A page as it was delivered, put beside the one that a learner changed. A notebook shows it with a link.

    Attributes
    ----------
    name
        The file name of the copy.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return content.said("play-fresh", name=self.name).text

    def _repr_html_(self) -> str:
        name = html.escape(self.name, quote=True)
        link = f'<a href="{name}" data-coprod-open="{name}">{name}</a>'
        return _both(content.load_interface()["play-fresh"], name=link)


def fresh_copy(page: str = "90-playground.ipynb", folder: Path = _FOLDER) -> FreshCopy:
    """Put a page of the course, as it was delivered, beside yours under a new name; yours stays as it is.

    Parameters
    ----------
    page
        The file name of the page.
    folder
        Where it goes; the notebook's folder.

    Raises
    ------
    WorkspaceError
        When the course has no such page, or the folder can't be written.
    """
    return FreshCopy(fresh.fresh_copy(folder, page, date.today()))


def fresh_copy_button(page: str = "90-playground.ipynb", folder: Path = _FOLDER) -> FreshCopyButton:
    """Return a button that puts a fresh copy of a page beside yours, and then says where; see `fresh_copy`.

    It is the one thing of the page that knows how the learner reads the course, and keeps it when they change it here.
    """
    desk = _desk(folder)
    button = FreshCopyButton(lambda: fresh_copy(page, folder).name, easy=desk.setting("easy"))
    desk.lay(button, "playground", "fresh-copy")
    return button


@cache
def _desk(folder: Path = _FOLDER) -> Desk:
    return Desk(folder)


# --- errors in plain words --------------------------------------------------------------------------


def plain_errors() -> None:
    """Say from now on, in this notebook, what stopped a cell in a sentence, instead of a traceback."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None or hasattr(shell, "_coprod_shows"):
        return
    shell._coprod_shows = shell._showtraceback

    def show(kind: Any, error: Any, _traceback: Any) -> None:
        shell._coprod_shows(kind, error, sentences(error, _desk().setting("easy")).splitlines())

    # The one place that every error of a cell goes through, those of spelling included; there is no public one.
    shell._showtraceback = show


def sentences(error: BaseException, easy: bool = False) -> str:
    """Return what stopped a cell, and what to do, in sentences; one to a line.

    Parameters
    ----------
    error
        What stopped it.
    easy
        Whether they are read in Easy Read.
    """
    say = _Say(easy)
    line, source = _place(error)
    first = say("play-error-line", line=line) if line else say("play-error")
    told = [first, *([f"    {source}"] if source else []), *_reason(error, say), say("play-error-next")]
    return "\n".join(told)


class _Say:
    """The playground's words, plain or Easy Read."""

    def __init__(self, easy: bool) -> None:
        self._easy = easy

    def __call__(self, key: str, **values: Any) -> str:
        return content.said(key, **values).worded(self._easy)


def _reason(error: BaseException, say: _Say) -> list[str]:
    """Return why, in plain words first; what Python or the course says more exactly comes after them."""
    if isinstance(error, KeyboardInterrupt):
        return [say("play-error-stopped")]
    if isinstance(error, SyntaxError):
        return [say("play-error-syntax"), say("play-error-said", said=error.msg)]
    if isinstance(error, NameError) and error.name:
        near = _near(error.name, sys.modules["__main__"].__dict__)
        return [
            " ".join([say("play-error-name", name=error.name), *([say("play-error-near", near=near)] if near else [])])
        ]
    if isinstance(error, content.ContentError) and len(error.problems) > 1:
        return [say("play-error-given"), *(f"- {one}" for one in error.problems)]
    said = str(error) or type(error).__name__
    if _is_ours(error):
        return [say("play-error-given"), said]
    kind = next((key for kind, key in _PLAIN.items() if isinstance(error, kind)), "play-error-any")
    return [say(kind), say("play-error-said", said=said)]


_PLAIN = {
    TypeError: "play-error-type",
    AttributeError: "play-error-attribute",
    LookupError: "play-error-lookup",
    FileNotFoundError: "play-error-file",
    ImportError: "play-error-import",
    ValueError: "play-error-value",
}
"""What stopped a cell in plain words, by the kind of Python's error."""


def _is_ours(error: BaseException) -> bool:
    """Tell whether the course itself refused something, with a sentence of its own, and not Python."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = Path(trace.tb_frame.f_code.co_filename) if trace else Path()
    return isinstance(error, content.ContentError) or Path(__file__).parent in where.parents


def _near(name: str, known: Any) -> str | None:
    found = difflib.get_close_matches(name, [one for one in known if not one.startswith("_")], 1, cutoff=0.7)
    return found[0] if found else None


def _place(error: BaseException) -> tuple[int | None, str]:
    """Return the line of the learner's cell that stopped, counted from 1, and what stands there."""
    import linecache

    if isinstance(error, SyntaxError):
        return error.lineno, (error.text or "").strip()
    found: tuple[int | None, str] = (None, "")
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if "ipykernel_" in name or name.startswith("<ipython"):
            found = (trace.tb_lineno, linecache.getline(name, trace.tb_lineno).strip())
        trace = trace.tb_next
    return found
