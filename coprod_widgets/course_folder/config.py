"""What a course's ``nbgrader_config.py`` says, as far as the commands need it.

nbgrader's own loading reads the file, so whatever nbgrader understands holds here. `keys_dir` reads it without
nbgrader, which takes seconds to import. The file is the trainer's; must not read anything of a learner's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

CONFIG = "nbgrader_config.py"
SECTION = "CoprodMarking"
"""Where our own settings stand in it: ``c.CoprodMarking.keys_dir``."""
KEYS = "keys"
ON_RECORD = "on-record"
"""The folder beside the keys that has every version of one with which anything was marked."""

_LEARNER, _ASSIGNMENT, _STEP = "{student_id}", "{assignment_id}", "{nbgrader_step}"

Penalty = Callable[[str, float, float], float | None]
"""A learner's id, their score and how many seconds they are late in; what is taken off out, None for nothing."""


class CourseError(Exception):
    """A course folder that is not as it has to be. The message is a sentence for the trainer."""


class Settings(Struct, frozen=True, kw_only=True):
    """What collecting and marking need to know of a course.

    Attributes
    ----------
    root
        The course folder.
    db_url, course_id
        Which gradebook, and which course in it.
    keys_dir
        Where the keys are.
    structure
        How the folders of learners' work are laid out, as nbgrader's ``CourseDirectory.directory_structure``.
    steps
        The names of the folders ``submitted``, ``autograded`` and ``feedback``.
    penalty
        The configured plugin for late work.
    """

    root: Path
    db_url: str
    course_id: str
    keys_dir: Path
    structure: str
    steps: dict[str, str]
    penalty: Penalty

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Return a learner's folder for an assignment; ``step`` is submitted, autograded or feedback."""
        told = {_STEP: self.steps[step], _LEARNER: student, _ASSIGNMENT: assignment}
        return Path(self.root, *(told.get(part, part) for part in _parts(self.structure)))

    def base(self, step: str, assignment: str) -> Path:
        """Return the trainer's folder in which those of the learners lie."""
        parts = _parts(self.structure)
        told = {_STEP: self.steps[step], _ASSIGNMENT: assignment}
        return self.root.joinpath(*(told.get(part, part) for part in parts[: parts.index(_LEARNER)]))

    def students(self, assignment: str) -> list[str]:
        """Return the ids of all who handed in something for an assignment, in order."""
        try:
            with os.scandir(self.base("submitted", assignment)) as entries:
                names = [(entry.name, entry.is_symlink()) for entry in entries if not entry.name.startswith(".")]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise CourseError(f"{error.filename} can't be read ({error.strerror}).") from None
        # A link is told of later, wherever it leads to.
        return sorted(
            name for name, link in names if link or os.path.lexists(self.folder("submitted", name, assignment))
        )


def load(root: Path) -> Settings:
    """Return the settings of a course folder; takes seconds, since it imports nbgrader.

    Raises
    ------
    CourseError
        When the configuration can't be read, or lays out the folders in a way that marking does not know.
    """
    try:
        with _without_grammars():
            from nbgrader.apps.baseapp import NbGrader
            from nbgrader.preprocessors import AssignLatePenalties
    except ImportError as error:
        raise CourseError(
            f'nbgrader is not installed ({error}). Marking needs it: pip install "coprod-widgets[trainer]"'
        ) from None

    class Loader(NbGrader):
        """nbgrader's own loading, of the course's file and not of whatever folder the trainer happens to be in."""

        load_cwd_config = False

        def init_syspath(self) -> None:
            if str(root) not in sys.path:
                sys.path.append(str(root))  # last: nothing there takes the place of an installed module

    # Without this a course whose configuration is broken would be marked into another gradebook.
    app = Loader(log_level=40, raise_config_file_errors=True)
    try:
        app.initialize([], root=str(root))
        late = AssignLatePenalties(parent=app)
        late.init_plugin()
        return of(app, late.plugin_inst.late_submission_penalty)
    except SystemExit:
        raise CourseError(f"{root / CONFIG} can't be used; nbgrader says why above.") from None
    except CourseError:
        raise
    except Exception as error:
        raise CourseError(f"{root / CONFIG} can't be used: {type(error).__name__}: {error}") from None


@contextmanager
def _without_grammars() -> Iterator[None]:
    """Import nbgrader without the grammars of international web addresses, which nothing here reads.

    jsonschema, which nbformat uses, imports rfc3987_syntax where it is installed; that builds 39 grammars, and takes
    longer than all the rest of nbgrader. jsonschema does without it by itself.
    """
    slow = "rfc3987_syntax"
    if slow in sys.modules or "jsonschema" in sys.modules:
        yield
        return
    sys.modules[slow] = None  # importing it now says that it is not there
    try:
        yield
    finally:
        del sys.modules[slow]


def of(app: Any, penalty: Penalty) -> Settings:
    """Return the settings of a course from a running part of nbgrader that has its configuration."""
    found = app.coursedir
    root = Path(found.root)
    parts = _parts(found.directory_structure)
    if sorted(part for part in parts if "{" in part) != sorted([_LEARNER, _ASSIGNMENT, _STEP]) or (
        parts.index(_LEARNER) < parts.index(_STEP)
    ):
        raise CourseError(
            f"CourseDirectory.directory_structure: got {found.directory_structure!r}; allowed: {_STEP}, {_LEARNER} and "
            f"{_ASSIGNMENT} as whole folders, {_STEP} before {_LEARNER}"
        )
    return Settings(
        root=root,
        db_url=found.db_url,
        course_id=found.course_id,
        keys_dir=_keys_dir(app.config, root),
        structure=found.directory_structure,
        steps={
            "submitted": found.submitted_directory,
            "autograded": found.autograded_directory,
            "feedback": found.feedback_directory,
        },
        penalty=penalty,
    )


def keys_dir(root: Path) -> Path:
    """Return where a course's keys are, without importing nbgrader: ``keys/`` unless it is configured otherwise.

    Raises
    ------
    CourseError
        When the configuration can't be read.
    """
    from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

    try:
        return _keys_dir(PyFileConfigLoader(CONFIG, path=str(root)).load_config(), root)
    except ConfigFileNotFound:
        return root / KEYS
    except (Exception, SystemExit) as error:
        raise CourseError(f"{root / CONFIG} can't be used: {type(error).__name__}: {error}") from None


def _keys_dir(config: Any, root: Path) -> Path:
    return root / Path(config[SECTION].get("keys_dir", KEYS)).expanduser()


@cache
def _parts(structure: str) -> list[str]:
    return [part for part in structure.replace(os.sep, "/").split("/") if part]
