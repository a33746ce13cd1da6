"""Checks of the self-audit: its eight lines and five anchors, each once and in order, and items that go together.

This module must not judge whether a line is a good one; people who draw on care and support would have to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from ..auditing import LINES, Audit, AuditItem, Kind
from ..shape import BAD
from .lint import check_easy, check_quotes, words_in


def check_audit(audit: Audit, name: str, problems: list[str]) -> None:
    """Say everything in ``audit`` that does not hold together; ``name`` is its file's."""
    where = f"{name}: $"
    ratings = [anchor.rating for anchor in audit.anchors]
    for part, got, allowed in (
        ("lines", [line.id for line in audit.lines], list(LINES)),
        ("anchors", [str(rating) for rating in ratings], list("01234")),
    ):
        if got != allowed:
            problems.append(
                f"{where}.{part}: got {', '.join(got) or 'none'}; allowed: {', '.join(allowed)}, in this order"
            )
    if missing := [kind for kind in get_args(Kind) if kind not in audit.kinds]:
        problems.append(f"{where}.kinds: {', '.join(missing)} is missing")
    for number, line in enumerate(audit.lines):
        if not line.ask.text.endswith("?"):
            problems.append(f"{where}.lines[{number}].ask: got no question; it is one to ask a person")
    for path, words in words_in(audit, where):
        check_easy(path, words, problems)
        check_quotes(path, words, problems)


def check_audit_item(
    item: AuditItem, others: Sequence[Any], audit: Audit | None, where: str, problems: list[str]
) -> None:
    """A rating by somebody invited, or made again, is laid beside the learner's own first one."""
    if audit is None:
        problems.append(f"{where}: an audit needs the lines of audit.yaml, and there is no such file")
    firsts = [one.id for one in others if one is not BAD and isinstance(one, AuditItem) and one.rater == "self"]
    if item.rater == "self" and item.beside:
        problems.append(f"{where}.beside: got '{item.beside}'; allowed: nothing where the rater is self")
    if item.rater != "self" and item.beside not in firsts:
        allowed = ", ".join(firsts) or "an audit item of this unit whose rater is self"
        problems.append(f"{where}.beside: got {item.beside or 'nothing'}; allowed: {allowed}")
