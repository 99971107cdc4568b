"""`scrapy corpus show`: the fields of an article with their origins, its revisions, its line and its page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hanoi_press.corpus.revisions import marked
from hanoi_press.store.takedown import NAME, take_down
from spiders_tests.corpora import CorpusCommand, line, put


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    put(tmp_path, "hanoimoi/2026-11/a.jsonl", line(text="Giá vé 12.000 đồng.\n\nXe chạy từ sáng.\n\nHết.", tags=["xe"]))
    put(
        tmp_path,
        "hanoimoi/2026-11/b.jsonl",
        line(revision=2, title="Cầu thông xe", text="Giá vé 13.000 đồng.\n\nXe chạy từ sáng.\n\nMời đi.\n\nHết."),
    )
    return tmp_path


def test_show_the_latest(revised: Path, corpus: CorpusCommand) -> None:
    for name in ("hanoimoi/1", "https://www.hanoimoi.vn/bai-1.html"):
        code, out, _ = corpus("show", name)
        assert code == 0
        assert out.startswith("id          hanoimoi/1, revision 2\n") and "Giá vé 13.000 đồng." in out
        assert "12.000" not in out


def test_show_what_changed(revised: Path, corpus: CorpusCommand) -> None:
    code, out, _ = corpus("show", "hanoimoi/1", "--revisions")
    assert code == 0
    assert out.splitlines() == [
        "revision 1, fetched 2026-11-24T00:00:00Z: Cầu Thanh Trì thông xe trở lại",
        "revision 2, fetched 2026-11-24T00:00:00Z: Cầu thông xe",
        "  title:",
        "    ~ Cầu [-Thanh Trì-] thông xe [-trở lại-]",
        "  text:",
        "    ~ Giá vé [-12.000-] {+13.000+} đồng.",
        "    + Mời đi.",
        "    (2 paragraphs unchanged)",
        "  tags: xe → -",
    ]


def test_a_huge_paragraph_is_not_compared_word_by_word() -> None:
    assert marked("a " * 5000, "b").startswith("[-a a")


def test_show_nothing(revised: Path, corpus: CorpusCommand) -> None:
    assert corpus("show", "hanoimoi/77")[0] == 1
    take_down(revised, ["hanoimoi/1"])
    code, out, err = corpus("show", "hanoimoi/1", "--revisions")
    assert (code, out) == (1, "") and "hanoimoi/1 was taken down" in err
    (revised / NAME).write_text("Hà Nội\n", "utf-8")
    code, _, err = corpus("show", "hanoimoi/1")
    assert code == 2 and "take-down.txt:1: invalid entry 'Hà Nội'; use an id" in err
