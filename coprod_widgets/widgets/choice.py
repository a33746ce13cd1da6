"""A question with choices: one or many, with a key, without, or as a prediction of something told afterwards.

Must not mark: ``coprod_widgets.scoring`` does.
"""

from collections.abc import Sequence
from typing import Any

import traitlets as t

from coprod_widgets import content, scoring
from coprod_widgets.content import ContentError
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import ChoiceItem, Words
from coprod_widgets.scoring import Score
from coprod_widgets.widgets.base import ItemWidget, Keeper, page_code, page_style


class Choice(ItemWidget):
    """Choose one statement, or several, and ask what to make of it.

    Parameters
    ----------
    item
        A choice item from the course's content, or a question of your own:
        ``Choice(prompt="…", choices=["…", "…"], key=[0])``.
    prompt, choices, key
        For a question of your own: the question, two or more texts to choose from, and the positions
        (from 0) of the right ones. Without a key nothing is marked.

    Attributes
    ----------
    value
        Ids of the choices made, ``()`` at first. In a question of your own they are ``"choice-1"``, ….

    Raises
    ------
    TypeError
        If an argument is misspelt.
    ContentError
        If the question can't be made; the message says what was wrong and what is allowed.
    """

    _esm = page_code("choice")
    _css = page_style("choice")
    value = t.Tuple(help="ids of the choices made").tag(sync=True)

    def __init__(
        self,
        item: ChoiceItem | None = None,
        *,
        prompt: str | None = None,
        choices: Sequence[str] = (),
        key: Sequence[int] | None = None,
        keeper: Keeper | None = None,
        **traits: Any,
    ) -> None:
        super().__init__(item or own_choice(prompt, choices, key), keeper=keeper, **traits)

    @t.observe("value")
    def _changed(self, _change: Any) -> None:
        self.result = {}
        self._keep(self.shows, list(self.value))

    def check(self) -> Score | None:
        """Mark the response, show the feedback or what happened, keep it; return the score, None without a key."""
        self._catch_up()
        score = scoring.score(self.shows, list(self.value))
        if score is not None or (self.shows.reveal and self.value):
            self.show_result()
            self._keep(self.shows, list(self.value), checked=True, score=score)
        return score

    def show_result(self) -> None:
        """Show the feedback of what is chosen, or what came of what was predicted."""
        self.result = outcome(self.shows, list(self.value)) | {"reveal": words_view(self.shows.reveal)}


def outcome(item: ChoiceItem, response: Sequence[str]) -> dict[str, Any]:
    """Return what the page may say about a response: its score, and the feedback of what was chosen."""
    score = scoring.score(item, list(response))
    chosen = [choice for choice in item.choices if choice.id in response]
    return {
        "score": score.stored if score else None,
        "choices": {
            choice.id: {
                "verdict": "right" if choice.id in (item.key or ()) else "other",
                "feedback": words_view(choice.feedback),
            }
            for choice in chosen
            if item.key
        },
    }


def own_choice(prompt: str | None, choices: Sequence[str], key: Sequence[int] | None) -> ChoiceItem:
    """Return a choice item made from a question of one's own.

    Raises
    ------
    ContentError
        If there is no question, fewer than two choices, or a key that names no choice.
    """
    problems = []
    if not prompt:
        problems.append('Choice: there is no question; write it as prompt="…"')
    if isinstance(choices, str) or len(choices) < 2:
        problems.append(f"Choice: got the choices {choices!r}; allowed: a list of two texts or more")
    elif key is not None and not _is_key(key, len(choices)):
        problems.append(
            f"Choice: got the key {key!r}; allowed: a list of different positions from 0 to {len(choices) - 1}"
        )
    if problems:
        raise ContentError(problems)
    made = [content.questions.Choice(id=f"choice-{n}", text=text) for n, text in enumerate(choices, start=1)]
    return ChoiceItem(
        id="own-question",
        prompt=Words(prompt),
        choices=made,
        many=len(key or ()) > 1,
        key=[made[number].id for number in key] if key else None,
    )


def _is_key(key: Any, count: int) -> bool:
    if not isinstance(key, list | tuple):
        return False
    return len(set(key)) == len(key) and all(type(number) is int and 0 <= number < count for number in key)
