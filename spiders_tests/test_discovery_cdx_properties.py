"""Properties and cost of reading the answers of CDX servers."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanoi_press.discovery.cdx import BadIndex, read_lines, read_rows
from spiders_tests.cost_growth import growth
from spiders_tests.past.index_lines import CAPTURE, LINE, lines, row, rows

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(list(LINE.values())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from([*LINE, "truncated"]), JSON).map(lambda odd: LINE | odd), max_size=5))
def test_any_line_is_a_capture_or_left_out(stated: list[dict[str, Any]]) -> None:
    found = read_lines(lines(*stated, LINE))
    assert found.captures[-1] == CAPTURE
    assert len(found.captures) + found.dropped <= len(stated) + 1
    for one in found.captures:
        assert one.moment.year >= 1995
        assert one.url.startswith(("http://", "https://"))
        assert one.url.encode()
        assert one.file is not None and one.offset is not None and one.length


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda stated: json.dumps(stated).encode()))
def test_anything_is_an_index_or_refused(body: bytes) -> None:
    for reader in (read_lines, read_rows):
        try:
            found = reader(body)
        except BadIndex:
            continue
        assert found.captures == () or found.captures[0].url.startswith("http")


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=1))
def test_a_cut_answer_is_never_taken_for_a_whole_one(cut: int) -> None:
    whole = rows(row(), row(timestamp="20160203040506"), [], ["key"])
    with pytest.raises(BadIndex):
        read_rows(whole[: -(cut % (len(whole) - 1)) or -1])


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda size: read_lines(lines(*([LINE] * size))), id="lines"),
        pytest.param(lambda size: read_rows(rows(*([row()] * size))), id="rows"),
        pytest.param(lambda size: read_lines(lines(LINE | {"url": f"http://a.vn/{'%2e' * 50 * size}"})), id="address"),
        pytest.param(lambda size: read_lines(lines(LINE | {"filename": "a/" * 50 * size})), id="file"),
        pytest.param(lambda size: read_rows(b"[" + b" " * 200 * size + b"]"), id="space"),
    ],
)
def test_the_cost_grows_with_the_length(answer: Callable[[int], object]) -> None:
    assert growth(answer, 500) < 8  # four times the length
