"""The delay between two requests to a source: the source's own one, and what is stronger."""

from __future__ import annotations

from scrapy.settings import Settings

from hanoi_press.spiders.delay import set_delay


def delays(*stated: tuple[str, object, str | int]) -> tuple[float, float]:
    """Return DOWNLOAD_DELAY and AUTOTHROTTLE_MAX_DELAY of hanoimoi after these settings."""
    settings = Settings({"DOWNLOAD_DELAY": 0.5, "AUTOTHROTTLE_MAX_DELAY": 30}, "project")
    for name, value, priority in stated:
        settings.set(name, value, priority)
    set_delay(settings, "hanoimoi")
    return settings.getfloat("DOWNLOAD_DELAY"), settings.getfloat("AUTOTHROTTLE_MAX_DELAY")


def test_without_a_delay_of_its_own() -> None:
    assert delays() == delays(("SOURCE_DELAYS", {"mst": 3}, 25)) == (0.5, 30)


def test_a_delay_of_its_own() -> None:
    assert delays(("SOURCE_DELAYS", {"hanoimoi": 3.0}, 25)) == (3, 30)
    assert delays(("SOURCE_DELAYS", {"hanoimoi": 3.0}, 25), ("DOWNLOAD_DELAY", 1, "spider")) == (3, 30)
    assert delays(("SOURCE_DELAYS", '{"hanoimoi": 3}', "cmdline"), ("DOWNLOAD_DELAY", "1", "cmdline")) == (3, 30)


def test_the_command_line_is_stronger_than_the_config_file() -> None:
    assert delays(("SOURCE_DELAYS", {"hanoimoi": 3.0}, 25), ("DOWNLOAD_DELAY", "1", "cmdline")) == (1, 30)


def test_autothrottle_does_not_shorten_a_delay() -> None:
    assert delays(("SOURCE_DELAYS", {"hanoimoi": 90.0}, 25)) == (90, 90)
    assert delays(("DOWNLOAD_DELAY", "60", "cmdline")) == (60, 60)


def test_no_delay_is_the_shortest_one() -> None:
    assert delays(("DOWNLOAD_DELAY", 0, "project")) == delays(("SOURCE_DELAYS", {"hanoimoi": 0}, 25)) == (0.001, 30)
