"""Collect the sources, one file of data each, and find the source of an address or a printed name. No Scrapy.

A module of this package with a value `SOURCE` is a source.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from hanoi_press.families import FAMILIES
from hanoi_press.items import Identity
from hanoi_press.pages.context import PageContext
from hanoi_press.sources.address import canonicalise, digest, fetchable_url
from hanoi_press.sources.own_sources import load_folder, own_folder
from hanoi_press.sources.source import ContentApi, Merger, Source
from hanoi_press.text.hosts import host_of
from hanoi_press.text.outlets import OutletNames

__all__ = [
    "ContentApi",
    "Merger",
    "Source",
    "built_in_names",
    "context_for",
    "forget_own_sources",
    "identify",
    "source_for",
    "source_of",
    "sources",
]


@dataclass(frozen=True, slots=True)
class _Known:
    """The sources of this package and those of one folder of the user's own."""

    by_name: dict[str, Source]
    by_host: dict[str, Source]
    outlets: OutletNames


@cache
def _built_in() -> dict[str, Source]:
    modules = (import_module(one.name) for one in iter_modules(__path__, f"{__name__}."))
    found = [module.SOURCE for module in modules if hasattr(module, "SOURCE")]
    return {source.name: source for source in found}


@cache
def _known(folder: Path | None) -> _Known:
    found = _built_in() | load_folder(folder, _built_in())
    by_name = {name: found[name] for name in sorted(found)}
    # A name of two sources means the one that was not merged into the other.
    by_age = sorted(by_name.values(), key=lambda source: source.merged_into is None)
    hosts = {source.name: source.hosts + source.former_hosts for source in by_age}
    names = {source.name: (source.publisher, *hosts[source.name], *source.also_named) for source in by_age}
    by_host = {host: source for source in by_name.values() for host in hosts[source.name]}
    return _Known(by_name, by_host, OutletNames(names))


def sources() -> dict[str, Source]:
    """Return all sources by name, in alphabetical order: this package's and the user's own (`own_sources`).

    Raises `OwnSourceError` for a broken file of the user.
    """
    return _known(own_folder()).by_name


def built_in_names() -> frozenset[str]:
    """Return the names of this package's sources, without the user's own."""
    return frozenset(_built_in())


def forget_own_sources() -> None:
    """Read the user's own sources anew at the next question, because a file was written."""
    _known.cache_clear()
    _source_of.cache_clear()


def source_for(url: str) -> Source | None:
    """Return the source that has or had the host of `url` (with or without `www.` or `m.`); None for any other."""
    host = host_of(url)
    by_host = _known(own_folder()).by_host
    return by_host.get(host) or by_host.get(host.removeprefix("m."))


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


def source_of(name: str, url: str | None = None) -> str | None:
    """Return the source for a printed outlet name or for the original's address; None for others.

    >>> source_of("Báo Hànộimới"), source_of("TTXVN")
    ('hanoimoi', None)
    """
    return _source_of(own_folder(), name, url)


@lru_cache(maxsize=1024)
def _source_of(folder: Path | None, name: str, url: str | None) -> str | None:
    return _known(folder).outlets.source_of(name, url)


@cache
def context_for(source: Source | None) -> PageContext:
    """Return the facts needed to read a page of a source (None: of an unknown host)."""
    everything = tuple(template for family in FAMILIES for template in family.templates)
    if source is None:
        return PageContext(identify, source_of, (), everything)
    own = tuple(template for family in (source.family, *source.earlier) for template in family.templates)
    return PageContext(source.identify, source_of, own, everything)
