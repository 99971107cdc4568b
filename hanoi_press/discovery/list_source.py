"""Define what a route may ask its source: which addresses are articles', so that lists are read without selectors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hanoi_press.text.hosts import site_of

_LONGEST = 2_000  # characters of an address that is looked at
BY_SELECTORS, WITHOUT_SELECTORS, AUTODISCOVERED = "lists/selectors", "lists/heuristic", "lists/autodiscovered"


@dataclass(frozen=True, slots=True)
class ListSource:
    """The source whose lists a route reads.

    `identify` returns the id of the article at an address, None if the address is not an article's. `count` is called
    with a kind of list, once a list: `BY_SELECTORS`, `WITHOUT_SELECTORS` or `AUTODISCOVERED`.
    """

    identify: Callable[[str], str | None]
    count: Callable[[str], object] = lambda kind: None

    def article_id(self, url: str) -> str | None:
        """Return the id of the article at `url`; None if it is not an article's."""
        return self.identify(url) if len(url) <= _LONGEST else None

    def has_page(self, url: str, list_url: str) -> bool:
        """Return True if `url` can be a further page of the list at `list_url`: of the same site, and no article's."""
        return url != list_url and site_of(url) == site_of(list_url) and self.article_id(url) is None
