"""What a learner wrote before, in their own words, from the records alone.

Must not read files and must not know widgets.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from coprod_widgets import content, records
from coprod_widgets.content.page import words_view
from coprod_widgets.records import Record


def written(found: Sequence[Record], wanted: Iterable[str]) -> list[dict[str, Any]]:
    """Return the texts that a learner wrote to some questions, for a page to show.

    Parameters
    ----------
    found
        The learner's records, in the order of their file.
    wanted
        Questions by unit and id, as ``03.own-moment``, in the order to show them.

    Returns
    -------
    list of dict
        ``unit``, ``title``, ``prompt``, ``notebook``, ``item`` and ``text``; a question without a text is left out.
    """
    texts = []
    for name in wanted:
        number, _, item_id = name.partition(".")
        last = records.latest(found, number, item_id)
        if last is None or not isinstance(last.response, str) or not last.response.strip():
            continue
        words = content.load_unit(number)
        texts.append(
            {
                "unit": number,
                "title": words_view(words.unit.title),
                "notebook": words.unit.notebook,
                "item": item_id,
                "prompt": words_view(words.item(item_id).prompt),
                "text": last.response.strip(),
            }
        )
    return texts
