"""Portals on systems of their own (bvhttdl, moha, ubdt), modelled on docs/sites/<source>.md and on public crawlers."""

from __future__ import annotations

from html import escape

from ..page import RSS, Page
from .piece import Piece
from .plain import blocks, by_list, caption, moment, pages_of, robots

_FOOTER = (
    "<footer><p>Cổng thông tin điện tử của các đơn vị thuộc Bộ</p><p>Giấy phép số 45/GP-TTĐT</p><p>Top</p></footer>"
)


def _page(title: str, inside: str, attributes: str = "") -> Page:
    return Page.of(
        f"<!DOCTYPE html><html{attributes}><!-- modelled; not a capture --><head><title>{escape(title)}</title>"
        f'</head><body><div class="top"><img alt="banner" src="/b.jpg"><p>Tìm kiếm</p></div>{inside}{_FOOTER}</body>'
        "</html>"
    )


def _crumbs(piece: Piece) -> str:
    links = "".join(f'<li><a href="/x.htm">{escape(name)}</a></li>' for name in piece.section)
    return f'<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li>{links}</ul>'


def _theo(piece: Piece) -> str:
    return f'<p style="text-align: right;"><b>Theo {piece.attribution["name"]}</b></p>' if piece.attribution else ""


def bvhttdl(pieces: list[Piece]) -> dict[str, Page]:
    """Return bvhttdl: seven lists; the pager is the one that a public crawler of 2022 followed."""
    origin = "https://bvhttdl.gov.vn"
    pages = robots(origin)

    def figure(one: dict[str, str]) -> str:
        return f'<figure class="image"><img src="{one["url"]}" alt=""><figcaption>{caption(one)}</figcaption></figure>'

    for piece in pieces:
        sapo = f"({piece.dateline}) - {piece.summary}" if piece.dateline else piece.summary or ""
        tags = "".join(f'<a href="/tim-kiem.htm?q={tag}">{tag}</a>' for tag in piece.tags)
        authors = f'<div class="author-box"><p>{" - ".join(piece.authors)}</p></div>' if piece.authors else ""
        inside = f"""{_crumbs(piece)}<div class="detail"><h1 class="title-article">{escape(piece.title)}</h1>
<span class="time-create">{moment(piece, "%d/%m/%Y | %H:%M")}</span><div class="share">In bài viết aA</div>
<p class="descriptive-article">{escape(sapo)}</p><div class="article-content">
{blocks(piece, figure)}{_theo(piece)}{authors}<div class="same-category"><h4>Tin cùng chuyên mục</h4>
<a href="/cu-20260101010101001.htm">Một tin cũ</a></div></div><div class="article-tags">{tags}</div></div>"""
        pages[piece.url] = _page(piece.title, inside, ' id="mainHtml"')
    names = "tin-tuc-va-su-kien su-kien-trang-chu van-hoa the-ducthe-thao du-lich gia-dinh bao-chi-xuat-ban"
    for name in names.split():
        shown = by_list(pieces).get(name, pieces)
        for number, count, page in pages_of(shown, 2):
            rows = "".join(
                f'<li><a href="{piece.url}"><img src="/t.jpg"></a>'
                f'<h3><a href="{piece.url}">{escape(piece.title)}</a></h3>'
                f'<span class="time">{moment(piece, "%d/%m/%Y")}</span></li>'
                for piece in page
            )
            on = (
                f'<li class="pager_next"><a href="/{name}.htm?trang={number + 1}">Tiếp</a></li>'
                if number < count
                else ""
            )
            url = f"{origin}/{name}.htm" + (f"?trang={number}" if number > 1 else "")
            topic = '<a href="/chuyen-de-t1204.htm">Chuyên đề</a>'
            pages[url] = _page(
                name, f'<div class="content-right left"><ul>{rows}</ul></div>{topic}<ul class="pager">{on}</ul>'
            )
    return pages


def moha(pieces: list[Piece]) -> dict[str, Page]:
    """Return moha: a home page that links three lists; line breaks part the text, which has no paragraphs."""
    origin = "https://moha.gov.vn"
    pages = robots(origin)

    def figure(one: dict[str, str]) -> str:
        return (
            f'<table align="center"><tr><td><img src="{one["url"]}"></td></tr><tr><td>{caption(one)}</td></tr></table>'
        )

    for piece in pieces:
        body = (
            blocks(piece, figure, ">> ").replace('<p style="text-align: justify;">', "").replace("</p>\n", "<br><br>\n")
        )
        inside = f"""{_crumbs(piece)}<div id="news_details"><div>In</div><div>A A+</div><div><div><div>
<h1>{escape(piece.title)}</h1><div><p>{moment(piece, "%d/%m/%Y %H:%M")}</p></div>
<div id="show_description">{escape(piece.summary or "")}</div><div id="show_content">{body}{_theo(piece)}</div>
</div></div></div></div><div class="others"><h4>Các tin khác</h4></div>"""
        pages[piece.url] = _page(piece.title, inside)
    lists = by_list(pieces)
    links = "".join(f'<a href="/chuyen-muc/{name}">{name}</a>' for name in lists)
    newest = "".join(f'<a href="{piece.url}">{escape(piece.title)}</a>' for piece in pieces[:1])
    pages[f"{origin}/"] = _page("Bộ Nội vụ", f'<nav>{links}<a href="/lien-he">Liên hệ</a></nav><div>{newest}</div>')
    for name, shown in lists.items():
        for number, count, page in pages_of(shown, 1):
            rows = "".join(
                f'<div class="item"><a href="{piece.url}">{escape(piece.title)}</a>'
                f"<i>{moment(piece, '%d/%m/%Y')}</i></div>"
                for piece in page
            )
            numbers = "".join(f'<a href="/chuyen-muc/{name}?page={one}">{one}</a>' for one in range(1, count + 1))
            url = f"{origin}/chuyen-muc/{name}" + (f"?page={number}" if number > 1 else "")
            pages[url] = _page(name, f'<div class="list">{rows}</div><div class="pagination">{numbers}</div>')
    return pages


def ubdt(pieces: list[Piece]) -> dict[str, Page]:
    """Return ubdt: http only; lists are paged by ?p=N, and beyond the end the last page is repeated."""
    origin = "http://www.cema.gov.vn"
    pages = robots(origin)

    def figure(one: dict[str, str]) -> str:
        return (
            f'<p style="text-align: center;"><img src="{one["url"]}"></p>'
            f'<p style="text-align: center; font-size: 12px;">{caption(one)}</p>'
        )

    for piece in pieces:
        authors = "".join(f'<p class="pull-right"><span>{name}</span></p>' for name in piece.authors)
        source = piece.attribution["name"] if piece.attribution else ""
        sapo = f'<p id="BodyContent_ctl00_ctl01_newsContent">{escape(piece.summary)}</p>' if piece.summary else ""
        inside = f"""{_crumbs(piece)}<h1 id="BodyContent_ctl00_ctl01_newsTitle">{escape(piece.title)}</h1>
<span id="BodyContent_ctl00_ctl01_lblDate">Thứ hai, {moment(piece, "%d-%m-%Y %H:%M:%S")}</span>{sapo}
<div id="divNewsDetails">{blocks(piece, figure)}<p style="font-size: 12px;">Lượt xem: 88</p>{authors}</div>
<span id="BodyContent_ctl00_ctl02_lblNguonThongTin">{source}</span>
<div class="news-block-other"><a href="/tin-tuc/a/b/tin-cu.htm">Tin cũ</a></div>"""
        pages[piece.url] = _page(piece.title, inside)
    lists = by_list(pieces)
    links = "".join(f'<a href="/{name}.htm">{name}</a>' for name in lists)
    pages[f"{origin}/"] = _page(
        "Bộ Dân tộc và Tôn giáo", f'<ul class="menu">{links}<a href="/lien-he.htm">Liên hệ</a></ul>'
    )
    for name, shown in lists.items():
        rows = "".join(
            f'<div class="news-block"><a href="{piece.url}">{escape(piece.title)}</a>'
            f"<span>({moment(piece, '%d/%m/%Y')})</span></div>"
            for piece in shown
        )
        for query in ("", "?p=2"):
            pages[f"{origin}/{name}.htm{query}"] = _page(name, rows)
    items = "".join(
        f"<item><title>{escape(piece.title)}</title><link>{piece.url}</link>"
        f"<pubDate>{moment(piece, '%a, %d %b %Y %H:%M:%S +0700')}</pubDate></item>"
        for piece in pieces
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tin</title>{items}</channel></rss>'
    pages[f"{origin}/tin-tuc-hoat-dong.rss"] = Page.of(feed, RSS)
    return pages


SITES = {"bvhttdl": bvhttdl, "moha": moha, "ubdt": ubdt}
