"""The texts that `scrapy newsource` writes (`string.Template`: $name is filled by it, FILL IN by a person)."""

SPIDER = '''"""$host. FILL IN where these facts come from (a page you saved, a crawler you read), and of when."""

from __future__ import annotations

import re

from hanoi_press.discovery.lists import Rows
from hanoi_press.discovery.pagers import printed_next
from hanoi_press.sources.address import address
from hanoi_press.spiders.press import PressSpider
from hanoi_press.discovery.routes import ListPages

_HOST = r"https?://(?:www\\.)?$host_pattern"
_BASE = "$base"


class ${class_name}Spider(PressSpider):
    """FILL IN the outlet's name."""

    name = "$name"
    publisher = "FILL IN the outlet's name as it writes it"
    family = "$label"
    status = "unverified"  # FILL IN verified, modelled or unverified: docs/sources.md says what each means
    remark = "FILL IN in one line what the status rests on"
    hosts = ("$host",)
    addresses = (
        # FILL IN what an article's address looks like. No ids: leave id= out. A query that counts: query=("ItemID",)
        address(
            _HOST + r"/(?P<slug>[^/?#]+)-(?P<id>$id)$ending_pattern",
            id="{id}",
            url=_BASE + "/{slug}-{id}$ending",
        ),
    )
    section_form = re.compile(r"[a-z-]+")
    routes = {
        # FILL IN where its lists stand; Feeds and DailySitemaps are cheaper where the site has them
        "section": ListPages(
            section=_BASE + "/{section}$ending",
            rows=Rows($row),
            more=printed_next,
            home=_BASE + "/",
            form=_HOST + r"/[a-z-]+$ending_pattern",
        ),
    }
    order = ("section",)
'''

ARTICLES = """# One [[article]] an article, newest first; the fields: spiders_tests/sites/FORMAT.md, "The portals".
# All text is your own, never the site's. FILL IN the addresses and ids in the shape of the site's.

[[article]]
url = "$base/mot-bai-viet-$example$ending"
id = "$name/$example"
title = "FILL IN a headline"
summary = "FILL IN a sapo"
published = "2026-11-20T08:15:00+07:00"
text = [
  { p = "FILL IN a paragraph" },
  { figure = { url = "$base/anh-$example.jpg", caption = "FILL IN a caption" } },
  { list = ["FILL IN one item", "FILL IN another item"] },
  { p = "FILL IN a closing paragraph" },
]

[[article]]
url = "$base/bai-viet-truoc-$other$ending"
id = "$name/$other"
title = "FILL IN another headline"
summary = "FILL IN another sapo"
published = "2026-11-19T16:40:00+07:00"
text = [
  { p = "FILL IN a paragraph" },
  { p = "FILL IN a paragraph with a legal reference" },
  { document = { url = "$base/van-ban-$other.pdf", title = "FILL IN words that link a document" } },
]
"""

RENDERER = '''"""$host, modelled on FILL IN which pages or whose facts; not a capture."""

from __future__ import annotations

from html import escape

from ..page import Page
from .piece import Piece
from .plain import blocks, caption, moment, pages_of, robots

_BASE = "$base"
_LIST = "/tin-tuc$ending"


def _figure(one: dict[str, str]) -> str:
    return f\'<figure><img src="{one["url"]}"><figcaption>{caption(one)}</figcaption></figure>\'


def _page(title: str, inside: str) -> Page:
    # FILL IN the site's frame: banner, menus, side bars, footer, and whatever else could leak into an article
    return Page.of(f"<!DOCTYPE html><html><head><title>{escape(title)}</title></head><body>{inside}</body></html>")


def _row(piece: Piece) -> str:
    title, date = escape(piece.title), moment(piece, "%d/%m/%Y")
    return f\'<li><h3><a$attribute href="{piece.url}">{title}</a></h3><i>{date}</i></li>\'


def site(pieces: list[Piece]) -> dict[str, Page]:
    """A home page that links one list, a row a page."""
    pages = robots(_BASE)
    for piece in pieces:
        title, sapo, date = escape(piece.title), escape(piece.summary or ""), moment(piece, "%d/%m/%Y %H:%M")
        # FILL IN the markup as the site has it
        inside = f"""$article"""
        pages[piece.url] = _page(piece.title, inside)
    pages[f"{_BASE}/"] = _page("Trang chủ", f\'<a href="{_LIST}">Tin tức</a>\')
    for number, count, page in pages_of(pieces, 1):
        rows = "".join(map(_row, page))
        on = f\'<a rel="next" href="{_LIST}?page={number + 1}">Trang sau</a>\' if number < count else ""
        pages[_BASE + _LIST + (f"?page={number}" if number > 1 else "")] = _page("Tin tức", f"<ul>{rows}</ul>{on}")
    return pages


SITES = {"$name": site}
'''

PAGE = '''"""$host. FILL IN whose CMS it is, and on which pages these selectors were read."""

from __future__ import annotations

from hanoi_press.pages.article_page import ArticlePage
from hanoi_press.pages.document import Document, css


class $class_name(ArticlePage):
    """FILL IN which template this is; another template is another class."""

    name = "$name"
    # FILL IN the selectors; of several the first that gives something counts, JSON-LD and meta tags stand behind them
    TITLE = (css("h1.title"),)
    SUMMARY = (css("p.sapo"),)
    DATE = (css("span.date"),)
    AUTHOR = (css("p.author"),)
    SECTION = (css("ul.breadcrumb"),)
    TAGS = (css("div.tags"),)
    BODY = (css("div.$name-body"),)
    DROP_CLASSES = frozenset({"related", "share"})

    @classmethod
    def recognises(cls, doc: Document) -> bool:
        # FILL IN a mark that stands on the pages of this template and on no others
        return b"$name-body" in doc.body
'''

PAGE_TEST = '''"""The pages of $host, field by field, on a small page of our own."""

from __future__ import annotations

from hanoi_press import extract

# FILL IN a page in the site's shape, with its traps: what is missing on some pages, what stands where it should not
PAGE = """<!DOCTYPE html><html><head><title>Hồ mới</title></head><body>
<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li><li><a href="/doi-song$ending">Đời sống</a></li></ul>
<h1 class="title">Hồ mới đón nước</h1><span class="date">20/11/2026 08:15</span>
<p class="sapo">Nước về từ sáng sớm.</p><div class="$name-body"><p>Đoạn thứ nhất.</p>
<div class="related">Tin liên quan</div><p>Đoạn thứ hai.</p></div>
<p class="author">Lê An</p></body></html>"""


def test_every_field() -> None:
    got = extract(PAGE.encode(), "$base/ho-moi-$example$ending")
    assert (got.id, got.extraction.page) == ("$name/$example", "$name")
    assert (got.title, got.summary) == ("Hồ mới đón nước", "Nước về từ sáng sớm.")
    assert got.text == "Đoạn thứ nhất.\\n\\nĐoạn thứ hai."
    assert (got.published_at, got.authors) == ("2026-11-20T08:15:00+07:00", ["Lê An"])
    assert got.section == ["Đời sống"]
'''

# An article's markup in the renderer: {title}, {sapo}, {date}; the body comes from blocks().
LIFERAY = """<h1>{title}</h1><div class="journal-content-article">
<span class="date-about">{date}</span><div class="sapo">{sapo}</div>
{blocks(piece, _figure)}</div>"""

NUXT = """<main><h1>{title}</h1><p class="text-bca-gray-700">{sapo}</p>
<p class="text-bca-gray-400">{date}</p><div class="tinymce-content">{blocks(piece, _figure)}</div></main>"""

ONECMS = """<div class="l-main"><h1 class="c-detail-head__title">{title}</h1>
<span class="c-detail-head__time">{date}</span><p class="Headlines">{sapo}</p>
<div class="b-maincontent"><article class="entry">{blocks(piece, _figure)}</article></div></div>"""

SHAREPOINT = """<div id="divArticleDescription3"><h1 class="News_Detail_Title">{title}</h1></div>
<span class="News_Time_Post">{date}</span><div id="divArticleDescription1">{sapo}</div>
<div id="divArticleDescription2">{blocks(piece, _figure)}</div>"""

VCCORP = """<div class="detail-container"><h1 class="detail-title" data-role="title">{title}</h1>
<h2 data-role="sapo">{sapo}</h2><div data-role="publishdate">{date}</div>
<div class="detail-content" data-role="content">{blocks(piece, _figure)}</div></div>"""

VHV = """<article class="article-new"><header><span class="post-date">{date}</span></header>
<h1 class="article-title title-detail">{title}</h1><div class="article-brief common-brief">{sapo}</div>
<div class="article-content"><div class="article-content common-content">
{blocks(piece, _figure)}</div></div></article>"""

OWN = """<h1 class="title">{title}</h1><span class="date">{date}</span><p class="sapo">{sapo}</p>
<div class="NAME-body">{blocks(piece, _figure)}</div>"""
