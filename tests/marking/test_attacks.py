"""What learners might try against whoever marks: none of it has an effect, by either door, and nothing is left behind.

Each row is one learner who attacks; all are marked in one run with others who do not. Whatever an attack would do first
is to plant a file: none is there afterwards.
"""

import json
import os
import socket
import stat
from typing import NamedTuple

import one_run
import pytest
from handing_in import keyed

from coprod_widgets import exercises

PLANTED, ASLEEP = "planted-by-a-learner", "86399.25"
"""What the name of every file that an attack plants begins with; how many seconds its programs would sleep."""
PLANT = f"import pathlib; pathlib.Path(r'%s', '{PLANTED}-%s').write_text('It ran.')\n"

CELLS = {
    "own-mark": "import sqlite3 as s; s.connect('../../../gradebook.db').execute('update grade set manual_score = 9')",
    "ghost-learner": "import sqlite3; b = sqlite3.connect('../../../gradebook.db'); b.execute('delete from student')",
    "keys-read": "print(open('../../../keys/small.yaml').read())",
    "others-read": "print(open('../../../submitted/zoe/small/answers.jsonl').read())",
    "hidden-tests": "get_ipython().events.register('pre_run_cell', lambda info: print(info.raw_cell))",
    "another-mark": "from coprod_widgets.marking import cell; cell.mark_here = lambda *_: 99.0",
    "another-scoring": "import coprod_widgets.scoring as s; s.score = lambda *_: s.Score(9, 9, 1)",
    "another-tree": "get_ipython().ast_transformers.append(__import__('ast').NodeTransformer())",
    "another-formatter": "get_ipython().display_formatter.format = lambda *_, **__: ({'text/plain': '99.0'}, {})",
    "another-main": "import __main__; __main__.mark_here = lambda *_: 99.0",
    "above-the-most": "99.0",
    "exit": "import sys; sys.exit()",
    "quit": "quit()",
    "hard-exit": "import os; os._exit(3)",
    "for-ever": "while True: pass",
    "deaf-for-ever": "import signal; signal.signal(2, signal.SIG_IGN)\nwhile True: pass",
    "slow": f"import time; time.sleep({ASLEEP})",
    "programs": f"import subprocess as s\nfor _ in range(150): s.Popen(['sleep', '{ASLEEP}'], start_new_session=True)",
    "memory": "x = bytearray(2_500_000_000)",
    "long-print": "print('x' * 30_000_000)",
    "disk": "open('filler', 'wb').write(bytes(300_000_000))",
    "source-overwritten": "open('../../../source/small/items.yaml', 'w').write('')",
    "network": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    "secrets": "import os; print(dict(os.environ))",
    "parent-killed": "import os; os.kill(os.getppid(), 15)",
    "magics": f"%env HOME=/\n!sleep {ASLEEP} &\n%run ../../../keys/small.yaml",
}
"""What stands in a cell of the notebook that was handed in, first of all."""

MODULES = [
    "sitecustomize.py", "usercustomize.py", "conftest.py", "nbgrader_config.py", "jupyter_config.py", "setup.py",
    "anywidget.py", "msgspec.py", "yaml.py", "json.py", "nbgrader.py", "coprod_widgets.py", "small.py",
    "coprod_widgets/__init__.py", "coprod_widgets/marking/cell.py", "coprod_widgets/marking/doors.py",
    ".ipython/profile_default/startup/00.py", ".ipython/profile_default/ipython_config.py",
    ".jupyter/jupyter_config.py", "own.pth", "autograded/attacker/small/small.py",
]  # fmt: skip
"""Files in the place of an installed module, or of settings that Python, IPython, Jupyter or nbgrader would load."""

OUTPUTS = {
    "script": {"text/html": "<script>alert('x')</script>"},
    "javascript": {"application/javascript": "alert('x')"},
    "picture": {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload=\"alert('x')\"/>"},
    "widget": {"application/vnd.jupyter.widget-view+json": {"model_id": "x", "version_major": 2}},
    "mark": {"text/plain": "99.0"},
}
"""What is shown below the cells of the notebook that was handed in."""


def a_link(name, to):
    def spoil(folder):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(to.format(folder=folder, course=folder.parent.parent.parent))

    return spoil


def a_hard_link(name, to):
    def spoil(folder):
        (folder / name).unlink(missing_ok=True)
        (folder / name).hardlink_to(to.format(course=folder.parent.parent.parent))

    return spoil


def a_pipe(name):
    def spoil(folder):
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return spoil


def a_socket(folder):
    (folder / "answers.jsonl").unlink()
    before = os.getcwd()
    os.chdir(folder)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("answers.jsonl")
    os.chdir(before)


def a_linked_folder(folder):
    folder.rename(folder.parent / "mine")
    folder.symlink_to("mine")


def a_linked_learner(folder):
    folder.parent.rename(folder.parent.parent / ".hidden")
    folder.parent.symlink_to("zoe")


def a_file_for_a_folder(folder):
    folder.rename(folder.parent / "mine")
    folder.write_text("small")


def a_film(folder):
    with open(folder / "film.mp4", "wb") as file:
        file.truncate(200_000_000)


def a_circle(folder):
    (folder / "again").symlink_to(folder)
    (folder / "notes" / "more").mkdir(parents=True)
    (folder / "notes" / "more" / "up").symlink_to("../..")


class Row(NamedTuple):
    """What lies in the folder, the mark (None: none is given), what is told, and whether nbgrader is given it too."""

    spoil: object
    mark: float | None = one_run.WHOLE
    tells: str = ""
    both: bool = True


NOT_ORDINARY = "not an ordinary file."
ASIDE = f"{NOT_ORDINARY} It is left aside."
LINKS = {
    "other-s-answers": Row(a_link("answers.jsonl", "{course}/submitted/zoe/small/answers.jsonl"), None, "is a link, "),
    "the-key": Row(a_link("answers.jsonl", "{course}/keys/small.yaml"), None, f"is a link, {NOT_ORDINARY}"),
    "system-file": Row(a_link("answers.jsonl", "/etc/passwd"), None, f"is a link, {NOT_ORDINARY}"),
    "endless-device": Row(a_link("answers.jsonl", "/dev/zero"), None, f"is a link, {NOT_ORDINARY}"),
    "to-itself": Row(a_link("answers.jsonl", "answers.jsonl"), None, f"is a link, {NOT_ORDINARY}"),
    "to-nothing": Row(a_link("answers.jsonl", "nowhere"), None, f"is a link, {NOT_ORDINARY}"),
    "to-a-folder": Row(a_link("answers.jsonl", "/etc"), None, f"is a link, {NOT_ORDINARY}"),
    "pipe": Row(a_pipe("answers.jsonl"), None, f"is a pipe or a device, {NOT_ORDINARY}"),
    "socket": Row(a_socket, None, f"is a pipe or a device, {NOT_ORDINARY}", both=False),
    "copy-of-another-s": Row(a_hard_link("answers.jsonl", "{course}/submitted/aaron/small/answers.jsonl")),
    "copy-of-the-key": Row(a_hard_link("answers.jsonl", "{course}/keys/small.yaml"), None, "no line that can be read"),
    "linked-folder": Row(a_linked_folder, None, "is a link, not a folder. Links are not followed", both=False),
    "linked-learner": Row(a_linked_learner, None, "is a link, not a folder. Links are not followed", both=False),
    "file-for-a-folder": Row(a_file_for_a_folder, None, "is not a folder.", both=False),
    "circle": Row(a_circle),
    "linked-time": Row(a_link("timestamp.txt", "/etc/hostname"), tells=f"timestamp.txt is a link, {ASIDE}"),
    "endless-time": Row(a_link("timestamp.txt", "/dev/zero"), tells=f"timestamp.txt is a link, {ASIDE}"),
    "waiting-time": Row(a_pipe("timestamp.txt"), tells=f"timestamp.txt is a pipe or a device, {ASIDE}"),
    "linked-secret": Row(a_link("submission_secret.txt", "/etc/passwd"), tells=f"secret.txt is a link, {ASIDE}"),
    "waiting-secret": Row(a_pipe("submission_secret.txt"), tells=f"secret.txt is a pipe or a device, {ASIDE}"),
    "linked-notebook": Row(a_link("small.ipynb", "/etc/passwd")),
    "endless-notebook": Row(a_link("small.ipynb", "/dev/zero")),
    "waiting-notebook": Row(a_pipe("small.ipynb")),
    "linked-picture": Row(a_link("picture.png", "/dev/zero")),
    "waiting-picture": Row(a_pipe("picture.png")),
    "linked-configuration": Row(a_link("nbgrader_config.py", "{course}/nbgrader_config.py")),
    "large": Row(a_film),
}

NAMES = [
    "Zoë Ünal", "o'brien", "smith, jr", '=HYPERLINK("x")', "<b>bob", "a%s{c}", "-rf", "nul", "名前", "$(reboot)",
    "'; drop table grade; --", "{student_id}", "{assignment_id}", "__class__", "a" * 128, "small",
]  # fmt: skip
"""Names of learners' folders that programs might trip over."""
PATTERNS = ["*", "[a-z]"]
"""Names that nbgrader's own command takes for patterns of names."""
NO_NAMES = {
    "a\nb": "can't be a learner's id; allowed: up to 128 printable characters.",
    "a\x1b[2J": "can't be a learner's id; allowed: up to 128 printable characters.",
    "a\u202eb": "can't be a learner's id; allowed: up to 128 printable characters.",
    "b" * 129: "can't be a learner's id; allowed: up to 128 printable characters.",
    os.fsdecode(b"ad\xe0"): "has characters that can't be read. Rename it to the learner's id.",
}


def change_notebook(folder, change):
    path = folder / "small.ipynb"
    tree = json.loads(path.read_bytes())
    change(tree["cells"])
    path.write_text(json.dumps(tree))


def plant(place, name):
    return PLANT % (place, name)


def with_cell(place, name):
    """Return what puts an attack above everything else in the notebook."""
    cell = {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [], "execution_count": None}
    source = plant(place, name) + CELLS[name]
    return lambda folder: change_notebook(folder, lambda cells: cells.insert(0, cell | {"source": source}))


def with_output(data):
    def change(cells):
        for cell in cells:
            if cell["cell_type"] == "code":
                cell["outputs"] = [
                    {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}
                ]

    return lambda folder: change_notebook(folder, change)


def with_modules(place):
    def spoil(folder):
        for name in MODULES:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(plant(place, name.replace("/", "-")))
        (folder / "gradebook.db").write_bytes(b"SQLite format 3\0")

    return spoil


@pytest.fixture(scope="module")
def run(generated, tmp_path_factory):
    """Mark all attackers in one run by each door, with three who handed in what is right."""
    place = tmp_path_factory.mktemp("attacks")
    work = {name: with_cell(place, name) for name in CELLS}
    work |= {f"shows-{name}": with_output(data) for name, data in OUTPUTS.items()}
    work |= {name: row.spoil for name, row in LINKS.items()} | {"modules": with_modules(place)}
    work |= {name: lambda folder: None for name in [*NAMES, *PATTERNS, *NO_NAMES]}
    only_ours = [*PATTERNS, *NO_NAMES, *(name for name, row in LINKS.items() if not row.both)]
    # An attack that works would be at work in this process, too.
    return one_run.run(generated, place, work, only_ours, one_run.stock.nbgrader_apart)


def told(run, name):
    came = run.told[name.encode("utf-8", "backslashreplace").decode()]
    return came["did"], came["mark"], [*came["warnings"], *([came["reason"]] if came["reason"] else [])]


def test_an_attack_would_be_seen_if_it_ran(tmp_path):
    """What the other tests look for is there once one line of an attack has run."""
    exec(plant(tmp_path, "here"))

    assert [f"{PLANTED}-here"] == [path.name for path in tmp_path.rglob(f"{PLANTED}*")]


@pytest.mark.parametrize("name", [*CELLS, *(f"shows-{name}" for name in OUTPUTS), "modules", *NAMES])
def test_an_attack_earns_what_the_answers_earn_by_either_door(run, name):
    """Right answers are worth their mark; what else was handed in is worth nothing, and costs nothing."""
    assert ("marked", one_run.WHOLE, []) == told(run, name)
    assert one_run.marks(run.course)[name] == one_run.marks(run.other)[name]
    assert one_run.marked_files(run.course, name) == one_run.marked_files(run.other, name)
    assert {"small.ipynb", "timestamp.txt"} == set(one_run.marked_files(run.course, name))


@pytest.mark.parametrize("name", LINKS)
def test_no_link_is_followed_and_no_pipe_is_waited_for(run, name):
    row, (did, mark, said) = LINKS[name], told(run, name)

    assert ("refused" if row.mark is None else "marked", row.mark) == (did, mark)
    assert [] == said if not row.tells else row.tells in said[-1], said
    if row.both:
        assert one_run.marked_files(run.course, name) == one_run.marked_files(run.other, name)
        assert (row.mark or 0) == sum(score or 0 for score, _ in one_run.marks(run.other)[name].values())
    if row.both and row.mark is None:
        assert f"NotMarked: {name} can't be marked. " in run.said


@pytest.mark.parametrize("name", PATTERNS)
def test_a_name_that_is_a_pattern_is_a_name(run, name):
    assert ("marked", one_run.WHOLE, []) == told(run, name)


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_can_be_no_id_is_refused(run, name):
    did, mark, said = told(run, name)

    assert ("refused", None) == (did, mark)
    assert f"The name of the folder {NO_NAMES[name]}" in said


def test_nothing_of_what_was_handed_in_has_run(run):
    assert [] == list(run.course.parent.rglob(f"{PLANTED}*"))
    assert [] == one_run.left_over(ASLEEP)


def test_nothing_around_has_changed_and_nothing_was_handed_in_differently(run):
    """Keys, sources, configuration, home folder and every file of every learner are as they were."""
    assert run.outside == one_run.outside(run)


@pytest.mark.parametrize("which", ["course", "other"])
def test_marked_folders_hold_ordinary_files_of_ours_alone(run, which):
    """No link, no program, no picture and no word of a learner's notebook gets into what trainers and learners open."""
    found = [path for path in (getattr(run, which) / "autograded").rglob("*") if not path.is_dir()]
    words = [PLANTED.encode(), b"alert(", b"99.0", b"onload", b"root:"]

    assert len(found) > 2 * len(CELLS)
    assert {"small.ipynb", "timestamp.txt"} == {path.name for path in found}
    assert [] == [path for path in found if path.lstat().st_mode != stat.S_IFREG | 0o444]
    assert [] == [(path, word) for path in found for word in words if word in path.read_bytes()]


@pytest.mark.parametrize("which", ["course", "other"])
def test_the_gradebook_holds_nobody_s_own_marks(run, which):
    """No manual mark, no extra credit, nobody who did not hand in, and for everybody every question once."""
    held = one_run.marks(course := getattr(run, which))

    assert [(0,)] == one_run.stock.query(
        course, "select count(*) from grade where manual_score is not null or extra_credit is not null"
    )
    assert set(held) <= {*run.told}
    assert {"sort", "facts", "choices", "links", "power", "words"} == {name for one in held.values() for name in one}


def test_the_trainer_s_own_files_are_whole(run):
    """The key still gives the marks it gave."""
    for course in (run.course, run.other):
        small = keyed(course)
        right = {item.id: one.response for item, one in exercises.examples(small)[::-1] if one.name == "correct"}
        assert one_run.WHOLE == sum(one.raw or 0 for one in exercises.mark(small, right))


@pytest.mark.parametrize("name", one_run.GOOD)
def test_whoever_does_not_attack_is_marked_as_if_alone(run, name):
    assert ("marked", one_run.WHOLE, []) == told(run, name)
    assert one_run.marked_files(run.course, name) == one_run.marked_files(run.other, name) != {}
