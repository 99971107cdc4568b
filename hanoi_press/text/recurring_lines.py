"""Learn which lines are site boilerplate by counting how often they recur across the pages of one source.

A line counts as boilerplate if it was in at least `MIN_ARTICLES` different articles, of `MIN_DAYS` days and (if the
source names sections) of `MIN_SECTIONS` sections, and in half of the pages seen lately. A sentence that recurs in a few
articles, a daily bulletin's formula (one section), or one article that is read repeatedly never reaches all of these.
Digits are not masked: "có hiệu lực từ ngày 1/3/2026" and "… 1/4/2026" are two lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from hanoi_press.items import Article, content_hash
from hanoi_press.text.normalize import clean

MIN_ARTICLES = 12
MIN_DAYS = 3
MIN_SECTIONS = 2
MIN_SHARE = 0.5  # of the pages seen lately
MAX_LENGTH = 300  # characters; a longer line is a paragraph
CAPACITY = 2_000  # lines a source; when twice as many are kept, the rarer half is dropped
HALVE_AT = 4_000  # pages; then all counts are halved, so that a new footer is learnt and an old one forgotten


@dataclass(slots=True)
class LineCount:
    """The counts of one line.

    `count` may be too high by at most `error`, the count that the line was given when it was added. The sets have no
    more members than the thresholds need: `articles` digests of ids, `days` dates, `sections` names.
    """

    line: str
    count: float = 0.0
    error: float = 0.0
    articles: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)


class RecurringLines:
    """The lines of one source with their counts, in bounded memory, and a person's rulings on single lines.

    The counter is space-saving (Metwally et al., 2005), emptied in batches: a new line starts at the greatest count
    that was ever dropped, noted as its possible error, so that `count - error` is never too high and no frequent line
    is lost.
    """

    def __init__(self) -> None:
        self.pages = 0.0
        self.pages_with_section = 0.0
        self.greatest_dropped = 0.0  # the greatest count of a line that was dropped
        self.lines: dict[str, LineCount] = {}
        self.ruled_text: set[str] = set()
        self.ruled_boilerplate: set[str] = set()

    # --- learning ---------------------------------------------------------------------------------------------------

    def learn(self, article: Article) -> None:
        """Count the lines of an article, each once; an article without text is no page with lines."""
        if not article.text:
            return
        self.pages += 1
        self.pages_with_section += bool(article.section)
        digest = _digest(article.id)
        for line in dict.fromkeys(map(comparable, article.text.split("\n\n"))):
            if line and len(line) <= MAX_LENGTH:
                self._count(line, digest, (article.published_at or "")[:10], article.section[:1])
        if self.pages >= HALVE_AT:
            self._halve()

    def _count(self, line: str, digest: str, day: str, section: list[str]) -> None:
        seen = self.lines.get(line)
        if seen is None:
            if len(self.lines) >= 2 * CAPACITY:
                self._drop_rarest()
            seen = self.lines[line] = LineCount(line, self.greatest_dropped, self.greatest_dropped)
        seen.count += 1
        for evidence, member, enough in (
            (seen.articles, digest, MIN_ARTICLES),
            (seen.days, day, MIN_DAYS),
            (seen.sections, "".join(section), MIN_SECTIONS),
        ):
            if member and len(evidence) < enough:
                evidence.add(member)

    def _drop_rarest(self) -> None:
        by_count = sorted(self.lines.values(), key=lambda seen: -seen.count)
        self.lines = {seen.line: seen for seen in by_count[:CAPACITY]}
        self.greatest_dropped = max([self.greatest_dropped, *(seen.count for seen in by_count[CAPACITY:])])

    def _halve(self) -> None:
        self.pages /= 2
        self.pages_with_section /= 2
        self.greatest_dropped /= 2
        for seen in list(self.lines.values()):
            seen.count /= 2
            seen.error /= 2
            if seen.count < 1:
                del self.lines[seen.line]

    def forget(self, ids: Iterable[str]) -> int:
        """Forget the lines that were counted in these articles only; return their number."""
        digests = set(map(_digest, ids))
        gone = [line for line, seen in self.lines.items() if seen.articles and seen.articles <= digests]
        for line in gone:
            del self.lines[line]
        return len(gone)

    # --- applying -----------------------------------------------------------------------------------------------------

    def share(self, seen: LineCount) -> float:
        """Return the minimum share (0 to 1) of the pages seen lately that contained the line."""
        return (seen.count - seen.error) / self.pages if self.pages else 0.0

    def is_boilerplate(self, line: str) -> bool:
        """Return True if a person ruled the line boilerplate, or the counts do and no person ruled it text."""
        line = comparable(line)
        if line in self.ruled_text or line in self.ruled_boilerplate:
            return line in self.ruled_boilerplate
        seen = self.lines.get(line)
        return (
            seen is not None
            and len(seen.articles) >= MIN_ARTICLES
            and len(seen.days) >= MIN_DAYS
            and (len(seen.sections) >= MIN_SECTIONS or self.pages_with_section < self.pages / 2)
            and self.share(seen) >= MIN_SHARE
        )

    def without_boilerplate(self, text: str) -> str:
        """Return the text without its boilerplate lines; unchanged if nothing else would be left."""
        paragraphs = text.split("\n\n")
        kept = [one for one in paragraphs if not self.is_boilerplate(one)]
        return "\n\n".join(kept) if kept else text

    def remove_from(self, article: Article) -> int:
        """Remove boilerplate lines from an article, record that in `extraction`, and return how many were removed."""
        text = self.without_boilerplate(article.text)
        if text == article.text:
            return 0
        removed = article.text.count("\n\n") - text.count("\n\n")
        article.text = text
        article.content_hash = content_hash(article.title, article.summary, text)
        article.extraction.fields["frame"] = "learnt"  # the key and value that articles of the corpus have
        return removed

    def learnt(self) -> list[LineCount]:
        """Return the lines that count as boilerplate, the most frequent first."""
        # the first condition spares most lines the second, which cleans them
        found = [
            seen
            for seen in self.lines.values()
            if (len(seen.articles) >= MIN_ARTICLES or seen.line in self.ruled_boilerplate)
            and self.is_boilerplate(seen.line)
        ]
        found += [LineCount(line) for line in sorted(self.ruled_boilerplate - {seen.line for seen in found})]
        return sorted(found, key=lambda seen: (-seen.count, seen.line))

    # --- rulings of a person ------------------------------------------------------------------------------------------

    def overrule(self, line: str, *, is_boilerplate: bool | None) -> None:
        """Rule a line boilerplate (True) or text (False), or leave it to the counts again (None)."""
        line = comparable(line)
        self.ruled_text.discard(line)
        self.ruled_boilerplate.discard(line)
        if is_boilerplate is not None:
            (self.ruled_boilerplate if is_boilerplate else self.ruled_text).add(line)

    # --- as JSON ------------------------------------------------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain JSON types, the most frequent lines first; rulings are kept elsewhere, as text."""
        if len(self.lines) > CAPACITY:
            self._drop_rarest()
        lines = sorted(self.lines.values(), key=lambda seen: (-seen.count, seen.line))
        return {
            "pages": self.pages,
            "with_section": self.pages_with_section,
            "floor": self.greatest_dropped,
            "lines": [
                [one.line, one.count, one.error, sorted(one.articles), sorted(one.days), sorted(one.sections)]
                for one in lines
            ],
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> RecurringLines:
        """Return the counts that `to_dict` stored. Raises `ValueError` if they cannot be read."""
        found = cls()
        try:
            found.pages, found.pages_with_section = float(stored["pages"]), float(stored["with_section"])
            found.greatest_dropped = float(stored["floor"])
            for line, count, error, articles, days, sections in stored["lines"]:
                seen = LineCount(str(line), float(count), float(error), set(articles), set(days), set(sections))
                found.lines[seen.line] = seen
        except (KeyError, TypeError, ValueError) as wrong:
            raise ValueError(f"these are no counts of recurring lines: {wrong!r}") from wrong
        return found


def _digest(id: str) -> str:
    return blake2b(id.encode(), digest_size=6).hexdigest()


def comparable(line: str) -> str:
    """Return the form in which lines are compared: cleaned, with its case."""
    return clean(line)
