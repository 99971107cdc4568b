"""Find the lists of a site: the sections of its menu, and whether its home page is one."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.links import article_links
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.lists import searched_rows
from hanoi_press.discovery.pager_search import search_next
from hanoi_press.discovery.pagers import PostedPage, printed_next
from hanoi_press.doctor.address_parts import AddressParts, has_plain_name, is_further_page, key_of
from hanoi_press.doctor.article_forms import ArticleForms
from hanoi_press.doctor.probe_budget import ProbeBudget
from hanoi_press.doctor.probed_site import ProbedList
from hanoi_press.doctor.site_links import SeenLinks

_MOST_SECTIONS = 60
_HOME = re.compile(r"/*(?:(?:index|default|home|trang-chu)(?:\.\w+)?/?)?", re.I)
_NEWS = re.compile(r"tin|news|thong-?bao|su-?kien|hoat-?dong|bai|chuyen-?muc|category|section", re.I)

Identify = Callable[[str], str | None]


def section_candidates(links: SeenLinks, forms: ArticleForms, home: str, identify: Identify) -> list[str]:
    """Return the pages of the menus that may be lists, the likeliest first."""
    found = []
    for one in links:
        parts = one.parts
        if not one.is_label or identify(parts.url) or has_plain_name(parts) or forms.is_article(one):
            continue
        if _is_home(parts.url, home) or is_further_page(parts):
            continue
        found.append((not one.is_menu, _NEWS.search(parts.url) is None, parts.url))
    ordered = [url for *_, url in sorted(found, key=lambda one: one[:2])]  # stable: in the order of the pages
    return ordered[:_MOST_SECTIONS]


def _is_home(url: str, home: str) -> bool:
    parts = urlsplit(url)
    return key_of(url) == key_of(home) or (not parts.query and _HOME.fullmatch(parts.path) is not None)


class ListProbe:
    """The lists that a probe visits."""

    def __init__(self, links: SeenLinks, budget: ProbeBudget) -> None:
        self.links = links
        self.budget = budget
        self.found: list[ProbedList] = []
        self.unsure: list[str] = []
        self.home_articles = 0
        self.home_pager = ""
        self._forms: set[tuple[object, ...]] = set()  # of pages that are lists

    async def visit(self, urls: list[str], identify: Identify, home: str, most: int) -> None:
        """Ask for some of the candidates; those of the same form are taken for lists, too."""
        waiting: list[str] = []
        failed: set[tuple[object, ...]] = set()
        visited = 0
        for url in urls:
            form = self._form(url)
            if visited >= most or (form in failed and form not in self._forms):
                waiting.append(url)
                continue
            page = await self.budget.get(url)
            if page is None:
                continue
            visited += 1
            self.links.take_page(page)
            if one := await self._read(page, url, identify):
                self.found.append(one)
                self._forms.add(form)
            else:
                failed.add(form)
        same = [url for url in waiting if self._form(url) in self._forms]
        self.found += [ProbedList(url, is_seen=False) for url in same]
        left = [url for url in waiting if url not in same]
        if same:
            self.unsure.append(f"{len(same)} of {len(self.found)} lists of the menu were not asked for")
        if left:
            self.unsure.append(
                f"{len(left)} pages of the menu, such as {left[0]}, were not looked at: no lists of ours"
            )

    async def visit_home(self, home: Fetched, identify: Identify) -> None:
        """Look whether the home page lists articles, and has further pages."""
        source = ListSource(identify)
        rows = searched_rows(home, source)
        linked = {source.article_id(url) for _, url in article_links(home, source)}
        self.home_articles = len(linked)
        found = await self._pager(home, source, {row.lead.url for row in rows}) if rows else "none"
        self.home_pager = found if found != "none" else ""

    async def _read(self, page: Fetched, url: str, identify: Identify) -> ProbedList | None:
        source = ListSource(identify)
        rows = searched_rows(page, source)
        if not rows:
            return None
        known = any(one.pager for one in self.found)
        pager = "" if known else await self._pager(page, source, {row.lead.url for row in rows})
        dated = sum(row.latest is not None for row in rows)
        return ProbedList(url, len(rows), dated, pager)

    async def _pager(self, page: Fetched, source: ListSource, seen: set[str]) -> str:
        """Return which pager leads to a next page with other articles: `searched`, `printed`, else `none`."""
        found = search_next(page, 1, source)
        step: str | PostedPage | None = found or printed_next(page, 1)
        following = await self.budget.get_next(step) if step else None
        if following is None:
            return "none"
        self.links.take_page(following)
        rows = searched_rows(following, source)
        if not {row.lead.url for row in rows} - seen:
            return "none"
        return "searched" if found else "printed"

    def _form(self, url: str) -> tuple[object, ...]:
        one = self.links.get(url)
        return _list_form(one.parts) if one else ()


def _list_form(parts: AddressParts) -> tuple[object, ...]:
    kind = "slug" if parts.kind == "word" else parts.kind
    names = tuple(name.lower() for name, _ in parts.params)
    return (kind, parts.mark, parts.ending.lower(), len(parts.folders), names)
