"""Reads a YAML text as its author wrote it: mappings, lists and texts, and nothing else.

Every scalar stays text (``No``, ``9:30``, ``010`` and dates are never changed), as with PyYAML's
``BaseLoader``. A key written twice is refused with its line. This module must not know what a case or a unit
is: ``shape`` gives the texts their types.
"""

from __future__ import annotations

from pathlib import Path

import yaml

MAX_FILE_BYTES = 1_000_000
MAX_DEPTH = 20

# libyaml is about ten times as quick. Where it is missing the pure Python parser reads the same, but for a text in {…}
# that ends in a question mark without quotes: the course has none.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class ContentError(Exception):
    """Content that can't be used.

    Attributes
    ----------
    problems
        One sentence for each thing that is wrong, each beginning with where it is.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_file(path: Path, name: str) -> tuple[object, list[str]]:
    """Read one YAML file.

    Parameters
    ----------
    path
        The file.
    name
        What problems call the file, such as ``units/04.yaml``.

    Returns
    -------
    tuple
        The tree of dict, list and str, and the sentences about keys written twice.

    Raises
    ------
    ContentError
        When the file can't be opened, is over `MAX_FILE_BYTES`, is not UTF-8 or is not YAML.
    """
    data = read_bytes(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError([f"{name}: line {line}: the file must be saved as UTF-8 text"]) from None
    return read_text(text, name)


def read_bytes(path: Path, name: str) -> bytes:
    """Return what a file holds; raises `ContentError` when it can't be opened or is over `MAX_FILE_BYTES`."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise ContentError([f"{name}: there is no such file"]) from None
    except OSError as error:
        raise ContentError([f"{name}: the file can't be opened ({error.strerror or error})"]) from None
    if len(data) > MAX_FILE_BYTES:
        raise ContentError([f"{name}: the file is too large; {MAX_FILE_BYTES:,} bytes are allowed"])
    return data


def read_text(text: str, name: str) -> tuple[object, list[str]]:
    """Read one YAML text; see `read_file`."""
    try:
        return _Tree(text, name).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        reason = " ".join(part for part in (error.context, error.problem) if part)
        if "mapping values are not allowed" in reason:
            reason += "; a text with a colon and a space in it stands in quotes"
        # A sign that is missing at the end of a line is noticed only in the next.
        also = ". Look at the line above as well" if mark and mark.line else ""
        raise ContentError([f"{name}: {place}this is not YAML that can be read: {reason}{also}"]) from None
    except yaml.reader.ReaderError as error:
        raise ContentError(
            [f"{name}: the file holds a character that YAML does not allow (number {error.character})"]
        ) from None


class _Tree:
    """One pass over the events of a YAML text."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self.events = yaml.parse(text, Loader=_Loader)

    def read(self) -> tuple[object, list[str]]:
        """Return the tree and the problems met on the way; raise what makes the rest unreadable."""
        tree: object = ""
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self._stop(event, "a second document starts here; a file holds one")
                seen = True
                tree = self._node(next(self.events), depth=0)
        return tree, self.problems

    def _node(self, event: yaml.Event, depth: int) -> object:
        if isinstance(event, yaml.AliasEvent):
            self._stop(event, "a value that starts with * is a reference in YAML; put the text in quotes")
        if event.anchor is not None:
            self._stop(event, "a value that starts with & is a label in YAML; put the text in quotes")
        if event.tag is not None:
            self._stop(event, "a value that starts with ! is a type in YAML; put the text in quotes")
        if depth > MAX_DEPTH:
            self._stop(event, f"the lists and mappings lie more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(depth)
        return self._mapping(depth)

    def _list(self, depth: int) -> list[object]:
        values = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._node(event, depth + 1))
        return values

    def _mapping(self, depth: int) -> dict[str, object]:
        values: dict[str, object] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            key = self._node(event, depth + 1)
            if not isinstance(key, str):
                self._stop(event, "a key must be a word, not a list or a mapping")
            value = self._node(next(self.events), depth + 1)
            if key in values:
                self.problems.append(
                    f"{self.name}: line {line}: the key '{key}' is written twice; the first is on line {lines[key]}"
                )
                continue
            values[key] = value
            lines[key] = line
        return values

    def _stop(self, event: yaml.Event, reason: str) -> None:
        raise ContentError([f"{self.name}: line {event.start_mark.line + 1}: {reason}"])
