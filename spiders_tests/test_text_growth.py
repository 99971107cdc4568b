"""The functions of `text/` take a time that grows with the length of a text, whatever it repeats."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hanoi_press.text import block_pages, boilerplate, bylines, dates, normalize, server_phrases
from spiders_tests.cost_growth import growth

CASES: dict[str, tuple[Callable[[str], object], str, str]] = {
    "marks in disorder": (normalize.clean, "a", "\u0327\u0301"),
    "a mark made of marks": (normalize.clean, "a", "\u0f73"),
    "fold": (normalize.fold, "", "\u0327\u0301"),
    "entities": (normalize.unescape, "&#", "9&#"),
    "licence in digits": (boilerplate.is_boilerplate, "Giấy phép số ", "1"),
    "licences": (boilerplate.is_boilerplate, "Giấy phép số ", "1/GP-"),
    "spaces in a counter": (boilerplate.is_boilerplate, "lượt xem", " "),
    "spaces in a dateline": (bylines.dateline, "(", "\xa0"),
    "sources in a byline": (bylines.authors, "", "(theo "),
    "labels in a byline": (bylines.authors, "", "tin, "),
    "names in a byline": (bylines.authors, "", "Lê An, "),
    "attributions": (bylines.attribution, "", "Theo "),
    "credits": (bylines.caption, "", "(Ảnh: "),
    "days": (dates.parse, "", "1/1/"),
    "status": (server_phrases.states_status, "404 ", "http error "),
    "code": (lambda text: block_pages.is_challenge(text.encode()), "document.cookie=location.reload()", "<script "),
    "brackets": (lambda text: block_pages.is_refusal(text.encode()), "URL was rejected", "<"),
}


@pytest.mark.parametrize(("work", "start", "pump"), CASES.values(), ids=CASES.keys())
def test_growth(work: Callable[[str], object], start: str, pump: str) -> None:
    longest = 24_000 // len(pump.encode())  # larger pages are no challenges
    texts = {size: start + pump * size + "!" for size in (longest // 4, longest // 4 * 4)}
    assert growth(lambda size: work(texts[size]), longest // 4) < 8


def test_comments_before_a_page() -> None:
    assert not block_pages.is_html(b"<!-- x --> " * 370 + b"User-agent: *")  # was exponential
    assert block_pages.is_html(b"<!-- x --> " * 30 + b"<html>")


def test_marks_that_are_kept() -> None:
    assert normalize.clean("e\u0302\u0301" * 500) == "ế" * 500
    assert normalize.clean("a" + "\u0301" * 500 + "b") == "á" + "\u0301" * 29 + "b"


def test_a_number_too_great_for_a_letter() -> None:
    assert normalize.unescape("A&#" + "9" * 5000 + ";B&#67;") == "A\ufffdBC"


def test_a_byline_is_short() -> None:
    assert len(bylines.authors(", ".join(f"Lê Văn {chr(65 + number)}" for number in range(26)))) == 26
    assert bylines.authors("Lê An, " * 1000) == []
