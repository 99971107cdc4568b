"""The probe on invented sites, without Scrapy: which addresses its source takes for articles', and what it says."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path

import pytest

from hanoi_press.discovery import Fetched, FetchFailed, FetchPage, Forbidden, Lead, Window
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.doctor.probed_site import ProbedSite
from hanoi_press.doctor.sample_pages import SamplePage, read_sample
from hanoi_press.doctor.site_probe import probe
from hanoi_press.doctor.source_writer import source_text
from hanoi_press.sources import Source
from hanoi_press.sources.own_sources import source_of_text
from spiders_tests.unknown_sites.news import Site

NAMES = (
    "blog_days moved_home query_only app_sitemaps several_ways paged_lists "
    "kind_folders tab_pages stated_lists more_links"
).split()


class FakeVisitor:
    """Answers from the pages of a site, in whichever scheme they are served."""

    def __init__(self, site: Site, failure: Exception | None = None) -> None:
        self.site = site
        self.failure = failure
        self.asked: list[str] = []

    @property
    def fetch_page(self) -> FetchPage:
        return self._fetch  # type: ignore[return-value]

    async def _fetch(self, url: str, **options: object) -> Fetched:
        self.asked.append(url)
        if self.failure:
            raise self.failure
        page = self.site.pages.get(url)
        if page is None:
            raise FetchFailed("404")
        return Fetched(url, page.body)

    async def read_sample(self, page: Fetched) -> SamplePage:
        return read_sample(page.body, page.url)


def probed(visitor: FakeVisitor) -> ProbedSite:
    return asyncio.run(probe(visitor.site.home, visitor))


def crawled(source: Source, visitor: FakeVisitor) -> set[str]:
    """Return the addresses of the articles that the source's first route names."""

    async def leads() -> list[Lead]:
        def identify(url: str) -> str | None:
            found = source.identify(url)
            return found.id if found else None

        window = Window(source=ListSource(identify))
        return [one async for one in source.routes[source.route_order[0]].leads(visitor.fetch_page, window, ())]

    return {found.url for one in asyncio.run(leads()) if (found := source.identify(one.url))}


@pytest.mark.parametrize("name", NAMES)
def test_the_written_source_finds_every_article_and_no_page_of_the_menu(name: str) -> None:
    site: Site = import_module(f"spiders_tests.unknown_sites.{name}").SITE
    visitor = FakeVisitor(site)
    found = probed(visitor)
    assert found.publisher == site.publisher
    assert found.requests == len(visitor.asked) == len(set(visitor.asked)) <= 24
    source = source_of_text(source_text(found, "vidu", "2026-11-26"), Path("vidu.py"))
    assert crawled(source, visitor) == site.articles
    assert [url for url in site.pages if url not in site.articles and source.identify(url)] == []


def failing(failure: Exception) -> ProbedSite:
    return probed(FakeVisitor(Site("https://vidu.example/"), failure))


@pytest.mark.parametrize(
    ("failure", "words", "most"),
    [
        (FetchFailed("blocked"), "blocked: the site refuses", 1),
        (FetchFailed("challenge"), "blocked: the site refuses", 1),
        (Forbidden("Forbidden by robots.txt"), "cannot be read: robots.txt forbids it", 12),
        (FetchFailed("404"), "cannot be read: 404", 12),
    ],
)
def test_a_site_that_does_not_answer_is_said_to_be_so(failure: Exception, words: str, most: int) -> None:
    visitor = FakeVisitor(Site("https://vidu.example/"), failure)
    found = probed(visitor)
    assert words in found.failure and found.rules == ()
    assert len(visitor.asked) <= most


def test_a_site_without_articles_is_said_to_be_so() -> None:
    site = Site("https://vidu.example/")
    site.add(site.home, "<html><body><nav><a href='/lien-he'>Liên hệ</a></nav><p>Chào bạn</p></body></html>")
    found = probed(FakeVisitor(site))
    assert found.failure == "https://vidu.example/ names nothing that looks like an article"
    with pytest.raises(ValueError, match="nothing to write"):
        source_text(found, "vidu", "2026-11-26")
