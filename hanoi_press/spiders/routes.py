"""Routes: where a source's new addresses come from, declared as data on the spider."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from hanoi_press.discovery import HOPELESS, Fetch, Lead, RouteFailed, Window, api, feed, sitemap


class Route(Protocol):
    """A way to find addresses. `by_section`: can it be asked for one section?"""

    by_section: ClassVar[bool]

    def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        """Leads inside the window, newest first as far as the site sorts them; `sections` () means all."""
        ...


@dataclass(frozen=True, slots=True)
class DailySitemaps:
    """Sitemap index → one sitemap a day."""

    by_section: ClassVar[bool] = False
    index: str

    def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        return sitemap.daily(fetch, self.index, window)


@dataclass(frozen=True, slots=True)
class Feeds:
    """RSS: the home feed first, then the sections' own."""

    by_section: ClassVar[bool] = True
    pattern: str  # with {section}
    home: str
    sections: tuple[str, ...]

    def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        names = sections or (self.home, *self.sections)
        return feed.feeds(fetch, [self.pattern.format(section=name) for name in names], window)


@dataclass(frozen=True, slots=True)
class OneCmsLatest:
    """`/tin-moi-nhat` and the JSON pages behind it."""

    by_section: ClassVar[bool] = False
    base: str

    def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        return api.latest(fetch, self.base, window)


@dataclass(frozen=True, slots=True)
class OneCmsSections:
    """Section pages and the JSON pages behind each."""

    by_section: ClassVar[bool] = True
    base: str
    sections: tuple[str, ...]

    async def leads(self, fetch: Fetch, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        failed: list[str] = []
        answered = False
        for name in sections or self.sections:
            try:
                async for lead in api.section(fetch, self.base, name, window):
                    yield lead
                answered = True
            except RouteFailed as error:
                failed.append(str(error))
                if not answered and len(failed) == HOPELESS:
                    break
        if not answered:
            raise RouteFailed("no section could be read: " + "; ".join(failed))
