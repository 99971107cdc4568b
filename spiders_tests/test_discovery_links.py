"""Links as absolute addresses, and the links of a page that match a pattern."""

from __future__ import annotations

import re

import pytest

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.addresses import absolute
from hanoi_press.discovery.links import base_of, links_matching, parse_html

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
        ("https:///moc.gov.vn/a", "https://moc.gov.vn/a"),
        ("https://https://moc.gov.vn/a", "https://moc.gov.vn/a"),
        ("http://http:/moc.gov.vn/a", "http://moc.gov.vn/a"),
        ("////moc.gov.vn/a", "https://moc.gov.vn/a"),
        ("///bai/a", "https://bo.vn/bai/a"),
        ("bo.vn/a", "https://bo.vn/a"),
        ("www.bo.vn:443/a", "https://www.bo.vn/a"),
        ("BO.vn./a", "https://bo.vn/a"),
        ("khac.vn/a", "https://bo.vn/khac.vn/a"),
        ("a.html", "https://bo.vn/a.html"),
        ("bo.vn@khac.vn/a", "https://bo.vn/bo.vn@khac.vn/a"),
        ("/a?next=http:moc.gov.vn/b", "https://bo.vn/a?next=http:moc.gov.vn/b"),
        ("https:a", "https://bo.vn/a"),  # no host: what RFC 3986 makes of it
        ("javascript:void(0)", None),
    ],
)
def test_half_addresses(href: str, url: str | None) -> None:
    assert absolute(HOME, href) == url


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://BO.vn/A", "https://bo.vn/A"),
        ("HTTPS://bo.vn/a", "https://bo.vn/a"),
        ("https://bo.vn./a", "https://bo.vn/a"),
        ("https://bo.vn.:443/a", "https://bo.vn/a"),
        ("https://bo.vn:0443/a", "https://bo.vn/a"),
        ("https://bo.vn:/a", "https://bo.vn/a"),
        ("http://bo.vn:443/a", "https://bo.vn/a"),
        ("https://bo.vn:80/a", "https://bo.vn/a"),
        ("http://bo.vn:8080/a", "http://bo.vn:8080/a"),
        ("https://an:bi@bo.vn/a", "https://bo.vn/a"),
        ("https://bo.vn@khac.vn/a", "https://khac.vn/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("https://bo.vn/x/../a", "https://bo.vn/a"),
        ("https://bo.vn/./a?b=/../c", "https://bo.vn/a?b=/../c"),
        ("https://bo.vn/a..b/c", "https://bo.vn/a..b/c"),
        (" /x \n", "https://bo.vn/x"),
        ("\u200b/x\u00a0", "https://bo.vn/x"),
        ("/x\n\t/y", "https://bo.vn/x/y"),
        ("\\x\\y?a=\\b", "https://bo.vn/x/y?a=\\b"),
        ("\\\\bo.vn\\x", "https://bo.vn/x"),
        ("https:\\\\bo.vn\\x", "https://bo.vn/x"),
        ("/x?a=1&amp;b=2", "https://bo.vn/x?a=1&b=2"),
        ("https://bo.vn:99999/a", None),
        ("https://bo.vn:ab/a", None),
    ],
)
def test_one_page_has_one_address(href: str, url: str | None) -> None:
    assert absolute(HOME, href) == url


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("/muc/", "https://bo.vn/muc/1"),
        ("https://bo.vn:443/muc/", "https://bo.vn/muc/1"),
        ("//www.bo.vn./", "https://www.bo.vn/1"),
        ("http://localhost/", "https://bo.vn/a/1"),  # left over from the developer's machine
        ("", "https://bo.vn/a/1"),
        ("javascript:", "https://bo.vn/a/1"),
    ],
)
def test_links_are_relative_to_the_base(base: str, url: str) -> None:
    page = f'<html><head><base target="_top"><base href="{base}"></head><a href="1">x</a></html>'
    assert absolute(base_of("https://bo.vn/a/b", parse_html(page.encode()).root), "1") == url


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
