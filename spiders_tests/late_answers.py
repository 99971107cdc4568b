"""Articles of one id as they were fetched in several years, and what loads of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hanoi_press.corpus import load
from hanoi_press.corpus.index.corpus_index import CorpusIndex
from hanoi_press.corpus.validation import Validation
from hanoi_press.items import ArchiveRef, Article
from hanoi_press.store.folder import DataFolder, KeepResult
from hanoi_press.store.ledger_tables import Page
from hanoi_press.store.revision_order import SeenWords
from spiders_tests.corpus_lines import article, opened

ID = "hanoimoi/1"
NEW, CHANGED, UNCHANGED = KeepResult.NEW, KeepResult.CHANGED, KeepResult.UNCHANGED


def at(year: int, words: str, *, archived: bool = True, number: int = 1) -> Article:
    """Return an article as it was fetched in a year."""
    place = ArchiveRef("elsewhere.warc.gz", year) if archived else None
    one = article(number, words, published="2010-11-20T08:15:32+07:00")
    return replace(one, fetched_at=f"{year}-01-01T00:00:00Z", archive=place)


def seen(year: int, one: Article) -> SeenWords:
    return SeenWords(f"{year}-01-01T00:00:00Z", one.content_hash, archive=ArchiveRef("other.warc.gz", year))


def shown(data: Path, revisions: str = "all") -> list[str]:
    """Return number, year and words of the revisions that load; the index has the same ones, and all is sound."""
    found = sorted(load(data, revisions=revisions), key=lambda one: (one.id, one.revision))  # type: ignore[call-overload]
    if revisions == "all":
        with CorpusIndex.open(data) as index:
            assert index.revisions(ID) == [one for one in found if one.id == ID]
            assert index.get(ID) == next(iter(load(data)))
        assert list(Validation(data)) == []
        dates = [one.fetched_at for one in found]
        assert dates == sorted(dates)
    return [f"{one.revision} {one.fetched_at[:4]} {one.text}" for one in found]


def page(folder: DataFolder) -> Page:
    found = folder.ledger.find(ID)
    assert found is not None
    return found


def known(data: Path) -> tuple[object, ...]:
    with opened(data) as folder:
        found = page(folder)
        return found.state, found.revision, found.hash, found.metadata, found.published
