"""What a person sees of a marked notebook, in formgrader and on the page of feedback: without what machines need.

It changes the page alone; the notebook in ``autograded`` stays as it is. Must not change a word of a learner's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from traitlets import Bool

from coprod_widgets import content
from coprod_widgets.exercises import sheet

from .about_work import about

_WORDS = (
    *("easy-read", "marks", "feedback-so-far", "feedback-not-marked", "feedback-waiting", "feedback-late"),
    *("feedback-for", "feedback-handed-in", "feedback-passing"),
    *("feedback-comment", "feedback-yours", "feedback-scheme"),
)
_NOT_SHOWN = {"setup", "about", "without-extension"}


class ReadableSheet(Preprocessor):
    """Leaves out of an exercise's notebook what neither a trainer nor a learner wants to read again.

    Notebooks of other kinds stay as they are.
    """

    easy = Bool(True, help="Whether it is for a learner: with headings in Easy Read, the title above all.")

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Return the notebook as its page shows it; the page's own words go into the resources."""
        interface = content.load_interface()
        resources["coprod"] = {key: interface[key] for key in _WORDS}
        if self.easy:
            # nbgrader makes the pages from inside the course folder.
            resources["coprod"]["work"] = about(resources.get("nbgrader", {}), Path.cwd())
        if "exercise" in nb.metadata.get("coprod", {}):
            nb.cells = [cell for cell in nb.cells if self._shown(cell)]
            _named(nb.cells)
            if self.easy:
                resources["coprod"]["titles"] = [cell for cell in nb.cells if "title" in cell.metadata.get("tags", [])]
                nb.cells = [cell for cell in nb.cells if cell not in resources["coprod"]["titles"]]
            else:
                _without_code(nb.cells)
        return nb, resources

    def _shown(self, cell: Any) -> bool:
        tags = set(cell.metadata.get("tags", []))
        if tags & _NOT_SHOWN or ("easy" in tags and not self.easy):
            return False
        if cell.cell_type == "markdown":  # a title, a heading, or what a person marks; the task itself is long known
            return cell.source.startswith("#")
        return True


def _named(cells: list[Any]) -> None:
    """Give each marked cell the title of its question, and take the lines at which nbgrader cuts out of its text."""
    title = None
    for cell in cells:
        marked = cell.metadata.get("nbgrader", {})
        if marked.get("grade") or marked.get("task"):
            if title is not None:
                cell.metadata["title"] = title
            if marked.get("task"):
                lines = cell.source.split("\n")
                cell.source = "\n".join(one for one in lines if one not in (sheet.BEGIN_SCHEME, sheet.END_SCHEME))
        elif cell.cell_type == "markdown" and "easy" not in cell.metadata.get("tags", []):
            title = cell.source.lstrip("# ")


def _without_code(cells: list[Any]) -> None:
    """Leave of a code cell what it is, which its first line says, or nothing where it only shows a question."""
    for cell in cells:
        if cell.cell_type == "code":
            cell.source = cell.source.split("\n")[0]
            if not cell.metadata.get("nbgrader", {}).get("grade"):
                cell.metadata["transient"] = {"remove_source": True}
