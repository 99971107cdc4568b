"""Define `CountedDrop`, by which our pipelines say how the request of a dropped article ended."""

from __future__ import annotations

from typing import Literal

from scrapy.exceptions import DropItem


class CountedDrop(DropItem):
    """Raised by a pipeline that has counted and recorded the article itself. `how`: see `RunOutcome`."""

    def __init__(
        self, message: str, how: Literal["unchanged", "seen", "invalid", "lost"], log_level: str = "DEBUG"
    ) -> None:
        super().__init__(message, log_level=log_level)
        self.how = how
