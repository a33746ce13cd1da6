"""What the pages of a learner's own JupyterLab are told: which extensions to leave out, and what the words mean.

It is one file in the server's own configuration folder, so no other JupyterLab hears of it.
"""

import json
from pathlib import Path

from coprod_widgets.lab.workspace import extension_dir, write_file

# The only extensions of JupyterLab that the course needs. Others may want a server part that is not loaded here.
_EXTENSIONS = ("coprod-lab", "anywidget", "@jupyter-widgets/jupyterlab-manager", "jupyterlab_pygments")


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
    write_file(folder / "page_config.json", json.dumps(page, indent=1).encode("utf-8"))
