"""Finds the course's words in their folder and hands them out as records.

A notebook asks for one unit and only that unit's files are read; `load_course` reads and checks everything.
This module must not import widgets, mark anything, or repair what a writer wrote: what does not fit is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from . import schema
from .asks import asks_of
from .auditing import Audit, AuditItem
from .balance import Balance
from .crosswalk import Crosswalk, LinkFile, ListFile
from .definitions import DefinitionFile, HighlightItem
from .law import Law
from .linking import needs_crosswalk
from .pictures import Picture
from .practice import Practice
from .reader import ContentError, read_file
from .resolving import resolve, with_key
from .schema import Approaches, Case, CaseFile, Item, SortItem, Unit, Words
from .shape import BAD, build, nearest, shown

FILES: dict[str, Any] = {
    "approaches.yaml": Approaches,
    "balance.yaml": Balance,
    "interface.yaml": dict[str, Words],
    "outcomes.yaml": schema.OutcomeFile,
    "sources.yaml": schema.SourceFile,
    "glossary.yaml": schema.TermFile,
    "frameworks.yaml": ListFile,
    "links.yaml": LinkFile,
    "practice.yaml": Practice,
    "law.yaml": Law,
    "definitions.yaml": DefinitionFile,
    "audit.yaml": Audit,
}
"""The files at the top of a content folder and what each holds."""

OPTIONAL = frozenset(FILES) - {"approaches.yaml", "balance.yaml", "interface.yaml", "outcomes.yaml", "sources.yaml"}

_AN_ID = re.compile(r"""\bid["']?:[ \t]*["']?([a-z0-9-]+)""")


class UnitContent(Struct, frozen=True, kw_only=True):
    """One unit ready for use: its items hold whole cases, and the words a page of it needs are beside them."""

    unit: Unit
    approaches: Approaches
    interface: dict[str, Words]

    @property
    def items(self) -> list[Item]:
        """The unit's items in the order of its file."""
        return self.unit.items

    def item(self, item_id: str) -> Item:
        """Return one item, or one of the follow-up questions that a sort asks (``<sort id>.fact.<case id>``).

        Raises
        ------
        ContentError
            When the unit has no such item; the sentence names the nearest.
        """
        for item in self.items:
            if item.id == item_id:
                return item
            if isinstance(item, SortItem) and str(item_id).startswith(f"{item.id}."):
                for ask in asks_of(item, self.approaches, self.interface):
                    if ask.id == item_id:
                        return ask
            if isinstance(item, AuditItem) and item.guess and item.guess.id == item_id:
                return item.guess
        ids = [item.id for item in self.items]
        raise ContentError(
            [f"Unit {self.unit.unit} has no item {shown(item_id)}{nearest(item_id, ids)}; it has: {', '.join(ids)}"]
        )

    def figure(self, figure_id: str) -> Picture:
        """Return one picture of the unit.

        Raises
        ------
        ContentError
            When the unit has no such picture; the sentence names the nearest.
        """
        figures = {figure.id: figure for figure in self.unit.figures}
        if isinstance(figure_id, str) and figure_id in figures:
            return figures[figure_id]
        has = f"it has: {', '.join(figures)}" if figures else "it has none"
        raise ContentError(
            [f"Unit {self.unit.unit} has no picture {shown(figure_id)}{nearest(figure_id, figures)}; {has}"]
        )


class Course(Struct, frozen=True, kw_only=True):
    """Everything the course says, checked. Each mapping is by id (a unit's is its number)."""

    units: dict[str, Unit]
    cases: dict[str, Case]
    approaches: Approaches
    balance: Balance
    interface: dict[str, Words]
    outcomes: dict[str, schema.Outcome]
    sources: dict[str, schema.Source]
    terms: dict[str, schema.Term]
    crosswalk: Crosswalk = Crosswalk()
    practice: Practice | None = None
    law: Law | None = None
    definitions: DefinitionFile | None = None
    audit: Audit | None = None


class Files(Struct, kw_only=True):
    """The files of a content folder as read, by name; a file that could not be made a record is absent.

    ``complete`` is False when something is absent or broken: then a name without an owner proves nothing.
    """

    top: dict[str, Any] = {}
    cases: dict[str, CaseFile] = {}
    units: dict[str, Unit] = {}
    complete: bool = True

    @property
    def crosswalk(self) -> Crosswalk:
        """The lists of principles and the links between them, as far as they could be read."""
        return _crosswalk(self.top.get("frameworks.yaml"), self.top.get("links.yaml"))


def content_dir() -> Path:
    """Return the folder of the course's own words."""
    return Path(__file__).parent


def unit_numbers(folder: Path | None = None) -> list[str]:
    """Return the numbers of the units there are, in order: ``["00", "04"]``."""
    return sorted(path.stem for path in (folder or content_dir()).glob("units/*.yaml"))


@cache
def load_unit(number: str, folder: Path | None = None) -> UnitContent:
    """Return one unit, reading only the files it needs.

    Parameters
    ----------
    number
        The unit's number as text: ``"04"``.
    folder
        A content folder; the course's own when None.

    Raises
    ------
    ContentError
        When there is no such unit, or its files do not fit; every problem is in ``problems``.
    """
    folder = folder or content_dir()
    name = f"units/{number}.yaml"
    numbers = unit_numbers(folder)
    if number not in numbers:
        raise ContentError([f"There is no unit {shown(number)}; the course has: {', '.join(numbers)}"])
    unit = _record(folder, name, Unit)
    crosswalk = load_crosswalk(folder) if needs_crosswalk(unit.items) else Crosswalk()
    highlights = any(isinstance(item, HighlightItem) for item in unit.items)
    definitions = load_definitions(folder) if highlights else None
    audit = load_audit(folder) if any(isinstance(item, AuditItem) for item in unit.items) else None
    unit, problems = resolve(unit, name, _cases_named(folder, _case_ids(unit)), crosswalk, definitions, audit)
    if problems:
        raise ContentError(problems)
    return UnitContent(unit=unit, approaches=load_approaches(folder), interface=load_interface(folder))


@cache
def load_approaches(folder: Path | None = None) -> Approaches:
    """Return the categories, their scale and the test that tells them apart; raises `ContentError`."""
    return _record(folder or content_dir(), "approaches.yaml", Approaches)


@cache
def load_audit(folder: Path | None = None) -> Audit:
    """Return the self-audit: its lines, what a rating means and the words around it; raises `ContentError`."""
    return _record(folder or content_dir(), "audit.yaml", Audit)


@cache
def load_balance(folder: Path | None = None) -> Balance:
    """Return the power balance: what it asks and the rules that read the answers; raises `ContentError`."""
    return _record(folder or content_dir(), "balance.yaml", Balance)


@cache
def load_crosswalk(folder: Path | None = None) -> Crosswalk:
    """Return the lists of principles and the links between them; raises `ContentError`."""
    folder = folder or content_dir()
    return _crosswalk(_record(folder, "frameworks.yaml", ListFile), _record(folder, "links.yaml", LinkFile))


@cache
def load_definitions(folder: Path | None = None) -> DefinitionFile:
    """Return the definitions, and the themes that their words are marked by; raises `ContentError`."""
    return _record(folder or content_dir(), "definitions.yaml", DefinitionFile)


@cache
def load_interface(folder: Path | None = None) -> dict[str, Words]:
    """Return the words of the interface by their keys; raises `ContentError`."""
    return _record(folder or content_dir(), "interface.yaml", FILES["interface.yaml"])


@cache
def load_practice(folder: Path | None = None) -> Practice:
    """Return the examples from practice and the numbers; raises `ContentError`."""
    return _record(folder or content_dir(), "practice.yaml", Practice)


@cache
def load_sources(folder: Path | None = None) -> dict[str, schema.Source]:
    """Return every source by its id; raises `ContentError`."""
    return {source.id: source for source in _record(folder or content_dir(), "sources.yaml", schema.SourceFile).sources}


def load_terms(folder: Path | None = None) -> list[schema.Term]:
    """Return the entries of the glossary, none where there is no glossary; raises `ContentError`."""
    folder = folder or content_dir()
    return _record(folder, "glossary.yaml", schema.TermFile).terms if (folder / "glossary.yaml").exists() else []


def load_course(folder: Path | None = None) -> Course:
    """Read and check a whole content folder, the course's own when None.

    Raises
    ------
    ContentError
        With a sentence for every problem in every file.
    """
    from .checks import check_files  # a learner's page needs no cross-checks

    files, problems = read_folder(folder or content_dir())
    cases = {case.id: case for file in files.cases.values() for case in good(file.cases)}
    units = {}
    if files.complete:
        for name, unit in files.units.items():
            units[unit.unit], unresolved = resolve(
                unit, name, cases, files.crosswalk, files.top.get("definitions.yaml"), files.top.get("audit.yaml")
            )
            problems += unresolved
    problems += check_files(files)
    if problems:
        raise ContentError(problems)
    top = files.top
    terms = top["glossary.yaml"].terms if "glossary.yaml" in top else []
    return Course(
        units=units,
        cases=cases | {case.id: case for unit in units.values() for case in _cases_in(unit)},
        approaches=top["approaches.yaml"],
        balance=top["balance.yaml"],
        interface=top["interface.yaml"],
        outcomes={outcome.id: outcome for outcome in top["outcomes.yaml"].outcomes},
        sources={source.id: source for source in top["sources.yaml"].sources},
        terms={term.id: term for term in terms},
        crosswalk=files.crosswalk,
        practice=top.get("practice.yaml"),
        law=top.get("law.yaml"),
        definitions=top.get("definitions.yaml"),
        audit=top.get("audit.yaml"),
    )


def read_folder(folder: Path) -> tuple[Files, list[str]]:
    """Read every file of a content folder; return what could be read and a sentence for everything else."""
    files, problems = Files(), []
    for name, kind in FILES.items():
        if name in OPTIONAL and not (folder / name).exists():
            continue
        record, found = read_record(folder, name, kind)
        problems += found
        if record is not BAD:
            files.top[name] = record
    for part, kind, held in (("cases", CaseFile, files.cases), ("units", Unit, files.units)):
        for path in sorted(folder.glob(f"{part}/*.y*ml")):
            name = f"{part}/{path.name}"
            record, found = read_record(folder, name, kind)
            problems += found
            if record is not BAD:
                held[name] = record
    files.complete = not problems
    problems += [
        f"{path.name}: no file of this name is read; the files here are {', '.join(FILES)}"
        for path in sorted(folder.glob("*.y*ml"))
        if path.name not in FILES
    ]
    return files, problems


def read_record(folder: Path, name: str, kind: Any) -> tuple[Any, list[str]]:
    """Read one file into a record of type ``kind``, `BAD` when that can't be done, and say every problem."""
    try:
        tree, problems = read_file(folder / name, name)
    except ContentError as error:
        return BAD, error.problems
    record = build(kind, tree, f"{name}: $", problems)
    if isinstance(record, CaseFile):
        record = msgspec.structs.replace(record, cases=[with_key(case, record.key) for case in record.cases])
    return record, problems


def good(entries: list[Any]) -> Iterator[Any]:
    """Yield the entries that could be made."""
    return (entry for entry in entries if entry is not BAD)


def _crosswalk(lists: ListFile | None, links: LinkFile | None) -> Crosswalk:
    return Crosswalk(
        lists={one.id: one for one in good(lists.lists if lists else [])},
        ideas=list(good(lists.ideas if lists else [])),
        links=list(good(links.links if links else [])),
        gaps=list(good(links.gaps if links else [])),
        key=links.key if links else None,
    )


def _record(folder: Path, name: str, kind: Any) -> Any:
    record, problems = read_record(folder, name, kind)
    if problems:
        raise ContentError(problems)
    return record


@cache
def _case_file(folder: Path, name: str) -> CaseFile:
    return _record(folder, name, CaseFile)


def _cases_named(folder: Path, ids: set[str]) -> dict[str, Case]:
    """Return the cases with these ids, reading only the files that mention one of them."""
    cases: dict[str, Case] = {}
    for path in sorted(folder.glob("cases/*.yaml")) if ids else []:
        if ids.isdisjoint(_AN_ID.findall(path.read_text(encoding="utf-8", errors="replace"))):
            continue
        cases |= {case.id: case for case in _case_file(folder, f"cases/{path.name}").cases}
    return cases


def _case_ids(unit: Unit) -> set[str]:
    sorts = [item for item in unit.items if isinstance(item, SortItem)]
    return {entry for item in sorts for entry in item.cases if isinstance(entry, str)}


def _cases_in(unit: Unit) -> list[Case]:
    return [case for item in unit.items if isinstance(item, SortItem) for case in item.cases]
