"""`extensions/crawl_delay.py`: Scrapy's downloader slot waits as long as robots.txt asks."""

from __future__ import annotations

from types import SimpleNamespace

from scrapy.core.downloader import Slot

from hanoi_press.extensions.crawl_delay import CrawlDelayExtension


def test_crawl_delay_is_a_least_and_not_a_mean() -> None:
    slot = Slot(1, 0.5, 0.5)
    throttle = SimpleNamespace(mindelay=0.5, maxdelay=1.0)
    crawler = SimpleNamespace(
        get_extension=lambda cls: throttle,
        settings={"USER_AGENT": "hanoi_press"},
        spider=SimpleNamespace(name="hanoimoi"),
        engine=SimpleNamespace(downloader=SimpleNamespace(slots={"hanoimoi": slot})),
    )
    robots = SimpleNamespace(crawl_delay=lambda agent: 2.0)
    CrawlDelayExtension(crawler).robots_parsed(robots, None)  # type: ignore[arg-type]
    assert [slot.download_delay() for _ in range(20)] == [2.0] * 20
    assert (throttle.mindelay, throttle.maxdelay) == (2.0, 2.0)


def test_crawl_delay_holds_also_where_the_host_was_slower_at_first() -> None:
    slot = Slot(1, 3.0, 0)
    throttle = SimpleNamespace(mindelay=0.5, maxdelay=30.0)
    crawler = SimpleNamespace(
        get_extension=lambda cls: throttle,
        settings={"USER_AGENT": "hanoi_press"},
        spider=SimpleNamespace(name="hanoimoi"),
        engine=SimpleNamespace(downloader=SimpleNamespace(slots={"hanoimoi": slot})),
    )
    CrawlDelayExtension(crawler).robots_parsed(SimpleNamespace(crawl_delay=lambda agent: 2.0), None)  # type: ignore[arg-type]
    assert (slot.delay, throttle.mindelay, throttle.maxdelay) == (3.0, 2.0, 30.0)
