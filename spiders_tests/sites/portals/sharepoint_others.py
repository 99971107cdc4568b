"""mpi, mae, mard, monre, moj and molisa (docs/sites/<source>.md); the markup of mae's article page is invented."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from urllib.parse import quote, urlsplit

from ..page import Page
from .piece import Piece
from .sharepoint import body, local, page, sapo, site, source

FIELD = "ctl00_PlaceHolderMain_ctl00_ctl07__ControlWrapper_RichHtmlField"


def crumbs(piece: Piece, mark: str = " » ") -> str:
    names = "".join(f"{mark}<a href='/c/{quote(name)}'>{escape(name)}</a>" for name in piece.section)
    return f'<div class="breadcrumb"><a href="/">Trang chủ</a>{names}</div>' if names else ""


def panel(piece: Piece) -> str:
    return f'<div class="nguon-tin">{source(piece)}</div>' if source(piece) else ""


def link(piece: Piece, kind: str = "") -> str:
    return f'<a{kind} href="{escape(local(piece.url))}">{escape(piece.title)}</a>'


# --- article pages ---------------------------------------------------------------------------------------------------


def mpi(piece: Piece) -> Page:
    tags = "".join(f"<a href='/tag/{quote(tag)}'>{escape(tag)}</a>, " for tag in piece.tags)
    main = f"""{crumbs(piece)}<div class="tandan-p-article-main"><h1 class="tandan-p-article-news-title">
{escape(piece.title)}</h1><span class="tandan-span-date-publish">Đăng ngày {piece.extra["time"]}</span>
<div class="social-share">Chia sẻ</div><div class="tandan-p-article-news-summary">{sapo(piece)}</div>
<div class="article-contents">{body(piece)}</div><div class="td-tags">Tags: {tags}</div>
<div class="tandan-div-article-other"><p>Các tin khác</p></div></div>"""
    return page(piece.title, main)


def mard(piece: Piece) -> Page:
    main = f"""{crumbs(piece)}<div class="detail"><div id="txtTitle">{escape(piece.title)}</div>
<span id="txtDateString">({piece.extra["time"]})</span><div id="divArticleDescription"><p><strong>{sapo(piece)}</strong>
</p><div id="{FIELD}">{body(piece)}</div></div><div class="tin-khac"><div>Các tin khác</div></div></div>"""
    return page(piece.title, main)


def monre(piece: Piece) -> Page:
    main = f"""{crumbs(piece, " / ")}<div id="layoutBanTin"><div><div class="print"><a href="#">In trang</a></div><div>
<div><div><h4>{escape(piece.title)}</h4><p id="publish-date"><em>Cập nhật: {piece.extra["time"]}</em></p>
<p id="idTomTat">{sapo(piece)}</p><div id="{FIELD}">{body(piece)}</div></div></div></div></div></div>"""
    return page(piece.title, main)


def moj(piece: Piece) -> Page:
    main = f"""{crumbs(piece)}<div class="content-news"><div><h1>{escape(piece.title)}</h1>
<span>{piece.extra["time"]}</span><div class="toolbar">A- A A+</div><div><p>{sapo(piece)}</p></div>
<div>{body(piece)}</div></div></div>"""
    return page(piece.title, main)


def molisa(piece: Piece) -> Page:
    main = f"""{crumbs(piece)}<div id="ctl00_ctl50_g_8ad360dc_c37c_41f7_aa64_94b051f219f8"><div><div>
<h1>{escape(piece.title)}</h1><p>{piece.extra["time"]}</p></div></div><div id="divArticleDescription">
<p><strong>{sapo(piece)}</strong></p>{body(piece)}</div><div class="rating">Đánh giá bài viết</div></div>"""
    return page(piece.title, main)


def mae(piece: Piece) -> Page:
    number = piece.id.split("/")[1]
    tags = "".join(f"<a href='/tag/{quote(tag)}.htm'>{escape(tag)}</a>" for tag in piece.tags)
    authors = f'<div class="author">{escape(", ".join(piece.authors))}</div>' if piece.authors else ""
    main = f"""{crumbs(piece)}<div class="detail-news"><h1 class="title">{escape(piece.title)}</h1>
<div class="time-news">{piece.extra["time"]}</div><div class="sapo">{sapo(piece)}</div>
<div class="noidung-news">{body(piece)}</div>{authors}{panel(piece)}<div class="tags">{tags}</div>
<a href="/SMPT_Publishing_UC/KhaiThac/TinTuc/pInTinTuc.aspx?ItemID={number}">Bản in</a>
<div class="related"><div>Tin cùng chuyên mục</div><a class="item-tintuc" href="{local(piece.url)}">Tin khác</a></div>
</div>"""
    menu = '<li><a href="/chuyen-muc/tin-tong-hop-300.htm">Tin tổng hợp</a></li>'
    return page(f"{piece.title} - Bộ Nông nghiệp và Môi trường", main, menu=menu)


# --- sites -----------------------------------------------------------------------------------------------------------


def portal(
    home: str,
    first: str,
    paged: str,
    row: Callable[[Piece], str],
    article: Callable[[Piece], Page],
    pieces: list[Piece],
) -> dict[str, Page]:
    """Return a portal whose lists are at `first` and, from page 2 on, at `paged` (both with {name}, {number})."""

    def address(name: str, number: int) -> str:
        return (first if number == 1 else paged).format(name=quote(name), number=number)

    return site(pieces, home=home, address=address, row=row, article=article, pager='<div class="pager">{links}</div>')


def dated(piece: Piece, kind: str = "") -> str:
    """Return a row with the day beside its link."""
    year, month, day = (piece.published or "")[:10].split("-")
    return f'<div class="item">{link(piece, kind)}<span>({day}/{month}/{year})</span></div>'


def mard_site(pieces: list[Piece]) -> dict[str, Page]:
    """Return molisa: its lists are known by name, and the rows stand in one box."""
    base = "https://mard.gov.vn/Pages/{name}.aspx"
    pages = portal("https://mard.gov.vn/", base, base + "?page={number}", dated, mard, pieces)
    rows = "".join(map(dated, pieces))
    pages["https://mard.gov.vn/Pages/tin-hoat-dong.aspx"] = page("Tin hoạt động", f'<div id="listArticle">{rows}</div>')
    return pages


MPI = "https://www.mpi.gov.vn/portal/Pages/{name}.aspx"
MAE = "https://mae.gov.vn/chuyen-muc/{name}.htm"
MONRE = "https://monre.gov.vn/Pages/ChuyenMuc.aspx?cm={name}"
MOJ = "https://moj.gov.vn/qt/tintuc/Pages/{name}.aspx"
MOLISA = "http://www.molisa.gov.vn/Pages/tintuc/chuyenmuc.aspx?ChuyenMucID={name}&page={number}"


def home_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


SITES = {
    "mpi": partial(
        portal,
        home_of(MPI),
        MPI,
        MPI + "?p={number}",
        lambda piece: f'<div class="channel-news-title">{link(piece)}</div>',
        mpi,
    ),
    "mae": partial(portal, home_of(MAE), MAE, MAE + "?page={number}", partial(dated, kind=' class="item-tintuc"'), mae),
    "mard": mard_site,
    "monre": partial(portal, home_of(MONRE), MONRE, MONRE + "&page={number}", dated, monre),
    "moj": partial(portal, home_of(MOJ) + "Pages/home.aspx", MOJ, MOJ + "?Date=&Page={number}", dated, moj),
    "molisa": partial(portal, home_of(MOLISA), MOLISA, MOLISA, dated, molisa),
}
