"""baochinhphu.vn until 2021, on a page of our own with the boxes that a description of 2017 and 2018 names."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract

URL = "http://baochinhphu.vn/Thoi-su/Hai-muoi-cay-cau/457245.vgp"
BODY = """<p>Đoạn đầu kể rằng ba xã ven sông vừa kiểm tra hai mươi cây cầu trước mùa mưa.</p>
<p>Đoạn sau kể rằng bốn cây cầu phải sửa ngay trong tháng này.</p>"""


def read(
    author: str = '<p class="author">Lê Sơn</p>',
    category: str = '<a class="cate" href="/443.vgp">Thời sự</a>',
    over: str = "",
    inside: str = "",
) -> Article:
    page = f"""<html><head><title>Hai mươi cây cầu</title></head><body><ul class="menu"><li><a href="/">Trang chủ</a>
    </li>    <li><a href="/Van-hoa/44.vgp">Văn hóa</a></li></ul><div class="breadcrumbs">{category}</div>
    <div class="article"><h1>Hai mươi cây cầu</h1><time datetime="2018-06-19">16:47, 19/06/2018</time>
    {over}<div class="summary">(Chinhphu.vn) - Ba xã ven sông lo cầu trước mùa mưa.</div>
    <div class="content">{inside}{BODY}</div>
    {author}</div><div class="other"><h3>Tin khác</h3><ul><li><div class="article-avatar"><img
    src="/Uploaded/dap.jpg"></div><a href="/Thoi-su/x/1.vgp">Đập mới</a></li></ul></div>
    </body></html>"""
    return extract(page.encode(), URL)


def test_all_fields() -> None:
    got = read()
    assert got.extraction.page == "chinhphu-vgp"
    assert (got.title, got.dateline) == ("Hai mươi cây cầu", "Chinhphu.vn")
    assert got.summary == "Ba xã ven sông lo cầu trước mùa mưa."
    assert (got.published_at, got.raw.published) == ("2018-06-19T16:47:00+07:00", "16:47, 19/06/2018")
    assert (got.authors, got.section) == (["Lê Sơn"], ["Thời sự"])
    assert got.text.split("\n\n") == [
        "Đoạn đầu kể rằng ba xã ven sông vừa kiểm tra hai mươi cây cầu trước mùa mưa.",
        "Đoạn sau kể rằng bốn cây cầu phải sửa ngay trong tháng này.",
    ]


def test_a_category_that_is_no_link() -> None:
    assert read(category='<span class="cate">Thời sự</span>').section == ["Thời sự"]


def test_without_an_author() -> None:
    got = read(author="")
    assert (got.authors, got.extraction.page) == ([], "chinhphu-vgp")


COVER = '<div class="article-avatar"><img src="/Uploaded/cau.jpg">{}</div>'
TEXT = [
    "Đoạn đầu kể rằng ba xã ven sông vừa kiểm tra hai mươi cây cầu trước mùa mưa.",
    "Đoạn sau kể rằng bốn cây cầu phải sửa ngay trong tháng này.",
]


@pytest.mark.parametrize("place", ["over", "inside"])
@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("", None, None),
        ("<p>Cây cầu ở xã Hạ. Ảnh: VGP/Lê Sơn</p>", "Cây cầu ở xã Hạ.", "VGP/Lê Sơn"),
        ("<span>Ảnh: VGP</span>", None, "VGP"),
    ],
)
def test_the_cover_is_the_first_picture(place: str, words: str, caption: str | None, credit: str | None) -> None:
    own = '<p><img src="/Uploaded/song.jpg"></p>' if place == "inside" else ""
    got = read(over=COVER.format(words)) if place == "over" else read(inside=own + COVER.format(words))
    cover = ("http://baochinhphu.vn/Uploaded/cau.jpg", caption, credit)
    rest = [("http://baochinhphu.vn/Uploaded/song.jpg", None, None)] if own else []
    assert [(one.url, one.caption, one.credit) for one in got.images] == [cover, *rest]
    assert got.text.split("\n\n") == TEXT


def test_pictures_of_other_articles_are_no_covers() -> None:
    related = f'<div class="tin-lien-quan">{COVER.format("")}</div>'
    assert read().images == [] and read(over=related).images == []


def test_a_large_box_of_that_name_keeps_its_words() -> None:
    got = read(inside=COVER.format("<p>Lời của ảnh.</p>" * 40))
    assert got.text.count("Lời của ảnh.") == 40
