"""moit.gov.vn (docs/sites/moit.md) and, by analogy, moet.gov.vn: VHV's CMS. Modelled, not captures."""

from __future__ import annotations

import json
from base64 import b64encode
from html import escape
from typing import Any
from urllib.parse import urlencode

from hanoi_press.warc.index import record_address

from ..page import PLAIN, Page
from . import Render
from .markup import body, caption, day
from .piece import Piece

PER_PAGE = 2
ROBOTS = "User-agent: *\nDisallow: /data/\nDisallow: /lib/\nDisallow: /portals/\nDisallow: /content/download/\n"
SHARE = """<div class="block_share pull-right"><a href="javascript:void(0);" class="custom-font">A<sup>-</sup></a>
<a href="javascript:void(0);" class="custom-font">A</a><a href="javascript:void(0);" title="In bài" rel="nofollow">
<i class="fas fa-print"></i></a><img src="/App/images/nhat.png" alt="Tăng tương phản"></div>"""
SOCIAL = """<div class="social-connect clearfix mb-15"><div class="article-network-share " style=""><div
class="zalo-share-button" data-layout="1" data-customize=false></div>Chia sẻ</div></div>"""
FOOTER = "<footer><p>Giấy phép số 78/GP-TTĐT</p><p>Ghi rõ nguồn khi phát hành lại thông tin</p><a>Top</a></footer>"


def _shell(head: str, main: str, aside: str) -> str:
    return f"""<!DOCTYPE html><html lang="vi"><!-- modelled; not a capture --><head><meta charset="utf-8">{head}</head>
<body><div id="whole-page" class="container" ><div class="ModuleWrapper  columns-widget"container >
<div class="col-left">
{main}</div><div class="col-right"><div class="panel panel-primary frame-chung"><h3 class="panel-title">
<a href="/tin-tuc/hoat-dong">Hoạt động</a></h3>
<div class="article-news-list-type12">{aside}</div></div></div></div></div>
{FOOTER}</body></html>"""


def _aside(piece: Piece, base: str) -> str:
    return f"""<article class="article-news Article-News"><div class="title-news">
<a href="{piece.url.removeprefix(base)}" title="{escape(piece.title)}">{escape(piece.title)}</a></div></article>"""


def _figure(figure: dict[str, Any]) -> str:
    """Return a picture in a paragraph, followed by a figure that holds only its caption."""
    src = figure["url"]
    words = caption(figure)
    below = (
        f'<figure><figcaption><p style="text-align:center;"><em>{words}</em></p></figcaption></figure>' if words else ""
    )
    return f'<p style="text-align:center;"><img alt="" width="600" height="400" src="{src}" /></p>{below}'


def _odd(kind: str, value: Any) -> str:
    return f'<p><a href="/tin-tuc/bai-khac.html">&gt;&gt;&gt; {escape(value)}</a></p>'


def _head(piece: Piece) -> str:
    assert piece.published
    stated = piece.extra.get("recorded", piece.published).replace("+07:00", "+0700")  # when the record was made
    time = f'<meta property="article:published_time" itemprop="datePublished" content="{stated}" />'
    return f"""<title>{escape(piece.title)}</title><meta property="og:site_name" content="moit.gov.vn" />
<link rel="canonical" href="{piece.url}" /><meta name="author" content="Cổng thông tin điện tử" />
<meta name="keywords" content="bộ, cổng thông tin" />{time if piece.extra.get("meta", True) else ""}"""


def _article(piece: Piece, others: list[Piece], base: str) -> str:
    crumbs = "".join(f'<li><a href="/tin-tuc">{escape(name)}</a></li>' for name in piece.section)
    line = f"({piece.dateline}) - " if piece.dateline else ""
    words = (
        f"<p style='text-align:justify;'><strong>{line}{escape(piece.summary)}</strong></p>" if piece.summary else ""
    )
    brief = f'<div class="article-brief common-brief mb-10">{words}</div>' if words else ""
    origin = (
        f'<p style="text-align: right;"><strong>Theo {piece.attribution["name"]}</strong></p>'
        if piece.attribution
        else ""
    )
    tags = " , ".join(
        f'<a href="/tag/x" title="{escape(tag)}" class="tag-news" rel="dofollow">{escape(tag)}</a>'
        for tag in piece.tags
    )
    tail = f'<div class="article-tags tags mt-10"><span><b>Từ khóa</b></span> {tags}</div>' if tags else ""
    inner = body(piece, _figure, _odd, '<p style="text-align:justify;">')
    related = "".join(
        f'<article class="article-news article-news-title"><div class="article-title" ><a href="{one.url}">'
        f"{escape(one.title)}</a></div></article>"
        for one in others
    )
    date, _, clock = piece.extra["printed"].partition(" | ")
    main = f"""<div class="pathway-category">
<ol class="breadcrumb clearfix" itemprop="breadcrumb"><li class="first-item">
<a href="{base}/" title="Trang chủ"><i class="fas fa-home"></i> Trang chủ</a></li>{crumbs}</ol></div>
<div id="module25" class="ModuleWrapper" moduleRootId="101788658" ><article id="article25" class="article-new mb-20" >
<header class="clearfix"><span class="post-date left">{date}<span class="drash"> | </span>{clock}</span>{SHARE}</header>
<div class="article-content"><div class="block-core-a3">
<h1 class="article-title common-title-detail title-detail ">{escape(piece.title)}</h1>{SOCIAL}{brief}</div>
<div id="audio25"><audio></audio></div><div class="block-core-a5">
<div class="article-content font-size-text clearfix common-content mb-20">{inner}{origin}</div><hr>{tail}</div></div>
</article><div class="panel panel-default frame-tinlquan"><h3 class="panel-title">Tin liên quan</h3>{related}
<div id="pagination27" class="default-pagination"></div></div></div>"""
    return _shell(_head(piece), main, "".join(_aside(one, base) for one in others))


def _rows(pieces: list[Piece], base: str) -> str:
    return "".join(
        f"""<article id="article-news25" class="article-news article-news-default clearfix">
<a class="article-img show-left" href="{one.url.removeprefix(base)}"><img src="/a.jpg" alt="{escape(one.title)}"" /></a>
<div class="article-right"><a class="article-title common-title" href="{one.url.removeprefix(base)}">
{escape(one.title)}</a><div class="article-info"><span class=" hidden artile-author"><i></i> BBT</span>
<span class="article-date"><i></i>{day(one)}</span></div>
<div class="article-brief common-brief" >{escape(one.summary or "")}</div></div></article>"""
        for one in pieces
    )


def _lists(path: str, number: str, pieces: list[Piece], everything: list[Piece], base: str) -> dict[str, Page]:
    """Return a list's first page, and the answers that its script gets for the further ones."""
    config = {
        "categoryId": number, "layout": "Content.Article.News.default", "orderBy": "publishTime DESC",
        "pageNo": 1, "itemsPerPage": PER_PAGE, "totalItems": len(pieces), "site": "2005517",
    }  # fmt: skip
    code = b64encode(json.dumps(config).encode()).decode()
    other = b64encode(b'{"layout": "Content.Article.Menu"}').decode()
    main = f"""<div id="module25" class="ModuleWrapper" moduleRootId="{number}" ><section class="section-list ">
{_rows(pieces[:PER_PAGE], base)}<div id="pagination25" class="default-pagination"></div></section>
<script>VHV.load(decode64('{other}'));VHV.pager(decode64('{code}'));</script></div>"""
    aside = "".join(_aside(one, base) for one in everything)
    pages = {f"{base}/{path}": Page.of(_shell(f"<title>{path}</title>", main, aside))}
    query = urlencode({"module": "Content.Listing", "moduleId": 25, "cmd": "redraw", "site": 2005517,
                       "url_mode": "rewrite", "submitFormId": 25, "page": "Article.News.list"})  # fmt: skip
    for page in range(2, (len(pieces) - 1) // PER_PAGE + 2):
        form = {"service": "Content.Article.selectAll", "type": "Article.News", "page": "Article.News.list",
                "phpModuleName": "Content.Listing", "parentId": number, **config, "pageNo": page}  # fmt: skip
        del form["totalItems"]
        rows = _rows(pieces[(page - 1) * PER_PAGE : page * PER_PAGE], base)
        pages[record_address(f"{base}/?{query}", urlencode(form).encode())] = Page.of(f"<section>{rows}</section>")
    return pages


def _site(base: str) -> Render:
    def render(pieces: list[Piece]) -> dict[str, Page]:
        sections = list(dict.fromkeys(piece.extra["list"] for piece in pieces))
        links = "".join(f'<li><a href="/tin-tuc/{name}">{name}</a></li>' for name in ["lien-he", *sections])
        pages = {
            f"{base}/robots.txt": Page.of(ROBOTS, PLAIN),
            f"{base}/": Page.of(_shell("<title>Trang chủ</title>", f"<ul>{links}</ul>", "")),
        }
        pages |= _lists("tin-tuc", "101788658", pieces, pieces, base)
        for at, name in enumerate(sections):
            held = [piece for piece in pieces if piece.extra["list"] == name]
            pages |= _lists(f"tin-tuc/{name}", str(5238390 + at), held, pieces, base)
        for piece in pieces:
            others = [one for one in pieces if one is not piece]
            pages[piece.url] = Page.of(_article(piece, others, base))
        return pages

    return render


SITES: dict[str, Render] = {"moit": _site("https://moit.gov.vn"), "moet": _site("https://moet.gov.vn")}
