"""nbgrader as it comes, to be compared with: its commands in a course folder, and what its gradebook holds."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import small_exercise

from coprod_widgets import exercises
from coprod_widgets.exercises.sheet import as_text, sheet

PACKAGE = Path(__file__).resolve().parents[2]
PATIENCE = 300
"""Seconds that a cell or a kernel may take: on a busy computer more than nbgrader's 30, and no mark depends on it."""
PLAIN = f"""c = get_config()
c.CourseDirectory.course_id = 'small-course'
c.Execute.timeout = c.Execute.startup_timeout = {PATIENCE}
"""


def make(course):
    """Write the small course with its notebook, its configuration and its gradebook."""
    small_exercise.write(course)
    small = exercises.load_assignment(course / "source" / "small")
    rubrics = exercises.load_key(small, course / "keys").file.rubrics
    (course / "source" / "small" / "small.ipynb").write_text(as_text(sheet(small, rubrics)), "utf-8")
    (course / "nbgrader_config.py").write_text(PLAIN)
    nbgrader(course, "generate_assignment", "small")
    return course


def nbgrader(course, *words, code=0):
    """Run one of nbgrader's commands in a course folder; return what it says."""
    # nbgrader looks for alembic on the path when it makes a gradebook.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = os.environ | {"PYTHONPATH": str(PACKAGE), "PATH": path}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=course, env=env, capture_output=True, text=True
    )
    assert code in (done.returncode, None), done.stderr
    return done.stderr


def query(course, text, *values):
    """Return the rows of a query to a course's gradebook, and keep what it changes."""
    with sqlite3.connect(course / "gradebook.db") as book:
        return book.execute(text, values).fetchall()


def tables(course, without=("course",)):
    """Return all rows of all tables, their random ids told by what they stand for, in order."""
    with sqlite3.connect(course / "gradebook.db") as book:
        names = [name for (name,) in book.execute("select name from sqlite_master where type = 'table'")]
        found = {}
        for name in names:
            rows = book.execute(f"select * from {name}")
            columns = [column for column, *_ in rows.description]
            found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    told = {}
    for name, parts in {
        "assignment": ["name"],
        "notebook": ["name"],
        "base_cell": ["name", "type"],
        "submitted_assignment": ["assignment_id", "student_id"],
        "submitted_notebook": ["notebook_id", "assignment_id"],
        "grade": ["cell_id", "notebook_id"],
        "comment": ["cell_id", "notebook_id"],
        "source_cell": ["name"],
    }.items():
        told |= {row["id"]: (name, *(told.get(row[part], row[part]) for part in parts)) for row in found[name]}
    return {
        name: sorted(
            ({column: told.get(value, value) for column, value in row.items()} for row in rows),
            key=lambda row: str(row),
        )
        for name, rows in found.items()
        if name not in without
    }


def notebook(course, student, step="autograded"):
    """Return a learner's notebook."""
    return nbformat.read(course / step / student / "small" / "small.ipynb", as_version=4)
