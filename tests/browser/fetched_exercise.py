"""The small exercise of the tests in the folder of a running course, as nbgrader would fetch it."""

import re

import nbformat
import small_exercise

from coprod_widgets import exercises
from coprod_widgets.exercises import sheet as sheets

PLACE = "exercises/small"
NOTEBOOK = f"{PLACE}/small.ipynb"


def released(notebook):
    """Return a notebook without what nbgrader cuts out of it before learners get it."""
    for cell in notebook.cells:
        for begin, end in (
            (sheets.BEGIN_HIDDEN, sheets.END_HIDDEN),
            (sheets.BEGIN_SCHEME, sheets.END_SCHEME),
        ):
            cell.source = re.sub(rf"{begin}\n.*?{end}", "", cell.source, flags=re.DOTALL).rstrip("\n")
    return notebook


def fetch(learn, tmp_path):
    """Put the small exercise into the course's folder of exercises, nothing of it answered or handed in."""
    course = small_exercise.write(tmp_path)
    small = exercises.load_assignment(course / "source" / "small")
    notebook = sheets.sheet(small, exercises.load_key(small, course / "keys").file.rubrics)
    folder = learn.workspace / PLACE
    folder.mkdir(parents=True, exist_ok=True)
    for left in [folder / "answers.jsonl", *folder.glob("handed-in/*")]:
        left.unlink(missing_ok=True)
    (folder / "items.yaml").write_text((course / "source" / "small" / "items.yaml").read_text("utf-8"), "utf-8")
    (folder / "small.ipynb").write_text(nbformat.writes(released(notebook)), "utf-8")
    return learn


def item(page, item_id):
    return page.locator(f'.coprod-widget[data-item="{item_id}"]')


def standing(page, item_id):
    return item(page, item_id).locator(".coprod-standing")
