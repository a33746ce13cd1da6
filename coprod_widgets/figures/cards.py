"""Examples from practice as a page shows them: five rows each, in plain words or in Easy Read.

One example stands there in full; of several, one at a time is opened by the browser's own control, so that it works by
mouse, touch, keyboard and without any script. This module must not read files: it is given what it shows.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from coprod_widgets.content.practice import Example, Practice, PracticeRow
from coprod_widgets.content.schema import Source
from coprod_widgets.content.words import Words

from .twin import Shown, in_both, said

# JupyterLab floats the terms of a list and takes the lines from under links; ours have to name more than its own.
_STYLE = """\
.coprod-practice {
  --coprod-paper: var(--jp-layout-color1, Canvas);
  --coprod-ink: var(--jp-content-font-color0, CanvasText);
  --coprod-edge: color-mix(in srgb, var(--coprod-ink) 45%, var(--coprod-paper));
  --coprod-faint: color-mix(in srgb, var(--coprod-ink) 18%, var(--coprod-paper));
  box-sizing: border-box; max-width: 62rem; color: var(--coprod-ink); overflow-wrap: break-word;
  font-family: var(--jp-content-font-family, system-ui, sans-serif);
  font-size: var(--jp-content-font-size1, 1rem); line-height: 1.5;
}
.coprod-practice .coprod-card {
  margin: 0.5rem 0; border: 1px solid var(--coprod-faint); border-radius: 10px; background: var(--coprod-paper);
}
.coprod-practice section.coprod-card { padding: 0.8rem 1rem; }
.coprod-practice summary { padding: 0.7rem 1rem; min-height: 1.6rem; cursor: pointer; border-radius: 10px; }
.coprod-practice summary:focus-visible { outline: 3px solid var(--coprod-ink); outline-offset: 2px; }
.coprod-practice details[open] > summary { border-bottom: 1px solid var(--coprod-faint); border-radius: 10px 10px 0 0; }
.coprod-practice details > dl { padding: 0 1rem 0.6rem; }
.coprod-practice .coprod-card-name { font-weight: 600; font-size: 1.08em; }
.coprod-practice .coprod-card-mark {
  display: inline-block; margin: 0.1rem 0.2rem 0.1rem 0; padding: 0 0.5rem; border: 1px solid var(--coprod-edge);
  border-radius: 8px; font-size: 0.9em;
}
.coprod-figure.coprod-practice dl {
  display: grid; grid-template-columns: minmax(8rem, 11rem) minmax(0, 1fr); gap: 0; margin: 0.4rem 0 0;
  box-sizing: border-box; width: auto;
}
.coprod-figure.coprod-practice dl > dt, .coprod-figure.coprod-practice dl > dd {
  float: none; clear: none; width: auto; margin: 0; padding: 0.55rem 0;
  border-top: 1px solid var(--coprod-faint);
}
.coprod-figure.coprod-practice dl > dt:first-of-type,
.coprod-figure.coprod-practice dl > dt:first-of-type + dd { border-top: 0; }
.coprod-figure.coprod-practice dl > dt { padding-right: 1rem; font-weight: 600; }
.coprod-practice dd p { margin: 0 0 0.5rem; max-width: 70ch; }
.coprod-practice dd p:last-child { margin-bottom: 0; }
.coprod-practice .coprod-card-from { font-size: 0.9em; color: var(--jp-content-font-color1, inherit); }
.coprod-figure.coprod-practice a:any-link { color: var(--jp-content-link-color, LinkText); text-decoration: underline; }
@media (max-width: 40rem) {
  .coprod-figure.coprod-practice dl { display: block; }
  .coprod-figure.coprod-practice dl > dt { padding-bottom: 0; }
  .coprod-figure.coprod-practice dl > dt + dd { padding-top: 0.1rem; border-top: 0; }
}
"""


def shown_cards(
    examples: Sequence[Example],
    practice: Practice,
    sources: Mapping[str, Source],
    interface: Mapping[str, Words],
    *,
    name: str,
    title: Words,
    easy: bool,
) -> Shown:
    """Return examples as a notebook shows them; the page shows the wording that its reader chose.

    Parameters
    ----------
    examples
        One example, shown in full, or several, each to be opened.
    practice
        Gives the headings of the rows and the names of the sectors.
    sources
        Every source that a row names, by its id.
    interface
        The words around: which example is invented, which went less well, where a row is from.
    name
        A name that no other group of examples on the page has: of those in a group one is open at a time.
    title
        What the group is called for those who hear the page.
    easy
        The wording where the page itself does not know which was chosen.
    """
    writers = [_Writer(practice, sources, interface, wording) for wording in (False, True)]
    plain, simple = (
        writer.group(examples, f"{name}-{wording}", title)
        for writer, wording in zip(writers, ("plain", "easy"), strict=True)
    )
    words = "\n\n".join(writers[easy].text(example) for example in examples)
    return Shown(words, in_both(plain, simple, first_easy=easy, kind="coprod-practice", style=_STYLE))


class _Writer:
    """Writes examples in one wording."""

    def __init__(
        self, practice: Practice, sources: Mapping[str, Source], interface: Mapping[str, Words], easy: bool
    ) -> None:
        self.rows = {row.id: said(row.name, easy) for row in practice.rows}
        self.sectors = {sector.id: said(sector.name, easy) for sector in practice.sectors}
        self.sources, self.interface, self.easy = sources, interface, easy

    def _say(self, key: str, **gaps: str) -> str:
        return said(self.interface[key], self.easy, **gaps)

    # --- for the page ------------------------------------------------------------------------------

    def group(self, examples: Sequence[Example], name: str, title: Words) -> str:
        if len(examples) == 1:
            [example] = examples
            label = html.escape(said(example.name, self.easy), quote=True)
            return (
                f'<section class="coprod-card" data-example="{example.id}" aria-label="{label}">'
                f"<p>{self._head(example)}</p>{self._rows(example)}</section>"
            )
        cards = "".join(
            f'<details class="coprod-card" name="{html.escape(name, quote=True)}" data-example="{example.id}">'
            f"<summary>{self._head(example)}</summary>{self._rows(example)}</details>"
            for example in examples
        )
        return f'<div role="group" aria-label="{html.escape(said(title, self.easy), quote=True)}">{cards}</div>'

    def _head(self, example: Example) -> str:
        name = html.escape(said(example.name, self.easy))
        marks = "".join(f' <span class="coprod-card-mark">{html.escape(mark)}</span>' for mark in self._marks(example))
        sector = html.escape(self.sectors[example.sector])
        return f'{sector}: <span class="coprod-card-name">{name}</span>{marks}'

    def _marks(self, example: Example) -> list[str]:
        marks = [self._say("practice-invented")] if example.invented else []
        return marks + ([said(example.less_well, self.easy)] if example.less_well else [])

    def _rows(self, example: Example) -> str:
        rows = "".join(
            f"<dt>{html.escape(heading)}</dt><dd>{self._row(example.rows[id_])}</dd>"
            for id_, heading in self.rows.items()
        )
        return f"<dl>{rows}</dl>"

    def _row(self, row: PracticeRow) -> str:
        paragraphs = [f"<p>{html.escape(part)}</p>" for part in self._parts(row)]
        if row.sources:
            links = "; ".join(self._link(self.sources[source]) for source in row.sources)
            paragraphs.append(f'<p class="coprod-card-from">{html.escape(self._say("practice-from"))} {links}</p>')
        return "".join(paragraphs)

    def _parts(self, row: PracticeRow) -> list[str]:
        return [" ".join(part.split()) for part in said(row.words, self.easy).split("\n") if part.strip()]

    @staticmethod
    def _link(source: Source) -> str:
        words = html.escape(_name(source))
        if source.url is None:
            return words
        return f'<a href="{html.escape(source.url, quote=True)}" target="_blank" rel="noopener">{words}</a>'

    # --- the same as a text ------------------------------------------------------------------------

    def text(self, example: Example) -> str:
        head = ". ".join([f"{self.sectors[example.sector]}: {said(example.name, self.easy)}", *self._marks(example)])
        lines = [head]
        for id_, heading in self.rows.items():
            row = example.rows[id_]
            names = "; ".join(_name(self.sources[source]) for source in row.sources)
            lines.append(" ".join([f"{heading}:", *self._parts(row), *([f"({names})"] if names else [])]))
        return "\n".join(lines)


def _name(source: Source) -> str:
    return ", ".join([source.author, source.title, *([source.year] if source.year else [])])
