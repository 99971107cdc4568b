"""Dates and people that metadata states, on pages that print none."""

from __future__ import annotations

import pytest

from spiders_tests.line_page import DATE, DATE_LINE, TITLE, read


@pytest.mark.parametrize(
    "meta",
    [
        '<meta name="pubdate" content="2026-11-20T09:15:00+07:00">',
        '<meta itemprop="datePublished" content="2026-11-20T09:15:00+07:00">',
        '<meta name="DC.date.issued" content="2026-11-20T02:15:00Z">',
    ],
)
def test_date_of_a_meta_tag(meta: str) -> None:
    assert read(head=meta).published_at == DATE


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="Hoài Nam">', ["Hoài Nam"]),
        ('<meta name="dc.creator" content="Hoài Nam, Lê Tú">', ["Hoài Nam", "Lê Tú"]),
        ('<meta property="article:author" content="Hoài Nam">', ["Hoài Nam"]),
        ('<meta property="article:author" content="https://social.example/dongbai">', []),
        ('<meta name="author" content="Báo Đồng Bãi">', []),
        ('<meta name="author" content="Đồng Bãi Online">', []),
        ('<meta name="author" content="admin">', []),
        ('<meta name="DC.Creator" content="Trung tâm Công nghệ thông tin">', []),
    ],
)
def test_author_of_a_meta_tag_only_if_it_is_a_person(head: str, authors: list[str]) -> None:
    assert read(head=head, above=DATE_LINE).authors == authors


@pytest.mark.parametrize("outlet", ["Báo Đồng Bãi", "dongbai.example", "Báo Vườn", "Tạp chí Đời"])
def test_outlet_as_author_of_json_ld(outlet: str) -> None:
    author = f'"author": {{"@type": "Person", "name": "{outlet}"}}'
    news = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", {author}}}</script>'
    assert read(head=news, above=DATE_LINE).authors == []
    assert read(head=news, above=DATE_LINE, end="<p>Hoài Nam</p>").authors == ["Hoài Nam"]
