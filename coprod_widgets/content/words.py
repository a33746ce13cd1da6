"""The smallest pieces that the course's words are made of: a text with its twin and gaps to fill, an id, a mark.

This module must not know what the pieces are put together to: that is ``schema`` and ``balance``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta, Struct

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Id = Annotated[str, Meta(pattern=ID_PATTERN)]
Mark = Annotated[float, Meta(ge=0, le=1)]
Use = Literal["activity", "check", "exercise"]


class Words(Struct, frozen=True):
    """A text that a learner reads, with its Easy Read twin when there is one.

    In YAML either a plain scalar or a mapping ``{text: …, easy: …}``.
    """

    text: str
    easy: str | None = None

    def worded(self, easy: bool) -> str:
        """Return one of the two wordings; the plain one where there is no Easy Read."""
        return (easy and self.easy) or self.text

    def filled(self, **gaps: object) -> Words:
        """Return the text with its gaps filled: ``{n}`` with ``n``.

        Parameters
        ----------
        gaps
            A value for each gap. What is itself `Words` goes into each wording as it is worded there.

        Raises
        ------
        KeyError
            When a gap has no value.
        """
        plain, simple = ({name: _worded(one, easy) for name, one in gaps.items()} for easy in (False, True))
        twin = bool(self.easy) or plain != simple
        return Words(self.text.format(**plain), self.worded(easy=True).format(**simple) if twin else None)


class HasWords:
    """What has ``text`` and ``easy`` beside other things of its own, and gives them together."""

    __slots__ = ()

    @property
    def words(self) -> Words:
        """The text with its twin."""
        return Words(self.text, self.easy)


def joined(texts: Iterable[Words], between: str, between_easy: str | None = None) -> Words:
    """Return some texts in a row.

    Parameters
    ----------
    texts
        What stands one after the other.
    between, between_easy
        What stands between two of them, and what does in Easy Read where that is something else.
    """
    texts = list(texts)
    simple = between if between_easy is None else between_easy
    return Words(between.join(one.text for one in texts), simple.join(one.worded(easy=True) for one in texts))


def _worded(value: object, easy: bool) -> object:
    return value.worded(easy) if isinstance(value, Words) else value


class Key(Struct, frozen=True, kw_only=True):
    """Who agreed the readings in a file, when, and which version of them this is (1 or more)."""

    agreed_by: str
    agreed_on: str
    version: Annotated[int, Meta(ge=1)]
