"""Define `PastFigures`: what a run asked of web archives, what became of each capture, and why it asked."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hanoi_press.discovery.captures import COMMONCRAWL, FILE, WAYBACK

TITLES = {COMMONCRAWL: "Common Crawl", WAYBACK: "the Wayback Machine", FILE: "archive files"}
READ = ("stored", "unchanged", "seen", "outside")  # how a capture that could be read was settled
UNREAD = ("unread", "invalid")  # a capture that should have been an article
_STORED = ("stored", "again")  # how a capture was settled that gave a line
_MANY = 4  # captures, of which half must not be unreadable


class PastFigures:
    """The captures of web archives that a run looked at, by archive and by what became of each.

    `stored`: a line was written. `unchanged`: the same words as before. `known`: its very body was read already, so it
    was not requested. `again`: the same, and the words of an earlier revision once more. `outside`: of days that are
    not wanted. `have`: the corpus has the article, and only missing ones are wanted. `unread`, `invalid`: an article
    that could not be read. `failed`: the archive did not give it. `unasked`: the run ended before. Any other kind is
    why a capture is no article.
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._asked: Counter[str] = Counter()
        self._index_pages: Counter[str] = Counter()
        self._lines: Counter[tuple[str, str]] = Counter()
        self._pages: Counter[tuple[str, str]] = Counter()
        self._why: dict[str, str] = {}
        self._failed: dict[str, str] = {}

    def count(self, archive: str, kind: str) -> None:
        """Count what became of a capture."""
        self._counts[archive, kind] += 1

    def note_asked(self, archive: str) -> None:
        """Count a capture that is requested."""
        self._asked[archive] += 1

    def note_line(self, archive: str, how: str) -> None:
        """Count a line that a capture gave: of an article that is `new`, or `changed`."""
        self._lines[archive, how] += 1

    def note_reading(self, archive: str, page: str) -> None:
        """Count a capture that gave an article by the page class that read it."""
        self._pages[archive, page] += 1

    def note_index_page(self, archive: str) -> None:
        """Count a page of an index that was read."""
        self._index_pages[archive] += 1

    def note_archive(self, archive: str) -> None:
        """Record that an archive is about to be asked."""
        self._asked[archive] += 0

    def note_why(self, archive: str, why: str) -> None:
        """Record why `via=auto` asks an archive."""
        self._why[archive] = why

    def note_failed(self, archive: str, what: str) -> None:
        """Record why an archive could not be read to its end; the first reason counts."""
        self._failed.setdefault(archive, what)

    def by_kind(self) -> dict[str, int]:
        """Return the number of captures by what became of them, in alphabetical order."""
        found: Counter[str] = Counter()
        for (_, kind), number in self._counts.items():
            found[kind] += number
        return dict(sorted(found.items()))

    def figures(self) -> dict[str, Any]:
        """Return the figures by archive, with the keys of the run's record (`docs/store.md`); {} if none was asked."""
        names = {*self._asked, *self._index_pages, *self._why, *self._failed}
        names |= {archive for archive, _ in (*self._counts, *self._lines)}
        return {name: self._of(name) for name in sorted(names)}

    def _of(self, archive: str) -> dict[str, Any]:
        captures, pages = (
            {kind: number for (one, kind), number in sorted(counts.items()) if one == archive}
            for counts in (self._counts, self._pages)
        )
        return {
            "asked": self._asked[archive],
            "stored": sum(captures.get(kind, 0) for kind in _STORED),
            "changed": self._lines[archive, "changed"],
            "index_pages": self._index_pages[archive],
            "captures": captures,
            "pages": pages,
            "why": self._why.get(archive, ""),
            "failed": self._failed.get(archive, ""),
        }

    @property
    def is_failing(self) -> bool:
        """Return True if an archive could not be read to its end."""
        return bool(self._failed)

    @property
    def unaccounted(self) -> int:
        """Return the number of requested captures that nobody knows of."""
        return self.by_kind().get("unaccounted", 0)

    def faults(self) -> list[str]:
        """Return what makes the run a failure; [] if nothing does."""
        found = [
            f"{TITLES[name]} could not be read to the end ({what}): run again, it goes on where it was"
            for name, what in sorted(self._failed.items())
        ]
        kinds = self.by_kind()
        unread, read = (sum(kinds.get(kind, 0) for kind in group) for group in (UNREAD, READ))
        if unread and not read and not self._why:  # with `via=auto` they are single pages among others
            found.append("no capture could be read")
        elif unread + read >= _MANY and unread > read:
            found.append(f"{unread} of {unread + read} captures could not be read")
        return found

    def words(self, articles: int) -> list[str]:
        """Return what a person wants to know of them, for the run's last line. `articles`: all that were stored."""
        found, asked = [], self.figures()
        for name, figures in asked.items():
            if stored := figures["stored"]:
                share = f"{stored} of them" if articles > stored else "all"
                found.append(f"{share} from {TITLES[name]}{_in_brackets(figures['why'])}")
        if not found and self._why:
            found.append(f"no article from web archives{_in_brackets(next(iter(self._why.values())))}")
        if not (found or self._counts or self._failed):
            found += [f"nothing new in {TITLES[name]}" for name in self._asked]
        left = {kind: number for kind, number in self.by_kind().items() if kind not in _STORED}
        if left:
            found.append("other captures: " + ", ".join(f"{number} {kind}" for kind, number in left.items()))
        return found


def _in_brackets(why: str) -> str:
    return f" ({why})" if why else ""
