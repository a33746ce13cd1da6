"""nbgrader as it comes, to be compared with: its commands in a course folder, and what its gradebook holds."""

import contextlib
import io
import os
import sqlite3
import stat
import subprocess
import sys
import traceback
from collections import Counter
from functools import cache
from pathlib import Path

import nbformat
import pytest
import small_exercise
from alembic.config import Config
from alembic.script import ScriptDirectory
from jupyter_core.application import NoStart
from nbgrader import dbutil
from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.nbgraderapp import NbGraderApp
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

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
    """Run one of nbgrader's commands in a course folder; return what it says.

    The command runs in this process: to start one takes longer than most of what it does. What it changes there is put
    back.
    """
    said, ended = io.StringIO(), 0
    before = sys.path.copy()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course)
        patch.setattr("nbgrader.api.get_alembic_version", newest_tables)
        # What a command logs goes to where stderr is when it is made.
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            app = NbGraderApp.instance()
            try:
                app.initialize(list(words))
                app.start()
            except NoStart:
                pass  # a command inside nbgrader has done it
            except SystemExit as end:
                ended = end.code
            except Exception:
                ended = 1
                traceback.print_exc()
            finally:
                app.reset()
                sys.path[:] = before
    assert code in (ended, None), said.getvalue()
    return said.getvalue()


def nbgrader_apart(course, *words, code=0):
    """Run one of nbgrader's commands as a user does, in a process of its own; return what it says."""
    # nbgrader looks for alembic on the path when it makes a gradebook.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = os.environ | {"PYTHONPATH": str(PACKAGE), "PATH": path}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words], cwd=course, env=env, capture_output=True, text=True
    )
    assert code in (done.returncode, None), done.stderr
    return done.stderr


@cache
def newest_tables():
    """Return the version of a new gradebook's tables, which nbgrader gets from a program that imports it once more."""
    with dbutil._temp_alembic_ini("sqlite://") as path:
        return ScriptDirectory.from_config(Config(path)).get_current_head()


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


def differing(ours, theirs):
    """Return the rows of two gradebooks' `tables` that only one has, by table: nothing where they are equal."""
    found = {}
    for name in sorted({*ours, *theirs}):
        one, other = (Counter(map(repr, tables.get(name, []))) for tables in (ours, theirs))
        if one != other:
            found[name] = sorted((one - other).elements()), sorted((other - one).elements())
    return found


def marked_folders(course):
    """Return every file of every marked folder: what it holds, and who may read and change it."""
    return {
        str(path.relative_to(course)): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        for path in (course / "autograded").rglob("*")
        if path.is_file()
    }


def formgrader(course):
    """Return what formgrader's pages and its autograde button ask."""
    settings = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    settings.CourseDirectory.root = str(course)
    return NbGraderAPI(CourseDirectory(config=settings), config=settings)


def notebook(course, student, step="autograded"):
    """Return a learner's notebook."""
    return nbformat.read(course / step / student / "small" / "small.ipynb", as_version=4)
