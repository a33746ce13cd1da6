"""The test files of this folder share the small course of the exercises' tests."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "exercises"))
sys.path.insert(0, str(Path(__file__).parent.parent / "parcels"))


@pytest.fixture(scope="session")
def generated(tmp_path_factory):
    """The small course after ``nbgrader generate_assignment``; not to be written to."""
    import stock

    return stock.make(tmp_path_factory.mktemp("generated") / "course")


@pytest.fixture
def course(generated, tmp_path):
    """A copy of the small course, with its gradebook and no work handed in."""
    return shutil.copytree(generated, tmp_path / "course")
