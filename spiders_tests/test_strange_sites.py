"""Sites that no source describes, each page read alone: bounds for what comes out, and checks of the pages."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from importlib.util import find_spec

import pytest

from spiders_tests.strange.scores import PLAIN, TRAPS, Score, mean, pages_of, score
from spiders_tests.strange.stories import Page

SITES = (*PLAIN, *TRAPS)
needs_heuristics = pytest.mark.skipif(
    find_spec("hanoi_press.pages.heuristics") is None, reason="the reader without selectors is not there"
)
# The least share of exact values in percent, over the pages of a group of sites.
BOUNDS = [
    *[
        (PLAIN, name, least)
        for name, least in (("title", 97), ("text", 95), ("date", 97), ("summary", 95), ("authors", 90))
    ],
    *[
        (TRAPS, name, least)
        for name, least in (("title", 90), ("text", 80), ("date", 90), ("summary", 85), ("authors", 80))
    ],
    *[(group, "verdicts", 100) for group in (PLAIN, TRAPS)],
]


@cache
def result(site: str) -> Score:
    return score(site)


@needs_heuristics
@pytest.mark.parametrize(
    ("sites", "name", "least"),
    BOUNDS,
    ids=[f"{'plain' if group is PLAIN else 'traps'}-{name}" for group, name, _ in BOUNDS],
)
def test_strange_sites_are_read(sites: tuple[str, ...], name: str, least: int) -> None:
    scores = [result(site) for site in sites]
    misses = [(each.site, *miss) for each in scores for miss in each.misses if miss[1] == name]
    assert mean(scores, name) >= least, misses


def squeezed(words: str) -> str:
    return "".join(words.split())


def printed(page: Page) -> str:
    """Return what a browser would show: everything outside of the head, scripts, tags and comments, without spaces."""
    shown = re.sub(r"(?is)<head.*?</head>|<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", "", page.html)
    return squeezed(unescape(shown))


@pytest.mark.parametrize("site", SITES)
def test_each_page_prints_what_is_expected_of_it(site: str) -> None:
    for page in pages_of(site):
        assert "<!-- Invented." in page.html
        if page.gold is None:
            continue
        shown = printed(page)
        cells = [cell for paragraph in page.gold.paragraphs for cell in paragraph.split(" | ")]
        wanted = [
            page.gold.title,
            page.gold.summary or "",
            *page.gold.authors,
            *cells,
            *(c or "" for c in page.gold.captions),
        ]
        assert [words for words in wanted if squeezed(words) not in shown] == [], page.url
        assert page.gold.published_at and page.gold.published_at.endswith("+07:00")
        day = page.gold.published_at[:10].split("-")
        assert re.search(rf"{int(day[2])}[/.-]0?{int(day[1])}[/.-]{day[0]}|ngày{int(day[2])}tháng", shown), page.url


@pytest.mark.parametrize("site", SITES)
def test_a_site_has_articles_and_pages_that_are_none(site: str) -> None:
    pages = pages_of(site)
    assert sum(page.gold is not None for page in pages) >= 12
    assert sum(page.gold is None for page in pages) >= 4
    articles = [page.url for page in pages if page.gold]
    assert len(set(articles)) == len(articles)
    paragraphs = [len(page.gold.paragraphs) for page in pages if page.gold]
    assert min(paragraphs) <= 3 < 8 <= max(paragraphs)
