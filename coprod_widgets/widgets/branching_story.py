"""Living through a story: predict, choose, see what happened, what it moved and who paid for it; step back at any time.

Nothing is marked. What an option leads to, the decisions ahead and the endings leave Python only when they are reached.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any

import traitlets as t

from coprod_widgets import content, story
from coprod_widgets.content.page import page_view, words_view
from coprod_widgets.content.stories import Story, StoryItem, predictions
from coprod_widgets.widgets.asking import AskingWidget
from coprod_widgets.widgets.base import Keeper, page_code, page_style, say
from coprod_widgets.widgets.story_words import (
    choice_view,
    end_view,
    meters_view,
    needs_view,
    path_view,
    step_view,
    title_view,
    way_view,
)


class BranchingStory(AskingWidget):
    """Live through a story: at each decision predict, choose, and see what it moved. There is no score.

    Parameters
    ----------
    source
        A story item of the course; or a story of your own, as a mapping or as the path of a YAML file. Only a title
        and decisions are needed, each with a scene and two options or more.

    Attributes
    ----------
    value
        The path: ids of the options chosen, in order; ``()`` at first. Set it from Python, and the page follows.
    walk
        The path with everything that each step moved, as a `coprod_widgets.story.Walk`.
    finished
        The paths that were walked to their end, in order, as often as they were.
    chosen_before
        What was chosen last at a decision that the learner has stepped back from: an option's id, by decision.

    Raises
    ------
    TypeError
        If an argument is misspelt.
    ContentError
        If a story of your own can't be read; the message says where, what was wrong and what is allowed.

    Examples
    --------
    >>> mine = BranchingStory({"title": "Tea", "decisions": [{"scene": "It is four.", "options": [
    ...     {"choice": "Ask who wants tea", "moves": {"trust": 1}, "happened": "Two do.", "paid": "You, a walk."},
    ...     {"choice": "Make coffee", "happened": "It is drunk."}]}]})
    >>> mine.value = ["option-1-1"]
    >>> mine.walk.standing.trust
    5
    """

    _esm = page_code("branching_story")
    _css = page_style("branching_story")
    value = t.Tuple(help="ids of the options chosen, in order").tag(sync=True)
    finished = t.Tuple(help="the paths that were walked to their end")
    chosen_before = t.Dict(help="by decision, the option that was chosen before it was stepped back from")
    picture = t.Dict(help="the path as a picture, once asked for: its address and its words").tag(sync=True)
    _scene = t.Dict(help="what is on the page now").tag(sync=True)

    def __init__(
        self,
        source: StoryItem | Story | Mapping[str, Any] | str | Path,
        *,
        keeper: Keeper | None = None,
        **traits: Any,
    ) -> None:
        self._check_names(traits)
        item = source if isinstance(source, StoryItem) else content.story_item(source)
        super().__init__(item, predictions(item, content.load_interface()), keeper=keeper, **traits)

    def _ready(self) -> None:
        super()._ready()
        self._paint()

    @property
    def walk(self) -> story.Walk:
        """The path with everything that each step moved."""
        return story.walk(self.shows.story, list(self.value))

    def _handlers(self) -> dict[str, Any]:
        return super()._handlers() | {
            "go": self._go_on,
            "back": self._step_back,
            "ending": self._back_to_ending,
            "picture": lambda message: self.draw(dark=bool(message.get("dark")), compare=bool(message.get("compare"))),
        }

    # --- walking -----------------------------------------------------------------------------------

    @t.observe("value")
    def _walked(self, change: Any) -> None:
        self.result = {}
        self.recall([change["old"] or (), change["new"]])
        if not self._silent:
            self._forget(self.value)
        self._paint()
        self._keep(self.shows, list(self.value))

    @t.observe("answers", "result", "finished", "chosen_before")
    def _shown_anew(self, _change: Any) -> None:
        self._paint()

    def recall(self, paths: Iterable[Sequence[str]]) -> None:
        """Note what was chosen where one path after another was stepped back from; the story allows each."""
        at = {option.id: decision.id for decision in self.shows.story.decisions for option in decision.options}
        left = {at[one]: one for old, new in pairwise(paths) for one in old[_shared(old, new) :]}
        if left:
            self.chosen_before = self.chosen_before | left

    def _forget(self, path: Sequence[str]) -> None:
        """Ask again, before each decision after ``path``, what it will move: what was predicted went another way."""
        behind = {self._asked(step.decision.id) for step in story.walk(self.shows.story, list(path)).steps}
        for ask in self.asks:
            if ask.id not in behind and self.answers.get(ask.id):
                # An empty answer, so that it does not come back when the page is opened again.
                self._keep(ask, [])
        self.answers = {ask: said for ask, said in self.answers.items() if ask in behind}

    @property
    def open_question(self) -> str | None:
        """Id of what is asked before the open decision; None at the end."""
        decision = self.walk.decision
        return decision and self._asked(decision.id)

    def stay(self) -> None:
        """Stay at what came of the last choice: that the open decision was reached on another way does not count."""
        self.answers = {ask: said for ask, said in self.answers.items() if ask != self.open_question}

    def _asked(self, decision: str) -> str:
        return f"{self.shows.id}.predict.{decision}"

    def _go_on(self, message: dict[str, Any]) -> None:
        """Turn to the next decision: that it was reached is kept as a prediction that is not made yet."""
        if self._take_in(message):
            self._turn_to_decision()

    def _turn_to_decision(self) -> None:
        decision = self.walk.decision
        if decision is not None:
            self.answers = {self._asked(decision.id): [], **self.answers}

    def _step_back(self, message: dict[str, Any]) -> None:
        """Go back to a decision, by how many choices come before it."""
        if not self._take_in(message):
            return
        before = int(message.get("to", len(self.value) - 1))
        self.value = self.value[: max(0, before)]
        self._turn_to_decision()

    # --- the end -----------------------------------------------------------------------------------

    def _back_to_ending(self, message: dict[str, Any]) -> None:
        """Show the last ending again that was reached; the way that is left for it is not forgotten."""
        if not self._take_in(message) or not self.finished:
            return
        left, path = self.value, self.finished[-1]
        self._forget(path[: _shared(left, path)])
        with self.quiet():
            self.value = path
        self.show_result()
        self._keep(self.shows, list(path))

    @property
    def came_back(self) -> bool:
        """Whether the learner came back to an ending, and did not walk there again: then each choice is predicted."""
        if not self.walk.ended or tuple(self.value) not in self.finished:
            return False
        return not self.answers.get(self._asked(self.walk.steps[-1].decision.id))

    def check(self) -> None:
        """Show how the story ended, and keep that it did.

        Raises
        ------
        ValueError
            If there is more to decide.
        """
        if not self.walk.ended:
            raise ValueError(content.load_interface()["story-not-ended"].text)
        self.show_result()
        self.finished = (*self.finished, tuple(self.value))
        self._keep(self.shows, list(self.value), checked=True)

    def show_result(self) -> None:
        """Show how the story ended, without keeping anything: for a path that was walked before."""
        end = self.walk.end()
        if end is not None:
            self.result = {"done": True, "end": end_view(self.shows.story, end)}

    # --- the picture -------------------------------------------------------------------------------

    def draw(self, *, dark: bool = False, compare: bool = False) -> None:
        """Show the path as a picture, with its words.

        Parameters
        ----------
        dark
            Colours for a dark page.
        compare
            Beside the last other path that was walked to its end.
        """
        from coprod_widgets import figures  # a learner who does not ask does not wait for it

        if not self.value:
            return
        words = content.load_interface()
        both = [words[key] for key in ("figure-path-this", "figure-path-earlier")]
        names = [one.worded(self.easy) for one in both]
        other = self._other()
        paths = {names[0]: list(self.value), names[1]: other} if compare and other else list(self.value)
        figure = figures.story_path(self.shows.story, paths, easy=self.easy, dark=dark)
        self.picture = {"address": figures.address(figure), "words": figures.describe(figure)}

    @t.observe("value", "easy")
    def _picture_is_another(self, _change: Any) -> None:
        self.picture = {}

    def _other(self) -> list[str]:
        """Return the last finished path that is not this one; ``[]`` without one."""
        others = [path for path in self.finished if list(path) != list(self.value)]
        return list(others[-1]) if others else []

    # --- words for the page ------------------------------------------------------------------------

    def _paint(self) -> None:
        """Work out what is on the page now."""
        walk = self.walk
        phase = self._phase(walk)
        scene = {
            "phase": phase,
            "meters": meters_view(self.shows.story, walk.standing),
            "path": path_view(walk),
            "told": step_view(walk, self._predicted(walk)) if walk.steps else None,
            "decision": self._decision(walk) if phase == "deciding" else None,
            "ends": walk.ended,
            "before": self._before() if self.result else [],
            # Nothing of a new end is passed by: where one is near, it is seen first.
            "ending": title_view(self.shows.story, self.finished[-1]) if self.finished and not walk.ended else None,
            "other": bool(self._other()),
        }
        if scene != self._scene:
            self._scene = scene

    def _phase(self, walk: story.Walk) -> str:
        if walk.ended:
            return "ended" if self.result else "told"
        if self._asked(walk.decision.id) in self.answers:
            return "deciding"
        return "told" if walk.steps else "begin"

    def _predicted(self, walk: story.Walk) -> str | None:
        said = self.answers.get(self._asked(walk.steps[-1].decision.id))
        return said[0] if said else None

    def _decision(self, walk: story.Walk) -> dict[str, Any]:
        decision, out = walk.decision, self.shows.story.out_of_weeks
        before = self.chosen_before.get(decision.id)
        [asked] = [ask for ask in self.asks if ask.id == self._asked(decision.id)]
        return {
            "id": decision.id,
            "number": walk.standing.at + 1,
            "title": words_view(decision.title),
            "scene": words_view(decision.scene),
            "ask": words_view(decision.ask) or say("story-ask"),
            "warning": words_view(out.warning) if out and walk.warned else None,
            "skipped": words_view(out.skipped) if walk.steps and walk.steps[-1].skipped else None,
            "predict": page_view(asked),
            "options": [
                {"id": offer.option.id} | choice_view(offer.option, before)
                for offer in walk.offers
                if not offer.missing
            ],
            "closed": [
                {"choice": choice_view(offer.option, before), "needs": needs_view(offer.missing, walk.standing)}
                for offer in walk.offers
                if offer.missing
            ],
        }

    def _before(self) -> list[dict[str, Any]]:
        """Return the other ways that were walked to their end: number, ending, and where each parts from this one."""
        ways = list(dict.fromkeys(tuple(path) for path in self.finished))
        return [
            way_view(self.walk, path, number, _shared(self.value, path))
            for number, path in enumerate(ways, start=1)
            if path != tuple(self.value)
        ]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many choices two paths share before they part."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
