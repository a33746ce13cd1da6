"""Where a learner is: told from the records alone, and where they go on."""

import pytest

from coprod_widgets import content, records
from coprod_widgets.learner import progress

UNIT = content.load_unit("04")
FIRST, SECOND = UNIT.unit.sittings


def record(item_id, response=None, checked=True):
    """Make a record as a widget would keep it."""
    item = UNIT.item(item_id)
    return records.new_record(
        unit="04",
        item=item_id,
        digest=content.digest(item),
        interaction=item.interaction,
        response=response if response is not None else {},
        checked=checked,
    )


def row(found):
    """Return unit 04's row on the start page."""
    return next(row for row in progress.unit_rows(found) if row["unit"] == "04")


def test_a_unit_that_was_not_begun_opens_at_its_top():
    """Without a record there is no activity to go on at."""
    assert ("not-started", None) == (row([])["status"], row([])["item"])


def test_a_unit_goes_on_at_the_first_activity_that_is_not_finished():
    """What was skipped comes before what lies further down; what was only begun is not finished."""
    done = [record(item_id) for item_id in FIRST.items[:2]]

    assert FIRST.items[2] == row(done)["item"]
    assert FIRST.items[2] == row([*done, record(SECOND.items[0])])["item"]
    assert FIRST.items[2] == row([*done, record(FIRST.items[2], checked=False)])["item"]


def test_a_finished_sitting_leads_to_the_next():
    """With the first sitting done, the second begins."""
    done = [record(item_id) for item_id in FIRST.items]

    assert SECOND.items[0] == row(done)["item"]


def test_a_finished_unit_has_nothing_to_go_on_at():
    """With everything done, the unit opens at its top again."""
    found = row([record(item_id) for sitting in UNIT.unit.sittings for item_id in sitting.items])

    assert ("completed", None) == (found["status"], found["item"])


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ({"03": "not-started", "04": "in-progress"}, "04"),
        ({"03": "completed", "04": "not-started"}, "04"),
        ({"03": "not-started", "04": "not-started"}, "03"),
        ({"03": "completed", "04": "completed"}, None),
    ],
)
def test_the_next_unit_is_one_in_progress_else_one_not_begun(statuses, expected):
    """Unit 00 is never it."""
    rows = [{"unit": number, "status": status} for number, status in {"00": "in-progress", **statuses}.items()]
    found = progress.next_unit(rows)

    assert expected == (found and found["unit"])


def test_a_press_of_easy_read_begins_no_unit():
    """It is a setting, chosen on any page; the unit that explains it has begun with its question."""
    start = content.load_unit("00")

    def status(*answered):
        found = [
            records.new_record(
                unit="00",
                item=item_id,
                digest=content.digest(start.item(item_id)),
                interaction="choice",
                response=response,
            )
            for item_id, response in answered
        ]
        return progress.unit_rows(found)[0]["status"]

    assert "not-started" == status(("reading", ["easy"]), ("answering", ["list"]))
    assert "in-progress" == status(("reading", ["easy"]), ("cannot-teach", ["trust"]))


def test_a_story_is_done_once_it_was_walked_to_its_end():
    """A path that stops before its end is only begun."""
    item = content.story_item(
        {
            "decisions": [
                {
                    "scene": "Rain.",
                    "options": [{"choice": "Wait", "happened": "It rains."}, {"choice": "Go", "happened": "It rains."}],
                }
            ]
        }
    )
    begun, ended = (
        records.new_record(
            unit="04",
            item=item.id,
            digest=content.digest(item),
            interaction="story",
            response=["option-1-1"],
            checked=checked,
        )
        for checked in (False, True)
    )

    assert not progress.is_done([begun], "04", item)
    assert progress.is_done([begun, ended], "04", item)


@pytest.mark.parametrize("entry", [4, "rating", ["rating"], None])
def test_a_line_of_an_audit_of_a_strange_shape_is_not_rated(entry):
    """Whatever a line of the file holds, the start page can be opened."""
    [audit] = [item for item in content.load_unit("08").items if item.id == "audit-invited"]
    found = records.new_record(
        unit="08",
        item=audit.id,
        digest=content.digest(audit),
        interaction="audit",
        response={line.id: entry for line in audit.lines},
    )

    assert not progress.is_done([found], "08", audit)
