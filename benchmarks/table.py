"""The rows of the table and how numbers become words. It measures nothing and writes no file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

COMMAND = "make benchmarks"
WRITE = 'make benchmarks ARGS="--write docs/benchmarks.md"'
SAME = 1.05
"""Two medians whose ratio is below this count as the same."""

PAGE = """\
# How fast it is

Each line sets the course beside what people would use instead. Both were measured in one run on one computer, in
turns.

```
{command}
```

prints this table anew for your computer; `{write}` writes this page. Compare the ratios, not the times: they depend
on the computer and on what else it is doing. No test looks at a time.

{table}

{runs} Times and sizes are medians, with the lowest and the highest in brackets.

Measured on {machine}.

## What is measured

- **Opening.** A browser with an empty cache goes to the page, and the clock stops when the first activity is in
  sight with a kernel behind it. The plain notebook has one cell with one `ipywidgets.IntSlider`. It is in a plain
  JupyterLab of the same version, with the extensions that come with it and with ipywidgets. Its cell is run by a
  key press the moment its kernel is ready; a person takes longer. Both servers are running already. "All
  activities" is every cell of unit 03.
- **Moving a slider.** The mouse holds the slider and moves once. "New picture" is from that event in the page until
  the picture has changed (or the new image has loaded) and is styled and laid out. "Until it is painted" goes on to
  the frame that shows it: the next `requestAnimationFrame`, and then the first message after it, which the browser
  hands over once the frame is done; no picture can be faster than the screen's next frame.
  "From the hand" starts when the browser received the move, so it includes the wait for the screen's next frame.
  The beam then swings for 0.18 s because that is easier to follow (not where less motion is asked for); "at rest"
  is its end. `Output` is `interactive_output` with `plt.show()`; `Image` is an `ipywidgets.Image` that gets a PNG.
  Both draw a beam of the same few shapes with matplotlib, at the size that it has by itself.
- **Answering.** An arrow key moves a slider. From the key event until the frame in which the page shows what Python
  made of it. In the course Python checks the answer, appends it to `answers.jsonl`, waits until the disk has it,
  and reads the balance anew. The plain slider sets the text of a `Label`, and keeps nothing.
- **Importing.** A fresh Python each time, its files in the computer's cache; without the start of Python.
  `import coprod_widgets` fetches its parts only when they are used, so what a page waits for is
  `from coprod_widgets import unit`.
- **Marking.** One exercise of twelve cases to sort, handed in by invented learners; the same notebook, key and answers
  for both, from the start of the command to its end. `nbgrader autograde` runs each notebook in a kernel; `coprod mark`
  reads the answers as data. The marks of both are compared, and where they differ there is no table. The large cohort
  is marked once.
- **Memory.** The server and the kernel, once the page is open and at rest. "Own" is what would be free again if the
  process ended (USS); "all" counts what it shares with others (RSS). The course's server keeps one kernel ready for
  the next page: "all kernels" counts it. Before each opening it is waited for, as it is there when somebody has read
  a page for some seconds; a page that is opened sooner waits for a kernel of its own.

The first turn warms everything up and is not counted. On the very first opening ever, matplotlib looks for the
computer's fonts, and Python compiles its files; that takes longer, with the course as with a plain notebook that
draws.
"""


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    what
        What is measured.
    ours, theirs
        The names of the samples that are compared.
    instead
        What the course is compared with.
    unit
        ``ms`` or ``MB``.
    at_most
        The highest ratio, ours to theirs, that meets the aim; None where there is no aim.
    below
        The median, in the row's unit, that ours has to be below; None where there is no aim.
    aim
        The aim in words; empty where there is none.
    """

    what: str
    ours: str
    theirs: str
    instead: str
    unit: str = "ms"
    at_most: float | None = None
    below: float | None = None
    aim: str = ""


_NOTEBOOK = "plain notebook with one slider"
_OUTPUT = "matplotlib in an `Output`"
_IMAGE = "matplotlib in an `Image`"
_STOCK = "`nbgrader autograde`"
_FIFTY = {"at_most": 1 / 50, "aim": "at least 50 times faster"}
_ANYWIDGET = "`import anywidget`"

ROWS = [
    Row(
        "Opening unit 03: first activity",
        "open 03",
        "open plain",
        _NOTEBOOK,
        at_most=1.0,
        aim="not slower",
    ),
    Row("Opening unit 03: all activities", "alive 03", "open plain", _NOTEBOOK),
    Row(
        "Opening unit 00: first activity",
        "open 00",
        "open plain",
        _NOTEBOOK,
        at_most=1.0,
        aim="not slower",
    ),
    Row("Moving a slider: new picture", "ready balance", "ready output", _OUTPUT, **_FIFTY),
    Row("Moving a slider: new picture", "ready balance", "ready image", _IMAGE, **_FIFTY),
    Row("Moving a slider: until it is painted", "frame balance", "frame output", _OUTPUT),
    Row("Moving a slider: until it is painted", "frame balance", "frame image", _IMAGE),
    Row("Moving a slider, from the hand", "hand balance", "hand output", _OUTPUT),
    Row("Moving a slider, from the hand", "hand balance", "hand image", _IMAGE),
    Row("Moving a slider: picture at rest", "rest balance", "frame image", _IMAGE),
    Row(
        "Answering: Python's reply in sight, answer kept",
        "answer balance",
        "answer label",
        "`IntSlider`, `observe`, `Label`",
        below=60,
        aim="below 60 ms",
    ),
    Row(
        "`import coprod_widgets`",
        "import coprod_widgets",
        "import anywidget",
        _ANYWIDGET,
        at_most=1.2,
        aim="at most 1.2 times as long",
    ),
    Row("`from coprod_widgets import unit`", "from coprod_widgets import unit", "import anywidget", _ANYWIDGET),
    Row(
        "`from coprod_widgets import PowerBalance`",
        "from coprod_widgets import PowerBalance",
        "import anywidget",
        _ANYWIDGET,
    ),
    Row(
        "`from coprod_widgets import PowerBalance`",
        "from coprod_widgets import PowerBalance",
        "import ipywidgets",
        "`import ipywidgets`",
    ),
    Row("Marking: one submission", "mark each", "stock each", _STOCK, at_most=1 / 300, aim="at least 300 times faster"),
    Row(
        "Marking: one submission of a large cohort",
        "mark large each",
        "mark each",
        "the course, the smaller cohort",
        at_most=1.05,
        below=4,
        aim="below 4 ms (10,000 in 40 s), and no dearer",
    ),
    Row(
        "Marking: memory for a large cohort",
        "mark large memory",
        "stock memory",
        _STOCK,
        "MB",
        below=400,
        aim="below 400 MB",
    ),
    Row("Memory of the server: own", "server own course", "server own plain", "plain JupyterLab", "MB"),
    Row("Memory of the server: all", "server all course", "server all plain", "plain JupyterLab", "MB"),
    Row("Memory of unit 03's kernel: own", "kernel own course", "kernel own plain", _NOTEBOOK, "MB"),
    Row("Memory of unit 03's kernel: all", "kernel all course", "kernel all plain", _NOTEBOOK, "MB"),
    Row("Memory of all kernels: own", "kernels own course", "kernels own plain", _NOTEBOOK, "MB"),
]


def table(samples: Mapping[str, Sequence[float]]) -> str:
    """Return the table in Markdown.

    Parameters
    ----------
    samples
        For each name in a row's ``ours`` and ``theirs`` what was measured, in the row's unit; one number at least.

    Raises
    ------
    ValueError
        If samples are missing; the message names them.
    """
    missing = sorted({name for row in ROWS for name in (row.ours, row.theirs) if not samples.get(name)})
    if missing:
        raise ValueError(f"Nothing was measured for: {', '.join(missing)}. Every row needs its numbers.")
    lines = ["| what | the course | instead | the course is | aim |", "|---|---|---|---|---|"]
    for row in ROWS:
        ours, theirs = samples[row.ours], samples[row.theirs]
        cells = [
            row.what,
            _amount(ours, row.unit),
            f"{_amount(theirs, row.unit)}: {row.instead}",
            ratio(median(ours), median(theirs), row.unit),
            verdict(row, median(ours), median(theirs)),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def ratio(ours: float, theirs: float, unit: str) -> str:
    """Return in words how ours compares with theirs, for example ``2.5 times faster``."""
    less, more = ("faster", "slower") if unit == "ms" else ("smaller", "bigger")
    times = max(ours, theirs) / min(ours, theirs)
    if times < SAME:
        return "the same"
    return f"{times:.{0 if times >= 10 else 1 if times >= 1.95 else 2}f} times {less if ours < theirs else more}"


def verdict(row: Row, ours: float, theirs: float) -> str:
    """Return a row's aim and whether these medians meet it; empty for a row without an aim."""
    if not row.aim:
        return ""
    met = (row.at_most is None or ours <= theirs * row.at_most) and (row.below is None or ours < row.below)
    return f"{row.aim}: {'met' if met else 'missed'}"


def page(samples: Mapping[str, Sequence[float]], machine: str, runs: str) -> str:
    """Return the page for docs/: how to make the table, the table, and what its numbers mean.

    Parameters
    ----------
    samples
        As for :func:`table`.
    machine
        The computer in general words; without a name that would tell whose it is.
    runs
        A sentence that says how often each thing was measured.
    """
    return PAGE.format(command=COMMAND, write=WRITE, table=table(samples), machine=machine, runs=runs)


def _amount(numbers: Sequence[float], unit: str) -> str:
    return f"{_number(median(numbers))} {unit} ({_number(min(numbers))} to {_number(max(numbers))})"


def _number(value: float) -> str:
    """Return a number with as many digits as mean anything."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
