"""What a spider asks about pages before it requests them, and tells when they came.

`store.memory.Memory` answers from the ledger of a data folder and is handed to the spider as `memory`; `RunMemory` is
for runs without one. Moments are whole seconds since 1970 (UTC).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from hanoi_press.discovery import VN, Lead
from hanoi_press.items import Identity


class DuePage(Protocol):
    """A page that is due without having been listed."""

    @property
    def id(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def ask(self) -> tuple[str, Any] | None: ...


class Memory(Protocol):
    """The questions and the news; `id` is always an article's id, `stamp` the last change that a list states."""

    def why_not(self, id: str, stamp: int | None) -> str:
        """Why a listed page is not asked for: `seen` in this run, `known`, `left` out before; "" where it is."""
        ...

    def validators(self, id: str) -> dict[str, str]:
        """The headers that ask for a page only where it changed."""
        ...

    def asks(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        """A page is about to be asked for."""
        ...

    def has(self, id: str) -> bool:
        """Is an article known already, or on its way?"""
        ...

    def stores(self, id: str) -> bool:
        """Does an article stand in the corpus? Its corrections are kept whenever they come."""
        ...

    def again(self) -> Iterable[DuePage]:
        """The pages that are due though no list names them."""
        ...

    def arrives(self, asked: str, id: str, etag: str | None, changed: str | None) -> None:
        """The page asked for as `asked` holds article `id`."""
        ...

    def same(self, id: str) -> None:
        """The site says that a page did not change."""
        ...

    def left(self, id: str, why: str, published: int | None = None) -> None:
        """A page is no article for this run."""
        ...

    def failed(self, id: str, why: str, *, of_host: bool = False) -> None:
        """A page could not be read; `of_host`: perhaps none of its host could."""
        ...

    def is_old(self, id: str) -> bool:
        """Is a page known from a run that saw all that is older?"""
        ...

    def passes(self, url: str, changed: int | None, beyond: bool) -> bool:
        """Need a list not be fetched?"""
        ...

    def listed(self, url: str, changed: int | None, end: int) -> None:
        """A list of pages up to the moment `end` has been given to its end."""
        ...


class RunMemory:
    """Remembers which pages this run has asked for, and nothing from before."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def why_not(self, id: str, stamp: int | None) -> str:
        return "seen" if id in self.seen else ""

    def validators(self, id: str) -> dict[str, str]:
        return {}

    def asks(self, id: str, url: str, stamp: int | None, ask: tuple[str, Any] | None = None) -> None:
        self.seen.add(id)

    def has(self, id: str) -> bool:
        return id in self.seen

    def stores(self, id: str) -> bool:
        return False

    def again(self) -> Iterator[DuePage]:
        return iter(())

    def arrives(self, asked: str, id: str, etag: str | None, changed: str | None) -> None:
        self.seen.add(id)

    def same(self, id: str) -> None: ...
    def left(self, id: str, why: str, published: int | None = None) -> None: ...
    def failed(self, id: str, why: str, *, of_host: bool = False) -> None: ...

    def is_old(self, id: str) -> bool:
        return False

    def passes(self, url: str, changed: int | None, beyond: bool) -> bool:
        return False

    def listed(self, url: str, changed: int | None, end: int) -> None: ...


class KnownGround:
    """A memory as discovery asks it (`discovery.Ground`)."""

    def __init__(self, memory: Memory, identify: Callable[[str], Identity | None]) -> None:
        self.memory = memory
        self.identify = identify

    def reached(self, page: Sequence[Lead]) -> bool:
        """Is the end of a page known? One article is enough where the page is sorted by time; else three, for an
        editor may have pinned an old one."""
        found = [(lead, identity) for lead in page if not lead.sponsored and (identity := self.identify(lead.url))]
        moments = [lead.published for lead, _ in found if lead.published is not None]
        is_sorted = len(moments) == len(found) and moments == sorted(moments, reverse=True)
        tail = found[-1 if is_sorted else -3 :]
        return bool(tail) and all(self.memory.is_old(identity.id) for _, identity in tail)

    def passes(self, url: str, changed: datetime | None, beyond: bool) -> bool:
        """Need a list not be fetched?"""
        return self.memory.passes(url, seconds(changed), beyond)

    def read(self, url: str, changed: datetime | None, last: date) -> None:
        """A list has been given to its end."""
        end = datetime.combine(last + timedelta(days=1), time(), VN)
        self.memory.listed(url, seconds(changed), int(end.timestamp()))


def seconds(moment: datetime | None) -> int | None:
    """An aware moment as whole seconds since 1970."""
    return None if moment is None else int(moment.timestamp())
