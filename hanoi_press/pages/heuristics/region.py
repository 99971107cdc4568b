"""Define `Region`, the part of a page that is the article's body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hanoi_press.pages.document import Element


@dataclass(slots=True)
class Region:
    """The body: `box` is its number, `first` and `last` are its first and last line; `frame` are parts to be left out.

    `removed` are the texts of single lines to be left out, which share their box with text.
    """

    box: int
    first: int
    last: int
    value: float
    frame: set[Element] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    shapes: Counter[tuple[str, ...]] = field(default_factory=Counter)  # of the paragraphs
    texts: list[int] = field(default_factory=list)  # how many lines from the first to before each are text
