"""`pages.srcset`: the candidates of a list, as HTML's standard splits them, and the widths in addresses."""

from __future__ import annotations

import pytest

from hanoi_press.pages.srcset import Candidate, candidates, stated_width, without_width


@pytest.mark.parametrize(
    ("srcset", "found"),
    [
        ("a.jpg", [("a.jpg", 0, 1.0)]),
        ("a.jpg 640w, b.jpg 1280w", [("a.jpg", 640, 1.0), ("b.jpg", 1280, 1.0)]),
        ("a.jpg 640w,b.jpg 1280w", [("a.jpg", 640, 1.0), ("b.jpg", 1280, 1.0)]),
        ("a.jpg, b.jpg 1.5x , c.jpg 2x", [("a.jpg", 0, 1.0), ("b.jpg", 0, 1.5), ("c.jpg", 0, 2.0)]),
        (" ,, a.jpg 1x,\n\tb.jpg\n2x,", [("a.jpg", 0, 1.0), ("b.jpg", 0, 2.0)]),
        ("a.jpg 640w 480h, b.jpg 800w 600h", [("a.jpg", 640, 1.0), ("b.jpg", 800, 1.0)]),
        ("/w_300,h_200/a.jpg 300w, /w_900,h_600/a.jpg 900w", [("/w_300,h_200/a.jpg", 300, 1.0),
                                                               ("/w_900,h_600/a.jpg", 900, 1.0)]),
        ("data:image/gif;base64,R0lG 1x, a.jpg 2x", [("data:image/gif;base64,R0lG", 0, 1.0), ("a.jpg", 0, 2.0)]),
        ("https://c.vn/a.jpg,https://c.vn/b.jpg 2x", [("https://c.vn/a.jpg", 0, 1.0), ("https://c.vn/b.jpg", 0, 2.0)]),
        ("a.jpg calc(1px, 2px) 300w, b.jpg", [("a.jpg", 300, 1.0), ("b.jpg", 0, 1.0)]),
        ("a.jpg w, b.jpg xx", [("a.jpg", 0, 1.0), ("b.jpg", 0, 1.0)]),
        ("", []),
        (" , ", []),
    ],
)  # fmt: skip
def test_candidates(srcset: str, found: list[tuple[str, int, float]]) -> None:
    assert list(candidates(srcset)) == [Candidate(*one) for one in found]


def test_a_list_without_an_end_is_cut() -> None:
    assert len(list(candidates("a.jpg 1w, " * 1000))) == 40
    assert list(candidates("a.jpg 1w, " * 9000)) == []


@pytest.mark.parametrize(
    ("address", "width", "without"),
    [
        ("/2026/11/hang-1280.jpg", 1280, "/2026/11/hang.jpg"),
        ("/2026/11/hang_640w.webp", 640, "/2026/11/hang.webp"),
        ("/2026/11/hang-300x200.jpg", 300, "/2026/11/hang.jpg"),
        ("/thumbs/720x480/2026/11/hang.jpg", 720, "/thumbs//2026/11/hang.jpg"),
        ("/w640/hang.jpg", 640, "/hang.jpg"),
        ("/hang.jpg?w=900&q=80", 900, "/hang.jpg&q=80"),
        ("/2026/11/anh-101.jpg", 101, "/2026/11/anh-101.jpg"),
        ("/2026/11/20/hang.jpg", 0, "/2026/11/20/hang.jpg"),
        ("/upload/2005517/a.jpg", 0, "/upload/2005517/a.jpg"),
        ("/upload/anh-20261120.jpg", 0, "/upload/anh-20261120.jpg"),
    ],
)
def test_the_width_in_an_address(address: str, width: int, without: str) -> None:
    assert (stated_width(address), without_width(address)) == (width, without)
