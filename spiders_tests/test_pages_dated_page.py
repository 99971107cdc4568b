"""When a page was published and changed: what it prints against what it states, on the pages of several families."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from hanoi_press import Article, extract
from spiders_tests.cost_growth import growth

FETCHED = "2026-11-22T01:00:00Z"
TITLE = "Ngõ Trúc Bạch mở tủ sách chung cho bốn tổ dân phố"
LEAD = "Tủ sách do các gia đình trong ngõ cùng đóng, mở cửa cả ngày và không cần thẻ mượn sách."
TEXT = (
    "<p>Sáng thứ sáu, hơn sáu mươi người trong ngõ mang sách cũ đến xếp vào tủ gỗ đặt cạnh nhà văn hóa của phường.</p>"
    "<p>Ai mượn sách thì ghi tên vào quyển vở treo bên cửa, mỗi lần hai cuốn, giữ trong ba tuần rồi đem trả lại tủ.</p>"
    "<p>Tổ dân phố dự định mở thêm một tủ cho trẻ em vào dịp Tết, nếu tìm được chỗ khuất mưa và người trông nom.</p>"
)
Page = Callable[[str, str], tuple[str, str]]


def onecms(head: str, printed: str) -> tuple[str, str]:
    return "https://hanoimoi.vn/tu-sach-1309921.html", (
        f'<html><head>{head}</head><body><div class="c-detail-head"><h1 class="c-detail-head__title">{TITLE}</h1>'
        f'<span class="c-detail-head__time">{printed}</span></div><div class="b-maincontent"><p class="Headlines">'
        f'{LEAD}</p><article class="entry">{TEXT}</article></div></body></html>'
    )


def vccorp(head: str, printed: str) -> tuple[str, str]:
    return "https://baochinhphu.vn/tu-sach-102261120081500123.htm", (
        f'<html><head>{head}</head><body><h1 data-role="title">{TITLE}</h1><div data-role="publishdate">{printed}</div>'
        f'<h2 data-role="sapo">{LEAD}</h2><div data-role="content">{TEXT}</div></body></html>'
    )


def nuxt(head: str, printed: str) -> tuple[str, str]:
    return "https://bocongan.gov.vn/bai-viet/tu-sach-1795137300", (
        f'<html><head>{head}</head><body><main><h1>{TITLE}</h1><p class="text-bca-gray-400">{printed}</p>'
        f'<p class="text-bca-gray-700">{LEAD}</p><div class="tinymce-content">{TEXT}</div></main></body></html>'
    )


def unknown(head: str, printed: str) -> tuple[str, str]:
    return "https://bao-phuong.vn/tu-sach.html", (
        f"<html><head>{head}</head><body><div><h1>{TITLE}</h1><div class=info>{printed}</div><div>{TEXT}</div></div>"
        "</body></html>"
    )


def plain(head: str, printed: str) -> tuple[str, str]:
    """Return a page of a ministry without known selectors."""
    return "https://www.mard.gov.vn/Pages/tu-sach.aspx", (
        f'<html><head>{head}</head><body><div class="wrap"><h1>{TITLE}</h1><div class="news-date">{printed}</div>'
        f'<div class="detail-content">{TEXT}</div></div></body></html>'
    )


FAMILIES = [onecms, vccorp, nuxt, unknown, plain]


def read(page: Page, printed: str, **stated: str) -> Article:
    """Return the article of a page that prints a date; `stated` are dates of JSON-LD, or of meta tags (`meta_…`)."""
    metas = {"meta_published": "article:published_time", "meta_modified": "article:modified_time"}
    keys = {"published": "datePublished", "modified": "dateModified"}
    news = {"@type": "NewsArticle"} | {keys[name]: value for name, value in stated.items() if name in keys}
    head = f'<script type="application/ld+json">{json.dumps(news)}</script>' + "".join(
        f'<meta property="{metas[name]}" content="{value}">' for name, value in stated.items() if name in metas
    )
    url, body = page(f"<title>{TITLE}</title>{head}", printed)
    article = extract(body.encode(), url, fetched_at=FETCHED)
    assert len(article.text.split("\n\n")) >= 3
    return article


@pytest.mark.parametrize("page", FAMILIES)
@pytest.mark.parametrize(
    ("published", "modified"),
    [
        ("2026-11-20T08:15:42+07:00", "2026-11-20T09:20:05+07:00"),
        ("2026-11-20T01:15:42Z", "2026-11-20T02:20:05Z"),  # true
        ("2026-11-20T01:15:42+00", "2026-11-20T02:20:05+00"),
        ("2026-11-19T20:15:42-05", "2026-11-19T21:20:05-0500"),
        ("2026-11-20T08:15:42Z", "2026-11-20T09:20:05Z"),  # false
        ("2026-11-20T08:15:42+00:00", "2026-11-20T09:20:05Z"),
        ("2026-11-20T08:15:42Z", "2026-11-20T09:20:05+07:00"),  # one is false, one true
        ("2026-11-20T08:15:42Z", "2026-11-20T02:20:05Z"),  # a change hours before the publication would be none
        ("2026-11-20T01:15:42+07:00", "2026-11-20T02:20:05+07:00"),  # the clock of UTC
        ("20261120T011542Z", "Fri Nov 20 02:20:05 UTC 2026"),
    ],
)
def test_the_printed_clock_proves_the_offset_of_both(page: Page, published: str, modified: str) -> None:
    expected = ("2026-11-20T08:15:42+07:00", "2026-11-20T09:20:05+07:00")
    got = read(page, "20/11/2026 - 08:15", published=published, modified=modified)
    assert (got.published_at, got.modified_at) == expected
    got = read(page, "20/11/2026 - 08:15", meta_published=published, meta_modified=modified)
    assert (got.published_at or "")[:16] == "2026-11-20T08:15"
    assert got.modified_at == expected[1]
    assert got.extraction.fields["modified_at"] == "meta"
    assert got.raw.modified == modified


@pytest.mark.parametrize("page", FAMILIES)
def test_without_a_printed_clock_the_offset_counts_as_stated(page: Page) -> None:
    got = read(page, "20/11/2026", published="2026-11-20T08:15:42Z", modified="2026-11-20T09:20:05Z")
    assert (got.published_at, got.modified_at) == ("2026-11-20T15:15:42+07:00", "2026-11-20T16:20:05+07:00")


def test_a_change_after_the_fetch_is_in_hanois_time() -> None:
    got = read(onecms, "20/11/2026", published="2026-11-20T08:15:42+07:00", modified="2026-11-22T07:20:05Z")
    assert got.modified_at == "2026-11-22T07:20:05+07:00"
    got = read(onecms, "20/11/2026", published="2026-11-20T08:15:42+07:00", modified="2026-11-22T00:20:05Z")
    assert got.modified_at == "2026-11-22T07:20:05+07:00"


def test_each_kind_of_metadata_has_its_own_offset() -> None:
    got = read(
        onecms,
        "20/11/2026 - 08:15",
        published="2026-11-20T01:15:42Z",
        meta_published="2026-11-20T08:15:42Z",
        meta_modified="2026-11-20T09:20:05Z",
    )
    assert (got.published_at, got.modified_at) == ("2026-11-20T08:15:42+07:00", "2026-11-20T09:20:05+07:00")


@pytest.mark.parametrize("page", FAMILIES)
@pytest.mark.parametrize(
    ("printed", "stated", "expected"),
    [
        ("12/01/2022 | 08:39", "2022-08-25T08:47:29+07:00", "2022-01-12T08:39:00+07:00"),  # a migration
        ("12/01/2022", "2022-08-25T08:47:29+07:00", "2022-01-12"),
        ("20/11/2026 | 08:15", "2026-11-20T08:24:59+07:00", "2026-11-20T08:24:59+07:00"),
        ("20/11/2026 | 08:15", "2026-11-20T08:26:00+07:00", "2026-11-20T08:15:00+07:00"),
        ("20/11/2026", "2026-11-21T01:00:00+07:00", "2026-11-21T01:00:00+07:00"),  # a server's day may be UTC's
        ("Cập nhật: 20/11/2026 08:15", "2026-11-19T07:00:00+07:00", "2026-11-19T07:00:00+07:00"),
        ("20/11/2026 | 08:15", "", "2026-11-20T08:15:00+07:00"),
        ("20/11/2026 | 08:15", "2026-11-20", "2026-11-20T08:15:00+07:00"),
        ("", "2026-11-20", "2026-11-20"),
    ],
)
def test_two_dates_of_publication(page: Page, printed: str, stated: str, expected: str) -> None:
    assert read(page, printed, published=stated).published_at == expected


@pytest.mark.parametrize("page", FAMILIES)
@pytest.mark.parametrize(
    ("printed", "published", "modified"),
    [
        ("20/11/2026 (cập nhật 21/11/2026 09:00)", "2026-11-20", "2026-11-21T09:00:00+07:00"),
        ("20/11/2026 08:15, cập nhật 09:30", "2026-11-20T08:15:00+07:00", "2026-11-20T09:30:00+07:00"),
        (
            "<span>20/11/2026 08:15</span> <span>Cập nhật: 21/11/2026 09:00</span>",
            "2026-11-20T08:15:00+07:00",
            "2026-11-21T09:00:00+07:00",
        ),
        ("Cập nhật lúc 08:15 20/11/2026", "2026-11-20T08:15:00+07:00", None),  # all that the page tells
        ("20/11/2026 08:15 (cập nhật 19/11/2026 09:00)", "2026-11-20T08:15:00+07:00", None),  # cannot be
        (
            "20/11/2026 08:15 (cập nhật 20/11/2026 08:15)",
            "2026-11-20T08:15:00+07:00",
            "2026-11-20T08:15:00+07:00",
        ),
    ],
)
def test_a_printed_update(page: Page, printed: str, published: str, modified: str | None) -> None:
    got = read(page, printed)
    assert (got.published_at, got.modified_at) == (published, modified)
    layer = "heuristic" if got.extraction.page == "heuristic" else "css"
    assert got.extraction.fields.get("modified_at") == (layer if modified else None)
    assert bool(got.raw.modified) == bool(modified)


@pytest.mark.parametrize("page", [onecms, vccorp, nuxt, unknown])
@pytest.mark.parametrize(
    "printed", ["20/11/2026 08:15|Cập nhật: 21/11/2026 09:00", "Cập nhật: 21/11/2026 09:00|20/11/2026 08:15"]
)
def test_an_update_in_an_element_beside(page: Page, printed: str) -> None:
    one, other = printed.split("|")
    tag = "span" if page is onecms else "p" if page is nuxt else "div"
    got = read(page, f'{one}</{tag}><{tag} class="change">{other}')
    assert (got.published_at, got.modified_at) == ("2026-11-20T08:15:00+07:00", "2026-11-21T09:00:00+07:00")
    assert (got.raw.published, got.raw.modified) == ("20/11/2026 08:15", "Cập nhật: 21/11/2026 09:00")


def test_a_stated_change_is_preferred_and_a_printed_one_proves_its_offset() -> None:
    printed = "20/11/2026 (cập nhật 21/11/2026 09:00)"
    got = read(onecms, printed, published="2026-11-20T08:15:42+07:00", modified="2026-11-21T09:00:05Z")
    assert (got.modified_at, got.extraction.fields["modified_at"]) == ("2026-11-21T09:00:05+07:00", "json-ld")
    got = read(onecms, "Cập nhật: 21/11/2026 09:00", published="2026-11-20T08:15:42+07:00")
    assert (got.published_at, got.modified_at) == ("2026-11-20T08:15:42+07:00", "2026-11-21T09:00:00+07:00")


def test_an_attribute_counts_where_the_words_are_no_date() -> None:
    got = read(vccorp, '</div><div data-role="publishdate" datetime="2026-11-20T01:15:42Z">5 giờ trước')
    assert (got.published_at, got.raw.published) == ("2026-11-20T08:15:42+07:00", "5 giờ trước")


def test_a_true_offset_is_kept_beside_a_false_one() -> None:
    stated = {"published": "2026-11-20T08:15:42Z", "modified": "2026-11-21T17:20:05+07:00"}
    assert read(onecms, "20/11/2026 - 08:15", **stated).modified_at == "2026-11-21T17:20:05+07:00"


def test_many_boxes_of_dates_cost_their_length() -> None:
    def work(size: int) -> None:
        read(
            plain, '20/11/2026</div><div class="news-date">Cập nhật 20/11/2026' * size, published="2026-11-20T08:15:42Z"
        )

    assert growth(work, 300) < 8
