"""Article pages in templates of the past that no renderer of today's modelled sites has; all are modelled on the sites.

Of hanoimoi.com.vn before 2013 only addresses and the shape of bodies are known (docs/sites/hanoimoi.md): the page of
2008 is a layout of tables as sites of that time had them, with no name that any page class knows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import escape

from ..sites.page import Page
from ..sites.portals import sharepoint, vccorp
from ..sites.portals.piece import Piece

MARK = "<!-- modelled on hanoimoi.com.vn; not a capture -->"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
MENU = ("Chính trị", "Xã hội", "Kinh tế", "Văn hóa", "Giáo dục", "Thế giới", "Thể thao", "Du lịch", "Bạn đọc")
OTHERS = (
    "Xã Tiền Phong thay hai trạm bơm trước mùa mưa",
    "Trường mầm non Hoa Sữa nhận thêm năm lớp bán trú",
    "Giá gạo tẻ ở chợ đầu mối nhích thêm ba trăm đồng",
    "Đội cờ người làng Giang Cao lên đường dự hội",
)


def _printed(piece: Piece, form: str) -> str:
    moment = datetime.fromisoformat(piece.published or "")
    return moment.strftime(form.replace("%A", WEEKDAYS[moment.weekday()]))


def _links(number: int) -> str:
    return "".join(f'<li><a href="/vn/53/{number + place}">{name}</a></li>' for place, name in enumerate(OTHERS))


def _document(piece: Piece, main: str) -> Page:
    menu = " | ".join(f'<a href="/muc/{place}">{name}</a>' for place, name in enumerate(MENU))
    return Page.of(
        f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{escape(piece.title)} - Hànộimới Online</title></head><body>{MARK}
<table width="980" align="center"><tr><td colspan="2"><img src="/images/banner.gif" alt="banner"></td></tr>
<tr><td colspan="2" class="menu"><a href="/">Trang chủ</a> | {menu}</td></tr>
<tr><td width="640" valign="top">{main}</td><td width="300" valign="top"><b>Đọc nhiều nhất</b><ul>{_links(300)}</ul>
<p>Quảng cáo</p></td></tr><tr><td colspan="2" align="center"><p>Giấy phép số 00/GP-TEST ngày 01-01-2008</p>
<p>Ghi rõ nguồn khi phát hành lại thông tin từ trang này</p></td></tr></table></body></html>"""
    )


def table_layout(piece: Piece) -> Page:
    """Return a page of 2008: cells and fonts, nothing that has a name."""
    body = "".join(f'<p align="justify">{escape(block["p"])}</p>' for block in piece.text)
    crumb = f'<a href="/">Trang chủ</a> &raquo; <a href="/muc/1">{escape(piece.section[0])}</a>'
    main = f"""<div class="duongdan">{crumb}</div>
<h1><font color="#b00000">{escape(piece.title)}</font></h1><div class="ngay">{_printed(piece, "%d/%m/%Y %H:%M")}</div>
<div class="noidung"><p align="justify"><b>{escape(sharepoint.sapo(piece))}</b></p>{body}
<p align="right"><b>{escape(", ".join(piece.authors))}</b></p></div>
<p><b>Các tin khác</b></p><ul>{_links(100)}</ul>"""
    return _document(piece, main)


def news_detail(piece: Piece) -> Page:
    """Return a page of 2011: one justified `div`, whose paragraphs are made by empty lines."""
    parts, opening = [], f"<strong>{escape(sharepoint.sapo(piece))}"
    for block in piece.text:
        [(kind, value)] = block.items()
        if kind == "h2":
            opening += f"<br /><br />{escape(value)}"
        elif kind == "figure":
            parts.append(f'<img src="{escape(sharepoint.local(value["url"]))}" alt="" />')
        else:
            parts.append(f"<em>{escape(value)}</em>" if value == "(Còn nữa)" else escape(value))
    text = "<br /><br />".join([f"{opening}</strong>", *parts])
    tags = ", ".join(f'<a href="/tim-kiem?q={escape(tag)}">{escape(tag)}</a>' for tag in piece.tags)
    main = f"""<div id="NewsDetails"><h1>{escape(piece.title)}</h1><div class="moder"><div class="refer">
<a href="javascript:;">Cỡ chữ</a></div><div class="refer"><a class="cap" href="/muc/1">{escape(piece.section[0])}</a>
{_printed(piece, "%A, %H:%M - %d/%m/%Y")}</div></div><div class="article"><div id="abody">
<div style="text-align: justify;">{text}</div></div><div class="author">{escape(", ".join(piece.authors))}</div></div>
<div class="tagbox"><div class="bold">Từ khóa</div><div class="tags">{tags}</div></div></div>
<div class="timeline"><div class="boxtitle">Tin khác</div><ul>{_links(200)}</ul></div>"""
    return _document(piece, main)


def mic(piece: Piece, *, year: int) -> Page:
    """Return a page of mic.gov.vn in its SharePoint years; that of 2017 has its section in a heading."""
    name = escape(piece.section[0])
    crumbs = f'<div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/mic_2020/cm">{name}</a></div>'
    heading = f'<h3 class="title-list-news"><span class="title-t1">{name}</span></h3>'
    signed = ", ".join(piece.authors) or f"Theo {(piece.attribution or {})['name']}"
    main = f"""{heading if year == 2017 else crumbs}<div id="news_content"><div><h1>{escape(piece.title)}</h1>
<div><div><div>{piece.extra["time"]} <a href="#">Xem cỡ chữ</a></div><div><a href="#">Đọc bài viết</a> <a>In</a>
<a>Gửi email</a></div></div></div><div id="divArticleDescription"><p>{escape(sharepoint.sapo(piece))}</p></div>
<div id="divArticleContent">{sharepoint.body(piece)}</div>
<p style="text-align:right"><strong>{escape(signed)}</strong></p></div></div>
<div class="other_news"><h3>Tin khác</h3><ul>{_links(400)}</ul></div>"""
    return sharepoint.page(piece.title, main, menu='<li><a href="/mic_2020/Pages/home.aspx">Giới thiệu</a></li>')


RENDERERS: dict[str, Callable[[Piece], Page]] = {
    "2008": table_layout,
    "newsdetail": news_detail,
    "mic-2017": lambda piece: mic(piece, year=2017),
    "mic-2020": lambda piece: mic(piece, year=2020),
    "vccorp": lambda piece: vccorp.SITES["mst"]([piece])[piece.url],
}
