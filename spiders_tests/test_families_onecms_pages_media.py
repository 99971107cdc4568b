"""Test images, attachments, tags and characters of OneCMS articles, on pages of our own modelled on the CMS."""

from __future__ import annotations

import unicodedata

import pytest

from hanoi_press import extract
from spiders_tests.onecms_markup import URL, detail, longform, read

FIGURE = '<figure><img {src}><figcaption class="align-center">{caption}</figcaption></figure><p>Một.</p>'


@pytest.mark.parametrize(
    ("caption", "wanted"),
    [
        ("Cầu nhìn từ tây. Ảnh: PV", ("Cầu nhìn từ tây.", "PV")),
        ("Cầu nhìn từ tây. <i>Ảnh: Hải Nam.</i>", ("Cầu nhìn từ tây.", "Hải Nam")),
        ("<i>Ảnh: TTXVN.</i>", (None, "TTXVN")),
        ("<i>Cầu nhìn từ tây (Nguồn: Bộ Xây dựng)</i>", ("Cầu nhìn từ tây", "Bộ Xây dựng")),
        ("Cầu nhìn từ tây", ("Cầu nhìn từ tây", None)),
        (" ", (None, None)),
    ],
)
def test_captions_and_credits(caption: str, wanted: tuple[str | None, str | None]) -> None:
    got = read(longform(FIGURE.format(src='src="https://hnm.1cdn.vn/2026/05/09/cau.jpg"', caption=caption)))
    assert got.text == "Một."
    assert [(image.caption, image.credit) for image in got.images] == [wanted]


@pytest.mark.parametrize(
    "src",
    [
        'src="https://hnm.1cdn.vn/2026/05/09/cau.jpg"',
        'src="https://hnm.1cdn.vn/thumbs/720x480/2026/05/09/cau.jpg"',
        'data-src="https://hnm.1cdn.vn/2026/05/09/cau.jpg" src="https://hnm.1cdn.vn/assets/images/grey.gif"',
        'src="data:image/gif;base64,R0lGOD" data-src="https://hnm.1cdn.vn/thumbs/540x360/2026/05/09/cau.jpg"',
        'src="//hnm.1cdn.vn/2026/05/09/cau.jpg"',
    ],
)
def test_full_size_and_lazy_images(src: str) -> None:
    got = read(longform(FIGURE.format(src=src, caption="")))
    assert [image.url for image in got.images] == ["https://hnm.1cdn.vn/2026/05/09/cau.jpg"]


@pytest.mark.parametrize(
    "src", ['src="javascript:alert(1)"', 'src=""', "", 'src="file:///etc/passwd"', 'src="http://["']
)
def test_an_image_without_an_address_is_none(src: str) -> None:
    assert read(longform(FIGURE.format(src=src, caption="Chú thích"))).images == []


def test_documents_are_attachments() -> None:
    body = '<p>Xem <a href="/files/thong-bao.pdf?v=2">toàn văn thông báo</a> và <a href="/a-1.html">bài kia</a>.</p>'
    got = read(longform(body))
    assert got.text == "Xem toàn văn thông báo và bài kia."
    assert [(one.url, one.title) for one in got.attachments] == [
        ("https://hanoimoi.vn/files/thong-bao.pdf?v=2", "toàn văn thông báo")
    ]


@pytest.mark.parametrize(
    "tags",
    [
        '<div class="c-tags"><ul><li><h4><a href="/a-ptag.html">cầu</a></h4></li><li><a>#nước</a></li></ul></div>',
        '<div class="c-widget-tags onecms__tags"><ul><li><h4><a>cầu</a></h4></li><li><a>nước</a></li></ul></div>',
    ],
)
def test_tags_in_both_markups(tags: str) -> None:
    assert read(longform(after=tags)).tags == ["cầu", "nước"]


def test_tags_of_the_meta() -> None:
    got = read(longform(head='<meta property="article:tag" content="c&#7847;u, nước ,cầu">'))
    assert got.tags == ["cầu", "nước"]


def test_nfd_nbsp_and_zero_width() -> None:
    body = "<p>Hà\u00a0Nội\u200b có   nhiều\ufeff hồ.</p>"
    page = unicodedata.normalize("NFD", longform(body))
    got = read(page)
    assert got.text == unicodedata.normalize("NFC", "Hà Nội có nhiều hồ.")
    assert got.title == "Cầu mới" and unicodedata.is_normalized("NFC", got.title)


def test_a_dateline() -> None:
    got = read(longform(sapo="(HNMO) - Sapo của bài."))
    assert (got.dateline, got.summary) == ("HNMO", "Sapo của bài.")


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://hanoimoi.vn/ten-moi-1305109.html", "https://hanoimoi.vn/ten-moi-1305109.html"),
        ("https://vidu.example/a-1305109.html", URL),
        ("https://hanoimoi.vn/", URL),
        ("javascript:void(0)", URL),
    ],
)
def test_the_page_may_correct_its_own_slug(link: str, url: str) -> None:
    got = read(longform(head=f'<link rel="canonical" href="{link}">'), URL + "?utm_source=zalo#a")
    assert (got.url, got.id) == (url, "hanoimoi/1305109")


def test_a_wrongly_declared_charset() -> None:
    page = longform(head='<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')
    assert extract(page.encode(), URL, encoding="windows-1252").text == "Một đoạn của bài."


def test_bytes_that_are_no_utf8_are_read_as_declared() -> None:
    page = detail("<p>L\u00e0ng b\u00ean h\u00f4.</p>").replace("Cầu mới", "C\u00e2u ca").replace("Y tế", "Y")
    got = extract(
        page.replace("Trang chủ", "Home").replace("Sapo của bài.", "Sapo.").encode("cp1258"), URL, encoding="cp1258"
    )
    assert (got.title, got.text) == ("C\u00e2u ca", "L\u00e0ng b\u00ean h\u00f4.")


def test_the_hash_follows_the_words_and_nothing_else() -> None:
    one, same = read(longform()), read(longform(after="<p>Quảng cáo khác</p>"))
    other = read(longform("<p>Một đoạn khác của bài.</p>"))
    assert one.content_hash == same.content_hash != other.content_hash
