"""Measure the course beside what people would use instead, and print the table: ``python benchmarks``."""

import argparse
import os
import platform
import signal
import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import importing
import marking
import table
import visits

ROUNDS, MOVES, IMPORTS, COHORTS = 5, 10, 20, 3
QUICK_ROUNDS, QUICK_MOVES, QUICK_IMPORTS, QUICK_COHORTS = 1, 4, 3, 1


def main() -> int:
    """Run everything and print the table; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python benchmarks",
        description="Measure the course beside what people would use instead. Takes some minutes; leave the computer "
        "alone meanwhile.",
    )
    parser.add_argument("--quick", action="store_true", help="measure everything a few times only")
    parser.add_argument("--write", metavar="FILE", type=Path, help="write the page with the table to FILE")
    asked = parser.parse_args()
    rounds, moves, imports = (QUICK_ROUNDS, QUICK_MOVES, QUICK_IMPORTS) if asked.quick else (ROUNDS, MOVES, IMPORTS)
    cohorts, sizes = (QUICK_COHORTS, marking.QUICK) if asked.quick else (COHORTS, marking.SIZES)
    # So that the servers are ended, too, when this is.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    samples: dict[str, list[float]] = defaultdict(list)

    def note(name: str, number: float) -> None:
        samples[name].append(number)

    def say(sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)

    say("Imports …")
    importing.measure(imports, note)
    try:
        marking.measure(cohorts, sizes, note, say)
        browser = visits.measure(rounds, moves, note, say)
    except RuntimeError as error:
        say(f"The benchmarks could not be run. {error}")
        return 2
    machine = describe(browser)
    print(f"\n{machine}\n\n{table.table(samples)}")
    if asked.write:
        runs = (
            f"Pages were opened {rounds} times each, sliders were moved {moves} times on each visit, and each import "
            f"was run {imports} times. {_cohorts(cohorts, sizes)}"
        )
        asked.write.write_text(table.page(samples, machine, runs), "utf-8")
    return 0


def _cohorts(rounds: int, sizes: tuple[int, int, int]) -> str:
    stock, cohort, large = sizes
    return (
        f"A cohort was marked {rounds} times by each, {stock:,} submissions by nbgrader and {cohort:,} by the course; "
        f"a large one of {large:,} once by the course."
    )


def describe(browser: str) -> str:
    """Return in general words what was measured on; nothing in it tells whose computer it is."""
    system = {"Darwin": "macOS"}.get(platform.system(), platform.system())
    return (
        f"{os.cpu_count()} processor cores, {system}, Python {platform.python_version()}, JupyterLab "
        f"{version('jupyterlab')}, ipywidgets {version('ipywidgets')}, anywidget {version('anywidget')}, "
        f"matplotlib {version('matplotlib')}, Chromium {browser.split('.')[0]}"
    )


if __name__ == "__main__":
    sys.exit(main())
