"""Nothing that a key says reaches a learner before feedback is released; what would find it finds it where it is."""

import json
import shutil

import pytest
import what_keys_say
from what_keys_say import NAMES, OWN, found_in, sentences, text_of

from coprod_widgets import exercises
from coprod_widgets.desk import Desk
from coprod_widgets.desk.folders import home_of
from coprod_widgets.notebook import Exercise

KINDS = ["check", "hint", "reveal", "retry", "picture", "rules", "numbers", "lists", "file"]
"""What a page can ask of a question elsewhere in the course."""
NOT_WORDS = ("_esm", "_css")


def keyed(name):
    return exercises.load_key(exercises.load_assignment(OWN / "source" / name), OWN / "keys")


@pytest.mark.parametrize("name", NAMES)
def test_a_key_says_enough_to_be_found(name):
    """Feedback, mark schemes and reasons: many sentences of each key are its own."""
    assert len(sentences(name)) > 90


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("items.yaml", lambda text: text.replace(" ", "\n    ")),
        ("a.ipynb", lambda text: json.dumps({"cells": [{"source": [f"# \u2713 {text[:20]}", f"{text[20:]}\n"]}]})),
        ("a.html", lambda text: f"<p>{text.replace('’', '&rsquo;').replace(' ', ' <b></b>')}</p>"),
        ("a.js", lambda text: json.dumps(text)),
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_of_a_key_would_be_found_whatever_file_it_is_in(name, path, form):
    for text in list(sentences(name).values())[::15]:
        if text not in what_keys_say.REPEATED:
            assert text in found_in(text_of(path, form(text).encode()))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_released_but_its_notebook_holds_nothing_of_a_key(name):
    """The notebook of the trainer holds the mark scheme; nbgrader takes it out, and a test of marking looks there."""
    words = text_of("items.yaml", (OWN / "source" / name / "items.yaml").read_bytes())

    assert [] == found_in(words)
    assert ["items.yaml", f"{name}.ipynb"] == sorted(
        (path.name for path in (OWN / "source" / name).iterdir()), key=lambda one: one != "items.yaml"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_sent_nothing_of_a_key_before_and_after_answering(name, tmp_path, monkeypatch):
    """Every trait of every question and every message: before, with all right, with all wrong, whatever is asked."""
    tried = {}
    for item, example in exercises.examples(keyed(name)):
        if example.name in ("correct", "wrong"):
            tried.setdefault(item.id, []).append(example.response)
    monkeypatch.setattr(exercises, "load_key", None)
    monkeypatch.setattr(exercises.load, "load_key", None)
    folder = tmp_path / "exercises" / name
    shutil.copytree(OWN / "source" / name, folder, ignore=shutil.ignore_patterns("*.ipynb"))
    exercise = Exercise(name, Desk(folder, home_of(folder)))
    sent, answered = [], set()
    for question in exercises.load_assignment(folder).questions:
        for widget in exercise.question(question.id).children:
            widget.send = lambda *message, **_: sent.append(message)
            sent.append(state(widget))
            for response in tried.get(widget.shows.id, []) if hasattr(widget, "shows") else []:
                if widget.takes(response):
                    widget.value = response
                    answered.add(widget.shows.id)
                    sent.append(state(widget))
                for kind in KINDS:
                    widget._on_message(widget, {"kind": kind, "case": "x", "for": 1, "state": {}}, [])
            sent.append(state(widget))
    text = json.dumps(sent, default=str, ensure_ascii=False)

    assert set(tried) == answered
    assert [] == found_in("".join(what_keys_say.texts(json.loads(text))))
    assert [] == found_in((folder / "answers.jsonl").read_text("utf-8") if answered else "")


def state(widget):
    """Return every trait that a page is sent, but for the programs and styles."""
    return {name: value for name, value in widget.get_state().items() if name not in NOT_WORDS}


def test_programs_and_styles_of_the_widgets_say_nothing_of_a_key():
    """What every page is sent besides, whatever it shows."""
    folder = what_keys_say.CONTENT.parent / "widgets"
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".js", ".css")]

    assert len(files) > 20
    assert {} == {path: said for path in files if (said := found_in(path.read_text("utf-8")))}
