"""Everything that a learner has in the course's folder: what there is, a copy of it in one file, and an end to it.

Deleting is the records' own business (`coprod_widgets.records.forget`). Must not show anything.
"""

import os
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coprod_widgets import content, filing, records
from coprod_widgets.lab import belongings
from coprod_widgets.learner import readable
from coprod_widgets.records import RecordError

MOST_BYTES = 200_000_000
"""The files of the learner's own that an export takes, all together; the others are named in it."""


@dataclass(frozen=True)
class Kept:
    """What is in a folder.

    Attributes
    ----------
    answers
        How many answers are kept; every change is one.
    since, until
        The days of the first and the last, as ISO 8601; None where there are none.
    own
        Files that the learner made, as paths inside the folder.
    exports
        Names of the exports that lie in the folder.
    """

    answers: int
    since: str | None
    until: str | None
    own: list[str]
    exports: list[str]


def kept(folder: Path, found: list[records.Record]) -> Kept:
    """Return what the folder holds of the learner's; ``found`` are the records of its answers file."""
    days = sorted(record.at[:10] for record in found)
    return Kept(
        answers=len(found),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        own=[_name(path) for path in belongings.own_files(folder)],
        exports=belongings.exports(folder),
    )


def export(folder: Path, today: date, to: Path | None = None) -> Path:
    """Write everything that the learner has into one zip file: all of it, or no file.

    Parameters
    ----------
    folder
        The learner's folder.
    today
        The day for the file's name and the page in it.
    to
        The file to write; None makes one in the folder that no other has the name of.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    RecordError
        When it can't be written, with a sentence for the learner.
    """
    to = to or _free_name(folder, today)
    try:
        if to.exists():
            raise RecordError(f"Nothing was exported: there is a file {to} already. Name another.")
        with (
            filing.beside(to) as part,
            zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as file,
        ):
            _fill(file, folder, today)
    except OSError as error:
        raise RecordError(f"Nothing was exported: {to} can't be written ({error.strerror or error}).") from None
    return to


def _fill(file: zipfile.ZipFile, folder: Path, today: date) -> None:
    answers = folder / records.ANSWERS
    found = records.read(answers).records
    left, closed = [], []
    if answers.is_file() and not answers.is_symlink():
        file.write(answers, records.ANSWERS)
    file.writestr("answers.html", readable.as_page(found, today))
    # Without the mark at its start Excel takes the file for another character set.
    file.writestr("answers.csv", readable.as_table(found).encode("utf-8-sig"))
    room = MOST_BYTES
    own = belongings.own_files(folder)
    for path in own:
        name = _name(path)
        try:
            with open(folder / path, "rb") as source:
                size = os.fstat(source.fileno()).st_size
        except OSError:
            closed.append(name)  # in use elsewhere, or not theirs to read: it does not keep the rest from going along
            continue
        if size > room:
            left.append(name)
            continue
        room -= size
        file.write(folder / path, f"files/{name}")
    if len(own) == belongings.MOST:
        left.append("…")
    about = [content.said("export-what").text]
    if left:
        about.append(content.said("export-left", names="\n".join(left)).text)
    if closed:
        about.append(content.said("export-closed", names="\n".join(closed)).text)
    file.writestr("read-me.txt", "\n\n".join(about) + "\n")


def _name(path: Path) -> str:
    """Return a path inside the folder as text; a name in another character set has a question mark for what is odd."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _free_name(folder: Path, today: date) -> Path:
    stem, number = f"{belongings.EXPORTS}{today.isoformat()}", 1
    while (folder / (name := f"{stem}.zip" if number == 1 else f"{stem}-{number}.zip")).exists():
        number += 1
    return folder / name
