"""Makes an assignment's notebook: what a learner reads and answers, and the cells that nbgrader marks.

The notebook holds no answer and no feedback. It does hold the mark schemes of the questions that a person marks and the
call that marks the others, each between the marks at which nbgrader cuts them out before learners get the notebook.
Must not read or write files: ``writing`` does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from coprod_widgets import content
from coprod_widgets.content.reader import ContentError
from coprod_widgets.content.words import Words, joined

from .assignment import Assignment, Part, Question
from .key import Rubric

# nbformat takes up to three seconds to import, and learners and markers, who make no notebook, do not wait for it.
if TYPE_CHECKING:
    from nbformat import NotebookNode

SHOWN = "-shown"
"""What follows a question's id in the id of the cell that shows it."""

HAND_IN = "hand-in"
"""The id of the last cell, where the learner hands in."""

BEGIN_HIDDEN, END_HIDDEN = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
BEGIN_SCHEME, END_SCHEME = "=== BEGIN MARK SCHEME ===", "=== END MARK SCHEME ==="
"""The lines at which nbgrader cuts what learners must not get out of the cells that it releases."""

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LONGEST_ID = 64
"""Most characters in the id of a cell, as nbformat allows."""

_SIGNS = re.compile(r"([\\`*_\[\]<>$~|])")
_FIRST_SIGN = re.compile(r"^(\d*)([#+.)=-])", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def sheet(assignment: Assignment, rubrics: Mapping[str, Rubric]) -> NotebookNode:
    """Return the notebook of an assignment, as ``source/NAME/NAME.ipynb`` holds it.

    Parameters
    ----------
    assignment
        What is asked.
    rubrics
        The mark scheme of each question that a person marks, by the question's id.

    Raises
    ------
    ContentError
        When a question has no mark scheme, or an id that a cell of the notebook already has.
    """
    import nbformat

    questions = [one for one in assignment.questions if one.by == "person"]
    problems = [
        f"{assignment.assignment}: no mark scheme for the question '{one.id}'; write it in the key, under rubrics"
        for one in questions
        if one.id not in rubrics
    ]
    if problems:
        raise ContentError(problems)
    cells = [*_head(assignment)]
    for part in assignment.parts:
        cells += _part(part)
        for question in part.questions:
            cells += _question(assignment.assignment, question, rubrics)
    cells += _hand_in(assignment.assignment)
    _check_ids([cell.id for cell in cells], assignment.assignment)
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=KERNEL | {"coprod": {"exercise": assignment.assignment}})
    nbformat.validate(notebook)
    return notebook


def as_text(notebook: NotebookNode) -> str:
    """Return a notebook as its file holds it: the same text for the same notebook, whenever it is made."""
    import nbformat

    return nbformat.writes(notebook, version=nbformat.NO_CONVERT).rstrip("\n") + "\n"


def marks(points: float) -> Words:
    """Return how many marks a question has, in words."""
    return content.said("sheet-marks-one") if points == 1 else content.said("sheet-marks", n=f"{points:g}")


def _head(assignment: Assignment) -> Iterator[NotebookNode]:
    yield from _twins("title", ["title"], assignment.title, "# ")
    yield _text("without-extension", ["without-extension"], content.load_interface()["sheet-run"].text)
    yield from _twins("intro", ["about"], assignment.intro)
    about = content.said("sheet-about", minutes=assignment.minutes, marks=marks(assignment.points).text)
    kept = content.said("sheet-kept")
    yield from _twins("about", ["about"], joined([about, kept], "\n"))
    yield _code("setup", ["setup"], "sheet-setup", "from coprod_widgets import exercise", _fixed("setup"))


def _part(part: Part) -> Iterator[NotebookNode]:
    yield from _twins(f"part-{part.id}", ["exercise"], part.title, "## ")
    if part.text is not None:
        yield from _twins(f"part-{part.id}-text", ["exercise"], part.text)


def _question(name: str, question: Question, rubrics: Mapping[str, Rubric]) -> Iterator[NotebookNode]:
    worth = marks(question.points)
    heading = Words(*(f"{question.title.worded(easy)} ({worth.worded(easy)})" for easy in (False, True)))
    yield from _twins(f"question-{question.id}", ["exercise"], heading, "### ")
    shown = f'exercise("{name}").question("{question.id}")'
    yield _code(f"{question.id}{SHOWN}", ["exercise"], "sheet-shown", shown, _fixed(f"{question.id}{SHOWN}"))
    if question.by == "machine":
        called = (
            f"{BEGIN_HIDDEN}\nfrom coprod_widgets.marking.cell import mark_here\n\n"
            f'mark_here("{name}", "{question.id}")\n{END_HIDDEN}'
        )
        graded = _fixed(question.id) | {"grade": True, "points": question.points}
        yield _code(question.id, ["marking"], "sheet-machine", called, graded)
    else:
        scheme = _scheme(rubrics[question.id])
        person = content.said("sheet-person").text
        text = f"#### {person}\n\n{BEGIN_SCHEME}\n\n{scheme}\n\n{END_SCHEME}"
        task = _fixed(question.id) | {"task": True, "points": question.points}
        yield _text(question.id, ["marking"], text, task)


def _hand_in(name: str) -> Iterator[NotebookNode]:
    yield from _twins(f"{HAND_IN}-heading", ["exercise"], content.said("sheet-hand-in-heading"), "## ")
    yield from _twins(f"{HAND_IN}-about", ["exercise"], content.said("sheet-hand-in-about"))
    yield _code(HAND_IN, ["exercise"], "sheet-hand-in", f'exercise("{name}").hand_in()', _fixed(HAND_IN))


def _scheme(rubric: Rubric) -> str:
    """Return a mark scheme for whoever marks; the learner reads it, too, once feedback is released."""
    plain, easy = [], []
    for level in rubric.levels:
        worth = marks(level.points)
        example = _indented(content.said("sheet-example", text=level.example.text).text)
        plain.append(f"- **{worth.text}: {_marked(level.name.text)}.** {_marked(level.text)}\n\n{example}\n")
        named, told = (_marked(words.worded(easy=True)) for words in (level.name, level.words))
        easy.append(f"- **{worth.worded(easy=True)}: {named}.** {told}")
    if rubric.earns_nothing is not None:
        for said, text in ((plain, rubric.earns_nothing.text), (easy, rubric.earns_nothing.worded(easy=True))):
            said.append("- " + _marked(content.said("sheet-earns-nothing", text=text).text))
    return "\n".join([*plain, "", f"**{content.said('easy-read').text}**", "", *easy])


def _fixed(grade_id: str) -> dict[str, object]:
    """Return nbgrader's words for a cell that is the trainer's and not a learner's to change."""
    return {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": False,
        "solution": False,
        "locked": True,
        "task": False,
    }


def _twins(cell_id: str, tags: list[str], words: Words, mark: str = "") -> Iterator[NotebookNode]:
    """Yield a text in plain words and in Easy Read, each in a cell of its own, or in one where both are the same."""
    plain, easy = _paragraphs(words.text), _paragraphs(words.worded(easy=True), "  \n")
    if mark or words.text == words.worded(easy=True):
        plain, easy = mark + _paragraphs(words.text), mark + _paragraphs(words.worded(easy=True))
    if plain == easy:
        yield _text(cell_id, tags, plain)
    else:
        yield _text(cell_id, [*tags, "plain"], plain)
        yield _text(f"{cell_id}-easy", [*tags, "easy"], easy)


def _paragraphs(text: str, between: str = " ") -> str:
    """Return plain text as Markdown that says the same; ``between`` stands between two sentences."""
    paragraphs = [between.join(_SENTENCE_END.split(line.strip())) for line in text.split("\n") if line.strip()]
    return "\n\n".join(_marked(one) for one in paragraphs)


def _indented(text: str) -> str:
    """Return plain text as the further paragraphs of an entry of a list."""
    return "\n\n".join(f"  {one}" for one in _paragraphs(text).split("\n\n"))


def _marked(text: str) -> str:
    """Return plain text with the signs that Markdown would take for its own marked as plain."""
    return _FIRST_SIGN.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", _ENTITY.sub("&amp;", text)))


def _text(cell_id: str, tags: list[str], source: str, nbgrader: dict[str, object] | None = None) -> NotebookNode:
    from nbformat import v4

    metadata = {"tags": tags} | ({"nbgrader": nbgrader} if nbgrader else {})
    return v4.new_markdown_cell(source, id=cell_id, metadata=metadata)


def _code(cell_id: str, tags: list[str], comment: str, code: str, nbgrader: dict[str, object]) -> NotebookNode:
    from nbformat import v4

    metadata = {"jupyter": {"source_hidden": True}, "tags": [*tags, "hide-input"], "nbgrader": nbgrader}
    return v4.new_code_cell(f"# {content.said(comment).text}\n{code}", id=cell_id, metadata=metadata)


def _check_ids(ids: list[str], name: str) -> None:
    problems = [f"{name}: two cells would be called '{one}'" for one, number in Counter(ids).items() if number > 1]
    problems += [
        f"{name}: a cell would be called '{one}'; allowed: at most {LONGEST_ID} characters"
        for one in ids
        if len(one) > LONGEST_ID
    ]
    if problems:
        raise ContentError(problems)
