"""Lines with two dates: a clock belongs to the day beside it, and an update is not the publication."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hanoi_press.text.dated_lines import from_feed, moment_and_day, read
from hanoi_press.text.moments import VN

DAY, MORNING = "2026-11-20", "2026-11-20T08:15:00+07:00"
NEXT_DAY, NEXT_NINE = "2026-11-21", "2026-11-21T09:00:00+07:00"


@pytest.mark.parametrize(
    ("text", "published", "modified"),
    [
        # the update behind, and before
        ("20/11/2026 (cập nhật 21/11/2026 09:00)", DAY, NEXT_NINE),
        ("20/11/2026 (Cập nhập lúc 09:00 ngày 21/11/2026)", DAY, NEXT_NINE),
        ("20/11/2026 08:15 (cập nhật 21/11/2026)", MORNING, NEXT_DAY),
        ("20/11/2026 cập nhật 21/11/2026 09:00", DAY, NEXT_NINE),
        ("20/11/2026 08:15 | Cập nhật lúc 09:00 21/11/2026", MORNING, NEXT_NINE),
        ("08:15, Thứ sáu ngày 20/11/2026, cập nhật lần cuối 09:00 ngày 21/11/2026", MORNING, NEXT_NINE),
        ("Cập nhật: 21/11/2026 09:00 - Đăng: 20/11/2026", DAY, NEXT_NINE),
        ("Cập nhật lúc 09:00 ngày 21/11/2026 | 20/11/2026 08:15", MORNING, NEXT_NINE),
        ("21/11/2026 09:00 (đã sửa), 20/11/2026 08:15", MORNING, NEXT_NINE),
        ("21/11/2026 09:00 (cập nhật) | 20/11/2026", DAY, NEXT_NINE),
        # both with a label
        ("Đăng ngày 20/11/2026 08:15 | Cập nhật lúc 09:00 21/11/2026", MORNING, NEXT_NINE),
        ("Ngày đăng 20/11/2026 | Ngày cập nhật 21/11/2026", DAY, NEXT_DAY),
        ("Ngày tạo: 20/11/2026 08:15:00 - Ngày sửa: 21/11/2026 09:00:00", MORNING, NEXT_NINE),
        ("Xuất bản 20/11/2026. Chỉnh sửa 21/11/2026 9h00", DAY, NEXT_NINE),
        ("Thời gian: 20/11/2026 | Thời gian cập nhật: 21/11/2026 09:00", DAY, NEXT_NINE),
        ("Posted 20/11/2026 08:15 Updated 21/11/2026 09:00", MORNING, NEXT_NINE),
        ("Posted on November 20, 2026 | Last updated on: Saturday, November 21, 2026 09:00 AM", DAY, NEXT_NINE),
        ("Published 20 Nov 2026 08:15 GMT+7, updated 21 Nov 2026 02:00 UTC", MORNING, "2026-11-21T02:00:00+00:00"),
        ("2026-11-20 (updated 2026-11-21T09:00:00Z)", DAY, "2026-11-21T09:00:00+00:00"),
        ("2026-11-20T08:15:42+07:00 (cập nhật 2026-11-21T09:00:05+07:00)",
         "2026-11-20T08:15:42+07:00", "2026-11-21T09:00:05+07:00"),
        # an update without a day, or without its year
        ("20/11/2026 08:15, cập nhật 09:30", MORNING, "2026-11-20T09:30:00+07:00"),
        ("20/11/2026, cập nhật 09:30", DAY, "2026-11-20T09:30:00+07:00"),
        ("20/11/2026 08:15 (cập nhật 21/11 09:00)", MORNING, NEXT_NINE),
        ("20/11/2026 08:15 - cập nhật 09:00 21/11", MORNING, NEXT_NINE),
        ("31/12/2026 08:15 (cập nhật 1/1 09:00)", "2026-12-31T08:15:00+07:00", "2027-01-01T09:00:00+07:00"),
        ("20/11/2026 23:15, cập nhật 00:30", "2026-11-20T23:15:00+07:00", None),  # of which day?
        # no label: the first date, with its own clock only
        ("20/11/2026 - 21/11/2026 09:00", DAY, None),
        ("20/11/2026 | 09:00 21/11/2026", DAY, None),
        ("20/11/2026 21/11 09:00", DAY, None),
        ("08:15 20/11/2026 - 09:00 21/11/2026", MORNING, None),
        ("20/11/2026 08:15 - 21/11/2026 09:00", MORNING, None),
        # an event, a counter, a section whose name is a label
        ("20/11/2026 (họp ngày 25/11/2026 14:00)", DAY, None),
        ("Hội nghị khai mạc lúc 14:00, ngày 25/11/2026. Đăng lúc 08:15 ngày 20/11/2026", MORNING, None),
        ("Sự kiện 25/11/2026 14:00 - Đăng 20/11/2026", DAY, None),
        ("Hạn đăng ký 25/11/2026 | 20/11/2026 08:15", MORNING, None),
        ("20/11/2026 | Lượt xem: 12:30", DAY, None),
        ("Tin cập nhật | 20/11/2026 08:15", MORNING, None),
        ("20/11/2026 - Cập nhật tin tức - Hà Nội", DAY, None),
        ("20/11/2026 08:15 | Cập nhật: hôm qua", MORNING, None),
        # impossible days are no other day
        ("31/02/2026 (cập nhật 21/11/2026 09:00)", None, NEXT_NINE),
        ("20/11/2026 08:15 (cập nhật 31/11/2026 09:00)", MORNING, None),
        ("20/11/2026 08:15 (cập nhật 31/11 09:00)", MORNING, None),
    ],
)  # fmt: skip
def test_publication_and_update(text: str, published: str | None, modified: str | None) -> None:
    line = read(text)
    assert (line.published, line.modified) == (published, modified)
    assert line.has_day
    assert not line.only_update


@pytest.mark.parametrize(
    "text",
    ["Cập nhật: 21/11/2026 09:00", "Cập nhật 09:00 21/11/2026 (họp 25/11/2026)", "Updated: Nov 21, 2026, 9:00 AM"],
)
def test_only_an_update(text: str) -> None:
    assert read(text) == (None, NEXT_NINE, True, True)


@pytest.mark.parametrize("text", ["", "Cập nhật 09:30", "21/11", "năm 2026", "Quyết định 2026/QĐ", "a" * 5_000])
def test_no_day(text: str) -> None:
    assert read(text) == (None, None, False, False)


@pytest.mark.parametrize(
    ("text", "moment", "day"),
    [
        ("20/11/2026 (Cập nhật: 21/11/2026 09:00)", None, date(2026, 11, 20)),
        ("Cập nhật: 20/11/2026 08:15", datetime(2026, 11, 20, 8, 15, tzinfo=VN), date(2026, 11, 20)),
        ("20 Th11 2026", None, date(2026, 11, 20)),
        ("31/02/2026", None, None),
        ("Tin", None, None),
    ],
)
def test_the_date_of_a_row(text: str, moment: datetime | None, day: date | None) -> None:
    assert moment_and_day(text) == (moment, day)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T08:15:00+07",
        "2026-11-20T01:15:00z",
        "20261120T011500Z",
        "Fri, 20 Nov 2026 08:15:00 +07",
        "Fri, 20 Nov 2026 08:15:00 Asia/Ho_Chi_Minh",
        "Fri, 20 Nov 2026 08:15:00 +0700 (Giờ Việt Nam)",
        "Fri Nov 20 08:15:00 ICT 2026",
        "Fri Nov 20 01:15:00 UTC 2026",
        "11/20/2026 8:15:00 AM",
        "20/11/2026 08:15 (GMT+7)",
        "20/11/2026 01:15 UTC",
    ],
)
def test_moments_of_feeds(text: str) -> None:
    assert from_feed(text) == datetime(2026, 11, 20, 8, 15, tzinfo=VN)


@pytest.mark.parametrize("text", ["Fri, 20 Nov 2026 08:15:00 NOWHERE", "2026-11-20T08:15:00+99", "20/11/2026", ""])
def test_no_moments_of_feeds(text: str) -> None:
    assert from_feed(text) is None
