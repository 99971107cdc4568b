"""Pages in the makes of Vietnamese papers, with invented words: what they print is read without selectors."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract

URL = "https://bao-mau.example/thoi-su/dan-sinh/lang-ven-song-co-nuoc-sach-4812345.html"
PROSE = (
    "Sáng 20/11, hơn trăm hộ dân ở làng ven sông mở vòi nước đầu tiên sau ba năm chờ đợi nhà máy mới.",
    "Bà Lê Thị Hoài, 58 tuổi, kể trước đây cả nhà phải mua nước của xe bồn, mỗi khối giá 60.000 đồng.",
    "Nhà máy có công suất 12.000 m3 mỗi ngày đêm, phục vụ mười bốn xã và sẽ được mở rộng vào năm sau.",
)
SAPO = "Nhà máy mới đưa nước về từng ngõ, chấm dứt cảnh mua nước xe bồn của hơn hai nghìn hộ dân."
BODY = "".join(f'<p class="Normal">{one}</p>' for one in PROSE)
TEASER = '<a href="/gia-vang-tang-4.html">Giá vàng miếng tăng phiên thứ tư liên tiếp trong tuần</a>'


def read(body: str, *, before: str = "", behind: str = "", sapo: str = SAPO, box: str = "fck_detail") -> Article:
    page = (
        "<title>Làng ven sông có nước sạch - Báo Mẫu</title><nav><ul><li><a href='/'>Trang chủ</a></li>"
        "<li><a href='/thoi-su'>Thời sự</a></li><li><a href='/the-gioi'>Thế giới</a></li></ul></nav>"
        f"<div class='top'>{before}<span>Thứ sáu, 20/11/2026, 09:15 (GMT+7)</span></div>"
        f"<h1>Làng ven sông có nước sạch</h1><p class='description'>{sapo}</p>"
        f"<article class='{box}'>{body}</article>{behind}"
    )
    return extract(f"<html><body>{page}</body></html>".encode(), URL)


@pytest.mark.parametrize(
    ("signature", "authors", "outlet"),
    [
        ("<b>Phương Thảo</b> (theo <i>Robb Report</i>)", ["Phương Thảo"], "Robb Report"),
        ("<b>Đức Trung</b> (Theo <i>AFP</i>)", ["Đức Trung"], "AFP"),
        ("Nội dung: Hoài Phương - Thiết kế: Thái Hưng", ["Hoài Phương"], None),
        ("<b>Việt Thành tổng hợp</b>", ["Việt Thành"], None),
        ("<b>Nguyễn Tiến</b> (Ảnh: Google Earth)", ["Nguyễn Tiến"], None),
        ("Bài: An Nhiên - Ảnh: Đức Toàn", ["An Nhiên", "Đức Toàn"], None),
        ("<b>H.Q (Theo TTXVN)</b>", ["H.Q"], "TTXVN"),
        ("(Thành Trung)", ["Thành Trung"], None),
        ("Theo Reuters", [], "Reuters"),
    ],
)
def test_signature_at_the_right(signature: str, authors: list[str], outlet: str | None) -> None:
    bar = '<div><a href="#">Trở lại <b>Thời sự</b></a><a href="#">Lưu</a><a>Copy link thành công</a></div>'
    found = read(f'{BODY}<p class="Normal" style="text-align:right">{signature}</p>', behind=bar)
    assert found.authors == authors
    assert (found.attribution.name if found.attribution else None) == outlet
    assert found.text.split("\n\n") == list(PROSE)


def test_name_in_the_header_of_the_headline() -> None:
    page = (
        "<html><body><article><header><h1>Làng ven sông có nước sạch</h1><ul>"
        "<li><a href='/nguoi/1'>Hải Đăng</a></li><li>Thứ sáu, 20/11/2026 09:15</li></ul></header>"
        f"<section>{BODY}</section></article></body></html>"
    )
    assert extract(page.encode(), URL).authors == ["Hải Đăng"]


@pytest.mark.parametrize("box", ["content width_common block_ads_connect", "share-box", "detail ads"])
def test_box_of_the_text_has_a_misleading_name(box: str) -> None:
    assert read(BODY, box=box).text.split("\n\n") == list(PROSE)


def test_longer_comments_are_no_text() -> None:
    comments = "".join(f"<p>{one} Tôi rất đồng tình với cách làm này của địa phương.</p>" for one in PROSE * 2)
    assert read(BODY, behind=f'<div class="comments">{comments}</div>').text.split("\n\n") == list(PROSE)


@pytest.mark.parametrize(
    "inserted",
    [
        f"<div><article><h4>{TEASER}</h4><p><a href='/x.html'>{PROSE[0]}</a></p></article></div>",
        f"<div><article><h2>{TEASER}</h2><div>{SAPO[:70]}.</div></article></div>",
        f"<table align='right'><tr><td>* {TEASER}</td></tr></table>",
        f"<div>{TEASER} <span>ĐỌC NGAY</span></div>",
        "<div><video src='v.mp4'></video><p class='Image'>Nhà máy nhìn từ trên cao. Video: Hải Đăng</p></div>",
    ],
)
def test_inserted_boxes_are_no_text(inserted: str) -> None:
    first, *others = (f'<p class="Normal">{one}</p>' for one in PROSE)
    assert read(first + inserted + "".join(others)).text.split("\n\n") == list(PROSE)


@pytest.mark.parametrize(
    ("row", "section"),
    [
        ("<ul><li><a href='/thoi-su'>Thời sự</a></li><li><a href='/thoi-su/dan-sinh'>Dân sinh</a></li></ul>",
         ["Thời sự", "Dân sinh"]),
        ("<p><a href='/'>Trang chủ</a> » <a href='/c12'>Đời sống</a> » Dân sinh</p>", ["Đời sống"]),
        ("<p><a href='/kinh-te.htm'>Kinh tế</a></p>", ["Kinh tế"]),
        ("<p><a href='#'>Print</a> <a href='mailto:a@b.vn'>Email</a></p>", ["Thời sự"]),  # the menu's, by the address
    ],
)  # fmt: skip
def test_breadcrumb(row: str, section: list[str]) -> None:
    assert read(BODY, before=row).section[: len(section)] == section


@pytest.mark.parametrize(
    "row",
    [
        "<div><span>Từ khóa:</span> <a href='/a'>nước sạch</a>, <a href='/b'>làng ven sông</a></div>",
        "<ul><li>Tags</li><li><a href='/a'>nước sạch</a></li><li><a href='/b'>làng ven sông</a></li></ul>",
        "<div><h4><a href='/tag/nuoc-1'>#nước sạch</a></h4><h4><a href='/tag/lang-2'>làng ven sông</a></h4></div>",
    ],
)
def test_keywords(row: str) -> None:
    assert read(BODY, behind=row).tags == ["nước sạch", "làng ven sông"]


def test_essay_in_pictures_is_text() -> None:
    slides = "".join(
        f"<div class='s'><div><img src='/goc/{number}.jpg'></div><div><p>{one}</p></div></div>"
        for number, one in enumerate(PROSE)
    )
    found = read(slides)
    assert found.text.split("\n\n") == list(PROSE)
    assert [image.caption for image in found.images] == [None, None, None]


def test_thumbnails_lead_to_their_originals() -> None:
    found = read(f'<figure><img src="https://cdn.example/thumb_w/640/2026/x.jpg"></figure>{BODY}')
    assert [image.url for image in found.images] == ["https://cdn.example/2026/x.jpg"]


def test_place_that_a_style_sheet_parts_from_the_summary() -> None:
    assert read(BODY, sapo=f"<span>Hà Nội</span>{SAPO}").summary == f"Hà Nội - {SAPO}"
    assert read(BODY, sapo=f"<span>N</span>{SAPO[1:]}").summary == SAPO


def test_picture_in_a_link_has_its_caption() -> None:
    figure = "<x-fig><a href='/goc.jpg'><img src='/goc.jpg'></a><span>Vòi nước đầu tiên. Nguồn: Hải Đăng</span></x-fig>"
    found = read(f"<p>{PROSE[0]}</p>{figure}<p>{PROSE[1]}</p><p>{PROSE[2]}</p>")
    assert found.text.split("\n\n") == list(PROSE)
    assert [(image.caption, image.credit) for image in found.images] == [("Vòi nước đầu tiên.", "Hải Đăng")]
