"""A course of two small notebooks, what a learner does with them, and how to look at their folder."""

import json
from datetime import date

import nbformat
from nbformat.sign import NotebookNotary

TODAY = date(2026, 11, 21)
FIRST, FOURTH = "00-start-here.ipynb", "04-four-approaches.ipynb"
COPY = "04-four-approaches (my copy 2026-11-21).ipynb"
SECOND_COPY = "04-four-approaches (my copy 2026-11-21, 2).ipynb"


def cell(kind, source):
    """Return a cell as the course delivers it."""
    made = {"cell_type": kind, "id": f"{kind}-{len(source)}", "metadata": {"tags": ["plain"]}, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(*words):
    """Return a notebook with one cell of text for each of the words, and two cells of code."""
    cells = [cell("markdown", word) for word in words]
    cells += [cell("code", "from coprod_widgets import unit"), cell("code", 'unit("04").activity("sort-clear")')]
    return {"cells": cells, "metadata": {"coprod": {"unit": "04"}}, "nbformat": 4, "nbformat_minor": 5}


def put(path, content):
    path.write_text(json.dumps(content, indent=1), "utf-8")


def tree(folder):
    """Return each path under a folder with its bytes, or None for a folder."""
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")}


def learner_s(folder):
    """Return what a learner sees in the folder: all but the course's own notes and the empty folder for exercises."""
    seen = {name: data for name, data in tree(folder).items() if not name.startswith(".coprod")}
    return {name: data for name, data in seen.items() if (name, data) != ("exercises", None)}


def is_signed(folder, name):
    """Say whether a JupyterLab on this folder trusts a notebook in it."""
    notary = NotebookNotary(data_dir=str(folder / ".coprod" / "data"))
    try:
        return notary.check_signature(nbformat.read(folder / name, as_version=4))
    finally:
        notary.store.close()


def sign(folder, name):
    """Sign a notebook, as JupyterLab does when the learner saves one that they have run."""
    notary = NotebookNotary(data_dir=str(folder / ".coprod" / "data"))
    notary.sign(nbformat.read(folder / name, as_version=4))
    notary.store.close()


def run_and_saved(content):
    """Return a notebook as JupyterLab saves it after a run: all but types, order and sources differ."""
    saved = json.loads(json.dumps(content))
    saved["metadata"]["language_info"] = {"name": "python", "version": "3.11.2"}
    for number, one in enumerate(saved["cells"]):
        one["id"] = f"new-{number}"
        one["metadata"] = {"trusted": True, "collapsed": False}
        one["source"] = one["source"].splitlines(keepends=True)
        if one["cell_type"] == "code":
            one |= {
                "execution_count": number,
                "outputs": [{"output_type": "stream", "name": "stdout", "text": "Answers"}],
            }
    return saved


def source_edited(content):
    content["cells"][0]["source"] += " and my own words"


def cell_added(content):
    content["cells"].append(cell("markdown", "My notes"))


def cell_deleted(content):
    del content["cells"][0]


def order_changed(content):
    content["cells"].reverse()


def type_changed(content):
    content["cells"][0] = cell("code", content["cells"][0]["source"])


CHANGES = [source_edited, cell_added, cell_deleted, order_changed, type_changed]
