"""Dates in the future are flagged, kept as printed, and count for nothing."""

from __future__ import annotations

import json

import pytest

from hanoi_press import extract
from hanoi_press.crawl.article_checks import problems

URL = "https://hanoimoi.vn/cay-bang-truoc-ngo-901.html"
FETCHED = "2026-11-24T01:00:00Z"


def page(published: str, printed: str, modified: str = "") -> bytes:
    """Return a page of Hànộimới that states the dates in its JSON-LD and prints one."""
    stated = {"@type": "NewsArticle", "datePublished": published, "dateModified": modified}
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(stated)}</script></head><body>'
        f'<h1 class="c-detail-head__title">Cây bàng trước ngõ</h1><span class="c-detail-head__time">{printed}</span>'
        '<div class="b-maincontent"><div class="entry"><p>Cây bàng rụng lá từ đầu tháng.</p></div></div></body></html>'
    ).encode()


@pytest.mark.parametrize(
    ("published", "printed", "expected", "origin"),
    [
        ("2026-11-24T07:30:00+07:00", "24/11/2026 - 07:30", "2026-11-24T07:30:00+07:00", "json-ld"),
        ("2026-11-25T07:30:00+07:00", "25/11/2026 - 07:30", "2026-11-25T07:30:00+07:00", "json-ld"),  # within a day
        ("2036-11-24T07:30:00+07:00", "24/11/2036 - 07:30", None, "future"),
        ("", "24/11/2036 - 07:30", None, "future"),
        ("", "24/11/2036", None, "future"),
        ("2036-11-24T07:30:00+07:00", "24/11/2026 - 07:30", "2026-11-24T07:30:00+07:00", "css"),
        ("9999-12-31T23:59:59+07:00", "", None, None),  # beyond any calendar of a paper, as 0001 is
        ("0001-01-01T00:00:00", "", None, None),
        ("1969-12-31T23:59:59Z", "", None, None),
    ],
)
def test_a_date_of_publication(published: str, printed: str, expected: str | None, origin: str | None) -> None:
    got = extract(page(published, printed), URL, fetched_at=FETCHED)
    assert (got.published_at, got.extraction.fields.get("published_at")) == (expected, origin)
    assert got.raw.published == (printed or published)
    assert problems(got) == []


def test_a_date_of_change() -> None:
    got = extract(page("2026-11-24T07:30:00Z", "", "2036-11-24T07:30:00Z"), URL, fetched_at=FETCHED)
    assert (got.modified_at, got.raw.modified) == (None, "2036-11-24T07:30:00Z")
    assert got.extraction.fields["modified_at"] == "future"
    assert got.published_at == "2026-11-24T14:30:00+07:00"


def test_a_printed_change_in_the_future_is_no_other_date() -> None:
    got = extract(page("", "23/11/2026 (cập nhật 24/11/2036 09:00)"), URL, fetched_at=FETCHED)
    assert (got.published_at, got.modified_at) == ("2026-11-23", None)
    assert got.raw.modified == "23/11/2026 (cập nhật 24/11/2036 09:00)"
    assert got.extraction.fields["modified_at"] == "future"


def test_a_date_in_the_future_that_is_not_printed_is_kept_too() -> None:
    got = extract(page("2036-11-24T07:30:00Z", "Mới đăng"), URL, fetched_at=FETCHED)
    assert (got.published_at, got.raw.published) == (None, "2036-11-24T14:30:00+07:00")


def test_what_was_the_future_then_is_none_at_a_later_fetch() -> None:
    """A replay goes by the time of its record, not by today."""
    body = page("2036-11-24T07:30:00+07:00", "")
    assert extract(body, URL, fetched_at="2036-11-24T03:00:00Z").published_at == "2036-11-24T07:30:00+07:00"
