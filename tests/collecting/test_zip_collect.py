"""nbgrader's own zip_collect takes in the zips that learners hand in, by the configuration that is shipped."""

import re
import shutil
from datetime import UTC, datetime

import pytest
from hand_in_zips import EARLY, LATE, answers, hand_in, put
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.coursedir import CourseDirectory
from stock import PACKAGE
from traitlets.config.loader import PyFileConfigLoader

from coprod_widgets.content.words import Words
from coprod_widgets.parcels import handed_in


@pytest.fixture
def zip_collect(course):
    """Run it in this process on what lies in the archive; return what each learner's folder holds."""

    def zip_collect():
        shutil.copy(PACKAGE / "exercises" / "nbgrader_config.py", course)
        config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
        config.CourseDirectory.root = str(course)
        config.CourseDirectory.assignment_id = "small"
        app = ZipCollectApp(config=config)
        app.coursedir = CourseDirectory(parent=app)
        app.init_plugins()
        app.extract_archive_files()
        app.process_extracted_files()
        return {
            path.parent.name: {file.name: file.read_bytes() for file in path.iterdir()}
            for path in (course / "submitted").glob("*/small")
        }

    return zip_collect


@pytest.mark.parametrize("student", ["jo", "J", "jo.o-neil", "a" * 40, "jo_7", "a/../b", "ö" * 50, "j@x.example"])
@pytest.mark.parametrize("assignment", ["small", "ex3-four-approaches"])
def test_the_configuration_that_is_shipped_takes_every_name_that_an_exercise_makes(student, assignment, tmp_path):
    """The first of a day and the second; nbgrader unpacks each into a folder of its name."""
    loaded = PyFileConfigLoader("nbgrader_config.py", path=str(PACKAGE / "exercises")).load_config()
    names = [
        handed_in.hand_in(
            tmp_path, assignment, Words("Small"), student, b"", [], datetime(2026, 11, 20, tzinfo=UTC)
        ).name
        for _ in range(2)
    ]
    own = handed_in.named(names[0]).student
    for name in names:
        for file in ("answers.jsonl", "timestamp.txt", f"{assignment}.ipynb"):
            path = f"downloaded/{assignment}/extracted/{name.removesuffix('.zip')}/{file}"
            told = re.match(loaded.FileNameCollectorPlugin.named_regexp, path)
            assert {"student_id": own, "timestamp": "2026-11-20", "file_id": file} == told.groupdict()


def test_the_answers_the_time_and_the_notebook_reach_their_learners(course, zip_collect):
    """And the receipt stays where it was; a browser's copy is known as well."""
    archive = course / "downloaded" / "small" / "archive"
    data = answers(course, "one")
    put(archive / "ann_small_2026-11-20.zip", hand_in(data))
    put(archive / "b.o-b_small_2026-11-20 (1).zip", hand_in(data, student="b.o-b"))

    assert {
        student: {"answers.jsonl": data, "timestamp.txt": EARLY.encode(), "small.ipynb": b"{}"}
        for student in ("ann", "b.o-b")
    } == zip_collect()


def test_of_several_the_newest_counts(course, zip_collect):
    """Of two days, and of one day, where only the time inside tells them apart."""
    archive = course / "downloaded" / "small" / "archive"
    one, two, three = b"1\n", b"1\n2\n", b"1\n2\n3\n"
    put(archive / "ann_small_2026-11-20.zip", hand_in(one))
    put(archive / "ann_small_2026-11-21.zip", hand_in(two, stamp=LATE))
    put(archive / "ann_small_2026-11-21-2.zip", hand_in(three, stamp=LATE.replace("12:00", "15:30")))

    [held] = zip_collect().values()
    assert (three, LATE.replace("12:00", "15:30").encode()) == (held["answers.jsonl"], held["timestamp.txt"])
