"""The body of a VCCorp article: the editor's boxes, pictures with empty captions, comments that hold times."""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import urlsplit

from .piece import Piece


def numeric(text: str) -> str:
    """Return letters beyond ASCII as numeric entities, as the CMS writes titles (never bodies)."""
    return "".join(c if ord(c) < 128 else f"&#x{ord(c):X};" for c in escape(text))


def body(piece: Piece, moment: datetime) -> str:
    """Return the blocks in order, then the related box and the editor's comment."""
    parts = [_block(kind, value, piece) for block in piece.text for kind, value in block.items()]
    if origin := piece.attribution:
        name = escape(origin["name"])
        words = (
            f'<a href="{escape(origin["url"])}" target="_blank" rel="nofollow">{name}</a>' if "url" in origin else name
        )
        parts.append(piece.extra.get("origin", '<p style="text-align: right;"><b>Theo {}</b></p>').format(words))
    stamp = f"{moment:%a %b %d %Y %H:%M:%S} GMT+0700 (Indochina Time)"
    return "".join(parts) + f"<p></p><!--{stamp} -- -- {stamp}--><br />\n"


def _block(kind: str, value: Any, piece: Piece) -> str:
    match kind:
        case "p":
            return (
                f"<p>{escape(value)}</p>"
                if len(value) % 3
                else f'<p class="MsoNormal"><span>{escape(value)}</span></p>'
            )
        case "h2" | "h3":
            return f"<{kind}><b>{escape(value)}</b></{kind}>"
        case "quote":
            return f"<blockquote><p>{escape(value)}</p></blockquote>"
        case "list":
            return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in value)}</ul>"
        case "table":
            return f'<table class="MsoTableGrid"><tbody>{"".join(map(_table_row, value))}</tbody></table>'
        case "box":
            inner = "".join(f"<p>{escape(one)}</p>" for one in value)
            inner = f'<div placeholder="Nhập nội dung...">{inner}</div>'
            return f'<div class="VCSortableInPreviewMode alignCenter" type="content">{inner}</div>'
        case "figure":
            return _figure(value, piece)
        case "document":
            return _document(value)
        case "related":
            return _related(value, piece)
    return f'<div class="VCSortableInPreviewMode" type="RelatedOneNews"><p>{escape(value)}</p></div>'


def _table_row(cells: list[str]) -> str:
    return "<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in cells) + "</tr>"


def _figure(value: dict[str, str], piece: Piece) -> str:
    """Return a thumbnail with the original in `data-original`; a missing caption leaves the editor's placeholder."""
    full = value["url"]
    thumb = re.sub(r"(https://[^/]+)", r"\1/thumb_w/777", full)
    words = value.get("caption", "")
    if credit := value.get("credit"):
        words = f"{words} - Ảnh: {credit}" if words else f"Ảnh: {credit}"
    caption = f'<p data-placeholder="Nhập chú thích ảnh" class="">{escape(words)}</p>'
    if not words:
        caption = '<p data-placeholder="Nhập chú thích ảnh" class="NLPlaceholderShow">Nhập chú thích ảnh</p>'
        if "empty" in urlsplit(full).path:
            caption = '<p data-placeholder="Nhập chú thích ảnh" class="NLPlaceholderShow"></p>'
    alt = f"{escape(piece.title)}- Ảnh 1."
    sources = f'src="{thumb}" w="900" h="597" alt="{alt}" title="{alt}" data-original="{full}"'
    image = f'<img data-author="" {sources} type="photo">'
    bare = "" if words else " noCaption"
    return (
        f'<figure class="VCSortableInPreviewMode{bare}" type="Photo" style=""><div>{image}</div>'
        f'<figcaption class="PhotoCMS_Caption">{caption}</figcaption></figure>'
    )


def _document(value: dict[str, str]) -> str:
    words = escape(value["title"])
    link = f'<a class="link-inline-content" href="{escape(value["url"])}" title="{words}" data-rel="follow">{words}</a>'
    return f"<p>{escape(value.get('before', ''))}{link}{escape(value.get('after', ''))}</p>"


def _related(title: str, piece: Piece) -> str:
    number = f"{piece.id.split('/')[1][:3]}260101080000123"
    url, words = f"/bai-lien-quan-{number}.htm", escape(title)
    box = (
        '<div class="VCSortableInPreviewMode" relatednewsboxtype="type-4" type="RelatedNewsBox" data-style="left">'
        '<div class="kbwscwl-relatedbox type-4"><ul class="kbwscwlr-list"><li class="kbwscwlrl" '
        f'data-date="01/01/2026 08:00" data-id="{number}" data-url="{url}" data-title="{words}">'
    )
    link = (
        f'<a target="_blank" href="{url}" class="title link-callout"><!-- react-text: 165 -->{words}<!-- /react --></a>'
    )
    return (
        f'<!-- bonewsrelation -->{box}<span class="kbwscwlrl-label">Tham khảo thêm</span>'
        f'<div class="kbwscwlrl-content"><h4 class="kbwscwlrl-title">{link}</h4></div></li></ul></div></div>'
        "<!-- eonewsrelation -->"
    )
