"""Which links lead to a page, and which of those to an article of the same site."""

from __future__ import annotations

import pytest
from lxml import html

from hanoi_press.pages.link_targets import is_own_article, leads_to_page
from spiders_tests.family_pages import FamilyPage
from spiders_tests.inserted_parts import ALL_PAGES, with_part

HEADLINE = "Phố cũ mở phòng đọc buổi tối cho học sinh"
SLUG = "pho-cu-mo-phong-doc-buoi-toi-cho-hoc-sinh"
OWN = [
    f"/{SLUG}-130001.html",
    f"/{SLUG}-102261120081512345.htm",
    f"https://www.baovidu.example/{SLUG}-130001.html",
    f"/tin-tuc/thi-truong/{SLUG}.html",
    f"/bai-viet/{SLUG}-1790000001",
    f"/vi/w/{SLUG}",
    f"/vn/tin-tuc/1173/90112/{SLUG}.aspx",
    f"/tin-tuc/{SLUG}---id61207",
    f"/tin-tuc/Xa-hoi/1031587/{SLUG}",
    "/dau-de-khac-130001.html",
]
NOT_OWN = [
    "",
    "/",
    "/xa-hoi",
    "/tin-tuc/chinh-sach-phap-luat-moi",
    f"/van-ban/{SLUG}-130001.html",
    f"https://khac.example/{SLUG}-130001.html",
    f"https://khac.example/{SLUG}",
    "https://[::1/a-130001.html",
]


def link(address: str, words: str = HEADLINE) -> html.HtmlElement:
    return html.fromstring(f'<p><a href="{address}">{words}</a></p>')[0]


@pytest.mark.parametrize("address", OWN)
def test_articles_of_the_site(address: str) -> None:
    assert is_own_article(link(address), HEADLINE, "baovidu.example")


@pytest.mark.parametrize("address", NOT_OWN)
def test_other_addresses(address: str) -> None:
    assert not is_own_article(link(address), HEADLINE, "baovidu.example")


@pytest.mark.parametrize("address", ["#a", "mailto:a@b.example", "javascript:x()", "/a.jpg", "/f/a.pdf", ""])
def test_no_pages(address: str) -> None:
    assert not leads_to_page(link(address))


@pytest.mark.parametrize(
    ("words", "leads"),
    [(HEADLINE, True), ("https://moh.gov.vn/a", False), ("moh.gov.vn", False), ("Xong.Nay mở lại", True)],
)
def test_a_printed_address_is_told_to_the_reader(words: str, leads: bool) -> None:
    assert leads_to_page(link("https://moh.gov.vn/a", words)) is leads


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.template)
def test_a_headline_that_its_address_repeats(page: FamilyPage) -> None:
    linked = f'<a href="/tin-tuc/{SLUG}">{HEADLINE}</a>'
    picture = f'<a href="/tin-tuc/{SLUG}"><img src="/i/x.jpg"></a>'
    for part in (f"<p>{linked}</p>", f"<div>{picture}<h3>{linked}</h3></div>"):
        got = with_part(page, part)
        assert HEADLINE not in got.text and not got.images
