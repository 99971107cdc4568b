"""Lists, home pages, results of a search and error pages of sites that nobody described; articles among teasers."""

from __future__ import annotations

import pytest

from hanoi_press.extraction import NotAnArticle
from spiders_tests.heuristic_probe import OTHERS, PROSE, TITLE, article, others, paragraphs, texts

CARD = '<div><h3><a href="/a{number}">{title}</a></h3><p>' + PROSE[0] + "</p><i>1{number}/11/2026</i></div>"
LONG_CARD = '<div><h3><a href="/a{number}">{title}</a></h3><p>' + " ".join(PROSE) + "</p><i>1{number}/11/2026</i></div>"
NEXT = "<div><h3>{title}</h3><p>" + PROSE[1] + '</p><a href="/a{number}">Xem chi tiết</a></div>'
ROW = '<tr><td>1{number}/11/2026</td><td><a href="/a{number}">{title}</a></td></tr>'
BREAKS = '<a href="/a{number}">{title}</a><br>' + PROSE[2] + "<br>"


def verdict(body: str, window: str = "Thời sự - Báo Ví Dụ", path: str = "/thoi-su") -> str:
    with pytest.raises(NotAnArticle) as found:
        article(body, window, f"https://baovidu.example{path}")
    return found.value.kind


@pytest.mark.parametrize("form", [CARD, LONG_CARD, NEXT, BREAKS])
@pytest.mark.parametrize("path", ["/thoi-su", "/tin/xa-dong-hoi-con-muoi-hai-ho-chua-ban-giao-mat-bang-5521.html"])
def test_a_section_is_a_list(form: str, path: str) -> None:
    assert verdict(f"<h1>Thời sự</h1><div>{others(form)}</div>", path=path) == "list"


def test_a_table_of_dates_and_links_is_a_list() -> None:
    assert verdict(f"<h3>Thông báo</h3><table>{others(ROW)}</table>", "Sở Ví Dụ") == "list"


def test_results_of_a_search_are_a_list_with_words_above_them() -> None:
    body = f"<h1>Kết quả tìm kiếm cho: đường</h1><p>Tìm thấy 120 tin phù hợp với từ khóa đường.</p>{others(CARD)}"
    assert verdict(body, "Tìm kiếm - Báo Ví Dụ", "/tim?q=duong") == "list"


def test_a_home_page_is_a_list_although_it_says_more_of_itself() -> None:
    about = paragraphs(*PROSE)
    assert verdict(f"<div>{others(CARD)}</div><h2>Giới thiệu</h2>{about}", "Báo Ví Dụ", "/") == "list"


def test_the_page_of_an_article_that_stands_in_the_list_itself() -> None:
    own = CARD.format(number=9, title=TITLE)
    assert verdict(f"<div>{others(CARD)}{own}</div>", "Báo Ví Dụ", f"/{'-'.join(TITLE.lower().split())}") == "list"


@pytest.mark.parametrize("form", [CARD, LONG_CARD, NEXT])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_short_article_above_long_teasers_is_an_article(form: str, number: int) -> None:
    body = f"<h1>{TITLE}</h1><div>{paragraphs(*PROSE[:number])}</div><div><h4>Tâm điểm</h4>{others(form)}</div>"
    found = texts(body)
    assert found[:number] == list(PROSE[:number])
    if form != NEXT:
        assert len(found) == number


def test_a_bar_of_buttons_is_no_teaser_beside_two_links_in_a_short_text() -> None:
    bar = "".join(f"<a href='#'>{word}</a> " for word in ("Chia sẻ Facebook", "In bài viết", "Gửi email"))
    two = '<h4>Bài liên quan</h4><p><a href="/a1">{}</a></p><p><a href="/a2">{}</a></p>'.format(*OTHERS)
    inner = f"<p>{PROSE[0]}</p><div>{two}</div>{paragraphs(*PROSE[1:3])}"
    assert texts(f"<h1>{TITLE}</h1><div>{bar}</div><div>{inner}</div>") == list(PROSE[:3])


def test_a_bar_of_buttons_beside_the_date_above_the_headline_is_no_teaser() -> None:
    bar = "".join(f"<a href='#'>{word}</a> " for word in ("Chia sẻ Facebook", "In bài viết", "Gửi email"))
    head = f"<section><div><em>Thứ 4, 18/11/2026 | 16:05</em><div>{bar}</div></div></section>"
    assert article(f"{head}<h1>{TITLE}</h1><div>{paragraphs()}</div>").published_at == "2026-11-18T16:05:00+07:00"


def test_a_menu_of_long_links_takes_no_text_away() -> None:
    menu = others('<div><a href="/m{number}">{title}</a></div>')
    body = f"<div>{menu}</div><h1>{TITLE}</h1><div>{paragraphs()}</div><div>{menu}</div>"
    assert texts(body) == list(PROSE)


def test_a_notice_of_one_line_and_a_document_is_an_article() -> None:
    body = (
        f"<h1>{TITLE}</h1><div>20/11/2026</div><div><p>Kính gửi các hộ dân.</p>"
        f'<p><a href="/f/12.pdf">Thông báo số 12</a></p></div><div><h4>Thông báo khác</h4>{others(CARD)}</div>'
    )
    assert texts(body) == ["Kính gửi các hộ dân.", "Thông báo số 12"]


@pytest.mark.parametrize(
    "words",
    [
        "Không có trang này",
        "Ôi, trang này đi vắng!",
        "Bài viết đã được gỡ xuống",
        "Không tìm thấy tin này.",
        "Page not found",
        "We can't find the page that you asked for",
    ],
)
@pytest.mark.parametrize("form", ["<h1>{}</h1>", "<center><b>{}</b></center>"])
def test_an_error_page_says_so(words: str, form: str) -> None:
    more = "<p>Mời bạn quay về trang nhất.</p><div>Báo Ví Dụ. Giấy phép số 12/GP-BTTTT</div>"
    assert verdict(form.format(words) + more, "Báo Ví Dụ", "/tin/bai-cu-1.html") == "not-found"


def test_an_article_on_missing_pages_is_an_article() -> None:
    title = "Trang này không tồn tại"
    assert texts(f"<article><h1>{title}</h1>{paragraphs()}</article>", title) == list(PROSE)


def test_others_are_told_apart() -> None:
    assert len(set(OTHERS)) == len(OTHERS)
