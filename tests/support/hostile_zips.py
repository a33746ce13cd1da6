"""Makes zips that nobody should open by writing out what they name: each is bytes."""

import io
import stat
import struct
import zipfile


def zipped(files, how=zipfile.ZIP_DEFLATED):
    """Return a zip of these files, by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as whole:
        for name, data in files.items():
            whole.writestr(name, data)
    return made.getvalue()


def named(name):
    """Return a zip with a file of this name, byte for byte: Python itself would tidy it up."""
    raw = name.encode()
    old = "n" * len(raw)
    return zipped({"first.txt": b"1", old: b"2"}).replace(old.encode(), raw)


def special(mode, target=b"/etc/passwd"):
    """Return a zip with a link or a device in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        info = zipfile.ZipInfo("answers.jsonl")
        info.create_system, info.external_attr = 3, (mode | 0o777) << 16
        whole.writestr(info, target)
    return made.getvalue()


def encrypted():
    """Return a zip whose one member says that it has a password."""
    data = bytearray(zipped({"answers.jsonl": b"secret"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def overlapping():
    """Return a zip of which two members are the same bytes."""
    data = zipped({"a.txt": b"a" * 500, "b.txt": b"b" * 500})
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    return data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]


def lying():
    """Return a zip with a member that says that it is shorter than it is."""
    data = bytearray(zipped({"a.txt": b"a" * 5000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(mark) + at
        data[start : start + 4] = struct.pack("<I", 10)
    return bytes(data)


def damaged():
    """Return a zip in which some of a member's bytes were changed on the way."""
    data = bytearray(zipped({"a.txt": bytes(range(256)) * 40}))
    data[60:70] = b"\xff" * 10
    return bytes(data)


def twice():
    """Return a zip with two members whose names are one on Windows and on a Mac."""
    return zipped({"Answers.jsonl": b"1", "answers.jsonl": b"2"})


HOSTILE = {
    "traversal": (lambda: named("../../outside.txt"), "leads out of the zip"),
    "traversal inside": (lambda: named("a/../../outside.txt"), "leads out of the zip"),
    "absolute": (lambda: named("/tmp/outside.txt"), "says where on a computer it goes"),
    "drive": (lambda: named("C:outside.txt"), "has a colon"),
    "backslash": (lambda: named("..\\outside.txt"), "has a backslash"),
    "share": (lambda: named("\\\\server\\outside.txt"), "has a backslash"),
    "no name": (lambda: named(".."), "leads out of the zip"),
    "count": (lambda: zipped({f"{n}.txt": b"" for n in range(201)}), "allowed: at most 200"),
    "overlapping": (overlapping, "lie over one another"),
    "truncated": (lambda: zipped({"a.txt": b"a" * 500})[:-40], "or only a part of one"),
    "not a zip": (lambda: b"<html>Please sign in</html>", "it is not a zip file"),
    "empty": (lambda: b"", "it is empty"),
}
"""What is refused as a whole, when it is opened: how it is made, and a part of the sentence."""

MEMBERS = {
    "end of text": (lambda: named("a.txt\x00.jsonl"), "is no name of a file"),
    "terminal": (lambda: named("a\x1b[2J.txt"), "is no name of a file"),
    "dots": (lambda: named("..."), "is no name of a file"),
    "link": (lambda: special(stat.S_IFLNK), "is a link"),
    "pipe": (lambda: special(stat.S_IFIFO), "is a device or a pipe"),
    "device": (lambda: special(stat.S_IFCHR), "is a device or a pipe"),
    "ratio": (lambda: zipped({"a.txt": bytes(19_000_000)}), "is meant to do harm"),
    "size": (lambda: zipped({"a.txt": bytes(20_000_001)}), "allowed: at most 20,000,000"),
    "sum": (
        lambda: zipped({f"{n}.txt": bytes(14_000_000) for n in range(3)}, zipfile.ZIP_STORED),
        "more than 40,000,000 bytes would be unpacked",
    ),
    "encrypted": (encrypted, "has a password"),
    "packed otherwise": (lambda: zipped({"a.txt": b"a"}, zipfile.ZIP_BZIP2), "is packed in a way that is not read"),
    "twice": (twice, "is in it twice"),
    "lying": (lying, "is damaged"),
    "changed": (damaged, "is damaged"),
}
"""What is wrong with one member, and is refused when that is read."""
