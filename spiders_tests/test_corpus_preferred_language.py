"""Which language a page has: the link, then the cookie, then the browser's wish."""

from __future__ import annotations

import pytest

from hanoi_press.corpus.browse.preferred_language import preferred_language


@pytest.mark.parametrize(
    ("asked", "cookie", "accepted", "language"),
    [
        (None, "", "", "en"),
        (None, "", "vi", "vi"),
        (None, "", "vi-VN, en;q=0.9", "vi"),
        (None, "", "en-GB, vi;q=0.9", "en"),
        (None, "", "fr, de;q=0.8", "en"),
        (None, "", "fr, vi;q=0.1", "vi"),
        (None, "", "en;q=0.3, vi;q=0.8", "vi"),
        (None, "", "vi;q=0, fr", "en"),
        (None, "", "vi;q=x;;, en;q=", "vi"),
        (None, "hanoi_press_lang=vi", "en", "vi"),
        (None, "a=b; hanoi_press_lang=en; c", "vi", "en"),
        (None, "xhanoi_press_lang=vi", "en", "en"),
        (None, "hanoi_press_lang=fr", "vi", "vi"),
        ("vi", "hanoi_press_lang=en", "en", "vi"),
        ("fr", "", "vi", "vi"),
        (None, "", "x," * 50_000 + "vi", "en"),
    ],
)
def test_the_first_that_is_known(asked: str | None, cookie: str, accepted: str, language: str) -> None:
    assert preferred_language(asked, cookie, accepted) == language
