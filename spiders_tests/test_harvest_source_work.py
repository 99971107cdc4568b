"""Ending the crawl of a unit early."""

from __future__ import annotations

import asyncio

from scrapy.core.engine import ExecutionEngine

from hanoi_press.harvest.source_work import end_start


def test_no_lead_is_looked_at_after_the_end() -> None:
    """A spider that waits for a list on its way through the leads would ask the ledger next."""
    has_asked = []

    async def start() -> None:
        await asyncio.sleep(0)
        has_asked.append(True)

    async def scenario() -> None:
        engine = ExecutionEngine.__new__(ExecutionEngine)
        engine._start_request_processing_awaitable = asyncio.ensure_future(start())
        await asyncio.sleep(0)
        end_start(engine)
        end_start(engine)  # a second time there is nothing to do
        for _ in range(3):
            await asyncio.sleep(0)

    asyncio.run(scenario())
    assert has_asked == []
