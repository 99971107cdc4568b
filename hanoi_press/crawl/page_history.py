"""What a spider asks about pages before it requests them, and reports when they came.

`store.history.SourceHistory` answers from the ledger of a data folder. `RunHistory` is for runs without one. Moments
are whole seconds since 1970 (UTC).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol


class Due(Protocol):
    """A page that is requested although no list names it."""

    @property
    def id(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def ask(self) -> tuple[str, Any] | None:
        """Address and posted JSON of the API that is asked in the page's place; None to request the page itself."""


class History(Protocol):
    """What earlier runs of a source saw. `id` is an article's id, `stamp` the last change that a list states."""

    def skip_reason(self, id: str, stamp: int | None) -> str:
        """Return why a listed page is not requested: `seen` in this run, `known`, `left`; "" if it is requested."""
        ...

    def validators(self, id: str) -> dict[str, str]:
        """Return the headers that ask for a page only if it changed."""
        ...

    def mark_requested(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        """Note that a page is about to be requested."""
        ...

    def is_known(self, id: str) -> bool:
        """Return True if an article is known already, or requested in this run."""
        ...

    def is_stored(self, id: str) -> bool:
        """Return True if an article is in the corpus. Its corrections are kept whatever days were asked for."""
        ...

    def due(self) -> Iterable[Due]:
        """Return the pages that are requested although no list names them."""
        ...

    def mark_arrived(self, asked: str, id: str, etag: str | None, changed: str | None) -> None:
        """Note that the page requested as `asked` holds article `id`."""
        ...

    def mark_unchanged(self, id: str) -> None:
        """Note that the site says a page did not change."""
        ...

    def mark_skipped(self, id: str, why: str, published: int | None = None) -> None:
        """Note that a page is no article for this run."""
        ...

    def mark_failed(self, id: str, why: str, *, of_host: bool = False) -> None:
        """Note that a page could not be read; `of_host`: the fault may be the whole host's."""
        ...

    def is_covered(self, id: str) -> bool:
        """Return True if a page is known from a run that saw all that is older."""
        ...

    def may_skip_list(self, url: str, changed: int | None, beyond: bool) -> bool:
        """Return True if a discovery page need not be fetched."""
        ...

    def mark_list_read(self, url: str, changed: int | None, end: int) -> None:
        """Note that a list of pages up to the moment `end` was read to its end."""
        ...


class RunHistory:
    """Remembers which pages this run requested, and nothing from earlier runs."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def skip_reason(self, id: str, stamp: int | None) -> str:
        return "seen" if id in self.seen else ""

    def validators(self, id: str) -> dict[str, str]:
        return {}

    def mark_requested(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        self.seen.add(id)

    def is_known(self, id: str) -> bool:
        return id in self.seen

    def is_stored(self, id: str) -> bool:
        return False

    def due(self) -> Iterator[Due]:
        return iter(())

    def mark_arrived(self, asked: str, id: str, etag: str | None, changed: str | None) -> None:
        self.seen.add(id)

    def mark_unchanged(self, id: str) -> None: ...
    def mark_skipped(self, id: str, why: str, published: int | None = None) -> None: ...
    def mark_failed(self, id: str, why: str, *, of_host: bool = False) -> None: ...

    def is_covered(self, id: str) -> bool:
        return False

    def may_skip_list(self, url: str, changed: int | None, beyond: bool) -> bool:
        return False

    def mark_list_read(self, url: str, changed: int | None, end: int) -> None: ...


class HistoryProvider:
    """An extension that holds the history of a source; `crawler.get_extension(HistoryProvider)` finds it."""

    history: History


def seconds(moment: datetime | None) -> int | None:
    """Return an aware moment as whole seconds since 1970."""
    return None if moment is None else int(moment.timestamp())
