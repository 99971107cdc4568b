"""The strings with which a hostile page fills a slot: what a reader of pages may count, nest, match or look up."""

from __future__ import annotations

from collections.abc import Callable

Pump = Callable[[int], bytes]


def _repeated(text: str) -> Pump:
    unit = text.encode()
    return lambda size: unit * (size // len(unit))


def _counted(text: str) -> Pump:
    return lambda size: "".join(text.replace("%", str(n)) for n in range(size // (len(text) + 4))).encode()


def _nested(start: str, end: str) -> Pump:
    return lambda size: b"".join(one.encode() * (size // len(start + end)) for one in (start, end))


_NAMES = "Theo |Ảnh: |Nguồn: |PV |Nguyễn Văn A, |Bài, ảnh: |- Hà Nội |TTXVN |* |(Ảnh: A) |Tin liên quan: "
_DATES = "ngày 1 |1/1/2026 |10:00 |thứ hai, |1/|1"
_WORDS = "(theo |giấy phép số 1|http://a.vn/ |www. |a@a.vn |&amp;|&#55;|&lt;|\u0301\u0323|\u200b|\xa0|\n| |ắ|A"
_SIGNS = "-|(|.|/|@|&|;|\"|'|<|>|,|:"
_EMPTY = (
    "<b>|<p>|<div>|<li>|<ul><li>|<table><tr><td>|<i class=x>|<figcaption>|<figure>|<h1>|<br>|<img src=a.jpg>|</div>"
)
_OPEN = (
    "<a>|<article>|<section>|<center>|<svg>|<object>|<form>|<noscript>|<blockquote>|<iframe>|<meta name=x content=x>"
)
_RAW = "<script>|<script></script>|<style>|<!--|<!-- x -->|]]>|<![CDATA["
_CLOSED = "<b>x</b>|<p>x</p>|<div>x</div>|<span>x</span>|<td>x</td>|<em>x</em>|<h1>x</h1>|<h2>x</h2>|<a href=/a>x</a>"
_BLOCKS = (
    "<strong>Ảnh:</strong> |<time>1/1/2026</time>|<figure><img src=a.jpg><figcaption>x</figcaption></figure>"
    "|<table><tr><td><img src=a.jpg></td></tr><tr><td>x</td></tr></table>"
)
_TEXT = "|".join((_NAMES, _DATES, _WORDS, _SIGNS, _EMPTY, _OPEN, _RAW, _CLOSED, _BLOCKS)).split("|")
_LINKS = (
    "<a href=/tin-%.html>x %</a>",
    "<div class=item><a href=/tin/%>x</a>",
    "<p id=x%>x</p>",
    "<img src=/%.jpg alt=%>",
)
_VALUES = "a| |1|/|../|./|%41|%|&|;|,|?a=1&|-1|.|:|#|@|http://|a-|x |;jsessionid=1|&amp;|&#1;|\\u0301|{|[|\\n".split(
    "|"
)
PUMPS: dict[str, dict[str, Pump]] = {
    "text": {
        **{repr(one): _repeated(one) for one in _TEXT},
        **{one: _counted(one) for one in _LINKS},
        **{f"nested {one}": _nested(f"<{one}>", f"</{one}>") for one in ("div", "b", "p", "figcaption", "td", "span")},
    },
    "attribute": {repr(one): _repeated(one) for one in _VALUES},
    "tag": {one: _counted(one) for one in (" a%=1", " class=x%")},
    "json": {repr(one): _repeated(one) for one in (*_VALUES, "<p>x</p>", "<b>", "giấy phép số 1", "(theo ")},
    "raw": {
        repr(one): _repeated(one) for one in ("<!-- x -->", "<!--", " ", "\n", "<", "[", "{", "\x00", "<!DOCTYPE ", "é")
    },
}
