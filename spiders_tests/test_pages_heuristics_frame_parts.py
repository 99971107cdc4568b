"""Parts of a page that are no text: labelled boxes, teasers, notices of the site, tables of fields, linked lists."""

from __future__ import annotations

import pytest

from hanoi_press.pages.heuristics.frame_parts import site_of
from spiders_tests.heuristic_probe import PROSE, TITLE, others, paragraphs, texts

FIRST, REST = PROSE[0], PROSE[1:]
CARD = '<div><h3><a href="/a{number}">{title}</a></h3><p>' + PROSE[2] + "</p><i>1{number}/11/2026</i></div>"
LINK = '<li><a href="/a{number}">{title}</a></li>'


def around(part: str) -> list[str]:
    """Return the text of an article with a part between its paragraphs."""
    return texts(f"<h1>{TITLE}</h1><div>{paragraphs(FIRST)}{part}{paragraphs(*REST)}</div>")


def behind(part: str) -> list[str]:
    """Return the text of an article with a part in a box of its own behind it."""
    return texts(f"<h1>{TITLE}</h1><div><div>{paragraphs()}</div>{part}</div>")


@pytest.mark.parametrize(
    "part",
    [
        f"<div><h4>Tin liên quan</h4><ul>{others(LINK)}</ul></div>",
        f"<div><h4>Tin cùng mục</h4>{others(CARD)}</div>",  # a label that no list of phrases has
        f"<div><div>Tâm điểm</div><div>{others(CARD)}</div></div>",
        f"<ul>{others(LINK)}</ul>",
        "<div><h4>Bản tin sáng</h4><p>Đăng ký để nhận năm tin đáng đọc nhất vào hộp thư mỗi ngày.</p></div>",
        "<div><p>Sign up for our newsletter and get the top headlines in your inbox every morning.</p></div>",
        "<div><h2>Since you’re here...</h2><p>… we have a small favour to ask. More people are reading us.</p></div>",
        "<div>Quảng cáo</div>",
        "<div><p>Lá thư thứ hai</p><p>Mỗi tuần một lá thư với những câu chuyện đáng đọc nhất, gửi từ tòa soạn.</p>"
        '<form><input type="email"><button>Gửi</button></form></div>',
        "<form><p>Lá thư thứ hai, mỗi tuần một lần, với những câu chuyện đáng đọc nhất của chúng tôi.</p>"
        '<input name="your-email"></form>',
    ],
)
def test_parts_between_and_behind_paragraphs(part: str) -> None:
    assert around(part) == list(PROSE)
    assert behind(part) == list(PROSE)


@pytest.mark.parametrize(
    "part",
    [
        "<div><em>Bài viết thể hiện quan điểm riêng của tác giả và không nhất thiết trùng với quan điểm của tòa soạn."
        "</em></div>",
        "<div><b>Bình luận mới nhất</b><div><b>Trần Thị Lụa</b><p>" + PROSE[2] * 4 + "</p></div></div>",
        "<div><h4>About the author</h4><p>Jo Field writes about cities and the people who live there.</p></div>",
        "<div>Facebook 214 X Lưu</div>",
    ],
)
def test_what_follows_a_text(part: str) -> None:
    assert behind(part) == list(PROSE)


def test_a_notice_about_cookies_before_the_article() -> None:
    notice = (
        "<div><p>Chúng tôi và các đối tác sử dụng cookie để ghi nhớ lựa chọn của bạn và đo lường lượng người đọc.</p>"
        "<p>Bạn có thể thay đổi lựa chọn bất cứ lúc nào trong phần cài đặt của tài khoản, mục quyền riêng tư.</p></div>"
    )
    assert texts(f"{notice}<div><h1>{TITLE}</h1>{paragraphs()}</div>") == list(PROSE)


def test_an_article_about_cookies_keeps_its_words() -> None:
    text = "Trình duyệt mới chặn cookie của bên thứ ba, khiến các hãng quảng cáo phải tìm cách khác để theo người dùng."
    assert around(f"<p>{text}</p>") == [FIRST, text, *REST]


def test_a_list_of_links_that_a_sentence_announces_is_text() -> None:
    found = around(f"<p>Các văn bản mà thành phố đã công bố gồm:</p><ul>{others(LINK)}</ul>")
    assert found[1] == "Các văn bản mà thành phố đã công bố gồm:"
    assert len(found) == 8


def test_things_to_buy_are_text_although_they_look_like_teasers() -> None:
    item = '<div><h3><a href="https://shop.example/{number}">{title}</a></h3><p>' + PROSE[1] + "</p></div>"
    assert len(around(others(item))) == 3 + 8


def test_a_table_of_fields_before_the_text_is_none() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>20/11/2026</td></tr>" for name in ("Ngày đăng:", "Cập nhật:"))
    assert texts(f"<h1>{TITLE}</h1><div><table>{rows}</table>{paragraphs()}</div>") == list(PROSE)


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("amp.baovidu.com.vn", "baovidu.com.vn"),
        ("www.example.com", "example.com"),
        ("baovidu.vn", "baovidu.vn"),
        ("", ""),
    ],
)
def test_the_site_of_a_host(host: str, site: str) -> None:
    assert site_of(host) == site


def test_a_form_around_the_whole_page_is_no_form() -> None:
    assert texts(f"<form><h1>{TITLE}</h1><div>{paragraphs()}</div></form>") == list(PROSE)


def test_forms_without_an_address_or_around_the_text_take_nothing() -> None:
    asked = f'<div><p>{PROSE[2]}</p><input name="q"></div>'
    assert around(asked) == [FIRST, PROSE[2], *REST]
    whole = f'<form><h1>{TITLE}</h1><div>{paragraphs()}<input name="email"></div></form>'
    assert texts(whole) == list(PROSE)
