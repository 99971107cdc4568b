"""The boilerplate of the old site (2013-2023): head, menu, side lists, footer."""

from __future__ import annotations

from ..spec import Spec
from .sections import OLD_SECTIONS
from .text import MARK, encode

HOST = "http://hanoimoi.com.vn"
PARTS = [
    "header",
    "topbar",
    "menufst",
    "nav",
    "submenu",
    "content",
    "colleft",
    "colright",
    "definfo",
    "period",
    "article",
    "thumbox",
    "taglist",
    "tagbox",
    "tags",
    "breadcrum",
    "moder",
    "refer",
    "timeline",
    "lst-category",
    "mediamore",
    "mostread",
    "hotnews",
    "adv",
    "boxtitle",
    "footer",
    "paging",
    "bdrtp",
    "gallery",
    "summary",
    "innwide",
    "figure-image",
]


def style(era: str) -> str:
    """Return the inline style sheet."""
    rules = ["*{margin:0;padding:0}"]
    for i, part in enumerate(PARTS):
        rules.append(
            f"div.{part}{{float:{'left' if i % 2 else 'none'};width:{640 - 7 * i}px;margin:{i % 6}px;"
            f"padding:{i % 5}px 0 {4 + i % 3}px;"
            f"font:{12 + i % 4}px Arial;color:#{i % 4}1{i % 5}2{i % 6}3;"
            f"border-bottom:1px dotted #{'bcd' if era == 'E1' else 'cde'}}}"
        )
        rules.append(
            f".{part} a{{text-decoration:none}} .{part} a:hover{{color:#b0{i % 10}01{i % 9}}} "
            f".{part} img{{max-width:{600 - i}px}}"
        )
        rules.append(
            f".{part} ul li{{list-style:none;padding:{2 + i % 4}px 0;"
            f"background:url(/Content/Images/bullet{i % 3}.png) no-repeat}}"
        )
    return "<style type='text/css'>" + "\n".join(rules) + "</style>"


def menu(kind: str) -> str:
    """Return the menu of sections, each with its drop-down."""
    out = [f'<ul class="{kind}">\n<li><a href="/">Trang chủ</a></li>']
    for slug, (number, name) in OLD_SECTIONS.items():
        link = f"/Danh-muc-tin/{number}/{slug}"
        subs = "".join(
            f'\n  <li><a href="{link}?sub={i}" title="{name}: {text}">{text}</a></li>'
            for i, text in enumerate(
                ("Tin mới nhận", "Bài đọc nhiều", "Chuyện trong tuần", "Ảnh và phim", "Bạn đọc viết"), 1
            )
        )
        out.append(f'\n<li><a href="{link}">{name}</a><ul class="submenu">{subs}\n</ul></li>')
    return "".join(out) + "\n</ul>"


def head(spec: Spec) -> str:
    """Return the doctype and the head."""
    return f"""<!DOCTYPE html>
{MARK}
<html lang="vi">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{encode(spec.title)} | Báo Hànộimới</title>
<meta name="description" content="{encode(spec.summary)}" />
<meta name="keywords" content="{encode(", ".join(spec.tags))}" />
<meta name="author" content="Hanoimoi" />
<meta property="og:title" content="{encode(spec.title)}" />
<meta property="og:type" content="article" />
<link href="/Content/Css/site.css" rel="stylesheet" />
{style(spec.template)}
<script type="text/javascript" src="/Scripts/jquery.min.js"></script>
</head>
<body>
<div class="header"><a href="/"><img src="/Content/Images/logo.png" alt="Hànộimới" /></a>
<form action="/tim-kiem"><input name="q" /><input type="hidden" name="type" value="title" /></form></div>
{menu("menufst nav")}"""


def rows(others: list[Spec]) -> str:
    """Return rows of a list: picture, title, time, summary."""
    out = []
    for spec in others:
        title = encode(spec.title)
        link = spec.url if not spec.old else spec.url.removeprefix(HOST)
        out.append(
            f'\n<li><a href="{link}"><span><img src="/Content/Images/thumb/{spec.id}.jpg" alt="{title}" /></span>'
            f"<h4>{title}</h4></a>"
            f'\n  <div class="period"> {spec.published:%H:%M - %d/%m/%Y}</div>\n  <p>{encode(spec.summary)}</p></li>'
        )
    return "<ul>" + "".join(out) + "\n</ul>"


def side(others: list[Spec]) -> str:
    """Return the right column."""
    return f"""<div class="colright">
<div class="hotnews"><div class="boxtitle">Tin nổi bật</div>{rows(others[:8])}</div>
<div class="adv"><script type="text/javascript">if (window.oldAds) {{ window.oldAds.put("right-1"); }}</script>
<p>Quảng cáo</p></div>
<div class="mostread"><div class="boxtitle">Đọc nhiều nhất</div>{rows(others[8:18])}</div>
<div class="adv"><script type="text/javascript">if (window.oldAds) {{ window.oldAds.put("right-2"); }}</script></div>
</div>"""


def foot() -> str:
    """Return the footer and the page's end."""
    return f"""<div class="footer">{menu("menufoot")}
<p>Trang mô phỏng dùng cho kiểm thử phần mềm, theo hình dạng trang cũ của một tờ báo.</p>
<p>Giấy phép: số mô phỏng 00/GP-TEST, ngày 01-01-2013. Tòa soạn: số 0 phố Mô Phỏng, Hà Nội.</p></div>
<script type="text/javascript">
$(function () {{
  $('.menufst li').hover(function () {{ $(this).find('.submenu').show(); }},
    function () {{ $(this).find('.submenu').hide(); }});
  $('.thumbox img').click(function () {{ window.open(this.src); }});
}});
</script>
</body>
</html>
"""
