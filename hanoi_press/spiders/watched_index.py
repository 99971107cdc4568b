"""Define `WatchedIndex`, which lets a route read the indexes of web archives without giving it any capture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from hanoi_press.discovery import Window
from hanoi_press.discovery.capture_queries import IndexQuery, today
from hanoi_press.discovery.captures import CaptureIndex, IndexedCapture
from hanoi_press.discovery.commoncrawl import COLLINFO, CommonCrawl, read_collinfo
from hanoi_press.discovery.routes import Route
from hanoi_press.discovery.wayback import FIRST_YEAR, Wayback

_KEPT = 86_400.0  # seconds
Wants = Callable[[IndexedCapture], bool]


class WatchedIndex:
    """A record of the indexes of web archives that has no capture to request; `watch` is called with each query."""

    def __init__(self, known: CaptureIndex, watch: Callable[[str], object]) -> None:
        self.known = known
        self._watch = watch

    def is_read(self, query: str) -> bool:
        is_read = self.known.is_read(query)
        if not is_read:
            self._watch(query)
        return is_read

    def resume_at(self, query: str) -> str | None:
        return self.known.resume_at(query)

    def note_page(
        self, query: str, captures: Sequence[IndexedCapture], *, resume: str | None, final: bool = True
    ) -> None:
        self.known.note_page(query, captures, resume=resume, final=final)

    def waiting(self, archive: str, wants: Wants | None = None) -> Iterator[IndexedCapture]:
        return iter(())

    def text(self, name: str, seconds: float) -> str | None:
        return self.known.text(name, seconds)

    def keep_text(self, name: str, text: str) -> None:
        self.known.keep_text(name, text)


def unread_years(route: Route, index: CaptureIndex) -> frozenset[int] | None:
    """Return the years of which a route has not read all of the index; None if that is not known. Asks nobody."""
    queries: Iterable[IndexQuery]
    spans: dict[str, range] = {}
    if isinstance(route, CommonCrawl):
        text = index.text(COLLINFO, _KEPT)
        if text is None:
            return None
        indexes = read_collinfo(text.encode())
        years = range(FIRST_YEAR, today().year + 1)
        spans = {one.id: range(max(years[0], one.first.year), min(years[-1], one.last.year) + 1) for one in indexes}
        queries = route.queries(indexes, Window())
    elif isinstance(route, Wayback):
        queries = route.queries(Window())
    else:
        return None
    unread = [one for one in queries if not index.is_read(one.name)]
    return frozenset(year for one in unread for year in spans.get(one.part) or [int(one.part)])
