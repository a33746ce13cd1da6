"""The built wheel, installed in an empty environment elsewhere, does the same job."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "exercises"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    [path] = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """Install the wheel, and nothing else of ours, in a new environment; return its folder of programs."""
    home = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", home / "env"], check=True)
    programs = home / "env" / "bin"
    pins = ROOT / "constraints.txt"
    # Of all that is installed little is imported here: to compile all of it takes as long as the rest.
    how = ["--quiet", "--no-compile", "--constraint", pins]
    command = [programs / "python", "-m", "pip", "install", *how, wheel]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    return programs


def environment(home):
    """Return an environment with a home of its own and nothing of this process's Jupyter or Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "PYTHON"))}
    return kept | {"HOME": str(home)}


def test_the_wheel_holds_words_pages_notebooks_and_the_extension(wheel):
    """What a learner needs is inside; tests, keys of exercises and answers are not."""
    names = zipfile.ZipFile(wheel).namelist()
    inside = [name for name in names if name.startswith("coprod_widgets/")]
    for path in (ROOT / "course").glob("*.ipynb"):
        assert f"coprod_widgets/course/{path.name}" in inside
    for pattern in ("**/*.py", "**/*.yaml", "**/*.csv", "**/*.js", "**/*.css", "**/*.json", "**/*.j2"):
        for path in (ROOT / "coprod_widgets").glob(pattern):
            assert str(path.relative_to(ROOT)) in inside
    assert [name for name in names if "share/jupyter/labextensions/coprod-lab/package.json" in name]
    assert [] == [name for name in names if "answers.jsonl" in name or name.startswith(("tests", "exercises"))]


def test_the_wheel_says_nothing_of_what_the_keys_of_exercises_say(wheel):
    """Looked for sentence by sentence in every file; what the course itself tells learners is in it and in a key."""
    import what_keys_say

    told = what_keys_say.all_sentences()
    course = {told[short] for short in what_keys_say.in_the_course()}
    found = {}
    with zipfile.ZipFile(wheel) as held:
        for name in held.namelist():
            said = {*what_keys_say.said_in(what_keys_say.text_of(name, held.read(name)))} - course
            found |= {name: said} if said else {}

    assert {} == found
    assert len(course) < 20 < 800 < len(told)


def test_the_installed_course_opens_in_the_home_folder(elsewhere, tmp_path):
    """Coprod learn from the wheel: notebooks in ~/co-production-course, a page that answers, a clean end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    learn = subprocess.Popen(
        [elsewhere / "coprod", "learn", "--no-browser", "--port", str(port)],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = learn.stdout.readline()
        address = next(word for word in line.split() if word.startswith("http://"))
        with urllib.request.urlopen(address, timeout=30) as page:
            text = page.read().decode("utf-8")
    finally:
        learn.send_signal(signal.SIGINT)
        rest, errors = learn.communicate(timeout=60)

    assert "coprod-lab" in text
    assert (0, "", "") == (learn.returncode, rest, errors)
    delivered = tmp_path / "co-production-course"
    assert sorted(p.name for p in (ROOT / "course").glob("*.ipynb")) == sorted(
        p.name for p in delivered.glob("*.ipynb")
    )
    assert [delivered] == [path for path in tmp_path.iterdir() if not path.name.startswith(".")]


def test_the_installed_course_is_sound(elsewhere, tmp_path):
    """Coprod check passes on the wheel's own words."""
    done = subprocess.run(
        [elsewhere / "coprod", "check"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("No problems")


def test_the_installed_course_brings_no_trainer_s_packages(elsewhere):
    """The base alone: no nbgrader, no pandas, no test tools."""
    listed = subprocess.run(
        [elsewhere / "python", "-m", "pip", "list", "--format", "json"], capture_output=True, check=True
    )
    names = {entry["name"].lower() for entry in json.loads(listed.stdout)}

    assert "jupyterlab" in names
    assert set() == names & {"nbgrader", "pandas", "scipy", "pytest", "nbval", "playwright", "hypothesis"}


def test_the_installed_course_has_no_keys_and_copies_them_from_a_copy_of_the_project(elsewhere, tmp_path):
    """Coprod new-course says where to get them, and takes them from there."""
    told = []
    for words in (["mine"], ["mine", "--from", str(ROOT)]):
        done = subprocess.run(
            [elsewhere / "coprod", "new-course", *words],
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        told.append((done.returncode, "coprod new-course DIR --from COPY" in done.stderr))

    assert [(2, True), (0, False)] == told
    assert sorted(p.name for p in (ROOT / "exercises" / "source").iterdir()) == sorted(
        p.name for p in (tmp_path / "mine" / "source").iterdir()
    )
