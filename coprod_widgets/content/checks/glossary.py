"""Checks of the glossary: that every form of a word leads to one meaning."""

from __future__ import annotations

from ..schema import Term
from ..shape import BAD


def check_glossary(terms: list[Term], problems: list[str]) -> None:
    """No form is there twice, under one term or two, and each is a word or a few."""
    owners: dict[str, str] = {}
    for number, term in enumerate(terms):
        if term is BAD:
            continue
        where = f"glossary.yaml: $.terms[{number}]"
        for place, form in enumerate(term.also):
            if not form.strip() or form != form.strip():
                problems.append(f"{where}.also[{place}]: got {form!r}; allowed: a word or a few, without spaces around")
        for form in (term.term, *term.also):
            if (owner := owners.setdefault(form.lower(), term.id)) != term.id or term.also.count(form) > 1:
                problems.append(f"{where}: the form '{form}' belongs to '{owner}' already")
