"""Define the interface between a spider and the record of pages that earlier runs saw.

`store.history.SourceHistory` implements it with the ledger of a data folder, `RunHistory` for runs without one. Times
are whole seconds since 1970 (UTC).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol

from hanoi_press.crawl.capture_history import CaptureHistory, RunCaptures
from hanoi_press.items import Identity, Listed
from hanoi_press.store.capture_table import ArchivedAnswer
from hanoi_press.store.list_answers import ListAnswer
from hanoi_press.store.takedown import TakeDownList


class Due(Protocol):
    """A page that is requested although no list contains it."""

    @property
    def id(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def ask(self) -> tuple[str, Any] | None:
        """Address and posted JSON of the API to request instead of the page; None to request the page itself."""

    @property
    def stamp(self) -> int | None:
        """The last change that a list states, if it is the reason."""

    @property
    def answer(self) -> ArchivedAnswer | None:
        """The archived answer that is read in place of a request."""


class History(Protocol):
    """The record of the pages that earlier runs of a source saw. `stamp` is the last change that a list states."""

    @property
    def captures(self) -> CaptureHistory:
        """The record of the captures of web archives."""
        ...

    def gone(self) -> Iterable[tuple[str, str]]:
        """Yield id and address of the pages that the site had no more when an earlier run asked for them."""
        ...

    def skip_reason(self, id: str, stamp: int | None) -> str:
        """Return why a listed page is not requested: `seen` in this run, `known`, `left`, `removed`; "" if it is."""
        ...

    def validators(self, id: str) -> dict[str, str]:
        """Return the headers of a conditional request (`If-None-Match`, `If-Modified-Since`)."""
        ...

    def mark_requested(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        """Record that a page is about to be requested."""
        ...

    def note_listed(self, id: str, listed: Listed | None) -> Listed | None:
        """Record what a list states of a page. Return it, completed by what lists stated in earlier runs."""
        ...

    def put_off(self, id: str, stamp: int | None) -> bool:
        """Return True if a page that a list names is known and waits for the end of discovery; it is due then."""
        ...

    def is_reworded(self, id: str, listed: Listed | None) -> bool:
        """Return True if a list states a known page in other words than earlier runs' lists; it is due then."""
        ...

    def is_known(self, id: str) -> bool:
        """Return True if an article is known already, or requested in this run."""
        ...

    def is_stored(self, id: str) -> bool:
        """Return True if an article is in the corpus. Its corrections are kept even outside the wanted days."""
        ...

    def is_removed(self, id: str) -> bool:
        """Return True if an article was removed for good: it is neither requested nor stored."""
        ...

    def mark_removed(self, asked: str, id: str) -> None:
        """Record that a page, requested as `asked`, gave an article that was removed for good."""
        ...

    def rereads(self) -> Iterable[Due]:
        """Return the pages whose archived answers are read again before discovery."""
        ...

    def mark_answer_missing(self, id: str) -> None:
        """Record that an answer to be read again is not in the archive."""
        ...

    def due(self) -> Iterable[Due]:
        """Return the pages that are requested although no list contains them."""
        ...

    def mark_arrived(
        self, asked: str, id: str, etag: str | None, changed: str | None, own: Identity | None = None
    ) -> None:
        """Record that the page requested as article `asked` contains article `id`.

        `own` is the identity of its address, if its page states another one.
        """
        ...

    def mark_unchanged(self, id: str) -> None:
        """Record that a page did not change according to the site."""
        ...

    def mark_skipped(
        self, id: str, why: str, published: int | None = None, answer: ArchivedAnswer | None = None
    ) -> None:
        """Record that a page is no article for this run; `answer`: the archived answer that was judged so."""
        ...

    def mark_failed(self, id: str, why: str, *, of_host: bool = False, answer: ArchivedAnswer | None = None) -> None:
        """Record that a page could not be read.

        `of_host`: the fault may be the whole host's. `answer`: the archived answer, if our reading failed.
        """
        ...

    def is_covered(self, id: str) -> bool:
        """Return True if a page is known from a run that also saw all older pages."""
        ...

    def published(self, id: str) -> int | None:
        """Return when an article was published, if an earlier run has read it."""
        ...

    def may_skip_list(self, url: str, changed: int | None, beyond: bool) -> bool:
        """Return True if a discovery page need not be fetched."""
        ...

    def mark_list_read(self, url: str, changed: int | None, end: int) -> None:
        """Record that a list of pages up to the time `end` was read to its end."""
        ...

    def list_answer(self, url: str) -> ListAnswer | None:
        """Return the last answer of a list that is about to be requested; None if it is to be sent whole."""
        ...

    def keep_list_answer(self, url: str, answer: ListAnswer | None) -> None:
        """Record the answer of a list; None if it had not changed (HTTP 304)."""
        ...

    def forget_list_answers(self) -> None:
        """Forget the answers of this run's lists, because they could not all be read."""
        ...

    @property
    def has_coverage(self) -> bool:
        """True if an earlier run of this scope was complete."""
        ...

    def continues(self, beginning: int) -> bool:
        """Return True if an earlier run saw all that was published until the time at which this run's lists begin."""
        ...


class RunHistory:
    """A history of the pages that this run requested, without earlier runs. `removed`: a data folder's list."""

    def __init__(self, removed: TakeDownList | None = None) -> None:
        self.removed = removed
        self.seen: set[str] = set()
        self.own: dict[str, Identity] = {}  # by the id that the page states, until the article is stored
        self.captures: CaptureHistory = RunCaptures()

    def gone(self) -> Iterable[tuple[str, str]]:
        return ()

    def skip_reason(self, id: str, stamp: int | None) -> str:
        return "removed" if self.is_removed(id) else "seen" if id in self.seen else ""

    def validators(self, id: str) -> dict[str, str]:
        return {}

    def mark_requested(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        self.seen.add(id)

    def note_listed(self, id: str, listed: Listed | None) -> Listed | None:
        return listed

    def put_off(self, id: str, stamp: int | None) -> bool:
        return False

    def is_reworded(self, id: str, listed: Listed | None) -> bool:
        return False

    def is_known(self, id: str) -> bool:
        return id in self.seen

    def is_stored(self, id: str) -> bool:
        return False

    def is_removed(self, id: str) -> bool:
        return self.removed is not None and id in self.removed.current().ids

    def mark_removed(self, asked: str, id: str) -> None: ...

    def rereads(self) -> Iterator[Due]:
        return iter(())

    def due(self) -> Iterator[Due]:
        return iter(())

    def mark_arrived(
        self, asked: str, id: str, etag: str | None, changed: str | None, own: Identity | None = None
    ) -> None:
        self.seen.add(id)
        if own is not None:
            self.own[id] = own

    def mark_unchanged(self, id: str) -> None: ...
    def mark_answer_missing(self, id: str) -> None: ...
    def mark_skipped(
        self, id: str, why: str, published: int | None = None, answer: ArchivedAnswer | None = None
    ) -> None: ...
    def mark_failed(
        self, id: str, why: str, *, of_host: bool = False, answer: ArchivedAnswer | None = None
    ) -> None: ...

    def is_covered(self, id: str) -> bool:
        return False

    def published(self, id: str) -> int | None:
        return None

    def may_skip_list(self, url: str, changed: int | None, beyond: bool) -> bool:
        return False

    def mark_list_read(self, url: str, changed: int | None, end: int) -> None: ...

    def list_answer(self, url: str) -> ListAnswer | None:
        return None

    def keep_list_answer(self, url: str, answer: ListAnswer | None) -> None: ...
    def forget_list_answers(self) -> None: ...

    has_coverage = False

    def continues(self, beginning: int) -> bool:
        return False


class HistoryProvider:
    """An extension that provides the history of a source; `crawler.get_extension(HistoryProvider)` finds it."""

    history: History

    def fail(self, error: Exception) -> None:
        """End the run, because the history can be neither read nor written."""
        raise error


def seconds(moment: datetime | None) -> int | None:
    """Return an aware datetime as whole seconds since 1970."""
    return None if moment is None else int(moment.timestamp())
