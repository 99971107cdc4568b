"""Say by which name this program was called, for messages that tell what to type next."""

from __future__ import annotations

import sys
from pathlib import PurePath


def program() -> str:
    """Return "hanoi-press" or "scrapy", as the command was called."""
    name = PurePath(sys.argv[0] if sys.argv else "").stem
    return "hanoi-press" if name == "hanoi-press" else "scrapy"
