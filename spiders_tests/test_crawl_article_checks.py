"""`crawl/article_checks.py`: what keeps an article out of the corpus."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hanoi_press.crawl.article_checks import problems
from spiders_tests.corpora import article


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"title": ""}, ["no title"]),
        ({"text": "", "url": ""}, ["no url", "no text"]),
        ({"published_at": "2026-11-24"}, []),
        ({"published_at": "24/11/2026"}, ["published_at is '24/11/2026'"]),
        ({"modified_at": "2026-11-24T03:00:00"}, ["modified_at is '2026-11-24T03:00:00'"]),
    ],
)
def test_problems(change: dict[str, str], found: list[str]) -> None:
    stated = problems(replace(article(), **change))  # type: ignore[arg-type]
    assert [problem.partition(": ")[0] for problem in stated] == found  # behind the colon: what the schema expects
