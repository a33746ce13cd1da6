"""The command line: ``coprod learn`` and ``coprod check``.

Each sub-command has one function that describes it and one that runs it; the second imports what it needs when
it is called, so that no command waits for what it does not use. This module must not do the work itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv
        The words after ``coprod``; those of the process when None.

    Returns
    -------
    int
        0 when all is well, 1 when problems were found, 2 when the command could not be carried out.
    """
    parser = argparse.ArgumentParser(prog="coprod", description="Learn about co-production, and look after the course.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_learn(commands)
    _add_check(commands)
    arguments = parser.parse_args(argv)
    return arguments.run(arguments)


def _add_learn(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "learn",
        help="open the course in your browser",
        description="Open the course in your browser. Your answers and notebooks are kept in one folder.",
    )
    parser.add_argument(
        "--workspace",
        type=Path,
        metavar="DIR",
        help="the folder for your answers; when left out: workspace/ in a copy of the project, else "
        "co-production-course in your home folder",
    )
    parser.add_argument("--port", type=_port, metavar="N", help="the port to use; a free one when left out")
    parser.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    parser.set_defaults(run=_learn)


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


def _add_check(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "check",
        help="check the course's words, or a file of your own cases or story",
        description="Check a content folder, or one YAML file of your own cases or story, and say what does not fit.",
    )
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help="the folder or file; the course's own words when left out",
    )
    parser.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from coprod_widgets.content.checks.path import check_path

    code, lines = check_path(arguments.path)
    for stream in (sys.stdout, sys.stderr):
        # A sentence may quote a sign that this terminal's character set does not have.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    print("\n".join(lines), file=sys.stderr if code == 2 else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main())
