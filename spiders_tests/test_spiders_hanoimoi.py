"""Crawls of hanoimoi, over its sample archive and over its modelled site on loopback."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hanoi_press.schema import article_schema
from spiders_tests.loopback import ROOT, Run, crawl
from spiders_tests.sites.hanoimoi.site import DELETED, FORBIDDEN, FORBIDDEN_MAP, HOME, Site
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import Served, serve
from spiders_tests.sites.spec import gold

pytestmark = pytest.mark.slow

SAMPLE = ROOT / "data" / "sample" / "hanoimoi.warc.gz"

SITE = Site()

PAGES = SITE.pages()

GOLD = {one["id"]: one for one in (gold(spec) for spec in SITE.specs if not spec.sponsored)}

CURRENT = {key for key in GOLD if "/old-" not in key}


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(PAGES) as running:
        yield running


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return crawl(tmp_path_factory.mktemp("data"), "hanoimoi", "-a", f"archive={SAMPLE}")


def differences(got: dict[str, dict[str, Any]], wanted: set[str]) -> list[str]:
    """Return each field that is not as its article's specification says, and missing and surplus articles."""
    found = [f"{key}: missing" for key in wanted - set(got)] + [f"{key}: not asked for" for key in set(got) - wanted]
    for key in wanted & set(got):
        found += [
            f"{key} {name}: {got[key][name]!r} is not {value!r}"
            for name, value in GOLD[key].items()
            if got[key][name] != value
        ]
    return sorted(found)


def test_the_sample_is_exact(sample: Run) -> None:
    assert sample.code == 0
    assert differences(sample.articles, set(GOLD)) == []
    assert len(GOLD) >= 30


def test_the_sample_validates_line_by_line(sample: Run) -> None:
    assert sample.file is not None
    validator = jsonschema.Draft202012Validator(article_schema())
    order = list(article_schema()["properties"])
    for line in sample.file.read_bytes().splitlines():
        article = json.loads(line)
        validator.validate(article)
        assert list(article) == order
        assert b"\\u" not in line


def test_no_line_of_the_frame_is_left(sample: Run) -> None:
    for article in sample.articles.values():
        for line in article["text"].split("\n\n"):
            assert not line.startswith((">>", "(*)", "Ảnh:", "Tin liên quan", "Bài liên quan", "Đọc thêm", "Quảng cáo"))


def test_the_last_line_says_where_and_how_many(sample: Run) -> None:
    assert sample.out.strip() == (
        f"hanoimoi: {len(GOLD)} articles in {sample.file}; 0 pages could not be read; "
        "left out: 1 gone, 4 no-article, 4 seen"
    )


def test_the_archive_says_when_a_page_was_fetched(sample: Run) -> None:
    assert {article["fetched_at"] for article in sample.articles.values()} == {"2026-11-24T00:00:00Z"}


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], set(GOLD)),  # the sitemap knows the old pages too
        (["-a", "via=sitemap"], set(GOLD)),
        (["-a", "via=latest"], CURRENT),
        (["-a", "via=feed"], CURRENT),
        (["-a", "via=section"], CURRENT),
    ],
    ids=["default", "sitemap", "latest", "feed", "section"],
)
def test_every_route_alone(served: Served, tmp_path: Path, arguments: list[str], wanted: set[str]) -> None:
    run = crawl(tmp_path, "hanoimoi", *arguments, served=served)
    assert (run.code, differences(run.articles, wanted)) == (0, [])
    asked = [hit.url for hit in served.log]
    articles = [url for url in asked if SITE_ARTICLES.get(url)]
    assert len(articles) == len(set(articles)), "an article was fetched twice"
    assert FORBIDDEN not in asked and FORBIDDEN_MAP not in asked
    assert max(served.peak.values()) == 1
    assert all(hit.agent.startswith("hanoi_press/") for hit in served.log)


SITE_ARTICLES = {spec.url: spec for spec in SITE.specs}


def test_sponsored_rows_are_refused(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimoi", "-a", "via=latest", served=served)
    paid = [spec for spec in SITE.specs if spec.sponsored]
    assert paid and all(f"hanoimoi/{spec.id}" not in run.articles for spec in paid)
    assert all(spec.url not in served.urls() for spec in paid)
    assert f"{len(paid)} sponsored" in run.out


def test_only_the_days_asked_for(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimoi", "-a", "since=2026-11-20", "-a", "until=2026-11-21", served=served)
    wanted = {key for key, one in GOLD.items() if "2026-11-20" <= one["published_at"][:10] <= "2026-11-21"}
    assert wanted and differences(run.articles, wanted) == []
    maps = [url for url in served.urls() if "sitemap-article" in url]
    assert maps == [f"{HOME}/sitemap-article-2026-11-{day}.xml" for day in (21, 20)]


def test_a_limit_is_exact_and_newest_first(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimoi", "-a", "limit=5", served=served)
    newest = sorted((one["published_at"] for one in GOLD.values()), reverse=True)[:5]
    assert sorted((one["published_at"] for one in run.articles.values()), reverse=True) == newest
    pages = [hit for hit in served.log if hit.url in SITE_ARTICLES]
    assert len(pages) <= 6


def test_one_section(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimoi", "-a", "section=kinh-te", served=served)
    wanted = {f"hanoimoi/{s.id}" for s in SITE.of_section("kinh-te") if not s.sponsored}
    assert len(wanted) >= 6 and differences(run.articles, wanted) == []


def test_addresses_of_every_era(served: Served, tmp_path: Path) -> None:
    specs = [next(s for s in SITE.specs if s.template == name and not s.sponsored) for name in ("A", "B", "E1", "E2")]
    urls = [specs[0].url + "?utm_source=zalo#x", *(spec.url for spec in specs[1:])]
    run = crawl(tmp_path, "hanoimoi", "-a", "url=" + ",".join(urls), served=served)
    assert differences(run.articles, {gold(spec)["id"] for spec in specs}) == []


@pytest.mark.parametrize("broken", [Page(500), Page.of("<html>Bảo trì</html>"), Page.of("<sitemapindex/>"), Page()])
def test_a_failing_sitemap_does_not_end_the_harvest(served: Served, tmp_path: Path, broken: Page) -> None:
    served.faults = lambda url: broken if url == f"{HOME}/sitemap.xml" else None
    run = crawl(tmp_path, "hanoimoi", "-s", "RETRY_ENABLED=False", served=served)
    assert differences(run.articles, CURRENT) == []
    assert "route sitemap failed after 0 leads: " in run.err and "route latest failed after 3" in run.err


def test_latest_failing_too_leaves_the_sections(served: Served, tmp_path: Path) -> None:
    broken = {f"{HOME}/sitemap.xml", f"{HOME}/tin-moi-nhat"}
    served.faults = lambda url: Page(500) if url in broken else None
    run = crawl(tmp_path, "hanoimoi", "-s", "RETRY_ENABLED=False", served=served)
    assert differences(run.articles, CURRENT) == []
    assert "route section answered" in run.err


def test_one_broken_day_is_made_up_for(served: Served, tmp_path: Path) -> None:
    broken = f"{HOME}/sitemap-article-2026-11-21.xml"
    served.faults = lambda url: Page(500) if url == broken else None
    run = crawl(tmp_path, "hanoimoi", "-s", "RETRY_ENABLED=False", served=served)
    assert differences(run.articles, set(GOLD)) == []
    assert run.code == 1 and "discovery was incomplete" in run.out


CHALLENGE = Page.of("<html><head><title>Just a moment...</title></head><body></body></html>", status=403)


def test_a_wall_is_blocked_and_not_no_article(served: Served, tmp_path: Path) -> None:
    served.faults = lambda url: None if url.endswith("robots.txt") else CHALLENGE
    run = crawl(tmp_path, "hanoimoi", served=served)
    assert (run.code, run.articles) == (1, {})
    assert "blocked" in run.out
    assert len(served.log) <= 10  # sitemap, latest list, three sections, nothing is tried to get round the wall


def test_a_wall_before_the_articles_ends_the_run(served: Served, tmp_path: Path) -> None:
    served.faults = lambda url: CHALLENGE if url in SITE_ARTICLES else None
    run = crawl(tmp_path, "hanoimoi", served=served)
    assert (run.code, run.articles) == (1, {})
    assert len([url for url in served.urls() if url in SITE_ARTICLES]) <= 3  # one, and what was on its way
    assert "ended early: blocked" in run.out


def test_a_wall_in_the_middle_of_discovery_ends_the_run(served: Served, tmp_path: Path) -> None:
    served.faults = lambda url: CHALLENGE if url.endswith("-2026-11-21.xml") else None
    run = crawl(tmp_path, "hanoimoi", served=served)
    assert run.code == 1 and "ended early: blocked" in run.out
    assert len([url for url in served.urls() if "sitemap-article" in url]) <= 3  # 23rd, 22nd, 21st


def test_one_request_at_a_time_even_without_delay(tmp_path: Path) -> None:
    with serve(PAGES, delay=0.05) as slow:
        crawl(tmp_path, "hanoimoi", "-a", "limit=12", served=slow)
    hits = sorted(slow.log, key=lambda hit: hit.start)
    assert len(hits) > 12
    assert all(later.start >= sooner.end for sooner, later in itertools.pairwise(hits))


def test_retry_after_is_honoured(served: Served, tmp_path: Path) -> None:
    spec = SITE.current[2]
    told: list[str] = []

    def fault(url: str) -> Page | None:
        if url == spec.url and not told:
            told.append(url)
            return Page(503, {"Retry-After": "1"})
        return None

    served.faults = fault
    run = crawl(tmp_path, "hanoimoi", "-a", "limit=6", served=served)
    hits = sorted(served.log, key=lambda hit: hit.start)
    told_at = next(number for number, hit in enumerate(hits) if hit.status == 503)
    assert hits[told_at + 1].start - hits[told_at].end > 0.9
    assert f"hanoimoi/{spec.id}" in run.articles


def test_a_migrated_address_costs_no_second_download(served: Served, tmp_path: Path) -> None:
    spec = SITE.current[3]
    old = "http://hanoimoi.com.vn/tin-tuc/Xa-hoi/963001/ten-cu"
    served.faults = lambda url: Page.moved(spec.url) if url == old else None
    run = crawl(tmp_path, "hanoimoi", "-a", f"url={spec.url},{old}", served=served)
    assert list(run.articles) == [f"hanoimoi/{spec.id}"]
    assert served.urls().count(spec.url) == 1
    assert "1 seen" in run.out


def test_nothing_new_costs_no_more_than_the_index(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimoi", "-a", "since=2027-01-01", served=served)
    assert (run.code, run.articles) == (0, {})
    assert [url for url in served.urls() if not url.endswith("robots.txt")] == [f"{HOME}/sitemap.xml"]


def test_a_page_that_cannot_be_read_is_named(served: Served, tmp_path: Path) -> None:
    spec = SITE.current[5]
    served.faults = lambda url: Page.of("<html><body><p>Đang cập nhật</p></body></html>") if url == spec.url else None
    run = crawl(tmp_path, "hanoimoi", served=served)
    assert differences(run.articles, set(GOLD) - {f"hanoimoi/{spec.id}"}) == []
    assert "1 page could not be read" in run.out
    assert spec.url in run.err


def test_a_redirect_to_another_site_is_not_followed(served: Served, tmp_path: Path) -> None:
    spec = SITE.current[5]
    served.faults = lambda url: Page.moved("https://quangcao.example/a") if url == spec.url else None
    run = crawl(tmp_path, "hanoimoi", served=served)
    assert differences(run.articles, set(GOLD) - {f"hanoimoi/{spec.id}"}) == []
    assert not any("quangcao" in url for url in served.urls())


def test_a_deleted_article_is_gone(served: Served, tmp_path: Path) -> None:
    run = crawl(tmp_path, "hanoimoi", "-a", f"url={DELETED}", served=served)
    assert (run.code, run.articles) == (0, {})
    assert "1 gone" in run.out


def test_crawl_delay_is_obeyed(tmp_path: Path) -> None:
    robots = Page.of("User-agent: *\nCrawl-delay: 0.5\n", "text/plain")
    with serve({**PAGES, f"{HOME}/robots.txt": robots}) as served:
        crawl(tmp_path, "hanoimoi", "-a", "limit=2", served=served)
    starts = [hit.start for hit in served.log if not hit.url.endswith("robots.txt")]
    assert len(starts) >= 4
    # a slow machine only stretches this; a quarter of a second is for the first request's own way to the server
    assert starts[-1] - starts[0] > (len(starts) - 1) * 0.5 - 0.25
