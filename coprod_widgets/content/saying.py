"""A text of the interface's catalogue with its gaps filled: the one way from a key to what a learner reads.

Must not know where it is shown; a widget's page takes it as ``widgets/saying`` gives it.
"""

from .loader import load_interface
from .words import Words


def said(key: str, /, **gaps: object) -> Words:
    """Return a text of ``interface.yaml`` with its gaps filled, as `Words.filled` fills them."""
    return load_interface()[key].filled(**gaps)
