"""When a learner's own errors come back: after 1, 7 and 30 days, the surest errors first.

Computed from the records alone; the day is an argument. There is no model of memory in it: three intervals, and nothing
learned about the learner. Must not read files and must not know widgets.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from coprod_widgets import content, scoring
from coprod_widgets.content.again import again_id, asked_again, pair_id
from coprod_widgets.content.crosswalk import LinkItem
from coprod_widgets.content.linking import rating_of
from coprod_widgets.content.schema import SortItem
from coprod_widgets.learner import opening
from coprod_widgets.records import Record

DAYS = (1, 7, 30)
"""Days after which an error comes back: one more step each time that it is answered right."""

MOST = 8
"""How many questions one day brings back, at most; the others wait for the next day."""

HERE = "review"
"""What a record of an answer given on the review page says that it was asked in."""


@dataclass(frozen=True)
class Error:
    """An answer that was wrong, and is coming back.

    Attributes
    ----------
    due
        The first day on which it is asked again.
    stage
        How often it was right since, 0 to 2.
    confidence
        How sure the learner was of the wrong answer, 0 to 1; 0 where that was not said.
    place
        Where it stands in the order in which errors were made.
    """

    due: date
    stage: int
    confidence: float
    place: int


@dataclass(frozen=True)
class Review:
    """What a day brings back.

    Attributes
    ----------
    questions
        What is asked today, `MOST` at most; what was answered today on this page is among them.
    left
        How many of them are not answered yet today.
    waiting
        How many more are due.
    coming
        How many come back on each later day, by day in order, as far as can be said today.
    """

    questions: list[opening.Question]
    left: int
    waiting: int
    coming: dict[date, int]

    @property
    def due(self) -> int:
        """How many are still due today, those that wait for another day among them."""
        return self.left + self.waiting

    @property
    def next_day(self) -> date | None:
        """The next day after today that brings something back; None where nothing is on its way."""
        return next(iter(self.coming), None)


def review(found: Sequence[Record], today: str) -> Review:
    """Return what is asked again on a day, and what is on its way.

    Parameters
    ----------
    found
        The learner's records, in the order of their file.
    today
        The day, as ISO 8601 in UTC. What was answered today on the review page changes what is on its way, and not
        what is asked today, so that a page opened again asks the same.
    """
    day = date.fromisoformat(today)
    before = errors([record for record in found if not opening.is_of(record, HERE, today)])
    due = {key: error for key, error in before.items() if error.due <= day}
    order = sorted(due, key=lambda key: (-due[key].confidence, due[key].due, due[key].place))
    asked, waiting = order[:MOST], order[MOST:]
    coming = Counter()
    for key, error in errors(found).items():
        if key not in asked or error != before[key]:
            coming[max(error.due, day + timedelta(days=1))] += 1
    questions = [_questions(number)[question] for number, question in asked]
    done = {(one.unit, one.item) for one in found if one.checked and opening.is_of(one, HERE, today)}
    left = sum(key not in done for key in asked)
    return Review(questions, left, len(waiting), dict(sorted(coming.items())))


def errors(found: Sequence[Record]) -> dict[tuple[str, str], Error]:
    """Return the errors that are coming back, by unit and question, however far they have come.

    A wrong answer comes back the next day. Right when it is due: it comes back after the next of `DAYS`, and after the
    last it stays away. Right before it is due changes nothing; wrong at any time begins anew. Of the checks on one page
    on one day the first counts, as at the start of a unit.
    """
    coming: dict[tuple[str, str], Error] = {}
    seen: opening.Seen = {}
    for place, record in enumerate(found):
        if not record.checked or record.score is None:
            continue
        day = date.fromisoformat(record.at[:10])
        for question, right in _told(record):
            key = (record.unit, question)
            if not opening.is_first(seen, key, record) or question not in _questions(record.unit):
                continue
            error = coming.get(key)
            if not right:
                sure = record.confidence if record.confidence is not None else error.confidence if error else 0
                coming[key] = Error(day + timedelta(days=DAYS[0]), 0, sure, place)
            elif error and day >= error.due:
                coming.pop(key)
                if error.stage + 1 < len(DAYS):
                    later = day + timedelta(days=DAYS[error.stage + 1])
                    coming[key] = replace(error, due=later, stage=error.stage + 1)
    return coming


def _told(record: Record) -> Iterator[tuple[str, bool]]:
    """Yield each question that a check answers, and whether right: a sort answers one for every card that lies."""
    if record.interaction == "choice":
        yield record.item, record.score.scaled == 1
        return
    item = _item(record)
    if isinstance(item, SortItem):
        for part in scoring.score(item, record.response).parts:
            if part.chosen is not None:
                yield again_id(item, part.id), part.verdict == "right"
    elif isinstance(item, LinkItem) and not scoring.problem(item, record.response):
        drawn = [tuple(pair) for pair in record.response]
        for pair in item.strong:
            yield again_id(item, pair_id(*pair)), pair in drawn
        for pair in drawn:
            if rating_of(item, *pair) == "none":
                yield again_id(item, pair_id(*pair)), False


def _item(record: Record) -> content.Item | None:
    """Return the sort or the crosswalk that a record is of; None where the course does not have it, or not so."""
    if record.unit not in content.unit_numbers():
        return None
    items = {item.id: item for item in content.load_unit(record.unit).items}
    item = items.get(record.item)
    return item if item is not None and scoring.score(item, None) is not None else None


@cache
def _questions(number: str) -> dict[str, opening.Question]:
    """Return what can be asked again of a unit, by id; nothing of a unit that the course does not have."""
    if number not in content.unit_numbers():
        return {}
    found = asked_again(content.load_unit(number))
    return {one: opening.Question(number, *question) for one, question in found.items()}
