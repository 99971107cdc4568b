"""Test the fields of the SharePoint templates on small pages of our own (docs/sites/families/sharepoint.md)."""

from __future__ import annotations

import pytest

from spiders_tests.around_news_markup import BODY, MOC, PANEL, around, read


def test_around_news_fields() -> None:
    got = read(around(panel='<p style="text-align:right"><font>Nguồn: Báo Xây dựng</font></p>'))
    assert (got.id, got.source, got.publisher, got.url) == ("moc/90112", "moc", "Bộ Xây dựng", MOC)
    assert got.title == "Bê tông xanh cho cầu mới"
    assert got.summary == "Sapo của bài."
    assert got.text == "Đoạn đầu của bài viết.\n\nĐoạn thứ hai của bài viết."
    assert got.published_at == "2026-11-20T08:15:00+07:00"
    assert got.raw.published == "Thứ sáu, 20/11/2026 08:15 |"
    assert got.attribution is not None and got.attribution.name == "Báo Xây dựng"
    assert got.raw.attribution == "Nguồn: Báo Xây dựng"
    assert got.extraction.page == "sharepoint-around-news"
    assert (got.section, got.tags, got.authors, got.modified_at, got.language) == ([], [], [], None, "vi")


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("Thứ sáu, 20/11/2026 08:15 |", "2026-11-20T08:15:00+07:00"),
        ("Thứ 6, 20/11/2026 | 08:15 |", "2026-11-20T08:15:00+07:00"),
        ("Thứ Sáu, 20-11-2026 - 8:15 SA |", "2026-11-20T08:15:00+07:00"),
        ("Chủ nhật, 22/11/2026, 17:05 GMT+7 |", "2026-11-22T17:05:00+07:00"),
        ("Thứ năm, 05/11/2026 |", "2026-11-05"),
        ("&nbsp;Thứ năm,&nbsp;05/11/2026&nbsp;13:01:22&nbsp;| Lượt xem: 1.024", "2026-11-05T13:01:22+07:00"),
        ("", None),
    ],
)
def test_the_printed_time(printed: str, moment: str | None) -> None:
    assert read(around(time=printed)).published_at == moment


@pytest.mark.parametrize(
    ("panel", "name", "source"),
    [
        ("<p><font>Nguồn: Báo Xây dựng</font></p>", "Báo Xây dựng", None),
        ("<p><font>(Nguồn tin: TTXVN)</font></p>", "TTXVN", None),
        ("<p><font>Theo hanoimoi.com.vn</font></p>", "hanoimoi.com.vn", "hanoimoi"),
        ("<p><font>Theo Báo Hànộimới</font></p>", "Báo Hànộimới", "hanoimoi"),
        ("<p><font>Cục Kinh tế xây dựng, Bộ Xây dựng</font></p>", "Cục Kinh tế xây dựng, Bộ Xây dựng", None),
        ("<p><font>Nguồn:</font> Trung tâm Thông tin</p>", "Trung tâm Thông tin", None),
        ("<p><strong>Nguồn:</strong> <font>Báo Giao thông</font></p>", "Báo Giao thông", None),
        ("<p><font>Nguồn: </font></p>", None, None),
        ("<p><font> </font></p><p><font>Nguồn: VOV</font></p>", "VOV", None),
        ("", None, None),
    ],
)
def test_the_panel_names_the_source(panel: str, name: str | None, source: str | None) -> None:
    found = read(around(panel=panel)).attribution
    assert (found.name, found.source) == (name, source) if name and found else found is None


def test_the_panel_links_the_original() -> None:
    link = "https://hanoimoi.vn/cau-moi-1305109.html"
    for panel in (
        f'<p><font><a href="{link}">Hànộimới</a></font></p>',
        f'<p><a href="{link}"><font>Hànộimới</font></a></p>',
    ):
        found = read(around(panel=panel)).attribution
        assert found is not None and (found.name, found.url, found.source) == ("Hànộimới", link, "hanoimoi")


def test_the_panel_may_hold_an_author_or_a_date_besides() -> None:
    got = read(
        around(
            time="",
            panel="<p><font>Ngày 07/12/2017</font></p><p><font>Tác giả: Đào Thu Cúc</font></p>"
            "<p><font>Nguồn: Báo Đất Việt</font></p>",
        )
    )
    assert got.published_at == "2017-12-07"
    assert got.authors == ["Đào Thu Cúc"]
    assert got.attribution is not None and got.attribution.name == "Báo Đất Việt"


def test_a_person_in_the_panel_is_no_source() -> None:
    got = read(around(panel="<p><font>Nguyễn Minh An</font></p><p><font>Nguồn: Báo Nhân Dân</font></p>"))
    assert got.authors == ["Nguyễn Minh An"]
    assert got.attribution is not None and got.attribution.name == "Báo Nhân Dân"
    alone = read(around(panel="<p><font>Vũ Thị Hạnh</font></p>"))
    assert alone.authors == ["Vũ Thị Hạnh"] and alone.attribution is None
    for name in ("Lao Động", "Sài Gòn Giải Phóng", "Hà Nội Mới", "Đại Đoàn Kết"):
        paper = read(around(panel=f"<p><font>{name}</font></p>"))
        assert paper.authors == [] and paper.attribution is not None and paper.attribution.name == name


def test_the_panel_inside_the_body_is_not_its_text() -> None:
    panel = f'<div id="{PANEL}"><p><font>Nguồn: Báo Xây dựng</font></p></div>'
    got = read(around(BODY + panel).replace(f'<div id="{PANEL}"></div>', ""))
    assert got.text.endswith("Đoạn thứ hai của bài viết.")
    assert got.attribution is not None and got.attribution.name == "Báo Xây dựng"


def test_a_source_in_the_last_line_of_the_body() -> None:
    got = read(around(BODY + '<p style="text-align:right"><b>Theo hanoimoi.com.vn</b></p>'))
    assert got.attribution is not None and got.attribution.source == "hanoimoi"
    assert got.text.endswith("Đoạn thứ hai của bài viết.")
    kept = read(around("<p>Mở đầu.</p><p>Theo Cục Giám định, cầu chịu được 30 tấn.</p>"))
    assert kept.attribution is None and kept.text.endswith("cầu chịu được 30 tấn.")


def test_the_dateline_before_the_sapo() -> None:
    got = read(around(sapo="<strong>(Chinhphu.vn)&nbsp;- Sapo của bài.</strong>"))
    assert (got.dateline, got.summary) == ("Chinhphu.vn", "Sapo của bài.")


def test_a_sapo_that_the_body_repeats() -> None:
    assert read(around("<p><b>Sapo của bài.</b></p>" + BODY)).text.startswith("Đoạn đầu")


def test_wrappers_of_the_editor() -> None:
    body = (
        '<div class="ExternalClass1266C6959DE64C4392453217BAB75984"><p><span style="font-size:12px">'
        "<span>Đoạn đầu</span>"
        " của bài.</span></p><div><p>&nbsp;</p></div><div>Đoạn trong div.</div><br><br>Đoạn trần.</div>"
    )
    assert read(around(body)).text.split("\n\n") == ["Đoạn đầu của bài.", "Đoạn trong div.", "Đoạn trần."]


@pytest.mark.parametrize(
    "figure",
    [
        '<p style="text-align:center"><img src="/Images/FileAnh/cau.jpg"></p>'
        '<p style="text-align:center"><em>Cầu nhìn từ bờ bắc. Ảnh: Đỗ Hà</em></p>',
        '<p style="text-align:center"><img src="/Images/FileAnh/cau.jpg"><br>'
        "<em>Cầu nhìn từ bờ bắc. Ảnh: Đỗ Hà</em></p>",
        '<table align="center"><tr><td><img src="/Images/FileAnh/cau.jpg"></td></tr>'
        "<tr><td>Cầu nhìn từ bờ bắc. Ảnh: Đỗ Hà</td></tr></table>",
        '<figure><img src="/Images/FileAnh/cau.jpg"><figcaption>Cầu nhìn từ bờ bắc. Ảnh: Đỗ Hà</figcaption></figure>',
        '<p align="center"><img src="/Images/FileAnh/cau.jpg"></p><p align="center">Cầu nhìn từ bờ bắc. Ảnh: Đỗ Hà</p>',
    ],
)
def test_pictures(figure: str) -> None:
    got = read(around(f"<p>Đoạn đầu.</p>{figure}<p>Đoạn cuối.</p>"))
    assert got.text == "Đoạn đầu.\n\nĐoạn cuối."
    [image] = got.images
    assert image.url == "https://moc.gov.vn/Images/FileAnh/cau.jpg"
    assert (image.caption, image.credit) == ("Cầu nhìn từ bờ bắc.", "Đỗ Hà")


def test_a_centred_bold_line_behind_a_picture_is_a_heading() -> None:
    got = read(around('<p><img src="/a.jpg"></p><p style="text-align: center"><b>Điều 1</b></p><p>Đoạn cuối.</p>'))
    assert got.text == "Điều 1\n\nĐoạn cuối." and got.images[0].caption is None


def test_documents_in_the_body_and_beside_it() -> None:
    body = '<p>Toàn văn <a href="/Images/FileVanBan/TT 12.pdf">Thông tư 12</a>.</p>'
    box = (
        '<div class="Attach_File"><a href="/Images/FileVanBan/phu-luc.docx">Phụ lục</a><a href="/x.aspx">Xem</a></div>'
    )
    got = read(around(body, after=box))
    assert [(one.url, one.title) for one in got.attachments] == [
        ("https://moc.gov.vn/Images/FileVanBan/TT%2012.pdf", "Thông tư 12"),
        ("https://moc.gov.vn/Images/FileVanBan/phu-luc.docx", "Phụ lục"),
    ]


@pytest.mark.parametrize(
    "crumbs",
    [
        '<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/a">Tin tức</a></li>'
        "<li>Cầu đường</li></ul>",
        '<div class="Breadcrumb"><a href="/">Trang chủ</a> » <a href="/a">Tin tức</a> » <span>Cầu đường</span></div>',
        '<div id="breadcrumbs"><div><a href="/">Trang chủ</a> / <a href="/a">Tin tức</a> / <a>Cầu đường</a>'
        "</div></div>",
        '<div class="Duong_dan">'
        '<a href="/">Trang chủ</a> › <a href="/a">Tin tức</a> › <a href="/b">Cầu đường</a></div>',
        '<p><a class="crumb" href="/">Trang chủ</a><a class="crumb" href="/a">Tin tức</a>'
        '<b class="crumb">Cầu đường</b></p>',
        '<nav aria-label="breadcrumb"><a href="/">Trang chủ</a><a href="/a">Tin tức</a><span>Cầu đường</span></nav>',
        '<div class="BreadCrumb">Trang chủ &gt; Tin tức &gt; Cầu đường</div>',
        '<ol class="breadcrumb"><li>Trang chủ</li><li>Tin tức</li><li>Cầu đường</li>'
        "<li>Bê tông xanh cho cầu mới</li></ol>",
    ],
)
def test_the_breadcrumb(crumbs: str) -> None:
    assert read(around(before=crumbs)).section == ["Tin tức", "Cầu đường"]


def test_without_a_breadcrumb_the_own_list_that_stands_over_the_article() -> None:
    other = '<div class="box"><a href="/vn/chuyen-muc/11730/khac.aspx">Mục khác</a></div>'
    own = '<div class="Title_Cat"><a href="/vn/chuyen-muc/1173/tin-hoat-dong.aspx">Tin hoạt động</a></div>'
    assert read(around(before=other + own)).section == ["Tin hoạt động"]
    assert read(around(before=other)).section == []  # the menu links it, as it links all others
