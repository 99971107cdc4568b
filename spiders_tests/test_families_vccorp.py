"""Test the fields of VCCorp's template in the forms of its seven sites (docs/sites/families/vccorp.md)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hanoi_press import Article, extract
from spiders_tests.vccorp_pages import BCP, CAFEF, EN, NLD, TITLE, TUOITRE, TWO, P, cafef, gov, ld, nld, tuoitre


def text(page: bytes, url: str = BCP) -> list[str]:
    return extract(page, url).text.split("\n\n")


# --- each site's form ------------------------------------------------------------------------------------------------


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
        {"authors": ["Kim Ngan"], "dateline": "VGP", "section": ["Society"], "tags": ["buses"], "language": "en"},
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


# --- traps -----------------------------------------------------------------------------------------------------------


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


def figure(caption: str, author: str = "") -> str:
    image = (
        '<img src="https://bcp.cdnchinhphu.vn/thumb_w/777/33/2026/11/20/xe.jpg" alt="Mở thêm tuyến buýt- Ảnh 1."'
        ' data-original="https://bcp.cdnchinhphu.vn/33/2026/11/20/xe.jpg">'
    )
    return (
        f'<figure class="VCSortableInPreviewMode" type="Photo"><div>{image}</div><figcaption class="PhotoCMS_Caption">'
        f"{caption}</figcaption>{author}</figure>"
    )


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ('<p data-placeholder="Nhập chú thích ảnh" class="NLPlaceholderShow"></p>', (None, None)),
        ('<p class="NLPlaceholderShow">Nhập chú thích ảnh</p>', (None, None)),
        ('<p class="NLPlaceholderShow">[Nhập chú thích ảnh]</p>', (None, None)),
        ("<p>Xe đầu tiên rời bến - Ảnh: VGP/Minh Khoa</p>", ("Xe đầu tiên rời bến", "VGP/Minh Khoa")),
        ("<p>The first bus leaves - Photo: VNA <br></p>", ("The first bus leaves", "VNA")),
        ("<p>Xe đầu tiên rời bến. Ảnh: M.K.</p>", ("Xe đầu tiên rời bến.", "M.K")),
        ("<p>Ảnh: AFP</p>", (None, "AFP")),
    ],
)
def test_captions(printed: str, wanted: tuple[str | None, str | None]) -> None:
    got = extract(gov(figure(printed) + TWO), BCP)
    assert [(one.url, one.caption, one.credit) for one in got.images] == [
        ("https://bcp.cdnchinhphu.vn/33/2026/11/20/xe.jpg", *wanted)
    ]
    assert got.text.split("\n\n") == list(P)


@pytest.mark.parametrize(
    "zoomed", ["https://c.vn/thumb_w/777/33/xe.jpg", "https://c.vn/zoom/600_315/33/xe.jpg", "https://c.vn/33/xe.jpg"]
)
def test_pictures_in_full_size(zoomed: str) -> None:
    got = extract(gov(f'<figure type="Photo"><img src="{zoomed}"></figure>' + TWO), BCP)
    assert [one.url for one in got.images] == ["https://c.vn/33/xe.jpg"]


def test_the_picture_of_2018_and_its_caption_beside_it() -> None:
    picture = '<div class="VCSortableInPreviewMode" type="Photo"><div><img src="https://c.vn/33/xe.jpg"></div></div>'
    got = extract(cafef(picture + '<div class="PhotoCMS_Caption"><p>Xe rời bến.</p></div>' + TWO), CAFEF)
    assert [(one.url, one.caption) for one in got.images] == [("https://c.vn/33/xe.jpg", "Xe rời bến.")]
    assert got.text.split("\n\n") == list(P)


def test_a_caption_apart_from_its_figure() -> None:
    picture = '<p><img src="https://c.vn/33/xe.jpg"></p><figcaption>Xe rời bến. Ảnh: M.K.</figcaption>'
    got = extract(cafef(picture + TWO), CAFEF)
    assert [(one.caption, one.credit) for one in got.images] == [("Xe rời bến.", "M.K")]
    assert got.text.split("\n\n") == list(P)


def test_an_inline_link_stays_and_a_legal_reference_is_an_attachment() -> None:
    law = "https://vanban.chinhphu.vn/?pageid=27160&amp;docid=216395"
    body = (
        f'<p>Nghị định số <a class="link-inline-content" href="{law}">357/2025/NĐ-CP</a> nói rõ.</p>'
        f'<p>Xem <a href="https://bcp.cdnchinhphu.vn/a/lich-chay.pdf">lịch chạy</a> và <a href="/t-1.htm">tin</a>.</p>'
        f'<p>Nghị định số <a href="{law}">357/2025/NĐ-CP</a> thay <a href="https://vanban.chinhphu.vn/">bản cũ</a>.</p>'
    )
    got = extract(gov(body), BCP)
    assert got.text.split("\n\n") == [
        "Nghị định số 357/2025/NĐ-CP nói rõ.",
        "Xem lịch chạy và tin.",
        "Nghị định số 357/2025/NĐ-CP thay bản cũ.",
    ]
    assert [(one.url, one.title) for one in got.attachments] == [
        ("https://vanban.chinhphu.vn/?pageid=27160&docid=216395", "357/2025/NĐ-CP"),
        ("https://bcp.cdnchinhphu.vn/a/lich-chay.pdf", "lịch chạy"),
    ]


RIGHT = '<p style="text-align: right;"><b>{}</b></p>'


@pytest.mark.parametrize(
    ("last", "authors", "attribution"),
    [
        ("Thu Giang", ["Thu Giang"], None),
        ("Theo hanoimoi.com.vn", [], ("hanoimoi.com.vn", "hanoimoi")),
        ("Theo Báo Hànộimới", [], ("Báo Hànộimới", "hanoimoi")),
        ("(Nguồn: TTXVN)", [], ("TTXVN", None)),
        ("Chinhphu.vn", [], None),  # the site itself: neither author nor origin, and no text
        ("vneconomy.vn", [], ("vneconomy.vn", None)),
    ],
)
def test_the_last_line_on_the_right(last: str, authors: list[str], attribution: tuple[str, str | None] | None) -> None:
    got = extract(gov(TWO + RIGHT.format(last)), BCP)
    assert got.text.split("\n\n") == list(P)
    assert got.authors == authors
    assert (got.attribution and (got.attribution.name, got.attribution.source)) == attribution


@pytest.mark.parametrize(
    "last",
    [
        "Giấy phép. Cụ thể:",
        "Cơ quan chủ quản phía Việt Nam góp ý trong mười ngày.",
        "Theo Sở Xây dựng, cầu phao dỡ bỏ trước Tết.",
        "Quyết định có hiệu lực từ ngày ký./.",
        "Chi tiết xem tại chinhphu.vn",
    ],
)
def test_last_lines_that_are_text(last: str) -> None:
    assert text(gov(f"{TWO}<p>{last}</p>")) == [*P, last]


def test_a_dateline_of_a_paper_of_old() -> None:
    got = extract(tuoitre(sapo="TTO - Thành phố mở tuyến số 99."), TUOITRE)
    assert (got.dateline, got.summary) == ("TTO", "Thành phố mở tuyến số 99.")


def test_a_title_in_a_span_of_its_headline() -> None:
    page = (
        nld()
        .replace(b'<h1 class="detail-title" data-role="title">', b'<h1 class="detail-title"><span data-role="title">')
        .replace(b"</h1>", b"</span></h1>")
    )
    got = extract(page, "https://thanhnien.vn/mo-them-tuyen-buyt-185261120081512345.htm")
    assert (got.title, got.extraction.page, got.text.split("\n\n")) == (TITLE, "vccorp", list(P))
