"""What all widgets share: their traits, strict arguments, and errors that the learner can see.

Must not know any one interaction.
"""

import contextlib
import difflib
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

from coprod_widgets import content
from coprod_widgets.content.schema import Words
from coprod_widgets.scoring import Item, Score
from coprod_widgets.widgets import _esm

HERE = Path(__file__).parent
log = logging.getLogger(__name__)

Save = Callable[..., None]
"""Keeps an answer: ``save(item, response, checked=, score=, confidence=, via=, duration_s=)``."""


def page(stem: str) -> dict[str, str]:
    """Return the JavaScript and the style sheet of the widget whose files are called ``stem``."""
    return {
        "_esm": _esm.link(HERE / f"{stem}.js"),
        "_css": _esm.style(HERE / "_theme.css", HERE / f"{stem}.css"),
    }


class CourseWidget(anywidget.AnyWidget):
    """A widget with the course's words, whose errors reach the learner.

    Attributes
    ----------
    item
        What the page may show; never a key, never feedback not asked for.
    disabled
        Whether answering is switched off.
    easy
        Whether the words are in Easy Read.
    error
        A sentence for the learner about something that went wrong; empty when all is well.
    """

    item = t.Dict(help="what the page may show").tag(sync=True)
    disabled = t.Bool(False, help="whether answering is switched off").tag(sync=True)
    easy = t.Bool(False, help="whether the words are in Easy Read").tag(sync=True)
    error = t.Unicode("", help="a sentence about something that went wrong").tag(sync=True)
    _words = t.Dict(help="the interface's texts").tag(sync=True)

    def __init__(self, view: Mapping[str, Any], **traits: Any) -> None:
        self._check_names(traits)
        self._from_page = False
        words = {key: words_view(words) for key, words in content.load_interface().items()}
        super().__init__(item=dict(view), _words=words, **traits)
        self.on_msg(self._on_message)

    @classmethod
    def _check_names(cls, traits: Mapping[str, Any]) -> None:
        allowed = [name for name in cls.class_trait_names() if not name.startswith("_")]
        for name in traits:
            if name not in allowed:
                near = difflib.get_close_matches(name, allowed, 1)
                hint = f" Did you mean {near[0]!r}?" if near else ""
                raise TypeError(f"{cls.__name__} takes no argument {name!r}.{hint}")

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page sends; what goes wrong is shown on the page, never swallowed."""
        with self._on_page():
            super().set_state(sync_data)

    def _on_message(self, _widget: Any, message: Any, _buffers: Any) -> None:
        kind = message.get("kind") if isinstance(message, dict) else None
        handler = self._handlers().get(kind)
        with self._on_page():
            if handler is None:
                raise ValueError(f"{type(self).__name__} got a message that it does not know: {kind!r}")
            handler(message)

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """Return what to do for each kind of message from the page."""
        return {}

    @contextlib.contextmanager
    def _on_page(self) -> Iterator[None]:
        before, self._from_page = self._from_page, True
        try:
            yield
        except Exception as error:
            log.exception("in %r", self)
            self.error = str(error)
        finally:
            self._from_page = before


class ItemWidget(CourseWidget):
    """A widget that shows one item and takes the learner's response.

    Attributes
    ----------
    value
        The learner's response; empty at first.
    result
        Score and feedback, once the learner asks for them; ``{}`` until then.
    via
        The route of the page's last answer: drag, tap, keyboard or list.
    """

    result = t.Dict(help="score and feedback, once asked for").tag(sync=True)
    via = t.Unicode("tap", help="the route of the page's last answer").tag(sync=True)

    def __init__(self, item: Item, *, save: Save | None = None, **traits: Any) -> None:
        self._item = item
        self._save = save
        self._began = time.monotonic()
        with self.quiet():
            super().__init__(self._view(item), **traits)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._item.id!r}, value={self.value!r})"

    @property
    def of(self) -> Item:
        """The item that this widget shows, key and all; it never leaves Python."""
        return self._item

    def _view(self, item: Item) -> dict[str, Any]:
        """Return what the page may show; a widget adds to it what only it needs."""
        return content.page_view(item)

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {"check": lambda _message: self.check()}

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """Change traits without anything being kept: for answers that are kept already."""
        before, self._silent = getattr(self, "_silent", False), True
        try:
            yield
        finally:
            self._silent = before

    def _keep(self, item: Item, response: Any, *, checked: bool = False, score: Score | None = None) -> None:
        if self._silent or self._save is None:
            return
        self._save(
            item,
            response,
            checked=checked,
            score=score,
            confidence=getattr(self, "confidence", None) if item is self._item else None,
            via=self.via if self._from_page else "python",
            duration_s=round(time.monotonic() - self._began, 1),
        )
        self.error = ""

    def takes(self, response: Any) -> bool:
        """Tell whether ``response`` can be a value of this item: an older one may name what is gone."""
        raise NotImplementedError

    def check(self) -> Score | None:
        """Mark the response, show the result, keep it; return the score (None where nothing is marked)."""
        raise NotImplementedError

    def show_result(self) -> None:
        """Show what the response says, without keeping anything: for one that was checked before."""
        raise NotImplementedError


def words_view(words: Words | None) -> dict[str, str | None] | None:
    """Return a text as the page takes it: ``{"text": …, "easy": …}``; None for no text."""
    return None if words is None else {"text": words.text, "easy": words.easy}


def say(key: str, **values: Any) -> dict[str, str | None]:
    """Return a text of the interface's catalogue with its gaps filled, plain and Easy Read."""
    words = content.load_interface()[key]
    return {
        "text": words.text.format(**values),
        "easy": words.easy.format(**values) if words.easy else None,
    }


def half_marks(mark: float) -> str:
    """Return a mark in words: 6.5 is ``6½``; other fractions keep two decimals."""
    whole, part = divmod(mark, 1)
    signs = {0: "", 0.25: "¼", 0.5: "½", 0.75: "¾"}
    if part not in signs:
        return f"{mark:.2f}".rstrip("0")
    return f"{int(whole)}{signs[part]}" if whole or not part else signs[part]
