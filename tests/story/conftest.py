"""A small story with one of everything."""

from pathlib import Path

import pytest

from coprod_widgets.content import load_own_story


@pytest.fixture(scope="session")
def garden():
    """Give the small story."""
    return load_own_story(Path(__file__).parent / "garden.yaml")
