"""The addresses that a probe derives from samples: which others they match, and the ids in them."""

from __future__ import annotations

import pytest

from hanoi_press.doctor.address_parts import has_plain_name, is_further_page, parts_of
from hanoi_press.doctor.address_rules import AddressRule, SiteBase, rules_of

BASE = SiteBase("https", "www.vidu.vn")
HOME = "https://www.vidu.vn/"


def rules(articles: str, others: str = "") -> tuple[AddressRule, ...]:
    parts = [[found for one in text.split() if (found := parts_of(HOME + one))] for text in (articles, others)]
    return rules_of(parts[0], parts[1], BASE)


def identity(found: tuple[AddressRule, ...], url: str) -> tuple[str, str] | None:
    kinds = [one for rule in found if (one := rule.compiled.identity(url, "v", "V"))]
    return (kinds[0].id.removeprefix("v/") if not kinds[0].hashed else "hash", kinds[0].url) if kinds else None


@pytest.mark.parametrize(
    ("articles", "url", "id", "canonical"),
    [
        (
            "tin/a-b-c-12345.html kinh-te/d-e-f-12346.html",
            "http://vidu.vn/moi/x-99999.html",
            "99999",
            "moi/x-99999.html",
        ),
        ("a-b-post123.html d-e-post456.html", "https://vidu.vn/x-y-post7890.html", "7890", "x-y-post7890.html"),
        ("tin/1234-mot-hai tin/1235-ba-bon", "https://vidu.vn/tin/999-nam-sau", "999", "tin/999-nam-sau"),
        ("bai/123456 bai/123457", "https://vidu.vn/bai/123458", "123458", "bai/123458"),
        (
            "tin/12/3456/mot-hai-ba tin/12/3457/bon-nam-sau",
            "https://vidu.vn/tin/12/3500/x",
            "3500",
            "tin/12/3500/x",
        ),
        ("xem?id=7 xem?id=9", "https://vidu.vn/xem?utm_source=a&id=8", "8", "xem?id=8"),
        (
            "Chi.aspx?cat=1&ItemID=7 Chi.aspx?cat=1&ItemID=9",
            "https://vidu.vn/chi.ASPX?itemid=8&cat=2",
            "8",
            "Chi.aspx?cat=2&ItemID=8",
        ),
        ("mot-bai-viet-dai/ hai-bai-viet-dai/", "http://vidu.vn/ba-bai-viet-moi", "hash", "ba-bai-viet-moi/"),
        (
            "2026/11/24/mot-hai-ba 2026/10/01/bon-nam-sau",
            "https://vidu.vn/2025/01/02/a-b-c",
            "hash",
            "2025/01/02/a-b-c",
        ),
        # the category's number comes last
        (
            "tin/mot-45678-12 tin/hai-45679-12",
            "https://vidu.vn/tin/ba-45680-12",
            "hash",
            "tin/ba-45680-12",
        ),
        # counted from 1 in each folder
        ("a/mot-bai-101.html b/hai-bai-101.html", "https://vidu.vn/a/x-102.html", "hash", "a/x-102.html"),
    ],
)
def test_an_address_of_the_same_form_is_an_articles(articles: str, url: str, id: str, canonical: str) -> None:
    assert identity(rules(articles), url) == (id, HOME + canonical)


@pytest.mark.parametrize(
    ("articles", "others", "url"),
    [
        ("a-b-12345.html c-d-12346.html", "gioi-thieu-12.html", "https://vidu.vn/lien-he-34.html"),  # shorter numbers
        ("a-b-12345.html c-d-12346.html", "gioi-thieu-12300.html", "https://vidu.vn/gioi-thieu-12300.html"),
        ("mot-bai-viet hai-bai-viet", "ve-chung-toi", "https://vidu.vn/ve-chung-toi/"),
        ("mot-bai-viet hai-bai-viet", "", "https://vidu.vn/xa-hoi"),  # fewer words
        ("mot-bai-viet-dai hai-bai-viet-dai", "", "https://vidu.vn/tin-hoat-dong"),  # three words name a section
        ("tin/mot-bai-viet van/hai-bai-viet", "tag/mot-hai-ba", "https://vidu.vn/tag/bon-nam-sau"),
        ("xem?id=7 xem?id=9", "", "https://vidu.vn/xem?cat=7"),
        ("i?view=bai&id=7 i?view=bai&id=9", "i?view=muc&id=3", "https://vidu.vn/i?view=muc&id=4"),
        ("bai/123456 bai/123457", "", "https://vidu.vn/muc/123458"),
        ("a-b-12345.html c-d-12346.html", "", "https://khac.vn/a-b-12345.html"),
    ],
)
def test_another_page_is_none(articles: str, others: str, url: str) -> None:
    assert identity(rules(articles, others), url) is None
    assert all(identity(rules(articles, others), HOME + one) for one in articles.split())


def test_braces_and_signs_in_an_address_are_no_format() -> None:
    found = rules("t(i)n/{x}/mot-bai-12345.html t(i)n/{x}/hai-bai-12346.html")
    assert identity(found, "https://vidu.vn/t(i)n/%7Bx%7D/ba-bai-12347.html") == (
        "12347",
        HOME + "t(i)n/%7Bx%7D/ba-bai-12347.html",
    )


@pytest.mark.parametrize("url", ["bao-gia.pdf", "a.docx", "app.js", "x" * 1100, "anh/1.jpg"])
def test_a_file_is_no_page(url: str) -> None:
    assert parts_of(HOME + url) is None


@pytest.mark.parametrize(("url", "is_plain"), [("tag/a-b", 1), ("lien-he.html", 1), ("tin/a-b", 0), ("x?q=a", 1)])
def test_names_of_pages_without_news(url: str, is_plain: int) -> None:
    parts = parts_of(HOME + url)
    assert parts and has_plain_name(parts) == bool(is_plain)


@pytest.mark.parametrize(
    ("url", "is_further"),
    [("tin/page/2/", 1), ("tin?trang=3", 1), ("tin/trang-2.html", 1), ("tin/page-12", 1), ("tin", 0)],
)
def test_further_pages_of_lists(url: str, is_further: int) -> None:
    parts = parts_of(HOME + url)
    assert parts and is_further_page(parts) == bool(is_further)
