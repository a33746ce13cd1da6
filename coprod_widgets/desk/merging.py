"""Two answers to one item, from pages that do not know of each other, made one; and the texts that are in an answer.

Pure functions on responses: no widgets, no files.
"""

from typing import Any

from coprod_widgets.content.schema import Item

_IDS_ALONE = {"sort", "choice", "link", "highlight", "story"}
"""The interactions in whose answers nothing is written: every text in them is an id."""


def merged(last: dict[str, Any], seen: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return ``last`` with what changed between ``seen`` and ``now``, in parts of parts as well."""
    made = {part: place for part, place in last.items() if part in now or part not in seen}
    for part, place in now.items():
        before, theirs = seen.get(part), last.get(part)
        if isinstance(place, dict) and isinstance(theirs, dict):
            made[part] = merged(theirs, before or {}, place)
        elif before != place:
            made[part] = place
    return made


def texts(item: Item, response: Any) -> dict[str, str]:
    """Return what was written in an answer, by the keys on the way to it, as its boxes are named."""
    if isinstance(response, str):
        return {"": response}
    if item.interaction in _IDS_ALONE or not isinstance(response, dict | list | tuple):
        return {}
    parts = response.items() if isinstance(response, dict) else enumerate(response, start=1)
    return {f"{key}.{rest}".rstrip("."): text for key, part in parts for rest, text in texts(item, part).items()}
