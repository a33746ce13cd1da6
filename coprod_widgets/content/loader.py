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
from .balance import Balance, BalanceItem
from .pictures import UnitFigure
from .questions import ChoiceItem, ReflectItem
from .reader import ContentError, read_file
from .schema import Approaches, Case, CaseFile, Item, SortItem, Unit, Words
from .shape import BAD, build, nearest, shown

FILES: dict[str, Any] = {
    "approaches.yaml": Approaches,
    "balance.yaml": Balance,
    "interface.yaml": dict[str, Words],
    "outcomes.yaml": schema.OutcomeFile,
    "sources.yaml": schema.SourceFile,
    "glossary.yaml": schema.TermFile,
}
"""The files at the top of a content folder and what each holds."""

OPTIONAL = frozenset({"glossary.yaml"})

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
        ids = [item.id for item in self.items]
        raise ContentError(
            [f"Unit {self.unit.unit} has no item {shown(item_id)}{nearest(item_id, ids)}; it has: {', '.join(ids)}"]
        )

    def figure(self, figure_id: str) -> UnitFigure:
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


class Files(Struct, kw_only=True):
    """The files of a content folder as read, by name; a file that could not be made a record is absent.

    ``complete`` is False when something is absent or broken: then a name without an owner proves nothing.
    """

    top: dict[str, Any] = {}
    cases: dict[str, CaseFile] = {}
    units: dict[str, Unit] = {}
    complete: bool = True


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
    unit, problems = resolve(unit, name, _cases_named(folder, _case_ids(unit)))
    if problems:
        raise ContentError(problems)
    return UnitContent(unit=unit, approaches=load_approaches(folder), interface=load_interface(folder))


@cache
def load_approaches(folder: Path | None = None) -> Approaches:
    """Return the categories, their scale and the test that tells them apart; raises `ContentError`."""
    return _record(folder or content_dir(), "approaches.yaml", Approaches)


@cache
def load_balance(folder: Path | None = None) -> Balance:
    """Return the power balance: what it asks and the rules that read the answers; raises `ContentError`."""
    return _record(folder or content_dir(), "balance.yaml", Balance)


@cache
def load_interface(folder: Path | None = None) -> dict[str, Words]:
    """Return the words of the interface by their keys; raises `ContentError`."""
    return _record(folder or content_dir(), "interface.yaml", FILES["interface.yaml"])


def load_terms(folder: Path | None = None) -> list[schema.Term]:
    """Return the entries of the glossary, none where there is no glossary; raises `ContentError`."""
    folder = folder or content_dir()
    return _record(folder, "glossary.yaml", schema.TermFile).terms if (folder / "glossary.yaml").exists() else []


def load_sources(folder: Path | None = None) -> list[schema.Source]:
    """Return every source that the course cites; raises `ContentError`."""
    return _record(folder or content_dir(), "sources.yaml", schema.SourceFile).sources


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
            units[unit.unit], unresolved = resolve(unit, name, cases)
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


def with_key(case: Any, key: schema.Key | None) -> Any:
    """Give ``case`` the provenance of its file, unless it has its own."""
    return msgspec.structs.replace(case, key=key) if isinstance(case, Case) and key and not case.key else case


def good(entries: list[Any]) -> Iterator[Any]:
    """Yield the entries that could be made."""
    return (entry for entry in entries if entry is not BAD)


def resolve(unit: Unit, name: str, cases: dict[str, Case]) -> tuple[Unit, list[str]]:
    """Put whole cases and whole choice items in the places of their ids.

    Returns
    -------
    tuple
        The unit, and a sentence for each id that names nothing.
    """
    problems: list[str] = []
    choices = {item.id: item for item in unit.items if isinstance(item, ChoiceItem)}
    reflections = {item.id: item for item in unit.items if isinstance(item, ReflectItem)}
    items = []
    for number, item in enumerate(unit.items):
        if isinstance(item, SortItem):
            where = f"{name}: $.items[{number}]"
            item = msgspec.structs.replace(
                item,
                cases=_named(item.cases, cases, f"{where}.cases", "case", unit.key, problems),
                then=_named(item.then, choices, f"{where}.then", "choice item of this unit", None, problems),
            )
        if isinstance(item, BalanceItem):
            where = f"{name}: $.items[{number}]"
            item = msgspec.structs.replace(
                item,
                predict=_one(item.predict, choices, f"{where}.predict", "choice item of this unit", problems),
                explain=_one(item.explain, reflections, f"{where}.explain", "reflect item of this unit", problems),
            )
        items.append(item)
    return msgspec.structs.replace(unit, items=items), problems


def _named(
    entries: list[Any],
    known: dict[str, Any],
    where: str,
    what: str,
    key: schema.Key | None,
    problems: list[str],
) -> list[Any]:
    found = []
    for number, entry in enumerate(entries):
        if not isinstance(entry, str):
            found.append(with_key(entry, key))
        elif entry in known:
            found.append(known[entry])
        else:
            problems.append(f"{where}[{number}]: there is no {what} '{entry}'{nearest(entry, known)}")
    return found


def _one(entry: Any, known: dict[str, Any], where: str, what: str, problems: list[str]) -> Any:
    if not isinstance(entry, str) or entry in known:
        return known.get(entry, entry) if isinstance(entry, str) else entry
    problems.append(f"{where}: there is no {what} '{entry}'{nearest(entry, known)}")
    return None


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
