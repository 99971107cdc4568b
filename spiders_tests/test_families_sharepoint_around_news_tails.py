"""Test the boxes and last lines around the text of AroundNews articles, on pages of our own modelled on the CMS."""

from __future__ import annotations

import pytest

from hanoi_press import Article
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
    for link in (
        '<strong>Theo <a href="https://baodan.vn/x">Báo Dân</a></strong>',
        '<a href="https://baodan.vn/x"><strong>Theo Báo Dân</strong></a>',
    ):
        linked = read(page.replace("<strong>Theo hanoimoi.com.vn</strong>", link))
        assert linked.attribution is not None
        assert (linked.attribution.name, linked.attribution.url) == ("Báo Dân", "https://baodan.vn/x")
    signed = read(page.replace("Theo hanoimoi.com.vn", "Lê Minh Khuê"))
    assert signed.authors == ["Lê Minh Khuê"] and signed.attribution is None


HIDDEN = """<html><body>{before}<div id="divArticleDescription3"><h1 class="News_Detail_Title">Bê tông xanh</h1>
<span class="News_Time_Post">{time}</span></div><div id="ctl00_g_1_ctl00_pnHide">{lead}</div>
<div id="divArticleDescription2"><p>Đoạn đầu của bài viết.</p>{after}</div></body></html>"""


def hidden(lead: str = "", before: str = "", after: str = "", time: str = "20/11/2026 08:15 |") -> Article:
    return read(HIDDEN.format(lead=lead, before=before, after=after, time=time))


@pytest.mark.parametrize(
    "lead",
    [
        "<div><span>Xưởng bê tông dùng xỉ lò.</span></div>",
        "<div><span>Thứ sáu, 20/11/2026 08:15</span></div><div>Xưởng bê tông dùng xỉ lò.</div>",
        "<div> </div><div><p>Xưởng bê tông dùng xỉ lò.</p></div>",
    ],
)
def test_the_sapo_in_the_panel_before_the_body(lead: str) -> None:
    got = hidden(lead)
    assert (got.summary, got.text) == ("Xưởng bê tông dùng xỉ lò.", "Đoạn đầu của bài viết.")


def test_a_panel_with_a_date_only_holds_no_sapo() -> None:
    got = hidden("<div><span>Thứ sáu, 20/11/2026 08:15</span></div>", time="")
    assert (got.summary, got.published_at) == (None, "2026-11-20T08:15:00+07:00")


def test_a_sapo_that_names_a_day_is_no_date() -> None:
    got = hidden("<div>Ngày 20/11/2026, xưởng bê tông của hai xã ven sông bắt đầu dùng xỉ lò.</div>")
    assert got.summary == "Ngày 20/11/2026, xưởng bê tông của hai xã ven sông bắt đầu dùng xỉ lò."


def test_a_provinces_copy_of_the_template() -> None:
    crumbs = '<ul class="UL_Link_Menu"><li class="Lv_1"><a href="/">Trang chủ</a></li><li class="Lv_2">»</li>'
    crumbs += '<li class="Lv_3"><a href="/c">Hoạt động</a></li></ul>'
    others = (
        '<div class="groupnews_head">Tin đã đưa</div><ul class="othernews_fullwidth"><li><a href="/b">Bài</a></li></ul>'
    )
    got = hidden(before=crumbs, after=others, time="Ngày đăng: 20/11/2026 / Lượt xem: 12")
    assert (got.section, got.text, got.published_at) == (["Hoạt động"], "Đoạn đầu của bài viết.", "2026-11-20")


def test_mic_2017_has_its_section_in_a_heading_and_a_button_beside_the_date() -> None:
    page = f"""<html><body><h3 class="title-list-news"><span class="title-t1">Bưu chính</span></h3>
    <div id="news_content"><div><h1>Tem mới</h1>
    <div><div><div>Thứ sáu, 10/04/2020 07:56 <a>Xem cỡ chữ</a></div></div></div>
    <div id="divArticleDescription"><p>Bộ tem bốn mẫu.</p></div><div id="divArticleContent">{BODY}</div></div></div>
    </body></html>"""
    got = read(page, "https://www.mic.gov.vn/mic_2020/Pages/TinTuc/141234/tem-moi.html")
    assert (got.section, got.published_at) == (["Bưu chính"], "2020-04-10T07:56:00+07:00")
