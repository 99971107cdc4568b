"""Test the boxes and last lines around the text of AroundNews articles, on pages of our own modelled on the CMS."""

from __future__ import annotations

import pytest

from hanoi_press.pages import NotAnArticle
from spiders_tests.around_news_markup import BODY, around, read


def test_frame_lines_around_the_body() -> None:
    after = (
        '<div class="Tin_Khac"><div>Các tin khác</div><ul><li>'
        '<a href="/vn/tin-tuc/1173/90001/a.aspx">Một tin khác</a></li>'
        "</ul></div><div>Lượt xem: 12</div><div>Cổng dịch vụ công Quốc Gia</div><div>Top</div>"
    )
    inside = (
        '<div class="tin-lien-quan"><p>Tin liên quan</p><a href="/b.aspx">Tin</a></div><div class="share">Chia sẻ</div>'
    )
    assert read(around(BODY + inside, after=after)).text == "Đoạn đầu của bài viết.\n\nĐoạn thứ hai của bài viết."


def test_a_page_without_the_second_box_is_read_from_the_outer_one() -> None:
    got = read(around(main="<div>{}</div>"))
    assert got.text == "Đoạn đầu của bài viết.\n\nĐoạn thứ hai của bài viết."


def test_sapo_and_body_inside_the_third_box() -> None:
    page = f"""<html><body><div id="divArticleDescription3"><h1 class="News_Detail_Title">Bê tông xanh</h1>
    <span class="News_Time_Post">Thứ sáu, 20/11/2026 |</span><div id="divArticleDescription1">Sapo của bài.</div>
    <div id="divArticleDescription2">{BODY}</div></div></body></html>"""
    got = read(page)
    assert (got.title, got.summary, got.published_at) == ("Bê tông xanh", "Sapo của bài.", "2026-11-20")
    assert got.text == "Đoạn đầu của bài viết.\n\nĐoạn thứ hai của bài viết."


@pytest.mark.parametrize(
    "tail",
    [
        '<p>Tin liên quan:</p><ul><li><a href="/a">Một tin khác của ngành</a></li><li><a href="/b">Tin nữa</a>'
        "</li></ul>",
        '<p><b>Các tin khác</b></p><p><a href="/a">- Một tin khác (12/11/2026)</a></p>'
        '<p>» <a href="/b">Tin nữa</a> (11/11)</p>',
        "<p>Chia sẻ</p><p>Gửi email</p><p>Bản in</p><p>Đánh giá bài viết</p><p>Lượt xem: 1.204</p><p>Xem thêm</p>",
        "<p>Bản in | Quay lại</p>",
    ],
)
def test_a_tail_of_the_frame_inside_the_body(tail: str) -> None:
    signed = '<p style="text-align:right"><em>Nguyễn Minh An</em></p><p style="text-align:right">(Theo TTXVN)</p>'
    got = read(around(BODY + signed + tail))
    assert got.text == "Đoạn đầu của bài viết.\n\nĐoạn thứ hai của bài viết."
    assert got.authors == ["Nguyễn Minh An"] and got.attribution is not None


@pytest.mark.parametrize(
    "tail",
    [
        '<p>Tin liên quan:</p><p><a href="/a.pdf">Phụ lục đính kèm</a></p>',
        '<p><a href="/vn/tin-tuc/1/2/a.aspx">Xem quyết định tại đây</a></p>',
        "<p>./.</p>",
        "<p>Văn phòng Bộ đã trả lời hết số đơn còn lại.</p>",
        "<p>Bắc | Nam</p>",
    ],
)
def test_what_only_looks_like_a_tail_stays(tail: str) -> None:
    assert read(around(BODY + tail)).text != read(around()).text


@pytest.mark.parametrize("unit", ["Trung tâm Thông tin", "Văn phòng Bộ", "Cục Giám định Nhà nước"])
def test_an_office_signs_on_the_right(unit: str) -> None:
    got = read(around(f'{BODY}<p style="text-align: right"><strong>{unit}</strong></p>'))
    assert got.authors == [unit] and got.text.endswith("Đoạn thứ hai của bài viết.")
    assert read(around(f"{BODY}<p><strong>{unit}</strong></p>")).text.endswith(unit)  # a heading, as far as we know


def test_an_author_of_the_template_stands_in_a_box_of_its_own() -> None:
    got = read(around(BODY + '<div class="Author_Write_TG"><p>Vũ Hải Đăng</p></div>'))
    assert got.authors == ["Vũ Hải Đăng"] and got.text.endswith("Đoạn thứ hai của bài viết.")


@pytest.mark.parametrize(
    "page",
    [
        around('<div class="attach">' * 6_000 + BODY),
        around(BODY, before='<div class="breadcrumb">' * 6_000),
        around(BODY, panel="<p><font>" + "<font>" * 6_000 + "Nguồn: VOV"),
        around(BODY, time="<span class='News_Time_Post'>" * 6_000 + "20/11/2026"),
        around("<div>" * 9_000 + BODY + "<p>" + "từ " * 100_000),
        around("<p>" + "<br>" * 50_000 + "Đoạn cuối." + "</p>"),
        '<div id="news_content">' + "<div>" * 6_000 + '<h1>Tựa</h1><div id="divArticleContent">' + BODY,
    ],
    ids=["files", "breadcrumbs", "sources", "dates", "depth", "breaks", "mic"],
)
def test_hostile_pages_end(page: str) -> None:
    try:
        read(page)
    except NotAnArticle as verdict:  # the parser itself leaves out what is nested too deep
        assert verdict.kind == "empty"


def test_an_empty_template_is_no_article() -> None:
    with pytest.raises(NotAnArticle) as verdict:
        read("<html><body><div id='divArticleDescription2'></div></body></html>")
    assert verdict.value.kind == "empty"


def test_mic_2020() -> None:
    page = """<html><head><title>MIC</title></head><body><div id="news_content"><div><h1>Bưu chính thời dịch</h1>
    <div><div><div>Thứ sáu, 10/04/2020 07:56</div></div></div><div id="divArticleDescription">
    <p>Sapo của bài.</p></div>
    <div id="divArticleContent"><p>Đoạn đầu của bài.</p><p>Đoạn cuối của bài.</p></div>
    <p style="text-align: right"><strong>Theo hanoimoi.com.vn</strong></p></div></div></body></html>"""
    got = read(page, "https://www.mic.gov.vn/mic_2020/Pages/TinTuc/141234/Buu-chinh-thoi-dich.html")
    assert (got.title, got.summary) == ("Bưu chính thời dịch", "Sapo của bài.")
    assert got.published_at == "2020-04-10T07:56:00+07:00"
    assert got.text == "Đoạn đầu của bài.\n\nĐoạn cuối của bài."
    assert got.attribution is not None and got.attribution.source == "hanoimoi" and got.authors == []
    signed = read(page.replace("Theo hanoimoi.com.vn", "Lê Minh Khuê"))
    assert signed.authors == ["Lê Minh Khuê"] and signed.attribution is None
