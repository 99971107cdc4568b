"""Find articles with the same text, across sources and years, and decide which one is the original."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from hanoi_press.corpus.duplicate_links import Cluster, Copy
from hanoi_press.corpus.overlap import overlap
from hanoi_press.corpus.shingles import runs
from hanoi_press.corpus.sketches import Sketches
from hanoi_press.items import Article
from hanoi_press.text.moments import epoch_seconds

_UNDATED = 2**62  # sorts after every date
# A copy of a copy is counted as a copy of the original if this share of it is in the original.
_SHARE_THROUGH_A_COPY = 0.3


class _Link(NamedTuple):
    """A pair of copies, from the view of one: `share` of its text (0 to 1) is also in article number `other`."""

    other: int
    share: float
    exact: bool


class DuplicateFinder:
    """A finder of clusters among the added articles. Memory: about 200 bytes an article; texts are on disk."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._sketches = Sketches()
        self._times = array("q")
        self._hashes = array("Q")
        self._names: dict[str | None, int] = {None: 0}
        self._source = array("L")
        self._named = array("L")  # the source that an article attributes its text to

    def add(self, article: Article) -> None:
        """Add an article."""
        self.ids.append(article.id)
        published = epoch_seconds(article.published_at)
        self._times.append(_UNDATED if published is None else published)
        self._hashes.append(int.from_bytes(article.content_hash.encode()[:8].ljust(8)))
        self._source.append(self._number(article.source))
        self._named.append(self._number(article.attribution.source if article.attribution else None))
        self._sketches.add(runs(f"{article.summary or ''}\n{article.text}"))

    def _number(self, name: str | None) -> int:
        return self._names.setdefault(name, len(self._names))

    def clusters(self) -> Iterator[Cluster]:
        """Yield originals with their copies, in the order of the originals' dates.

        The original is the article whose source a copy names in `attribution`, else the earliest; a day without a time
        counts as the end of the day. A text merged from two others is in both clusters, with its share of each.
        """
        links = self._links()
        attributed = self._attributed(links)
        ranked = sorted(links, key=lambda n: (n not in attributed, self._times[n], self.ids[n]))
        original_of: dict[int, int] = {}
        copies: dict[int, list[tuple[int, _Link]]] = {}
        for number in ranked:
            if number in original_of or self._join_through_a_copy(number, links, original_of, copies):
                continue
            copies[number] = []
            for link in links[number]:
                if link.other not in copies:
                    original_of.setdefault(link.other, number)
                    copies[number].append((link.other, self._back_link(link.other, number, links)))
        for number in sorted(copies, key=lambda n: (self._times[n], self.ids[n])):
            members = sorted(copies[number], key=lambda one: (-one[1].share, self.ids[one[0]]))
            if members:
                yield Cluster(self.ids[number], [self._copy(other, link) for other, link in members])

    def _attributed(self, links: dict[int, list[_Link]]) -> set[int]:
        """Return the articles whose source one of their copies names, unless they also name the copy's source."""
        return {
            link.other
            for number, others in links.items()
            for link in others
            if self._named[number]
            and self._named[number] == self._source[link.other]
            and self._named[link.other] != self._source[number]
        }

    def _copy(self, number: int, link: _Link) -> Copy:
        return Copy(self.ids[number], "exact" if link.exact else "near", round(link.share, 3))

    @staticmethod
    def _back_link(number: int, other: int, links: dict[int, list[_Link]]) -> _Link:
        return next(one for one in links[number] if one.other == other)

    def _join_through_a_copy(
        self,
        number: int,
        links: dict[int, list[_Link]],
        original_of: dict[int, int],
        copies: dict[int, list[tuple[int, _Link]]],
    ) -> bool:
        """Add an article without a link to an original to the cluster of a similar copy; return True if one exists."""
        for link in sorted(links[number], key=lambda one: -one.share):
            original = original_of.get(link.other)
            if original is None or original not in copies:
                continue
            share = overlap(self._sketches.runs(number), self._sketches.runs(original)).of_first
            if share >= _SHARE_THROUGH_A_COPY:
                original_of[number] = original
                copies[original].append((number, _Link(original, share, False)))
                return True
        return False

    def _links(self) -> dict[int, list[_Link]]:
        """Return all pairs of the same text, from both sides."""
        links: dict[int, list[_Link]] = {}
        kept, kept_runs = -1, runs("")
        order = np.argsort(np.array(self._times, dtype=np.int64), kind="stable")
        for one, two in self._sketches.pairs(order, self._hashes):
            exact = self._hashes[one] == self._hashes[two]
            if one != kept:
                kept, kept_runs = one, self._sketches.runs(one)
            found = overlap(kept_runs, self._sketches.runs(two))
            if exact or found.same:
                links.setdefault(one, []).append(_Link(two, found.of_first, exact))
                links.setdefault(two, []).append(_Link(one, found.of_second, exact))
        return links


def clusters(articles: Iterable[Article]) -> Iterator[Cluster]:
    """Return the clusters of a corpus; `articles` has one revision of each article."""
    finder = DuplicateFinder()
    for article in articles:
        finder.add(article)
    return finder.clusters()
