"""Find the part of a page that is the article's body: a box, the lines in it from first to last, and what is no text.

Each line has a value: the letters of prose, less those of links and labels. The body is the box behind the headline
for which the sum of the values is greatest, from its first paragraph to where what follows sums to less than nothing.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import accumulate

from hanoi_press.pages.heuristics.author_box import without_author_boxes
from hanoi_press.pages.heuristics.closing_lists import without_closing_list
from hanoi_press.pages.heuristics.data_rows import DataRows
from hanoi_press.pages.heuristics.english_notices import leads_away
from hanoi_press.pages.heuristics.frame_parts import FrameParts
from hanoi_press.pages.heuristics.headline import Headline, is_headline_again
from hanoi_press.pages.heuristics.labelled_fields import is_labelled_fields
from hanoi_press.pages.heuristics.line_kinds import ends_sentence, is_date_line, kind_of
from hanoi_press.pages.heuristics.line_sums import LineSums, WidenedRange
from hanoi_press.pages.heuristics.linked_boxes import is_between_paragraphs, is_linked_box
from hanoi_press.pages.heuristics.page_lines import Line, PageLines
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.pages.heuristics.region_tail import without_label, without_tail

_PROSE = 60  # characters of a paragraph
_SHORT = 25
_ALIKE = 2  # paragraphs of one shape, and in boxes of one shape
_LEAST_WORDS = 2  # the value of any words that are no frame
_LEAST_VALUE = 10  # of a paragraph behind a box of links
_LABEL = 20  # what a link or a label costs besides its letters
_GAIN = 60  # by which a wider box must be better
_CARD_TEXT = 400  # letters besides the link in a teaser
_HEADLINE_LINK = 15  # letters
_MOSTLY_LINKED = 0.75  # the same, with a label of the link
_LINKED = 0.9  # of a line's letters
_NOTICE = 12  # lines behind the headline in which a short notice begins
_LONGEST_LABEL = 40  # characters
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


class RegionFinder:
    """Finds the body on one page. `use_names`: boxes named as comments, sidebar and the like count as such."""

    def __init__(self, page: PageLines, headline: Headline | None, *, use_names: bool = True) -> None:
        self.page = page
        self.headline = headline
        self.start = headline.end if headline else 0
        self.parts = FrameParts(page, headline, use_names=use_names)
        self._rows = DataRows(page)

    @property
    def off(self) -> set[int]:
        """The numbers of lines that are known to be no text."""
        return self.parts.off

    def is_outer(self, line: Line) -> bool:
        """Return True if a line is in a menu, footer or the like that does not hold the headline."""
        return self.parts.is_outer(line)

    def is_known_frame(self, line: Line) -> bool:
        """Return True if a line is before the headline's end, or known to be no text."""
        return line.number < self.start or line.number in self.off or self.is_outer(line)

    def find(self) -> Region | None:
        """Return the body; None if no line after the headline is prose."""
        core = self._core()
        if core is None:
            core = self._notice()
        if core is None:
            return None
        box = self._widened(core)
        first, end = self.sums.greatest(*self._lines_of(box))
        if first == end:
            return None
        last = end - 1
        region = Region(box, first, last, self.sums.of(first, end))
        region.take_shapes(self._shapes(first, last))
        self._extend(region)
        region.last = without_label(self.page, region.first, region.last)
        region.last = without_closing_list(self.page, region.first, region.last)
        region.last = without_tail(self.page, region.first, region.last, region.shapes, self.is_cell)
        region.last = without_author_boxes(self.page, region.first, region.last, self.start)
        self._leave_out(region)
        return region

    # --- values of lines ---------------------------------------------------------------------------------------------

    @cached_property
    def values(self) -> list[float]:
        """The value of each line; those before the headline have none."""
        return [0.0 if line.number < self.start else self._value(line) for line in self.page.lines]

    @cached_property
    def sums(self) -> LineSums:
        """The sums of these values."""
        return LineSums(self.values)

    def _value(self, line: Line) -> float:
        length = len(line.text)
        if self.is_outer(line):
            return -length / 2 - _LABEL
        if line.number in self.off:
            return -length - _LABEL
        if line.link_share > 0.6 and not line.documents:
            return -min(length, 150) - _LABEL
        if self.is_cell(line):
            return max(2.0, length / 2)
        kind = kind_of(line.text)
        if kind:
            return -length - _LABEL
        if is_headline_again(line, self.headline):
            return 0
        if is_labelled_fields(line.text):
            return -_LABEL / 2
        if length < _PROSE and is_date_line(line.text) and not line.documents:
            return -_LABEL / 2
        free = length - (0 if line.documents else 2 * line.linked)
        if length >= _PROSE and (ends_sentence(line.text) or length > 120):
            return free
        return max(min(free, length), -length) / 2 if length >= _SHORT else 2.0

    # --- box and range -----------------------------------------------------------------------------------------------

    def _core(self) -> int | None:
        """Return the box that directly holds the most prose; if the page has none, the most words that are no frame."""
        found = self._direct(_SHORT) or (self._direct(_LEAST_WORDS) if self.parts.use_names else {})
        return max(found, key=lambda box: (found[box], box), default=None)

    def _direct(self, least: float) -> dict[int, float]:
        """Return the value that each box directly holds, in lines of at least the value `least`."""
        direct: dict[int, float] = {}
        page = self.page
        for line in page.lines[self.start :]:
            value = self.values[line.number]
            if value < least:
                continue
            box = line.box
            if self.page.has_one_line(line.box) and page.parents[box] >= 0:
                box = page.parents[box]
            direct[box] = direct.get(box, 0) + value
            if page.parents[box] >= 0:
                direct[page.parents[box]] = direct.get(page.parents[box], 0) + value / 2
        return direct

    def _notice(self) -> int | None:
        """Return the box of the first sentence or document behind a headline that is stated elsewhere, too."""
        if self.headline is None or self.headline.weight <= 0:
            return None
        lines = self.page.lines[self.start : self.start + _NOTICE]
        likely = (one for one in lines if self.values[one.number] > 0 and (one.documents or ends_sentence(one.text)))
        line = next(likely, None)
        if line is None:
            return None
        parent = self.page.parents[line.box]
        return parent if self.page.has_one_line(line.box) and parent >= 0 else line.box

    def _widened(self, core: int) -> int:
        """Return the box around the core whose values sum to clearly the most, not those behind the core alone."""
        best, most = core, None
        end = self.sums.greatest(*self._lines_of(core))[1]
        lines = WidenedRange(self.sums, self._lines_of(core)[0])
        for box in self.page.around(core):
            value = lines.widen(*self._lines_of(box))
            if most is None or (value > most + _GAIN and self.sums.greatest(*self._lines_of(box))[0] < end):
                best, most = box, value
        return best

    def _lines_of(self, box: int) -> tuple[int, int]:
        """Return the range of a box's lines behind the headline."""
        end = self.page.end[box]
        return min(max(self.page.first[box], self.start), end), end

    def _shapes(self, first: int, last: int) -> Counter[tuple[str, ...]]:
        return Counter(
            self.page.shape(line)
            for line in self.page.lines[first : last + 1]
            if self.values[line.number] >= _SHORT and len(line.text) >= _PROSE
        )

    def _extend(self, region: Region) -> None:
        """Add paragraphs before and behind the region that are beside those in it and of their shape.

        A box of links stands between.
        """
        page = self.page
        paragraphs = [line for line in page.lines[region.first : region.last + 1] if page.shape(line) in region.shapes]
        parents = {page.parents[page.outermost(line)] for line in paragraphs}
        for line in page.lines[region.last + 1 : page.end[region.box]]:
            if self._continues(line, region, parents):
                region.last = line.number
        for line in reversed(page.lines[max(self.start, page.first[region.box]) : region.first]):
            if self._continues(line, region, parents):
                region.first = line.number

    def _continues(self, line: Line, region: Region, parents: set[int]) -> bool:
        page = self.page
        is_alike = self.values[line.number] > 0 and region.shapes[page.shape(line)] >= _ALIKE
        if is_alike and ends_sentence(line.text) and not line.text.endswith(":"):
            return True
        if self.values[line.number] < _LEAST_VALUE or page.parents[page.outermost(line)] not in parents:
            return False
        if self.page.elements[line.box].tag not in region.usual_tags:
            return False
        return ends_sentence(line.text) or line.documents

    def _leave_out(self, region: Region) -> None:
        """Find the parts of the body that are no text: outer boxes, labelled parts, teasers, labels of the site."""
        page = self.page
        for line in page.lines[page.first[region.box] : page.end[region.box]]:
            number = line.number
            if region.first <= number <= region.last and self.values[number] >= 0:
                continue
            if region.first <= number <= region.last and not self._is_frame(line, region):
                continue
            box = self._widest(line, region) if number > region.first else self._narrow(line, region)
            if box is None:
                region.removed.add(number)
            else:
                region.frame.add(page.elements[box])
                if self.page.has_one_line(line.box) and region.first <= number <= region.last:
                    region.removed.add(number)

    def _is_frame(self, line: Line, region: Region) -> bool:
        """Return True for a line between two of the body's that is no text; a linked line alone may be."""
        if self.is_outer(line) or line.number in self.off or self._is_teaser(line, region):
            return True
        if leads_away(line.text, line.link_share):
            return True
        kind = kind_of(line.text)
        if kind in ("share", "counter") and self.page.is_heading(line):  # a day or a number in a heading of two lines
            return False
        if kind == "related" and line.number < region.last:  # a heading like "Đọc thêm" above the article's own words
            following = self.page.lines[line.number + 1]
            return following.linked > 0 or self.values[following.number] <= 0 or not ends_sentence(following.text)
        return kind not in ("", "contact") and not self.is_cell(line)

    def _is_teaser(self, line: Line, region: Region) -> bool:
        """Return True for a linked headline in a box that looks like no paragraph, or in other letters than theirs."""
        if line.link_share < _MOSTLY_LINKED or line.documents or not _HEADLINE_LINK < len(line.text) < _CARD_TEXT:
            return False
        if is_linked_box(self.page, line, region.box):
            return True
        tag = self.page.elements[line.box].tag
        if tag in _HEADINGS and self.parts.leads_elsewhere(line.box):
            return False
        if ends_sentence(line.text):
            return False
        if not self.page.has_one_line(line.box):  # a line between those of one box
            return len(line.text) >= _SHORT and is_between_paragraphs(self.page, line, region)
        if tag in ("li", "td", "th", "dd", "blockquote"):
            return False
        if self.page.shape(line)[0] not in {shape[0] for shape in region.shapes}:
            return True
        before = self.page.lines[line.number - 1].text if line.number else ""
        is_other = min(line.linked, max(line.bold, line.slanted)) >= _LINKED * len(line.text)
        return is_other and len(line.text) >= _SHORT and not before.endswith(":")

    def is_cell(self, line: Line) -> bool:
        """Return True for an entry of a table of data."""
        return self._rows.is_cell(line)

    def _widest(self, line: Line, region: Region) -> int | None:
        """Return the widest box around a line, inside the body's, that holds no line of the body."""
        found = None
        for box in self.page.around(line.box):
            if box == region.box or not self._holds_no_text(box, region):
                break
            found = box
        return found

    def _narrow(self, line: Line, region: Region) -> int | None:
        """Return the box of a line before the body's first, if it holds no line of the body."""
        box = self.page.outermost(line)
        return box if box != region.box and self._holds_no_text(box, region) else None

    def _holds_no_text(self, box: int, region: Region) -> bool:
        first, end = max(self.page.first[box], region.first), min(self.page.end[box], region.last + 1)
        if first >= end:
            return True
        if not region.texts:
            lines = self.page.lines[region.first : region.last + 1]
            is_text = (self.values[one.number] >= 0 or not self._is_frame(one, region) for one in lines)
            region.texts = [0, *accumulate(is_text)]
        return region.texts[end - region.first] == region.texts[first - region.first]
