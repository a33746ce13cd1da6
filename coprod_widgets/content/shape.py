"""Turns a tree of texts into the records of ``schema``, and says everything that does not fit at once.

The walk goes piece by piece: one bad value spoils its own record and nothing else, so that all problems of a
file are reported together, each with its exact path. This module must not open files or compare records with
each other.
"""

from __future__ import annotations

import math
import types
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from .schema import Id, Words

_MAX_SHOWN = 60


class _Bad:
    """What stands where no value could be made."""


BAD = _Bad()


def build(kind: Any, tree: object, where: str, problems: list[str]) -> Any:
    """Make a value of type ``kind`` from ``tree``.

    Parameters
    ----------
    kind
        A type as written in ``schema``: a record, a list, a mapping, a union, a literal or a plain type.
    tree
        Dicts, lists and texts from a file; from Python also numbers, booleans and None.
    where
        The path of ``tree``, such as ``units/04.yaml: $.items[0]``.
    problems
        A sentence is added here for everything that does not fit.

    Returns
    -------
    object
        The value, or `BAD` when it can't be made. A record of a whole file keeps its good entries, with `BAD`
        in the places of the others, so that they can still be checked; it must not be handed out.
    """
    origin = get_origin(kind)
    if origin is Annotated:
        return _leaf(kind, tree, where, problems)
    if origin in (Union, types.UnionType):
        return _union(kind, tree, where, problems)
    if origin is Literal:
        return _literal(get_args(kind), tree, where, problems)
    if origin is list:
        return _list(get_args(kind)[0], tree, where, problems)
    if origin is dict:
        return _mapping(get_args(kind), tree, where, problems)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct(kind, tree, where, problems)
    return _leaf(kind, tree, where, problems)


def shown(value: object) -> str:
    """Return ``value`` as a sentence shows it: short, texts in single quotes, structures named."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None or value == "":
        return "nothing"
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= _MAX_SHOWN else f"'{value[: _MAX_SHOWN - 1]}…'"
    if isinstance(value, bool | int | float):
        return str(value)
    return f"a value of type {type(value).__name__}"


def nearest(word: object, known: Iterable[str]) -> str:
    """Return ``"; the nearest is '…'"``, or nothing when no known word is like it."""
    import difflib  # only a misspelling needs it, and it is slow to import

    near = difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.7)
    return f"; the nearest is '{near[0]}'" if near else ""


def _struct(kind: type[Struct], tree: object, where: str, problems: list[str]) -> Any:
    if isinstance(tree, kind):
        return tree
    if kind is Words and isinstance(tree, str):
        text = _leaf(str, tree, where, problems)
        return BAD if text is BAD else Words(text)
    fields = _fields(kind)
    if not isinstance(tree, dict):
        expected = "a text, or a mapping with text and easy" if kind is Words else f"a mapping with {_names(fields)}"
        problems.append(f"{where}: got {shown(tree)}; allowed: {expected}")
        return BAD
    for key in tree:
        if key not in fields and key != kind.__struct_config__.tag_field:
            said = f"{where}.{key}: unknown key '{key}'{nearest(key, fields) or '; allowed: ' + ', '.join(fields)}"
            # YAML takes what follows a comma inside {…} for a key of its own.
            problems.append(f"{said}; a text with a comma in it stands in quotes inside {{…}}" if " " in key else said)
    keeps = getattr(kind, "KEEPS_GOOD_ENTRIES", False)
    values, whole = {}, True
    for key, field in fields.items():
        value = tree.get(key)
        if value is None:
            if field.required:
                problems.append(f"{where}: the key '{key}' is missing")
                whole = False
            continue
        if keeps and get_origin(field.type) is list:
            value = _list(get_args(field.type)[0], value, f"{where}.{key}", problems, keep=True)
        else:
            value = build(field.type, value, f"{where}.{key}", problems)
        values[field.name] = value
        whole = whole and value is not BAD
    return kind(**values) if whole else BAD


def _union(kind: Any, tree: object, where: str, problems: list[str]) -> Any:
    kinds = [one for one in get_args(kind) if one is not type(None)]
    if len(kinds) == 1:
        return build(kinds[0], tree, where, problems)
    if str in kinds:  # an id, or the whole record in its place
        record = next(one for one in kinds if one is not str)
        return build(Id if isinstance(tree, str) else record, tree, where, problems)
    for one in kinds:
        if isinstance(tree, one):
            return tree
    by_tag = {one.__struct_config__.tag: one for one in kinds}
    field = kinds[0].__struct_config__.tag_field
    if not isinstance(tree, dict):
        problems.append(f"{where}: got {shown(tree)}; allowed: a mapping with {field} and more")
        return BAD
    if field not in tree:
        problems.append(f"{where}: the key '{field}' is missing; allowed: {', '.join(by_tag)}")
        return BAD
    tag = _literal(tuple(by_tag), tree[field], f"{where}.{field}", problems)
    return BAD if tag is BAD else build(by_tag[tag], tree, where, problems)


def _literal(allowed: tuple[str | int, ...], tree: object, where: str, problems: list[str]) -> Any:
    # A file has only texts: 50 is written as one, and is the number where a number is allowed.
    for one in allowed:
        if type(tree) in (str, type(one)) and str(tree) == str(one):
            return one
    problems.append(f"{where}: got {shown(tree)}; allowed: {', '.join(map(str, allowed))}")
    return BAD


def _list(kind: Any, tree: object, where: str, problems: list[str], keep: bool = False) -> Any:
    if not isinstance(tree, list | tuple):
        problems.append(f"{where}: got {shown(tree)}; allowed: a list")
        return BAD
    values = [build(kind, value, f"{where}[{number}]", problems) for number, value in enumerate(tree)]
    return BAD if not keep and any(value is BAD for value in values) else values


def _mapping(kinds: tuple[Any, ...], tree: object, where: str, problems: list[str]) -> Any:
    if not isinstance(tree, dict):
        problems.append(f"{where}: got {shown(tree)}; allowed: a mapping")
        return BAD
    allowed = get_args(kinds[0])
    values, good = {}, True
    for key, value in tree.items():
        if allowed and key not in allowed:
            problems.append(f"{where}.{key}: unknown key '{key}'; allowed: {', '.join(allowed)}")
            good = False
            continue
        values[key] = build(kinds[1], value, f"{where}.{key}", problems)
        good = good and values[key] is not BAD
    return values if good else BAD


def _leaf(kind: Any, tree: object, where: str, problems: list[str]) -> Any:
    base, metas = (get_args(kind)[0], get_args(kind)[1:]) if get_origin(kind) is Annotated else (kind, ())
    try:
        if base is str and isinstance(tree, str) and not tree.strip():
            raise msgspec.ValidationError
        value = msgspec.convert(tree, kind, strict=False)
        if isinstance(value, float) and not math.isfinite(value):
            raise msgspec.ValidationError
    except msgspec.ValidationError:
        problems.append(f"{where}: got {shown(tree)}; allowed: {_allowed(base, metas)}")
        return BAD
    return value


def _allowed(base: type, metas: tuple[msgspec.Meta, ...]) -> str:
    """Return what a plain value may be, in words a writer understands."""
    patterns = {
        get_args(Id)[1].pattern: "small letters and figures, in parts joined by single hyphens",
        r"^[0-9]{2}$": "two figures, such as 04",
        r"^[0-9]{2}\.[0-9]{1,2}$": "a unit and a number, such as 04.1",
    }
    for meta in metas:
        if meta.pattern:
            return patterns.get(meta.pattern, f"a text of the form {meta.pattern}")
        if meta.ge is not None:
            number = "a whole number" if base is int else "a number"
            return f"{number} from {meta.ge} to {meta.le}" if meta.le is not None else f"{number} of at least {meta.ge}"
    return {bool: "true, false", int: "a whole number", float: "a number", str: "a text"}[base]


@cache
def _fields(kind: type[Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """Return the fields a writer may set, by the key they are written with."""
    hidden = getattr(kind, "NOT_IN_FILES", frozenset())
    return {field.encode_name: field for field in msgspec.structs.fields(kind) if field.name not in hidden}


def _names(fields: dict[str, msgspec.structs.FieldInfo]) -> str:
    return ", ".join(key for key, field in fields.items() if field.required) or ", ".join(fields)
