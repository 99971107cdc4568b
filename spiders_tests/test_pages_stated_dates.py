"""The stated date of a page against its printed one."""

from __future__ import annotations

import pytest

from hanoi_press.pages.stated_dates import local_moment, with_time


@pytest.mark.parametrize(
    ("stated", "shown", "moment"),
    [
        ("2026-05-09T22:17:01+00:00", "2026-05-09T22:17:00+07:00", "2026-05-09T22:17:01+07:00"),
        ("2026-05-09T15:17:01+00:00", "2026-05-09T22:17:00+07:00", "2026-05-09T22:17:01+07:00"),
        ("2026-05-09T15:17:01+00:00", None, "2026-05-09T22:17:01+07:00"),
        ("2026-05-09", "2026-05-09", "2026-05-09"),
        (None, "2026-05-09T22:17:00+07:00", None),
    ],
)
def test_a_local_moment(stated: str | None, shown: str | None, moment: str | None) -> None:
    assert local_moment(stated, shown) == moment


def test_a_day_is_no_moment() -> None:
    assert with_time("2026-05-09T22:17:00+07:00") == "2026-05-09T22:17:00+07:00"
    assert with_time("2026-05-09") is None
    assert with_time(None) is None
