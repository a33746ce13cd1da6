"""Marks the submissions of one assignment: reads each as data, puts its folder, rows and line in their place.

The order makes it safe to stop at any moment: folders first, then the gradebook in one transaction, then the lines that
say it is done. Every step gives the same when it is done again. Must not print.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from coprod_widgets import exercises
from coprod_widgets.content import ContentError
from coprod_widgets.course_folder.config import CourseError, Settings
from coprod_widgets.course_folder.folders import Shelf, holds

from . import changed_questions, done, key_record, submissions
from .gradebook import Book
from .marked_sheet import MarkedSheet
from .rows import Row

_PACKAGE = Path(__file__).resolve().parent.parent
_ROOMS = ("content", "power", "story", "scoring", "exercises", "marking")
"""What decides a mark, and what is said of it, besides a course folder's own files: others mark anew."""

BATCH = 50
"""How many submissions go into one transaction."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of one submission.

    Attributes
    ----------
    student
        nbgrader's student id.
    did
        ``marked``, ``unchanged`` (it was marked before, from the same answers with the same key) or ``refused``.
    reason
        Why it could not be marked, as a sentence; None otherwise.
    warnings
        What a trainer should know, each a sentence.
    feedback_removed
        Whether feedback was there that no longer fits, and was deleted.
    """

    student: str
    did: str
    reason: str | None = None
    warnings: list[str] = []
    feedback_removed: bool = False


class Ready(Struct, frozen=True, kw_only=True):
    """A submission marked but not yet written: its row, its files, and the line that will say that it is done."""

    row: Row
    files: dict[str, bytes]
    line: done.Done


class Cohort:
    """The submissions of one assignment.

    Parameters
    ----------
    settings
        Those of the course.
    book
        The course's gradebook, open.
    name
        The assignment's name.

    Raises
    ------
    CourseError
        When the assignment, its key, its notebook or its place in the gradebook is not as it must be.

    Attributes
    ----------
    keyed, sheet
        The assignment with its key, and as the gradebook holds it.
    digest
        ``sha256:…`` of all that decides its marks and marked notebooks, learners' answers aside.
    version
        That of this package.
    """

    def __init__(self, settings: Settings, book: Book, name: str) -> None:
        folder = settings.root / "source" / name
        try:
            assignment = exercises.load_assignment(folder)
            self.keyed = exercises.load_key(assignment, settings.keys_dir)
        except ContentError as error:
            raise CourseError(str(error)) from None
        self.name, self.settings, self._book = name, settings, book
        self.sheet = book.sheet(name)
        # First: whoever has to put the questions back is not to give the key a new version before.
        if told := changed_questions.differing(assignment, self.sheet):
            raise CourseError(told + changed_questions.way_out(self.sheet, book.has_work(self.sheet)))
        key_record.check(self.keyed.file, settings.keys_dir)
        self._marked = MarkedSheet(self.keyed, self.sheet, folder / f"{name}.ipynb")
        self._asked = submissions.digests(assignment)
        self.digest = _files_digest(
            [folder / exercises.ITEMS, folder / f"{name}.ipynb", settings.keys_dir / f"{name}.yaml"],
            self.sheet.digest + _package_digest(_PACKAGE),
        )
        self.version = _version()

    def mark(self, students: Sequence[str], shelf: Shelf) -> Iterator[Outcome]:
        """Mark what is new or has changed; yield what came of each submission once it is in its place.

        Parameters
        ----------
        students
            The ids of those who handed in.
        shelf
            Where folders are made aside.
        """
        self.keep_key()
        before = done.read(self.settings.root)
        held = self._book.students(self.sheet)
        for first in range(0, len(students), BATCH):
            yield from self._batch(students[first : first + BATCH], shelf, before, held)

    def keep_key(self) -> None:
        """Put the key on record; whoever marks with it does so first."""
        key_record.keep(self.keyed.file, self.settings.keys_dir)

    def _batch(
        self, some: Sequence[str], shelf: Shelf, before: Mapping[tuple[str, str], done.Done], held: set[str]
    ) -> list[Outcome]:
        outcomes: dict[str, Outcome] = {}
        ready: list[Ready] = []
        for student in some:
            one, outcomes[student] = self.consider(student, before.get((self.name, student)), held)
            ready += [] if one is None else [one]
        if ready:
            self._put(ready, shelf, outcomes)
        return list(outcomes.values())

    def _put(self, ready: Sequence[Ready], shelf: Shelf, outcomes: dict[str, Outcome]) -> None:
        """Write what is ready. The turn to write comes first: where it can't be had, no folder is touched."""
        placed = []
        with self._book.writing(self.sheet, [one.row.student for one in ready]) as write:
            for one in ready:
                student = one.row.student
                place = self.settings.folder("autograded", student, self.name)
                try:
                    if not holds(place, one.files):
                        removed = shelf.take(self.settings.folder("feedback", student, self.name))
                        shelf.put(place, one.files)
                        outcomes[student] = replace(outcomes[student], feedback_removed=removed)
                    placed.append(one)
                except OSError as error:
                    reason = (
                        f"Its marked folder can't be written: {error.strerror or error} ({error.filename or place})."
                    )
                    outcomes[student] = Outcome(student=student, did="refused", reason=reason)
            write([one.row for one in placed])
        done.add(self.settings.root, [one.line for one in placed])

    def consider(self, student: str, last: done.Done | None, held: set[str]) -> tuple[Ready | None, Outcome]:
        """Mark one submission, unless it is marked as it is; nothing is written, and whatever goes wrong is told.

        Parameters
        ----------
        student
            The learner's id.
        last
            The line of its last marking.
        held
            Those whose work the gradebook has, whole.
        """
        try:
            handed = self.look(student)
            if self._is_done(handed, last, held):
                return None, Outcome(student=student, did="unchanged")
            return self.ready(handed, last)
        except Exception as error:
            # One submission never stops another; what it was goes to whoever looks after the course.
            reason = f"The course itself has a fault here: {type(error).__name__}: {error}. Tell its maintainers."
            return None, Outcome(student=student, did="refused", reason=reason)

    def _is_done(self, handed: submissions.Handed, last: done.Done | None, held: set[str]) -> bool:
        """Tell whether a submission is marked as it is, and everything of it is in its place."""
        return (
            last is not None
            and handed.student in held
            and (last.answers, last.key, last.version) == (handed.digest, self.digest, self.version)
            and self.settings.folder("autograded", handed.student, self.name).is_dir()
        )

    def look(self, student: str) -> submissions.Handed:
        """Return what lies in a learner's folder."""
        base = self.settings.base("submitted", self.name)
        return submissions.look(student, base, self.settings.folder("submitted", student, self.name))

    def ready(self, handed: submissions.Handed, last: done.Done | None) -> tuple[Ready | None, Outcome]:
        """Mark one submission without writing anything.

        Parameters
        ----------
        handed
            What lies in the learner's folder.
        last
            The line of its last marking.
        """
        found = submissions.read(handed, self.name, self._asked)
        if found.refused is not None:
            outcome = Outcome(student=found.student, did="refused", reason=found.refused, warnings=found.warnings)
            return None, outcome
        marks = exercises.mark(self.keyed, found.responses)
        questions = {one.question.id: self._response_digest(one.question.id, found.responses) for one in marks}
        changed = [name for name, digest in questions.items() if last and last.questions.get(name) != digest]
        files = {f"{self.name}.ipynb": self._marked.build(marks, found.responses).encode()}
        if found.at is not None and handed.stamp is not None:
            files[submissions.TIMESTAMP] = handed.stamp
        if handed.secret is not None:
            files[submissions.SECRET] = handed.secret
        ready = Ready(
            row=Row(
                student=found.student,
                at=found.at,
                marks={one.question.id: one.raw for one in marks},
                changed=changed,
            ),
            files=files,
            line=done.Done(
                student=found.student,
                assignment=self.name,
                answers=handed.digest,
                key=self.digest,
                key_version=self.keyed.file.key.version,
                version=self.version,
                questions=questions,
            ),
        )
        return ready, Outcome(student=found.student, did="marked", warnings=[*found.warnings, *_unfit(marks)])

    def _response_digest(self, question: str, responses: Mapping[str, Any]) -> str:
        given = [responses.get(item.id) for item in self.keyed.questions[question]]
        return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:16]


def _unfit(marks: Iterable[exercises.Marked]) -> list[str]:
    """Return what keeps answers from being what a question asks for: no page of ours gives such answers."""
    wrong = [score.invalid for one in marks for score in one.scores.values() if score.invalid]
    if not wrong:
        return []
    n = len(wrong)
    told = f"{n:,} answers are" if n > 1 else "1 answer is"
    return [f"{told} not of a kind that can be given there, and earn{'s' * (n == 1)} nothing. {wrong[0]}."]


def _files_digest(paths: Iterable[Path], more: str) -> str:
    whole = hashlib.sha256(more.encode())
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return "sha256:" + whole.hexdigest()


@cache
def _package_digest(package: Path) -> str:
    """Digest the words and the code that marking goes by: with git they may change while the version stays."""
    paths = [path for room in _ROOMS for path in sorted((package / room).rglob("*")) if path.suffix in (".py", ".yaml")]
    return _files_digest(paths, "\n".join(path.relative_to(package).as_posix() for path in paths))


def _version() -> str:
    try:
        return version("coprod-widgets")
    except PackageNotFoundError:
        return "unknown"
