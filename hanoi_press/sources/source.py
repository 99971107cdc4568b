"""Define `Source`, the data on one publisher: names, hosts, addresses, routes. Nothing here fetches or parses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from hanoi_press.discovery import ApiRequest
from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.routes import Route
from hanoi_press.families.family import Family
from hanoi_press.items import Identity
from hanoi_press.sources.address import ArticleAddress, composed, fetchable_url, without_path_noise, without_slips
from hanoi_press.text.hosts import host_of


class Merger(NamedTuple):
    """The other source of a merger, and its day (`2025-03-01`)."""

    source: str
    on: str


class YearSpan(NamedTuple):
    """The first and the last of some years."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ContentApi:
    """An API that answers with one article, for sites whose pages are shells that a script fills.

    `pattern` is searched in the canonical address of the article; `url` and the values of `json` (posted if given) are
    format strings of its named groups. With `at_once` only the API is requested, because all pages are known to be
    shells; otherwise the page is requested until one of them is a shell.
    """

    pattern: re.Pattern[str]
    url: str
    json: Mapping[str, str] | None = None
    at_once: bool = False

    def request_for(self, url: str) -> ApiRequest | None:
        """Return the request for the content of the article at `url`; None if the address has no number."""
        match = self.pattern.search(url)
        if match is None:
            return None
        parts = match.groupdict("")
        posted = {name: value.format(**parts) for name, value in self.json.items()} if self.json else None
        return ApiRequest(self.url.format(**parts), posted)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Source:
    """A source of the corpus.

    `hosts` are without `www.`, today's first. `family` is its CMS today, `earlier` those of its former sites whose
    pages archives still have. `routes` are the ways to find articles, by name; `route_order` says which are tried
    without `via=`, the cheapest first. `sections` are the lists known by name, `section_pattern` matches the name of
    any other list. `also_named` are the names and hosts by which other papers cite it, in addition to
    publisher and hosts. `settings` are Scrapy settings that only this source needs. `host_years` are the years of its
    hosts, as far as they are known, also of former ones, which are not in `hosts` because nothing is requested from
    them: for the indexes of web archives. A host of `hosts` that it does not name has all years.
    """

    name: str
    publisher: str  # the outlet's name as it writes it
    family: Family
    hosts: tuple[str, ...]
    addresses: tuple[ArticleAddress, ...] = ()
    routes: Mapping[str, Route] = field(default_factory=dict)
    route_order: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    section_pattern: re.Pattern[str] | None = None
    status: str = "unverified"  # or verified (on a real page), modelled (on a page of its family), refused
    remark: str = ""  # the evidence for the status; for a refused source the reason
    earlier: tuple[Family, ...] = ()
    merged_into: Merger | None = None
    content_api: ContentApi | None = None
    also_named: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    host_years: tuple[HostYears, ...] = ()
    verified_years: tuple[YearSpan, ...] = ()  # of captures whose articles a person compared (docs/verify.md)
    probed_on: str = (
        ""  # the day on which a probe wrote the file (2026-11-26); such a source has no sample in the tests
    )

    @property
    def status_words(self) -> str:
        """Return the status, with the years whose captures a person verified: `modelled, verified for 2013-2018`."""
        spans = ", ".join(f"{first}-{last}" if first < last else f"{first}" for first, last in self.verified_years)
        return f"{self.status}, verified for {spans}" if spans else self.status

    @property
    def archived_hosts(self) -> tuple[HostYears, ...]:
        """Return the hosts for which web archives are asked, each with its years; not one that only an API has."""
        named = {one.host for one in self.host_years} | self._api_hosts
        return (*self.host_years, *(HostYears(host) for host in self.hosts if host not in named))

    @property
    def former_hosts(self) -> tuple[str, ...]:
        """Return the hosts that the source had once, and from which nothing is requested today."""
        return tuple(one.host for one in self.host_years if one.host not in self.hosts)

    @property
    def _api_hosts(self) -> set[str]:
        """Return the hosts that answer with an article's content, and have no article's address."""
        apis = {host_of(self.content_api.url)} if self.content_api else set()
        return apis - {host_of(kind.url) for kind in self.addresses}

    def identify(self, url: str) -> Identity | None:
        """Return the identity of the article at `url`; None if the address is not an article's."""
        try:
            plain = composed(without_path_noise(fetchable_url(url)))
        except ValueError:
            return None
        if found := self._identity(plain):
            return found
        corrected = without_slips(plain)
        return self._identity(corrected) if corrected != plain else None

    def _identity(self, url: str) -> Identity | None:
        found = (kind.identity(url, self.name, self.publisher) for kind in self.addresses)
        return next(filter(None, found), None)
