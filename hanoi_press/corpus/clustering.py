"""Make clusters of originals and their copies from pairs of texts that were found to be the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hanoi_press.corpus.array_file import Arrays
from hanoi_press.corpus.duplicate_links import Cluster, Copy
from hanoi_press.corpus.overlap import overlap
from hanoi_press.corpus.text_columns import TextColumns

# A copy of a copy is counted as a copy of the original if this share of it is in the original.
_SHARE_THROUGH_A_COPY = 0.3


class Match(NamedTuple):
    """Two texts that are the same, by their numbers, and the part of each (0 to 1) that is also in the other."""

    one: int
    two: int
    of_one: float
    of_two: float


class _Link(NamedTuple):
    """A pair of copies, from the view of one: `share` of its text (0 to 1) is also in article number `other`."""

    other: int
    share: float
    exact: bool


class Clustering:
    """The clusters of texts. `runs` are those of all texts; `matches` come in the order of their numbers."""

    def __init__(self, texts: TextColumns, runs: Arrays, matches: Iterable[Match]) -> None:
        self._texts = texts
        self._runs = runs
        self._links: dict[int, list[_Link]] = {}
        self._original_of: dict[int, int] = {}
        self._copies: dict[int, list[tuple[int, _Link]]] = {}
        for one, two, of_one, of_two in matches:
            exact = texts.hashes[one] == texts.hashes[two]
            self._links.setdefault(one, []).append(_Link(two, of_one, exact))
            self._links.setdefault(two, []).append(_Link(one, of_two, exact))

    def clusters(self) -> Iterator[Cluster]:
        """Yield originals with their copies, in the order of the originals' dates.

        The original is the article whose source a copy names in `attribution`, else the earliest; a day without a time
        counts as the end of the day. A text merged from two others is in both clusters, with its share of each.
        """
        attributed = self._attributed()
        times, ids, links, copies = self._texts.times, self._texts.ids, self._links, self._copies
        for number in sorted(links, key=lambda n: (n not in attributed, times[n], ids[n])):
            if number in self._original_of or self._join_through_a_copy(number):
                continue
            copies[number] = []
            for link in links[number]:
                if link.other not in copies:
                    self._original_of.setdefault(link.other, number)
                    copies[number].append((link.other, self._back_link(link.other, number)))
        for number in sorted(copies, key=lambda n: (times[n], ids[n])):
            members = sorted(copies[number], key=lambda one: (-one[1].share, ids[one[0]]))
            if members:
                yield Cluster(ids[number], [self._copy(other, link) for other, link in members])

    def _attributed(self) -> set[int]:
        """Return the articles whose source one of their copies names, unless they also name the copy's source."""
        named, sources = self._texts.named, self._texts.sources
        return {
            link.other
            for number, others in self._links.items()
            for link in others
            if named[number] and named[number] == sources[link.other] and named[link.other] != sources[number]
        }

    def _copy(self, number: int, link: _Link) -> Copy:
        return Copy(self._texts.ids[number], "exact" if link.exact else "near", round(link.share, 3))

    def _back_link(self, number: int, other: int) -> _Link:
        return next(one for one in self._links[number] if one.other == other)

    def _join_through_a_copy(self, number: int) -> bool:
        """Add an article without a link to an original to the cluster of a similar copy; return True if one exists."""
        for link in sorted(self._links[number], key=lambda one: -one.share):
            original = self._original_of.get(link.other)
            if original is None or original not in self._copies:
                continue
            share = overlap(self._runs.read(number, number + 1), self._runs.read(original, original + 1)).of_first
            if share >= _SHARE_THROUGH_A_COPY:
                self._original_of[number] = original
                self._copies[original].append((number, _Link(original, share, False)))
                return True
        return False
