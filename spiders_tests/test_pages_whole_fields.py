"""Pages whose bytes, markup or statements are damaged, read through `extract` in several families."""

from __future__ import annotations

import pytest

from hanoi_press import Article, extract

TITLE = "Tổ dân phố số 4 mở lớp dạy bơi miễn phí"
SUMMARY = "Ba mươi em đăng ký ngay buổi đầu, lớp học kéo dài đến hết tháng Tám."
TEXT = [
    "Sáng qua, bể bơi của khu phố đón những học viên đầu tiên, em nhỏ nhất mới lên sáu tuổi.",
    "Hai thầy giáo về hưu nhận dạy không công, phụ huynh thay nhau trông các em ở mép bể.",
]
BODY = "".join(f"<p>{one}</p>" for one in TEXT)
FAMILIES = {
    "onecms": (
        "https://hanoimoi.vn/lop-boi-1305110.html",
        '<div class="l-main"><div class="c-detail-head"><h1 class="c-detail-head__title">{0}</h1></div>'
        '<div class="b-maincontent"><p class="Headlines">{1}</p><article class="entry">{2}</article></div></div>',
    ),
    "vccorp": (
        "https://baochinhphu.vn/lop-boi-102261120081542123.htm",
        '<div class="detail__pmain"><h1 data-role="title">{0}</h1><h2 data-role="sapo">{1}</h2>'
        '<div data-role="content">{2}</div></div>',
    ),
    "vhv": (
        "https://moit.gov.vn/tin-tuc/lop-boi.html",
        '<article class="article-new"><h1 class="title-detail">{0}</h1><div class="article-brief">{1}</div>'
        '<div class="article-content common-content">{2}</div></article>',
    ),
    "nuxt": (
        "https://bocongan.gov.vn/bai-viet/lop-boi-1795137300",
        '<main><h1>{0}</h1><p class="text-bca-gray-700">{1}</p><div class="tinymce-content">{2}</div></main>',
    ),
}
each_family = pytest.mark.parametrize("family", FAMILIES)


def page(family: str, title: str = TITLE, summary: str = SUMMARY, body: str = BODY, head: str = "") -> str:
    layout = FAMILIES[family][1].format(title, summary, body)
    return f'<html lang="vi"><head><title>{TITLE}</title>{head}</head><body>{layout}</body></html>'


def read(family: str, html: str | bytes, encoding: str | None = None) -> Article:
    body = html if isinstance(html, bytes) else html.encode()
    return extract(body, FAMILIES[family][0], encoding=encoding, fetched_at="2026-11-24T03:00:00Z")


def check(article: Article, text: list[str] = TEXT) -> None:
    assert (article.title, article.summary, article.text.split("\n\n")) == (TITLE, SUMMARY, text)


@each_family
@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("{}", "{}"),
        ("<p>{}</p>", "{}"),
        ("<div><p>{}</p></div>", "<div>{}</div>"),
        ("{}", "<p>{}</p>"),
        ("{}", "&nbsp;<p style='x'>{}<br></p>"),
        ("{}", "<b><p>{}</p></b>"),
        ("{}", "<span><p>{}</p></span>"),
        ("<p>{}</p>", "<strong><p>{}</p></strong>"),
    ],
)
def test_paragraphs_in_title_and_summary(family: str, title: str, summary: str) -> None:
    cut = f'<meta name="description" content="{SUMMARY[:30]}...">'
    check(read(family, page(family, title.format(TITLE), summary.format(SUMMARY), head=cut)))


@each_family
@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1258", "utf-8", None])
def test_one_damaged_letter(family: str, declared: str | None) -> None:
    damaged = page(family).encode().replace(b"</p>", b" \xe1</p>").replace(b" \xe1</p>", b"</p>", 1)
    article = read(family, damaged, declared)
    assert article.title == TITLE and article.text.endswith("mép bể. \ufffd")


@each_family
def test_damaged_letters_of_title_and_summary(family: str) -> None:
    whole = page(family, head=f'<meta name="description" content="{SUMMARY}">').encode()
    damaged = whole.replace(">Tổ dân".encode(), b">T\xe1\xbb d\xc3\xa2n")
    damaged = damaged.replace(">Ba mươi".encode(), b">Ba m\xc6\xc6\xa1i")
    first = damaged.replace(f"<p>{TEXT[0]}".encode(), f"<p>{SUMMARY}</p><p>{TEXT[0]}".encode())
    assert TITLE.encode() not in damaged.partition(b"<body>")[2]
    check(read(family, damaged.replace(b"<title>T\xe1\xbb d", "<title>Tổ d".encode()), "iso-8859-1"))
    check(read(family, first.replace(b"<title>T\xe1\xbb d", "<title>Tổ d".encode())))


@each_family
@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_forms_of_unicode(family: str, charset: str) -> None:
    check(read(family, page(family).encode(charset), "iso-8859-1"))


@each_family
@pytest.mark.parametrize("tag", ["div", "span", "li", "blockquote", "b"])
def test_deep_boxes_lose_nothing(family: str, tag: str) -> None:
    link = '<p><a href="/tep/bieu-mau.pdf">Biểu mẫu đăng ký</a></p>'
    deep = (
        f"<p>{TEXT[0]}</p>"
        + f"<{tag}>" * 3000
        + f"<p>{TEXT[1]}</p>{link}"
        + f"</{tag}>" * 3000
        + "<p>Hết tháng Tám.</p>"
    )
    article = read(family, page(family, body=deep))
    check(article, [*TEXT, "Biểu mẫu đăng ký", "Hết tháng Tám."])
    assert [one.url.rsplit("/", 1)[-1] for one in article.attachments] == ["bieu-mau.pdf"]
    assert article.extraction.fields.get("markup") == (None if tag == "li" else "flattened")


@each_family
def test_language_by_the_letters(family: str) -> None:
    article = read(family, page(family).replace('lang="vi"', 'lang="en-US"'))
    assert (article.language, article.extraction.fields["language"]) == ("vi", "letters")
    assert "language" not in read(family, page(family)).extraction.fields
    english = (
        "<p>The class is free for all the children of the ward, and it is open to them until the end of August.</p>"
    )
    assert (
        read(family, page(family, "A free class", "It is for the children of the ward.", english * 2)).language == "en"
    )


@each_family
@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("<span>Tổ dân phố số 4</span><span>mở lớp dạy bơi miễn phí</span>", TITLE),
        ("<svg><title>Ảnh</title></svg>Tổ dân phố số 4 mở lớp dạy bơi miễn phí", TITLE),
        ("<em>Tổ dân phố số 4</em> mở lớp bơi", "Tổ dân phố số 4 mở lớp bơi"),
    ],
)
def test_parts_of_a_headline_are_apart(family: str, printed: str, title: str) -> None:
    head = f'<meta property="og:title" content="{TITLE} - Báo Ví Dụ">'
    got = extract(page(family, title=printed, head=head).encode(), FAMILIES[family][0])
    assert got.title == title


@each_family
@pytest.mark.parametrize(
    ("printed", "summary", "dateline"),
    [
        ("<ul><li>Ba mươi em.</li><li>Học đến tháng Tám.</li></ul>", "Ba mươi em. Học đến tháng Tám.", None),
        ("<strong><p>Ba mươi em.</p></strong><p>Học thêm.</p>", "Ba mươi em. Học thêm.", None),
        ("<b>(HNM)</b><div>- Ba mươi em.</div>", "Ba mươi em.", "HNM"),
        ("<blockquote>Ba mươi em.</blockquote>Học thêm.", "Ba mươi em. Học thêm.", None),
    ],
)
def test_a_summary_with_blocks_inside(family: str, printed: str, summary: str, dateline: str | None) -> None:
    got = extract(page(family, summary=printed).encode(), FAMILIES[family][0])
    assert (got.summary, got.dateline) == (summary, dateline)
    assert got.text.split("\n\n") == TEXT
