"""Menus known by the links that they hold."""

from __future__ import annotations

import pytest

from hanoi_press.discovery import Fetched
from hanoi_press.doctor.address_parts import key_of
from hanoi_press.doctor.site_links import SeenLinks

HOME = "https://vidu.example/"
NAMES = ["Tuyên truyền, phổ biến, giáo dục pháp luật", "Hoạt động của lãnh đạo tỉnh trong tuần qua"]
NEWS = "".join(
    f'<p><a href="/tin/bai-{number}">Xã Lam Giang khánh thành cây cầu dân sinh thứ {number}</a></p>'
    for number in range(6)
)


def menus(body: str) -> set[str]:
    """Return the paths of the page's links that stand in a menu alone."""
    links = SeenLinks("vidu.example", HOME)
    links.take_page(Fetched(HOME, f"<html><body>{body}</body></html>".encode()), is_home=True)
    return {one.parts.path for one in links if not one.outside_frame and key_of(one.parts.url)}


def menu(first: str, form: str = "<li>{}</li>") -> str:
    sections = [f'<a href="/muc-{number}">{words}</a>' for number, words in enumerate(NAMES)]
    return "".join(map(form.format, [first, *sections]))


@pytest.mark.parametrize(
    "first", ['<a href="/">Trang chủ</a>', '<a href="/lien-he">Liên hệ</a>', '<a href="/default.aspx"><img></a>']
)
@pytest.mark.parametrize("form", ["<li>{}</li>", "<td>{}</td>", "{} | ", "<div><span>{}</span></div>"])
def test_a_box_with_the_home_link_is_a_menu(first: str, form: str) -> None:
    assert {"muc-0", "muc-1"} <= menus(f"<div><div class='x'>{menu(first, form)}</div><div>{NEWS}</div></div>")
    assert not {"tin/bai-0", "tin/bai-5"} & menus(
        f"<div><div class='x'>{menu(first, form)}</div><div>{NEWS}</div></div>"
    )


def test_a_logo_above_the_news_makes_no_menu_of_them() -> None:
    assert menus(f'<div id="page"><a href="/"><img></a><div>{NEWS}</div></div>') == set()


def test_a_row_of_news_with_a_link_to_contact_is_no_menu() -> None:
    summary = "Sáng nay, hàng trăm người dân ở Lam Giang đã có mặt từ sớm để chứng kiến sự kiện mà họ chờ đợi."
    entries = f'<a href="/tin/a-1">{NAMES[0]}</a><a href="/tin/b-2">{NAMES[1]}</a><a href="/lien-he">Gửi</a>'
    assert menus(f"<div>{entries}<p>{summary}</p></div><div>{NEWS}</div>") == set()
