"""What the tests of the learner's folder and of the launcher start from.

A small course, delivered once; and processes of the course that are ended in every case.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# The test files of this folder share a module beside them.
sys.path.insert(0, str(Path(__file__).parent))

from child_processes import Coprod, Result
from small_course import FIRST, FOURTH, TODAY, notebook, put

from coprod_widgets.lab.workspace import check, prepare


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Start processes that belong to one test alone: ``start(Learn, port=8900).wait()``."""
    started: list[Coprod] = []

    def start(kind: type[Coprod], *words: str, **options: Any) -> Coprod:
        started.append(kind(tmp_path, *words, **options))
        return started[-1]

    yield start
    for one in started:
        one.clean_up()


@pytest.fixture
def coprod(start: Callable[..., Any]) -> Callable[..., Result]:
    """Run `coprod` to its end: ``coprod("learn", "--help")``."""
    return lambda *words, **options: start(Coprod, *words, **options).end()


@pytest.fixture
def course(tmp_path):
    """A course of two notebooks."""
    folder = tmp_path / "course"
    folder.mkdir()
    put(folder / FIRST, notebook("Welcome"))
    put(folder / FOURTH, notebook("Four approaches"))
    return folder


@pytest.fixture
def folder(tmp_path, course):
    """A learner's folder into which the course was delivered once."""
    folder = tmp_path / "learner"
    check(folder)
    prepare(folder, TODAY, course)
    return folder


@pytest.fixture
def update(course):
    """A function that changes the course's fourth notebook, as a new version of the course does."""

    def update(*words):
        put(course / FOURTH, notebook(*(words or ("Four approaches", "And more"))))
        return (course / FOURTH).read_bytes()

    return update


@pytest.fixture
def change(folder):
    """A function that changes the learner's fourth notebook and returns its bytes."""

    def change(how):
        content = json.loads((folder / FOURTH).read_text("utf-8"))
        how(content)
        put(folder / FOURTH, content)
        return (folder / FOURTH).read_bytes()

    return change
