"""Collect the sources, one file of data each, and find the source of an address or a printed name. No Scrapy.

A module of this package with a value `SOURCE` is a source.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from hanoi_press.families import FAMILIES
from hanoi_press.items import Identity
from hanoi_press.pages.context import PageContext
from hanoi_press.sources.address import canonicalise, digest, fetchable_url
from hanoi_press.sources.source import ContentApi, Merger, Source
from hanoi_press.text.hosts import host_of
from hanoi_press.text.outlets import OutletNames

__all__ = ["ContentApi", "Merger", "Source", "context_for", "identify", "source_for", "source_of", "sources"]


@cache
def sources() -> dict[str, Source]:
    """Return all sources by name, in alphabetical order."""
    modules = (import_module(one.name) for one in iter_modules(__path__, f"{__name__}."))
    found = [module.SOURCE for module in modules if hasattr(module, "SOURCE")]
    return {source.name: source for source in sorted(found, key=lambda one: one.name)}


@cache
def _by_host() -> dict[str, Source]:
    return {host: source for source in sources().values() for host in source.hosts}


def source_for(url: str) -> Source | None:
    """Return the source that owns the host of `url` (with or without `www.` or `m.`); None for any other host."""
    host = host_of(url)
    return _by_host().get(host) or _by_host().get(host.removeprefix("m."))


def identify(url: str) -> Identity:
    """Return the identity of the article at `url`: of one of our sources, else of its host.

    An address that no pattern of its source matches gets an id made of the address's hash, marked `hashed`.
    Raises `ValueError` for a string that is no address.
    """
    source = source_for(url)
    found = source.identify(url) if source is not None else None
    if found is not None:
        return found
    name = source.name if source is not None else host_of(url)
    publisher = source.publisher if source is not None else name
    return Identity(f"{name}/{digest(canonicalise(url))}", name, publisher, fetchable_url(url), True)


@cache
def _outlet_names() -> OutletNames:
    # A name of two sources means the one that was not merged into the other.
    by_age = sorted(sources().values(), key=lambda source: source.merged_into is None)
    return OutletNames({source.name: (source.publisher, *source.hosts, *source.also_named) for source in by_age})


@lru_cache(maxsize=1024)
def source_of(name: str, url: str | None = None) -> str | None:
    """Return the source for a printed outlet name or for the original's address; None for others.

    >>> source_of("Báo Hànộimới"), source_of("TTXVN")
    ('hanoimoi', None)
    """
    return _outlet_names().source_of(name, url)


@cache
def context_for(source: Source | None) -> PageContext:
    """Return the facts needed to read a page of a source (None: of an unknown host)."""
    everything = tuple(template for family in FAMILIES for template in family.templates)
    if source is None:
        return PageContext(identify, source_of, (), everything)
    own = tuple(template for family in (source.family, *source.earlier) for template in family.templates)
    return PageContext(source.identify, source_of, own, everything)
