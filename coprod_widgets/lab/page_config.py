"""What the pages of a learner's own JupyterLab are told: which extensions to leave out, and what the words mean.

It is said to this one server alone, so no other JupyterLab hears of it.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from coprod_widgets import filing
from coprod_widgets.lab.workspace import extension_dir

# The only extensions of JupyterLab that the course needs. Others may want a server part that is not loaded here.
_EXTENSIONS = ("coprod-lab", "anywidget", "@jupyter-widgets/jupyterlab-manager", "jupyterlab_pygments")


def extensions_url() -> str:
    """Return the address that extensions are served under: another one whenever ours has changed.

    JupyterLab has browsers keep an extension's files for a year, because it takes their names to say their versions.
    Ours keep their names, so without this a learner's browser would go on with the old ones after an update.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in extension_dir().rglob("*") if path.is_file()):
        digest.update(path.read_bytes())
    return f"/lab/extensions/{digest.hexdigest()[:16]}"


def needed_only(_handler: Any, page: dict[str, Any]) -> dict[str, Any]:
    """Leave the extensions that are switched off out of what a page is told: it would fetch and run them anyway."""
    page["federated_extensions"] = [one for one in page["federated_extensions"] if one["name"] in _EXTENSIONS]
    return page


def write_page_config(state: Path) -> None:
    """Write what this server's pages are told; where it is missing, a page does without.

    Parameters
    ----------
    state : Path
        The course's own folder in the learner's; its ``config`` is the server's configuration folder.

    Raises
    ------
    OSError
        When the file can't be written.
    """
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_federated_extensions

    # Imported here: a start that ends with a sentence about a folder need not wait for it.
    from coprod_widgets.content.glossary import glossary_view

    found = get_federated_extensions([str(extension_dir()), *jupyter_path("labextensions")])
    folder = state / "config" / "labconfig"
    folder.mkdir(exist_ok=True)
    page = {
        "coprodGlossary": [term for term in glossary_view() if term["forms"]],
        "disabledExtensions": {name: name not in _EXTENSIONS for name in {*found, *_EXTENSIONS}},
        "buildAvailable": False,
        "buildCheck": False,
    }
    filing.write(folder / "page_config.json", json.dumps(page, indent=1).encode("utf-8"))
