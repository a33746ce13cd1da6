"""What only the keys of the course's exercises say, and how to find it again in whatever reaches a learner.

Words are compared by their letters and figures alone, so that escaping, mark-up and line ends hide nothing.
"""

import html
import json
import re
from functools import cache
from pathlib import Path

from coprod_widgets import exercises
from coprod_widgets.content.reader import read_file

OWN = Path(__file__).resolve().parents[2] / "exercises"
NAMES = exercises.assignment_names(OWN)
CONTENT = Path(exercises.__file__).resolve().parents[1] / "content"
MARKS = ["MARK SCHEME", "HIDDEN TESTS", "mark_here", "agreed_by", "the course's writers only"]
"""Words that belong to a key or to marking, and to nothing that an exercise shows a learner."""

REPEATED = {
    "professionals, people using services, their families and their neighbours.",
    "used in work with both individuals and communities.",
    "“changing the balance of power from the professional towards the service user”.",
    "Kwame comes to every visit, keeps the tablet working and speaks to the shops.",
}
"""What keys repeat from what is asked: the words of definitions, and of a story."""

_SHORTEST = 40
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n")
_TAG = re.compile(r"<[^>]*>")
_NO_LETTER = re.compile(r"[\W_]+")


def letters(text):
    """Return a text's letters and figures, without anything between them."""
    return _NO_LETTER.sub("", html.unescape(text)).casefold()


def text_of(path, data):
    """Return the text of a file by its name: JSON and notebooks are read, of a page the tags are left out."""
    text = data.decode("utf-8", "replace")
    if path.endswith((".ipynb", ".json")):
        # A line of a notebook is a text of its own there; joined, a sentence over two lines is whole again.
        return "".join(texts(json.loads(text)))
    return _TAG.sub("", text) if path.endswith(".html") else text


def texts(tree):
    """Yield every text of a nested value, names included."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for name, value in tree.items():
            yield from texts(str(name))
            yield from texts(value)
    elif isinstance(tree, list | tuple | set):
        for value in tree:
            yield from texts(value)


@cache
def sentences(name):
    """Return what the key of an exercise says, sentence by sentence; only what is long enough to be its own."""
    tree, problems = read_file(OWN / "keys" / f"{name}.yaml", name)
    assert [] == problems
    said = {one for text in texts(tree) for one in _SENTENCE.split(text)}
    return {letters(one): one for one in sorted(said) if len(letters(one)) >= _SHORTEST}


@cache
def all_sentences():
    """Return what any of the keys says."""
    return {short: one for name in NAMES for short, one in sentences(name).items() if one not in REPEATED}


@cache
def in_the_course():
    """Return what keys have in common with the course's own words: its links are rated as learners were shown."""
    files = [*sorted(CONTENT.rglob("*.yaml")), *sorted((OWN.parent / "course").glob("*.ipynb"))]
    known = "".join(letters(text_of(path.name, path.read_bytes())) for path in files)
    return {short for short in all_sentences() if short in known}


def said_in(text):
    """Return the sentences of any key that stand in a text."""
    words = letters(text)
    return [one for short, one in all_sentences().items() if short in words]


def found_in(text):
    """Return what of any key, and of marking, stands in a text that a learner gets."""
    return [one for one in MARKS if one in text] + said_in(text)


def found_below(folder):
    """Return what of any key stands in the files below a folder, by their paths."""
    files = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    found = {str(path.relative_to(folder)): found_in(text_of(path.name, path.read_bytes())) for path in files}
    return {path: said for path, said in found.items() if said}
