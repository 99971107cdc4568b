"""Find the lists of a site: the sections of its menu, and whether its home page is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from hanoi_press.discovery import Fetched
from hanoi_press.discovery.links import article_links
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.lists import searched_rows
from hanoi_press.discovery.pager_search import search_next
from hanoi_press.discovery.pagers import PostedPage, printed_next
from hanoi_press.doctor.address_parts import AddressParts, has_plain_name, is_further_page, is_home
from hanoi_press.doctor.article_forms import ArticleForms
from hanoi_press.doctor.probe_budget import ProbeBudget
from hanoi_press.doctor.probed_site import ProbedList
from hanoi_press.doctor.site_links import SeenLink, SeenLinks
from hanoi_press.text.slugs import slug_of

_MOST_SECTIONS = 60
_FAILURES = 3  # pages of one form without articles, after which no more are asked for
_NEWS = re.compile(r"tin|news|thong-?bao|su-?kien|hoat-?dong|bai|chuyen-?muc|category|section", re.I)
_NO_NEWS = re.compile(
    r"gioi-thieu|co-cau|to-chuc-bo-may|lien-he|dang-nhap|dang-ky|tim-kiem|video|thu-vien|van-ban|so-do|lich-su|about"
    r"|contact|login|search|hoi-dap|gop-y"
)
_PAGER_WORDS = re.compile(
    r"[^\w]*(?:(?:trang|page)? ?\d{1,4}|first|last|next|prev\w*"
    r"|(?:trang )?(?:đầu|cuối|sau|trước|tiếp|tiếp theo|kế tiếp))?"
    r"[^\w]*",
    re.I,
)

Identify = Callable[[str], str | None]


def section_candidates(links: SeenLinks, forms: ArticleForms, home: str, identify: Identify) -> list[str]:
    """Return the pages of the menus that may be lists, the likeliest first."""
    found = []
    for one in links:
        parts = one.parts
        is_list = forms.is_list(parts.url)  # however long its name is
        if not (one.is_label or is_list) or identify(parts.url) or has_plain_name(parts) or forms.is_article(one):
            continue
        if is_home(parts.url, home) or is_further_page(parts) or _PAGER_WORDS.fullmatch(one.words):
            continue
        found.append((not (one.is_menu or is_list), -_promise(one), parts.url))
    ordered = [url for *_, url in sorted(found, key=lambda one: one[:2])]  # stable: in the order of the pages
    return ordered[:_MOST_SECTIONS]


def _promise(one: SeenLink) -> int:
    """Return how likely a page of the menu is a list of news, by its address and its name."""
    words = slug_of(one.words)
    good = _NEWS.search(one.parts.url) is not None or _NEWS.search(words) is not None
    return good - (_NO_NEWS.search(words) is not None)


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
        failed: Counter[tuple[object, ...]] = Counter()
        visited = 0
        for url in urls:
            form = self._form(url)
            if visited >= most or (failed[form] >= _FAILURES and form not in self._forms):
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
                failed[form] += 1
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
        self.home_articles = len(linked or rows)
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
