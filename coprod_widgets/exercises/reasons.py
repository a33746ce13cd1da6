"""Why a question earned what it did, part by part, in the words of the key: what a learner reads once it is released.

Every text comes in plain words and in Easy Read. It goes into the marked notebook, which stays with the trainer until
feedback is released, and onto the page of a trainer who tries the exercise out. Must not mark, and must not repeat what
a learner wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from coprod_widgets import content
from coprod_widgets.content.balance import BalanceItem
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.linking import link_of
from coprod_widgets.content.questions import ChoiceItem
from coprod_widgets.content.schema import Case, Item, SortItem
from coprod_widgets.content.words import Words, joined
from coprod_widgets.scoring import Part, Score

from .assignment import sorts
from .marks import Keyed, Marked


class Reasons:
    """Why the questions of one assignment earned what they did.

    Parameters
    ----------
    keyed
        The assignment with its key.
    """

    def __init__(self, keyed: Keyed) -> None:
        self._keyed = keyed
        self._titles = {case.id: case.title for item in sorts(keyed.assignment.items) for case in item.cases}
        # A thousand learners choose from the same few places: what is said of one is put together once.
        self._said: dict[tuple[Any, ...], list[Words]] = {}

    def of(self, marked: Marked, responses: Mapping[str, Any]) -> str:
        """Return why a question earned what it did as one text, in plain words, then in Easy Read; see `rows`."""
        whole = joined(self.rows(marked, responses), "\n\n")
        return f"{whole.text}\n\n{content.said('easy-read').text}\n\n{whole.easy}"

    def rows(self, marked: Marked, responses: Mapping[str, Any]) -> list[Words]:
        """Return why a question earned what it did, part by part.

        Parameters
        ----------
        marked
            What one of the questions earned; one that a machine marks.
        responses
            The learner's responses, by item id.
        """
        # A part is worth what the question's points give it, so that the parts add up to the mark above them.
        times = marked.question.points / sum(score.max for score in marked.scores.values())
        said = []
        for item in self._keyed.questions[marked.question.id]:
            said += self._item(item, marked.scores[item.id], responses.get(item.id), times)
        return said

    def _item(self, item: Item, score: Score, response: Any, times: float) -> list[Words]:
        """Return what there is to say about an item, row by row."""
        if score.invalid:
            return [_joined([item.prompt, content.said("why-unreadable")])]
        if isinstance(item, SortItem):
            return [
                self._once(
                    (item.id, times, case.id, part.chosen),
                    lambda case=case, part=part: [_placed(case, part, times)],
                )[0]
                for case, part in zip(item.cases, score.parts, strict=True)
            ]
        if isinstance(item, ChoiceItem):
            key = (item.id, times, *sorted(response or []))
            return self._once(key, lambda: _rows(item, score, response, self._titles, times))
        return [_joined(row) for row in _rows(item, score, response, self._titles, times)]

    def _once(self, key: tuple[Any, ...], make: Callable[[], Iterable[list[Words]]]) -> list[Words]:
        if key not in self._said:
            self._said[key] = [_joined(row) for row in make()]
        return self._said[key]


def _rows(item: Item, score: Score, response: Any, titles: Mapping[str, Words], times: float) -> Iterator[list[Words]]:
    """Yield what there is to say about an item that is not sorted; each a row of texts."""
    if isinstance(item, ChoiceItem):
        chosen = [choice for choice in item.choices if response and choice.id in response]
        asked = [titles[item.case]] if item.case in titles else []
        yield [*asked, item.prompt, _worth(score.parts[0], times)]
        for choice in chosen:
            yield [Words(f"• {choice.text}", f"• {choice.easy or choice.text}"), *_some(choice.feedback)]
    elif isinstance(item, BalanceItem):
        yield from _balance(item, score, times)
    elif isinstance(item, LinkItem):
        yield from _links(item, score, response or [], times)


def _placed(case: Case, part: Part, times: float) -> list[Words]:
    names = {one.id: one.name for one in content.load_approaches().categories}
    chosen = [content.said("not-placed")] if part.chosen is None else [names[part.chosen]]
    why = case.deciding if part.chosen is None else case.feedback.get(part.chosen)
    return [case.title, *chosen, _worth(part, times), *_some(why)]


def _balance(item: BalanceItem, score: Score, times: float) -> Iterator[list[Words]]:
    balance = content.load_balance()
    names = {one.id: one.name for one in balance.moments} | {
        one.id: Words(one.question.at(item.level).text, one.question.at(item.level).easy) for one in balance.parts
    }
    yield [item.title]
    for part in score.parts:
        left_out = [content.said("not-answered")] if part.chosen is None else []
        yield [names[part.id], *left_out, _worth(part, times), *_some(item.key.because.get(part.id))]


def _links(item: LinkItem, score: Score, response: list[list[str]], times: float) -> Iterator[list[Words]]:
    yield [item.prompt, _worth(score.parts[0], times)]
    drawn = [tuple(pair) for pair in response]
    missed = [tuple(pair) for pair in item.strong if tuple(pair) not in drawn]
    for pair in [*drawn, *missed]:
        link = link_of(item, *pair)
        codes = Words(f"• {pair[0]}-{pair[1]}", f"• {pair[0]}-{pair[1]}")
        left_out = [content.said("why-not-drawn")] if pair in missed else []
        yield [codes, *left_out, content.said(f"rating-{link.rating}"), *_some(link.reason), *_some(link.friend)]


def worth(raw: float, points: float) -> Words:
    """Return how many marks were earned of how many, in words."""
    return content.said("marks", raw=f"{round(raw, 4):g}", max=f"{round(points, 4):g}")


def _worth(part: Part, times: float) -> Words:
    return worth(part.mark * times, part.max * times)


def _some(words: Words | None) -> list[Words]:
    return [] if words is None else [words]


def _joined(row: list[Words]) -> Words:
    """Return a row of texts as one: each but the last ends like a sentence."""
    return Words(_row([one.text for one in row]), _row([one.worded(easy=True) for one in row]))


def _row(texts: list[str]) -> str:
    return " ".join(
        text if text.rstrip().endswith((".", "?", "!", ":", ")")) else f"{text.rstrip()}."
        for text in (text[:1].upper() + text[1:] for text in texts)
    )
