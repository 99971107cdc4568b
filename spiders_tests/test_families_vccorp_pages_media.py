"""Test images, links and last lines of VCCorp articles, on pages of our own modelled on the CMS."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from spiders_tests.vccorp_pages import BCP, CAFEF, EN, TITLE, TUOITRE, TWO, P, cafef, gov, nld, tuoitre


def text(page: bytes, url: str = BCP) -> list[str]:
    return extract(page, url).text.split("\n\n")


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


def test_the_cover_stands_before_the_pictures_of_the_body() -> None:
    cover = '<div class="detail-cover"><a><img data-role="avatar" src="https://c.vn/thumb_w/640/{}.jpg"></a></div>'
    picture = '<figure type="Photo"><img src="https://c.vn/xe.jpg"><figcaption>Xe rời bến.</figcaption></figure>'
    pages = [gov(picture + TWO, date=f"</div>{cover.format(one)}<div>20/11/2026 09:51") for one in ("bia", "xe")]
    images = [[(one.url, one.caption) for one in extract(page, BCP).images] for page in pages]
    own = ("https://c.vn/xe.jpg", "Xe rời bến.")
    assert images == [[("https://c.vn/bia.jpg", None), own], [own]]


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


@pytest.mark.parametrize("between", ["", "\n", "</html>\n"])
def test_a_comment_behind_the_page_and_a_frame_without_an_address_are_no_text(between: str) -> None:
    frame = '<iframe data-src="https://www.youtube.com/embed/abcdefghijk" width="560"></iframe>'
    page = gov(P[0].join(("<p>", "</p>")) + frame + P[1].join(("<p>", "</p>")))
    got = extract(page + f"{between}<!--u: 10/6/2026 9:59:55 AM-->".encode(), EN)
    assert got.text.split("\n\n") == list(P)
    assert got.published_at == "2026-11-20T09:51:00+07:00"
