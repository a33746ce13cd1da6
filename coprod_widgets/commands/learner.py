"""Commands for learners: open the course, see and take along what is theirs, and open an exercise."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from .printing import any_sign


def add_learn(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod learn``."""
    parser = commands.add_parser(
        "learn",
        help="open the course in your browser",
        description="Open the course in your browser. Your answers and notebooks are kept in one folder.",
    )
    _add_workspace(parser)
    parser.add_argument("--port", type=_port, metavar="N", help="the port to use; a free one when left out")
    parser.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    parser.set_defaults(run=_learn)


def _add_workspace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workspace",
        type=Path,
        metavar="DIR",
        help="the folder for your answers; when left out: workspace/ in a copy of the project, else "
        "co-production-course in your home folder",
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"a port is a whole number from 1 to 65535, not {text!r}")
    return int(text)


def _learn(arguments: argparse.Namespace) -> int:
    from coprod_widgets.lab.launcher import learn
    from coprod_widgets.lab.workspace import WorkspaceError, default_workspace

    try:
        return learn(arguments.workspace or default_workspace(), arguments.port, not arguments.no_browser)
    except WorkspaceError as problem:
        print(problem, file=sys.stderr)
        return 2


def add_memory(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod progress``, ``coprod export`` and ``coprod forget``."""
    parser = commands.add_parser(
        "progress",
        help="say where you are in the course",
        description="Say where you are in the course, what is left of it and what comes back, from your answers alone.",
    )
    _add_workspace(parser)
    parser.add_argument("--json", action="store_true", help="print it for programs")
    parser.set_defaults(run=_progress)
    parser = commands.add_parser(
        "export",
        help="copy all that is yours into one zip file",
        description="Write your answers (to read, as a table, as they are kept) and your own files into one zip file.",
    )
    _add_workspace(parser)
    parser.add_argument("--to", type=Path, metavar="FILE", help="the file to write; in the same folder when left out")
    parser.set_defaults(run=_export)
    parser = commands.add_parser(
        "forget",
        help="delete your answers for good",
        description="Delete your answers for good. You are asked twice; your own notebooks and files stay.",
    )
    _add_workspace(parser)
    parser.set_defaults(run=_forget)


def _workspace(arguments: argparse.Namespace) -> Path:
    from coprod_widgets.lab.workspace import default_workspace

    folder = arguments.workspace or default_workspace()
    with suppress(RuntimeError):  # there is no such home folder, and so no such folder
        folder = folder.expanduser()
    return folder.absolute()


def _progress(arguments: argparse.Namespace) -> int:
    from coprod_widgets.terminal import tell_progress

    any_sign()
    return tell_progress(_workspace(arguments), arguments.json)


def _export(arguments: argparse.Namespace) -> int:
    from coprod_widgets.terminal import export

    any_sign()
    return export(_workspace(arguments), arguments.to)


def _forget(arguments: argparse.Namespace) -> int:
    from coprod_widgets.terminal import forget

    any_sign()
    return forget(_workspace(arguments))


def add_open(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod open``."""
    parser = commands.add_parser(
        "open",
        help="put an exercise that you were given among your own",
        description="Put the exercise in a zip file that your trainer gave you into the folder of your exercises. "
        "It is then on the start page. Answers that you have given to it already are kept.",
    )
    parser.add_argument("file", type=Path, metavar="FILE.zip", help="the file, as your trainer gave it to you")
    _add_workspace(parser)
    parser.set_defaults(run=_open)


def _open(arguments: argparse.Namespace) -> int:
    from datetime import date

    from coprod_widgets.lab.arriving import take_in
    from coprod_widgets.lab.workspace import WorkspaceError, check
    from coprod_widgets.parcels import ParcelError

    any_sign()
    folder = _workspace(arguments)
    try:
        check(folder)
        arrival = take_in(folder, arguments.file, date.today())
    except (WorkspaceError, ParcelError) as problem:
        print(problem, file=sys.stderr)
        return 2
    print(" ".join(one.text for one in arrival.says()))
    return 0


def add_record(commands: argparse._SubParsersAction) -> None:
    """Describe ``coprod record``."""
    parser = commands.add_parser(
        "record",
        help="make a record of your learning, to print",
        description="Make a page that says what you did in this course and when. It is not a certificate.",
    )
    _add_workspace(parser)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("record-of-learning.html"),
        metavar="FILE",
        help="the page to write; record-of-learning.html in this folder when left out. - prints it",
    )
    parser.add_argument("--name", default="", metavar="NAME", help="a name to print on it; it is not kept")
    parser.add_argument("--own-words", action="store_true", help="include what you wrote in your own words")
    parser.add_argument("--easy", action="store_true", help="in Easy Read")
    parser.set_defaults(run=_record)


def _record(arguments: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from coprod_widgets import filing, records
    from coprod_widgets.learner import learning_record

    any_sign()
    folder = _workspace(arguments)
    if not folder.is_dir():
        print(f"{folder}: there is no such folder", file=sys.stderr)
        return 2
    reading = records.read(folder / records.ANSWERS)
    if whole := [one.reason for one in reading.aside if one.line == 0]:
        print(whole[0], file=sys.stderr)
        return 2
    page = learning_record.as_html(
        reading.records,
        datetime.now(UTC).astimezone().date(),
        name=arguments.name,
        own_words=arguments.own_words,
        easy=arguments.easy,
    )
    if str(arguments.out) == "-":
        sys.stdout.reconfigure(encoding="utf-8")
        print(page, end="")
    else:
        try:
            arguments.out.write_text(page, encoding="utf-8")
        except OSError as error:
            print(filing.refused(error, arguments.out), file=sys.stderr)
            return 2
        print(f"Written: {arguments.out}")
    for one in reading.aside[:5]:
        print(f"{records.ANSWERS}, line {one.line}: not in the record. {one.reason}", file=sys.stderr)
    return 0
