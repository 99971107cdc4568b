"""Liferay portals (thanhtra, sbv, mofa), modelled on docs/sites/<source>.md and on public crawlers; not captures."""

from __future__ import annotations

from html import escape

from ..page import Page
from .piece import Piece
from .plain import blocks, by_list, caption, moment, pages_of, robots

# The boilerplate; banner and footer are pieces of web content of the same class as the article.
_BANNER = "Cổng Dịch vụ công Quốc gia · Những thông tin thủ tục hành chính khai báo online tại đây · Xem chi tiết"
_FOOTER = (
    "Cổng thông tin điện tử của các đơn vị thuộc Bộ. Giấy phép số 102/GP-BTTTT. Ghi rõ nguồn khi phát hành lại "
    "thông tin từ các nguồn này. Trụ sở: Hà Nội. Điện thoại: 080 40000. Email: bbt@vidu.gov.vn. Sơ đồ Cổng. Top "
) * 8


def _frame(site: str, page: str, inside: str, head: str = "", title: str = "") -> Page:
    window = " - ".join(filter(None, (title, page, site)))
    return Page.of(f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="vi-VN"><!-- modelled; not a capture -->
<head><title>{escape(window)}</title><script>var Liferay = Liferay || {{}};
Liferay.Browser = {{}};</script>{head}</head>
<body class="controls-visible default yui3-skin-sam guest-site signed-out public-page site">
<header id="banner" role="banner"><h1 class="site-title"><a class="logo" href="/"><span>{escape(site)}</span></a></h1>
<div class="portlet-boundary portlet-journal-content"><div class="journal-content-article"><p>{_BANNER}</p></div></div>
<p>Thứ ba, 24/11/2026 09:00</p><nav id="navigation"><a href="/">Trang chủ</a></nav></header>
<div id="content"><h2 class="hide-accessible page-title">{escape(page)}</h2>{inside}</div>
<footer id="footer"><div class="portlet-body"><div class="journal-content-article"><p>{_FOOTER}</p></div></div></footer>
</body></html>""")


def _figure(one: dict[str, str]) -> str:
    return f'<p><img alt="" src="{escape(one["url"])}"></p><p style="text-align:center"><em>{caption(one)}</em></p>'


def _source(piece: Piece) -> str:
    return f'<p style="text-align: right"><b>Theo {piece.attribution["name"]}</b></p>' if piece.attribution else ""


def _signed(piece: Piece) -> str:
    return "".join(f'<p style="text-align: right;"><strong>{name}</strong></p>' for name in piece.authors)


def _crumbs(piece: Piece) -> str:
    links = "".join(f'<li><a href="/web/guest/x">{escape(name)}</a></li>' for name in piece.section)
    return (
        f'<nav class="portlet-breadcrumb"><ul class="breadcrumb"><li><a href="/">Trang chủ</a></li>{links}</ul></nav>'
    )


# --- thanhtra: Liferay 6, asset publisher -----------------------------------------------------------------------------


def thanhtra(pieces: list[Piece]) -> dict[str, Page]:
    """Return thanhtra: six lists, one row a page."""
    site, origin = "Thanh tra Chính phủ", "https://thanhtra.gov.vn"
    pages = robots(origin)
    for piece in pieces:
        head = f'<meta name="description" content="{escape(piece.summary or "")}">'
        repeated = f"<p><strong>{escape(piece.summary or '')}</strong></p>" if piece.extra.get("repeat") else ""
        inside = f"""{_crumbs(piece)}<section class="portlet" id="portlet_101"><div class="portlet-content">
<div class="portlet-body"><div class="taglib-header"><a class="icon-circle-arrow-left" href="/">Quay lại</a>
<h3 class="header-title"><span>{escape(piece.title)}</span></h3></div><div class="asset-full-content">
<div class="lfr-meta-actions asset-actions"><a href="#">In</a><a href="#">Gửi email</a></div>
<div class="asset-content"><div class="journal-content-article">{repeated}{blocks(piece, _figure)}{_source(piece)}
{_signed(piece)}</div><div class="taglib-social-bookmarks">Chia sẻ</div></div><div class="asset-metadata">
<span class="metadata-entry metadata-publish-date">{moment(piece, "%d/%m/%Y %H:%M")}</span>
<span class="metadata-entry metadata-view-count">Lượt xem: 1204</span></div></div>
<div class="related-assets"><h4>Các tin khác</h4><a href="/x">Tin cũ hơn</a></div></div></div></section>"""
        pages[piece.url] = _frame(site, "Xem chi tiết tin tức", inside, head, piece.title)
    for name in "thanh-tra khieu-nai-to-cao phong-chong-tham-nhung tin-tong-hop thong-bao tin-hinh-anh".split():
        base = f"{origin}/web/guest/{name}"
        # the two lists of all articles repeat those of the first three
        shown = by_list(pieces).get(name) or pieces
        for number, count, page in pages_of(shown, 2):
            pages[_portlet(base, number)] = _frame(site, name, _rows(page) + _pager(base, number, count))
    return pages


def _portlet(base: str, number: int) -> str:
    return base if number == 1 else f"{base}?p_p_id=101_INSTANCE_tt&p_p_lifecycle=0&_101_INSTANCE_tt_cur={number}"


def _rows(pieces: list[Piece]) -> str:
    return "".join(
        f'<div class="asset-abstract"><a href="{piece.url}"><img src="/thumb.jpg" alt=""></a>'
        f'<h3 class="asset-title"><a href="{piece.url}">{escape(piece.title)}</a></h3>'
        f'<span class="date">{moment(piece, "(%d/%m/%Y)")}</span><p>{escape(piece.summary or "")}</p></div>'
        for piece in pieces
    )


def _pager(base: str, number: int, count: int) -> str:
    if count == 1:
        return ""
    step = (
        f'<a href="{escape(_portlet(base, number + 1))}">Tiếp theo</a>' if number < count else "<span>Tiếp theo</span>"
    )
    return f'<div class="lfr-pagination"><ul class="lfr-pagination-buttons pager"><li class="">{step}</li></ul></div>'


# --- sbv: Liferay DXP -------------------------------------------------------------------------------------------------


def sbv(pieces: list[Piece]) -> dict[str, Page]:
    """Return sbv: one list, two rows a page; the body repeats headline and date."""
    site, origin = "Ngân hàng Nhà nước Việt Nam", "https://www.sbv.gov.vn"
    pages = robots(origin)
    for piece in pieces:
        sapo = f'<div class="sapo">{escape(piece.summary)}</div>' if piece.summary else ""
        inside = f"""{_crumbs(piece)}<div class="layout-content portlet-layout" id="main-content" role="main">
<div class="row"><div class="col"><h1 class="component-heading">{escape(piece.title)}</h1>
<div class="journal-content-article" data-analytics-asset-title="x"><h2>{escape(piece.title)}</h2>
<span class="date-about">{moment(piece, "%d/%m/%Y | %H:%M:%S")}</span>{sapo}<div class="content">
{blocks(piece, _figure)}{_source(piece)}{_signed(piece)}</div></div></div></div></div>
<aside><a href="/vi/web/sbv_portal/w/khac">Tin đọc nhiều</a><div class="date-about">1/1/2026</div></aside>"""
        pages[piece.url] = _frame(site, "Chi tiết", inside, title=piece.title)
    base = f"{origin}/vi/tin-tuc-su-kien"
    for number, count, page in pages_of(pieces, 2):
        rows = "".join(
            f'<div class="row"><div class="col-sm-4"><a href="{_with_redirect(piece.url)}"><img src="/i.jpg"></a></div>'
            f'<div class="col-sm-8"><a class="title-news-link" href="{_with_redirect(piece.url)}">{escape(piece.title)}'
            f"</a>"
            f'<span class="date-about">{moment(piece, "%d/%m/%Y | %H:%M:%S")}</span>'
            f'<span class="top-news-detail">{escape(piece.summary or "")}</span></div></div>'
            for piece in page
        )
        on = f'<a class="page-link" title="Trang kế tiếp" href="{escape(_cur(base, number + 1))}">›</a>'
        pages[_cur(base, number)] = _frame(site, "Tin tức", rows + (on if number < count else ""))
    return pages


def _with_redirect(url: str) -> str:
    return escape(f"{url.removeprefix('https://www.sbv.gov.vn')}?redirect=%2Fvi%2Ftin-tuc-su-kien")


def _cur(base: str, number: int) -> str:
    name = "_com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_jaxi"
    return base if number == 1 else f"{base}?p_p_lifecycle=0&{name}_delta=2&{name}_cur={number}"


# --- mofa -------------------------------------------------------------------------------------------------------------


def mofa(pieces: list[Piece]) -> dict[str, Page]:
    """Return mofa: a home page that links two lists, one row a page."""
    site, origin = "Bộ Ngoại giao", "https://mofa.gov.vn"
    pages = robots(origin)
    for piece in pieces:
        sapo = f'<div class="article-summary">{escape(piece.summary)}</div>' if piece.summary else ""
        inside = f"""<div class="news-detail"><h1>{escape(piece.title)}</h1>
<div class="news-time">{moment(piece, "%H:%M | %d/%m/%Y")}</div>{sapo}<div class="article-content">
{blocks(piece, _figure)}{_source(piece)}{_signed(piece)}</div></div>"""
        pages[piece.url] = _frame(site, "Tin chi tiết", inside, title=piece.title)
    links = "".join(f'<a href="/{name}">{name}</a>' for name in by_list(pieces))
    pages[f"{origin}/"] = _frame(site, "Trang chủ", f'<div>{links}<a href="/gioi-thieu">Giới thiệu</a></div>')
    for name, shown in by_list(pieces).items():
        for number, count, page in pages_of(shown, 1):
            rows = "".join(
                f'<div class="item"><h3 class="news-title"><a href="{piece.url}">{escape(piece.title)}</a></h3>'
                f'<div class="news-time">{moment(piece, "%H:%M | %d/%m/%Y")}</div></div>'
                for piece in page
            )
            numbers = "".join(f'<li><a href="/{name}?page={one}">{one}</a></li>' for one in range(1, count + 1))
            url = f"{origin}/{name}" + (f"?page={number}" if number > 1 else "")
            inside = f'<div class="block-category-container">{rows}</div><ul class="pagination">{numbers}</ul>'
            pages[url] = _frame(site, name, inside)
    return pages


SITES = {"thanhtra": thanhtra, "sbv": sbv, "mofa": mofa}
