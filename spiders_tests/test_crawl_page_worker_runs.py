"""Harvests of pages that cost too much: they are named, and neither the run's end nor a signal waits for them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders_tests.faulty_extensions import CostlyChecks, CostlyLists, CostlyPages, with_extension
from spiders_tests.nights import Running, night, revisions
from spiders_tests.sites.nightly import Paper, at
from spiders_tests.sites.serve import Served, serve

pytestmark = pytest.mark.slow
ALL = {f"hanoimoi/{number}": [1] for number in range(101, 107)}
COSTLY = [*with_extension(CostlyPages), "-s", "PAGE_SECONDS=1", "-s", "PAGE_MEMORY=600000000"]


@pytest.fixture
def served() -> Iterator[Served]:
    paper = Paper()
    for number in range(101, 107):
        paper.publish(number, at(f"2023-03-0{number - 100} 08:15"))
    with serve(paper.pages()) as running:
        yield running


@pytest.mark.parametrize("how", ["loop", "c", "memory"])
def test_costly_pages_are_named_kept_and_due_again(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv("COSTLY", how)
    done = night(tmp_path, served, *COSTLY)
    figures = done.record["sources"]["hanoimoi"]
    assert (figures["pages"], figures["unreadable_kinds"]) == ({"stored": 3, "unreadable": 3}, {"too-costly": 3})
    assert (done.code, figures["status"]) == (1, "failed")  # half of them
    assert "3 of 6 pages could not be read" in done.out
    assert "could not be read (too-costly): https://hanoimoi.vn/bai-viet-101.html" in done.err
    assert night(tmp_path, served, command="replay").code == 0  # they are in the archive
    assert revisions(tmp_path) == ALL
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == ALL


def test_an_article_that_is_costly_to_check(served: Served, tmp_path: Path) -> None:
    done = night(tmp_path, served, *with_extension(CostlyChecks), "-s", "PAGE_SECONDS=0.8")
    assert done.record["sources"]["hanoimoi"]["unreadable_kinds"] == {"too-costly": 3}
    assert "bai-viet-105.html (checking its article took longer than 0.8 s)" in done.err
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == ALL


def test_a_costly_list_fails_like_one_that_does_not_answer(served: Served, tmp_path: Path) -> None:
    done = night(tmp_path, served, *with_extension(CostlyLists), "-s", "PAGE_SECONDS=0.8")
    assert "/sitemap-article-2023-03-06.xml: too-costly: parsing it took longer than 0.8 s" in done.err
    assert done.record["sources"]["hanoimoi"]["failures"] == {"too-costly": 6}
    assert revisions(tmp_path) == ALL  # by the next route
    assert done.code == 0 and "tin-moi-nhat" in done.discovery


@pytest.mark.parametrize("how", ["loop", "c"])
def test_a_signal_does_not_wait_for_a_page(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setenv("COSTLY", how)
    running = Running(tmp_path, served, *COSTLY, "-s", "PAGE_SECONDS=5")
    assert running.wait_until(lambda: any(url.endswith("-105.html") for url in served.urls()))
    _, out, err = running.end(signal.SIGTERM)
    assert "ended early: shutdown" in out, err
    night(tmp_path, served)  # continues the run, in which this page was tried
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == ALL


def test_time_is_up_while_a_page_is_read(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COSTLY", "c")
    done = night(tmp_path, served, *COSTLY, "-s", "PAGE_SECONDS=1", "--max-minutes", "0.02")
    assert "ended early: time" in done.out
    night(tmp_path, served)
    assert night(tmp_path, served).code == 0
    assert revisions(tmp_path) == ALL
