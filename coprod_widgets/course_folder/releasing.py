"""``coprod release``: an exercise as one zip for learners, made from a trainer's course folder.

Its notebook is what nbgrader would release: the trainer's, without what stands between the marks of hidden tests and
mark schemes. Must not write anything but the zip, must not read a key, and must not import nbgrader.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from coprod_widgets import exercises, filing
from coprod_widgets.content import ContentError
from coprod_widgets.exercises import ITEMS
from coprod_widgets.exercises.sheet import BEGIN_HIDDEN, BEGIN_SCHEME, END_HIDDEN, END_SCHEME, SHOWN, as_text
from coprod_widgets.parcels import released

from .assignments import check_name, names_in
from .config import CourseError

_CUT = ((BEGIN_HIDDEN, END_HIDDEN), (BEGIN_SCHEME, END_SCHEME))


def release(root: Path, name: str, to: Path) -> int:
    """Write the zip of an exercise, and say where it is.

    Parameters
    ----------
    root
        The course folder.
    name
        The assignment's name.
    to
        The folder for ``NAME.zip``; a zip of that name that is there already is replaced. It is made when missing.

    Returns
    -------
    int
        0 when it is written, 2 when it can't be.
    """
    path = to / f"{name}.zip"
    try:
        data = made(root, name, datetime.now(UTC))
        to.mkdir(parents=True, exist_ok=True)
        filing.write(path, data)
    except CourseError as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as error:
        print(filing.refused(error, path), file=sys.stderr)
        return 2
    print(f"Written: {path}. Send it to your learners as it is; it holds no key. Their way in: coprod open {path.name}")
    if not (root / "release" / name).exists():  # where nbgrader puts what it generates, unless it is told otherwise
        print(f"It is not in the gradebook yet; before marking run: nbgrader generate_assignment {name}")
    return 0


def made(root: Path, name: str, at: datetime) -> bytes:
    """Return the zip of an exercise.

    Parameters
    ----------
    root
        The course folder.
    name
        The assignment's name.
    at
        When it is made, with a zone.

    Raises
    ------
    CourseError
        With a sentence, when there is no such assignment or its notebook can't be released.
    """
    check_name(name, names_in(root))
    return released(name, released_notebook(root, name), (root / "source" / name / ITEMS).read_bytes(), at)


def released_notebook(root: Path, name: str) -> bytes:
    """Return an assignment's notebook as learners get it; raises `CourseError`."""
    import nbformat

    folder = root / "source" / name
    path = folder / f"{name}.ipynb"
    try:
        assignment = exercises.load_assignment(folder)
    except ContentError as error:
        raise CourseError(str(error)) from None
    try:
        notebook = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise CourseError(f"{path}: there is no notebook yet. Make it: coprod sheets --course {root}") from None
    except Exception as error:  # nbformat has many
        raise CourseError(f"{path} can't be read as a notebook ({type(error).__name__}).") from None
    for cell in notebook.cells:
        cell.source = _cut(cell.source, path)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    shown = {cell.get("id") for cell in notebook.cells}
    missing = [one.id for one in assignment.questions if f"{one.id}{SHOWN}" not in shown]
    if assignment.assignment != name or missing:
        raise CourseError(
            f"{path} does not ask what {ITEMS} beside it does ({', '.join(missing) or assignment.assignment}). "
            f"Make it anew: coprod sheets --course {root}"
        )
    return as_text(notebook).encode()


def _cut(source: str, path: Path) -> str:
    """Return a cell's source without what learners must not get, line for line as nbgrader cuts it."""
    kept, until = [], None
    for line in source.split("\n"):
        begin, end = (next((pair for pair in _CUT if pair[which] in line), None) for which in (0, 1))
        if (begin and until) or (end and end != until):
            raise _unpaired(path, begin or end)
        if not (until or begin):
            kept.append(line)
        until = begin or (None if end else until)
    if until:
        raise _unpaired(path, until)
    return "\n".join(kept)


def _unpaired(path: Path, pair: tuple[str, str]) -> CourseError:
    return CourseError(
        f"{path}: '{pair[0]}' and '{pair[1]}' do not stand in pairs, so learners would get what stands there."
    )
