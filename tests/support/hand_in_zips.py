"""Makes the zips that learners hand in, as the exercise's last part makes them."""

import hashlib
import json
import os
from datetime import UTC, datetime

from handing_in import NAME, items, keyed, line
from hostile_zips import zipped
from msgspec.json import encode

EARLY, LATE = "2026-11-20 12:00:00.000000 UTC", "2026-11-21 12:00:00.000000 UTC"
ARRIVED = datetime(2026, 11, 25, tzinfo=UTC)


def answers(course, *texts):
    """Return a file of answers: one line for each text."""
    own = items(keyed(course))["own"]
    return b"".join(encode(line(own, text)) + b"\n" for text in texts)


def members(data, student="ann", assignment=NAME, stamp=EARLY):
    """Return what a hand-in zip holds, by name."""
    receipt = {
        "v": 1,
        "assignment": assignment,
        "student": student,
        "handed_in": "2026-11-20T12:00:00.000000Z",
        "answers_sha256": hashlib.sha256(data).hexdigest(),
        "questions": [{"question": "words", "answered": True}],
    }
    return {
        "answers.jsonl": data,
        "timestamp.txt": stamp.encode(),
        f"{assignment}.ipynb": b"{}",
        "receipt.txt": b"A receipt",
        "receipt.json": json.dumps(receipt).encode(),
    }


def hand_in(data, **told):
    """Return a hand-in zip."""
    return zipped(members(data, **told))


def put(path, data, arrived=ARRIVED):
    """Write a file that arrived at a time; return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (arrived.timestamp(), arrived.timestamp()))
    return path
