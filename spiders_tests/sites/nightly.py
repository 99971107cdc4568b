"""A small modelled paper that changes between two runs: new articles, corrections, other boilerplate.

Its pages have the markup of today's hanoimoi.vn with little around it, so that a run over hundreds takes seconds.
"""

from __future__ import annotations

import html
import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from hashlib import sha256

from .hanoimoi.feeds import HEAD, HOME, SCHEMAS, index
from .page import JSON, PLAIN, XML, Page

VN = timezone(timedelta(hours=7))
_SYLLABLES = (
    "phường làng chợ cầu sông hồ bãi đê vườn sân mái ngõ thợ bạn trẻ già sớm muộn nắng mưa xanh đỏ dài rộng mới cũ làm"
    " xây trồng đón kể nghe góp giữ mở sửa chia đong bước tìm thêm bớt ngày tháng mùa vụ quê phố nhà lớp trường trạm"
).split()
LATEST, MORE = 15, 10  # rows of the latest list, and of each further page


def at(stated: str) -> datetime:
    """Return a moment of Hanoi's time: `at("2026-11-20 08:15")`."""
    return datetime.fromisoformat(stated).replace(tzinfo=VN)


@dataclass
class Piece:
    """An article as it is now. `lastmod` is its date of change in the sitemap."""

    number: int
    published: datetime
    words: str
    lastmod: datetime
    frame: str = "Tin cùng ngày"
    broken: bool = False  # its page has boilerplate and no text
    headline: str = ""
    summary: str = ""
    author: str = ""

    @property
    def url(self) -> str:
        return f"{HOME}/bai-viet-{self.number}.html"

    @property
    def id(self) -> str:
        return f"hanoimoi/{self.number}"

    @property
    def title(self) -> str:
        return self.headline or f"Chuyện số {self.number} của phố"


@dataclass
class Paper:
    """The paper.

    Without `has_sitemap` it has the latest list only. `dated`: the sitemap index states when a sitemap changed.
    With `frozen` the index states the time of the newest article only, whatever was corrected.
    `hours`: sitemaps state times, not only days. `validates`: pages have an ETag; `validates_lists`: sitemaps, too.
    """

    pieces: dict[int, Piece] = field(default_factory=dict)
    has_sitemap: bool = True
    dated: bool = True
    hours: bool = True
    validates: bool = False
    frozen: bool = False
    validates_lists: bool = False

    def publish(self, number: int, published: datetime) -> Piece:
        """Add an article, whose words follow from its number."""
        piece = Piece(number, published, words(number), published)
        self.pieces[number] = piece
        return piece

    def correct(self, number: int, when: datetime | None) -> None:
        """Change an article's words; with `when` the sitemap states this date of change."""
        piece = self.pieces[number]
        piece.words += f" Bản sửa sau {len(piece.words)} chữ."
        piece.lastmod = when or piece.lastmod

    def newest_first(self) -> list[Piece]:
        return sorted(self.pieces.values(), key=lambda one: (one.published, one.number), reverse=True)

    def pages(self) -> dict[str, Page]:
        """Return all addresses that the paper answers now."""
        found = {piece.url: self._article(piece) for piece in self.pieces.values()}
        found[f"{HOME}/robots.txt"] = Page.of("User-agent: *\nDisallow: /an-pham/\n", PLAIN)
        return found | (self._maps() if self.has_sitemap else {}) | self._latest()

    def _article(self, piece: Piece) -> Page:
        stated = {"@type": "NewsArticle", "datePublished": piece.published.isoformat()}
        sapo = f"<p><strong>{piece.summary}</strong></p>" if piece.summary else ""
        body = "" if piece.broken else f"{sapo}<p>{html.escape(piece.words)}</p>"
        head = "" if piece.broken else f'<h1 class="c-detail-head__title">{html.escape(piece.title)}</h1>'
        head += f'<span class="c-detail-head__author">{piece.author}</span>' if piece.author else ""
        page = Page.of(
            f'<!DOCTYPE html>\n<html><head><title>{piece.title}</title><link rel="canonical" href="{piece.url}"/>'
            f'<script type="application/ld+json">{json.dumps(stated)}</script></head>\n'
            f'<body>{head}<div class="b-maincontent"><div class="entry">{body}</div></div>'
            f"<footer>{piece.frame}</footer></body></html>\n"
        )
        if self.validates:
            page.headers["ETag"] = f'"{sha256(page.body).hexdigest()[:12]}"'
        return page

    def _maps(self) -> dict[str, Page]:
        days: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.newest_first():
            days[f"{piece.published:%Y-%m-%d}"].append(piece)
        found, listed = {}, []
        for day, pieces in days.items():
            url = f"{HOME}/sitemap-article-{day}.xml"
            rows = "".join(f"<url><loc>{p.url}</loc><lastmod>{self._stated(p.lastmod)}</lastmod></url>" for p in pieces)
            found[url] = Page.of(f"{HEAD}<urlset {SCHEMAS}>{rows}</urlset>\n", XML)
            listed.append((url, self._stated(max(p.published if self.frozen else p.lastmod for p in pieces))))
        whole = index(listed) if self.dated else _undated(listed)
        found |= {f"{HOME}/sitemap.xml": whole}
        if self.validates_lists:
            for page in found.values():
                page.headers["ETag"] = f'"{sha256(page.body).hexdigest()[:12]}"'
        return found

    def _stated(self, moment: datetime) -> str:
        return moment.isoformat() if self.hours else f"{moment:%Y-%m-%d}"

    def _latest(self) -> dict[str, Page]:
        pieces = self.newest_first()
        rows = "".join(
            f'<li pid="{p.number}"><div class="b-grid"><h3 class="b-grid__title"><a href="{p.url}">{p.title}</a></h3>'
            f'<span class="b-grid__time">{p.published:%d/%m/%Y - %H:%M}</span></div></li>'
            for p in pieces[:LATEST]
        )
        listing = f'<!DOCTYPE html>\n<html><body><ul class="onecms__loading">{rows}</ul></body></html>\n'
        found = {f"{HOME}/tin-moi-nhat": Page.of(listing)}
        for start, piece in enumerate(pieces):
            more = [
                {"PublisherId": p.number, "LinktoMe2": p.url, "TimeX2": f"{p.published:%Y-%m-%d %H:%M:%S}"}
                for p in pieces[start + 1 : start + 1 + MORE]
            ]
            found[f"{HOME}/api/getMoreArticle/24h_empty_{piece.number}_0_0"] = Page.of(json.dumps(more), JSON)
        return found


def words(number: int) -> str:
    """Return a paragraph; each number has its own."""
    chosen = random.Random(number)
    sentences = [" ".join(chosen.choices(_SYLLABLES, k=chosen.randint(9, 16))).capitalize() for _ in range(6)]
    return ". ".join(sentences) + f", tất cả {number} bước."


def _undated(listed: list[tuple[str, str]]) -> Page:
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url, _ in listed)
    return Page.of(f"{HEAD}<sitemapindex {SCHEMAS}>{rows}</sitemapindex>\n", XML)
