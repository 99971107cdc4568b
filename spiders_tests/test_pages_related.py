"""Links to other articles between the paragraphs are no text; links that belong to the article stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders_tests.family_pages import PAGES, PARAGRAPHS, FamilyPage
from spiders_tests.inserted_parts import ALL_PAGES, TWO_PAGES, paragraphs_of, with_part

A = '<a href="/pho-cu-mo-phong-doc-buoi-toi-130001.html">Phố cũ mở phòng đọc buổi tối cho học sinh</a>'
B = '<a href="/quy-sach-cua-ngo-nho-130002.html">Quỹ sách của một ngõ nhỏ đón người đọc thứ một nghìn</a>'
PICTURE = '<a href="/pho-cu-mo-phong-doc-buoi-toi-130001.html"><img src="/i/phong-doc.jpg"></a>'
SAPO = "Phòng đọc mở tới chín giờ, có người trực và nước chè nóng cho các cháu."
SENTENCE = "Câu này là lời của bài, và nó đứng giữa hai đoạn văn khác."

RELATED = {
    "list": f"<p><strong>Tin liên quan</strong></p><ul><li>{A}</li><li>{B}</li></ul>",
    "heading and list": f"<h3>Đọc thêm</h3><ul><li>{A}</li><li>{B}</li></ul>",
    "numbered list": f"<p><em>Có thể bạn quan tâm:</em></p><ol><li>{A}</li><li>{B}</li></ol>",
    "box": f"<div><h4>Bài liên quan</h4><div><p>{A}</p><p>{B}</p></div></div>",
    "quotation": f"<blockquote><p>Tin liên quan</p><p>{A}</p></blockquote>",
    "definition list": f"<dl><dt>Tin bài liên quan</dt><dd>{A}</dd></dl>",
    "details": f"<details open><summary>Cùng chuyên mục</summary><ul><li>{A}</li></ul></details>",
    "table": f"<table><tr><td>Tin liên quan</td></tr><tr><td>{A}</td></tr><tr><td>{B}</td></tr></table>",
    "label as text": f"<div>Tin nên đọc <ul><li>{A}</li></ul></div>",
    "label as link": f'<p><a href="/tin">Tin liên quan</a></p><ul><li>{A}</li></ul>',
    "lines": f"<p>Tin liên quan:<br>{A}<br>{B}</p>",
    "lines of a box": f"<div>Tin nên đọc<br>{A}<br>{B}</div>",
    "arrows": f"<p>Xem thêm:</p><p>» {A}</p><p>» {B}</p>",
    "bullets": f"<p>TIN BÀI LIÊN QUAN</p><p>• {A}</p><p>• {B}</p>",
    "dashes": f"<p><b>Mời bạn đọc thêm:</b></p><p>- {A}</p><p>+ {B}</p>",
    "dates": f"<p>Tin khác</p><ul><li>{A} (20/11/2026)</li><li>[19/11] {B}</li><li>{A} <i>08:15 20/11</i></li></ul>",
    "headings": f"<h2>Đọc tiếp</h2><h3>{A}</h3><h3>{B}</h3>",
    "english": f"<p><b>Read more</b></p><ul><li>{A}</li></ul>",
    "video": f"<p>Video liên quan</p><ul><li>{A}</li></ul>",
    "one line": f"<p><strong>Xem thêm: </strong>{A}</p>",
    "one slanted line": f"<p><em>>>> Có thể bạn quan tâm: {A}; {B}</em></p>",
    "one line of another site": '<p>📌 Đọc thêm: <a href="https://khac.example/a">Phố cũ mở phòng đọc buổi tối</a></p>',
    "an invitation": f"<p>MỜI ĐỘC GIẢ THEO DÕI CÁC TIN: {A} | {B}</p>",
    "a mark": f"<p>► {A}</p>",
    "teasers": f"<div><div>Tin liên quan</div><div><div>{PICTURE}<h5>{A}</h5><p>{SAPO}</p></div></div></div>",
    "teasers after a label": f"<p>Bài viết liên quan</p><div>{PICTURE}<h5>{A}</h5><p>{SAPO}</p></div>",
    "teaser without label": f"<div>{PICTURE}<h3>{A}</h3><p>{SAPO}</p></div>",
    "teaser in a table": f"<table><tr><td>{PICTURE}</td><td>{A}</td></tr></table>",
    "teaser in a figure": f"<figure>{PICTURE}<figcaption>{A}</figcaption></figure>",
    "named teaser": f'<article class="card-small">{PICTURE}<h3>{A}</h3><p>{SAPO}</p></article>',
    "named list": f'<div class="related-news"><ul><li>{A} <span>20/11/2026</span></li><li>{B}</li></ul></div>',
    "named box": f'<div class="readmore-body-box">{PICTURE}<h3>{A}</h3><p>{SAPO}</p></div>',
    "boxed label": f"<p>[Xem thêm] {A}</p>",
    "line in brackets": f"<p><i>(Đọc thêm: {A})</i></p>",
    "emoji": f"<p>🔗 Xem thêm: {A}</p>",
    "another emoji": f"<p>⏩ {A}</p>",
    "line without colon": f"<p><b>Xem thêm</b> {A}</p>",
    "links without breaks": f"<div><span>Tin liên quan</span>{A}{B}</div>",
    "links alone without breaks": f"<aside>{A}{B}</aside>",
    "section and headline": f'<p>Tin liên quan</p><ul><li><a href="/xa-hoi">Xã hội</a> {A}</li></ul>',
    "ages": f"<p>Tin liên quan</p><ul><li>{A} <i>2 giờ trước</i></li><li>{B} <i>12 bình luận</i></li></ul>",
    "picture below the label": f'<p>Tin liên quan</p><p><img src="/i/phong-doc.jpg"></p><p>{A}</p>',
    "contents": '<div class="toc"><p>Mục lục</p><ul><li><a href="#a">Một là</a></li></ul></div>',
    "alone": f"<p>{A}</p>",
    "alone, bold": f"<p><strong>{A}</strong></p>",
    "navigation": f"<nav><p>{A}</p></nav>",
    "tags": '<div class="tags"><span>Từ khóa:</span> <a href="/t/muong">mương</a>, <a href="/t/xa-cu">xà cừ</a></div>',
    "line of tags": '<p>Từ khóa: <a href="/t/muong">mương</a>, <a href="/t/xa-cu">xà cừ</a></p>',
    "share buttons": '<div class="social-share"><a href="https://fb.example/s">Facebook</a> <b>Chia sẻ</b></div>',
    "newsletter": f'<div class="newsletter"><h4>Nhận bản tin</h4><p>{SENTENCE}</p><form><input></form></div>',
    "author": f'<div class="author-bio"><h4>Lê An</h4><p>{SENTENCE}</p></div>',
}
LINES = [
    "Quảng cáo",
    "- Quảng cáo -",
    "ADVERTISEMENT",
    "(Bấm để xem ảnh lớn)",
    "Click vào ảnh để xem kích thước lớn",
    "Nghe đọc bài",
    "Đọc bài viết",
    "0:00 / 0:00",
    "Xem cỡ chữ",
    "Tăng/Giảm tương phản",
    "Skip Ribbon Commands",
    "Skip to main content",
    "Truy cập nội dung luôn",
    "View count: 536",
    "Theo dõi Báo Hànộimới trên",
    "Theo dõi Báo Hànộimới trên Google News",
    "Đăng ký nhận bản tin qua email",
    "Quét mã QR để tải ứng dụng",
    "Trình duyệt của bạn không hỗ trợ phát video",
]
KEPT = {
    "a reference": (f"<p>{SENTENCE} Xem thêm {A}, bài đã đăng.</p>", f"{SENTENCE} Xem thêm"),
    "a sentence": ('<p><a href="/a-b-130003.html">Ban tổ chức cho biết mương sẽ được kè đá.</a></p>', "kè đá."),
    "another host": (
        '<p><a href="https://khac.example/a-b-130003.html">Trang của hội những người giữ mương</a></p>',
        "hội",
    ),
    "a file": ('<p><a href="/f/ke-hoach-khoi-muong-130003.pdf">Bản vẽ con mương sau khi khơi xong</a></p>', "Bản vẽ"),
    "a law": (
        '<p><a href="/nghi-dinh-12-130003.html">Nghị định 12/2026/NĐ-CP về thoát nước đô thị</a></p>',
        "Nghị định",
    ),
    "a series": ('<p><a href="/ky-hai-cua-loat-bai-130003.html">Kỳ 2: Những người giữ mương của làng</a></p>', "Kỳ 2"),
    "a program": (f"<p>Chương trình gồm các phần:</p><ul><li>{A}</li><li>{B}</li></ul>", "Phố cũ mở"),
    "a heading": (f"<h3>{A}</h3><p>{SENTENCE}</p>", "Phố cũ mở"),
    "a table": (f"<table><tr><th>Nơi</th><th>Giờ</th></tr><tr><td>{A}</td><td>8h</td></tr></table>", "Phố cũ mở"),
    "a program below a heading": (f"<h3>Chương trình</h3><p>{A}</p><p>{B}</p>", "Quỹ sách"),
    "a program in paragraphs": (f"<p>Gồm các phần sau:</p><p>{A}</p><p>{B}</p>", "Quỹ sách"),
    "an announced list": (f"<p>Dưới đây là các phần</p><ul><li>{A}</li><li>{B}</li></ul>", "Quỹ sách"),
    "a long list": ("<ul>" + f"<li>{A}</li>" * 7 + "</ul>", "Phố cũ mở"),
    "a table of links": (f"<table><tr><td>{A}</td><td>{B}</td></tr></table>", "Quỹ sách"),
    "links of another site": (
        '<p>Tra cứu tại:</p><p>1. <a href="https://moh.gov.vn/a">Trang tra cứu của Bộ Y tế</a></p>',
        "1. Trang tra cứu",
    ),
    "an address": (
        '<p>Xem thêm tại: <a href="https://moh.gov.vn/a">https://moh.gov.vn/a</a></p>',
        "Xem thêm tại: http",
    ),
    "the whole text": ('<p><a href="/nghi-quyet-moi-130003.html">Xem toàn văn Nghị quyết tại đây</a></p>', "toàn văn"),
    "steps with arrows": ("<p>► Bước một: vét bùn</p><p>» Bước hai: phơi bùn.</p>", "► Bước một"),
    "a hashtag": ("<p>#KhoiMuong là từ khóa được nhắc nhiều nhất.</p>", "#KhoiMuong"),
    "a label without links": (f"<h3>Đọc thêm</h3><p>{SENTENCE}</p>", "Đọc thêm"),
    "a label with a colon": (f"<p><b>Thông tin liên quan:</b></p><p>{SENTENCE}</p>", "Thông tin liên quan:"),
    "did you know": (f"<p>Có thể bạn chưa biết:</p><p>{SENTENCE}</p>", "Có thể bạn chưa biết:"),
    "prose after the list": (f"<p>Tin liên quan</p><ul><li>{A}</li></ul><div><p>{SENTENCE}</p></div>", SENTENCE),
    "prose around the list": (f"<div><p>Tin liên quan</p><ul><li>{A}</li></ul><p>{SENTENCE}</p></div>", SENTENCE),
    "prose of a related box": (f'<div class="related"><p>{SENTENCE}</p></div>', SENTENCE),
    "prose of a box of shares": (f'<div class="share"><p>{SENTENCE} {SENTENCE}</p></div>', SENTENCE),
    "prose before the line": (f"<p>{SENTENCE}<br>Xem thêm: {A}</p>", SENTENCE),
    "prose that begins like a label": ("<p>Tin khác biệt nhất trong ngày đến từ cuối ngõ.</p>", "Tin khác biệt"),
    "prose on advertisements": ("<p>Quảng cáo trên tường được cạo sạch trong buổi sáng.</p>", "Quảng cáo"),
    "a heading on advertisements": (f"<h3>Quảng cáo</h3><p>{SENTENCE}</p>", "Quảng cáo"),
}
# What looks like other articles where no template says which box is the text: a linked heading with a sentence below
# it is a teaser, seven linked headlines without words before them are a list of articles.
OTHERS_ON_UNKNOWN_PAGES = {"a heading", "a long list"}
# What a box's name and a label say to the reader without selectors.
NAMED_ON_UNKNOWN_PAGES = {"a heading on advertisements", "prose of a related box", "prose of a box of shares"}


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("position", [0, 1, 3])
@pytest.mark.parametrize("part", RELATED.values(), ids=RELATED.keys())
def test_links_to_other_articles_are_no_text(page: FamilyPage, part: str, position: int) -> None:
    got = with_part(page, part, position)
    assert got.text.split("\n\n") == [*PARAGRAPHS]
    assert not got.images


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda page: page.template)
def test_every_template(page: FamilyPage) -> None:
    for name in ("list", "arrows", "one line", "teasers", "teaser without label", "alone", "line of tags"):
        got = with_part(page, RELATED[name])
        assert got.text.endswith("\n\n".join(PARAGRAPHS)), name
        assert "Phố cũ" not in got.text and not got.images, name


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("name", KEPT)
def test_links_and_lines_of_the_article_stay(page: FamilyPage, name: str) -> None:
    if page.template == "unknown" and name in OTHERS_ON_UNKNOWN_PAGES | NAMED_ON_UNKNOWN_PAGES:
        pytest.skip("looks like a part of the frame")
    part, words = KEPT[name]
    got = with_part(page, part).text
    assert words in got
    assert [one for one in got.split("\n\n") if one in PARAGRAPHS] == [*PARAGRAPHS]


@pytest.mark.parametrize("page", TWO_PAGES, ids=lambda page: page.template)
@pytest.mark.parametrize("line", LINES)
def test_lines_of_the_site_between_paragraphs(page: FamilyPage, line: str) -> None:
    assert paragraphs_of(page, f"<p>{line}</p>") == [*PARAGRAPHS]


def test_the_linked_headlines_of_a_bulletin_stay() -> None:
    items = [(f"Tin thứ {n} trong bản tin cuối tuần của phường", f"{SENTENCE} Đó là tin thứ {n}.") for n in range(6)]
    part = "".join(
        f'<p><a href="/tin-so-{n}-13000{n}.html">{head}</a></p><p>{text}</p>' for n, (head, text) in enumerate(items)
    )
    got = paragraphs_of(TWO_PAGES[0], part)
    assert [one for pair in items for one in pair] == got[1:-2]


def test_the_order_of_parts_does_not_matter() -> None:
    part = RELATED["list"] + f"<p>{SENTENCE}</p>" + RELATED["teasers"]
    assert paragraphs_of(TWO_PAGES[0], part) == [PARAGRAPHS[0], SENTENCE, *PARAGRAPHS[1:]]


TAGS = ["p", "div", "blockquote", "section", "li", "td", "span"]


@given(st.lists(st.tuples(st.sampled_from([*RELATED.values()]), st.sampled_from(TAGS)), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_visible_prose_without_links_is_never_removed(parts: list[tuple[str, str]]) -> None:
    prose = [f"{SENTENCE} Đây là lần thứ {n}." for n in range(len(parts))]
    inside = "".join(f"{part}<{tag}>{one}</{tag}>" for one, (part, tag) in zip(prose, parts, strict=True))
    got = with_part(PAGES[0], inside).text
    assert all(one in got for one in (*prose, *PARAGRAPHS))
