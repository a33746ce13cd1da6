"""A picture's twin in words, and a picture as a notebook shows it.

This module must not draw, and must not know what a picture is about.
"""

from __future__ import annotations

import base64
import html
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from coprod_widgets.content import load_interface
from coprod_widgets.content.schema import Words
from coprod_widgets.content.shape import shown as got

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_TITLE = 200
"""Longest title of a picture, in characters."""

_SWAP = """\
.coprod-figure img { width: min(100%, 36rem); max-width: 100%; height: auto; border-radius: 8px; }
.coprod-figure-words { max-width: 36rem; margin-bottom: 0.6rem; }
.coprod-figure-words > summary { padding: 0.4rem 0; cursor: pointer; }
.coprod-figure-words > summary:focus-visible { outline: 3px solid; outline-offset: 2px; }
.coprod-figure [data-dark] { display: none; }
:is([data-jp-theme-light="false"], .vscode-dark) .coprod-figure [data-light] { display: none !important; }
:is([data-jp-theme-light="false"], .vscode-dark) .coprod-figure [data-dark] { display: inline !important; }
.coprod-lab-notebook.coprod-easy .coprod-figure-plain { display: none !important; }
.coprod-lab-notebook.coprod-easy .coprod-figure-easy { display: block !important; }
.coprod-lab-notebook:not(.coprod-easy) .coprod-figure-plain { display: block !important; }
.coprod-lab-notebook:not(.coprod-easy) .coprod-figure-easy { display: none !important; }
"""
"""Which of several pictures is seen: the one for JupyterLab's theme, and for what the page's reader chose."""


_LIGHTER = [
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"\s*\n\s*"), " "),
    (re.compile(r"> <"), "><"),
    (re.compile(r' transform="translate\((-?\d+(?:\.\d)?)\d* 0\)"/>'), r' x="\1"/>'),
    (re.compile(r"DejaVuSans-(Bold-)?"), lambda found: "b-" if found[1] else "n-"),
]
"""What a picture says at length, and how to say it shorter: remarks, breaks between lines, a letter's place and name.

A page of unit 05 has 28 pictures of this kind; without this they are half as heavy again. A letter's place is in 64ths
of its size, so that one digit after the point is finer than any screen.
"""

_HIDDEN = ' style="display:none"'
"""Said again on the element, for a page that drops the rules above."""


class FigureError(ValueError):
    """Something that can't be drawn or described, in a sentence for whoever asked for it."""


class Shown:
    """A picture as a notebook shows it: an image with its words as the alternative text.

    Attributes
    ----------
    words
        What the picture shows, in sentences.
    """

    def __init__(self, words: str, markup: str) -> None:
        self.words = words
        self._markup = markup

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        return self._markup


def describe(figure: Figure) -> str:
    """Return what a picture of ours shows, in sentences; in Easy Read where it was drawn so.

    Raises
    ------
    FigureError
        When ``figure`` is not a picture made here.
    """
    words = getattr(figure, "coprod_words", None)
    if not isinstance(words, str):
        raise FigureError(
            f"describe: got {got(figure)}; allowed: a picture from coprod_widgets.figures, "
            "since only those bring their words"
        )
    return words


def shown(figure: Figure, *, dark: Figure | None = None) -> Shown:
    """Return a picture as the last line of a notebook's cell shows it, with its words for those who do not see it.

    Parameters
    ----------
    figure
        A picture of ours.
    dark
        The same drawn with ``dark=True``; JupyterLab then shows the one for its theme.

    Raises
    ------
    FigureError
        When either is not a picture made here.
    """
    words = describe(figure)
    return Shown(words, _page(_images(figure, dark)))


def shown_both(plain: tuple[Figure, Figure], easy: tuple[Figure, Figure], *, first_easy: bool) -> Shown:
    """Return one picture in two wordings, each light and dark; the page shows the one its reader chose.

    Parameters
    ----------
    plain, easy
        The light and the dark picture in that wording.
    first_easy
        Which wording is seen where the page itself does not know (a Jupyter without the course's extension).
    """
    wordings = (_worded(plain, False), _worded(easy, True))
    return Shown(describe((easy if first_easy else plain)[0]), in_both(*wordings, first_easy=first_easy))


def in_both(plain: str, easy: str, *, first_easy: bool, kind: str = "", style: str = "") -> str:
    """Return the markup of one thing in two wordings; the page shows the one its reader chose.

    Parameters
    ----------
    plain, easy
        Markup in that wording.
    first_easy
        Which wording is seen where the page itself does not know.
    kind, style
        A class for the whole, and the rules that go with it.
    """
    blocks = [
        f'<div class="coprod-figure-{name}"{_HIDDEN if hidden else ""}>{markup}</div>'
        for name, markup, hidden in (("plain", plain, first_easy), ("easy", easy, not first_easy))
    ]
    return _page("".join(blocks), kind, style)


def finish(figure: Figure, words: str) -> Figure:
    """Give a picture its words."""
    figure.set_label(words)
    figure.coprod_words = words
    return figure


def checked_title(title: Any) -> str | None:
    """Return ``title``; raises `FigureError` when it can't be one."""
    if title is not None and not (isinstance(title, str) and title.strip()):
        raise FigureError(f"title: got {got(title)}; allowed: a text, or None for the usual one")
    if title and len(title) > MAX_TITLE:
        raise FigureError(f"title: the text has {len(title)} characters; allowed: {MAX_TITLE}")
    return title


def said(words: Words, easy: bool, **gaps: str) -> str:
    """Return a text of the wording asked for, with its gaps filled."""
    text = words.worded(easy)
    for name, filling in gaps.items():
        text = text.replace(f"{{{name}}}", filling)
    # A name may end in dots of its own.
    return text.replace("….", "…")


def sentence(text: str) -> str:
    """Return ``text`` with a capital letter at its start and a mark at its end."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")


def _page(markup: str, kind: str = "", style: str = "") -> str:
    classes = f"coprod-figure {kind}".strip()
    # A key pressed on a control in it is for that control, not for the notebook around.
    return f'<div class="{classes}" data-lm-suppress-shortcuts="true"><style>{_SWAP}{style}</style>{markup}</div>'


def _images(light: Figure, dark: Figure | None) -> str:
    if dark is None:
        return _image(light, "")
    return _image(light, " data-light") + _image(dark, " data-dark" + _HIDDEN)


def _worded(light_and_dark: tuple[Figure, Figure], easy: bool) -> str:
    # On a phone the letters of a picture are small: its words are there at the size of the page.
    summary = html.escape(said(load_interface()["figure-in-words"], easy))
    words = html.escape(describe(light_and_dark[0]))
    below = f'<details class="coprod-figure-words"><summary>{summary}</summary><p>{words}</p></details>'
    return _images(*light_and_dark) + below


def address(figure: Figure) -> str:
    """Return a picture as an address that holds all of it, ``data:image/svg+xml;base64,…``."""
    drawn = BytesIO()
    # Sharp at any size, and half as heavy as the same in pixels. Letters are drawn as shapes: no font is needed.
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(drawn, format="svg", facecolor=figure.get_facecolor(), metadata=nothing)
    picture = drawn.getvalue().decode("utf-8")
    for heavy, light in _LIGHTER:
        picture = heavy.sub(light, picture)
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode('utf-8')).decode('ascii')}"


def _image(figure: Figure, mark: str) -> str:
    words = html.escape(describe(figure), quote=True)
    width, height = (round(96 * inches) for inches in figure.get_size_inches())
    return f'<img{mark} width="{width}" height="{height}" alt="{words}" src="{address(figure)}">'
