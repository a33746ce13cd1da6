"""What ``coprod progress``, ``coprod export`` and ``coprod forget`` say and do: a learner's answers, in the terminal.

What they say is computed from the records alone. No kernel, no server and no widget is needed for it. Must not mark.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from coprod_widgets import content, records
from coprod_widgets.learner import keeping, progress, review
from coprod_widgets.records import Reading, RecordError

VERSION = 1
"""Version of what ``--json`` prints."""

MOST_ASIDE = 20
"""How many damaged lines are told one by one."""


def tell_progress(folder: Path, as_json: bool, today: str | None = None) -> int:
    """Say where a learner is in the course.

    Parameters
    ----------
    folder
        The learner's folder.
    as_json
        Whether for programs; ``docs/your-answers.md`` has the shape.
    today
        The day, as ISO 8601 in UTC; None takes it from the clock.

    Returns
    -------
    int
        0 when all is well, also without an answer; 1 when lines of the answers could not be read; 2 when nothing could.
    """
    found = _read(folder)
    if found is None:
        return 2
    told = summary(folder, found, today or datetime.now(UTC).date().isoformat())
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(told)))
    return 1 if found.aside else 0


def summary(folder: Path, found: Reading, today: str) -> dict[str, Any]:
    """Return where a learner is, as ``--json`` prints it."""
    rows = progress.unit_rows(found.records)
    following = progress.next_unit(rows)
    again = review.review(found.records, today)
    return {
        "v": VERSION,
        "workspace": str(folder),
        "answers": len(found.records),
        "aside": [{"line": one.line, "reason": one.reason} for one in found.aside],
        "minutes_left": progress.minutes_left(rows),
        "next": following and {name: _text(following[name]) for name in ("unit", "title", "notebook", "item")},
        "units": [_unit(row) for row in rows],
        "review": {
            "due": again.due,
            "next": again.next_day and again.next_day.isoformat(),
        },
    }


def export(folder: Path, to: Path | None) -> int:
    """Write everything that the learner has into one zip file; say its name. 0 when that is done, else 2."""
    if _read(folder) is None:
        return 2
    try:
        print(_say("terminal-exported", path=keeping.export(folder, datetime.now(UTC).date(), to)))
    except RecordError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def forget(folder: Path) -> int:
    """Delete the learner's answers, asked twice; 0 when that is done, 1 when the learner says no, 2 when it fails."""
    found = _read(folder)
    if found is None:
        return 2
    path = folder / records.ANSWERS
    if not (path.exists() or records.copies(path)):
        print(_say("terminal-nothing", folder=folder))
        return 0
    kept = keeping.kept(folder, found.records)
    print(_say("terminal-forget", path=path, n=kept.answers))
    print(_say("forget-goes"))
    stays = [*kept.own, *kept.exports]
    print("\n  ".join([_say("forget-stays"), *stays]) if stays else _say("forget-stays-none"))
    print(_say("terminal-forget-first"))
    word = _say("forget-word")
    yes = _say("terminal-yes")
    if _ask(_say("terminal-sure", yes=yes)) != yes or _ask(_say("terminal-type", word=word)) != word:
        print(_say("terminal-kept"))
        return 1
    try:
        records.forget(path)
    except RecordError as error:
        print(error, file=sys.stderr)
        return 2
    print(_say("forgotten"))
    return 0


def _read(folder: Path) -> Reading | None:
    """Return what a folder's answers file holds; None, said in a sentence, where there is none or no reading it."""
    if not folder.is_dir():
        print(_say("terminal-no-folder", folder=folder), file=sys.stderr)
        return None
    found = records.read(folder / records.ANSWERS)
    if whole := [one for one in found.aside if one.line == 0]:
        print(whole[0].reason, file=sys.stderr)
        return None
    return found


def _unit(row: dict[str, Any]) -> dict[str, Any]:
    sittings = [{name: _text(one[name]) for name in ("title", "minutes", "status")} for one in row["sittings"]]
    plain = {name: _text(row[name]) for name in ("unit", "title", "notebook", "status", "minutes_left", "item")}
    return plain | {"sittings": sittings}


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [_say("terminal-progress", folder=told["workspace"])]
    if not told["answers"]:
        lines.append(_say("terminal-none-yet"))
    lines.append("")
    for unit in told["units"]:
        says = [_say("unit-row", **unit), _say(f"status-{unit['status']}")]
        if unit["minutes_left"]:
            says.append(_time("minutes-left", unit["minutes_left"]))
        lines.append(" · ".join(says))
        if len(unit["sittings"]) > 1:
            lines += [
                "    " + " · ".join([one["title"], _say("minutes", n=one["minutes"]), _say(f"status-{one['status']}")])
                for one in unit["sittings"]
            ]
    lines += ["", _time("all-left", told["minutes_left"]) if told["minutes_left"] else _say("nothing-left")]
    if told["next"]:
        begun = any(one["status"] == "in-progress" for one in told["units"] if one["unit"] == told["next"]["unit"])
        lines.append(_say("carry-on" if begun else "begin", title=told["next"]["title"]))
    due, later = told["review"]["due"], told["review"]["next"]
    if due:
        lines.append(_say("review-due-one") if due == 1 else _say("review-due", n=due))
    elif later:
        day = date.fromisoformat(later)
        lines.append(_say("review-nothing-next", day=f"{day.day} {day:%B} {day.year}"))
    if told["aside"]:
        n = len(told["aside"])
        lines += ["", _say("answers-aside-one") if n == 1 else _say("answers-aside", n=n)]
        lines += [_say("terminal-line", **one) for one in told["aside"][:MOST_ASIDE]]
    return lines


def _text(value: Any) -> Any:
    return value["text"] if isinstance(value, dict) else value


def _time(key: str, minutes: int) -> str:
    return _say(key, time=progress.time_in_words(minutes))


def _say(key: str, **values: Any) -> str:
    return content.said(key, **values).text


def _ask(question: str) -> str:
    """Ask in the terminal; what ends without an answer is none."""
    try:
        return input(question + " ").strip().casefold()
    except (EOFError, KeyboardInterrupt):
        print()
        return ""
