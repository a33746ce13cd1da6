"""Why a question earned what it did, part by part, in the words of the key: what a learner reads once it is released.

Every text comes in plain words and in Easy Read. It goes into the marked notebook, which stays with the trainer until
feedback is released, and onto the page of a trainer who tries the exercise out. What was chosen from a list is named in
the list's own words. Must not mark, and must not repeat what a learner wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from coprod_widgets import content, power
from coprod_widgets.content.balance import NOT_SAID, BalanceItem
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
        if isinstance(item, BalanceItem):
            return [_joined([item.title])] + [
                self._once(
                    (item.id, times, part.id, part.chosen),
                    lambda part=part: [_moment_or_part(item, part, response or {}, times)],
                )[0]
                for part in score.parts
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
    """Yield what there is to say about a choice or about links; each a row of texts."""
    if isinstance(item, ChoiceItem):
        yield from _choice(item, score.parts[0], response or [], titles, times)
    elif isinstance(item, LinkItem):
        yield from _links(item, score, response or [], times)


def _choice(
    item: ChoiceItem, part: Part, response: list[str], titles: Mapping[str, Words], times: float
) -> Iterator[list[Words]]:
    asked = [titles[item.case]] if item.case in titles else []
    left_out = [] if response else [content.said("why-not-answered")]
    yield [*asked, item.prompt, *left_out, _worth(part, times)]
    for choice in item.choices:
        if choice.id in response:
            yield [_dotted(_answer("why-chosen", choice.words)), *_some(choice.feedback)]
    right = [choice for choice in item.choices if choice.id in (item.key or ())]
    if not response:
        for choice in right:
            yield [_dotted(_answer("why-course", choice.words)), *_some(choice.feedback)]
    elif part.verdict != "right":
        yield [_dotted(_answer("why-course", *(choice.words for choice in right), between="; "))]


def _placed(case: Case, part: Part, times: float) -> list[Words]:
    names = {one.id: one.name for one in content.load_approaches().categories}
    chosen = content.said("not-placed") if part.chosen is None else _answer("why-chosen", names[part.chosen])
    right = [] if part.verdict == "right" else [_answer("why-course", names[case.answer])]
    why = case.deciding if part.chosen is None else case.feedback.get(part.chosen)
    return [case.title, chosen, *right, _worth(part, times), *_some(why)]


def _moment_or_part(item: BalanceItem, part: Part, response: Mapping[str, Any], times: float) -> list[Words]:
    balance = content.load_balance()
    [asked] = [one.question for one in (*balance.moments, *balance.parts) if one.id == part.id]
    if part.id in item.key.stages:
        given, right = _places(item, part.id, response.get("stages", {}).get(part.id))
        near = "why-next-to"
    else:
        given, right = _options(item, part.id, response.get(part.id))
        near = "why-one-off"
    said = content.said("why-not-answered") if part.chosen is None else _answer("why-said", given)
    course = [] if part.verdict == "right" else [_answer(near if part.verdict == "near" else "why-course", *right)]
    return [asked.at(item.level), said, *course, _worth(part, times), *_some(item.key.because.get(part.id))]


def _places(item: BalanceItem, moment: str, given: float | str | None) -> tuple[Words, list[Words]]:
    """Return where a learner puts a moment, and where the key does, in the words of the power balance."""
    balance = content.load_balance()
    words = {band.position: band.words.at(item.level) for band in balance.bands}
    words[NOT_SAID] = balance.not_said.at(item.level)
    place = NOT_SAID if given in (None, NOT_SAID) else power.position(given)
    return words[place], [words[one] for one in item.key.stages[moment]]


def _options(item: BalanceItem, name: str, given: Any) -> tuple[Words, list[Words]]:
    """Return what a learner, and what the key, answers to another part, in the words of the power balance."""
    [asked] = [one for one in content.load_balance().parts if one.id == name]
    told = []
    for answer in (given, getattr(item.key, name)):
        ids = answer if isinstance(answer, list) else [{True: "yes", False: "no"}.get(answer, answer)]
        # What people bring is called by its short name: several of the long ones in one sentence are hard to read.
        words = [one.name if name == "brings" else one.words.at(item.level) for one in asked.options if one.id in ids]
        texts = [one.text.rstrip(".") for one in words], [(one.easy or one.text).rstrip(".") for one in words]
        told.append(Words("; ".join(texts[0]), "; ".join(texts[1])) if words else content.said("why-nothing-chosen"))
    return told[0], [told[1]]


def _links(item: LinkItem, score: Score, response: list[list[str]], times: float) -> Iterator[list[Words]]:
    drawn = [tuple(pair) for pair in response]
    left_out = [] if drawn else [content.said("why-not-answered")]
    yield [item.prompt, *left_out, _worth(score.parts[0], times)]
    headings = {one.code: one.heading for side in (item.left, item.right) for one in side.principles}
    missed = [tuple(pair) for pair in item.strong if tuple(pair) not in drawn]
    for pair in [*drawn, *missed]:
        link = link_of(item, *pair)
        ends = [f"{code} {_quoted(headings[code].text)}" for code in pair]
        easy = [f"{code} {_quoted(headings[code].easy or headings[code].text)}" for code in pair]
        said = content.said("why-drawn" if pair in drawn else "why-not-drawn")
        yield [
            _dotted(Words(" – ".join(ends), " – ".join(easy))),
            *([said] if drawn else []),
            content.said(f"rating-{link.rating}"),
            *_some(link.reason),
            *_some(link.friend),
        ]


def _answer(key: str, *answers: Words, between: str | None = None) -> Words:
    """Return a sentence with answers from a list in it, each in quotation marks; by default any of them is right."""
    or_ = content.said("balance-or") if between is None else Words(between, between)
    quoted = [Words(_quoted(one.text), _quoted(one.worded(easy=True))) for one in answers]
    return content.said(key, answer=joined(quoted, or_.text, or_.worded(easy=True)))


def _quoted(text: str) -> str:
    """Return an answer in quotation marks, without its full stop; what it quotes itself has single ones."""
    return "“" + text.rstrip(".").replace("“", "‘").replace("”", "’") + "”"


def _dotted(words: Words) -> Words:
    return Words(f"• {words.text}", f"• {words.easy or words.text}")


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
        text if text.rstrip().endswith((".", "?", "!", ":", ")", "?”", "!”")) else f"{text.rstrip()}."
        for text in (text[:1].upper() + text[1:] for text in texts)
    )
