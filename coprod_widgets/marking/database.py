"""The database that a gradebook is: an SQLite file, or a PostgreSQL server that several trainers share.

Opens it, and has whoever writes take turns, so that what one reads before writing is still so when it is written. What
goes wrong becomes a sentence. Must not know which tables there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from coprod_widgets.course_folder.config import CourseError, Settings

MOST_SECONDS = 30
"""How long another's row of a PostgreSQL gradebook is waited for, in seconds; SQLite waits five by itself."""

_SQLITE, _POSTGRESQL = "sqlite", "postgresql"
_TURN = 0x636F70726F64
"""The number of the lock by which two runs of `coprod mark` take turns in one PostgreSQL database: "coprod"."""
_LOCKED = (
    "Another program is writing to the gradebook. Close formgrader's other windows or wait, then try again: nothing is "
    "lost, and it goes on from here."
)
_SECOND = " Where two people mark at a time, a PostgreSQL gradebook is the better one (docs/marking.md)."


class NoGradebook(CourseError):
    """There is no gradebook in a course folder yet. The message is a sentence for the trainer."""


class Database:
    """A course's database, open.

    Parameters
    ----------
    settings
        Those of the course.
    read_only
        Whether nothing at all may be written: no table made, no file touched.

    Raises
    ------
    NoGradebook
        When there is none yet.
    CourseError
        When it can't be opened.

    Attributes
    ----------
    rows_can_be_held
        Whether others may write while one does, and so rows can be kept from them; an SQLite file is held whole.
    """

    def __init__(self, settings: Settings, read_only: bool = False) -> None:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import SQLAlchemyError

        self._engine = self._book = None
        try:
            url = make_url(settings.db_url)
            self._kind = url.get_backend_name()
            self.rows_can_be_held = self._kind == _POSTGRESQL
            file = url.database if self._kind == _SQLITE else None
            if file and not (settings.root / file).exists():
                raise NoGradebook(f"There is no gradebook yet ({settings.root / file}).")
            if read_only:
                self._engine = _only_to_read(settings, url, file)
            else:
                from nbgrader.api import Gradebook

                self._book = Gradebook(settings.db_url, settings.course_id)
                self._engine = self._book.engine
        except SQLAlchemyError as error:
            raise CourseError(self._trouble(error)) from None
        except ImportError as error:
            raise CourseError(
                f"CourseDirectory.db_url needs a package that is not installed ({error.name}). For a gradebook on "
                'PostgreSQL: pip install "coprod-widgets[postgresql]", and begin the address with postgresql+psycopg://'
            ) from None

    def close(self) -> None:
        """Leave it."""
        (self._book.close if self._book is not None else self._engine.dispose)()

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Open a connection to read by."""
        with self._told(), self._engine.connect() as link:
            yield link

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Open a transaction that has the right to write from its first moment; all of it is kept, or nothing.

        Raises
        ------
        CourseError
            When another program holds the database.
        """
        with self._told(), self._engine.begin() as link:
            if self._kind == _SQLITE:
                # Python's driver begins at the first change: what was read before it could be another's by then.
                link.exec_driver_sql("BEGIN IMMEDIATE")
            elif self._kind == _POSTGRESQL:
                link.exec_driver_sql(f"SET LOCAL lock_timeout = '{MOST_SECONDS}s'")
                link.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
            yield link

    @contextmanager
    def _told(self) -> Iterator[None]:
        from sqlalchemy.exc import SQLAlchemyError

        try:
            yield
        except SQLAlchemyError as error:
            raise CourseError(self._trouble(error)) from None

    def _trouble(self, error: Exception) -> str:
        told = str(getattr(error, "orig", None) or error).strip()
        if "locked" in told or "lock timeout" in told or "deadlock" in told:
            return _LOCKED + (_SECOND if self._kind == _SQLITE else "")
        return f"The gradebook can't be used: {told}"


def _only_to_read(settings: Settings, url: Any, file: str | None) -> Any:
    """Return an engine that changes nothing, not even by opening."""
    from sqlalchemy import create_engine

    if file is None:
        return create_engine(url)
    address = (settings.root / file).absolute().as_uri() + "?mode=ro"
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True))


def insert(link: Any, table: Any, rows: list[dict[str, Any]]) -> None:
    """Insert rows; each has the same columns."""
    if rows:
        link.execute(table.insert(), rows)


def update(link: Any, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Update rows by their ids, which stand under ``row``."""
    from sqlalchemy import bindparam

    rows = list(rows)
    if rows:
        values = {name: bindparam(name) for name in rows[0] if name != "row"}
        link.execute(table.update().where(table.c.id == bindparam("row")).values(values), rows)
