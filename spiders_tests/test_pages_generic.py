"""Dates of pages without a template: `time` elements, and the lines under the headline."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract

MOMENT = "2026-11-20T08:15:42+07:00"
TITLE = "Xóm Bến dựng lại cầu tre sau mùa nước"
TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "Cây cầu tre qua kênh bị nước cuốn hồi tháng chín, người trong xóm phải đi vòng gần hai cây số để ra chợ.",
        "Bốn mươi hộ góp tre và công, mỗi sáng chủ nhật cùng nhau đóng cọc, buộc lạt và lát từng thanh ván.",
        "Cầu mới cao hơn cầu cũ nửa mét và có tay vịn hai bên, trẻ con đi học đã qua lại từ đầu tuần này.",
    )
)


def read(printed: str, head: str = "", behind: str = "") -> Article:
    article = f"<article><h1>{TITLE}</h1>{printed}{TEXT}{behind}</article>"
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{article}</body></html>"
    return extract(page.encode(), "https://xom-ben.vn/cau-tre.html", fetched_at="2026-11-22T01:00:00Z")


@pytest.mark.parametrize(
    ("printed", "published", "raw"),
    [
        ('<time datetime="2026-11-20T01:15:42Z">20/11/2026</time>', MOMENT, "2026-11-20T01:15:42Z"),
        ('<time datetime="2026-11-20T08:15:42Z">20/11/2026 08:15</time>', MOMENT, "2026-11-20T08:15:42Z"),
        ('<time datetime="2026-11-20T01:15:42+00">vừa xong</time>', MOMENT, "2026-11-20T01:15:42+00"),
        ('<time datetime="2018-06-19">16:47, 19/06/2018</time>', "2018-06-19T16:47:00+07:00", "16:47, 19/06/2018"),
        ('<time datetime="2018-06-20">16:47, 19/06/2018</time>', "2018-06-19T16:47:00+07:00", "16:47, 19/06/2018"),
        ('<time datetime="1795137342">5 giờ trước</time>', MOMENT, "1795137342"),
        ('<time data-timestamp="1795137342000"></time>', MOMENT, "1795137342000"),
        ("<time>20 Th11 2026</time>", "2026-11-20", "20 Th11 2026"),
        ("<div><span>Thứ sáu, 20/11/2026 08:15</span></div>", "2026-11-20T08:15:00+07:00", "Thứ sáu, 20/11/2026 08:15"),
        ("<p>Theo Báo Ven Sông ngày 20/11/2026, nước đã rút khỏi các xóm thấp và chợ đã mở lại.</p>", None, None),
        ("<ul><li>20/11/2026</li></ul>", "2026-11-20", "20/11/2026"),
        ("<h2>Tin khác</h2><p>20/11/2026</p>", None, None),
    ],
)  # fmt: skip
def test_the_date_of_publication(printed: str, published: str | None, raw: str | None) -> None:
    got = read(printed)
    assert (got.published_at, got.raw.published) == (published, raw)


@pytest.mark.parametrize("mark", ['itemprop="dateModified"', 'class="updated"', 'class="entry-date modified"'])
def test_a_time_that_is_marked_as_the_change(mark: str) -> None:
    marked = f'<time {mark} datetime="2026-11-21T02:00:05Z">hôm qua</time>'
    got = read(f'{marked}<time datetime="2026-11-20T01:15:42Z">20/11/2026</time>')
    assert (got.published_at, got.modified_at) == (MOMENT, "2026-11-21T09:00:05+07:00")
    assert got.raw.modified == "2026-11-21T02:00:05Z"


def test_the_date_of_a_teaser_decides_nothing() -> None:
    stated = '<meta property="article:published_time" content="2026-11-20T08:15:42+07:00">'
    behind = (
        '<div class="more"><a href="/b">Bài khác</a><time datetime="2026-01-02T03:04:05+07:00">02/01/2026</time></div>'
    )
    news = '{"@type": "NewsArticle", "datePublished": "2026-11-20T08:15:42+07:00"}'
    news = f'<script type="application/ld+json">{news}</script>'
    assert read("", news, behind).published_at == MOMENT
    assert read("<p>20/11/2026 - 08:10</p>", stated).published_at == MOMENT
    assert read("<p>20/11/2026 - 07:10</p>", stated).published_at == "2026-11-20T07:10:00+07:00"


@pytest.mark.parametrize(
    ("figure", "lines", "caption"),
    [
        ("<p><img src=/a.jpg></p><p style='text-align:center'><em>Cầu mới. Ảnh: PV</em></p>", [], "Cầu mới."),
        ("<table><tr><td><img src=/a.jpg></td></tr><tr><td>Cầu mới.<p>Ảnh: PV</p></td></tr></table>", [], "Cầu mới."),
        ("<div>Dòng ngắn</div><center>Dòng nữa</center>", ["Dòng ngắn", "Dòng nữa"], None),
        ("<blockquote><p>Một câu trích.</p><footer>Bà Hạ</footer></blockquote>", ["Một câu trích.", "Bà Hạ"], None),
        ("<h2><div>Lịch ngày</div><div>20-11</div></h2>", ["Lịch ngày", "20-11"], None),
        ("<p>Sáng<iframe src='https://a.example/c'></iframe>7h30</p>", ["Sáng 7h30"], None),
    ],
)
def test_captions_are_not_text_and_short_lines_are(figure: str, lines: list[str], caption: str | None) -> None:
    body = "".join(TEXT.partition("<p>Bốn")[:1]) + figure + "<p>Bốn" + TEXT.partition("<p>Bốn")[2]
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    got = extract(page.encode(), "https://xom-ben.vn/cau-tre.html")
    assert got.text.split("\n\n")[1:-2] == lines
    assert [one.caption for one in got.images] == ([caption] if caption else [])


@pytest.mark.parametrize("headline", ["Xóm Bến dựng lại cầu tre<br>sau mùa nước", TITLE])
def test_a_notice_that_is_only_a_document(headline: str) -> None:
    page = f"""<html><head><title>{TITLE}</title></head><body><main><h1>{headline}</h1><div>20/11/2026 08:15</div>
    <div><embed src="/u/ke-hoach.pdf"></div></main></body></html>"""
    got = extract(page.encode(), "https://xom-ben.vn/cau-tre.html")
    assert (got.text, [one.url for one in got.attachments]) == ("", ["https://xom-ben.vn/u/ke-hoach.pdf"])


def test_joiners_inside_an_emoji_stay() -> None:
    family = "Cả nhà \U0001f468\u200d\U0001f469\u200d\U0001f467 ra cầu mới chụp ảnh vào chiều chủ nhật vừa rồi."
    assert read(f"<p>{family}</p>").text.split("\n\n")[0] == family
    assert "⧳ và" in read("<p>Ký hiệu ⧳ và \U0001f468\u200d\U0001f469 được vẽ trên tấm biển ở hai đầu cầu.</p>").text


def test_the_date_under_the_headline_is_no_text() -> None:
    got = read("<p>20/11/2026 08:15</p>")
    assert got.published_at == "2026-11-20T08:15:00+07:00" and got.text.startswith("Cây cầu tre")
    dated = "Ngày 20/11/2026, xóm làm lễ mở cầu và mời người già nhất bước qua trước."
    assert dated in read(f"<p>{dated}</p>").text


def test_a_headline_of_two_lines_is_no_text() -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE[:12]}<p>{TITLE[12:]}</h1>{TEXT}"
    got = extract(page.encode(), "https://xom-ben.vn/cau-tre.html", fetched_at="2026-11-22T01:00:00Z")
    assert got.title == TITLE and got.text.startswith("Cây cầu tre")
    assert read("<p>Xóm Bến</p>").text.startswith("Xóm Bến\n\nCây cầu tre")
