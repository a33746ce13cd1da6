"""The pages about all of a learner's answers: where they are in the course, what comes back, and what is kept.

Each says what the records say now, and says it anew when they change. Must not mark and must not write files.
"""

from datetime import UTC, date, datetime
from typing import Any

from ipywidgets import VBox

from coprod_widgets import records
from coprod_widgets.content.page import words_view
from coprod_widgets.content.schema import Words
from coprod_widgets.desk import Desk, exercise_rows
from coprod_widgets.desk.asking_again import ask_again
from coprod_widgets.lab import workspace
from coprod_widgets.learner import keeping, progress, review
from coprod_widgets.paper.calendar_file import Day, calendar_file
from coprod_widgets.widgets.base import say
from coprod_widgets.widgets.my_answers import MyAnswers
from coprod_widgets.widgets.review_page import ReviewPage
from coprod_widgets.widgets.start_page import StartPage

REVIEW = "80-review.ipynb"
MY_ANSWERS = "93-my-answers.ipynb"

MOST_NAMES = 20
"""How many of the learner's own files are named on the page; an export takes them all."""


def start_page(desk: Desk, today: str | None = None) -> StartPage:
    """Return the list of units with where the learner is in each, and what there is to tell.

    Parameters
    ----------
    desk
        Whose answers.
    today
        The day, as ISO 8601 in UTC; None takes it from the clock.
    """
    page = StartPage()
    # Zips of exercises that lie in the folder are taken in when the page is opened, and not each time it is told anew.
    problems = [words_view(Words(text)) for text in exercise_rows.arrive(desk.folder)]
    desk.lay_page("start", page, lambda page: page.tell(**_places(desk, today or _today(), problems)))
    return page


def _places(desk: Desk, today: str, problems: list[dict[str, Any]]) -> dict[str, Any]:
    found = desk.reading().records
    rows = progress.unit_rows(found)
    for row in rows:
        row["left"] = row["minutes_left"] and say_time("minutes-left", row["minutes_left"])
    left = progress.minutes_left(rows)
    pages = [
        {"notebook": REVIEW, "title": say("review-row"), "says": _says_due(review.review(found, today))},
        {"notebook": MY_ANSWERS, "title": say("answers-row"), "says": say("answers-kept", n=len(found))},
    ]
    return {
        "units": rows,
        "next": progress.next_unit(rows),
        "left": say_time("all-left", left) if left else say("nothing-left"),
        "pages": pages,
        "exercises": exercise_rows.rows(desk.folder),
        "notices": notices(desk) + problems,
    }


def notices(desk: Desk) -> list[dict[str, Any]]:
    """Return what the learner should know first: pages that were renewed, and lines that can't be read."""
    told = [words_view(Words(text)) for text in workspace.notices(desk.folder)]
    aside = desk.reading().aside
    whole = [words_view(Words(one.reason)) for one in aside if one.line == 0]
    if whole:
        return [*told, *whole]
    if len(aside) == 1:
        told.append(say("answers-aside-one"))
    elif aside:
        told.append(say("answers-aside", n=len(aside)))
    return told


# --- what comes back -----------------------------------------------------------------------------------


def review_page(desk: Desk, today: str | None = None) -> VBox:
    """Return the learner's own errors that come back on a day, under what is due and when the next ones are.

    Parameters
    ----------
    desk
        Whose answers.
    today
        The day, as ISO 8601 in UTC; None takes it from the clock.
    """
    today = today or _today()
    head = ReviewPage()
    desk.lay_page("review", head, lambda head: head.tell(**_coming(desk, today)))
    asked = review.review(desk.reading().records, today).questions
    box = VBox([head, *(ask_again(desk, one, review.HERE, today) for one in asked)])
    box.add_class("coprod-opening")
    return box


def _coming(desk: Desk, today: str) -> dict[str, Any]:
    now = review.review(desk.reading().records, today)
    due = say("review-due-one" if now.left == 1 else "review-due", n=now.left)
    says = [due if now.left else _says_nothing(now, bool(now.questions))]
    if now.waiting:
        says.append(say("review-waiting", n=now.waiting))
    days = [
        {"on": in_words(day), "n": say("review-day-one" if n == 1 else "review-day", n=n)}
        for day, n in now.coming.items()
    ]
    return {"says": says, "days": days, "calendar": _calendar(now) if days else ""}


def _says_due(now: review.Review) -> dict[str, Any]:
    if now.due:
        return say("review-today-one" if now.due == 1 else "review-today", n=now.due)
    return say("review-next", day=in_words(now.next_day)) if now.next_day else say("review-none-yet")


def _says_nothing(now: review.Review, done: bool) -> dict[str, Any]:
    if now.next_day:
        return say("review-done-next" if done else "review-nothing-next", day=in_words(now.next_day))
    return say("review-done" if done else "review-nothing")


def _calendar(now: review.Review) -> str:
    # A calendar has one language: the plain one, as it is sent on to others.
    days = [
        Day(
            name=f"review-{day}",
            on=day,
            title=say("review-event-one" if n == 1 else "review-event", n=n)["text"],
            notes=say("review-event-notes")["text"],
            remind=True,
        )
        for day, n in now.coming.items()
    ]
    return calendar_file(days, made_at=datetime.now(UTC))


# --- what is kept --------------------------------------------------------------------------------------


def answers_page(desk: Desk) -> MyAnswers:
    """Return what is kept of the learner, with a way to export everything and one to delete the answers."""

    def export() -> str:
        name = keeping.export(desk.folder, datetime.now(UTC).date()).name
        paint(page)
        return name

    def forget() -> None:
        records.forget(desk.answers_path)
        desk.start_anew()

    def paint(page: MyAnswers) -> None:
        page.tell(**_kept(desk))

    page = MyAnswers(export, forget)
    desk.lay_page("my-answers", page, paint)
    return page


def _kept(desk: Desk) -> dict[str, Any]:
    found = desk.reading().records
    kept = keeping.kept(desk.folder, found)
    says = [say("answers-none")]
    if kept.answers:
        since, until = (in_words(date.fromisoformat(day)) for day in (kept.since, kept.until))
        says = [say("answers-some", n=kept.answers, since=since, until=until)]
    aside = desk.reading().aside
    if aside:
        says.append(say("answers-aside-one") if len(aside) == 1 else say("answers-aside", n=len(aside)))
    there = desk.answers_path.exists() or bool(records.copies(desk.answers_path))
    own = kept.own if len(kept.own) <= MOST_NAMES else [*kept.own[:MOST_NAMES], "…"]
    return {"folder": str(desk.folder), "says": says, "own": own, "exports": kept.exports, "any": there}


# --- saying it -----------------------------------------------------------------------------------------


def say_time(key: str, minutes: int) -> dict[str, str | None]:
    """Return a text of the interface's catalogue with a number of minutes in it, in words."""
    return say(key, time=progress.time_in_words(minutes))


def in_words(day: date) -> str:
    """Return a day as it is written: 5 December 2026."""
    return f"{day.day} {day:%B} {day.year}"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
