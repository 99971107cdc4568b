"""Blocks of an article as plain HTML: what the renderers of Nuxt, VHV and the JSON APIs have in common."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from .piece import Piece


def body(piece: Piece, figure: Callable[[dict[str, Any]], str], odd: Callable[[str, Any], str], p: str = "<p>") -> str:
    """Return all blocks in order. `figure` prints a picture, `odd(kind, value)` the blocks `related` and `frame`."""
    out = []
    for block in piece.text:
        [(kind, value)] = block.items()
        match kind:
            case "p":
                out.append(f"{p}{escape(value)}</p>")
            case "h2" | "h3":
                out.append(f"<{kind}>{escape(value)}</{kind}>")
            case "quote":
                out.append(f"<blockquote>{p}{escape(value)}</p></blockquote>")
            case "list":
                out.append("<ul>" + "".join(f"<li>{escape(one)}</li>" for one in value) + "</ul>")
            case "box":
                out.append("<div class='box'>" + "".join(f"<p>{escape(one)}</p>" for one in value) + "</div>")
            case "table":
                rows = ("".join(f"<td>{p}{escape(cell)}</p></td>" for cell in row) for row in value)
                out.append(
                    "<table border='1'><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
                )
            case "document":
                out.append(f'{p}<a href="{value["url"]}" target="_blank">{escape(value["title"])}</a></p>')
            case "figure":
                out.append(figure(value))
            case _:
                out.append(odd(kind, value))
    return "\n".join(out)


def caption(figure: dict[str, Any]) -> str:
    """Return caption and credit as an editor writes them."""
    credit = f"Ảnh: {figure['credit']}" if figure.get("credit") else ""
    return escape(" ".join(filter(None, (figure.get("caption"), credit))))


def day(piece: Piece) -> str:
    """Return the day of publication as the portals print it: 20/11/2026."""
    assert piece.published
    year, month, number = piece.published[:10].split("-")
    return f"{number}/{month}/{year}"
