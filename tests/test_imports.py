"""Imports point one way, and importing the package costs next to nothing."""

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "coprod_widgets"
MAY_IMPORT = {
    "filing": set(),
    "content": set(),
    "power": {"content"},
    "story": {"content", "power"},
    "scoring": {"content", "power", "story"},
    "figures": {"content", "power", "story", "scoring"},
    "records": {"filing"},
    "parcels": {"filing", "content", "records"},
    "exercises": {"filing", "content", "power", "scoring"},
    "paper": {"content"},
    "lab": {"filing", "content", "records", "parcels"},
    "learner": {"filing", "content", "scoring", "records", "paper", "lab"},
    "widgets": {"content", "figures", "paper", "power", "scoring", "story"},
    "desk": {"content", "exercises", "scoring", "records", "parcels", "paper", "lab", "learner", "widgets"},
    "preview": {"content", "exercises", "course_folder", "widgets", "desk"},
    "notebook": {"content", "exercises", "figures", "widgets", "desk", "preview"},
    "playground": {"filing", "content", "desk", "figures", "records", "lab", "widgets"},
    "terminal": {"content", "records", "learner", "lab"},
    "course_folder": {"filing", "content", "parcels", "exercises"},
    "marking": {"filing", "content", "scoring", "records", "parcels", "exercises", "course_folder"},
    "collecting": {"filing", "content", "records", "parcels", "exercises", "course_folder", "marking"},
    "demo": {"filing", "content", "scoring", "records", "exercises", "course_folder", "marking"},
    "commands": {
        *("filing", "content", "exercises", "lab", "parcels", "records", "learner", "terminal"),
        *("course_folder", "marking", "collecting", "demo"),
    },
    "cli": {"commands"},
}
"""For each part of the package, the parts that it may import besides itself: the arrows of the design."""
TRAINERS = {"course_folder", "marking", "collecting", "demo"}
"""What runs for a trainer only, in a course folder."""
NOT_IN_THE_LEARNER_S_CODE = {"threading", "subprocess", "multiprocessing", "socket", "urllib", "requests"}
# A lock starts nothing, and runs in a browser's Python: the kernel's own threads take turns by it.
TAKES_TURNS = {PACKAGE / "widgets" / "base.py": {"threading"}}


def part(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules():
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


def imported(path):
    """Return the full names of what a module imports, relative imports made absolute."""
    here = ["coprod_widgets", *path.relative_to(PACKAGE).with_suffix("").parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: -node.level]) if node.level else ""
            start = ".".join(filter(None, [base, node.module]))
            yield start
            yield from (f"{start}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    """Each part imports what its arrows allow, and nothing else of the package."""
    own = part(path)
    found = {name.split(".")[1] for name in imported(path) if name.startswith("coprod_widgets.")}

    assert set() == found & set(MAY_IMPORT) - MAY_IMPORT[own] - {own}


def test_every_part_of_the_package_has_its_arrows():
    """A new room needs its place in the order."""
    assert set(MAY_IMPORT) == {part(path) for path in modules()}


def test_the_arrows_go_in_no_circle():
    """There is an order in which each part needs only earlier ones, and it begins with the words."""
    order = list(graphlib.TopologicalSorter(MAY_IMPORT).static_order())

    assert order.index("content") < order.index("widgets") < order.index("notebook")


@pytest.mark.parametrize(
    "path", [p for p in modules() if part(p) not in ("lab", "cli")], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_what_a_learner_s_kernel_runs_starts_nothing(path):
    """No threads, no other programs, no connections: the same code runs in a browser's Python."""
    found = {name.split(".")[0] for name in imported(path)}

    assert TAKES_TURNS.get(path, set()) == found & NOT_IN_THE_LEARNER_S_CODE
    assert "Thread(" not in path.read_text(encoding="utf-8")


def test_one_place_of_a_learner_s_code_knows_nbgrader():
    """Submitting to an exchange; everything else is the trainer's."""
    found = {path for path in modules() if any(name.split(".")[0] == "nbgrader" for name in imported(path))}

    assert {PACKAGE / "desk" / "exchange.py"} == {path for path in found if part(path) not in TRAINERS}


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import coprod_widgets", ["anywidget", "yaml", "msgspec", "matplotlib", "nbgrader", "jupyterlab"]),
        (
            "from coprod_widgets import unit",
            ["coprod_widgets.exercises", "matplotlib", "nbgrader", "pandas", "jupyterlab", "jupyter_server"],
        ),
        (
            "from coprod_widgets import exercise; from coprod_widgets.desk import handing_in",
            [
                *("nbformat", "nbgrader", "pandas", "sqlalchemy", "jupyterlab", "jupyter_server"),
                *("coprod_widgets.preview", "coprod_widgets.course_folder", "coprod_widgets.marking"),
                "coprod_widgets.exercises.reasons",
            ],
        ),
        ("from coprod_widgets.marking import cell, run", ["nbformat", "nbgrader", "jupyterlab", "anywidget"]),
        ("from coprod_widgets import figures", ["matplotlib", "anywidget", "nbgrader", "pandas", "jupyterlab"]),
        ("from coprod_widgets import cli", ["jupyterlab", "anywidget", "matplotlib", "nbgrader"]),
    ],
)
def test_an_import_brings_only_what_it_needs(statement, unwanted):
    """A learner never waits for what they do not use."""
    code = f"import sys; {statement}; print([name for name in {unwanted!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")) + sorted(PACKAGE.rglob("*.js")), ids=lambda p: p.name)
def test_no_file_has_grown_too_long(path):
    """A file of more than 400 lines wants splitting."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_there_is_no_room_without_a_name():
    """Nothing is called utils, helpers or misc."""
    assert [] == [path for path in PACKAGE.rglob("*") if path.stem in ("utils", "helpers", "misc", "common")]
