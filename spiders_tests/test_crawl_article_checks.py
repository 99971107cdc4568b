"""What keeps an article out of the corpus."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hanoi_press.crawl.article_checks import problems
from hanoi_press.items import Attribution, Image
from spiders_tests.corpus_lines import article

SOUND = article(1)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"published_at": None},
        {"published_at": "2026-11-24", "modified_at": "2026-11-24T03:00:00-05:30"},
        {"images": [Image("https://hanoimoi.vn/a.jpg")], "attribution": Attribution("TTXVN")},
    ],
)
def test_sound_articles(change: dict[str, Any]) -> None:
    assert problems(replace(SOUND, **change)) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"title": ""}, ["no title"]),
        ({"title": None}, ["no title"]),
        ({"text": " \n\n "}, ["no text"]),
        ({"id": "", "url": "", "title": "", "text": "", "language": ""},
         ["no id", "no url", "no title", "no text", "no language"]),
        ({"title": "", "published_at": "24/11/2026"}, ["no title"]),  # what is missing is named first
    ],
)  # fmt: skip
def test_all_that_is_missing_is_named(change: dict[str, Any], found: list[str]) -> None:
    assert problems(replace(SOUND, **change)) == found


@pytest.mark.parametrize(
    ("change", "beginning", "end"),
    [
        ({"published_at": "24/11/2026"}, "published_at is '24/11/2026': ", "`$.published_at`"),
        ({"modified_at": "2026-11-24T03:00:00"}, "modified_at is '2026-11-24T03:00:00': ", "`$.modified_at`"),
        ({"id": "hanoimoi/a b"}, "id is 'hanoimoi/a b': ", "`$.id`"),
        ({"url": "https://hanoimoi.vn/a#b"}, "url is 'https://hanoimoi.vn/a#b': ", "`$.url`"),
        ({"revision": 0}, "revision is 0: ", "`$.revision`"),
        ({"summary": 3}, "summary is 3: ", "`$.summary`"),
        ({"images": [Image("a", caption=["x"])]}, "Expected `str | null`", "`$.images[0].caption`"),  # type: ignore[arg-type]
        ({"authors": ["An", None]}, "Expected `str`", "`$.authors[1]`"),
    ],
)
def test_the_first_thing_that_breaks_the_schema_is_named(change: dict[str, Any], beginning: str, end: str) -> None:
    (problem,) = problems(replace(SOUND, **change))
    assert problem.startswith(beginning) and problem.endswith(end)
