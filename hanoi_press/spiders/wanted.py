"""Define `Wanted`, an article that a run requests."""

from __future__ import annotations

from hanoi_press.discovery import ApiRequest
from hanoi_press.discovery.captures import IndexedCapture
from hanoi_press.items import Listed
from hanoi_press.store.capture_table import ArchivedAnswer


class Wanted:
    """An article to request: its id, its canonical address, and the API to request instead of the page, if any.

    `listed` is what the list states by which it was found first; other lists that name it later in a run are not asked.
    `answer` is the archived answer that is read in place of a request, `capture` the web archive's capture.
    """

    __slots__ = ("answer", "api_request", "capture", "id", "listed", "url")

    def __init__(
        self,
        id: str,
        url: str,
        api_request: ApiRequest | None,
        listed: Listed | None = None,
        *,
        answer: ArchivedAnswer | None = None,
        capture: IndexedCapture | None = None,
    ) -> None:
        self.id, self.url, self.api_request, self.listed, self.answer = id, url, api_request, listed, answer
        self.capture = capture
