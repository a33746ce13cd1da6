"""An assignment as nbgrader's gradebook holds it since ``generate_assignment``: its cells and their sources.

Must not write anything, and must not look at submissions.
"""

from __future__ import annotations

import hashlib
from typing import Any

from msgspec import Struct

from coprod_widgets.course_folder.config import CourseError


class NotGenerated(CourseError):
    """nbgrader has not put an assignment into the gradebook. The message is a sentence for the trainer."""


class Cell(Struct, frozen=True, kw_only=True):
    """A cell as the gradebook knows it.

    ``kind`` is GradeCell, TaskCell or SolutionCell; ``points`` is None for the last.
    """

    id: str
    name: str
    kind: str
    points: float | None


class Source(Struct, frozen=True, kw_only=True):
    """The source of a cell as it was when the assignment was generated, mark schemes and hidden tests included."""

    cell_type: str
    source: str
    checksum: str | None


class Generated(Struct, frozen=True, kw_only=True):
    """An assignment as the gradebook knows it.

    Attributes
    ----------
    name
        The assignment's name, which is its notebook's as well.
    id, notebook
        The ids of the two rows.
    cells
        What is marked or commented on.
    sources
        The source of every cell that nbgrader looks after, by name.
    """

    name: str
    id: str
    notebook: str
    cells: list[Cell]
    sources: dict[str, Source]

    @property
    def digest(self) -> str:
        """``sha256:…`` of all that stands in it, ids aside."""
        told = (
            sorted((one.name, one.kind, one.points) for one in self.cells),
            sorted((name, one.cell_type, one.source) for name, one in self.sources.items()),
        )
        return "sha256:" + hashlib.sha256(repr(told).encode()).hexdigest()


def read_sheet(api: Any, link: Any, name: str) -> Generated:
    """Return an assignment, read through an open connection.

    Parameters
    ----------
    api
        ``nbgrader.api``.
    link
        The connection.
    name
        The assignment's name.

    Raises
    ------
    NotGenerated
        When it is not there.
    CourseError
        When it has notebooks beside its own.
    """
    from sqlalchemy import select

    found = link.execute(select(api.Assignment.id).where(api.Assignment.name == name)).scalar()
    notebooks = dict(
        link.execute(select(api.Notebook.name, api.Notebook.id).where(api.Notebook.assignment_id == found)).all()
    )
    if found is None or name not in notebooks:
        raise NotGenerated(f"{name}: it is not in the gradebook yet. Run: nbgrader generate_assignment {name}")
    if len(notebooks) > 1:
        others = ", ".join(sorted(set(notebooks) - {name}))
        raise CourseError(f"{name}: it has other notebooks ({others}); allowed: {name}.ipynb alone")
    notebook = notebooks[name]
    base, grade, task, source = (one.__table__ for one in (api.BaseCell, api.GradeCell, api.TaskCell, api.SourceCell))
    cells = link.execute(
        select(base.c.id, base.c.name, base.c.type, grade.c.max_score, task.c.max_score)
        .select_from(base.outerjoin(grade, grade.c.id == base.c.id).outerjoin(task, task.c.id == base.c.id))
        .where(base.c.notebook_id == notebook)
        .order_by(base.c.name)
    ).all()
    sources = link.execute(
        select(source.c.name, source.c.cell_type, source.c.source, source.c.checksum).where(
            source.c.notebook_id == notebook
        )
    ).all()
    return Generated(
        name=name,
        id=found,
        notebook=notebook,
        cells=[
            Cell(id=one, name=named, kind=kind, points=graded if graded is not None else tasked)
            for one, named, kind, graded, tasked in cells
        ],
        sources={
            named: Source(cell_type=kind, source=text, checksum=checksum) for named, kind, text, checksum in sources
        },
    )
