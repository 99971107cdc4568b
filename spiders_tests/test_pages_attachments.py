"""Documents that an article links, shows or offers: each once, with its title."""

from __future__ import annotations

import pytest

from spiders_tests.onecms_markup import longform, read

SITE = "https://hanoimoi.vn"


def documents(body: str) -> list[tuple[str, str]]:
    got = read(longform(f"<p>Một.</p>{body}<p>Hai.</p>"))
    assert got.text.startswith("Một.") and got.text.endswith("Hai.")
    return [(one.url.removeprefix(SITE), one.title) for one in got.attachments]


@pytest.mark.parametrize(
    ("markup", "url", "title"),
    [
        ('<iframe src="/u/a.pdf"></iframe>', "/u/a.pdf", "a.pdf"),
        ('<iframe src="/u/a.pdf" title="Kế hoạch 112"></iframe>', "/u/a.pdf", "Kế hoạch 112"),
        ('<iframe data-src="/u/a.pdf#page=2"></iframe>', "/u/a.pdf", "a.pdf"),
        ('<iframe src="about:blank" data-src="/u/a.pdf"></iframe>', "/u/a.pdf", "a.pdf"),
        ('<p><iframe src="/xem-tep?file=%2Fu%2Fa.pdf"></iframe></p>', "/u/a.pdf", "a.pdf"),
        ('<iframe src="https://docs.google.com/gview?embedded=true&amp;url=https%3A%2F%2Fa.vn%2Fx.pdf"></iframe>',
         "https://a.vn/x.pdf", "x.pdf"),
        ('<iframe src="/pdfjs/web/viewer.html?file=../../u/a.pdf"></iframe>', "/u/a.pdf", "a.pdf"),
        ('<iframe src="/ViewerJS/#../u/a.odt"></iframe>', "/u/a.odt", "a.odt"),
        ('<object data="/u/a.pdf"><p>Trình duyệt không đọc được.</p></object>', "/u/a.pdf", "a.pdf"),
        ('<object data="/tep/5" type="application/pdf"></object>', "/tep/5", "5"),
        ('<object><param name="src" value="/u/a.pdf"></object>', "/u/a.pdf", "a.pdf"),
        ('<embed src="/u/a.pdf">', "/u/a.pdf", "a.pdf"),
        ('<noscript><iframe src="/u/a.pdf"></iframe></noscript>', "/u/a.pdf", "a.pdf"),
        ('<amp-iframe src="/u/a.pdf"></amp-iframe>', "/u/a.pdf", "a.pdf"),
        ('<embed src="/tep/5" type="application/pdf">', "/tep/5", "5"),
        ('<figure><iframe src="/u/a.pdf"></iframe><figcaption>Kế hoạch</figcaption></figure>', "/u/a.pdf", "a.pdf"),
        ('<figure class="wp-block-file"><a href="/u/a.pdf">Kế hoạch</a></figure>', "/u/a.pdf", "Kế hoạch"),
        ('<a href="/download.aspx?file=a.pdf">Tải</a>', "/download.aspx?file=a.pdf", "Tải"),
        ('<a href="/Download?url=%2Fu%2Fa.pdf">Tải</a>', "/Download?url=%2Fu%2Fa.pdf", "Tải"),
        ('<a href="/f/123" download="kh.pdf"></a>', "/f/123", "kh.pdf"),
        ('<a href="/f/123" download>Kế hoạch</a>', "/f/123", "Kế hoạch"),
        ('<a href="/f/123" type="application/pdf">Kế hoạch</a>', "/f/123", "Kế hoạch"),
        ('<a href="/handler.ashx?id=5">Kế hoạch 112.pdf</a>', "/handler.ashx?id=5", "Kế hoạch 112.pdf"),
        ("<a href=\"javascript:void(0)\" onclick=\"window.open('/u/a.pdf')\">Kế hoạch</a>", "/u/a.pdf", "Kế hoạch"),
        ("<a href=\"javascript:xem('/u/a.pdf')\">Kế hoạch</a>", "/u/a.pdf", "Kế hoạch"),
        ('<a href="#" data-href="/u/a.pdf">Kế hoạch</a>', "/u/a.pdf", "Kế hoạch"),
        ('<a data-url="/u/a.pdf">Kế hoạch</a>', "/u/a.pdf", "Kế hoạch"),
        ("<button onclick=\"location.href='/u/a.pdf'\">Tải</button>", "/u/a.pdf", "Tải"),
        ('<div class="flipbook" data-pdf="/u/a.pdf"></div>', "/u/a.pdf", "a.pdf"),
        ('<div class="_df_book" source="/u/a.pdf"></div>', "/u/a.pdf", "a.pdf"),
        ('<table><tr><td>Số 1</td><td><a href="/u/a.xlsx">Bảng</a></td></tr></table>', "/u/a.xlsx", "Bảng"),
    ],
)  # fmt: skip
def test_a_document(markup: str, url: str, title: str) -> None:
    assert documents(markup) == [(url, title)]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="/huong-dan-doc-pdf.html">cách đọc tệp .pdf</a>',
        '<a href="/a.html">Kế hoạch 112.pdf</a>',
        '<a href="/tim?q=x.pdf">x</a>',
        '<a href="https://www.facebook.com/sharer.php?u=https://a.vn/x.pdf">Chia sẻ</a>',
        '<a href="mailto:a@a.vn">a.pdf</a>',
        '<a href="#chu-thich">a.pdf</a>',
        '<a href="/anh.jpg" download>Ảnh</a>',
        '<a href="/f/1" download="anh.jpg">Ảnh</a>',
        '<a href="/download/">Tải ứng dụng</a>',
        '<iframe src="https://www.youtube.com/embed/x"></iframe>',
        '<object data="/c.swf"></object>',
        '<embed src="/do-hoa.svg">',
        "<button onclick=\"chiaSe('zalo')\">Chia sẻ</button>",
        '<a onclick="return false">Kế hoạch</a>',
    ],
)
def test_no_document(markup: str) -> None:
    assert documents(markup) == []


def test_a_document_shown_and_linked_is_one_with_the_link_s_words() -> None:
    body = '<iframe src="/u/a.pdf#zoom=80"></iframe><p>Xem <a href="/u/a.pdf">Kế hoạch 112</a>.</p>'
    assert documents(body) == [("/u/a.pdf", "Kế hoạch 112")]
    assert documents('<object data="/u/a.pdf"><embed src="/u/a.pdf"></object>') == [("/u/a.pdf", "a.pdf")]


def test_the_words_after_an_embed_stay() -> None:
    got = read(longform('<p>Một.</p><embed src="/u/a.pdf"><p>Hai.</p><p>Ba.</p>'))
    assert got.text == "Một.\n\nHai.\n\nBa."


@pytest.mark.parametrize(
    "box",
    [
        '<div class="ul-fileattach"><div class="items"><a download href="/f/12">Kế hoạch</a></div></div>',
        '<ul class="file-dinh-kem attach"><li><a href="/u/a.pdf">Kế hoạch</a></li></ul>',
        '<div id="DinhKem"><a href="/tai-file.ashx?id=5">Kế hoạch</a></div>',
        '<div class="download-box"><iframe src="/u/a.pdf"></iframe></div>',
    ],
)
def test_files_in_a_box_below_the_body(box: str) -> None:
    assert len(read(longform("<p>Một.</p>", after=box)).attachments) == 1
    beside = longform("<p>Một.</p>").replace("</body>", f"<aside>{box}</aside></body>")
    assert read(beside).attachments == []


def test_relative_to_the_base() -> None:
    page = longform('<p>Một.</p><iframe src="a.pdf"></iframe>', head='<base href="https://tep.vn/2026/">')
    assert [one.url for one in read(page).attachments] == ["https://tep.vn/2026/a.pdf"]
