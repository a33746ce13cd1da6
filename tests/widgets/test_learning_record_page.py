"""The record of learning on a page: made when asked for, with a name that is nowhere afterwards."""

import json

from coprod_widgets import records
from coprod_widgets.desk import Desk
from coprod_widgets.notebook import Unit
from coprod_widgets.widgets.learning_record import LearningRecord


def ask(page, **message):
    page._on_message(page, {"kind": "file", "for": "me", **message}, [])


def test_the_page_is_made_with_what_was_asked_for(monkeypatch):
    """The name, own words or not, and how the learner reads."""
    asked, sent = [], []
    monkeypatch.setattr(LearningRecord, "send", lambda _self, content, buffers=None: sent.append(content))
    page = LearningRecord(lambda **how: asked.append(how) or "<p>", easy=True)
    ask(page, form="page", name="Sam", own_words=True)

    assert [{"name": "Sam", "own_words": True, "easy": True}] == asked
    assert [("me", "page", "record-of-learning.html", "<p>")] == [
        (one["for"], one["form"], one["name"], one["text"]) for one in sent if one.get("kind") == "file"
    ]


def test_a_name_is_kept_nowhere(tmp_path):
    """Neither in what the page holds nor on disk."""
    page = Unit("00", Desk(tmp_path)).record()
    ask(page, form="look", name="Samira Okoro")

    assert "Okoro" not in json.dumps(page.get_state())
    assert [] == list(tmp_path.iterdir())


def test_what_was_answered_meanwhile_is_in_it(tmp_path, monkeypatch):
    """The answers file is read when the page is asked for."""
    sent = []
    monkeypatch.setattr(LearningRecord, "send", lambda _self, content, buffers=None: sent.append(content))
    desk = Desk(tmp_path)
    page = Unit("00", desk).record()
    Unit("01", desk).activity("own-work").value = "We meet on Fridays."
    ask(page, form="look", name="", own_words=True)

    assert 1 == len(records.read(tmp_path / "answers.jsonl").records)
    assert "We meet on Fridays." in sent[-1]["text"]


def test_a_form_that_is_not_known_is_said(tmp_path):
    """In the widget, in a sentence."""
    page = Unit("00", Desk(tmp_path)).record()
    ask(page, form="certificate")

    assert "'certificate'" in page.error
