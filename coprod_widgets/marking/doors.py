"""The other door: what ``nbgrader autograde`` and formgrader's button use in the place of their own parts.

``nbgrader_config.py`` names these classes. No kernel is started, the learner's notebook is not opened, and the marks,
rows and notebooks are those of `coprod mark`. What nbgrader does before it asks these classes stays as it is: it skips
work without the expected notebook.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, NbGraderPreprocessor

from coprod_widgets import records
from coprod_widgets.course_folder import config

from . import done, submissions
from .cohort import Cohort
from .gradebook import Book

_READY = "coprod"


class NotMarked(Exception):
    """One submission can't be marked. The message is a sentence for the trainer."""


class NothingOfTheirs(CourseDirectory):
    """A course folder for one run of nbgrader's autograding, which opens and copies no file of a learner's.

    nbgrader itself follows links and opens pipes: a link to an endless device would fill the disk, a pipe in the place
    of ``timestamp.txt`` would keep everybody waiting for ever.
    """

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        """Return when something was handed in, as `coprod mark` reads it; None when nothing says so."""
        try:
            stamp = records.load(Path(dest_path) / submissions.TIMESTAMP, submissions.MAX_SMALL_BYTES)
        except records.RecordError:
            return None  # the learner's warnings say why
        return submissions.when(stamp)[0]

    @classmethod
    def of(cls, course: CourseDirectory) -> NothingOfTheirs:
        """Return the same course folder; the other one stays as it is, for formgrader shares it."""
        told = {name: getattr(course, name) for name in course.trait_names(config=True)}
        return cls(**told | {"ignore": ["*", ".*"]})


class MarkedExporter(NotebookExporter):
    """Makes the marked notebook of a learner from the trainer's own, whatever the learner's file holds."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._cohorts: dict[str, Cohort] = {}
        # nbgrader makes its exporter before it looks into any learner's folder.
        if self.parent is not None:
            self.parent.coursedir = NothingOfTheirs.of(self.parent.coursedir)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **named: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the text of the marked notebook, and what nbgrader's other parts want to know.

        Raises
        ------
        NotMarked
            When what was handed in can't be read.
        """
        told = resources["nbgrader"]
        cohort, student = self.cohort(told["assignment"]), told["student"]
        settings = cohort.settings
        last = done.read(settings.root).get((cohort.name, student))
        ready, outcome = cohort.ready(cohort.look(student), last)
        if ready is None:
            raise NotMarked(f"{student} can't be marked. {outcome.reason}")
        for warning in outcome.warnings:
            self.log.warning("%s: %s", student, warning)
        resources[_READY] = ready
        resources["metadata"] = {"name": cohort.name, "path": os.path.dirname(filename)}
        [text] = [data.decode() for name, data in ready.files.items() if name.endswith(".ipynb")]
        return self.from_notebook_node(nbformat.reads(text, as_version=4), resources, **named)

    def cohort(self, name: str) -> Cohort:
        """Return an assignment's cohort; read once for all that is marked in one go."""
        if name not in self._cohorts:
            late = AssignLatePenalties(parent=self.parent)
            late.init_plugin()
            settings = config.of(self.parent, late.plugin_inst.late_submission_penalty)
            with Book(settings) as book:
                self._cohorts[name] = Cohort(settings, book, name)
        return self._cohorts[name]


class SaveMarks(NbGraderPreprocessor):
    """Writes what `MarkedExporter` has found into the gradebook, and leaves nothing of the learner's in the folder."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Write the marks of one learner; the notebook stays as it is."""
        ready = resources[_READY]
        cohort = self.parent.cohort(ready.line.assignment)
        settings, student = cohort.settings, ready.row.student
        cohort.keep_key()
        _leave_only(settings.folder("autograded", student, cohort.name), ready.files, f"{cohort.name}.ipynb")
        with Book(settings) as book:
            book.write(cohort.sheet, [ready.row])
            book.penalise(cohort.sheet, settings.penalty, {student})
        done.add(settings.root, [ready.line])
        return nb, resources


def _leave_only(folder: Path, files: dict[str, bytes], notebook: str) -> None:
    """Make a folder hold these files; the notebook is nbgrader's to write."""
    for path in list(folder.iterdir()):
        if path.name == notebook:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    for name, data in files.items():
        if name != notebook:
            (folder / name).write_bytes(data)
