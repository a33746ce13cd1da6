"""Writes marks into nbgrader's gradebook, many learners in one transaction, through nbgrader's own tables.

The rows are those that nbgrader itself would write. A row that is there is updated by its id, never deleted and made
again. What a person gives (``manual_score``, ``extra_credit``, ``manual_comment``, ``flagged``, ``extension``) is never
written. Must not read what a learner wrote, and must not mark.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from coprod_widgets.course_folder.config import Penalty, Settings

from .database import Database, insert, update
from .generated import Generated, read_sheet
from .rows import Held, Row, Total

_MOST_IN_A_QUERY = 500


class Book:
    """nbgrader's gradebook of one course, open; a context manager.

    Parameters
    ----------
    settings
        Those of the course.
    read_only
        Whether nothing may be written.

    Raises
    ------
    CourseError
        When there is no gradebook yet, or it can't be opened.
    """

    def __init__(self, settings: Settings, read_only: bool = False) -> None:
        from nbgrader import api

        self._api = api
        self._database = Database(settings, read_only)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_error: object) -> None:
        self._database.close()

    def sheet(self, name: str) -> Generated:
        """Return an assignment as nbgrader's ``generate_assignment`` has put it in.

        Raises
        ------
        CourseError
            When it has not, or when the assignment has notebooks beside its own.
        """
        with self._database.reading() as link:
            return read_sheet(self._api, link, name)

    def students(self, sheet: Generated) -> set[str]:
        """Return the ids of those whose work for an assignment the gradebook has, with every row that belongs to it."""
        from sqlalchemy import func, select

        submitted, notebook, grade = self._tables("SubmittedAssignment", "SubmittedNotebook", "Grade")
        marked = sum(one.points is not None for one in sheet.cells)
        with self._database.reading() as link:
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

    def has_work(self, sheet: Generated) -> bool:
        """Tell whether there is anybody's work on an assignment: nbgrader then adds and removes no question."""
        from sqlalchemy import select

        [notebook] = self._tables("SubmittedNotebook")
        with self._database.reading() as link:
            return (
                link.execute(select(notebook.c.id).where(notebook.c.notebook_id == sheet.notebook)).first() is not None
            )

    def marks(self, sheet: Generated) -> dict[str, dict[str, Held]]:
        """Return what the gradebook has of everybody's work for an assignment: by student, then by cell."""
        from sqlalchemy import select

        submitted, notebook, grade, base = self._tables("SubmittedAssignment", "SubmittedNotebook", "Grade", "BaseCell")
        found: dict[str, dict[str, Held]] = {}
        with self._database.reading() as link:
            for student, name, auto, manual, extra in link.execute(
                select(
                    submitted.c.student_id, base.c.name, grade.c.auto_score, grade.c.manual_score, grade.c.extra_credit
                )
                .join_from(submitted, notebook, notebook.c.assignment_id == submitted.c.id)
                .join(grade, grade.c.notebook_id == notebook.c.id)
                .join(base, base.c.id == grade.c.cell_id)
                .where(submitted.c.assignment_id == sheet.id)
            ):
                found.setdefault(student, {})[name] = Held(auto=auto, manual=manual, extra=extra or 0.0)
        return found

    def by_hand(self, sheet: Generated) -> list[tuple[str, str, float]]:
        """Return the points that persons gave for an assignment: a student, a cell and how many, in order."""
        from sqlalchemy import select

        submitted, notebook, grade, base = self._tables("SubmittedAssignment", "SubmittedNotebook", "Grade", "BaseCell")
        with self._database.reading() as link:
            found = link.execute(
                select(submitted.c.student_id, base.c.name, grade.c.manual_score)
                .join_from(submitted, notebook, notebook.c.assignment_id == submitted.c.id)
                .join(grade, grade.c.notebook_id == notebook.c.id)
                .join(base, base.c.id == grade.c.cell_id)
                .where(submitted.c.assignment_id == sheet.id, grade.c.manual_score.is_not(None))
                .order_by(submitted.c.student_id, base.c.name)
            )
            return [(student, cell, points) for student, cell, points in found]

    @contextmanager
    def writing(self, sheet: Generated, students: Collection[str]) -> Iterator[Callable[[Sequence[Row]], None]]:
        """Take the turn to write; yield what writes some learners' rows. All is kept, or, when it fails, nothing.

        Parameters
        ----------
        sheet
            The assignment.
        students
            Whose rows they will be. Whoever gives one of them a mark meanwhile comes before all this or after it.

        Raises
        ------
        CourseError
            When the gradebook can't be written, as when another program holds it.
        """
        with self._database.writing() as link:
            if self._database.rows_can_be_held:
                self._hold(link, sheet, students)

            def write(rows: Sequence[Row]) -> None:
                for first in range(0, len(rows), _MOST_IN_A_QUERY):
                    self._write(link, sheet, rows[first : first + _MOST_IN_A_QUERY])

            yield write

    def write(self, sheet: Generated, rows: Sequence[Row]) -> None:
        """Write what some learners earned; raises as `writing` does."""
        with self.writing(sheet, [row.student for row in rows]) as write:
            write(rows)

    def _hold(self, link: Any, sheet: Generated, students: Collection[str]) -> None:
        from sqlalchemy import select

        submitted, notebook, grade = self._tables("SubmittedAssignment", "SubmittedNotebook", "Grade")
        link.execute(
            select(grade.c.id)
            .join(notebook, notebook.c.id == grade.c.notebook_id)
            .join(submitted, submitted.c.id == notebook.c.assignment_id)
            .where(submitted.c.assignment_id == sheet.id, submitted.c.student_id.in_(list(students)))
            .order_by(grade.c.id)
            .with_for_update(of=grade)
        ).all()

    def _write(self, link: Any, sheet: Generated, rows: Sequence[Row]) -> None:
        notebooks = self._submissions(link, sheet, rows)
        self._grades(link, sheet, rows, notebooks)
        self._comments(link, sheet, list(notebooks.values()))

    def _submissions(self, link: Any, sheet: Generated, rows: Sequence[Row]) -> dict[str, str]:
        """Make what is missing of learners, submissions and their notebooks; return the last, by student."""
        from sqlalchemy import select

        new = self._api.new_uuid
        student, submitted, notebook = self._tables("Student", "SubmittedAssignment", "SubmittedNotebook")
        names = [row.student for row in rows]
        known = set(link.execute(select(student.c.id).where(student.c.id.in_(names))).scalars())
        insert(link, student, [{"id": name} for name in names if name not in known])
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
        insert(link, submitted, made)
        update(
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
        insert(link, notebook, fresh)
        held |= {one["assignment_id"]: one["id"] for one in fresh}
        return {name: held[one] for name, one in ids.items()}

    def _grades(self, link: Any, sheet: Generated, rows: Sequence[Row], notebooks: dict[str, str]) -> None:
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
        insert(link, grade, fresh)
        update(link, grade, others)

    def _comments(self, link: Any, sheet: Generated, notebooks: list[str]) -> None:
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
        insert(link, comment, fresh)
        told = [
            {"row": one, "auto_comment": None}
            for (_, cell), (one, told) in held.items()
            if told is not None and cells.get(cell) == "TaskCell"
        ]
        update(link, comment, told)

    def penalise(self, sheet: Generated, penalty: Penalty, students: Collection[str] | None = None) -> dict[str, float]:
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
        with self._database.writing() as link:
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
            update(link, notebook, others)
        return taken

    def totals(self, sheet: Generated) -> dict[str, Total]:
        """Return what everybody has now, by student."""
        from sqlalchemy import func, select

        api = self._api
        submitted, notebook, grade, base = self._tables("SubmittedAssignment", "SubmittedNotebook", "Grade", "BaseCell")
        score = func.coalesce(func.sum(api.Grade.score), 0.0)
        whole = submitted.join(notebook, notebook.c.assignment_id == submitted.c.id).join(
            grade, grade.c.notebook_id == notebook.c.id
        )
        here = submitted.c.assignment_id == sheet.id
        with self._database.reading() as link:
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

    def _tables(self, *names: str) -> list[Any]:
        return [getattr(self._api, name).__table__ for name in names]


def _clamped(value: float | None, earned: float) -> float | None:
    return None if value is None else 0 if value < 0 else min(value, earned)
