"""What all widgets share: their traits, strict arguments, and errors that the learner can see.

Must not know any one interaction.
"""

import contextlib
import difflib
import inspect
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import anywidget
import traitlets as t

from coprod_widgets import content, scoring
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Item, Key
from coprod_widgets.scoring import Score
from coprod_widgets.widgets import _esm
from coprod_widgets.widgets.saying import say
from coprod_widgets.widgets.standing import is_handed_in, standing

HERE = Path(__file__).parent
log = logging.getLogger(__name__)

TURN = threading.RLock()
"""Whose turn it is. The first messages of a page reach the main thread; once there is a thread for widgets, the
others reach that one. Without turns an answer could be kept after its own check, and twice."""


class Keeper(Protocol):
    """Where a widget's answers go."""

    def save(self, widget: "ItemWidget", item: Item, response: Any, **how: Any) -> None:
        """Keep one answer; an exception's text is what the learner reads when it can't be kept."""

    def catch_up(self, widget: "ItemWidget") -> None:
        """Take in what another page has answered meanwhile, before something is marked."""


def page_code(stem: str) -> str:
    """Return the JavaScript of the widget whose files are called ``stem``."""
    return _esm.link(HERE / f"{stem}.js")


def page_style(stem: str) -> str:
    """Return the style sheet of the widget whose files are called ``stem``."""
    return _esm.style(HERE / "parts" / "theme.css", HERE / f"{stem}.css")


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
    _place = t.Unicode("", help="the learner's folder and the unit").tag(sync=True)

    def __init__(self, view: Mapping[str, Any], **traits: Any) -> None:
        self._check_names(traits)
        self._from_page = False
        super().__init__(item=dict(view), _words=page_words(type(self)), **traits)
        self.on_msg(self._on_message)

    @classmethod
    def _check_names(cls, traits: Mapping[str, Any]) -> None:
        named = inspect.getfullargspec(cls.__init__)
        arguments = {*named.args[1:], *named.kwonlyargs, *cls.class_trait_names()}
        allowed = sorted(name for name in arguments if not name.startswith("_"))
        for name in traits:
            if name not in allowed:
                near = difflib.get_close_matches(name, allowed, 1)
                hint = f" Did you mean {near[0]!r}?" if near else ""
                raise TypeError(f"{cls.__name__} takes no argument {name!r}.{hint}")

    def open(self) -> None:
        """Tell the page that the widget is there: all that it shows first, since it may draw between two messages."""
        self._ready()
        super().open()

    def _ready(self) -> None:
        """Work out what the page shows first, before it hears of the widget; a widget adds what only it needs."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page sends, and answer in one message; what goes wrong is shown there, never swallowed."""
        with TURN, self.hold_sync(), self._on_page():
            super().set_state(sync_data)

    def _on_message(self, _widget: Any, message: Any, _buffers: Any) -> None:
        kind = message.get("kind") if isinstance(message, dict) else None
        handler = self._handler(kind)
        # One answer: what a page shows and how it stands never come apart.
        with TURN, self.hold_sync(), self._on_page():
            if handler is None:
                raise ValueError(f"{type(self).__name__} got a message that it does not know: {kind!r}")
            handler(message)

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """Return what to do for each kind of message from the page."""
        return {}

    def _handler(self, kind: Any) -> Callable[[dict[str, Any]], Any] | None:
        """Return what to do for a message from the page; None for one that is not known."""
        return self._handlers().get(kind)

    @contextlib.contextmanager
    def _on_page(self) -> Iterator[None]:
        before, self._from_page = self._from_page, True
        try:
            yield
        except Exception as error:
            log.exception("in %s %s", type(self).__name__, self.item.get("id"))  # not what was written there
            self.error = str(error)
        finally:
            self._from_page = before


class ItemWidget(CourseWidget):
    """A widget that shows one item and takes the learner's response.

    An answer that could not be kept waits, with the sentence about it in sight, and is kept before the next one.

    Attributes
    ----------
    value
        The learner's response; empty at first.
    result
        Score and feedback, once the learner asks for them; ``{}`` until then.
    via
        The route of the page's last answer: drag, tap, keyboard or list.
    saved
        How many times all answers had been kept: it grows when they are.
    checked
        Whether the learner has ever asked for the result, now or in an earlier sitting.

    A question of an exercise without its key is answered here and marked elsewhere: there is nothing to ask for.
    """

    result = t.Dict(help="score and feedback, once asked for").tag(sync=True)
    via = t.Unicode("tap", help="the route of the page's last answer").tag(sync=True)
    saved = t.Int(0, help="grows whenever all answers are kept").tag(sync=True)
    checked = t.Bool(False, help="whether the result was ever asked for").tag(sync=True)
    # What the page holds until it is kept (parts/holding.js): under which name; what was kept last, by question ("" is
    # the item itself); and words of another page that this one did not know when it handed over its own.
    _kept = t.Dict(help="the answers last kept").tag(sync=True)
    _elsewhere = t.Dict(help="texts of another page").tag(sync=True)
    _anew = t.Int(0, help="grows whenever the answers that were here are gone").tag(sync=True)
    _since = t.Int(0, help="the `_anew` that the page knew when it answered").tag(sync=True)
    _standing = t.Dict(help="in an exercise: what is answered, in words").tag(sync=True)

    def __init__(self, item: Item, *, keeper: Keeper | None = None, **traits: Any) -> None:
        self.shows = item
        self.keeper = keeper
        self._waiting: list[tuple[Item, Any, dict[str, Any]]] = []
        self._began = time.monotonic()
        view = self._view(item)
        if self.handed_in:
            view["exercise"] = True
        with self.quiet():
            super().__init__(view, **traits)

    def _ready(self) -> None:
        super()._ready()
        self.tell_standing()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.shows.id!r}, value={self.value!r})"

    @property
    def handed_in(self) -> bool:
        """Whether this is a question of an exercise without its key: answered here, marked elsewhere."""
        return is_handed_in(self.shows)

    def _view(self, item: Item) -> dict[str, Any]:
        """Return what the page may show; a widget adds to it what only it needs."""
        return content.page_view(item)

    def takes(self, response: Any) -> bool:
        """Tell whether ``response`` can be a value of this item: an older one may name what is gone."""
        return scoring.problem(self.shows, response) is None

    @t.validate("value")
    def _fits(self, proposal: Any) -> Any:
        if problem := scoring.problem(self.shows, proposal["value"]):
            raise t.TraitError(problem)
        return proposal["value"]

    @t.observe("result")
    def _was_checked(self, _change: Any) -> None:
        if self.result:
            self.checked = True

    # --- what comes from the page ------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        return {"check": self._check_from_page}

    def _handler(self, kind: Any) -> Callable[[dict[str, Any]], Any] | None:
        # In an exercise there is nothing to ask for but a copy of what the learner wrote.
        return super()._handler(kind) if kind == "file" or not self.handed_in else None

    def _check_from_page(self, message: dict[str, Any]) -> None:
        if self._take_in(message) and not self.result:
            self.check()

    def _take_in(self, message: dict[str, Any]) -> bool:
        """Take what the page shows: a message may overtake the answers that were sent before it.

        Tells whether the page may go on from there: not where it shows what is deleted.
        """
        state = message.get("state", {})
        names = ("via", "_since", "answers", "value", "confidence")
        self.set_state({name: state[name] for name in names if name in state})
        if self.behind:
            # Also where nothing of it was news: who asks hears why nothing comes.
            self._keep(self.shows, self.value)
        return not self.behind

    # --- keeping answers ---------------------------------------------------------------------------

    @t.observe("value")
    def tell_standing(self, _change: Any = None) -> None:
        """In an exercise, say what is answered; of what could not be kept the error speaks."""
        if self.handed_in:
            kept = self.keeper is not None and not self._waiting
            self._standing = standing(self.shows, self.value, kept=kept)

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """Change traits without anything being kept: for answers that are kept already."""
        before, self._silent = getattr(self, "_silent", False), True
        try:
            yield
        finally:
            self._silent = before

    def _keep(self, item: Item, response: Any, *, checked: bool = False, score: Score | None = None) -> None:
        if self._silent or self.keeper is None:
            return
        how = {
            "checked": checked,
            "score": score,
            "confidence": getattr(self, "confidence", None) if item is self.shows else None,
            "via": self.via if self._from_page else "python",
            "duration_s": round(time.monotonic() - self._began, 1),
        }
        if checked and item is self.shows:
            self._began = time.monotonic()
        self._waiting.append((item, response, how))
        self._keep_waiting()

    @property
    def behind(self) -> bool:
        """Whether the page answers what was there before `start_anew`, of which it had not heard yet."""
        return self._from_page and self._since < self._anew

    def start_anew(self) -> None:
        """Show the item as on the first day, and let the page know that what was there is gone."""
        with self.hold_sync():
            self._anew += 1
            self.empty()

    def empty(self) -> None:
        """Show nothing answered and nothing asked for; nothing waits to be kept."""
        answered = ("value", "answers", "confidence", "hints", "picture", "right_before", "result", "checked", "error")
        # What some show of other answers.
        answered += ("earlier", "due", "finished", "chosen_before", "_kept", "_elsewhere", "_to_do_first")
        with self.hold_sync(), self.quiet():
            self._waiting.clear()
            for name in answered:
                if self.has_trait(name):
                    setattr(self, name, self.trait_defaults(name))

    def _keep_waiting(self) -> None:
        while self._waiting:
            item, response, how = self._waiting[0]
            try:
                self.keeper.save(self, item, response, **how)
            except Exception as error:
                log.warning("%s could not be kept", item.id, exc_info=True)
                self.error = str(error)
                self.tell_standing()
                return
            del self._waiting[0]
            self._kept = self._kept | {"" if item is self.shows else item.id: response}
        self.error = ""
        self.saved += 1
        self.tell_standing()

    def keep_now(self) -> bool:
        """Try once more to keep what could not be kept; tell whether everything is."""
        if self._waiting:
            self._keep_waiting()
        return not self._waiting

    def _catch_up(self) -> None:
        if self.keeper is not None:
            self.keeper.catch_up(self)

    def check(self) -> Score | None:
        """Mark the response, show the result, keep it; return the score (None where nothing is marked)."""
        raise NotImplementedError

    def show_changed(self, checked: Any) -> None:
        """Show what stays in sight of the response last checked, now that it is another: nothing in most widgets."""

    def show_result(self) -> None:
        """Show what the response says, without keeping anything: for one that was checked before."""
        raise NotImplementedError


@cache
def page_words(widget: type[CourseWidget]) -> dict[str, dict[str, str | None]]:
    """Return the interface's texts that a widget's page uses: no hint leaves Python before it is asked for."""
    catalogue = content.load_interface()
    whole = set(re.findall(r'"([a-z0-9-]+)"', widget._esm))
    stems = tuple(re.findall(r"`([a-z0-9-]+-)\$\{", widget._esm))
    return {
        key: words_view(words) for key, words in catalogue.items() if key in whole or (stems and key.startswith(stems))
    }


def agreed(text: str, key: Key) -> dict[str, str | None]:
    """Return who agreed a key and on which day, in the words of the interface's text of that name."""
    day = date.fromisoformat(key.agreed_on)
    return say(text, by=key.agreed_by, on=f"{day.day} {day:%B %Y}", version=key.version)


def half_marks(mark: float) -> str:
    """Return a mark in words: 6.5 is ``6½``; other fractions keep two decimals."""
    whole, part = divmod(mark, 1)
    signs = {0: "", 0.25: "¼", 0.5: "½", 0.75: "¾"}
    if part not in signs:
        return f"{mark:.2f}".rstrip("0").rstrip(".")
    return f"{int(whole)}{signs[part]}" if whole or not part else signs[part]
