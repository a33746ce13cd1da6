"""The command line: ``coprod learn`` for learners, ``coprod mark`` for trainers, and what goes with them.

Each sub-command has one function that describes it and one that runs it; the second imports what it needs when
it is called, so that no command waits for what it does not use. This module must not do the work itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
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
    _add_memory(commands)
    _add_check(commands)
    _add_record(commands)
    _add_sheets(commands)
    _add_mark(commands)
    _add_demo(commands)
    _add_new_course(commands)
    arguments = parser.parse_args(argv)
    return arguments.run(arguments)


def _add_learn(commands: argparse._SubParsersAction) -> None:
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


def _add_memory(commands: argparse._SubParsersAction) -> None:
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

    _any_sign()
    return tell_progress(_workspace(arguments), arguments.json)


def _export(arguments: argparse.Namespace) -> int:
    from coprod_widgets.terminal import export

    _any_sign()
    return export(_workspace(arguments), arguments.to)


def _forget(arguments: argparse.Namespace) -> int:
    from coprod_widgets.terminal import forget

    _any_sign()
    return forget(_workspace(arguments))


def _add_check(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "check",
        help="check the course's words, a folder of exercises, or a file of your own cases or story",
        description="Check a content folder, a folder of exercises, or one YAML file of your own cases or story, "
        "and say what does not fit.",
    )
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help="the folder or file; the course's own words and exercises when left out",
    )
    parser.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from coprod_widgets import exercises
    from coprod_widgets.content.checks.path import check_path

    path = arguments.path
    if path is not None and exercises.assignment_names(path):
        from coprod_widgets.marking.config import CannotMark, keys_dir

        try:
            code, lines = exercises.check_course(path, keys_dir(path))
        except CannotMark as problem:
            code, lines = 2, [str(problem)]
    else:
        code, lines = check_path(path)
        if path is None and code < 2 and (course := exercises.own_course()):
            found, more = exercises.check_course(course)
            code, lines = max(code, found), lines + more
    _any_sign()
    print("\n".join(lines), file=sys.stderr if code == 2 else sys.stdout)
    return code


def _any_sign() -> None:
    """Have any text printed: it may hold a sign that this terminal's character set does not have."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _add_record(commands: argparse._SubParsersAction) -> None:
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

    from coprod_widgets import records
    from coprod_widgets.lab.workspace import ANSWERS
    from coprod_widgets.learner import learning_record

    _any_sign()
    folder = _workspace(arguments)
    if not folder.is_dir():
        print(f"{folder}: there is no such folder", file=sys.stderr)
        return 2
    reading = records.read(folder / ANSWERS)
    if whole := [one.reason for one in reading.aside if one.line == 0]:
        print(whole[0], file=sys.stderr)
        return 2
    page = learning_record.as_html(
        reading.records,
        datetime.now(UTC).date(),
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
            print(f"{arguments.out}: this can't be written ({error.strerror or error})", file=sys.stderr)
            return 2
        print(f"Written: {arguments.out}")
    for one in reading.aside[:5]:
        print(f"{ANSWERS}, line {one.line}: not in the record. {one.reason}", file=sys.stderr)
    return 0


def _add_sheets(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "sheets",
        help="make the notebooks of the exercises from their words",
        description="Write the notebook of every assignment of a course folder from its items.yaml and its key.",
    )
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="nbgrader's course folder; when left out: this folder if it is one, else exercises/ in a copy of the "
        "project",
    )
    parser.add_argument("--keys", type=Path, metavar="DIR", help="where the keys are; keys/ of the course folder")
    parser.set_defaults(run=_sheets)


def _sheets(arguments: argparse.Namespace) -> int:
    from coprod_widgets.content import load_interface
    from coprod_widgets.exercises.writing import write_sheets
    from coprod_widgets.marking.config import CannotMark, keys_dir

    _any_sign()
    say = load_interface()
    did = {
        "written": "sheets-written", "refreshed": "sheets-refreshed", "same": "sheets-same", "failed": "sheets-failed",
    }  # fmt: skip
    course = _course(arguments)
    try:
        done = list(write_sheets(course, arguments.keys or keys_dir(course))) if course else []
    except CannotMark as problem:
        print(problem, file=sys.stderr)
        return 2
    for one in done:
        print(say[did[one.did]].text.format(name=one.name))
        for problem in one.problems:
            print(f"  {problem}", file=sys.stderr)
    if not done:
        print(say["sheets-none" if course else "sheets-where"].text.format(course=course), file=sys.stderr)
        return 2
    return int(any(one.did == "failed" for one in done))


def _course(arguments: argparse.Namespace) -> Path | None:
    """Return the course folder that is meant; None when nothing says which."""
    from coprod_widgets.exercises import own_course

    here = Path.cwd()
    return arguments.course or (here if (here / "source").is_dir() else own_course())


def _add_mark(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "mark",
        help="mark what a cohort has handed in",
        description="Mark what is new or has changed in submitted/ of an nbgrader course folder, and write the marks "
        "into its gradebook. Nothing that a learner wrote is run.",
    )
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="the name of its folder in source/")
    parser.add_argument("--all", action="store_true", help="every assignment of the course")
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="nbgrader's course folder; when left out: this folder if it is one, else exercises/ in a copy of the "
        "project",
    )
    parser.add_argument("--student", metavar="ID", help="only this learner")
    parser.add_argument("--dry-run", action="store_true", help="write nothing; say whose mark would move, and why")
    parser.add_argument("--json", action="store_true", help="print it for programs")
    parser.set_defaults(run=_mark)


def _mark(arguments: argparse.Namespace) -> int:
    from coprod_widgets.marking.run import run

    _any_sign()
    course = _course(arguments) or Path.cwd()
    return run(course, arguments.assignments, arguments.student, arguments.all, arguments.json, arguments.dry_run)


def _add_demo(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "demo",
        help="make a course folder with an invented cohort, and mark it",
        description="Make a course folder in which invented learners have handed in the exercises, and mark it.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or an empty one")
    parser.add_argument("--learners", type=int, default=200, metavar="N", help="how many; 200 when left out")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same one gives the same answers; 1")
    parser.set_defaults(run=_demo)


def _demo(arguments: argparse.Namespace) -> int:
    from coprod_widgets.marking.demo import demo

    _any_sign()
    return demo(arguments.folder, arguments.learners, arguments.seed)


def _add_new_course(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "new-course",
        help="make a course folder of your own, with exercises to change",
        description="Make a course folder of your own: the four exercises, their keys and nbgrader's configuration.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or an empty one")
    parser.add_argument(
        "--from",
        dest="copy",
        type=Path,
        metavar="COPY",
        help="a copy of the project, or another course folder; the copy that you are working in when left out",
    )
    parser.set_defaults(run=_new_course)


def _new_course(arguments: argparse.Namespace) -> int:
    from coprod_widgets.content import load_interface
    from coprod_widgets.exercises.new_course import CannotMake, copy_course, template

    _any_sign()
    try:
        folder = arguments.folder.expanduser().absolute()
        names = copy_course(template(arguments.copy), folder)
    except CannotMake as problem:
        print(problem, file=sys.stderr)
        return 2
    except (OSError, RuntimeError) as error:
        where = getattr(error, "filename", None) or arguments.folder
        print(f"{where}: this can't be written ({getattr(error, 'strerror', None) or error})", file=sys.stderr)
        return 2
    print(load_interface()["new-course-made"].text.format(folder=folder, names=", ".join(names), first=names[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
