"""The command line: ``coprod learn`` for learners, ``coprod mark`` for trainers, and what goes with them.

``commands`` describes and runs each of them. This module must not do the work itself.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .commands import author, learner, trainer


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
    learner.add_learn(commands)
    learner.add_open(commands)
    learner.add_memory(commands)
    author.add_check(commands)
    learner.add_record(commands)
    author.add_sheets(commands)
    trainer.add_release(commands)
    trainer.add_mark(commands)
    trainer.add_demo(commands)
    arguments = parser.parse_args(argv)
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
