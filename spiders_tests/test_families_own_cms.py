"""Portals on systems of their own, field by field, on small pages of our own."""

from __future__ import annotations

from hanoi_press import Article, extract

BODY = "<p>Đoạn thứ nhất kể chuyện ngôi đình.</p><p>Đoạn thứ hai nói về kinh phí./.</p>"
WORDS = "Đoạn thứ nhất kể chuyện ngôi đình.\n\nĐoạn thứ hai nói về kinh phí./."
CULTURE = "https://bvhttdl.gov.vn/ngoi-dinh-20261120083214507.htm"
HOME = "https://moha.gov.vn/tin-tuc/xep-luong---id61207"
ETHNIC = "http://cema.gov.vn/tin-tuc/tin-hoat-dong/hoat-dong-cua-bo-truong/be-nuoc.htm"


def read(inside: str, url: str, page: str) -> Article:
    article = extract(f"<!DOCTYPE html><html><head></head><body>{inside}</body></html>".encode(), url)
    assert article.extraction.page == page
    return article


def test_bvhttdl() -> None:
    got = read(
        f"""<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/van-hoa.htm">Văn hóa</a></li></ul>
        <h1 class="title-article">Bảy ngôi đình</h1><span class="time-create">20/11/2026 | 08:35</span>
        <p class="descriptive-article">(Chinhphu.vn) - Bảy ngôi đình được xếp hạng.</p>
        <div class="article-content">{BODY}
        <figure><img src="/uploads/a.jpg"><figcaption>Đình Thượng. Ảnh: Hồng Sơn</figcaption></figure>
        <p><a href="/uploads/qd.pdf">Quyết định</a></p><p style="text-align:right">Theo hanoimoi.com.vn</p>
        <div class="author-box"><p>Tạ Minh Khuê</p></div>
        <div class="same-category"><a href="/b-20261120083214508.htm">Tin cùng chuyên mục</a></div></div>""",
        CULTURE,
        "bvhttdl",
    )
    assert (got.id, got.title, got.dateline) == ("bvhttdl/20261120083214507", "Bảy ngôi đình", "Chinhphu.vn")
    assert (got.summary, got.text) == ("Bảy ngôi đình được xếp hạng.", WORDS + "\n\nQuyết định")
    assert (got.published_at, got.authors, got.section) == ("2026-11-20T08:35:00+07:00", ["Tạ Minh Khuê"], ["Văn hóa"])
    assert [(one.url, one.caption, one.credit) for one in got.images] == [
        ("https://bvhttdl.gov.vn/uploads/a.jpg", "Đình Thượng.", "Hồng Sơn")
    ]
    assert [one.url for one in got.attachments] == ["https://bvhttdl.gov.vn/uploads/qd.pdf"]
    assert got.attribution is not None and got.attribution.source == "hanoimoi"


def test_bvhttdl_when_the_author_box_is_a_sibling_and_the_headline_a_div() -> None:
    got = read(
        f"""<div class="title-article">Bảy ngôi đình</div><div class="article-content">{BODY}</div>
        <div class="author-box">Tác giả: Tạ Minh Khuê</div>""",
        CULTURE,
        "bvhttdl",
    )
    assert (got.title, got.text, got.authors, got.summary) == ("Bảy ngôi đình", WORDS, ["Tạ Minh Khuê"], None)
    assert got.published_at is None  # the number in the address is when it was made, not when it was published


def test_bvhttdl_before() -> None:
    got = read(
        f"""<h2 class="title">Mùa lễ hội</h2><span class="time margin-bottom">28/12/2022 | 09:00</span>
        <p class="sapo">Nhiều lễ hội trở lại.</p><div class="entry-body">{BODY}</div><p class="author">Lê Hà</p>""",
        CULTURE,
        "bvhttdl-2022",
    )
    assert (got.title, got.summary, got.text) == ("Mùa lễ hội", "Nhiều lễ hội trở lại.", WORDS)
    assert (got.published_at, got.authors) == ("2022-12-28T09:00:00+07:00", ["Lê Hà"])


def test_moha_whose_text_stands_without_paragraphs() -> None:
    got = read(
        """<div id="news_details"><div>In</div><div><div><div><h1>Xếp lương cán bộ xã</h1>
        <div><p>17/11/2026 14:30</p></div>
        <div id="show_description">Bảo lưu đến hết nhiệm kỳ.</div><div id="show_content">Đoạn đầu.<br><br>
        Đoạn sau<br>xuống dòng.<br><br>&gt;&gt; <a href="/x">Bài khác</a><br><br><b>Theo Báo Hànộimới</b></div></div>
        </div></div></div>""",
        HOME,
        "moha",
    )
    assert (got.id, got.title, got.summary) == ("moha/id61207", "Xếp lương cán bộ xã", "Bảo lưu đến hết nhiệm kỳ.")
    assert got.text == "Đoạn đầu.\n\nĐoạn sau\nxuống dòng."
    assert got.published_at == "2026-11-17T14:30:00+07:00"
    assert got.attribution is not None and got.attribution.source == "hanoimoi"


def test_moha_whose_template_is_not_known() -> None:
    words = "Bộ Nội vụ vừa ban hành kế hoạch kiểm tra công vụ, trong đó nêu rõ lịch làm việc với từng địa phương. "
    got = read(
        f"""<nav><a href="/chuyen-muc/tin-tuc-su-kien---id21">Tin tức</a></nav><div class="detail">
        <h1>Kế hoạch kiểm tra</h1><div class="meta-date">17/11/2026 14:30</div>
        <div class="detail-content"><p>{words * 3}1</p><p>{words}2</p></div>
        <p class="source">Theo Báo Hànộimới</p></div><footer>Giấy phép số 5/GP</footer>""",
        HOME,
        "heuristic",
    )
    assert (got.title, got.text) == ("Kế hoạch kiểm tra", f"{words * 3}1\n\n{words}2")
    assert got.published_at == "2026-11-17T14:30:00+07:00"
    assert got.attribution is not None and got.attribution.source == "hanoimoi"


def test_ubdt() -> None:
    got = read(
        f"""<h1 id="BodyContent_ctl00_ctl07_newsTitle">Bể nước vùng cao</h1>
        <span id="BodyContent_ctl00_ctl07_lblDate">Thứ ba, 05-03-2024 10:20:30</span>
        <p id="BodyContent_ctl00_ctl07_newsContent">Ưu tiên hai mươi bảy bản.</p><div id="divNewsDetails">{BODY}
        <p><img src="http://files.ubdt.gov.vn/a.jpg"></p>
        <p style="text-align: center; font-size: 12px;">Bể chứa ở bản. Ảnh: Thào Mí Sính</p>
        <p style="font-size:12px">Lượt xem: 7</p><p class="pull-right"><span>Giàng Thu Phương</span></p></div>
        <span id="BodyContent_ctl00_ctl02_lblNguonThongTin">Hà Nội mới</span>""",
        ETHNIC,
        "ubdt",
    )
    assert (got.title, got.summary, got.text) == ("Bể nước vùng cao", "Ưu tiên hai mươi bảy bản.", WORDS)
    assert (got.published_at, got.authors) == ("2024-03-05T10:20:30+07:00", ["Giàng Thu Phương"])
    assert [(one.caption, one.credit) for one in got.images] == [("Bể chứa ở bản.", "Thào Mí Sính")]
    assert got.attribution is not None and (got.attribution.name, got.attribution.source) == ("Hà Nội mới", "hanoimoi")
    assert got.source == "ubdt" and got.url.startswith("http://www.cema.gov.vn/tin-tuc/tin-hoat-dong/")


def test_ubdt_where_nothing_but_headline_and_text_is_there() -> None:
    got = read(
        f"""<span id="BodyContent_ctl00_ctl01_newsTitle">Lịch tiếp công dân</span><div id="divNewsDetails">{BODY}</div>
        <span id="BodyContent_ctl00_ctl02_lblNguonThongTin"></span>""",
        ETHNIC,
        "ubdt",
    )
    assert (got.title, got.text, got.summary, got.published_at) == ("Lịch tiếp công dân", WORDS, None, None)
    assert got.attribution is None
