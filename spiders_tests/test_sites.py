"""The modelled site of hanoimoi: specifications, pages, server, sample archive; nothing is extracted."""

from __future__ import annotations

import http.client
import json
import re
import threading
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from lxml import html
from warcio.archiveiterator import ArchiveIterator

from hanoi_press.doctor.saved_pages import FIELDS
from spiders_tests.sites.build_sample import write
from spiders_tests.sites.hanoimoi.site import DELETED, Site
from spiders_tests.sites.page import Page
from spiders_tests.sites.serve import Served, serve
from spiders_tests.sites.spec import gold, is_own_name

HOME = "https://hanoimoi.vn"
KEYS = ["id", "url", *FIELDS]


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    return site.pages()


def ask(served: Served, url: str, **headers: str) -> tuple[int, str, bytes]:
    """Send a request in absolute form, as a proxy gets it; return status, Location or Content-Type, and body."""
    link = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    link.request("GET", url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = link.getresponse()
    body = answer.read()
    link.close()
    return answer.status, answer.getheader("Location") or answer.getheader("Content-Type") or "", body


def visible(node: html.HtmlElement) -> str:
    return " ".join(unicodedata.normalize("NFC", node.text_content()).split())


def test_specs_and_gold(site: Site) -> None:
    assert {spec.template for spec in site.specs} == {"A", "B", "E1", "E2"}
    golds = [gold(spec) for spec in site.specs]
    assert len({g["id"] for g in golds}) == len(golds)
    for record in golds:
        assert list(record) == KEYS
        assert record["published_at"].endswith("+07:00")
        assert record["text"] and record["title"] and record["section"]
        json.dumps(record)


def test_own_names() -> None:
    assert is_own_name("Báo Hànộimới") and is_own_name("Hà Nội Mới")
    assert not is_own_name("TTXVN")


def test_every_article_page_holds_its_title_once_as_heading(site: Site, pages: dict[str, Page]) -> None:
    for spec in site.specs:
        body = pages[spec.url].body
        assert b"modelled on hanoimoi.vn; not a capture" in body[:200]
        tree = html.fromstring(body)
        assert [visible(h) for h in tree.iter("h1")] == [spec.title]
        low, high = (40_000, 70_000) if spec.old else (80_000, 130_000)
        assert low <= len(body) <= high, (spec.url, len(body))


def test_every_gold_paragraph_is_on_the_page(site: Site, pages: dict[str, Page]) -> None:
    for spec in site.specs:
        record, shown = gold(spec), visible(html.fromstring(pages[spec.url].body))
        for paragraph in re.split(r"\n\n| \| ", record["text"]):
            assert paragraph in shown, (spec.url, paragraph)
        for name in record["authors"]:
            assert name in shown, (spec.url, name)


def test_json_ld_stands_where_the_spec_says(site: Site, pages: dict[str, Page]) -> None:
    for spec in site.specs:
        blocks = html.fromstring(pages[spec.url].body).xpath('//script[@type="application/ld+json"]/text()')
        kinds = [json.loads(block)["@type"] for block in blocks]
        assert ("NewsArticle" in kinds) == spec.has_json_ld
        assert ("Organization" in kinds) == (not spec.old)


def test_maps_and_feeds_are_xml(site: Site, pages: dict[str, Page]) -> None:
    listed = set()
    for url, page in pages.items():
        if "xml" in page.headers.get("Content-Type", ""):
            found = ET.fromstring(page.body).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
            listed |= {node.text for node in found}
            assert ("/rss/" not in url) or page.body.count(b"<item>") <= 40
    assert {spec.url for spec in site.specs if not spec.sponsored} <= listed
    assert DELETED in listed and pages[DELETED].status == 404
    assert site.old_slug() in listed and pages[site.old_slug()].headers["Location"] == site.current[0].url
    assert pages[f"{HOME}/rss/kinh-te.rss"].body.count(b"<item>") == 0
    assert b"&lt;![CDATA[" in pages[f"{HOME}/rss/trang-chu"].body


def test_load_more_ends(site: Site, pages: dict[str, Page]) -> None:
    tree = html.fromstring(pages[f"{HOME}/tin-moi-nhat"].body)
    seen = [int(pid) for pid in tree.xpath("//li[@pid]/@pid")]
    assert len(seen) == 15
    while rows := json.loads(pages[f"{HOME}/api/getMoreArticle/24h_empty_{seen[-1]}_0_0"].body):
        seen += [row["PublisherId"] for row in rows]
    assert seen == [spec.id for spec in site.current]
    assert sum(spec.sponsored for spec in site.current) == 2


def test_two_builds_are_identical(tmp_path: Path) -> None:
    one, two = tmp_path / "one.warc.gz", tmp_path / "two.warc.gz"
    count = write(Site().pages(), one)
    write(Site().pages(), two)
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_size < 2_500_000
    with one.open("rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream)]
    assert kinds == ["warcinfo"] + ["response"] * count


def test_proxy_answers(site: Site, pages: dict[str, Page]) -> None:
    current, old = site.current[0], next(spec for spec in site.specs if spec.old)
    plain = current.url.replace("https://", "http://")
    with serve(pages) as served:
        assert ask(served, plain, User_Agent="probe")[2] == pages[current.url].body
        assert ask(served, old.url)[2] == pages[old.url].body
        assert ask(served, "/robots.txt", Host="hanoimoi.vn")[1].startswith("text/plain")
        assert ask(served, "http://hanoimoi.vn/khong-co")[0] == 404
        assert ask(served, site.old_slug().replace("https", "http"))[:2] == (301, current.url)
        assert ask(served, plain, X_Forwarded_Proto="http")[:2] == (301, current.url)
        assert ask(served, "http://www.hanoimoi.vn/")[:2] == (301, f"{HOME}/")
        assert served.log[0].agent == "probe" and served.urls()[0] == current.url
        assert [hit.status for hit in served.log] == [200, 200, 200, 404, 301, 301, 301]


def test_proxy_counts_and_faults(pages: dict[str, Page]) -> None:
    all_are_here = threading.Barrier(3)

    def fault(url: str) -> Page | None:
        if url.endswith("/kinh-te"):
            return Page.of("busy", status=503)
        all_are_here.wait(60)
        return None

    with serve(pages, faults=fault) as served:
        threads = [threading.Thread(target=ask, args=(served, "http://hanoimoi.vn/robots.txt")) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert served.peak["hanoimoi.vn"] == 3
        assert ask(served, "http://hanoimoi.vn/kinh-te")[0] == 503
