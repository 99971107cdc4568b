"""What a page's JSON-LD says of its own article, however the page prints it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hanoi_press.pages.document import Document

URL = "https://baovidu.example/tin/lop-boi-41.html"
TITLE = "Tổ dân phố số 4 mở lớp dạy bơi miễn phí"
DATE = "2026-11-20T08:15:42+07:00"
NEWS: dict[str, Any] = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": DATE,
    "author": {"@type": "Person", "name": "Đỗ Minh Tâm"},
}
OTHER: dict[str, Any] = {
    "@type": "NewsArticle",
    "headline": "Chợ hoa cuối tuần đông khách",
    "url": "https://baovidu.example/tin/cho-hoa-42.html",
    "datePublished": "2026-01-02T03:04:05+07:00",
}


def page(*scripts: Any, kind: str = "application/ld+json", head: str = "", title: str = TITLE) -> Document:
    texts = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in scripts)
    printed = "".join(f'<script type="{kind}">{text}</script>' for text in texts)
    return Document(
        f"<html><head><title>{title} - Báo Ví Dụ</title>{head}{printed}</head><body><h1>{title}</h1></body></html>", URL
    )


@pytest.mark.parametrize("kind", ["application/ld+json; charset=utf-8", "Application/LD+JSON", " application/ld+json"])
def test_types_of_scripts(kind: str) -> None:
    assert page(NEWS, kind=kind).news["datePublished"] == DATE


def test_other_scripts_are_not_read() -> None:
    assert page(NEWS, kind="application/json").json_ld == [] and page(NEWS, kind="").json_ld == []


@pytest.mark.parametrize(
    "kind",
    [
        "http://schema.org/NewsArticle",
        "https://schema.org/Article",
        "schema:NewsArticle",
        "newsarticle",
        "Report",
        "LiveBlogPosting",
        ["Article", "NewsArticle"],
        ["http://schema.org/TechArticle"],
    ],
)
def test_types_of_articles(kind: Any) -> None:
    assert page({**NEWS, "@type": kind}).news["datePublished"] == DATE


@pytest.mark.parametrize("kind", ["Organization", "ItemList", "VideoObject", None, 7, [None]])
def test_what_is_no_article(kind: Any) -> None:
    assert page({**NEWS, "@type": kind}).news == {}


@pytest.mark.parametrize(
    "scripts",
    [
        ('{"@type": "Organization"}' + json.dumps(NEWS),),
        ("//<![CDATA[\n" + json.dumps(NEWS) + "\n//]]>",),
        (json.dumps(NEWS)[:-1] + ",}",),
        ([[NEWS]],),
        ({"@graph": [{"@type": "WebSite"}, NEWS]},),
        ([{"@graph": {"@graph": [NEWS]}}],),
        ({"@type": "WebPage", "mainEntity": NEWS},),
        ({"@type": "WebPage", "mainEntityOfPage": [NEWS]},),
        ({"schema:headline": TITLE, "@type": "schema:NewsArticle", "schema:datePublished": DATE},),
        ({"http://schema.org/datePublished": [{"@value": DATE}], "@type": "http://schema.org/NewsArticle"},),
        ({**NEWS, "datePublished": [DATE]},),
        # the article of another page stands first
        (OTHER, NEWS),
        ([OTHER, NEWS],),
        ({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": OTHER}]}, NEWS),
        ({**OTHER, "url": None}, NEWS),
        (OTHER, {**NEWS, "headline": "Bơi", "url": "http://www.baovidu.example:80/tin/lop-boi-41.html/?utm_source=x"}),
        (OTHER, {**NEWS, "headline": None}),
        (OTHER, {**NEWS, "headline": f"{TITLE[:30]}…"}),
        (OTHER, {**NEWS, "mainEntityOfPage": {"@id": "https://m.baovidu.example/tin/lop-boi-41.html#article"}}),
        # statements that are constant or careless
        ({**NEWS, "mainEntityOfPage": "https://baovidu.example/"},),
        ({**NEWS, "mainEntityOfPage": "True", "@id": "#article"},),
        ({**NEWS, "url": OTHER["url"]},),
        ({**NEWS, "headline": "Tổ 4 mở lớp dạy bơi miễn phí cho trẻ em"},),  # reworded for search engines
        ({"@type": "WebPage", "url": URL, "name": TITLE, "datePublished": DATE},),
        # a template that gives the page's address to the articles of its list
        ({**OTHER, "mainEntityOfPage": URL}, NEWS),
        ([{**OTHER, "url": URL}, {**NEWS, "mainEntityOfPage": URL}],),
        # names that schema.org's context allows, JSON inside JSON
        ({**NEWS, "@type": None, "type": "NewsArticle"},),
        (json.dumps(json.dumps(NEWS)),),
        (json.dumps([json.dumps([NEWS])]),),
    ],
)
def test_the_pages_own_article(scripts: tuple[Any, ...]) -> None:
    assert page(*scripts).news.get("datePublished") == DATE


@pytest.mark.parametrize(
    "scripts",
    [
        (OTHER,),
        ([OTHER, {**OTHER, "url": f"{URL[:-7]}43.html"}],),
        ({**OTHER, "url": None},),
        ({"@type": "WebPage", "url": URL, "name": "Báo Ví Dụ", "datePublished": DATE},),
        ({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": NEWS}]},),
        ({**NEWS, "@type": "Thing", "type": "NewsArticle"},),
    ],
)
def test_articles_of_other_pages_are_never_the_pages(scripts: tuple[Any, ...]) -> None:
    assert page(*scripts).news == {}


def test_the_query_tells_pages_apart() -> None:
    address = "https://bo.example/Pages/tin.aspx?ItemID={}"
    stated = [{**NEWS, "headline": None, "url": address.format(number)} for number in (8, 7)]
    doc = Document(f'<script type="application/ld+json">{json.dumps(stated)}</script>', address.format(7) + "&CatID=1")
    assert doc.news["url"] == address.format(7)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Đỗ Minh Tâm", ["Đỗ Minh Tâm"]),
        ({"name": ["Đỗ Minh Tâm", "Vũ An"]}, ["Đỗ Minh Tâm", "Vũ An"]),
        ([[{"name": "Đỗ Minh Tâm"}], "Vũ An"], ["Đỗ Minh Tâm", "Vũ An"]),
        ([{"@type": ["NewsMediaOrganization"], "name": "Báo"}, {"@type": "Person", "name": "Vũ An"}], ["Vũ An"]),
        ({"@id": "#tam"}, ["Đỗ Minh Tâm"]),
        ({"@id": "#an"}, []),
        ({"name": {"x": 1}}, []),
        ({"@list": ["Đỗ Minh Tâm", {"name": "Vũ An"}]}, ["Đỗ Minh Tâm", "Vũ An"]),
        (7, []),
        (None, []),
    ],
)
def test_authors(author: Any, names: list[str]) -> None:
    person = {"@type": "Person", "@id": "#tam", "name": "Đỗ Minh Tâm"}
    assert page({"@graph": [{**NEWS, "author": author}, person]}).news_authors == names


def test_publisher() -> None:
    named = {"@id": "#bao", "name": "Báo Ví Dụ"}
    assert page({**NEWS, "publisher": [{"@id": "#bao"}]}, named).news_publisher == "Báo Ví Dụ"
    assert page({**NEWS, "publisher": "x"}).news_publisher == ""


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Xã hội", ["Xã hội"]),
        (["Đời sống", "Xã &amp; hội", "Đời sống", ""], ["Đời sống", "Xã & hội"]),
        (None, []),
        ({"x": 1}, []),
    ],
)
def test_section(stated: Any, names: list[str]) -> None:
    assert page({**NEWS, "articleSection": stated}).news_section == names


def trail(*names: str, url: str | None = None) -> dict[str, Any]:
    entries = [{"@type": "ListItem", "position": n, "name": one} for n, one in enumerate(names, 1)]
    entries[-1]["item"] = url
    return {"@type": "http://schema.org/BreadcrumbList", "itemListElement": entries}


def test_breadcrumbs() -> None:
    assert page(trail("Văn hóa", "Chợ hoa"), trail("Xã hội", "Bơi", TITLE)).crumbs == ["Xã hội", "Bơi", TITLE]
    assert page(trail("Văn hóa", "Chợ hoa"), trail("Xã hội", "Bài", url=URL)).crumbs == ["Xã hội", "Bài"]
    assert page(trail("Văn hóa"), trail("Xã hội")).crumbs == ["Văn hóa"]
    assert page({**NEWS, "breadcrumb": trail("Xã hội")}).crumbs == ["Xã hội"]
    mixed = trail("Xã hội", "Bơi")
    mixed["itemListElement"].reverse()
    assert page(mixed).crumbs == ["Xã hội", "Bơi"]


def test_sets_of_meta_tags() -> None:
    def stated(title: str, number: int) -> str:
        return f'<meta property="og:title" content="{title}"><meta property="og:url" content="/{number}">'

    doc = page(head=f'{stated("Chợ hoa", 1)}{stated(TITLE, 2)}<meta name="author" content="a">')
    assert (doc.meta("og:title"), doc.meta("og:url"), doc.meta("author")) == (TITLE, "/2", "a")
    assert page(head=stated("Chợ hoa", 1) + stated("Hội sách", 2)).meta("og:url") == "/1"
    assert page(head=stated(TITLE, 1) + stated(TITLE, 2)).meta("og:url") == "/1"
