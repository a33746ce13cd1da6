"""Two lists of principles side by side: draw which answers to which, or look at how the course reads them.

Must not mark: ``coprod_widgets.scoring`` does. A rating and its reason leave Python only when asked for.
"""

from collections.abc import Iterable
from typing import Any

import traitlets as t

from coprod_widgets import content, scoring
from coprod_widgets.content.crosswalk import Crosswalk, Link, LinkItem, PrincipleList
from coprod_widgets.content.linking import between, gaps_of, link_of
from coprod_widgets.content.page import list_view, words_view
from coprod_widgets.content.schema import Words
from coprod_widgets.content.words import joined
from coprod_widgets.scoring import Score
from coprod_widgets.widgets.base import ItemWidget, Keeper, agreed, half_marks, page_code, page_style, say


class PrincipleCrosswalk(ItemWidget):
    """Draw the links between two lists, and see how the course reads each; or explore them, with nothing to answer.

    Parameters
    ----------
    item
        A link item of the course; left out, the two lists are those you give.
    left, right
        The texts of a list of your own (they get the codes ``A1``, ``A2``, … and ``B1``, ``B2``, …), or the name of a
        list of the course: ``"tlap"``, ``"wales"``, ``"wales-current"``, ``"carnegie"``, ``"ni"``.
    links
        Which answers to which: ``[("A1", "B2"), ("A2", "B1", "partial")]``. Strong where nothing is said. Between two
        lists of the course they are the course's own when left out. Without links nothing is marked.
    prompt
        What stands above the lists.
    explore
        Whether the links are shown, with nothing to answer. Without lists, any two of the course's can be
        chosen.

    Attributes
    ----------
    value
        The links drawn, ``[["A1", "B2"], …]``, row by row; ``[]`` at first.
    answering
        ``cards`` for a table where there is room for it, ``list`` for plain lists.

    Raises
    ------
    TypeError
        If an argument is misspelt.
    ContentError
        If the lists or links don't fit together; the message says what was got and what is allowed.

    Examples
    --------
    >>> lists = PrincipleCrosswalk(left=["Ask first"], right=["Listen", "Pay fairly"], links=[("A1", "B1")])
    >>> lists.value = [["A1", "B1"]]
    >>> lists.check().raw
    1.0
    """

    _esm = page_code("principle_crosswalk")
    _css = page_style("principle_crosswalk")
    value = t.List(help="the links drawn, as pairs of codes").tag(sync=True)
    answering = t.Enum(["cards", "list"], "cards", help="a table where there is room, or plain lists").tag(sync=True)
    _grid = t.Dict(help="two lists with every link between them, once asked for").tag(sync=True)

    def __init__(
        self,
        item: LinkItem | None = None,
        *,
        left: Iterable[str] | str | None = None,
        right: Iterable[str] | str | None = None,
        links: Iterable[Any] | None = None,
        prompt: str | None = None,
        explore: bool = False,
        keeper: Keeper | None = None,
        **traits: Any,
    ) -> None:
        self._check_names(traits)
        if item is None:
            item = content.link_item(left, right, links, prompt=prompt and Words(prompt), explore=explore)
        super().__init__(item, keeper=keeper, **traits)

    def _ready(self) -> None:
        super()._ready()
        if self.shows.explore and self.shows.left and self.shows.right:
            self._grid = grid_view(self.shows)

    def _view(self, item: LinkItem) -> dict[str, Any]:
        chooses = item.explore and item.left is None
        lists = content.load_crosswalk().lists.values() if chooses else ()
        marks = say("scheme-links") if item.keyed else None
        if self.handed_in:
            marks = say("exercise-scheme-links")
        return super()._view(item) | {
            "marks": marks,
            "lists": [{"id": one.id, "name": words_view(one.name)} for one in lists],
        }

    def _handlers(self) -> dict[str, Any]:
        return super()._handlers() | {
            "reveal": lambda _message: self.reveal(),
            "lists": lambda message: self.compare(message.get("left", ""), message.get("right", "")),
        }

    @t.validate("value")
    def _fits(self, proposal: Any) -> list[list[str]]:
        if problem := scoring.problem(self.shows, proposal["value"]):
            raise t.TraitError(problem)
        given = {tuple(pair) for pair in proposal["value"]}
        # Row by row, so that one answer is one record by whatever route it was given.
        return [pair for pair in scoring.all_pairs(self.shows) if tuple(pair) in given] if given else []

    @t.observe("value")
    def _changed(self, _change: Any) -> None:
        self.result = {}
        self._keep(self.shows, self._response())

    def _response(self) -> list[list[str]]:
        return [list(pair) for pair in self.value]

    # --- what the learner may ask for --------------------------------------------------------------

    def check(self) -> Score | None:
        """Mark the links, say how each is read and why, keep it; return the score, None where nothing is keyed."""
        self._catch_up()
        score = scoring.score(self.shows, self._response())
        if score is not None:
            self.show_result()
            self._keep(self.shows, self._response(), checked=True, score=score)
        return score

    def show_result(self) -> None:
        """Show how each link drawn is read, without keeping anything."""
        score = scoring.score(self.shows, self._response())
        if score is None:
            return
        drawn = [link_of(self.shows, *pair) for pair in self.value]
        counts = {rating: sum(link.rating == rating for link in drawn) for rating in ("strong", "partial", "none")}
        self.result = {
            "score": score.stored,
            "summary": say(
                "links-summary", strong=counts["strong"], all=len(self.shows.strong),
                partial=counts["partial"], none=counts["none"],
            ),
            "marks": say("marks", raw=half_marks(score.raw), max=half_marks(score.max)),
            "links": [link_view(self.shows, link) for link in drawn],
            "missed": len(self.shows.strong) - counts["strong"],
            "agreed": self._agreed(),
        }  # fmt: skip

    def reveal(self) -> None:
        """Show the strong links that were not drawn; only after a check."""
        if self.result.get("score"):
            drawn = {tuple(pair) for pair in self.value}
            missed = [link_of(self.shows, *pair) for pair in self.shows.strong if pair not in drawn]
            self.result = self.result | {"reveal": [link_view(self.shows, link) for link in missed]}

    def compare(self, left: str, right: str) -> None:
        """Show two of the course's lists with every link between them; only where lists can be chosen.

        Raises
        ------
        ValueError
            If the two are not two lists, or nothing can be chosen here.
        """
        crosswalk: Crosswalk = content.load_crosswalk()
        lists = [crosswalk.lists.get(one) for one in (left, right)]
        if not (self.shows.explore and self.shows.left is None) or None in lists:
            raise ValueError(f"there are no two lists {left!r} and {right!r} to compare here")
        if len({one.rewords or one.id for one in lists}) == 1:
            raise ValueError(content.load_interface()["two-lists"].text)
        self._grid, self.error = grid_view(between(self.shows, *lists, crosswalk)), ""

    def _agreed(self) -> dict[str, Any] | None:
        return self.shows.agreed and agreed("agreed", self.shows.agreed)


def link_view(item: LinkItem, link: Link) -> dict[str, Any]:
    """Return how a pair is read, as a page takes it: the codes, the rating, and the reason in words."""
    return {
        "pair": link.pair,
        "rating": link.rating,
        "also": link.also,
        "reason": words_view(link.reason) or _put_together(item, link),
        "friend": words_view(link.friend),
    }


def grid_view(item: LinkItem) -> dict[str, Any]:
    """Return two lists and how every pair between them is read."""
    return {
        "left": list_view(item.left),
        "right": list_view(item.right),
        "links": [link_view(item, link_of(item, *pair)) for pair in scoring.all_pairs(item)],
    }


def _put_together(item: LinkItem, link: Link) -> dict[str, Any] | None:
    """Return the reason for a pair that has none of its own: what each of the two is about, by our reading."""
    about = [_about(side, code) for side, code in zip((item.left, item.right), link.pair, strict=True)]
    if link.rating != "none" or None in about:
        return None
    key = "link-none-sentence" if item.right.kind == "sentences" else "link-none"
    left, right = link.pair
    neither = content.said(key, left=left, right=right, left_about=about[0], right_about=about[1])
    return words_view(joined([neither, *(gap.reason for gap in gaps_of(item, left, right))], " "))


def _about(side: PrincipleList, code: str) -> Words | None:
    return next(principle.about for principle in side.principles if principle.code == code)
