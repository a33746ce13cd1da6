"""README and CONTRIBUTING tell the truth."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import coprod_widgets
from coprod_widgets import content

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def tree():
    """Yield the paths in README's tree: the first word of each line, inside the folder above it."""
    block = re.search(r"```\n(course/ .*?)```", README, re.DOTALL).group(1)
    folder = Path()
    for line in block.splitlines():
        name = line.split()[0]
        if line.startswith(" "):
            yield folder / name
        else:
            folder = Path(name)
            yield folder


def test_the_tree_in_the_readme_is_there():
    """Every room that README draws exists."""
    paths = list(tree())

    assert len(paths) > 12
    assert [] == [path for path in paths if not (ROOT / path).exists()]


def test_every_room_is_in_the_tree():
    """README leaves out no part of the package and no folder at the top."""
    drawn = {str(path) for path in tree()}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    tops = {name.split("/")[0] for name in listed if "/" in name and not name.startswith(".")}
    parts = {path.name for path in (ROOT / "coprod_widgets").iterdir() if not path.name.startswith("_")}

    assert set() == tops - {path.split("/")[0] for path in drawn}
    assert set() == parts - {Path(path).name for path in drawn}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(path):
    """Every relative link has its file."""
    text = path.read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if not re.match(r"[a-z]+:", t)]

    assert [] == [target for target in targets if not (path.parent / target).exists()]


def test_the_units_that_the_readme_names_are_those_there_are():
    """No unit is promised, and none is forgotten."""
    named = re.findall(r"\*\*(\d\d) ([^*]+)\*\*", README)
    units = content.load_course().units

    assert [(number, unit.title.text) for number, unit in units.items()] == named


def test_the_python_in_the_readme_runs():
    """The examples work as they stand."""
    names = {}
    for example in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(example, names)
    assert "consultation" == names["before"].reading.id
    sorter = names["sorter"]
    sorter.value = {"case-2": "consultation"}

    assert 1.0 == sorter.check().raw


def test_every_public_name_is_in_the_readme():
    """What can be imported is shown."""
    assert [] == [name for name in coprod_widgets.__all__ if name not in README]


@pytest.mark.parametrize("option", ["--workspace", "--port", "--no-browser"])
def test_the_options_that_the_readme_names_are_there(option):
    """Coprod learn --help knows every option that README tells of."""
    done = subprocess.run(
        [sys.executable, "-m", "coprod_widgets.cli", "learn", "--help"], capture_output=True, text=True, check=True
    )

    assert option in README
    assert option in done.stdout


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_make_target_that_is_named_is_there(text):
    """No command in the docs is made up."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"make ([a-z]+)", text))

    assert {"test"} <= targets
    assert [] == [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)]


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_path_that_is_named_is_there(text):
    """Paths in backticks exist, from the top or from the package."""
    named = re.findall(r"`([a-z_]+(?:/[\w.*-]+)+/?)`", text)
    places = (ROOT, ROOT / "coprod_widgets")
    made_later = {"workspace/answers.jsonl"}

    assert named
    for path in set(named) - made_later:
        pattern = path.replace("NN", "04").rstrip("/")
        assert any(list(place.glob(pattern)) for place in places), path


def test_the_test_layers_that_are_named_are_there():
    """CONTRIBUTING's table of layers is the folder's."""
    named = set(re.findall(r"^\| \w+ \| `tests/(\w+)` \|", CONTRIBUTING, re.MULTILINE))
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and not path.name.startswith("_")}

    assert folders == named
