"""Small notebooks for the tests of the page: a widget that counts, and cells that say whether they were run."""

from typing import Any

TOOLS = "# Open the tools.\nfrom coprod_widgets import unit"
ACTIVITY = '# The activity.\nunit("04").activity("sort-clear")'

# A widget that shows which process answers, and that each click reaches it.
COUNTER = """# Make a widget.
import os
import anywidget, traitlets

class Counter(anywidget.AnyWidget):
    _esm = '''
    export default {
      render({ model, el }) {
        const button = document.createElement("button");
        const paint = () => {
          button.textContent = `Process ${model.get("process")} counted ${model.get("counted")}`;
        };
        el.classList.add("coprod-widget");
        button.addEventListener("click", () => {
          model.set("clicks", model.get("clicks") + 1);
          model.save_changes();
        });
        model.on("change:counted", paint);
        paint();
        const easy = document.createElement("button");
        easy.textContent = "Easy Read";
        easy.addEventListener("click", () => {
          el.dispatchEvent(new CustomEvent("coprod-easy", { bubbles: true, detail: { easy: true } }));
        });
        const link = document.createElement("a");
        link.href = "04-four-approaches.ipynb";
        link.dataset.coprodOpen = "04-four-approaches.ipynb";
        link.textContent = "Go on";
        el.append(button, easy, link);
      },
    };
    '''
    process = traitlets.Int().tag(sync=True)
    clicks = traitlets.Int().tag(sync=True)
    counted = traitlets.Int().tag(sync=True)

    @traitlets.default("process")
    def _process(self):
        return os.getpid()

    @traitlets.observe("clicks")
    def _count(self, change):
        self.counted = self.clicks
"""


def text(source: str, *tags: str) -> dict[str, Any]:
    """Make a cell of text."""
    return {"cell_type": "markdown", "id": f"t{abs(hash(source))}", "metadata": {"tags": list(tags)}, "source": source}


def code(source: str, *tags: str) -> dict[str, Any]:
    """Make a cell of code, without outputs."""
    return {
        "cell_type": "code",
        "id": f"c{abs(hash(source))}",
        "metadata": {"tags": list(tags), "jupyter": {"source_hidden": True}},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def notebook(*cells: dict[str, Any], course: bool = True) -> dict[str, Any]:
    """Make a notebook of these cells; one of the course's if `course`."""
    metadata: dict[str, Any] = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    if course:
        metadata["coprod"] = {"unit": "04"}
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def counting() -> dict[str, Any]:
    """Make a notebook with one widget that counts."""
    return notebook(
        text("# A page that counts"),
        text("Press Run.", "without-extension"),
        text("The plain words.", "plain"),
        text("The easy words.", "easy"),
        code(COUNTER),
        code("# Show it.\nCounter()"),
        text("Go to [the fourth unit](04-four-approaches.ipynb)."),
    )


def marking(name: str, *sources: str) -> dict[str, Any]:
    """Make a notebook whose first code cell writes a file, which shows that it was run."""
    return notebook(text("# A page"), code(f"open({name!r}, 'w').close()"), *map(code, sources))
