"""Whatever is wrong with what was handed in: its mark, what a trainer is told, and that it stops and spoils nobody.

Each row is one learner, whose work was right and whole before it was spoilt; all are marked in one run by each door.
Notebooks that nbgrader's own marking stumbles over are in `test_doors` as well.
"""

import json
import os
import uuid
from typing import NamedTuple

import one_run
import pytest

NOTEBOOK, ANSWERS, STAMP = "small.ipynb", "answers.jsonl", "timestamp.txt"


class Row(NamedTuple):
    """What is wrong, the mark (None: it can't be marked) and what is told ("": nothing is).

    `skips` says that nbgrader's own command does not get as far as asking us: its words on that.
    """

    spoil: object
    mark: float | None = one_run.WHOLE
    tells: str = ""
    skips: str | None = None


def book(change):
    """Return what changes the notebook: ``change`` takes its tree, and may give back other bytes."""

    def spoil(folder):
        path = folder / NOTEBOOK
        tree = json.loads(path.read_bytes())
        instead = change(tree)
        path.write_bytes(json.dumps(tree).encode() if instead is None else instead)

    return spoil


def graded(tree):
    """Return the words of nbgrader's in the cells that are marked."""
    return [cell["metadata"]["nbgrader"] for cell in tree["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")]


def without(*tags):
    """Return what takes out the cells with certain tags."""

    def change(tree):
        tree["cells"] = [cell for cell in tree["cells"] if not {*tags} & {*cell["metadata"].get("tags", [])}]

    return book(change)


def says_of_marked_cells(**words):
    return book(lambda tree: [one.update(words) for one in graded(tree)] and None)


@book
def as_markdown(tree):
    for cell in tree["cells"]:
        cell["cell_type"] = "markdown"
        cell.pop("outputs", None)


@book
def with_swapped_ids(tree):
    first, second, *_ = graded(tree)
    first["grade_id"], second["grade_id"] = second["grade_id"], first["grade_id"]


@book
def in_latin_1(tree):
    tree["metadata"]["title"] = "café"
    return json.dumps(tree, ensure_ascii=False).encode("latin-1", "ignore")


@book
def with_cells_of_one_id(tree):
    for cell in tree["cells"]:
        cell["id"] = "same"


@book
def without_cell_ids(tree):
    for cell in tree["cells"]:
        cell.pop("id")


@book
def with_huge_outputs(tree):
    text = {"output_type": "stream", "name": "stdout", "text": "x" * 20_000_000}
    next(cell for cell in tree["cells"] if cell["cell_type"] == "code")["outputs"] = [text]


def renamed(folder):
    (folder / NOTEBOOK).rename(folder / "small (1).ipynb")


def with_a_copy(folder):
    (folder / "small (1).ipynb").write_bytes((folder / NOTEBOOK).read_bytes())


def not_there(folder):
    (folder / NOTEBOOK).unlink()


def in_a_folder(folder):
    (folder / "small").mkdir()
    (folder / NOTEBOOK).rename(folder / "small" / NOTEBOOK)


NOTEBOOKS = {
    "setup-deleted": Row(without("setup")),
    "widgets-deleted": Row(without("exercise")),
    "task-deleted": Row(without("marking")),
    "code-as-markdown": Row(as_markdown),
    "ids-swapped": Row(with_swapped_ids),
    "grade-false": Row(says_of_marked_cells(grade=False)),
    "solution-true": Row(says_of_marked_cells(solution=True)),
    "unknown-id": Row(says_of_marked_cells(grade_id="nobody-knows")),
    "points-a-text": Row(says_of_marked_cells(points="many")),
    "renamed": Row(renamed, skips="No notebooks found"),
    "a-copy-too": Row(with_a_copy),
    "no-notebook": Row(not_there, skips="No notebooks were matched by '{folder}/*.ipynb'"),
    "in-a-folder": Row(in_a_folder, skips="No notebooks were matched by '{folder}/*.ipynb'"),
    "notebook-bom": Row(book(lambda tree: b"\xef\xbb\xbf" + json.dumps(tree).encode())),
    "notebook-latin-1": Row(in_latin_1),
    "nbformat-5": Row(book(lambda tree: tree.update(nbformat=5))),
    "nbformat-3": Row(book(lambda tree: tree.update(nbformat=3, worksheets=[{"cells": tree.pop("cells")}]))),
    "minor-99": Row(book(lambda tree: tree.update(nbformat_minor=99))),
    "one-id-for-all": Row(with_cells_of_one_id),
    "no-cell-ids": Row(without_cell_ids),
    "huge-outputs": Row(with_huge_outputs),
    "kernel-r": Row(book(lambda tree: tree["metadata"].update(kernelspec={"name": "ir", "display_name": "R"}))),
    "no-kernel": Row(book(lambda tree: tree["metadata"].pop("kernelspec") and None)),
    "notebook-a-folder": Row(lambda folder: (not_there(folder), (folder / NOTEBOOK).mkdir())),
}


def answers(change):
    """Return what changes the bytes of the answers."""

    def spoil(folder):
        path = folder / ANSWERS
        path.write_bytes(change(path.read_bytes()))

    return spoil


def added(*lines):
    """Return what adds lines to the answers."""
    return answers(lambda data: data + b"".join(line + b"\n" for line in lines))


def record(text=None, **fields):
    """Return a line that answers `one` wrongly, with other fields; ``text`` stands, as it is, for the response."""
    told = {
        "v": 1, "id": str(uuid.uuid4()), "at": "2026-11-20T11:00:00.000Z", "unit": "small", "item": "one",
        "digest": "sha256:" + "0" * 64, "interaction": "choice", "response": ["a"], "confidence": None, "attempt": 1,
        "checked": False, "score": None, "duration_s": None, "via": None,
    }  # fmt: skip
    line = json.dumps(told | fields)
    return (line if text is None else line.replace('["a"]', text)).encode()


def sparse(size):
    def spoil(folder):
        with open(folder / ANSWERS, "wb") as file:
            file.truncate(size)

    return spoil


def twice(data):
    """Give the first line again, with its id and another answer."""
    first = json.loads(data.split(b"\n")[0])
    return data + json.dumps(first | {"response": {}}).encode()


ONE_LINE = "answers.jsonl has 1 line that can't be used. Line 9: "
TORN = "The line is torn, or is not JSON."
NO_RECORD = "The line is JSON, but it is not a record of an answer."
NO_LINE = "answers.jsonl has no line that can be read: Line 1: "
LIST = "allowed: at most 65,536."
OTHER_WORDS = "Answered on another version of the words than the trainer's: one."
UNFIT = "1 answer is not of a kind that can be given there, and earns nothing. "
WITHOUT_ONE = 18.5

RECORDS = {
    "answers-missing": Row(lambda folder: (folder / ANSWERS).unlink(), 0, "There is no answers.jsonl: nothing was"),
    "answers-empty": Row(answers(lambda data: b""), 0, "answers.jsonl has no answer to this assignment."),
    "answers-blank": Row(answers(lambda data: b"\n \n\r\n"), 0, "answers.jsonl has no answer to this assignment."),
    "answers-cut-off": Row(answers(lambda data: data[:-30]), tells="Line 8: " + TORN),
    "answers-bom": Row(answers(lambda data: b"\xef\xbb\xbf" + data)),
    "answers-from-windows": Row(answers(lambda data: data.replace(b"\n", b"\r\n"))),
    "answers-utf-16": Row(answers(lambda data: data.decode().encode("utf-16")), None, NO_LINE + TORN),
    "answers-latin-1": Row(added(record('"caf\u00e9"').decode().encode("latin-1")), tells=ONE_LINE + TORN),
    "answers-html": Row(answers(lambda data: b"<html>Sign in</html>"), None, NO_LINE + TORN),
    "answers-a-notebook": Row(answers(lambda data: b'{"cells": []}'), None, "these fields are missing: v, id, at"),
    "answers-nul": Row(answers(lambda data: b"\0" * 50_000), None, NO_LINE + TORN),
    "answers-60-mb": Row(sparse(60_000_000), None, "has 60,000,000 bytes; allowed: at most 5,000,000."),
    "junk": Row(
        answers(lambda data: data + b"{}\n" * 20_000), tells="has more than 1,000 lines that can't be used. Line 9: "
    ),
    "deep": Row(answers(lambda data: b"[" * 60_000), None, "more than 7 deep; allowed: 7."),
    "very-deep": Row(added(b"[" * 100_000), tells=ONE_LINE + "The answer takes 100,000 bytes; " + LIST),
    "deep-response": Row(added(record("[" * 900 + "]" * 900)), tells=ONE_LINE + "The line has lists inside lists"),
    "not-a-number": Row(added(record("NaN")), tells=ONE_LINE + TORN),
    "infinity": Row(added(record("-Infinity")), tells=ONE_LINE + TORN),
    "huge-number": Row(added(record("1" + "0" * 6_000)), tells=ONE_LINE + "The line holds a number that is too large"),
    "large-number": Row(added(record("9" * 30)), tells=ONE_LINE + "A number in this answer is out of range"),
    "huge-attempt": Row(added(record(attempt=10**80)), tells=ONE_LINE + 'The field "attempt" is not as it should be'),
    "half-a-character": Row(added(record('"\\ud83d"')), tells=ONE_LINE + TORN),
    "half-a-name": Row(added(record(item="\ud800")), tells=ONE_LINE + TORN),
    "a-number": Row(added(b"7"), tells=ONE_LINE + NO_RECORD),
    "nothing": Row(added(b"null"), tells=ONE_LINE + NO_RECORD),
    "a-list": Row(added(b"[]"), tells=ONE_LINE + NO_RECORD),
    "newer": Row(
        added(record(v=9)), tells=ONE_LINE + "The line was written by a newer version of the course (v: got 9"
    ),
    "newest": Row(added(record(v=10**200)), tells="00…; allowed: 1); update the course"),
    "terminal-signs": Row(added(record(item="a\x9b2J\u202e")), tells='got "a\\u009b2J\\u202e"; allowed: up to 200'),
    "same-id": Row(answers(twice), tells=ONE_LINE + "An earlier line has the same id and another answer"),
    "way-out-item": Row(added(record(item="../../keys/small")), tells='The field "item" is not as it should be'),
    "way-out-unit": Row(added(record(unit="../..")), tells='The field "unit" is not as it should be'),
    "unknown-item": Row(added(record(item="no-such")), tells="answers to something else (small, no-such)"),
    "unit-of-the-course": Row(added(record(unit="04")), tells="answers to something else (04); they are left aside."),
    "asked-again": Row(added(record(asked_in="review")), tells="answers to something else (small, one)"),
    "other-words": Row(added(record()), WITHOUT_ONE, OTHER_WORDS),
    "own-score": Row(added(record(checked=True, score={"raw": 99, "max": 99, "scaled": 1})), WITHOUT_ONE, OTHER_WORDS),
    "impossible-score": Row(added(record(score={"raw": 99, "max": 1, "scaled": 1})), tells='The field "score" is not'),
    "a-class": Row(added(record('{"__class__": "int"}')), WITHOUT_ONE, UNFIT + "one: a choice is answered with a list"),
    "a-text": Row(added(record('"b"')), WITHOUT_ONE, UNFIT + "one: a choice is answered with a list of choices"),
    "no-such-choice": Row(added(record('["z"]')), WITHOUT_ONE, UNFIT + "one: there is no choice 'z' here"),
    "a-list-in-a-list": Row(added(record('[["b"]]')), WITHOUT_ONE, UNFIT + "one: there is no choice ['b'] here"),
    "all-choices": Row(added(record('["a", "b"]')), WITHOUT_ONE, UNFIT + "one: one choice is asked for; 2 were given"),
    "not-a-sort": Row(
        added(record('{"__proto__": "none"}', item="two", interaction="sort")),
        16,
        UNFIT + "two: there is no case '__proto__' here.",
    ),
    "too-many-links": Row(
        added(record(str([["T1", "N1"]] * 1_100).replace("'", '"'))), tells="has 2,002 parts or more"
    ),
    "a-long-text": Row(added(record(f'"{"x" * 10_001}"', item="own")), tells="A text in this answer has 10,001"),
    "own-points": Row(lambda folder: (folder / "items.yaml").write_text("assignment: small\npoints: 99\n")),
}


def elsewhere(folder):
    (folder / "my answers").mkdir()
    (folder / ANSWERS).rename(folder / "my answers" / ANSWERS)


def as_downloaded_twice(folder):
    (folder / ANSWERS).rename(folder / "answers (1).jsonl")


def from_a_mac(folder):
    (folder / "._answers.jsonl").write_bytes(b"\0\5\x16\7")
    (folder / "__MACOSX").mkdir()


def stamp(data):
    return lambda folder: (folder / STAMP).write_bytes(data)


LEFT_ASIDE = "not an ordinary file. It is left aside."
NOT_LATE = "it is taken as not late."

FILES = {
    "in-a-sub-folder": Row(elsewhere, None, "answers.jsonl lies in a folder inside, 'my answers': move it up into "),
    "other-name": Row(as_downloaded_twice, None, "There is no answers.jsonl, but 'answers (1).jsonl'"),
    "from-a-mac": Row(from_a_mac),
    "no-stamp": Row(lambda folder: (folder / STAMP).unlink()),
    "stamp-empty": Row(stamp(b" \n"), tells="timestamp.txt is empty: " + NOT_LATE),
    "stamp-words": Row(stamp(b"yesterday"), tells="timestamp.txt does not tell a time (got 'yesterday'; allowed: such"),
    "stamp-utf-16": Row(stamp("2026-11-20 12:00:00 UTC".encode("utf-16")), tells=NOT_LATE),
    "stamp-no-such-day": Row(stamp(b"2026-13-45 99:00:00 UTC"), tells=NOT_LATE),
    "stamp-of-a-file": Row(stamp(b"2026-11-20 12:00:00 /etc/passwd"), tells=NOT_LATE),
    "stamp-60-mb": Row(stamp(b"9" * 2_000_000), tells="has 2,000,000 bytes; allowed: at most 1,000. It is left aside."),
    "stamp-a-folder": Row(
        lambda folder: ((folder / STAMP).unlink(), (folder / STAMP).mkdir()), tells="is a folder, " + LEFT_ASIDE
    ),
    "secret-odd": Row(lambda folder: (folder / "submission_secret.txt").write_bytes(os.urandom(500))),
}

ROWS = NOTEBOOKS | RECORDS | FILES


@pytest.fixture(scope="module")
def run(generated, tmp_path_factory):
    """Mark all of them, and three who handed in what is right, in one run by each door."""
    return one_run.run(generated, tmp_path_factory.mktemp("bad"), {name: row.spoil for name, row in ROWS.items()})


@pytest.mark.parametrize("name", ROWS)
def test_it_gets_its_mark_and_the_trainer_is_told(run, name):
    """A mark, or a reason why there is none, and nothing said where nothing is wrong with the answers."""
    row, came = ROWS[name], run.told[name]
    said = [*came["warnings"], *([came["reason"]] if came["reason"] else [])]

    assert ("refused" if row.mark is None else "marked", row.mark) == (came["did"], came["mark"])
    assert [] == said if not row.tells else any(row.tells in one for one in said), said
    assert all(one.isprintable() and one[0] and one.rstrip()[-1] in ".)" for one in said), said


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.skips is None])
def test_nbgrader_s_own_door_gives_the_same(run, name):
    """The same marks and files; or no mark and the same sentence."""
    row = ROWS[name]
    here, there = one_run.marks(run.course).get(name), one_run.marks(run.other).get(name)

    assert one_run.marked_files(run.course, name) == one_run.marked_files(run.other, name)
    if row.mark is None:
        assert None is here
        assert {None} == {score for score, _ in there.values()}
        reason = run.told[name]["reason"].replace(str(run.course), str(run.other))
        assert f"NotMarked: {name} can't be marked. {reason}" in run.said
    else:
        assert row.mark == sum(score or 0 for score, _ in there.values())
        assert here == there


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.skips is not None])
def test_what_nbgrader_itself_skips_has_no_mark_there_and_one_here(run, name):
    assert (one_run.WHOLE, {}) == (run.told[name]["mark"], one_run.marked_files(run.other, name))
    assert 0 == sum(score or 0 for score, _ in one_run.marks(run.other).get(name, {}).values())
    folder = run.other / "submitted" / name / "small"
    assert ROWS[name].skips.format(folder=folder) in run.said


@pytest.mark.parametrize("name", one_run.GOOD)
def test_good_work_is_marked_as_if_it_were_alone(run, name):
    """Whoever is marked before or after: the mark is whole and nothing is told."""
    assert ("marked", one_run.WHOLE, []) == tuple(run.told[name][told] for told in ("did", "mark", "warnings"))
    assert one_run.marks(run.course)[name] == one_run.marks(run.other)[name]
    assert one_run.marked_files(run.course, name) == one_run.marked_files(run.other, name) != {}


def test_nothing_that_was_handed_in_and_nothing_around_it_is_changed(run):
    assert run.outside == one_run.outside(run)
    assert [] == list((run.course / ".coprod" / "aside").iterdir())
