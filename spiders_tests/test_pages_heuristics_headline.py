"""The headline among a page's lines: never the site's name, in any markup."""

from __future__ import annotations

import pytest

from hanoi_press.pages.verdicts import NotAnArticle
from spiders_tests.heuristic_probe import PROSE, TITLE, article, headline, paragraphs

NUMBER = "https://hoilangnghe.example/?id=331"
SITE = "Hội Làng nghề"


@pytest.mark.parametrize(
    "form", ["<h1>{}</h1>", "<h3>{}</h3>", "<div>{}</div>", "<div><a href='{{}}'>{}</a></div>", "<p><b>{}</b></p>"]
)
@pytest.mark.parametrize("before", ["", "<h1>Báo Ví Dụ</h1>", "<h1><a href='/'>Tiếng nói của nhà nông</a></h1>"])
def test_what_the_address_and_the_window_state_is_found_in_any_markup(form: str, before: str) -> None:
    found = headline(f"{before}{form.format(TITLE)}{paragraphs()}")
    assert found is not None
    assert found.words == TITLE
    assert found.weight > 0


@pytest.mark.parametrize(
    "footer",
    [
        "<p><b>Đài Tiếng nói Tây Hà</b></p><p>Địa chỉ: 12 phố Huế, Hà Nội. Điện thoại: 024 3456 7890</p>",
        "<p><b>Đài Tiếng nói Tây Hà</b></p><p>Giám đốc: Phan Lộc</p><p>Giấy phép số 145/GP-BTTTT ngày 1/2/2020</p>",
    ],
)
def test_the_window_s_site_in_the_footer_is_no_headline(footer: str) -> None:
    body = f"<div><b>{TITLE}</b></div>{paragraphs()}{footer}"
    assert article(body, "Đài Tiếng nói Tây Hà", "https://x.example/?id=5").title == TITLE


@pytest.mark.parametrize("style", ["<b>{}</b>", '<span style="font-size:18.0pt">{}</span>', '<font size="5">{}</font>'])
def test_print_shows_a_headline_that_nothing_states(style: str) -> None:
    body = f"<p><b>{SITE.upper()}</b></p><p>{style.format(TITLE)}</p><p><i>Ngày 20/11/2026</i></p>{paragraphs()}"
    assert article(body, SITE, NUMBER).title == TITLE


def test_a_table_of_fields_between_a_printed_headline_and_the_text() -> None:
    names = ("Ngày đăng:", "Cập nhật:", "Chuyên mục:", "Lượt xem:")
    rows = "".join(f"<tr><td>{name}</td><td>20/11/2026 08:02</td></tr>" for name in names)
    body = f"<div><b>{TITLE} từ ngày 1/1/2027</b></div><table>{rows}</table>{paragraphs()}"
    found = article(body, SITE, NUMBER)
    assert found.title == f"{TITLE} từ ngày 1/1/2027"
    assert found.text.split("\n\n") == list(PROSE)


@pytest.mark.parametrize(
    "date", ["<div>Cập nhật lúc 08:02 ngày 20/11/2026</div>", "<p>Thứ sáu, 20/11/2026</p><p>A- A+</p>"]
)
def test_plain_line_over_the_date(date: str) -> None:
    body = f"<div>TIN TRONG QUẬN</div><div><span>{TITLE}</span></div>{date}<div>{paragraphs()}</div>"
    assert article(body, SITE, NUMBER).title == TITLE


@pytest.mark.parametrize(
    "over", ["Chuyên mục: đất đai và xây dựng ở huyện:", "Tin tức", "Kính chào bạn đọc của huyện Tây Hà."]
)
def test_lines_over_the_date_that_are_no_headline(over: str) -> None:
    with pytest.raises(NotAnArticle, match="no title"):
        article(f"<div>{over}</div><div>20/11/2026 08:02</div><div>{paragraphs()}</div>", SITE, NUMBER)


@pytest.mark.parametrize("form", ["<b>{}</b> <span>({})</span>", "<span>{}</span> - {}"])
def test_headline_and_date_in_one_line(form: str) -> None:
    line = form.format(TITLE, "20/11/2026 08:02")
    found = article(f"<table><tr><td>{line}</td></tr><tr><td>{paragraphs()}</td></tr></table>", SITE, NUMBER)
    assert (found.title, found.published_at) == (TITLE, "2026-11-20T08:02:00+07:00")
    assert found.text.split("\n\n") == list(PROSE)
