"""Small pages of VCCorp's template in the forms of its sites (docs/sites/families/vccorp.md), all text our own."""

from __future__ import annotations

import json
from typing import Any

BCP = "https://baochinhphu.vn/mo-them-tuyen-buyt-102261120081512345.htm"
EN = "https://en.baochinhphu.vn/new-bus-line-11126112008151234.htm"
NLD = "https://nld.com.vn/mo-them-tuyen-buyt-196261120081512345.htm"
TUOITRE = "https://tuoitre.vn/mo-them-tuyen-buyt-20261120081512345.htm"
CAFEF = "https://cafef.vn/mo-them-tuyen-buyt-188261120081512345.chn"
TITLE = "Mở thêm tuyến buýt về bãi giữa"
P = ("Xe chạy từ năm giờ sáng, mười lăm phút một chuyến.", "Vé tháng bán ở quầy đầu cầu, học sinh trả nửa giá.")
TWO = "".join(f"<p>{one}</p>" for one in P)


def ld(**fields: Any) -> str:
    news = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(news)}</script>'


def gov(body: str = TWO, **parts: str) -> bytes:
    """baochinhphu.vn and its kin."""
    part = {
        "head": ld(datePublished="2026-11-20T09:51:00+07:00", author={"@type": "Person", "name": ""}),
        "crumbs": '<li><a href="/xa-hoi.htm" data-role="cate-name"> Xã hội </a></li>'
        '<li><a href="/xa-hoi/giao-thong.htm" class="active">Giao thông</a></li>',
        "sapo": "(Chinhphu.vn) - Thành phố mở tuyến số 99.",
        "author": "",
        "date": "20/11/2026 <span class=icon><svg></svg></span> 09:51",
        "tags": "",
    } | parts
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="author" content="baochinhphu.vn">
{part["head"]}</head><body class="detail-page"><div id="admwrapper" data-role="page"><div class="main">
<a data-role="cate-name" href="/khac.htm">Chuyên mục khác</a>
<div class="detail__page"><div class="detail__pmain"><div class="detail-container detailmaincontent">
<div class="detail-social"><a title="In bài viết" href="/print/a.htm">In bài viết</a><span class="font">aA</span></div>
<div class="detail-mcontent"><div class="detail-breadcrumb"><ul>{part["crumbs"]}</ul></div>
<h1 class="detail-title" data-role="title">{TITLE}</h1><h2 class="detail-sapo" data-role="sapo"> {part["sapo"]} </h2>
<div class="detail-info"><div class="detail-author-top"> {part["author"]} </div>
<div class="detail-time"><div data-role="publishdate"> {part["date"]} </div></div></div>
<div class="detail-content afcbc-body clearfix" data-role="content">{body}</div></div></div>
{part["tags"]}</div><div class="detail__sub"><ul data-role="tags"><li><a>thẻ lạ</a></li></ul></div></div></div></div>
<div class="footer"><p>Giấy phép số: 102/GP-BTTTT, cấp ngày 15/04/2024.</p></div></body></html>""".encode()


def nld(body: str = TWO, **parts: str) -> bytes:
    part = {
        "author": '<p class="name" data-role="author">Bài và ảnh: Hồng Đào</p>',
        "cate": '<a href="/thoi-su.htm" class="category-page__name" data-role="cate-name">Thời sự</a>',
        "sapo": "(NLĐO) - Thành phố mở tuyến số 99.",
        "date": '<time data-role="publishdate" datetime="2026-11-20T09:51:00">20/11/2026 09:51 GMT+7</time>',
    } | parts
    return f"""<html lang="vi"><head><meta property="og:site_name" content="Báo Người Lao Động Online">
{ld(datePublished="2026-11-20T09:51:00+07:00", dateModified="2026-11-20T10:05:00+07:00")}</head><body>
<div class="detail-cate">{part["cate"]}</div><div class="detail-time">{part["date"]}</div>
<h1 class="detail-title" data-role="title">{TITLE}</h1><h2 class="detail-sapo" data-role="sapo">{part["sapo"]}</h2>
<div class="author-info">{part["author"]}</div>
<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content" itemprop="articleBody">
<div data-check-position="body_start"></div>{body}
<div data-check-position="body_end"></div></div></div>
<div class="detail-tab"><a class="item" href="/xe-buyt.html">xe buýt</a><a class="item" href="/b">bãi giữa</a></div>
<div class="box-related"><h3 data-role="title">Bài khác</h3></div></body></html>""".encode()


def tuoitre(body: str = TWO, *names: str, sapo: str = "Thành phố mở tuyến số 99.") -> bytes:
    """As seen on tuoitre.vn in October 2026: authors in a box with a slider, and once more at the end."""
    slides = "".join(f'<div class="author-item-name"><a class="name" title="{n}">{n}</a></div>' for n in names)
    box = bottom = ""
    if names:
        box = f"""<div class="detail-author oneauthor" data-role="author"><a class="avata"><img alt="tác giả"></a>
<div class="author-info"><a class="name" title="{names[0]}">{names[0]}</a>
<span class="morenameauthor">và {len(names) - 1} tác giả khác</span></div><div class="swiper">{slides}</div></div>"""
        bottom = f'<div class="detail-author-bot" data-role="author"><a class="name">{names[0]}</a></div>'
    return f"""<html lang="vi"><head><meta name="author" content="TUOI TRE ONLINE"><meta property="og:site_name"
content="TUOI TRE ONLINE">{ld(datePublished="2026-11-20T09:51:00+07:00", author={"@type": "Person", "name": ""})}</head>
<body><div class="detail-top"><div class="detail-cate"><a href="/nhip-song-tre.htm">Nhịp sống trẻ</a>
<a href="/nhip-song-tre/di-lai.htm" data-role="cate-name">Đi lại</a></div>
<div class="detail-time"><div data-role="publishdate">20/11/2026 09:51 GMT+7</div></div></div>
<h1 class="detail-title article-title" data-role="title">{TITLE}</h1>{box}
<h2 class="detail-sapo" data-role="sapo">{sapo}</h2>
<div class="detail-cmain"><div class="detail-content afcbc-body" data-role="content">{body}</div>
<div class="box-author-detail">{bottom}</div></div>
<div class="main-content-body"><div id="objectPopupBody" class="content fck" data-role="content"></div></div>
<div class="detail-tab"><a class="item" href="/xe-buyt.html">xe buýt</a></div>
<section class="comment-wrapper"><p>Bình luận (3)</p></section></body></html>""".encode()


def cafef(body: str = TWO, *, date: str = "20-11-2026 - 00:35 AM", author: str = "Dương Liễu", url: str = "") -> bytes:
    return f"""<html><head><meta property="article:published_time" content="2026-11-20T00:35:00"></head><body>
<div class="left_cate totalcontentdetail"><h1 class="title" data-role="title"> {TITLE} </h1>
<p class="dateandcat"><span class="pdate" data-role="publishdate">{date} </span>|
<a data-role="cate-name" class="category-page__name cat" href="/vi-mo.chn">Vĩ mô</a></p>
<h2 class="sapo" data-role="sapo">Thành phố mở tuyến số 99.</h2>
<div class="contentdetail"><div class="detail-content afcbc-body" data-role="content">
<div class="tindnd"><div id="listNewsInContent"><span class="title_box"><a>TIN MỚI</a></span><ul></ul></div></div>
<figcaption> </figcaption>{body}</div></div>
<div class="t-contentdetail content_source"><p class="author">{author}</p>
<p class="source" data-field="source"> Thời báo Mẫu</p></div>
<div class="link-source-wrapper"><a class="link-source-name">Theo
<span class="link-source-text-name">Thời báo Mẫu</span><i>Copy link</i></a>
<span class="link-source-detail-title">Link bài gốc</span><i>Lấy link!</i>
<span class="link-source-full"> {url} </span></div>
<div class="tagdetail"><div class="row1"><b>Từ Khóa:</b></div>
<div class="row2"><a href="/a.html">xe buýt, </a></div></div>
</div></body></html>""".encode()
