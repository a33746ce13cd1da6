"""Nothing hostile in a zip or around it is followed or written out, and it stops nobody else."""

from datetime import UTC, datetime

import pytest
from collected import did, held, with_more
from hand_in_zips import LATE, answers, hand_in, put
from hostile_zips import HOSTILE, MEMBERS, zipped

from coprod_widgets.collecting import found
from coprod_widgets.content.words import Words
from coprod_widgets.parcels import Limits, Opened, handed_in


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
    handed_in.hand_in(inbox, "small", Words("Small"), "ann", data, [], datetime(2026, 11, 20, tzinfo=UTC))
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
