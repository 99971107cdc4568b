"""Authors printed around the headline and behind the body, and what only looks like an author."""

from __future__ import annotations

import pytest

from spiders_tests.line_page import DATE, DATE_LINE, PARAGRAPHS, SAPO, read


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("<p>Hoài Nam</p>" + DATE_LINE, ["Hoài Nam"]),
        (
            '<div><div><a href="/tac-gia/hoai-nam.htm"><img src="/i/hn.jpg" alt="Hoài Nam"></a></div><div><div>'
            '<a href="/tac-gia/hoai-nam.htm"><b>Hoài Nam</b></a></div><time>20/11/2026 - 09:15</time></div></div>',
            ["Hoài Nam"],
        ),
        (
            '<div><a href="/author/hoai-nam.htm">Hoài Nam</a><a href="mailto:hn@db.example">hn@db.example</a></div>'
            + DATE_LINE,
            ["Hoài Nam"],
        ),
        ("<div><span>Hoài Nam</span><span>20/11/2026 09:15</span></div>", ["Hoài Nam"]),
        (
            "<div><span>Hoài Nam</span> (báo Đồng Bãi) - <span>Thứ sáu, 20/11/2026 09:15 (GMT+7)</span></div>",
            ["Hoài Nam"],
        ),
        ("<div>Hoài Nam, 20/11/2026 09:15</div>", ["Hoài Nam"]),
        ("<div>HOÀI NAM | 20/11/2026 09:15</div>", ["HOÀI NAM"]),
        ("<div><span>Hoài Nam</span><span>Lê Tú</span></div>" + DATE_LINE, ["Hoài Nam", "Lê Tú"]),
        (
            '<div><div><a href="/u/1">Hoài Nam</a></div><div><a href="/u/2">Lê Tú</a></div></div>' + DATE_LINE,
            ["Hoài Nam", "Lê Tú"],
        ),
        ('<div><img src="/x.jpg"><b>Hoài Nam</b><br><i>Phóng viên</i></div>' + DATE_LINE, ["Hoài Nam"]),
        (
            '<div><img src="/x.jpg" alt="Hoài Nam"><div>Hoài Nam</div><div>Phóng viên Ban Kinh tế</div></div>'
            + DATE_LINE,
            ["Hoài Nam"],
        ),
        (  # a portrait without words above name and date
            '<div><div><img src="/x.jpg" alt=""></div><div><div>Hoài Nam</div>'
            "<div>09:15 · 20 thg 11, 2026 · 3 phút đọc</div></div></div>",
            ["Hoài Nam"],
        ),
        ("<div>Phóng viên: Hoài Nam</div>" + DATE_LINE, ["Hoài Nam"]),
        ("<div>Người đăng: Hoài Nam</div>" + DATE_LINE, ["Hoài Nam"]),
        ("<div>Cộng tác viên: Hoài Nam</div>" + DATE_LINE, ["Hoài Nam"]),
        ("<div>Post by: Hoài Nam</div>" + DATE_LINE, ["Hoài Nam"]),
        ("<div>✍ Hoài Nam</div><div>🕘 09:15 20/11/2026</div>", ["Hoài Nam"]),
        (
            "<div>Đăng ngày 20 Tháng 11, 2026 lúc 09:15 bởi <a>Hoài Nam</a> 5 phút đọc <a>Để lại bình luận</a></div>",
            ["Hoài Nam"],
        ),
        ("<p>Hoài Nam, phóng viên TTXVN tại Lào</p>" + DATE_LINE, ["Hoài Nam"]),
        ("<p>GS.TS Nguyễn Văn An, Viện trưởng Viện Lúa</p>" + DATE_LINE, ["GS.TS Nguyễn Văn An"]),
        ("<p>By Jane Doe, Staff Writer</p>" + DATE_LINE, ["Jane Doe"]),
        ("<p>By Jane Doe | November 20, 2026 09:15</p>", ["Jane Doe"]),
        ("<div><span>Tác giả</span></div><div><span>Hoài Nam</span></div>" + DATE_LINE, ["Hoài Nam"]),
        ("<p>Tác giả: Hoài Nam - Ngày đăng: 20/11/2026 09:15</p>", ["Hoài Nam"]),
        ("<p>Đăng bởi Hoài Nam vào lúc 09:15 20/11/2026</p>", ["Hoài Nam"]),
        ("<div>Gửi bởi Hoài Nam vào T6, 20/11/2026 - 09:15</div>", ["Hoài Nam"]),
        ("<div>Bài của <b>H.Linh</b></div>" + DATE_LINE, ["H.Linh"]),
        ("<p>Thu Trang/Báo Tin tức và Dân tộc</p>" + DATE_LINE, ["Thu Trang"]),
        ("<div>Thời sự - 20/11/2026 09:15 - Hoài Nam</div>", ["Hoài Nam"]),
        ('<div><p><img src="/u/1.png" alt=""></p><p>Hoài Nam</p></div>' + DATE_LINE, ["Hoài Nam"]),
        ("<div><a>Hoài Nam</a><span>Phóng viên</span><p>Theo dõi</p></div>" + DATE_LINE, ["Hoài Nam"]),
        (
            '<div>Đăng ngày <a href="/a"><time datetime="2026-11-20T09:15:00+07:00">20/11/2026</time></a> bởi'
            ' <a href="/n">Hoài Nam</a> <a href="#c">12 bình luận</a></div>',
            ["Hoài Nam"],
        ),
        (
            '<div><a href="/a"><time datetime="2026-11-20T09:15:00+07:00">20/11/2026</time></a> '
            '<a href="/tim-kiem?n=1">Hoài Nam</a> <a href="#c">Để lại bình luận</a></div>',
            ["Hoài Nam"],
        ),
        (
            "<article><footer><div>Được đăng bởi <a>Hoài Nam</a> vào <span>T6, 20/11/2026 - 09:15</span></div></footer>"
            "</article>",
            ["Hoài Nam"],
        ),
        ("<p>Nông Thị Mến</p>" + DATE_LINE, ["Nông Thị Mến"]),
        ("<p>Lê Thị Mới</p>" + DATE_LINE, ["Lê Thị Mới"]),
    ],
)
def test_byline_below_the_headline(above: str, authors: list[str]) -> None:
    article = read(above=above)
    assert article.authors == authors
    assert article.published_at == DATE
    assert article.summary == SAPO
    assert article.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("after", "authors"),
    [
        ('<div><p style="text-align:right">Hoài Nam</p></div>', ["Hoài Nam"]),
        ("<div><p>Hoài Nam</p></div>", ["Hoài Nam"]),
        ('<div><b>Hoài Nam</b> <a href="mailto:0@dongbai.example">0@dongbai.example</a></div>', ["Hoài Nam"]),
        ('<div><a href="/tac-gia/1"><img src="/a.jpg"></a><a href="/tac-gia/1">Hoài Nam</a></div>', ["Hoài Nam"]),
        ("<p>Tác giả bài viết: Hoài Nam</p>", ["Hoài Nam"]),
        ("<p>Nội dung: Hoài Nam</p>", ["Hoài Nam"]),
        ("<div><b>Phòng Quản lý Du lịch</b></div>", ["Phòng Quản lý Du lịch"]),
        ('<div>Từ khóa: <a href="/t/1">Trạm Bơm</a></div><div>Sông Cái</div>', []),
        ('<div><a href="/t/1">Hồ Gươm</a><a href="/t/2">Phạm Tuân</a></div>', []),
        ("<div>Đồng Tháp</div>", []),
    ],
)
def test_byline_behind_the_body(after: str, authors: list[str]) -> None:
    assert read(above=DATE_LINE, after=after).authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "<div><button>Nghe</button><span>Giọng đọc</span><ul><li>Hoài My</li><li>Nam Minh</li></ul></div>",
        "<div><div>Đọc bài viết</div><div>Hoài My</div><div>Nam Minh</div></div>",
        "<div><p>Nghe đọc bài</p><p>Nữ miền Bắc</p><p>Hoài My</p><p>1x</p></div>",
        '<div><span>Giọng đọc:</span> <a href="#">Hoài My</a></div>',
        '<div><a href="/nong-thon">Xóm Mới</a></div>',
        "<div>Hà Nội</div>",
        "<div>Báo Đồng Bãi</div>",
        "<div>Phóng Sự</div>",
        "<div>Nông Thôn Mới</div>",
        '<div><img src="/a.jpg"><p>Trần Thị Bông</p></div>',
    ],
)
def test_labels_that_look_like_names(line: str) -> None:
    assert read(above=DATE_LINE + line).authors == []
    end = '<p style="text-align:right"><b>Hoài Nam</b></p>'
    assert read(above=DATE_LINE + line, end=end).authors == ["Hoài Nam"]


@pytest.mark.parametrize(
    "top", ["<div>PHỎNG VẤN</div>", "<div>Câu Chuyện Làng Quê</div>", '<a href="/n">Xóm Mới Bên Sông</a>']
)
def test_section_over_the_headline_is_no_author(top: str) -> None:
    assert read(top=top, above=DATE_LINE).authors == []


def test_columnist_over_the_headline() -> None:
    top = '<div><img src="/v.jpg" alt="Lã Thành Vinh"><a href="/tac-gia/la-thanh-vinh">Lã Thành Vinh</a></div>'
    assert read(top=top, above=DATE_LINE).authors == ["Lã Thành Vinh"]


@pytest.mark.parametrize(
    ("above", "authors", "outlet"),
    [
        ("<p>Hoài Nam (Theo TTXVN)</p>" + DATE_LINE, ["Hoài Nam"], "TTXVN"),
        ("<p>Theo TTXVN</p>" + DATE_LINE, [], "TTXVN"),
        ("<p>Theo TTXVN | 20/11/2026 09:15</p>", [], "TTXVN"),
        (
            "<div><span>Minh Nhân, </span><span>Theo Đời sống Pháp luật</span><i>09:15 20/11/2026</i></div>",
            ["Minh Nhân"],
            "Đời sống Pháp luật",
        ),
    ],
)
def test_outlet_in_a_byline_is_the_attribution_without_an_address(above: str, authors: list[str], outlet: str) -> None:
    article = read(above=above)
    assert article.authors == authors
    assert article.attribution is not None
    assert (article.attribution.name, article.attribution.url) == (outlet, None)
