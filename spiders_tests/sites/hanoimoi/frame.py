"""The boilerplate of today's site: head, menu, boxes, footer."""

from __future__ import annotations

import json

from ..spec import Spec
from .rows import CDN, box, side_row
from .sections import MENU, OTHER
from .text import MARK, encode

PARTS = [
    "c-header",
    "c-menu",
    "c-menu__outer",
    "c-menu__sub",
    "c-search",
    "c-banner-item",
    "c-banner-item__inner",
    "c-banner-item__box",
    "c-box",
    "c-box__title",
    "c-box__content",
    "c-template-grid",
    "c-template-list",
    "c-news-detail",
    "c-detail-head",
    "c-detail-head__row",
    "c-share-scroll",
    "b-grid",
    "b-grid__img",
    "b-grid__title",
    "b-grid__desc",
    "b-grid__time",
    "c-tags",
    "c-author-page",
    "c-comments",
    "c-comment-list",
    "c-footer",
    "c-footer__row",
    "c-more",
    "l-main",
    "l-sidebar",
    "l-content",
    "entry",
    "sc-longform-header",
    "sc-hightlight-box",
    "breadcrumb-item",
]
SHARE = ("facebook", "zalo", "twitter", "email", "print", "copy-link")


def style() -> str:
    """Return the inline style sheet, as long as a real one."""
    rules = [":root{--main:#a8151b;--text:#222;--soft:#f4f4f4;--gap:12px}"]
    for i, part in enumerate(PARTS):
        rules.append(
            f".{part}{{position:relative;display:block;margin:{i % 7}px 0 {10 + i % 5}px;"
            f"padding:{4 + i % 9}px {6 + i % 4}px;font-size:{14 + i % 6}px;line-height:1.{3 + i % 5};"
            f"color:var(--text);box-sizing:border-box}}"
        )
        rules.append(
            f".{part}.is-border{{border-bottom:1px solid #{i % 10}e{i % 9}e{i % 8}e}}"
            f".{part} a:hover{{color:var(--main)}}"
        )
        rules.append(
            f"@media (max-width:{700 + i}px){{.{part}{{padding:{i % 6}px;font-size:{13 + i % 4}px}}"
            f".{part}.h-hide{{display:none}}}}"
        )
    return "<style>" + "\n".join(rules) + "</style>"


def organization() -> str:
    """Return the JSON-LD Organization that stands in every head."""
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "hanoimoi.vn",
        "url": "https://hanoimoi.vn",
        "logo": f"{CDN}/assets/images/logo.png",
        "sameAs": ["https://www.facebook.com/modelled.hanoimoi"],
    }
    return f'<script type="application/ld+json">\n{json.dumps(data, ensure_ascii=False, indent=2)}\n</script>'


def head(title: str, metas: str) -> str:
    """Return the doctype and the head of a page."""
    return f"""<!DOCTYPE html>
{MARK}
<html xmlns="https://www.w3.org/1999/xhtml" lang="vi">
<head>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>{encode(title)}</title>
    <link rel="shortcut icon" href="{CDN}/assets/images/favicon.ico" />
    <meta http-equiv="Content-Type" content="text/html;charset=UTF-8">
    <meta name="author" content="hanoimoi.vn">
    <meta name="copyright" content="hanoimoi.vn" />
    {metas}
    <meta property="og:site_name" content="hanoimoi.vn" />
    <meta property="og:locale" itemprop="inLanguage" content="vi_VN" />
    {style()}
    {organization()}
    <script async src="{CDN}/assets/js/onecms.min.js"></script>
</head>"""


def menu(name: str, icons: bool = False) -> str:
    """Return the menu with all sections and sub-sections."""
    out = [f'<nav class="c-menu {name}"><ul class="c-menu__outer">']
    for path, title, subs in MENU:
        inner = "".join(
            f'\n            <li class="c-menu__item is-sub">'
            f'<a href="https://hanoimoi.vn/{sub}" title="{text}">{text}</a></li>'
            for sub, text in subs
        )
        mark = '<i class="icon16-arrow-down"></i>' if icons and subs else ""
        out.append(
            f'\n    <li class="c-menu__item"><a href="https://hanoimoi.vn/{path}" title="{title}">{title}</a>{mark}'
        )
        out.append(f'\n        <ul class="c-menu__sub">{inner}\n        </ul></li>' if subs else "</li>")
    out += [f'\n    <li class="c-menu__item"><a href="/{path}">{title}</a></li>' for path, title in OTHER.items()]
    return "".join(out) + "\n</ul></nav>"


def banner(zone: int, text: str = "") -> str:
    """Return an ad box."""
    return f"""
    <div class="c-box h-show-pc" style="margin-bottom:10px;">
        <div class="c-box__content"><div class="c-banner-item is-custom-size"><div class="c-banner-item__inner">
            <div class="c-banner-item__box">{f"<p>{text}</p>" if text else ""}
                <div class="oneads" id="zone-{zone}">
                    <script type="text/javascript">(function (id) {{
                        var box = document.getElementById(id), run = window.ads{zone};
                        if (run) {{ run.show(box); }} else if (box) {{ box.parentNode.removeChild(box); }}
                    }})("zone-{zone}");</script>
                </div>
            </div>
        </div></div></div>
    </div>"""


def top() -> str:
    """Return what stands before the content."""
    return f"""
<body class="">
<div class="onecms_load_view" data-action="api/v1/home" style="height:1px;"></div>
<header class="c-header">
    <div class="c-header__logo"><a href="https://hanoimoi.vn/">
        <img src="{CDN}/assets/images/logo.png" alt="Hànộimới" /></a></div>
    <div class="c-search"><form action="/search"><input name="q" placeholder="Tìm trong các bài" /></form></div>
    <a href="/tin-moi-nhat">Mới nhất</a> <a href="/an-pham/hom-nay">Ấn phẩm</a> <a href="/cam/khu-vuc-noi-bo">Nội bộ</a>
</header>
{menu("is-main", True)}
{banner(3)}"""


def sidebar(others: list[Spec]) -> str:
    """Return the column beside the content."""
    return f"""
<aside class="l-sidebar">
{box("Đọc nhiều", [side_row(s) for s in others[:8]])}
{banner(11, "Quảng cáo")}
{box("Mới cập nhật", [side_row(s, False) for s in others[8:16]])}
{banner(12)}
</aside>"""


def bottom(script: str, tail: str = "") -> str:
    """Return what stands after the content."""
    return f"""
{banner(70)}
<footer class="c-footer">
    {menu("is-footer")}
    <div class="c-footer__row"><p>Trang mô phỏng dùng cho kiểm thử phần mềm, theo hình dạng của một tờ báo ở Hà Nội.</p>
    <p>Giấy phép: số mô phỏng 00/GP-TEST, ngày 01-01-2026.</p>
    <p>Tòa soạn: số 0 phố Mô Phỏng, Hà Nội. Điện thoại: 024.0000000.</p>
    <p>Ghi rõ nguồn khi dùng lại tin, ảnh của trang.</p></div>
</footer>
{script}
<script type="text/javascript">
    (function (w, d) {{
        var views = d.querySelectorAll('.onecms_load_view');
        for (var i = 0; i < views.length; i++) {{
            w.setTimeout(function (n) {{ n.className += ' is-ready'; }}, 20 * i, views[i]);
        }}
        w.lazyShow = function () {{
            d.querySelectorAll('img[data-src]').forEach(function (n) {{ n.src = n.getAttribute('data-src'); }});
        }};
    }})(window, document);
</script>
{tail}
</body>
</html>
"""
