"""Dates of WARC records."""

from __future__ import annotations

import pytest

from hanoi_press.warc.record_dates import record_date

MAIL = "Mon, 06 May 2024 07:08:09 GMT"


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09Z"),
        ("2024-05-06T07:08:09.9Z", "2024-05-06T07:08:09Z"),
        ("2024-05-06T07:08:09.123456789Z", "2024-05-06T07:08:09Z"),
        ("2024-05-06T07:08:09", "2024-05-06T07:08:09Z"),
        (" 2024-05-06t07:08:09 z ", "2024-05-06T07:08:09Z"),
        ("2024-05-06T14:08:09+07:00", "2024-05-06T07:08:09Z"),
        ("2024-05-06T02:08:09-05:00", "2024-05-06T07:08:09Z"),
        ("2024-05-06 07:08:09", "2024-05-06T07:08:09Z"),
        ("20240506070809", "2024-05-06T07:08:09Z"),
        ("20240506070809123", "2024-05-06T07:08:09Z"),
        ("20240506", "2024-05-06T00:00:00Z"),
        ("2024-05-06T07:08Z", "2024-05-06T07:08:00Z"),
        ("2024-05-06", "2024-05-06T00:00:00Z"),
        ("2024-05", "2024-05-01T00:00:00Z"),
        ("2024", "2024-01-01T00:00:00Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        (MAIL, "2024-05-06T07:08:09Z"),
    ],
)
def test_dates(stated: str, date: str) -> None:
    assert record_date(stated) == date == record_date(stated, "Tue, 07 May 2024 00:00:00 GMT")


@pytest.mark.parametrize("stated", [None, "", "x", "2024-13-45", "0001-01-01T00:00:00+07:00x", "9" * 14])
def test_without_a_date_that_of_the_answer_counts(stated: str | None) -> None:
    assert record_date(stated, MAIL) == "2024-05-06T07:08:09Z"
    for http_date in (None, "", "x", "Mon, 99 May 2024 07:08:09 GMT"):
        with pytest.raises(ValueError, match="its WARC-Date is"):
            record_date(stated, http_date)


def test_a_date_that_has_no_moment_in_utc() -> None:
    with pytest.raises(ValueError, match="its WARC-Date is"):
        record_date("0001-01-01T00:00:00+07:00")
