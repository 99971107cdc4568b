"""Repair markup that libxml2 reads otherwise than browsers do, so that no words leave their heading or weld together.

libxml2 builds its tree by the rules of HTML 4: a `<p>` closes a heading or a `<b>`, and an end tag that closes nothing
leaves no trace. The tree's own log says whether a page has such tags; only then is its markup read again.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_MISREAD = re.compile(r"(?:Unexpected end tag : |\band )(?:p|br|h[1-6]|b|i|u|big|small|tt|font)\b")
_MOST_ENTRIES = 1000  # of the log
_LONGEST_HEADING = 6000  # bytes; what is longer is no headline and no summary
_TAG = re.compile(rb"<[^<>]*+>")
_BLOCKS = (
    rb"p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|caption|blockquote|section|article|main|header"
    rb"|footer|nav|aside|form|fieldset|center|figure|figcaption|address|pre|hr|details|summary"
)
_INLINE = rb"(?:[^<]++|<(?!/?(?:" + _BLOCKS + rb"|img|iframe|video|object)\b))*+"
_CODE = re.compile(rb"<!--|<(script|style|textarea|title|template)\b|<h([1-6])\b[^<>]*+>", re.I)
_ENDS = {
    name: re.compile(rb"</" + name + rb"\b", re.I) for name in (b"script", b"style", b"textarea", b"title", b"template")
}
_TO_NEXT_HEADING = re.compile(rb"(?:[^<]++|<(?!/?h[1-6]\b))*+", re.I)
_HEADING_END = re.compile(rb"</h[1-6]\b", re.I)
_NOT_IN_HEADINGS = re.compile(rb"<(/?)(p|table|thead|tbody|tfoot|tr|td|th|caption|form|fieldset)\b([^<>]*+)>", re.I)
_CELLS = frozenset({b"td", b"th"})
_OUTER_BREAKS = re.compile(rb"\A(?:\s*+<br>)++|(?:<br>\s*+)++\Z")
_MANY_BREAKS = re.compile(rb"<br><br>(?:\s*+<br><br>)++")
_BLOCK_TAG = re.compile(rb"<(/?)(?:" + _BLOCKS + rb")\b[^<>]*+>", re.I)
# <p class="sapo"><p>WORDS</p></p>: the paragraph with the name stays empty, also in a browser
_NAMED_PARAGRAPH = re.compile(
    rb"<p\b(?=[^<>]*\b(?:class|id|itemprop|data-[\w-]{1,100}+)\s*=)([^<>]*+)>(?:\s|&nbsp;)*+"
    rb"(" + _INLINE + rb"(?:(?:<(p|div|h[1-6]|center|blockquote)\b[^<>]*+>" + _INLINE + rb"</\3\s*+>"
    rb"|<(ul|ol)\b[^<>]*+>(?:\s*+<li\b[^<>]*+>" + _INLINE + rb"</li\s*+>)++\s*+</\4\s*+>)" + _INLINE + rb")++)"
    rb"</p\s*+>",
    re.I,
)
_INNER_TAG = re.compile(rb"<(/?)(?:p|div|h[1-6]|center|blockquote|ul|ol|li)\b([^<>]*+)>", re.I)
# <b><p>WORDS</p></b>
_AROUND_PARAGRAPHS = re.compile(
    rb"(<(b|i|u|big|small|tt|font)\b[^<>]*+>)\s*+((?:<(p|center)\b[^<>]*+>" + _INLINE + rb"</\4\s*+>\s*+)++)</\2\s*+>",
    re.I,
)
_PARAGRAPH = re.compile(rb"(<(p|center)\b[^<>]*+>)(" + _INLINE + rb")(</\2\s*+>)", re.I)
_PARAGRAPH_ENDS = re.compile(
    rb"<!--|<(script|style|textarea|title|template)\b|<(/?)(" + _BLOCKS + rb"|br)\b[^<>]*+>", re.I
)
_NESTED = frozenset(b"section article main header footer nav aside details".split())  # libxml2 leaves them in a `p`
_PAGE_END = re.compile(rb"</html\b[^<>]*+>", re.I)
_CONTENT = re.compile(rb"(?:\s++|<!--(?:[^-]++|-(?!->))*+-->|</[^>]*+>)*+(?:[^<\s]|<[a-zA-Z])")
_PAGE_ENDS = re.compile(rb"</(?:html|body)\b[^<>]*+>", re.I)


def has_misread_tags(root: Any) -> bool:
    """Return True if libxml2 met tags in the page of this root that browsers read otherwise.

    What follows `</html>` becomes a second root, which nobody would read.
    """
    if any(isinstance(one.tag, str) for one in islice(root.itersiblings(), _MOST_ENTRIES)):
        return True
    parser = root.getroottree().parser
    entries = islice(parser.error_log, _MOST_ENTRIES) if parser is not None else ()
    return any(_MISREAD.search(one.message) for one in entries)


def repaired(body: bytes) -> bytes:
    """Return a page whose headings, bold parts and paragraphs libxml2 reads as browsers do.

    Boxes inside a heading become lines of it, and a heading that is never closed ends where its words do.
    """
    body = _headings(_with_content_after_end(body))
    body = _AROUND_PARAGRAPHS.sub(lambda found: _PARAGRAPH.sub(_inside(found), found[3]), body)
    body = _NAMED_PARAGRAPH.sub(_named_paragraph, body)
    return _paragraph_ends(body)


def _with_content_after_end(body: bytes) -> bytes:
    """Return the page without the end tags of `html` and `body` if content follows them."""
    end = _PAGE_END.search(body)
    return _PAGE_ENDS.sub(b"", body) if end and _CONTENT.match(body, end.end()) else body


def _after_code(body: bytes, found: re.Match[bytes]) -> int:
    """Return where a comment or an element without markup ends."""
    if found[1] is None:
        return body.find(b"-->", found.end()) + 3 if body.find(b"-->", found.end()) >= 0 else len(body)
    closing = _ENDS[found[1].lower()].search(body, found.end())
    return closing.end() if closing else len(body)


def _headings(body: bytes) -> bytes:
    parts: list[bytes] = []
    read = at = 0
    while found := _CODE.search(body, at):
        if found[2] is None:
            at = _after_code(body, found)
            continue
        end = _TO_NEXT_HEADING.match(body, found.end()).end()  # type: ignore[union-attr]
        inside = body[found.end() : end]
        closing = _HEADING_END.match(body, end)
        if closing:  # perhaps as a heading of another level
            whole = (inside if len(inside) > _LONGEST_HEADING else _lines(inside)) + b"</h" + found[2]
        elif len(inside) > _LONGEST_HEADING:
            whole = inside
        else:
            length = _words_end(inside)
            whole = _lines(inside[:length]) + b"</h" + found[2] + b">" + inside[length:]
        parts += body[read : found.end()], whole
        read = at = closing.end() if closing else end
    return b"".join([*parts, body[read:]])


def _lines(inside: bytes) -> bytes:
    """Return the inside of a heading with lines in place of paragraphs and tables."""
    if not _NOT_IN_HEADINGS.search(inside):
        return inside
    return _OUTER_BREAKS.sub(b"", _NOT_IN_HEADINGS.sub(_as_line, inside))


def _as_line(tag: re.Match[bytes]) -> bytes:
    around = b" " if tag[2].lower() in _CELLS else b"<br><br>"
    return b"</span>" + around if tag[1] else around + b"<span" + tag[3].rstrip(b"/") + b">"


def _words_end(inside: bytes) -> int:
    """Return the length of the words of a heading that is not closed: before its first box, or with it."""
    read, has_words = 0, False
    for number, tag in enumerate(_BLOCK_TAG.finditer(inside)):
        has_words = has_words or bool(_TAG.sub(b"", inside[read : tag.start()]).strip())
        if has_words:
            return tag.end() if tag[1] and number else tag.start()
        read = tag.end()
    return len(inside)


def _named_paragraph(found: re.Match[bytes]) -> bytes:
    lines = _INNER_TAG.sub(lambda tag: b"</span><br><br>" if tag[1] else b"<br><br><span" + tag[2] + b">", found[2])
    return b"<p" + found[1] + b">" + _OUTER_BREAKS.sub(b"", _MANY_BREAKS.sub(b"<br><br>", lines)) + b"</p>"


def _inside(found: re.Match[bytes]) -> Any:
    """Return the function that moves a tag from around a paragraph into it."""
    start, end = found[1], b"</" + found[2] + b">"
    return lambda line: line[1] + start + line[3] + end + line[4]


def _paragraph_ends(body: bytes) -> bytes:
    """Return the page with a line break for each `</p>` that closes nothing, and for `</br>`.

    A paragraph is closed before a section or an article, which libxml2 would take for a part of it.
    """
    parts: list[bytes] = []
    read = at = 0
    is_open = False
    while found := _PARAGRAPH_ENDS.search(body, at):
        if found[3] is None:
            at = _after_code(body, found)
            continue
        at, name = found.end(), found[3].lower()
        if name == b"br":
            if found[2]:
                parts += body[read : found.start()], b"<br>"
                read = at
        elif name != b"p" or not found[2]:
            if is_open and name in _NESTED:
                parts += body[read : found.start()], b"</p>"
                read = found.start()
            is_open = name == b"p"
        elif is_open:
            is_open = False
        else:  # by this count: where a paragraph is open all the same, the tag closes it
            parts += body[read:at], b"<br><br>"
            read = at
    return b"".join([*parts, body[read:]])
