"""Which article a page says that it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hanoi_press.items import Identity
from hanoi_press.pages.document import Document
from hanoi_press.pages.stated_identity import stated_identity
from hanoi_press.sources import sources

HOME = "https://hanoimoi.vn"
URL = f"{HOME}/bai-duoc-hoi-901.html"
OTHER, THIRD = f"{HOME}/bai-khac-902.html", f"{HOME}/bai-nua-903.html"


def page(canonical: str = "", og: str = "", *news: Any, rel: str = "canonical") -> Document:
    head = f'<link rel="{rel}" href="{canonical}">' if canonical else ""
    head += f'<meta property="og:url" content="{og}">' if og else ""
    head += "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in news)
    return Document(f"<html><head>{head}</head><body><p>Một câu.</p></body></html>", URL)


def article(**stated: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": "Một bài", **stated}


@pytest.mark.parametrize(
    ("doc", "number"),
    [
        (page(), "901"),
        (page(URL, URL, article(url=URL)), "901"),
        (page(OTHER, OTHER, article(mainEntityOfPage={"@id": OTHER})), "902"),
        (page(OTHER), "902"),
        (page(og=OTHER), "902"),
        (page("", "", article(url=OTHER)), "902"),
        (page("", "", article(mainEntityOfPage=OTHER)), "902"),
        (page("", "", article(mainEntityOfPage={"@type": "WebPage", "url": OTHER})), "902"),
        (page("", "", article(**{"@id": OTHER})), "902"),
        (page("", "", {"@graph": [{"@type": "WebSite", "url": HOME}, article(url=OTHER)]}), "902"),
        (page(OTHER, rel=" Canonical"), "902"),
        (page("bai-khac-902.html"), "902"),
        (page("//www.hanoimoi.vn/bai-khac-902.html?utm_source=x"), "902"),
        (page("http://www.hanoimoi.vn:80/bai-khac-902.html/"), "902"),
        # one statement of the own id suffices
        (page(OTHER, URL), "901"),
        (page(OTHER, "", article(url=f"{HOME}/ten-khac-901.html")), "901"),
        (page(OTHER, "", article(url=OTHER), article(url=URL)), "901"),
        # several others
        (page(OTHER, THIRD), "902"),
        (page("", THIRD, article(url=OTHER)), "902"),
        (page("", "", article(url=OTHER), article(url=OTHER)), "902"),
        # names that count for nothing
        (page("", "", article(url=OTHER), article()), "901"),  # a related article's JSON-LD stands first
        (page("", "", article(url=OTHER), article(url=THIRD)), "901"),
        (page("", THIRD, article(url=OTHER), article()), "903"),
        (page(HOME), "901"),
        (page(f"{HOME}/", HOME, article(mainEntityOfPage=HOME)), "901"),
        (page(f"{HOME}/van-hoa"), "901"),
        (page(f"{HOME}/van-hoa", OTHER), "902"),
        (page("https://baochinhphu.vn/bai-khac-102261120090000001.htm"), "901"),
        (page("https://m.khong-phai.vn/bai-khac-902.html"), "901"),
        (page("#", " ", article(**{"@id": "#article", "url": 7, "mainEntityOfPage": ["x"]})), "901"),
        (page("", "", {"@type": "ItemList", "url": OTHER}), "901"),
        (page("http://[::bad", "javascript:void(0)"), "901"),
    ],
)
def test_the_pages_own_word(doc: Document, number: str) -> None:
    source = sources()["hanoimoi"]
    identity = source.identify(URL)
    assert identity is not None
    got = stated_identity(doc, identity, source.identify)
    assert (got.id, got.source) == (f"hanoimoi/{number}", "hanoimoi")


def test_another_slug_of_the_same_article() -> None:
    source = sources()["hanoimoi"]
    identity = source.identify(URL)
    assert identity is not None
    assert stated_identity(page(f"{HOME}/ten-moi-901.html"), identity, source.identify).url.endswith(
        "/ten-moi-901.html"
    )
    assert stated_identity(page(OTHER, URL), identity, source.identify).url == URL


def test_letters_in_another_case_are_the_same_id() -> None:
    source = sources()["hanoimoi"]
    identity = source.identify(URL)
    assert identity is not None
    upper = identity._replace(id="hanoimoi/ABC-901")
    doc = page(OTHER, URL)
    got = stated_identity(
        doc, upper, lambda url: upper._replace(id="hanoimoi/abc-901", url=url) if url == URL else None
    )
    assert got == upper


MOIT = "https://moit.gov.vn/tin-tuc"
ASKED = f"{MOIT}/bai-duoc-hoi.html"


@pytest.mark.parametrize(
    ("head", "slug"),
    [
        ("", "bai-duoc-hoi"),
        (f'<link rel="canonical" href="{MOIT}/bai-khac.html">', "bai-khac"),
        (f'<meta property="og:url" content="{MOIT}/bai-khac.html">', "bai-khac"),
        (
            f'<link rel="canonical" href="https://moit.gov.vn/"><meta property="og:url" content="{ASKED}">',
            "bai-duoc-hoi",
        ),
        ('<meta property="og:url" content="http://MOIT.gov.vn/tin-tuc/Bai-Duoc-Hoi.html">', "bai-duoc-hoi"),
    ],
)
def test_addresses_without_an_id(head: str, slug: str) -> None:
    source = sources()["moit"]
    identity = source.identify(ASKED)
    assert identity is not None and identity.hashed
    got = stated_identity(
        Document(f"<html><head>{head}</head><body><p>x</p></body></html>", ASKED), identity, source.identify
    )
    assert got == source.identify(f"{MOIT}/{slug}.html")


def test_an_article_with_an_id_does_not_become_one_without() -> None:
    number = Identity("mofa/7", "mofa", "Bộ Ngoại giao", ASKED)
    hashed = Identity("mofa/0123456789abcdef", "mofa", "Bộ Ngoại giao", OTHER, True)
    assert stated_identity(page(OTHER, OTHER), number, lambda url: hashed) == number
