"""`coprod collect` takes zips in under the right id, keeps every attempt, and says for each file what it did."""

import io
import json
import os
import shutil
import zipfile
from datetime import UTC, datetime

import pytest
from hand_in_zips import ARRIVED, EARLY, LATE, answers, hand_in, members, put, zipped
from hostile_zips import HOSTILE, MEMBERS

from coprod_widgets import cli
from coprod_widgets.marking import found
from coprod_widgets.marking.attempts import ATTEMPTS
from coprod_widgets.parcels import Limits, Opened, handed_in

ROSTER = "Name;ID;E-Mail;Email\nAnn Lee;ann;x;ann@council.example\nZoë García;s1234;;zoe@council.example\n"


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def collect(course, inbox, capsys):
    """Collect what lies in the inbox; return the exit code and what is told of each file."""

    def collect(*words, paths=None):
        code = cli.main(["collect", *map(str, paths or [inbox]), "--course", str(course), "--json", *words])
        printed = capsys.readouterr()
        return code, json.loads(printed.out)["files"] if printed.out else printed.err

    return collect


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, "utf-8-sig")
    return path


def did(told):
    """Return what was done with each file, and under which id."""
    return [(one["did"], one["student"]) for one in told]


def held(course, student="ann"):
    """Return what lies in a learner's submitted folder."""
    return {path.name: path.read_bytes() for path in (course / "submitted" / student / "small").iterdir()}


def attempts(course, student="ann"):
    """Return the answers of every earlier attempt, by the name of its folder."""
    base = course / ATTEMPTS / student / "small"
    return {path.name: (path / "answers.jsonl").read_bytes() for path in sorted(base.iterdir())}


def with_more(data, name, more):
    """Return a zip with one file more, and all the others as they were."""
    whole = io.BytesIO(data)
    with zipfile.ZipFile(whole, "a") as file:
        file.writestr(name, more)
    return whole.getvalue()


def everything(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.name.endswith(".lock"))


# Taking in


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


# Whose it is


@pytest.mark.parametrize(
    "told", ["s1234", "S1234", "zoe@council.example", "Zoë García", "garcia, zoe", " Zoe  Garcia "]
)
def test_the_roster_maps_ids_addresses_and_names(told, course, inbox, collect, roster):
    """In any case, with or without accents, whichever name comes first."""
    put(inbox / "a.zip", hand_in(answers(course, "one"), student=told))
    code, found = collect("--roster", str(roster))

    assert (0, [("taken", "s1234")]) == (code, did(found))


def test_an_unknown_id_is_refused_with_the_nearest(course, inbox, collect, roster):
    """Nothing is put anywhere."""
    put(inbox / "a.zip", hand_in(answers(course, "one"), student="an"))
    code, [told] = collect("--roster", str(roster))

    assert (1, "refused") == (code, told["did"])
    assert "It says the id 'an', which is not in the roster; the nearest is 'ann'." in told["reason"]
    assert not (course / "submitted").exists()


def test_a_platform_s_name_stands_in_for_an_unknown_id(course, inbox, collect, roster):
    """The platform knows who was signed in; it is told."""
    files = {"Zoe Garcia_12345_assignsubmission_file_/x.zip": hand_in(answers(course, "one"), student="zozo")}
    put(inbox / "moodle.zip", zipped(files))
    code, [told] = collect("--roster", str(roster))

    assert (0, "s1234") == (code, told["student"])
    assert ["It says the id 'zozo'; Zoe Garcia uploaded it, and is s1234 in the roster."] == told["notes"]


def test_one_learner_s_id_from_another_s_account_is_refused(course, inbox, collect, roster):
    """Both are in the roster, so only they can say."""
    files = {"Zoë García_12345_assignsubmission_file_/x.zip": hand_in(answers(course, "one"), student="ann")}
    put(inbox / "moodle.zip", zipped(files))
    code, [told] = collect("--roster", str(roster))

    assert (1, "refused") == (code, told["did"])
    assert "It says that it is from ann, and was uploaded by Zoë García (s1234)." in told["reason"]


def test_two_learners_with_one_id_on_a_platform_are_noticed(course, inbox, collect):
    """The first is taken in; the second is refused, also on a later day, until the trainer says whose it is."""
    for n, name in enumerate(("Ann Lee", "Bob Jones")):
        files = {f"{name}_1234{n}_assignsubmission_file_/x.zip": hand_in(b"", student="staff")}
        path = put(inbox / f"{n}.zip", zipped(files | {"more": str(n).encode()}))
    files = {"Bob Jones_12341_assignsubmission_file_/x.zip": hand_in(answers(course, "one"), student="staff")}
    put(inbox / "1.zip", zipped(files))
    code, told = collect()

    assert (1, [("taken", "staff"), ("refused", None)]) == (code, [one for one in did(told) if one[0] != "passed"])
    assert "staff was uploaded by Ann Lee before, and this by Bob Jones." in told[-1]["reason"]
    assert 1 == collect(paths=[path])[0]
    assert [("taken", "bob")] == did(collect("--student", "bob", paths=[path])[1])


def test_two_learners_with_one_id_by_mail_are_noticed_by_their_answers(course, inbox, collect):
    """Each attempt of one learner holds the answers of the one before; a trainer may say that it is the same one."""
    put(inbox / "a.zip", hand_in(answers(course, "one")))
    second = put(inbox / "b.zip", hand_in(answers(course, "another"), stamp=LATE))
    code, told = collect()

    assert (1, [("taken", "ann"), ("refused", None)]) == (code, did(told))
    assert "Two learners seem to have one id" in told[1]["reason"]
    assert [("taken", "ann")] == did(collect("--student", "ann", paths=[second])[1])
    assert 1 == len(attempts(course))


def test_an_id_in_other_capitals_is_the_same_learner(course, inbox, collect):
    """Their folders would be one on Windows."""
    data = answers(course, "one")
    collect(paths=[put(inbox / "a.zip", hand_in(data))])
    later = hand_in(data + answers(course, "two"), student="Ann", stamp=LATE)

    assert [("taken", "ann")] == did(collect(paths=[put(inbox / "b.zip", later)])[1])


def test_an_id_in_other_capitals_is_the_same_learner_in_another_exercise(course, inbox, collect):
    """What was handed in of any exercise says how an id is written."""
    shutil.copytree(course / "source" / "small", course / "source" / "other")
    put(course / "submitted" / "Ann" / "other" / "answers.jsonl", b"")
    put(inbox / "a.zip", hand_in(answers(course, "one")))

    assert [("taken", "Ann")] == did(collect()[1])
    assert ["Ann"] == [path.name for path in (course / "submitted").iterdir()]


TOO_MUCH = b"".join(b"%d\n" % n for n in range(800_000))
WHOSE = {
    "no receipt, no name": (lambda files: files.pop("receipt.json"), "It does not say of which exercise it is."),
    "another exercise": (
        lambda files: files.update(members(files["answers.jsonl"], assignment="smal")),
        "It is of the exercise 'smal', which this course does not have; the nearest is 'small'; there are: small.",
    ),
    "an id that leads away": (
        lambda files: files.update(members(files["answers.jsonl"], student="../../ann")),
        "It says that it is from '../../ann', which can't be an id",
    ),
    "a device's name": (lambda files: files.update(members(files["answers.jsonl"], student="nul.x")), "can't be an id"),
    "too much": (lambda files: files.update({"answers.jsonl": TOO_MUCH}), "bytes; allowed: at most 5,000,000."),
}


@pytest.mark.parametrize("case", WHOSE)
def test_what_can_t_be_placed_is_refused_with_a_sentence(case, course, inbox, collect):
    change, why = WHOSE[case]
    files = members(answers(course, "one"))
    change(files)
    put(inbox / "a.zip", zipped(files))
    code, [told] = collect()

    assert (1, "refused") == (code, told["did"])
    assert why in told["reason"]
    assert not (course / "submitted").exists()


def test_answers_that_are_not_those_of_the_receipt_are_taken_in_and_told_of(course, inbox, collect):
    """A mail program may have changed the ends of the lines."""
    files = members(answers(course, "one"))
    files["answers.jsonl"] = files["answers.jsonl"].replace(b"\n", b"\r\n")
    put(inbox / "a.zip", zipped(files))
    code, [told] = collect()

    assert (0, "taken") == (code, told["did"])
    assert "is not the one that its receipt speaks of" in told["notes"][0]


# What is hostile, and what is nothing


@pytest.mark.parametrize("made", [*HOSTILE, *MEMBERS])
@pytest.mark.parametrize("inside", [False, True])
def test_a_hostile_zip_is_refused_leaves_nothing_and_stops_nobody(made, inside, course, inbox, collect, tmp_path):
    """By itself, and as one learner's among those of a platform's zip."""
    if inside and made == "sum":
        made = "size"  # so large a zip is refused for its size, before it is opened
    data, good = (HOSTILE | MEMBERS)[made][0](), hand_in(answers(course, "one"))
    if inside:
        put(inbox / "moodle.zip", zipped({"Eve_1_assignsubmission_file_/x.zip": data, "z/good.zip": good}))
    else:
        put(inbox / "evil.zip", data)
        put(inbox / "good.zip", good)
    code, told = collect()

    assert (1, [("refused", None), ("taken", "ann")]) == (code, did(told))
    assert told[0]["reason"]
    assert {"course", "inbox"} == {path.name for path in tmp_path.iterdir()}
    assert {"answers.jsonl", "timestamp.txt", "small.ipynb"} == set(held(course))
    assert ["ann"] == [path.name for path in (course / "submitted").iterdir()]
    assert [] == list((course / ".coprod" / "aside").iterdir())


@pytest.mark.parametrize("made", MEMBERS)
def test_a_hostile_member_of_a_platform_s_own_zip_stops_nobody(made, course, inbox, collect, tmp_path):
    """It is told of where it is what is looked for, and it is one learner's: the others are taken in."""
    put(inbox / "moodle.zip", with_more(MEMBERS[made][0](), "z/good.zip", hand_in(answers(course, "one"))))
    code, told = collect()
    wanted = made in ("link", "pipe", "device", "encrypted", "twice")  # each of them an answers.jsonl

    assert (int(wanted), [("refused", None)] * wanted + [("taken", "ann")]) == (
        code,
        [one for one in did(told) if one[0] != "passed"],
    )
    assert [MEMBERS[made][1]] * wanted == [
        MEMBERS[made][1] for one in told if MEMBERS[made][1] in (one["reason"] or "")
    ]
    assert {"course", "inbox"} == {path.name for path in tmp_path.iterdir()}
    assert ["ann"] == [path.name for path in (course / "submitted").iterdir()]


def test_what_one_learner_adds_to_a_platform_s_zip_is_no_reason_to_refuse_the_others(course, inbox, collect):
    """A blank bitmap, a film, two texts that are named alike, and a time of day in a name."""
    files = {"Ann/good.zip": hand_in(answers(course, "one")), "Bob/blank.bmp": bytes(30_000_000)}
    files |= {"Bob/film.mp4": bytes(50_000_001), "Bob/A.txt": b"1", "Bob/a.txt": b"2", "Bob/at 10:30.png": b"3"}
    put(inbox / "moodle.zip", zipped(files))
    code, told = collect()

    assert (0, ["passed"] * 5 + ["taken"]) == (code, sorted(one["did"] for one in told))


def test_what_is_wrong_with_a_zip_that_is_wanted_in_a_platform_s_is_told(course, inbox, collect):
    """One learner's is too large, and the other's is there twice."""
    files = {"Eve/big.zip": bytes(40_000_001), "Bob/A.zip": b"1", "Bob/a.zip": b"2"}
    put(inbox / "moodle.zip", zipped(files | {"Zoe/good.zip": hand_in(answers(course, "one"))}))
    code, told = collect()

    assert (1, ["refused"] * 3 + ["taken"]) == (code, [one["did"] for one in told])
    assert {
        "It has 40,000,001 bytes; allowed: at most 40,000,000.",
        "Bob/A.zip is in it twice.",
        "Bob/a.zip is in it twice.",
    } == {one["reason"] for one in told[:3]}


def test_what_an_exercise_makes_is_always_taken_in(course, inbox, collect):
    """Also with answers that say one thing over and over, and a notebook that has printed one line without end."""
    data = answers(course, *["no " * 15_000] * 100)
    (inbox / "small.ipynb").write_bytes(b"the same line " * 1_400_000)
    handed_in.hand_in(inbox, "small", "A small exercise", "ann", data, [], datetime(2026, 11, 20, tzinfo=UTC))
    [path] = (inbox / "handed-in").iterdir()

    assert len(data) > 4_000_000
    assert 200 * path.stat().st_size < len(data) + 19_600_000
    assert (0, [("taken", "ann")]) == (lambda code, told: (code, did(told)))(*collect(paths=[path]))
    assert data == held(course)["answers.jsonl"]


def test_what_is_unpacked_from_all_the_zips_in_a_zip_is_limited_together(course, inbox, collect, monkeypatch):
    """Many small zips in one would else be unpacked to any amount; what came before that stays taken in."""
    one, two = (hand_in(answers(course, "x" * 5_000), student=student) for student in ("ann", "bob"))
    monkeypatch.setattr(found, "PLATFORM", Limits(total_bytes=len(one) + len(two) + 9_000))
    put(inbox / "moodle.zip", zipped({"1.zip": one, "2.zip": two}))
    code, told = collect()

    assert (1, [("taken", "ann"), ("refused", None)]) == (code, did(told))
    assert "bytes would be unpacked; allowed: at most that many." in told[1]["reason"]


def test_each_hand_in_is_there_before_the_next_is_unpacked(course, inbox, monkeypatch):
    """A cohort's answers are never in memory all at once."""
    put(inbox / "moodle.zip", zipped({f"{n}.zip": hand_in(answers(course, "one")) for n in range(3)}))
    read, opened = [], Opened.read
    monkeypatch.setattr(Opened, "read", lambda self, name: read.append(name) or opened(self, name))
    finds = found.found([inbox], datetime(2026, 11, 25))
    before = [(one.label, [name for name in read if name.endswith(".zip")]) for one in finds]

    assert [
        ("inbox/moodle.zip › 0.zip", ["0.zip"]),
        ("inbox/moodle.zip › 1.zip", ["0.zip", "1.zip"]),
        ("inbox/moodle.zip › 2.zip", ["0.zip", "1.zip", "2.zip"]),
    ] == before


def test_zips_in_zips_end_somewhere(course, inbox, collect):
    """A zip that holds one that holds one that holds one."""
    data = hand_in(answers(course, "one"))
    for _ in range(3):
        data = zipped({"x.zip": data})
    put(inbox / "deep.zip", data)

    assert "It is a zip in a zip in a zip in a zip; allowed: at most 3 of them." == collect()[1][0]["reason"]


def test_links_are_not_followed(course, inbox, collect, tmp_path):
    """Neither to a zip nor to a folder."""
    good = put(tmp_path / "elsewhere" / "good.zip", hand_in(answers(course, "one")))
    (inbox / "link.zip").symlink_to(good)
    (inbox / "folder").symlink_to(good.parent)
    code, told = collect()

    assert (1, ["refused", "refused"]) == (code, [one["did"] for one in told])
    assert {"It is a link, and links are not followed. Name the file itself."} == {one["reason"] for one in told}


@pytest.mark.parametrize("place", ["submitted/ann", "submitted/ann/small", ".coprod/attempts/ann"])
def test_a_link_on_the_way_to_a_learner_s_folder_is_not_written_through(place, course, inbox, collect, tmp_path):
    """Whatever lies in submitted/ already, and among the earlier attempts."""
    (tmp_path / "elsewhere").mkdir()
    (course / place).parent.mkdir(parents=True, exist_ok=True)
    (course / place).symlink_to(tmp_path / "elsewhere")
    put(inbox / "a.zip", hand_in(answers(course, "one")))
    code, [told] = collect()

    assert (1, True) == (code, f"{course / place} is a link, not a folder." in told["reason"])
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_what_lies_where_the_newest_has_its_place_is_left_as_it_is(course, inbox, collect):
    """An answers.jsonl that is a folder can't be read."""
    (course / "submitted" / "ann" / "small" / "answers.jsonl").mkdir(parents=True)
    put(inbox / "a.zip", hand_in(answers(course, "one")))
    code, [told] = collect()

    assert (1, True) == (code, "can't be read as a hand-in" in told["reason"])
    assert (course / "submitted" / "ann" / "small" / "answers.jsonl").is_dir()


@pytest.mark.parametrize("name", [".timestamp.txt.part", "timestamp.txt"])
def test_an_earlier_time_is_not_written_through_a_link_among_a_learner_s_files(name, course, inbox, collect, tmp_path):
    """Another command may have put there whatever the learner had."""
    data = answers(course, "one")
    precious = put(tmp_path / "precious", LATE.encode())
    collect(paths=[put(inbox / "late.zip", hand_in(data, stamp=LATE))])
    (course / "submitted" / "ann" / "small" / name).unlink(missing_ok=True)
    (course / "submitted" / "ann" / "small" / name).symlink_to(precious)
    again = [("same", "ann")]

    assert again == did(collect(paths=[put(inbox / "early.zip", hand_in(data, stamp="2026-11-19 12:00:00 UTC"))])[1])
    assert LATE.encode() == precious.read_bytes()


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


def test_a_file_that_is_not_there_and_one_that_is_no_zip_are_refused(course, inbox, collect):
    """They were named, so they are told of."""
    code, told = collect(paths=[inbox / "none.zip", put(inbox / "photo.png", b"PNG")])

    assert (1, ["refused", "refused"]) == (code, [one["did"] for one in told])
    assert "No such file" in told[0]["reason"]
    assert "It is not a zip file." in told[1]["reason"]


ROSTERS = {
    "no file": (None, "there is no such file"),
    "no id": ("name,email\nAnn,a@b.example\n", "its first line has no column 'id'"),
    "empty": ("id\n", "there is no learner in it"),
    "an id twice": ("id,name\nann,Ann\nbob,Bob\nANN,Other\n", "line 4: 'ann' stands in line 2 already"),
    "an address twice": ("id,email\na,x@y.example\nb,X@y.example\n", "line 3: 'x@y.example' stands in line 2"),
    "an id that leads away": ("id\n../ann\n", "line 2: '../ann' can't be an id"),
}


@pytest.mark.parametrize("case", ROSTERS)
def test_a_roster_that_can_t_be_used_is_a_sentence(case, inbox, collect, tmp_path):
    """Before anything is taken in."""
    text, why = ROSTERS[case]
    if text is not None:
        (tmp_path / "roster.csv").write_text(text)
    code, told = collect("--roster", str(tmp_path / "roster.csv"))

    assert (2, True) == (code, why in told)


def test_two_learners_of_one_name_are_known_by_their_ids_alone(course, inbox, collect, tmp_path):
    """As a spreadsheet on Windows saves it."""
    (tmp_path / "r.csv").write_bytes("id,name\ns1,José Paz\ns2,José Paz\n".encode("cp1252"))
    put(inbox / "a.zip", hand_in(answers(course, "one"), student="s2"))
    put(inbox / "b.zip", hand_in(answers(course, "two"), student="José Paz"))
    code, told = collect("--roster", str(tmp_path / "r.csv"))

    assert (1, [("taken", "s2"), ("refused", None)]) == (code, did(told))


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
