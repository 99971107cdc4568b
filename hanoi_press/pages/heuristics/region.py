"""Define `Region`, the part of a page that is the article's body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hanoi_press.pages.document import Element

_RARE = 4  # times as many paragraphs are of the most frequent shape


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
    usual_tags: set[str] = field(default_factory=set)  # of the shapes that are not rare, as captions' are

    def take_shapes(self, shapes: Counter[tuple[str, ...]]) -> None:
        """Keep the shapes of the paragraphs, and the tags of those that are not rare."""
        least = max(shapes.values(), default=0) / _RARE
        self.shapes = shapes
        self.usual_tags = {shape[0].partition(".")[0] for shape, number in shapes.items() if number > least}
