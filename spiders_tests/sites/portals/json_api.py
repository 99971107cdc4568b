"""moh.gov.vn and mof.gov.vn: shells over a JSON API (docs/sites/). Modelled, not captures."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hanoi_press.sources.mof import _CATEGORIES as MOF
from hanoi_press.sources.moh import _CATEGORIES as MOH
from hanoi_press.warc.index import record_address

from ..page import JSON, PLAIN, Page
from . import Render
from .markup import body, caption
from .piece import Piece

SHELL = """<!doctype html><html lang="vi"><!-- modelled; not a capture --><head><meta charset="utf-8">
<title>Cổng thông tin điện tử</title><script type="module" src="/assets/index-a1b2c3.js"></script></head>
<body><div id="app"></div></body></html>"""
BRIDGE = "https://moh.gov.vn/bridge?url=/portal/api/"


def _posted(url: str, data: dict[str, Any]) -> str:
    """Return the key under which the answer to a POST of JSON is kept; Scrapy sorts the keys of the JSON."""
    return record_address(url, json.dumps(data, sort_keys=True).encode())


def _answer(data: Any) -> Page:
    return Page.of(json.dumps(data, ensure_ascii=False), JSON)


def _figure(figure: dict[str, Any]) -> str:
    words = caption(figure)
    src = urlsplit(figure["url"]).path
    below = f'<p style="text-align:center"><em>{words}</em></p>' if words else ""
    return f'<p style="text-align:center"><img src="{src}" /></p>{below}'


def _odd(kind: str, value: Any) -> str:
    return f"<p><a href='/index.jsp?pageId=5803&amp;aid=1&amp;cid=2'>Xem thêm: {escape(value)}</a></p>"


def _fragment(piece: Piece) -> str:
    origin = f"<p style='text-align:right'><b>Theo {piece.attribution['name']}</b></p>" if piece.attribution else ""
    return body(piece, _figure, _odd, '<p style="text-align:justify">') + origin


def moh(pieces: list[Piece]) -> dict[str, Page]:
    """Return shells, lists by category, and an answer for each article."""
    pages = {"https://moh.gov.vn/robots.txt": Page.of("User-agent: *\nAllow: /\n", PLAIN)}
    for number in MOH.values():
        held = [piece for piece in pieces if number in piece.extra["categories"].split(";")]
        rows = [
            {
                "MA": urlsplit(piece.id).path.split("/")[1],
                "TIEU_DE": piece.title,
                "MO_TA": piece.summary or "",
                "MA_DANH_MUC": piece.extra["categories"],
                "THOI_GIAN_XUAT_BAN": piece.extra["time"],
                "DUONG_DAN_ANH": "/CustomsCMS/BO_YTE/2026/11/anh.png",
            }
            for piece in held
        ]
        asked = {"CHUYEN_TRANG": "BO_YTE", "NGON_NGU": "TIENG_VIET", "MA_DANH_MUC": number, "TYPE": 1, "PAGE_SIZE": 50,
                 "ISEXTEND": 1}  # fmt: skip
        pages[_posted(BRIDGE + "lay_bai_viet_theo_danh_muc", asked)] = _answer([{"MA": number, "ITEMS": rows}])
    for piece in pieces:
        query = parse_qs(urlsplit(piece.url).query)
        *parent, name = piece.section
        detail = {
            "ma": query["aid"][0],
            "tieuDe": piece.title,
            "moTa": f"<p>{escape(piece.summary)}</p>" if piece.summary else None,
            "noiDung": _fragment(piece),
            "thoiGianBatDauDang": piece.extra["time"],
            "tenDanhMuc": f"{name} ({parent[0]}); Tin khác" if parent else name,
        }
        asked = {"maBaiViet": query["aid"][0], "maDanhMuc": query["cid"][0]}
        pages[_posted(BRIDGE + "layChiTietBaiViet", asked)] = _answer({"d": detail})
        pages[piece.url] = Page.of(SHELL)
    return pages


def _stated(piece: Piece) -> str:
    """Return a time with an offset of zero, or Hanoi's time without an offset: both occur."""
    assert piece.published
    if piece.extra.get("zone"):
        return datetime.fromisoformat(piece.published).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return piece.published[:19]


def mof(pieces: list[Piece]) -> dict[str, Page]:
    """Return robots.txt and pages as the app's shell, lists by category, and an answer for each article."""
    base = "https://www.mof.gov.vn"
    pages = {f"{base}/robots.txt": Page.of(SHELL), f"{base}/": Page.of(SHELL)}
    lists = {name: {"categoryId": number} for name, number in MOF.items()} | {"": {"rootSlug": "bo-tai-chinh"}}
    for name, posted in lists.items():
        held = [piece for piece in pieces if name in ("", piece.extra["category"])]
        for seen in (0, len(held)):
            rows = [
                {
                    "title": piece.title,
                    "slug": piece.url.rsplit("/", 1)[1],
                    "description": piece.summary,
                    "publicationTime": _stated(piece),
                    "categorySlug": piece.extra["category"],
                    "rootCategorySlug": "bo-tai-chinh",
                }
                for piece in held[seen:]
            ]
            asked = _posted(f"{base}/api/article/reads?offset={seen}&limit=20", posted)
            pages[asked] = _answer({"success": True, "total": len(held), "data": rows})
    for piece in pieces:
        files = [block["document"] for block in piece.text if "document" in block]
        content = {"Content": _fragment(piece), "Link": files[0]["url"] if files else None, "FileName": "x"}
        data = {
            "title": piece.title,
            "description": piece.summary,
            "author": ", ".join(piece.authors),
            "publicationTime": _stated(piece),
            "articleCategory": {"name": piece.section[0]},
            "articleContent": json.dumps(content, ensure_ascii=False),
        }
        slug = piece.url.rsplit("/", 1)[1]
        pages[f"{base}/api/article/getbyslug?slug={slug}"] = _answer({"success": True, "data": data})
        pages[piece.url] = Page.of(SHELL)
    return pages


SITES: dict[str, Render] = {"moh": moh, "mof": mof}
