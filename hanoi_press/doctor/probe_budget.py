"""Fetch the pages of a probe: each once, and no more than a visitor would look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hanoi_press.discovery import ApiRequest, Fetched, FetchFailed, FetchPage, Forbidden
from hanoi_press.discovery.pagers import PostedPage

MOST_REQUESTS = 24  # of one probe, without robots.txt as Scrapy asks for it


class ProbeBudget:
    """The requests of one probe. `failures` are the pages that did not come, and why."""

    def __init__(self, fetch: FetchPage, most: int = MOST_REQUESTS) -> None:
        self._fetch = fetch
        self._most = most
        self._found: dict[str, Fetched | None] = {}
        self.asked = 0
        self.failures: dict[str, str] = {}
        self.is_blocked = False

    @property
    def left(self) -> int:
        """Return how many more pages may be asked for."""
        return 0 if self.is_blocked else self._most - self.asked

    async def get(self, url: str) -> Fetched | None:
        """Return a page; None if it does not come, or too many were asked for."""
        if url not in self._found:
            if not self.left:
                return None
            self._found[url] = await self._ask(ApiRequest(url))
        return self._found[url]

    async def get_next(self, step: str | PostedPage) -> Fetched | None:
        """Return the next page of a list; None if it does not come."""
        if isinstance(step, str):
            return await self.get(step)
        return await self._ask(step.request) if self.left else None

    async def _ask(self, request: ApiRequest) -> Fetched | None:
        self.asked += 1
        options: dict[str, Any] = {}
        form: Mapping[str, str] | None = request.form
        if form is not None:
            options["form"] = form
        try:
            return await self._fetch(request.url, **options)
        except Forbidden as error:
            reason = str(error)
            is_robots = "robots" in reason.lower()
            self.failures[request.url] = "robots.txt forbids it" if is_robots else f"it is {reason}"
        except FetchFailed as error:
            self.failures[request.url] = str(error)
            self.is_blocked = self.is_blocked or str(error) in ("blocked", "challenge")
        return None
