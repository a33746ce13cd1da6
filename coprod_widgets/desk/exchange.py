"""nbgrader's exchange, where there is one: then an exercise is handed in to it, and nothing has to be sent.

Whether there is one is read from nbgrader's configuration, as Jupyter finds it; nbgrader itself is imported when
something is submitted, and only then. No configuration is taken from the learner's folder. Must not mark.
"""

import getpass
import logging
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from traitlets.config import Config, JSONFileConfigLoader, PyFileConfigLoader

from coprod_widgets import records
from coprod_widgets.parcels.handed_in import MAX_NOTEBOOK_BYTES

log = logging.getLogger(__name__)

ROOT = "/usr/local/share/nbgrader/exchange"
"""Where nbgrader has its exchange unless the configuration says otherwise."""


class Refused(Exception):
    """The exchange did not take it; the message says why, in nbgrader's words."""


class Course:
    """A course of nbgrader's on this computer that takes an exercise.

    Attributes
    ----------
    name
        nbgrader's id of the course.
    student
        As whom the learner hands in: the account's name, unless the configuration says otherwise.
    """

    def __init__(self, name: str, student: str, config: Config) -> None:
        self.name, self.student, self._config = name, student, config

    def submit(self, assignment: str, folder: Path, answers: bytes) -> None:
        """Submit the answers, and the learner's notebook, by nbgrader's own means.

        Parameters
        ----------
        assignment
            The exercise's name.
        folder
            The learner's folder of it, for the notebook.
        answers
            What ``answers.jsonl`` held when it was read for the receipt.

        Raises
        ------
        Refused
            When the exchange does not take it.
        """
        # nbgrader takes two seconds to import, and is not there on most computers.
        from nbgrader.auth import Authenticator
        from nbgrader.coursedir import CourseDirectory
        from nbgrader.exchange import ExchangeError, ExchangeFactory

        try:
            # Just what the receipt speaks of, and no link: not the folder itself, in which a page may be writing.
            with tempfile.TemporaryDirectory() as place:
                own = Path(place) / assignment
                own.mkdir()
                (own / records.ANSWERS).write_bytes(answers)
                if notebook := records.load(folder / f"{assignment}.ipynb", MAX_NOTEBOOK_BYTES):
                    (own / f"{assignment}.ipynb").write_bytes(notebook)
                coursedir = CourseDirectory(config=self._config)
                coursedir.assignment_id = assignment
                submit = ExchangeFactory(config=self._config).Submit(
                    coursedir=coursedir, authenticator=Authenticator(config=self._config), config=self._config
                )
                submit.assignment_dir, submit.path_includes_course = place, False
                submit.start()
        except (ExchangeError, OSError, RuntimeError, records.RecordError) as error:
            raise Refused(str(error)) from error


def course_of(assignment: str) -> Course | None:
    """Return the course that takes an exercise; None where nbgrader is not there, or does not have it."""
    if sys.platform == "win32" or find_spec("nbgrader") is None:
        return None
    config = _config()
    name = _text(config, "CourseDirectory", "course_id")
    if not name or _text(config, "ExchangeFactory", "submit"):
        return None  # no course is named, or something else than nbgrader's own exchange takes it
    course = Path(_text(config, "Exchange", "root") or ROOT) / name
    inbound = course / "inbound"
    if not (course / "outbound" / assignment).is_dir() or not inbound.is_dir():
        return None
    if not os.access(inbound, os.W_OK | os.X_OK):
        return None
    student = _text(config, "CourseDirectory", "student_id")
    return Course(name, student if student and student != "*" else getpass.getuser(), config)


def _config() -> Config:
    """Return nbgrader's configuration; what can't be read of it is as if it was not there.

    As nbgrader reads it, but for the folder that the notebook lies in: whatever came with an exercise sets nothing.
    """
    from jupyter_core.paths import jupyter_config_path

    whole = Config()
    for place in reversed(jupyter_config_path()):  # the first has the last word
        for kind, ending in ((PyFileConfigLoader, "py"), (JSONFileConfigLoader, "json")):
            path = os.path.join(place, f"nbgrader_config.{ending}")
            if not os.path.isfile(path):
                continue
            try:
                whole.merge(kind(os.path.basename(path), place).load_config())
            except Exception:
                log.warning("%s can't be read", path, exc_info=True)
    return whole


def _text(config: Any, section: str, name: str) -> str:
    value = config[section].get(name, "") if section in config else ""
    return value.strip() if isinstance(value, str) else str(value or "")
