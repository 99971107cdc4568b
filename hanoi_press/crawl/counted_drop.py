"""Define `CountedDrop`, by which our pipelines say how the request of a dropped article ended."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Literal

from scrapy.exceptions import DropItem

from hanoi_press.crawl.bounded import time_limit


class CountedDrop(DropItem):
    """Raised by a pipeline that has counted and recorded the article itself. `how`: see `RunOutcome`.

    One that is `too-costly` or `repeated` is recorded by who receives the error.
    """

    def __init__(
        self,
        message: str,
        how: Literal["unchanged", "seen", "left_out", "invalid", "lost", "too-costly", "repeated"],
        log_level: str = "DEBUG",
    ) -> None:
        super().__init__(message, log_level=log_level)
        self.how = how


def checking_limit(seconds: float) -> AbstractContextManager[None]:
    """Return a time limit on what a pipeline does with an article; after it the article is too costly."""
    return time_limit(seconds, lambda text: CountedDrop(f"checking its article {text}", "too-costly"))
