"""The ledger follows the segments on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.store.folder import KeepResult
from hanoi_press.store.reconcile import page_from_line
from hanoi_press.store.segments import segments
from spiders_tests.corpus_lines import article, opened


def test_what_the_ledger_has_not_read_is_read(tmp_path: Path) -> None:
    """Segments come from another machine or a backup."""
    with opened(tmp_path / "a") as data:
        data.keep(article(1))
    with opened(tmp_path / "b") as data:
        data.keep(article(2))
    (path,) = segments(tmp_path / "a")
    path.rename(next(iter(segments(tmp_path / "b"))).with_name("khac.jsonl"))
    with opened(tmp_path / "b") as data:
        assert data.reconciled.read == 1
        assert data.keep(article(1)) is KeepResult.UNCHANGED
    with opened(tmp_path / "b") as data:
        assert data.reconciled.read == 0


def test_a_broken_segment_is_named_each_time_and_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))
        data.keep(article(2))
    (path,) = segments(tmp_path)
    broken = path.read_bytes().replace(b'"id":"hanoimoi/2"', b'"id":"hanoimoi/2', 1)
    path.write_bytes(broken)
    for _ in range(2):
        with opened(tmp_path) as data:
            assert [(fault.path, fault.number) for fault in data.reconciled.faults] == [(path, 2)]
            assert data.ledger.find("hanoimoi/1") is not None
            assert [page.id for page in data.ledger.lost_pages("hanoimoi")] == ["hanoimoi/2"]
            assert data.reconciled.is_damaged
    assert path.read_bytes() == broken


def test_a_segment_that_is_gone_is_named(tmp_path: Path) -> None:
    with opened(tmp_path) as data:
        data.keep(article(1))
    (path,) = segments(tmp_path)
    path.unlink()
    with opened(tmp_path) as data:
        assert data.reconciled.missing == [str(path.relative_to(tmp_path))]


def test_what_a_line_states_of_its_page() -> None:
    line = {
        "id": "mst/7",
        "source": "mst",
        "url": "https://a/7",
        "content_hash": "ab",
        "revision": 2,
        "published_at": "1970-01-02T07:00:00+07:00",
        "modified_at": "1970-01-03",  # a day counts as its last second in Vietnam
        "fetched_at": "1970-02-01T00:00:00Z",
    }
    page = page_from_line(line, 5)
    assert (page.id, page.source, page.url, page.state) == ("mst/7", "mst", "https://a/7", "article")
    assert (page.hash, page.revision, page.segment) == ("ab", 2, 5)
    assert (page.published, page.stamp) == (86_400, 3 * 86_400 - 7 * 3600 - 1)
    page = page_from_line(line | {"published_at": "khi nào?", "modified_at": None}, 5)
    assert (page.published, page.stamp) == (None, 31 * 86_400)


def test_the_earliest_and_latest_dates_break_nothing() -> None:
    for stated in ("0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31", "9999-12-31T23:59:59-12:00"):
        page_from_line(article(1).to_dict() | {"published_at": stated, "modified_at": stated, "extraction": None}, 1)


FETCHED = 1_795_482_000  # 2026-11-24T01:00:00Z, the time of `article`'s fetch


@pytest.mark.parametrize(
    ("published", "modified", "origin", "expected"),
    [
        ("2026-11-20T08:15:32+07:00", None, "json-ld", (1_795_137_332, 1_795_137_332)),
        ("2036-11-20T08:15:32+07:00", None, "json-ld", (FETCHED, FETCHED)),  # as earlier versions wrote it
        ("2036-11-20T08:15:32+07:00", "2026-11-20T08:15:32+07:00", "json-ld", (FETCHED, 1_795_137_332)),
        ("2026-11-20T08:15:32+07:00", "2036-01-01T00:00:00Z", "json-ld", (1_795_137_332, 1_795_137_332)),
        (None, None, "future", (FETCHED, FETCHED)),
        (None, None, None, (None, FETCHED)),  # of an article without any date it is not known whether it is young
    ],
)
def test_a_date_in_the_future_counts_for_nothing(
    published: str | None, modified: str | None, origin: str | None, expected: tuple[int | None, int]
) -> None:
    record = article(1).to_dict() | {"published_at": published, "modified_at": modified}
    record["extraction"]["fields"] = {"published_at": origin} if origin else {}
    page = page_from_line(record, 1)
    assert (page.published, page.stamp) == expected
