"""Nights with `--days` of a paper whose lists state titles and no changes: another title is a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from spiders_tests.nights import night, revisions
from spiders_tests.sites.hanoimoi.feeds import HEAD, HOME, SCHEMAS, index
from spiders_tests.sites.nightly import VN, Paper
from spiders_tests.sites.page import XML, Page
from spiders_tests.sites.serve import serve

pytestmark = pytest.mark.slow

NEWS = f'{SCHEMAS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
OLD = range(4, 12)  # articles three days old and older, which no recheck requests


@dataclass
class NewsPaper(Paper):
    """A paper whose daily sitemaps are those of news: titles and times of publication, no changes."""

    def _maps(self) -> dict[str, Page]:
        found: dict[str, Page] = {}
        for day in sorted({f"{piece.published:%Y-%m-%d}" for piece in self.pieces.values()}):
            rows = "".join(
                f"<url><loc>{one.url}</loc><news:news><news:publication_date>{one.published.isoformat()}"
                f"</news:publication_date><news:title>{one.title}</news:title></news:news></url>"
                for one in self.newest_first()
                if f"{one.published:%Y-%m-%d}" == day
            )
            found[f"{HOME}/sitemap-article-{day}.xml"] = Page.of(f"{HEAD}<urlset {NEWS}>{rows}</urlset>", XML)
        return found | {f"{HOME}/sitemap.xml": index([(url, url[-14:-4]) for url in found])}


def test_eight_new_titles_are_eight_revisions_and_no_drift(tmp_path: Path) -> None:
    now = datetime.now(VN).replace(second=0, microsecond=0)
    paper = NewsPaper()
    for number in range(1, 12):
        age = 37 if number == 1 else 28 + 10.4 * number  # the others older than two days, all in six, whatever the hour
        paper.publish(number, now - timedelta(hours=age))
    with serve({}) as served:
        first = night(tmp_path, served, "--days", "7", paper=paper)
        quiet = night(tmp_path, served, "--days", "7", paper=paper)
        for number in OLD:
            paper.pieces[number].headline = f"Tên mới của chuyện số {number}"
        edited = night(tmp_path, served, "--days", "7", paper=paper)
        after = night(tmp_path, served, "--days", "7", paper=paper)
    assert first.code == quiet.code == edited.code == after.code == 0, edited.out
    assert len(first.articles) == 11
    assert sorted(quiet.articles) == sorted(after.articles) == ["bai-viet-1.html"]  # younger than two days
    assert set(edited.articles) == {"bai-viet-1.html", *(f"bai-viet-{number}.html" for number in OLD)}
    assert revisions(tmp_path) == {f"hanoimoi/{number}": [1, 2] if number in OLD else [1] for number in range(1, 12)}
    counts = edited.record["sources"]["hanoimoi"]
    assert (counts["changed"], counts["announced"], counts["status"]) == (8, 8, "ok")
