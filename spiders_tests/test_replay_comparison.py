"""`replay/comparison.py`: what archives give no more of what the corpus has from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanoi_press.items import ArchiveRef, Article
from hanoi_press.replay import comparison
from hanoi_press.replay.comparison import CorpusComparison
from spiders_tests.corpus_lines import article, opened


def answer(number: int) -> ArchiveRef:
    return ArchiveRef("archive/hanoimoi/2026-11/a.warc.gz", number * 100)


def read(number: int, *, authors: bool = True) -> Article:
    one = article(number)
    one.archive, one.authors = answer(number), ["Mai Hoa"] * authors
    return one


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A corpus of 40 articles, all with an author."""
    with opened(tmp_path) as folder:
        for number in range(40):
            folder.keep(read(number))
    return tmp_path


@pytest.mark.parametrize(
    ("read_again", "missed", "without_author", "drift"),
    [
        (40, 0, 0, []),
        (0, 0, 0, []),  # the archives are gone
        (39, 1, 0, []),
        (38, 2, 0, ["38 of 40 archived pages whose article is in the corpus could be read"]),
        (0, 1, 0, ["0 of 1 archived pages whose article is in the corpus could be read"]),
        (1, 1, 0, []),
        (40, 0, 9, []),
        (40, 0, 10, ["authors on 30 of 40 pages that have it in the corpus"]),
        (1, 0, 1, []),
        (2, 0, 2, ["authors on 0 of 2 pages that have it in the corpus"]),
    ],
)
def test_drift(data: Path, read_again: int, missed: int, without_author: int, drift: list[str]) -> None:
    compared = CorpusComparison(data, ["hanoimoi"])
    for number in range(read_again):
        compared.given(read(number, authors=number >= without_author))
        compared.given(read(number, authors=False))  # an answer counts once
    for number in range(read_again, read_again + missed):
        compared.missed("hanoimoi", answer(number))
    compared.missed("hanoimoi", answer(9999))  # never was an article
    compared.missed("hanoimoi", None)
    assert compared.drift("hanoimoi") == drift
    assert compared.drift("mst") == [] and CorpusComparison(data, ["mst"]).drift("hanoimoi") == []


def test_of_many_articles_a_sample_is_compared(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "_MOST", 16)
    compared = CorpusComparison(data, ["hanoimoi"])
    for number in range(40):
        compared.missed("hanoimoi", answer(number))
    (text,) = compared.drift("hanoimoi")
    assert 1 <= int(text.split()[2]) <= 16
