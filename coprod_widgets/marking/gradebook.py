"""Writes marks into nbgrader's gradebook, many learners in one transaction, through nbgrader's own tables.

The rows are those that nbgrader itself would write. A row that is there is updated by its id, never deleted and made
again. What a person gives (``manual_score``, ``extra_credit``, ``manual_comment``, ``flagged``, ``extension``) is never
written. Must not read what a learner wrote, and must not mark.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from msgspec import Struct

from .config import CannotMark, Penalty, Settings
from .generated import Sheet, read_sheet

_MOST_IN_A_QUERY = 500


class Row(Struct, frozen=True, kw_only=True):
    """What one learner earned.

    Attributes
    ----------
    student
        nbgrader's student id.
    at
        When it was handed in, in UTC without a zone; None leaves what the gradebook has.
    marks
        Points by cell; None where a person marks.
    changed
        The cells whose answer is another than when they were last marked.
    """

    student: str
    at: datetime | None
    marks: dict[str, float | None]
    changed: Collection[str] = ()


class Total(Struct, frozen=True, kw_only=True):
    """What a learner has for an assignment.

    Attributes
    ----------
    mark
        Points, those that a person gave included, before anything is taken off.
    penalty
        What is taken off for late work, from 0 to ``mark``.
    needs
        The questions that need a person.
    """

    mark: float
    penalty: float
    needs: list[str]


class Book:
    """nbgrader's gradebook of one course, open; a context manager.

    Raises
    ------
    CannotMark
        When there is no gradebook yet, or it can't be opened.
    """

    def __init__(self, settings: Settings) -> None:
        from nbgrader import api
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import SQLAlchemyError

        url = make_url(settings.db_url)
        file = url.database if url.get_backend_name() == "sqlite" else None
        if file and not (settings.root / file).exists():
            raise CannotMark(
                f"There is no gradebook ({file}). Run nbgrader generate_assignment in {settings.root} first."
            )
        self._api = api
        try:
            self._book = api.Gradebook(settings.db_url, settings.course_id)
        except SQLAlchemyError as error:
            raise CannotMark(_trouble(error)) from None
        self._engine = self._book.engine

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_error: object) -> None:
        self._book.close()

    def sheet(self, name: str) -> Sheet:
        """Return an assignment as nbgrader's ``generate_assignment`` has put it in.

        Raises
        ------
        CannotMark
            When it has not, or when the assignment has notebooks beside its own.
        """
        with self._link(self._engine.connect) as link:
            return read_sheet(self._api, link, name)

    def students(self, sheet: Sheet) -> set[str]:
        """Return the ids of those whose work for an assignment the gradebook has, with every row that belongs to it."""
        from sqlalchemy import func, select

        submitted, notebook, grade = self._tables("SubmittedAssignment", "SubmittedNotebook", "Grade")
        marked = sum(one.points is not None for one in sheet.cells)
        with self._link(self._engine.connect) as link:
            return set(
                link.execute(
                    select(submitted.c.student_id)
                    .join_from(submitted, notebook, notebook.c.assignment_id == submitted.c.id)
                    .join(grade, grade.c.notebook_id == notebook.c.id)
                    .where(submitted.c.assignment_id == sheet.id)
                    .group_by(submitted.c.student_id)
                    .having(func.count(grade.c.id) == marked)
                ).scalars()
            )

    def write(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        """Write what some learners earned: all of it, or, when something goes wrong, nothing.

        Raises
        ------
        CannotMark
            When the gradebook can't be written, as when another program holds it.
        """
        with self._link(self._engine.begin) as link:
            for first in range(0, len(rows), _MOST_IN_A_QUERY):
                self._write(link, sheet, rows[first : first + _MOST_IN_A_QUERY])

    def _write(self, link: Any, sheet: Sheet, rows: Sequence[Row]) -> None:
        notebooks = self._submissions(link, sheet, rows)
        self._grades(link, sheet, rows, notebooks)
        self._comments(link, sheet, list(notebooks.values()))

    def _submissions(self, link: Any, sheet: Sheet, rows: Sequence[Row]) -> dict[str, str]:
        """Make what is missing of learners, submissions and their notebooks; return the last, by student."""
        from sqlalchemy import select

        new = self._api.new_uuid
        student, submitted, notebook = self._tables("Student", "SubmittedAssignment", "SubmittedNotebook")
        names = [row.student for row in rows]
        known = set(link.execute(select(student.c.id).where(student.c.id.in_(names))).scalars())
        _insert(link, student, [{"id": name} for name in names if name not in known])
        found = {
            name: (one, at)
            for one, name, at in link.execute(
                select(submitted.c.id, submitted.c.student_id, submitted.c.timestamp).where(
                    submitted.c.assignment_id == sheet.id, submitted.c.student_id.in_(names)
                )
            )
        }
        made = [
            {"id": new(), "assignment_id": sheet.id, "student_id": row.student, "timestamp": row.at}
            for row in rows
            if row.student not in found
        ]
        _insert(link, submitted, made)
        _update(
            link,
            submitted,
            [
                {"row": found[row.student][0], "timestamp": row.at}
                for row in rows
                if row.student in found and row.at is not None and row.at != found[row.student][1]
            ],
        )
        ids = {name: one for name, (one, _) in found.items()} | {one["student_id"]: one["id"] for one in made}
        held = dict(
            link.execute(
                select(notebook.c.assignment_id, notebook.c.id).where(
                    notebook.c.notebook_id == sheet.notebook, notebook.c.assignment_id.in_(list(ids.values()))
                )
            ).all()
        )
        fresh = [
            {"id": new(), "assignment_id": one, "notebook_id": sheet.notebook}
            for one in ids.values()
            if one not in held
        ]
        _insert(link, notebook, fresh)
        held |= {one["assignment_id"]: one["id"] for one in fresh}
        return {name: held[one] for name, one in ids.items()}

    def _grades(self, link: Any, sheet: Sheet, rows: Sequence[Row], notebooks: dict[str, str]) -> None:
        from sqlalchemy import select

        [grade] = self._tables("Grade")
        cells = [one for one in sheet.cells if one.points is not None]
        held = {
            (book, cell): (one, auto, manual, needs)
            for one, book, cell, auto, manual, needs in link.execute(
                select(
                    grade.c.id,
                    grade.c.notebook_id,
                    grade.c.cell_id,
                    grade.c.auto_score,
                    grade.c.manual_score,
                    grade.c.needs_manual_grade,
                ).where(grade.c.notebook_id.in_(list(notebooks.values())))
            )
        }
        fresh, others = [], []
        for row in rows:
            for cell in cells:
                auto = row.marks[cell.name]
                place = notebooks[row.student], cell.id
                if place not in held:
                    values = {"notebook_id": place[0], "cell_id": place[1], "auto_score": auto}
                    fresh.append({"id": self._api.new_uuid(), "needs_manual_grade": auto is None} | values)
                    continue
                one, before, manual, needed = held[place]
                # What a person has marked stays theirs until the answer is another.
                needs = auto is None if manual is None else needed or cell.name in row.changed
                if (before, needed) != (auto, needs):
                    others.append({"row": one, "auto_score": auto, "needs_manual_grade": needs})
        _insert(link, grade, fresh)
        _update(link, grade, others)

    def _comments(self, link: Any, sheet: Sheet, notebooks: list[str]) -> None:
        from sqlalchemy import select

        [comment] = self._tables("Comment")
        cells = {one.id: one.kind for one in sheet.cells if one.kind in ("TaskCell", "SolutionCell")}
        held = {
            (book, cell): (one, told)
            for one, book, cell, told in link.execute(
                select(comment.c.id, comment.c.notebook_id, comment.c.cell_id, comment.c.auto_comment).where(
                    comment.c.notebook_id.in_(notebooks)
                )
            )
        }
        fresh = [
            {"id": self._api.new_uuid(), "notebook_id": book, "cell_id": cell}
            for book in notebooks
            for cell in cells
            if (book, cell) not in held
        ]
        _insert(link, comment, fresh)
        told = [
            {"row": one, "auto_comment": None}
            for (_, cell), (one, told) in held.items()
            if told is not None and cells.get(cell) == "TaskCell"
        ]
        _update(link, comment, told)

    def penalise(self, sheet: Sheet, penalty: Penalty, students: Collection[str] | None = None) -> dict[str, float]:
        """Set what is taken off late work, from the marks as they are now, those that a person gave included.

        Parameters
        ----------
        sheet
            The assignment.
        penalty
            The configured plugin; what it says is kept between 0 and the score, as nbgrader does.
        students
            Whose; everybody's when None.

        Returns
        -------
        dict
            What is taken off, by student; only those from whom something is.
        """
        from sqlalchemy import func, select

        api = self._api
        submitted, notebook, assignment = self._tables("SubmittedAssignment", "SubmittedNotebook", "Assignment")
        grade = self._tables("Grade")[0]
        score = func.coalesce(func.sum(api.Grade.score), 0.0)
        wanted = (
            select(
                notebook.c.id,
                submitted.c.student_id,
                submitted.c.timestamp,
                submitted.c.extension,
                assignment.c.duedate,
                notebook.c.late_submission_penalty,
                score,
            )
            .select_from(
                notebook.join(submitted, submitted.c.id == notebook.c.assignment_id)
                .join(assignment, assignment.c.id == submitted.c.assignment_id)
                .outerjoin(grade, grade.c.notebook_id == notebook.c.id)
            )
            .where(submitted.c.assignment_id == sheet.id)
            .group_by(notebook.c.id, submitted.c.id, assignment.c.id)
        )
        taken, others = {}, []
        with self._link(self._engine.begin) as link:
            for one, student, at, extension, due, before, earned in link.execute(wanted).all():
                if students is not None and student not in students:
                    continue
                value = None
                late = 0.0
                if at is not None and due is not None:
                    late = (at - (due if extension is None else due + extension)).total_seconds()
                if late > 0:
                    value = _clamped(penalty(student, earned, late), earned)
                if value:
                    taken[student] = value
                if value != before:
                    others.append({"row": one, "late_submission_penalty": value})
            _update(link, notebook, others)
        return taken

    def totals(self, sheet: Sheet) -> dict[str, Total]:
        """Return what everybody has now, by student."""
        from sqlalchemy import func, select

        api = self._api
        submitted, notebook, grade, base = self._tables("SubmittedAssignment", "SubmittedNotebook", "Grade", "BaseCell")
        score = func.coalesce(func.sum(api.Grade.score), 0.0)
        whole = submitted.join(notebook, notebook.c.assignment_id == submitted.c.id).join(
            grade, grade.c.notebook_id == notebook.c.id
        )
        here = submitted.c.assignment_id == sheet.id
        with self._link(self._engine.connect) as link:
            found = link.execute(
                select(submitted.c.student_id, notebook.c.late_submission_penalty, score)
                .select_from(whole)
                .where(here)
                .group_by(submitted.c.id, notebook.c.id)
            ).all()
            needs: dict[str, list[str]] = {}
            for student, name in link.execute(
                select(submitted.c.student_id, base.c.name)
                .select_from(whole.join(base, base.c.id == grade.c.cell_id))
                .where(here, grade.c.needs_manual_grade)
                .order_by(base.c.name)
            ):
                needs.setdefault(student, []).append(name)
        return {
            student: Total(mark=mark, penalty=penalty or 0.0, needs=needs.get(student, []))
            for student, penalty, mark in found
        }

    @contextmanager
    def _link(self, open_one: Callable[[], Any]) -> Iterator[Any]:
        """Open a connection or a transaction; whatever goes wrong in it becomes a sentence."""
        from sqlalchemy.exc import SQLAlchemyError

        try:
            with open_one() as link:
                yield link
        except SQLAlchemyError as error:
            raise CannotMark(_trouble(error)) from None

    def _tables(self, *names: str) -> list[Any]:
        return [getattr(self._api, name).__table__ for name in names]


def _clamped(value: float | None, earned: float) -> float | None:
    return None if value is None else 0 if value < 0 else min(value, earned)


def _insert(link: Any, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        link.execute(table.insert(), rows)


def _update(link: Any, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Update rows by their ids, which stand under ``row``."""
    from sqlalchemy import bindparam

    rows = list(rows)
    if rows:
        values = {name: bindparam(name) for name in rows[0] if name != "row"}
        link.execute(table.update().where(table.c.id == bindparam("row")).values(values), rows)


def _trouble(error: Exception) -> str:
    told = str(getattr(error, "orig", None) or error)
    if "locked" in told:
        return "Another program is writing to the gradebook. Close formgrader's other windows or wait, then try again."
    return f"The gradebook can't be used: {told}"
