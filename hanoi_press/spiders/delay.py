"""Set the delay between two requests to a source."""

from __future__ import annotations

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from hanoi_press.crawl.fetch import SHORTEST_DELAY


def set_delay(settings: BaseSettings, source: str) -> None:
    """Set DOWNLOAD_DELAY of a crawl to what SOURCE_DELAYS states for the source, and keep AutoThrottle from less.

    A delay of the config file yields to `-s DOWNLOAD_DELAY=…`.
    """
    delays = settings.getdict("SOURCE_DELAYS")
    if source in delays:
        strength = max(settings.getpriority("SOURCE_DELAYS") or 0, SETTINGS_PRIORITIES["spider"])
        settings.set("DOWNLOAD_DELAY", float(delays[source]), priority=strength)
    if settings.getfloat("DOWNLOAD_DELAY") < SHORTEST_DELAY:
        settings.set("DOWNLOAD_DELAY", SHORTEST_DELAY, priority="cmdline")
    if settings.getfloat("AUTOTHROTTLE_MAX_DELAY") < settings.getfloat("DOWNLOAD_DELAY"):
        # AutoThrottle's longest delay counts more than its shortest.
        settings.set("AUTOTHROTTLE_MAX_DELAY", settings.getfloat("DOWNLOAD_DELAY"), priority="cmdline")
