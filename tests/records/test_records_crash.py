"""What is left of the answers when a process is killed, or when several write at once: real processes."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coprod_widgets.records import append, read

WRITER = Path(__file__).with_name("writer.py")


def start(path, item, count, *more):
    """Start a process that stores answers and prints the id of each."""
    command = [sys.executable, str(WRITER), str(path), item, str(count), *map(str, more)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_an_acknowledged_answer_survives_a_kill_at_any_moment(path):
    """Thirty processes killed at random moments lose no acknowledged answer and tear at most a line each."""
    moments = random.Random(20261121)
    acknowledged, torn = [], 0
    for item in range(30):
        with start(path, f"run-{item}", 10_000) as process:
            ids = [process.stdout.readline().strip() for _ in range(moments.randint(1, 40))]
            process.kill()
            ids += process.stdout.read().split()  # what it could still say is acknowledged too
        acknowledged += ids
        reading = read(path)
        assert [] == sorted(set(acknowledged) - {record.id for record in reading.records})
        assert torn <= len(reading.aside) <= torn + 1
        torn = len(reading.aside)


@pytest.mark.parametrize(
    ("moment", "length", "aside"),
    [("lock", 0, 0), ("write", 0, 0), ("write", 1, 1), ("write", 2000, 1), ("write", -3, 1), ("flush", 0, 0)],
)
def test_a_kill_in_the_middle_of_storing_tears_one_line_at_most(path, make, moment, length, aside):
    """Whatever the moment, earlier answers stay, at most one line is aside, and the next answer is stored."""
    with start(path, "sort-clear", 4, moment, length) as process:
        acknowledged = process.stdout.read().split()
    assert 3 == len(acknowledged)
    after = make()
    append(path, after)
    reading = read(path)
    ids = [record.id for record in reading.records]
    assert acknowledged == ids[:3]
    assert after.id == ids[-1]
    assert aside == len(reading.aside)


def test_an_answer_that_lacks_only_its_line_ending_counts(path, make):
    """A process killed just before the line ending leaves a whole answer; the next gets its own line."""
    with start(path, "sort-clear", 2, "write", -1) as process:
        acknowledged = process.stdout.read().split()
    append(path, make())
    reading = read(path)
    assert (acknowledged, 3, []) == ([reading.records[0].id], len(reading.records), reading.aside)


def test_processes_that_write_at_once_lose_nothing(path):
    """Four processes store 50 answers each at once: all are there, whole, each writer's in its order."""
    writers = [start(path, f"writer-{number}", 50) for number in range(4)]
    acknowledged = [writer.communicate()[0].split() for writer in writers]
    reading = read(path)
    stored = [[r.id for r in reading.records if r.item == f"writer-{number}"] for number in range(4)]
    assert [50] * 4 == [len(ids) for ids in acknowledged]
    assert acknowledged == stored
    assert [] == reading.aside


def test_threads_that_write_at_once_lose_nothing(path, make):
    """Eight threads of one process store 160 answers at the same time: all are there, whole."""
    records = [make(item=f"item-{number}") for number in range(160)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda record: append(path, record), records))
    reading = read(path)
    assert {record.id for record in records} == {record.id for record in reading.records}
    assert (160, []) == (len(reading.records), reading.aside)
