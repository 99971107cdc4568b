"""`extensions/retry_after.py`: the seconds that a `Retry-After` header asks for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_press.extensions.retry_after import retry_seconds

_DATE = r"[A-Z][a-z]{2}, [-+]?\d{1,30} (Nov|Feb) \d{1,30} \d{1,30}:\d\d:\d\d [-+A-Z\d]{1,30}"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("6", 6),
        (" 120 ", 120),
        ("Tue, 24 Nov 2026 03:01:30 GMT", 90),
        ("Tue, 24 Nov 2026 02:00:00 GMT", 0),
        ("mai", 0),
        ("", 0),
        ("-5", 0),
        ("9" * 40, 999999),
        ("9999999999999999", 999999),
        ("0000000120", 120),
        ("9" * 400, 999999),
        ("1e9", 0),
        ("1.5", 0),
        ("٣٠", 0),
        ("5, 10", 0),
        ("+0000", 0),
        ("Tue, 24 Nov 99999999999999999999 03:01:30 GMT", 0),
        ("Tue, 99999999999999999999 Nov 2026 03:01:30 GMT", 0),
        ("Tue, 24 Nov 2026 03:01:30 +99999999999999999999", 0),
        ("Tue, 24 Nov 2026 03:01:30 -2359", 86430),
        (
            "Fri, 31 Dec 9999 23:59:59 -2300",
            (datetime(9999, 12, 31, 22, 59, 59, tzinfo=UTC) - NOW).total_seconds() + 86400,
        ),
    ],
)
def test_retry_after(header: str, wanted: float) -> None:
    assert retry_seconds(header, NOW) == wanted


@given(
    st.one_of(
        st.text(),
        st.from_regex(_DATE, fullmatch=True),
    )
)
def test_any_header_gives_a_number_from_0_up(header: str) -> None:
    assert retry_seconds(header, NOW) >= 0
