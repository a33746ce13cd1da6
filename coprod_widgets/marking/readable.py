"""What a person sees of a marked notebook, in formgrader and on the page of feedback: without what machines need.

It changes the page alone; the notebook in ``autograded`` stays as it is. Must not change a word of a learner's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from traitlets import Bool

from coprod_widgets import content, exercises
from coprod_widgets.content.words import Words
from coprod_widgets.exercises import sheet

from .about_work import about

_WORDS = (
    *("easy-read", "marks", "feedback-so-far", "feedback-not-marked", "feedback-waiting", "feedback-late"),
    *("feedback-for", "feedback-handed-in", "feedback-passing"),
    *("feedback-comment", "feedback-yours", "feedback-above", "feedback-scheme"),
)
_NOT_SHOWN = {"setup", "about", "without-extension"}
_LAST = {f"{sheet.HAND_IN}{one}" for one in ("", "-heading", "-heading-easy")}
"""The cells at which a learner handed in: by now that is done."""


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
                _once(nb.cells)
                resources["coprod"]["titles"] = [cell for cell in nb.cells if "title" in cell.metadata.get("tags", [])]
                nb.cells = [cell for cell in nb.cells if cell not in resources["coprod"]["titles"]]
            else:
                _without_code(nb.cells)
        return nb, resources

    def _shown(self, cell: Any) -> bool:
        tags = set(cell.metadata.get("tags", []))
        if tags & _NOT_SHOWN or cell.get("id") in _LAST or ("easy" in tags and not self.easy):
            return False
        if cell.cell_type == "markdown":  # a title, a heading, or what a person marks; the task itself is long known
            return cell.source.startswith("#")
        return True


def _named(cells: list[Any]) -> None:
    """Give the cells of each question its title, and take the lines at which nbgrader cuts out of the marked ones."""
    part, titles, named = Words(""), [], []
    for cell in cells:
        marked = cell.metadata.get("nbgrader", {})
        if marked.get("task"):
            lines = cell.source.split("\n")
            cell.source = "\n".join(one for one in lines if one not in (sheet.BEGIN_SCHEME, sheet.END_SCHEME))
        level, _, heading = cell.source.partition(" ")
        easy = "easy" in cell.metadata.get("tags", [])
        if cell.cell_type == "markdown" and level == "##":
            part = Words(part.text, heading) if easy else Words(heading)
        elif cell.cell_type == "markdown" and level == "###":
            if easy:
                titles[-1] = (part, Words(titles[-1][1].text, heading))
            else:
                titles.append((part, Words(heading)))
        elif titles:
            named.append((cell, len(titles) - 1))
    called = exercises.told_apart(titles)
    for cell, number in named:
        cell.metadata["title"] = {"text": called[number].text, "easy": called[number].easy or called[number].text}


def _once(cells: list[Any]) -> None:
    """Leave each answer of a learner's where it stands first; at other questions about it is where that is."""
    first: dict[str, Any] = {}
    for cell in cells:
        above, outputs = [], []
        for output in cell.get("outputs", []):
            item = output.get("metadata", {}).get("coprod", {}).get("item")
            if item in first:
                above.append({"item": item, "title": first[item]})
                continue
            if item is not None:
                first[item] = cell.metadata.get("title")
            outputs.append(output)
        if above:
            cell.metadata["above"] = above
            cell.outputs = outputs


def _without_code(cells: list[Any]) -> None:
    """Leave of a code cell what it is, which its first line says, or nothing where it only shows a question."""
    for cell in cells:
        if cell.cell_type == "code":
            cell.source = cell.source.split("\n")[0]
            if not cell.metadata.get("nbgrader", {}).get("grade"):
                cell.metadata["transient"] = {"remove_source": True}
