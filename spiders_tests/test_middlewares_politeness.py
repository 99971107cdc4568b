"""`middlewares/politeness.py`: hosts that are the source's own, and redirects that are not followed."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from hanoi_press.crawl.capture_request import web_archive_meta
from hanoi_press.crawl.fetch import fetch_of
from hanoi_press.crawl.page_history import RunHistory
from hanoi_press.failures import BrokenResponse, FailureKind
from hanoi_press.middlewares.politeness import PolitenessMiddleware
from hanoi_press.sources import sources
from spiders_tests.past.asked_captures import SETTINGS
from spiders_tests.raw_server import moved, page, serve_raw
from spiders_tests.scrapy_process import run_scrapy

ONE, TWO = "https://hanoimoi.vn/a-1301.html", "https://hanoimoi.vn/b-1302.html"


@pytest.fixture
def middleware() -> PolitenessMiddleware:
    source = sources()["hanoimoi"]
    return PolitenessMiddleware(SimpleNamespace(name="hanoimoi", source=source, history=RunHistory()))


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://hanoimoi.vn/a", True),
        ("http://hanoimoi.vn/a", True),
        ("https://www.hanoimoi.vn/a", True),
        ("https://HanoiMoi.vn/a", True),
        ("https://hanoimoi.vn:443/a", True),
        ("https://hanoimoi.vn:0443/a", True),
        ("https://hanoimoi.vn:/a", True),
        ("http://hanoimoi.vn:443/a", True),
        ("http://hanoimoi.vn:8080/a", False),
        ("https://hanoimoi.vn:9999/a", False),
        ("https://hanoimoi.vn.:22/a", False),
        ("https://hanoimoi.vn:99999/a", False),
        ("https://hanoimoi.vn:ab/a", False),
        ("https://ai@hanoimoi.vn/a", False),
        ("https://hanoimoi.vn./a", True),
        ("https://hanoimoi.com.vn/a", True),  # the paper's former host
        ("https://media.hanoimoi.vn/a", False),
        ("https://hanoimoi.vn.example/a", False),
        ("https://hanoimoi.vn@example.org/a", False),
        ("https://127.0.0.1/a", False),
        ("https://[::1]/a", False),
        ("https://[hanoimoi.vn/a", False),  # no address at all
        ("ftp://hanoimoi.vn/a", False),
        ("data:text/html,a", False),
    ],
)
def test_own_hosts(middleware: PolitenessMiddleware, url: str, own: bool) -> None:
    assert middleware.is_own(url) is own


def test_all_requests_share_one_slot(middleware: PolitenessMiddleware) -> None:
    for url in (ONE, "http://www.hanoimoi.com.vn/robots.txt"):
        request = Request(url)
        middleware.process_request(request)
        assert request.meta["download_slot"] == "hanoimoi"
    with pytest.raises(IgnoreRequest, match="not a host of hanoimoi"):
        middleware.process_request(Request("https://example.org/"))


def redirected(middleware: PolitenessMiddleware, target: str) -> Any:
    request = Request(ONE)
    fetch_of(request).fetched_at = "2026-11-24T03:00:00Z"
    answer = Response(ONE, status=301, headers={"Location": target}, request=request)
    middleware.process_response(request, answer)
    return fetch_of(request)


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//127.0.0.1/x",
        "ftp://hanoimoi.vn/",
        "data:,a",
        "\\\\example.org",
        "https:/\\example.org/",
    ],
)
def test_a_redirect_to_another_site(middleware: PolitenessMiddleware, target: str) -> None:
    with pytest.raises(IgnoreRequest, match="redirected to another site"):
        redirected(middleware, target)


def test_a_redirect_to_no_address_is_a_failure(middleware: PolitenessMiddleware) -> None:
    with pytest.raises(BrokenResponse) as raised:
        redirected(middleware, "http://[half")
    assert raised.value.kind is FailureKind.REDIRECTS
    redirected(middleware, "")  # the same address again, which Scrapy follows up to its limit


@pytest.mark.parametrize("target", ["https://hanoimoi.vn:9999/", "http://hanoimoi.vn:22/", "//ai@hanoimoi.vn/"])
def test_a_redirect_to_another_port(middleware: PolitenessMiddleware, target: str) -> None:
    with pytest.raises(IgnoreRequest, match="redirected to another site"):
        redirected(middleware, target)


def test_any_port_of_an_own_host_where_private_addresses_are_allowed(middleware: PolitenessMiddleware) -> None:
    allowing = PolitenessMiddleware(middleware.spider, any_port=True)
    assert allowing.is_own("http://hanoimoi.vn:8080/a")
    assert redirected(allowing, "https://hanoimoi.vn:9999/").fetched_at is None
    with pytest.raises(IgnoreRequest):
        redirected(allowing, "https://example.org/")


@pytest.mark.parametrize(
    ("target", "followed"),
    [
        ("https://hanoimoi.vn:443/b-1302.html", b"https://hanoimoi.vn/b-1302.html"),
        ("http://hanoimoi.vn:443/b-1302.html", b"https://hanoimoi.vn/b-1302.html"),  # a proxy that decrypts
        ("http://www.hanoimoi.vn:80/b-1302.html", b"http://www.hanoimoi.vn/b-1302.html"),
        ("//HanoiMoi.vn./b-1302.html", b"https://hanoimoi.vn/b-1302.html"),
        (ONE.replace("vn/", "vn./"), ONE.encode()),
        (ONE.replace("vn/", "vn:443/"), ONE.replace("vn/", "vn:443/").encode()),  # to itself
        ("/bài-à", "/bài-à".encode()),  # its last byte is a no-break space in Latin-1
        ("https:/hanoimoi.vn/b-1302.html", b"https://hanoimoi.vn/b-1302.html"),
        ("https:///hanoimoi.vn/b-1302.html", b"https://hanoimoi.vn/b-1302.html"),
        ("hanoimoi.vn/b-1302.html", b"https://hanoimoi.vn/b-1302.html"),
        ("\\b-1302.html", b"https://hanoimoi.vn/b-1302.html"),
        ("/b-1302.html", b"/b-1302.html"),
    ],
)
def test_a_redirect_names_its_host_in_normal_form(
    middleware: PolitenessMiddleware, target: str, followed: bytes
) -> None:
    answer = Response(ONE, status=302, headers={"Location": target}, request=Request(ONE))
    assert answer.request is not None
    assert middleware.process_response(answer.request, answer).headers["Location"] == followed


def redirected_robots(middleware: PolitenessMiddleware, target: str, hops: int = 0) -> Request:
    request = Request("https://hanoimoi.vn/robots.txt", meta={"dont_obey_robotstxt": True, "redirect_times": hops})
    middleware.process_response(request, Response(request.url, 302, headers={"Location": target}, request=request))
    return request


def test_robots_txt_may_be_redirected_to_another_host(middleware: PolitenessMiddleware) -> None:
    request = redirected_robots(middleware, "https://example.org/robots.txt", hops=4)
    assert fetch_of(request).failure is None and "dont_redirect" not in request.meta
    followed = request.replace(url="https://example.org/robots.txt")
    with pytest.raises(IgnoreRequest):
        middleware.process_request(followed)  # it was not redirected there by Scrapy
    followed.meta["redirect_urls"] = [request.url]
    middleware.process_request(followed)
    assert followed.meta["download_slot"] == "hanoimoi"


@pytest.mark.parametrize(
    ("target", "hops"),
    [
        ("https://example.org/robots.txt", 5),
        ("https://example.org:9999/robots.txt", 0),
        ("https://hanoimoi.vn:8443/robots.txt", 0),
        ("https://ai@example.org/robots.txt", 0),
        ("ftp://hanoimoi.vn/robots.txt", 0),
        ("data:,User-agent:", 0),
        ("http://[half", 0),
    ],
)
def test_a_redirect_of_robots_txt_that_is_not_followed_is_its_failure(
    middleware: PolitenessMiddleware, target: str, hops: int
) -> None:
    request = redirected_robots(middleware, target, hops)
    assert fetch_of(request).failure is FailureKind.REDIRECTS
    assert request.meta["dont_redirect"] is True


def test_a_redirect_within_the_site_has_no_time_yet(middleware: PolitenessMiddleware) -> None:
    assert redirected(middleware, "/b-1302.html").fetched_at is None
    assert redirected(middleware, " https://hanoimoi.vn:443/b-1302.html ").fetched_at is None


def test_a_redirect_to_an_article_that_this_run_has_read(middleware: PolitenessMiddleware) -> None:
    assert not middleware.is_seen(TWO, ONE)
    middleware.spider.history.mark_requested("hanoimoi/1302", TWO, None)
    assert middleware.is_seen(TWO, ONE)
    assert middleware.is_seen("https://www.hanoimoi.vn/b-1302.html?utm_source=zalo", ONE)
    with pytest.raises(IgnoreRequest, match=r"^seen$"):
        redirected(middleware, TWO)


def test_a_chain_of_redirects_may_lead_back_to_the_article(middleware: PolitenessMiddleware) -> None:
    middleware.spider.history.mark_requested("hanoimoi/1301", ONE, None)
    assert middleware.is_seen(ONE, TWO)
    assert not middleware.is_seen(ONE, TWO, "hanoimoi/1301")


def test_another_address_of_the_same_article_is_not_seen(middleware: PolitenessMiddleware) -> None:
    middleware.spider.history.mark_requested("hanoimoi/1301", ONE, None)
    assert not middleware.is_seen("https://hanoimoi.vn/ten-moi-1301.html", ONE)
    assert not middleware.is_seen("https://hanoimoi.vn/kinh-te", ONE)


def test_an_answer_has_its_time(middleware: PolitenessMiddleware) -> None:
    request = Request(ONE)
    middleware.process_response(request, Response(ONE, request=request))
    stated = fetch_of(request).fetched_at
    assert stated is not None and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stated)
    fetch_of(request).fetched_at = "2026-11-24T00:00:00Z"  # a stored answer keeps its own
    middleware.process_response(request, Response(ONE, request=request))
    assert fetch_of(request).fetched_at == "2026-11-24T00:00:00Z"


@pytest.mark.slow
def test_only_the_ports_of_the_web_are_fetched_and_archived(tmp_path: Path) -> None:
    site = "http://www.molisa.gov.vn"  # a source with http addresses, which a plain proxy can serve
    targets = {
        1: f"{site}:9999/baiviet/1",
        2: f"{site}:22/baiviet/2",
        3: "http://10.0.0.1/baiviet/3",
        4: "http://www.molisa.gov.vn@example.org/baiviet/4",
        5: "http://[::1]/baiviet/5",
        6: "//www.molisa.gov.vn.:8080/baiviet/6",
        7: f"{site}:80/baiviet/7",
    }
    answers = {f"{site}/baiviet/{number}": moved(target) for number, target in targets.items()}
    answers[f"{site}:80/baiviet/7"] = page(b"<html><title>404</title></html>", "Content-Type: text/html")
    with serve_raw(answers) as served:
        environment = os.environ | {"HANOI_PRESS_DATA": str(tmp_path), "http_proxy": f"http://127.0.0.1:{served.port}"}
        environment.pop("HANOI_PRESS_ALLOW_PRIVATE", None)
        arguments = ["crawl", "molisa", "-a", f"url={','.join(answers)}", "-s", "DOWNLOAD_DELAY=0"]
        done = run_scrapy([*arguments, "-s", "AUTOTHROTTLE_ENABLED=False"], environment)
    asked = {one.partition("http://")[2] for one in served.asked if not one.endswith("/robots.txt")}
    assert asked == {url.removeprefix("http://") for url in answers}
    assert "6 forbidden" in done.stdout + done.stderr
    assert [
        archive for archive in tmp_path.rglob("*.warc.gz") if b":9999" in gzip.decompress(archive.read_bytes())
    ] == []


def test_a_web_archive_has_a_slot_of_its_own(middleware: PolitenessMiddleware) -> None:
    url = "https://web.archive.org/web/20150203040506id_/http://hanoimoi.com.vn/1"
    request = Request(url, meta=web_archive_meta(url, SETTINGS))
    middleware.process_request(request)
    assert request.meta["download_slot"] == "wayback"
    led_on = Response(url, 302, {"Location": "/web/20150304050607id_/http://hanoimoi.com.vn/1"})
    assert middleware.process_response(request, led_on) is led_on
    with pytest.raises(IgnoreRequest):  # an address that only looks like it, such as a link on a list
        middleware.process_request(Request(url))
    middleware.process_request(Request("http://mirror.example:8080/a", meta=request.meta))
    with pytest.raises(BrokenResponse):  # an ignored request would settle its capture for good
        middleware.process_request(Request("ftp://web.archive.org/a", meta=request.meta))
