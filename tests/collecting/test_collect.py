"""`coprod collect` takes zips in, keeps every attempt, and says for each file what it did."""

import os
from datetime import datetime

import pytest
from collected import attempts, did, everything, held
from hand_in_zips import ARRIVED, EARLY, LATE, answers, hand_in, members, put
from hostile_zips import zipped

from coprod_widgets import cli
from coprod_widgets.collecting.attempts import ATTEMPTS


def test_a_zip_is_taken_in_with_the_released_notebook_and_not_the_learner_s(course, inbox, collect):
    """The answers byte for byte, the time, and the notebook that nbgrader's own door needs."""
    data = answers(course, "one")
    put(inbox / "ann_small_2026-11-20.zip", hand_in(data))
    code, [told] = collect()

    assert (0, "taken", "ann", "small", []) == (code, *(told[one] for one in ("did", "student", "assignment", "notes")))
    assert "2026-11-20T12:00:00.000000Z" == told["at"]
    assert {
        "answers.jsonl": data,
        "timestamp.txt": EARLY.encode() + b"\n",
        "small.ipynb": (course / "release" / "small" / "small.ipynb").read_bytes(),
    } == held(course)


def test_what_was_taken_in_is_marked(course, inbox, collect):
    """The next command finds it."""
    put(inbox / "a.zip", hand_in(answers(course, "one")))
    collect()

    assert 0 == cli.main(["mark", "small", "--course", str(course)])
    assert (course / "autograded" / "ann" / "small" / "small.ipynb").is_file()


RENAMED = {
    "a browser's copy": "ex3 (1).zip",
    "a mail program's": "ATT00001.zip",
    "a copy": "Copy of ann_small_2026-11-20 - Copy.zip",
    "Word": "ann_small_2026-11-20.zip.docx",
    "no ending": "ann_small_2026-11-20",
    "capitals": "ANN_SMALL.ZIP",
}


@pytest.mark.parametrize("name", RENAMED.values(), ids=RENAMED)
def test_whatever_the_file_is_called_by_now_its_receipt_says_whose_it_is(name, course, inbox, collect):
    put(inbox / name, hand_in(answers(course, "one")))
    code, told = collect()

    assert (0, [("taken", "ann")]) == (code, did(told))


@pytest.mark.parametrize(
    "name",
    [
        "ann_small_2026-11-20.zip",
        "ann_small_2026-11-20-2 (1).zip",
        "Copy of ann_small_2026-11-20.zip",
        "ann_small_2026\u201311\u201320.zip",
        "ann_small_2026\u201111\u201120.zip",
        "Ann Lee_1234_assignsubmission_file_ann_small_2026-11-20.zip",
    ],
)
def test_without_a_receipt_the_name_says_whose_it_is(name, course, inbox, collect):
    """Also with the dashes that Word puts for hyphens; it is told that there was no receipt."""
    files = members(answers(course, "one"))
    del files["receipt.json"]
    put(inbox / name, zipped(files))
    code, [told] = collect()

    assert (0, "taken", "ann") == (code, told["did"], told["student"])
    assert ["There is no receipt.json in it: the name of the file says whose it is."] == told["notes"]


def test_a_receipt_that_is_none_is_told_of(course, inbox, collect):
    """Anyone may have written it."""
    put(inbox / "ann_small_2026-11-20.zip", zipped(members(answers(course, "one")) | {"receipt.json": b"[" * 99_999}))
    code, [told] = collect()

    assert (0, "ann", 1) == (code, told["student"], len(told["notes"]))
    assert "receipt.json is not a receipt" in told["notes"][0]


LAYOUTS = {
    "in a folder": lambda files: zipped({f"ann_small_2026-11-20/{name}": data for name, data in files.items()}),
    "from a Mac": lambda files: zipped(files | {f"__MACOSX/._{name}": b"\0" for name in files} | {".DS_Store": b""}),
    "zip in a zip": lambda files: zipped({"ann_small_2026-11-20.zip": zipped(files)}),
    "zip in a zip in a zip": lambda files: zipped({"x/y.zip": zipped({"z.zip": zipped(files)})}),
    "Moodle": lambda files: zipped(
        {
            "Ann Lee_12345_assignsubmission_file_/ann_small_2026-11-20.zip": zipped(files),
            "Ann Lee_12345_assignsubmission_onlinetext_/onlinetext.html": b"<p>Here it is</p>",
        }
    ),
    "Moodle without folders": lambda files: zipped({"Ann Lee_123_assignsubmission_file_x (1).zip": zipped(files)}),
    "Moodle, unpacked by the learner": lambda files: zipped(
        {f"Ann Lee_12345_assignsubmission_file_/{name}": data for name, data in files.items()}
    ),
    "Canvas": lambda files: zipped({"leeann_123_456_ann_small_2026-11-20.zip": zipped(files)}),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("listed", [False, True])
def test_what_platforms_and_learners_do_to_a_zip_is_undone(layout, listed, course, inbox, collect, roster):
    """One hand-in is found in it, and it is ann's; with a roster and without."""
    data = answers(course, "one")
    put(inbox / "download.zip", LAYOUTS[layout](members(data)))
    code, told = collect(*(["--roster", str(roster)] if listed else []))

    assert (0, [("taken", "ann")]) == (code, [one for one in did(told) if one[0] != "passed"])
    assert data == held(course)["answers.jsonl"]
    assert ["ann"] == [path.name for path in (course / "submitted").iterdir()]


def test_a_folder_that_was_unpacked_already_is_taken_in(course, inbox, collect):
    """A Mac unpacks what it downloads."""
    data = answers(course, "one")
    for name, held_in in members(data).items():
        put(inbox / "ann_small_2026-11-20" / name, held_in)
    code, told = collect()

    assert (0, [("taken", "ann")]) == (code, did(told))
    assert data == held(course)["answers.jsonl"]


# Attempts and time


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_newest_counts_and_every_attempt_is_kept_in_whatever_order_they_come(order, course, inbox, collect):
    """Handed in on three days; none of the earlier lies where nbgrader looks."""
    texts = ("one", "two", "three")
    lines = [answers(course, text) for text in texts]
    whole = [b"".join(lines[: n + 1]) for n in range(3)]
    for n in order:
        path = put(inbox / f"{n}.zip", hand_in(whole[n], stamp=f"2026-11-2{n} 12:00:00 UTC"))
        assert 0 == collect(paths=[path])[0]

    assert (whole[2], b"2026-11-22 12:00:00.000000 UTC\n") == (
        held(course)["answers.jsonl"],
        held(course)["timestamp.txt"],
    )
    assert {"2026-11-20T12-00-00.000000Z": whole[0], "2026-11-21T12-00-00.000000Z": whole[1]} == attempts(course)
    assert ["ann"] == [path.name for path in (course / "submitted").iterdir()]


def test_the_same_again_changes_nothing_and_is_said(course, inbox, collect):
    """Under another name as well."""
    data = hand_in(answers(course, "one"))
    put(inbox / "a.zip", data)
    put(inbox / "b (1).zip", data)
    first = collect()
    before = everything(course)

    assert (0, [("taken", "ann"), ("same", "ann")]) == (first[0], did(first[1]))
    assert [("same", "ann"), ("same", "ann")] == did(collect()[1])
    assert before == everything(course)


@pytest.mark.parametrize("order", [(EARLY, LATE), (LATE, EARLY)])
def test_unchanged_work_that_is_handed_in_again_is_not_later_for_it(order, course, inbox, collect):
    """Whichever of the two is collected first."""
    data = answers(course, "one")
    for n, stamp in enumerate(order):
        collect(paths=[put(inbox / f"{n}.zip", hand_in(data, stamp=stamp))])

    assert EARLY.encode() + b"\n" == held(course)["timestamp.txt"]


def test_a_run_that_was_stopped_between_two_folders_is_put_right(course, inbox, collect):
    """The newest had been moved away, and nothing had taken its place."""
    put(inbox / "a.zip", hand_in(answers(course, "one")))
    collect()
    (course / ATTEMPTS / "ann" / "small" / "2026-11-20T12-00-00.000000Z").parent.mkdir(parents=True, exist_ok=True)
    (course / "submitted" / "ann" / "small").rename(course / ATTEMPTS / "ann" / "small" / "2026-11-20T12-00-00.000000Z")
    collect()

    assert {"answers.jsonl", "timestamp.txt", "small.ipynb"} == set(held(course))


def test_what_nbgrader_had_collected_is_kept_whole_as_an_attempt(course, inbox, collect):
    """With the learner's notebook and whatever else lay there."""
    data = answers(course, "one")
    place = course / "submitted" / "ann" / "small"
    for name, text in {"answers.jsonl": data, "timestamp.txt": EARLY.encode(), "small.ipynb": b"theirs"}.items():
        put(place / name, text)
    put(inbox / "a.zip", hand_in(data + answers(course, "two"), stamp=LATE))

    assert 0 == collect()[0]
    [attempt] = (course / ATTEMPTS / "ann" / "small").iterdir()
    assert b"theirs" == (attempt / "small.ipynb").read_bytes()


TIMES = {
    "its own": (EARLY, EARLY, ""),
    "another zone": ("2026-11-20 14:00:00+02:00", EARLY, ""),
    "later than it came": ("2026-12-24 12:00:00 UTC", "2026-11-25 00:00:00.000000 UTC", "later than its arrival"),
    "none": (None, "2026-11-25 00:00:00.000000 UTC", "no timestamp.txt in it: the time of its arrival counts."),
    "no time": ("yesterday", "2026-11-25 00:00:00.000000 UTC", "does not tell a time"),
}


@pytest.mark.parametrize("case", TIMES)
def test_the_time_is_its_own_but_never_later_than_its_arrival(case, course, inbox, collect):
    """Else a wrong clock, or a clever one, would decide who is late."""
    stamp, counts, note = TIMES[case]
    files = members(answers(course, "one"), stamp=stamp or "")
    if stamp is None:
        del files["timestamp.txt"]
    put(inbox / "a.zip", zipped(files))
    _, [told] = collect()

    assert counts.encode() + b"\n" == held(course)["timestamp.txt"]
    assert (note in " ".join(told["notes"]), bool(note)) == (True, bool(told["notes"]))


def test_a_file_without_a_date_of_its_own_arrives_when_it_is_collected(course, inbox, collect):
    """Some programs give what they unpack the first day that a zip knows."""
    put(inbox / "a.zip", hand_in(answers(course, "one")), datetime(1980, 1, 1))
    collect()

    assert EARLY.encode() + b"\n" == held(course)["timestamp.txt"]


OTHERS = {
    "a Word document": (zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "a document of Word"),
    "a release": (zipped({"small/release.json": b"{}", "small/items.yaml": b""}), "as it was released"),
    "holiday": (zipped({"beach.png": b"1"}), "There is nothing in it that was handed in"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_another_zip_says_what_it_is_instead(case, course, inbox, collect):
    """A learner may have sent the wrong file."""
    data, why = OTHERS[case]
    put(inbox / "a.zip", data)
    code, told = collect()

    assert (1, "refused", True) == (code, told[-1]["did"], why in told[-1]["reason"])


def test_other_files_beside_the_zips_are_left_alone(course, inbox, collect):
    """A letter, a picture and a Word document are no reason to end with 1."""
    put(inbox / "a.zip", hand_in(answers(course, "one")))
    put(inbox / "letter.docx", OTHERS["a Word document"][0])
    put(inbox / "photo.png", b"PNG")
    put(inbox / ".DS_Store", b"")
    code, told = collect()

    assert (0, ["taken", "passed", "passed"]) == (code, [one["did"] for one in told])


# The command


def test_nothing_to_take_in_is_a_sentence(course, inbox, collect):
    """An empty folder, and one without zips."""
    assert 2 == collect()[0]
    put(inbox / "photo.png", b"PNG")
    assert 2 == collect()[0]


def test_a_folder_that_is_not_there_is_nothing_that_could_be_taken_in(course, inbox, collect):
    """A trainer may be one folder too high, or too low."""
    code, [told] = collect(paths=[inbox / "nowhere"])

    assert (2, f"There is no such file or folder: {inbox / 'nowhere'}") == (code, told["reason"])


def test_a_file_that_is_not_there_and_one_that_is_no_zip_are_refused(course, inbox, collect):
    """They were named, so they are told of."""
    code, told = collect(paths=[inbox / "none.zip", put(inbox / "photo.png", b"PNG")])

    assert (1, ["refused", "refused"]) == (code, [one["did"] for one in told])
    assert f"There is no such file or folder: {inbox / 'none.zip'}" == told[0]["reason"]
    assert "It is not a zip file." in told[1]["reason"]


def test_a_folder_that_is_no_course_is_a_sentence(inbox, collect, tmp_path, capsys):
    assert 2 == cli.main(["collect", str(inbox), "--course", str(tmp_path)])
    assert "is not a course folder" in capsys.readouterr().err


def test_it_is_told_in_words_as_well(course, inbox, capsys):
    """One line a file, what to know below it, and how many of each at the end."""
    put(inbox / "a.zip", hand_in(answers(course, "one"), stamp="2026-12-24 12:00:00 UTC"))
    put(inbox / "evil\x1b[2J.zip", b"no zip")
    assert 1 == cli.main(["collect", str(inbox), "--course", str(course)])
    lines = capsys.readouterr().out.splitlines()

    assert "inbox/a.zip: taken in. ann, small, handed in 25 November 2026 at 00:00 UTC." == lines[0]
    assert lines[1].startswith("    It says 24 December 2026 at 12:00 UTC, which is later than its arrival")
    assert lines[2].startswith("inbox/evil�[2J.zip: not taken in. It is not a zip file")
    assert ["      1  taken in", "      1  could not be taken in"] == lines[-2:]


@pytest.mark.parametrize("as_json", [False, True])
def test_a_folder_s_name_sends_nothing_to_the_terminal(as_json, course, inbox, capsys):
    """Neither commands nor what is no text; the reason why it is refused tells the whole path."""
    for name in (b"evil\x1b[2J", b"latin-\xff"):
        place = inbox / os.fsdecode(name)
        place.mkdir()
        (place / "answers.jsonl").symlink_to(course)
    assert 1 == cli.main(["collect", str(inbox), "--course", str(course), *["--json"] * as_json])
    out = capsys.readouterr().out

    assert ["evil�[2J/answers.jsonl is a link", "latin-�/answers.jsonl is a link"] == [
        told for told in ("evil�[2J/answers.jsonl is a link", "latin-�/answers.jsonl is a link") if told in out
    ]
    assert set() == {sign for sign in out if not sign.isprintable()} - {"\n"}


def test_folders_in_folders_end_somewhere(course, inbox, collect):
    """Some hundred of them, one in another; what lies beside them is taken in."""
    put(inbox / "good.zip", hand_in(answers(course, "one")))
    (inbox / "/".join(["a"] * 400)).mkdir(parents=True)
    code, told = collect()

    assert (1, [("refused", None), ("taken", "ann")]) == (code, did(told))
    assert "It lies in 50 folders, one in another; allowed: fewer." in told[0]["reason"]


def test_it_waits_for_no_other_and_says_so(course, inbox, collect):
    """Two commands at once would take one another's folders away."""
    from filelock import FileLock

    put(inbox / "a.zip", hand_in(answers(course, "one")))
    (course / ".coprod").mkdir(exist_ok=True)
    with FileLock(course / ".coprod" / "mark.lock"):
        code, told = collect()

    assert (2, True) == (code, "Another coprod mark or collect is at work in" in told)


def test_arrived_is_before_now():
    """What these tests take for the time of arrival has passed on every computer that runs them."""
    assert ARRIVED.timestamp() < datetime.now().timestamp()
