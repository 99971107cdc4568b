"""The old hanoimoi.com.vn, both eras, on small pages of our own modelled on the site."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract

OLD = "http://www.hanoimoi.com.vn/Tin-tuc/Giao-duc/816196/mot-bai---hai-gach"
PLAIN = "http://hanoimoi.com.vn/Tin-tuc/Giao-duc/816196/mot-bai---hai-gach"


def e2(article: str, period: str = " 07:56 Thứ Sáu, ngày 10/04/2020", after: str = "") -> Article:
    page = f"""<html><body><div class="breadcrum"><a href="/">Trang chủ</a><a href="/a">Xã hội</a><a>Đời sống</a></div>
    <h1 class="caption">Một tít</h1><div class="definfo"><div class="period">{period}</div></div>
    <div class="article">{article}</div>{after}</body></html>"""
    return extract(page.encode(), OLD)


SAPO = "<p><strong>(HNM) - Sapo của bài báo cũ.</strong></p>"


def test_2019_fields() -> None:
    tags = '<div class="taglist"><a href="/t">hồ</a><a href="/u">đê</a></div>'
    got = e2(SAPO + "<p>Một đoạn.</p>", after=tags)
    assert got.extraction.page == "hanoimoi-2019"
    assert (got.id, got.url) == ("hanoimoi/old-816196", PLAIN)
    assert (got.title, got.dateline, got.summary) == ("Một tít", "HNM", "Sapo của bài báo cũ.")
    assert (got.text, got.section, got.tags) == ("Một đoạn.", ["Xã hội", "Đời sống"], ["hồ", "đê"])
    assert (got.published_at, got.modified_at, got.authors) == ("2020-04-10T07:56:00+07:00", None, [])


@pytest.mark.parametrize(
    ("period", "published"),
    [
        (" 07:56 Thứ Sáu, ngày 10/04/2020", "2020-04-10T07:56:00+07:00"),
        ("\n19:05 - 01/12/2022", "2022-12-01T19:05:00+07:00"),
        ("Chủ nhật, 05/06/2022", "2022-06-05"),
        ("", None),
    ],
)
def test_2019_dates(period: str, published: str | None) -> None:
    assert e2(SAPO + "<p>Một đoạn.</p>", period).published_at == published


def test_2019_pictures() -> None:
    got = e2(
        SAPO
        + '<p></p><div><div class="thumbox"><img src="/Uploads/images/an/2020/05/17/ho.jpg"></div></div><p></p>'
        + "<p><strong>Tiểu mục</strong></p><p>Một đoạn.</p>"
        + '<figure class="image"><img src="/Uploads/images/an/2020/05/17/de.jpg">'
        + "<figcaption>Đê. Ảnh: Hải Nam</figcaption></figure>"
        + '<p style="text-align:center"><img src="/Uploads/c.jpg"></p><p><em>Chú thích nghiêng. Ảnh: PV</em></p>'
        + "<p>Hai đoạn.</p>"
    )
    assert got.text.split("\n\n") == ["Tiểu mục", "Một đoạn.", "Hai đoạn."]
    assert [(image.url.rsplit("/", 1)[1], image.caption, image.credit) for image in got.images] == [
        ("ho.jpg", None, None),
        ("de.jpg", "Đê.", "Hải Nam"),
        ("c.jpg", "Chú thích nghiêng.", "PV"),
    ]
    assert got.images[0].url.startswith("http://www.hanoimoi.com.vn/Uploads/images/")


def test_2019_signature_and_attribution() -> None:
    got = e2(SAPO + '<p>Một đoạn.</p><p style="text-align:right"><strong>Lê An</strong></p><p>Theo TTXVN</p>')
    assert (got.text, got.authors) == ("Một đoạn.", ["Lê An"])
    assert got.attribution is not None and got.attribution.name == "TTXVN"


def test_2019_boxes_of_the_body_are_text() -> None:
    got = e2(
        SAPO + '<p>Một đoạn.</p><div class="innwide"><p>Trong hộp rộng.</p></div><div class="innwide">Chữ trần</div>'
    )
    assert got.text.split("\n\n") == ["Một đoạn.", "Trong hộp rộng.", "Chữ trần"]


def test_2019_a_short_sapo_without_dateline() -> None:
    got = e2("<p><b>Sapo ngắn.</b></p><p>Một đoạn.</p>")
    assert (got.summary, got.dateline, got.text) == ("Sapo ngắn.", None, "Một đoạn.")


def test_2019_summary_beside_the_body() -> None:
    got = e2('<div class="summary">Sapo ở ngoài.</div><p>Một đoạn.</p>')
    assert (got.summary, got.dateline, got.text) == ("Sapo ở ngoài.", None, "Một đoạn.")


def e1(summary: str, body: str, refer: str = "07:45 - 02/06/2013") -> Article:
    page = f"""<html><body><div id="NewsDetails"><h1>Một tít</h1><div class="moder"><div class="refer">Chia sẻ</div>
    <div class="refer"><a class="cap" href="/x">Giáo dục</a> Chủ nhật, {refer}</div></div>
    <div class="article"><div>{summary}</div><div id="abody">{body}</div></div><div class="author">Lê An</div>
    <div class="tagbox"><div class="tags"><a>Bài kia</a></div><div class="tags"><a>hồ</a><a>đê</a></div></div></div>
    </body></html>"""
    return extract(page.encode(), PLAIN)


def test_2013_fields() -> None:
    got = e1("<strong>(HNMO) - Sapo của bài cũ hơn.</strong>", '<p>Một đoạn.</p><div class="bold">Tin khác</div>')
    assert got.extraction.page == "hanoimoi-2013"
    assert (got.title, got.dateline, got.summary) == ("Một tít", "HNMO", "Sapo của bài cũ hơn.")
    assert (got.text, got.authors, got.section) == ("Một đoạn.", ["Lê An"], ["Giáo dục"])
    assert (got.tags, got.published_at) == (["hồ", "đê"], "2013-06-02T07:45:00+07:00")


def test_2013_a_day_without_a_time_stays_a_day() -> None:
    assert e1("<strong>(HNM) - Sapo.</strong>", "<p>Một đoạn.</p>", refer="02/06/2013").published_at == "2013-06-02"


def test_2013_summary_by_its_class() -> None:
    got = e1('<div class="summ">Sapo có tên.</div>', "<p>Một đoạn.</p>")
    assert (got.summary, got.text) == ("Sapo có tên.", "Một đoạn.")


@pytest.mark.parametrize(
    "url",
    [
        "http://hanoimoi.com.vn/newsdetail/Xa-Hoi/521634/mot-bai.htm",
        "https://hanoimoi.com.vn/tin-tuc/Xa-hoi/521634/mot-bai/",
        "http://hanoimoi.com.vn/Media/Xa-hoi/521634/mot-bai?utm_source=a",
    ],
)
def test_ids_of_the_old_site_never_meet_todays(url: str) -> None:
    assert extract(b"<h1 class=caption>A</h1><div class=article><p>B.</p></div>", url).id == "hanoimoi/old-521634"


@pytest.mark.parametrize(
    ("refer", "authors"),
    [
        ("Nhóm PV HNMO - Ảnh: Viết Thành| 29/09/2017 08:20", ["Nhóm PV HNMO", "Viết Thành"]),
        ("Lê An | Thứ Sáu, 29/09/2017 - 08:20", ["Lê An"]),
        ("Thứ Sáu | 29/09/2017 08:20", []),
        ("29/09/2017 | 08:20", []),
        ("08:20 - 29/09/2017", []),
    ],
)
def test_2013_a_byline_before_the_date(refer: str, authors: list[str]) -> None:
    page = f"""<div id="NewsDetails"><h1>Một tít</h1><div class="moder"><div class="refer">
    <a class="cap" href="/x">Giáo dục</a> {refer}</div></div>
    <div class="article"><p><b>(HNMO) - Sapo.</b></p><p>Một đoạn.</p></div></div>"""
    got = extract(page.encode(), PLAIN)
    assert (got.authors, got.published_at) == (authors, "2017-09-29T08:20:00+07:00")
