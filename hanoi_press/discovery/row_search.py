"""Find the rows of a list page without selectors: by the addresses of its links, and by what repeats.

A page's main list is the one whose rows say most (a date, a summary, a picture) and of which there are many. Menus,
side bars and boxes such as "Đọc nhiều" say little, or stand where no list stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from hanoi_press.discovery.element_index import ElementIndex
from hanoi_press.discovery.item_lists import stated_items
from hanoi_press.discovery.lead import Fetched
from hanoi_press.discovery.links import LinkAddresses, base_of, parse_html
from hanoi_press.discovery.list_source import ListSource
from hanoi_press.discovery.row_boxes import MAX_LINKS, ArticleBox, RowRegion, article_boxes, regions
from hanoi_press.discovery.row_contents import listed_rows
from hanoi_press.discovery.row_dates import nearest_dates, nearest_elements, printed_dates
from hanoi_press.discovery.statements import listed
from hanoi_press.items import Listed

_DATE, _SUMMARY, _PICTURE = 1.5, 1.0, 0.5  # what they add to the value of a row, which is 1 for a headline alone
_SAYS_LITTLE, _SAYS_MUCH = 1.0 + _PICTURE, 1.9  # values of regions
_LABELS = 0.5  # value of a menu's links, whose words are shorter than headlines are
_HEADLINE_SIZE = 30  # characters, on average; headlines have 50 to 90, the entries of menus 5 to 28
_LEAST_HEADLINE = 20  # characters, on average, of a list that has nothing but headlines and is the page's only one
_MANY, _TIMES_MORE = (
    8,
    2,
)  # headlines that are a list, however little they say: so many, and twice those of the main list
_MOST_COUNTED = 20  # rows by which a region's score grows
_SUMMARY_SIZE = 40  # characters beside the headline; a date with its label has fewer
_CARD_SIZE = 150  # characters of a link that holds a whole row
_MAX_WORDS = 500  # characters of a row, or of a link, that are looked at
_LABEL_SIZE = 40
_LEVELS_UP = 30  # above a link in which the tag of a menu or side bar is looked for
_NEAR = 4  # levels between the box around a list and other lists in it
_BESIDE_TAGS = frozenset({"nav", "aside", "footer"})
_BESIDE_LABEL = re.compile(
    r"(?:đọc|xem|bình luận) nhiều|nhiều người (?:đọc|xem)|quan tâm|liên quan|đừng bỏ lỡ|mới hơn|nổi bật|tiêu điểm"
    r"|khác$",
    re.I,
)
_MAIN_LABEL = re.compile("nổi bật|tiêu điểm|khác$", re.I)  # such a list is the main one if there is no better one
MORE_LABEL = re.compile(
    r"[\W\d_]*(?:(?:xem|đọc)(?: thêm| tiếp| chi tiết| tất cả)?|chi tiết|read more|more|tiếp)?[\W\d_]*", re.I
)


class FoundRow(NamedTuple):
    """A row: the address behind its headline, the box around it, its date as printed, and what it states."""

    id: str
    url: str
    box: Any
    printed: str
    stated: Listed | None


class FoundRows(NamedTuple):
    """The rows of a page in order; `main` are the ids in its main list, whose rows have the value `value`.

    `kind` and `others` tell that list and the page's other ones apart on the list's next page (`RowRegion.kind`).
    `beside` are the values of the rows of other lists, by article id.
    """

    rows: list[FoundRow]
    main: frozenset[str] = frozenset()
    value: float = 0.0
    kind: tuple[str, ...] = ()
    others: frozenset[tuple[str, ...]] = frozenset()
    beside: dict[str, float] = {}

    def outdo(self, ids: Iterable[str | None]) -> bool:
        """Return True if rows with these article ids (None: no article's) are clearly fewer than the page holds.

        They are if they lack more than half of the main list, and are not a list whose rows say more.
        """
        read = set(ids) - {None}
        if not read:
            return bool(self.rows)
        lacking = len(self.main - read)
        beside = max((self.beside.get(id or "", 0.0) for id in read), default=0.0)
        return len(self.main) > 1 and 2 * lacking > len(self.main) and self.value >= beside


def search_rows(fetched: Fetched, source: ListSource, limit: int) -> FoundRows:
    """Return the rows of a list page, each article once, at most `limit`."""
    root = parse_html(fetched.body).root
    for code in root.iter("script", "style"):
        code.text = None
    base = base_of(fetched.url, root)
    links = _article_links(root, LinkAddresses(base), source)
    boxes = article_boxes(links)
    if not boxes:
        return _rows_of_items(fetched, source, limit)
    lists = [_RatedRegion(region) for region in regions(boxes)]
    index = ElementIndex(root, also=_indexed(boxes))
    dates = printed_dates(index)
    for one in lists:
        one.rate(index, sorted(dates))
    main = max(lists, key=lambda one: one.score)
    if main.is_never_main or main.is_menu:
        return FoundRows([])
    chosen = [one for one in lists if one is main or _belongs_to(main, one)]
    order = {id(box): number for number, box in enumerate(boxes)}
    articles = sorted((box for one in chosen for box in one.region.articles), key=lambda box: order[id(box)])
    beside: dict[str, float] = {}
    for one in lists:
        if one is not main:
            beside |= {box.id: max(one.value, beside.get(box.id, 0.0)) for box in one.region.articles}
    rows = _rows(articles, links, _dates_between(chosen, boxes, index, dates), base)
    return FoundRows(
        rows[:limit],
        frozenset(box.id for box in main.region.articles),
        main.value,
        main.region.kind,
        frozenset(one.region.kind for one in lists if one not in chosen) - {main.region.kind},
        beside,
    )


def _rows_of_items(fetched: Fetched, source: ListSource, limit: int) -> FoundRows:
    """Return the rows of a page that links no article but states a list of them."""
    root = parse_html(fetched.body).root  # with its scripts
    rows: dict[str, FoundRow] = {}
    for url, name in stated_items(fetched.url, root):
        if (id := source.article_id(url)) and len(rows) < limit:
            rows.setdefault(id, FoundRow(id, url, root, "", listed(title=name)))
    return FoundRows(list(rows.values()), frozenset(rows))


def _article_links(root: Any, addresses: LinkAddresses, source: ListSource) -> list[tuple[Any, str, str]]:
    """Return the links to articles of the source, with their addresses and the articles' ids."""
    found: list[tuple[Any, str, str]] = []
    ids: dict[str, str | None] = {}
    for link in root.iter("a"):
        url = addresses.of(link)
        if url is None:
            continue
        if url not in ids:
            ids[url] = source.article_id(url)
        if article_id := ids[url]:
            found.append((link, url, article_id))
            if len(found) == MAX_LINKS:
                break
    return found


def _indexed(boxes: Iterable[ArticleBox]) -> set[Any]:
    elements: set[Any] = set()
    for one in boxes:
        elements.update((one.container, *one.boxes, *(link for link, _ in one.links)))
    return elements


class _RatedRegion:
    """A list with the value of its rows (1: a headline alone) and its score, by which the main list is found."""

    def __init__(self, region: RowRegion) -> None:
        self.region = region
        self.value = self.score = 0.0
        self.is_beside = self.is_never_main = self.is_menu = False

    def rate(self, index: ElementIndex, dates: list[int]) -> None:
        """Compute value and score; `dates` are the numbers of the page's texts that are dates."""
        articles = self.region.articles
        sizes = [max(len(_headline(link)) for link, _ in one.links) for one in articles]
        self.value = sum(_value(*one, index, dates) for one in zip(articles, sizes, strict=True)) / len(articles)
        if len(articles) > 1 and not any(_holds_date(index.texts(box), dates) for one in articles for box in one.boxes):
            texts = index.texts(articles[0].container)
            count = bisect_left(dates, texts.stop) - bisect_left(dates, texts.start)
            self.value += _DATE * (2 * count >= len(articles))
        if sum(sizes) < _HEADLINE_SIZE * len(articles) and self.value < _SAYS_MUCH:
            self.value = _LABELS
            self.is_menu = sum(sizes) < _LEAST_HEADLINE * len(articles)
        self._look_around(index)
        self.score = (
            min(len(articles), _MOST_COUNTED) * self.value**2 * (0.1 if self.is_beside or self.value <= _LABELS else 1)
        )

    def _look_around(self, index: ElementIndex) -> None:
        """Find out by tags, and by the label before a list, if it is a menu's, a side bar's or a footer's."""
        link = self.region.articles[0].links[0][0]
        first = index.texts(link).start
        before = (" ".join(index.text(number).split()) for number in range(max(0, first - 2), first))
        labels = [words for words in before if len(words) <= _LABEL_SIZE and _BESIDE_LABEL.search(words)]
        is_in_frame = any(one.tag in _BESIDE_TAGS for one in nearest_elements(link, _LEVELS_UP))
        self.is_beside = is_in_frame or bool(labels)
        self.is_never_main = is_in_frame or not all(map(_MAIN_LABEL.search, labels))


def _headline(link: Any) -> str:
    """Return the words of a link, or its title, or those in place of its picture; "" for "Xem thêm" and the like."""
    words = " ".join("".join(link.itertext())[:_MAX_WORDS].split())
    if not words:
        image = next(link.iter("img"), None)
        words = link.get("title") or (image.get("alt") if image is not None else None) or ""
    return "" if MORE_LABEL.fullmatch(words) else words[:_MAX_WORDS]


def _value(article: ArticleBox, linked: int, index: ElementIndex, dates: list[int]) -> float:
    words = sum(len(index.words(box, limit=_MAX_WORDS)) for box in article.boxes)
    has_date = any(_holds_date(index.texts(box), dates) for box in article.boxes)
    has_summary = words >= linked + _SUMMARY_SIZE or linked >= _CARD_SIZE
    has_picture = any(next(box.iter("img"), None) is not None for box in article.boxes)
    return 1 + _DATE * has_date + _SUMMARY * has_summary + _PICTURE * has_picture


def _holds_date(texts: range, dates: list[int]) -> bool:
    first = bisect_left(dates, texts.start)
    return first < len(dates) and dates[first] < texts.stop


def _belongs_to(main: _RatedRegion, other: _RatedRegion) -> bool:
    """Return True if another list of the page is as good as its main one, or stands right beside it."""
    if other.is_beside or other.value <= _LABELS:
        return False
    if len(other.region.articles) >= max(_MANY, _TIMES_MORE * len(main.region.articles)):
        return True
    if other.value > _SAYS_LITTLE or main.value < _SAYS_MUCH:
        return True
    if len(main.region.articles) == 1:
        return False  # its box was widened up to the next other article
    container = main.region.container
    near = nearest_elements(other.region.container, _NEAR)
    return any(one is container or one is container.getparent() for one in near)


def _rows(
    articles: Iterable[ArticleBox], links: list[tuple[Any, str, str]], between: dict[str, str], base: str
) -> list[FoundRow]:
    """Return one row for each article: that of its longest headline, at its first place."""
    best: dict[str, tuple[int, str, Any]] = {}
    shown = [(link, url, box) for box in articles for link, url in box.links]
    own = [(link, box.id) for link, _, box in shown]
    for link, url, box in shown:
        size = len(_headline(link))
        if box.id not in best or size > best[box.id][0]:
            best[box.id] = (size, url, box.boxes[0])
    printed = nearest_dates([*own, *((link, article_id) for link, _, article_id in links)])
    stated = listed_rows(((link, box.id, box.boxes[0]) for link, _, box in shown), base)
    return [
        FoundRow(id, url, box, printed.get(id) or between.get(id, ""), stated.get(id))
        for id, (_, url, box) in best.items()
    ]


def _dates_between(
    chosen: Iterable[_RatedRegion], boxes: Iterable[ArticleBox], index: ElementIndex, dates: dict[int, str]
) -> dict[str, str]:
    """Return the dates of articles in lists without boxes: those that stand behind each headline, or before each."""
    found: dict[str, str] = {}
    numbers = sorted(dates)
    all_starts = sorted(index.texts(box.boxes[0]).start for box in boxes)
    for container, articles in _by_container(chosen):
        texts = index.texts(container)
        held = numbers[bisect_left(numbers, texts.start) : bisect_left(numbers, texts.stop)]
        starts = [index.texts(article.boxes[0]).start for article in articles]
        is_before = bool(held) and held[0] < starts[0] and held[-1] < starts[-1]
        for article, start in zip(articles, starts, strict=True):
            place = bisect_left(all_starts, start)
            if is_before:
                first, last = all_starts[place - 1] if place else 0, start
                at = bisect_left(held, last) - 1
            else:
                first, last = start, all_starts[place + 1] if place + 1 < len(all_starts) else texts.stop
                at = bisect_left(held, first)
            if 0 <= at < len(held) and first <= held[at] < last:
                found.setdefault(article.id, dates[held[at]])
    return found


def _by_container(chosen: Iterable[_RatedRegion]) -> Iterator[tuple[Any, list[ArticleBox]]]:
    for one in chosen:
        for container, articles in groupby(one.region.articles, key=lambda article: article.container):
            yield container, list(articles)
