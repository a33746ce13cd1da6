"""Pages for paper: one HTML document that prints well, with nothing in it that is fetched or run.

Text goes in as text: whatever a learner wrote, it can't become markup. Must not know what a page is about.
"""

from functools import cache
from html import escape
from pathlib import Path

_VOID = {"br", "hr", "meta"}


class Markup(str):
    """A text that is HTML already, made by `tag`."""


def tag(name: str, /, *children: str, **attributes: str) -> Markup:
    """Return an element as HTML.

    Parameters
    ----------
    name
        The element's name.
    children
        What is in it: texts, which are escaped, and `Markup` from other calls.
    attributes
        Their values are escaped; a name's underscores stand for hyphens, and one at its end for nothing.
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"' for key, value in attributes.items()
    )
    if name in _VOID:
        return Markup(f"<{name}{named}>")
    inside = "".join(child if isinstance(child, Markup) else escape(child, quote=False) for child in children)
    return Markup(f"<{name}{named}>{inside}</{name}>")


def lines(text: str) -> Markup:
    """Return a text with its line ends kept."""
    parts = [Markup(escape(line, quote=False)) for line in text.splitlines()]
    return Markup("<br>".join(parts))


def document(title: str, *body: str) -> str:
    """Return a whole page in British English, with its style inside it.

    Parameters
    ----------
    title
        Stands in the window's title; the heading is part of ``body``.
    body
        Texts and `Markup`.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        # No script, no picture, no address: not even one that a browser would ask for by itself.
        tag("meta", http_equiv="Content-Security-Policy", content="default-src 'none'; style-src 'unsafe-inline'"),
        tag("title", title),
        tag("style", Markup(_style())),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', tag('main', *body)), lang='en-GB')}\n"


@cache
def _style() -> str:
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
