"""VCCorp's government CMS (docs/sites/mst.md): articles, lists and their fragments, feeds, sitemaps."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from ..page import HTML, PLAIN, RSS, XML, Page
from .piece import Piece
from .vccorp_body import body, numeric
from .vccorp_frame import MARK, SITES_OF, document, foot, side, top

ROWS = 2  # rows of a list before "Xem thêm"; the site prints 18


def _pages(pieces: list[Piece], source: str) -> dict[str, Page]:
    home = f"https://{SITES_OF[source].host}"
    pages = {
        f"{home}/robots.txt": Page.of(
            f"User-agent: *\nDisallow: /print/\nDisallow: /tim-kiem\nSitemap: {home}/sitemap.xml\n", PLAIN
        ),
        f"{home}/": _home(pieces, source),
    }
    pages |= _lists(pieces, source) | _sitemaps(pieces, home) | _feeds(pieces, source)
    for piece in pieces:
        pages[piece.url] = _article(piece, pieces, source)
        parts = urlsplit(piece.url)
        pages[f"{parts.scheme}://{parts.netloc}/print{parts.path}"] = Page.of(document(piece.title, "", "<h1>In</h1>"))
        for old in piece.extra.get("moved_from", ()):
            pages[old] = Page.moved(piece.url)
    return pages


# --- an article ------------------------------------------------------------------------------------------------------


def _article(piece: Piece, pieces: list[Piece], source: str) -> Page:
    site = SITES_OF[source]
    moment = datetime.fromisoformat(piece.published or "")
    changed = datetime.fromisoformat(piece.modified or piece.published or "")
    crumbs = "".join(
        f'<li><a href="/{piece.extra["path"]}.htm" title="{numeric(name)}" {mark}>{numeric(name)}</a></li>'
        for name, mark in zip(piece.section, ('data-role="cate-name"', 'class="active"'), strict=False)
    )
    printed = piece.summary or ""
    if piece.dateline:
        printed = f"{piece.dateline} - {printed}" if piece.language == "en" else f"({piece.dateline}) - {printed}"
    author = "".join(
        f'<a href="javascript:;" class="detail-author-top-name">{escape(name)}</a>' for name in piece.authors
    )
    tags = "".join(
        f'<li><a href="/{i}-tag.html" title="{numeric(t)}">{numeric(t)}</a></li>' for i, t in enumerate(piece.tags)
    )
    middle = f"""<div class="detail__page"><div class="container"><div class="detail__pflex"><div class="detail__pmain">
<div class="detail-container detailmaincontent">
<div class="detail-scroll"><div class="detail-social">
 <a href="javascript:;" class="sharefb" title="chia sẻ facebook"><span>chia sẻ facebook</span></a>
 <a href="javascript:;" class="zalo-share-button" title="chia sẻ zalo"></a>
 <a href="#commentpage" title="bình luận"><span class="count">0</span></a>
 <a href="/print{urlsplit(piece.url).path}" target="_blank" title="In bài viết"></a>
 <a href="javascript:;" title="Tăng cỡ chữ" class="btn-font"><span class="plus"></span>
 <span class="font"> aA </span><span class="minus"></span></a>
</div></div>
<div class="detail-mcontent">
<div class="detail-breadcrumb"><ul>{crumbs}</ul></div>
<h1 class="detail-title" data-role="title">{numeric(piece.title)}</h1>
<h2 class="detail-sapo" data-role="sapo">
 {escape(printed)}
</h2>
<div class="detail-info"><div class="detail-author-top">{author}</div>
<div class="detail-time"><div data-role="publishdate">
 {_printed(moment, piece.language)}
</div></div></div>
<div class="detail-content afcbc-body clearfix" data-role="content">{body(piece, moment)}</div>
</div></div>
<div class="detail-like-fb clearfix"></div>
{f'<div class="detail-tag"><ul class="detail-tag-list" data-role="tags">{tags}</ul></div>' if tags else ""}
<div id="loadDetailBottom"></div></div>
{side(pieces, piece)}
</div></div></div>
{_hidden(piece, changed)}"""
    return Page.of(document(piece.title, _head(piece, moment, changed, site.host), top(source) + middle + foot(source)))


def _printed(moment: datetime, language: str) -> str:
    if language == "en":
        return moment.strftime("%B %d, %Y %I:%M %p GMT+7").replace(" 0", " ")
    dot = '<span class="icon"><svg width="5" height="6"><circle cx="2.5" cy="3" r="2.5"></circle></svg></span>'
    return f"{moment:%d/%m/%Y}\n {dot}\n {moment:%H:%M}"


def _head(piece: Piece, moment: datetime, changed: datetime, host: str) -> str:
    """Return meta tags and JSON-LD with their entities; they name the site as author, or nobody."""
    news = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": numeric(piece.title),
        "description": numeric(piece.summary or ""),
        "datePublished": moment.isoformat(),
        "dateModified": changed.isoformat(),
        "author": {"@type": "Person", "name": ", ".join(piece.authors)},
        "publisher": {"@type": "Organization", "name": host},
    }
    trail = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": i, "item": {"@id": f"https://{host}/", "name": numeric(name)}}
            for i, name in enumerate(("Trang chủ", *piece.section), 1)
        ],
    }
    published, modified = (time.isoformat().replace("+", "&#x2B;") for time in (moment, changed))
    return f"""<meta name="author" content="{host}">
<meta property="og:type" content="website"><meta property="og:title" content="{numeric(piece.title)}">
<meta property="og:description" content="{numeric(piece.summary or "")}">
<meta property="article:published_time" content="{published}">
<meta property="article:modified_time" content="{modified}">
<link rel="canonical" href="{piece.url}">
<script type="application/ld+json">{json.dumps(news)}</script>
<script type="application/ld+json">{json.dumps(trail)}</script>"""


def _hidden(piece: Piece, changed: datetime) -> str:
    values = {
        "hdZoneId": piece.extra["zone"],
        "hdZoneUrl": piece.extra["path"],
        "hdNewsId": piece.id.split("/")[1],
        "hdTitle": piece.title,
        "hdSapo": piece.summary or "",
        "hidLastModifiedDate": f"{changed:%d/%m/%Y %H:%M:%S}",
    }
    return "".join(f'<input type="hidden" id="{key}" value="{escape(value)}">\n' for key, value in values.items())


_LIST = """<div class="list__page">
<div class="list__top"><ul><li class="active"><h1><a href="/{path}.htm">{name}</a></h1></li></ul>
<div class="list__search"><input placeholder="tìm kiếm trong chuyên mục...">
<a href="#" title="Tìm kiếm"></a></div></div>
<div class="list__focus"><div class="list__main"><div class="box-category" data-layout="1">
<div class="box-category-middle">{first}</div></div></div></div>
<div class="list__listing"><div class="list__lmain timeline">
<div class="box-stream timeline_list" data-layout="2">{rows}</div>
<div class="loadmore"><div class="list__viewmore"><a href="javascript:;" class="btn">Xem thêm</a></div>
</div></div>
<div class="list__lsub"><div class="box-right"><h2><a class="title-link" href="/khac.htm">Tin khác</a></h2>
{others}</div>
</div></div></div>
<input type="hidden" id="hdZoneId" value="{zone}"><input type="hidden" id="hdParentUrl" value="">
<script>timeline.pageIndex = 2; timeline.zId = parseInt($('#hdZoneId').val());
timeline.url = '/timelinelist/{{0}}/{{1}}.htm';</script>"""


# --- lists -----------------------------------------------------------------------------------------------------------


def _row(piece: Piece, kind: str, dated: bool = True) -> str:
    """Return a row; its `title` attribute holds the date with the month first."""
    moment = datetime.fromisoformat(piece.published or "")
    number, path = piece.id.split("/")[1], urlsplit(piece.url).path
    clock = f"{moment.month}/{moment.day}/{moment.year} {moment.hour % 12 or 12}:{moment:%M:%S} {moment:%p}"
    time = f'<span class="time-ago {kind}-time" title="{clock}">{moment:%d/%m/%Y %H:%M}</span>' if dated else ""
    title = numeric(piece.title)
    return f"""<div class="{kind}-item{"" if dated else "-sub"}" data-id="{number}">
 <a class="{kind}-link-with-avatar" href="{path}" title="{title}" data-id="{number}">
 <img data-type="avatar" src="/a.jpg" alt=""></a>
 <div class="{kind}-content"><h2><a data-type="title" data-linktype="newsdetail" data-id="{number}"
 class="{kind}-link-title" data-newstype="0" href="{path}" title="{title}">{title}</a></h2>
 <a class="{kind}-category" href="/{piece.extra["path"]}.htm">{numeric(piece.section[-1])}</a>
 {time}<p data-type="sapo" class="{kind}-sapo">{numeric(piece.summary or "")}</p></div>
</div>"""


def _lists(pieces: list[Piece], source: str) -> dict[str, Page]:
    """Return each category: page 1 as HTML, the further ones as fragments, an empty one at the end."""
    home = f"https://{SITES_OF[source].host}"
    pages: dict[str, Page] = {}
    own = sorted((p for p in pieces if p.url.startswith(f"{home}/")), key=lambda p: p.extra["path"])
    for path, group in groupby(own, key=lambda p: str(p.extra["path"])):
        members = list(group)
        zone = members[0].extra["zone"]
        focus, stream = members[:1], members[1 : 1 + ROWS]
        others = "".join(_side_row(p) for p in own if p.extra["path"] != path)
        rows = "".join(_row(p, "box-stream") for p in stream) + _sisters(source)
        name = members[0].section[-1]
        first = "".join(_row(p, "box-category", dated=not p.extra.get("undated")) for p in focus)
        middle = _LIST.format(path=path, name=numeric(name), first=first, rows=rows, others=others, zone=zone)
        alternate = f'<link rel="alternate" type="application/rss+xml" href="{home}/{path}.rss">'
        pages[f"{home}/{path}.htm"] = Page.of(document(name, alternate, top(source) + middle + foot(source)))
        rest = members[1 + ROWS :]
        for number in range(2, 3 + (len(rest) + ROWS - 1) // ROWS):
            some = rest[(number - 2) * ROWS : (number - 1) * ROWS]
            rows = "".join(_row(p, "box-stream") for p in some)
            pages[f"{home}/timelinelist/{zone}/{number}.htm"] = Page.of(rows, HTML)
    return pages


def _sisters(source: str) -> str:
    """Return rows that lead to sister sites, whose ids begin with another number."""
    return "".join(
        f'<div class="box-stream-item"><a data-type="title" data-linktype="newsdetail" class="box-stream-link-title" '
        f'href="{url}">Tin của trang bạn</a></div>'
        for url in SITES_OF[source].sisters
    )


def _side_row(piece: Piece) -> str:
    path = urlsplit(piece.url).path
    return (
        f'<div class="box-item"><h3><a data-type="title" data-linktype="newsdetail" data-id="{piece.id.split("/")[1]}" '
        f'class="box-link-title" href="{path}">{numeric(piece.title)}</a></h3></div>'
    )


def _home(pieces: list[Piece], source: str) -> Page:
    """Return links to the categories."""
    paths = dict.fromkeys((str(p.extra["path"]), p.section[-1]) for p in pieces if p.language == "vi")
    menu = "".join(
        f'<li><a href="/{path}.htm" title="{numeric(name)}">{numeric(name)}</a></li>' for path, name in paths
    )
    middle = f'<div class="home__page"><ul class="menu">{menu}<li><a href="/video.htm">Video</a></li></ul></div>'
    return Page.of(document(SITES_OF[source].title, "", top(source) + middle + foot(source)))


# --- feeds and sitemaps ----------------------------------------------------------------------------------------------


def _feeds(pieces: list[Piece], source: str) -> dict[str, Page]:
    site = SITES_OF[source]
    home = f"https://{site.host}"
    own = [piece for piece in pieces if piece.url.startswith(home)]
    pages = {f"{home}{site.feed}": _feed(site.title, own)}
    for path in {str(piece.extra["path"]) for piece in own}:
        pages[f"{home}/{path}.rss"] = _feed(path, [piece for piece in own if piece.extra["path"] == path])
    return pages


def _feed(title: str, pieces: list[Piece]) -> Page:
    items = "".join(
        f"<item><title><![CDATA[{piece.title}]]></title><link>{piece.url}</link><guid>{piece.url}</guid>"
        f"<description><![CDATA[<a href='{piece.url}'><img src='/a.jpg'/></a></br>{piece.summary}]]></description>"
        f"<pubDate>{datetime.fromisoformat(piece.published or ''):%a, %d %b %Y %H:%M:%S} GMT+7</pubDate></item>"
        for piece in pieces
    )
    return Page.of(
        f'<?xml version="1.0" encoding="utf-8"?>\n{MARK}'
        f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>',
        RSS,
    )


def _sitemaps(pieces: list[Piece], home: str) -> dict[str, Page]:
    """Return an index with one child a month among others that hold no articles."""
    months: dict[str, list[Piece]] = {}
    for piece in pieces:
        moment = datetime.fromisoformat(piece.published or "")
        last = (moment.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        months.setdefault(f"{moment.year}-{moment.month}-1-{last.day}", []).append(piece)
    children = [f"{home}/sitemaps/category.xml", *(f"{home}/sitemaps/sitemaps-{name}.xml" for name in months)]
    index = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in children)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    pages = {
        f"{home}/sitemap.xml": Page.of(
            f"<?xml version='1.0'?>\n{MARK}<sitemapindex {space}>{index}</sitemapindex>", XML
        )
    }
    for name, members in months.items():
        urls = f"<url><loc>{home}/van-ban-phap-luat/197331.htm</loc></url>" + "".join(
            f"<url><loc>{piece.extra.get('listed_as', piece.url)}</loc><lastmod>{piece.published}</lastmod></url>"
            for piece in members
        )
        pages[f"{home}/sitemaps/sitemaps-{name}.xml"] = Page.of(
            f"<?xml version='1.0'?>\n{MARK}<urlset {space}>{urls}</urlset>", XML
        )
    return pages


SITES = {name: (lambda pieces, name=name: _pages(pieces, name)) for name in SITES_OF}
