"""Whose a zip is: by its receipt, the names around it and the roster; refused with a sentence where nothing says it."""

import shutil

import pytest
from collected import attempts, did
from hand_in_zips import LATE, answers, hand_in, members, put
from hostile_zips import zipped

from coprod_widgets import cli


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


def test_work_that_lies_under_another_id_as_well_is_told_of(course, inbox, collect):
    """A trainer who corrects an id has two learners until the first one's folder is gone."""
    put(inbox / "a.zip", hand_in(answers(course, "one"), student="sam"))
    put(inbox / "other.zip", hand_in(answers(course, "two"), student="bob"))
    collect()
    code, [told] = collect("--student", "1041", paths=[inbox / "a.zip"])

    assert (0, [("taken", "1041")]) == (code, did([told]))
    assert told["notes"][0].startswith("The same answers also lie in submitted/sam/small. If they are not sam's,")
    assert 1 == len(told["notes"])


@pytest.mark.parametrize(("told", "near"), [("san", "sam"), ("sa", "sam"), ("saam", "sam"), ("bea-2O77", "bea-2077")])
def test_an_id_with_one_slip_is_told_the_nearest(told, near, course, inbox, collect, tmp_path):
    (tmp_path / "r.csv").write_text("id\nsam\nbea-2077\n")
    put(inbox / "a.zip", hand_in(answers(course, "one"), student=told))
    code, [one] = collect("--roster", str(tmp_path / "r.csv"))

    assert (1, True) == (code, f"which is not in the roster; the nearest is '{near}'" in one["reason"])


def test_headings_may_be_a_spreadsheet_s_own_and_what_is_not_used_is_said(course, inbox, tmp_path, capsys):
    (tmp_path / "r.csv").write_text("Student ID;Full name;E-mail;Team\ns1;Zoë García;zoe@council.example;North\n")
    work = answers(course, "one")
    put(inbox / "a.zip", hand_in(work, student="zoe@council.example"))
    put(inbox / "b.zip", hand_in(work, student="Zoë García"))
    roster = str(tmp_path / "r.csv")

    assert 0 == cli.main(["collect", str(inbox), "--course", str(course), "--roster", roster])
    printed = capsys.readouterr()
    assert f"{roster}: not used: Team." in printed.err.splitlines()
    assert 2 == printed.out.count("s1, small")


ROSTERS = {
    "no file": (None, "there is no such file"),
    "a workbook": ("PK\x03\x04...", "is a spreadsheet program's own file, not CSV. Open it there, and save it as CSV"),
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
