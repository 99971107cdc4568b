"""From bytes to an article: whose template reads the page, and whose identity it gets."""

from __future__ import annotations

from typing import Any

import pytest

from hanoi_press import extract
from hanoi_press.extraction import NotAnArticle
from hanoi_press.pages import read
from hanoi_press.sources import context_for, source_for
from spiders_tests.family_pages import PAGES, TEXT, TITLE, FamilyPage
from spiders_tests.unknown_page import UNKNOWN, URL

FETCHED = "2026-11-24T03:00:00Z"
# Names by which some template knows its pages.
NAMES = (
    "tinymce-content divNewsDetails layoutBanTin layoutBanTin-x article-contents article-contents-related "
    "b-maincontent b-maincontent-x content-news content-news-hot txtDateString divArticleDescription divArticleContent "
    "title-detail article-title news-detail show_content entry-body timeline-sec caption News_Detail_Title"
).split()
WORDS = "Khung bên kể chuyện khác hẳn, không dính gì đến bài, nhưng cũng dài như một đoạn văn thật sự. " * 3
BOXES = (
    '<aside><div class="{0}" id="{0}"><p>{1}</p></div></aside>',
    '<div class="sidebar"><h1 class="{0}">Chuyện bên lề</h1><div class="{0}"><p>{1}</p></div></div>',
    '<style>.{0} {{ color: red }}</style><!-- <div class="{0}"> --><script>"<h1 id={0}>"</script><i title="{0}"></i>',
)


def fields(html: str, url: str) -> dict[str, Any]:
    return extract(html.encode(), url, fetched_at=FETCHED).to_dict()


@pytest.mark.parametrize("box", BOXES, ids=["aside", "sidebar with a headline", "no element"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_sidebar_changes_nothing_on_an_unknown_site(name: str, box: str) -> None:
    beside = box.format(name, WORDS)
    plain = fields(UNKNOWN, URL)
    assert plain["extraction"]["page"] == "heuristic"
    assert fields(UNKNOWN.replace("<body>", f"<body>{beside}"), URL) == plain
    assert fields(UNKNOWN.replace("</body>", f"{beside}</body>"), URL) == plain


@pytest.mark.parametrize("box", BOXES, ids=["aside", "sidebar with a headline", "no element"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_no_name_in_a_sidebar_changes_the_page_of_a_source(page: FamilyPage, box: str) -> None:
    plain = fields(page.html, page.url)
    for name in NAMES:
        beside = box.format(name, WORDS)
        assert fields(page.html.replace("<body>", f"<body>{beside}"), page.url) == plain, name
        assert fields(page.html.replace("</body>", f"{beside}</body>"), page.url) == plain, name


# What no site but one of the family has; hanoimoi's old template and moha's guess are for their own sources alone.
STRUCTURES = {"onecms-detail", "onecms-longform", "vccorp", "vhv", "nuxt", "sharepoint-around-news", "bvhttdl", "ubdt"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_an_unknown_site_is_recognised_by_structure(page: FamilyPage) -> None:
    got = extract(page.html.encode(), "https://baovidu.example/a.html")
    expected = page.template if page.template in STRUCTURES | {"moha"} else "heuristic"
    assert (got.extraction.page, got.title) == (expected, TITLE)


def test_liferay_on_an_unknown_site_is_its_full_view_of_an_asset() -> None:
    page = next(one for one in PAGES if one.template == "liferay").html
    full = page.replace('<div class="journal-content-article">', '<div class="asset-full-content">\\g').replace(
        "\\g", '<div class="journal-content-article">'
    )
    assert extract(full.encode(), "https://baovidu.example/a.html").extraction.page == "liferay"
    without_script = full.replace("Liferay.Browser", "Other.Browser")
    assert extract(without_script.encode(), "https://baovidu.example/a.html").extraction.page == "heuristic"


def test_a_page_of_another_family_on_a_sources_host_is_recognised_by_structure() -> None:
    """A ministry that moves to another CMS is read before anybody tells us."""
    vhv = next(one for one in PAGES if one.template == "vhv")
    got = extract(vhv.html.encode(), "https://moc.gov.vn/vn/tin-tuc/1173/90112/khoi-muong.aspx")
    assert (got.extraction.page, got.source, got.text) == ("vhv", "moc", TEXT)


CANONICAL = "https://hanoimoi.vn/ten-moi-1305109.html"


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        (CANONICAL, CANONICAL),  # the same id under another slug
        ("https://nguoiquansat.vn/ten-moi-1305109.html", None),  # another site with the same number
        ("https://baochinhphu.vn/ten-moi-102261120081512345.htm", None),  # another of our sources
        ("https://hanoimoi.vn/", None),
        ("javascript:void(0)", None),
    ],
)
def test_the_canonical_link_names_the_same_article_under_another_slug(stated: str, url: str | None) -> None:
    page = next(one for one in PAGES if one.template == "onecms-detail")
    html = page.html.replace("</head>", f'<link rel="canonical" href="{stated}"></head>')
    got = extract(html.encode(), page.url)
    assert (got.id, got.source, got.publisher) == ("hanoimoi/1305109", "hanoimoi", "Hànộimới")
    assert got.url == (url or page.url)


def test_the_canonical_link_names_another_article_of_the_source() -> None:
    page = next(one for one in PAGES if one.template == "onecms-detail")
    html = page.html.replace("</head>", '<link rel="canonical" href="https://hanoimoi.vn/ten-moi-1305110.html"></head>')
    got = extract(html.encode(), page.url)
    assert (got.id, got.url) == ("hanoimoi/1305110", "https://hanoimoi.vn/ten-moi-1305110.html")


@pytest.mark.parametrize(
    ("stated", "article"),
    [
        ("https://moit.gov.vn/tin-tuc/khoi-muong-sau-cho.html", "moit"),
        ("https://hanoimoi.vn/khoi-muong-1305109.html", None),  # copied with the text: it is the other site's address
        ("https://baovidu.example/khoi-muong.html", None),
    ],
)
def test_an_address_without_an_id_takes_the_canonical_one_of_its_own_source_only(
    stated: str, article: str | None
) -> None:
    page = next(one for one in PAGES if one.template == "vhv")
    html = page.html.replace("</head>", f'<link rel="canonical" href="{stated}"></head>')
    got = extract(html.encode(), page.url)
    assert got.source == "moit"
    assert got.url == (stated if article else page.url)


def test_a_bare_body_is_no_article_but_may_be_read() -> None:
    body = "<p><b>(HNM) - Sapo của bài, dài hơn sáu mươi ký tự để không ai nhầm với một tít phụ.</b></p><p>Đoạn.</p>"
    url = "https://hanoimoi.vn/a-1305109.html"
    with pytest.raises(NotAnArticle, match="empty: no title"):
        extract(body.encode(), url)
    got = read(body.encode(), url, context_for(source_for(url)), fetched_at=FETCHED, require_title=False)
    assert (got.title, got.dateline, got.text, got.extraction.page) == ("", "HNM", "Đoạn.", "fragment")
    with pytest.raises(NotAnArticle, match="empty: no text"):
        read(b"<p> </p><p>&nbsp;</p>", url, context_for(source_for(url)), fetched_at=FETCHED, require_title=False)


def test_an_address_of_no_article() -> None:
    url = "https://hanoimoi.vn/do-thi"
    with pytest.raises(NotAnArticle, match=f"elsewhere: {url}"):
        read(UNKNOWN.encode(), url, context_for(source_for(url)), fetched_at=FETCHED)
