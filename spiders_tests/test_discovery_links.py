"""Links as absolute addresses, and the links of a page that match a pattern."""

from __future__ import annotations

import re

import pytest

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.links import absolute, links_matching, parse_html

HOME = "https://bo.vn/"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/bai-1.html", "https://bao.example/bai-1.html"),
        (" bai-1.html\n", "https://bao.example/do-thi/bai-1.html"),
        ("//khac.example/a", "https://khac.example/a"),
        ("http://khac.example/a", "http://khac.example/a"),
        ("//bao.example:443/a?b#c", "https://bao.example/a?b#c"),
        ("http://khac.example:80", "http://khac.example"),
        ("https://bao.example:9999/a", "https://bao.example:9999/a"),
        ("https://bao.example:4430/a", "https://bao.example:4430/a"),
        ("#top", None),
        ("", None),
        ("javascript:void(0)", None),
        ("mailto:a@bao.example", None),
        ("ftp://bao.example/a", None),
        ("http://[", None),
        ("http://:80/a", None),
    ],
)
def test_absolute(href: str, expected: str | None) -> None:
    assert absolute("https://bao.example/do-thi/giao-thong", href) == expected


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (
            "http:moc.gov.vn/vn/Pages/chitiettin.aspx?IDNews=96328",
            "http://moc.gov.vn/vn/Pages/chitiettin.aspx?IDNews=96328",
        ),
        ("https:/moc.gov.vn/a", "https://moc.gov.vn/a"),
        ("http://moc.gov.vn/a", "http://moc.gov.vn/a"),
        ("/a?next=http:moc.gov.vn/b", "https://bo.vn/a?next=http:moc.gov.vn/b"),
        ("https:a", "https://bo.vn/a"),  # no host: what RFC 3986 makes of it
        ("javascript:void(0)", None),
    ],
)
def test_half_addresses(href: str, url: str | None) -> None:
    assert absolute(HOME, href) == url


def test_links_to_lists_keep_a_query_only_where_it_counts() -> None:
    body = (
        '<link rel="alternate" href="/c/3.rss"><a href="/c/1.aspx?page=4">1</a><a href="/c/1.aspx#top">1</a>'
        '<a href="/list.aspx?ID=2&amp;t=x">2</a><a href="/list.aspx">no</a>'
        '<a href="https://khac.vn/c/5.aspx">other</a>'
        '<a href="javascript:x">3</a>'
    )
    form = re.compile(r"https://bo\.vn/(?:c/\d\.(?:aspx|rss)|list\.aspx\?ID=\d.*)")
    assert sorted(links_matching(Fetched(HOME, body.encode()), form)) == [
        "https://bo.vn/c/1.aspx",
        "https://bo.vn/c/3.rss",
        "https://bo.vn/list.aspx?ID=2&t=x",
    ]


@pytest.mark.parametrize("absurd", ["<div>" * 300, "<p " + " ".join(f"a{n}=1" for n in range(2_000)) + ">"])
def test_absurd_markup_is_reduced_with_a_warning(absurd: str, caplog: pytest.LogCaptureFixture) -> None:
    page = Fetched(HOME, f"<html><a href='/1'>x</a>{absurd}<i>y</i></html>".encode())
    assert links_matching(page, re.compile(r"https://.*/1")) and "not all of its links may be read" in caplog.text


@pytest.mark.parametrize(
    "page",
    [
        b"<a href=/1>x</a>",
        "<html><body><a href='/1'>x</a></body></html>".encode("utf-16"),
        b"<html><body></body></html><a href=/1>x</a>",
        b"<body>" + b"<div>" * 3000 + b"<p><a href=/1>x</a></p>",
    ],
)
def test_no_link_is_lost(page: bytes) -> None:
    assert links_matching(Fetched(HOME, page), re.compile(r"https://.*/1")) == ["https://bo.vn/1"]


def test_a_paragraph_in_a_heading_leaves_its_link_there() -> None:
    root = parse_html(b"<h3 class=t><p><a href=/1>x</a></p></h3>").root
    assert [one.get("href") for one in root.findall(".//h3//a")] == ["/1"]
