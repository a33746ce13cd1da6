"""Sorting short cases into consultation, engagement, co-design, co-production or none of these.

Must not mark: ``coprod_widgets.scoring`` does. Keys, hints and feedback leave Python only when asked for.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import traitlets as t

from coprod_widgets import content, scoring
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Case, ChoiceItem, SortItem
from coprod_widgets.scoring import Part, Score
from coprod_widgets.widgets.asking import AskingWidget
from coprod_widgets.widgets.base import Keeper, agreed, half_marks, page_code, page_style, say
from coprod_widgets.widgets.choice import outcome
from coprod_widgets.widgets.standing import is_handed_in


class ScenarioSorter(AskingWidget):
    """Sort cases into approaches: drag, tap, keys or a plain list, all equal.

    Parameters
    ----------
    cases
        Your own cases, as a list of mappings or the path of a YAML file; or a sort item of the course. A case
        needs a ``story``; ``title``, ``answer`` (a category) and ``feedback`` (category → text) may be left out.
    categories
        Ids of the categories on offer; the four approaches and ``none`` if left out.

    Attributes
    ----------
    value
        Where each case was put: ``{case_id: category_id}``; cases not placed are absent. ``{}`` at first.
    answers
        Answers to the questions that belong to a case, by question id.
    confidence
        How sure the learner says they are, 0 to 1; None when not said. Never part of a mark.
    answering
        ``cards`` or ``list``.

    Raises
    ------
    TypeError
        If an argument is misspelt.
    ContentError
        If a case can't be read; the message says which, what was wrong and what is allowed.

    Examples
    --------
    >>> sorter = ScenarioSorter(cases=[{"story": "The plan is done. People are asked what they think of it."}])
    >>> sorter.value
    {}
    """

    _esm = page_code("scenario_sorter")
    _css = page_style("scenario_sorter")
    value = t.Dict(help="where each case was put").tag(sync=True)
    confidence = t.Float(None, allow_none=True, min=0, max=1, help="how sure, 0 to 1").tag(sync=True)
    answering = t.Enum(["cards", "list"], "cards", help="cards to move, or a plain list").tag(sync=True)
    hints = t.Dict(help="the hints asked for so far, by case").tag(sync=True)
    picture = t.Dict(help="the sorting as a picture, once asked for: its address and its words").tag(sync=True)
    right_before = t.Dict(help="cards that an earlier check found right").tag(sync=True)

    def __init__(
        self,
        cases: SortItem | Sequence[Mapping[str, Any]] | str | Path,
        *,
        categories: Sequence[str] | None = None,
        keeper: Keeper | None = None,
        **traits: Any,
    ) -> None:
        item = cases if isinstance(cases, SortItem) else content.sort_item(cases, categories)
        self._cases = {case.id: case for case in item.cases}
        # In an exercise what decided a case is a question of its own, with the story beside it.
        asks = [] if is_handed_in(item) else [*content.asks_of(item, content.load_approaches()), *item.then]
        super().__init__(item, asks, keeper=keeper, **traits)

    def _view(self, item: SortItem) -> dict[str, Any]:
        scheme = "scheme-pair" if item.near == 0 else "scheme"
        if not self.handed_in:
            return super()._view(item) | {"marks": None if item.argued else say(scheme)}
        marks = say("exercise-scheme-pair" if item.near == 0 else "exercise-scheme")
        without = {"asks": [], "then": [], "argued": False, "hints": False}
        return super()._view(item) | without | {"marks": marks}

    def _handlers(self) -> dict[str, Any]:
        return super()._handlers() | {
            "retry": lambda message: self._take_in(message) and self.retry(),
            "hint": lambda message: self.hint(message.get("case")),
            "reveal": lambda _message: self.reveal(),
            "picture": lambda message: self.draw(dark=bool(message.get("dark"))),
        }

    # --- answers -----------------------------------------------------------------------------------

    @t.observe("value")
    def _moved(self, _change: Any) -> None:
        if self.result:
            self.result = {}
        self._keep(self.shows, dict(self.value))

    @t.observe("confidence")
    def _said_how_sure(self, _change: Any) -> None:
        self._keep(self.shows, dict(self.value))

    # --- what the learner may ask for --------------------------------------------------------------

    def check(self) -> Score | None:
        """Mark the sorting, show what it says, keep it; return the score (None for contested cases).

        In an exercise nothing is shown.
        """
        if self.handed_in:
            return None
        self._catch_up()
        score = scoring.score(self.shows, self.value)
        self.show_result()
        self._keep(self.shows, dict(self.value), checked=True, score=score)
        for ask_id, ask in self._asks.items():
            if isinstance(ask, ChoiceItem) and ask.key and self.answers.get(ask_id):
                earned = scoring.score(ask, self.answers[ask_id])
                self._keep(ask, list(self.answers[ask_id]), checked=True, score=earned)
        return score

    def show_result(self) -> None:
        """Show what the sorting says, without keeping anything: for a sorting that was checked before."""
        score = scoring.score(self.shows, self.value)
        parts = {part.id: part for part in score.parts} if score else {}
        facts = self._fact_scores()
        self.result = {
            "done": True,
            "over": self._is_over(score, facts),
            "score": score.stored if score else None,
            "summary": self._summary(score, facts),
            "marks": self._marks(score, facts),
            "sure": self._sure(score),
            "agreed": self._agreed(),
            "cases": {case.id: self._case_result(case, parts.get(case.id)) for case in self.shows.cases},
            "asks": {
                ask.id: outcome(ask, self.answers.get(ask.id, []))
                for ask in self._asks.values()
                if isinstance(ask, ChoiceItem) and ask.key
            },
        }

    def retry(self) -> None:
        """Put what was not right back to place; after full marks, or with contested cases, begin anew."""
        if not self.result:
            return
        over = self.result["over"]
        again = {} if over else self.right()
        answers = {ask: response for ask, response in self.answers.items() if self._may_stay(ask, response, over)}
        dropped = self.answers.keys() - answers.keys()
        # One message for all of it: the page then knows which card is the next.
        with self.hold_sync(), self.quiet():
            self.value = dict(again)
            self.answers = answers
            self.right_before = dict(again)
            self.confidence = None
            self.result = {}
        self._keep(self.shows, dict(self.value))
        for ask in dropped:
            self._keep(self._asks[ask], [])

    @staticmethod
    def _is_over(score: Score | None, facts: list[Score]) -> bool:
        """Tell whether there is nothing left to try again: all right, or nothing that can be."""
        return score is None or all(one.scaled == 1 for one in (score, *facts))

    def _may_stay(self, ask_id: str, response: Any, over: bool) -> bool:
        """Tell whether an answer stays when the learner tries again: no fact that was not right; anew, none at all."""
        score = scoring.score(self._asks[ask_id], response)
        return score is None or (score.scaled == 1 and not over)

    def right(self) -> dict[str, str]:
        """Return the cards that lie where the course puts them."""
        score = scoring.score(self.shows, self.value)
        return {part.id: part.chosen for part in score.parts if part.verdict == "right"} if score else {}

    def hint(self, case_id: str) -> None:
        """Show one more hint for a case: what to ask, where to look, then the fact that decides."""
        if case_id not in self._cases:
            raise ValueError(f"there is no case {case_id!r}; allowed: {', '.join(self._cases)}")
        ladder = self._ladder(self._cases[case_id])
        shown = ladder[: len(self.hints.get(case_id, {}).get("shown", ())) + 1]
        self.hints = self.hints | {case_id: {"shown": shown, "more": len(shown) < len(ladder)}}

    def reveal(self) -> None:
        """Show how the course reads each card that was not placed so; only after a check."""
        if not self.result.get("score"):
            return
        self.result = self.result | {
            "reveal": {
                case.id: {
                    "category": case.answer,
                    "feedback": words_view(case.feedback.get(case.answer)),
                }
                for case in self.shows.cases
                if case.answer and self.value.get(case.id) != case.answer
            }
        }

    def draw(self, *, dark: bool = False) -> None:
        """Show the sorting as a picture, with its words; only once the course's own places have been shown.

        Parameters
        ----------
        dark
            Colours for a dark page.
        """
        from coprod_widgets import figures  # a learner who does not ask does not wait for it

        if self.shows_places():
            figure = figures.sorting_differences(self.shows, self.value, easy=self.easy, dark=dark)
            self.picture = {"address": figures.address(figure), "words": figures.describe(figure)}

    def shows_places(self) -> bool:
        """Tell whether the learner has seen where the course puts every card."""
        score = self.result.get("score")
        return bool(score) and (score["scaled"] == 1 or "reveal" in self.result)

    @t.observe("result", "easy")
    def _picture_is_another(self, _change: Any) -> None:
        self.picture = {}

    # --- words for the page ------------------------------------------------------------------------

    def _ladder(self, case: Case) -> list[dict[str, Any]]:
        first = "hint-questions" if len(self.shows.categories) > 2 else "hint-pair"
        return [say(first), *(words_view(words) for words in (case.look, case.deciding) if words)]

    def _case_result(self, case: Case, part: Part | None) -> dict[str, Any]:
        category = self.value.get(case.id)
        if part is None:
            return {
                "category": category,
                "verdict": "argued" if case.arguments else "own",
                "arguments": [
                    {"says": one.says, "bar": words_view(one.bar), "text": one.text, "easy": one.easy}
                    for one in case.arguments
                ],
                "settles": words_view(case.settles),
                "feedback": words_view(case.feedback.get(category)),
            }
        return {
            "category": category,
            "verdict": part.verdict,
            "mark": part.mark,
            "max": part.max,
            "feedback": words_view(case.feedback.get(category)),
            "kind": self._none_kind(case),
        }

    def _none_kind(self, case: Case) -> dict[str, Any] | None:
        """Return which kind of none the learner chose and which the course says; None where there is nothing to say.

        Not marked: it is said beside the marks, for a card that lies in none of these and belongs there.
        """
        asked = next((ask for ask in self.asks if ask.kind == "none-kind" and ask.case == case.id), None)
        chosen = self.answers.get(asked.id) if asked else None
        if not chosen or not case.none_kind or (case.answer, self.value.get(case.id)) != ("none", "none"):
            return None
        names = {kind.id: words_view(kind.name) for kind in content.load_approaches().none_kinds}
        return {"same": chosen[0] == case.none_kind, "chosen": names[chosen[0]], "course": names[case.none_kind]}

    def _fact_scores(self) -> list[Score]:
        keyed = [ask for ask in self._asks.values() if isinstance(ask, ChoiceItem) and ask.key]
        return [scoring.score(ask, list(self.answers.get(ask.id, []))) for ask in keyed]

    def _summary(self, score: Score | None, facts: list[Score]) -> dict[str, Any]:
        """Return what there is to see of the sorting: what is not done yet is still to do, and is not called a miss."""
        if score is None:
            return say("argued-summary") if any(case.arguments for case in self.shows.cases) else say("own-summary")
        cards = _counted(
            ("sort-summary-none", "sort-summary-some", "sort-summary"), [part.verdict for part in score.parts]
        )
        if not facts:
            return cards
        found = _counted(
            ("facts-summary-none", "facts-summary-some", "facts-summary"), [fact.parts[0].verdict for fact in facts]
        )
        return {kind: f"{cards[kind] or cards['text']} {found[kind] or found['text']}" for kind in ("text", "easy")}

    def _marks(self, score: Score | None, facts: list[Score]) -> dict[str, Any] | None:
        if score is None:
            return None
        raw, most = half_marks(score.raw), half_marks(score.max)
        if not facts:
            return say("marks", raw=raw, max=most)
        found = half_marks(sum(fact.raw for fact in facts))
        return say("marks-and-facts", raw=raw, max=most, facts=found, most=len(facts))

    def _sure(self, score: Score | None) -> dict[str, Any] | None:
        if score is None or self.confidence is None:
            return None
        return say(("sure-low", "sure-middle", "sure-high")[round(self.confidence * 2)])

    def _agreed(self) -> dict[str, Any] | None:
        keys = {case.key for case in self.shows.cases if case.key}
        if len(keys) != 1:
            return None
        return agreed("agreed-arguments" if self.shows.argued else "agreed", keys.pop())


def _counted(keys: tuple[str, str, str], verdicts: Sequence[str]) -> dict[str, Any]:
    """Say how many are as the course reads them, and how many are still to do.

    Parameters
    ----------
    keys
        The texts for none done yet, for some, and for all.
    verdicts
        One verdict for each card or fact.
    """
    done = [verdict for verdict in verdicts if verdict != "unplaced"]
    left = len(verdicts) - len(done)
    key = keys[0] if not done else keys[1] if left else keys[2]
    return say(key, right=done.count("right"), done=len(done), left=left, all=len(verdicts))
