"""What commands share when they print. Must not know any command."""

import sys


def any_sign() -> None:
    """Have any text printed: it may hold a sign that this terminal's character set does not have."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
