"""What is done on the pages while the clocks run: the course's, and the plain ones beside them."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import notebooks
import pages
from servers import Course, PlainLab, Server

START, UNIT = "00-start-here.ipynb", "03-power.ipynb"
BALANCE = '.coprod-widget[data-item="push-to-the-end"]'
GUESS = '[data-question="push-guess"]'
MOMENT = f'{BALANCE} [data-moment="decide"]'
PLAIN = {
    "slider.ipynb": notebooks.SLIDER,
    "output.ipynb": notebooks.OUTPUT,
    "image.ipynb": notebooks.IMAGE,
    "label.ipynb": notebooks.LABEL,
}
HANDLE = ".widget-hslider .noUi-handle"
Note = Callable[[str, float], None]


def measure(rounds: int, moves: int, note: Note, say: Callable[[str], None]) -> str:
    """Visit every page in turns; the first round warms up and is not noted. Return the browser's version.

    Parameters
    ----------
    rounds
        Rounds that count, 1 or more.
    moves
        How often a slider is moved on one visit, 1 or more.
    note
        Takes the name of a sample and a number, in milliseconds or MB.
    say
        Takes a sentence on how far it has got.
    """
    with tempfile.TemporaryDirectory(prefix="coprod-benchmarks-") as folder, pages.chromium() as browser:
        running: list[Server] = []
        try:
            for make in (Course, PlainLab):
                running.append(make(Path(folder) / make.__name__))
            course, plain = running
            for name, source in PLAIN.items():
                plain.put(name, notebooks.notebook(source))
            for turn in range(rounds + 1):
                say(f"Round {turn} of {rounds}" + ("" if turn else " (warming up)"))
                counted = note if turn else _ignore
                visits: list[Callable[[], None]] = [
                    lambda counted=counted: _unit(browser, course, moves, counted),
                    lambda counted=counted: _slider(browser, plain, counted),
                    lambda counted=counted: _start(browser, course, counted),
                    lambda counted=counted: _picture(browser, plain, "output", moves, counted),
                    lambda counted=counted: _picture(browser, plain, "image", moves, counted),
                    lambda counted=counted: _label(browser, plain, moves, counted),
                ]
                # Whoever comes later may profit or suffer from those before: every other round goes backwards.
                for visit in visits if turn % 2 else reversed(visits):
                    visit()
                    course.forget()
                    plain.forget()
            return str(browser.version)
        finally:
            for server in running:
                server.stop()


def _ignore(_name: str, _number: float) -> None:
    """Note nothing."""


def _unit(browser: Any, course: Course, moves: int, note: Note) -> None:
    """Open unit 03, move a beam and answer."""
    watched = {"first": ".coprod-widget", "alive": '[data-coprod-state="alive"]'}
    with pages.opened(browser, course.address(UNIT), watched) as page:
        note("open 03", pages.seen(page, "first"))
        note("alive 03", pages.seen(page, "alive"))
        course.rest()
        course.settle()
        _remember(course, "course", note)
        slider = page.locator(f"{MOMENT} input[type=range]")
        change = {"within": f"{MOMENT} svg", "attribute": "cx", "picture": f"{MOMENT} svg"}
        change["rests"] = f"{MOMENT} .coprod-arm"
        for times in pages.pulled(page, slider, moves, change, inset=12):
            note("ready balance", times["ready"])
            note("frame balance", times["frame"])
            note("hand balance", times["hand"])
            note("rest balance", times["rest"])
        # The reading is shown after a guess; from then on it follows every answer.
        page.locator(f"{BALANCE} {GUESS} input").first.check()
        page.locator(f"{BALANCE} .coprod-main").click()
        page.locator(f"{BALANCE} .coprod-outcome-name").wait_for()
        course.rest()
        before = _kept(course)
        for took in pages.pressed(page, slider, moves, within=f"{BALANCE} .coprod-status"):
            note("answer balance", took)
        course.rest()
        if _kept(course) != before + moves + 2:
            raise RuntimeError(f"{moves + 2} answers were given, and {_kept(course) - before} were kept.")


def _start(browser: Any, course: Course, note: Note) -> None:
    """Open the start page."""
    with pages.opened(browser, course.address(START), {"first": ".coprod-widget"}) as page:
        note("open 00", pages.seen(page, "first"))
        course.rest()


def _slider(browser: Any, plain: PlainLab, note: Note) -> None:
    """Open a plain notebook with one slider and run it."""
    with pages.opened(browser, plain.address("slider.ipynb"), {"first": HANDLE}, run=True) as page:
        note("open plain", pages.seen(page, "first"))
        plain.rest()
        _remember(plain, "plain", note)


def _picture(browser: Any, plain: PlainLab, kind: str, moves: int, note: Note) -> None:
    """Move a slider that has matplotlib draw anew."""
    with pages.opened(browser, plain.address(f"{kind}.ipynb"), {"picture": ".jp-OutputArea img"}, run=True) as page:
        pages.seen(page, "picture")
        plain.rest()
        bar = page.locator(".widget-hslider .slider")
        for times in pages.pulled(page, bar, moves, {"load": "yes", "picture": ".jp-OutputArea img"}, inset=0):
            note(f"ready {kind}", times["ready"])
            note(f"frame {kind}", times["frame"])
            note(f"hand {kind}", times["hand"])


def _label(browser: Any, plain: PlainLab, moves: int, note: Note) -> None:
    """Move a slider whose value Python writes into a label."""
    with pages.opened(browser, plain.address("label.ipynb"), {"slider": HANDLE}, run=True) as page:
        pages.seen(page, "slider")
        plain.rest()
        for took in pages.pressed(page, page.locator(HANDLE), moves, within=".widget-vbox > .widget-label"):
            note("answer label", took)


def _remember(server: Server, whose: str, note: Note) -> None:
    """Note what the server and its kernel hold."""
    for name, megabytes in server.memory().items():
        note(f"{name} {whose}", megabytes)


def _kept(course: Course) -> int:
    """Return how many answers are on disk, each whole."""
    path = course.workspace / "answers.jsonl"
    return len([json.loads(line) for line in path.read_text("utf-8").splitlines()]) if path.exists() else 0
