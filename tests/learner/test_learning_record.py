"""The record of learning says what was done, when and in which wording, from the records alone, and what it is not."""

import re
import subprocess
import sys
from datetime import date, timedelta, timezone
from html import unescape

import msgspec
import pytest

from coprod_widgets import cli, content, records
from coprod_widgets.content.schema import ChoiceItem
from coprod_widgets.learner import earlier
from coprod_widgets.learner.learning_record import as_html, done

DAY = date(2026, 11, 28)
SAY = content.load_interface()
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> & "quoted"'


def record(unit, item_id, response, day="2026-11-20", checked=False, digest=None, interaction=None, **more):
    """Make a record as the course keeps it."""
    item = None if digest else content.load_unit(unit).item(item_id)
    made = records.new_record(
        unit=unit,
        item=item_id,
        digest=digest or content.digest(item),
        interaction=interaction or item.interaction,
        response=response,
        checked=checked,
        **more,
    )
    return msgspec.structs.replace(made, at=f"{day}T09:00:00.000Z")


FOUND = [
    record("00", "reading", ["easy"]),
    record("00", "cannot-teach", ["trust"], checked=True),
    record("04", "sort-clear", {"visitor-permits": "consultation"}, day="2026-11-21"),
    record("04", "sort-clear", {"visitor-permits": "consultation"}, day="2026-11-23", checked=True),
    record("03", "own-moment", f"We decide the menu. {HOSTILE}", day="2026-11-22"),
]


def text_of(page):
    return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)).replace("\u00a0", " ")


def test_a_row_a_question_with_its_first_and_last_day():
    """In the order of the units; what was answered twice is one row."""
    rows = done(FOUND)

    assert [("00", "cannot-teach"), ("03", "own-moment"), ("04", "sort-clear")] == [(r.unit, r.item) for r in rows]
    assert ("2026-11-21", "2026-11-23") == (rows[2].first, rows[2].last)


def test_the_order_of_the_clock_does_not_matter():
    """A clock that went back makes no day after the last."""
    found = [record("01", "own-work", "b", day="2026-11-25"), record("01", "own-work", "c", day="2026-11-20")]

    assert [("2026-11-20", "2026-11-25")] == [(row.first, row.last) for row in done(found)]


def test_days_are_those_of_the_learner_s_own_clock():
    """An answer of the late evening belongs to that evening, wherever midnight is in the file's own time."""
    evening = msgspec.structs.replace(FOUND[1], at="2026-11-28T23:30:00.000Z")
    ahead, behind = timezone(timedelta(hours=1)), timezone(-timedelta(hours=1))

    assert ["2026-11-29"] == [row.last for row in done([evening], ahead)]
    assert ["2026-11-28"] == [row.last for row in done([evening], behind)]
    assert "29 November 2026" in text_of(as_html([evening], date(2026, 12, 1), zone=ahead))
    assert "UTC" not in text_of(as_html([evening], DAY))


def test_how_somebody_reads_is_not_in_it():
    """Easy Read and the way of answering are settings, and nobody else's business."""
    settings = [one for one in content.load_unit("00").items if isinstance(one, ChoiceItem) and not one.key]
    found = [record("00", one.id, [one.choices[0].id]) for one in settings]

    assert settings
    assert [] == done(found)


def test_an_answer_that_was_taken_back_is_not_in_it():
    """A text that was written and then cleared."""
    assert [] == done([record("01", "own-work", "Something"), record("01", "own-work", "")])


def test_what_is_asked_about_a_case_counts_as_its_sort():
    """No row for each follow-up question."""
    found = [*FOUND, record("04", "sort-clear.differently.visitor-permits", "It depends.")]
    [sort] = [row for row in done(found) if row.item == "sort-clear"]

    assert len(done(FOUND)) == len(done(found))
    assert ("It depends.",) == sort.texts


def test_a_question_asked_again_in_a_later_unit_is_counted_with_its_own():
    """Its own answer stays; only checks are counted."""
    again = record("00", "cannot-teach", ["trust"], day="2026-11-27", checked=True, asked_in="03")
    [row] = done([FOUND[1], again])

    assert (1, "2026-11-27") == (row.again, row.last)


def test_the_page_says_what_it_is_not():
    """Not a certificate, no proof that anybody co-produces, no marks: in both readings, even where nothing was done."""
    for easy in (False, True):
        for found in (FOUND, []):
            text = text_of(as_html(found, DAY, easy=easy))
            for key in ("learnt-not", "learnt-not-proof", "learnt-not-marks"):
                assert (SAY[key].easy if easy else SAY[key].text) in text


def test_the_page_says_what_was_done_when_and_in_which_wording():
    """Days in words, the beginning of the digest, and the version of the unit's readings."""
    text = text_of(as_html(FOUND, DAY))
    digest = content.digest(content.load_unit("04").item("sort-clear")).removeprefix("sha256:")[:12]

    assert "28 November 2026" in text
    assert "21 November 2026" in text
    assert "23 November 2026" in text
    assert "23 November 2026 As it is now" in re.sub(r"\s+", " ", text)
    assert digest in text.split(SAY["learnt-checksums"].text)[1]
    assert digest not in text.split(SAY["learnt-checksums"].text)[0]
    assert "version 1, agreed on 21 November 2026 by the course's writers only" in text
    assert "Unit 04" in text


def test_wording_that_has_changed_since_is_said():
    """The digest of the answer is not that of the question as it is."""
    found = [record("04", "sort-clear", {}, checked=True, digest="sha256:" + "0" * 64, interaction="sort")]

    text = text_of(as_html(found, DAY))

    assert SAY["learnt-changed"].text in text
    assert "000000000000" in text


def test_what_the_course_no_longer_has_is_still_in_it():
    """A question and a whole unit that are gone."""
    gone = {"digest": "sha256:" + "a" * 64, "interaction": "reflect"}
    text = text_of(as_html([record("04", "old", "x", **gone), record("77", "older", "y", **gone)], DAY))

    assert "a question that the course no longer has (old)" in text
    assert "Unit 77, which the course no longer has" in text


def test_no_mark_is_in_it():
    """Right and wrong answers give the same page."""
    right = record("00", "cannot-teach", ["trust"], checked=True)
    marked = msgspec.structs.replace(right, score=records.Marks(0.25, 1, 0.25), confidence=0.9)

    assert as_html([right], DAY) == as_html([marked], DAY)


def test_own_words_are_in_it_only_when_they_are_asked_for():
    """By default nothing that the learner wrote leaves the folder."""
    assert "We decide the menu" not in as_html(FOUND, DAY)
    assert "We decide the menu" in as_html(FOUND, DAY, own_words=True)


def test_what_a_learner_wrote_or_typed_is_text_and_nothing_else():
    """Own words, a name, and even the ids of a foreign file."""
    page = as_html(FOUND, DAY, own_words=True, name=HOSTILE)

    assert not re.search(r"<(script|img|a|iframe|form|link)\b", page)
    assert 2 == text_of(page).count("onerror=alert(1)")
    assert not re.search(r"https?:|url\(|@import", page)


def test_a_name_is_printed_and_said_to_be_unchecked():
    """Without one there is no line for it."""
    assert "Name: Sam Okoro" in text_of(as_html(FOUND, DAY, name="  Sam \n Okoro "))
    assert SAY["learnt-name-typed"].text in text_of(as_html(FOUND, DAY, name="Sam"))
    assert "Name:" not in text_of(as_html(FOUND, DAY, name=" "))


@pytest.mark.parametrize(
    ("interaction", "response", "texts"),
    [
        ("plan", [{"action": "Open", "by": "2027-01-31", "shares": "doing"}, 7], ("Open",)),
        ("plan", "no list", ()),
        ("audit", {"power": {"rating": 2, "evidence": "In May"}, "peers": {"rating": None}, "x": 1}, ("In May",)),
        ("balance", {"stages": {"plan": 0}, "limit": "The date"}, ("The date",)),
        ("choice", ["trust"], ()),
        ("reflect", "  ", ()),
    ],
)
def test_own_words_are_the_texts_of_an_answer(interaction, response, texts):
    """Not the ids and days beside them; a strange shape has none."""
    found = [record("77", "one", response, digest="sha256:" + "a" * 64, interaction=interaction)]

    assert [texts] == ([row.texts for row in done(found)] or [()])


def test_a_question_beside_another_is_as_it_was_worded():
    """Who predicts what a story will move, and stops there, has answered no wording that has changed."""
    [story] = [item for item in content.load_unit("07").items if item.interaction == "story"][:1]
    asked = f"{story.id}.predict.{story.story.decisions[0].id}"
    found = record("07", asked, ["trust"])

    assert SAY["learnt-same"].text in text_of(as_html([found], DAY))


def test_the_words_of_somebody_invited_are_nobody_s_own_words():
    """They may be kept in the file, and are never handed on as what the learner wrote."""
    found = [record("08", "audit-invited", {"power": {"rating": 2, "evidence": "They laughed at me"}})]

    assert [("audit-invited", ())] == [(row.item, row.texts) for row in done(found)]
    assert "They laughed" not in as_html(found, DAY, own_words=True)


def test_what_was_written_before_comes_in_the_order_asked_for():
    """Only texts, only what is there, with the question and where it stands."""
    found = [*FOUND, record("01", "own-work", " One sentence. ")]
    texts = earlier.written(found, ["03.own-moment", "01.own-work", "02.own-list"])

    assert [("03", "own-moment"), ("01", "own-work")] == [(one["unit"], one["item"]) for one in texts]
    assert "One sentence." == texts[1]["text"]
    assert content.load_unit("03").item("own-moment").prompt.text == texts[0]["prompt"]["text"]


# --- the command -----------------------------------------------------------------------------------


def coprod_record(*arguments, cwd):
    command = [sys.executable, "-m", "coprod_widgets.cli", "record", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, encoding="utf-8")


def test_the_command_writes_the_page_and_changes_nothing_else(tmp_path):
    """Into the file that is named; the answers stay as they were."""
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    for one in FOUND:
        records.append(workspace / "answers.jsonl", one)
    before = (workspace / "answers.jsonl").read_bytes()
    finished = coprod_record("--workspace", workspace, "--out", tmp_path / "mine.html", "--name", "Sam", cwd=tmp_path)
    page = (tmp_path / "mine.html").read_text("utf-8")

    assert (0, "") == (finished.returncode, finished.stderr)
    assert "Name: Sam" in page
    assert "We decide the menu" not in page
    assert before == (workspace / "answers.jsonl").read_bytes()


def test_the_command_can_print_with_own_words_in_easy_read(tmp_path):
    """To the terminal, whatever its character set."""
    records.append(tmp_path / "answers.jsonl", FOUND[-1])
    finished = coprod_record("--workspace", tmp_path, "--out", "-", "--own-words", "--easy", cwd=tmp_path)

    assert SAY["learnt-not"].easy in text_of(finished.stdout)
    assert "We decide the menu" in finished.stdout
    assert not (tmp_path / "record-of-learning.html").exists()


@pytest.mark.parametrize("option", ["--workspace", "--out"])
def test_a_folder_that_is_not_there_is_said(option, tmp_path):
    """Exit code 2 and a sentence."""
    options = {"--workspace": tmp_path, "--out": tmp_path / "mine.html"} | {option: tmp_path / "none" / "here"}
    finished = coprod_record(*[part for pair in options.items() for part in pair], cwd=tmp_path)

    assert 2 == finished.returncode
    assert str(tmp_path / "none" / "here") in finished.stderr


def test_a_line_that_is_no_answer_is_told(tmp_path):
    """The rest is in the record all the same."""
    records.append(tmp_path / "answers.jsonl", FOUND[1])
    with (tmp_path / "answers.jsonl").open("a") as file:
        file.write("torn\n")
    finished = coprod_record("--workspace", tmp_path, cwd=tmp_path)

    assert 0 == finished.returncode
    assert "line 2: not in the record" in finished.stderr
    assert "Unit 00" in (tmp_path / "record-of-learning.html").read_text("utf-8")


def test_a_file_that_can_t_be_read_makes_no_record(tmp_path, capsys):
    """A page that says that nothing was done would not be true."""
    (tmp_path / "answers.jsonl").mkdir()

    assert 2 == cli.main(["record", "--workspace", str(tmp_path), "--out", str(tmp_path / "mine.html")])
    assert "is a folder" in capsys.readouterr().err
    assert not (tmp_path / "mine.html").exists()
