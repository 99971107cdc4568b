"""A notice that is only a document, or only a picture: what of it is an article, and what is none."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract
from hanoi_press.corpus.duplicate_finder import clusters
from hanoi_press.corpus.validation import article_fault
from hanoi_press.crawl.article_checks import problems
from hanoi_press.extraction import NotAnArticle
from hanoi_press.text.recurring_lines import RecurringLines
from spiders_tests.family_pages import BODY, PAGES, FamilyPage
from spiders_tests.onecms_markup import URL, longform, read
from spiders_tests.vccorp_pages import BCP, gov

FRAME = '<iframe src="/u/112.pdf"></iframe>'
TIME = '<time datetime="2026-11-20T08:00:00+07:00">20/11/2026</time>'
FOOTER = "<footer><p>Bản quyền thuộc Cổng thông tin xã Cầu Sậy, ghi rõ nguồn khi phát hành lại thông tin.</p></footer>"
UNKNOWN = "https://xavidu.example/tin/thong-bao-112.html"
PDF = "https://xavidu.example/u/112.pdf"


def unknown(body: str, *, time: str = TIME, title: str = "Thông báo số 112", beside: str = "") -> Article:
    page = f"""<html><head><title>{title} - Cổng xã</title></head><body><header><a href="/">Trang chủ</a></header>
    <main><article><h1>{title}</h1>{time}{body}</article></main>{beside}{FOOTER}</body></html>"""
    return extract(page.encode(), UNKNOWN, fetched_at="2026-11-24T03:00:00Z")


BODIES = [
    FRAME,
    f"<p>{FRAME}</p>",
    '<p><a href="/u/112.pdf"></a></p>',
    '<object data="/u/112.pdf" type="application/pdf"><p>Trình duyệt của bạn không đọc được.</p></object>',
    '<embed src="/u/112.pdf">',
    '<iframe src="https://docs.google.com/gview?url=https://xavidu.example/u/112.pdf&embedded=true"></iframe>',
]


@pytest.mark.parametrize("body", BODIES)
def test_a_notice_of_a_site_without_a_template(body: str) -> None:
    got = unknown(body)
    assert (got.title, got.text, got.published_at) == ("Thông báo số 112", "", "2026-11-20T08:00:00+07:00")
    assert [one.url for one in got.attachments] == [PDF]
    assert problems(got) == [] and article_fault(got) is None


@pytest.mark.parametrize("body", BODIES[:5])
def test_a_notice_of_our_families(body: str) -> None:
    for got, host in ((read(longform(body)), "hanoimoi.vn"), (extract(gov(body), BCP), "baochinhphu.vn")):
        assert (got.text, [one.url for one in got.attachments]) == ("", [f"https://{host}/u/112.pdf"])
        assert "text" not in got.extraction.fields


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_a_notice_in_every_template(page: FamilyPage) -> None:
    """The body's words replaced by a frame; templates that know no body find the document near the headline."""
    html = page.html.replace(BODY, FRAME)
    assert html != page.html
    got = extract(html.encode(), page.url)
    assert [one.url.rsplit("/", 1)[1] for one in got.attachments] == ["112.pdf"]
    assert got.text == ""


def test_a_file_in_a_box_below_an_empty_body() -> None:
    got = read(longform("<p></p>", after='<div class="attach"><a href="/u/112.pdf">Tải về</a></div>'))
    assert (got.text, [(one.url, one.title) for one in got.attachments]) == (
        "",
        [("https://hanoimoi.vn/u/112.pdf", "Tải về")],
    )


def test_the_words_of_a_link_are_text() -> None:
    assert read(longform('<p><a href="/u/112.pdf">Thông báo số 112</a></p>')).text == "Thông báo số 112"


def test_a_picture_alone() -> None:
    got = read(longform('<figure><img src="/do-hoa.png"><figcaption>Đường đi</figcaption></figure>'))
    assert (got.text, [(one.url, one.caption) for one in got.images]) == (
        "",
        [("https://hanoimoi.vn/do-hoa.png", "Đường đi")],
    )
    assert problems(got) == [] and article_fault(got) is None


TEASERS = "".join(f'<li><a href="/u/{number}.pdf">Thông báo {number}</a></li>' for number in range(30))


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("", {}),  # no document
        (FRAME, {"time": ""}),  # no date
        (f'<p><a href="/u/1.pdf"></a></p><nav>{FRAME}</nav>', {"time": ""}),
        ("".join(f'<a href="/u/{number}.pdf"></a>' for number in range(30)), {}),  # a list
        ("", {"beside": f'<aside><ul>{TEASERS}</ul></aside>'}),
        ("", {"beside": f'<div class="tin-lien-quan">{FRAME}</div>'}),
        ("", {"beside": '<footer><a href="/u/so-do.pdf">Sơ đồ</a></footer>'}),
        (FRAME, {"title": "404 Not Found"}),
    ],
)  # fmt: skip
def test_what_is_no_notice(body: str, parts: dict[str, str]) -> None:
    with pytest.raises(NotAnArticle):
        unknown(body, **parts)


def test_an_empty_body_stays_unread() -> None:
    with pytest.raises(NotAnArticle, match="empty: no text"):
        read(longform("<p></p>"))


def test_a_body_elsewhere_is_looked_for() -> None:
    words = "Sáng 20-11, phường mở điểm đổi sách đầu tiên với gần ba trăm lượt người đến từ sớm. " * 6
    beside = f"<section><p>{words}</p></section>"
    got = extract(longform(FRAME).replace("</body>", f"{beside}</body>").encode(), URL)
    assert got.text == words.strip()


def test_two_notices_are_no_copies_and_teach_no_lines() -> None:
    notices = [unknown(FRAME, title=f"Thông báo số {number}") for number in (112, 113)]
    notices[1].id += "b"
    assert list(clusters(notices)) == []
    lines = RecurringLines()
    lines.learn(notices[0])
    assert lines.pages == 0 and lines.lines == {}


def test_a_line_without_text_needs_what_stands_for_it() -> None:
    got = unknown(FRAME)
    got.attachments = []
    assert problems(got) == ["no text"]
    assert article_fault(got) == "text is empty"
