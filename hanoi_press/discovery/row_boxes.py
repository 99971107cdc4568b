"""Find the boxes of a page that each link one article, and the lists in which such boxes stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from hanoi_press.discovery.row_dates import WHOLE_PAGE, nearest_elements

MAX_LINKS = 20_000  # to articles, of one page
_MOST_IN_CELL = 4  # articles in one row of a grid
_LEVELS_OF_KIND = 6
_LEVELS_OF_SHAPE = 10


@dataclass(slots=True)
class ArticleBox:
    """What a page shows of one article at one place: boxes in `container` whose links lead to this article alone."""

    id: str
    container: Any
    links: list[tuple[Any, str]] = field(default_factory=list)  # elements with their addresses
    boxes: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class RowRegion:
    """A list of a page: the articles that one container holds, or the containers of a grid's rows."""

    container: Any
    articles: list[ArticleBox]

    @property
    def kind(self) -> tuple[str, ...]:
        """Return what the region has in common with the same list on another page: tags and classes around it."""
        around = nearest_elements(self.container, _LEVELS_OF_KIND)
        return tuple(f"{one.tag}.{one.get('class') or ''}" for one in around)


def article_boxes(links: Iterable[tuple[Any, str, str]]) -> list[ArticleBox]:
    """Return the boxes of the linked articles in document order; `links` are elements, addresses and article ids."""
    links = list(links)
    owners = _owners(links)
    outermost: dict[Any, Any] = {}
    found: dict[tuple[str, Any], ArticleBox] = {}
    for link, url, id in links:
        box = _box(link, id, owners, outermost)
        container = box if box.getparent() is None else box.getparent()
        article = found.setdefault((id, container), ArticleBox(id, container))
        article.links.append((link, url))
        if not article.boxes or article.boxes[-1] is not box:
            article.boxes.append(box)
    return list(found.values())


def regions(articles: Iterable[ArticleBox]) -> list[RowRegion]:
    """Return the lists of a page in document order."""
    alike: dict[tuple[Any, ...], list[ArticleBox]] = defaultdict(list)
    for article in articles:
        alike[article.container, _shape(article)].append(article)
    grids: dict[tuple[Any, ...], list[ArticleBox]] = {}
    for (container, shape), held in alike.items():
        is_cell = len(held) <= _MOST_IN_CELL and container.getparent() is not None
        around = (container.getparent(), container.tag, container.get("class")) if is_cell else (container,)
        grids.setdefault((*around, shape), []).extend(held)
    return [
        RowRegion(held[0].container if len({one.container for one in held}) == 1 else grid[0], held)
        for grid, held in grids.items()
    ]


def _shape(article: ArticleBox) -> tuple[str, ...]:
    """Return the tags from an article's headline up to its box, by which rows of different lists are told apart."""
    first = article.links[0][0]
    link = next((one for one, _ in article.links if (one.text or "").strip()), first)
    around = takewhile(lambda one: one is not article.container, nearest_elements(link, _LEVELS_OF_SHAPE))
    return tuple(one.tag for one in around)


def _owners(links: Iterable[tuple[Any, str, str]]) -> dict[Any, str | None]:
    """Return for each link and its ancestors the one article to which links in it lead; None if they are several.

    An element is visited at most twice for its owner, and once a link below it: what is above an element of several
    articles has several, too.
    """
    owners: dict[Any, str | None] = {}
    for link, _, id in links:
        one = link
        while one is not None:
            owner = owners.get(one, "")
            if owner is None or owner == id:
                break
            owners[one] = None if owner else id
            one = one.getparent()
    return owners


def _box(link: Any, id: str, owners: dict[Any, str | None], outermost: dict[Any, Any]) -> Any:
    """Return the outermost ancestor of a link, or itself, that links no other article."""
    passed: list[Any] = []
    one = link
    while one not in outermost:
        passed.append(one)
        parent = one.getparent()
        if parent is None or owners.get(parent) != id or parent.tag in WHOLE_PAGE:
            outermost[one] = one
        else:
            one = parent
    for inner in passed:
        outermost[inner] = outermost[one]
    return outermost[one]
