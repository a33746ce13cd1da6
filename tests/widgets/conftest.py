"""A keeper that remembers what it was given, or fails as a full disk would."""

from types import SimpleNamespace

import pytest


class Keeper:
    """Remembers answers; with ``full`` set, refuses them with a sentence."""

    def __init__(self):
        self.kept = []
        self.full = False

    def save(self, _widget, item, response, **how):
        """Keep one answer, or refuse it."""
        if self.full:
            raise OSError("The disk is full. Make some room, then go on.")
        self.kept.append(SimpleNamespace(item=item.id, response=response, **how))

    def catch_up(self, _widget):
        """Nobody else answers here."""


@pytest.fixture
def keeper():
    """Give an empty keeper."""
    return Keeper()
