"""The boilerplate of VCCorp's government sites, which stands around every page."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from .piece import Piece

MARK = "<!-- modelled; not a capture -->"


@dataclass(frozen=True)
class Home:
    """What differs between the family's sites.

    `number` is the siteId, `feed` the path of the home feed, `sisters` articles of sister sites that its pages link to.
    """

    host: str
    title: str
    number: str
    feed: str
    sisters: tuple[str, ...]


SITES_OF = {
    "mst": Home(
        "mst.gov.vn",
        "Bộ Khoa học và Công nghệ",
        "197",
        "/rss/home.rss",
        (
            "https://baochinhphu.vn/tin-cua-trang-ban-102261119081500123.htm",
            "https://mst.gov.vn/tin-nha-khac-115261119081500123.htm",
        ),
    ),
    "vpcp": Home(
        "vpcp.chinhphu.vn",
        "Văn phòng Chính phủ",
        "115",
        "/home.rss",
        ("https://baochinhphu.vn/tin-cua-trang-ban-102261119081500123.htm", "/tin-nha-khac-119261119081500123.htm"),
    ),
    "baochinhphu": Home(
        "baochinhphu.vn",
        "Báo Điện tử Chính phủ",
        "102",
        "/home.rss",
        (
            "https://xaydungchinhsach.chinhphu.vn/tin-cua-trang-ban-119261119081500123.htm",
            "/tin-nha-khac-101261119081500123.htm",
        ),
    ),
    "xaydungchinhsach": Home(
        "xaydungchinhsach.chinhphu.vn",
        "Xây dựng chính sách, pháp luật",
        "119",
        "/home.rss",
        ("https://baochinhphu.vn/tin-cua-trang-ban-102261119081500123.htm",),
    ),
}
_PROVINCES = "An Giang|Bắc Ninh|Cà Mau|Đà Nẵng|Hà Nội|Hải Phòng|Lâm Đồng|TP. Hồ Chí Minh|Yên Bái".split("|")


def document(title: str, head: str, body: str) -> str:
    """Return a whole page."""
    return f"""<!DOCTYPE html>
{MARK}
<html lang="vi">
<head><meta charset="utf-8"><title>{escape(title)}</title>
{head}
<style>.detail-page .detail-title{{font:700 32px/44px Inter}}.list__page a{{color:#2a2d40}}</style>
</head>
<body class="detail-page">
<div id="admwrapper" data-role="page">
{body}
</div></body></html>
"""


def top(source: str) -> str:
    """Return what stands before the content."""
    site = SITES_OF[source]
    weather = "".join(f"<li>{name}</li>" for name in _PROVINCES)
    return f"""<div class="header"><img src="/banner.png" alt="banner"><a href="/" title="trang chủ">trang chủ</a>
<div class="header__dvc"><h3>Cổng dịch vụ công Quốc Gia</h3>
<p>Những thông tin thủ tục hành chính khai báo online tại đây</p>
<a href="https://dichvucong.gov.vn">Xem chi tiết <img src="/i.png" alt="icon"></a></div>
<ul class="weather">{weather}</ul></div>
<script>var pageSettings = {{siteId: "{site.number}", ajaxDomain: "https://hotroapi.chinhphu.vn", DomainAPI: "https://s.chinhphu.vn"}};</script>
<div class="main">
"""


def side(pieces: list[Piece], own: Piece) -> str:
    """Return the column beside an article: titles of others, with `data-role` attributes of their own."""
    rows = "".join(
        f'<li><a data-type="title" href="{urlsplit(one.url).path}">{escape(one.title)}</a></li>'
        for one in pieces
        if one is not own
    )
    return f"""<div class="detail__sub"><zone id="l15vti5n"></zone><h2>Đọc nhiều</h2><ul>{rows}</ul>
<div class="box-policy"><h3>Chính sách pháp luật Việt Nam</h3>
<p>Cập nhật thông tin, chính sách pháp luật Việt Nam</p></div></div>"""


def foot(source: str) -> str:
    """Return what stands after the content; it ends with the word "Top"."""
    site = SITES_OF[source]
    return f"""</div>
<div class="footer"><div class="footer__top"><ul><li><a href="/#gop-y-hien-ke">GÓP Ý HIẾN KẾ</a></li></ul>
<p>Cổng thông tin điện tử của các đơn vị thuộc Bộ</p><p>Doanh nghiệp</p></div>
<div class="footer__app"><span>Tải ứng dụng:</span><p>Quét mã QR để tải</p></div>
<div class="footer__info"><p>© {escape(site.title.upper())}</p><p>Tổng Biên tập: Đỗ Văn Mẫu</p>
<p>Giấy phép số: {site.number}/GP-BTTTT, cấp ngày 15/04/2024.</p><p>Trụ sở: 1 phố Mẫu, Hà Nội.</p>
<p>Điện thoại: 080 00000; Fax: 080 00001</p><p>Email: mau@{site.host}</p><p>Bản quyền thuộc {escape(site.title)}.</p>
<p>Ghi rõ nguồn "{escape(site.title)}" khi phát hành lại thông tin từ các nguồn này.</p></div>
<div class="footer__bottom"><a href="/lien-he.htm">Liên hệ</a><a href="/so-do.htm">Sơ đồ website</a></div></div>
<a href="javascript:;" id="back-to-top">Top</a>
"""
