"""Lists that pages state in JSON-LD."""

from __future__ import annotations

import asyncio
import json

import pytest

from hanoi_press.discovery import Fetched, Window
from hanoi_press.discovery.item_lists import stated_items
from hanoi_press.discovery.links import parse_html
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.lists import searched_rows
from hanoi_press.discovery.routes import ArticleLinks

PAGE = "https://vidu.example/tin/"


def page(*entries: object, kind: str = "ItemList", words: str = "") -> bytes:
    stated = json.dumps({"@type": kind, "itemListElement": list(entries)})
    return f'<html><script type="application/ld+json">{stated}</script><body>{words}</body></html>'.encode()


def items(body: bytes) -> list[tuple[str, str]]:
    return stated_items(PAGE, parse_html(body).root)


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"@type": "ListItem", "url": "/bai-1", "name": " Cầu  mới "}, [("https://vidu.example/bai-1", "Cầu mới")]),
        ({"item": {"@id": "bai-1", "headline": "Cầu"}}, [("https://vidu.example/tin/bai-1", "Cầu")]),
        ({"item": "https://vidu.example/bai-1"}, [("https://vidu.example/bai-1", "")]),
        ("https://vidu.example/bai-1", [("https://vidu.example/bai-1", "")]),
        ({"url": "javascript:void(0)", "name": "Cầu"}, []),
        ({"url": 7, "name": ["Cầu"]}, []),
        (None, []),
    ],
)
def test_an_entry_is_read(entry: object, found: list[tuple[str, str]]) -> None:
    assert items(page(entry)) == found


def test_other_lists_are_none() -> None:
    assert items(page({"url": "/bai-1"}, kind="BreadcrumbList")) == []
    assert items(b'<script type="application/ld+json">{"@type": "ItemList", "itemListElement": 3}</script>') == []
    assert items(b'<script type="application/ld+json">{"@type": "ItemList", </script>') == []


def test_each_address_counts_once_and_not_too_many() -> None:
    assert items(page({"url": "/bai-1", "name": "a"}, {"url": "/bai-1", "name": "b"})) == [
        ("https://vidu.example/bai-1", "a")
    ]
    assert len(items(page(*({"url": f"/bai-{number}"} for number in range(1500))))) == 1000


def test_rows_are_of_the_statement_only_where_no_link_is() -> None:
    source = ListSource(lambda url: url.rpartition("-")[2] if "/bai-" in url else None)
    stated = ({"url": "/bai-1", "name": "Cầu mới ở Lam Giang"}, {"url": "/muc"}, {"url": "/bai-2"})
    found = searched_rows(Fetched(PAGE, page(*stated)), source)
    assert [row.lead.url for row in found] == ["https://vidu.example/bai-1", "https://vidu.example/bai-2"]
    assert found[0].lead.listed and found[0].lead.listed.title == "Cầu mới ở Lam Giang"
    linked = "<h1>Tin</h1>" + "".join(
        f'<p><a href="/bai-{number}">Xã Lam Giang khánh thành cây cầu dân sinh thứ {number}</a></p>'
        for number in (7, 8, 9)
    )
    found = searched_rows(Fetched(PAGE, page(*stated, words=linked)), source)
    assert [row.lead.url[-1] for row in found] == ["7", "8", "9"]


def test_a_home_page_whose_links_a_script_draws_names_its_articles() -> None:
    async def fetch(url: str, **options: object) -> Fetched:
        return Fetched(url, page({"url": "/bai-1", "name": "Cầu mới ở Lam Giang"}, {"url": "/muc"}))

    async def leads() -> list[str]:
        window = Window(source=ListSource(lambda url: "1" if "/bai-" in url else None))
        return [one.url async for one in ArticleLinks(PAGE).leads(fetch, window, ())]  # type: ignore[arg-type]

    assert asyncio.run(leads()) == ["https://vidu.example/bai-1"]
