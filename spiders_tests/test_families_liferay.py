"""Liferay pages, field by field, on small pages of our own."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract
from hanoi_press.extraction import NotAnArticle

LONG = "Cổng thông tin điện tử của các đơn vị thuộc Bộ. Ghi rõ nguồn khi phát hành lại thông tin. " * 20
BODY = "<p>Đoạn thứ nhất nói về kết quả kiểm tra đợt này.</p><p>Đoạn thứ hai nêu kiến nghị./.</p>"
WORDS = "Đoạn thứ nhất nói về kết quả kiểm tra đợt này.\n\nĐoạn thứ hai nêu kiến nghị./."
SBV = "https://www.sbv.gov.vn/vi/web/sbv_portal/w/sbv631877"
MOH = "https://moh.gov.vn/tin-noi-bat/-/asset_publisher/3Yst7YhbkA5j/content/tiem-vac-xin-dot-hai"


def page(inside: str, head: str = "") -> bytes:
    return f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><head>{head}<script>var Liferay = {{}};
    Liferay.Browser = {{}};</script></head><body><div id="wrapper"><header id="banner"><h1 class="site-title">
    <a class="logo" href="/">Thanh tra Chính phủ</a></h1><div class="journal-content-article">Banner {LONG}</div>
    </header><div id="content">{inside}</div><footer id="footer">
    <div class="journal-content-article"><p>{LONG}</p></div>
    </footer></div></body></html>""".encode()


def read(inside: str, url: str = SBV, head: str = "") -> Article:
    article = extract(page(inside, head), url)
    assert article.extraction.page == "liferay"
    return article


def test_an_asset_publisher_of_liferay_6() -> None:
    got = read(
        f"""<section class="portlet"><div class="portlet-body"><div class="taglib-header"><h3 class="header-title">
        <span>Kết luận thanh tra được công khai</span></h3></div><div class="asset-full-content">
        <div class="asset-content"><div class="journal-content-article">{BODY}</div></div>
        <div class="asset-metadata"><span class="metadata-entry metadata-publish-date">Ngày: 20/11/2026 08:15</span>
        <span>Lượt xem: 7</span></div>
        </div></div></section>""",
        "https://thanhtra.gov.vn/web/guest/xem-chi-tiet-tin-tuc/-/asset_publisher//Content/ket-luan?7481203",
    )
    assert (got.id, got.title, got.text) == ("thanhtra/7481203", "Kết luận thanh tra được công khai", WORDS)
    assert got.url.endswith("//Content/ket-luan?7481203")
    assert got.published_at == "2026-11-20T08:15:00+07:00"
    assert got.authors == [] and got.publisher == "Thanh tra Chính phủ"


def test_a_display_page_of_liferay_dxp() -> None:
    got = read(
        f"""<h1 class="component-heading">Lãi suất giữ nguyên</h1><div class="journal-content-article">
        <h2>Lãi suất giữ nguyên</h2><span class="date-about">14/05/2026 | 11:55:00</span>
        <div class="sapo">Các mức điều hành không đổi.</div>{BODY}
        <p><a href="/documents/20117/0/thong-cao.pdf/7c0d2f4e-55a1-4b1c-8a86-5f9a9c7be012?t=179">Thông cáo</a></p>
        <p style="text-align:right"><strong>Hà Mỹ Duyên</strong></p></div>"""
    )
    assert (got.title, got.summary) == ("Lãi suất giữ nguyên", "Các mức điều hành không đổi.")
    assert got.text == WORDS + "\n\nThông cáo"
    assert got.published_at == "2026-05-14T11:55:00+07:00" and got.raw.published == "14/05/2026 | 11:55:00"
    assert [(one.url, one.title) for one in got.attachments] == [
        (
            "https://www.sbv.gov.vn/documents/20117/0/thong-cao.pdf/7c0d2f4e-55a1-4b1c-8a86-5f9a9c7be012?t=179",
            "Thông cáo",
        )
    ]
    assert got.authors == ["Hà Mỹ Duyên"]


def test_of_two_places_for_the_date_the_one_that_holds_one_counts() -> None:
    head = '<span class="date-about">Tin tức</span><span class="date-about">14/05/2026</span>'
    got = read(f'<h1>Lãi suất</h1>{head}<div class="journal-content-article">{BODY}</div>')
    assert (got.published_at, got.raw.published) == ("2026-05-14", "14/05/2026")
    got = read(
        f'<h1>Lãi suất</h1><div class="news-time">vừa xong</div><div class="journal-content-article">{BODY}</div>'
    )
    assert (got.published_at, got.raw.published) == (None, "vừa xong")


def test_a_date_of_no_class_at_the_head_of_the_body() -> None:
    got = read(f'<h1>Lãi suất</h1><div class="journal-content-article"><p>14/05/2026 | 11:55:00</p>{BODY}</div>')
    assert got.text == WORDS


def test_a_paragraph_that_is_a_number_stays() -> None:
    got = read(f'<h1>Số liệu</h1><div class="journal-content-article"><p>1.204</p>{BODY}<p>02/9</p></div>')
    assert got.text == f"1.204\n\n{WORDS}\n\n02/9"


def test_a_file_without_words_is_named_by_its_file() -> None:
    link = '<a href="/documents/1/2/tt-06.docx/7c0d2f4e-55a1-4b1c-8a86-5f9a9c7be012"><img src="/doc.png"></a>'
    got = read(f'<h1>Thông tư</h1><div class="journal-content-article">{BODY}<p>{link}</p></div>')
    assert [one.title for one in got.attachments] == ["tt-06.docx"]


def test_mofa() -> None:
    got = read(
        f"""<h1>Tham vấn chính trị</h1><div class="news-time">12:47 | 07/07/2025</div>
        <div class="article-summary">Hai bên nhất trí lập nhóm công tác.</div><div class="article-content">{BODY}
        <p><img src="/documents/1/a.jpg"></p><p><em>Toàn cảnh phiên họp. Ảnh: Quang Hòa</em></p>
        <p style="text-align:right">(Nguồn: TTXVN)</p></div>
        <div class="block-category-container"><h3 class="news-title"><a href="/x.html">Tin khác</a></h3></div>""",
        "https://mofa.gov.vn/tin-chi-tiet/chi-tiet/tham-van-chinh-tri-70988-588.html",
    )
    assert (got.id, got.title, got.text) == ("mofa/70988", "Tham vấn chính trị", WORDS)
    assert got.summary == "Hai bên nhất trí lập nhóm công tác."
    assert got.published_at == "2025-07-07T12:47:00+07:00"
    assert [(one.caption, one.credit) for one in got.images] == [("Toàn cảnh phiên họp.", "Quang Hòa")]
    assert got.attribution is not None and got.attribution.name == "TTXVN"


def test_moh_until_2025() -> None:
    got = read(
        """<div class="portlet-body"><div class="contentDetail"><div><h3>Tiêm vắc xin đợt hai</h3></div>
        <div><div><p>06/05/2021 | 14:30 PM</p></div></div><div class="journal-content-article">
        <div class="sapo"><p><strong>Đợt hai bắt đầu từ thứ hai.</strong></p></div>
        <div><h2><span>Đoạn đầu viết bằng thẻ h2.</span></h2><h2><span>Đoạn sau cũng vậy.</span></h2>
        <h2><span><em>Theo suckhoedoisong.vn</em></span></h2></div></div></div></div>""",
        MOH,
    )
    assert (got.title, got.source, got.url) == ("Tiêm vắc xin đợt hai", "moh", MOH)
    assert got.summary == "Đợt hai bắt đầu từ thứ hai."
    assert got.text == "Đoạn đầu viết bằng thẻ h2.\n\nĐoạn sau cũng vậy."
    assert got.published_at == "2021-05-06T14:30:00+07:00"
    assert got.attribution is not None and got.attribution.name == "suckhoedoisong.vn"


def test_ncov() -> None:
    """A day's notices: each stands under its hour."""
    got = read(
        """<section class="portlet" id="portlet_com_liferay_asset_publisher_web"><div class="timeline-sec"><ul>
        <li><div class="timeline-detail"><div class="timeline-head"><h3>18:00 20/03/2021</h3></div>
        <div class="timeline-content"><p>Không có ca mắc mới.</p></div></div></li>
        <li><div class="timeline-detail"><div class="timeline-head"><h3>06:00 20/03/2021</h3></div>
        <div class="timeline-content"><p>Một ca nhập cảnh.</p></div></div></li></ul></div></section>""",
        "https://ncov.moh.gov.vn/web/guest/dong-thoi-gian",
        head="<title>Dòng thời gian - Trang tin về dịch bệnh</title>",
    )
    assert (got.title, got.source) == ("Dòng thời gian", "moh")
    assert got.text.split("\n\n") == [
        "18:00 20/03/2021",
        "Không có ca mắc mới.",
        "06:00 20/03/2021",
        "Một ca nhập cảnh.",
    ]
    assert got.published_at == "2021-03-20T18:00:00+07:00"


def test_headline_of_the_window() -> None:
    got = read(
        f'<div class="journal-content-article">{BODY}</div>',
        head="<title>Họp báo quý III - Tin tức - Thanh tra Chính phủ</title>",
    )
    assert (got.title, got.extraction.fields["title"]) == ("Họp báo quý III", "generic")


def test_breadcrumb_and_tags() -> None:
    got = read(
        f"""<nav class="portlet-breadcrumb"><ul class="breadcrumb"><li><a href="/">Trang chủ</a></li>
        <li><a href="/a">Thanh tra</a></li></ul></nav><h1>Tin</h1><div class="journal-content-article">{BODY}</div>
        <span class="taglib-asset-tags-summary"><a href="/t">chợ</a> <a href="/u">đấu giá</a></span>"""
    )
    assert (got.section, got.tags) == (["Thanh tra"], ["chợ", "đấu giá"])


def test_banner_and_footer_are_never_the_body() -> None:
    with pytest.raises(NotAnArticle, match="empty: no text"):
        read('<h1>Tin</h1><div class="journal-content-article"> </div>')


def test_an_article_in_none_of_the_known_boxes() -> None:
    """thanhtra's own portlet may print it: banner and footer, both web content, must not be taken for it."""
    sentence = "Đoàn thanh tra làm việc với từng ban quản lý chợ, đối chiếu sổ thu phí với biên lai của tiểu thương. "
    paragraphs = [sentence * 2 + str(number) for number in range(4)]
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    inside = f"""<div class="portlet-body"><div class="chi-tiet"><h1>Kết luận thanh tra chợ</h1>
    <span class="ngay-dang">20/11/2026 08:15</span><div class="noi-dung">{body}</div></div></div>"""
    got = extract(page(inside), "https://thanhtra.gov.vn/web/guest/xem-chi-tiet-tin-tuc/-/asset_publisher//Content/a?7")
    assert (got.extraction.page, got.title) == ("heuristic", "Kết luận thanh tra chợ")
    assert got.text.split("\n\n") == paragraphs
    assert got.published_at == "2026-11-20T08:15:00+07:00"


def test_a_refusal_of_the_firewall() -> None:
    body = (
        b"<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with "
        b"your administrator.<br><br>Your support ID is: 1234</body></html>"
    )
    with pytest.raises(NotAnArticle) as verdict:
        extract(body, SBV)
    assert verdict.value.kind == "blocked"


def test_a_box_called_after_its_header_is_no_frame() -> None:
    got = read(
        f'<div class="section-header has-footer"><h1>Tin</h1><div class="journal-content-article">{BODY}</div></div>'
    )
    assert (got.title, got.text) == ("Tin", WORDS)


@pytest.mark.parametrize("mark", ["journal-content-article", "timeline-sec", "article-content"])
def test_a_page_of_thousands_of_pieces(mark: str) -> None:
    inside = f'<h1>Tin</h1><div class="{mark}">{BODY}</div>' + f'<div class="{mark}">x</div>' * 3000
    assert read(inside + "<div class=news-time></div>").text == WORDS


def test_pieces_nested_without_end() -> None:
    inside = '<div class="journal-content-article">' * 8000 + "<p>Đáy.</p>" + "</div>" * 8000
    assert read(f"<h1>Sâu</h1>{inside}").text == "Đáy."


def test_an_article_of_ncov() -> None:
    """Its summary is in the body, its head's description is the site's, its `lang` the client's."""
    page = f"""<html lang="vi-VN"><head><meta name="description" content="Trang tin về dịch bệnh của ngành y tế">
    <script>Liferay.Browser = {{}};</script></head><body><div class="portlet-boundary"><div class="portlet-content">
    <h4><span class="asset-title">Ba người ra viện</span></h4>
    <span class="text-ngayxam-page">(Thứ hai, 03/02/2020 00:53)</span><div class="asset-full-content">
    <div class="journal-content-article"><p class="text-justify"><strong class="text-muted">Ba người được về nhà sau
    mười ngày.</strong></p>{BODY}</div></div></div></div></body></html>"""
    got = extract(page.encode(), "https://ncov.moh.gov.vn/web/guest/-/ba-nguoi-ra-vien")
    assert (got.extraction.page, got.title) == ("liferay", "Ba người ra viện")
    assert (got.summary, got.text) == ("Ba người được về nhà sau mười ngày.", WORDS)
    assert (got.published_at, got.raw.published) == ("2020-02-03T00:53:00+07:00", "(Thứ hai, 03/02/2020 00:53)")


def test_the_description_of_ncov_is_never_an_articles_summary() -> None:
    head = '<meta name="description" content="Trang tin về dịch bệnh của ngành y tế">'
    body = f'<div class="journal-content-article">{BODY}</div>'
    assert read(f"<h1>A</h1>{body}", "https://ncov.moh.gov.vn/web/guest/-/ba-nguoi", head).summary is None
    assert read(f"<h1>A</h1>{body}", SBV, head).summary == "Trang tin về dịch bệnh của ngành y tế"


NAME = "<p>Thu Hà</p>"
SOURCE = '<p>Nguồn: <a href="https://moh.gov.vn/">https://moh.gov.vn/</a></p>'


@pytest.mark.parametrize(
    ("tail", "authors", "attributed", "kept"),
    [
        (NAME + SOURCE, ["Thu Hà"], "moh.gov.vn", ""),
        ("<p>Thu Hà<br>Nguồn: https://moh.gov.vn/</p>", ["Thu Hà"], "moh.gov.vn", ""),
        ("<p>Tác giả: Thu Hà</p>" + SOURCE, ["Thu Hà"], "moh.gov.vn", ""),
        ("<p>Thu Hà (CDC Hà Nội)</p>" + SOURCE, ["Thu Hà (CDC Hà Nội)"], "moh.gov.vn", ""),
        ("<p>Nguồn tin: Bộ Y Tế (https://moh.gov.vn/)</p>", [], "Bộ Y Tế", ""),
        (NAME, [], None, "\n\nThu Hà"),  # with no source under it, it may be anybody
        ("<p>Hai người ra viện</p>" + NAME + SOURCE, [], "moh.gov.vn", "\n\nHai người ra viện\n\nThu Hà"),
    ],
)
def test_author_and_source_at_the_end_of_ncovs_body(
    tail: str, authors: list[str], attributed: str | None, kept: str
) -> None:
    page = f"<h1>Ba người ra viện</h1><div class='journal-content-article'>{BODY}{tail}</div>"
    got = read(page, "https://ncov.moh.gov.vn/web/guest/-/ba-nguoi-ra-vien")
    assert (got.authors, got.text) == (authors, WORDS + kept)
    assert (got.attribution and got.attribution.name) == attributed
    assert got.attribution is None or (got.attribution.url, got.attribution.source) == ("https://moh.gov.vn/", "moh")


def test_a_bare_name_over_the_source_stays_on_other_sites() -> None:
    got = read(f"<h1>A</h1><div class='journal-content-article'>{BODY}{NAME}{SOURCE}</div>", SBV)
    assert (got.authors, got.text) == ([], WORDS + "\n\nThu Hà")
