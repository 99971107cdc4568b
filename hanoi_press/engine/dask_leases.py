"""Hold, for the coordinator, the leases of the hosts that its units ask (see `dask_watch`)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from hanoi_press.engine.dask_watch import RENEW_EVERY, end_lease, take_lease


class HostLeases:
    """Leases that are held, and kept by a thread until they are given back."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._held: set[tuple[str, str]] = set()
        self._order: asyncio.Lock | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="hanoi_press leases", daemon=True)
        self._thread.start()

    def take(self, hosts: Iterable[str], lease: str) -> str:
        """Take the leases of all these hosts, or of none; return the host that another run has, or "".

        Raises `OSError`, `TimeoutError`.
        """
        found: str = self._client.sync(self._take, sorted(hosts), lease)
        return found

    def end(self, lease: str) -> None:
        """Give back all hosts of a lease; what cannot be given back now, the scheduler takes back by itself."""
        with suppress(OSError, TimeoutError, RuntimeError):
            self._client.sync(self._end, lease, callback_timeout=RENEW_EVERY)

    def close(self) -> None:
        """End the thread. Leases that are held end some time later."""
        self._ended.set()
        self._thread.join()

    async def _take(self, hosts: list[str], lease: str) -> str:
        async with self._in_order():
            for host in hosts:
                if not await take_lease(self._client.scheduler, host, lease):
                    await self._give_back(lease)
                    return host
                self._held.add((host, lease))
        return ""

    async def _end(self, lease: str) -> None:
        async with self._in_order():
            await self._give_back(lease)

    async def _give_back(self, lease: str) -> None:
        for host, of in sorted(self._held):
            if of == lease:
                self._held.discard((host, of))
                await end_lease(self._client.scheduler, host, lease)

    def _in_order(self) -> asyncio.Lock:
        """Return the lock without which a lease could be kept that is being given back."""
        if self._order is None:
            self._order = asyncio.Lock()
        return self._order

    def _keep(self) -> None:
        while not self._ended.wait(RENEW_EVERY):
            with suppress(Exception):  # the run itself sees when the scheduler is gone
                self._client.sync(self._renew, callback_timeout=2 * RENEW_EVERY)

    async def _renew(self) -> None:
        async with self._in_order():
            for host, lease in sorted(self._held):
                await take_lease(self._client.scheduler, host, lease)
