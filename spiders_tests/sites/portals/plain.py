"""What the small families of portals print alike: an article's blocks as plain HTML, a table of list pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape

from ..page import PLAIN, XML, Page
from .piece import Piece

ROBOTS = "User-agent: *\nDisallow: /search\n"
Figure = Callable[[dict[str, str]], str]


def moment(piece: Piece, form: str) -> str:
    """When the article was published, in a form of `strftime`."""
    return datetime.fromisoformat(piece.published or "").strftime(form)


def caption(figure: dict[str, str]) -> str:
    """The caption with its credit as printed."""
    words, credit = figure.get("caption") or "", figure.get("credit")
    return escape(f"{words} Ảnh: {credit}" if credit else words)


def blocks(piece: Piece, figure: Figure, related: str = "Xem thêm: ") -> str:
    """The article's blocks; how a picture stands is the family's."""
    return "\n".join(_block(kind, value, figure, related) for one in piece.text for kind, value in one.items())


def _block(kind: str, value: object, figure: Figure, related: str) -> str:
    if isinstance(value, dict):
        if kind == "figure":
            return figure(value)
        return f'<p><a href="{escape(value["url"])}">{escape(value["title"])}</a></p>'
    if isinstance(value, list):
        if kind == "table":
            rows = ("<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>" for row in value)
            return f'<table border="1"><tbody>{"".join(rows)}</tbody></table>'
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in value) + "</ul>"
    words = escape(str(value))
    if kind == "related":
        return f'<p><strong>{related}<a href="/{len(words)}.html">{words}</a></strong></p>'
    if kind == "quote":
        return f"<blockquote><p>{words}</p></blockquote>"
    return f"<{kind}>{words}</{kind}>" if kind in ("h2", "h3") else f'<p style="text-align: justify;">{words}</p>'


def pages_of(pieces: list[Piece], size: int) -> Iterator[tuple[int, int, list[Piece]]]:
    """A list cut into pages: number, how many there are, what stands on it."""
    count = max(1, -(-len(pieces) // size))
    for number in range(1, count + 1):
        yield number, count, pieces[(number - 1) * size : number * size]


def by_list(pieces: list[Piece]) -> dict[str, list[Piece]]:
    """The articles by the list that they stand in (`extra.list`)."""
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(str(piece.extra["list"]), []).append(piece)
    return found


def robots(origin: str) -> dict[str, Page]:
    """robots.txt of a site."""
    return {f"{origin}/robots.txt": Page.of(ROBOTS, PLAIN)}


def sitemap(origin: str, child: str, pieces: list[Piece]) -> dict[str, Page]:
    """An index at /sitemap.xml with one sitemap, `child`, that holds all articles."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    urls = "".join(f"<url><loc>{piece.url}</loc><lastmod>{piece.published}</lastmod></url>" for piece in pieces)
    index = f"<sitemapindex {space}><sitemap><loc>{origin}{child}</loc></sitemap></sitemapindex>"
    return {
        f"{origin}/sitemap.xml": Page.of(index, XML),
        f"{origin}{child}": Page.of(f"<urlset {space}>{urls}</urlset>", XML),
    }
