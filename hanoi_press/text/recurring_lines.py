"""Lines that recur across the pages of one source are its frame: learnt by counting, in bounded memory, explainable.

A line counts as frame when it stood in at least `MIN_ARTICLES` different articles, of `MIN_DAYS` days and (where
the source names sections) of two sections, and in half of the pages seen lately. A sentence that recurs in a few
articles, a daily bulletin's formula (one section), or one article read again and again never gets there. Digits are
not masked: "có hiệu lực từ ngày 1/3/2026" and "… 1/4/2026" are two lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from hanoi_press.items import Article, content_hash
from hanoi_press.text.normalize import clean

MIN_ARTICLES = 12
MIN_DAYS = 3
MIN_SHARE = 0.5  # of the pages seen lately
LONGEST = 300  # characters; a longer line is a paragraph
CAPACITY = 2_000  # lines a source; when twice as many are held, the rarer half goes
HALVE_AT = 4_000  # pages; then all counts are halved, so that a new footer is learnt and an old one forgotten


@dataclass(slots=True)
class LineCount:
    """What is known of one line. `count` may be too great by `error` at most: what it inherited when it came in."""

    line: str
    count: float = 0.0
    error: float = 0.0
    articles: set[str] = field(default_factory=set)  # digests of ids, MIN_ARTICLES at most
    days: set[str] = field(default_factory=set)  # MIN_DAYS at most
    sections: set[str] = field(default_factory=set)  # two at most


class RecurringLines:
    """The frame of one source, as far as it was learnt.

    A space-saving counter (Metwally et al., 2005), emptied in batches: a newcomer inherits the greatest count that was
    ever let go, as its possible error, so that `count - error` never overstates and a frequent line is never lost.
    """

    def __init__(self) -> None:
        self.pages = 0.0
        self.with_section = 0.0
        self.floor = 0.0  # the greatest count that was let go
        self.lines: dict[str, LineCount] = {}
        self.ruled_text: set[str] = set()  # lines that a person declared text
        self.ruled_boilerplate: set[str] = set()  # lines that a person declared frame

    # --- learning ---------------------------------------------------------------------------------------------------

    def learn(self, article: Article) -> None:
        """Counts an article's lines, each once."""
        self.pages += 1
        self.with_section += bool(article.section)
        digest = blake2b(article.id.encode(), digest_size=6).hexdigest()
        for line in dict.fromkeys(map(key, article.text.split("\n\n"))):
            if line and len(line) <= LONGEST:
                self._count(line, digest, (article.published_at or "")[:10], article.section[:1])
        if self.pages >= HALVE_AT:
            self._halve()

    def _count(self, line: str, digest: str, day: str, section: list[str]) -> None:
        seen = self.lines.get(line)
        if seen is None:
            if len(self.lines) >= 2 * CAPACITY:
                self._let_go()
            seen = self.lines[line] = LineCount(line, self.floor, self.floor)
        seen.count += 1
        for evidence, one, most in (
            (seen.articles, digest, MIN_ARTICLES),
            (seen.days, day, MIN_DAYS),
            (seen.sections, "".join(section), 2),
        ):
            if one and len(evidence) < most:
                evidence.add(one)

    def _let_go(self) -> None:
        by_count = sorted(self.lines.values(), key=lambda seen: -seen.count)
        self.lines = {seen.line: seen for seen in by_count[:CAPACITY]}
        self.floor = max([self.floor, *(seen.count for seen in by_count[CAPACITY:])])

    def _halve(self) -> None:
        self.pages /= 2
        self.with_section /= 2
        self.floor /= 2
        for seen in list(self.lines.values()):
            seen.count /= 2
            seen.error /= 2
            if seen.count < 1:
                del self.lines[seen.line]

    # --- applying -----------------------------------------------------------------------------------------------------

    def share(self, seen: LineCount) -> float:
        """In which share of the pages seen lately the line stood, at the least."""
        return (seen.count - seen.error) / self.pages if self.pages else 0.0

    def is_boilerplate(self, line: str) -> bool:
        """Is the line frame: by a person's word, or by all that was seen?"""
        line = key(line)
        if line in self.ruled_text or line in self.ruled_boilerplate:
            return line in self.ruled_boilerplate
        seen = self.lines.get(line)
        return (
            seen is not None
            and len(seen.articles) >= MIN_ARTICLES
            and len(seen.days) >= MIN_DAYS
            and (len(seen.sections) > 1 or self.with_section < self.pages / 2)
            and self.share(seen) >= MIN_SHARE
        )

    def without_boilerplate(self, text: str) -> str:
        """The text without its frame lines; unchanged where nothing else would be left."""
        paragraphs = text.split("\n\n")
        left = [one for one in paragraphs if not self.is_boilerplate(one)]
        return "\n\n".join(left) if left else text

    def remove_from(self, article: Article) -> int:
        """Takes the frame's lines off an article, and says so in it. How many came off."""
        text = self.without_boilerplate(article.text)
        if text == article.text:
            return 0
        lines = article.text.count("\n\n") - text.count("\n\n")
        article.text = text
        article.content_hash = content_hash(article.title, article.summary, text)
        article.extraction.fields["frame"] = "learnt"
        return lines

    def learnt(self) -> list[LineCount]:
        """The lines that count as frame, most seen first."""
        frame = [seen for seen in self.lines.values() if self.is_boilerplate(seen.line)]
        frame += [LineCount(line) for line in sorted(self.ruled_boilerplate - {seen.line for seen in frame})]
        return sorted(frame, key=lambda seen: (-seen.count, seen.line))

    # --- a person's word ----------------------------------------------------------------------------------------------

    def overrule(self, line: str, *, is_boilerplate: bool | None) -> None:
        """Declares a line frame (True), text (False), or leaves it to the counts again (None)."""
        line = key(line)
        self.ruled_text.discard(line)
        self.ruled_boilerplate.discard(line)
        if is_boilerplate is not None:
            (self.ruled_boilerplate if is_boilerplate else self.ruled_text).add(line)

    # --- as JSON ------------------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, lines most seen first. A person's word is not among them: it is kept apart, as text."""
        if len(self.lines) > CAPACITY:
            self._let_go()
        lines = sorted(self.lines.values(), key=lambda seen: (-seen.count, seen.line))
        return {
            "pages": self.pages,
            "with_section": self.with_section,
            "floor": self.floor,
            "lines": [
                [one.line, one.count, one.error, sorted(one.articles), sorted(one.days), sorted(one.sections)]
                for one in lines
            ],
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> RecurringLines:
        """The sketch that `to_dict` gave. Raises `ValueError` where it is none."""
        sketch = cls()
        try:
            sketch.pages, sketch.with_section = float(stored["pages"]), float(stored["with_section"])
            sketch.floor = float(stored["floor"])
            for line, count, error, articles, days, sections in stored["lines"]:
                seen = LineCount(str(line), float(count), float(error), set(articles), set(days), set(sections))
                sketch.lines[seen.line] = seen
        except (KeyError, TypeError, ValueError) as wrong:
            raise ValueError(f"no frame sketch: {wrong!r}") from wrong
        return sketch


def key(line: str) -> str:
    """How a line is compared: cleaned, case left alone."""
    return clean(line)
