"""Sites that no source describes, each page read alone: bounds for what comes out, and checks of the pages."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest

from hanoi_press import NotAnArticle
from spiders_tests.strange.scores import FIELDS, MORE, PLAIN, SITES, TRAPS, Score, mean, pages_of, score
from spiders_tests.strange.stories import Page

# The least share of exact values in percent, over the pages of a group of sites.
BOUNDS = [
    *[
        (PLAIN, name, least)
        for name, least in (("title", 97), ("text", 95), ("date", 97), ("summary", 95), ("authors", 90))
    ],
    *[
        (group, name, least)
        for group in (TRAPS, MORE)
        for name, least in (("title", 90), ("text", 80), ("date", 90), ("summary", 85), ("authors", 80))
    ],
    *[(group, "verdicts", 100) for group in (PLAIN, TRAPS, MORE)],
]


@cache
def result(site: str, make: int = 0) -> Score:
    return score(site, make)


@pytest.mark.parametrize(
    ("sites", "name", "least"),
    BOUNDS,
    ids=[f"{'plain' if group is PLAIN else 'traps' if group is TRAPS else 'more'}-{name}" for group, name, _ in BOUNDS],
)
def test_strange_sites_are_read(sites: tuple[str, ...], name: str, least: int) -> None:
    scores = [result(site) for site in sites]
    misses = [(each.site, *miss) for each in scores for miss in each.misses if miss[1] == name]
    assert mean(scores, name) >= least, misses


@pytest.mark.parametrize("name", ["title", "text", "date", "summary", "authors"])
def test_plain_sites_are_read_with_other_dates_signatures_labels_and_credits(name: str) -> None:
    scores = [result(site, make=1) for site in PLAIN]
    misses = [(each.site, *miss) for each in scores for miss in each.misses if miss[1] == name]
    assert mean(scores, name) >= 90, misses


def squeezed(words: str) -> str:
    return "".join(words.split())


def printed(page: Page) -> str:
    """Return what a browser would show: everything outside of the head, scripts, tags and comments, without spaces."""
    shown = re.sub(r"(?is)<head.*?</head>|<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", "", page.html)
    return squeezed(unescape(shown))


@pytest.mark.parametrize(("site", "make"), [(site, make) for site in SITES for make in (0, 1)])
def test_each_page_prints_what_is_expected_of_it(site: str, make: int) -> None:
    for page in pages_of(site, make):
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
        stated = f'<time datetime="{page.gold.published_at}"' in page.html  # "3 ngày trước" is all that is printed
        assert stated or re.search(rf"{int(day[2])}(?:[/.-]0?|tháng){int(day[1])}[/.,-]{day[0]}", shown), page.url


@pytest.mark.parametrize("site", SITES)
def test_a_site_has_articles_and_pages_that_are_none(site: str) -> None:
    pages = pages_of(site)
    assert sum(page.gold is not None for page in pages) >= 12
    assert sum(page.gold is None for page in pages) >= 4
    articles = [page.url for page in pages if page.gold]
    assert len(set(articles)) == len(articles)
    paragraphs = [len(page.gold.paragraphs) for page in pages if page.gold]
    assert min(paragraphs) <= 4 < 8 <= max(paragraphs)


def _as_expected(page: Page) -> Any:
    expected = page.gold
    if expected is None:
        raise NotAnArticle("listing")
    return SimpleNamespace(
        title=expected.title,
        text="\n\n".join(expected.paragraphs),
        summary=expected.summary,
        authors=expected.authors,
        published_at=expected.published_at,
        images=[SimpleNamespace(caption=caption) for caption in expected.captions],
    )


def test_the_score_counts_what_is_right_and_keeps_what_is_not() -> None:
    site = pages_of("drupal")
    pages = {page.html.encode(): page for page in site}
    right = score("drupal", read=lambda body, url, **_: _as_expected(pages[body]))
    assert right.misses == [] and right.right == right.tried
    assert (right.tried["title"], right.tried["verdicts"]) == (12, 5)

    def never(body: bytes, url: str, **_: object) -> Any:
        raise NotAnArticle("listing")

    wrong = score("drupal", read=never)
    assert [wrong.share(name) for name in ("title", "text", "date", "summary", "authors", "captions")] == [0] * 6
    assert wrong.share("verdicts") == 100

    def first(body: bytes, url: str, **_: object) -> Any:
        return _as_expected(site[0])

    assert score("drupal", read=first).right == Counter(dict.fromkeys(FIELDS, 1))
