"""Test the fields of VCCorp's template in the forms of its seven sites (docs/sites/families/vccorp.md)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hanoi_press import Article, extract
from spiders_tests.vccorp_pages import BCP, CAFEF, EN, NLD, TITLE, TUOITRE, TWO, P, cafef, gov, ld, nld, tuoitre


def text(page: bytes, url: str = BCP) -> list[str]:
    return extract(page, url).text.split("\n\n")


def summed(got: Article) -> dict[str, Any]:
    return {
        "authors": got.authors,
        "dateline": got.dateline,
        "published": got.published_at,
        "section": got.section,
        "tags": got.tags,
        "language": got.language,
    }


FORMS: dict[str, tuple[bytes, str, dict[str, Any]]] = {
    "baochinhphu": (gov(), BCP, {"dateline": "Chinhphu.vn", "section": ["Xã hội", "Giao thông"]}),
    "en.baochinhphu": (
        gov(
            head=ld(datePublished="2026-11-20T09:51:00+07:00", author={"@type": "Person", "name": "Kim Ngan"}),
            crumbs='<li><a data-role="cate-name">Society</a></li>',
            sapo="VGP - The city opens line 99.",
            author='<p class="detail-author-top-content"><a class="detail-author-top-name">Kim Ngan</a></p>',
            date="November 20, 2026 9:51 AM GMT+7",
            tags='<div class="detail-tag"><ul class="x" data-role="tags"><li><a>buses</a></li></ul></div>',
        ),
        EN,
        # the host says English, but the words are Vietnamese
        {"authors": ["Kim Ngan"], "dateline": "VGP", "section": ["Society"], "tags": ["buses"], "language": "vi"},
    ),
    "nld": (
        nld(),
        NLD,
        {"authors": ["Hồng Đào"], "dateline": "NLĐO", "section": ["Thời sự"], "tags": ["xe buýt", "bãi giữa"]},
    ),
    "tuoitre": (
        tuoitre(TWO, "KỲ SƠN"),
        TUOITRE,
        {"authors": ["KỲ SƠN"], "section": ["Nhịp sống trẻ", "Đi lại"], "tags": ["xe buýt"]},
    ),
    "tuoitre, several authors": (
        tuoitre(TWO, "ĐAN THANH", "CHÍ BỀN", "LÊ MAI"),
        TUOITRE,
        {"authors": ["ĐAN THANH", "CHÍ BỀN", "LÊ MAI"], "section": ["Nhịp sống trẻ", "Đi lại"], "tags": ["xe buýt"]},
    ),
    "tuoitre, the paper as author": (
        tuoitre(TWO, "TUỔI TRẺ ONLINE"),
        TUOITRE,
        {"authors": [], "section": ["Nhịp sống trẻ", "Đi lại"], "tags": ["xe buýt"]},
    ),
    "cafef": (
        cafef(),
        CAFEF,
        {
            "authors": ["Dương Liễu"],
            "published": "2026-11-20T00:35:00+07:00",
            "section": ["Vĩ mô"],
            "tags": ["xe buýt"],
        },
    ),
    "cafef, a morning": (
        cafef(date="20-11-2026 - 09:51 AM").replace(b"T00:35:00", b"T09:51:00"),
        CAFEF,
        {"authors": ["Dương Liễu"], "section": ["Vĩ mô"], "tags": ["xe buýt"]},
    ),
    "cafef, an afternoon on a 24-hour clock": (
        cafef(date="20-11-2026 - 14:05 PM").replace(b"T00:35:00", b"T14:05:00"),
        CAFEF,
        {
            "authors": ["Dương Liễu"],
            "published": "2026-11-20T14:05:00+07:00",
            "section": ["Vĩ mô"],
            "tags": ["xe buýt"],
        },
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_forms_of_the_sites(name: str) -> None:
    page, url, wanted = FORMS[name]
    got = extract(page, url)
    usual = {"authors": [], "dateline": None, "published": "2026-11-20T09:51:00+07:00", "tags": [], "language": "vi"}
    assert summed(got) == usual | wanted
    assert (got.title, got.text.split("\n\n")) == (TITLE, list(P))
    assert got.summary in ("Thành phố mở tuyến số 99.", "The city opens line 99.")
    assert got.extraction.page == "vccorp"


def test_the_source_box_of_cafef() -> None:
    got = extract(cafef(url="https://mau.vn/goc-12.html"), CAFEF)
    assert got.attribution is not None
    assert (got.attribution.name, got.attribution.url) == ("Thời báo Mẫu", "https://mau.vn/goc-12.html")
    assert got.raw.attribution == "Thời báo Mẫu"
    without = extract(cafef(), CAFEF)
    assert without.attribution is not None and without.attribution.url is None


def test_theo_before_the_writer_where_a_box_names_the_paper() -> None:
    got = extract(cafef(author="Theo Dương Liễu"), CAFEF)
    assert (got.authors, got.attribution and got.attribution.name) == (["Dương Liễu"], "Thời báo Mẫu")


def test_modified_is_what_the_page_states() -> None:
    assert extract(nld(), NLD).modified_at == "2026-11-20T10:05:00+07:00"
    assert extract(cafef(), CAFEF).modified_at is None
    meta = '<meta property="article:modified_time" content="2026-11-20T10:05:00&#x2B;07:00">'
    assert extract(gov(head=meta), BCP).modified_at == "2026-11-20T10:05:00+07:00"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Tin-ảnh: Hồng Đào", ["Hồng Đào"]),
        ("Hồng Đào - Ảnh: Quang Thái", ["Hồng Đào", "Quang Thái"]),
        ("Hồng Đào (Theo AFP)", ["Hồng Đào"]),
        ("Theo AFP", []),
        ("Báo Người Lao Động", []),
        ("NGƯỜI LAO ĐỘNG ONLINE", []),
        ("TS Trần Hữu Hiền", ["TS Trần Hữu Hiền"]),
    ],
)
def test_bylines(printed: str, wanted: list[str]) -> None:
    page = nld(author=f'<p class="name" data-role="author">{printed}</p>')
    assert extract(page, NLD).authors == wanted


def test_two_authors_in_an_element_each() -> None:
    names = "".join(f'<a class="detail-author-top-name">{n}</a>' for n in ("Thế Phong -", "Lê Sơn"))
    assert extract(gov(author=names), BCP).authors == ["Thế Phong", "Lê Sơn"]


def test_an_id_is_no_time_and_the_meta_author_no_person() -> None:
    got = extract(gov(head="", date=""), BCP)
    assert (got.published_at, got.authors) == (None, [])


def test_published_from_the_meta_with_its_entity() -> None:
    meta = '<meta property="article:published_time" content="2026-11-20T09:51:00&#x2B;07:00">'
    got = extract(gov(head=meta, date=""), BCP)
    assert (got.published_at, got.extraction.fields["published_at"]) == ("2026-11-20T09:51:00+07:00", "meta")


def test_a_time_element_without_words() -> None:
    page = nld(date='<time data-role="publishdate" datetime="2026-11-20T09:51:00+07:00"></time>')
    got = extract(page.replace(b"datePublished", b"x"), NLD)
    assert (got.published_at, got.raw.published) == ("2026-11-20T09:51:00+07:00", "2026-11-20T09:51:00+07:00")


def test_a_newer_builds_date_has_no_role() -> None:
    page = nld(date='<span class="date">Thứ năm, 10/04/2025 07:56 (GMT+7)</span>')
    got = extract(page.replace(b"datePublished", b"x"), NLD)
    assert (got.published_at, got.raw.published) == ("2025-04-10T07:56:00+07:00", "Thứ năm, 10/04/2025 07:56 (GMT+7)")


@pytest.mark.parametrize(
    "printed", ["Thứ sáu, 20/11/2026 09:51", "Thứ 6, 20/11/2026 | 09:51", "20/11/2026 09:51 GMT+7"]
)
def test_printed_dates(printed: str) -> None:
    assert extract(gov(head="", date=printed), BCP).published_at == "2026-11-20T09:51:00+07:00"


def test_entities_in_json_ld_and_crumbs_without_the_site() -> None:
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "item": {"@id": "https://nld.com.vn", "name": "Báo Người Lao Động"}},
            {
                "@type": "ListItem",
                "position": 2,
                "item": {"@id": "https://nld.com.vn/a.htm", "name": "Ch&#237;nh s&#225;ch"},
            },
        ],
    }
    page = gov(head=f'<script type="application/ld+json">{json.dumps(trail)}</script>', crumbs="")
    page = page.replace(b'<a data-role="cate-name" href="/khac.htm">', b"<a>")
    got = extract(page, BCP)
    assert (got.section, got.extraction.fields["section"]) == (["Chính sách"], "json-ld")


RELATED = """<!-- bonewsrelation --><div class="VCSortableInPreviewMode alignRight" type="RelatedNewsBox"
 relatednewsboxtype="type-2"><div class="kbwscwl-relatedbox"><ul><li data-title="Bài kia"><span>Tham khảo thêm</span>
 <h4><a href="/bai-kia-102261119081512345.htm">Bài kia</a></h4></li></ul></div></div><!-- eonewsrelation -->"""

ONE_NEWS = """<div type="RelatedOneNews" class="VCSortableInPreviewMode"><a href="/b-1.htm"><img src="/b.jpg"></a>
<a class="OneNewsTitle">Bài khác</a><p class="VCObjectBoxRelatedNewsItemSapo">Sapo của bài khác.</p></div>"""

VIDEO = """<div class="VCSortableInPreviewMode" type="VideoStream" data-vid="v.mp4"><p>Mô tả video</p>
<div class="VideoCMS_Caption"><p>Lời dưới video</p></div></div>"""

BOXED = """<div class="VCSortableInPreviewMode alignCenter" type="content"><div placeholder="Nhập nội dung...">
<h3>Cần nhớ</h3>
<p>Mang theo thẻ.</p><figure type="PhotoInContentBox"><img src="https://a.vn/hop.jpg"><figcaption><p>Thẻ mẫu</p>
</figcaption></figure></div></div>"""


@pytest.mark.parametrize(
    "junk",
    [
        RELATED,
        ONE_NEWS,
        VIDEO,
        "<p></p><p>&nbsp;</p>",
        "<!--Fri Nov 20 2026 09:51:10 GMT+0700 (Indochina Time) -- xong-->",
        '<zone id="l1">Quảng cáo</zone><script>arf("x")</script>',
        '<div class="readmore-body-box d-none"><a>Đọc tiếp</a></div>',
        '<div class="h-show-pc"><div class="c-banner">Mua ngay</div></div>',
        '<div class="VCSortableInPreviewMode link-content-footer" type="link"><a href="/x-1.htm">Bài chân</a></div>',
        '<div class="button-dowload-img">Tải xuống</div>',
        '<span id="hdExclusive" style="display:none!important">https://mau.vn/goc.html</span>',
        '<div class="chisochungkhoan"><h2>FPT</h2><p>Giá hiện tại</p></div>',
        '<div style="display: none"><p>Chỉ máy đọc</p></div>',
        "<figcaption> </figcaption>",
        '<div class="VCSortableInPreviewMode" type="credit"><label>Thiết kế</label><div>Mai</div></div>',
        '<div class="detail-author-bot"><a class="name">KỲ SƠN</a></div>',
        '<div class="VCSortableInPreviewMode" type="insertembedcode"><blockquote>Xem trên mạng</blockquote></div>',
    ],
)
@pytest.mark.parametrize("page", [gov, nld, tuoitre, cafef])
def test_what_is_no_text_in_the_middle_and_at_the_end(page: Any, junk: str) -> None:
    first, second = (f"<p>{one}</p>" for one in P)
    url = {gov: BCP, nld: NLD, tuoitre: TUOITRE, cafef: CAFEF}[page]
    assert text(page(first + junk + second), url) == list(P)
    assert text(page(first + second + junk), url) == list(P)


def test_a_boxed_part_is_text_and_its_picture_a_picture() -> None:
    got = extract(nld(f"<p>{P[0]}</p>{BOXED}<p>{P[1]}</p>"), NLD)
    assert got.text.split("\n\n") == [P[0], "Cần nhớ", "Mang theo thẻ.", P[1]]
    assert [(one.url, one.caption) for one in got.images] == [("https://a.vn/hop.jpg", "Thẻ mẫu")]


def test_the_first_content_that_has_words_is_the_body() -> None:
    page = tuoitre().replace(
        b'<div class="detail-cmain">', b'<div data-role="content"><p> </p></div><div class="detail-cmain">'
    )
    assert text(page, TUOITRE) == list(P)


def test_the_host_states_the_language_of_an_edition() -> None:
    page = gov(sapo="VGP - The city opens line 99.")
    for word in (TITLE, *P):
        page = page.replace(word.encode(), b"Buses run from five in the morning, and the tickets are sold there.")
    assert extract(page, EN).language == "en" and extract(page, BCP).language == "en"
    assert extract(page.replace(b"Buses run from five in the morning, and the", b"The"), EN).language == "en"
