"""Where the templates of formgrader's and feedback's pages are: what ``nbgrader_config.py`` tells nbgrader.

Ours come first and take the place of nbgrader's of the same name, in the course folder whose configuration says so and
nowhere else. Must not import nbgrader: the configuration is also read where nobody waits for that.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

OURS = Path(__file__).parent / "templates"
_NBGRADERS = Path("server_extensions") / "formgrader" / "templates"


def template_folders() -> list[str]:
    """Return the folders in which to look for a template, in this order; nbgrader's only where it is installed."""
    found = find_spec("nbgrader")
    places = found.submodule_search_locations if found else []
    return [str(OURS), *(str(Path(place) / _NBGRADERS) for place in places or [])]
