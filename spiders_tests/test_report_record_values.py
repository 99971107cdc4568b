"""Values of a record that nobody checked: what is no count, time or text is none."""

from __future__ import annotations

import pytest

from hanoi_press.report.record_values import amount, counts, group, line, moment, number, rows, texts


@pytest.mark.parametrize(
    ("found", "expected"), [(7, 7), (0, 0), (-3, 0), (True, 0), ("7", 0), (7.0, 0), (None, 0), (10**30, 2**53 - 1)]
)
def test_a_count(found: object, expected: int) -> None:
    assert number(found) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [(1, 1.0), (0.25, 0.25), (-1, None), (True, None), ("1", None), (float("nan"), None), (float("inf"), None)],
)
def test_an_amount(found: object, expected: float | None) -> None:
    assert amount(found) == expected
    assert amount(10**400) is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("Hà Nội", "Hà Nội"),
        ("two\nlines\tand\x00zero\x1b[31m", "two lines and zero [31m"),
        ("\u202eevil\u202c \u2067x\u2069\u200f", "evil x"),
        ("\ud800broken", "?broken"),
        ("x" * 500, "x" * 399 + "…"),
        (" " * 9_000 + "late", "…"),
        (None, ""),
        (["x"], ""),
    ],
)
def test_a_line(found: object, expected: str) -> None:
    assert line(found) == expected


def test_groups_rows_and_texts() -> None:
    assert group({"a": 1, 2: 3}) == {"a": 1, "": 3}
    assert group([1]) == {}
    assert counts({"few": 1, "many": 9, "none": 0, "no": "x"}) == {"many": 9, "few": 1}
    assert list(counts({"b": 1, "a": 1})) == ["a", "b"]
    assert rows([{"url": "u"}, 3, None]) == [{"url": "u"}] and rows({"url": "u"}) == []
    assert texts(["a", "", 3, "b\n"]) == ["a", "b"] and texts("alone") == ["alone"] and texts(None) == []


def test_a_moment_is_hanois() -> None:
    found = moment("2026-11-25T18:00:00Z")
    assert found is not None and found.isoformat() == "2026-11-26T01:00:00+07:00"
    assert moment("yesterday") is None and moment(3) is None and moment("9999-99-99T00:00:00Z") is None
