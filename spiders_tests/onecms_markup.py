"""OneCMS pages of our own, modelled on hanoimoi.vn, for tests of single fields."""

from __future__ import annotations

import json

from hanoi_press import Article, extract

URL = "https://hanoimoi.vn/cau-moi-qua-song-nhue-1305109.html"


LD = {
    "@type": "NewsArticle",
    "headline": "C&#226;̀u mới",
    "datePublished": "2026-05-09T22:17:01+07:00",
    "dateModified": "2026-05-10T06:00:00+07:00",
    "author": {"@type": "Person", "name": "L&#234; An"},
}


def ld(**changes: object) -> str:
    block = {key: value for key, value in (LD | changes).items() if value is not None}
    return f'<script type="application/ld+json">{json.dumps(block)}</script>'


def longform(
    body: str = "<p>Một đoạn của bài.</p>",
    *,
    head: str = "",
    author: str = '<span class="block-sc-author">Lê An</span>',
    sapo: str = "Sapo của bài.",
    after: str = "",
    data: str | None = None,
) -> str:
    """Template B: the header stands inside the body."""
    return f"""<html lang="vi"><head>{head}<meta name="author" content="hanoimoi.vn"></head><body>
    <div class="l-main"><nav><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Trang chủ</a></li>
    <li class="breadcrumb-item"><a href="/do-thi"> Đô thị</a></li></ol></nav>
    <div class="b-maincontent"><div class="entry"><div class="sc-longform-header block-sc-longform-header">
    <span class="block-sc-cate-name">Đô thị</span><h1 class="sc-longform-header-title block-sc-title">Cầu mới</h1>
    <div class="sc-longform-header-meta">{author}
    <span class="sc-longform-header-date block-sc-publish-time">09/05/2026 - 22:17</span></div>
    <p class="sc-longform-header-sapo block-sc-sapo">{sapo}</p></div>{body}<div class="sc-empty-layer"></div></div>
    </div>{after}</div>{ld() if data is None else data}</body></html>"""


def detail(body: str = "<p>Một đoạn của bài.</p>", *, row: str = "", sapo: str = "<b>Sapo của bài.</b>") -> str:
    """Template A: head and sapo stand outside the body; no JSON-LD."""
    return f"""<html lang="vi"><head><meta property="article:published_time" content="5/9/2026 10:17:01 PM"></head>
    <body><div class="c-detail-head"><div class="c-detail-head__row"><ol class="breadcrumb">
    <li class="breadcrumb-item"><a href="/">Trang chủ</a></li><li class="breadcrumb-item"><a href="/y-te">Y tế</a></li>
    </ol></div><div class="c-detail-head__row"><h1 class="c-detail-head__title">Cầu mới</h1></div>
    <div class="c-detail-head__row is-bar">{row}</div></div><div class="b-maincontent"><p class="Headlines">{sapo}</p>
    <div class="entry">{body}</div></div></body></html>"""


def read(page: str, url: str = URL) -> Article:
    return extract(page.encode(), url)
