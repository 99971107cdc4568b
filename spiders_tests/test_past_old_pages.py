"""The old pages that tests of web archives use, and that today's page classes read each of them exactly."""

from __future__ import annotations

import pytest

from hanoi_press import extract
from spiders_tests.past.old_pages import MERGED, OldPage, articles, old_pages

PAGES = [page for source in ("hanoimoi", "mst", *MERGED) for page in old_pages(source)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.id}-{page.captured}")
def test_an_old_page_is_read_as_a_person_would(page: OldPage) -> None:
    got = extract(page.body, page.url, fetched_at=f"{page.captured[:4]}-12-31T00:00:00Z")
    assert {name: got.to_dict()[name] for name in page.article} == page.article
    assert got.extraction.page == page.page


def test_there_are_articles_of_each_era_and_some_were_corrected() -> None:
    hanoimoi, mst = articles("hanoimoi"), articles("mst")
    assert len(hanoimoi) >= 12 and len(mst) >= 8
    assert {page.template for page in old_pages("hanoimoi")} == {"2008", "newsdetail", "E1", "E2", "A"}
    for found in (hanoimoi, mst):
        revised = [revisions for revisions in found.values() if len(revisions) > 1]
        assert len(revised) >= 2
        assert all(a["text"] + a["title"] != b["text"] + b["title"] for a, b, *_ in revised)


def test_captures_are_in_order_and_later_than_their_articles() -> None:
    for source in ("hanoimoi", "mst"):
        captured = [page.captured for page in old_pages(source)]
        assert captured == sorted(captured)
    for page in PAGES:
        assert page.captured[:8] >= str(page.article["published_at"])[:10].replace("-", "")
