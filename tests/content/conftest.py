"""A small course that has no problems, to be broken one thing at a time, and a copy of the real one."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coprod_widgets.content import ContentError, content_dir, load_course
from coprod_widgets.content.reader import read_file

CATEGORIES = ["consultation", "engagement", "co-design", "co-production", "none"]


def words(text: str) -> dict[str, str]:
    """Return a text with an Easy Read twin."""
    return {"text": text, "easy": text}


def feedback(category: str) -> dict[str, str]:
    """Return a feedback text of allowed length."""
    return {"text": f"About {category}: " + "word " * 38 + "end.", "easy": f"About {category}."}


def keyed_case(id_: str, answer: str) -> dict[str, Any]:
    """Return a case with an answer."""
    case = {
        "id": id_,
        "title": words("A garden"),
        "level": "service",
        "sector": "housing",
        "started_by": "people",
        "story": words("Six neighbours dig a garden."),
        "answer": answer,
        "look": words("Who held the spade?"),
        "deciding": words("The neighbours chose the plants."),
        "feedback": {category: feedback(category) for category in CATEGORIES},
        "facts": [
            {"id": "spade", **words("They had one spade."), "feedback": fact_feedback()},
            {
                "id": "plants",
                **words("They chose the plants."),
                "deciding": True,
                "feedback": fact_feedback(),
            },
        ],
    }
    return case | ({"none_kind": "own"} if answer == "none" else {})


def fact_feedback() -> dict[str, str]:
    """Return a feedback text for a fact, of allowed length."""
    return {"text": "word " * 25 + "end.", "easy": "This is true."}


def contested_case() -> dict[str, Any]:
    """Return a case that people argue about."""
    argument = {"bar": words("The bar of shared power."), **words("They shared it."), "sources": ["a-source"]}
    return {
        "id": "argued-one",
        "title": words("A bench"),
        "sector": "community",
        "started_by": "both",
        "story": words("A street puts up a bench."),
        "contested": True,
        "arguments": [{"says": "engagement", **argument}, {"says": "between", **argument}],
        "settles": words("Who may take it down?"),
    }


def small_course() -> dict[str, Any]:
    """Return file name -> tree of a course with one unit that has one item of every kind."""
    key = {"agreed_by": "the course's writers only", "agreed_on": "2026-11-21", "version": "1"}
    return {
        "approaches.yaml": {
            "categories": [
                {"id": id_, "name": words(id_), "line": words("A line.")} for id_ in [*CATEGORIES, "depends"]
            ],
            "scale": CATEGORIES[:4],
            "none_kinds": [
                {"id": id_, "name": words(id_), "line": words("A line.")}
                for id_ in ["informing", "absent", "own", "handed-over", "helping"]
            ],
            "criteria": [
                {"id": "decides", "source": "argued", "question": words("Who decides?")}
                | {category: words("Somebody.") for category in CATEGORIES[:4]}
            ],
            "questions": [{"id": "q1", "question": words("Was it open?"), "if_no": words("No."), "stops_at": "none"}],
            "disagreements": [
                {"id": "one", "word": words("Bar"), "one": words("This."), "another": words("That.")}
                | {"one_sources": ["a-source"], "another_sources": ["a-source"]}
            ],
        },
        # The rules are a whole; a small one would be another model.
        "balance.yaml": read_file(content_dir() / "balance.yaml", "balance.yaml")[0],
        "interface.yaml": {
            "ask-fact": words("What decided it?"),
            "ask-none-kind": words("Which kind?"),
            "ask-need": words("What would you ask?"),
            "ask-differently": words("How do you see it?"),
            "own-cases": words("Sort these."),
            "left": "Still to place: {n}.",
        },
        "outcomes.yaml": {
            "outcomes": [
                {"id": "04.1", **words("Place a case."), "assessed": ["activity", "check", "exercise"]},
                {"id": "05.1", **words("Read a figure."), "assessed": ["check"]},
            ]
        },
        "sources.yaml": {"sources": [{"id": "a-source", "author": "A", "title": "T", "checked": "2026-11-21"}]},
        "glossary.yaml": {
            "terms": [{"id": "bar", "term": "bar", "meaning": words("A test."), "sources": ["a-source"]}]
        },
        "cases/plain.yaml": {
            "key": key,
            "cases": [keyed_case("garden", "co-design"), keyed_case("choir", "none")],
        },
        "cases/argued.yaml": {"key": key, "cases": [contested_case()]},
        "units/04.yaml": {
            "unit": "04",
            "title": words("Four approaches"),
            "notebook": "04-four-approaches.ipynb",
            "key": key,
            "sittings": [{"id": "first", "title": words("First"), "minutes": "20", "items": ["sort-clear"]}],
            "outcomes": ["04.1"],
            "items": [
                {
                    "id": "sort-clear",
                    "interaction": "sort",
                    "outcomes": ["04.1"],
                    "prompt": words("Place each one."),
                    "categories": list(CATEGORIES),
                    "cases": ["garden", "choir"],
                    "confidence": "true",
                    "asks": ["fact", "none-kind", "need"],
                    "hints": "true",
                    "then": ["which-fact"],
                },
                {
                    "id": "which-fact",
                    "interaction": "choice",
                    "use": "check",
                    "outcomes": ["04.1"],
                    "prompt": words("Which fact?"),
                    "choices": [
                        {"id": "asked", **words("They were asked."), "feedback": words("That is it.")},
                        {
                            "id": "paid",
                            **words("They were paid."),
                            "feedback": words("That is true as well."),
                        },
                    ],
                    "key": ["asked"],
                },
                {
                    "id": "sort-argued",
                    "interaction": "sort",
                    "prompt": words("Place it."),
                    "categories": [*CATEGORIES, "depends"],
                    "cases": ["argued-one"],
                    "asks": ["need"],
                },
                {
                    "id": "own-work",
                    "interaction": "reflect",
                    "prompt": words("And yours?"),
                    "max_characters": "500",
                },
            ],
        },
    }


@pytest.fixture
def small() -> dict[str, Any]:
    """Return the small course, to be changed by a test."""
    return small_course()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Return a function that writes a course (trees, or texts as they are) and returns its folder."""

    def write(course: dict[str, Any]) -> Path:
        for name, tree in course.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # JSON is YAML, and leaves no doubt about what is text.
            path.write_text(tree if isinstance(tree, str) else json.dumps(tree, ensure_ascii=False), "utf-8")
        return tmp_path / "content"

    return write


@pytest.fixture
def problems(write: Callable[[dict[str, Any]], Path]) -> Callable[[dict[str, Any]], list[str]]:
    """Return a function that gives the sentences about a course."""

    def problems(course: dict[str, Any]) -> list[str]:
        try:
            load_course(write(course))
        except ContentError as error:
            return error.problems
        return []

    return problems


@pytest.fixture
def real_copy(tmp_path: Path) -> Path:
    """Return a copy of the course's own content folder."""
    return Path(shutil.copytree(content_dir(), tmp_path / "real", ignore=shutil.ignore_patterns("*.py", "__pycache__")))
