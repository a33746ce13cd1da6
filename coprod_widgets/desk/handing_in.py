"""The last thing on an exercise's page: how far each question is, and handing in.

What is said of an answer and what is handed in are the same bytes of the answers file, read once. Must not mark.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec import UNSET

from coprod_widgets import exercises, records, scoring
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Item, Words
from coprod_widgets.desk import Desk, exchange
from coprod_widgets.desk.pages import in_words
from coprod_widgets.exercises import Assignment, Question
from coprod_widgets.parcels import handed_in
from coprod_widgets.records import Record, RecordError
from coprod_widgets.widgets.hand_in import HandIn
from coprod_widgets.widgets.saying import say
from coprod_widgets.widgets.standing import how_far

_SAID = {
    "whole": ("hand-in-whole", "receipt-whole"),
    "partly": ("hand-in-partly", "receipt-partly"),
    "partly-lines": ("hand-in-partly-lines", "receipt-partly-lines"),
    "not-yet": ("hand-in-not-yet", "receipt-not-yet"),
}
"""What is said of a question in each state: on the page, and in the receipt."""


def hand_in_page(desk: Desk, asked: Assignment) -> HandIn:
    """Return what is answered of an exercise and what is not, with the button that hands it in.

    Parameters
    ----------
    desk
        Whose answers.
    asked
        The exercise, as a learner holds it.
    """
    counter = _Counter(desk, asked)
    page = HandIn(counter.hand_in)
    desk.lay_page(asked.assignment, page, counter.paint)
    return page


class _Counter:
    """Where one learner hands one exercise in."""

    def __init__(self, desk: Desk, asked: Assignment) -> None:
        self._desk, self._asked = desk, asked
        self._name = asked.assignment
        self._course = exchange.course_of(self._name) if desk.keeps else None
        self._listed: list[tuple[str, int]] | None = None
        self._look()

    def _look(self) -> None:
        """Take in what lies there as handed in, if that has changed: another page may have handed in as well."""
        listed = handed_in.listing(self._desk.folder)
        if listed == self._listed:
            return
        self._listed = listed
        self._before = handed_in.kept(self._desk.folder, self._name)
        self._student = self._course.student if self._course else _known(self._desk, self._before)

    # --- what is shown -----------------------------------------------------------------------------

    def paint(self, page: HandIn) -> None:
        """Show what the answers file says now, and what was handed in."""
        self._look()
        questions = [
            {
                "id": question.id,
                "item": next(_shown_as(self._asked, one) for one in question.items),
                "title": words_view(self._asked.titles[question.id]),
                "state": state,
                "says": say(_said_of(self._asked, question, state)[0], n=done, all=parts),
            }
            for question, state, done, parts in _standings(self._asked, self._desk.reading().records)
        ]
        left, every = sum(one["state"] != "whole" for one in questions), len(questions)
        if all(one["state"] == "not-yet" for one in questions):
            key = "hand-in-none"
        else:
            key = "hand-in-all" if not left else "hand-in-left-one" if left == 1 else "hand-in-left"
        course = self._course
        page.tell(
            questions=questions,
            says=say(key, n=left, all=every),
            folder=str(self._desk.folder / handed_in.FOLDER),
            before=[_shown_before(one) for one in reversed(self._before)],
            since=self._since(),
            student=self._student,
            account=course and say("hand-in-as-account", course=course.name, student=course.student),
            closed=None if self._desk.keeps else say("hand-in-trainer"),
        )

    def _since(self) -> dict[str, Any] | None:
        if not self._before:
            return None
        try:
            now = self._desk.answers_path.stat().st_size
        except OSError:
            now = 0
        # Answers are only ever added to the file.
        return say("hand-in-unchanged" if now == self._before[-1].size else "hand-in-changed")

    # --- handing in --------------------------------------------------------------------------------

    def hand_in(self, student: str) -> dict[str, Any]:
        """Hand in what the answers file holds now; return what the page says of it, and what that is about."""
        if not self._desk.keeps:
            return say("hand-in-trainer") | {"about": "problem"}
        if self._course:
            student = self._course.student
        elif not student:
            return say("hand-in-id-missing") | {"about": "id"}
        elif not handed_in.is_id(student):
            return say("hand-in-id-bad", student=student, most=handed_in.MAX_ID) | {"about": "id"}
        if not self._desk.keep_now():
            return say("hand-in-not-kept") | {"about": "problem"}
        try:
            return self._handed_in(student)
        except RecordError as error:
            return {"text": str(error), "easy": None, "about": "problem"}
        except exchange.Refused as refused:
            return say("hand-in-refused", course=self._course.name, why=refused) | {"about": "problem"}

    def _handed_in(self, student: str) -> dict[str, Any]:
        answers = records.load(self._desk.answers_path)
        found = records.reading_of(answers).records if answers else []
        if not any(one.unit == self._name for one in found):
            return say("hand-in-nothing") | {"about": "problem"}
        self._look()
        course = self._course
        before = handed_in.same(self._before, student, answers, course.name if course else "")
        if before is None:
            now = datetime.now(UTC)
            if course:
                course.submit(self._name, self._desk.folder, answers)
            try:
                made = handed_in.hand_in(
                    self._desk.folder,
                    self._name,
                    self._asked.title,
                    student,
                    answers,
                    _lines(self._asked, found),
                    now,
                    course.name if course else "",
                )
            except RecordError:
                if not course:
                    raise
                # The course has it all the same: only the learner's own copy is missing.
                here = now.astimezone()
                day, time = in_words(here.date()), f"{here:%H:%M}"
                told = {"day": day, "time": time, "course": course.name, "folder": self._desk.folder}
                return say("hand-in-done-no-copy", **told) | {"about": "problem"}
            said = _said("hand-in-done-account" if course else "hand-in-done", made, course) | {"about": "done"}
        else:
            said = _said("hand-in-same", before) | {"about": "same"}
        self._desk.repaint(self._name)
        return said


def _standings(asked: Assignment, found: Sequence[Record]) -> list[tuple[Question, str, int, int]]:
    """Return each question with its state (whole, partly or not-yet), and how many of how many parts are answered."""
    newest = {one.item: one.response for one in found if one.unit == asked.assignment and one.asked_in is UNSET}
    rows = []
    for question in asked.questions:
        counts = [_how_far(item, newest.get(item.id)) for one in question.items for item in _items(asked, one)]
        done, parts = (sum(count) for count in zip(*counts, strict=True))
        rows.append((question, "whole" if done == parts else "partly" if done else "not-yet", done, parts))
    return rows


def _said_of(asked: Assignment, question: Question, state: str) -> tuple[str, str]:
    """Return the keys of what is said of a question: of lines, where it asks for some lines of an audit."""
    some_lines = all(isinstance(one := asked.item(name), AuditItem) and one.at_least for name in question.items)
    return _SAID["partly-lines" if state == "partly" and some_lines else state]


def _how_far(item: Item, response: Any) -> tuple[int, int]:
    # What does not fit the question any more is no answer to it, here as when it is shown.
    fits = response is not None and scoring.problem(item, response) is None
    return how_far(item, response if fits else None)


def _items(asked: Assignment, item_id: str) -> Sequence[Item]:
    sort_id = exercises.names_facts(item_id)
    return [asked.item(item_id)] if sort_id is None else exercises.fact_asks(asked.item(sort_id))


def _shown_as(asked: Assignment, item_id: str) -> str:
    """Return the id of the first widget on the page that shows an item."""
    return _items(asked, item_id)[0].id


def _lines(asked: Assignment, found: Sequence[Record]) -> list[handed_in.Line]:
    return [
        handed_in.Line(
            handed_in.Question(question.id, state == "whole"),
            asked.titles[question.id],
            Words(**say(_said_of(asked, question, state)[1], n=done, all=parts)),
        )
        for question, state, done, parts in _standings(asked, found)
    ]


def _known(desk: Desk, before: Sequence[handed_in.Kept]) -> str:
    """Return the name or number that was given last, in this exercise or in one beside it; "" where there is none."""
    if before:
        return before[-1].receipt.student
    try:
        beside = [handed_in.named(path.name) for path in desk.folder.parent.glob(f"*/{handed_in.FOLDER}/*.zip")]
    except OSError:
        return ""
    days = sorted((one.day, one.student) for one in beside if one)
    return days[-1][1] if days else ""


def _shown_before(one: handed_in.Kept) -> Mapping[str, Any]:
    day, time = _moment(one)
    return {
        "name": one.name,
        "file": f"{handed_in.FOLDER}/{one.name}",
        "when": say("hand-in-when", day=day, time=time),
        "receipt": words_view(one.words),
    }


def _said(key: str, one: handed_in.Kept, course: exchange.Course | None = None) -> dict[str, Any]:
    day, time = _moment(one)
    return say(key, day=day, time=time, name=one.name, course=course.name if course else "") | {"name": one.name}


def _moment(one: handed_in.Kept) -> tuple[str, str]:
    """Return the day and the time of handing in by the learner's clock; as it is written, where that is no time."""
    try:
        at = datetime.fromisoformat(one.receipt.handed_in).astimezone()
    except ValueError:
        return one.receipt.handed_in, ""
    return in_words(at.date()), f"{at:%H:%M}"
