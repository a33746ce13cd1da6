"""Compares the records of a content folder with each other, and says everything that does not fit.

Each check adds sentences to a list and changes nothing. What a single value may be is the business of
``schema`` and ``shape``; what words may say is that of ``lint``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from .. import schema
from ..asks import PROMPTS
from ..loader import Files, good
from ..schema import Case, CategoryId
from ..shape import BAD, nearest
from .audit import check_audit
from .balance import check_balance
from .cases import check_case, check_date, check_key, check_unique
from .crosswalk import check_crosswalk, cited_in_lists
from .definitions import check_definitions, cited_in_definitions
from .glossary import check_glossary
from .law import check_law, cited_in_law
from .lint import check_easy, check_interface_words, words_in
from .practice import check_practice, check_practice_used, cited_in_practice
from .units import check_outcomes_assessed, check_unit


def check_files(files: Files) -> list[str]:
    """Return a sentence for every problem in the files of a content folder, file by file."""
    problems: list[str] = []
    _check_top(files, problems)
    for name, file in files.cases.items():
        check_key(file.key, f"{name}: $.key", problems)
        for number, case in enumerate(file.cases):
            if case is not BAD:
                check_case(case, f"{name}: $.cases[{number}]", problems)
    check_unique(
        [
            (case.id, f"{name}: $.cases[{number}]")
            for name, file in files.cases.items()
            for number, case in enumerate(file.cases)
            if case is not BAD
        ],
        "case",
        problems,
    )
    for name, unit in files.units.items():
        check_key(unit.key, f"{name}: $.key", problems)
        check_unit(unit, name, files, problems)
    if files.complete:
        check_outcomes_assessed(files, problems)
        _check_all_used(files, problems)
        _check_sources(files, problems)
    return problems


def _check_top(files: Files, problems: list[str]) -> None:
    if approaches := files.top.get("approaches.yaml"):
        _check_approaches(approaches, problems)
    if balance := files.top.get("balance.yaml"):
        check_balance(balance, "balance.yaml", problems)
    check_crosswalk(files.top.get("frameworks.yaml"), files.top.get("links.yaml"), problems)
    if practice := files.top.get("practice.yaml"):
        check_practice(practice, problems)
    if law := files.top.get("law.yaml"):
        check_law(law, "law.yaml", problems)
    check_definitions(files.top.get("definitions.yaml"), problems)
    if audit := files.top.get("audit.yaml"):
        check_audit(audit, "audit.yaml", problems)
    for key, words in files.top.get("interface.yaml", {}).items():
        if words is not BAD:
            check_interface_words(f"interface.yaml: $.{key}", words, problems)
    for key in (*PROMPTS.values(), "own-cases"):
        if key not in files.top.get("interface.yaml", {key}):
            problems.append(f"interface.yaml: $: the key '{key}' is missing")
    if glossary := files.top.get("glossary.yaml"):
        check_glossary(glossary.terms, problems)
    for name, kind in (("outcomes", "outcome"), ("sources", "source"), ("terms", "term")):
        file = "glossary.yaml" if name == "terms" else f"{name}.yaml"
        entries = getattr(files.top.get(file), name, [])
        places = [(entry, f"{file}: $.{name}[{n}]") for n, entry in enumerate(entries) if entry is not BAD]
        check_unique([(entry.id, where) for entry, where in places], kind, problems)
        for entry, where in places:
            for path, words in words_in(entry, where):
                check_easy(path, words, problems)
            if isinstance(entry, schema.Source) and entry.checked:
                check_date(entry.checked, f"{where}.checked", problems)


def _check_approaches(approaches: schema.Approaches, problems: list[str]) -> None:
    where = "approaches.yaml: $"
    for name in ("categories", "criteria", "questions", "none_kinds", "disagreements"):
        entries = [(entry.id, f"{where}.{name}[{n}]") for n, entry in enumerate(getattr(approaches, name))]
        check_unique(entries, "entry", problems)
    for name, kind in (("categories", CategoryId), ("none_kinds", schema.NoneKindId)):
        have = {entry.id for entry in getattr(approaches, name)}
        if missing := [one for one in get_args(kind) if one not in have]:
            problems.append(f"{where}.{name}: {', '.join(missing)} is missing")
    beside = [one for one in approaches.scale if one == "none"]
    if beside or len(set(approaches.scale)) != len(approaches.scale):
        problems.append(
            f"{where}.scale: got {', '.join(approaches.scale)}; allowed: each of the four once, without none"
        )
    for path, words in words_in(approaches, where):
        check_easy(path, words, problems)


def _check_all_used(files: Files, problems: list[str]) -> None:
    used = set()
    for unit in files.units.values():
        for item in unit.items:
            if isinstance(item, schema.SortItem):
                used |= {entry for entry in item.cases if isinstance(entry, str)}
    for name, file in files.cases.items():
        for number, case in enumerate(file.cases):
            if case.id not in used:
                problems.append(f"{name}: $.cases[{number}]: no unit uses the case '{case.id}'")
    if practice := files.top.get("practice.yaml"):
        check_practice_used(practice, [one for unit in files.units.values() for one in unit.figures], problems)


def _check_sources(files: Files, problems: list[str]) -> None:
    known = {source.id for source in good(files.top["sources.yaml"].sources)}
    for where, source in _cited(files):
        if source not in known:
            problems.append(f"{where}: there is no source '{source}'{nearest(source, known)}")


def _cited(files: Files) -> Iterable[tuple[str, str]]:
    """Yield every source id that something names, with its path."""
    approaches = files.top["approaches.yaml"]
    for number, criterion in enumerate(approaches.criteria):
        if criterion.source != "argued":
            yield f"approaches.yaml: $.criteria[{number}].source", criterion.source
    for number, entry in enumerate(approaches.disagreements):
        for name in ("one_sources", "another_sources"):
            for place, source in enumerate(getattr(entry, name)):
                yield f"approaches.yaml: $.disagreements[{number}].{name}[{place}]", source
    for number, term in enumerate(getattr(files.top.get("glossary.yaml"), "terms", [])):
        for place, source in enumerate(term.sources):
            yield f"glossary.yaml: $.terms[{number}].sources[{place}]", source
    yield from cited_in_lists(files.top.get("frameworks.yaml"))
    yield from cited_in_practice(files.top.get("practice.yaml"))
    if law := files.top.get("law.yaml"):
        yield from cited_in_law(law, "law.yaml")
    yield from cited_in_definitions(files.top.get("definitions.yaml"))
    holders = [(f"{name}: $.cases", file.cases) for name, file in files.cases.items()]
    for name, unit in files.units.items():
        for number, item in enumerate(unit.items):
            if isinstance(item, schema.SortItem):
                holders.append((f"{name}: $.items[{number}].cases", item.cases))
    for where, cases in holders:
        for number, case in enumerate(cases):
            for place, argument in enumerate(case.arguments if isinstance(case, Case) else []):
                for last, source in enumerate(argument.sources):
                    yield f"{where}[{number}].arguments[{place}].sources[{last}]", source
