"""The benchmarks' table says what its numbers say, and its page has every line. Nothing here looks at a clock."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


def load(name):
    """Load one of the scripts, which belong to no package."""
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


table = load("table")
NAMES = {name for row in table.ROWS for name in (row.ours, row.theirs)}
SAMPLES = {name: [200.0] for name in NAMES}


def line(text, what, instead):
    """Return the cells of the table's line about one comparison."""
    lines = [line[2:-2].split(" | ") for line in text.splitlines() if line.startswith(f"| {what} |")]
    [found] = [cells for cells in lines if cells[2].endswith(instead)]
    return found


def test_a_line_holds_the_medians_their_spread_and_the_ratio():
    """Five numbers become their median, lowest and highest, and two medians one ratio."""
    made = table.table(SAMPLES | {"open 03": [900, 1000, 1500, 980, 1020], "open plain": [2500, 2400, 2600]})

    assert [
        "Opening unit 03: first activity",
        "1,000 ms (900 to 1,500)",
        "2,500 ms (2,400 to 2,600): plain notebook with one slider",
        "2.5 times faster",
        "not slower: met",
    ] == line(made, "Opening unit 03: first activity", "one slider")


@pytest.mark.parametrize(
    ("ours", "theirs", "unit", "words"),
    [
        (100, 104, "ms", "the same"),
        (104, 100, "ms", "the same"),
        (100, 121, "ms", "1.21 times faster"),
        (2, 100, "ms", "50 times faster"),
        (250, 100, "ms", "2.5 times slower"),
        (50, 100, "MB", "2.0 times smaller"),
        (300, 100, "MB", "3.0 times bigger"),
    ],
)
def test_a_ratio_is_said_in_words(ours, theirs, unit, words):
    """Less time is faster, less memory is smaller, and a twentieth is no difference."""
    assert words == table.ratio(ours, theirs, unit)


@pytest.mark.parametrize(
    ("what", "ours", "theirs", "said"),
    [
        ("Opening unit 00: first activity", 100, 100, "met"),
        ("Opening unit 00: first activity", 101, 100, "missed"),
        ("Moving a slider: new picture", 2, 100, "met"),
        ("Moving a slider: new picture", 2.1, 100, "missed"),
        ("Answering: Python's reply in sight, answer kept", 59.9, 1, "met"),
        ("Answering: Python's reply in sight, answer kept", 60, 1000, "missed"),
        ("`import coprod_widgets`", 120, 100, "met"),
        ("`import coprod_widgets`", 121, 100, "missed"),
    ],
)
def test_an_aim_is_met_or_missed_by_the_numbers_alone(what, ours, theirs, said):
    """Each aim holds up to its limit and no further."""
    rows = [row for row in table.ROWS if row.what == what]

    assert rows
    assert {f"{row.aim}: {said}" for row in rows} == {table.verdict(row, ours, theirs) for row in rows}


def test_a_line_without_an_aim_has_no_verdict():
    """Nothing is called met that nobody aimed at."""
    [row] = [row for row in table.ROWS if row.what == "Opening unit 03: all activities"]

    assert "" == table.verdict(row, 1, 1000)


def test_a_table_is_not_made_from_half_the_numbers():
    """What was not measured is named, instead of being left out."""
    with pytest.raises(ValueError, match=r"Nothing was measured for: answer label, open 03\. "):
        table.table({name: SAMPLES[name] for name in NAMES - {"answer label", "open 03"}})


def test_the_page_names_its_commands_and_has_every_line():
    """The page in docs/ is the one that the command writes: the same words, and every comparison with numbers."""
    number = r"[\d,.]+ (ms|MB) \([\d,.]+ to [\d,.]+\)"

    assert f"```\n{table.COMMAND}\n```" in PAGE
    assert f"`{table.WRITE}`" in PAGE
    for row in table.ROWS:
        _, ours, theirs, ratio, aim = line(PAGE, row.what, row.instead)
        assert re.fullmatch(number, ours)
        assert re.fullmatch(f"{number}: {re.escape(row.instead)}", theirs)
        assert re.fullmatch(r"the same|[\d.]+ times (faster|slower|smaller|bigger)", ratio)
        assert re.fullmatch(f"{re.escape(row.aim)}: (met|missed)" if row.aim else "", aim)


def test_the_page_is_as_the_command_would_write_it():
    """Its words are those of the script: who changes them there writes the page anew."""
    sentence = re.search(r"^(Pages were opened .*?) Times and sizes", PAGE, re.MULTILINE | re.DOTALL)[1]
    machine = re.search(r"^Measured on (.*)\.$", PAGE, re.MULTILINE)[1]
    made = table.page(SAMPLES, machine, sentence)
    without = [[line for line in text.splitlines() if not line.startswith("| ")] for text in (made, PAGE)]

    assert without[0] == without[1]


def test_the_command_is_a_target_of_the_makefile():
    """Make benchmarks is there, sets itself up, and passes its arguments on."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(r"^benchmarks: \.venv/test\n\t@\$\(BIN\)/python benchmarks \$\(ARGS\)$", makefile, re.MULTILINE)
    assert re.search(r"^\.PHONY:.*\bbenchmarks\b", makefile, re.MULTILINE)
