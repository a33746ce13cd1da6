"""The set-up tells one story: pyproject.toml, environment.yml, constraints.txt and the wheel agree."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA_NAMES = {
    "build": "python-build",
    "jupyter-server": "jupyter_server",
    "matplotlib": "matplotlib-base",
    "pyyaml": "pyyaml",
}
"""conda-forge's names where they differ from those on the Python package index."""
PIP_ONLY = {"axe-playwright-python", "playwright", "psycopg", "psycopg-binary"}


def split(requirement):
    """Return a requirement's name, as pip compares names, and its version range."""
    name, versions = re.fullmatch(r"([A-Za-z0-9._-]+)(.*)", requirement).groups()
    return re.sub(r"[-_.]+", "-", name).lower(), versions


def required(*extras):
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][extra] for extra in extras)]
    return dict(split(requirement) for requirements in lists for requirement in requirements)


def pinned():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_environment_yml_asks_for_what_pyproject_asks_for():
    """Conda users get the same packages, in the same ranges, by conda-forge's names."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    by_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    by_conda = [entry for entry in listed if isinstance(entry, str) and entry != "pip"]
    wanted = {
        f"{CONDA_NAMES.get(name, name)}{versions}"
        for name, versions in required("trainer", "test").items()
        if name not in PIP_ONLY
    }

    assert wanted | {f"python{PROJECT['requires-python']}"} == set(by_conda)
    assert {f"{name}{required('test')[name]}" for name in PIP_ONLY} | {"-e ."} == set(by_pip)


def test_every_package_asked_for_is_pinned():
    """Nothing that make learn or make test installs floats."""
    names = {split(line.split("==")[0])[0] for line in pinned()}

    assert set() == set(required("trainer", "test")) - names


def test_pins_are_exact_and_name_no_address():
    """A pin is a name, a version and at most a marker: no hashes, no index, no links."""
    for line in pinned():
        assert re.fullmatch(r"[a-z0-9._-]+==[^\s;]+( ; .+)?", line), line
    assert not re.search(r"https?:|--|file:", "\n".join(pinned()))


def test_what_security_advisories_ask_for_is_the_lowest_allowed():
    """Releases with known holes can't be installed beside the course."""
    asked = required("trainer", "test")

    assert asked["jupyterlab"] == ">=4.6,<4.7"
    assert asked["jupyter-server"].startswith(">=2.20")
    assert asked["notebook"].startswith(">=7.5.6")


def test_a_learner_does_not_wait_for_what_a_trainer_needs():
    """The base holds neither nbgrader nor pandas nor any test tool."""
    assert set() == set(required()) & {
        "nbgrader",
        "pandas",
        "scipy",
        "psycopg",
        "pytest",
        "nbval",
        "playwright",
        "hypothesis",
    }


@pytest.mark.parametrize("name", ["learn", "test"])
def test_the_makefile_has_the_two_commands(name):
    """Make learn and make test are there, and make learn installs the base only."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(rf"^{name}: \.venv/", makefile, re.MULTILINE)
    assert re.search(r"^\.venv/base:.*\n(?:\t.*\n)*\t@\$\(INSTALL\) --editable \.\n", makefile, re.MULTILINE)


def test_continuous_integration_calls_the_one_command():
    """CI runs what anyone runs."""
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert "CI=true make test" == steps[-1]


def test_the_tests_install_what_the_postgresql_extra_asks_for():
    """Whoever shares a gradebook gets the driver that was tried."""
    tried = required("test")

    assert {"psycopg", "psycopg-binary"} == {
        name for name, versions in map(split, PROJECT["optional-dependencies"]["postgresql"]) if tried[name] == versions
    }
