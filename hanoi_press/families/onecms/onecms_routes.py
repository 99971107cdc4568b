"""Define the routes that only OneCMS has: its list of the latest articles, and its sections."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from hanoi_press.discovery import FetchPage, Lead, Window
from hanoi_press.discovery.routes import one_after_another
from hanoi_press.families.onecms import onecms_api


@dataclass(frozen=True, slots=True)
class OneCmsLatest:
    """`/tin-moi-nhat` and the JSON pages that continue it."""

    by_section: ClassVar[bool] = False
    base: str

    def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        return onecms_api.latest(fetch, self.base, window)


@dataclass(frozen=True, slots=True)
class OneCmsSections:
    """Section pages and the JSON pages that continue each."""

    by_section: ClassVar[bool] = True
    base: str
    sections: tuple[str, ...]

    async def leads(self, fetch: FetchPage, window: Window, sections: Sequence[str]) -> AsyncIterator[Lead]:
        async for lead in one_after_another(
            [onecms_api.section(fetch, self.base, name, window) for name in sections or self.sections], "section"
        ):
            yield lead
