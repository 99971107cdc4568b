"""Find the bylines among the lines around the headline, behind the body and at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hanoi_press.pages.heuristics.byline_words import LONGEST, Byline, is_bare_label, outlet_in, read_byline, words_of
from hanoi_press.pages.heuristics.field_places import NEXT_TO_HEADLINE, is_alone, places
from hanoi_press.pages.heuristics.headline import Headline
from hanoi_press.pages.heuristics.line_kinds import is_dated, kind_of
from hanoi_press.pages.heuristics.page_lines import Line, PageLines, folded
from hanoi_press.pages.heuristics.region import Region
from hanoi_press.pages.heuristics.signatures import is_disclaimer
from hanoi_press.text import bylines, people
from hanoi_press.text.normalize import fold

STRONG = 2.6  # rank of a byline that precedes what metadata states
_LABELLED = 4.0
_AUTHOR_PAGE = 3.0
_SIGNED = 5.0  # a name alone at the right of the body's last line
_DESK = 1.5
_OFFICE = 2.0
_NEAR_END = 3  # lines behind the body
_HEAD_LINES = 4  # of the body's box that may be date and byline
_PHOTOGRAPHER = re.compile(r"(?i)\W*(?:nguồn )?(?:ảnh|photo|đồ họa|video|clip)\b")
AUTHOR_ADDRESS = re.compile(
    r"(?i)mailto:|[/=._-](?:tac-?gia|authors?|nguoi-viet|phong-vien|nha-bao|but-danh|profile|writers?|byline|user|u)[/=_-]"
)
_MOST_VOICES = 10  # lines of a box that reads the article aloud
_VOICE_REACH = 6  # lines
_OFF = frozenset({"tags", "related", "comments"})


@dataclass(frozen=True, slots=True)
class PrintedByline:
    """Names as printed, the numbers of their lines, and how likely they are the authors'."""

    names: str
    lines: tuple[int, ...]
    rank: float


class Bylines:
    """The bylines of one page."""

    def __init__(
        self, page: PageLines, headline: Headline | None, region: Region | None, presented: Line | None = None
    ) -> None:
        """Take the headline, the body, and the line of the name in the box that presents the author."""
        self._page = page
        self._headline = fold(headline.words) if headline is not None else ""
        self._presented = presented
        self._region = region
        self._places = [(line, rank) for line, rank in places(page, headline, region) if rank > 1]
        self._first = headline.first if headline else 0
        self._end = region.last if region is not None else 0

    @cached_property
    def found(self) -> list[PrintedByline]:
        """The bylines, the likeliest first."""
        return sorted(self._find(), key=lambda one: -one.rank)

    @cached_property
    def outlet(self) -> tuple[str, str, str | None] | None:
        """The outlet that a line next to the headline, or behind the body, names as the text's origin.

        Its name, the line as printed, and the address that the line links if it is another site's.
        """
        body = self._region.first if self._region is not None else 0
        near = (
            line
            for line, rank in self._places
            if (rank >= NEXT_TO_HEADLINE and line.number < body) or self._is_near_end(line)
        )
        named = ((line, outlet_in(words_of(self._page, line))) for line in near)
        return next(((name, line.text, self._linked(line)) for line, name in named if name), None)

    def _linked(self, line: Line) -> str | None:
        """Return the first whole web address that a line links."""
        if not line.linked or not is_alone(self._page, line):
            return None
        links = (a.get("href") or "" for a in self._page.elements[line.box].iter("a"))
        return next((link for link in links if link.startswith(("http://", "https://"))), None)

    def _find(self) -> Iterator[PrintedByline]:
        taken: set[int] = set()
        for line, rank in self._places:
            if len(line.text) > LONGEST or line.number in taken:
                continue
            byline = read_byline(self._page, line)
            if byline is not None and _PHOTOGRAPHER.match(byline.names):  # the end of a caption
                continue
            if byline is not None and byline.is_labelled:
                yield PrintedByline(byline.names, (line.number,), rank + _LABELLED)
            elif is_bare_label(line.text) and (named := self._below(line)) is not None:
                taken.add(line.number + 1)
                yield PrintedByline(named.names, (line.number, line.number + 1), rank + _LABELLED)
            elif byline is None and self._is_office(line):
                yield PrintedByline(line.text, (line.number,), _OFFICE)
            elif byline is not None and (own := self._unlabelled_rank(line, rank, byline)) > 0:
                others = list(self._beside(line))
                taken.update(number for number, _ in others)
                names = ", ".join([byline.names, *(name for _, name in others)])
                yield PrintedByline(names, (line.number, *(number for number, _ in others)), own)

    def _unlabelled_rank(self, line: Line, rank: float, byline: Byline) -> float:
        """Return the rank of names without a label; 0 if they are rather those of something else."""
        page = self._page
        if line is self._presented:
            return STRONG
        if kind_of(line.text) or page.is_heading(line) or self._is_caption(line) or self._is_voice(line):
            return 0
        if folded(line) in self._menu:
            return 0
        if self._has_author_address(line):
            return rank + _AUTHOR_PAGE
        if folded(line) in self._headline:  # whom or what the article is about
            return 0
        is_signature = self._is_signature(line)
        if page.is_right(line) and (is_signature or self._is_plain(line) or line.number == self._end + 1):
            return _SIGNED
        if rank < STRONG and not is_signature and not self._is_plain(line):
            return 0
        if rank < NEXT_TO_HEADLINE and (line.linked or (line.number < self._first and line.text.isupper())):
            return 0
        names = bylines.authors(byline.names)
        are_desks = any(people.is_role(one) or not bylines.is_name(one) for one in names)
        if self._is_near_end(line) and line.number > self._end + 1:
            rank = min(rank, STRONG - 0.1)
        return rank - _DESK if are_desks else rank

    def _is_office(self, line: Line) -> bool:
        """Return True for an office's name that signs the text: at the right, bold or slanted, at its end."""
        if not bylines.is_office(line.text) or line.linked or not self._is_apart(line):
            return False
        return self._is_plain(line) or self._is_signature(line)

    def _is_near_end(self, line: Line) -> bool:
        return self._region is not None and self._end < line.number <= self._end + _NEAR_END

    def _is_signature(self, line: Line) -> bool:
        """Return True for a line of names at the end of the body, set apart from its paragraphs."""
        if self._region is None or not self._region.first < line.number <= self._end:
            return False
        if not self._is_apart(line):
            return False
        following = self._page.lines[line.number + 1 : self._end + 1]
        return all(
            bylines.is_signature(one.text) or bylines.attribution(one.text) or is_disclaimer(one.text)
            for one in following
        )

    def _is_apart(self, line: Line) -> bool:
        size = 0.9 * len(line.text)
        return self._page.is_right(line) or line.bold >= size or line.slanted >= size

    @cached_property
    def _menu(self) -> set[str]:
        """The words of the page's menus."""
        lines = self._page.lines
        own = lines[self._first].outer if lines else ()  # a `header` with the headline is no menu
        return {folded(line) for line in lines if line.linked and len(line.text) <= 40 and set(line.outer) - set(own)}

    def _has_author_address(self, line: Line) -> bool:
        """Return True if the line links a page of its author's, or his e-mail address."""
        if not line.linked or not is_alone(self._page, line):
            return False
        links = self._page.elements[line.box].iter("a")
        return any(AUTHOR_ADDRESS.search(a.get("href") or "") or a.get("rel") == "author" for a in links)

    def _is_voice(self, line: Line) -> bool:
        """Return True for a name in the box of a player, behind its label."""
        page = self._page
        before = page.lines[max(0, line.number - _VOICE_REACH) : line.number]
        label = next((one for one in before if people.is_voice_label(one.text)), None)
        if label is None:
            return False
        between = page.lines[label.number + 1 : line.number]
        if any(len(one.text) > 40 for one in between):
            return False
        box = next((box for box in page.around(label.box) if page.end[box] - page.first[box] > 1), label.box)
        if page.end[box] - page.first[box] <= _MOST_VOICES:
            return page.contains(box, line) and line.number > label.number
        return line.number == label.number + 1 and page.shape(line) == page.shape(label)

    def _is_caption(self, line: Line) -> bool:
        """Return True for a line directly behind a picture of the body, or one that names a photographer."""
        page = self._page
        if _PHOTOGRAPHER.match(line.text) or page.elements[line.box].tag == "figcaption":
            return True
        if any(page.elements[box].tag in ("figure", "figcaption") for box in page.around(line.box, 4)):
            return True
        return line.number in page.pictures and not self._is_portrait(line)

    def _is_portrait(self, line: Line) -> bool:
        """Return True if the picture before a name shows its bearer: by its words, its link, or a job that follows."""
        page = self._page
        words = fold(line.text)
        if any(fold(one.get("alt") or "") in words and one.get("alt") for _, one in page.pictures[line.number]):
            return True
        following = page.lines[line.number + 1 : line.number + 2]
        if self._has_author_address(line) or any(people.is_role(one.text) for one in following):
            return True
        # The line of the date follows no caption.
        is_before_body = self._region is not None and self._first < line.number < self._region.first + _HEAD_LINES
        return is_before_body and any(is_dated(one.text) for one in following)

    def _beside(self, line: Line) -> Iterator[tuple[int, str]]:
        """Yield the numbers and names of the next lines in boxes beside that of a line."""
        page = self._page
        for other in page.lines[line.number + 1 : line.number + 4]:
            if other.box == line.box or page.parents[page.outermost(other)] != page.parents[page.outermost(line)]:
                return
            byline = read_byline(page, other)
            if byline is None or byline.is_labelled or is_dated(other.text) or page.shape(other) != page.shape(line):
                return
            if (
                self._is_voice(other)
                or people.is_role(other.text)
                or not all(map(bylines.is_name, bylines.authors(byline.names)))
            ):
                return
            yield other.number, byline.names

    def _below(self, label: Line) -> Byline | None:
        """Return the names in the line after a label that stands alone ("Tác giả" over "Lê An")."""
        following = self._page.lines[label.number + 1 : label.number + 2]
        return read_byline(self._page, following[0]) if following and len(following[0].text) <= LONGEST else None

    def _is_plain(self, line: Line) -> bool:
        """Return True for a line behind the body that is no link, no entry of a list, and follows no label."""
        if line.linked or self._page.elements[line.box].tag in ("li", "dd", "dt", "option"):
            return False
        if not self._is_near_end(line) or (line.text.isupper() and line.number > self._end + 1):
            return False
        before = self._page.lines[self._end + 1 : line.number]
        labels = {kind_of(one.text) for one in before} & _OFF
        is_bare = labels == {"related"} and not any(one.linked for one in before)  # its links have been left out
        return not labels or (is_bare and self._is_apart(line))
