"""`extensions/retry_after.py`: the seconds that a `Retry-After` header asks for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hanoi_press.extensions.retry_after import retry_seconds

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
    ],
)
def test_retry_after(header: str, wanted: float) -> None:
    assert retry_seconds(header, NOW) == wanted
