"""List the lines of a page as a browser shows them, with their boxes."""

from __future__ import annotations

import re
import sys
from functools import cached_property
from urllib.parse import urlsplit

from hanoi_press.pages.document import Document, Element
from hanoi_press.pages.heuristics.line_walk import Line, LineWalk, folded

__all__ = ["Line", "PageLines", "folded"]

_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.I)
_MOST_FIELDS = 60  # lines of a box that holds nothing but fields
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class PageLines:
    """The lines of a page in reading order, and the tree of blocks that they stand in.

    Boxes are numbers in document order; `elements` are their elements, `parents` the numbers of the boxes around them.
    `pictures` and `rules` are the numbers of the lines that follow a picture (or video) and a rule (`hr`).
    """

    def __init__(self, doc: Document) -> None:
        body = doc.root.find("body")
        walk = LineWalk(set(doc.visibility.hidden_in(doc.root)))
        walk.read(doc.root if body is None else body)
        self.lines, self.elements, self.parents = walk.lines, walk.elements, walk.parents
        self.first = walk.first  # of each box: the number of its first line
        self.end = walk.end  # and that after its last
        self.pictures = walk.pictures  # by the next line: box and element
        self.rules = walk.rules
        self.times = walk.times  # `time` elements, with the number of their line or of the next
        self.host = urlsplit(doc.url).hostname or ""
        self._shapes: dict[int, tuple[str, ...]] = {}

    @cached_property
    def box_of(self) -> dict[Element, int]:
        """The number of each block."""
        return {element: number for number, element in enumerate(self.elements)}

    @cached_property
    def own_lines(self) -> dict[int, list[int]]:
        """The numbers of the lines directly in each box."""
        found: dict[int, list[int]] = {}
        for line in self.lines:
            found.setdefault(line.box, []).append(line.number)
        return found

    def inside(self, box: int) -> list[Line]:
        """Return the lines in a box and those inside it."""
        return self.lines[self.first[box] : self.end[box]]

    def around(self, box: int, most: int = sys.maxsize) -> list[int]:
        """Return a box and those around it, the innermost first, at most so many."""
        found: list[int] = []
        while box >= 0 and len(found) < most:
            found.append(box)
            box = self.parents[box]
        return found

    def contains(self, outer: int, line: Line) -> bool:
        """Return True if a line is in a box or inside it."""
        return self.first[outer] <= line.number < self.end[outer]

    def outermost(self, line: Line) -> int:
        """Return the widest box that holds the same lines as a line's own."""
        box = line.box
        parent = self.parents[box]
        while parent >= 0 and self.first[parent] == self.first[box] and self.end[parent] == self.end[box]:
            box, parent = parent, self.parents[parent]
        return box

    def has_one_line(self, box: int) -> bool:
        """Return True for a box around a single line."""
        return self.end[box] - self.first[box] == 1

    def common_box(self, first: Line, last: Line) -> int:
        """Return the innermost box that holds a line and a later one."""
        return next(box for box in self.around(first.box) if last.number < self.end[box])

    def line_boxes(self, number: int, others: set[int]) -> list[int]:
        """Return the boxes around a line that hold no lines but those of `others`, the innermost first."""
        found = []
        for box in self.around(self.lines[number].box):
            lines = range(self.first[box], self.end[box])
            if len(lines) > _MOST_FIELDS or not all(one in others for one in lines):
                break
            found.append(box)
        return found

    def children(self, box: int) -> list[int]:
        """Return the boxes directly in a box."""
        return self.by_parent.get(box, [])

    @cached_property
    def by_parent(self) -> dict[int, list[int]]:
        """The boxes directly in each box."""
        found: dict[int, list[int]] = {}
        for number, parent in enumerate(self.parents):
            found.setdefault(parent, []).append(number)
        return found

    def is_heading(self, line: Line) -> bool:
        """Return True for a line in `h1`-`h6`."""
        return self.heading_of(line) is not None

    def heading_of(self, line: Line) -> Element | None:
        """Return the heading that a line is in."""
        box = line.box
        for _ in range(3):
            if box < 0:
                return None
            if self.elements[box].tag in _HEADINGS:
                return self.elements[box]
            box = self.parents[box]
        return None

    def is_right(self, line: Line) -> bool:
        """Return True for a line that is aligned to the right."""
        element = self.elements[line.box]
        return element.get("align") == "right" or _RIGHT.search(element.get("style") or "") is not None

    def shape(self, line: Line) -> tuple[str, ...]:
        """Return what a line's block looks like: its tag and class, and those of the boxes around it."""
        return self.shape_of(line.box)

    def shape_of(self, box: int) -> tuple[str, ...]:
        """Return what a box looks like: tag and class, its own and those of the two boxes around it."""
        known = self._shapes.get(box)
        if known is None:
            around = (self.elements[one] for one in self.around(box, 3))
            known = self._shapes[box] = tuple(f"{one.tag}.{one.get('class') or ''}" for one in around)
        return known
