"""Test that the site's name loses against the headline, wherever it stands."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from hanoi_press.pages.heuristics.site_titles import is_site_title

NAMES = [
    ("Tạp chí Sông Lam", True),
    ("CỔNG THÔNG TIN ĐIỆN TỬ TỈNH LAM HÀ", True),
    ("Trang thông tin điện tử xã Nà Phường", True),
    ("UBND huyện Lam Hà", True),
    ("Báo Đồng Lúa", True),
    ("Báo động đỏ trên sông Lam", False),
    ("BÁO ĐỘNG ĐỎ TRÊN SÔNG LAM", False),
    ("Cổng thông tin điện tử tỉnh Lam Hà đổi giao diện", False),
    ("UBND huyện Lam Hà họp về đê điều.", False),
]


@pytest.mark.parametrize(("words", "expected"), NAMES)
def test_site_title(words: str, expected: bool) -> None:
    assert is_site_title(words) is expected


PROSE = "".join(
    f"<p>Đoàn thứ {n} đã đến thôn lúc sáng sớm, mang theo gạo, mì và nước uống cho bà con hai bên bờ suối.</p>"
    for n in ("nhất", "hai", "ba")
)
HEADLINE = "Đoàn xe cứu trợ vượt suối vào thôn"
PAGES = [
    ("/doan-xe-cuu-tro-vuot-suoi-vao-thon", "Sông Lam ngày nay", f"<h1>Sông Lam ngày nay</h1><div>{HEADLINE}</div>"),
    ("/tin/81", "Tạp chí Sông Lam", f"<h1>Tạp chí Sông Lam</h1><h4>{HEADLINE}</h4>"),
    ("/tin/81", "Lam Hà", f"<h1>TRANG THÔNG TIN ĐIỆN TỬ<br>HUYỆN LAM HÀ</h1><h5>{HEADLINE}</h5>"),
    (
        "/x.aspx?id=81",
        "Cổng thông tin điện tử tỉnh Lam Hà",
        "<table><tr><td>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH LAM HÀ</td><td>Thứ ba, 24/11/2026</td></tr></table>"
        f"<p><font size=4>{HEADLINE}</font></p>",
    ),
]


@pytest.mark.parametrize(("path", "window", "head"), PAGES)
def test_headline_beside_name_of_site(path: str, window: str, head: str) -> None:
    page = f"<title>{window}</title>{head}<p>20/11/2026 08:10</p>{PROSE}"
    assert extract(page.encode(), f"https://x.example{path}", fetched_at="2026-11-24T00:00:00Z").title == HEADLINE
