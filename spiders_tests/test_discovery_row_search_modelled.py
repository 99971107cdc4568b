"""The lists of all modelled sites, read without selectors after a redesign, against what the selectors read before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from hanoi_press.discovery import FetchFailed, Lead, Window
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.routes import ListPages
from hanoi_press.sources import Source, sources
from hanoi_press.warc.index import record_address
from spiders_tests.discovery_site import AnsweringSite, run
from spiders_tests.redesign import redesigned
from spiders_tests.redesign.rewrite import is_html
from spiders_tests.sites.hanoimoi.site import Site as Hanoimoi
from spiders_tests.sites.page import Page
from spiders_tests.sites.portals import renderers
from spiders_tests.sites.portals import site as portal


def redesigned_fetcher(pages: Mapping[str, Page], level: int, asked: list[str]) -> AnsweringSite:
    """Return a fetcher that redesigns the pages it is asked for, and adds their addresses to `asked`."""

    def answer(url: str, form: Any) -> bytes | FetchFailed:
        address = record_address(url, urlencode(form).encode()) if form else url
        asked.append(address)
        page = pages.get(address)
        if page is None or page.status != 200:
            return FetchFailed("404")
        return redesigned(page.body, level) if is_html(page) else page.body

    return AnsweringSite(answer)


def article_ids(source: Source) -> Callable[[str], str | None]:
    """Return a function that gives the id of the article at an address, if there is one."""

    def identify(url: str) -> str | None:
        identity = source.identify(url)
        return identity.id if identity else None

    return identify


def walked(
    name: str, route: ListPages, level: int, *, by_selectors: bool = False
) -> tuple[list[Lead], list[str], set[str]]:
    identify, asked, counts = article_ids(sources()[name]), list[str](), set[str]()
    window = Window(source=None if by_selectors else ListSource(identify, counts.add))
    leads, _ = run(route.leads(redesigned_fetcher(portal(name), level, asked), window, ()))
    return [lead for lead in leads if identify(lead.url)], asked, counts


def without_repeats(leads: list[Lead]) -> list[tuple[str, datetime | str | None]]:
    """Return each article once with its date, or the day that its row states."""
    dated = ((lead.url, lead.published or (lead.listed.published if lead.listed else None)) for lead in leads)
    return list(dict.fromkeys(dated))


LISTS = [
    (name, kind)
    for name in renderers()
    for kind, route in sources()[name].routes.items()
    if isinstance(route, ListPages) and kind not in ("home", "policy", "site", "renamed")  # not modelled
]


@pytest.mark.parametrize(("name", "kind"), LISTS)
def test_modelled_lists_give_the_same_articles_and_dates_after_a_redesign(name: str, kind: str) -> None:
    route = sources()[name].routes[kind]
    assert isinstance(route, ListPages)
    leads, asked, _ = walked(name, route, 0, by_selectors=True)
    assert len(leads) > 1
    healthy, requested, counts = walked(name, route, 0)
    assert without_repeats(healthy) == without_repeats(leads) and requested == asked
    # mard's selector names the box of one of the modelled lists only
    assert counts == ({"lists/selectors", "lists/heuristic"} if name == "mard" else {"lists/selectors"})
    for level in (1, 2):
        found, requested, _ = walked(name, route, level)
        assert without_repeats(found) == without_repeats(leads)
        assert len(requested) == len(asked)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_the_newest_list_of_onecms(level: int) -> None:
    source, counts = sources()["hanoimoi"], list[str]()
    pages = Hanoimoi().pages()
    wanted = {url: page for url, page in pages.items() if "/api/" in url or url.endswith("/tin-moi-nhat")}
    fetch, window = redesigned_fetcher(wanted, level, []), Window(source=ListSource(article_ids(source), counts.append))
    leads, _ = run(source.routes["latest"].leads(fetch, window, ()))
    specs = [spec for spec in Hanoimoi().current if not spec.sponsored]
    assert [lead.url for lead in leads if not lead.sponsored] == [spec.url for spec in specs]
    shown = [lead.published.replace(second=0) for lead in leads if lead.published and not lead.sponsored]
    assert shown == [spec.published.replace(second=0) for spec in specs]
    assert counts == ["lists/heuristic" if level else "lists/selectors"]
