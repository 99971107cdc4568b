"""Define what a run knows of a page between its request and its storage."""

from __future__ import annotations

from typing import NamedTuple

from hanoi_press.items import Identity


class Requested(NamedTuple):
    """A page whose answer has not arrived. `stamp`: the last change that a list states; `ask`: as in `Page`."""

    url: str
    stamp: int | None
    ask: str | None


class Arrived(NamedTuple):
    """An article that has arrived and is not stored yet: the id it was requested as, and its validators.

    `own`: the identity of its address, if its page states another one.
    """

    requested_as: str
    etag: str | None
    last_modified: str | None
    own: Identity | None = None
