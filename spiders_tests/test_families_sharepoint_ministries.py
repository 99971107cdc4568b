"""Test the fields of the other SharePoint templates (docs/sites/), and of mae, whose template is guessed."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract
from hanoi_press.pages import NotAnArticle

BODY = "<p>Đoạn đầu của bài viết.</p><p>Đoạn thứ hai của bài viết.</p>"
TEXT = "Đoạn đầu của bài viết.\n\nĐoạn thứ hai của bài viết."
RICH = "ctl00_PlaceHolderMain_ctl00_ctl07__ControlWrapper_RichHtmlField"


def read(page: str, url: str) -> Article:
    return extract(page.encode(), url)


def test_mpi() -> None:
    page = f"""<html><body><div class="tandan-p-article-main">
    <h1 class="tandan-p-article-news-title">Vốn cho hợp tác xã</h1>
    <span class="tandan-span-date-publish">Đăng ngày 28/08/2024 - 09:10</span>
    <div class="tandan-p-article-news-summary">(MPI) - Sapo của bài.</div>
    <div class="article-contents">{BODY}</div><div class="td-tags">Tags: <a>hợp tác xã</a>, <a>vốn</a></div>
    <div class="tandan-div-article-other"><p>Các tin khác</p></div></div></body></html>"""
    got = read(page, "https://www.mpi.gov.vn/portal/Pages/2024-8-28/Von-cho-hop-tac-xalyv5l6.aspx")
    assert got.url == "https://www.mpi.gov.vn/portal/Pages/2024-8-28/Von-cho-hop-tac-xalyv5l6.aspx"
    assert (got.title, got.dateline, got.summary, got.text) == ("Vốn cho hợp tác xã", "MPI", "Sapo của bài.", TEXT)
    assert got.published_at == "2024-08-28T09:10:00+07:00"
    assert got.tags == ["hợp tác xã", "vốn"]
    assert got.extraction.page == "sharepoint-tandan"


@pytest.mark.parametrize("field", [f'<div id="{RICH}">{BODY}</div>', BODY])
def test_mard(field: str) -> None:
    page = f"""<html><body><div class="detail"><span id="txtTitle">Vụ đông ở đồng trũng</span>
    <span id="txtDateString">(20/11/2024 | 07:45)</span><div id="divArticleDescription"><p>
    <strong>Sapo của bài.</strong></p>
    {field}</div></div></body></html>"""
    got = read(page, "https://www.mard.gov.vn/Pages/vu-dong-o-dong-trung.aspx")
    assert (got.source, got.title, got.summary, got.text) == ("mard", "Vụ đông ở đồng trũng", "Sapo của bài.", TEXT)
    assert got.published_at == "2024-11-20T07:45:00+07:00"
    assert len(got.id.split("/")[1]) == 16  # the site has no numbers
    assert got.extraction.page == "sharepoint-mard"


def test_mard_with_the_sapo_apart_from_the_body() -> None:
    page = f"""<html><body><h3 id="txtTitle">Vụ đông</h3><div id="divArticleDescription"><p>Sapo của bài.</p></div>
    <div id="{RICH}">{BODY}</div></body></html>"""
    got = read(page, "https://www.mard.gov.vn/Pages/vu-dong.aspx")
    assert (got.summary, got.text) == ("Sapo của bài.", TEXT)


def test_a_first_paragraph_that_is_no_sapo_stays() -> None:
    page = f"""<html><body><h3 id="txtTitle">Vụ đông</h3><div id="divArticleDescription">{BODY}</div></body></html>"""
    got = read(page, "https://www.mard.gov.vn/Pages/vu-dong.aspx")
    assert (got.summary, got.text) == (None, TEXT)


def test_molisa() -> None:
    page = """<html><body><div id="ctl00_ctl50_g_8ad360dc"><div><div><h1>Việc làm ngày giáp Tết</h1>
    <p>09:05 AM 20/01/2024</p>
    </div></div><div id="divArticleDescription"><p>(LĐXH) - Sapo của bài.</p><div>Đoạn đầu của bài viết.</div>
    <div>Đoạn thứ hai của bài viết.</div><div style="text-align:right"><strong><em>Mạc Lan Chi</em></strong>
    </div></div>
    </div></body></html>"""
    got = read(page, "https://molisa.gov.vn/baiviet/228634?tintucID=228634")
    assert (got.id, got.url) == ("molisa/228634", "http://www.molisa.gov.vn/baiviet/228634")
    assert (got.title, got.dateline, got.summary) == ("Việc làm ngày giáp Tết", "LĐXH", "Sapo của bài.")
    assert (got.text, got.authors) == (TEXT, ["Mạc Lan Chi"])
    assert got.published_at == "2024-01-20T09:05:00+07:00"
    assert got.extraction.page == "sharepoint-molisa"


def test_monre() -> None:
    page = f"""<html><body><div id="layoutBanTin"><div><div>Tin tức</div><div><div><div class="share">In</div>
    <div><h4>Đo lún bằng vệ tinh</h4><div id="publish-date"><em>Cập nhật: Thứ năm, 05/12/2024 16:20</em></div>
    <p id="idTomTat">(TN&amp;MT) - Sapo của bài.</p><div id="{RICH}">{BODY}
    <p style="text-align:right"><em>Theo TTXVN</em></p></div></div></div></div></div></div></body></html>"""
    got = read(page, "https://monre.gov.vn/Pages/do-lun-bang-ve-tinh.aspx")
    assert (got.title, got.dateline, got.summary, got.text) == ("Đo lún bằng vệ tinh", "TN&MT", "Sapo của bài.", TEXT)
    assert got.published_at == "2024-12-05T16:20:00+07:00"
    assert got.attribution is not None and got.attribution.name == "TTXVN"
    assert got.extraction.page == "sharepoint-monre"


@pytest.mark.parametrize("sapo", ["<div>Sapo của bài viết, dài hơn một dòng ngắn của khung trang.</div>", ""])
def test_moj(sapo: str) -> None:
    page = f"""<html><body><div class="content-news"><div><h1>Hòa giải ở cơ sở</h1><div class="toolbar">Cỡ chữ</div>
    <span>(20/11/2026)</span>{sapo}<div>{BODY}</div></div></div><div class="others"><p>
    <a href="?ItemID=1">Tin khác</a></p>
    </div></body></html>"""
    got = read(page, "https://www.moj.gov.vn/qt/tintuc/Pages/nghien-cuu-trao-doi.aspx?ItemID=2083")
    assert (got.id, got.title) == ("moj/nghien-cuu-trao-doi-2083", "Hòa giải ở cơ sở")
    assert got.url == "https://moj.gov.vn/qt/tintuc/Pages/nghien-cuu-trao-doi.aspx?ItemID=2083"
    assert got.summary == ("Sapo của bài viết, dài hơn một dòng ngắn của khung trang." if sapo else None)
    assert (got.text, got.published_at) == (TEXT, "2026-11-20")
    assert got.extraction.page == "sharepoint-moj"


def test_moj_prefers_its_box_to_the_name_of_the_site() -> None:
    page = f"""<html><body><h1>Cổng thông tin điện tử của Bộ</h1><div class="content-news"><div>
    <h2>Hòa giải ở cơ sở</h2><span>(20/11/2026)</span><div>{BODY}</div></div></div></body></html>"""
    got = read(page, "https://www.moj.gov.vn/qt/tintuc/Pages/nghien-cuu-trao-doi.aspx?ItemID=2083")
    assert (got.title, got.text) == ("Hòa giải ở cơ sở", TEXT)


def test_moet_before_2025() -> None:
    page = f"""<html><body><div id="ctl00_ctl24_g_6da89d83"><div class="detail">
    <h1 id="news-title">Trường học mở thư viện</h1>
    <p><span>20/11/2021</span><span>Lượt xem: 12</span></p><div id="news-des">Sapo của bài.</div>
    <div id="news-detail"><div>
    {BODY}<p style="text-align:right"><strong>Mạc Lan Chi</strong></p></div></div></div></div></body></html>"""
    got = read(page, "https://moet.gov.vn/tintuc/Pages/tin-tong-hop.aspx?ItemID=7654")
    assert (got.title, got.summary, got.text) == ("Trường học mở thư viện", "Sapo của bài.", TEXT)
    assert (got.published_at, got.authors) == ("2021-11-20", ["Mạc Lan Chi"])
    assert got.extraction.page == "sharepoint-moet-2021"


# --- mae: what the page says in whatever boxes -----------------------------------------------------------------------

MAE = "https://mae.gov.vn/trong-trot/lua-chiu-man-20498.htm"
LONG = (
    "Sáu hộ trong hợp tác xã cấy thử giống lúa mới trên ba héc-ta đất nhiễm mặn sát chân đê, dùng nước mưa "
    "trữ từ vụ trước.",
    "Đến kỳ làm đòng, cây vẫn xanh, bộ rễ ăn sâu hơn giống đối chứng gần một gang tay, sâu bệnh không đáng kể.",
    "Cán bộ khuyến nông đo độ mặn mỗi sáng và ghi lên tấm bảng treo ở đầu bờ để ai đi qua cũng biết.",
)
PROSE = "".join(f"<p>{one}</p>" for one in LONG)
SAPO = "Sau ba vụ trồng thử, giống lúa chịu mặn cho 5,1 tấn mỗi héc-ta."
NAV = (
    '<div class="menu"><a href="/chuyen-muc/trong-trot-301.htm">Trồng trọt</a>'
    '<a href="/chuyen-muc/lam-nghiep.htm">Rừng</a></div>'
)
SIDE = (
    '<div class="col-right"><div class="title">Đọc nhiều</div><a class="item-tintuc" href="/a-1.htm">Tin khác</a></div>'
)
FOOT = (
    "<div class='footer'>"
    "<p>Cơ quan chủ quản: Bộ Nông nghiệp và Môi trường. Giấy phép số 5/GP-TTĐT, cấp ngày 02/4/2025.</p></div>"
)


def mae(main: str) -> str:
    return f"""<html lang="vi"><head><title>Lúa chịu mặn - Bộ Nông nghiệp và Môi trường</title></head><body>{NAV}
    <div class="container"><div class="row"><div class="col-left">{main}</div>{SIDE}</div></div>{FOOT}</body>
    </html>"""


@pytest.mark.parametrize(
    "main",
    [
        f"""<h1 class="title-detail">Lúa chịu mặn</h1><div class="date">Thứ sáu, 20/11/2026, 08:15</div>
        <div class="sapo">{SAPO}</div><div class="noidung">{PROSE}</div>""",
        f"""<div class="detail-header"><span class="publish-time">20/11/2026 08:15</span><h1>Lúa chịu mặn</h1></div>
        <h2 class="tomtat">{SAPO}</h2><div id="divNoiDung"><div class="ExternalClass12AB"><div>{PROSE}</div>
        </div></div>
        <div class="share"><a href="#">Chia sẻ</a>
        <a href="/SMPT_Publishing_UC/KhaiThac/TinTuc/pInTinTuc.aspx?ItemID=1">In</a></div>""",
        f"""<article><h1>Lúa chịu mặn</h1><p>08:15 | 20/11/2026</p><p><strong>{SAPO}</strong></p>
        <section>{PROSE}</section></article>""",
        f"""<h1>Lúa chịu mặn</h1><p class="meta-time"><i></i>Ngày đăng: 20/11/2026 08:15</p>
        <div class="article-summary">{SAPO}</div>
        <div class="article-body"><div>{PROSE}</div></div><div class="related"><div>Tin liên quan</div><p>
        <a>Tin</a></p></div>""",
        f"""<div class="box-tieu-de"><h1>Lúa chịu mặn</h1></div><div>20/11/2026 08:15</div><div>{SAPO}</div>
        <div>{"".join(f"<div>{one}</div>" for one in LONG)}</div>""",
    ],
)
def test_mae_in_boxes_of_any_name(main: str) -> None:
    got = read(mae(main), MAE)
    assert (got.id, got.url, got.title) == ("mae/20498", MAE, "Lúa chịu mặn")
    assert got.summary == SAPO
    assert got.text.split("\n\n") == list(LONG)
    assert got.published_at == "2026-11-20T08:15:00+07:00"
    assert got.extraction.page == "heuristic"


@pytest.mark.parametrize(
    "main",
    [
        # named after the body's own box: h2 as sapo, author and source without names behind the body
        f"""<div id="divNewsDetail"><h1>Lúa chịu mặn</h1><div class="date">(20/11/2026 08:15)</div><h2>{SAPO}</h2>
        <div id="divContent">{PROSE}</div><p><em>Lê An</em></p><div>Nguồn: TTXVN</div></div>""",
        # one box for all
        f"""<div class="content"><h1>Lúa chịu mặn</h1><p class="article-meta">20/11/2026 08:15</p>
        <p class="article-lead"><strong>{SAPO}</strong></p>{PROSE}<p class="article-author">Lê An</p>
        <p class="article-source">Nguồn: TTXVN</p></div>""",
        # the sapo is the body's bold first paragraph
        f"""<div class="content"><h1>Lúa chịu mặn</h1><div class="meta"><span>20/11/2026 08:15</span>
        <span>Lượt xem: 12</span>
        </div><div class="article-body"><p><strong>{SAPO}</strong></p>{PROSE}<p align="right"><b>Lê An</b></p>
        <p align="right"><i>(Theo TTXVN)</i></p></div></div>""",
        # ids of the other ministries' templates
        f"""<div class="post"><h1>Lúa chịu mặn</h1><div class="time">20/11/2026 08:15</div>
        <div id="divArticleDescription">
        <p><b>{SAPO}</b></p>{PROSE}<p align="right"><b>Lê An</b></p><p>Nguồn: TTXVN</p></div></div>""",
    ],
)
def test_mae_author_and_source_wherever_they_stand(main: str) -> None:
    got = read(mae(main), MAE)
    assert (got.title, got.summary, got.authors) == ("Lúa chịu mặn", SAPO, ["Lê An"])
    assert got.text.split("\n\n") == list(LONG)
    assert got.published_at == "2026-11-20T08:15:00+07:00"
    assert got.attribution is not None and got.attribution.name == "TTXVN"


def test_mae_date_over_the_headline() -> None:
    clock = "<div>Thứ ba, 24/11/2026 09:00</div>"
    head = "<div class='head'><span>20/11/2026 08:15</span></div><h1>Lúa chịu mặn</h1>"
    assert read(mae(f"{clock}<div>{head}</div><div>{PROSE}</div>"), MAE).published_at == "2026-11-20T08:15:00+07:00"
    below = "<h1>Lúa chịu mặn</h1><p>20/11/2026</p>"
    assert read(mae(f"{clock}<div>{below}</div><div>{PROSE}</div>"), MAE).published_at == "2026-11-20"


def test_mae_section_over_the_headline() -> None:
    over = '<div class="cate"><a href="/chuyen-muc/trong-trot-301.htm">Trồng trọt</a></div>'
    assert read(mae(f"{over}<h1>Lúa chịu mặn</h1><div>{PROSE}</div>"), MAE).section == ["Trồng trọt"]
    assert read(mae(f"<h1>Lúa chịu mặn</h1><div>{PROSE}</div>{over}"), MAE).section == []


def test_mae_fields_beside_the_body() -> None:
    main = f"""<ol class="breadcrumb"><li><a href="/">Trang chủ</a></li><li>
    <a href="/chuyen-muc/trong-trot-301.htm">Trồng trọt
    </a></li></ol><h1>Lúa chịu mặn</h1><div class="time">20/11/2026 08:15</div>
    <div class="sapo">(Chinhphu.vn) - {SAPO}</div>
    <div class="content-detail">{PROSE}<p style="text-align:center"><img src="/Images/lua.jpg"></p>
    <p style="text-align:center"><em>Ruộng thử nghiệm. Ảnh: Cao Bá Dũng</em></p>
    <p>Xem <a href="/noidung/Lists/VBQPPL/Attachments/514/QD-514.pdf">Quyết định 514</a>.</p></div>
    <div class="author">Phùng Thị Sen</div><div class="nguontin">Nguồn: Báo Hànộimới</div>
    <div class="tags"><a href="/tag/lua">lúa</a><a href="/tag/man">đất mặn</a></div>"""
    got = read(mae(main), MAE)
    assert got.section == ["Trồng trọt"]
    assert (got.dateline, got.summary) == ("Chinhphu.vn", SAPO)
    assert got.authors == ["Phùng Thị Sen"]
    assert got.attribution is not None and (got.attribution.name, got.attribution.source) == (
        "Báo Hànộimới",
        "hanoimoi",
    )
    assert got.tags == ["lúa", "đất mặn"]
    assert got.text.split("\n\n") == [*LONG, "Xem Quyết định 514."]
    [image], [file] = got.images, got.attachments
    assert (image.caption, image.credit) == ("Ruộng thử nghiệm.", "Cao Bá Dũng")
    assert file.url == "https://mae.gov.vn/noidung/Lists/VBQPPL/Attachments/514/QD-514.pdf"


def test_mae_short_body() -> None:
    main = (
        '<h1>Lúa chịu mặn</h1><div class="date">20/11/2026</div><div class="content"><p>Một đoạn ngắn.</p>'
        "<p>Đoạn hai.</p></div>"
    )
    got = read(mae(main), MAE)
    assert (got.text, got.published_at) == ("Một đoạn ngắn.\n\nĐoạn hai.", "2026-11-20")


def test_mae_one_long_paragraph_does_not_hide_the_short_ones() -> None:
    main = f"<h1>Lúa chịu mặn</h1><div><div>Mở đầu.</div><div>{' '.join(LONG)}</div><div>Kết.</div></div>"
    assert read(mae(main), MAE).text.split("\n\n") == ["Mở đầu.", " ".join(LONG), "Kết."]


def test_a_refusal_with_a_headline_is_blocked() -> None:
    refusal = "<h1>Thông báo từ chối truy cập</h1><div><p>Vui lòng thử lại sau hoặc liên hệ quản trị.</p></div>"
    filler = f"<!-- {'x' * 40_000} -->"
    for page in (mae(refusal), mae(refusal + filler)):
        with pytest.raises(NotAnArticle) as verdict:
            read(page, MAE)
        assert verdict.value.kind == "blocked"


def test_an_article_may_speak_of_refusals() -> None:
    quoted = f"<h1>Lúa chịu mặn</h1><div>{PROSE * 6}<p>Trang báo “Thông báo từ chối truy cập” khi nghẽn.</p></div>"
    assert read(mae(quoted), MAE).text.endswith("khi nghẽn.")


@pytest.mark.parametrize(
    "page",
    [
        mae("<div class='date'>" * 8_000 + "20/11/2026"),
        mae("<h1>Tựa</h1>" + "<div class='sapo noidung'>" * 8_000 + PROSE),
        mae("<h1>Tựa</h1>" * 3_000 + PROSE),
    ],
    ids=["nested dates", "nested bodies", "many headlines"],
)
def test_hostile_pages_end(page: str) -> None:
    try:
        read(page, MAE)
    except NotAnArticle as verdict:
        assert verdict.kind in ("empty", "blocked")
