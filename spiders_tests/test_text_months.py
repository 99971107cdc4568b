"""`text/months.py`."""

from __future__ import annotations

from hanoi_press.text.months import months_between


def test_months() -> None:
    assert months_between("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert months_between("2026-05", "2026-05") == ["2026-05"]
    assert len(months_between("0001-01", "9999-12")) == 9999 * 12
