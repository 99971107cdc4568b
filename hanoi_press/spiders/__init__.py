"""One file a source: who publishes, where, and what an article's address looks like. No parsing here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from hanoi_press.spiders.press import PressSpider


@cache
def sources() -> dict[str, type[PressSpider]]:
    """All sources by name."""
    from hanoi_press.spiders.press import PressSpider

    found: dict[str, type[PressSpider]] = {}
    for module in iter_modules(__path__, f"{__name__}."):
        for member in vars(import_module(module.name)).values():
            if isinstance(member, type) and issubclass(member, PressSpider) and getattr(member, "name", None):
                found[member.name] = member
    return dict(sorted(found.items()))


@cache
def _by_host() -> dict[str, type[PressSpider]]:
    return {host: source for source in sources().values() for host in source.hosts}


def source_for(url: str) -> type[PressSpider] | None:
    """The source to whose hosts an address belongs, `www.` or not; None for all others."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    return _by_host().get(host)
