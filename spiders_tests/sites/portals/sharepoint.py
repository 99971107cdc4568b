"""The ministries on SharePoint (docs/sites/<source>.md); markup that is not known is kept plain on purpose.

Modelled, never captured. An article's `extra` says: `list` (its list's name), `name` (as the page shows it), `time` (as
printed), `source` "body" where the source is the body's last line and not in the panel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit

from ..page import RSS, Page
from .piece import Piece

MARK = "<!-- modelled on a ministry's portal; not a capture -->"
ROBOTS = Page.of("User-agent: *\nDisallow: /_layouts/\nDisallow: /_vti_bin/\n", "text/plain; charset=utf-8")
UNITS = "Cục Bưu điện Trung ương|Vụ Pháp chế|Thanh tra Bộ|Văn phòng Bộ".split("|")
PER_PAGE = 2


# --- the frame ---------------------------------------------------------------------------------------------------


def page(title: str, main: str, *, menu: str = "", head: str = "") -> Page:
    """Return a page with the portal's boilerplate: banner, menu, public-service box, links to units, footer."""
    units = "".join(f'<li><a href="#{index}">{unit}</a></li>' for index, unit in enumerate(UNITS))
    return Page.of(
        f"""<!DOCTYPE html><html lang="vi-vn"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="GENERATOR" content="Microsoft SharePoint">{head}</head><body>{MARK}
<form method="post" action="#" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUBMGRk">
<div class="banner"><img src="/_layouts/images/banner.png" alt="banner"></div>
<div class="menu_top"><ul><li><a href="/">Trang chủ</a></li>{menu}</ul></div>
<div id="s4-workspace">{main}<div class="right_col"><div class="dvc">Cổng dịch vụ công Quốc Gia</div>
<div>Những thông tin thủ tục hành chính khai báo online tại đây</div><a href="/dvc">Xem chi tiết</a>
<div>Cổng thông tin điện tử của các đơn vị thuộc Bộ</div><ul>{units}</ul></div></div>
<div class="footer"><p>Giấy phép số 31/GP-TTĐT ngày 02/3/2020</p><p>Ghi rõ nguồn khi phát hành lại thông tin</p></div>
<a class="top">Top</a></form></body></html>"""
    )


def local(url: str) -> str:
    """Return an address of the site as such pages write it: relative to the root."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "") if parts.hostname else url


# --- the body ------------------------------------------------------------------------------------------------------


def text(words: str) -> str:
    return f'<span style="font-size:14pt;font-family:Arial">{escape(words)}</span>'


def paragraph(words: str) -> str:
    return f'<p style="text-align:justify">{text(words)}</p>'


def figure(value: dict[str, Any]) -> str:
    """Return a picture with its caption below it, centred and in italics."""
    words = " ".join(filter(None, (value.get("caption"), f"Ảnh: {value['credit']}" if value.get("credit") else None)))
    caption = f'<p style="text-align:center"><em>{text(words)}</em></p>' if words else ""
    return f'<p style="text-align:center"><img src="{escape(local(value["url"]))}" alt=""></p>{caption}'


def table(rows: list[list[str]]) -> str:
    lines = "".join("<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>" for row in rows)
    return f'<table border="1" class="ms-rteTable-default"><tbody>{lines}</tbody></table>'


BLOCKS: dict[str, Callable[[Any], str]] = {
    "p": paragraph,
    "h2": lambda words: f'<p style="text-align:justify"><b>{text(words)}</b></p>',
    "h3": lambda words: f"<h3>{escape(words)}</h3>",
    "quote": lambda words: f"<blockquote>{paragraph(words)}</blockquote>",
    "list": lambda items: "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>",
    "box": lambda parts: '<div class="box-note">' + "".join(map(paragraph, parts)) + "</div>",
    "table": table,
    "figure": figure,
    "document": lambda value: f'<p><a href="{escape(local(value["url"]))}">{escape(value["title"])}</a></p>',
    "related": lambda words: f'<div class="tin-lien-quan"><a href="/khac.aspx">{escape(words)}</a></div>',
    "frame": lambda words: f"<p>{escape(words)}</p>",
}


def body(piece: Piece) -> str:
    """Return the blocks, then author and source if the body ends with them."""
    out = ["<p>&nbsp;</p>", *(BLOCKS[kind](value) for block in piece.text for kind, value in block.items())]
    right = '<p style="text-align:right"><strong>{}</strong></p>'
    if piece.authors and piece.extra.get("signed", True):
        out.append(right.format(escape(" - ".join(piece.authors))))
    if piece.attribution and piece.extra.get("source") == "body":
        out.append(right.format(f"Theo {escape(piece.attribution['name'])}"))
    return "".join(out)


def source(piece: Piece) -> str:
    """Return the words of the panel for sources."""
    if not piece.attribution or piece.extra.get("source") == "body":
        return ""
    name = escape(piece.attribution["name"])
    url = piece.attribution.get("url")
    return f"Nguồn: {f'<a href={chr(34)}{escape(url)}{chr(34)}>{name}</a>' if url else name}"


def sapo(piece: Piece) -> str:
    words = escape(piece.summary or "")
    return f"({escape(piece.dateline)}) - {words}" if piece.dateline else words


# --- lists -----------------------------------------------------------------------------------------------------------


def listing(
    pieces: list[Piece], address: Callable[[str, int], str], row: Callable[[Piece], str], pager: str
) -> Iterator[tuple[str, Page]]:
    """Return the pages of all lists; `address` gives the address of a list's page, `pager` its box with {links}."""
    lists = {piece.extra["list"]: piece.extra.get("name", "") for piece in pieces}
    menu = "".join(f'<li><a href="{escape(address(one, 1))}">{escape(name)}</a></li>' for one, name in lists.items())
    for one, name in lists.items():
        members = [piece for piece in pieces if piece.extra["list"] == one]
        count = -(-len(members) // PER_PAGE)
        for number in range(1, count + 1):
            shown = members[(number - 1) * PER_PAGE : number * PER_PAGE]
            links = "".join(
                f'<span class="{"CurrentPage" if n == number else "OtherPage"}">{n}</span>'
                if n == number
                else f'<a href="{escape(address(one, n))}">{n}</a>'
                for n in range(1, count + 1)
            )
            main = f"<div><h2>{escape(name)}</h2>{''.join(map(row, shown))}{pager.format(links=links)}</div>"
            yield address(one, number), page(name, main, menu=menu)
    yield "menu", page("Trang chủ", "<div>Tin mới</div>", menu=menu)


def site(
    pieces: list[Piece],
    *,
    home: str,
    address: Callable[[str, int], str],
    row: Callable[[Piece], str],
    article: Callable[[Piece], Page],
    pager: str = '<div class="Paging">{links}</div>',
) -> dict[str, Page]:
    """Return a whole portal: robots.txt, home page, lists and articles."""
    pages = dict(listing(pieces, address, row, pager))
    pages[home] = pages.pop("menu")
    pages[f"https://{urlsplit(home).netloc}/robots.txt"] = ROBOTS
    return pages | {piece.url: article(piece) for piece in pieces}


# --- Around_News -----------------------------------------------------------------------------------------------------


def around_news(piece: Piece) -> Page:
    web_part = "ctl00_SPWebPartManager1_g_275cd07f_7dd8_4f62_97b3_19577a1ec443_ctl00"
    crumbs = "".join(f'<li><a href="/vn/c/{quote(name)}">{escape(name)}</a></li>' for name in piece.section)
    panel = f'<p style="text-align:right"><font color="#333">{source(piece)}</font></p>' if source(piece) else ""
    main = f"""<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li>{crumbs}</ul>
<div class="Around_News_Content"><div id="divArticleDescription3"><h1 class="News_Detail_Title">
{escape(piece.title)}</h1></div><div id="{web_part}_pnHide"><span class="News_Time_Post">{piece.extra["time"]}&nbsp;|
</span><a href="/rss">RSS</a></div><div id="divArticleDescription1"><p>{sapo(piece)}</p></div>
<div id="divArticleDescription2"><div class="ExternalClass1266C6959DE64C4392453217BAB75984">{body(piece)}</div></div>
<div id="{web_part}_pnNguontin">{panel}</div></div>
<div class="Other_News"><div>Các tin khác</div><div class="H3_iTem_ListNews_Other"><a href="/x">Tin khác</a>
    </div></div>"""
    head = f'<link rel="canonical" href="{escape(piece.url)}">' if "feed" in piece.extra else ""
    return page(piece.title, main, head=head)


def around_news_site(host: str, pieces: list[Piece]) -> dict[str, Page]:
    """Return lists `/vn/chuyen-muc/<id>/<slug>.aspx?page=N` and moc's feed: incomplete addresses, months first."""

    def address(name: str, number: int) -> str:
        return f"https://{host}/vn/chuyen-muc/{name}.aspx" + (f"?page={number}" if number > 1 else "")

    def row(piece: Piece) -> str:
        link = f'<a href="{escape(local(piece.url))}">{escape(piece.title)}</a>'
        return f'<div class="row"><div class="H3_iTem_ListNews">{link}</div><p>{escape(piece.summary or "")}</p></div>'

    pages = site(pieces, home=f"https://{host}/", address=address, row=row, article=around_news)
    items = ""
    for piece in (one for one in pieces if "feed" in one.extra):
        number = piece.id.split("/")[1]
        pages[f"http://{host}/vn/Pages/chitiettin.aspx?IDNews={number}"] = around_news(piece)
        items += (
            f"<item><title>{escape(piece.title)}</title><link>http:{host}/vn/Pages/chitiettin.aspx?IDNews={number}"
            f"</link><pubDate>{piece.extra['feed']}</pubDate></item>"
        )
    if items:
        name = pieces[0].extra["list"]
        feed = f'<?xml version="1.0" encoding="utf-8"?>{MARK}<rss version="2.0"><channel>{items}</channel></rss>'
        pages[f"https://{host}/rss/{name}.rss"] = Page.of(feed, RSS)
    return pages


SITES = {
    "moc": partial(around_news_site, "moc.gov.vn"),
    "mt": partial(around_news_site, "mt.gov.vn"),
    "most": partial(around_news_site, "most.mst.gov.vn"),
}
