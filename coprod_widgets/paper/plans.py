"""What a plan lacks, in sentences, and a plan as a text, a page to print and days for a calendar.

Computed from the response alone. Must not mark, must not read a clock, and must not write files.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from coprod_widgets import paper
from coprod_widgets.content import Words, load_interface, said
from coprod_widgets.content.plan_page import option_words
from coprod_widgets.content.planning import GROUPS, PARTS, PlanPart
from coprod_widgets.paper.calendar_file import Day, calendar_file

Line = Mapping[str, str]
"""One action of a plan, by part."""


def written(plan: Sequence[Line]) -> list[dict[str, str]]:
    """Return the actions that say anything, without blank parts."""
    kept = [{name: text.strip() for name, text in line.items() if text.strip()} for line in plan]
    return [line for line in kept if line]


def told(line: Line, today: date | None = None) -> list[Words]:
    """Return what there is to tell about an action: about what it is, and what it does not say yet.

    Sentences, in the order of the form; a plan that says everything is told so. Never a number.

    Parameters
    ----------
    line
        The action.
    today
        The day: of one that lies before it, that is said. None where that is not to be asked.
    """
    say = load_interface()
    has = {name for name, text in line.items() if text.strip()}
    found = [say["plan-only-asking"]] if line.get("shares") == "asking" else []
    past = today is not None and "by" in has and line["by"] < today.isoformat()
    for part in PARTS:
        if part.id not in has:
            found.append(say[part.missing])
        elif part.id == "by" and past:
            found.append(say["plan-by-past"])
    if {"by", "back"} <= has and line["back"] < line["by"]:
        found.append(say["plan-back-too-soon"])
    if not has:
        return [say["plan-nothing-yet"]]
    return found or [say["plan-says-all"]]


def as_markdown(plan: Sequence[Line], easy: bool = False, today: date | None = None) -> str:
    """Return a plan as Markdown: a heading for each action and each group, a line for each part that is there.

    Parameters
    ----------
    plan
        The actions.
    easy
        Whether the course's own words are those of Easy Read; the learner's are never changed.
    today
        The day; see `told`.
    """
    say = _reader(easy)
    parts = [f"# {say('plan-title')}"]
    for number, line in enumerate(written(plan), start=1):
        parts.append(f"## {say('plan-line', n=number)}")
        for group, key in GROUPS.items():
            answers = [(part, line[part.id]) for part in PARTS if part.group == group and part.id in line]
            if answers:
                parts.append(f"### {say(key)}")
                parts += [f"**{say(part.ask)}**  \n{_plain(_answer(part, text, easy))}" for part, text in answers]
        parts.append(f"### {say('plan-told')}")
        parts.append("\n".join(f"- {words.worded(easy)}" for words in told(line, today)))
    return "\n\n".join([*parts, say("plan-not-scored")]) + "\n"


def as_html(plan: Sequence[Line], easy: bool = False, today: date | None = None) -> str:
    """Return a plan as a page to print; see `as_markdown` for what is in it."""
    say = _reader(easy)
    body = [paper.tag("h1", say("plan-title"))]
    for number, line in enumerate(written(plan), start=1):
        body.append(paper.tag("h2", say("plan-line", n=number)))
        for group, key in GROUPS.items():
            answers = [(part, line[part.id]) for part in PARTS if part.group == group and part.id in line]
            rows = [
                row
                for part, text in answers
                for row in (
                    paper.tag("dt", say(part.ask)),
                    paper.tag("dd", paper.lines(_answer(part, text, easy))),
                )
            ]
            if rows:
                body += [paper.tag("h3", say(key)), paper.tag("dl", *rows)]
        items = [paper.tag("li", words.worded(easy)) for words in told(line, today)]
        body += [paper.tag("h3", say("plan-told")), paper.tag("ul", *items)]
    return paper.document(say("plan-title"), *body, paper.tag("p", say("plan-not-scored"), class_="small"))


def days(plan: Sequence[Line], easy: bool = False) -> list[Day]:
    """Return the days of a plan: that of each action, and that of coming back to it, with a reminder on both."""
    say = _reader(easy)
    found = []
    known: Counter[str] = Counter()
    for line in written(plan):
        action = line.get("action", say("plan-title"))
        title = " ".join(action.split())
        # Another action is another entry; the same one on another day moves. Two that are called the same are two.
        known[title] += 1
        name = f"plan/{title}" if known[title] == 1 else f"plan/{title}\n{known[title]}"
        notes = [f"{say(part.ask)} {line[part.id]}" for part in PARTS if part.kind == "text" and part.id in line]
        if "by" in line:
            found.append(Day(f"{name}/by", date.fromisoformat(line["by"]), title, "\n".join(notes), remind=True))
        if "back" in line:
            asks = [say("plan-judge"), line["judge"]] if "judge" in line else []
            back = say("plan-come-back", action=title)
            found.append(Day(f"{name}/back", date.fromisoformat(line["back"]), back, "\n".join(asks), remind=True))
    return found


def as_calendar(plan: Sequence[Line], made_at: datetime, easy: bool = False) -> str:
    """Return the days of a plan as the text of a calendar file; see `coprod_widgets.paper.calendar_file`.

    Raises
    ------
    ValueError
        When no action has a day: a calendar can take in nothing from an empty file.
    """
    if not (found := days(plan, easy)):
        raise ValueError(load_interface()["plan-no-day"].text)
    return calendar_file(found, made_at)


def day_in_words(text: str) -> str:
    """Return a day such as ``2027-01-31`` as it is read: ``31 January 2027``."""
    on = date.fromisoformat(text)
    months = (
        "January February March April May June July August September October November December".split()
    )  # not strftime: the months of the computer's own language would stand in an English page
    return f"{on.day} {months[on.month - 1]} {on.year}"


def _answer(part: PlanPart, text: str, easy: bool) -> str:
    if part.kind == "day":
        return day_in_words(text)
    if part.kind == "one-of":
        return option_words(next(one for one in part.options if one.id == text)).worded(easy)
    return text


def _plain(text: str) -> str:
    """Return a learner's text as Markdown that shows it as it was written: no sign of it makes a heading or a link."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", text)
    text = re.sub(r"^(\s*)([-+=]|\d+[.)])", lambda match: f"{match[1]}{_escaped(match[2])}", text, flags=re.MULTILINE)
    return "  \n".join(text.splitlines())


def _escaped(mark: str) -> str:
    return f"\\{mark}" if len(mark) == 1 else f"{mark[:-1]}\\{mark[-1]}"


def _reader(easy: bool):
    return lambda key, **gaps: said(key, **gaps).worded(easy)
