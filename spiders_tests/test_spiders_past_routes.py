"""Tests of the routes that every source has."""

from __future__ import annotations

import pytest

from hanoi_press.discovery.captures import HostYears
from hanoi_press.discovery.commoncrawl import CommonCrawl
from hanoi_press.discovery.wayback import Wayback
from hanoi_press.discovery.web_archives import WebArchives
from hanoi_press.sources import sources
from hanoi_press.spiders.past_routes import past_routes

HERE = WebArchives("http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3")


@pytest.mark.parametrize("name", sorted(sources()))
def test_every_source_has_both_routes_for_each_host_that_it_has_or_had(name: str) -> None:
    source = sources()[name]
    found = past_routes(source, HERE)
    assert list(found) == ["commoncrawl", "wayback"]
    crawl, wayback = found["commoncrawl"], found["wayback"]
    assert isinstance(crawl, CommonCrawl) and isinstance(wayback, Wayback)
    assert crawl.hosts == wayback.hosts == source.archived_hosts
    assert crawl.archives is wayback.archives is HERE
    assert crawl.urls == wayback.urls == ()


def test_routes_for_single_addresses_know_the_years_of_the_hosts() -> None:
    urls = ["http://hanoimoi.com.vn/tin-tuc/Kinh-te/730001/a"]
    for route in past_routes(sources()["hanoimoi"], HERE, urls).values():
        assert isinstance(route, CommonCrawl | Wayback)
        assert route.urls == tuple(urls)
        assert HostYears("hanoimoi.vn", 2023) in route.hosts
